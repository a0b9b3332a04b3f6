"""Money brought to the bank: bags of cash counted piece by piece, cheques ticked one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from reuse_pos.db import bank as rows
from reuse_pos.db import till as till_rows
from reuse_pos.db.bank import Deposit, HeldCheque
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.till import counted_cents
from reuse_pos.domain.till_bank import (
    CASH,
    CHEQUE,
    CHEQUE_DAYS,
    DRAWER,
    SAFE,
    DepositSlip,
    SlipCheque,
    checked_bag,
    deposit_slip,
)
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.journal import TillJournal, read_head
from reuse_pos.services.office import Station
from reuse_pos.services.printing import open_drawer, print_doc
from reuse_pos.services.tickets import printed_day, shop_header, till_number
from reuse_pos.services.till_files import save_pdf
from reuse_pos.services.verb import Act, verb

__all__ = ["Bank", "ChequeKey", "Deposit", "HeldCheque"]

ChequeKey = tuple[str, int, int]
_PREFIX = {CASH: "RE", CHEQUE: "RC"}


class Bank(Station):
    """What leaves the shop for the bank, and what is still to be brought there."""

    def cheques_held(self) -> list[HeldCheque]:
        """The cheques of every till still to be brought to the bank, oldest first."""
        return self._held(self.store.read())

    def safe_cents(self) -> int:
        """What should be in the safe, in cents: what was put in it and not brought to the bank."""
        return till_rows.safe_cents(self.store.read())

    def deposits(self, first_day: str, last_day: str) -> list[Deposit]:
        """What was brought to the bank between two business days, newest first."""
        return rows.deposits(self.store.read(), first_day, last_day)

    @verb("cash_deposited", Permission.CLOSE_TILL)
    def deposit_cash(
        self,
        act: Act,
        till: str,
        denominations: Mapping[int, int],
        bag: str = "",
        source: str = DRAWER,
    ) -> str:
        """A bag of cash for the bank, counted piece by piece; returns the slip's number.

        From the drawer (DRAWER) it is a movement of the till's journal; from the SAFE it left the
        drawer before. Refuses an empty bag and more than the drawer holds.
        """
        cents = counted_cents(denominations)
        if not cents or source not in (DRAWER, SAFE):
            raise Refusal(
                _("There is nothing in this bag. Nothing was recorded. Count the notes and coins."),
                "empty",
            )
        number = self._next_number(act, CASH)
        body: dict[str, object] = {
            "source": source,
            "pieces": [[value, n] for value, n in sorted(denominations.items(), reverse=True) if n],
        }
        if source == DRAWER:
            body["seq"] = self._take_out(act, till, cents, number)
        else:
            read_head(act.tx, till)
        self._put(act, Deposit(number, CASH, till, act.day, cents,
                               sum(denominations.values()), checked_bag(bag), act.who.op,
                               json.dumps(body)))  # fmt: skip
        act.after(lambda: self.office.later(lambda: self._hand_out(number, source)))
        return number

    @verb("cheques_deposited", Permission.CLOSE_TILL)
    def deposit_cheques(
        self, act: Act, till: str, cheques: Iterable[ChequeKey], bag: str = ""
    ) -> str:
        """A bundle of cheques for the bank; returns the slip's number. Refuses a cheque that is
        not in a drawer any more: none is ever deposited twice."""
        wanted = set(cheques)
        held = [one for one in self._held(act.tx) if one.key in wanted]
        if not wanted or len(held) != len(wanted):
            raise Refusal(
                _("Tick cheques that are still here. Nothing was recorded. Read the list again."),
                "cheques",
            )
        read_head(act.tx, till)
        number = self._next_number(act, CHEQUE)
        listed = [[one.ref, one.doc_no, one.day, one.cents] for one in held]
        self._put(act, Deposit(number, CHEQUE, till, act.day, sum(one.cents for one in held),
                               len(held), checked_bag(bag), act.who.op,
                               json.dumps({"cheques": listed})))  # fmt: skip
        for one in held:
            act.put("bank_deposit_cheque", till=one.till, seq=one.seq, n=one.n, deposit=number)
        act.after(lambda: self.office.later(lambda: self.print_slip(number)))
        return number

    def slip(self, number: str) -> ReceiptDoc:
        """The paper of a deposit; refuses one that does not exist."""
        found = rows.deposit(self.store.read(), number)
        if found is None:
            raise Refusal(
                _("There is no such deposit. Nothing was printed. Check its number."), "none"
            )
        body = json.loads(found.body)
        cheques = tuple(
            SlipCheque(ref, doc_no, printed_day(day), cents)
            for ref, doc_no, day, cents in body.get("cheques", ())
        )
        return deposit_slip(
            DepositSlip(
                shop_header(self.office), found.kind, found.number, str(till_number(found.till)),
                found.op, printed_day(found.day), found.cents, found.bag,
                body.get("source", DRAWER),
                tuple((value, n) for value, n in body.get("pieces", ())), cheques,
            )
        )  # fmt: skip

    def print_slip(self, number: str) -> str:
        """Print a deposit's slip, now or again; returns "" or the kind of trouble."""
        return print_doc(self.office, self.slip(number))

    def slip_pdf(self, number: str, folder: Path | None = None) -> Path:
        """A deposit's slip as a PDF file (in the shop's papers unless told where)."""
        return save_pdf(self.office, self.slip(number), folder)

    def _held(self, reader: Reader) -> list[HeldCheque]:
        since = business_day(self.clock.now()) - timedelta(days=CHEQUE_DAYS)
        tills = [one.till for one in till_rows.tills(reader)]
        return rows.cheques_held(reader, tills, since.isoformat())

    def _take_out(self, act: Act, till: str, cents: int, number: str) -> int:
        journal = TillJournal(act, self.office, till)
        if not journal.head.session_seq:
            raise Refusal(
                _(
                    "The till is not open. Nothing was recorded. Take the money from the safe, or "
                    "open the till first."
                ),
                "closed",
            )
        holds = journal.session_totals().expected()["CASH"]
        if cents > holds:
            raise Refusal(
                _(
                    "The drawer holds {amount} at most. Nothing was recorded. Take out less.",
                    amount=format_cents(holds),
                ),
                "too_much",
            )
        reason = _("Taken to the bank, slip {number}", number=number)
        return journal.write(fiscal.cash_move(journal.stamp, "DEPOSIT", -cents, reason)).seq

    def _next_number(self, act: Act, kind: str) -> str:
        prefix = f"{_PREFIX[kind]}-{act.day[2:4]}-"
        return f"{prefix}{rows.last_number(act.tx, prefix) + 1:04d}"

    def _put(self, act: Act, one: Deposit) -> None:
        act.put(
            "bank_deposit", number=one.number, kind=one.kind, till=one.till, day=one.day,
            cents=one.cents, pieces=one.pieces, bag=one.bag, op=one.op, body=one.body,
        )  # fmt: skip
        act.changed(Change.TILL)

    def _hand_out(self, number: str, source: str) -> None:
        if source == DRAWER:
            open_drawer(self.office)
        self.print_slip(number)
