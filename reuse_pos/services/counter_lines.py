"""What goes into a basket at the counter: the line of a scanned label, a price key, a weighed bag
or a typed price, and what may come off it."""

from __future__ import annotations

from dataclasses import replace

from reuse_pos.db import holds, price_keys, reference, stock
from reuse_pos.db.reference import Container
from reuse_pos.domain import ticket_discount
from reuse_pos.domain.approval import TYPED_WEIGHT, needs_approval
from reuse_pos.domain.basket import LOT, SALE_DAYS, Basket, Line
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import read_scan
from reuse_pos.domain.item import INSIDE, STATE_WORDS, Item, State
from reuse_pos.domain.mass import Source, Weighing, checked
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.pricing import (
    PriceKey,
    check_scale_for_price,
    checked_discount,
    reduction_cents,
)
from reuse_pos.domain.reasons import TYPED_WEIGHT_REASONS
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.solidarity import SOLIDARITY, Tariff
from reuse_pos.domain.wording import _
from reuse_pos.services.colours import cut_today
from reuse_pos.services.office import Station
from reuse_pos.services.order_settling import refuse_ordered
from reuse_pos.services.price_history import lowest_of_30_days
from reuse_pos.services.sale_prices import best_for
from reuse_pos.services.tariffs import tariffs_in_use

__all__ = ["Container", "CounterLines"]


