"""A person's own pictogram and colour: recognised without reading. And other coloured
pictograms."""

from __future__ import annotations

from typing import ClassVar, Self

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting


class Pictogram(QWidget):
    """``Pictogram(icon, colour="ink", px=24, weight="bold", parent=None)``: a bare drawing.

    ``colour`` is a palette token, a family or ``#RRGGBB``. ``show_icon(icon, colour)`` changes it.
    """

    def __init__(
        self, icon: str, colour: str = "ink", px: int = 24, weight: str = "bold",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon, self._colour, self._px, self._weight = icon, colour, px, weight
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, colour: str = "") -> None:
        """Change the drawing and, if given, its colour."""
        self._icon, self._colour = icon, colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        """The square of the drawing."""
        return QSize(self._px, self._px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing."""
        painter = QPainter(self)
        colour = theme.current().hex(self._colour)
        painting.picture(
            painter, QRectF(0, 0, self._px, self._px), self._icon, colour, self._weight
        )
        painter.end()


class Badge(QWidget):
    """``Badge(icon, family="neutral", side=38, parent=None)``: a pictogram on its family's ground.

    ``show_badge(icon, family)`` changes it; ``shaped(radius, icon_px, weight)`` its proportions;
    radius half the side makes a disc. Used in lines of baskets, slips and tasks.
    """

    def __init__(
        self, icon: str, family: str = "neutral", side: int = 38, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._family, self._side = icon, family, side
        self._radius, self._icon_px, self._weight = side * 8 / 38, round(side * 26 / 38), "duotone"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def shaped(self, radius: float, icon_px: int = 0, weight: str = "") -> Self:
        """Set the corner radius, the drawing's size and weight."""
        self._radius = radius
        self._icon_px = icon_px or self._icon_px
        self._weight = weight or self._weight
        self.update()
        return self

    def show_badge(self, icon: str, family: str) -> None:
        """Change the drawing and the family."""
        self._icon, self._family = icon, family
        self.update()

    def sizeHint(self) -> QSize:
        """The square."""
        return QSize(self._side, self._side)

    def colours(self) -> tuple[str, str]:
        """The drawing's colour and the ground's."""
        return theme.current().hue(self._family)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the drawing."""
        painter = QPainter(self)
        fg, bg = self.colours()
        box = QRectF(0, 0, self._side, self._side)
        painting.rounded(painter, box, self._radius, theme.current().colour(bg))
        if self._icon:
            inner = QRectF(0, 0, self._icon_px, self._icon_px)
            inner.moveCenter(box.center())
            painting.picture(painter, inner, self._icon, fg, self._weight)
        painter.end()


class Avatar(Badge):
    """``Avatar(pictogram, family, side=36, parent=None)``: a person's pictogram, filled."""

    def __init__(
        self, pictogram: str, family: str, side: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(pictogram, family, side, parent)
        self.shaped(side * 10 / 36 if side < 50 else side * 12 / 52, round(side * 0.61), "fill")


class Disc(Badge):
    """``Disc(icon, tone="info", side=64, parent=None)``: a round pictogram in a status colour."""

    TONES: ClassVar = {
        "ok": ("green", "green_bg"),
        "warn": ("orange", "orange_bg"),
        "bad": ("plum", "plum_bg"),
        "info": ("blue", "blue_bg"),
        "solid": ("on_blue", "blue"),
    }

    def __init__(
        self, icon: str, tone: str = "info", side: int = 64, parent: QWidget | None = None
    ) -> None:
        super().__init__(icon, "neutral", side, parent)
        self._tone = tone
        weight = "fill" if tone == "solid" else "duotone"
        self.shaped(side / 2, round(side * (0.58 if tone == "solid" else 0.656)), weight)

    def colours(self) -> tuple[str, str]:
        """The drawing's colour and the ground's."""
        fg, bg = self.TONES[self._tone]
        return theme.current().hex(fg), theme.current().hex(bg)
