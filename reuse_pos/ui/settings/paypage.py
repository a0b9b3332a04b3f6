"""The ways to pay this shop takes, in which order, and what goes with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS, method
from reuse_pos.domain.people import Person
from reuse_pos.domain.settings import BY_KEY, Setting
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.fields import SettingField
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm
from reuse_pos.ui.settings.listpage import lines_of, refill
from reuse_pos.ui.widgets import Card, Key, Text, row

WAYS = "pay.methods"
COLUMNS = 3
# Chosen beforehand, a way must need nothing but the amount.
PRESETS = ("CASH", "CARD")
TOWNS = 12


class WaysField(SettingField):
    """``WaysField()``: each way is a key; touched it is offered, and its number says in which
    place. Signal ``changed()``; reads and writes the setting ``pay.methods``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        QWidget.__init__(self, parent)
        self.setting: Setting = BY_KEY[WAYS]
        self.edit: QLineEdit | None = None
        self.keys: dict[str, Key] = {}
        self._before = ""
        self._chosen: list[str] = []
        self.again = Key(_("Choose the order again"), "arrows-clockwise").sized(52)
        self.again.named("ways_again").clicked.connect(self._from_cash)
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, one in enumerate(METHODS):
            key = Key(_(one.title)).with_icon(one.icon).sized(66).choosable()
            key.named(f"way_{one.code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=one.code: self._touch(code))
            self.keys[one.code] = key
            grid.addWidget(key, number // COLUMNS, number % COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        note = Text(_("Touch them in the order the counter shows them."), "muted")
        layout.addLayout(row(note, None, self.again))
        layout.addLayout(grid)

    def load(self, value: str) -> None:
        """Show the ways offered now."""
        known = [code for code in value.split(",") if code in self.keys]
        self._before = ",".join(known)
        self._chosen = known
        self._show()

    def value(self) -> str:
        """The ways in their order."""
        return ",".join(self._chosen)

    def is_changed(self) -> bool:
        """Whether the ways or their order were changed."""
        return self.value() != self._before

    def _touch(self, code: str) -> None:
        if code in self._chosen and code != "CASH":
            self._chosen.remove(code)
        elif code not in self._chosen:
            self._chosen.append(code)
        self._show()
        self.changed.emit()

    def _from_cash(self) -> None:
        self._chosen = ["CASH"]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for code, key in self.keys.items():
            offered = code in self._chosen
            key.setChecked(offered)
            place = _("place {n}", n=self._chosen.index(code) + 1) if offered else _("not offered")
            key.with_sub(f"{place} · {_('always')}" if code == "CASH" else place)


class PayPage(SettingsForm):
    """``PayPage(shop, person, screen)``: the ways in order, the one chosen beforehand, the local
    currency's name, vouchers, round-up, the commune survey."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        offered = shop.office.setting(WAYS).split(",")
        preset = {"": _("None")} | {
            code: _(method(code).title) for code in offered if code in PRESETS
        }
        groups = (
            Group(_("Ways to pay"), [Ask(WAYS)]),
            Group(_("At the payment"), [Ask("till.preset_method", preset), Ask("roundup.offered"),
                                        Ask("pay.local_name")]),
            Group(_("Vouchers of the shop"), [Ask("voucher.months"), Ask("voucher.remainder")]),
            Group(_("Where visitors come from"),
                  [Ask("survey.first_day"), Ask("survey.last_day")],
                  _("The counter asks the commune between these days (like 2026-10-01); nothing "
                    "else is kept.")),
        )  # fmt: skip
        super().__init__(shop, person, screen, groups, parent)

    def load(self) -> None:
        """Show the values as they are now, and what was counted so far."""
        super().load()
        survey, today = self.shop.survey, business_day(self.shop.office.clock.now())
        # The sales of a year: added up beside the screen.
        tasks.run(
            lambda: survey.roundups(f"{today.year}-01-01", today.isoformat()),
            lambda found: self._show_gifts(today.year, *found),
            owner=self,
        )
        first = self.shop.office.setting("survey.first_day") or today.isoformat()
        last = self.shop.office.setting("survey.last_day") or today.isoformat()
        towns = survey.figures(first, last)
        told = [(one.name, ngettext("{n} visitor", "{n} visitors", one.n)) for one in towns]
        refill(self.towns, told[:TOWNS])

    def _show_gifts(self, year: int, gifts: int, cents: int) -> None:
        told = _("Round-ups of {year}: {n}", year=year, n=gifts)
        refill(self.gifts, [(told, format_cents(cents))] if gifts else [])

    def _card(self, group: Group) -> Card:
        if group.asks[0].key != WAYS:
            card = super()._card(group)
            keys = [ask.key for ask in group.asks]
            if "roundup.offered" in keys:
                self.gifts = lines_of(())
                card.body.addLayout(self.gifts)
            if "survey.first_day" in keys:
                self.towns = lines_of(())
                card.body.addLayout(self.towns)
            return card
        card = Card(group.title)
        ways = WaysField()
        ways.changed.connect(self._show)
        self.fields[WAYS] = ways
        card.body.addWidget(ways)
        return card
