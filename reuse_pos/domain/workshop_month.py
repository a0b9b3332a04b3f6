"""What the workshop did in a month: things finished, steps done, kilos before and after, things
made of others; never a word about who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.workshop import DURATIONS_MIN, Order

FEWEST = 5


@dataclass(frozen=True)
class CategoryWork:
    """The things of one category finished in the month, and what they weighed before and after."""

    category: str
    finished: int
    before_g: int
    after_g: int


@dataclass(frozen=True)
class StepWork:
    """A step done on things of one category."""

    category: str
    step: str
    title: str
    done: int


@dataclass(frozen=True)
class Making:
    """Things made of others (`kind` transformed | taken_apart): how many times, grams used, made
    into labelled things, kept as parts, and gone."""

    kind: str
    times: int
    used_g: int
    made_g: int
    parts_g: int
    gone_g: int


@dataclass(frozen=True)
class Answers:
    """How often "about so many minutes" was answered; None where fewer than five, which might tell
    on one person."""

    minutes: int
    n: int | None

    @property
    def hours_tenths(self) -> int | None:
        """The hours they come to, in tenths."""
        return None if self.n is None else self.n * self.minutes // 6


@dataclass(frozen=True)
class WorkshopMonth:
    """A month of the workshop."""

    month: str
    shop: str
    made_on: date
    lines: tuple[CategoryWork, ...]
    steps: tuple[StepWork, ...]
    makings: tuple[Making, ...]
    answers: tuple[Answers, ...]
    labels: dict[str, str]

    @property
    def finished(self) -> int:
        """Things finished."""
        return sum(line.finished for line in self.lines)

    @property
    def before_g(self) -> int:
        """Their grams before the work."""
        return sum(line.before_g for line in self.lines)

    @property
    def after_g(self) -> int:
        """Their grams after it."""
        return sum(line.after_g for line in self.lines)


def category_work(orders: Iterable[tuple[Order, str]]) -> tuple[CategoryWork, ...]:
    """Finished orders with the category of their thing, summed by category, most first."""
    sums: dict[str, tuple[int, int, int]] = {}
    for order, category in orders:
        n, before, after = sums.get(category, (0, 0, 0))
        weight = order.weight_after_g or 0
        sums[category] = (n + 1, before + order.weight_before_g, after + weight)
    lines = [CategoryWork(category, *three) for category, three in sums.items()]
    return tuple(sorted(lines, key=lambda line: (-line.finished, line.category)))


def step_work(orders: Iterable[tuple[Order, str]]) -> tuple[StepWork, ...]:
    """The steps done on finished orders, by category; a step the supervisor wrote under its own
    title."""
    count: Counter[tuple[str, str, str]] = Counter()
    for order, category in orders:
        for code in order.done:
            count[category, code, order.step_of(code).title] += 1
    lines = [StepWork(*key, n) for key, n in count.items()]
    return tuple(sorted(lines, key=lambda line: (line.category, -line.done, line.step)))


def answers_by_size(minutes: Iterable[int]) -> tuple[Answers, ...]:
    """The answers to "how long?", one an order, by size; groups under five are hidden (CNIL: small
    groups tell on people)."""
    count = Counter(minutes)
    return tuple(
        Answers(size, count[size] if count[size] >= FEWEST else None) for size in DURATIONS_MIN
    )
