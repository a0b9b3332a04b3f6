"""My work: three things at a time, the one in progress first; and the other ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.item import Item
from reuse_pos.domain.labelling import PRICE_REASONS, refusal_reason
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.workshop import Queue, Work
from reuse_pos.ui.widgets import Card, EmptyState, Key, Pictogram, Text
from reuse_pos.ui.workshop.cards import OrderCard
from reuse_pos.ui.workshop.looks import KeyRow, empty
from reuse_pos.ui.workshop.picture import Locate


class QueuePage(QWidget):
    """Signals ``chosen(Work)``, ``scan_asked()``, ``new_asked()``, ``make_asked()``,
    ``more_asked()``, ``first(Work)``, ``priced(Item)`` (a thing to price, or whose price came
    back), ``approve_asked()``, ``bench_asked()``, ``listen(list)``."""

    chosen = Signal(object)
    scan_asked = Signal()
    new_asked = Signal()
    make_asked = Signal()
    more_asked = Signal()
    first = Signal(object)
    priced = Signal(object)
    approve_asked = Signal()
    bench_asked = Signal()
    listen = Signal(object)

    def __init__(self, locate: Locate, can_listen: bool, supervises: bool) -> None:
        super().__init__()
        self._locate, self._can_listen, self._supervises = locate, can_listen, supervises
        self.cards: list[OrderCard] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(20)
        self.task = TaskBar()
        self.task.pressed.connect(self.priced)
        self.scan = self._small(_("Scan a label"), "barcode", "workshop_scan", self.scan_asked)
        self.new = self._small(_("New object"), "plus", "workshop_new", self.new_asked)
        self.make = self._small(
            _("Make from several objects"), "sparkle", "workshop_make", self.make_asked
        )
        self.approve = self._small(
            _("To approve"), "seal-check", "workshop_approve", self.approve_asked
        )
        self.approve.setVisible(supervises)
        self.more = (
            Key(_("See other objects"), "arrow-right", place="right").typed(20, 28).sized(64)
        )
        self.more.named("workshop_more").clicked.connect(self.more_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(20)
        layout.addWidget(self.task)
        layout.addLayout(self._row, 1)
        self.bench = self._small("", "toolbox", "workshop_bench", self.bench_asked)
        self.foot = KeyRow([self.scan, self.new, self.make, self.approve, self.bench], [self.more])
        layout.addWidget(self.foot)

    def show_bench(self, bench: str, several: bool) -> None:
        """Show at which bench this is ("" for any); hidden in a workshop without benches."""
        self.bench.setVisible(several)
        self.bench.setText(bench or _("Every bench"))

    def show_queue(self, queue: Queue, tasks: Sequence[Item], asker: str) -> None:
        """Show a page of the queue, and a price that came back or waits, if there is one."""
        empty(self._row)
        self.cards = []
        current = next((work for work in queue.works if work.mine and _going(work)), None)
        if current is None and queue.works and queue.page == 0:
            mine = [work for work in queue.works if work.mine]
            current = mine[0] if mine else None
        # Nothing begun and nothing to price: the supervisor's first is the next thing to do.
        first = not (current or tasks or self._supervises or queue.page)
        for work in queue.works:
            card = OrderCard(
                work, work is current, self._locate, self._can_listen, self._supervises
            )
            if first and work is queue.works[0]:
                card.invite()
            card.first.connect(lambda work=work: self.first.emit(work))
            card.chosen.connect(lambda work=work: self.chosen.emit(work))
            card.listen.connect(lambda card=card: self.listen.emit(card.words()))
            self._row.addWidget(card, 5 if work is current else 4)
            self.cards.append(card)
        if not queue.works:
            self._row.addWidget(self._nothing())
        else:
            for _blank in range(3 - len(queue.works)):
                self._row.addStretch(4)
        self.more.setVisible(queue.pages > 1)
        self.task.show_task(tasks[0] if tasks else None, asker, current is None)
        self.foot.fit()

    def words(self) -> list[str]:
        """What the page says, for reading aloud: what waits, the objects, the keys."""
        task = [] if self.task.isHidden() else [self.task.words.text(), self.task.key.text()]
        things = [words for card in self.cards for words in card.words()]
        if not things:
            things = [_("Nothing to repair"), _("Scan the label of an object to begin.")]
        foot = (self.scan, self.new, self.make, self.approve, self.bench, self.more)
        return [*task, *things, *(key.text() for key in foot if key.isVisibleTo(self))]

    def yellow(self) -> Key | None:
        """The yellow key, if there is one."""
        keys = [self.task.key, *(card.key for card in self.cards)]
        return next((key for key in keys if key.kind == "next" and not key.isHidden()), None)

    def _nothing(self) -> QWidget:
        return EmptyState(
            "hammer", _("Nothing to repair"), _("Scan the label of an object to begin.")
        )

    def _small(self, text: str, icon: str, name: str, signal: SignalInstance) -> Key:
        place = "right" if icon == "arrow-right" else "left"
        key = Key(text, icon, place=place).typed(20, 28).sized(64).named(name)
        key.clicked.connect(signal)
        return key


class TaskBar(Card):
    """A price that came back, or a finished thing without price: one line, one key. Signal
    ``pressed(Item)``."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__("", "info")
        self._item: Item | None = None
        self.words = Text("", "plain-key").eliding()
        self.key = Key(_("Look"), "arrow-right", place="right").typed(20, 26).sized(56)
        self.key.named("task_key").clicked.connect(self._press)
        self.body.setContentsMargins(16, 10, 12, 10)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Pictogram("tag", "blue", 30, "fill"))
        line.addWidget(self.words, 1)
        line.addWidget(self.key)
        self.body.addLayout(line)
        self.hide()

    def show_task(self, item: Item | None, asker: str, alone: bool) -> None:
        """Show a thing to price; nothing hides the bar. `alone`: its key may be the yellow one."""
        self._item = item
        self.setVisible(item is not None)
        if item is None:
            return
        reason = refusal_reason(item)
        if reason and item.price_cents is not None:
            self.words.setText(
                _(
                    "{who} says {price} for {name}: {reason}",
                    who=asker,
                    price=short_cents(item.price_cents),
                    name=item.label,
                    reason=_(PRICE_REASONS[reason]).lower(),
                )
            )
        else:
            self.words.setText(_("{name} has no price yet", name=item.label))
        self.key.set_kind("next" if alone else "key")

    def _press(self) -> None:
        if self._item is not None:
            self.pressed.emit(self._item)


def _going(work: Work) -> bool:
    return work.order.state.value in ("working", "steps_done")
