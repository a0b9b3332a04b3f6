"""The things found, page after page, and how a row or a tile of them is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.services.stock_search import Hit
from reuse_pos.ui import keylook, theme
from reuse_pos.ui.stock import words
from reuse_pos.ui.stock.picture import Pictures, paint
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import RIGHT

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole
ROW, GAP, EDGE = 84, 8, 4
THUMB = QSize(84, 66)
SMALL_THUMB = QSize(60, 60)
TILE = QSize(190, 226)
NARROW = 640
_TONES = {
    "ok": ("green_bg", "green"), "warn": ("orange_bg", "orange"), "bad": ("plum_bg", "plum"),
    "info": ("blue_bg", "blue"), "neutral": ("sunken", "ink"),
}  # fmt: skip


class FoundModel(QAbstractListModel):
    """``show_hits(hits, total)``, ``add_hits(hits)``; signal ``wanted(int page)`` near the end."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.total, self.pages = 0, 0
        self._waiting = False

    def show_hits(self, hits: Sequence[Hit], total: int) -> None:
        """The first page of another search."""
        self.beginResetModel()
        self.hits, self.total, self.pages, self._waiting = list(hits), total, 1, False
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """One more page."""
        self._waiting = False
        if not hits:
            self.total = len(self.hits)
            return
        first = len(self.hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self.hits += hits
        self.pages += 1
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many were read so far."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether more were found."""
        return not parent.isValid() and not self._waiting and len(self.hits) < self.total

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._waiting = True
            self.wanted.emit(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The thing of a row, and what a screen reader says of it."""
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.spoken(hit)
        return None


class RowPainter(QStyledItemDelegate):
    """A row of 84 pixels: picture, name, code, state, place, age, kilos, price."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The row and the gap under it."""
        return QSize(200, max(ROW, theme.current().px(70)) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The frame, then everything in its column."""
        hit: Hit = index.data(HIT)
        box = frame(painter, option)
        size = THUMB if box.width() >= NARROW else SMALL_THUMB
        top = box.center().y() - size.height() / 2 - 1
        thumb = QRectF(box.left() + 10, top, size.width(), size.height())
        photo = self._pictures.get(hit.item.photo_after or hit.item.photo, size)
        paint(painter, thumb, hit.category.icon, hit.category.family, photo)
        right = self._price(painter, hit, box)
        if box.width() >= NARROW:
            right = self._age(painter, hit, box, right)
            state = max(box.left() + box.width() * 0.57, box.right() - 360)
        else:
            state = right - min(150.0, box.width() * 0.28)
        self._state(painter, hit, QRectF(state, box.top(), right - state - 8, box.height()))
        left = thumb.right() + 14
        self._names(painter, hit, QRectF(left, box.top(), state - left - 10, box.height()))

    def _price(self, painter: QPainter, hit: Hit, box: QRectF) -> float:
        look = theme.current()
        font, old = look.font(20, 800), look.font(15)
        old.setStrikeOut(True)
        before = words.old_price(hit)
        least = 84.0 if box.width() >= NARROW else 56.0
        wide = max(least, painting.width(words.price(hit), font))
        right, middle = box.right() - 16, box.center().y()
        step = look.px(11) if before else 0
        top = QRectF(right - wide, middle - step - 16, wide, 32)
        painting.line(painter, top, words.price(hit), font, look.colour("ink"), RIGHT)
        if before:
            under = QRectF(right - wide, middle + step - 12, wide, 24)
            painting.line(painter, under, before, old, look.colour("ink2"), RIGHT)
        return right - wide

    def _age(self, painter: QPainter, hit: Hit, box: QRectF, right: float) -> float:
        look = theme.current()
        font, step, wide = look.font(15), look.px(11), 84.0
        kilos = format_grams(hit.item.grams) if hit.item.grams else ""
        for text, way in ((words.age(hit), -1), (kilos, 1)):
            row = QRectF(right - wide - 8, box.center().y() + way * step - 12, wide, 24)
            painting.line(painter, row, text, font, look.colour("ink2"), RIGHT)
        return right - wide - 8

    def _state(self, painter: QPainter, hit: Hit, box: QRectF) -> None:
        look = theme.current()
        said = words.place(hit)
        middle = box.center().y()
        high = float(max(28, look.px(26)))
        top = middle - (high + 1 if said else high / 2)
        chip(painter, QRectF(box.left(), top, box.width(), high), words.state(hit))
        if said:
            side = float(look.px(17))
            spot = QRectF(box.left() + 1, middle + look.px(13) - side / 2, side, side)
            painting.picture(painter, spot, "map-pin", look.hex("ink2"), "fill")
            wide = box.right() - spot.right() - 5
            row = QRectF(spot.right() + 5, spot.center().y() - 12, wide, 24)
            painting.line(painter, row, said, look.font(15), look.colour("ink2"))

    def _names(self, painter: QPainter, hit: Hit, box: QRectF) -> None:
        look = theme.current()
        name, note, code = look.font(18, 600), look.font(15), look.font(15, 500, code=True)
        middle, step = box.center().y(), look.px(11)
        row = QRectF(box.left(), middle - step - 14, box.width(), 28)
        painting.line(painter, row, hit.item.label, name, look.colour("ink"))
        row = QRectF(box.left(), middle + step - 12, box.width(), 24)
        painting.line(painter, row, hit.item.short, code, look.colour("ink2"))
        row.setLeft(row.left() + painting.width(hit.item.short, code))
        painting.line(painter, row, f" · {words.about(hit)}", note, look.colour("ink2"))


class TilePainter(QStyledItemDelegate):
    """A tile for who looks rather than reads: a large picture, the name, the price."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The tile and the gap around it."""
        return TILE + QSize(GAP, GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The picture fills the tile but for two lines."""
        hit: Hit = index.data(HIT)
        look = theme.current()
        box = frame(painter, option, GAP)
        lines = look.px(56)
        picture = QRectF(box.left() + 8, box.top() + 8, box.width() - 16, box.height() - lines - 18)
        photo = self._pictures.get(hit.item.photo_after or hit.item.photo, picture.size().toSize())
        paint(painter, picture, hit.category.icon, hit.category.family, photo)
        if words.state(hit)[0] != "ok":
            spot = QRectF(picture.left() + 6, picture.top() + 6, picture.width() - 12, 28)
            chip(painter, spot, words.state(hit))
        name = QRectF(picture.left() + 2, picture.bottom() + 4, picture.width() - 4, lines / 2)
        painting.line(painter, name, hit.item.label, look.font(16, 600), look.colour("ink"))
        under = name.translated(0, lines / 2)
        price = look.font(20, 800)
        painting.line(painter, under, words.price(hit), price, look.colour("ink"), RIGHT)
        code = look.font(15, 500, code=True)
        painting.line(painter, under, hit.item.short, code, look.colour("ink2"))


def frame(painter: QPainter, option: QStyleOptionViewItem, right: int = 0) -> QRectF:
    """The frame of a thing that is pressed, thick below, blue when chosen; the room inside."""
    state: QStyle.StateFlag = option.state
    whole: QRectF = QRectF(option.rect)
    box = whole.adjusted(0, 0, -right, -GAP)
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    shape = keylook.look("tile", "checked" if chosen else "rest", theme.current().palette)
    painting.key_frame(painter, box, replace(shape, edge=EDGE))
    return box.adjusted(1, 1, -1, -EDGE)


def chip(painter: QPainter, box: QRectF, said: tuple[str, str, str]) -> None:
    """A state with its pictogram, at the left of a box and no wider than needed."""
    look = theme.current()
    kind, icon, text = said
    ground, ink = _TONES[kind]
    font, side = look.font(14, 600), float(look.px(17))
    wide = min(9 + side + 6 + painting.width(text, font) + 11, box.width())
    shape = QRectF(box.left(), box.top(), wide, box.height())
    painting.rounded(painter, shape, box.height() / 2, look.colour(ground))
    mark = QRectF(shape.left() + 9, shape.center().y() - side / 2, side, side)
    painting.picture(painter, mark, icon, look.hex(ink), "bold")
    word = QRectF(mark.right() + 6, shape.top(), shape.right() - mark.right() - 14, shape.height())
    painting.line(painter, word, text, font, look.colour(ink))
