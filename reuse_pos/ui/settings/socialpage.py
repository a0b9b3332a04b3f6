"""Social vouchers: the kinds the shop takes, what is to claim of each, the lists sent to their
issuers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.solidarity import NUMBER_RULES, SocialType
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.services.solidarity import Claim, DueClaim
from reuse_pos.ui.documents import documents
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.dayfield import DayField
from reuse_pos.ui.settings.listpage import (
    Choice,
    ListPage,
    RowView,
    beside,
    clear,
    field,
    labelled,
)
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Card, Chip, Flow, Key, Panel, Text, row

LISTS = 6


class SocialPage(ListPage):
    """``SocialPage(shop, person, screen, folder=None)``: the kinds left; right, what is to claim of
    the one touched, then the kind itself. Files go to `folder` (the person's documents)."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__(shop, person, screen, parent)
        self.folder = folder or documents()
        self._code, self._rank = "", 0
        self.new = Key(_("New kind"), "plus").sized(60).named("social_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.due, self.sent, self.card = self._due_card(), self._sent_card(), self._editor()
        self.page = Panel("canvas")
        layout = QVBoxLayout(self.page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for card in (self.due, self.sent, self.card):
            layout.addWidget(card)
        layout.addStretch(1)
        self.add_page(self.page)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the kinds and what is to claim again."""
        solidarity = self.shop.solidarity
        types = solidarity.types()
        self._dues = {one.type.code: one for one in solidarity.to_claim()}
        self.show_rows([self._row(one) for one in types], self._code)
        here = next((one for one in types if one.code == self._code), None)
        if here is not None or types:
            self.edit(here or types[0])
        else:
            self.say_empty(
                "heart", _("No solidarity voucher yet"),
                _("Enter the vouchers of the town or of associations that people pay with."),
            )  # fmt: skip
            self.new.setFocus()

    def on_next(self) -> None:
        """F12 saves the kind."""
        if self.shows(self.page):
            self.save()

    def edit(self, kind: SocialType | None) -> None:
        """Show a kind, or an empty one."""
        shown = kind or SocialType("", "", "", number_rule="required")
        self._code = shown.code
        self._rank = shown.rank if kind else len(self.rows)
        self.light(self._code)
        self.title.setText(shown.label or _("New kind"))
        self.label.setText(shown.label)
        self.issuer.setText(shown.issuer)
        self.rule.setText(shown.rule)
        self.most.setText("" if shown.most_cents is None else plain_cents(shown.most_cents))
        self.until.put(shown.valid_until)
        self.days.setText(str(shown.claim_days))
        self.numbers.choose(shown.number_rule)
        for code, key in self.families.items():
            key.setChecked(code in shown.families)
        self.away.setVisible(kind is not None)
        self._show_due(self._dues.get(self._code))
        self._show_sent([one for one in self.shop.solidarity.claims() if one.type == self._code])
        self.show_page(self.page)
        if kind is None:
            self.label.setFocus()

    def save(self) -> None:
        """Keep the kind as typed."""
        self._keep(archived=False)

    def _keep(self, *, archived: bool) -> None:
        try:
            kind = self._typed(archived)
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        solidarity, actor = self.shop.solidarity, self.person.actor

        def done(_result: object) -> None:
            self._code = "" if archived else kind.code
            self.entered()
            words = _("“{kind}” is put away", kind=kind.label) if archived else _("Kind saved")
            self.host.say.emit(words, None)

        self.host.run_verb(lambda: solidarity.put_type(actor, kind), done, self.keep)

    def _typed(self, archived: bool) -> SocialType:
        most = self.most.text().strip()
        days = self.days.text().strip()
        if not days.isascii() or not days.isdigit():
            raise Refusal(_("Days to claim: type a number. Nothing was changed."), "days")
        taken = {one.code for one in self.shop.solidarity.types(archived=True)}
        n = next(n for n in range(1, len(taken) + 2) if f"S{n:02d}" not in taken)
        return SocialType(
            self._code or f"S{n:02d}", self.label.text(), self.issuer.text(), self.rule.text(),
            parse_cents(most) if most else None,
            tuple(code for code, key in self.families.items() if key.isChecked()),
            self.until.value(), int(days), self.numbers.value(), self._rank, archived,
        )  # fmt: skip

    def _touch(self, code: str) -> None:
        types = self.shop.solidarity.types()
        self.edit(next((one for one in types if one.code == code), None))

    def _claim(self) -> None:
        solidarity, actor, code = self.shop.solidarity, self.person.actor, self._code

        def done(result: object) -> None:
            number = str(getattr(result, "value", ""))
            self.entered()
            self.host.say.emit(_("List {number} is made", number=number), None)

        self.host.run_verb(lambda: solidarity.claim(actor, code), done, self.claim)

    def _print(self, number: str) -> None:
        solidarity, actor = self.shop.solidarity, self.person.actor
        self.host.run_verb(lambda: solidarity.print_claim(actor, number))

    def _write(self, number: str, fmt: str) -> None:
        solidarity, actor = self.shop.solidarity, self.person.actor
        path = self.folder / f"{number}.{fmt}"

        def write() -> Path:
            self.folder.mkdir(parents=True, exist_ok=True)
            return solidarity.write_claim(actor, number, fmt, path)

        def done(_result: object) -> None:
            self.host.say.emit(_("Written: {path}", path=str(path)), None)

        self.host.run_verb(write, done)

    def _show_due(self, due: DueClaim | None) -> None:
        self.due.setVisible(bool(self._code))
        self.claim.setVisible(due is not None)
        self.by.setVisible(due is not None)
        if due is None:
            self.sum.setText(_("Nothing to claim"))
            return
        count = ngettext("{n} voucher", "{n} vouchers", due.n)
        self.sum.setText(f"{format_cents(due.cents)} · {count}")
        day = "/".join(reversed(due.claim_by.split("-")))
        if due.days_left < 0:
            self.by.show_state("bad", "warning", _("Last day was {day}", day=day))
        else:
            kind, icon = ("warn", "warning") if due.is_urgent else ("neutral", "calendar-check")
            self.by.show_state(kind, icon, _("Claim until {day}", day=day))

    def _show_sent(self, claims: list[Claim]) -> None:
        clear(self.lists)
        self.sent.setVisible(bool(claims))
        for one in claims[:LISTS]:
            day = "/".join(reversed(one.day.split("-")))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Text(one.number, "strong").eliding())
            words.addWidget(Text(f"{day} · {format_cents(one.cents)}", "sub").eliding())
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addLayout(words, 1)
            for icon, word, act in (
                ("printer", _("Print"), lambda _on=False, n=one.number: self._print(n)),
                ("file-pdf", "PDF", lambda _on=False, n=one.number: self._write(n, "pdf")),
                ("", "CSV", lambda _on=False, n=one.number: self._write(n, "csv")),
            ):
                key = Key(word, icon).sized(48).named(f"claim_{word}_{one.number}")
                key.spoken(f"{word} {one.number}")
                key.clicked.connect(act)
                line.addWidget(key)
            self.lists.addLayout(line)

    def _due_card(self) -> Card:
        card = Card(_("To claim from the issuer"))
        self.sum, self.by = Text("", "h1").named("social_sum"), Chip()
        self.claim = Key(_("Make the list"), "receipt").sized(60).named("social_claim")
        self.claim.with_icon("receipt", "duotone")
        self.claim.clicked.connect(self._claim)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.sum)
        words.addLayout(row(self.by, None))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(self.claim)
        card.body.addLayout(line)
        return card

    def _sent_card(self) -> Card:
        card = Card(_("Lists made"))
        self.lists = QVBoxLayout()
        self.lists.setSpacing(8)
        card.body.addLayout(self.lists)
        return card

    def _editor(self) -> Card:
        card = Card()
        self.title = Text("", "block").named("social_title")
        self.label = field(_("Name"), "social_label")
        self.issuer = field(_("Issuer"), "social_issuer", 80)
        self.rule = field(_("Rule in words"), "social_rule", 200)
        self.most = field(_("Pays at most (€, empty: no limit)"), "social_most", 12)
        self.days = field(_("Days to claim"), "social_days", 3)
        self.until = DayField(_("Last day taken"), "social_until", self.shop.office.clock)
        self.numbers = Choice(
            _("Its number"), {code: _(words) for code, words in NUMBER_RULES.items()}, "social_no"
        )
        self.families: dict[str, TickKey] = {}
        holder = QWidget()
        flow = Flow(holder)
        for code, word in FAMILIES.items():
            key = TickKey(_(word)).named(f"social_family_{code}")
            key.sized(48)
            self.families[code] = key
            flow.addWidget(key)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.keep.named("social_save").clicked.connect(self.save)
        self.away = Key(_("Put away"), "x").sized(60).named("social_away")
        self.away.clicked.connect(lambda: self._keep(archived=True))
        body = card.body
        body.addWidget(self.title)
        body.addLayout(beside((_("Name"), self.label), (_("Issuer (never on a ticket)"),
                                                        self.issuer)))  # fmt: skip
        body.addLayout(labelled(_("Rule in words, for the cashier"), self.rule))
        body.addLayout(labelled(_("What it pays (nothing touched: everything)"), holder))
        body.addLayout(beside((_("Pays at most (€, empty: no limit)"), self.most),
                              (_("Days to claim"), self.days)))  # fmt: skip
        body.addWidget(self.until)
        body.addWidget(self.numbers)
        body.addLayout(row(self.away, None, self.keep))
        return card

    def _row(self, kind: SocialType) -> RowView:
        due = self._dues.get(kind.code)
        sub = kind.issuer
        if due is not None:
            sub = _("to claim: {amount}", amount=format_cents(due.cents))
        urgent = due is not None and due.is_urgent
        return RowView(kind.code, kind.label, sub, "heart", "orange" if urgent else "blue")
