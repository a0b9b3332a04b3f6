"""The blue rail at the left: the places of the shop where this person may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import icons, theme, tokens
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.card import Panel
from reuse_pos.ui.widgets.painting import CENTRE


@dataclass(frozen=True)
class RailEntry:
    """A place: its code, its English words (msgid) and its pictogram."""

    code: str
    msgid: str
    icon: str


HOME = RailEntry("manager", N_("Home"), "house-line")
HOME_PAGE = RailEntry("home", N_("Home"), "house")
TILL = RailEntry("counter", N_("Till"), "cash-register")
HOLDS = RailEntry("holds", N_("Holds"), "calendar-check")
STOCK = RailEntry("stock", N_("Stock"), "magnifying-glass")
INTAKE = RailEntry("intake", N_("Intake"), "hand-arrow-down")
AGENDA = RailEntry("agenda", N_("Agenda"), "calendar-dots")
WORKSHOP = RailEntry("workshop", N_("Workshop"), "hammer")
REPORTS = RailEntry("reports", N_("Reports"), "chart-bar")
TEAM = RailEntry("team", N_("Team"), "users")
SETTINGS = RailEntry("settings", N_("Settings"), "gear")
HELP = RailEntry("help", N_("Help"), "question")
SWITCH = RailEntry("switch", N_("Change person"), "user-switch")

CASHIER_RAIL = (TILL, HOLDS, STOCK, INTAKE)
INTAKE_RAIL = (INTAKE, AGENDA, HOLDS, STOCK)
MANAGER_RAIL = (HOME, TILL, INTAKE, AGENDA, WORKSHOP, STOCK, REPORTS, TEAM)
FOOT = (HELP, SWITCH)
MANAGER_FOOT = (SETTINGS, SWITCH)
MANY = 6


class RailButton(QAbstractButton):
    """One place of the rail: pictogram above its word, white when one is there."""

    def __init__(self, entry: RailEntry, many: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry, self._many = entry, many
        self.compact = False
        self.setText(_(entry.msgid))
        self.setAccessibleName(self.text())
        self.setObjectName(f"rail_{entry.code}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Wide as the rail; higher when the word takes two lines."""
        look = theme.current()
        two = "\n" in self._words()
        high = (62 if self._many else 68) + (14 if self._many and two else 12 if two else 0)
        extra = (look.px(14) - 14) * (2 if two else 1)
        return QSize((tokens.RAIL_COMPACT if self.compact else tokens.RAIL) - 4, high + extra)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The white ground of the present place, the pictogram and the word."""
        look, painter = theme.current(), QPainter(self)
        here, box = self.isChecked(), QRectF(self.rect())
        ink = look.hex("rail_on_ink" if here else "rail_ink")
        if here:
            painting.rounded(painter, box, 10, look.colour("rail_on"))
        if self.hasFocus():
            clear = look.colour("#000000")
            clear.setAlpha(0)
            ring = look.colour("blue" if here else "rail_ink")
            painting.rounded(painter, box, 10, clear, ring, 3)
        words = self._words()
        font = self._font(words)
        gap = 2 if self._many or "\n" in words else 4
        high = painting.line_height(font, 1.15) * (words.count("\n") + 1)
        top = (box.height() - 28 - gap - high) / 2 + (1 if self.isDown() else 0)
        spot = QRectF(box.center().x() - 14, top, 28, 28)
        weight = "fill" if here and icons.exists(self.entry.icon, "fill") else "regular"
        painting.picture(painter, spot, self.entry.icon, ink, weight)
        row = QRectF(0, top + 28 + gap, box.width(), high)
        painting.lines(painter, row, words, font, look.colour(ink), CENTRE)
        painter.end()

    def _room(self) -> int:
        return (tokens.RAIL_COMPACT if self.compact else tokens.RAIL) - 6

    def _words(self) -> str:
        return painting.wrap(self.text(), theme.current().font(14, 500), self._room())

    def _font(self, words: str) -> QFont:
        font = theme.current().font(14, 700 if self.isChecked() else 500)
        return painting.fitted(font, words, self._room())


class Rail(Panel):
    """``Rail(parent=None)``, 96 px (92 compact). Signal ``chosen(str code)``.

    ``set_entries(entries, foot=FOOT)`` takes ``RailEntry(code, msgid, icon)``: ``CASHIER_RAIL``,
    ``INTAKE_RAIL``, ``MANAGER_RAIL`` with ``MANAGER_FOOT``, or your own. ``set_active(code)``,
    ``active()``, ``set_compact(bool)``.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self._buttons: list[RailButton] = []
        self._active = ""
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 12, 2, 12)
        self._column.setSpacing(4)
        self.setFixedWidth(tokens.RAIL)

    def set_entries(self, entries: Sequence[RailEntry], foot: Sequence[RailEntry] = FOOT) -> None:
        """Show the places this person may go to."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        many = len(entries) > MANY
        self._column.setContentsMargins(2, 10 if many else 12, 2, 10 if many else 12)
        self._column.setSpacing(2 if many else 4)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column.addWidget(Pictogram("logo", "ink", 52, "regular"), 0, middle)
        self._column.addSpacing(4 if many else 10)
        self._buttons = [self._button(entry, many) for entry in entries]
        for button in self._buttons:
            self._column.addWidget(button)
        self._column.addStretch(1)
        for entry in foot:
            button = self._button(entry, many)
            self._buttons.append(button)
            self._column.addWidget(button)
        self.set_active(self._active)

    def set_active(self, code: str) -> None:
        """Show where one is."""
        self._active = code
        for button in self._buttons:
            button.setChecked(button.entry.code == code)

    def active(self) -> str:
        """Where one is."""
        return self._active

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        self._compact = compact
        self.setFixedWidth(tokens.RAIL_COMPACT if compact else tokens.RAIL)
        for button in self._buttons:
            button.compact = compact
            button.updateGeometry()

    def _button(self, entry: RailEntry, many: bool) -> RailButton:
        button = RailButton(entry, many, self)
        button.compact = self._compact
        button.clicked.connect(lambda: self._pressed(entry.code))
        return button

    def _pressed(self, code: str) -> None:
        # A touch alone does not move: the shell says where one is with set_active.
        self.set_active(self._active)
        self.chosen.emit(code)
