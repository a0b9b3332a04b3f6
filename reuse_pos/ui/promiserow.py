"""One promise of a list (a hold, an order): picture, what, for whom, what was paid, what is left,
and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy

from reuse_pos.domain.money import format_cents
from reuse_pos.ui import theme
from reuse_pos.ui.thumb import paint_thing
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import RIGHT
from reuse_pos.ui.widgets.pressable import Pressable

HEIGHT, THUMB_W, THUMB_H, GAP = 92, 88, 72, 14
TONES = {
    "warn": ("orange_bg", "orange"), "bad": ("plum_bg", "plum"), "info": ("blue_bg", "blue"),
    "ok": ("green_bg", "green"),
}  # fmt: skip


@dataclass(frozen=True)
class RowWords:
    """What a row says: number, what (`name`, and `more` things), its code, for whom, what was paid
    (`told`), cents left to pay; `chip` is the kind (warn, bad, info, ok), pictogram and words of
    how it stands."""

    number: str
    name: str
    code: str
    who: str
    told: str
    cents: int
    chip: tuple[str, str, str]
    icon: str = "package"
    family: str = "neutral"
    photo: Path | None = None
    more: str = ""


class PromiseRow(Pressable):
    """``PromiseRow(words, name)``, signal ``clicked()``; chosen rows are checked."""

    def __init__(self, words: RowWords, name: str) -> None:
        super().__init__("tile")
        self.words = words
        self.setCheckable(True)
        self.named(name).sized(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(words.name + words.more)
        told = (words.name + words.more, words.code, words.who, words.told,
                format_cents(words.cents), words.chip[2])  # fmt: skip
        self.spoken(", ".join(told))

    def needed(self) -> tuple[float, float]:
        """Three lines beside the picture."""
        look = theme.current()
        lines = look.px(18) * 1.2 + 2 * look.px(15) * 1.3
        return THUMB_W + 300.0, max(THUMB_H, lines) + 8

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Picture and three lines at the left, amount and chip at the right."""
        thumb = QRectF(box.left() + 10, box.center().y() - THUMB_H / 2, THUMB_W, THUMB_H)
        paint_thing(painter, thumb, self.words.icon, self.words.family, self.words.photo)
        right = box.right() - 14
        chip = self._paint_chip(painter, box, right)
        amount = self._paint_amount(painter, box, right)
        room = box.adjusted(thumb.right() + GAP - box.left(), 0, 0, 0)
        room.setRight(right - max(chip, amount) - GAP)
        self._paint_words(painter, room, right - amount - GAP)

    def _paint_words(self, painter: QPainter, room: QRectF, name_end: float) -> None:
        look = theme.current()
        name, small, code = look.font(18, 700), look.font(15, 400), look.font(15, 500, code=True)
        heights = (name.pixelSize() * 1.2, small.pixelSize() * 1.3, small.pixelSize() * 1.3)
        y = room.center().y() - sum(heights) / 2
        ink, quiet = look.colour("ink"), look.colour("ink2")
        top = QRectF(room.left(), y, name_end - room.left(), heights[0])
        self._paint_name(painter, top, name, ink)
        y += heights[0]
        short = self.words.code
        wide = painting.width(short, code)
        painting.line(painter, QRectF(room.left(), y, wide + 1, heights[1]), short, code, quiet)
        rest = QRectF(room.left() + wide, y, room.width() - wide, heights[1])
        painting.line(painter, rest, f" · {self.words.who}", small, quiet)
        y += heights[1]
        painting.line(painter, QRectF(room.left(), y, room.width(), heights[2]),
                      self.words.told, small, ink)  # fmt: skip

    def _paint_name(self, painter: QPainter, box: QRectF, font: QFont, ink: QColor) -> None:
        """The thing's name, cut before how many more there are."""
        more = self.words.more
        beside = painting.width(more, font)
        name = self.text().removesuffix(more)
        wide = min(painting.width(name, font) + 1, box.width() - beside)
        painting.line(painter, QRectF(box.left(), box.top(), wide, box.height()), name, font, ink)
        rest = QRectF(box.left() + wide, box.top(), beside + 2, box.height())
        painting.line(painter, rest, more, font, ink)

    def _paint_amount(self, painter: QPainter, box: QRectF, right: float) -> float:
        look = theme.current()
        font, text = look.font(20, 800), format_cents(self.words.cents)
        wide = painting.width(text, font)
        spot = QRectF(right - wide, box.center().y() - look.px(20) * 1.5, wide, look.px(20) * 1.3)
        painting.line(painter, spot, text, font, look.colour("ink"), RIGHT)
        return wide

    def _paint_chip(self, painter: QPainter, box: QRectF, right: float) -> float:
        look = theme.current()
        kind, icon, text = self.words.chip
        ground, ink = TONES[kind]
        font, side = look.font(14, 600), float(look.px(18))
        high = max(30.0, look.px(14) * 1.8)
        wide = 9 + side + 6 + painting.width(text, font) + 12
        spot = QRectF(right - wide, box.center().y() + 4, wide, high)
        painting.rounded(painter, spot, high / 2, look.colour(ground))
        mark = QRectF(spot.left() + 9, spot.center().y() - side / 2, side, side)
        painting.picture(painter, mark, icon, look.hex(ink), "bold")
        word = QRectF(mark.right() + 6, spot.top(), wide, high)
        painting.line(painter, word, text, font, look.colour(ink))
        return wide
