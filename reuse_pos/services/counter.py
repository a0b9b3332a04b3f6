"""The counter: what was scanned or touched, baskets put aside, and the sale itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import counter as rows
from reuse_pos.db import stock, test_sheets
from reuse_pos.db.counter import Parked, TicketRef
from reuse_pos.domain.approval import DISCOUNT, TYPED_WEIGHT
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import to_ns
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item, Move, State, path
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.payments import Payment, check_payable, method, settle
from reuse_pos.domain.pricing import checked_discount, is_gift, reduction_cents
from reuse_pos.domain.reasons import VOID_REASONS
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.solidarity import SOLIDARITY
from reuse_pos.domain.vat import CODES, VatCode, code_of_line
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services import basket_json
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.counter_lines import CounterLines, refuse_typed_weight
from reuse_pos.services.hold_settling import checked_holds, of_hold
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.pay_details import pay_details
from reuse_pos.services.sale_settling import SaleInHand, settle_promises
from reuse_pos.services.solidarity_prices import check_solidarity
from reuse_pos.services.tickets import print_ticket
from reuse_pos.services.verb import Act, verb

SEEN_AT_TILL = "seen_at_till"
AUTOMATIC = frozenset({"MARKDOWN", "LOT", "SALE_DAYS", "HOLD"})
NO_TURNOVER = frozenset(
    {
        "deposit", "deposit_back", "deposit_kept", "voucher_issue", "tab_settled", "membership",
        "gift",
    }
)  # fmt: skip
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


@dataclass(frozen=True)
class LateSale:
    """A sale made on paper while the till was out: the numbered slip, and when it was made (local
    ISO time)."""

    slip: str
    made_at: str


@dataclass(frozen=True)
class ParkedView:
    """A basket put aside, as the list shows it: waiting for `minutes`, worth `total_cents`."""

    id: Id
    label: str
    till: str
    total_cents: int
    pieces: int
    minutes: int
    icon: str
    family: str


class Counter(CounterLines):
    """Selling, with two gestures a sale."""

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
        body = basket_json.dump(basket)
        rows.put_aside(act.tx, Parked(uuid7(act.at_ns), till, label, body, act.at_ns))
        rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER)
        return label

    def parked(self) -> list[Parked]:
        """Baskets put aside, oldest first."""
        return rows.parked(self.store.read())

    def waiting(self) -> list[ParkedView]:
        """Baskets put aside as a list shows them, newest first."""
        now = self.clock.now()
        views = []
        for one in reversed(self.parked()):
            basket = basket_json.load(one.body)
            since = (to_ns(now) - one.parked_ns) // 60_000_000_000
            views.append(
                ParkedView(
                    one.id, one.label, one.till, basket.total_cents, basket.pieces, int(since),
                    basket.lines[0].icon, basket.lines[0].family,
                )
            )  # fmt: skip
        return views

    @verb("basket_resumed", Permission.SELL)
    def resume(self, act: Act, till: str, parked_id: Id) -> Basket:
        """Take a basket up again, on any till."""
        found = next((one for one in rows.parked(act.tx) if one.id == parked_id), None)
        if found is None:
            raise Refusal(_("This basket was already taken up. Choose another."), "gone")
        rows.take_up(act.tx, parked_id)
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
        late: LateSale | None = None,
    ) -> Sold:
        """Finish a sale: journal record, stock and mass in one transaction; papers come after.

        `late` marks a sale made without the till (power cut) and typed in now.

        Refuses an empty basket, a payment that is short, a thing sold or reserved meanwhile, a
        price or reduction the person may not give; then nothing was written and the basket stands.
        """
        if not basket.lines or receipt not in RECEIPTS:
            raise Refusal(_("The basket is empty. Nothing was recorded. Scan a label."), "empty")
        self.check_prices(act, till, basket)
        paid = settle(basket.total_cents, payments)
        check_payable(basket.by_kind, paid)
        journal = TillJournal(act, self.office, till)
        ticket = self._ticket(basket, paid, receipt, late)
        record = journal.write(fiscal.sale(journal.stamp, ticket))
        for line in basket.lines:
            self._let_out(act, line, str(record.doc_no))
        settle_promises(
            SaleInHand(act, self.office, till, basket, paid, str(record.doc_no), record.seq)
        )
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
        if reason not in VOID_REASONS:
            raise Refusal(
                _("Emptying a basket needs a reason. Nothing was changed. Touch a reason."),
                "reason",
            )
        if not basket.lines:
            raise Refusal(_("The basket is empty. There is nothing to cancel."), "empty")
        journal = TillJournal(act, self.office, till)
        lines = self._ticket(basket, (), "NONE", None).lines
        journal.write(fiscal.void(journal.stamp, lines, reason))
        rows.save_draft(act.tx, till, basket_json.dump(Basket()), act.at_ns)
        act.changed(Change.COUNTER)

    def last_ticket(self, till: str) -> TicketRef | None:
        """The last ticket of a till, for a reprint."""
        return rows.last_ticket(self.store.read(), till)

    def ticket_beside(self, ticket: TicketRef, *, later: bool) -> TicketRef | None:
        """The ticket of the same till just before this one, or just after."""
        return rows.ticket_beside(self.store.read(), ticket.till, ticket.seq, later=later)

    def check_prices(self, act: Act, till: str, basket: Basket) -> None:
        """Refuses a basket with a price, a reduction or a typed weight the person may not give, or
        a thing that may not be sold."""
        checked_holds(act.tx, basket)
        for line in basket.lines:
            if line.discount_cents and line.discount_reason not in AUTOMATIC:
                self._check_discount(act, till, line, basket.tariff)
            if line.unit == "g":
                self.check_scale_makes_prices()
                if line.weight_src is Source.TYPED:
                    self._check_typed(act, till, line)
            if of_hold(line):
                continue
            if line.item is not None:
                self._check_item(act, line)
            self.check_automatic(line)

    def _check_typed(self, act: Act, till: str, line: Line) -> None:
        refuse_typed_weight(act.who, line.weight_reason, line.approval)
        if not act.who.may(Permission.TYPE_WEIGHT_FOR_PRICE):
            check_approval(act, line.approval, TYPED_WEIGHT, till, line.qty, line=line.n)

    def _check_discount(self, act: Act, till: str, line: Line, tariff: str) -> None:
        reason = line.discount_reason or ""
        by_tariff = reason == SOLIDARITY and check_solidarity(act, self.office, line, tariff)
        limit = 10_000 if by_tariff else self.discount_limit_bp(act.who)
        try:
            checked_discount(line.full_cents, line.discount_cents, reason, limit)
        except Refusal as refusal:
            if refusal.code != "approval":
                raise
            share = -(-line.discount_cents * 10_000 // line.full_cents)
            check_approval(act, line.approval, DISCOUNT, till, share, line=line.n)

    def _check_item(self, act: Act, line: Line) -> None:
        item = stock.item_by_id(act.tx, line.item or b"")
        if item is None:
            raise LookupError("a basket line without its thing")
        now = self.line_of_item(item, line.unit_cents)
        off = now.discount_cents * line.qty
        too_much_off = line.discount_reason == "MARKDOWN" and line.discount_cents > off
        if now.unit_cents > line.unit_cents or too_much_off:
            raise _price_changed(item.short)
        if line.qty > (now.most or 1):
            raise Refusal(
                _("Only {n} of {code} are left. Nothing was recorded. Correct the number.",
                  n=now.most, code=item.short), "qty",
            )  # fmt: skip

    def _ticket(
        self, basket: Basket, paid: Sequence[Payment], receipt: str, late: LateSale | None
    ) -> fiscal.Ticket:
        lines = [self._fiscal_line(line) for line in basket.lines]
        details = pay_details(self.office, self.store.read(), paid)
        pay = [
            fiscal.Pay(one.method, one.amount_cents, one.ref, told)
            for one, told in zip(paid, details, strict=True)
        ]
        guarantee = any(line.guarantee for line in basket.lines)
        extra = {} if late is None else {"late": {"slip": late.slip, "made_at": late.made_at}}
        return fiscal.Ticket(lines, pay, receipt, guarantee, extra)

    def _fiscal_line(self, line: Line) -> fiscal.Line:
        code = self._vat_code(line)
        told = {
            "guarantee": line.guarantee, "defects": line.known_defects, "tested": line.tested_on,
            "weight_reason": line.weight_reason, "comment": line.comment,
            "lowest": line.lowest_cents, "sale_days": line.sale_days, "organism": line.organism,
            "organism_no": line.organism_no, "approval": line.approval,
            "test_sheet": self._sheet_number(line),
        }  # fmt: skip
        return fiscal.Line(
            line.label, line.total_cents, line.unit_cents, code.code, code.bp,
            qty=line.qty, unit=line.unit, kind=line.kind, sku=line.code, cat=line.category,
            disc=line.discount_cents, disc_reason=line.discount_reason,
            weight_g=line.weight_g, weight_src=line.weight_src.value,
            purchase_ttc=(line.purchase_cents or 0) if code.on_margin else 0,
            extra={name: value for name, value in told.items() if value},
        )  # fmt: skip

    def _sheet_number(self, line: Line) -> str:
        """The passed test or safety sheet a thing is sold under."""
        if line.item is None or not line.tested_on:
            return ""
        return test_sheets.passed_number(self.store.read(), line.item)

    def _vat_code(self, line: Line) -> VatCode:
        if line.kind in NO_TURNOVER:
            return CODES["HORS"]
        regime = CODES[self.office.setting("vat.regime")]
        own = self.office.categories()[line.category].vat_code if line.category else None
        return code_of_line(regime, own, line.purchase_cents)

    def _let_out(self, act: Act, line: Line, document: str) -> None:
        if line.kind != "goods":
            return
        destination = "out:gift" if is_gift(line.total_cents, line.discount_reason) else "out:sale"
        if line.item is None:
            postings = transfer(
                "stock:shop", destination, line.category or "", line.weight_g, line.pieces,
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
            item.place, destination, item.category, grams, pieces, Source(item.source),
            thing=item.id,
        )  # fmt: skip
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


def _price_changed(what: str) -> Refusal:
    return Refusal(
        _("The price of {code} changed. Nothing was recorded. Scan it again.", code=what),
        "price_changed",
    )
