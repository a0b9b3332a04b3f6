"""Finding a thing: the words it is found by, and what a person who typed a few words looks for.

Words are folded: no capitals, no accents, "œ" is "oe"; their order never matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Code, read_scan

FAMILY, PLACE, STATE, PRICE, AGE = "family", "place", "state", "price", "age"
KINDS = (FAMILY, PLACE, STATE, PRICE, AGE)
# Before these marks stands no folded word: they keep a thing's category and spot beside its words.
CATEGORY_MARK, SPOT_MARK = "=", "@"
LAST_LETTER = "\U0010ffff"
LONGEST_WORD, MOST_WORDS = 40, 64
_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "ø": "o", "Ø": "O"})
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour",
     "sans", "sur", "un", "une")
)  # fmt: skip
_UNFINISHED = " <>=-.,'\"«»"
_LIMIT = re.compile(
    r"(?P<way>[<>])=?\s{0,3}(?P<n>\d{1,5})(?:[.,](?P<c>\d{1,2}))?\s{0,3}"
    r"(?P<unit>€|euros?\b|j\b|jours?\b)?(?=\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Filters:
    """What is looked for besides words: nothing where empty. Prices in cents and days since the
    thing came: the lower bound is in, the upper one is not."""

    family: str = ""
    place: str = ""
    spot: str = ""
    state: str = ""
    from_cents: int | None = None
    to_cents: int | None = None
    over_days: int | None = None
    under_days: int | None = None

    def has(self, kind: str) -> bool:
        """Whether one kind of filter is set."""
        return any(getattr(self, name) not in ("", None) for name in _FIELDS[kind])

    def without(self, kind: str) -> Filters:
        """The others alone."""
        empty = Filters()
        return replace(self, **{name: getattr(empty, name) for name in _FIELDS[kind]})

    def over(self, other: Filters) -> Filters:
        """Both; where both say something of one kind, these count."""
        kept = other
        for kind in KINDS:
            if self.has(kind):
                kept = replace(kept, **{name: getattr(self, name) for name in _FIELDS[kind]})
        return kept

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are set, in the order of the keys."""
        return tuple(kind for kind in KINDS if self.has(kind))


_FIELDS = {
    FAMILY: ("family",),
    PLACE: ("place", "spot"),
    STATE: ("state",),
    PRICE: ("from_cents", "to_cents"),
    AGE: ("over_days", "under_days"),
}


@dataclass(frozen=True)
class Meaning:
    """What a phrase stands for: a kind of filter and its value; `spot` for a shelf of the shop."""

    kind: str
    value: str
    said: str
    spot: bool = False


@dataclass(frozen=True)
class Asked:
    """What was understood of a text: one code, or words and filters; `spans` is where in the text
    each kind of filter was said."""

    text: str
    code: Code | None = None
    words: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    spans: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def is_nonsense(self) -> bool:
        """Whether something was typed that says nothing (a lone "%", a smiley); what may become a
        limit or a code ("<", "-") is not."""
        said = self.code is not None or self.words or self.filters.kinds
        return not said and bool(self.text.strip(_UNFINISHED))

    def without(self, kind: str) -> str:
        """The text with what said this kind of filter taken out."""
        kept = list(self.text)
        for start, end in self.spans.get(kind, ()):
            kept[start:end] = " " * (end - start)
        return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """Small letters without accents: "Œuvre D’ÉTÉ" gives "oeuvre d’ete"."""
    return _bare(_bare(text.translate(_JOINED)).casefold())


