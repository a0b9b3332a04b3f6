"""Where one is in a piece of work: discs for the workshop, a numbered trail for the closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE

DONE, NOW, AHEAD = "done", "now", "todo"


@dataclass(frozen=True)
class Step:
    """One step: its word, its pictogram and whether it is done, under way or to do."""

    text: str
    icon: str = ""
    state: str = AHEAD


class StepDots(QWidget):
    """``StepDots(steps=(), parent=None)``: 46-px discs with a word under each, spread evenly.

    ``set_steps(steps)`` takes ``Step(text, icon, state)`` with state "done", "now" or "todo".
    """

    DISC, WORD_PX = 46, 16

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self.setAccessibleName(", ".join(f"{step.text} ({step.state})" for step in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The discs side by side with their words."""
        wide = sum(self._widths()) + 8 * max(len(self._steps) - 1, 0)
        font = theme.current().font(self.WORD_PX, 600)
        return QSize(round(wide), round(self.DISC + 3 + painting.line_height(font)))

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The discs and the words."""
        painter = QPainter(self)
        widths = self._widths()
        gap = (self.width() - sum(widths)) / max(len(widths) - 1, 1)
        x = 0.0
        for step, wide in zip(self._steps, widths, strict=True):
            self._paint(painter, step, QRectF(x, 0, wide, self.height()))
            x += wide + gap
        painter.end()

    def _widths(self) -> list[float]:
        font = theme.current().font(self.WORD_PX, 600)
        return [max(self.DISC, painting.width(step.text, font) + 1) for step in self._steps]

    def _paint(self, painter: QPainter, step: Step, box: QRectF) -> None:
        look = theme.current()
        ground, border, ink, word = {
            DONE: ("green_bg", "green", "green", "green"),
            NOW: ("blue", "blue", "on_blue", "ink"),
        }.get(step.state, ("surface", "line2", "ink2", "ink"))
        disc = QRectF(box.center().x() - self.DISC / 2, 0, self.DISC, self.DISC)
        radius = self.DISC / 2
        painting.rounded(painter, disc, radius, look.colour(ground), look.colour(border), 2)
        side = 24 if step.state == DONE else 26
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(disc.center())
        name, weight = ("check", "bold") if step.state == DONE else (step.icon, "regular")
        if step.state == NOW:
            weight = "fill"
        if name:
            painting.picture(painter, spot, name, look.hex(ink), weight)
        row = QRectF(box.left(), self.DISC + 3, box.width(), self.height() - self.DISC - 3)
        font = look.font(self.WORD_PX, 600)
        painting.line(painter, row, step.text, font, look.colour(word), CENTRE)


class StepTrail(QWidget):
    """``StepTrail(steps=(), parent=None)``: numbered discs and words joined by lines (34 px)."""

    DISC = 30

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self.setAccessibleName(", ".join(f"{step.text} ({step.state})" for step in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The discs, the words and short lines."""
        wide = sum(self._widths()) + 40 * max(len(self._steps) - 1, 0)
        return QSize(round(wide), max(34, theme.current().px(30)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The discs, the words and the lines between."""
        look, painter = theme.current(), QPainter(self)
        widths = self._widths()
        between = (self.width() - sum(widths)) / max(len(widths) - 1, 1)
        x, middle = 0.0, self.height() / 2
        for number, (step, wide) in enumerate(zip(self._steps, widths, strict=True), 1):
            self._paint(painter, number, step, QRectF(x, 0, wide, self.height()))
            x += wide
            if number < len(widths):
                line = QRectF(x + 12, middle - 1, between - 24, 2)
                painter.fillRect(line, look.colour("line"))
            x += between
        painter.end()

    def _font_weight(self, step: Step) -> int:
        return 700 if step.state == NOW else 500

    def _widths(self) -> list[float]:
        look = theme.current()
        return [
            self.DISC + 9 + painting.width(s.text, look.font(17, self._font_weight(s)))
            for s in self._steps
        ]

    def _paint(self, painter: QPainter, number: int, step: Step, box: QRectF) -> None:
        look = theme.current()
        ground, mark, word = {
            DONE: ("green_bg", "green", "green"),
            NOW: ("blue", "on_blue", "blue"),
        }.get(step.state, ("sunken", "ink2", "ink2"))
        disc = QRectF(box.left(), box.center().y() - 15, self.DISC, self.DISC)
        painting.rounded(painter, disc, 15, look.colour(ground))
        if step.state == DONE:
            spot = disc.adjusted(5, 5, -5, -5)
            painting.picture(painter, spot, "check", look.hex(mark), "bold")
        else:
            font = look.font(17, self._font_weight(step))
            painting.line(painter, disc, str(number), font, look.colour(mark), CENTRE)
        row = box.adjusted(self.DISC + 8, 0, 1, 0)
        font = look.font(17, self._font_weight(step))
        painting.line(painter, row, step.text, font, look.colour(word))
