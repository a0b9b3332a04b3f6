"""What was typed in the counter's field: a price, a code, or the name of a thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reuse_pos.domain.money import parse_cents
from reuse_pos.domain.pricing import PriceKey

_PIECES = re.compile(r"(\d{1,3})\s*[x*×]")
_CODE = re.compile(r"[A-Za-z]-?\d{6}|[\d\s]{8,}")


def plain(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def is_code(text: str) -> bool:
    """Whether a label's code was typed: 13 digits, or "R-005231"."""
    return _CODE.fullmatch(text.strip()) is not None


def pieces(text: str) -> int | None:
    """How many were typed ("12*", "12 x"); None when it is no number of pieces."""
    found = _PIECES.fullmatch(text.strip().lower())
    return int(found[1]) if found else None


def price(text: str, ceiling: int) -> int | None:
    """The cents typed; None when it is no price. Refuses three decimals or above the ceiling."""
    bare = text.strip().rstrip(",.")
    if not re.match(r"\d", bare) or is_code(text):
        return None
    if re.search(r"[^\d\s.,€]", bare):
        return None
    return parse_cents(bare, ceiling)


def matches(name: str, text: str) -> bool:
    """Whether a name has a word beginning with each word typed."""
    words = plain(name).replace(",", " ").split()
    wanted = plain(text).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def found(keys: Sequence[PriceKey], text: str) -> list[PriceKey]:
    """The keys whose name has a word beginning with each word typed, one of each name and price."""
    seen: set[tuple[str, int]] = set()
    hits = []
    for key in keys:
        if matches(key.label, text):
            mark = (key.label, key.price_cents)
            if mark not in seen:
                seen.add(mark)
                hits.append(key)
    return hits
