"""Sale days: for some days the prices of some families go down by themselves, by percent, by the
kilo or to one price a piece.

Whatever runs together, the customer pays the lowest price of all: two reductions never add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.agenda import DAYS, day_words, short_day
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import NBSP, format_cents, short_cents
from reuse_pos.domain.month import MONTHS
from reuse_pos.domain.pricing import per_kilo_cents, reduction_cents
from reuse_pos.domain.wording import _

PERCENT, PER_KILO, PER_PIECE = "percent", "per_kilo", "per_piece"
RULES = (PERCENT, PER_KILO, PER_PIECE)
PLANNED, SUSPENDED, CLOSED = "planned", "suspended", "closed"
# What is left out: per-kilo keys, the workshop's own pieces, held things, low prices, a category
# ("cat:HR-LIVRE") or a key ("key:K01").
KILO_KEYS, WORKSHOP, HELD, UNDER = "kilo", "workshop", "held", "under"
USUALLY_OUT = (WORKSHOP, HELD, KILO_KEYS)
MOST_DAYS = 62
LONGEST_NAME = 40
MOST_PERCENT_BP = 9900
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """What a manager sets: days (ISO, both included), rule and its value (basis points or cents),
    families, and what is left out."""

    name: str
    first_day: str
    last_day: str
    rule: str
    value: int
    families: tuple[str, ...]
    excluded: tuple[str, ...] = USUALLY_OUT


@dataclass(frozen=True)
class Operation:
    """A plan as it was written down; `state` planned | suspended | closed."""

    id: bytes
    plan: Plan
    state: str = PLANNED

    @property
    def name(self) -> str:
        """What it is called on the poster and the ticket."""
        return self.plan.name

    def runs_on(self, day: str) -> bool:
        """Whether it lowers prices on a business day: it stops by itself after its last one."""
        return self.state == PLANNED and self.plan.first_day <= day <= self.plan.last_day

    @property
    def never_ran(self) -> bool:
        """Whether it was called off before its first day."""
        return self.plan.last_day < self.plan.first_day


@dataclass(frozen=True)
class ForSale:
    """A thing or key as the rules see it: `unit_cents` a piece (or a kilo, `unit` "g") before any
    reduction; `grams` of a piece weighed on a scale that may make prices, else 0."""

    category: str
    family: str
    unit: str
    unit_cents: int
    grams: int = 0
    key: str = ""
    workshop: bool = False
    held: bool = False


def covers(plan: Plan, thing: ForSale) -> bool:
    """Whether a thing belongs to the families of a plan and is not left out."""
    out = set(plan.excluded)
    left_out = (
        (thing.unit == "g" and KILO_KEYS in out and plan.rule != PER_KILO)
        or (thing.workshop and WORKSHOP in out)
        or (thing.held and HELD in out)
        or f"cat:{thing.category}" in out
        or (bool(thing.key) and f"key:{thing.key}" in out)
        or (thing.unit == "piece" and thing.unit_cents < _least(plan.excluded))
    )
    return thing.family in plan.families and not left_out


def price_under(plan: Plan, thing: ForSale) -> int | None:
    """The unit price in cents a plan gives a thing; None when it changes nothing."""
    if not covers(plan, thing):
        return None
    price: int | None = None
    if plan.rule == PERCENT:
        price = thing.unit_cents - reduction_cents(thing.unit_cents, plan.value)
    elif (plan.rule, thing.unit) in ((PER_PIECE, "piece"), (PER_KILO, "g")):
        price = plan.value
    elif plan.rule == PER_KILO and thing.grams:
        price = per_kilo_cents(thing.grams, plan.value)
    return price if price is not None and price < thing.unit_cents else None


def best(operations: Iterable[Operation], thing: ForSale) -> tuple[Operation, int] | None:
    """The operation that gives the lowest unit price, and that price; None when none does."""
    found: tuple[Operation, int] | None = None
    for one in operations:
        price = price_under(one.plan, thing)
        if price is not None and (found is None or price < found[1]):
            found = (one, price)
    return found


def lowest_of_30_days(points: Sequence[tuple[str, int]], first_day: str, present: int) -> int:
    """The lowest price asked in the thirty days before a reduction begins, in cents: the price an
    announced reduction must show (C. conso. L112-1-1).

    `points` are (day, cents), each the price from that day on; `present` is what a thing costs that
    has no history before.
    """
    start = (date.fromisoformat(first_day) - LOOK_BACK).isoformat()
    before = max((one for one in points if one[0] <= start), default=None)
    asked = [cents for day, cents in points if start < day < first_day]
    if before is not None:
        asked.append(before[1])
    return min(asked, default=present)


def checked_plan(plan: Plan, today: str) -> Plan:
    """The plan with its name tidied; refuses past days, no family, and a rule that lowers
    nothing."""
    name = " ".join(plan.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(
            _("Sale days need a name of at most {n} letters. Nothing was changed. Type one.",
              n=LONGEST_NAME), "name",
        )  # fmt: skip
    _check_days(plan, today)
    limit = MOST_PERCENT_BP if plan.rule == PERCENT else 100_000
    if plan.rule not in RULES or not 0 < plan.value <= limit:
        raise Refusal(
            _("This price cannot be applied. Nothing was changed. Choose another."), "rule"
        )
    if not plan.families or not set(plan.families) <= set(FAMILIES):
        raise Refusal(
            _("Sale days need a family. Nothing was changed. Touch at least one."), "families"
        )
    return Plan(
        name, plan.first_day, plan.last_day, plan.rule, plan.value, plan.families, plan.excluded
    )


def _check_days(plan: Plan, today: str) -> None:
    if plan.first_day < today:
        raise Refusal(
            _("These days are over. Nothing was changed. Choose days from today on."), "past"
        )
    last = date.fromisoformat(plan.last_day)
    if not timedelta() <= last - date.fromisoformat(plan.first_day) < timedelta(days=MOST_DAYS):
        raise Refusal(
            _("Sale days end after they begin, within {n} days. Nothing was changed. Choose "
              "again.", n=MOST_DAYS), "days",
        )  # fmt: skip


def rule_words(plan: Plan) -> str:
    """The rule as posters say it: "−50 %", "1 € a kilo", "1 € each"."""
    if plan.rule == PERCENT:
        whole, rest = divmod(plan.value, 100)
        return f"−{whole},{rest:02d}{NBSP}%" if rest else f"−{whole}{NBSP}%"
    price = short_cents(plan.value)
    return (
        _("{price} per kilo", price=price)
        if plan.rule == PER_KILO
        else _("{price} each", price=price)
    )


def until_words(plan: Plan, today: str) -> str:
    """What the till says while it runs: "Braderie textile, jusqu’à dimanche"."""
    last = date.fromisoformat(plan.last_day)
    left = (last - date.fromisoformat(today)).days
    if left == 0:
        return _("{name}, last day", name=plan.name)
    if left < 7:
        day = _(DAYS[last.weekday()]).lower()
        return _("{name}, until {weekday}", name=plan.name, weekday=day)
    return _("{name}, until {day}", name=plan.name, day=f"{last:%d/%m}")


def span_words(plan: Plan) -> str:
    """The days of a plan: "fri. 27 to sun. 29 november"; one day alone is said whole."""
    first, last = date.fromisoformat(plan.first_day), date.fromisoformat(plan.last_day)
    if first == last:
        return day_words(first)
    begin = short_day(first)
    if first.month != last.month:
        begin = f"{begin} {_(MONTHS[first.month - 1])}"
    return _("{first} to {last}", first=begin,
             last=f"{short_day(last)} {_(MONTHS[last.month - 1])}")  # fmt: skip


def least_price_code(cents: int) -> str:
    """What is left out when things under a price keep theirs."""
    return f"{UNDER}:{cents}"


def out_words(code: str) -> str:
    """What is left out, in words ("" for a category or a key, which have names of their own)."""
    if code.startswith(f"{UNDER}:"):
        return _("Under {price}", price=short_cents(int(code.partition(":")[2])))
    words = {
        KILO_KEYS: _("Price by the kilo"), WORKSHOP: _("Made in the workshop"), HELD: _("Held"),
    }  # fmt: skip
    return words.get(code, "")


def price_words(unit: str, cents: int) -> str:
    """A unit price as a key says it."""
    return f"{format_cents(cents)}/kg" if unit == "g" else format_cents(cents)


def _least(excluded: Sequence[str]) -> int:
    return max(
        (int(one.partition(":")[2]) for one in excluded if one.startswith(f"{UNDER}:")), default=0
    )