def words_of(text: str) -> list[str]:
    """The folded words of a text, in its order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def thing_words(  # noqa: PLR0913 - the columns a thing is found by
    short: str, label: str, description: str, category: str, spot: str, brand: str, serial: str
) -> frozenset[str]:
    """Every word a thing is found by, with the marks of its category and spot."""
    said = [word for text in (label, brand, serial, spot, description) for word in words_of(text)]
    found = [word for word in dict.fromkeys(said) if word not in _SMALL][:MOST_WORDS]
    letter, _dash, digits = fold(short).partition("-")
    found += [letter + digits, digits, digits.lstrip("0")]
    found.append(CATEGORY_MARK + category)
    if spot.strip():
        found.append(SPOT_MARK + spot.strip())
    return frozenset(word for word in found if word)


def vocabulary(meanings: Iterable[Meaning]) -> dict[tuple[str, ...], list[Meaning]]:
    """Phrases that stand for a filter, by their folded words."""
    known: dict[tuple[str, ...], list[Meaning]] = {}
    for one in meanings:
        phrase = tuple(words_of(one.said))
        if phrase:
            known.setdefault(phrase, []).append(one)
    return known


def understood(text: str, known: Mapping[tuple[str, ...], list[Meaning]]) -> Asked:
    """What a typed text asks for: a code, else words, limits ("<50", ">60 j") and known phrases."""
    try:
        return Asked(text, read_scan(text))
    except Refusal:
        pass
    spans: dict[str, list[tuple[int, int]]] = {}
    filters = Filters()
    rest = text
    for limit in _LIMIT.finditer(text):
        filters, kind = _limited(filters, limit)
        spans.setdefault(kind, []).append(limit.span())
        rest = rest[: limit.start()] + " " * (limit.end() - limit.start()) + rest[limit.end() :]
    places = [(words_of(one.group()), one.span(), one.group()) for one in _WORD.finditer(rest)]
    words: list[str] = []
    at = 0
    while at < len(places):
        size, meaning = _longest(places, at, known)
        if meaning is None or filters.has(meaning.kind):
            words += places[at][0]
            at += 1
            continue
        filters = _with(filters, meaning)
        span = (places[at][1][0], places[at + size - 1][1][1])
        spans.setdefault(meaning.kind, []).append(span)
        at += size
    said = tuple(dict.fromkeys(words))
    wanted = tuple(word for word in said if word not in _SMALL)
    if not wanted and not filters.kinds:
        # A small word alone is the beginning of another: "la", then "lampe".
        wanted = said
    return Asked(text, None, wanted, filters, {kind: tuple(two) for kind, two in spans.items()})


def first_and_last_day(filters: Filters, today: date) -> tuple[str, str]:
    """The ISO days between which a thing must have come; "" where there is no limit."""
    first = last = ""
    if filters.under_days is not None:
        first = (today - timedelta(days=filters.under_days - 1)).isoformat()
    if filters.over_days is not None:
        last = (today - timedelta(days=filters.over_days)).isoformat()
    return first, last


def closeness(label: str, words: Iterable[str]) -> int:
    """How near a name is to what was typed: its own whole words count most, then their
    beginnings."""
    own = words_of(label)
    points = 0
    for word in words:
        if word in own:
            points += 4 if own[0] == word else 3
        elif any(one.startswith(word) for one in own):
            points += 1
    return points


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _limited(filters: Filters, limit: re.Match[str]) -> tuple[Filters, str]:
    below = limit["way"] == "<"
    change: dict[str, Any] = {}
    if (limit["unit"] or "").lower().startswith("j"):
        change["under_days" if below else "over_days"] = max(1, int(limit["n"]))
        return replace(filters, **change), AGE
    cents = int(limit["n"]) * 100 + int((limit["c"] or "").ljust(2, "0"))
    change["to_cents" if below else "from_cents"] = cents
    return replace(filters, **change), PRICE


def _longest(
    places: list[tuple[list[str], tuple[int, int], str]],
    at: int,
    known: Mapping[tuple[str, ...], list[Meaning]],
) -> tuple[int, Meaning | None]:
    for size in range(min(6, len(places) - at), 0, -1):
        part = places[at : at + size]
        found = known.get(tuple(word for one in part for word in one[0]))
        if found:
            said = [one[2].lower() for one in part]
            # "réserve" is a place and "réservé" a state: accents typed tell which.
            exact = [one for one in found if _WORD.findall(one.said.lower()) == said]
            return size, (exact or found)[0]
    return 1, None


def _with(filters: Filters, meaning: Meaning) -> Filters:
    if meaning.spot:
        return replace(filters, spot=meaning.value)
    change: dict[str, Any] = {meaning.kind: meaning.value}
    return replace(filters, **change)
