"""Mean weights: what one piece of each kind weighs here, its reference, and the day of weighing."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import LEARNED_FROM, Source, format_grams, parse_kilos, plain_kilos
from reuse_pos.domain.people import Person
from reuse_pos.domain.sampling import LONGEST_SOURCE, Mean
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import (
    ListPage,
    RowView,
    beside,
    field,
    lines_of,
    refill,
)
from reuse_pos.ui.settings.samplepanel import SamplePanel
from reuse_pos.ui.widgets import Bar, Card, Key, Panel, Text, row

KNOWN_BY = {
    Source.LEARNED_MEAN: N_("mean of the pieces weighed here"),
    Source.REFERENCE_MEAN: N_("reference weight"),
    Source.UNKNOWN: N_("not known: 0 kg on the report"),
}


class MeansPage(ListPage):
    """``MeansPage(shop, person, screen)``: the kinds left; right what is known of the one touched,
    or (``sample``) the scale while pieces are weighed one by one."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.means: dict[str, Mean] = {}
        self._make_trust()
        self.card = self._make_card()
        self.sample = SamplePanel(shop, person, screen)
        for page in (self.card, self.sample):
            self.add_page(page)
        self.touched.connect(self.show_kind)
        self.sample.weighed.connect(self._weighed)
        self.sample.closed.connect(lambda: self.show_kind(self.chosen))

    def entered(self) -> None:
        """Read every mean again."""
        self.means = {one.category.code: one for one in self.shop.sampling.means()}
        first = next(iter(self.means), "")
        chosen = self.chosen if self.chosen in self.means else first
        self.show_rows(map(_row, self.means.values()), chosen)
        self._show_trust()
        self.show_kind(chosen)

    def left(self) -> None:
        """Leave the scale alone."""
        self.sample.stop()

    def back(self) -> bool:
        """From the scale back to the kind; what was weighed stays."""
        if not self.shows(self.sample):
            return False
        self.show_kind(self.chosen)
        return True

    def on_next(self) -> None:
        """F12: weigh pieces, then keep the piece on the scale."""
        if self.shows(self.sample):
            self.sample.press_next()
        elif self.begin.isEnabled():
            self.begin.click()

    def on_undo(self) -> None:
        """F4: the last piece weighed."""
        if self.shows(self.sample):
            self.sample.undo.click()

    def show_kind(self, code: str) -> None:
        """Show what is known of one kind."""
        self.sample.stop()
        if code not in self.means:
            self.say_empty("scales", _("No goods yet"))
            return
        self.light(code)
        known = self.means[code]
        self.title.setText(known.category.label)
        refill(self.facts, _facts(known))
        reference = known.reference_g
        self.weight.setText(plain_kilos(reference, 3) if reference is not None else "")
        self.source.setText(known.reference_source)
        away = known.category.archived
        self.begin.setEnabled(not away)
        self.use.with_icon("arrow-counter-clockwise" if away else "prohibit")
        self.use.setText(_("Take this kind in again") if away else _("No longer take this in"))
        self.show_page(self.card)

    def change_use(self) -> None:
        """Offer this kind for what comes in, or no more; one touch undoes it."""
        code, settings, actor = self.chosen, self.shop.settings, self.person.actor
        used = self.means[code].category.archived
        words = _("Offered again") if used else _("No longer offered for what comes in")

        def done(_result: object) -> None:
            self.entered()
            self.host.say.emit(words, None)

        self.host.run_verb(lambda: settings.use_category(actor, code, used), done, self.use)

    def weigh(self) -> None:
        """Weigh pieces of the kind shown, one by one."""
        if self.chosen in self.means:
            self.sample.begin(self.means[self.chosen])
            self.show_page(self.sample)

    def save(self) -> None:
        """Keep the reference weight as typed; an empty one is taken away."""
        text, source, code = self.weight.text().strip(), self.source.text(), self.chosen
        sampling, actor = self.shop.sampling, self.person.actor
        try:
            grams = parse_kilos(text) if text else None
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            return

        def done(_result: object) -> None:
            self.entered()
            self.host.say.emit(_("Reference weight saved"), None)

        self.host.run_verb(
            lambda: sampling.set_reference(actor, code, grams, source), done, self.keep
        )

    def _weighed(self, known: Mean) -> None:
        """A piece more, or one less: the list and the month follow."""
        code = known.category.code
        self.means[code] = known
        view, key = _row(known), self.rows.get(code)
        if key is not None:
            key.with_sub(view.sub).spoken(f"{view.title}, {view.sub}")
        self._show_trust()

    def _make_trust(self) -> None:
        self.trust = Text("", "sub").wrapped().named("trust")
        self.trust_bar = Bar()
        card = Card(_("This month"))
        card.body.addWidget(self.trust_bar)
        card.body.addWidget(self.trust)
        self.over.addWidget(card)

    def _show_trust(self) -> None:
        trust = self.shop.sampling.trust()
        self.trust_bar.set_permille(trust.own_bp // 10)
        self.trust.setText(
            _(
                "{own} % of the kilos rest on our own scales; {measured} % were weighed directly.",
                own=trust.own_bp // 100, measured=trust.measured_bp // 100,
            )
        )  # fmt: skip

    def _make_card(self) -> QWidget:
        page = Panel("canvas")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        known = Card()
        self.title = Text("", "block").eliding().named("mean_title")
        self.facts = lines_of(())
        self.begin = Key(_("Weigh pieces one by one"), "scales", "next", "F12").typed(20, 26)
        self.begin.sized(68).named("sample_begin")
        self.begin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin.clicked.connect(self.weigh)
        known.body.addWidget(self.title)
        known.body.addLayout(self.facts)
        known.body.addLayout(row(self.begin))
        reference = Card(_("Reference weight"))
        self.weight = field(_("One piece weighs (kg)"), "reference_kg", 8)
        self.source = field(_("Where this comes from"), "reference_source", LONGEST_SOURCE)
        self.keep = Key(_("Save"), "check").sized(60).named("reference_save")
        self.keep.clicked.connect(self.save)
        words = _("Used until {n} pieces are weighed here. The day is kept with it.",
                  n=LEARNED_FROM)  # fmt: skip
        reference.body.addWidget(Text(words, "muted").wrapped())
        reference.body.addLayout(
            beside((_("One piece weighs (kg)"), self.weight),
                   (_("Where this comes from"), self.source))
        )  # fmt: skip
        reference.body.addLayout(row(None, self.keep))
        self.use = Key("", "prohibit").sized(56).named("kind_used")
        self.use.clicked.connect(self.change_use)
        layout.addWidget(known)
        layout.addWidget(reference)
        layout.addLayout(row(self.use, None))
        layout.addStretch(1)
        return page


def _facts(known: Mean) -> list[tuple[str, str]]:
    used = "—" if known.used_g is None else format_grams(known.used_g, 3)
    pairs = [(_("Used now"), f"{used}, {_(KNOWN_BY[known.used_source])}"),
             (_("Weighed here"), ngettext("{n} piece", "{n} pieces", known.n))]  # fmt: skip
    if known.mean_g is not None:
        pairs.append((_("Mean here"), format_grams(known.mean_g, 3)))
    if known.spread_g is not None:
        pairs.append((_("Spread"), f"± {format_grams(known.spread_g, 3)}"))
    return pairs


def _row(known: Mean) -> RowView:
    kind = known.category
    if kind.archived:
        return RowView(kind.code, kind.label, _("no longer taken in"), kind.icon or "package")
    used = "—" if known.used_g is None else format_grams(known.used_g, 2)
    n = min(known.n, LEARNED_FROM)
    settled = _("settled") if known.n >= LEARNED_FROM else f"{n}/{LEARNED_FROM}"
    return RowView(kind.code, kind.label, f"{used} · {settled}", kind.icon or "package")
