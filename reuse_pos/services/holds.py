"""Keeping things for somebody: with or without a deposit, collected, held longer, or let go."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db import counter as counter_rows
from reuse_pos.db import holds as rows
from reuse_pos.db import stock
from reuse_pos.domain import hold as rules
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ACOMPTE, ARRHES, NONE, HoldAsked, HoldState
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item, Move, State, path
from reuse_pos.domain.labelling import RESERVED
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.domain.wording import _
from reuse_pos.services import basket_json
from reuse_pos.services.counter import SEEN_AT_TILL, Counter
from reuse_pos.services.deposits import (
    AS_PAID,
    CASH,
    Owed,
    Paid,
    check_giving_back,
    keep_deposit,
    pay_deposit_back,
    take_deposit,
)
from reuse_pos.services.hold_settling import close_hold, drop_labels
from reuse_pos.services.hold_views import HoldViews
from reuse_pos.services.label_paper import ask_label
from reuse_pos.services.sale_settling import bring_to_till
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class Held:
    """A hold just made: its number and last day; the deposit's ticket ("" without one) and the
    change to hand back in cents."""

    id: Id
    number: str
    until: str
    doc_no: str = ""
    change_cents: int = 0


@dataclass(frozen=True)
class Ended:
    """How a hold ended: the cents given back and how (method → cents), or kept by the shop."""

    state: HoldState
    back: dict[str, int]
    kept_cents: int = 0


class Holds(HoldViews):
    """Holds: each is one gesture, with its deposit, its things and their labels."""

    @verb("things_held", Permission.SELL)
    def hold(self, act: Act, till: str, basket: Basket, asked: HoldAsked) -> Held:
        """Keep the labelled things of a basket for somebody, at the prices of the basket; a deposit
        is sold with its own ticket, and the basket is empty afterwards.

        Refuses things without a label, part of a batch, already reserved or sold, a price or
        reduction the person may not give, a deposit above the price, and a payment that is short.
        """
        name, phone = rules.checked_person(asked.name, asked.phone)
        until = rules.held_until(business_day(act.now), asked.days)
        cents = rules.checked_deposit(asked.deposit_cents, basket.total_cents)
        things = self._things(act, till, basket)
        kind = self.office.setting("hold.deposit_kind") if cents else NONE
        counter = rows.last_counter(act.tx, rules.hold_prefix(act.day)) + 1
        held = Held(uuid7(act.at_ns), rules.hold_number(act.day, counter), until)
        if cents:
            held = self._take_deposit(act, till, held, asked, [item for _line, item in things])
        for n, (line, item) in enumerate(things, 1):
            self._reserve(act, item, held.number)
            act.put(
                "hold_line", hold=held.id, n=n, item=item.id, label=line.label,
                price_cents=line.total_cents, full_cents=line.full_cents,
                reason=line.discount_reason or "",
            )  # fmt: skip
            ask_label(act, item.id, RESERVED)
        act.put(
            "hold", id=held.id, number=held.number, state=HoldState.OPEN.value, kind=kind,
            initials=rules.initials(name), deposit_cents=cents, total_cents=basket.total_cents,
            made_at=act.at, day=act.day, until=until, deposit_doc=held.doc_no or None,
            closed_doc=None, note="",
        )  # fmt: skip
        self._keep_person(act, held.id, rows.Kept(name, phone), until)
        counter_rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER, Change.STOCK)
        self._print_labels(act, [item.id for _line, item in things])
        return held

    @verb("hold_brought_to_counter", Permission.SELL)
    def bring_to_counter(self, act: Act, till: str, hold: Id) -> Basket:
        """Put the basket of a hold on a till, to be paid; one in progress there is put aside."""
        basket = self.pick_up(hold)
        bring_to_till(act, till, basket)
        act.changed(Change.COUNTER)
        return basket

    @verb("hold_extended", Permission.SELL)
    def extend(self, act: Act, hold: Id, days: int) -> str:
        """Hold longer: `days` after its last day, or after today where that has gone by; returns
        the new last day. The label is printed again, since it tells the day."""
        held = self.open_hold(act.tx, hold)
        until = rules.extended(held.until, act.day, days)
        act.set("hold", {"id": hold}, until=until)
        who = rows.person_of(act.tx, hold)
        if who is not None:
            self._keep_person(act, hold, who, until)
        items = [line.item for line in rows.lines_of(act.tx, hold)]
        for item in items:
            ask_label(act, item, RESERVED)
        act.changed(Change.COUNTER)
        self._print_labels(act, items)
        return until

    @verb("hold_line_let_go", Permission.SELL)
    def drop_line(self, act: Act, hold: Id, item: Id) -> int:
        """Let one thing of a hold go back on sale; returns what the others come to in cents.

        Refuses the last thing (end the hold instead), and where the deposit would be above the
        rest."""
        held = self.open_hold(act.tx, hold)
        lines = rows.lines_of(act.tx, hold)
        line = next((one for one in lines if one.item == item), None)
        total = held.total_cents - (line.price_cents if line else 0)
        if line is None or len(lines) == 1 or total < held.deposit_cents:
            raise Refusal(
                _("This thing cannot leave the hold alone. Nothing was changed. Cancel the whole "
                  "hold instead."), "line",
            )  # fmt: skip
        act.set("hold_line", {"hold": hold, "n": line.n}, reason=rules.LET_GO)
        act.set("hold", {"id": hold}, total_cents=total)
        self._let_go(act, [line], held.number)
        drop_labels(act, [item])
        act.changed(Change.COUNTER, Change.STOCK)
        return total

    @verb("hold_given_up", Permission.SELL)
    def give_back(
        self, act: Act, till: str, hold: Id, how: str = AS_PAID, approval: str = ""
    ) -> Ended:
        """End a hold: its things go back on sale, its deposit back to the person, as it was paid or
        in CASH, on a return of its ticket.

        Above the limit of returns, and for arrhes (which the shop may keep), the manager says yes
        (`approval`, hex; see `check_approval`)."""
        held = self.open_hold(act.tx, hold)
        document: str | None = None
        back: dict[str, int] = {}
        if held.deposit_cents:
            owed = _owed(held)
            check_giving_back(act, self.office, till, owed, approval)
            document, back = pay_deposit_back(act, self.office, till, owed, how)
        return self._end(act, held, document, Ended(HoldState.CANCELLED, back))

    @verb("deposit_kept", Permission.SELL)
    def keep_deposit(self, act: Act, till: str, hold: Id) -> Ended:
        """End a hold whose arrhes the shop keeps: its things go back on sale, and a ticket of zero
        turns the deposit from a debt into money kept. Refuses an acompte: it is given back."""
        held = self.open_hold(act.tx, hold)
        if held.kind != ARRHES:
            raise Refusal(
                _("A down payment is given back. Nothing was recorded. Cancel and give it back."),
                "not_arrhes",
            )
        document = keep_deposit(act, self.office, till, _owed(held), self.back_label(held))
        return self._end(act, held, document, Ended(HoldState.KEPT, {}, held.deposit_cents))

    def _things(self, act: Act, till: str, basket: Basket) -> list[tuple[Line, Item]]:
        counter = Counter(self.office)
        things = []
        for line in basket.lines:
            item = None if line.item is None else stock.item_by_id(act.tx, line.item)
            if item is None or line.kind != "goods" or line.link:
                raise Refusal(
                    _("“{thing}” has no label of its own: it cannot be held. Nothing was "
                      "recorded. Sell it first, or take it out of the basket.", thing=line.label),
                    "no_label", n=line.n,
                )  # fmt: skip
            if line.qty != max(1, item.pieces) and item.kind == "batch":
                raise Refusal(
                    _("{code} is a batch of {n}: it is held whole. Nothing was recorded. Correct "
                      "the number.", code=item.short, n=item.pieces), "qty", n=line.n,
                )  # fmt: skip
            things.append((line, item))
        if not things:
            raise Refusal(
                _("The basket is empty. Nothing was recorded. Scan what is to be held."), "empty"
            )
        counter.check_prices(act, till, basket)
        return things

    def _reserve(self, act: Act, item: Item, document: str) -> None:
        entry = act.entry(
            "reserved",
            transfer(
                item.place or "", "stock:reserved", item.category, item.grams, item.pieces,
                Source(item.source), thing=item.id,
            ), document,
        )  # fmt: skip
        before = item.state
        for after in path(item.state, State.RESERVED):
            last = after is State.RESERVED
            act.step(
                item.id, Move.RESERVE if last else SEEN_AT_TILL, before, after,
                reason="" if last else SEEN_AT_TILL, entry=entry if last else None,
                automatic=not last,
            )  # fmt: skip
            before = after

    def _let_go(self, act: Act, lines: list[rows.HoldLine], document: str) -> None:
        for line in lines:
            item = stock.item_by_id(act.tx, line.item)
            # One that was lost or sold meanwhile stays where it went.
            if item is None or item.state is not State.RESERVED:
                continue
            entry = act.entry(
                "released",
                transfer(
                    "stock:reserved", "stock:shop", item.category, item.grams, item.pieces,
                    Source(item.source), thing=item.id,
                ), document,
            )  # fmt: skip
            act.move(item, Move.RELEASE, reason=rules.HOLD_ENDED, entry=entry)

    def _take_deposit(
        self, act: Act, till: str, held: Held, asked: HoldAsked, things: list[Item]
    ) -> Held:
        told = {
            "hold": held.number, "deposit": self.office.setting("hold.deposit_kind"),
            "until": held.until, "things": [f"{item.short} {item.label}" for item in things],
        }  # fmt: skip
        paid = Paid(asked.deposit_cents, asked.payments, asked.receipt)
        document, change = take_deposit(act, self.office, till, paid, told)
        return Held(held.id, held.number, held.until, document, change)

    def _end(self, act: Act, held: rows.Hold, document: str | None, ended: Ended) -> Ended:
        over = rules.expiry(held.until, act.day) is rules.Expiry.EXPIRED
        if over and ended.state is HoldState.CANCELLED:
            ended = Ended(HoldState.RELEASED, ended.back)
        self._let_go(act, rows.lines_of(act.tx, held.id), document or held.number)
        close_hold(act, held, ended.state, document)
        return ended

    def _keep_person(self, act: Act, hold: Id, who: rows.Kept, until: str) -> None:
        days = max(1, self.office.number("hold.person_days"))
        rows.keep_person(act.tx, hold, who, rules.day_after(until, days))

    def _print_labels(self, act: Act, items: list[Id]) -> None:
        def out() -> None:
            from reuse_pos.services.labelling import Labelling

            # Who sells may not print labels at will; this one belongs to the hold.
            Labelling(self.office).print_waiting(SYSTEM, items=items)

        if self.office.devices.label is not None:
            act.after(lambda: self.office.later(out))


def _owed(held: rows.Hold) -> Owed:
    promise = {"hold": held.number}
    return Owed(held.deposit_cents, held.kind, held.deposit_doc or "", promise, rules.HOLD_ENDED)


__all__ = ["ACOMPTE", "ARRHES", "AS_PAID", "CASH", "Ended", "Held", "HoldAsked", "Holds"]
