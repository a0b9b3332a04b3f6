"""Where to count: counts to take up again, the places, their spots and families."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON
from reuse_pos.domain.stocktake import COUNTED_PLACES, Count, CountState
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.stocktake import Countable
from reuse_pos.ui.stocktake import words
from reuse_pos.ui.widgets import Card, Flow, Key, Panel, Text, row

ICONS = {
    "shop": "storefront",
    "storage": "package",
    "workshop": "hammer",
    "reception": "hand-arrow-down",
    "quarantine": "prohibit",
}
STATE_WORDS = {
    CountState.COUNTING: ("play", N_("under way")),
    CountState.PAUSED: ("pause", N_("paused")),
    CountState.PROPOSED: ("seal-check", N_("to accept")),
}


class StartPage(Panel):
    """``StartPage()``: ``show_places(places, open_counts)``; signals ``started(place, spot,
    families)``, ``resumed(count)``,
    ``kits()``."""

    started = Signal(str, str, tuple)
    resumed = Signal(object)
    kits = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self._places: dict[str, Countable] = {}
        self.place = "shop"
        self.keys: dict[str, Key] = {}
        self.spots: dict[str, Key] = {}
        self.families: dict[str, Key] = {}
        self.counts: list[Key] = []
        self._open = Card(_("Take up again"))
        self._open_list = QVBoxLayout()
        self._open_list.setSpacing(8)
        self._open.body.addLayout(self._open_list)
        where = Card(_("Which place?"))
        self._place_row = QHBoxLayout()
        self._place_row.setSpacing(10)
        where.body.addLayout(self._place_row)
        self._spot_card = Card(_("Which spot?"))
        self._spot_flow = _flow(self._spot_card)
        self._family_card = Card(_("Only some families?"))
        self._family_flow = _flow(self._family_card)
        inner = Panel("canvas")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self._open, where, self._spot_card, self._family_card):
            cards.addWidget(card)
        cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 14, 20, 14)
        self._layout.setSpacing(12)
        self._layout.addWidget(area, 1)
        self._layout.addLayout(self._foot())

    def show_places(self, places: tuple[Countable, ...], counts: list[Count]) -> None:
        """Show what can be counted, and what was begun."""
        self._places = {one.place: one for one in places}
        self._show_counts(counts)
        for key in self.keys.values():
            self._place_row.removeWidget(key)
            _drop(key)
        self.keys = {}
        for one in places:
            key = Key(_(COUNTED_PLACES[one.place]), ICONS[one.place], place="above").sized(112)
            key.with_icon(ICONS[one.place], "duotone").typed(17, 34).choosable()
            key.with_sub(_last(one)).named(f"place_{one.place}")
            key.spoken(f"{_(COUNTED_PLACES[one.place])}, {_last(one)}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, place=one.place: self.choose(place))
            self.keys[one.place] = key
            self._place_row.addWidget(key, 1)
        self.choose(self.place)

    def choose(self, place: str) -> None:
        """Choose a place; its spots and families follow."""
        self.place = place
        here = self._places[place]
        for code, key in self.keys.items():
            key.setChecked(code == place)
        self.spots = _refill(self._spot_flow, self.spots, "spot", [
            ("", _("The whole place"), ""),
            *((spot, f"{spot} · {n}", "") for spot, n in here.spots),
        ])  # fmt: skip
        self.families = _refill(self._family_flow, self.families, "family", [
            (code, f"{_(FAMILIES[code])} · {n}", FAMILY_ICON[code])
            for code, n in here.families if code in FAMILIES
        ])  # fmt: skip
        for spot, key in self.spots.items():
            key.clicked.connect(lambda _on=False, spot=spot: self.choose_spot(spot))
        self._spot_card.setVisible(len(self.spots) > 1)
        self._family_card.setVisible(len(self.families) > 1)
        self.choose_spot("")

    def choose_spot(self, spot: str) -> None:
        """Choose one spot, or "" for the whole place."""
        for one, key in self.spots.items():
            key.setChecked(one == spot)
        here = self._places[self.place]
        n = dict(here.spots).get(spot, 0) if spot else here.things
        if n:
            self.expected.setText(ngettext("{n} thing with a label expected",
                                           "{n} things with a label expected", n))  # fmt: skip
        else:
            self.expected.setText(_("This shelf is empty in the list: scan what you see"))

    def _foot(self) -> QHBoxLayout:
        self.expected = Text("", "strong").eliding().named("expected")
        self.kits_key = Key(_("Kits"), "package").sized(76).named("kits")
        self.kits_key.clicked.connect(self.kits)
        self.begin = Key(_("Begin the count"), "check", "next", "F12").typed(22, 28).sized(76, 330)
        self.begin.named("begin")
        self.begin.clicked.connect(self._begin)
        foot = row(self.expected, self.kits_key, self.begin, spacing=12)
        foot.setStretch(0, 1)
        return foot

    def _begin(self) -> None:
        spot = next((one for one, key in self.spots.items() if key.isChecked()), "")
        chosen = tuple(code for code, key in self.families.items() if key.isChecked())
        self.started.emit(self.place, spot, chosen)

    def _show_counts(self, counts: list[Count]) -> None:
        for key in self.counts:
            self._open_list.removeWidget(key)
            _drop(key)
        self.counts = []
        for count in counts:
            icon, state = STATE_WORDS[count.state]
            key = Key(words.where(count), icon).with_icon(icon, "bold", "blue").sized(64)
            sub = f"{count.number} · {words.day_words(count.started_at)} · {_(state)}"
            key.with_sub(sub).named(f"count_{count.number}").spoken(f"{words.where(count)}, {sub}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, one=count: self.resumed.emit(one))
            self._open_list.addWidget(key)
            self.counts.append(key)
        self._open.setVisible(bool(counts))


def _last(one: Countable) -> str:
    if one.last_count:
        return _("counted on {day}", day=words.day_words(one.last_count))
    return _("never counted")


def _flow(card: Card) -> Flow:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    flow = Flow(holder, 10)
    card.body.addWidget(holder)
    return flow


def _refill(
    flow: Flow, old: dict[str, Key], name: str, views: list[tuple[str, str, str]]
) -> dict[str, Key]:
    while flow.count():
        flow.takeAt(0)
    for key in old.values():
        _drop(key)
    made = {}
    for code, text, icon in views:
        key = Key(text, icon).sized(52).choosable().named(f"{name}_{code or 'all'}")
        flow.addWidget(key)
        key.show()
        made[code] = key
    return made


def _drop(key: Key) -> None:
    key.hide()
    key.deleteLater()
