"""One line of a ticket that may come back: ticked, how many, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.ids import short_form
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.refunds import TicketFound
from reuse_pos.ui import theme
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.words import per_kilo
from reuse_pos.ui.keylook import Look
from reuse_pos.ui.widgets import Card, Pressable, Stepper, Text, painting
from reuse_pos.ui.widgets.painting import RIGHT

OUT = "out"
FKEYS = 3
PLACES = (
    ("reception", N_("Back to the shelf"), "tag"),
    ("workshop", N_("Workshop"), "hammer"),
    (OUT, N_("Send out"), "recycle"),
    ("none", N_("Money only"), "coins"),
)
WAYS_OUT = (("recycling", N_("Recycle"), "recycle"), ("disposal", N_("Dispose"), "trash"))
# What most often brings a thing back to each place; a touch on a reason wins over it.
LIKELY = {
    "reception": "CHANGED_MIND",
    "none": "CHANGED_MIND",
    "workshop": "FAULTY",
    "recycling": "FAULTY",
    "disposal": "FAULTY",
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
        wide = painting.width(self._amount, price) if self._amount else 0
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
    """``RefundLine(line, found, icon, family)``: signal ``changed()``; ``ticked``, ``wanted``
    (quantity, place), ``likely`` reason. A line wholly brought back, or no goods, is flat and says
    so."""

    changed = Signal()

    def __init__(self, line: Mapping[str, Any], found: TicketFound, icon: str, family: str) -> None:
        super().__init__()
        self._line, self._compact = line, False
        already = found.returned.get(line["n"], 0)
        self._left = line["qty"] - already
        note = _note(line, found)
        self.head = _Head(line["label"], note, icon, family)
        self.head.setObjectName(f"return_{line['n']}")
        self.head.setEnabled(self._left > 0 and line["kind"] == "goods")
        self._by_piece = line["unit"] != "g" and self._left > 1
        self.stepper = Stepper(1, 1, max(1, self._left))
        self.stepper.sized(48, 48)
        self._amount = Text("", "card").right().named(f"back_{line['n']}")
        self._amount.setMinimumWidth(84)
        self._count = QWidget()
        count = QHBoxLayout(self._count)
        count.setContentsMargins(0, 0, 0, 0)
        count.setSpacing(10)
        count.addWidget(self.stepper)
        count.addWidget(Text(_("of {n}", n=self._left), "strong"))
        count.addWidget(self._amount)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.head, 1)
        top.addWidget(self._count)
        self.places, self.ways_out = _keys(PLACES), _keys(WAYS_OUT)
        self._more = QWidget()
        self._fill_more()
        self.body.setSpacing(2)
        self.body.addLayout(top)
        self.body.addWidget(self._more)
        self.head.toggled.connect(self._turned)
        self.stepper.changed.connect(lambda _n: self.changed.emit())
        self.places.chosen.connect(self._placed)
        self.ways_out.chosen.connect(lambda _code: self.changed.emit())
        self.ways_out.choose("recycling")
        self._turned(False)
        self.show_cents(None)

    @property
    def ticked(self) -> bool:
        """Whether it comes back."""
        return self.head.isChecked()

    @property
    def place(self) -> str:
        """Where it goes; "" not said yet."""
        return self.ways_out.value if self.places.value == OUT else self.places.value

    @property
    def wanted(self) -> tuple[int, str]:
        """How many pieces (or grams), and where they go ("" not said yet)."""
        return (self.stepper.value() if self._by_piece else self._left), self.place

    @property
    def likely(self) -> str:
        """The reason that most often goes with its place; "" while that is not said."""
        return LIKELY.get(self.place, "")

    def show_cents(self, cents: int | None) -> None:
        """Show what is given back, or what was paid while it is not ticked."""
        text = format_cents(self._line["ttc"] if cents is None else cents)
        counted = self.ticked and self._by_piece
        self.head.show_amount("" if counted else text)
        self._amount.setText(text)

    def count(self, by: int) -> None:
        """One piece more or one less comes back."""
        if self.ticked and self._by_piece:
            self.stepper.step(by)

    def number_places(self, on: bool) -> None:
        """Show F1, F2, F3 on the first places: this line is the one they work on."""
        for number, (code, _words, _icon) in enumerate(PLACES[:FKEYS], 1):
            self.places.key(code).set_hint(f"F{number}" if on and not self._compact else "")

    def set_compact(self, compact: bool) -> None:
        """Shorter words on the keys under 1280 pixels."""
        self._compact = compact
        self._where.setVisible(not compact)

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs new sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _fill_more(self) -> None:
        self._where = Text(_("Where to?"), "strong")
        self._out_room = QWidget()
        out = QHBoxLayout(self._out_room)
        out.setContentsMargins(0, 0, 0, 0)
        out.addWidget(self.ways_out, 1)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self._where)
        where.addWidget(self.places, 1)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(2, 0, 0, 8)
        more.setSpacing(8)
        more.addLayout(where)
        more.addWidget(self._out_room)

    def _placed(self, code: str) -> None:
        self._out_room.setVisible(code == OUT)
        self.changed.emit()

    def _turned(self, on: bool) -> None:
        self._more.setVisible(on)
        self._count.setVisible(on and self._by_piece)
        self._out_room.setVisible(on and self.places.value == OUT)
        self.body.setContentsMargins(*((12, 4, 14, 4) if on else (0, 0, 0, 0)))
        self.set_kind("live" if on else "")
        self.changed.emit()


def _keys(choices: tuple[tuple[str, str, str], ...]) -> Choices:
    keys = Choices([(code, _(words), icon) for code, words, icon in choices], gap=8)
    keys.sized(48, 20, px=15)
    grid = keys.layout()
    if isinstance(grid, QGridLayout):
        for x, (_code, words, _icon) in enumerate(choices):
            grid.setColumnStretch(x, 8 + len(_(words)))
    return keys


def _note(line: Mapping[str, Any], found: TicketFound) -> str:
    already, n = found.returned.get(line["n"], 0), line["n"]
    if line["kind"] != "goods":
        return _("cannot be brought back")
    if line["qty"] <= already:
        return _("already brought back on {day}", day=_day(found.returned_on.get(n, "")))
    if line["unit"] == "g":
        return f"{format_grams(line['qty'], 3)} × {per_kilo(line['unit_ttc'])}"
    parts = [short_form(line["sku"])] if line["sku"] else []
    if not parts or line["qty"] > 1:
        parts.append(f"{line['qty']} × {format_cents(line['unit_ttc'])}")
    if already:
        parts.append(_("{n} already back", n=already))
    elif line.get("guarantee"):
        parts.append(_("guaranteed until {day}", day=_day(_in_two_years(found.day))))
    elif line.get("tested"):
        parts.append(_("tested on {date}", date=_day(line["tested"])[:5]))
    return " · ".join(parts)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _in_two_years(iso: str) -> str:
    year, month, day = iso.split("-")
    last = "28" if (month, day) == ("02", "29") else day
    return f"{int(year) + 2}-{month}-{last}"
