"""What a sale settles besides the goods: vouchers, accounts, holds, the visitors counted.

Each station that promised something settles its part inside the sale's own transaction; a refusal
there refuses the whole sale, and the basket stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reuse_pos.db import counter as rows
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.payments import Payment
from reuse_pos.services import basket_json
from reuse_pos.services.office import Office
from reuse_pos.services.verb import Act


@dataclass(frozen=True)
class SaleInHand:
    """A sale being written: its record is sealed as `doc_no`, nothing is committed yet."""

    act: Act
    office: Office
    till: str
    basket: Basket
    paid: Sequence[Payment]
    doc_no: str
    seq: int


def settlers() -> tuple[Callable[[SaleInHand], None], ...]:
    """Who settles a part of a sale, in order; a new promise is one line here."""
    from reuse_pos.services.accounts import settle_accounts
    from reuse_pos.services.agenda import settle_stops
    from reuse_pos.services.hold_settling import settle_hold
    from reuse_pos.services.kits import settle_kits
    from reuse_pos.services.order_settling import settle_orders
    from reuse_pos.services.solidarity import settle_social
    from reuse_pos.services.survey import settle_visit
    from reuse_pos.services.vouchers import settle_vouchers

    return (
        settle_stops, settle_hold, settle_vouchers, settle_social, settle_accounts,
        settle_visit, settle_kits, settle_orders,
    )  # fmt: skip


def settle_promises(sale: SaleInHand) -> None:
    """Let each station settle its part of a sale."""
    for settle_part in settlers():
        settle_part(sale)


def bring_to_till(act: Act, till: str, basket: Basket) -> None:
    """Within a verb: put the basket of a promise on a till, to be paid; another one in progress
    there is put aside."""
    text = rows.draft(act.tx, till)
    before = Basket() if text is None else basket_json.load(text)
    link = basket.lines[0].link
    if any(line.link != link for line in before.lines):
        label = f"{before.lines[0].label} {act.now:%H:%M}"
        rows.put_aside(act.tx, rows.Parked(uuid7(act.at_ns), till, label, text or "", act.at_ns))
    rows.save_draft(act.tx, till, basket_json.dump(basket), act.at_ns)
    act.changed(Change.COUNTER)
