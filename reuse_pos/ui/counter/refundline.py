"""One line of a ticket that may come back: ticked, how many, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.ids import short_form
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.refund import RETURN_PLACES
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import theme
from reuse_pos.ui.counter.choices import Choices
from reuse_pos.ui.counter.words import per_kilo
from reuse_pos.ui.keylook import Look
from reuse_pos.ui.widgets import Card, Pressable, Stepper, Text, painting
from reuse_pos.ui.widgets.painting import RIGHT

PLACES = {
    "reception": (N_("Sorting again"), "tag"),
    "recycling": (N_("Recycle"), "recycle"),
    "disposal": (N_("Dispose"), "trash"),
    "none": (N_("Money only"), "coins"),
}


class _Head(Pressable):
    """The pressable part: tick box, pictogram, words, amount."""

    def __init__(self, name: str, note: str, icon: str, family: str) -> None:
        super().__init__("tile")
        self._note, self._icon, self._family, self._amount = note, icon, family, ""
        self.setText(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sized(64)
        self.setAccessibleName(f"{name}, {note}")

    def look(self) -> Look:
        """A tile to press; without a frame of its own inside the chosen card."""
        if self.isChecked() and not self.hasFocus():
            clear = "transparent"
            return replace(super().look(), ground=clear, side=clear, bottom=clear)
        return super().look()

    def show_amount(self, text: str) -> None:
        """Show what the line gives back."""
        self._amount = text
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        return QSize(300, max(64, theme.current().px(44) + 12))

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The tick, the picture, the words, the amount."""
        look, middle = theme.current(), box.center().y()
        if not self.isChecked():
            box = box.adjusted(10, 0, -10, 0)
        left = box.left()
        ink = look.colour("ink" if self.isEnabled() else "line2")
        tick = QRectF(left + 3, middle - 18, 36, 36)
        if self.isChecked():
            painting.rounded(painter, tick, 9, look.colour("blue"))
            inner = tick.adjusted(5, 5, -5, -5)
            painting.picture(painter, inner, "check", look.hex("on_blue"), "bold")
        else:
            painting.rounded(painter, tick, 9, look.colour("surface"), look.colour("line2"), 2)
        fg, bg = look.hue(self._family)
        square = QRectF(left + 53, middle - 23, 46, 46)
        painting.rounded(painter, square, 10, look.colour(bg))
        painting.picture(painter, square.adjusted(7, 7, -7, -7), self._icon, fg, "duotone")
        price = look.font(18, 700 if self.isChecked() else 600)
        wide = painting.width(self._amount, price)
        row = QRectF(left + 113, middle - 30, box.width() - 121, 60)
        painting.line(painter, row, self._amount, price, ink, RIGHT)
        name, note = look.font(17, 600), look.font(15)
        room = box.width() - 122 - wide - 12
        high = painting.line_height(name, 1.2)
        low = painting.line_height(note, 1.2)
        top = middle - (high + low) / 2
        painting.line(painter, QRectF(left + 113, top, room, high), self.text(), name, ink)
        spot = QRectF(left + 113, top + high, room, low)
        painting.line(painter, spot, self._note, note, look.colour("ink2"))


class RefundLine(Card):
    """``RefundLine(line, already, icon, family)``: signal ``changed()``; ``ticked``,
    ``wanted`` (quantity, place). A line wholly brought back, or no goods, is flat and says so."""

    changed = Signal()

    def __init__(self, line: Mapping[str, Any], already: int, icon: str, family: str) -> None:
        super().__init__()
        self._line, self._left = line, line["qty"] - already
        self.body.setContentsMargins(14, 4, 16, 4)
        self.body.setSpacing(4)
        self.head = _Head(line["label"], self._note(already), icon, family)
        self.head.setObjectName(f"return_{line['n']}")
        self.head.setEnabled(self._left > 0 and line["kind"] == "goods")
        by_piece = line["unit"] != "g" and self._left > 1
        self.stepper = Stepper(1, 1, max(1, self._left)).boxed()
        self._of = Text(_("of {n}", n=self._left), "strong")
        count = QHBoxLayout()
        count.addWidget(Text(_("How many?"), "strong"))
        count.addWidget(self.stepper)
        count.addWidget(self._of)
        count.addStretch(1)
        self._count = QWidget()
        self._count.setLayout(count)
        count.setContentsMargins(4, 0, 0, 0)
        self._by_piece = by_piece
        places = [(code, _(PLACES[code][0]), PLACES[code][1]) for code in RETURN_PLACES]
        self.places = Choices(places, gap=8).sized(48, 20, px=15)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 8)
        more.setSpacing(6)
        more.addWidget(self._count)
        more.addWidget(Text(_("Where does it go?"), "strong"))
        more.addWidget(self.places)
        self.body.addWidget(self.head)
        self.body.addWidget(self._more)
        self.head.toggled.connect(self._turned)
        self.stepper.changed.connect(lambda _n: self.changed.emit())
        self.places.chosen.connect(lambda _code: self.changed.emit())
        self._turned(False)
        self.show_cents(None)

    @property
    def ticked(self) -> bool:
        """Whether it comes back."""
        return self.head.isChecked()

    @property
    def wanted(self) -> tuple[int, str]:
        """How many pieces (or grams), and where they go ("" not said yet)."""
        if self._line["unit"] == "g":
            return self._left, self.places.value
        return (self.stepper.value() if self._by_piece else self._left), self.places.value

    def show_cents(self, cents: int | None) -> None:
        """Show what is given back, or what was paid while it is not ticked."""
        self.head.show_amount(format_cents(self._line["ttc"] if cents is None else cents))

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs new sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _note(self, already: int) -> str:
        line = self._line
        if line["kind"] != "goods":
            return _("cannot be brought back")
        if self._left <= 0:
            return _("already brought back")
        if line["unit"] == "g":
            return f"{format_grams(line['qty'], 3)} × {per_kilo(line['unit_ttc'])}"
        code = short_form(line["sku"]) if line["sku"] else ""
        text = code or f"{line['qty']} × {format_cents(line['unit_ttc'])}"
        return f"{text} · {_('{n} already back', n=already)}" if already else text

    def _turned(self, on: bool) -> None:
        self._more.setVisible(on)
        self._count.setVisible(on and self._by_piece)
        self.body.setContentsMargins(*((12, 4, 14, 4) if on else (0, 0, 0, 0)))
        self.set_kind("chosen" if on else "")
        self.changed.emit()


