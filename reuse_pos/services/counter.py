"""The counter: what was scanned or touched, baskets put aside, and the sale itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import counter as rows
from reuse_pos.db import reference, stock
from reuse_pos.db.counter import Parked, TicketRef
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan, uuid7
from reuse_pos.domain.item import INSIDE, STATE_WORDS, Item, Move, State, path
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment, method, settle
from reuse_pos.domain.pricing import PriceKey, checked_discount, reduction_cents
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.domain.vat import CODES
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services import basket_json
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Station
from reuse_pos.services.tickets import print_ticket
from reuse_pos.services.verb import Act, verb

SEEN_AT_TILL = "seen_at_till"
NO_TURNOVER = frozenset({"deposit", "deposit_back", "voucher_issue", "membership", "gift"})
RECEIPTS = ("PRINT", "EMAIL", "NONE")


@dataclass(frozen=True)
class Sold:
    """A finished sale: its numbers, and the change to hand back in cents."""

    till: str
    seq: int
    doc_no: str
    ticket_no: int
    total_cents: int
    change_cents: int
    reused_g: int


class Counter(Station):
    """Selling, with two gestures a sale."""

    def price_keys(self) -> tuple[PriceKey, ...]:
        """The counter's keys in page order."""
        return reference.price_keys(self.store.read())

    def scanned(self, raw: str) -> Line:
        """The line of a scanned label, ready for the basket; one indexed read.

        Refuses with code "unknown_code", "already_sold", "reserved", "test_first", "no_price",
        "gone", or what `read_scan` refuses; `facts["item"]` is the thing where there is one.
        """
        code = read_scan(raw)
        item = stock.item_by_code(self.store.read(), code) if code.is_thing else None
        if item is None:
            raise Refusal(
                _(
                    "{code} is not in the list. Nothing was added. Sell it anyway, or scan again.",
                    code=code.short,
                ),
                "unknown_code",
                short=code.short,
            )
        return self.line_of_item(item)

    def line_of_item(self, item: Item) -> Line:
        """The basket line of a labelled thing at today's price; refuses what may not be sold."""
        self._refuse_unsellable(item)
        category = self.office.category(item.category)
        price = item.price_cents
        if price is None:
            raise Refusal(
                _("{code} has no price yet. Nothing was added. Type its price.", code=item.short),
                "no_price",
                item=item,
            )
        off = self._markdown(item, price)
        batch = item.kind == "batch"
        qty = 1
        grams = item.grams // item.pieces if batch and item.pieces else item.grams
        return Line(
            0, "goods", item.label, item.category, qty, "piece", price,
            weight_g=grams, weight_src=Source(item.source), code=item.code, item=item.id,
            most=max(1, item.pieces) if batch else 1,
            discount_cents=off, discount_reason="MARKDOWN" if off else None,
            guarantee=category.guarantee_mention, known_defects=item.known_defects,
            tested_on=item.tested_on, icon=category.icon, family=category.family,
        )  # fmt: skip

    def line_of_key(
        self, key: PriceKey, grams: int | None = None, cents: int | None = None
    ) -> Line:
        """The line of a price key: `grams` on the scale for a per-kilo key, `cents` for an open
        one.

        The weight of a piece is the learned mean, else what the shop said at set-up, else unknown.
        """
        category = self.office.category(key.category)
        price = key.price_cents if key.unit != "open" else cents
        if price is None or (key.unit == "kg" and not grams):
            raise Refusal(_("A price or a weight is missing. Nothing was added."), "missing")
        if key.unit == "kg":
            weight, source, qty, unit = grams or 0, Source.SCALE, grams or 0, "g"
        else:
            (weight, source), qty, unit = self._piece_weight(key), 1, "piece"
        kind = "goods"
        if category.is_service:
            weight, source = 0, Source.NONE
            kind = "membership" if key.category == "SRV-ADHESION" else "service"
        return Line(
            0, kind, key.label, key.category, qty, unit, price, weight_g=weight,
            weight_src=source, key=key.code, guarantee=category.guarantee_mention,
            icon=key.icon, family=category.family,
        )  # fmt: skip

    def line_at_price(self, category_code: str, cents: int, label: str = "") -> Line:
        """The line of an unlabelled thing sold at a typed price, in the category touched."""
        category = self.office.category(category_code)
        ceiling = self.office.number("price.ceiling_cents")
        if not 0 <= cents <= ceiling:
            raise Refusal(
                _(
                    "{amount} is above the shop’s ceiling of {ceiling}. Nothing was changed. "
                    "Check the amount.",
                    amount=format_cents(cents),
                    ceiling=format_cents(ceiling),
                ),
                "ceiling",
            )
        weight, source = self.office.mean_weights().get(category_code, (0, Source.UNKNOWN))
        return Line(
            0, "goods", label or category.label, category_code, 1, "piece", cents,
            weight_g=weight, weight_src=source, key=f"open:{category_code}",
            guarantee=category.guarantee_mention, icon=category.icon, family=category.family,
        )  # fmt: skip

    def draft(self, till: str) -> Basket:
        """The basket in progress on a till, as it was before a power cut or a change of person."""
        text = rows.draft(self.store.read(), till)
        return Basket() if text is None else basket_json.load(text)

    @verb("draft_saved", Permission.SELL)
    def save_draft(self, act: Act, till: str, basket: Basket) -> None:
        """Keep the basket in progress; on this computer only."""
        rows.save_draft(act.tx, till, basket_json.dump(basket), act.at_ns)

    @verb("basket_parked", Permission.SELL)
    def park(self, act: Act, till: str, basket: Basket) -> str:
        """Put a basket aside under its first thing and the time; returns that label."""
        if not basket.lines:
            raise Refusal(_("The basket is empty. There is nothing to put aside."), "empty")
        label = f"{basket.lines[0].label} {act.now:%H:%M}"
        act.tx.insert(
            "parked_basket",
            {"id": uuid7(act.at_ns), "till": till, "label": label,
             "body": basket_json.dump(basket), "parked_ns": act.at_ns},
        )  # fmt: skip
        rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER)
        return label

    def parked(self) -> list[Parked]:
        """Baskets put aside, oldest first."""
        return rows.parked(self.store.read())

    @verb("basket_resumed", Permission.SELL)
    def resume(self, act: Act, till: str, parked_id: Id) -> Basket:
        """Take a basket up again, on any till."""
        found = next((one for one in rows.parked(act.tx) if one.id == parked_id), None)
        if found is None:
            raise Refusal(_("This basket was already taken up. Choose another."), "gone")
        act.tx.execute("DELETE FROM parked_basket WHERE id = ?", parked_id)
        rows.save_draft(act.tx, till, found.body, act.at_ns)
        act.changed(Change.COUNTER)
        return basket_json.load(found.body)

    @verb("sold", Permission.SELL)
    def sell(
        self,
        act: Act,
        till: str,
        basket: Basket,
        payments: Sequence[Payment],
        receipt: str = "NONE",
    ) -> Sold:
        """Finish a sale: journal record, stock and mass in one transaction; papers come after.

        Refuses an empty basket, a payment that is short, a thing sold or reserved meanwhile, a
        price or reduction the person may not give; then nothing was written and the basket stands.
        """
        if not basket.lines or receipt not in RECEIPTS:
            raise Refusal(_("The basket is empty. Nothing was recorded. Scan a label."), "empty")
        self._check_prices(act, basket)
        paid = settle(basket.total_cents, payments)
        journal = TillJournal(act, self.office, till)
        record = journal.write(fiscal.sale(journal.stamp, self._ticket(basket, paid, receipt)))
        for line in basket.lines:
            self._let_out(act, line, str(record.doc_no))
        rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER, Change.STOCK)
        drawer = any(method(one.method).opens_drawer for one in payments)
        print_ticket(self.office, act, (till, record.seq), wanted=receipt == "PRINT", drawer=drawer)
        number = int(str(record.doc_no).rpartition("-")[2])
        change = -sum(one.amount_cents for one in paid if one.amount_cents < 0)
        return Sold(till, record.seq, str(record.doc_no), number, basket.total_cents, change,
                    basket.reused_g)  # fmt: skip

    @verb("basket_voided", Permission.SELL)
    def void(self, act: Act, till: str, basket: Basket, reason: str) -> None:
        """Empty a whole basket before payment, with a reason, kept in the journal."""
        if not basket.lines:
            raise Refusal(_("The basket is empty. There is nothing to cancel."), "empty")
        journal = TillJournal(act, self.office, till)
        lines = self._ticket(basket, (), "NONE").lines
        journal.write(fiscal.void(journal.stamp, lines, reason))
        rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER)

    def last_ticket(self, till: str) -> TicketRef | None:
        """The last ticket of a till, for a reprint."""
        return rows.last_ticket(self.store.read(), till)

    def _refuse_unsellable(self, item: Item) -> None:
        if item.state is State.SOLD:
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
            )  # fmt: skip
        if item.state not in INSIDE:
            raise Refusal(
                _("{code} is “{state}” and no longer in the shop. Nothing was added. Sell without "
                  "the label.", code=item.short, state=_(STATE_WORDS[item.state])),
                "gone", item=item,
            )  # fmt: skip
        category = self.office.category(item.category)
        if item.test_failed or (category.check and not item.tested_on):
            raise Refusal(
                _("{code} has no passed safety test. It cannot be sold. Give it back to the "
                  "workshop.", code=item.short), "test_first", item=item,
            )  # fmt: skip

    def _markdown(self, item: Item, price: int) -> int:
        """What comes off today: the printed reduction, and anything above the printed price."""
        off = 0
        if item.markdown_on and business_day(self.clock.now()).isoformat() >= item.markdown_on:
            off = reduction_cents(price, item.markdown_bp)
        printed = item.last_printed_cents
        return max(off, price - printed) if printed is not None and printed < price else off

    def _piece_weight(self, key: PriceKey) -> tuple[int, Source]:
        learned = self.office.mean_weights().get(key.category)
        if learned is not None and learned[1] is Source.LEARNED_MEAN:
            return learned
        if key.weight_g is not None:
            return key.weight_g, Source.REFERENCE_MEAN
        return learned or (0, Source.UNKNOWN)

    def _check_prices(self, act: Act, basket: Basket) -> None:
        limit = int(
            reference.setting_values(act.tx).get(
                "price.discount_limit_bp", BY_KEY["price.discount_limit_bp"].default
            )
        )
        if act.who.may(Permission.DISCOUNT_FREELY):
            limit = 10_000
        for line in basket.lines:
            automatic = line.discount_reason in ("MARKDOWN", "LOT")
            if line.discount_cents and not automatic:
                checked_discount(
                    line.full_cents, line.discount_cents, line.discount_reason or "", limit
                )
            if line.item is not None:
                self._check_item(act, line)

    def _check_item(self, act: Act, line: Line) -> None:
        item = stock.item_by_id(act.tx, line.item or b"")
        if item is None:
            raise LookupError("a basket line without its thing")
        now = self.line_of_item(item)
        if (now.unit_cents, now.discount_cents) > (line.unit_cents, line.full_cents):
            raise Refusal(
                _("The price of {code} changed. Nothing was recorded. Scan it again.",
                  code=item.short), "price_changed",
            )  # fmt: skip
        if line.qty > (now.most or 1):
            raise Refusal(
                _("Only {n} of {code} are left. Nothing was recorded. Correct the number.",
                  n=now.most, code=item.short), "qty",
            )  # fmt: skip

    def _ticket(self, basket: Basket, paid: Sequence[Payment], receipt: str) -> fiscal.Ticket:
        code = CODES[self.office.setting("vat.regime")]
        lines = [
            fiscal.Line(
                line.label, line.total_cents, line.unit_cents,
                "HORS" if line.kind in NO_TURNOVER else code.code,
                0 if line.kind in NO_TURNOVER else code.bp,
                qty=line.qty, unit=line.unit, kind=line.kind, sku=line.code, cat=line.category,
                disc=line.discount_cents, disc_reason=line.discount_reason,
                weight_g=line.weight_g, weight_src=line.weight_src.value,
                extra={name: value for name, value in (("guarantee", line.guarantee),
                    ("defects", line.known_defects), ("tested", line.tested_on)) if value},
            )
            for line in basket.lines
        ]  # fmt: skip
        pay = [fiscal.Pay(one.method, one.amount_cents, one.ref) for one in paid]
        guarantee = any(line.guarantee for line in basket.lines)
        return fiscal.Ticket(lines, pay, receipt, guarantee)

    def _let_out(self, act: Act, line: Line, document: str) -> None:
        if line.kind != "goods":
            return
        if line.item is None:
            postings = transfer(
                "stock:shop", "out:sale", line.category or "", line.weight_g, line.pieces,
                line.weight_src,
            )  # fmt: skip
            act.entry("sold", postings, document)
            return
        item = stock.item_by_id(act.tx, line.item)
        if item is None or item.place is None:
            raise LookupError("a sold thing without its place")
        whole = item.kind != "batch" or line.qty >= item.pieces
        grams = item.grams if whole else item.grams * line.qty // item.pieces
        pieces = item.pieces if whole else line.qty
        postings = transfer(
            item.place, "out:sale", item.category, grams, pieces, Source(item.source), thing=item.id
        )
        entry = act.entry("sold", postings, document)
        if whole:
            self._sell_steps(act, item, entry)

    def _sell_steps(self, act: Act, item: Item, entry: Id) -> None:
        before = item.state
        for after in path(item.state, State.SOLD):
            last = after is State.SOLD
            act.step(
                item.id, Move.SELL if last else SEEN_AT_TILL, before, after,
                reason="" if last else SEEN_AT_TILL, entry=entry if last else None,
                automatic=not last,
            )  # fmt: skip
            before = after


def with_discount(basket: Basket, n: int, basis_points: int, reason: str) -> Basket:
    """The basket with a percentage off one line."""
    return basket.discount(n, reduction_cents(basket.line(n).full_cents, basis_points), reason)


def at_lot_price(basket: Basket, n: int, qty: int, lot_cents: int) -> Basket:
    """The basket with `qty` pieces of a line for `lot_cents` together, exact to the cent."""
    counted = basket.set_qty(n, qty)
    off = counted.line(n).full_cents - lot_cents
    return counted.discount(n, off, "LOT") if off > 0 else counted
