"""The seven figures of the month in one strip, each on its own colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.money import NBSP
from reuse_pos.ui import theme
from reuse_pos.ui.manager.words import FigureView
from reuse_pos.ui.widgets import painting

_GAP, _PAD = 8, 10


class FigureStrip(QWidget):
    """``FigureStrip(parent=None)``: ``show_figures(views)``; each tile takes the room its words
    need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self._views: tuple[FigureView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, views: Sequence[FigureView]) -> None:
        """Show the month's figures."""
        self._views = tuple(views)
        said = (f"{one.word}{NBSP}: {one.figure} kg, {one.note}" for one in views)
        self.setAccessibleName("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """82 pixels high at 100 %."""
        return QSize(600, theme.current().px(82))

    def minimumSizeHint(self) -> QSize:
        """May become narrow: words shrink before they are cut."""
        return QSize(200, theme.current().px(82))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each tile: word, kilos, note; where room is short the notes go first, then all words
        shrink alike."""
        if not self._views:
            return
        painter = QPainter(self)
        room = self.width() - _GAP * (len(self._views) - 1)
        needs = [self._need(one, 1.0, notes=True) for one in self._views]
        notes, part = sum(needs) <= room, 1.0
        while not notes and part > 0.6:
            needs = [self._need(one, part, notes=False) for one in self._views]
            if sum(needs) <= room:
                break
            part -= 0.04
        spare = (room - sum(needs)) / len(needs)
        x = 0.0
        for one, need in zip(self._views, needs, strict=True):
            box = QRectF(x, 0, need + spare, self.height())
            self._tile(painter, box, one, part, notes)
            x += need + spare + _GAP
        painter.end()

    def _need(self, one: FigureView, part: float, *, notes: bool) -> float:
        word, figure, unit, note = self._fonts(part)
        words = (
            painting.width(one.word if notes else _two_lines(one.word), word),
            painting.width(one.figure, figure) + 4 + painting.width("kg", unit),
            painting.width(one.note, note) if notes else 0,
        )
        return max(words) + 2 * _PAD - 6

    def _fonts(self, part: float) -> tuple[QFont, QFont, QFont, QFont]:
        look = theme.current()
        return (
            look.font(15 * part, 600), look.font(21 * part, 800), look.font(15 * part, 700),
            look.font(14),
        )  # fmt: skip

    def _tile(
        self, painter: QPainter, box: QRectF, one: FigureView, part: float, notes: bool
    ) -> None:
        look = theme.current()
        word, figure, unit, note = self._fonts(part)
        fg, bg = look.hue(one.hue)
        painting.rounded(painter, box, 10, look.colour(bg))
        ink = look.colour(fg)
        left, room, high = box.left() + _PAD, box.width() - _PAD - 2, box.height() / 82
        name = one.word if notes else _two_lines(one.word)
        drop = 0 if notes else 18 * high
        step = painting.line_height(word, 1.15)
        first = (29 * high + drop - 1) - step * (name.count("\n") + 1) if not notes else 9 * high
        painting.lines(painter, QRectF(left, first, room, 40 * high), name, word, ink)
        middle = QRectF(left, 29 * high + drop, room, 26 * high)
        painting.line(painter, middle, one.figure, figure, ink)
        x = left + painting.width(one.figure, figure) + 4
        base = (figure.pixelSize() - unit.pixelSize()) * 0.334
        painting.line(painter, QRectF(x, middle.top() + base, 40, 26 * high), "kg", unit, ink)
        if notes:
            row = QRectF(left, 55 * high, room, 18 * high)
            painting.line(painter, row, one.note, note, ink)


def _two_lines(word: str) -> str:
    return word.replace(" ", "\n", 1)
