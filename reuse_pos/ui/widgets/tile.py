"""A price key of the till, a family at the intake, a thing to count: pictogram, name, colour
bar."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE, RIGHT
from reuse_pos.ui.widgets.pressable import Pressable

BAR = 6


class Tile(Pressable):
    """``Tile(name, note="", icon="", family="neutral", parent=None)``, signal ``clicked()``.

    ``note`` is the second line ("5,00 €/kg"). Chainable: ``set_note(text)``, ``set_hint("F1")``,
    ``set_tested(on)``, ``set_corner("16,5 kg")``, ``set_count(n)`` (disc, hidden at 0),
    ``set_icon(name, family)``, ``typed(name_px, note_px, icon_px, weight)``, ``sized(height)``,
    ``choosable(chosen)``, ``named``, ``spoken``. The name is changed with ``setText``.
    Height 112 (till and count); ``family_look()`` gives the 124-px look of the intake.
    """

    def __init__(
        self, name: str, note: str = "", icon: str = "", family: str = "neutral",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("tile", parent)
        self._note, self._icon, self._family = note, icon, family
        self._hint = self._corner = ""
        self._tested = False
        self._count = 0
        self._name_px, self._note_px, self._icon_px, self._bold = 16, 16, 42, 600
        self._corner_px = 16
        self._margins = (14, 9, 12, 9)
        self._note_ink = "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sized(112)
        self.setText(name)

    def setText(self, text: str) -> None:
        """Change the name; a long one takes two lines."""
        super().setText(text)
        self._speak()
        self.refit()

    def set_note(self, text: str) -> Self:
        """Change the second line."""
        self._note = text
        self._speak()
        return self.refit()

    def set_hint(self, hint: str) -> Self:
        """Show a function key in the corner."""
        self._hint = hint
        return self.refit()

    def set_tested(self, on: bool = True) -> Self:
        """Show the green "testé" mark."""
        self._tested = on
        self._speak()
        return self.refit()

    def set_corner(self, text: str) -> Self:
        """Show a short text in the corner (running kilos)."""
        self._corner = text
        self._speak()
        return self.refit()

    def set_count(self, n: int) -> Self:
        """Show how many, in a disc; 0 hides it."""
        self._count = n
        self._speak()
        return self.refit()

    def set_icon(self, name: str, family: str) -> Self:
        """Change the pictogram and the family colour."""
        self._icon, self._family = name, family
        return self.refit()

    def typed(self, name_px: int, note_px: int = 0, icon_px: int = 0, weight: int = 0) -> Self:
        """Set the sizes of the name, second line and pictogram, and the name's weight."""
        self._name_px = name_px
        self._note_px = note_px or self._note_px
        self._icon_px = icon_px or self._icon_px
        self._bold = weight or self._bold
        return self.refit()

    def family_look(self) -> Self:
        """The look of the intake: higher, the name in bold at the bottom."""
        self._margins, self._note_ink = (16, 12, 10, 11), "ink"
        return self.typed(17, 15, 42, 700).sized(124)

    def count_look(self) -> Self:
        """The look of counting: bold name, small note, room for the disc."""
        self._margins = (16, 10, 10, 9)
        return self.typed(17, 14, 44, 700)

    def needed(self) -> tuple[float, float]:
        """The room of the pictogram and two lines."""
        look = theme.current()
        left, top, right, bottom = self._margins
        names = [self.text(), self._note]
        wide = max(painting.width(t, look.font(self._name_px, self._bold)) for t in names)
        high = self._icon_px + 1.2 * look.px(self._name_px + self._note_px)
        return min(wide, 150.0) + left + right - 30, high + top + bottom

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The bar, the pictogram, the corner and the two lines."""
        look = theme.current()
        colour = look.hue(self._family)[0] if self.isEnabled() else look.palette.line2
        frame = look.palette.border
        bar = QRectF(frame, frame, self.width() - 2 * frame, self.height() - frame - 1)
        if not self.isDown():
            bar.setBottom(self.height() - self.edge())
        inset = 2 if self.isChecked() else 0
        painting.left_bar(painter, bar.translated(inset, 0), BAR, 9, look.colour(colour))
        left, top, right, bottom = self._margins
        room = QRectF(box.left() + left, box.top() + top, box.width() - left - right, 0)
        room.setBottom(box.bottom() - bottom + 1)
        if self._icon:
            spot = QRectF(room.left(), room.top() + 1, self._icon_px, self._icon_px)
            painting.picture(painter, spot, self._icon, colour, "duotone")
        self._paint_corner(painter, room)
        self._paint_words(painter, room)

    def _fold(self, room: QRectF) -> str:
        """The name on two lines if it is too long and there is room under the pictogram."""
        look, text = theme.current(), self.text()
        name = look.font(self._name_px, self._bold)
        if painting.width(text, name) * 0.92 <= room.width():
            return text
        under = room.height() - self._icon_px - (look.px(self._note_px) * 1.2 if self._note else 0)
        return painting.wrap(text, name, room.width()) if under > look.px(34) else text

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        name = look.font(self._name_px, self._bold)
        text = self._fold(room)
        name = painting.fitted(name, text, room.width(), 0.8)
        note = painting.fitted(look.font(self._note_px, 400), self._note, room.width(), 0.8)
        note_high = painting.line_height(note, 1.2) if self._note else 0.0
        name_high = painting.line_height(name, 1.15) * (text.count("\n") + 1)
        top = room.bottom() - note_high - name_high
        painting.lines(
            painter, QRectF(room.left(), top, room.width(), name_high), text, name, self.ink()
        )
        row = QRectF(room.left(), top + name_high, room.width(), note_high)
        ink = look.colour(self._note_ink) if self.isEnabled() else self.ink()
        painting.line(painter, row, self._note, note, ink)

    def _paint_corner(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        if self._count:
            self._paint_count(painter, room)
        elif self._tested:
            font, word = look.font(14, 600), _("tested")
            wide = painting.width(word, font)
            row = QRectF(room.right() - wide, room.top(), wide, 19)
            painting.line(painter, row, word, font, look.colour("green"))
            mark = QRectF(row.left() - 21, room.top() + 0.5, 18, 18)
            painting.picture(painter, mark, "check-circle", look.palette.green, "fill")
        elif self._corner:
            font = look.font(self._corner_px, 600)
            row = QRectF(room.left(), room.top(), room.width(), painting.line_height(font))
            painting.line(painter, row, self._corner, font, look.colour("ink2"), RIGHT)
        elif self._hint:
            wide, high = painting.badge_size(self._hint, look)
            spot = QRectF(room.right() - wide, room.top(), wide, high)
            painting.badge(painter, spot, self._hint, look, "tile")

    def _paint_count(self, painter: QPainter, room: QRectF) -> None:
        look, text = theme.current(), str(self._count)
        font = look.font(22, 800)
        wide = max(40.0, painting.width(text, font) + 16)
        disc = QRectF(room.right() - wide, room.top(), wide, 40)
        painting.rounded(painter, disc, 20, look.colour("blue"))
        painting.line(painter, disc, text, font, look.colour("on_blue"), CENTRE)

    def _speak(self) -> None:
        words = [self.text().replace("\n", " "), self._note, self._corner]
        words += [_("tested")] if self._tested else []
        words += [str(self._count)] if self._count else []
        self.setAccessibleName(", ".join(word for word in words if word))
