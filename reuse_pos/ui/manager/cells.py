"""How the cells of the balance are drawn: family mark, figures to the right, the rate with its
bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from reuse_pos.domain.category import FAMILY_ICON
from reuse_pos.domain.indicators import FamilyLine
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import LEFT, RIGHT

LIGHT_BAR = "#8FB0F0"
DARK_LIGHT_BAR = "#4A66AE"


class BalanceCells(QStyledItemDelegate):
    """Paints rows of 40 pixels; the last one is the total."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self.titled = 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        """One cell."""
        look = theme.current()
        opt: Any = option
        box = QRectF(opt.rect)
        line = index.data(Qt.ItemDataRole.UserRole)
        code = index.data(Qt.ItemDataRole.UserRole + 1)
        total = not line.family
        painter.save()
        if opt.state & QStyle.StateFlag.State_HasFocus:
            painting.rounded(painter, box.adjusted(1, 1, -1, -1), 6, look.colour("blue_bg"))
        self._rule(painter, box, total, index)
        text = str(index.data())
        if code == "family":
            self._family(painter, box, text, line)
        elif code == "rate":
            self._rate(painter, box, text, line, self._alike(index) if total else 1)
        else:
            quiet = code in ("stock_change", "other") and not total
            weight = 800 if total else 700 if code == "reused" else 400
            font = look.font(self._px(total) * (self._alike(index) if total else 1), weight)
            colour = look.colour("ink2" if quiet else "ink")
            painting.line(painter, box, text, painting.fitted(font, text, box.width() - 5), colour,
                          RIGHT)  # fmt: skip
        painter.restore()

    def paint_title(self, painter: QPainter, rect: QRect, text: str, side: Any, last: bool) -> None:
        """A title of the table, over a rule of two pixels."""
        look = theme.current()
        box = QRectF(rect)
        if last and not self.compact:
            box.setLeft(box.left() + 16)
        size = 13 if self.compact else 15
        lines = text.split("\n")
        widest = max(lines, key=lambda one: painting.width(one, look.font(size, 600)))
        step = painting.line_height(look.font(size), 1.1)
        top = box.center().y() - 2 - step * len(lines) / 2
        right = (last and self.compact) or bool(side & Qt.AlignmentFlag.AlignRight)
        for number, line in enumerate(lines):
            row = QRectF(box.left(), top + number * step, box.width(), step)
            font = painting.fitted(look.font(size, 600), widest, box.width() - 4, 0.7)
            painting.line(painter, row, line, font, look.colour("ink2"), RIGHT if right else LEFT)
        rule = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 2)
        painter.fillRect(rule, look.colour("line2"))

    def _alike(self, index: QModelIndex | QPersistentModelIndex) -> float:
        """How much the figures of the total shrink, all alike, where the longest needs it."""
        table = self.parent()
        if not isinstance(table, QTableView):
            return 1.0
        font = theme.current().font(self._px(True), 800)
        part = 1.0
        for column in range(1, index.model().columnCount() - 1):
            need = painting.width(str(index.sibling(index.row(), column).data()), font)
            part = min(part, (table.columnWidth(column) - 5) / max(need, 1))
        return max(part, 0.6)

    def _px(self, total: bool) -> int:
        return (15 if total else 14) if self.compact else (17 if total else 16)

    def _rule(self, painter: QPainter, box: QRectF, total: bool, index: Any) -> None:
        look = theme.current()
        if total:
            painter.fillRect(
                QRectF(box.left(), box.top() - 1, box.width(), 2), look.colour("line2")
            )
        elif index.row() < index.model().rowCount() - 2:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1),
                             look.colour("line"))  # fmt: skip

    def _family(self, painter: QPainter, box: QRectF, text: str, line: FamilyLine) -> None:
        look = theme.current()
        if not line.family:
            painting.line(painter, box, text, look.font(self._px(True), 800), look.colour("ink"))
            return
        side = min(28.0, box.height() - 6) if not self.compact else 24.0
        fg, bg = look.hue(line.family)
        mark = QRectF(box.left(), box.center().y() - side / 2, side, side)
        painting.rounded(painter, mark, 7, look.colour(bg))
        inner = QRectF(0, 0, round(side * 19 / 28), round(side * 19 / 28))
        inner.moveCenter(mark.center())
        painting.picture(painter, inner, FAMILY_ICON[line.family], fg, "duotone")
        room = box.adjusted(side + (9 if not self.compact else 6), 0, 0, 0)
        font = painting.fitted(look.font(self._px(False)), text, room.width(), 0.8)
        painting.line(painter, room, text, font, look.colour("ink"))

    def _rate(
        self, painter: QPainter, box: QRectF, text: str, line: FamilyLine, part: float
    ) -> None:
        look = theme.current()
        room = QRectF(box)
        if not self.compact and line.family:
            wide = min(74.0, box.width() - 16 - look.px(54))
            bar = QRectF(box.left() + 16, box.center().y() - 8, wide, 16)
            self._bar(painter, bar, line)
        weight = 600 if line.family else 800
        font = look.font(self._px(not line.family) * part, weight)
        painting.line(painter, room, text, font, look.colour("ink"), RIGHT)

    def _bar(self, painter: QPainter, box: QRectF, line: FamilyLine) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(box, look.colour("sunken"))
        whole = line.reused_g + line.recycled_g + line.energy_g + line.disposed_g
        if line.rate_bp is not None and line.recycled_g >= 0:
            reused = box.width() * line.reused_g / whole
            recycled = box.width() * line.recycled_g / whole
            painter.fillRect(QRectF(box.left(), box.top(), reused, 16), look.colour("bar"))
            after = QRectF(box.left() + reused, box.top(), recycled, 16)
            painter.fillRect(after, look.colour(light_bar()))
            if recycled > 2:
                painter.fillRect(QRectF(after.left(), box.top(), 2, 16), look.colour("surface"))
        painter.restore()


def light_bar() -> str:
    """The paler blue of what was recycled."""
    return DARK_LIGHT_BAR if theme.current().dark else LIGHT_BAR
