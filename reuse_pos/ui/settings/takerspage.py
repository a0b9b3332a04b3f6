"""Recyclers, sorters and partners: what each takes, its waste code, treatment and carrier."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.outflow import KINDS, Taker
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow import TAKER_KINDS
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import Choice, ListPage, RowView, beside, field, labelled
from reuse_pos.ui.widgets import Card, Flow, Key, Panel, Text, row

KIND_OF = {one.taker: one for one in reversed(KINDS.values()) if one.taker and one.code != "gift"}


class TakersPage(ListPage):
    """``TakersPage(shop, person, screen)``: the organisations left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.shown = Taker("", "recycler", "")
        self.goods: dict[str, Key] = {}
        self.new = Key(_("New organisation"), "plus").sized(60).named("taker_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.page = Panel("canvas")
        layout = QVBoxLayout(self.page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._editor())
        layout.addStretch(1)
        self.add_page(self.page)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the organisations again."""
        takers = self.shop.outflows.takers(archived=True)
        self.show_rows(map(_row, takers), self.shown.code)
        here = next((one for one in takers if one.code == self.shown.code), None)
        self.edit(here or next(iter(takers), None))

    def on_next(self) -> None:
        """F12 saves the organisation."""
        self.save()

    def edit(self, taker: Taker | None) -> None:
        """Show an organisation, or an empty one."""
        self.shown = taker or Taker(self._free_code(), "recycler", "")
        one = self.shown
        self.light(one.code if taker else "")
        self.label.setText(one.label)
        self.kind.choose(one.kind)
        self.address.setText(one.address)
        self.carrier.setText(one.carrier)
        self.waste.setText(one.waste_code)
        self.treatment.setText(one.treatment)
        for code, key in self.goods.items():
            key.setChecked(code in one.accepts)
        words = _("Use again") if one.archived else _("No longer used")
        self.away.setText(words)
        self.away.setVisible(taker is not None)
        self.show_page(self.page)
        if taker is None:
            self.label.setFocus()

    def save(self, *, archived: bool | None = None) -> None:
        """Keep the organisation as typed."""
        # What is accepted category by category, not family by family, is kept as it is.
        kept = tuple(what for what in self.shown.accepts if what not in self.goods)
        families = tuple(code for code, key in self.goods.items() if key.isChecked())
        taker = Taker(
            self.shown.code, self.kind.value() or "recycler", self.label.text(),
            self.address.text(), self.carrier.text(), self.waste.text(), self.treatment.text(),
            families + kept, self.shown.archived if archived is None else archived,
        )  # fmt: skip
        outflows, actor = self.shop.outflows, self.person.actor

        def done(_result: object) -> None:
            self.shown = taker
            self.entered()
            self.host.say.emit(_("Saved"), None)

        self.host.run_verb(lambda: outflows.put_taker(actor, taker), done, self.keep)

    def _editor(self) -> Card:
        card = Card()
        self.label = field(_("Name"), "taker_label", 80)
        self.kind = Choice(
            _("What it does with the goods"),
            {kind: _(KIND_OF[kind].title) for kind in TAKER_KINDS}, "taker_kind",
        )  # fmt: skip
        self.address = field(_("Address and SIRET"), "taker_address", 200)
        self.carrier = field(_("Carrier: name and receipt number"), "taker_carrier", 120)
        self.waste = field(_("Waste code, like 20 01 01"), "taker_waste", 12)
        self.treatment = field(_("Treatment, R1 to R13 or D1 to D15"), "taker_treatment", 4)
        card.body.addLayout(labelled(_("Name"), self.label))
        card.body.addWidget(self.kind)
        card.body.addLayout(labelled(_("Address and SIRET"), self.address))
        card.body.addLayout(labelled(_("Carrier"), self.carrier))
        card.body.addLayout(beside((_("Waste code"), self.waste), (_("Treatment"), self.treatment)))
        card.body.addWidget(Text(_("What it takes (nothing chosen: everything)"), "strong"))
        holder = QWidget()
        flow = Flow(holder)
        for code, words in FAMILIES.items():
            key = Key(_(words)).sized(48).choosable().named(f"taker_takes_{code}")
            self.goods[code] = key
            flow.addWidget(key)
        card.body.addWidget(holder)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68)
        self.keep.named("taker_save").clicked.connect(lambda: self.save())
        self.away = Key(_("No longer used"), "x").sized(68).named("taker_away")
        self.away.clicked.connect(lambda: self.save(archived=not self.shown.archived))
        card.body.addLayout(row(self.away, None, self.keep))
        return card

    def _touch(self, code: str) -> None:
        takers = self.shop.outflows.takers(archived=True)
        self.edit(next((one for one in takers if one.code == code), None))

    def _free_code(self) -> str:
        taken = {one.code for one in self.shop.outflows.takers(archived=True)}
        return next(code for n in range(1, 10_000) if (code := f"ORG-{n}") not in taken)


def _row(taker: Taker) -> RowView:
    kind = KIND_OF[taker.kind]
    sub = _("no longer used") if taker.archived else " · ".join(
        part for part in (_(kind.title), taker.waste_code, taker.treatment) if part
    )  # fmt: skip
    return RowView(taker.code, taker.label, sub, kind.icon, kind.tint)
