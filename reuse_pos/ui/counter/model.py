"""The basket on this till as the screen holds it: each gesture makes the next one, and can be
undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.roles import Actor
from reuse_pos.services.counter import ParkedView
from reuse_pos.services.counter_lines import Container
from reuse_pos.services.shop import Shop
from reuse_pos.services.till import TillStatus
from reuse_pos.ui import tasks
from reuse_pos.ui.counter.offers import read_offers
from reuse_pos.ui.counter.payoffers import PayOffers

UNDO_DEPTH = 200
WAIT_MS = 20


@dataclass(frozen=True)
class CounterState:
    """What the counter reads when it opens or something changed elsewhere."""

    status: TillStatus
    keys: tuple[PriceKey, ...]
    bags: tuple[Container, ...]
    parked: tuple[ParkedView, ...]
    draft: Basket
    tills: tuple[TillStatus, ...] = ()
    operation: str = ""
    offers: PayOffers = field(default_factory=PayOffers)


def read_state(shop: Shop, till: str) -> CounterState:
    """Read the counter's state; beside the screen, after the writes asked before it."""
    return CounterState(
        shop.till.status(till), shop.counter.price_keys(), shop.counter.bags(),
        tuple(shop.counter.waiting()), shop.counter.draft(till), tuple(shop.till.overview()),
        shop.sale_days.chip(),
        read_offers(shop),
    )  # fmt: skip


class CounterModel(QObject):
    """``CounterModel(shop, actor, till)``; signal ``changed()`` after each gesture.

    ``basket`` is the present one. ``put(basket)`` makes a gesture that ``undo()`` takes back;
    ``show(basket)`` replaces it without a trace (sold, parked). The draft is saved beside the
    screen once the change is painted. While ``writing()`` the basket is being sold or put aside: a
    gesture comes too late for it, and nothing of it is kept as a draft.
    """

    changed = Signal()

    def __init__(self, shop: Shop, actor: Actor, till: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop, self.actor, self.till = shop, actor, till
        self.basket = Basket()
        self.writing: Callable[[], bool] = lambda: False
        self._past: list[Basket | Callable[[], object]] = []
        self._saver = QTimer(self)
        self._saver.setSingleShot(True)
        self._saver.timeout.connect(self._save)

    @property
    def can_undo(self) -> bool:
        """Whether a gesture can be taken back."""
        return bool(self._past)

    @property
    def selected(self) -> Line | None:
        """The line whose keys are open."""
        wanted = self.basket.selected
        return next((line for line in self.basket.lines if line.n == wanted), None)

    def put(self, basket: Basket) -> None:
        """A gesture: the next basket."""
        if self.writing():
            return
        self._past.append(self.basket)
        del self._past[:-UNDO_DEPTH]
        self._become(basket)

    def show(self, basket: Basket, undo: Callable[[], object] | None = None) -> None:
        """Another basket in place of this one; ``undo`` is how F4 brings the old one back."""
        self._past = [undo] if undo is not None else []
        self.basket = basket
        self.changed.emit()

    def resume_draft(self, basket: Basket) -> None:
        """The basket as it was left on this till, before a power cut or a change of person."""
        self.basket = basket
        self.changed.emit()

    def restore(self, basket: Basket) -> None:
        """The basket as it was before it was put aside or emptied."""
        self._past = []
        self._become(basket)

    def undo(self) -> bool:
        """Take the last gesture back; False when there is none."""
        if not self._past or self.writing():
            return False
        before = self._past.pop()
        if isinstance(before, Basket):
            self._become(before)
        else:
            before()
        return True

    def add(self, line: Line) -> None:
        """One more line, or one more piece of the same; refuses a thing already there."""
        self.put(self._at_tariff(self.basket.add(line)))

    def select(self, n: int | None) -> None:
        """Open the keys of another line."""
        self.basket = self.basket.select(n)
        self.changed.emit()

    def step_selection(self, by: int) -> None:
        """Go to the line above (-1) or below (1)."""
        numbers = [line.n for line in self.basket.lines]
        if not numbers:
            return
        wanted = self.basket.selected
        at = numbers.index(wanted) if wanted in numbers else len(numbers) - 1
        self.select(numbers[min(max(at + by, 0), len(numbers) - 1)])

    def change_quantity(self, by: int) -> None:
        """One more or one less of the chosen line."""
        line = self.selected
        if line is not None:
            self.set_quantity(line.n, line.qty + by)

    def remove_selected(self) -> None:
        """Take the chosen line out."""
        if self.selected is not None:
            self.put(self.basket.remove(self.selected.n))

    def reduce(self, n: int, cents: int, reason: str, approval: str = "") -> None:
        """Take something off a line, within what the person may give or a manager accepted."""
        counter = self.shop.counter
        self.put(counter.reduced(self.actor, self.basket, n, cents, reason, approval))

    def reduce_ticket(self, cents: int, reason: str, approval: str = "") -> None:
        """Take something off the whole ticket."""
        counter = self.shop.counter
        self.put(counter.reduced_ticket(self.actor, self.basket, cents, reason, approval))

    def set_quantity(self, n: int, qty: int) -> None:
        """So many of a line; the tariff of the basket follows."""
        self.put(self._at_tariff(self.basket.set_qty(n, qty)))

    def _at_tariff(self, basket: Basket) -> Basket:
        return self.shop.solidarity.reapply(basket) if basket.tariff else basket

    def _become(self, basket: Basket) -> None:
        self.basket = basket
        self._saver.start(0)
        self.changed.emit()

    def _save(self) -> None:
        if self.writing():
            # A draft written after the sale would bring the sold basket back after a power cut.
            self._saver.start(WAIT_MS)
            return
        basket, counter = self.basket, self.shop.counter
        tasks.run(lambda: counter.save_draft(self.actor, self.till, basket))
