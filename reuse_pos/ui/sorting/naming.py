"""The brand and number of an object, and the recalls of products that bear them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from reuse_pos.domain.checks import NAME_LENGTH, Aside
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Card, Key, Text

if TYPE_CHECKING:
    from reuse_pos.domain.item import Item
    from reuse_pos.domain.recalls import RecalledProduct
    from reuse_pos.services.verb import Done
    from reuse_pos.ui.sorting.screen import SortingScreen

FOUND, LEAST_LETTERS = 3, 2


class NamePage(Page):
    """``ask(item)`` lets a brand be typed and shows its recalls; ``show_found(found, item)`` tells
    of a barcode that was scanned, with nothing to type."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.item: Item | None = None
        self._found: Sequence[RecalledProduct] = ()
        self.brand = _field(_("Brand, as written on the object"), "name_brand")
        self.serial = _field(_("Serial number"), "name_serial")
        self.brand.textChanged.connect(self._look)
        self.heading = words("", 28, 800)
        self.cards = [_Found() for _n in range(FOUND)]
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 200)
        self.aside = Key(_("Set aside"), "hand-palm").plain().named("name_aside")
        self.save = Key(_("Save"), "check", "next").plain().named("name_save")
        self.back.named("name_back").clicked.connect(self._return)
        self.aside.clicked.connect(self._set_aside)
        self.save.clicked.connect(self.on_next)
        self._build()

    def ask(self, item: Item) -> None:
        """Let the brand and number of an object be typed."""
        self.item, self.title, self.code = item, _("Brand and number"), item.short
        self.brand.setText(item.brand or "")
        self.serial.setText(item.serial or "")
        self._fields(shown=True)
        self._look(self.brand.text())
        self.host.show_title()
        self.brand.setFocus()

    def show_found(self, found: Sequence[RecalledProduct], item: Item | None) -> None:
        """Say that a scanned product is recalled; ``item`` is the object now sorted, if any."""
        self.item, self.title = item, _("Maybe recalled")
        self.code = "" if item is None else item.short
        self._fields(shown=False)
        self._show(found, _("This product is recalled"))
        self.host.show_title()

    def on_scan(self, raw: str) -> None:
        """A maker's barcode is looked up in the list."""
        found = self.shop.recalls.with_code(raw)
        if found:
            self._show(found, _("This product is recalled"))
        else:
            self._show((), _("No recall is known"))

    def on_next(self) -> None:
        """F12: keep what was typed, or set the object aside when it was only scanned."""
        item = self.item
        if self.brand.isHidden():
            self._set_aside()
            return
        if item is None:
            return
        brand, serial = self.brand.text(), self.serial.text()

        def named(done: Done[Item]) -> None:
            self.host.back_to_thing(done.value)

        self.write(
            lambda: self.shop.checks.name(self.who, item.id, brand, serial), named, self.save
        )

    def spoken(self) -> list[str]:
        """What was found."""
        shown = [card.words() for card in self.cards if not card.isHidden()]
        return [self.title, self.heading.text(), *shown]

    def _fields(self, *, shown: bool) -> None:
        for widget in (self.brand, self.serial, self.save):
            widget.setVisible(shown)
        self.aside.set_kind("key" if shown else "next")
        self.aside.plain()

    def _look(self, text: str) -> None:
        if self.brand.isHidden():
            return
        brand = text.strip()
        found = self.shop.recalls.search(brand, FOUND) if len(brand) > LEAST_LETTERS else []
        if not brand:
            self._show((), "")
        elif found:
            self._show(found, _("{brand}: recalled products", brand=brand))
        else:
            self._show((), _("No recall is known"))

    def _show(self, found: Sequence[RecalledProduct], heading: str) -> None:
        self._found = found
        self.heading.set_text(heading)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(found))
            if number < len(found):
                card.show_product(found[number])
        self.aside.setEnabled(bool(found) and self.item is not None)

    def _set_aside(self) -> None:
        item = self.item
        if item is None:
            self.host.show_refusal(_("Open an object first, then set it aside."))
            return

        def done(_done: object) -> None:
            self.host.say.emit(
                _("{name}: {where}", name=item.label, where=_("Set aside").lower()),
                lambda: self._undo(item),
            )
            self.print_labels(item.id)
            self.host.back_to_thing(None)

        self.write(
            lambda: self.shop.sorting.put_aside(self.who, item.id, Aside.RECALL), done, self.aside
        )

    def _undo(self, item: Item) -> None:
        self.write(
            lambda: self.shop.sorting.undo_aside(self.who, item.id),
            lambda _done: self.tell_undone(item.label),
        )

    def _return(self) -> None:
        self.host.back_to_thing(self.item)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.brand, 0, 0)
        grid.addWidget(self.serial, 0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.back)
        foot.addWidget(self.aside, 1)
        foot.addWidget(self.save, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(grid)
        layout.addWidget(self.heading)
        for card in self.cards:
            layout.addWidget(card)
        layout.addStretch(1)
        layout.addLayout(foot)


class _Found(Card):
    """One recalled product: brand and model, its risk and day."""

    def __init__(self) -> None:
        super().__init__(kind="warn")
        self.title = Text("", "plain-strong", "orange").eliding()
        self.risk = Text("", "plain-text").wrapped()
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(2)
        self.body.addWidget(self.title)
        self.body.addWidget(self.risk)

    def show_product(self, one: RecalledProduct) -> None:
        """Change what is said."""
        self.title.setText(" · ".join(part for part in (one.brand, one.title, one.model) if part))
        day = _("Recall of {day}", day="/".join(reversed(one.day.split("-"))))
        risk = _short(one.risk)
        self.risk.setText(f"{day} · {risk}" if risk else day)

    def words(self) -> str:
        """Both lines."""
        return f"{self.title.text()}. {self.risk.text()}"


def _short(text: str, most: int = 140) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _field(hint: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setMaxLength(NAME_LENGTH)
    edit.setMinimumHeight(60)
    edit.setPlaceholderText(hint)
    edit.setAccessibleName(hint)
    return edit
