"""A group of settings on one page: the same big fields for all of them, and one key that saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.settings import BY_KEY, checked_setting
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.fields import SettingField
from reuse_pos.ui.widgets import Card, Key, Panel, Text, row

TWO_COLUMNS_FROM = 860


@dataclass(frozen=True)
class Ask:
    """One setting a form asks: its key, and the words to touch where it is not typed
    ({stored value: word in French})."""

    key: str
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Group:
    """Some settings under one heading (already in French), with a line that explains them."""

    title: str
    asks: Sequence[Ask]
    note: str = ""


class SettingsForm(Panel):
    """``SettingsForm(shop, person, screen, groups)``: a page of settings, each a big field.

    Saves what was changed through ``shop.settings.set_many``, all or nothing; what may be planned
    ahead (VAT) may begin tomorrow or with the next month. ``fields`` by setting key; ``save()``;
    ``entered()`` reads again unless something typed is not saved yet.
    """

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, groups: Sequence[Group],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.fields: dict[str, SettingField] = {}
        self._columns = 0
        self._grids: list[tuple[QGridLayout, list[SettingField]]] = []
        self.save_key = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 300)
        self.save_key.named("settings_save").clicked.connect(self.save)
        self.drop_key = Key(_("Forget the changes"), "arrow-counter-clockwise").sized(56)
        self.drop_key.named("settings_drop").clicked.connect(self.load)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(11)
        layout.addWidget(self._cards(groups), 1)
        layout.addLayout(self._foot())
        self._arrange(2)
        self._show()

    def entered(self) -> None:
        """The page is shown."""
        if not self.changed():
            self.load()
        first = next((one.edit for one in self.fields.values() if one.edit is not None), None)
        if first is not None:
            first.setFocus()

    def load(self) -> None:
        """Show the values as they are now."""
        for key, field in self.fields.items():
            field.load(self.shop.office.setting(key))
        self._show()

    def changed(self) -> list[SettingField]:
        """The fields that were changed and not saved."""
        return [one for one in self.fields.values() if one.is_changed()]

    def on_next(self) -> None:
        """F12 saves."""
        if self.save_key.isEnabled():
            self.save()

    def save(self) -> None:
        """Save every change; a value that does not fit refuses them all, with its field lit."""
        wanted: list[tuple[str, str]] = []
        for field in self.changed():
            try:
                wanted.append((field.setting.key, checked_setting(field.setting.key,
                                                                  field.value())))  # fmt: skip
            except Refusal as refusal:
                self.host.show_refusal(refusal.sentence)
                if field.edit is not None:
                    field.edit.setFocus()
                return
        if not wanted:
            return
        actor = self.person.actor
        self.host.run_verb(
            lambda: self.shop.settings.set_many(actor, dict(wanted)),
            lambda _done: self._saved(len(wanted)),
            self.save_key,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= TWO_COLUMNS_FROM else 1)

    def _saved(self, count: int) -> None:
        self.load()
        self.host.say.emit(ngettext("{n} setting saved", "{n} settings saved", count), None)
        self._show()

    def _cards(self, groups: Sequence[Group]) -> QScrollArea:
        inner = Panel("canvas")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for group in groups:
            layout.addWidget(self._card(group))
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _card(self, group: Group) -> Card:
        card = Card(group.title)
        if group.note:
            card.body.addWidget(Text(group.note, "muted").wrapped())
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(14)
        mine = []
        for ask in group.asks:
            field = SettingField(BY_KEY[ask.key], ask.choices)
            field.changed.connect(self._show)
            self.fields[ask.key] = field
            mine.append(field)
        self._grids.append((grid, mine))
        card.body.addLayout(grid)
        return card

    def _foot(self) -> Any:
        return row(None, self.drop_key, self.save_key)

    def _show(self) -> None:
        changes = len(self.changed())
        self.save_key.setEnabled(bool(changes))
        self.drop_key.setVisible(bool(changes))
        words = ngettext("{n} change", "{n} changes", changes) if changes else ""
        self.save_key.with_sub(words)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, fields in self._grids:
            for number, field in enumerate(fields):
                grid.addWidget(field, number // columns, number % columns)
            for number in range(2):
                grid.setColumnStretch(number, int(number < columns))