class CounterLines(Station):
    """Lines for the basket; nothing here writes."""

    def price_keys(self) -> tuple[PriceKey, ...]:
        """The counter's keys in page order."""
        return reference.price_keys(self.store.read())

    def scanned(self, raw: str) -> Line:
        """The line of a scanned label, ready for the basket; one indexed read.

        Refuses with code "unknown_code", "not_a_thing" (a ticket, a badge), "already_sold",
        "reserved", "test_first", "no_price", "gone", or what `read_scan` refuses;
        `facts["item"]` is the thing where there is one, `facts["hold"]` what reserves it.
        """
        code = read_scan(raw)
        if not code.is_thing:
            raise Refusal(
                _(
                    "This code is not on a thing. Nothing was added. Scan the label of the thing, "
                    "or touch a picture."
                ),
                "not_a_thing",
                kind=code.kind,
            )
        item = stock.item_by_code(self.store.read(), code)
        if item is None:
            raise Refusal(
                _(
                    "{code} is not in the list. Nothing was added. Sell it anyway, or scan again.",
                    code=code.short,
                ),
                "unknown_code",
                short=code.short,
                digits=code.digits,
            )
        return self.line_of_item(item)

    def line_of_item(self, item: Item, cents: int | None = None) -> Line:
        """The basket line of a labelled thing at today's price; refuses what may not be sold.

        `cents` is the price typed for a thing that never got one; it is not looked at otherwise.
        """
        self._refuse_unsellable(item)
        price = self._typed_price(cents) if item.price_cents is None else item.price_cents
        if price is None:
            raise Refusal(
                _("{code} has no price yet. Nothing was added. Type its price.", code=item.short),
                "no_price",
                item=item,
            )
        return self._priced(item, price)

    def _priced(self, item: Item, price: int) -> Line:
        """The line of a thing with what comes off by itself: its printed reduction or sale days."""
        category = self.office.category(item.category)
        off = self._markdown(item, price)
        batch = item.kind == "batch"
        qty = 1
        grams = item.grams // item.pieces if batch and item.pieces else item.grams
        line = Line(
            0, "goods", item.label, item.category, qty, "piece", price,
            weight_g=grams, weight_src=Source(item.source), code=item.code, item=item.id,
            most=max(1, item.pieces) if batch else 1,
            discount_cents=off, discount_reason="MARKDOWN" if off else None,
            guarantee=category.guarantee_mention, known_defects=item.known_defects,
            tested_on=item.tested_on, icon=category.icon, family=category.family,
            purchase_cents=item.purchase_cents, lowest_cents=self._before_markdown(item, price),
        )  # fmt: skip
        # A price typed at the till was agreed there: no operation knew it.
        return line if item.price_cents is None else best_for(self.office, line, item)

    def line_of_key(
        self, key: PriceKey, grams: int | None = None, cents: int | None = None
    ) -> Line:
        """The line of a price key: `grams` on the scale for a per-kilo key, `cents` for an open or
        a free one (there 0 is a price too); a lot key brings a whole lot.

        The weight of a piece is the learned mean, else what the shop said at set-up, else unknown.
        """
        category = self.office.category(key.category)
        typed = key.unit in ("open", "free")
        price = self._typed_price(cents) if typed else key.price_cents
        if price is None or (key.unit == "kg" and not grams):
            raise Refusal(_("A price or a weight is missing. Nothing was added."), "missing")
        if key.unit == "kg":
            weight, source, qty, unit = grams or 0, Source.SCALE, grams or 0, "g"
        else:
            (weight, source), qty, unit = self._piece_weight(key), key.lot_qty or 1, "piece"
        kind = "goods"
        if category.is_service:
            weight, source = 0, Source.NONE
            kind = "membership" if key.category == "SRV-ADHESION" else "service"
        line = Line(
            0, kind, key.label, key.category, qty, unit, price,
            weight_g=weight * qty if unit == "piece" else weight,
            weight_src=source, key=key.code, guarantee=category.guarantee_mention,
            icon=key.icon, family=category.family, lot_qty=key.lot_qty, lot_cents=key.lot_cents,
        )  # fmt: skip
        return line if typed else best_for(self.office, line.reduced_by_itself())

    def line_of_weighing(
        self, who: Actor, key: PriceKey, weighing: Weighing, reason: str = "", approval: str = ""
    ) -> Line:
        """The line of a per-kilo key for a load; a weight typed by hand needs the right or a
        manager's yes (`approval`, hex), and a reason, and is marked.

        Refuses where the scale may not make a price, and what cannot be a load.
        """
        self.check_scale_makes_prices()
        if weighing.source is Source.TYPED:
            refuse_typed_weight(who, reason, approval)
        load = checked(weighing, self.office.number("scale.capacity_g"))
        line = self.line_of_key(key, load.net_g)
        return replace(
            line, weight_src=load.source, weight_reason=reason, tare_g=load.tare_g,
            approval=approval,
        )  # fmt: skip

    def check_scale_makes_prices(self) -> None:
        """Refuses unless the shop's scale may make a price today (approved, sticker not over)."""
        check_scale_for_price(
            bool(self.office.number("scale.trade_approved")),
            self.office.setting("scale.sticker_until"),
            business_day(self.clock.now()),
        )

    def line_at_price(self, category_code: str, cents: int, label: str = "") -> Line:
        """The line of an unlabelled thing sold at a typed price, in the category touched."""
        category = self.office.category(category_code)
        price = self._typed_price(cents) or 0
        weight, source = self.office.mean_weights().get(category_code, (0, Source.UNKNOWN))
        return Line(
            0, "goods", label or category.label, category_code, 1, "piece", price,
            weight_g=weight, weight_src=source, key=f"open:{category_code}",
            guarantee=category.guarantee_mention, icon=category.icon, family=category.family,
        )  # fmt: skip

    def line_without_label(self, item: Item) -> Line:
        """The line of a thing whose label was already sold or written off: same words and price,
        no code."""
        if item.price_cents is None:
            raise Refusal(
                _("{code} has no price yet. Nothing was added. Type its price.", code=item.short),
                "no_price",
                item=item,
            )
        return self.line_at_price(item.category, item.price_cents, item.label)

    def reduced(
        self, who: Actor, basket: Basket, n: int, cents: int, reason: str, approval: str = ""
    ) -> Basket:
        """The basket with `cents` off a line for a reason, within what the person may give or a
        manager said yes to (`approval`, hex; the sale checks it); 0 takes the reduction away (what
        comes off by itself stays: printed reduction, lot, sale days)."""
        line = basket.line(n)
        own = self._by_itself(line)
        printed = own.discount_cents if own else 0
        if cents == 0:
            return basket.discount(n, printed, own.discount_reason if own else None)
        by_tariff = reason == SOLIDARITY and any(
            one.allows(replace(line, discount_cents=cents)) for one in self._tariffs()
        )
        limit = 10_000 if approval or by_tariff else self._limit_bp(who)
        checked_discount(line.full_cents, cents, reason, limit)
        if cents <= printed:
            raise Refusal(
                _(
                    "{amount} come off already. Nothing was changed. Choose a larger reduction.",
                    amount=format_cents(printed),
                ),
                "printed",
            )
        after = basket.discount(n, cents, reason)
        return after.approved([n], approval) if approval else after

    def reduced_ticket(
        self, who: Actor, basket: Basket, cents: int, reason: str, approval: str = ""
    ) -> Basket:
        """The basket with `cents` off all its goods and services together, to the cent; `approval`
        as in `reduced`."""
        checked_discount(ticket_discount.reducible_cents(basket), cents, reason, 10_000)
        limit = 10_000 if approval else self._limit_bp(who)
        after = ticket_discount.reduced_ticket(basket, cents, reason, limit)
        if not approval:
            return after
        pairs = zip(after.lines, basket.lines, strict=True)
        return after.approved([line.n for line, old in pairs if line != old], approval)

    def discount_limit_bp(self, who: Actor) -> int:
        """The largest reduction a person may give alone, in basis points."""
        return self._limit_bp(who)

    def solidarity_bp(self) -> int:
        """The reduction of the first solidarity tariff, in basis points; 0 where there is none."""
        return next((one.basis_points for one in self._tariffs()), 0)

    def bags(self) -> tuple[Container, ...]:
        """What people bring their goods in to the counter's scale, with its tare."""
        return reference.containers(self.store.read(), "counter")

    def has_scale(self) -> bool:
        """Whether a scale is set up on this post."""
        return self.office.devices.scale is not None

    def _typed_price(self, cents: int | None) -> int | None:
        ceiling = self.office.number("price.ceiling_cents")
        if cents is not None and not 0 <= cents <= ceiling:
            raise Refusal(
                _(
                    "{amount} is above the shop’s ceiling of {ceiling}. Nothing was changed. "
                    "Check the amount.",
                    amount=format_cents(cents),
                    ceiling=format_cents(ceiling),
                ),
                "ceiling",
            )
        return cents

    def _tariffs(self) -> tuple[Tariff, ...]:
        return tariffs_in_use(self.office, self.store.read())

    def _limit_bp(self, who: Actor) -> int:
        if who.may(Permission.DISCOUNT_FREELY):
            return 10_000
        return self.office.number("price.discount_limit_bp")

    def _by_itself(self, line: Line) -> Line | None:
        """A line as the shop would ring it up now, with what comes off by itself; None where it is
        neither a priced thing nor a key."""
        reader = self.store.read()
        if line.item is not None:
            item = stock.item_by_id(reader, line.item)
            if item is None or item.price_cents is None:
                return None
            fresh = self._priced(item, item.price_cents)
        else:
            key = price_keys.by_code(reader, line.key or "")
            if key is None:
                return None
            grams = line.qty if line.unit == "g" else None
            fresh = self.line_of_key(key, grams, line.unit_cents)
        if fresh.qty == line.qty:
            return fresh
        return Basket().add(fresh).set_qty(1, line.qty).line(1)

    def check_automatic(self, line: Line) -> None:
        """Refuses a line whose printed reduction, lot or sale days take more off than the shop
        gives now: the screen's word is never enough."""
        if not line.discount_cents or line.discount_reason not in ("MARKDOWN", LOT, SALE_DAYS):
            return
        now = self._by_itself(line)
        if now is None or line.discount_cents > now.discount_cents:
            raise Refusal(
                _("The price of {code} changed. Nothing was recorded. Scan it again.",
                  code=line.label), "price_changed",
            )  # fmt: skip

    def _before_markdown(self, item: Item, price: int) -> int | None:
        """The lowest price of the thirty days before a printed reduction that holds today."""
        cut = cut_today(self.store.read(), item, business_day(self.clock.now()).isoformat())
        if cut is None:
            return None
        return lowest_of_30_days(self.store.read(), item.code, cut.day, price)

    def _refuse_unsellable(self, item: Item) -> None:
        if item.state is State.SOLD:
            refuse_ordered(self.store.read(), item.id)
            sold = stock.sold_on(self.store.read(), item.code)
            raise Refusal(
                _("{code} was already sold. Nothing was added. Sell without the label, or look "
                  "at its card.", code=item.short),
                "already_sold", item=item, sold=sold,
            )  # fmt: skip
        if item.state is State.RESERVED:
            raise Refusal(
                _("{code} is reserved for someone. Nothing was added. Ask who comes for it.",
                  code=item.short), "reserved", item=item,
                hold=holds.hold_of_item(self.store.read(), item.id),
            )  # fmt: skip
        if item.state not in INSIDE:
            raise Refusal(
                _("{code} is “{state}” and no longer in the shop. Nothing was added. Sell without "
                  "the label.", code=item.short, state=_(STATE_WORDS[item.state])),
                "gone", item=item,
            )  # fmt: skip
        if item.state is State.QUARANTINED:
            raise Refusal(
                _("{code} was set aside. It cannot be sold. Give it to a supervisor.",
                  code=item.short), "set_aside", item=item,
            )  # fmt: skip
        category = self.office.category(item.category)
        if item.test_failed or (category.check and not item.tested_on):
            raise Refusal(
                _("{code} has no passed safety test. It cannot be sold. Give it back to the "
                  "workshop.", code=item.short), "test_first", item=item,
            )  # fmt: skip

    def _markdown(self, item: Item, price: int) -> int:
        """What comes off today: the reduction printed or that of the label's colour, and anything
        above the printed price."""
        cut = cut_today(self.store.read(), item, business_day(self.clock.now()).isoformat())
        off = reduction_cents(price, cut.basis_points) if cut else 0
        printed = item.last_printed_cents
        return max(off, price - printed) if printed is not None and printed < price else off

    def _piece_weight(self, key: PriceKey) -> tuple[int, Source]:
        learned = self.office.mean_weights().get(key.category)
        if learned is not None and learned[1] is Source.LEARNED_MEAN:
            return learned
        if key.weight_g is not None:
            return key.weight_g, Source.REFERENCE_MEAN
        return learned or (0, Source.UNKNOWN)


def refuse_typed_weight(who: Actor, reason: str, approval: str = "") -> None:
    """Refuses a weight typed by hand for a per-kilo price without the right or a manager's yes
    (code "approval"), or without a known reason."""
    if reason not in TYPED_WEIGHT_REASONS:
        raise Refusal(
            _("A typed weight needs a reason. Nothing was added. Touch a reason."), "reason"
        )
    if not approval and not who.may(Permission.TYPE_WEIGHT_FOR_PRICE):
        raise needs_approval(TYPED_WEIGHT)
