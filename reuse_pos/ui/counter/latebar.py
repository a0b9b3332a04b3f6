"""The sales of a power cut typed in: which paper slip, when it was sold; a banner meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from reuse_pos.domain.wording import _
from reuse_pos.services.counter import LateSale
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Card, Key, Keypad, Pictogram, Text, column, row

SLIP_LENGTH = 12


class LatePanel(SidePanel):
    """``LatePanel(now)``: signal ``begun(LateSale)``: the next sale is that paper slip's.

    ``slip`` and ``hour`` are its fields; figures typed "1042" mean 10:42.
    """

    begun = Signal(object)

    def __init__(self, now: datetime) -> None:
        super().__init__(
            _("Sale made on paper"), _("One numbered slip, one sale"), "clock", "jouets"
        )
        self._now = now
        self.slip, self.hour = self._field(_("Number of the slip")), self._field(_("Hour"))
        self.hour.setPlaceholderText("10:42")
        self._aim = self.slip
        names = (_("Today"), _("Yesterday"))
        self.days = Choices([(str(back), words, "") for back, words in enumerate(names)], gap=6)
        self.days.sized(48)
        self.days.choose("0")
        self.days.chosen.connect(lambda _code: self._show())
        self.pad = Keypad()
        self.pad.typed.connect(lambda figure: self._aim.insert(figure.replace(",", "")))
        self.pad.erased.connect(lambda: self._aim.backspace())
        begin = Key(_("Type this sale in"), "check", "next", hint="F12").typed(22, 28).sized(76)
        begin.named("late_begin")
        begin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        begin.clicked.connect(self._begin)
        self.next_key = begin
        self._build(begin)
        self._show()

    @property
    def made_at(self) -> datetime | None:
        """When it was sold; None while the hour is not one, or is still to come."""
        digits = "".join(mark for mark in self.hour.text() if mark.isdigit())
        if not 3 <= len(digits) <= 4:
            return None
        hours, minutes = int(digits[:-2]), int(digits[-2:])
        if hours > 23 or minutes > 59:
            return None
        day = self._now - timedelta(days=int(self.days.value))
        made = day.replace(hour=hours, minute=minutes, second=0, microsecond=0)
        return made if made <= self._now else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, then to the yellow key."""
        if event.type() == QEvent.Type.FocusIn:
            self._aim = self.slip if watched is self.slip else self.hour
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.slip:
                self.hour.setFocus()
                self._aim = self.hour
            else:
                self.press_next()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return False

    def setFocus(self, *reason: object) -> None:
        """The slip's number is typed first."""
        self.slip.setFocus()

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("late_slip" if not hasattr(self, "slip") else "late_hour")
        field.setMaxLength(SLIP_LENGTH)
        field.setAccessibleName(words)
        field.installEventFilter(self)
        field.textChanged.connect(lambda _text: self._show())
        return field

    def _build(self, begin: Key) -> None:
        asked = column(spacing=6)
        for field in (self.slip, self.hour):
            asked.addWidget(Text(field.accessibleName(), "block"))
            asked.addWidget(field)
            asked.addSpacing(4)
        asked.addWidget(self.days)
        asked.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(asked, 1)
        if self.pad is not None:
            both.addWidget(self.pad, 1)
        self.body.addSpacing(12)
        self.body.addLayout(both, 1)
        self.body.addSpacing(10)
        self.body.addWidget(begin)

    def _begin(self) -> None:
        made = self.made_at
        if made is not None:
            self.begun.emit(LateSale(self.slip.text().strip(), made.isoformat(timespec="seconds")))

    def _show(self) -> None:
        if self.next_key is None:
            return
        ready = bool(self.slip.text().strip()) and self.made_at is not None
        self.allow_next(ready, "F12")
        typed = len(self.hour.text()) >= 4
        self.next_key.with_sub(
            _("this hour is not one of the past") if typed and self.made_at is None else ""
        )


class LateBar(Card):
    """``LateBar()``: the orange banner of a catch-up sale; ``tell(late)``; signal ``stopped()``."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__(kind="warn")
        self.body.setContentsMargins(16, 4, 8, 4)
        self._words = Text("", "strong", "orange").wrapped().named("late_words")
        stop = Key(_("Stop"), "x").sized(48).named("late_stop")
        stop.clicked.connect(self.stopped)
        line = row(Pictogram("clock", "orange", 24, "bold"), self._words, stop)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.hide()

    def tell(self, late: LateSale | None) -> None:
        """Show which slip is typed in; None hides the banner."""
        self.setVisible(late is not None)
        if late is not None:
            day, hour = late.made_at[8:10] + "/" + late.made_at[5:7], late.made_at[11:16]
            self._words.setText(
                _("Catch-up: slip {slip}, sold on {day} at {hour}", slip=late.slip, day=day,
                  hour=hour)
            )  # fmt: skip
