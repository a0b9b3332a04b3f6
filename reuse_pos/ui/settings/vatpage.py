"""VAT: the shop's regime now and the one to come, its sentence on receipts, and the categories with
a rate of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.settings import OWN_CODES, REGIME, SENTENCE, proposed_sentence
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Card, Flow, Key, Panel, SearchField, Text, row

REGIMES = {
    "EXO261": (N_("Exempt association"), N_("no VAT, art. 261-7-1° of the CGI")),
    "FB293B": (N_("Small turnover, no VAT"), N_("no VAT, art. 293 B of the CGI")),
    "N20": (N_("VAT 20 %"), N_("and on the margin of things bought")),
}
RATES = {
    "EXO261": N_("Exempt"), "N20": N_("20 %"), "R10": N_("10 %"), "R055": N_("5.5 %"),
}  # fmt: skip
TODAY, TOMORROW, MONTH, YEAR = "today", "tomorrow", "month", "year"
SHOWN, SIDE_BY_SIDE_FROM = 6, 860


class VatPage(Panel):
    """``VatPage(shop, person, screen)``: ``regimes`` and ``since`` by code, ``sentence``,
    ``save_key``, ``planned`` (a card, hidden when nothing is), ``search``, ``rows`` by category,
    ``rates`` by code ("" is the shop's)."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self._regime, self._since, self._category = "", TODAY, ""
        self.regimes: dict[str, Key] = {}
        self.since: dict[str, Key] = {}
        self.rates: dict[str, Key] = {}
        self.rows: dict[str, Key] = {}
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(self._shop_card(), 1)
        self._halves.addWidget(self._category_card(), 1)
        inner = Panel("canvas")
        inner.setLayout(self._halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(11)
        layout.addWidget(_scrolled(inner), 1)
        layout.addLayout(self._foot())

    def entered(self) -> None:
        """Show what holds now."""
        self._regime = self.shop.office.setting(REGIME)
        self._choose_since(TODAY)
        self.sentence.setText(self.shop.office.setting(SENTENCE))
        self._show_planned()
        self._show()
        self._show_rows()

    def on_next(self) -> None:
        """F12 saves."""
        if self.save_key.isEnabled():
            self.save()

    def save(self) -> None:
        """Save regime and sentence, from the day chosen on."""
        office = self.shop.office
        values = {REGIME: self._regime, SENTENCE: self.sentence.text().strip()}
        actor, day = self.person.actor, self._day(self._since)
        wanted = {key: one for key, one in values.items() if one != office.setting(key)}
        if day is not None:
            # What holds today may be changed again before then.
            wanted = values
        self._write(lambda: self.shop.settings.set_many(actor, wanted, day), self.save_key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One card under the other where it is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE_FROM
        sides = QBoxLayout.Direction
        self._halves.setDirection(sides.LeftToRight if wide else sides.TopToBottom)

    def _shop_card(self) -> Card:
        card = Card(_("The shop’s regime"))
        card.body.addWidget(
            Text(_("Ask your accountant before changing this. It holds for the sales to come."),
                 "muted").wrapped()
        )  # fmt: skip
        self.planned = Card("", "info")
        self._planned_words = Text("", "strong").wrapped()
        drop = Key(_("Take this change back"), "arrow-counter-clockwise").named("vat_drop")
        drop.clicked.connect(self._drop)
        self.planned.body.addWidget(self._planned_words)
        self.planned.body.addLayout(row(drop, None))
        card.body.addWidget(self.planned)
        for code, (title, sub) in REGIMES.items():
            key = Key(_(title)).with_sub(_(sub)).sized(60).choosable().named(f"vat_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._choose(code))
            self.regimes[code] = key
            card.body.addWidget(key)
        card.body.addWidget(Text(_("On receipts"), "strong"))
        self.sentence = QLineEdit()
        self.sentence.setObjectName("vat_sentence")
        self.sentence.setAccessibleName(_("VAT sentence on receipts"))
        self.sentence.setMaxLength(500)
        self.sentence.textEdited.connect(lambda _text: self._show())
        card.body.addWidget(self.sentence)
        card.body.addStretch(1)
        return card

    def _foot(self) -> QBoxLayout:
        self._when = QWidget()
        flow = Flow(self._when)
        for code in (TODAY, TOMORROW, MONTH, YEAR):
            key = Key(self._since_words(code)).choosable().named(f"vat_since_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._choose_since(code))
            self.since[code] = key
            flow.addWidget(key)
        self.save_key = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.save_key.named("vat_save").clicked.connect(self.save)
        foot = row(spacing=12)
        foot.addWidget(self._when, 1)
        foot.addStretch(0)
        foot.addWidget(self.save_key)
        return foot

    def _category_card(self) -> Card:
        card = Card(_("Categories with their own rate"))
        card.body.addWidget(
            Text(_("Books, snacks… All the others follow the shop’s regime."), "muted").wrapped()
        )
        self.search = SearchField(_("Look for a category"), "magnifying-glass")
        self.search.edited.connect(lambda _text: self._show_rows())
        card.body.addWidget(self.search)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        card.body.addLayout(self._list)
        self._rates = QWidget()
        box = QVBoxLayout(self._rates)
        box.setContentsMargins(0, 6, 0, 0)
        self._chosen = Text("", "strong").wrapped()
        box.addWidget(self._chosen)
        holder = QWidget()
        flow = Flow(holder)
        for code in ("", *OWN_CODES):
            key = Key(_(RATES[code]) if code else _("The shop’s rate"))
            key.choosable().named(f"vat_rate_{code or 'shop'}")
            key.clicked.connect(lambda _on=False, code=code: self._give(code))
            self.rates[code] = key
            flow.addWidget(key)
        box.addWidget(holder)
        card.body.addWidget(self._rates)
        card.body.addStretch(1)
        return card

    def _choose(self, code: str) -> None:
        """Another regime: the law's words come with it, unless the shop has its own."""
        known = {proposed_sentence(one) for one in REGIMES}
        if self.sentence.text().strip() in known:
            self.sentence.setText(proposed_sentence(code))
        self._regime = code
        self._show()

    def _choose_since(self, code: str) -> None:
        self._since = code
        for one, key in self.since.items():
            key.setChecked(one == code)

    def _day(self, code: str) -> str | None:
        today = business_day(self.shop.office.clock.now())
        days = {
            TODAY: None,
            TOMORROW: today + timedelta(days=1),
            MONTH: date(today.year + today.month // 12, today.month % 12 + 1, 1),
            YEAR: date(today.year + 1, 1, 1),
        }
        day = days[code]
        return None if day is None else day.isoformat()

    def _since_words(self, code: str) -> str:
        day = self._day(code)
        return _("From today") if day is None else _("From {day}", day=_told(day))

    def _show(self) -> None:
        office = self.shop.office
        for code, key in self.regimes.items():
            key.setChecked(code == self._regime)
        changed = (self._regime, self.sentence.text().strip()) != (
            office.setting(REGIME), office.setting(SENTENCE),
        )  # fmt: skip
        for key in self.since.values():
            key.setVisible(changed)
        self.save_key.setEnabled(changed)

    def _show_planned(self) -> None:
        planned = self.shop.settings.planned(REGIME)
        self.planned.setVisible(planned is not None)
        if planned is not None:
            title = _(REGIMES[planned.value][0]) if planned.value in REGIMES else planned.value
            self._planned_words.setText(
                _("Planned: {regime} from {day}", regime=title, day=_told(planned.valid_from))
            )

    def _drop(self) -> None:
        actor, settings = self.person.actor, self.shop.settings

        def back() -> object:
            done = settings.drop_planned(actor, REGIME)
            if settings.planned(SENTENCE) is not None:
                settings.drop_planned(actor, SENTENCE)
            return done

        self._write(back, None)

    def _show_rows(self) -> None:
        for key in self.rows.values():
            self._list.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.rows = {}
        for one in self._wanted():
            key = Key(one.label, one.icon).choosable(one.code == self._category)
            key.with_sub(_(RATES[one.vat_code]) if one.vat_code in RATES else "")
            key.named(f"vat_cat_{one.code}").sized(52)
            key.clicked.connect(lambda _on=False, code=one.code: self._touch(code))
            self.rows[one.code] = key
            self._list.addWidget(key)
        self._show_rates()

    def _wanted(self) -> list[Category]:
        own = self.shop.settings.own_codes()
        letters = self.search.text().strip().lower()
        if not letters:
            return own[:SHOWN]
        everything = self.shop.office.categories().values()
        found = [one for one in everything if letters in one.label.lower()]
        return found[:SHOWN]

    def _touch(self, code: str) -> None:
        self._category = code
        for one, key in self.rows.items():
            key.setChecked(one == code)
        self._show_rates()

    def _show_rates(self) -> None:
        here = self._category in self.rows
        self._rates.setVisible(here)
        if here:
            category = self.shop.office.category(self._category)
            self._chosen.setText(_("Rate of “{category}”", category=category.label))
            for code, key in self.rates.items():
                key.setChecked(code == (category.vat_code or ""))

    def _give(self, code: str) -> None:
        actor, category = self.person.actor, self._category
        self._write(
            lambda: self.shop.settings.set_category_vat(actor, category, code or None),
            self.rates[code],
        )

    def _write(self, verb: Callable[[], object], key: Key | None) -> None:
        def done(_result: object) -> None:
            self.entered()
            self.host.say.emit(_("Saved. The tills’ journals tell the change."), None)

        self.host.run_verb(verb, done, key)


def _told(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
