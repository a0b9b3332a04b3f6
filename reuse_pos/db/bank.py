"""What was brought to the bank, and the cheques still in the drawers."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader


@dataclass(frozen=True)
class HeldCheque:
    """A cheque taken on a ticket and not yet brought to the bank: `ref` its number, in cents."""

    till: str
    seq: int
    n: int
    doc_no: str
    day: str
    ref: str
    cents: int

    @property
    def key(self) -> tuple[str, int, int]:
        """Which payment of which ticket it is."""
        return (self.till, self.seq, self.n)


@dataclass(frozen=True)
class Deposit:
    """Cash or cheques brought to the bank (`kind` CASH | CHEQUE); `body` as JSON."""

    number: str
    kind: str
    till: str
    day: str
    cents: int
    pieces: int
    bag: str
    op: str
    body: str


# Only tickets after the last closing before `since` are read: no cheque lives longer.
_PAID_BY_CHEQUE = """
SELECT p.till, p.seq, p.n, p.amt, p.ref, s.doc_no, s.ref_doc, s.day,
  d.deposit
FROM sale_payment AS p JOIN sale AS s USING (till, seq)
LEFT JOIN bank_deposit_cheque AS d ON (d.till, d.seq, d.n) = (p.till, p.seq, p.n)
WHERE p.till = ?1 AND p.method = 'CHEQUE' AND p.seq > (
  SELECT coalesce(max(seq), 0) FROM closing WHERE till = ?1 AND kind = 'DAY' AND day < ?2)
ORDER BY p.seq, p.n
"""


def cheques_held(reader: Reader, tills: list[str], since: str) -> list[HeldCheque]:
    """The cheques of these tills that are still to be brought to the bank, oldest first.

    A cheque taken back (the same amount below zero, by a payment correction or a return) is no
    longer there.
    """
    rows = [row for till in tills for row in reader.all(_PAID_BY_CHEQUE, till, since)]
    held = [
        HeldCheque(
            row["till"], row["seq"], row["n"], row["doc_no"], row["day"], row["ref"] or "",
            row["amt"],
        )
        for row in rows
        if row["amt"] > 0 and row["deposit"] is None
    ]  # fmt: skip
    for row in rows:
        if row["amt"] < 0:
            _take_back(held, row["ref_doc"] or row["doc_no"], -row["amt"], row["ref"])
    return sorted(held, key=lambda one: (one.day, one.doc_no, one.n))


def _take_back(held: list[HeldCheque], doc_no: str, cents: int, ref: str | None) -> None:
    for one in held:
        if (one.doc_no, one.cents) == (doc_no, cents) and ref in (None, "", one.ref):
            held.remove(one)
            return


def deposits(reader: Reader, first_day: str, last_day: str) -> list[Deposit]:
    """What was brought to the bank between two business days, newest first."""
    found = reader.all(
        "SELECT * FROM bank_deposit WHERE day BETWEEN ? AND ? ORDER BY day DESC, number DESC",
        first_day, last_day,
    )  # fmt: skip
    return [Deposit(**dict(row)) for row in found]


def deposit(reader: Reader, number: str) -> Deposit | None:
    """One deposit."""
    row = reader.one("SELECT * FROM bank_deposit WHERE number = ?", number)
    return None if row is None else Deposit(**dict(row))


def last_number(reader: Reader, prefix: str) -> int:
    """The last running number used after a prefix ("RC-26-"); 0 when none is."""
    found = reader.value(
        "SELECT max(number) FROM bank_deposit WHERE number BETWEEN ? AND ?",
        f"{prefix}0", f"{prefix}999999",
    )  # fmt: skip
    return 0 if found is None else int(str(found).removeprefix(prefix))
