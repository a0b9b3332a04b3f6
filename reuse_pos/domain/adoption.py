"""A label of the shop's format that the list does not know: printed before a crash, or brought
here from another store. Who may takes the thing in under that very code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Code, CodeKind
from reuse_pos.domain.mass import Weighing
from reuse_pos.domain.practice import PRACTICE_STORE
from reuse_pos.domain.wording import N_, _

UNKNOWN, RECEPTION, OTHER_STORE = "adjust:unknown_origin", "stock:reception", "in:other_store"
ORIGIN_WORDS = {
    UNKNOWN: N_("Origin not known"),
    RECEPTION: N_("Weighed at reception"),
    OTHER_STORE: N_("From another store"),
}
ORIGIN_SUBS = {
    UNKNOWN: N_("its kilos show as a difference"),
    RECEPTION: N_("its kilos are already counted in"),
    OTHER_STORE: N_("its kilos come in, not as a collection"),
}
# The mass entry of an adoption.
KIND = "adopted"
# Labels after an adopted one were printed too: the next label of this post keeps clear of them.
CLEAR_OF = 100


@dataclass(frozen=True)
class Stray:
    """A label nobody knows here: its code, `kind` item | batch, the store and post that printed it
    with its number, and the places its kilos may come from, the likeliest first."""

    code: str
    short: str
    kind: str
    store: int
    device: int
    number: int
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Adopted:
    """What the person says of the thing: category, weight, price in cents, what it is called ("":
    as its category), how many pieces, and where its kilos come from ("": the likeliest)."""

    category: str
    weighing: Weighing
    cents: int
    label: str = ""
    pieces: int = 1
    origin: str = ""


def stray(code: Code, own_store: int, learning: bool) -> Stray:
    """The label read. Refuses ("not_a_thing", "short", "practice", "test_print") what no thing of
    this shop can carry."""
    if not code.is_thing:
        raise Refusal(
            _("This code is not on an object. Nothing was changed. Scan an object’s label."),
            "not_a_thing",
        )
    if not code.digits:
        raise Refusal(
            _(
                "{code} is not the whole code. Nothing was recorded. Scan the bars of the label.",
                code=code.short,
            ),
            "short",
        )
    store, device, number = int(code.digits[2:5]), int(code.digits[5]), int(code.digits[6:12])
    if (store == PRACTICE_STORE) is not learning:
        raise Refusal(
            _("This label belongs to the shop where one learns. Nothing was recorded.")
            if not learning
            else _("This label belongs to the real shop. Nothing was recorded."),
            "practice",
        )
    if number == 0:
        raise Refusal(
            _("This label is a printer’s test. Nothing was recorded. It stands for nothing."),
            "test_print",
        )
    first = UNKNOWN if store == own_store or learning else OTHER_STORE
    kind = "batch" if code.kind is CodeKind.BATCH else "item"
    return Stray(code.digits, code.short, kind, store, device, number, (first, RECEPTION))


def checked_origin(label: Stray, origin: str) -> str:
    """Where the kilos come from; `ValueError` for a place this label cannot come from."""
    if origin and origin not in label.origins:
        raise ValueError(f"a label of store {label.store} does not come from {origin}")
    return origin or label.origins[0]


def adopted_from(places: Iterable[str]) -> str:
    """Where the kilos of an adopted thing came from, in words; from the places of its entry."""
    told = tuple(places)
    return _(ORIGIN_WORDS[next((one for one in (UNKNOWN, OTHER_STORE) if one in told), RECEPTION)])
