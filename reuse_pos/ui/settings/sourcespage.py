"""Collection points and partners: who brings goods to the shop, one added, changed or put away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_sources import KINDS, Source
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import Choice, ListPage, RowView, beside, field
from reuse_pos.ui.widgets import Card, Key, Text, row


class SourcesPage(ListPage):
    """``SourcesPage(shop, person, screen)``: the list left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.source: Source | None = None
        self.new = Key(_("New source"), "plus").sized(60).named("source_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.card = self._editor()
        self.add_page(self.card)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the list again."""
        known = self.shop.intake_sources.sources()
        self.show_rows(map(_row, known), self.chosen)
        here = next((one for one in known if one.code == self.chosen), None)
        if here is not None or known:
            self.edit(here or known[0])
        else:
            self.say_empty(
                "map-pin", _("No collection point yet"),
                _("Recycling centres, companies, shops and partners that bring goods."),
            )  # fmt: skip
            self.new.setFocus()

    def on_next(self) -> None:
        """F12 saves."""
        if self.shows(self.card):
            self.save()

    def edit(self, source: Source | None) -> None:
        """Show one, or an empty one."""
        self.source = source
        self.light(source.code if source else "")
        self.title.setText(source.label if source else _("New source"))
        self.name.setText(source.label if source else "")
        self.address.setText(source.address if source else "")
        self.kind.choose(source.kind if source else "point")
        away = source is not None and source.archived
        self.put_away.setVisible(source is not None)
        self.put_away.setText(_("Use again") if away else _("Put away"))
        self.show_page(self.card)
        if source is None:
            self.name.setFocus()

    def save(self) -> None:
        """Add it, or keep the changes."""
        before = self.source or Source("", "", "")
        self._put(
            replace(before, kind=self.kind.value(), label=self.name.text(),
                    address=self.address.text())
        )  # fmt: skip

    def _put(self, source: Source) -> None:
        sources, actor = self.shop.intake_sources, self.person.actor
        self.host.run_verb(lambda: sources.put(actor, source), self._saved, self.keep)

    def _saved(self, done: Done[Source]) -> None:
        self.chosen = done.value.code
        self.entered()
        self.host.say.emit(_("Saved"), None)

    def _archive(self) -> None:
        if self.source is not None:
            self._put(replace(self.source, archived=not self.source.archived))

    def _touch(self, code: str) -> None:
        known = self.shop.intake_sources.sources()
        self.edit(next((one for one in known if one.code == code), None))

    def _editor(self) -> Card:
        card = Card()
        self.title = Text("", "block").named("source_title")
        self.kind = Choice(
            _("What is it?"), {code: _(words) for code, (words, _icon) in KINDS.items()}, "kind"
        )
        self.name = field(_("Name"), "source_name", 80)
        self.address = field(_("Address"), "source_address", 200)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.keep.named("source_save").clicked.connect(self.save)
        self.put_away = Key(_("Put away"), "x").sized(60).named("source_away")
        self.put_away.clicked.connect(self._archive)
        body = card.body
        body.addWidget(self.title)
        body.addWidget(self.kind)
        body.addLayout(beside((_("Name"), self.name)))
        body.addLayout(beside((_("Address"), self.address)))
        body.addWidget(
            Text(
                _("An organisation, never a person: its name is in the reports."), "muted"
            ).wrapped()
        )
        body.addStretch(1)
        body.addLayout(row(self.put_away, None, self.keep))
        return card


def _row(source: Source) -> RowView:
    words, icon = KINDS[source.kind]
    parts = (_(words), _("put away") if source.archived else "")
    return RowView(source.code, source.label, " · ".join(part for part in parts if part), icon)
