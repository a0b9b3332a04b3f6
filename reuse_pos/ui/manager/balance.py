"""The card of the month's balance: the table, its notes, and whether everything adds up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.indicators import Balance
from reuse_pos.domain.month import MonthReport
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.manager.cells import light_bar
from reuse_pos.ui.manager.fitting import FittingText
from reuse_pos.ui.manager.table import BalanceTable
from reuse_pos.ui.manager.words import table_note, unbalanced
from reuse_pos.ui.widgets import Card, EmptyState, Key, Pictogram, Text, painting


class Swatch(QWidget):
    """A colour of the bars and its word."""

    def __init__(self, tone: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._word = tone, word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The square and the word."""
        look = theme.current()
        return QSize(round(painting.width(self._word, look.font(15))) + 26, look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square, then the word."""
        look, painter = theme.current(), QPainter(self)
        middle = self.height() / 2
        tone = light_bar() if self._tone == "light" else look.hex(self._tone)
        edge = look.colour("edge") if self._tone == "sunken" else None
        painting.rounded(painter, QRectF(0, middle - 8, 16, 16), 4, look.colour(tone), edge)
        box = QRectF(23, 0, self.width() - 23, self.height())
        painting.line(painter, box, self._word, look.font(15), look.colour("ink"))
        painter.end()


class BalanceCard(Card):
    """``BalanceCard(parent=None)``; signal ``opened(str figure, str family)``: show what is behind.

    ``show_report(report)``, ``set_compact(bool)``.
    """

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self._family = ""
        self.table = BalanceTable()
        self.table.opened.connect(self.opened)
        self._note = Text("", "sub").wrapped().named("table_note")
        self._mark = Pictogram("check", "green", 20)
        self.verdict = FittingText("strong")
        self.verdict.setObjectName("verdict")
        self.look = Key(_("See the weighings"), "list-magnifying-glass").named("see_difference")
        self.look.typed(15).clicked.connect(lambda: self.opened.emit("stock_change", self._family))
        self._legend = (
            Swatch("bar", _("Reused")), Swatch("light", _("Recycled")),
            Swatch("sunken", _("Energy, disposed of")),
        )  # fmt: skip
        self._none = EmptyState(
            "scales", _("No weighing"), _("Nothing came in and nothing left in this month.")
        )
        self._build()

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for one in self._legend:
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self._mark)
        foot.addSpacing(-10)
        foot.addWidget(self.verdict)
        foot.addWidget(self.look)
        full = QWidget()
        lines = QVBoxLayout(full)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.table, 100)
        lines.addWidget(self._note)
        lines.addStretch(1)
        lines.addLayout(foot)
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self._none)
        middle.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(empty)
        self.body.setContentsMargins(16, 6, 16, 8)
        self.body.addWidget(self._pages)

    def show_report(self, report: MonthReport) -> None:
        """Show a month."""
        self._pages.setCurrentIndex(int(report.figures.is_empty))
        self.table.show_report(report)
        self._note.setText(table_note(report))
        self._judge(report.figures.balance)

    def set_compact(self, compact: bool) -> None:
        """Narrow windows have no bars, hence no legend."""
        self.table.set_compact(compact)
        side = 12 if compact else 16
        self.body.setContentsMargins(side, 6, side, 8)
        for one in self._legend:
            one.setVisible(not compact)

    def _judge(self, balance: Balance | None) -> None:
        """Green when all adds up, orange with the family's name when not, grey while it is
        counted."""
        self.look.setVisible(balance is not None and not balance.holds)
        if balance is None:
            self._say("clock", "ink2", _("Checking the balance…"), _("Checking…"))
        elif balance.holds:
            full = _("Balanced: entries = exits + stock change")
            self._say("check", "green", full, _("Balanced"))
        else:
            worst = sorted(balance.differences, key=lambda d: -abs(d.computed_g - d.counted_g))
            self._family = worst[0].family if worst else ""
            full = unbalanced(balance.differences)
            self._say("warning", "orange", full, full.partition(",")[0])

    def _say(self, icon: str, tone: str, full: str, short: str) -> None:
        self._mark.show_icon(icon, tone)
        self.verdict.say(full, short)
        self.verdict.set_tone(tone)
