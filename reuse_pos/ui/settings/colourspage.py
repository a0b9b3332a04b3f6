"""Colours of labels: which one is printed in which weeks, and when its prices go down."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.label_colours import COLOURS, ColourPeriod, ColourPlan
from reuse_pos.domain.labelling import french_day
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.dayfield import DayField
from reuse_pos.ui.settings.fields import basis_points
from reuse_pos.ui.settings.listpage import Choice, ListPage, RowView, field, labelled
from reuse_pos.ui.widgets import Card, Key, Text, row


class ColoursPage(ListPage):
    """``ColoursPage(shop, person, screen)``: the periods left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self._periods: list[ColourPeriod] = []
        self._period: ColourPeriod | None = None
        self.new = Key(_("Next colour"), "plus").sized(60).named("colour_new")
        self.new.clicked.connect(self.begin)
        self.over.addWidget(self.new)
        self.card = self._editor()
        self.add_page(self.card)
        self.touched.connect(self.edit)

    def entered(self) -> None:
        """Read the periods again."""
        self._read(self.chosen)

    def on_next(self) -> None:
        """F12 saves."""
        if self.shows(self.card):
            self.save()

    def begin(self) -> None:
        """A new period, filled in with what would follow."""
        self._period = None
        self._fill(self.shop.colours.proposal())
        self.light("")

    def edit(self, code: str) -> None:
        """Show a period."""
        self._period = next(one for one in self._periods if one.id.hex() == code)
        self._fill(self._period.plan)
        self.light(code)

    def save(self) -> None:
        """Keep the period as it stands."""
        try:
            plan = ColourPlan(
                self.colour.value(), self.first.value(), self.last.value(), self.cut.value(),
                basis_points(self.percent.text().strip().removesuffix("%").strip()),
            )  # fmt: skip
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        colours, actor, period = self.shop.colours, self.person.actor, self._period

        def done(result: Any) -> None:
            self.host.say.emit(_("Colour saved"), None)
            self._read(result.value.hex())

        if period is None:
            self.host.run_verb(lambda: colours.plan(actor, plan), done, self.keep)
        else:
            self.host.run_verb(lambda: colours.change(actor, period.id, plan), done, self.keep)

    def drop(self) -> None:
        """Take back a period that has not begun."""
        colours, actor, period = self.shop.colours, self.person.actor, self._period
        if period is None:
            return

        def done(_result: Any) -> None:
            self.host.say.emit(_("Colour taken back"), None)
            self._read("")

        self.host.run_verb(lambda: colours.drop(actor, period.id), done, self.drop_key)

    def _read(self, chosen: str) -> None:
        self._periods = self.shop.colours.listed()
        self.show_rows([_row_of(one) for one in self._periods], chosen)
        codes = [one.id.hex() for one in self._periods]
        if chosen in codes:
            self.edit(chosen)
        elif codes:
            self.edit(codes[0])
        else:
            self.say_empty(
                "tag", _("No colour yet"),
                _("Give each month a colour: when its day comes, the till lowers the prices of "
                  "that colour by itself."),
            )  # fmt: skip

    def _fill(self, plan: ColourPlan) -> None:
        begun = self._period is not None and plan.first_day <= self._today()
        self.colour.choose(plan.colour)
        self.first.put(plan.first_day)
        self.last.put(plan.last_day)
        self.cut.put(plan.markdown_on)
        self.percent.setText(f"{plan.basis_points // 100}")
        self.colour.setEnabled(not begun)
        self.first.setEnabled(not begun)
        self.begun.setVisible(begun)
        self.drop_key.setVisible(self._period is not None and not begun)
        self.show_page(self.card)

    def _today(self) -> str:
        return self.shop.office.clock.now().date().isoformat()

    def _editor(self) -> Card:
        clock = self.shop.office.clock
        card = Card()
        self.colour = Choice(
            _("Colour"), {code: _(one.word) for code, one in COLOURS.items()}, "colour"
        )
        self.first, self.last, self.cut = (
            DayField(words, name, clock, (), ends=False)
            for words, name in (
                (_("First day of the labels"), "colour_first"),
                (_("Last day of the labels"), "colour_last"),
                (_("Prices go down from"), "colour_cut"),
            )
        )
        self.percent = field(_("Prices go down by (%)"), "colour_percent", 6)
        self.percent.setMaximumWidth(200)
        self.begun = Text(
            _("Labels of this colour are on the shelves: colour and first day stay."), "muted"
        ).wrapped()
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68)
        self.keep.named("colour_save").clicked.connect(self.save)
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.drop_key = Key(_("Take back"), "x").sized(68).named("colour_drop")
        self.drop_key.clicked.connect(self.drop)
        card.body.addWidget(self.colour)
        card.body.addWidget(self.begun)
        card.body.addLayout(row(self.first, self.last, spacing=16))
        card.body.addLayout(row(self.cut, _holding(self.percent), spacing=16))
        card.body.addWidget(
            Text(_("The label says the colour in words, with a shape: black ink is enough. The "
                   "customer always pays the lowest of what the label and the colour say."),
                 "muted").wrapped()
        )  # fmt: skip
        card.body.addStretch(1)
        card.body.addLayout(row(self.drop_key, self.keep))
        return card


def _holding(percent: QWidget) -> QWidget:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    layout = labelled(_("Prices go down by (%)"), percent)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _row_of(period: ColourPeriod) -> RowView:
    plan = period.plan
    days = _("{first} – {last}", first=french_day(plan.first_day)[:5],
             last=french_day(plan.last_day))  # fmt: skip
    cut = _("−{n} % from {date}", n=plan.basis_points // 100, date=french_day(plan.markdown_on)[:5])
    return RowView(period.id.hex(), _(COLOURS[plan.colour].word), f"{days} · {cut}", "tag")
