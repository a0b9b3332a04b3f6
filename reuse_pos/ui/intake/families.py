"""The twelve tiles of reception: one touch on a family records the load on the scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILY_ICON
from reuse_pos.domain.mass import plain_kilos
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.intake.keys import GuardTile
from reuse_pos.ui.intake.words import FAMILY_TILES, kilos
from reuse_pos.ui.widgets import Bar, Card, Chip, ErrorBar, Key, Text, Tile, row

WIDE, NARROW, LONG_RUN = 6, 4, 4
TALL, LEAST, COMPACT, LEAST_COMPACT = 124, 100, 92, 72


class PrintStrip(Card):
    """``PrintStrip()``: signal ``stop_asked()``; which label of a long run is printing."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind="info", parent=parent)
        self.setObjectName("printing")
        self.body.setContentsMargins(14, 6, 8, 6)
        self._words, self._bar = Text("", "strong"), Bar()
        stop = Key(_("Stop")).named("stop_printing")
        stop.clicked.connect(self.stop_asked)
        self.body.addLayout(row(self._words, self._bar, stop))
        self.hide()

    def show_label(self, done: int, total: int) -> None:
        """Show how far a run is; short runs are over before one has read it."""
        self._words.setText(_("Label {n} of {total}", n=done, total=total))
        self._bar.set_permille(done * 1000 // total if total else 0)
        self.setVisible(total >= LONG_RUN)


class FamilyPage(QWidget):
    """``FamilyPage(error)``: signals ``family(str, bool)`` (code, forced), ``recycle(bool)``,
    ``refuse()``, ``count()``, ``item()``, ``photo()``, ``type_weight()``.

    ``show_totals(grams per family)``, ``hold(on)`` while the load is already recorded.
    """

    family = Signal(str, bool)
    recycle = Signal(bool)
    refuse = Signal()
    count = Signal()
    item = Signal()
    photo = Signal()
    type_weight = Signal()

    def __init__(self, error: ErrorBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: dict[str, GuardTile] = {}
        self._all: list[Tile] = []
        self._plain = False
        self.heading = Text(_("Touch the family to record"), "h1").named("families_heading")
        self.note = Text(_("1 crate = 1 touch"), "muted").named("families_note")
        self.warning = Chip(_("Take the crate away"), "warning", "warn").sized(34, 16)
        self.warning.setObjectName("take_away")
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.warning)
        head.addStretch(1)
        head.addWidget(self.note)
        self._head.setFixedHeight(34)
        self.printing = PrintStrip()
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(error)
        layout.addWidget(self.printing)
        layout.addSpacing(4)
        layout.addLayout(self._grid, 100)
        layout.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(self._keys())
        self._fill()
        self.set_compact(False)
        self.hold(False)

    def head_gives_way(self, to_error: bool) -> None:
        """An error takes the place of the heading; the tiles make what more room it needs."""
        self._head.setVisible(not to_error)

    def set_plain(self) -> None:
        """Fewer, larger keys: the pictures, one object apart, a weight by hand."""
        self._plain = True
        self._count_key.hide()
        self._photo_key.hide()
        self.note.hide()
        self.heading.setText(_("Put the crate. Touch the picture."))
        for key in (self._item_key, self._typed_key):
            key.sized(64)

    def set_compact(self, compact: bool) -> None:
        """Four columns at 1024 pixels, six above."""
        across = NARROW if compact else WIDE
        for number, tile in enumerate(self._all):
            tile.family_look()
            tile.stretching()
            tile.setMinimumHeight(LEAST_COMPACT if compact else LEAST)
            tile.setMaximumHeight(COMPACT if compact else TALL)
            if compact:
                tile.typed(16, 14, 30, 700)
            if self._plain:
                tile.typed(18 if compact else 20, 14, 32 if compact else 44, 700)
            self._grid.addWidget(tile, number // across, number % across)
        for x in range(WIDE):
            self._grid.setColumnStretch(x, 1 if x < across else 0)
        self._grid.setVerticalSpacing(8 if compact else 10)
        self._recycle.setText(_("Recycled at once") if compact else _("Recycled\nat once"))
        self._tiles["a_trier"].set_note("" if compact else _("mixed"))
        self._count_key.typed(15 if compact else 16, 22)
        self._item_key.setText(_("One object + label"))
        self._item_key.typed(15 if compact else 16, 22)
        self._typed_key.typed(15 if compact else 16, 22)
        if self._plain:
            for key in (self._item_key, self._typed_key):
                key.typed(18 if compact else 20, 26)
        self._photo_key.setText("" if compact else _("Photo"))
        self._photo_key.spoken(_("Photo"))

    def show_totals(self, grams: dict[str, int]) -> None:
        """The day's kilos in the corner of each tile."""
        for code, tile in self._tiles.items():
            total = grams.get(code, 0)
            # Bigger letters leave no room for the unit beside the pictogram.
            shown = kilos(total) if theme.current().scale == 100 else plain_kilos(total)
            tile.set_corner(shown if total else "")

    def hold(self, on: bool) -> None:
        """Hold back every tile that weighs, until the load has left the scale."""
        for tile in (*self._tiles.values(), self._recycle):
            tile.hold(on)
        self.warning.setVisible(on)
        self.heading.setVisible(not on)
        self.note.setText(_("Keep pressing to record it again") if on else _("1 crate = 1 touch"))

    def _fill(self) -> None:
        for code, words, note in FAMILY_TILES:
            tile = GuardTile(_(words), _(note) if note else "", FAMILY_ICON[code], code)
            tile.named(f"family_{code}")
            tile.clicked.connect(lambda _on=False, code=code: self.family.emit(code, False))
            tile.forced.connect(lambda code=code: self.family.emit(code, True))
            self._tiles[code] = tile
            self._all.append(tile)
        self._recycle = GuardTile(_("Recycled\nat once"), "", "recycle", "neutral")
        self._recycle.named("recycle")
        self._recycle.clicked.connect(lambda: self.recycle.emit(False))
        self._recycle.forced.connect(lambda: self.recycle.emit(True))
        refuse = Tile(_("Refused"), "", "prohibit", "neutral").named("refuse")
        refuse.clicked.connect(self.refuse)
        self._all += [self._recycle, refuse]

    def _keys(self) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(10)
        self._count_key = Key(_("Count things"), "hash").named("count")
        self._item_key = Key(_("One object + label"), "armchair").named("item")
        self._photo_key = Key(_("Photo"), "camera").named("photo")
        self._photo_key.clicked.connect(self.photo)
        self._typed_key = Key(_("Weight by hand"), "note-pencil").named("type_weight")
        self._count_key.clicked.connect(self.count)
        self._item_key.clicked.connect(self.item)
        self._typed_key.clicked.connect(self.type_weight)
        for key, share in (
            (self._count_key, 100), (self._item_key, 150), (self._photo_key, 70),
            (self._typed_key, 115),
        ):  # fmt: skip
            keys.addWidget(key, share)
        return keys
