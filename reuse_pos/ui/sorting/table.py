"""What both sorting tables are: loads in, one touch a load out, and every kilo in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import Bag, Rest, Table, TableKind
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.closing import AnswerCard, RestCard, card_height
from reuse_pos.ui.sorting.ledgercard import LARGE, LedgerCard
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import WeighStrip, words

if TYPE_CHECKING:
    from reuse_pos.domain.ids import Id
    from reuse_pos.services.verb import Done
    from reuse_pos.ui.sorting.screen import SortingScreen

WEIGH, NORMAL, ANSWER = range(3)


class TablePage(Page):
    """What both sorting tables share: weighing in, undo, closing; subclasses bring their tiles."""

    kind = TableKind.TEXTILE
    bag_title = ""
    tints: tuple[str, ...] = ()

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.table = Table(b"", self.kind, "open", "", "")
        self._weighing_on = False
        self.strip = WeighStrip(self.bag_title, self.shop.sorting.containers())
        self.rest_card, self.answer = RestCard(), AnswerCard()
        self.ledger = LedgerCard(self.look_of, self.tints, crates=self.kind is TableKind.MIXED)
        self.heading, self.hint = words("", 26), words("", 18, 400, "ink2")
        self.top = QStackedLayout()
        for card in (self.strip, self.rest_card, self.answer):
            self.top.addWidget(card)
        self._connect()
        self._build()

    def tiles(self) -> QWidget:
        """The tiles under the question."""
        raise LookupError("each table shows its own")

    def look_of(self, bag: Bag) -> tuple[str, str, str]:
        """The pictogram, tint and word of a load that left."""
        raise LookupError("each table shows its own")

    def show_tiles(self, table: Table) -> None:
        """Show the kilos on the tiles."""
        raise LookupError("each table shows its own")

    def entered(self) -> None:
        """Read the table again; without one, the first load will open it."""
        self.strip.use(self.shop.sorting.containers())
        self.ledger.fit(self.narrow())
        for card in (self.strip, self.rest_card, self.answer):
            card.setFixedHeight(card_height())
        self.rest_card.drop.setVisible(not self.narrow())
        self.fit_tiles(self.narrow(), theme.current().scale > LARGE)
        self.refresh()

    def table_id(self) -> Id:
        """The open table, opened when there is none yet; asked beside the screen."""
        sorting = self.shop.sorting
        table = sorting.table(self.kind)
        return table.id if table is not None else sorting.open_table(self.who, self.kind).value

    def fit_tiles(self, narrow: bool, large: bool) -> None:
        """Make room in a narrow window, or for large text."""

    def refresh(self) -> None:
        """Read the table and show it."""
        self.table = self.shop.sorting.table(self.kind) or Table(b"", self.kind, "open", "", "")
        self.show_table()

    def show_table(self) -> None:
        """Show everything the table says."""
        table = self.table
        rest = self.shop.sorting.rest_of(table)
        self.ledger.show_table(table, rest)
        self.show_tiles(table)
        if rest is Rest.NORMAL and not self._weighing_on:
            limit = self.shop.office.number("sorting.rest_bp")
            self.rest_card.show_table(table, limit)
            self.top.setCurrentIndex(NORMAL)
        else:
            self.top.setCurrentIndex(WEIGH)
        self.show_question(table, self.top.currentIndex() == NORMAL)

    def show_question(self, table: Table, proposed: bool) -> None:
        """Ask the one question of the moment."""
        if proposed:
            self.heading.set_text(_("Where did the {weight} go?", weight=format_grams(table.in_g)))
            self.hint.set_text(_("Touch a picture to correct"))
        elif not table.bags_in:
            self.heading.set_text(_("No bag. Scan the label of a bag, or weigh it."))
            self.hint.set_text("")
        else:
            self.heading.set_text(_("Where does this bag go?"))
            self.hint.set_text(_("1 bag = 1 gesture, 1 label"))

    def weight_seen(self, view: ScaleView) -> None:
        """The scale shows something else: a bag left on it reopens the weighing."""
        self.strip.see(view)
        if self.top.currentIndex() == NORMAL and self.strip.ready():
            self._weighing_on = True
            self.show_table()

    def add_bag(self) -> None:
        """Weigh what stands on the scale into the table."""
        try:
            load = self.strip.load()
        except Refusal as no:
            self.host.show_refusal(no.sentence)
            return
        self.write(lambda: self.shop.sorting.add_bag(self.who, self.table_id(), load), self._added)

    def record(self, verb: Callable[[Weighing], Done[Bag]], word: str) -> None:
        """One touch: write the load that stands on the scale with ``verb(load)``."""
        try:
            load = self.strip.load()
        except Refusal as no:
            if self.top.currentIndex() == NORMAL:
                self._weighing_on = True
                self.show_table()
            else:
                self.host.show_refusal(no.sentence)
            return

        def written(done: Done[Bag]) -> None:
            bag: Bag = done.value
            self.strip.recorded()
            self._weighing_on = False
            self.refresh()
            weight = format_grams(bag.grams, 2)
            self.host.say.emit(_("{weight}: {way}", weight=weight, way=word), self.on_undo)
            self.print_labels(bag.item)

        self.write(lambda: verb(load), written)

    def on_scan(self, raw: str) -> None:
        """A bag's label puts it on the table."""
        self.write(
            lambda: self.shop.sorting.add_batch(self.who, self.table_id(), raw),
            lambda _done: self.refresh(),
        )

    def on_undo(self) -> None:
        """Take back the last load."""
        table = self.table
        if not table.bags:
            return

        def undone(done: Done[Bag]) -> None:
            self.strip.forget()
            self.refresh()
            self.tell_undone(format_grams(done.value.grams, 2))

        self.write(lambda: self.shop.sorting.undo_bag(self.who, table.id), undone, self.ledger.undo)

    def on_next(self) -> None:
        """F12: the yellow key."""
        if self.ledger.close_key.kind == "next":
            self.close_table()
        elif self.ledger.add.kind == "next":
            self.add_bag()

    def close_table(self, reason: str = "") -> None:
        """Close; a rest that wants an answer is asked about first."""
        table = self.table

        def closed(_done: object) -> None:
            self.host.say.emit(_("The table is closed."), None)
            self.host.home()

        def refused(no: Refusal) -> bool:
            if no.code not in ("rest", "more_out"):
                return False
            self.answer.show_table(table, self._may_close(no))
            self.top.setCurrentIndex(ANSWER)
            self.ledger.close_key.busy(False)
            return True

        self.host.run_verb(
            lambda: self.shop.sorting.close_table(self.who, table.id, reason),
            closed,
            self.ledger.close_key,
            refused,
        )

    def spoken(self) -> list[str]:
        """The title, the question and the rest."""
        rest = format_grams(self.table.rest_g)
        shown = {NORMAL: self.rest_card.spoken(), ANSWER: self.answer.spoken()}
        asked = shown.get(self.top.currentIndex(), [])
        return [self.title, *asked, self.heading.text(), _("Left to sort") + " " + rest]

    def error_room(self) -> QRect | None:
        """Over the question."""
        spot = self.heading.mapTo(self, QPoint(0, 0))
        wide = self.ledger.x() - spot.x() - 20
        return QRect(spot.x(), spot.y() - 18, wide, 72)

    def _may_close(self, no: Refusal) -> bool:
        limit = self.shop.office.number("sorting.rest_bp")
        grams = int(str(no.facts.get("grams", 0)))
        small = grams * 10_000 <= self.table.in_g * limit
        return self.who.may(Permission.SUPERVISE) and (no.code == "rest" or small)

    def _added(self, done: Done[Bag]) -> None:
        bag: Bag = done.value
        self.strip.recorded()
        self._weighing_on = False
        self.refresh()
        self.host.say.emit(
            _("Bag {n} is in: {weight}", n=bag.n, weight=format_grams(bag.grams, 2)), self.on_undo
        )

    def _weigh_on(self) -> None:
        self._weighing_on = True
        self.show_table()

    def _connect(self) -> None:
        self.ledger.add_asked.connect(self.add_bag)
        self.ledger.undo_asked.connect(self.on_undo)
        self.ledger.close_asked.connect(lambda: self.close_table())
        self.answer.weigh_on.connect(self._weigh_on)
        self.answer.add_asked.connect(self._weigh_on)
        self.answer.reason.connect(self.close_table)
        self.strip.hand_asked.connect(lambda: self.host.ask_weight(self.strip.type_weight))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self.top)
        left.addSpacing(14)
        question = QHBoxLayout()
        question.addWidget(self.heading, 1)
        question.addWidget(self.hint)
        left.addLayout(question)
        left.addSpacing(10)
        left.addWidget(self.tiles())
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 20)
        layout.setSpacing(20)
        layout.addLayout(left, 1)
        layout.addWidget(self.ledger)
