"""Scan a label, or type its number: to open one thing, or to pile up the things one is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Amount, Badge, Card, EmptyState, Key, Keypad, Text, column, row
from reuse_pos.ui.widgets.flow import Flow
from reuse_pos.ui.workshop.looks import empty, heading, pictured

LONGEST = 6


class ScanPage(QWidget):
    """Signals ``typed(short code)``, ``back()``, ``ready()`` (enough is scanned),
    ``apart_asked()`` (the one thing scanned is taken apart) and ``dropped(Item)``."""

    typed = Signal(str)
    back = Signal()
    ready = Signal()
    dropped = Signal(object)
    apart_asked = Signal()

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter, self._figures = letter, ""
        self._title = heading("", 48)
        self._sub = Text("", "plain-text", "ink2").wrapped()
        self._code = Amount("", 44, align="left")
        self.keypad = Keypad(secret=True)
        self.keypad.typed.connect(self._type)
        self.keypad.erased.connect(lambda: self._show(self._figures[:-1]))
        self.take = Key(_("This is the number"), "check").typed(22, 28).sized(76).named("scan_take")
        self.take.clicked.connect(self._take)
        self.pile = Card()
        self._things = Flow(gap=12)
        self._sources: tuple[tuple[Item, str, str], ...] = ()
        self._sum = Text("", "plain-key")
        self.nothing = EmptyState("barcode", _("What you scan comes here"))
        self.pile.body.addWidget(self.nothing)
        self.pile.body.addLayout(self._things)
        self.pile.body.addStretch(1)
        self.pile.body.addWidget(self._sum)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(76)
        self.return_key.named("scan_back").clicked.connect(self.back)
        self.apart = Key(_("Take it apart"), "scissors").typed(22, 28).sized(76)
        self.apart.named("scan_apart").clicked.connect(self.apart_asked)
        self.go = Key(_("That is all"), "check", "next").plain(76).named("scan_ready")
        self.go.clicked.connect(self.ready)
        side = QWidget()
        side.setLayout(column(self._code, self.keypad, spacing=12))
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(side, 2)
        middle.addWidget(self.pile, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(pictured("barcode", self._title, self._sub))
        layout.addLayout(middle, 1)
        layout.addLayout(row(self.return_key, self.take, None, self.apart, self.go, spacing=16))

    def ask_one(self) -> None:
        """Ask for the label of one thing."""
        self._title.set_text(_("Scan the label"))
        self._sub.setText(_("Or touch its number, after the letter."))
        self.pile.hide()
        self._sources = ()
        self.go.hide()
        self.apart.hide()
        self._show("")

    def ask_several(self, sources: Sequence[tuple[Item, str, str]]) -> None:
        """Ask for the things another one is made of; each with its pictogram and family."""
        self._title.set_text(_("What do you use?"))
        self._sub.setText(_("Scan the label of each object."))
        self.pile.show()
        self._sources = tuple(sources)
        empty(self._things)
        self.nothing.setVisible(not sources)
        for item, icon, family in sources:
            self._things.addWidget(self._source(item, icon, family))
        grams = sum(item.grams for item, _icon, _family in sources)
        self._sum.setText(_("Together: {weight}", weight=format_grams(grams)) if sources else "")
        self.go.setVisible(bool(sources))
        self.apart.setVisible(len(sources) == 1)
        self._show("")

    def yellow(self) -> Key | None:
        """The yellow key, if there is one."""
        return self.go if self.go.isVisible() else None

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        names = [item.label for item, _icon, _family in self._sources]
        keys = (self.take, self.apart, self.go)
        said = [key.text() for key in keys if key.isVisibleTo(self) and key.isEnabled()]
        total = self._sum.text() if names else ""
        return [self._title.text(), self._sub.text(), *names, total, *said]

    def _source(self, item: Item, icon: str, family: str) -> QWidget:
        card = Card(kind="note")
        card.body.setContentsMargins(12, 8, 8, 8)
        drop = Key(icon="x").typed(16, 22).sized(48, 52).named("source_drop")
        drop.spoken(_("Take {code} away", code=item.short))
        drop.clicked.connect(lambda: self.dropped.emit(item))
        words = column(
            Text(item.label, "strong"), Text(format_grams(item.grams), "note"), spacing=0
        )
        line = row(Badge(icon, family, 52), spacing=10)
        line.addLayout(words)
        line.addWidget(drop)
        card.body.addLayout(line)
        return card

    def _type(self, text: str) -> None:
        self._show((self._figures + text)[:LONGEST])

    def _show(self, figures: str) -> None:
        self._figures = figures
        self._code.set_text(f"{self._letter}-{figures or '…'}")
        self.take.setEnabled(bool(figures))

    def _take(self) -> None:
        code = f"{self._letter}-{self._figures.zfill(LONGEST)}"
        self._show("")
        self.typed.emit(code)
