"""The short answers at the door: one labelled object, a refusal, or straight to a recycler."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILY_ICON
from reuse_pos.domain.intake import CONDITIONS, REFUSAL_REASONS
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Furnishings
from reuse_pos.ui.intake.keys import FoldingKey
from reuse_pos.ui.intake.things import ThingPicker
from reuse_pos.ui.intake.words import FAMILY_TILES
from reuse_pos.ui.widgets import Key, Text, Tile, row

RECYCLERS = 6


def _page(page: QWidget, title: Text, back: Key) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    layout.addLayout(row(title, None, back))
    return layout


class ItemPage(QWidget):
    """``ItemPage(furnishings)``: signals ``record(str code, str condition)``, ``left()``."""

    record = Signal(str, str)
    left = Signal()

    def __init__(self, furnishings: Furnishings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = ThingPicker(furnishings.categories)
        self._conditions = QButtonGroup(self)
        self._condition = ""
        back = Key(_("Back"), "arrow-left").named("item_back")
        back.clicked.connect(self.left)
        self.keep = Key(_("Record and print the label"), "printer", "next", "F12")
        self.keep.typed(17, 22).sized(52).named("item_record")
        self.keep.clicked.connect(self.submit)
        self.picker.picked.connect(lambda _code: self._show())
        keys = row(spacing=8)
        for code, (words, icon) in CONDITIONS.items():
            key = Key(_(words)).with_icon(icon, "duotone").sized(52).choosable()
            key.named(f"condition_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._judge(code))
            self._conditions.addButton(key)
            keys.addWidget(key)
        keys.addStretch(1)
        keys.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(Text(_("Which object?"), "h1").named("item_title"), None, back))
        layout.addWidget(self.picker, 1)
        layout.addLayout(keys)
        self._show()

    def open(self) -> None:
        """Start with nothing chosen."""
        self._judge("")
        self.picker.reset()
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Shorter words at 1024 pixels."""
        self.picker.set_compact(compact)
        self.keep.setText(_("Record + label") if compact else _("Record and print the label"))
        for key in self._conditions.buttons():
            assert isinstance(key, Key)
            key.typed(14 if compact else 16, 20)

    def submit(self) -> None:
        """Record the chosen thing."""
        if self.picker.code():
            self.record.emit(self.picker.code(), self._condition)

    def _judge(self, code: str) -> None:
        self._condition = "" if code == self._condition else code
        self._conditions.setExclusive(False)
        for key in self._conditions.buttons():
            key.setChecked(key.objectName() == f"condition_{self._condition}")

    def _show(self) -> None:
        self.keep.setEnabled(bool(self.picker.code()))


class RefusalPage(QWidget):
    """``RefusalPage()``: signals ``reason(str)``, ``left()``; one touch on a reason records it."""

    reason = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = Key(_("Back"), "arrow-left").named("refusal_back")
        back.clicked.connect(self.left)
        title = Text(_("Why is it refused?"), "h1").named("refusal_title")
        layout = _page(self, title, back)
        layout.addWidget(Text(_("No kilo is counted. The reason is kept."), "muted"))
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, (code, (words, icon)) in enumerate(REFUSAL_REASONS.items()):
            tile = Tile(_(words), "", icon, "neutral").family_look().named(f"reason_{code}")
            tile.clicked.connect(lambda _on=False, code=code: self.reason.emit(code))
            grid.addWidget(tile, number // 3, number % 3)
        layout.addLayout(grid)
        layout.addStretch(1)


class RecyclePage(QWidget):
    """``RecyclePage(furnishings)``: signals ``record(str family, str recycler)``, ``left()``.

    First what it is, then who takes it: touching the recycler records the load.
    """

    record = Signal(str, str)
    left = Signal()

    def __init__(self, furnishings: Furnishings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = ""
        self._families = QButtonGroup(self)
        self._recyclers: list[Key] = []
        back = Key(_("Back"), "arrow-left").named("recycle_back")
        back.clicked.connect(self.left)
        title = Text(_("What is it?"), "h1").named("recycle_title")
        layout = _page(self, title, back)
        self._keys: list[FoldingKey] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for code, words, _note in FAMILY_TILES:
            key = FoldingKey(_(words)).with_icon(FAMILY_ICON[code], "duotone", code)
            key.sized(52).choosable().named(f"recycle_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._choose(code))
            self._families.addButton(key)
            self._keys.append(key)
        layout.addLayout(self._grid)
        layout.addWidget(Text(_("Who takes it?"), "h1"))
        self._parties = QGridLayout()
        self._parties.setSpacing(8)
        for party in furnishings.parties_of("recycler")[:RECYCLERS]:
            taker = Key(party.label, "recycle").sized(52).named(f"recycler_{party.code}")
            taker.clicked.connect(lambda _on=False, code=party.code: self._record(code))
            self._recyclers.append(taker)
        layout.addLayout(self._parties)
        layout.addStretch(1)
        self.set_compact(False)

    def open(self) -> None:
        """Start with nothing chosen: no load takes the family of the one before."""
        self._family = ""
        self._families.setExclusive(False)
        for key in self._families.buttons():
            key.setChecked(False)
        self._families.setExclusive(True)
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Pictograms above the words at 1024 pixels."""
        for number, key in enumerate(self._keys):
            key.narrow(compact)
            self._grid.addWidget(key, number // 5, number % 5)
        for number, taker in enumerate(self._recyclers):
            taker.with_icon("" if compact else "recycle").typed(14 if compact else 16, 20)
            self._parties.addWidget(taker, number // 3, number % 3)

    def _choose(self, family: str) -> None:
        self._family = family
        self._show()

    def _record(self, recycler: str) -> None:
        self.record.emit(self._family, recycler)

    def _show(self) -> None:
        for key in self._recyclers:
            key.setEnabled(bool(self._family))
