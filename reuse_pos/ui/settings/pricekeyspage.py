"""The counter's keys as the manager arranges them: the grid as the counter shows it, and one key
under the hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.category import UNSORTED_LEAF
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.pricing import KEY_PAGES, KEYS_ON_A_PAGE, PriceKey
from reuse_pos.domain.sale_days import price_words
from reuse_pos.domain.wording import _
from reuse_pos.services.price_keys import KeyPlan
from reuse_pos.services.shop import Shop
from reuse_pos.ui.settings.dragtile import DragTile
from reuse_pos.ui.settings.pricekeychoosers import CategoryChooser, IconChooser
from reuse_pos.ui.settings.pricekeyedit import KeyEdit
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Key, Panel, Tile, row

ACROSS, EDIT_WIDE, EDIT_NARROW, NARROW_UNDER = 5, 400, 330, 1180
FAMILY_OF_PAGE = ("deco_divers", "textile", "vaisselle", "livres_medias", "jouets", "deco_divers",
                  "deco_divers")  # fmt: skip
ARROWS = (("left", -1), ("right", 1), ("up", -ACROSS), ("down", ACROSS))


def key_words(key: PriceKey) -> str:
    """The second line of a key: its price, its lot, or that it is typed or free."""
    if key.unit == "free":
        return _("Free price")
    if key.unit == "open":
        return _("Type the price")
    if key.lot_qty and key.lot_cents is not None:
        return _("{n} for {price}", n=key.lot_qty, price=format_cents(key.lot_cents))
    return price_words("g" if key.unit == "kg" else "piece", key.price_cents)


class PriceKeysPage(Panel):
    """``PriceKeysPage(shop, person, screen)``: touch a key to change it; carry it, or use the
    arrows, or "Move" then another key, to change places.
    ``tiles`` are the keys of the page shown."""

    own_back = True

    def __init__(
        self, shop: Shop, person: Person, screen: SettingsScreen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.number = 0
        self.chosen: PriceKey | None = None
        self._keys: tuple[PriceKey, ...] = ()
        self.tiles: list[DragTile] = []
        self.pages: list[Key] = []
        self.arrows: dict[str, Key] = {}
        self.edit = KeyEdit()
        self.icons = IconChooser()
        self.categories = CategoryChooser(shop.office.categories())
        self.left_pages = QStackedWidget()
        grid = self._grid_side()
        for page in (grid, self.icons, self.categories):
            self.left_pages.addWidget(page)
        both = row(spacing=16)
        both.addWidget(self.left_pages, 1)
        both.addWidget(self.edit)
        self.setLayout(both)
        self._connect()

    def _connect(self) -> None:
        self.edit.saved.connect(self.save)
        self.edit.icon_asked.connect(self._choose_icon)
        self.edit.category_asked.connect(self._choose_category)
        self.icons.chosen.connect(self._take_icon)
        self.categories.chosen.connect(self._take_category)
        for chooser in (self.icons, self.categories):
            chooser.closed.connect(lambda: self.left_pages.setCurrentIndex(0))

    def _grid_side(self) -> Panel:
        side = Panel("canvas")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        families = row(spacing=8)
        for number, (words, icon) in enumerate(KEY_PAGES):
            key = Key(_(words), icon).typed(14, 18).sized(50).choosable().named(f"page_{number}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, number=number: self._page_touched(number))
            self.pages.append(key)
            families.addWidget(key)
        layout.addLayout(row(self.host.back_key(), None, self._new()))
        layout.addLayout(families)
        self._grid = QGridLayout()
        self._grid.setSpacing(9)
        for number in range(KEYS_ON_A_PAGE):
            tile = DragTile("").choosable().named(f"key_{number}")
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            tile.setMaximumHeight(126)
            tile.clicked.connect(lambda _on=False, number=number: self._tile_touched(number))
            tile.dropped.connect(lambda where, number=number: self._carried(number, where))
            self.tiles.append(tile)
            self._grid.addWidget(tile, number // ACROSS, number % ACROSS)
            self._grid.setColumnStretch(number % ACROSS, 1)
        layout.addLayout(self._grid, 1)
        layout.addLayout(self._moves())
        return side

    def _new(self) -> Key:
        self.new_key = Key(_("New key"), "plus").sized(48).named("key_new")
        self.new_key.clicked.connect(self.begin_new)
        return self.new_key

    def _moves(self) -> Any:
        for code, step in ARROWS:
            icon = {"up": "caret-up", "down": "caret-down"}.get(code, f"arrow-{code}")
            key = Key("", icon).sized(56, 60).named(f"move_{code}")
            key.clicked.connect(lambda _on=False, step=step: self._step(step))
            self.arrows[code] = key
        for code, words in (
            ("left", _("To the left")), ("right", _("To the right")), ("up", _("Up")),
            ("down", _("Down")),
        ):  # fmt: skip
            self.arrows[code].spoken(words)
        self.move_key = Key(_("Move"), "swap").sized(56).choosable().named("key_move")
        self.away_key = Key(_("Put away"), "trash").sized(56).named("key_away")
        self.away_key.clicked.connect(self.put_away)
        return row(self.away_key, None, *self.arrows.values(), self.move_key, spacing=8)

    def entered(self) -> None:
        """Read the keys again."""
        self._keys = self.shop.price_keys.every()
        self.show_page(self.number)

    def refresh(self, changes: frozenset[Any]) -> None:
        """Somebody changed prices."""
        if (
            Change.PRICES in changes
            and self.isVisible()
            and not self.edit.isAncestorOf(self.focusWidget() or self)
        ):
            self.entered()

    def back(self) -> bool:
        """A chooser closes first."""
        if self.left_pages.currentIndex():
            self.left_pages.setCurrentIndex(0)
            return True
        return False

    def on_next(self) -> None:
        """F12 saves."""
        self.save()

    def show_page(self, number: int, chosen: str = "") -> None:
        """Show a page of keys; `chosen` is the code of the one under the hand."""
        self.number = number
        mine = self._mine()
        wanted = chosen or (self.chosen.code if self.chosen else "")
        found = next((one for one in mine if one.code == wanted), None)
        for place, tile in enumerate(self.tiles):
            self._dress(tile, mine[place] if place < len(mine) else None, found)
        for place, key in enumerate(self.pages):
            key.setChecked(place == number)
        self.new_key.setEnabled(len(mine) < KEYS_ON_A_PAGE)
        if found is not None:
            self._take(found)
        elif mine:
            self._tile_touched(0)
        else:
            self.begin_new()

    def begin_new(self) -> None:
        """An empty key at the end of this page."""
        self.chosen = None
        self.move_key.setChecked(False)
        self._light()
        family = FAMILY_OF_PAGE[self.number]
        self.edit.show_new(self.shop.office.category(UNSORTED_LEAF[family]))

    def save(self) -> None:
        """Write the key down."""
        try:
            plan = self.edit.plan()
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return
        keys, actor = self.shop.price_keys, self.person.actor
        page, chosen = self.number, self.chosen
        if chosen is None:
            self.host.run_verb(
                lambda: keys.make(actor, plan, page),
                lambda done: self._written(done.value, plan),
                self.edit.save_key,
            )
        else:
            self.host.run_verb(
                lambda: keys.change(actor, chosen.code, plan),
                lambda _done: self._written(chosen.code, plan, chosen),
                self.edit.save_key,
            )

    def put_away(self) -> None:
        """Put the key away; one touch brings it back."""
        key = self.chosen
        if key is None:
            return
        keys, actor = self.shop.price_keys, self.person.actor

        def done(_done: object) -> None:
            self.chosen = None
            self.entered()
            self.host.say.emit(_("“{name}” is put away", name=key.label),
                               lambda: self._back_as(key))  # fmt: skip

        self.host.run_verb(lambda: keys.archive(actor, key.code), done, self.away_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the key under the hand."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -ACROSS,
            Qt.Key.Key_Down: ACROSS,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key under the hand keeps a third of the width."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_UNDER
        self.edit.setFixedWidth(EDIT_NARROW if narrow else EDIT_WIDE)
        for key, (_words, icon) in zip(self.pages, KEY_PAGES, strict=True):
            key.typed(13 if narrow else 14, 18).with_icon("" if narrow else icon)
        for tile in self.tiles:
            tile.typed(14 if narrow else 16, 14, 34)

    def _mine(self) -> list[PriceKey]:
        return [one for one in self._keys if one.page == self.number][:KEYS_ON_A_PAGE]

    def _dress(self, tile: Tile, key: PriceKey | None, chosen: PriceKey | None) -> None:
        # An empty place keeps its room, so that keys stand where the counter shows them.
        policy = tile.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        tile.setSizePolicy(policy)
        tile.setVisible(key is not None)
        if key is not None:
            family = self.shop.office.category(key.category).family
            tile.setText(key.label)
            tile.set_note(key_words(key)).set_icon(key.icon, family).set_tested(key.tested)
            tile.setChecked(chosen is not None and key.code == chosen.code)

    def _tile_touched(self, place: int) -> None:
        key, before = self._mine()[place], self.chosen
        moving = self.move_key.isChecked() and before is not None and before.code != key.code
        if moving and before is not None:
            self.move_key.setChecked(False)
            self._light()
            self._swap(before, key)
            return
        self._take(key)

    def _carried(self, place: int, where: QPoint) -> None:
        """A key was put down on another key, or on the key of a page."""
        mine = self._mine()
        self._take(mine[place])
        onto = [n for n, tile in enumerate(self.tiles[: len(mine)]) if _under(tile, where)]
        pages = [n for n, key in enumerate(self.pages) if _under(key, where)]
        if onto and onto[0] != place:
            self._swap(mine[place], mine[onto[0]])
        elif pages and pages[0] != self.number:
            self._to_page(mine[place], pages[0])

    def _page_touched(self, number: int) -> None:
        self.left_pages.setCurrentIndex(0)
        key = self.chosen
        if not self.move_key.isChecked() or key is None:
            self.chosen = None
            self.show_page(number)
            return
        self.move_key.setChecked(False)
        self.pages[number].setChecked(number == self.number)
        self._to_page(key, number)

    def _to_page(self, key: PriceKey, number: int) -> None:
        keys, actor = self.shop.price_keys, self.person.actor

        def done(_done: object) -> None:
            self._keys = keys.every()
            self.show_page(number, key.code)

        self.host.run_verb(lambda: keys.to_page(actor, key.code, number), done)

    def _take(self, key: PriceKey) -> None:
        self.chosen = key
        self._light()
        self.edit.show_key(key, self.shop.office.category(key.category))

    def _light(self) -> None:
        mine = self._mine()
        place = next((n for n, one in enumerate(mine) if one == self.chosen), -1)
        for number, tile in enumerate(self.tiles):
            tile.setChecked(number == place)
        for code, step in ARROWS:
            self.arrows[code].setEnabled(place >= 0 and 0 <= place + step < len(mine))
        for key in (self.move_key, self.away_key):
            key.setEnabled(place >= 0)

    def _step(self, step: int) -> None:
        mine = self._mine()
        place = next((n for n, one in enumerate(mine) if one == self.chosen), -1)
        if place >= 0 and 0 <= place + step < len(mine):
            self._swap(mine[place], mine[place + step])

    def _swap(self, one: PriceKey, other: PriceKey) -> None:
        keys, actor = self.shop.price_keys, self.person.actor

        def done(_done: object) -> None:
            self._keys = keys.every()
            self.show_page(self.number, one.code)

        self.host.run_verb(lambda: keys.swap(actor, one.code, other.code), done)

    def _written(self, code: str, plan: KeyPlan, before: PriceKey | None = None) -> None:
        self._keys = self.shop.price_keys.every()
        self.show_page(self.number, code)
        undo = None if before is None else lambda: self._back_as(before)
        self.host.say.emit(_("“{name}” is saved", name=plan.label), undo)

    def _back_as(self, key: PriceKey) -> None:
        keys, actor = self.shop.price_keys, self.person.actor

        def done(_done: object) -> None:
            self._keys = keys.every()
            self.show_page(key.page, key.code)

        self.host.run_verb(lambda: keys.bring_back(actor, key), done)

    def _choose_icon(self) -> None:
        self.icons.begin(self.shop.price_keys.pictograms(), self.edit.icon)
        self.left_pages.setCurrentWidget(self.icons)

    def _choose_category(self) -> None:
        self.categories.begin(self.edit.category)
        self.left_pages.setCurrentWidget(self.categories)

    def _take_icon(self, icon: str) -> None:
        self.edit.take_icon(icon)
        self.left_pages.setCurrentIndex(0)

    def _take_category(self, code: str) -> None:
        weight = self.shop.price_keys.weight_of(code)
        self.edit.take_category(self.shop.office.category(code), weight)
        self.left_pages.setCurrentIndex(0)


def _under(widget: QWidget, where: QPoint) -> bool:
    return widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(where))
