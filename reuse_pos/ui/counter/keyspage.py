"""The price keys of the counter: families above, pictures to touch, what else can be done below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.counter.words import PAGES
from reuse_pos.ui.widgets import EmptyState, Key, Text, Tile, row

FIGURES = "123456789"
ROWS, PLAIN_ROWS, PLAIN_COLUMNS = 4, 3, 3
FIRST_PAGES, LAST_PAGES = (0, 1, 2, 3), (0, 4, 5, 6)


@dataclass(frozen=True)
class Offer:
    """One picture to touch: its words, and what touching it does."""

    name: str
    note: str
    icon: str
    family: str
    press: Callable[[], object]
    hint: str = ""
    tested: bool = False


@dataclass(frozen=True)
class Action:
    """One key under the pictures: code, words, pictogram, function key."""

    code: str
    text: str
    icon: str
    hint: str


class KeysPage(QWidget):
    """``KeysPage()``: signals ``page_chosen(int)``, ``action(str code)`` and ``typed(str)``.

    ``offer(offers, title="")`` shows pictures (a title in place of the families' row while
    searching), ``set_actions(actions)``, ``set_page(number)``, ``set_compact(on)``, ``room``
    pictures fit. ``tiles`` are the visible ones. ``number()`` lets the figures of the keyboard
    touch what is offered; anything else typed meanwhile is said by ``typed`` ("" erases).
    ``set_plain()`` shows fewer, larger ones, a family at a time.
    """

    page_chosen = Signal(int)
    action = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._compact, self._page, self._more = False, 0, False
        self._plain = False
        self._offers: list[Offer] = []
        self._tiles: list[Tile] = []
        self._families = QHBoxLayout()
        self._families.setSpacing(8)
        self._family_row = QWidget()
        self._family_row.setLayout(self._families)
        self._families.setContentsMargins(0, 0, 0, 0)
        self._title = Text("", "h1").named("search_title")
        self._stop = Key(_("Show the keys"), "x", hint=_("Esc")).named("search_stop")
        self._title_row = QWidget()
        self._title_row.setLayout(row(self._title, None, self._stop))
        self._stop.clicked.connect(lambda: self.page_chosen.emit(self._page))
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._none = EmptyState("magnifying-glass", "", "")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._family_row)
        whole.addWidget(self._title_row)
        whole.addLayout(self._grid, 1)
        whole.addWidget(self._none, 1)
        whole.addLayout(self._actions)
        self._build_families()
        self.offer([])

    @property
    def room(self) -> int:
        """How many pictures fit."""
        if self._plain:
            return PLAIN_ROWS * PLAIN_COLUMNS
        return ROWS * (4 if self._compact else 5)

    @property
    def tiles(self) -> list[Tile]:
        """The pictures now offered."""
        return self._tiles[: len(self._offers)]

    def set_compact(self, compact: bool) -> None:
        """Four columns and short family names' row under 1280 pixels."""
        if compact != self._compact:
            self._compact = compact
            self._build_families()
            self.offer(self._offers, self._title.text())
            for number in range(self._actions.count()):
                self._fit_action(self._actions.itemAt(number).widget())  # type: ignore[union-attr]

    def set_plain(self) -> None:
        """Nine large pictures; one goes from family to family with two keys."""
        self._plain = True
        self._build_families()
        self.offer(self._offers, self._title.text())

    def set_page(self, page: int) -> None:
        """Light up the family now shown."""
        self._page = page
        self._build_families()

    def offer(self, offers: Sequence[Offer], title: str = "", none: str = "") -> None:
        """Show these pictures; ``none`` is the sentence when there are none."""
        self._offers = list(offers)[: self.room]
        self._title.setText(title)
        self._title_row.setVisible(bool(title))
        self._family_row.setVisible(not title)
        self._none.setVisible(bool(title) and not self._offers)
        self._none.say(none)
        rows = PLAIN_ROWS if self._plain else ROWS
        columns = self.room // rows
        while len(self._tiles) < len(self._offers):
            self._tiles.append(self._new_tile(len(self._tiles)))
        for number, tile in enumerate(self._tiles):
            tile.setVisible(number < len(self._offers))
            if number < len(self._offers):
                self._grid.addWidget(tile, number // columns, number % columns)
                self._show(tile, self._offers[number])
        for x in range(5):
            self._grid.setColumnStretch(x, 1 if x < columns else 0)
        for y in range(ROWS):
            self._grid.setRowStretch(y, 1 if y < rows else 0)

    def number(self) -> None:
        """Show a figure on each picture; typed, it touches it."""
        for n, figure in enumerate(FIGURES[: len(self._offers)]):
            self._offers[n] = replace(self._offers[n], hint=figure)
            self._show(self._tiles[n], self._offers[n])
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure touches a picture, Escape brings the keys back, the rest is typed on."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.page_chosen.emit(self._page)
        elif text and text in FIGURES[: len(self._offers)]:
            self._pressed(int(text) - 1)
        elif event.key() == Qt.Key.Key_Backspace or (text and text.isprintable()):
            self.typed.emit("" if event.key() == Qt.Key.Key_Backspace else text)
        else:
            super().keyPressEvent(event)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show the keys of the bottom row."""
        while self._actions.count():
            widget = self._actions.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in actions:
            key = Key(one.text, one.icon, hint=one.hint, place="above").named(f"do_{one.code}")
            key.setProperty("fkey", one.hint)
            key.sized(64).setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=one.code: self.action.emit(code))
            self._fit_action(key)
            self._actions.addWidget(key)

    def _fit_action(self, key: QWidget | None) -> None:
        if isinstance(key, Key):
            key.set_hint("" if self._compact else str(key.property("fkey")))
            key.typed(14 if self._compact else 16, 20)

    def _new_tile(self, number: int) -> Tile:
        tile = Tile("").named(f"tile_{number}")
        tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tile.setMaximumHeight(210 if self._plain else 150)
        tile.clicked.connect(lambda: self._pressed(number))
        return tile

    def _show(self, tile: Tile, one: Offer) -> None:
        # At large text a long name would lose its end: it is written a little smaller instead.
        large = theme.current().scale > 100
        if self._plain:
            tile.typed(*((18, 16) if large else (22, 18)), 56).setText(one.name)
            tile.set_note(one.note).set_icon(one.icon, one.family).set_tested(one.tested)
            return
        tile.typed((13 if self._compact else 14) if large else 16, 16)
        tile.setText(one.name)
        tile.set_note(one.note).set_icon(one.icon, one.family)
        tile.set_hint(one.hint).set_tested(one.tested)

    def _pressed(self, number: int) -> None:
        if number < len(self._offers):
            self._offers[number].press()

    def _build_families(self) -> None:
        while self._families.count():
            widget = self._families.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._plain:
            self._build_turning()
            return
        shown: Sequence[int] = range(len(PAGES))
        if self._compact:
            self._more = self._page in LAST_PAGES[1:]
            shown = LAST_PAGES if self._more else FIRST_PAGES
        for page in shown:
            self._families.addWidget(self._family_key(page))
        if self._compact:
            more = self._wide(Key(_("More…"), "dots-three").named("families_more"))
            more.clicked.connect(self._turn)
            self._families.addWidget(more)

    def _build_turning(self) -> None:
        """The name of the family between the keys of the one before and the one after."""
        words, _icon = PAGES[self._page]
        for by, icon, name, said in (
            (-1, "arrow-left", "pictures_before", _("Pictures before")),
            (1, "arrow-right", "pictures_after", _("More pictures")),
        ):  # fmt: skip
            key = Key("" if by < 0 else said, icon, place="left" if by < 0 else "right")
            key.plain().spoken(said).named(name)
            key.clicked.connect(
                lambda _on=False, by=by: self.page_chosen.emit((self._page + by) % len(PAGES))
            )
            self._families.addWidget(key)
            if by < 0:
                self._families.addWidget(Text(_(words), "title").named("family_name"), 1)

    def _family_key(self, page: int) -> Key:
        words, icon = PAGES[page]
        key = self._wide(Key(_(words), icon).choosable(page == self._page))
        key.named(f"family_{page}")
        if icon == "star":
            key.with_icon(icon, "fill")
        # A chosen family stays chosen when touched again.
        key.clicked.connect(lambda: key.setChecked(page == self._page))
        key.clicked.connect(lambda: self.page_chosen.emit(page))
        return key

    def _wide(self, key: Key) -> Key:
        key.typed(16 if not self._compact else 15, 20)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return key

    def _turn(self) -> None:
        self.page_chosen.emit(FIRST_PAGES[0] if self._more else LAST_PAGES[1])
