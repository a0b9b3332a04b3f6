"""The labels that wait, one line each: which thing, how many, at what price, and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget

from reuse_pos.domain.money import short_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.label_sheets import WHY, WaitingLabel
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
ROW_HIGH = 60
WAITING = Qt.ItemDataRole.UserRole


class LabelModel(QAbstractListModel):
    """``LabelModel()``: ``put(labels)``; ``labels``."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.labels: list[WaitingLabel] = []

    def put(self, labels: list[WaitingLabel]) -> None:
        """Show these."""
        self.beginResetModel()
        self.labels = labels
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The label, and its words for a screen reader."""
        if not index.isValid():
            return None
        label = self.labels[index.row()]
        if role == WAITING:
            return label
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{label.item.short}, {label.item.label}, {_(WHY[label.why])}"
        return None


class _Row(QStyledItemDelegate):
    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        return QSize(200, theme.current().px(ROW_HIGH))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        label, look = index.data(WAITING), theme.current()
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("blue" if lit else "line"), 2 if lit else 1))
        painter.setBrush(look.colour("blue_bg" if lit else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(14, 4, -14, -4)
        price = label.item.price_cents
        amount = short_cents(price) if price is not None and label.why != "tracking" else ""
        copies = f"{label.copies}\u00a0×" if label.copies > 1 else ""
        ink, quiet = look.colour("ink"), look.colour("ink2")
        strong, small = look.font(17, 600), look.font(14, 500)
        right = " ".join(part for part in (copies, amount) if part)
        wide = painting.width(right, strong) + 16 if right else 0
        upper = QRectF(inner.left(), inner.top(), inner.width() - wide, inner.height() / 2)
        lower = QRectF(inner.left(), upper.bottom(), inner.width() - wide, inner.height() / 2)
        painting.line(painter, upper, label.item.label, strong, ink)
        painting.line(painter, lower, f"{label.item.short} · {_(WHY[label.why])}", small, quiet)
        painting.line(painter, inner, right, strong, ink, painting.RIGHT)
        painter.restore()


class LabelList(QListView):
    """``LabelList()``: several lines may be touched; ``chosen()`` are those, ``labels`` all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label_list")
        self.setAccessibleName(_("Labels that wait"))
        self._model = LabelModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)

    @property
    def labels(self) -> list[WaitingLabel]:
        """Every label shown."""
        return self._model.labels

    def put(self, labels: list[WaitingLabel]) -> None:
        """Show these; nothing is touched."""
        self._model.put(labels)

    def chosen(self) -> list[WaitingLabel]:
        """The labels touched, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.labels[row] for row in rows]
