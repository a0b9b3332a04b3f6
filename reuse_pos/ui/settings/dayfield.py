"""A day to choose: typed as people write it, or touched where a usual one fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.clock import Clock, business_day
from reuse_pos.domain.vouchers import expiry
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui.settings.fields import day_shown, day_typed
from reuse_pos.ui.settings.listpage import field
from reuse_pos.ui.widgets import Key, Text, row


class DayField(QWidget):
    """``DayField(title, name, clock, months=(), ends=True)``: ``put(iso)``, ``value()`` (ISO, ""
    for none; refuses what is no day). ``months`` are keys for that many months from today, ``ends``
    offers "no end"."""

    def __init__(
        self, title: str, name: str, clock: Clock, months: Sequence[int] = (6, 12),
        ends: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._clock = clock
        self.edit = field(title, name, 10)
        self.edit.setPlaceholderText(_("dd/mm/yyyy"))
        self.edit.setMaximumWidth(200)
        self.keys: list[Key] = []
        line = row(self.edit)
        for n in months:
            key = Key(ngettext("{n} month", "{n} months", n)).sized(48).named(f"{name}_{n}")
            key.clicked.connect(lambda _on=False, n=n: self.put_months(n))
            self.keys.append(key)
            line.addWidget(key)
        if ends:
            none = Key(_("No end")).sized(48).named(f"{name}_none")
            none.clicked.connect(lambda: self.put(""))
            line.addWidget(none)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Text(title, "strong"))
        layout.addLayout(line)

    def put(self, iso: str) -> None:
        """Show a day ("2026-12-31"), or none."""
        self.edit.setText(day_shown(iso))

    def value(self) -> str:
        """The day typed as ISO; "" for none. Refuses what is no day."""
        return day_typed(self.edit.text())

    def put_months(self, months: int) -> None:
        """Show the day that many months from today."""
        self.put(expiry(business_day(self._clock.now()), months))
