"""A new appointment: what, when, where, how high, which goods, the fee; name and phone last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.agenda import Booking
from reuse_pos.ui.widgets import Card, Key, Panel, Stepper, Text, column, row

FEE_STEP = 500
HOURS_SHOWN, TOWNS_SHOWN = 8, 5
Fee = Callable[[str, str, int, bool], int]


class BookingPage(Panel):
    """``BookingPage(fee)``: `fee(kind, commune, floor, lift)` gives the grid's proposal in cents.

    ``begin(hours, towns, chosen=None, known=None)``; signals ``booked(object Booking)``,
    ``closed()``, ``minutes_changed(int)``, ``town_asked()`` for a town further away, which comes
    back by ``use_town(insee, name)``.
    """

    booked = Signal(object)
    closed = Signal()
    minutes_changed = Signal(int)
    town_asked = Signal()

    def __init__(self, fee: Fee) -> None:
        super().__init__("canvas")
        self._propose = fee
        self._kind, self._minutes, self._town = rules.PICKUP, 60, ""
        self._when: tuple[date, str] | None = None
        self._lift, self._reason = False, ""
        self._fee: int | None = None
        self._hold: Id | None = None
        self._free: list[tuple[date, str]] = []
        self._far = ("", "")
        self._near: list[tuple[str, str]] = []
        self.kinds: dict[str, Key] = {}
        self.hours: list[Key] = []
        self.towns: list[Key] = []
        self.reasons: dict[str, Key] = {}
        left = column(self._what(), self._when_card(), self._where(), spacing=12)
        right = column(self._goods_card(), self._fee_card(), self._who_card(), spacing=12)
        self._back = Key(_("Agenda"), "arrow-u-up-left", hint=_("Esc"), place="above")
        self._back.sized(72, 112).named("booking_back").clicked.connect(self.closed)
        self.note = Key(_("Note the appointment"), "check", "next", "F12").typed(22).sized(72)
        self.note.named("booking_note").clicked.connect(self.press_note)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right.addStretch(1)
        right.addLayout(row(self._back, self.note))
        left.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(16)
        whole.addLayout(left, 11)
        whole.addLayout(right, 9)

    def begin(
        self,
        hours: Sequence[tuple[date, str]],
        towns: Sequence[tuple[str, str]],
        chosen: tuple[date, str] | None = None,
        known: Booking | None = None,
    ) -> None:
        """A new appointment; `chosen` is the free place that was touched, `known` what is known of
        it already (the delivery of a hold)."""
        self._lift, self._fee, self._reason, self._town = False, None, "", ""
        self.floor.set_value(0)
        for field in (self.goods, self.kg, self.name, self.phone, self.address):
            field.clear()
        self._hold = known.hold if known else None
        if known is not None:
            self.goods.setText(known.goods)
            self.kg.setText(str(known.kg or ""))
            self.name.setText(known.name)
            self.phone.setText(known.phone)
        self._choose_kind(known.kind if known else rules.PICKUP)
        self._minutes = 60
        self.offer(hours, chosen)
        self._offer_towns(towns)
        self._show()

    def offer(
        self, hours: Sequence[tuple[date, str]], chosen: tuple[date, str] | None = None
    ) -> None:
        """The free hours, the one chosen first."""
        shown = list(dict.fromkeys(([chosen] if chosen else []) + list(hours)))[:HOURS_SHOWN]
        self._free = shown
        for number, key in enumerate(self.hours):
            key.setVisible(number < len(shown))
            if number < len(shown):
                day, slot = shown[number]
                key.setText(rules.short_day(day))
                key.with_sub(rules.hour_words(slot))
        self._when = chosen if chosen in shown else (shown[0] if shown else None)
        self._show()

    def press_note(self) -> None:
        """F12: note it, if all is there."""
        if not self.note.isEnabled() or self._when is None:
            return
        day, slot = self._when
        self.booked.emit(
            Booking(
                self._kind, day.isoformat(), slot, self._minutes, self._town,
                self.floor.value(), self._lift, self.goods.text(), int(self.kg.text() or 0),
                self._fee, self._reason, self._hold, self.name.text(), self.phone.text(),
                self.address.text(),
            )
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the week."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _what(self) -> QWidget:
        card = Card(_("What for?"))
        keys = QHBoxLayout()
        keys.setSpacing(10)
        for kind, (words, icon, _family) in rules.KINDS.items():
            key = Key(_(words), icon, place="above").with_icon(icon, "duotone", "blue")
            key.typed(18, 34).sized(84).choosable().named(f"kind_{kind}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, kind=kind: self._choose_kind(kind))
            self.kinds[kind] = key
            keys.addWidget(key)
        card.body.addLayout(keys)
        return card

    def _when_card(self) -> QWidget:
        card = Card(_("When?"))
        lengths = QHBoxLayout()
        lengths.setSpacing(10)
        self.lengths: dict[int, Key] = {}
        for minutes in rules.DURATIONS:
            key = Key(_("{n} h", n=minutes // 60)).sized(48).choosable()
            key.named(f"length_{minutes}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, minutes=minutes: self._choose_length(minutes))
            self.lengths[minutes] = key
            lengths.addWidget(key)
        grid = QGridLayout()
        grid.setSpacing(10)
        for number in range(HOURS_SHOWN):
            key = Key("").sized(60).choosable().named(f"hour_{number}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, number=number: self._choose_hour(number))
            self.hours.append(key)
            grid.addWidget(key, number // 4, number % 4)
        card.body.addLayout(lengths)
        card.body.addLayout(grid)
        return card

    def _where(self) -> QWidget:
        card = Card(_("Where?"))
        towns = QGridLayout()
        towns.setSpacing(10)
        for number in range(TOWNS_SHOWN):
            key = Key("").sized(52).choosable().named(f"town_{number}")
            key.clicked.connect(lambda _on=False, number=number: self._choose_town(number))
            self.towns.append(key)
        self.elsewhere = Key("", "magnifying-glass").sized(52).choosable().named("town_other")
        self.elsewhere.clicked.connect(self._ask_town)
        for place, key in enumerate((*self.towns, self.elsewhere)):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            towns.addWidget(key, place // 3, place % 3)
        self.floor = Stepper(0, 0, rules.MOST_FLOOR)
        self.floor.changed.connect(lambda _n: self._reckon())
        self.lift = Key(_("With a lift"), "elevator").sized(52).choosable().named("lift")
        self.lift.clicked.connect(self._toggle_lift)
        card.body.addLayout(towns)
        card.body.addLayout(row(Text(_("Floor"), "strong"), self.floor, None, self.lift))
        return card

    def _goods_card(self) -> QWidget:
        card = Card(_("Which goods?"))
        self.goods = _field(_("Sofa, 2 chairs…"), "goods")
        self.kg = _field(_("kg"), "kg")
        self.kg.setValidator(QIntValidator(0, 9999, self))
        self.kg.setFixedWidth(110)
        card.body.addLayout(row(self.goods, self.kg))
        return card

    def _fee_card(self) -> QWidget:
        card = Card()
        self._cents = Text("", "h1").named("booking_fee")
        less, more = (Key("", icon).sized(52, 56) for icon in ("minus", "plus"))
        less.spoken(_("Lower fee")).named("fee_less").clicked.connect(lambda: self._change_fee(-1))
        more.spoken(_("Higher fee")).named("fee_more").clicked.connect(lambda: self._change_fee(1))
        card.body.addLayout(row(Text(_("Fee"), "card"), None, less, self._cents, more))
        why = QHBoxLayout()
        why.setSpacing(8)
        for code, words in rules.FEE_REASONS.items():
            key = Key(_(words)).typed(14).sized(48).choosable().named(f"fee_{code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self._choose_reason(code))
            self.reasons[code] = key
            why.addWidget(key)
        self._why = QWidget()
        self._why.setLayout(why)
        why.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self._why)
        return card

    def _who_card(self) -> QWidget:
        card = Card(_("Who for?"))
        self.name = _field(_("Name"), "who_name")
        self.phone = _field(_("Phone"), "who_phone")
        self.address = _field(_("Address"), "who_address")
        card.body.addLayout(row(self.name, self.phone))
        card.body.addWidget(self.address)
        self._kept = Text(_("Erased 30 days after the stop."), "note")
        card.body.addWidget(self._kept)
        return card

    def _offer_towns(self, towns: Sequence[tuple[str, str]]) -> None:
        self._near, self._far = list(towns)[:TOWNS_SHOWN], ("", "")
        for number, key in enumerate(self.towns):
            key.setVisible(number < len(self._near))
            if number < len(self._near):
                key.setText(self._near[number][1])

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._reckon()

    def _choose_length(self, minutes: int) -> None:
        self._minutes = minutes
        self.minutes_changed.emit(minutes)
        self._show()

    def _choose_hour(self, number: int) -> None:
        self._when = self._free[number]
        self._show()

    def _choose_town(self, number: int) -> None:
        self._town = self._near[number][0]
        self._reckon()

    def _ask_town(self) -> None:
        self.elsewhere.setChecked(bool(self._far[0]) and self._town == self._far[0])
        self.town_asked.emit()

    def use_town(self, insee: str, name: str) -> None:
        """A town chosen among all those of France."""
        near = [code for code, _name in self._near]
        self._far = self._far if insee in near else (insee, name)
        self._town = insee
        self._reckon()

    def _toggle_lift(self) -> None:
        self._lift = self.lift.isChecked()
        self._reckon()

    def _reckon(self) -> None:
        self._fee, self._reason = None, ""
        self._show()

    def _change_fee(self, by: int) -> None:
        now = self._proposed() if self._fee is None else self._fee
        self._fee = max(0, now + by * FEE_STEP)
        if self._fee == self._proposed():
            self._fee, self._reason = None, ""
        elif not self._reason:
            quote = self._kind == rules.CLEARANCE
            self._reason = "QUOTE" if quote else ""
        self._show()

    def _choose_reason(self, code: str) -> None:
        self._reason = code
        self._show()

    def _proposed(self) -> int:
        return self._propose(self._kind, self._town, self.floor.value(), self._lift)

    def _show(self) -> None:
        for kind, key in self.kinds.items():
            key.setChecked(kind == self._kind)
        for minutes, key in self.lengths.items():
            key.setChecked(minutes == self._minutes)
        for number, key in enumerate(self.hours):
            shown = number < len(self._free)
            key.setChecked(shown and self._free[number] == self._when)
        for number, key in enumerate(self.towns):
            shown = number < len(self._near)
            key.setChecked(shown and self._near[number][0] == self._town)
        code, name = self._far
        self.elsewhere.setText(name or _("Other town"))
        self.elsewhere.setChecked(bool(code) and code == self._town)
        self.lift.setChecked(self._lift)
        cents = self._proposed() if self._fee is None else self._fee
        self._cents.setText(format_cents(cents) if cents else _("free of charge"))
        self._why.setVisible(self._fee is not None)
        for code, key in self.reasons.items():
            key.setChecked(code == self._reason)
        missing = self._missing()
        self.note.setEnabled(not missing)
        self.note.with_sub(missing)

    def _missing(self) -> str:
        if self._when is None:
            return _("no free place")
        if not self._town:
            return _("touch the town")
        if self._fee is not None and not self._reason:
            return _("say why another fee")
        return ""


def _field(words: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setObjectName(name)
    edit.setMinimumHeight(48)
    return edit
