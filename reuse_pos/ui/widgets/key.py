"""A key of the till: a pictogram, a word and, for those who like the keyboard, its function key."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE, LEFT
from reuse_pos.ui.widgets.pressable import Pressable

GAP = 8


class Key(Pressable):
    """``Key(text, icon="", kind="key", hint="", place="left", parent=None)``, signal ``clicked()``.

    ``place`` is where the pictogram stands: "left", "above" or "right". ``hint`` ("F12") shows
    beside the pictogram or the words, or in the corner after ``hint_in_corner()``.
    Chainable: ``typed(px, icon_px, weight)``, ``with_sub(text)``, ``with_icon(name, weight)``,
    ``sized(height, width)``, ``choosable(chosen)``, ``busy(on)``, ``plain()``,
    ``named(objectName)``, ``spoken(accessibleName)``, ``set_kind(kind)``. The words are changed
    with ``setText``.
    """

    def __init__(
        self, text: str = "", icon: str = "", kind: str = "key", hint: str = "",
        place: str = "left", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(kind, parent)
        self._icon, self._weight, self._hint, self._place = icon, "bold", hint, place
        self._sub = ""
        self._corner = False
        self._busy = False
        self._tint = ""
        self._px, self._icon_px, self._bold = 16, 20, 0
        self.setText(text)
        self.setAccessibleName(_spoken(text))

    def setText(self, text: str) -> None:
        """Change the words; a line break starts a new line."""
        super().setText(text)
        self.setAccessibleName(_spoken(text))
        self.refit()

    def typed(self, px: int, icon_px: int = 0, weight: int = 0) -> Self:
        """Set the size of the words and of the pictogram at 100 %, and the words' weight."""
        self._px = px
        self._icon_px = icon_px or self._icon_px
        self._bold = weight
        return self.refit()

    def with_sub(self, text: str) -> Self:
        """Set a smaller second line ("1,80 kg"); empty removes it."""
        self._sub = text
        return self.refit()

    def with_icon(self, name: str, weight: str = "bold", tint: str = "") -> Self:
        """Set the pictogram, its weight and, if not the colour of the words, its colour."""
        self._icon, self._weight, self._tint = name, weight, tint
        return self.refit()

    def _hint_kind(self) -> str:
        return self.kind if self.isEnabled() else "key"

    def hint_in_corner(self) -> Self:
        """Put the hint in the top right corner (payment methods)."""
        self._corner = True
        return self.refit()

    def set_hint(self, hint: str) -> Self:
        """Change the key hint; empty removes it."""
        self._hint = hint
        return self.refit()

    def plain(self, height: int = 84) -> Self:
        """Become a big key of the plain mode."""
        return self.typed(28 if self.kind == "next" else 22, 32).sized(height)

    def busy(self, on: bool = True) -> Self:
        """Show that the work asked for is going on; the key cannot be pressed meanwhile."""
        self._busy = on
        self.setEnabled(not on)
        return self.refit()

    def words_font(self) -> QFont:
        """The font of the words."""
        return theme.current().font(self._px, self._bold or (700 if self.kind == "next" else 600))

    def sub_font(self) -> QFont:
        """The font of the second line."""
        strong = self.kind == "next"
        return theme.current().font(16 if strong else 14, 600 if strong else 500)

    def needed(self) -> tuple[float, float]:
        """The width and height of the pictogram, words, second line and hint together."""
        icon = float(self._icon_size())
        badge = self._badge()
        words, words_high = self._words_size()
        if self._place == "above":
            row = icon + (GAP + badge[0] if badge[0] and icon else badge[0])
            return max(words, row), words_high + max(icon, badge[1]) + (2 if words else 0)
        extra = badge[0] + GAP if badge[0] and not self._sub else 0
        gap = GAP if icon and words else 0
        return icon + gap + words + extra, max(icon, words_high)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The pictogram, words and hint, centred."""
        if self._corner and self._hint:
            wide, high = painting.badge_size(self._hint, theme.current())
            corner = QRectF(box.right() - wide - 6, box.top() + 8, wide, high)
            painting.badge(painter, corner, self._hint, theme.current(), self._hint_kind())
        if self._place == "above":
            self._paint_above(painter, box)
        else:
            self._paint_row(painter, box)

    def _icon_size(self) -> int:
        shown = self._icon or self._busy
        return theme.current().px(self._icon_px) if shown else 0

    def _badge(self) -> tuple[float, float]:
        if not self._hint or self._corner:
            return 0.0, 0.0
        px = 14 if self.kind == "next" else 13
        return painting.badge_size(self._hint, theme.current(), px)

    def _words_size(self, folded: str = "") -> tuple[float, float]:
        font, text = self.words_font(), folded or self.text()
        wide = painting.width(text, font)
        high = painting.line_height(font, 1.15) * (text.count("\n") + 1) if text else 0
        if self._sub:
            badge = self._badge()
            shown = badge[0] + GAP if badge[0] and self._place != "above" else 0
            wide = max(wide, painting.width(self._sub, self.sub_font()) + shown)
            high += max(painting.line_height(self.sub_font(), 1.2), badge[1] if shown else 0)
        return wide, high

    def _paint_icon(self, painter: QPainter, x: float, y: float) -> None:
        name = "clock" if self._busy else self._icon
        size = self._icon_size()
        free = self.isEnabled() and not self.isChecked()
        colour = theme.current().hex(self._tint) if self._tint and free else self.ink().name()
        painting.picture(painter, QRectF(x, y, size, size), name, colour, self._weight)

    def _paint_row(self, painter: QPainter, box: QRectF) -> None:
        icon, badge = self._icon_size(), self._badge()
        beside = bool(badge[0]) and not self._sub
        words, high = self._words_size()
        if icon + GAP + words + badge[0] + GAP > box.width() - 8:
            # The words come before their shortcut.
            beside = False
        fixed = icon + (GAP if icon and words else 0) + (badge[0] + GAP if beside else 0)
        words = min(words, box.width() - 8 - fixed)
        x = box.left() + (box.width() - words - fixed) / 2
        middle = box.center().y()
        if icon and self._place == "left":
            self._paint_icon(painter, x, middle - icon / 2)
            x += icon + (GAP if words else 0)
        align = LEFT if icon and self._place == "left" and not self._sub else CENTRE
        self._paint_words(painter, QRectF(x, middle - high / 2, words, high), align, self.text())
        x += words + GAP
        if icon and self._place == "right":
            self._paint_icon(painter, x, middle - icon / 2)
            x += icon + GAP
        if beside:
            spot = QRectF(x, middle - badge[1] / 2, badge[0], badge[1])
            painting.badge(painter, spot, self._hint, theme.current(), self._hint_kind())

    def _paint_above(self, painter: QPainter, box: QRectF) -> None:
        icon, badge = self._icon_size(), self._badge()
        text = painting.wrap(self.text(), self.words_font(), box.width() - 6)
        words, high = self._words_size(text)
        top_high = max(icon, badge[1])
        if high + top_high + 2 > box.height() and text != self.text():
            # Two lines would stand out of a low key: one line, a little smaller.
            text = self.text()
            words, high = self._words_size(text)
        y = box.top() + (box.height() - high - top_high - (2 if words else 0)) / 2
        row = icon + badge[0] + (GAP if icon and badge[0] else 0)
        x = box.center().x() - row / 2
        if icon:
            self._paint_icon(painter, x, y + (top_high - icon) / 2)
            x += icon + GAP
        if badge[0]:
            spot = QRectF(x, y + (top_high - badge[1]) / 2, badge[0], badge[1])
            painting.badge(painter, spot, self._hint, theme.current(), self._hint_kind())
        y += top_high + 2
        self._paint_words(painter, QRectF(box.left() + 3, y, box.width() - 6, high), CENTRE, text)

    def _paint_words(
        self, painter: QPainter, box: QRectF, align: Qt.AlignmentFlag, text: str
    ) -> None:
        look = theme.current()
        font = painting.fitted(self.words_font(), text, box.width())
        used = painting.lines(painter, box, text, font, self.ink(), align)
        if not self._sub:
            return
        row = QRectF(box.left(), box.top() + used, box.width(), max(box.height() - used, 1))
        badge = self._badge() if self._place != "above" else (0.0, 0.0)
        sub = painting.fitted(self.sub_font(), self._sub, box.width())
        wide = painting.width(self._sub, sub) + (badge[0] + GAP if badge[0] else 0)
        row.setLeft(box.center().x() - wide / 2)
        quiet = self.kind == "key" and self.isEnabled() and not self.isChecked()
        painting.line(painter, row, self._sub, sub, look.colour("ink2") if quiet else self.ink())
        if badge[0]:
            left = row.left() + wide - badge[0]
            spot = QRectF(left, row.center().y() - badge[1] / 2, badge[0], badge[1])
            painting.badge(painter, spot, self._hint, look, self._hint_kind())


def _spoken(text: str) -> str:
    return text.replace("\n", " ")
