"""The list of recalled products: how old it is, bringing in a newer one, and looking something
up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.people import Person
from reuse_pos.domain.recalls import RecalledProduct
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.settings.listpage import (
    clear,
)
from reuse_pos.ui.widgets import Card, Chip, Key, Panel, SearchField, Text

OLD_AFTER_DAYS, PAUSE_MS = 31, 150


class RecallsPage(Panel):
    """``RecallsPage(shop, person, screen, choose=None)``; ``choose()`` answers the file to bring in
    ("" for none): a dialog of the desktop unless given."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None,
        choose: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self._choose = choose or self._dialog
        self.extent = Text("", "h1").named("recalls_extent")
        self.old = Chip()
        self.where = Text(
            _("Fetch the file on data.economie.gouv.fr (search “RappelConso”), as CSV or JSON."),
            "muted",
        ).wrapped()
        self.bring = Key(_("Bring in the list"), "hand-arrow-down", "next").sized(60, 260)
        self.bring.named("recalls_import").clicked.connect(self.import_file)
        self.search = SearchField(_("Brand, model or barcode"), "magnifying-glass")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.search.edited.connect(lambda _text: self._pause.start())
        self.search.submitted.connect(lambda _text: self._look())
        self.said = Text("", "muted").named("recalls_said")
        self._list = QVBoxLayout()
        self._build()

    def entered(self) -> None:
        """Read how large and how old the list is."""
        count, newest = self.shop.recalls.extent()
        self.extent.setText(
            ngettext(
                "{n} product, newest of {day}",
                "{n} products, newest of {day}",
                count,
                day="/".join(reversed(newest.split("-"))),
            )
            if count
            else _("No list yet")
        )
        today = business_day(self.shop.office.clock.now())
        old = bool(newest) and (today - date.fromisoformat(newest)).days > OLD_AFTER_DAYS
        self.old.setVisible(old)
        if old:
            self.old.show_state(
                "warn", "warning", _("The list is more than a month old: fetch a newer one.")
            )
        self._look()
        self.search.setFocus()

    def on_scan(self, raw: str) -> None:
        """A maker's barcode is looked up."""
        self.search.edit.setText(raw.strip())
        self._look()

    def on_next(self) -> None:
        """F12: bring in a list."""
        self.import_file()

    def import_file(self) -> None:
        """Ask for a file and bring it in beside the screen."""
        chosen = self._choose()
        if not chosen:
            return
        recalls, actor, path = self.shop.recalls, self.person.actor, Path(chosen)

        def done(result: object) -> None:
            self.entered()
            count = getattr(getattr(result, "value", None), "products", 0)
            words = ngettext("{n} product brought in", "{n} products brought in", count)
            self.host.say.emit(words, None)

        self.host.run_verb(lambda: recalls.import_list(actor, path), done, self.bring)

    def _look(self) -> None:
        text = self.search.text().strip()
        found = self.shop.recalls.search(text) if text else []
        clear(self._list)
        for one in found:
            self._list.addWidget(_line(one))
        self._list.addStretch(1)
        self.said.setVisible(not found)
        self.said.setText(
            _("Nothing found in the list.") if text else _("Type a brand, a model or a barcode.")
        )

    def _dialog(self) -> str:
        title, kinds = _("List of recalled products"), _("List files (*.csv *.json)")
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        return chosen

    def _build(self) -> None:
        head = Card()
        texts, line = QVBoxLayout(), QHBoxLayout()
        texts.setSpacing(8)
        texts.addWidget(self.extent)
        texts.addWidget(self.where)
        line.setSpacing(16)
        line.addLayout(texts, 1)
        line.addWidget(self.bring)
        head.body.addLayout(line)
        chips = QHBoxLayout()
        chips.addWidget(self.old)
        chips.addStretch(1)
        head.body.addLayout(chips)
        inner = Panel("canvas")
        inner.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(self.search)
        layout.addWidget(self.said)
        layout.addWidget(scrolling(inner), 1)


def _line(one: RecalledProduct) -> Card:
    card = Card()
    card.body.setContentsMargins(16, 10, 16, 10)
    card.body.setSpacing(2)
    named = " · ".join(part for part in (one.brand, one.title, one.model) if part)
    card.body.addWidget(Text(named, "strong").wrapped())
    day = _("Recall of {day}", day="/".join(reversed(one.day.split("-"))))
    risk = " · ".join(part for part in (day, one.risk, one.number) if part)
    card.body.addWidget(Text(risk, "sub").wrapped())
    return card
