"""The settings of the shop: big tiles, and behind each the page that arranges one thing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.pages import GROUPS, PAGES, PageTile
from reuse_pos.ui.widgets import BigTile, Key, Panel, Text, row

COLUMNS, COLUMNS_NARROW, NARROW_UNDER = 4, 3, 1100


class SettingsScreen(Screen):
    """``SettingsScreen(shop, person, pages=PAGES)``.

    ``open(code)`` shows a page, ``close_page()`` the tiles; ``page`` is the page shown or None;
    ``back_key()`` makes the key that goes back, for a page with ``own_back``.
    """

    def __init__(
        self, shop: Shop, person: Person, pages: tuple[PageTile, ...] = PAGES,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Settings"), _("what the shop is arranged like"), parent)
        self.shop, self.person, self.pages = shop, person, pages
        self._made: dict[str, tuple[QWidget, Any]] = {}
        self._here = ""
        self._columns = 0
        self.tiles: dict[str, BigTile] = {}
        self._grids: list[tuple[QGridLayout, list[BigTile]]] = []
        self.home = self._home()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(20, 14, 20, 14)
        self._outer.setSpacing(11)
        self._outer.addWidget(self.error)
        self._outer.addWidget(self.stack, 1)
        self._arrange(COLUMNS)

    @property
    def page(self) -> Any:
        """The page shown; None while the tiles are."""
        return self._made[self._here][1] if self._here else None

    def entered(self) -> None:
        """Back in the settings: the page left is read again."""
        if self.page is not None:
            self.page.entered()
        else:
            self.home.setFocus()

    def left(self) -> None:
        """The person goes elsewhere."""
        self._call("left")

    def open(self, code: str) -> None:
        """Show the page of a tile."""
        tile = next(one for one in self.pages if one.code == code)
        if code not in self._made:
            module, _colon, name = tile.where.partition(":")
            page = getattr(import_module(module), name)(self.shop, self.person, self)
            holder = page if getattr(page, "own_back", False) else self._under_a_back_key(page)
            # A page that is too wide scrolls or folds; it never widens the window.
            holder.setMinimumSize(1, 1)
            self._made[code] = (holder, page)
            self.stack.addWidget(holder)
        self._here = code
        self.error.clear()
        holder, page = self._made[code]
        self.stack.setCurrentWidget(holder)
        self.show_title(_(tile.title), getattr(page, "context", "") or _(tile.sub))
        page.entered()

    def close_page(self) -> None:
        """Show the tiles again; what was written stays."""
        if not self._here:
            return
        code, self._here = self._here, ""
        left = getattr(self._made[code][1], "left", None)
        if left is not None:
            left()
        self.error.clear()
        self.stack.setCurrentWidget(self.home)
        self.show_title(_("Settings"), _("what the shop is arranged like"))
        self.tiles[code].setFocus()

    def back(self) -> None:
        """Go back one step: what the page holds open first, then the page."""
        inner = getattr(self.page, "back", None)
        if inner is None or not inner():
            self.close_page()

    def back_key(self, words: str = "") -> Key:
        """A key that goes back to the tiles, or (with its own words) one step of the page."""
        key = Key(words or _("Settings"), "arrow-left").named("settings_back")
        key.clicked.connect(self.back)
        return key

    def show_title(self, title: str, context: str = "") -> None:
        """Change what the top of the window says."""
        self.set_title(title, context)

    def refresh(self, changes: frozenset[Any]) -> None:
        """Something changed in the shop."""
        self._call("refresh", changes)

    def on_scan(self, raw: str) -> None:
        """A scan belongs to the page shown."""
        self._call("on_scan", raw)

    def on_next(self) -> None:
        """F12: the page's yellow key."""
        self._call("on_next")

    def on_undo(self) -> None:
        """F4."""
        self._call("on_undo")

    def on_function_key(self, number: int) -> None:
        """The other function keys."""
        self._call("on_function_key", number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape and self._here:
            self.back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer tiles in a row where it is narrow."""
        super().resizeEvent(event)
        self._arrange(COLUMNS_NARROW if self.width() < NARROW_UNDER else COLUMNS)

    def _call(self, name: str, *values: object) -> None:
        method = getattr(self.page, name, None)
        if method is not None:
            method(*values)

    def _under_a_back_key(self, page: QWidget) -> QWidget:
        holder = Panel("canvas")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(11)
        layout.addLayout(row(self.back_key(), None))
        layout.addWidget(page, 1)
        return holder

    def _home(self) -> QScrollArea:
        inner = Panel("canvas")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for group, title in GROUPS.items():
            mine = [self._tile(one) for one in self.pages if one.group == group]
            if not mine:
                continue
            grid = QGridLayout()
            grid.setSpacing(10)
            self._grids.append((grid, mine))
            layout.addWidget(Text(_(title), "card"))
            layout.addLayout(grid)
            layout.addSpacing(6)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _tile(self, one: PageTile) -> BigTile:
        tile = BigTile(_(one.title), _(one.sub), one.icon, "textile").named(f"settings_{one.code}")
        tile.pictured(0, 40).typed(19, 15, 700).sized(128)
        tile.clicked.connect(lambda _=False, code=one.code: self.open(code))
        self.tiles[one.code] = tile
        return tile

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, tiles in self._grids:
            for number, tile in enumerate(tiles):
                grid.addWidget(tile, number // columns, number % columns)
            for number in range(COLUMNS):
                grid.setColumnStretch(number, int(number < columns))
