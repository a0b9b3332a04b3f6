"""The van: its days, hours and load, and what a stop costs in each zone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.agenda import Zone
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm
from reuse_pos.ui.widgets import Card, EmptyState, Flow, Key, Panel, Text, row

LIST_WIDTH = 340


class VanPage(SettingsForm):
    """``VanPage(shop, person, screen)``: days, hours, load, and how long addresses are kept."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        groups = (
            Group(_("Rounds"), [Ask("agenda.open_days"), Ask("agenda.slots"),
                                Ask("agenda.capacity_kg")]),
            Group(_("Quotes for clearances"), [Ask(f"quote.{name}") for name in (
                "hour_cents", "m3_cents", "floor_cents", "waste_cents", "days")]),
            Group(_("Addresses"), [Ask("agenda.purge_days")],
                  _("Names, phones and addresses are erased by themselves after that.")),
        )  # fmt: skip
        super().__init__(shop, person, screen, groups, parent)


class ZonesPage(Panel):
    """``ZonesPage(shop, person, screen)``: the zones left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.zones: list[Zone] = []
        self._code = ""
        self.rows: list[Key] = []
        self.towns: dict[str, Key] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.new = Key(_("New zone"), "plus").sized(60).named("zone_new")
        self.new.clicked.connect(lambda: self.edit(None))
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._list)
        left.addWidget(self.new)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LIST_WIDTH)
        self.card = self._editor()
        self.empty = EmptyState(
            "map-pin", _("No zone yet"), _("Without a zone, a stop is free of charge.")
        )
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(side)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.empty, 1)

    def entered(self) -> None:
        """Read the zones again."""
        self.zones = self.shop.agenda.zones()
        self._fill()
        if self.zones:
            self.edit(next((one for one in self.zones if one.code == self._code), self.zones[0]))
        else:
            self.card.hide()
            self.empty.show()

    def on_next(self) -> None:
        """F12 saves the zone."""
        if self.card.isVisible():
            self.save()

    def edit(self, zone: Zone | None) -> None:
        """Show a zone, or an empty one."""
        self._code = zone.code if zone else ""
        self.name.setText(zone.label if zone else "")
        for field, cents in (
            (self.delivery, zone.fee_cents if zone else 0),
            (self.pickup, zone.pickup_cents if zone else 0),
            (self.floor, zone.floor_cents if zone else 0),
        ):
            field.setText(plain_cents(cents))
        inside = zone.communes if zone else ()
        for code, key in self.towns.items():
            key.setChecked(code in inside)
        for number, key in enumerate(self.rows):
            key.setChecked(self.zones[number].code == self._code)
        self.empty.hide()
        self.card.show()
        self.name.setFocus()

    def save(self) -> None:
        """Keep the zone as it stands."""
        try:
            fees = [parse_cents(one.text()) for one in (self.delivery, self.floor, self.pickup)]
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        code = self._code or f"Z{len(self.zones) + 1}"
        communes = tuple(town for town, key in self.towns.items() if key.isChecked())
        zone = Zone(code, self.name.text().strip(), communes, *fees)
        rank = next((n for n, one in enumerate(self.zones) if one.code == code), len(self.zones))
        agenda, actor = self.shop.agenda, self.person.actor

        def done(_result: object) -> None:
            self._code = code
            self.entered()
            self.host.say.emit(_("Zone saved"), None)

        self.host.run_verb(lambda: agenda.put_zone(actor, zone, rank), done, self.keep)

    def _editor(self) -> Card:
        card = Card()
        self.name = _field(_("Name of the zone"), "zone_name")
        self.delivery, self.pickup, self.floor = (
            _field("0,00", name) for name in ("zone_delivery", "zone_pickup", "zone_floor")
        )
        card.body.addWidget(Text(_("Name of the zone"), "strong"))
        card.body.addWidget(self.name)
        fees = QHBoxLayout()
        fees.setSpacing(16)
        for words, field in (
            (_("Delivery (€)"), self.delivery), (_("Pick-up (€)"), self.pickup),
            (_("Each floor without a lift (€)"), self.floor),
        ):  # fmt: skip
            column = QVBoxLayout()
            column.addWidget(Text(words, "strong").wrapped())
            column.addStretch(1)
            column.addWidget(field)
            fees.addLayout(column, 1)
        card.body.addLayout(fees)
        card.body.addWidget(Text(_("Communes of the zone"), "strong"))
        towns = QWidget()
        towns.setProperty("kind", "clear")
        flow = Flow(towns, 10)
        for code, name in self.shop.agenda.communes().items():
            key = Key(name).sized(48).choosable().named(f"zone_town_{code}")
            self.towns[code] = key
            flow.addWidget(key)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(towns)
        card.body.addWidget(area, 1)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68)
        self.keep.named("zone_save")
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keep.clicked.connect(self.save)
        card.body.addLayout(row(self.keep))
        return card

    def _fill(self) -> None:
        for key in self.rows:
            self._list.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.rows = []
        for zone in self.zones:
            towns = ngettext("{n} commune", "{n} communes", len(zone.communes))
            key = Key(zone.label, "map-pin").with_icon("map-pin", "duotone", "blue").sized(72)
            key.with_sub(f"{format_cents(zone.fee_cents)} · {towns}").choosable()
            key.named(f"zone_{zone.code}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, zone=zone: self.edit(zone))
            self.rows.append(key)
            self._list.addWidget(key)


def _field(words: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setObjectName(name)
    edit.setMinimumHeight(48)
    return edit
