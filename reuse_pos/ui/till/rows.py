"""A line of a list at the till that can be touched: a cheque to tick, a closing to look at."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Key, Text, painting

HIGH = 60


class ListRow(Key):
    """``ListRow(words, sub, amount, icon="", tone="")``: two lines at the left, a sum at the
    right; with ``ticked`` (after ``choosable``) a tick stands before them."""

    def __init__(
        self, words: str, sub: str, amount: str, icon: str = "", tone: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, parent=parent)
        self._words, self._below, self._amount = words, sub, amount
        self._picture, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sized(max(HIGH, theme.current().px(52)))
        self.setAccessibleName(f"{words} {sub} {amount}")

    def needed(self) -> tuple[float, float]:
        """As high as two lines; its words give way."""
        return 160.0, float(theme.current().px(44))

    def sizeHint(self) -> QSize:
        """Narrow enough for any column."""
        return QSize(200, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Its words are shortened before it widens its list."""
        return QSize(160, super().minimumSizeHint().height())

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Tick or picture, two lines, the sum."""
        look = theme.current()
        inside = box.adjusted(12, 4, -12, -4)
        mark = self._picture
        if self.isCheckable():
            mark = "check-circle" if self.isChecked() else "circle-dashed"
        if mark:
            weight = "fill" if mark in ("check-circle", "warning") else "bold"
            tone = self._tone or ("blue" if self.isChecked() else "ink2")
            square = QRectF(inside.left(), inside.center().y() - 13, 26, 26)
            painting.picture(painter, square, mark, look.hex(tone), weight)
            inside.setLeft(inside.left() + 38)
        figure = look.font(18, 700)
        painting.line(painter, inside, self._amount, figure, look.colour("ink"), painting.RIGHT)
        inside.setRight(inside.right() - painting.width(self._amount, figure) - 12)
        half = inside.height() / 2
        top = QRectF(inside.left(), inside.top(), inside.width(), half)
        low = QRectF(inside.left(), inside.top() + half, inside.width(), half)
        font = painting.fitted(look.font(17, 600), self._words, inside.width(), 0.8)
        painting.line(painter, top, self._words, font, look.colour("ink"))
        small = painting.fitted(look.font(15, 400), self._below, inside.width(), 0.8)
        painting.line(painter, low, self._below, small, look.colour(self._tone or "ink2"))


class RowList(QScrollArea):
    """``RowList(empty)``: rows one under the other, or a sentence when there are none.

    ``show_rows(rows)``; ``rows()``.
    """

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._inside = QWidget()
        self._inside.setProperty("kind", "clear")
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 6, 0)
        self._layout.setSpacing(6)
        self._empty = Text(empty, "muted").wrapped()
        self._layout.addWidget(self._empty)
        self._layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def rows(self) -> list[ListRow]:
        """The rows shown."""
        return list(self._rows)

    def show_rows(self, rows: list[ListRow]) -> None:
        """Put these rows in place of the others."""
        for old in self._rows:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = list(rows)
        for number, one in enumerate(rows):
            self._layout.insertWidget(number, one)
        self._empty.setVisible(not rows)
