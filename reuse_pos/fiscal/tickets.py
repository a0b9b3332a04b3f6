"""What each ticket sold and what has been given back on it, in sixteen bytes a ticket."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reuse_pos.fiscal.head import doc_number

# A number this far ahead of the last one is damage, not a shop's next ticket.
MAX_LEAP = 1_000_000


@dataclass(slots=True)
class _Series:
    """One till's tickets of one year, from number `first` on: cents left to give back, record."""

    first: int
    left: array[int] = field(default_factory=lambda: array("q"))
    seqs: array[int] = field(default_factory=lambda: array("q"))

    def put(self, number: int, cents: int, seq: int) -> None:
        place = number - self.first
        if 0 <= place <= len(self.left) + MAX_LEAP:
            missing = [0] * (place + 1 - len(self.left))
            self.left.extend(missing)
            self.seqs.extend(missing)
            self.left[place], self.seqs[place] = cents, seq


class Tickets:
    """The sales met so far, by document number."""

    def __init__(self) -> None:
        self._series: dict[str, _Series] = {}

    def sold(self, body: Mapping[str, Any]) -> None:
        """Note a sale: what can come back is what its lines above zero cost."""
        prefix, _dash, number = body["doc_no"].rpartition("-")
        series = self._series.setdefault(prefix, _Series(int(number)))
        bought = sum(max(0, line["ttc"]) for line in body["lines"])
        series.put(int(number), bought, body["seq"])

    def seq_of(self, doc_no: str) -> int:
        """The record of a ticket; 0 when it was not met."""
        found = self._find(doc_no)
        return found[0].seqs[found[1]] if found else 0

    def give_back(self, doc_no: str, cents: int) -> int:
        """Take cents off what can still come back on a ticket that was met; what is left."""
        found = self._find(doc_no)
        if found is None:
            raise LookupError(doc_no)
        series, place = found
        series.left[place] -= cents
        return series.left[place]

    def _find(self, doc_no: str) -> tuple[_Series, int] | None:
        prefix, _dash, number = doc_no.rpartition("-")
        series = self._series.get(prefix)
        if series is None or not number.isdecimal():
            return None
        place = int(number) - series.first
        return (series, place) if 0 <= place < len(series.left) else None


@dataclass(frozen=True, slots=True)
class _Return:
    """One record that refers to an earlier ticket; `cents` given back (0: a payment correction)."""

    till: str
    seq: int
    ref_doc: str
    ref_seq: int
    cents: int

    def judge(self, tickets: Tickets) -> Iterator[tuple[str, str]]:
        if tickets.seq_of(self.ref_doc) != self.ref_seq:
            yield "ref_seq", f"{self.ref_doc} is not record {self.ref_seq}"
        left = tickets.give_back(self.ref_doc, self.cents)
        if self.cents and left < 0:
            yield "refund_too_much", f"{self.ref_doc}: {-left} cents more than it sold"


class Refunds:
    """The refunds and payment corrections met so far."""

    def __init__(self) -> None:
        self._elsewhere: list[_Return] = []

    def take(
        self, body: Mapping[str, Any], tickets: Tickets, *, whole: bool
    ) -> Iterator[tuple[str, str]]:
        """Check one against its ticket, or keep it for `judge` if another till sold that ticket."""
        lines = body.get("lines", ())
        cents = sum(max(0, -line["ttc"]) for line in lines)
        given = _Return(body["till"], body["seq"], body["ref_doc"], body["ref_seq"], cents)
        own = doc_number(body["till"], body["mode"], body["day"], 0).rsplit("-", 2)[0]
        if tickets.seq_of(given.ref_doc):
            yield from given.judge(tickets)
        elif given.ref_doc.rsplit("-", 2)[0] != own:
            self._elsewhere.append(given)
        elif whole:
            yield "ref_doc", f"{given.ref_doc} was never sold"

    def judge(self, tickets: Tickets) -> Iterator[tuple[str, int, str, str]]:
        """Check what referred to other tills' tickets, where those were read too."""
        for given in self._elsewhere:
            if tickets.seq_of(given.ref_doc):
                for code, detail in given.judge(tickets):
                    yield given.till, given.seq, code, detail
