"""The short answers at the door: one labelled object, a refusal, or straight to a recycler."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILY_ICON
from reuse_pos.domain.intake import CONDITIONS, REFUSAL_REASONS
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Furnishings
from reuse_pos.ui import theme
from reuse_pos.ui.intake.things import ThingPicker
from reuse_pos.ui.intake.words import FAMILY_TILES
from reuse_pos.ui.widgets import Key, Text, Tile, row

RECYCLERS = 6
LONGEST, LONGEST_NARROW = 18, 12


def _page(page: QWidget, title: Text, back: Key) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    layout.addLayout(row(title, None, back))
    return layout


def _short(name: str, most: int) -> str:
    """An organisation's name under a word: its first part, cut where it is still too long."""
    first = name.partition(",")[0]
    return first if len(first) <= most else first[: most - 1].rstrip() + "…"


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

    Touching what it is records it for the recycler who usually takes it, written under it; where
    somebody else takes it, or nobody usually does, they are touched first. ``use(furnishings)``
    when recyclers changed.
    """

    record = Signal(str, str)
    left = Signal()

    def __init__(self, furnishings: Furnishings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taker, self._desk = "", furnishings
        self._families: dict[str, Key] = {}
        self._recyclers: dict[str, Key] = {}
        back = Key(_("Back"), "arrow-left").named("recycle_back")
        back.clicked.connect(self.left)
        title = Text(_("What is it?"), "h1").named("recycle_title")
        layout = _page(self, title, back)
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, (code, words, _note) in enumerate(FAMILY_TILES):
            key = Key(_(words), place="above").with_icon(FAMILY_ICON[code], "duotone", code)
            key.sized(76).named(f"recycle_{code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self._record(code))
            self._families[code] = key
            grid.addWidget(key, number // 5, number % 5)
        layout.addLayout(grid)
        self._other = Text(_("Somebody else takes it? Touch them first."), "muted")
        layout.addWidget(self._other)
        self._parties = QGridLayout()
        self._parties.setSpacing(8)
        layout.addLayout(self._parties)
        layout.addStretch(1)
        self._compact = False
        self.use(furnishings)

    def use(self, furnishings: Furnishings) -> None:
        """The recyclers as the shop has them now."""
        self._desk = furnishings
        for key in self._recyclers.values():
            self._parties.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._recyclers = {}
        for number, party in enumerate(furnishings.recyclers[:RECYCLERS]):
            taker = Key(party.label).sized(52).choosable().named(f"recycler_{party.code}")
            taker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            taker.clicked.connect(lambda _on=False, code=party.code: self._choose(code))
            self._recyclers[party.code] = taker
            self._parties.addWidget(taker, number // 3, number % 3)
        self._other.setText(
            _("Somebody else takes it? Touch them first.")
            if furnishings.recyclers
            else _("No recycler is known yet. The manager adds them in the settings.")
        )
        self.set_compact(self._compact)
        self.open()

    def open(self) -> None:
        """Start with nobody chosen: no load goes to the recycler of the one before."""
        self._taker = ""
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Smaller words at 1024 pixels."""
        self._compact = compact
        large = theme.current().scale > 100
        for key in self._families.values():
            key.typed(13 if large else 14 if compact else 16, 22)
        for taker in self._recyclers.values():
            taker.typed(14 if compact else 16, 20)
        self._show()

    def _choose(self, code: str) -> None:
        self._taker = "" if code == self._taker else code
        self._show()

    def _record(self, family: str) -> None:
        taker = self._desk.recycler_of(family, self._taker)
        if taker is not None:
            self.record.emit(family, taker.code)

    def _show(self) -> None:
        for code, taker in self._recyclers.items():
            taker.setChecked(code == self._taker)
        most = LONGEST_NARROW if self._compact or theme.current().scale > 100 else LONGEST
        for family, key in self._families.items():
            who = self._desk.recycler_of(family, self._taker)
            key.setEnabled(who is not None)
            key.with_sub(_short(who.label, most) if who is not None else _("Who takes it?"))
            key.spoken(f"{key.text()}, {who.label}" if who is not None else key.text())
