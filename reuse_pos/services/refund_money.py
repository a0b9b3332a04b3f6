"""Money going back on a ticket: to the drawer, the card, the voucher or the tab, or as a store
credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import refunds as rows
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import method
from reuse_pos.domain.refund import CREDIT, PaidPart
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.records import Pay
from reuse_pos.services.office import Office
from reuse_pos.services.verb import Act


@dataclass(frozen=True)
class MoneyBack:
    """How money goes back on a ticket: each part as the journal writes it, and the number of the
    store credit made for it ("" without one)."""

    parts: tuple[PaidPart, ...]
    credit: str = ""

    @property
    def cents(self) -> int:
        """All of it."""
        return sum(part.cents for part in self.parts)

    @property
    def cash_cents(self) -> int:
        """What leaves the drawer."""
        return sum(part.cents for part in self.parts if part.method == "CASH")

    @property
    def pays(self) -> list[Pay]:
        """The payments of the journal record, below zero."""
        return [Pay(part.method, -part.cents, part.ref or None) for part in self.parts]

    @property
    def drawer(self) -> bool:
        """Whether the drawer opens."""
        return any(method(part.method).opens_drawer for part in self.parts)


def with_credit(
    act: Act, office: Office, parts: Sequence[PaidPart], document: str, *, paper: bool
) -> MoneyBack:
    """Within a verb: make the store credit among `parts`, if any, for things of ticket `document`;
    it gets its paper now, or none while it is used at once (`paper` false)."""
    from reuse_pos.services.vouchers import issue_credit

    made, credit = [], ""
    for part in parts:
        if part.method == CREDIT:
            credit, _digits = issue_credit(act, office, part.cents, document, paper=paper)
        made.append(PaidPart(part.method, part.cents, credit) if part.method == CREDIT else part)
    return MoneyBack(tuple(made), credit)


def to_vouchers_and_tabs(act: Act, money: MoneyBack, document: str) -> None:
    """Within a verb: put what goes back to a voucher or an account on it again; `document` is the
    refund."""
    for part in money.parts:
        if part.method == "VOUCHER":
            _to_voucher(act, part, document)
        elif part.method == "TAB":
            _to_account(act, part, document)


def _to_voucher(act: Act, part: PaidPart, document: str) -> None:
    from reuse_pos.db import vouchers
    from reuse_pos.services.vouchers import give_back

    found = vouchers.by_number(act.tx, part.ref)
    if found is None:
        raise _lost(part.ref)
    give_back(act, found.id.hex(), part.cents, document)


def _to_account(act: Act, part: PaidPart, document: str) -> None:
    from reuse_pos.services.accounts import give_back_on_tab

    found = rows.account_numbered(act.tx, part.ref)
    if found is None:
        raise _lost(part.ref)
    give_back_on_tab(act, found[0].hex(), part.cents, document)


def _lost(number: str) -> Refusal:
    return Refusal(
        _("“{number}”, which paid this ticket, is no longer known. Nothing was changed. Ask the "
          "manager.", number=number), "lost",
    )  # fmt: skip
