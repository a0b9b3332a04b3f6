"""A booklet shown to a supervisor: its owner touches their picture and types their own code; that
is their yes, for this once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import Flow, Key, Keypad, Panel, PinBoxes, Text, row


class ShownPage(Panel):
    """``ShownPage(shop)``: ``ask()``; signals ``typed(object person, str code)``, ``back()``."""

    typed = Signal(object, str)
    back = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__("canvas")
        self._shop = shop
        self.chosen: Person | None = None
        self.people: dict[str, Key] = {}
        self.title = Text(_("Whose booklet? They type their own code."), "title").wrapped()
        holder = QWidget()
        self._flow = Flow(holder, 12)
        self.pin, self.pad = PinBoxes(), Keypad(secret=True)
        self.pad.typed.connect(self.pin.push)
        self.pad.erased.connect(self.pin.pop)
        self.pin.complete.connect(self._complete)
        self.leave = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 240)
        self.leave.named("shown_back").clicked.connect(self.back)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(holder)
        left.addStretch(1)
        left.addLayout(row(self.leave, None))
        right.setSpacing(16)
        right.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self.pad, 1)
        both = row(spacing=24)
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addLayout(both, 1)

    def ask(self) -> None:
        """Begin: nobody chosen, no figure typed."""
        for key in self.people.values():
            self._flow.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.people = {}
        for one in self._shop.people.tiles():
            if not one.uses_password:
                self._offer(one)
        self._choose(None)

    def _offer(self, one: Person) -> None:
        icon, hue = face(one)
        key = Key(one.name).with_icon(icon, "fill", hue).typed(20, 32).sized(84, 190)
        key.named(f"shown_{one.op}").clicked.connect(lambda: self._choose(one))
        self.people[one.op] = key
        self._flow.addWidget(key)

    def _choose(self, person: Person | None) -> None:
        self.chosen = person
        for op, key in self.people.items():
            key.choosable(person is not None and op == person.op)
        self.pin.clear()
        self.pin.setEnabled(person is not None)
        self.pad.setEnabled(person is not None)
        self.pin.setFocus()

    def _complete(self, code: str) -> None:
        self.pin.clear()
        if self.chosen is not None:
            self.typed.emit(self.chosen, code)
