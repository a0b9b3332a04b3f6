"""A sheet of stickers as it lies on the table: the used ones grey, those to come blue; the first
free one is touched."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.label_sheets import SHEETS, SheetTemplate
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme

A4_WIDE, A4_HIGH = 210.0, 297.0
MARGIN = 3.0


class SheetPicture(QWidget):
    """``SheetPicture()``: signal ``chosen(int cell)``; ``show_sheet(template, first, count)``.

    Arrow keys move the first free sticker; ``first`` is it (0 = top left).
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template: SheetTemplate = SHEETS[0]
        self.first, self.count = 0, 0
        self.setObjectName("sheet_picture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(150, 212)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As tall as a sheet, small."""
        return QSize(240, 340)

    def show_sheet(self, template: SheetTemplate, first: int, count: int) -> None:
        """Show a format, its first free sticker and how many labels will be put."""
        self.template, self.first, self.count = template, first, count
        self.setAccessibleName(
            _("Sheet of {n} labels, first free label: {cell}", n=template.cells, cell=first + 1)
        )
        self.update()

    def cell_at(self, point: QPointF) -> int | None:
        """The sticker under a point."""
        for cell in range(self.template.cells):
            if self._box(cell).contains(point):
                return cell
        return None

    def box_of(self, cell: int) -> QRectF:
        """Where a sticker is drawn."""
        return self._box(cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sticker is touched."""
        cell = self.cell_at(event.position())
        if cell is not None:
            self._choose(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from sticker to sticker."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.template.columns, Qt.Key.Key_Down: self.template.columns,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self.first + step < self.template.cells:
            self._choose(self.first + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet and its stickers."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(self._page())
        for cell in range(self.template.cells):
            taken = cell < self.first
            filled = self.first <= cell < self.first + self.count
            ground = "line" if taken else "blue_bg" if filled else "surface"
            line = "blue" if filled or cell == self.first else "line2"
            painter.setPen(QPen(look.colour(line), 3 if cell == self.first else 1))
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(self._box(cell), 2, 2)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("blue"), 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._page().adjusted(-2, -2, 2, 2))
        painter.end()

    def _choose(self, cell: int) -> None:
        self.show_sheet(self.template, cell, self.count)
        self.chosen.emit(cell)

    def _page(self) -> QRectF:
        scale = self._scale()
        wide, high = A4_WIDE * scale, A4_HIGH * scale
        return QRectF((self.width() - wide) / 2, MARGIN, wide, high)

    def _scale(self) -> float:
        room_w, room_h = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        return max(min(room_w / A4_WIDE, room_h / A4_HIGH), 0.1)

    def _box(self, cell: int) -> QRectF:
        one, scale, page = self.template, self._scale(), self._page()
        row, column = divmod(cell, one.columns)
        left, top = one.left + column * one.step_x, one.top + row * one.step_y
        box = QRectF(
            page.left() + left * scale, page.top() + top * scale, one.width * scale,
            one.height * scale,
        )  # fmt: skip
        return box.adjusted(1, 1, -1, -1)
