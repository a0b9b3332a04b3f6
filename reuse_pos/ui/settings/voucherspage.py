"""Gift cards, vouchers and credits: what the shop owes on them, one found by its code, one given,
replaced or cancelled."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.vouchers import CREDIT, GIFT_CARD, KIND_WORDS, VOUCHER, VoucherState
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.services.vouchers import VoucherMoved
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import ListPage, RowView, field, labelled, lines_of, refill
from reuse_pos.ui.widgets import Card, Chip, Key, Panel, SearchField, Text, row

ICONS = {GIFT_CARD: "ticket", VOUCHER: "ticket", CREDIT: "receipt"}
STATES = {"open": N_("Open"), "spent": N_("Used up"), "cancelled": N_("Cancelled")}
MOVES = {
    "issued": N_("Issued"),
    "spent": N_("Spent"),
    "lost": N_("Rest lost"),
    "returned": N_("Given back"),
    "cancelled": N_("Cancelled"),
}
SHOWN = 100


class VouchersPage(ListPage):
    """``VouchersPage(shop, person, screen)``: the open vouchers left, the one touched or scanned
    right; a new one is given on the same side."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.voucher: VoucherState | None = None
        self._job: bytes | None = None
        self.context = ""
        self.search = SearchField(_("Scan a voucher or type its number"))
        self.search.submitted.connect(self.look_up)
        self.new = Key(_("Give a voucher"), "plus").sized(60).named("voucher_new")
        self.new.clicked.connect(self.give)
        self.owed = Card()
        self.sums = lines_of(())
        self.owed.body.addWidget(Text(_("What the shop owes"), "strong"))
        self.owed.body.addLayout(self.sums)
        self.over.addWidget(self.search)
        self.over.addWidget(self.owed)
        self.under.addWidget(self.new)
        self.detail, self.giving = self._detail(), self._giving()
        self.add_page(self.detail)
        self.add_page(self.giving)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read what is owed and open again."""
        vouchers = self.shop.vouchers
        sums = vouchers.open_total()
        total = sum(one.cents for one in sums)
        pairs = [(_counted(one.kind, one.n), format_cents(one.cents)) for one in sums]
        refill(self.sums, [*pairs, (_("Together"), format_cents(total))])
        waiting = vouchers.papers_waiting()
        self.show_rows((_row(one, waiting) for one in vouchers.still_open(SHOWN)), self.chosen)
        if self.shows(self.giving):
            self.amount.setFocus()
            return
        if self.voucher is not None:
            self.show_voucher(vouchers.numbered(self.voucher.number))
        else:
            self.say_empty(
                "ticket", _("No voucher chosen"),
                _("Scan its code, or touch it in the list."),
            )  # fmt: skip
            self.search.setFocus()

    def refresh(self, _changes: frozenset[object]) -> None:
        """Something was sold or given back elsewhere."""
        if not self.shows(self.giving):
            self.entered()

    def on_scan(self, raw: str) -> None:
        """A voucher was scanned."""
        self.look_up(raw)

    def on_next(self) -> None:
        """F12 gives the voucher typed."""
        if self.shows(self.giving):
            self._issue()

    def back(self) -> bool:
        """Escape closes the voucher being given first."""
        if not self.shows(self.giving):
            return False
        self.voucher = None
        self.right.setCurrentIndex(0)
        self.entered()
        return True

    def look_up(self, text: str) -> None:
        """Show the voucher of a code or number."""
        self.search.clear()
        vouchers = self.shop.vouchers
        by_number = vouchers.numbered(text)
        if by_number is not None:
            self.show_voucher(by_number)
            return
        self.host.run_verb(lambda: vouchers.look(text), self.show_voucher)

    def show_voucher(self, voucher: VoucherState | None) -> None:
        """Show one voucher and what became of it."""
        if voucher is None:
            return
        if self.voucher is None or self.voucher.number != voucher.number:
            self.why.clear()
        self.voucher = voucher
        self.light(voucher.number)
        today = self.shop.office.clock.now().date().isoformat()
        over = voucher.state == "open" and voucher.is_over(today)
        self.title.setText(f"{_(KIND_WORDS[voucher.kind])} {voucher.number}")
        self._job = self.shop.vouchers.papers_waiting().get(voucher.number)
        self._show_state(voucher, over)
        self.worth.setText(format_cents(voucher.left_cents))
        until = _day(voucher.expires_on) if voucher.expires_on else _("No end")
        told = (format_cents(voucher.issued_cents), _day(voucher.issued_on), until)
        for text, words in zip(self.facts, told, strict=True):
            text.setText(words)
        refill(self.moves, [_told(one) for one in self.shop.vouchers.moves(voucher.id)])
        live = voucher.state == "open"
        for thing in (self.why_block, self.again, self.cancel):
            thing.setVisible(live)
        self.again.setEnabled(live and not over)
        self.show_page(self.detail)

    def _show_state(self, voucher: VoucherState, over: bool) -> None:
        waits = self._job is not None and voucher.state == "open"
        self.retry.setVisible(waits)
        if waits:
            self.state.show_state("warn", "printer", _("paper not printed"))
        elif voucher.state == "open" and not over:
            self.state.show_state("ok", "check", _(STATES["open"]))
        else:
            words = _("Over") if over else _(STATES[voucher.state])
            self.state.show_state("neutral", "info", words)

    def give(self) -> None:
        """Begin to give a voucher away."""
        self.voucher = None
        self.light("")
        self.amount.clear()
        self.reason.clear()
        self.show_page(self.giving)
        self.amount.setFocus()

    def _touch(self, number: str) -> None:
        self.show_voucher(self.shop.vouchers.numbered(number))

    def _issue(self) -> None:
        try:
            cents = parse_cents(self.amount.text())
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        vouchers, actor, reason = self.shop.vouchers, self.person.actor, self.reason.text()
        self.host.run_verb(lambda: vouchers.issue(actor, cents, reason), self._given, self.keep)

    def _given(self, done: object) -> None:
        number = str(getattr(done, "value", ""))
        self.voucher = self.shop.vouchers.numbered(number)
        self.right.setCurrentIndex(0)
        self.entered()
        self.host.say.emit(_("Voucher {number} is being printed", number=number), None)

    def _retry(self) -> None:
        printing, actor, job = self.shop.printing, self.person.actor, self._job
        if job is not None:
            self.host.run_verb(
                lambda: printing.retry(actor, job), lambda _done: self.entered(), self.retry
            )

    def _replace(self) -> None:
        if self.voucher is None:
            return
        vouchers, actor = self.shop.vouchers, self.person.actor
        voucher, why = self.voucher.id, self.why.text()
        self.host.run_verb(lambda: vouchers.replace(actor, voucher, why), self._given, self.again)

    def _cancel(self) -> None:
        if self.voucher is None:
            return
        vouchers, actor = self.shop.vouchers, self.person.actor
        voucher, why = self.voucher, self.why.text()

        def done(_result: object) -> None:
            self.entered()
            self.host.say.emit(_("{number} is cancelled", number=voucher.number), None)

        self.host.run_verb(lambda: vouchers.cancel(actor, voucher.id, why), done, self.cancel)

    def _detail(self) -> Card:
        card = Card()
        self.title, self.state = Text("", "block").named("voucher_title"), Chip()
        self.worth = Text("", "amount-l").named("voucher_left")
        self.facts = [Text("", "strong") for _fact in range(3)]
        self.moves = lines_of(())
        self.why = field(_("Why"), "voucher_why", 80)
        self.why_block = QWidget()
        self.why_block.setLayout(labelled(_("Why (kept with the voucher)"), self.why))
        self.why_block.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.again = Key(_("Print under a new code"), "printer").sized(60).named("voucher_again")
        self.again.clicked.connect(self._replace)
        self.cancel = Key(_("Cancel this voucher"), "x", "bad").sized(60).named("voucher_cancel")
        self.cancel.clicked.connect(self._cancel)
        card.body.addLayout(row(self.title, None, self.state))
        card.body.addWidget(Text(_("Left on it"), "muted"))
        card.body.addWidget(self.worth)
        facts = QHBoxLayout()
        facts.setSpacing(16)
        names = (_("Worth at first"), _("Issued on"), _("Last day"))
        for words, text in zip(names, self.facts, strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Text(words, "muted"))
            column.addWidget(text)
            facts.addLayout(column, 1)
        card.body.addLayout(facts)
        card.body.addSpacing(6)
        card.body.addWidget(Text(_("What became of it"), "strong"))
        card.body.addLayout(self.moves)
        card.body.addStretch(1)
        self.retry = Key(_("Print again"), "printer").sized(60).named("voucher_retry")
        self.retry.clicked.connect(self._retry)
        card.body.addLayout(row(self.retry, None))
        card.body.addWidget(self.why_block)
        card.body.addLayout(row(self.again, None, self.cancel))
        return card

    def _giving(self) -> Panel:
        card = Card(_("Give a voucher"))
        self.amount = field(_("Amount (€)"), "voucher_amount", 12)
        self.reason = field(_("Why"), "voucher_reason", 80)
        self.keep = Key(_("Print the voucher"), "printer", "next", "F12").typed(20, 26).sized(68)
        self.keep.named("voucher_issue").clicked.connect(self._issue)
        months = self.shop.office.number("voucher.months")
        told = ngettext("It is valid for {n} month.", "It is valid for {n} months.", months)
        words = _("Without money: a present of the shop, a prize, a repaired mistake.")
        card.body.addWidget(Text(f"{words} {told}" if months else words, "muted").wrapped())
        card.body.addLayout(labelled(_("Amount (€)"), self.amount))
        card.body.addLayout(labelled(_("Why (kept with the voucher)"), self.reason))
        card.body.addSpacing(8)
        card.body.addLayout(row(None, self.keep))
        holder = Panel("canvas")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
        return holder


def _row(voucher: VoucherState, waiting: Container[str]) -> RowView:
    until = _("until {day}", day=_day(voucher.expires_on)) if voucher.expires_on else _("no end")
    if voucher.number in waiting:
        until = _("paper not printed")
    sub = f"{format_cents(voucher.left_cents)} · {until}"
    return RowView(
        voucher.number, voucher.number, sub, ICONS[voucher.kind],
        "orange" if voucher.number in waiting else "blue",
    )  # fmt: skip


def _counted(kind: str, n: int) -> str:
    if kind == GIFT_CARD:
        return ngettext("{n} gift card", "{n} gift cards", n)
    if kind == CREDIT:
        return ngettext("{n} credit", "{n} credits", n)
    return ngettext("{n} voucher", "{n} vouchers", n)


def _told(move: VoucherMoved) -> tuple[str, str]:
    sign = "" if move.kind in ("issued", "returned") else "−"
    words = f"{_day(move.day)} · {_(MOVES[move.kind])} · {move.document}"
    return words, f"{sign}{format_cents(move.cents)}"


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
