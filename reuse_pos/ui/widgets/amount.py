"""An amount or a weight that is never cut: it shrinks before a figure is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import LEFT, RIGHT


class Amount(QWidget):
    """``Amount(text="", px=44, tone="ink", align="right", weight=800, parent=None)``.

    ``set_text(text)``, ``text()``, ``set_tone(tone)``, ``set_unit(text, px)``: the unit is written
    smaller after the figure. The accessible name is the whole text.
    """

    def __init__(
        self, text: str = "", px: int = 44, tone: str = "ink", align: str = "right",
        weight: int = 800, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text, self._px, self._tone, self._weight = text, px, tone, weight
        self._unit, self._unit_px = "", px
        self._side = RIGHT if align == "right" else LEFT
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The figure shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another figure."""
        if text != self._text:
            self._text = text
            self._changed()

    def set_unit(self, unit: str, px: int) -> None:
        """Write a smaller unit after the figure."""
        self._unit, self._unit_px = unit, px
        self._changed()

    def set_tone(self, tone: str) -> None:
        """Change the colour (a palette token)."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """The figure at its full size."""
        look = theme.current()
        wide = painting.width(self._text, look.font(self._px, self._weight)) + self._unit_width(1)
        return QSize(round(wide) + 2, round(look.px(self._px) * (1.0 if self._flat() else 1.12)))

    def minimumSizeHint(self) -> QSize:
        """The figure at half its size: still whole."""
        size = self.sizeHint()
        return QSize(size.width() // 2 + 1, size.height())

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The figure, smaller if the room is short, then the unit on the same line."""
        look = theme.current()
        full = self.sizeHint().width()
        part = min(1.0, self.width() / full) if full else 1.0
        font = look.font(self._px, self._weight)
        font.setPixelSize(max(8, int(font.pixelSize() * part)))
        painter = QPainter(self)
        unit = self._unit_width(part)
        box = QRectF(0, 0, self.width() - unit, self.height())
        if self._side == LEFT:
            box.setWidth(painting.width(self._text, font) + 1)
        painting.line(painter, box, self._text, font, look.colour(self._tone), self._side)
        if self._unit:
            small = look.font(self._unit_px * part, self._weight)
            drop = (font.pixelSize() - small.pixelSize()) * 0.334
            spot = QRectF(box.right(), drop, unit, self.height())
            painting.line(painter, spot, self._unit, small, look.colour(self._tone), RIGHT)
        painter.end()

    def _unit_width(self, part: float) -> float:
        if not self._unit:
            return 0.0
        look = theme.current()
        gap = look.px(self._px) * 0.26
        return (painting.width(self._unit, look.font(self._unit_px, self._weight)) + gap) * part

    def _flat(self) -> bool:
        """Whether nothing hangs below the line but a comma."""
        return not any(letter in "gjpqyç" for letter in self._text + self._unit)

    def _changed(self) -> None:
        self.setAccessibleName(f"{self._text} {self._unit}".strip())
        self.updateGeometry()
        self.update()


class WordAmount(QWidget):
    """``WordAmount(word, amount, parent=None)``: a line of a sum, word at the left, figure
    right."""

    def __init__(self, word: str, amount: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._amount = word, amount
        self._bold = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._speak()

    def set_amount(self, amount: str) -> None:
        """Change the figure."""
        self._amount = amount
        self._speak()
        self.update()

    def bold(self, on: bool = True) -> None:
        """Write the line as a total."""
        self._bold = on
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        look = theme.current()
        font = look.font(18 if self._bold else 16, 700)
        wide = painting.width(self._word, font) + painting.width(self._amount, font)
        return QSize(round(wide) + 16, round(painting.line_height(font)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The word, then the figure."""
        look, painter = theme.current(), QPainter(self)
        px, word_weight = (18, 700) if self._bold else (16, 400)
        box = QRectF(self.rect())
        figure = look.font(px, 700 if self._bold else 600)
        painting.line(painter, box, self._amount, figure, look.colour("ink"), RIGHT)
        box.setRight(box.right() - painting.width(self._amount, figure) - 12)
        tone = look.colour("ink" if self._bold else "ink2")
        painting.line(painter, box, self._word, look.font(px, word_weight), tone)
        painter.end()

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._word} {self._amount}")
