"""Bringing things back: the ticket found again, the money given back, the kilos taken in again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reuse_pos.db import counter as rows
from reuse_pos.db import stock
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Code, CodeKind, read_scan
from reuse_pos.domain.item import Move, State
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.payments import CHANGE
from reuse_pos.domain.payments import method as payment_method
from reuse_pos.domain.refund import REFUND_REASONS, RESTOCK, Returned, returned_lines
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Station
from reuse_pos.services.tickets import print_ticket
from reuse_pos.services.verb import Act, verb

_PLACE = {RESTOCK: "stock:reception", "recycling": "out:recycling", "disposal": "out:disposal"}


@dataclass(frozen=True)
class TicketFound:
    """A ticket that may come back: its lines and payments as recorded, what already came back."""

    till: str
    seq: int
    doc_no: str
    day: str
    lines: tuple[Mapping[str, Any], ...]
    pay: tuple[Mapping[str, Any], ...]
    returned: Mapping[int, int]


class Refunds(Station):
    """Returns; a refund is a new document, the ticket itself never changes."""

    def find(self, raw: str) -> TicketFound:
        """The ticket of a scanned receipt, or of a sold thing's own label."""
        code = read_scan(raw)
        reader = self.store.read()
        if code.kind is CodeKind.TICKET:
            till = f"{self.office.number('store.number'):03d}-{int(code.digits[5]) + 1}"
            ticket = rows.ticket_by_number(reader, till, int(code.digits[6:12]))
        else:
            ticket = self._sale_of_thing(reader, code)
        if ticket is None:
            raise Refusal(
                _("No ticket goes with this code. Nothing was changed. Ask the manager."), "none"
            )
        return self._open(reader, ticket)

    @verb("brought_back", Permission.REFUND)
    def refund(
        self,
        act: Act,
        till: str,
        doc_no: str,
        wanted: Mapping[int, tuple[int, str]],
        method: str,
        reason: str,
    ) -> int:
        """Give money back for lines of a ticket: {line: (quantity, where it goes)}.

        Goods come back pro rata of their weight (`out:sale` → reception, or straight to a
        destination); place "none" gives money only. Returns the cents given back.
        """
        if reason not in REFUND_REASONS:
            raise Refusal(_("A return needs a reason. Nothing was changed. Touch one."), "reason")
        ticket = rows.ticket(act.tx, doc_no)
        if ticket is None or ticket.kind != "SALE":
            raise Refusal(
                _("There is no such ticket. Nothing was changed. Check its number."), "none"
            )
        found = self._open(act.tx, ticket)
        back = returned_lines(found.lines, found.returned, wanted)
        total = sum(one.cents for one in back)
        self._check_method(found, method, total)
        journal = TillJournal(act, self.office, till)
        paper = fiscal.Ticket(
            [_fiscal_line(found.lines[one.n - 1], one) for one in back],
            [fiscal.Pay(method, -total)],
            "PRINT",
        )
        ref = fiscal.Ref(ticket.doc_no, ticket.seq)
        record = journal.write(fiscal.refund(journal.stamp, paper, ref, reason))
        for one in back:
            self._take_in(act, found.lines[one.n - 1], one, str(record.doc_no))
        drawer = payment_method(method).opens_drawer
        print_ticket(self.office, act, (till, record.seq), wanted=True, drawer=drawer)
        act.changed(Change.COUNTER, Change.STOCK)
        return total

    def _sale_of_thing(self, reader: Reader, code: Code) -> rows.TicketRef | None:
        item = stock.item_by_code(reader, code)
        return None if item is None else rows.sale_of_sku(reader, item.code)

    def _open(self, reader: Reader, ticket: rows.TicketRef) -> TicketFound:
        body = json.loads(rows.record_body(reader, ticket.till, ticket.seq) or "{}")
        return TicketFound(
            ticket.till, ticket.seq, ticket.doc_no, ticket.day, tuple(body["lines"]),
            tuple(body["pay"]), rows.returned(reader, ticket.doc_no),
        )  # fmt: skip

    def refundable(self, found: TicketFound) -> dict[str, int]:
        """The cents each way of paying of a ticket can still give back: {method: cents}."""
        left: dict[str, int] = {}
        for pay in found.pay:
            name = "CASH" if pay["method"] == CHANGE else pay["method"]
            left[name] = left.get(name, 0) + pay["amt"]
        for name, back in rows.given_back(self.store.read(), found.doc_no).items():
            left[name] = left.get(name, 0) + back
        return left

    def _check_method(self, found: TicketFound, method: str, cents: int) -> None:
        payment_method(method)
        if cents > self.refundable(found).get(method, 0):
            raise Refusal(
                _("Less than that was paid this way. Nothing was changed. Give the money back "
                  "the way it was paid."), "method",
            )  # fmt: skip

    def _take_in(self, act: Act, line: Mapping[str, Any], one: Returned, document: str) -> None:
        item = None
        if line["sku"]:
            item = stock.item_by_code(act.tx, Code(None, line["sku"], ""))
        if one.where == "none":
            return
        whole = item is not None and item.kind == "item"
        kept = whole and one.where == RESTOCK
        postings = transfer(
            "out:sale", _PLACE[one.where], line["cat"], one.weight_g,
            1 if line["unit"] == "g" else one.qty, Source.DERIVED,
            thing=item.id if kept and item else None,
        )  # fmt: skip
        entry = act.entry("return", postings, document)
        if kept and item is not None:
            act.step(item.id, Move.BRING_BACK, State.SOLD, State.RECEIVED, entry=entry)
            act.set("item", {"id": item.id}, price_state="", last_printed_cents=None)


def _fiscal_line(line: Mapping[str, Any], one: Returned) -> fiscal.Line:
    return fiscal.Line(
        line["label"], -one.cents, line["unit_ttc"], line["vat_code"], line["vat_bp"],
        qty=-one.qty, unit=line["unit"], kind=line["kind"], sku=line["sku"], cat=line["cat"],
        weight_g=0 if one.where == "none" else -one.weight_g, weight_src="derived",
        extra={"ref_n": one.n},
    )  # fmt: skip
