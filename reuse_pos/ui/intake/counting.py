"""Counting a van: one touch an object on the tiles, the line of the last one touched under them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.intake import COUNTABLES, Countable, countable
from reuse_pos.domain.wording import _
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.widgets import Card, ErrorBar, Key, Pictogram, Text, Tile

ACROSS = 5


class LastTouched(QFrame):
    """``LastTouched()``: signals ``step(int)``, ``number()``, ``weight()``.

    The strip of the last thing touched: its name, estimated weight, −, +, + 5, another number.
    """

    step = Signal(int)
    number = Signal()
    weight = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "live")
        self.setFixedHeight(64)
        self._compact = False
        self._picture = Pictogram("dots-three-circle", "a_trier", 34, "duotone")
        self._name = Text("", "block").named("last_name")
        self._sum = Text("", "muted").eliding().named("last_sum")
        self._count = Text("0", "h1").centred()
        self._count.setObjectName("last_count")
        self._count.setFixedWidth(44)
        self._minus = Key(icon="minus").typed(16, 22).sized(50, 56).named("last_minus")
        self._plus = Key(icon="plus").typed(16, 22).sized(50, 56).named("last_plus")
        self._five = Key(_("+ 5")).sized(50).named("last_five")
        self._other = Key(_("Other number"), "note-pencil").sized(50).named("last_number")
        self._weigh = Key(_("Weight?"), "scales").sized(50).named("last_weight")
        self._minus.spoken(_("One less"))
        self._plus.spoken(_("One more"))
        self._minus.clicked.connect(lambda: self.step.emit(-1))
        self._plus.clicked.connect(lambda: self.step.emit(1))
        self._five.clicked.connect(lambda: self.step.emit(5))
        self._other.clicked.connect(self.number)
        self._weigh.clicked.connect(self.weight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self._picture)
        layout.addWidget(self._name)
        layout.addWidget(self._sum, 1)
        layout.addWidget(self._weigh)
        for widget in (self._minus, self._count, self._plus, self._five, self._other):
            layout.addWidget(widget)

    def set_compact(self, compact: bool) -> None:
        """The figures alone at 1024 pixels."""
        self._compact = compact
        self._name.setMaximumWidth(150 if compact else 260)
        self._other.setText("" if compact else _("Other number"))
        self._other.spoken(_("Other number"))
        self._weigh.setText("" if compact else _("Weight?"))
        self._weigh.spoken(_("Weight?"))

    def show_thing(self, model: DeskModel) -> None:
        """Show the last thing touched, or the invitation to touch the first."""
        tally = model.tally
        listed = model.furnishings.categories
        touched = bool(tally.last)
        for part in (self._minus, self._count, self._plus, self._five, self._other):
            part.setVisible(touched)
        self._weigh.setVisible(False)
        n = tally.counts.get(tally.last, 0)
        self._count.setText(str(n))
        if not touched:
            self._name.setText("")
            self._name.hide()
            self._sum.setVisible(True)
            self._sum.setText(_("Touch the first object"))
            self._picture.show_icon("hand-tap", "blue")
            return
        thing = countable(tally.last, listed)
        family = listed[thing.category].family
        self._picture.show_icon(picture_of(thing, model), family)
        self._name.setText(_shortened(_(thing.words), 16 if self._compact else 26))
        self._name.show()
        self._minus.setEnabled(n > 0)
        each = piece_grams(model, thing.code)
        if each is None:
            self._sum.setText("")
            self._weigh.setVisible(True)
        else:
            self._sum.setText(
                _(
                    "{n} × {each} = {all}",
                    n=n,
                    each=words.kilos(each),
                    all=words.kilos(n * each),
                )
            )
        if self._compact:
            self._sum.setText("")


def _shortened(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def piece_grams(model: DeskModel, code: str) -> int | None:
    """What one of these weighs: as weighed during this count, else the mean; None when unknown."""
    weighed = model.tally.weighed.get(code)
    if weighed is not None:
        return weighed.net_g
    mean = model.desk.means.get(code)
    return None if mean is None else mean[0]


def picture_of(thing: Countable, model: DeskModel) -> str:
    """A thing's pictogram, or its family's where its own is not drawn."""
    if thing in COUNTABLES:
        return thing.icon
    return words.picture(model.furnishings.categories[thing.category])


class CountPage(QWidget):
    """``CountPage(model, error)``: signals ``touched(str code)``, ``other()``, ``trolley()``,
    ``back()``. ``last`` is the strip; ``show_counts()`` after each gesture.
    """

    touched = Signal(str)
    other = Signal()
    trolley = Signal()
    back = Signal()

    def __init__(self, model: DeskModel, error: ErrorBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tiles: dict[str, Tile] = {}
        self._compact = False
        self.last = LastTouched()
        self._error_place = QVBoxLayout()
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        title = Text(_("Touch once per object"), "h1").named("count_title")
        self._note = Text(_("Mean weights: marked “estimated” in the report"), "muted").eliding()
        self._note.right()
        self._head.addWidget(title)
        self._head.addWidget(self._note, 1)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._stop())
        layout.addLayout(self._head)
        layout.addWidget(error)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addWidget(self.last)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Narrower tiles and shorter words at 1024 pixels."""
        self._compact = compact
        self._note.setText(
            _("Estimated mean weights")
            if compact
            else _("Mean weights: marked “estimated” in the report")
        )
        for tile in self._tiles.values():
            tile.count_look()
            if compact:
                tile.typed(15, 13, 32, 700)
        self.last.set_compact(compact)
        self._trolley.typed(14 if compact else 16, 22 if compact else 24)
        self._counting.typed(14 if compact else 16, 22 if compact else 24)

    def show_counts(self) -> None:
        """Show what is counted so far and what each thing weighs."""
        model, tally = self._model, self._model.tally
        others = 0
        for code, n in tally.counts.items():
            if code in self._tiles:
                self._tiles[code].set_count(n)
            else:
                others += n
        for code, tile in self._tiles.items():
            if code:
                each = piece_grams(model, code)
                tile.set_note(words.about(each) if each is not None else _("weigh or type"))
                tile.set_count(tally.counts.get(code, 0))
                tile.setChecked(code == tally.last)
        self._tiles[""].set_count(others)
        self._tiles[""].setChecked(bool(tally.last) and tally.last not in self._tiles)
        self.last.show_thing(model)
        here = model.delivery
        name = words.pill_words(model.origin, here.title if here is not None else "")[0]
        self._where.setText(name)
        source = words.delivery_context(here, model.origin, "")
        town = model.furnishings.commune(model.commune)
        self._what.setText(self._what_words(town, source))

    def _what_words(self, town: str, source: str) -> str:
        if not town:
            return source
        if self._compact:
            return f"{town}, {source.lower()}"
        return _("{town}, {source} · town already noted", town=town, source=source.lower())

    def _stop(self) -> QHBoxLayout:
        card = Card()
        card.setFixedHeight(64)
        card.body.setContentsMargins(16, 0, 16, 0)
        self._where = Text("", "block").eliding().named("count_where")
        self._what = Text("", "sub").eliding().named("count_what")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._where)
        lines.addWidget(self._what)
        lines.addStretch(1)
        inside = QHBoxLayout()
        inside.setSpacing(14)
        inside.addWidget(Pictogram("van", "blue", 34, "duotone"))
        inside.addLayout(lines, 1)
        card.body.addLayout(inside)
        self._trolley = Key(_("Weigh\nthe trolley"), "scales").typed(16, 24).sized(64)
        self._trolley.named("trolley")
        self._trolley.clicked.connect(self.trolley)
        self._counting = Key(_("Count things"), "hash").typed(16, 24).sized(64).choosable(True)
        self._counting.named("counting")
        self._counting.clicked.connect(self._leave)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(card, 1)
        line.addWidget(self._trolley)
        line.addWidget(self._counting)
        return line

    def _leave(self) -> None:
        self._counting.setChecked(True)
        self.back.emit()

    def _fill(self) -> None:
        listed = self._model.furnishings.categories
        shown = [
            one
            for one in COUNTABLES
            if one.category in listed and not listed[one.category].archived
        ]
        for number, thing in enumerate(shown):
            tile = Tile(_(thing.words), "", thing.icon, listed[thing.category].family)
            self._add(thing.code, tile, number)
            tile.clicked.connect(lambda _on=False, code=thing.code: self.touched.emit(code))
        other = Tile(_("Other"), _("weigh or type"), "dots-three-circle", "a_trier")
        self._add("", other, len(shown))
        other.clicked.connect(self.other)
        for x in range(ACROSS):
            self._grid.setColumnStretch(x, 1)

    def _add(self, code: str, tile: Tile, number: int) -> None:
        tile.count_look().choosable().named(f"count_{code or 'other'}")
        tile.setFixedHeight(112)
        self._tiles[code] = tile
        self._grid.addWidget(tile, number // ACROSS, number % ACROSS)
