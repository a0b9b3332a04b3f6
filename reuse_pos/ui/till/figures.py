"""The small drawings of the closing: a line of a sum, a method's total, the difference."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Amount, Line, Pictogram, painting, row


def rule() -> QFrame:
    """A thick line above a total."""
    line = Line()
    line.setFixedHeight(2)
    line.setStyleSheet(f"background:{theme.current().hex('line2')}")
    return line


class SumLine(QWidget):
    """``SumLine(words, amount="", bold=False)``: a line of the sum; long words become smaller."""

    def __init__(
        self, words: str, amount: str = "", bold: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._amount, self._bold = words, amount, bold
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_amount(amount)

    def amount(self) -> str:
        """The figure shown."""
        return self._amount

    def set_words(self, words: str) -> None:
        """Change the words."""
        self._words = words
        self.set_amount(self._amount)

    def set_amount(self, amount: str) -> None:
        """Change the figure."""
        self._amount = amount
        self.setAccessibleName(f"{self._words} {amount}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, round(theme.current().px(18 if self._bold else 16) * 1.3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words at the left, the figure at the right."""
        look, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        figure = look.font(18, 700) if self._bold else look.font(16, 600)
        figure = painting.fitted(figure, self._amount, box.width() * 0.6)
        painting.line(painter, box, self._amount, figure, look.colour("ink"), painting.RIGHT)
        box.setRight(box.right() - painting.width(self._amount, figure) - 10)
        words = look.font(16, 700 if self._bold else 400)
        words = painting.fitted(words, self._words, box.width(), 0.6)
        tone = look.colour("ink" if self._bold else "ink2")
        painting.line(painter, box, self._words, words, tone)
        painter.end()


class Verdict(QWidget):
    """ "Il manque 0,50 €": the difference in a coloured box, with picture, word and figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.cents = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_difference(self, cents: int) -> None:
        """counted − expected, in cents."""
        self.cents = cents
        self.setAccessibleName(f"{self.words()} {format_cents(abs(cents)) if cents else ''}")
        self.update()

    def words(self) -> str:
        """What the difference is called."""
        if not self.cents:
            return _("The count is right")
        return _("Missing") if self.cents < 0 else _("Too much")

    def sizeHint(self) -> QSize:
        """46 pixels high."""
        return QSize(200, max(46, theme.current().px(40)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box."""
        look, painter = theme.current(), QPainter(self)
        tone, icon = ("orange", "warning") if self.cents else ("green", "check-circle")
        box = QRectF(self.rect())
        painting.rounded(painter, box, 10, look.colour(f"{tone}_bg"))
        narrow = box.width() < 300
        left = 8 if narrow else 14
        mark = QRectF(left, (box.height() - 26) / 2, 26, 26)
        painting.picture(painter, mark, icon, look.hex(tone), "fill")
        inside = box.adjusted(left + (32 if narrow else 36), 0, -left, 0)
        figure = format_cents(abs(self.cents)) if self.cents else ""
        room = inside.width() * (0.45 if narrow else 0.6)
        font = painting.fitted(look.font(28, 800), figure, room, 0.5)
        painting.line(painter, inside, figure, font, look.colour(tone), painting.RIGHT)
        inside.setRight(inside.right() - painting.width(figure, font) - 8)
        words = painting.fitted(look.font(18, 700), self.words(), inside.width(), 0.6)
        painting.line(painter, inside, self.words(), words, look.colour(tone))
        painter.end()


class MethodRow(QWidget):
    """A method of payment and its total, above a thin line, `high` pixels at least."""

    def __init__(self, icon: str, words: str, cents: int, tone: str, high: int = 34) -> None:
        super().__init__()
        mark = Pictogram(icon, "blue", 22, "duotone")
        text = Amount(words, 16, tone, "left", 400)
        layout = row(mark, spacing=10)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text, 1)
        layout.addWidget(Amount(format_cents(cents), 16, "ink", "right", 600))
        self.setLayout(layout)
        self.setFixedHeight(max(high, theme.current().px(high - 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour("line")
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour)
        painter.end()
