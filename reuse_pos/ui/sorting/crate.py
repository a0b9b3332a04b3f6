"""A crate of one kind of goods that waits at reception: one touch sends it on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import Source, format_grams
from reuse_pos.domain.sorting import way_lock
from reuse_pos.domain.ways import LOOSE_WAYS, TEXTILE_WAYS, WAYS, Way
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.closing import card_height
from reuse_pos.ui.sorting.ledgercard import LARGE
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import WeighStrip, words
from reuse_pos.ui.widgets import Amount, BigTile, Card, Key

if TYPE_CHECKING:
    from reuse_pos.domain.ids import Id
    from reuse_pos.services.verb import Done
    from reuse_pos.ui.sorting.screen import SortingScreen


class CratePage(Page):
    """What stands on the scale goes, or all of it when the scale is empty."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.category = ""
        self.left_g = 0
        self._last: Id | None = None
        self.strip = WeighStrip(_("Weight of the load"), self.shop.sorting.containers())
        self.strip.hand_asked.connect(lambda: screen.ask_weight(self.strip.type_weight))
        self.strip.changed.connect(self._ask)
        self.heading, self.hint = words("", 26), words("", 18, 400, "ink2")
        self._waiting, self._figure = words(_("Waiting at reception"), 20), Amount("", 44, "blue")
        self.undo = Key(_("Undo"), "arrow-counter-clockwise").typed(18, 24).sized(84)
        self.undo.named("sort_undo").clicked.connect(self.on_undo)
        self.ways = {
            way: BigTile(_(rule.title), "", rule.icon, rule.tint)
            for way, rule in WAYS.items()
            if way in TEXTILE_WAYS
        }
        self._build()

    def open(self, category: str) -> None:
        """Show the crates of a category."""
        kind = self.shop.office.category(category)
        self.category, self.title, self._last = category, kind.label, None
        shown = TEXTILE_WAYS if kind.family == "textile" else LOOSE_WAYS
        for way, tile in self.ways.items():
            self._grid.removeWidget(tile)
            tile.setVisible(way in shown)
            tile.lock(_("after the test") if way_lock(kind, way) else "")
        for number, way in enumerate(shown):
            self._grid.addWidget(self.ways[way], number // 3, number % 3)

    def entered(self) -> None:
        """Read what is left."""
        self.strip.use(self.shop.sorting.containers())
        self.strip.setFixedHeight(card_height())
        large = theme.current().scale > LARGE
        for tile in self.ways.values():
            tile.pictured(*((48, 38, 14) if large else (72, 56, 18))).sized(140 if large else 160)
        self.refresh()

    def refresh(self) -> None:
        """Read what is left and ask again."""
        heaps = {heap.category: heap.grams for heap in self.shop.sorting.waiting()}
        self.left_g = heaps.get(self.category, 0)
        self._figure.set_text(format_grams(self.left_g))
        self.undo.setEnabled(self._last is not None)
        self._ask()

    def weight_seen(self, view: ScaleView) -> None:
        """The scale shows something else."""
        self.strip.see(view)

    def send(self, way: Way) -> None:
        """One touch: what is on the scale, else everything, goes this way."""
        grams, source, weighed = self.left_g, Source.DERIVED, self.strip.ready()
        if weighed:
            load = self.strip.load()
            grams, source = load.net_g, load.source
        elif not self._nothing_there():
            return
        if grams <= 0:
            self.host.show_refusal(_("Nothing is left here. Nothing was recorded."))
            return

        def sent(done: Done[Id]) -> None:
            self._last = done.value
            if weighed:
                self.strip.recorded()
            self.refresh()
            weight, word = format_grams(grams, 2), _(WAYS[way].title)
            self.host.say.emit(_("{weight}: {way}", weight=weight, way=word), self.on_undo)

        self.write(
            lambda: self.shop.sorting.send(self.who, self.category, grams, way, source), sent
        )

    def on_undo(self) -> None:
        """Take back the last crate."""
        entry = self._last
        if entry is None:
            return

        def undone(_done: Done[None]) -> None:
            self._last = None
            self.strip.forget()
            self.refresh()
            self.tell_undone(self.title)

        self.write(lambda: self.shop.sorting.undo_send(self.who, entry), undone, self.undo)

    def spoken(self) -> list[str]:
        """The title, the question, the ways."""
        ways = [tile.text() for tile in self.ways.values() if not tile.isHidden()]
        return [self.title, self.heading.text(), *ways]

    def error_room(self) -> QRect | None:
        """Over the question."""
        return QRect(24, self.heading.y() - 18, self.width() - 48, 72)

    def _nothing_there(self) -> bool:
        """Whether the scale is empty or absent; says what is wrong with its load otherwise."""
        try:
            self.strip.load()
        except Refusal as no:
            if no.code in ("no_weight", "scale_lost", "tare"):
                return True
            self.host.show_refusal(no.sentence)
        return False

    def _ask(self) -> None:
        if self.strip.ready():
            self.heading.set_text(_("Where does this load go?"))
            self.hint.set_text("")
        else:
            weight = format_grams(self.left_g)
            self.heading.set_text(_("Where do the {weight} go?", weight=weight))
            self.hint.set_text(_("Or put one crate on the scale"))

    def _build(self) -> None:
        card = Card()
        card.body.setContentsMargins(20, 14, 20, 14)
        card.setFixedWidth(300)
        card.body.addWidget(self._waiting)
        card.body.addWidget(self._figure)
        card.body.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(self.strip, 1)
        top.addWidget(card)
        question = QHBoxLayout()
        question.addWidget(self.heading, 1)
        question.addWidget(self.hint)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        for way, tile in self.ways.items():
            tile.typed(24, 17).named(f"way_{way.value}")
            tile.clicked.connect(lambda _on=False, way=way: self.send(way))
            tile.hide()
            tile.setParent(self)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(question)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addLayout(foot)
