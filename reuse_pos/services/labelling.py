"""Prices proposed and approved, the label that tells them, and labels printed in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reuse_pos.db import labelling as rows
from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.labelling import (
    APPROVED,
    BEFORE_THE_SHELF,
    HELD,
    PRICE,
    PROPOSED,
    WAITING,
    checked_price,
    checked_reason,
    next_kind,
    price_refused,
    refuse_untested,
)
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.pricing import Advice, advice_from
from reuse_pos.domain.roles import Permission, refuse_unless
from reuse_pos.domain.wording import _
from reuse_pos.services.colours import announced
from reuse_pos.services.label_paper import (
    PrintRun,
    ask_label,
    drop_held,
    inside_item,
    known_item,
)
from reuse_pos.services.label_sheets import LabelSheets
from reuse_pos.services.price_history import note_price
from reuse_pos.services.verb import Act, verb

Report = Callable[[int, int], None]


__all__ = ["Labelling", "PrintRun", "Proposal"]


@dataclass(frozen=True)
class Proposal:
    """A price waiting for a yes, with what the shop's own sales say of such things."""

    item: Item
    category: Category
    advice: Advice | None


class Labelling(LabelSheets):
    """From a thing to its price and label."""

    def advice(self, item_id: Id) -> Advice | None:
        """Low, advised and high price from the shop's own sales of such things (same condition and
        work where enough were sold), else the grid price alone; None when neither is known."""
        reader = self.store.read()
        item = known_item(item_by_id(reader, item_id))
        sales, grid = rows.sold(reader, item.category), rows.grid_price(reader, item.category)
        return advice_from(sales, item.condition, item.refurbished, grid)

    def proposals(self) -> list[Proposal]:
        """Prices waiting for a supervisor, oldest first."""
        return [self._proposal(item) for item in rows.proposed_items(self.store.read())]

    def sent_back(self) -> list[Item]:
        """Things whose proposed price a supervisor answered with another (`price_cents`)."""
        return rows.refused_items(self.store.read())

    def to_price(self) -> list[Item]:
        """Things ready in the workshop that have no price yet, or only the one they had before the
        work."""
        return rows.unpriced_items(self.store.read())

    @verb("price_proposed", Permission.LABEL)
    def propose_price(self, act: Act, item_id: Id, cents: int, copies: int = 1) -> Item:
        """Propose a price in cents for a thing not yet on the shelf; a supervisor says yes, then
        `copies` labels wait for the printer."""
        item = self._priceable(act, item_id, cents)
        if item.state not in BEFORE_THE_SHELF:
            raise _not_before_the_shelf(item)
        act.set("item", {"id": item.id}, price_cents=cents, price_state=PROPOSED)
        ask_label(act, item.id, PRICE, copies, HELD)
        act.changed(Change.PRICES, Change.WORKSHOP)
        return replace(item, price_cents=cents, price_state=PROPOSED)

    @verb("price_withdrawn", Permission.LABEL)
    def withdraw_price(self, act: Act, item_id: Id) -> Item:
        """Take back a proposed price before its answer; refuses once it was answered."""
        item = inside_item(act, item_id)
        if item.price_state != PROPOSED:
            raise _no_proposal(item)
        act.set("item", {"id": item.id}, price_cents=None, price_state="")
        drop_held(act, item.id)
        act.changed(Change.PRICES, Change.WORKSHOP)
        return replace(item, price_cents=None, price_state="")

    @verb("price_approved", Permission.PRICE)
    def approve_price(
        self, act: Act, item_id: Id, cents: int, reason: str = "", copies: int | None = None
    ) -> Item:
        """Say yes to a price, or give another with its reason (a key of `PRICE_REASONS`): the
        thing goes on sale and its label waits for the printer. On a thing already on sale, changes
        its price."""
        refuse_unless(act.who, Permission.SUPERVISE)
        item = self._priceable(act, item_id, cents)
        if item.price_state == PROPOSED and cents != item.price_cents:
            checked_reason(reason)
        return self._put_on_sale(act, item, cents, reason, copies)

    @verb("price_given", Permission.LABEL)
    def label_with_own_right(self, act: Act, item_id: Id, cents: int, copies: int = 1) -> Item:
        """Price and label one's own work at once, by the right to print one's own labels."""
        refuse_unless(act.who, Permission.PRICE)
        return self._put_on_sale(act, self._priceable(act, item_id, cents), cents, "", copies)

    @verb("price_refused", Permission.PRICE)
    def reject_price(self, act: Act, item_id: Id, reason: str, cents: int) -> Item:
        """Send a proposed price back with a reason and the price to take instead."""
        refuse_unless(act.who, Permission.SUPERVISE)
        item = self._priceable(act, item_id, cents)
        if item.price_state != PROPOSED:
            raise _no_proposal(item)
        state = price_refused(checked_reason(reason))
        act.set("item", {"id": item.id}, price_cents=cents, price_state=state)
        drop_held(act, item.id)
        act.changed(Change.PRICES, Change.WORKSHOP)
        return replace(item, price_cents=cents, price_state=state)

    @verb("label_asked", Permission.LABEL)
    def reprint(self, act: Act, item_id: Id, copies: int = 1) -> LabelDoc:
        """Ask for a thing's label once more: same code, its present price, or its workshop tag."""
        item = inside_item(act, item_id)
        kind = next_kind(item)
        if kind == PRICE and item.price_state != APPROVED:
            raise Refusal(
                _(
                    "The price of {code} is not approved yet. No label was printed. "
                    "Ask your supervisor.",
                    code=item.short,
                ),
                "no_price",
            )
        doc = self._label(act.tx, item, kind)
        ask_label(act, item.id, kind, copies, WAITING)
        return doc

    def _priceable(self, act: Act, item_id: Id, cents: int) -> Item:
        item = inside_item(act, item_id)
        refuse_untested(item, self.office.category(item.category))
        checked_price(cents, self.office.number("price.ceiling_cents"))
        return item

    def _put_on_sale(
        self, act: Act, item: Item, cents: int, reason: str, copies: int | None
    ) -> Item:
        self._shelve(act, item, reason)
        cut, colour = announced(self.office, act.tx, act.now)
        after = replace(
            item,
            state=State.ON_SALE,
            price_cents=cents,
            price_state=APPROVED,
            markdown_on=cut.day if cut else None,
            markdown_bp=cut.basis_points if cut else 0,
            colour=colour,
        )
        act.set(
            "item",
            {"id": item.id},
            price_cents=cents,
            price_state=APPROVED,
            markdown_on=after.markdown_on,
            markdown_bp=after.markdown_bp,
            colour=colour,
        )
        was = (item.received_on, item.price_cents) if item.price_cents is not None else None
        asked = was if item.state is State.ON_SALE and item.price_state == APPROVED else None
        note_price(act, item.code, cents, asked)
        # Every change of price is printed again, so that shelf and till say the same.
        ask_label(act, item.id, PRICE, copies, WAITING)
        act.changed(Change.PRICES, Change.WORKSHOP)
        return after

    def _shelve(self, act: Act, item: Item, reason: str) -> None:
        if item.state is State.ON_SALE:
            return
        if item.state not in BEFORE_THE_SHELF or item.place is None:
            raise _not_before_the_shelf(item)
        entry = act.entry(
            "shelved",
            transfer(
                item.place,
                "stock:shop",
                item.category,
                item.grams,
                item.pieces,
                Source(item.source) if item.source else Source.UNKNOWN,
                thing=item.id,
            ),
        )
        act.move(item, Move.SHELVE, reason=reason, entry=entry)

    def _proposal(self, item: Item) -> Proposal:
        return Proposal(item, self.office.category(item.category), self.advice(item.id))


def _not_before_the_shelf(item: Item) -> Refusal:
    return Refusal(
        _(
            "{code} cannot be priced now. Nothing was changed. Finish the work on it first.",
            code=item.short,
        ),
        "not_now",
        state=item.state,
    )


def _no_proposal(item: Item) -> Refusal:
    return Refusal(
        _("No price waits for {code}. Nothing was changed.", code=item.short), "no_proposal"
    )
