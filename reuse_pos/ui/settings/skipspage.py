"""The skips, cages and bins on site: who takes them away, their tare, how long they may be full."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import format_grams, parse_kilos, plain_kilos
from reuse_pos.domain.outflow import KINDS, Skip, Taker
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import Choice, ListPage, RowView, clear, field, labelled
from reuse_pos.ui.widgets import Card, Key, Panel, row

MOST_TARE_G = 20_000_000


class SkipsPage(ListPage):
    """``SkipsPage(shop, person, screen)``: the skips left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.skips: list[Skip] = []
        self.takers: dict[str, Taker] = {}
        self._code = ""
        self.party = Choice("", {}, "skip_party")
        self.new = Key(_("New skip"), "plus").sized(60).named("skip_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.page = Panel("canvas")
        layout = QVBoxLayout(self.page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._editor())
        layout.addStretch(1)
        self.add_page(self.page)
        self.touched.connect(
            lambda code: self.edit(next(one for one in self.skips if one.code == code))
        )

    def entered(self) -> None:
        """Read the skips again."""
        self.skips = self.shop.outflows.all_skips()
        self.takers = {one.code: one for one in self.shop.outflows.takers()}
        clear(self._choice)
        words = {code: one.label for code, one in self.takers.items()}
        self.party = Choice(_("Who takes it away?"), words, "skip_party")
        self._choice.addWidget(self.party)
        self.show_rows(map(self._row, self.skips), self._code)
        here = next((one for one in self.skips if one.code == self._code), None)
        if here is not None or self.skips:
            self.edit(here or self.skips[0])
        else:
            why = _("A skip, cage or bin on site is followed until it is fetched.")
            self.say_empty("trash", _("No skip yet"), why)

    def on_next(self) -> None:
        """F12 saves the skip."""
        if self.shows(self.page):
            self.save()

    def edit(self, skip: Skip | None) -> None:
        """Show a skip, or an empty one."""
        self._code = skip.code if skip else ""
        self.light(self._code)
        self.label.setText(skip.label if skip else "")
        self.tare.setText(plain_kilos(skip.tare_g) if skip and skip.tare_g else "")
        self.party.choose(skip.party if skip else "")
        self.away.setText(_("Use again") if skip and skip.archived else _("No longer used"))
        self.away.setVisible(skip is not None)
        self.show_page(self.page)
        if skip is None:
            self.label.setFocus()

    def save(self, *, turn: bool = False) -> None:
        """Keep the skip as typed; ``turn`` also takes it out of use, or back."""
        here = next((one for one in self.skips if one.code == self._code), None)
        taker = self.takers.get(self.party.value())
        try:
            text = self.tare.text().strip()
            tare = parse_kilos(text, MOST_TARE_G) if text else 0
            if taker is None:
                raise Refusal(_("Choose who takes it away. Nothing was saved."), "party")
        except Refusal as no:
            self.host.show_refusal(no.sentence)
            return
        way = next(one.destination for one in KINDS.values() if one.taker == taker.kind)
        skip = Skip(
            self._code or self._free_code(), self.label.text(), way, taker.code,
            here.category if here else "", tare, "in_use", "", here.rank if here else
            len(self.skips), (here.archived if here else False) != turn,
        )  # fmt: skip
        outflows, actor = self.shop.outflows, self.person.actor

        def done(_result: object) -> None:
            self._code = skip.code
            self.entered()
            self.host.say.emit(_("Saved"), None)

        self.host.run_verb(lambda: outflows.put_skip(actor, skip), done, self.keep)

    def _editor(self) -> Card:
        card = Card()
        self.label = field(_("Name, like “Scrap metal skip”"), "skip_label")
        self.tare = field(_("Tare in kilos (empty if unknown)"), "skip_tare", 9)
        self._choice = QVBoxLayout()
        card.body.addLayout(labelled(_("Name"), self.label))
        card.body.addLayout(labelled(_("Tare in kilos"), self.tare))
        card.body.addLayout(self._choice)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68)
        self.keep.named("skip_save").clicked.connect(lambda: self.save())
        self.away = Key(_("No longer used"), "x").sized(68).named("skip_away")
        self.away.clicked.connect(lambda: self.save(turn=True))
        card.body.addLayout(row(self.away, None, self.keep))
        return card

    def _row(self, skip: Skip) -> RowView:
        taker = self.takers.get(skip.party)
        words = [taker.label if taker else skip.party]
        words += [format_grams(skip.tare_g)] if skip.tare_g else []
        sub = _("no longer used") if skip.archived else " · ".join(words)
        return RowView(skip.code, skip.label, sub, KINDS[skip.kind].icon, KINDS[skip.kind].tint)

    def _free_code(self) -> str:
        taken = {one.code for one in self.skips}
        return next(code for n in range(1, 10_000) if (code := f"SKIP-{n}") not in taken)
