"""Finding things: a few words, a code or a touch on a filter, and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reuse_pos.db import stock
from reuse_pos.db import stock_search as rows
from reuse_pos.db.life import town_of
from reuse_pos.db.stock_search import Source, Wanted
from reuse_pos.domain import search as rules
from reuse_pos.domain.category import FAMILIES, Category
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.item import INSIDE, PLACE_OF, STATE_WORDS, Item, State
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.search import AGE, FAMILY, PLACE, PRICE, STATE, Asked, Filters, Meaning
from reuse_pos.domain.wording import N_, _, language
from reuse_pos.services.office import Office, Station
from reuse_pos.services.sale_prices import printed_price

PAGE = 50
CLOSEST, NEWEST, OLDEST, CHEAPEST = "closest", rows.NEWEST, rows.OLDEST, rows.CHEAPEST
ORDERS = (CLOSEST, NEWEST, OLDEST, CHEAPEST)
PLACE_WORDS = {
    "stock:shop": N_("Shop (place)"),
    "stock:storage": N_("Storeroom"),
    "stock:workshop": N_("Workshop"),
    "stock:reception": N_("Reception"),
    "stock:quarantine": N_("Quarantine"),
    "stock:reserved": N_("Held things"),
}


@dataclass(frozen=True)
class Hit:
    """A thing found: what its label asks today in cents, what it asked before a reduction, and
    for how many days it has been here (None: nobody knows)."""

    item: Item
    category: Category
    price_cents: int | None
    old_cents: int | None
    age_days: int | None


@dataclass(frozen=True)
class Chip:
    """A filter that holds, in words; `typed` when the text says it, not a key."""

    kind: str
    words: str
    typed: bool


@dataclass(frozen=True)
class Found:
    """One page of what was found: `total` things in all, or more where `more`."""

    rows: tuple[Hit, ...]
    chips: tuple[Chip, ...]
    total: int
    more: bool = False
    asked: Asked = field(default_factory=lambda: Asked(""))
    filters: Filters = field(default_factory=Filters)


class StockSearch(Station):
    """The search of the shop: the same everywhere."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._known: tuple[object, dict[tuple[str, ...], list[Meaning]]] = (None, {})
        self._kinds: tuple[object, list[tuple[str, list[str]]]] = (None, [])

    def search(
        self, text: str, filters: Filters | None = None, page: int = 0, order: str = CLOSEST
    ) -> Found:
        """What is found for a text and the filters touched, page by page of `PAGE`.

        Without a state asked for, only what is in the shop. A code finds its thing wherever it is.
        Raises `ValueError` on an unknown order.
        """
        if order not in ORDERS:
            raise ValueError(f"no order called {order}")
        touched = filters or Filters()
        asked = rules.understood(text, self._vocabulary())
        if asked.code is not None:
            item = stock.item_by_code(self.store.read(), asked.code)
            hits = () if item is None else (self.hit(item),)
            return Found(hits, (), len(hits), asked=asked)
        both = touched.over(asked.filters)
        found = [] if asked.is_nonsense else self._ids(asked, both, order)
        shown = found[: rows.MOST][page * PAGE : (page + 1) * PAGE]
        things = rows.items(self.store.read(), shown)
        return Found(
            tuple(self.hit(item) for item in things),
            tuple(
                Chip(kind, self.chip_words(both, kind), not touched.has(kind))
                for kind in both.kinds
            ),
            min(len(found), rows.MOST), len(found) > rows.MOST, asked, both,
        )  # fmt: skip

    def hit(self, item: Item) -> Hit:
        """A thing as the list shows it."""
        today = business_day(self.clock.now())
        price = old = None
        if item.price_cents is not None:
            price = printed_price(item, today.isoformat())
            old = item.price_cents if price < item.price_cents else None
        came = item.received_on
        days = (today - date.fromisoformat(came)).days if came else None
        category = self.office.category(item.category)
        return Hit(item, category, price, old, days)

    def without(self, text: str, kind: str) -> str:
        """A typed text without the words that say one kind of filter."""
        return rules.understood(text, self._vocabulary()).without(kind)

    def town_of(self, item: Item) -> str:
        """The town a thing came from, "" where nobody knows."""
        return town_of(self.store.read(), item)

    def inside(self) -> int:
        """How many things are in the shop."""
        return rows.inside(self.store.read())

    def spots(self) -> list[str]:
        """Every spot of the shop that has a name, in alphabetical order."""
        return sorted(rows.spots(self.store.read()), key=rules.fold)

    def chip_words(self, filters: Filters, kind: str) -> str:
        """What a filter is called."""
        if kind == FAMILY:
            return _(FAMILIES[filters.family])
        if kind == PLACE:
            return filters.spot or _(PLACE_WORDS[filters.place])
        if kind == STATE:
            return _(STATE_WORDS[State(filters.state)])
        if kind == PRICE:
            return _between(
                *(None if one is None else short_cents(one)
                  for one in (filters.from_cents, filters.to_cents))
            )  # fmt: skip
        if kind == AGE:
            return _between(
                *(None if one is None else _("{n} d", n=one)
                  for one in (filters.over_days, filters.under_days))
            )  # fmt: skip
        raise ValueError(f"no filter called {kind}")

    def _ids(self, asked: Asked, filters: Filters, order: str) -> list[bytes]:
        today = business_day(self.clock.now())
        states = _states(filters)
        if not states:
            return []
        first, last = rules.first_and_last_day(filters, today)
        sources = [self._source(word) for word in asked.words]
        if filters.family:
            kinds = self.office.categories().items()
            codes = tuple(code for code, one in kinds if one.family == filters.family)
            sources.append(Source(categories=codes))
        if filters.spot:
            sources.append(Source(spot=filters.spot))
        reader = self.store.read()
        wanted = Wanted(
            today.isoformat(), tuple(sources), states, filters.from_cents, filters.to_cents,
            first, last, rows.NEWEST if order == CLOSEST else order,
        )  # fmt: skip
        found = rows.find(reader, wanted)
        if order != CLOSEST or not asked.words or not found:
            return found
        names = rows.labels(reader, found)
        return sorted(found, key=lambda one: -rules.closeness(names[one], asked.words))

    def _source(self, word: str) -> Source:
        """A word of the thing itself, or of what its category is called."""
        known = self.office.categories()
        if self._kinds[0] is not known:
            told = [(code, rules.words_of(one.label)) for code, one in known.items()]
            self._kinds = (known, told)
        codes = [code for code, said in self._kinds[1] if any(w.startswith(word) for w in said)]
        return Source(word, tuple(codes))

    def _vocabulary(self) -> dict[tuple[str, ...], list[Meaning]]:
        spots = rows.spots(self.store.read())
        made_of = (language(), tuple(spots))
        if self._known[0] != made_of:
            meanings = [Meaning(STATE, state.value, _(said)) for state, said in STATE_WORDS.items()]
            meanings += [Meaning(FAMILY, code, _(said)) for code, said in FAMILIES.items()]
            meanings += [Meaning(PLACE, code, _(said)) for code, said in PLACE_WORDS.items()]
            meanings += [Meaning(PLACE, spot, spot, spot=True) for spot in spots]
            self._known = (made_of, rules.vocabulary(meanings))
        return self._known[1]


def _states(filters: Filters) -> tuple[str, ...]:
    """The states looked for; none where place and state exclude each other."""
    if filters.state:
        asked: tuple[State, ...] = (State(filters.state),)
    elif filters.place:
        asked = INSIDE
    else:
        return tuple(state.value for state in INSIDE)
    fits = [one for one in asked if not filters.place or PLACE_OF.get(one) == filters.place]
    return tuple(one.value for one in fits)


def _between(low: str | None, high: str | None) -> str:
    if low is None:
        return f"< {high}"
    return f"> {low}" if high is None else _("{low} to {high}", low=low, high=high)
