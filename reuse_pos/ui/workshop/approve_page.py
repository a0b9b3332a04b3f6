"""For the supervisor: who waits for help, and the prices waiting for a yes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.money import short_cents
from reuse_pos.domain.pricing import ALIKE
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR
from reuse_pos.services.labelling import Proposal
from reuse_pos.services.workshop import Work
from reuse_pos.ui.widgets import Card, EmptyState, Key, Text, column, row
from reuse_pos.ui.workshop.looks import KeyRow, empty, heading
from reuse_pos.ui.workshop.picture import Locate, ThingPicture

ROWS = 4


class ApprovePage(QWidget):
    """Signals ``accepted(Proposal)``, ``other_price(Proposal)``, ``coming(Work)``,
    ``given_up(Work)``, ``back()``, ``print_asked()``, and for the supervisor's other pages
    ``plan_asked()``, ``steps_asked()``, ``rights_asked()``, ``bench_asked()``."""

    accepted = Signal(object)
    other_price = Signal(object)
    coming = Signal(object)
    given_up = Signal(object)
    back = Signal()
    print_asked = Signal()
    plan_asked = Signal()
    steps_asked = Signal()
    rights_asked = Signal()
    bench_asked = Signal()

    def __init__(self, locate: Locate) -> None:
        super().__init__()
        self._locate = locate
        self._yellow: Key | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self._more = Text("", "muted")
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.return_key.named("approve_back").clicked.connect(self.back)
        self.print = Key("", "printer").typed(20, 28).sized(64).named("approve_print")
        self.print.clicked.connect(self.print_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(self._rows)
        layout.addWidget(self._more)
        layout.addStretch(1)
        ways = [
            self._way(_("Order of work"), "arrows-down-up", "approve_plan", self.plan_asked),
            self._way(_("Steps"), "path", "approve_steps", self.steps_asked),
            self._way(_("Authorisations"), "seal-check", "approve_rights", self.rights_asked),
            self._way(_("Bench without screen"), "barcode", "approve_bench", self.bench_asked),
        ]
        self.foot = KeyRow([self.return_key, *ways], [self.print])
        layout.addWidget(self.foot)

    def show_tasks(self, calls: Sequence[Work], proposals: Sequence[Proposal], labels: int) -> None:
        """Show calls for help, then prices, the oldest first; `labels` wait for the printer."""
        empty(self._rows)
        self._yellow = None
        shown: list[QWidget] = [self._call(work) for work in calls]
        shown += [self._price(proposal) for proposal in proposals]
        for widget in shown[:ROWS]:
            self._rows.addWidget(widget)
        if not shown:
            self._rows.addWidget(EmptyState("seal-check", _("Nothing waits for you")))
        left = len(shown) - ROWS
        self._more.setText(_("And {n} more after these", n=left) if left > 0 else "")
        self.print.setVisible(labels > 0)
        self.print.setText(_("Print the labels ({n})", n=labels))
        self.foot.fit()

    def yellow(self) -> Key | None:
        """The yellow key: the first thing to answer."""
        return self._yellow

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [text.text() for text in self.findChildren(Text) if text.isVisible()]

    def _way(self, text: str, icon: str, name: str, signal: SignalInstance) -> Key:
        key = Key(text, icon).typed(20, 26).sized(64).named(name)
        key.clicked.connect(signal)
        return key

    def _call(self, work: Work) -> Card:
        step = work.order.step
        failed = work.item.test_failed
        why = _("The test failed") if failed else _("Asks for help")
        if step is not None and step.check == SUPERVISOR:
            why = _("Waits for your look")
        since = (work.order.help_since or "")[11:16]
        if step is not None:
            why = _("{why} at {time}, step “{step}”", why=why, time=since, step=_(step.title))
        card, line = self._row(work.item.label, work.item.short, why, work)
        stop = Key(_("Cannot be mended"), "recycle").typed(18, 26).sized(64).named("call_give_up")
        stop.clicked.connect(lambda: self.given_up.emit(work))
        come = Key(_("I am coming"), "check").typed(20, 26).sized(64).named("call_answer")
        come.clicked.connect(lambda: self.coming.emit(work))
        self._lit(come)
        line.addWidget(stop)
        line.addWidget(come)
        return card

    def _price(self, proposal: Proposal) -> Card:
        item, advice = proposal.item, proposal.advice
        known = _("fewer than 10 sales here")
        if advice is not None and advice.n:
            known = _(
                "sold here from {low} to {high}, n = {n} sales ({alike})",
                low=short_cents(advice.low),
                high=short_cents(advice.high),
                n=advice.n,
                alike=_(ALIKE[advice.alike]),
            )
        elif advice is not None:
            known = _("grid: {price}", price=short_cents(advice.advised))
        card, line = self._row(item.label, item.short, known, proposal)
        other = Key(_("Another price"), "note-pencil").typed(18, 26).sized(64)
        other.named("price_change").clicked.connect(lambda: self.other_price.emit(proposal))
        yes = Key(_("Yes, {price}", price=short_cents(item.price_cents or 0)), "check")
        yes.typed(22, 26).sized(64).named("price_yes")
        yes.clicked.connect(lambda: self.accepted.emit(proposal))
        self._lit(yes)
        line.addWidget(other)
        line.addWidget(yes)
        return card

    def _row(
        self, name: str, code: str, why: str, thing: Work | Proposal
    ) -> tuple[Card, QHBoxLayout]:
        card = Card()
        card.setObjectName("approve_row")
        card.body.setContentsMargins(14, 12, 14, 12)
        picture = ThingPicture()
        picture.setFixedSize(110, 84)
        photo = self._locate(thing.item.photo_after or thing.item.photo)
        picture.show_thing(thing.category.icon, thing.category.family, photo, after=True)
        words = column(
            heading(name, 22, 700), Text(code, "code"), Text(why, "muted").wrapped(), spacing=2
        )
        line = row(picture, spacing=16)
        line.addLayout(words, 1)
        card.body.addLayout(line)
        return card, line

    def _lit(self, key: Key) -> None:
        if self._yellow is None:
            self._yellow = key.set_kind("next")
