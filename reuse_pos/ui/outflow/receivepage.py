"""What arrives from another store: its slip's lines to scan or touch, and what differs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.outflow import reception_of
from reuse_pos.ui.outflow.loads import LoadPicker
from reuse_pos.ui.outflow.parts import clear, scrolling, wide
from reuse_pos.ui.outflow.strip import LoadStrip
from reuse_pos.ui.widgets import Card, Key, Panel, Text

LOOKS = {
    rules.EXPECTED: ("clock", "ink2"),
    rules.RECEIVED: ("check-circle", "green"),
    rules.UNEXPECTED: ("plus", "orange"),
    rules.MISSING: ("x-circle", "red"),
}


class ReceivePage(Panel):
    """``ReceivePage(categories)``: signals ``touched(int line)``, ``cancel()``, ``receive()``;
    parts ``strip`` and ``picker`` for what the slip does not name; ``pending`` the code of an
    unexpected label."""

    touched = Signal(int)
    cancel = Signal()
    receive = Signal()

    def __init__(self, picker: LoadPicker, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.strip, self.picker = LoadStrip(), picker
        self.slip: Slip | None = None
        self.pending = ""
        self.lines: dict[int, Key] = {}
        self.hint = Text("", "body").wrapped()
        self.heading, self.sums = Text("", "block").wrapped(), Text("", "body").wrapped()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        holder = Panel("canvas")
        holder.setLayout(self._list)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.hint)
        left.addWidget(scrolling(holder), 1)
        left.addWidget(
            Text(_("Besides the slip: weigh it and touch what it is"), "strong").wrapped()
        )
        left.addWidget(self.strip)
        left.addWidget(self.picker, 1)
        card = Card()
        self.away = Key(_("Give up"), "x").sized(52).named("receive_cancel")
        self.away.clicked.connect(self.cancel)
        self.ok = Key(_("All is here"), "check", "next", "F12").typed(20, 26).sized(72)
        self.ok.named("receive_ok").clicked.connect(self.receive)
        self.back_home = Key(_("All the slips"), "arrow-left", hint="F2").sized(48)
        self.back_home.named("receive_home").hide()
        card.body.addWidget(wide(self.back_home))
        card.body.addWidget(self.heading)
        card.body.addWidget(self.sums)
        card.body.addStretch(1)
        card.body.addWidget(wide(self.away))
        card.body.addWidget(wide(self.ok))
        card.setFixedWidth(290)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(card)

    def show_slip(self, slip: Slip) -> None:
        """Show what is announced and what came."""
        self.slip = slip
        self.heading.setText(_("Store {number}, slip {slip}", number=slip.store or 0,
                               slip=slip.ticket_no))  # fmt: skip
        found = reception_of(slip)
        announced = ngettext("{n} line announced", "{n} lines announced", found.expected)
        came = ngettext("{n} came", "{n} came", found.received)
        self.sums.setText(
            _("{announced}, {weight}. {came}, {here}.", announced=announced, came=came,
              weight=format_grams(found.expected_g), here=format_grams(found.received_g))
        )  # fmt: skip
        self.ok.setText(_("Receive what came") if found.missing else _("All is here"))
        self.ok.setEnabled(found.received > 0)
        clear(self._list)
        self.lines = {}
        for line in slip.present:
            icon, tint = LOOKS[line.answer]
            key = Key(line.label).with_icon(icon, "bold", tint).sized(56)
            key.with_sub(format_grams(line.grams)).named(f"line_{line.n}")
            key.setEnabled(line.answer == rules.EXPECTED)
            key.clicked.connect(lambda _on=False, n=line.n: self.touched.emit(n))
            self.lines[line.n] = key
            self._list.addWidget(wide(key))
        self._list.addStretch(1)
        self.ask("")

    def ask(self, code: str) -> None:
        """Wait for a scan, or say that the label scanned is on no line."""
        self.pending = code
        if code:
            words = _("{code} is not on the slip: weigh it and touch what it is.", code=code)
        else:
            words = _("Scan the labels. A load without a label is received by a touch.")
        self.hint.setText(words)
