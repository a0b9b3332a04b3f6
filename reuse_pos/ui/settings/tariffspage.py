"""Solidarity tariffs, and the anonymous cards that give them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.receipt import percent
from reuse_pos.domain.solidarity import NUMBER_RULES, Tariff
from reuse_pos.domain.solidarity import Card as SolidarityCard
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.dayfield import DayField
from reuse_pos.ui.settings.fields import basis_points
from reuse_pos.ui.settings.listpage import (
    Choice,
    ListPage,
    RowView,
    beside,
    clear,
    field,
    labelled,
)
from reuse_pos.ui.widgets import Card, Key, Panel, Text, row

SHOWN = 30


class TariffsPage(ListPage):
    """``TariffsPage(shop, person, screen)``: the tariffs left; right the one touched, and its
    cards."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self._code, self._rank = "", 0
        self.new = Key(_("New tariff"), "plus").sized(60).named("tariff_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.card, self.cards = self._editor(), self._cards_card()
        self.page = Panel("canvas")
        layout = QVBoxLayout(self.page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.card)
        layout.addWidget(self.cards)
        layout.addStretch(1)
        self.add_page(self.page)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the tariffs and cards again."""
        tariffs = self.shop.solidarity.tariffs()
        self.show_rows(map(_row, tariffs), self._code)
        here = next((one for one in tariffs if one.code == self._code), None)
        if here is not None or tariffs:
            self.edit(here or tariffs[0])
        else:
            self.say_empty(
                "percent", _("No solidarity tariff"),
                _("With a tariff the counter gives lower prices to those who need them."),
            )  # fmt: skip
            self.new.setFocus()

    def on_next(self) -> None:
        """F12 saves the tariff."""
        if self.shows(self.page):
            self.save()

    def on_scan(self, raw: str) -> None:
        """A card was scanned: its tariff, and what it is."""
        solidarity = self.shop.solidarity

        def found(tender: object) -> None:
            number, code = getattr(tender, "number", ""), getattr(tender, "tariff", "")
            self._touch(code)
            self.host.say.emit(_("Card {number}", number=number), None)

        self.host.run_verb(lambda: solidarity.find_card(raw), found)

    def edit(self, tariff: Tariff | None) -> None:
        """Show a tariff, or an empty one."""
        shown = tariff or Tariff("", "", 2000)
        self._code = shown.code
        self._rank = shown.rank if tariff else len(self.rows)
        self.light(self._code)
        self.title.setText(shown.label or _("New tariff"))
        self.label.setText(shown.label)
        self.share.setText(percent(shown.basis_points).removesuffix(" %").strip())
        self.floor.setText(plain_cents(shown.floor_cents))
        self.organisms.choose(shown.organism_rule)
        self.numbers.choose(shown.number_rule)
        self.away.setVisible(tariff is not None)
        self.cards.setVisible(tariff is not None)
        self.organism.clear()
        self.until.put_months(12)
        self._show_cards()
        self.show_page(self.page)
        if tariff is None:
            self.label.setFocus()

    def save(self) -> None:
        """Keep the tariff as typed."""
        self._keep(archived=False)

    def give(self) -> None:
        """Give a card for the tariff shown."""
        try:
            until = self.until.value()
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        solidarity, actor = self.shop.solidarity, self.person.actor
        code, organism = self._code, self.organism.text()

        def done(result: object) -> None:
            number = str(getattr(result, "value", ""))
            self.entered()
            self.host.say.emit(_("Card {number} is being printed", number=number), None)

        self.host.run_verb(
            lambda: solidarity.issue_card(actor, code, organism, until), done, self.give_key
        )

    def _keep(self, *, archived: bool) -> None:
        try:
            share, floor = basis_points(self.share.text()), parse_cents(self.floor.text() or "0")
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        solidarity, actor = self.shop.solidarity, self.person.actor
        taken = {one.code for one in solidarity.tariffs(archived=True)}
        n = next(n for n in range(1, len(taken) + 2) if f"T{n:02d}" not in taken)
        tariff = Tariff(
            self._code or f"T{n:02d}", self.label.text(), share, floor, self.organisms.value(),
            self.numbers.value(), self._rank, archived,
        )  # fmt: skip

        def done(_result: object) -> None:
            self._code = "" if archived else tariff.code
            self.entered()
            words = (
                _("“{tariff}” is put away", tariff=tariff.label) if archived else _("Tariff saved")
            )
            self.host.say.emit(words, None)

        self.host.run_verb(lambda: solidarity.put_tariff(actor, tariff), done, self.keep)

    def _touch(self, code: str) -> None:
        tariffs = self.shop.solidarity.tariffs()
        self.edit(next((one for one in tariffs if one.code == code), None))

    def _cancel(self, card: SolidarityCard) -> None:
        solidarity, actor = self.shop.solidarity, self.person.actor

        def done(_result: object) -> None:
            self.entered()
            self.host.say.emit(_("{number} is cancelled", number=card.number), None)

        self.host.run_verb(lambda: solidarity.cancel_card(actor, card.id), done)

    def _show_cards(self) -> None:
        clear(self.given)
        solidarity = self.shop.solidarity
        today = self.shop.office.clock.now().date().isoformat()
        waiting = solidarity.cards_waiting()
        mine = [one for one in solidarity.cards(200) if one.tariff == self._code][:SHOWN]
        for one in mine:
            live = one.state == "open" and one.valid_until >= today
            self.given.addLayout(self._card_line(one, live, one.number in waiting))

    def _card_line(self, card: SolidarityCard, live: bool, waits: bool) -> QVBoxLayout:
        day = "/".join(reversed(card.valid_until.split("-")))
        if card.state != "open":
            state = _("cancelled")
        elif waits:
            state = _("paper not printed")
        else:
            state = _("until {day}", day=day) if live else _("ended on {day}", day=day)
        words = " · ".join(part for part in (card.number, card.organism, state) if part)
        key = Key(_("Cancel"), "x").sized(48).named(f"card_cancel_{card.number}")
        key.spoken(_("Cancel card {number}", number=card.number))
        key.clicked.connect(lambda: self._cancel(card))
        key.setVisible(card.state == "open")
        text = Text(words, "body", "" if live else "ink2").eliding()
        line = row(text, key)
        line.setStretch(0, 1)
        column = QVBoxLayout()
        column.addLayout(line)
        return column

    def _editor(self) -> Card:
        card = Card()
        self.title = Text("", "block").named("tariff_title")
        self.label = field(_("Name"), "tariff_label", 40)
        self.share = field(_("Takes off (%)"), "tariff_share", 6)
        self.floor = field(_("A line costs at least (€)"), "tariff_floor", 12)
        rules = {code: _(words) for code, words in NUMBER_RULES.items()}
        self.organisms = Choice(_("Organism that sends the person"), rules, "tariff_organism")
        self.numbers = Choice(_("Number of the paper or card"), rules, "tariff_number")
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.keep.named("tariff_save").clicked.connect(self.save)
        self.away = Key(_("Put away"), "x").sized(60).named("tariff_away")
        self.away.clicked.connect(lambda: self._keep(archived=True))
        card.body.addWidget(self.title)
        card.body.addLayout(labelled(_("Name"), self.label))
        card.body.addLayout(
            beside((_("Takes off (%)"), self.share), (_("A line costs at least (€)"), self.floor))
        )
        card.body.addWidget(self.organisms)
        card.body.addWidget(self.numbers)
        card.body.addLayout(row(self.away, None, self.keep))
        return card

    def _cards_card(self) -> Card:
        card = Card(_("Cards for this tariff"))
        words = _("A card names nobody. Scanned at the counter, it lowers the prices by itself.")
        card.body.addWidget(Text(words, "muted").wrapped())
        self.organism = field(_("Organism (not printed)"), "card_organism")
        self.until = DayField(
            _("Valid until"), "card_until", self.shop.office.clock, (3, 6, 12), ends=False
        )
        self.give_key = Key(_("Print a card"), "printer").sized(60).named("card_give")
        self.give_key.clicked.connect(self.give)
        self.given = QVBoxLayout()
        self.given.setSpacing(8)
        card.body.addLayout(labelled(_("Organism (not printed)"), self.organism))
        card.body.addWidget(self.until)
        card.body.addLayout(row(self.give_key, None))
        card.body.addLayout(self.given)
        return card


def _row(tariff: Tariff) -> RowView:
    share = f"−{percent(tariff.basis_points)}"
    floor = _("at least {floor} a line", floor=format_cents(tariff.floor_cents))
    sub = f"{share} · {floor}" if tariff.floor_cents else share
    return RowView(tariff.code, tariff.label, sub, "percent")
