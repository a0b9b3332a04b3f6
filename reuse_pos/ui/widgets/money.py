"""Notes and coins drawn as they look in the hand, for giving change and counting the drawer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE


def face(cents: int) -> str:
    """What is written on a note or coin: "10 €", "50 c"."""
    return f"{cents // 100}\u00a0€" if cents >= 100 else f"{cents}\u00a0c"


class Money(QWidget):
    """``Money(cents, count=0, small=False, parent=None)``: one kind of note or coin.

    ``count`` > 0 writes "× 2" under it. Big for giving change (note 94 × 54), small for counting
    the drawer (note 74 × 40, coin 44). Raises LookupError if no such note or coin exists in euros.
    """

    def __init__(
        self, cents: int, count: int = 0, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if cents not in tokens.NOTES and cents not in tokens.COINS:
            raise LookupError(f"no note or coin of {cents} cents")
        self.cents, self.count, self._small = cents, count, small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{count} × {face(cents)}" if count else face(cents))

    def set_count(self, count: int) -> None:
        """Change how many."""
        self.count = count
        self.setAccessibleName(f"{count} × {face(self.cents)}")
        self.update()

    def piece(self) -> QSize:
        """The size of the drawing alone."""
        note = self.cents in tokens.NOTES
        if self._small:
            return QSize(74, 40) if note else QSize(44, 44)
        return QSize(94, 54) if note else QSize(54, 54)

    def sizeHint(self) -> QSize:
        """The drawing and the count under it."""
        size = self.piece()
        if self._small:
            return QSize(74, size.height())
        under = 5 + round(painting.line_height(theme.current().font(18, 700))) if self.count else 0
        return QSize(size.width(), size.height() + under)

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The note or the coin, then how many."""
        look, painter = theme.current(), QPainter(self)
        size = self.piece()
        box = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        note = self.cents in tokens.NOTES
        metal = tokens.NOTES[self.cents] if note else tokens.COINS[self.cents]
        radius, thick = (6.0, 2) if note else (box.width() / 2, 3)
        ground, border = look.colour(metal.bg), look.colour(metal.border)
        painting.rounded(painter, box, radius, ground, border, thick)
        px = (18 if self._small else 22) if note else (14 if self._small else 16)
        font = look.font(px * 100 / look.scale, 800)
        painting.line(painter, box, face(self.cents), font, look.colour(metal.ink), CENTRE)
        if self.count and not self._small:
            row = QRectF(0, box.bottom() + 5, self.width(), self.height() - box.bottom() - 5)
            font = look.font(18, 700)
            painting.line(painter, row, f"×\u00a0{self.count}", font, look.colour("ink"), CENTRE)
        painter.end()


class MoneyRow(QWidget):
    """``MoneyRow(parent=None)``: change to give; ``set_pieces([(1000, 1), (50, 2)])`` in cents."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def set_pieces(self, pieces: Sequence[tuple[int, int]]) -> None:
        """Draw these notes and coins, biggest first."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (cents, count) in enumerate(pieces):
            if number:
                self._row.addStretch(1)
            self._row.addWidget(Money(cents, count))
        words = ", ".join(f"{count} × {face(cents)}" for cents, count in pieces)
        self.setAccessibleName(words)
