"""The big tiles of the plain mode and of the sign-in: one picture, one word, one gesture."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE, RIGHT
from reuse_pos.ui.widgets.pressable import Pressable


class BigTile(Pressable):
    """``BigTile(title, sub="", icon="", family="neutral", place="centre", parent=None)``.

    Signal ``clicked()``. ``place`` "centre" (216 px: picture above, words below) or "left" (200 px:
    colour bar, words at the bottom left, figures at the right). Chainable: ``set_sub(text)``,
    ``set_corner("18,4 kg", "2 sacs")``, ``lock(reason)`` (flat, grey, with the reason; "" unlocks),
    ``pictured(square, icon, radius)`` sizes in px, square 0 draws the bare picture,
    ``typed(title_px, sub_px, weight)``, ``sized(height)``, ``choosable(chosen)``, ``named``.
    """

    def __init__(
        self, title: str, sub: str = "", icon: str = "", family: str = "neutral",
        place: str = "centre", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("tile", parent)
        self._sub, self._icon, self._family, self._place = sub, icon, family, place
        self._corner = self._corner_sub = self._lock = ""
        self._square, self._icon_px, self._radius = (92, 72, 22)
        self._title_px, self._sub_px, self._bold, self._icon_weight = 28, 18, 800, "duotone"
        if place == "left":
            self._square, self._icon_px, self._radius = (80, 56, 18)
            self._title_px, self._bold = 25, 700
        else:
            self.setProperty("big", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sized(200 if place == "left" else 216)
        self.setText(title)

    def setText(self, text: str) -> None:
        """Change the title."""
        super().setText(text)
        self._speak()
        self.refit()

    def set_sub(self, text: str) -> Self:
        """Change the line under the title."""
        self._sub = text
        self._speak()
        return self.refit()

    def set_corner(self, figure: str, sub: str = "") -> Self:
        """Show a figure and a word at the top right ("left" place only)."""
        self._corner, self._corner_sub = figure, sub
        self._speak()
        return self.refit()

    def lock(self, reason: str) -> Self:
        """Make the way unavailable and say why; an empty reason opens it again."""
        self._lock = reason
        self.setEnabled(not reason)
        self._speak()
        return self.refit()

    def pictured(self, square: int, icon: int, radius: int = 0, weight: str = "duotone") -> Self:
        """Set the sizes of the picture and of the coloured square behind it, in pixels."""
        self._square, self._icon_px, self._radius = square, icon, radius
        self._icon_weight = weight
        return self.refit()

    def typed(self, title_px: int, sub_px: int = 0, weight: int = 0) -> Self:
        """Set the sizes of the title and the line under it, and the title's weight."""
        self._title_px = title_px
        self._sub_px = sub_px or self._sub_px
        self._bold = weight or self._bold
        return self.refit()

    def needed(self) -> tuple[float, float]:
        """The room of the picture and the words."""
        look = theme.current()
        title = painting.width(self.text(), look.font(self._title_px, self._bold))
        sub = painting.width(self._lock or self._sub, look.font(self._sub_px, 400))
        picture = max(self._square, self._icon_px)
        return max(title, min(sub, 200.0)), picture + 1.5 * look.px(self._title_px + self._sub_px)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The picture, the title and the line under it."""
        if self._place == "left":
            self._paint_left(painter, box)
        else:
            self._paint_centre(painter, box)

    def _paint_picture(self, painter: QPainter, spot: QRectF) -> None:
        look = theme.current()
        fg, bg = look.hue(self._family)
        if not self.isEnabled():
            fg, bg = look.palette.ink2, look.palette.line
        if self._square:
            painting.rounded(painter, spot, self._radius, look.colour(bg))
        inner = QRectF(0, 0, self._icon_px, self._icon_px)
        inner.moveCenter(spot.center())
        painting.picture(painter, inner, self._icon, fg, self._icon_weight)

    def _paint_centre(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        side = self._square or self._icon_px
        title = painting.fitted(
            look.font(self._title_px, self._bold), self.text(), box.width() - 12
        )
        sub_font = look.font(self._sub_px, 600 if self._lock else 400)
        sub = painting.fitted(sub_font, self._lock or self._sub, box.width() - 12)
        gap = 12 if self._title_px > 20 else 8
        sub_gap = 6 if self._title_px > 20 else 4
        title_high = painting.line_height(title, 1.1)
        sub_high = painting.line_height(sub, 1.2) if (self._lock or self._sub) else 0.0
        total = side + gap + title_high + (sub_gap + sub_high if sub_high else 0)
        y = box.top() + (box.height() - total) / 2
        self._paint_picture(painter, QRectF(box.center().x() - side / 2, y, side, side))
        row = QRectF(box.left() + 6, y + side + gap, box.width() - 12, title_high)
        ink = self.ink() if self.isEnabled() else look.colour("ink2")
        painting.line(painter, row, self.text(), title, ink, CENTRE)
        row = QRectF(row.left(), row.bottom() + sub_gap, row.width(), sub_high)
        if self._lock:
            wide = painting.width(self._lock, sub)
            x = row.center().x() - (wide + 26) / 2
            mark = QRectF(x, row.center().y() - 10, 20, 20)
            painting.picture(painter, mark, "lock", look.palette.orange, "bold")
            row.setLeft(x + 26)
            painting.line(painter, row, self._lock, sub, look.colour("orange"))
        else:
            painting.line(painter, row, self._sub, sub, look.colour("ink2"), CENTRE)

    def _paint_left(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        colour = look.hue(self._family)[0] if self.isEnabled() else look.palette.line2
        bar = QRectF(1, 1, self.width() - 2, self.height() - self.edge() - 1)
        inset = 2 if self.isChecked() else 0
        painting.left_bar(painter, bar.translated(inset, 0), 7, 9, look.colour(colour))
        room = box.adjusted(23, 17, -17, -15)
        self._paint_picture(
            painter, QRectF(room.left(), room.top() + 1, self._square, self._square)
        )
        title, sub = look.font(self._title_px, self._bold), look.font(self._sub_px, 400)
        sub_high = painting.line_height(sub, 1.2) if self._sub else 0.0
        row = QRectF(room.left(), 0, room.width(), painting.line_height(title, 1.15))
        row.moveBottom(room.bottom() - sub_high)
        title = painting.fitted(title, self.text(), room.width())
        painting.line(painter, row, self.text(), title, self.ink())
        row = QRectF(room.left(), row.bottom(), room.width(), sub_high)
        sub = painting.fitted(sub, self._sub, room.width())
        painting.line(painter, row, self._sub, sub, look.colour("ink2"))
        figure = look.font(25, 800)
        row = QRectF(room.left(), room.top(), room.width(), painting.line_height(figure, 1.1))
        painting.line(painter, row, self._corner, figure, self.ink(), RIGHT)
        small = look.font(16, 400)
        row = QRectF(room.left(), row.bottom(), room.width(), painting.line_height(small, 1.2))
        painting.line(painter, row, self._corner_sub, small, look.colour("ink2"), RIGHT)

    def _speak(self) -> None:
        words = (self.text(), self._lock or self._sub, self._corner, self._corner_sub)
        self.setAccessibleName(", ".join(word for word in words if word))


class PersonTile(BigTile):
    """``PersonTile(name, role, pictogram, family, parent=None)``: who are you? (sign-in, 150
    px)."""

    def __init__(
        self, name: str, role: str, pictogram: str, family: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, role, pictogram, family, parent=parent)
        self.setProperty("big", False)
        self.pictured(66, 40, 16, "fill").typed(20, 15, 700).sized(150)
