"""Kits: several things gathered from a list ("first flat": a bed, a table, six plates), then given
or sold as one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reuse_pos.domain.category import FAMILIES, Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.paper import Columns, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off
from reuse_pos.domain.wording import _

GIVEN, INVOICED = "given", "invoiced"
OPEN, DONE, CANCELLED = "open", "done", "cancelled"
KIT_REASON = "KIT"
MOST_PIECES, MOST_WANTS, LONGEST = 99, 40, 40


@dataclass(frozen=True)
class Want:
    """So many pieces of a category, or of a whole family (`what` is its code)."""

    what: str
    n: int

    def fits(self, category: Category) -> bool:
        """Whether a piece of a category counts for it."""
        return self.what in (category.code, category.family)


@dataclass(frozen=True)
class KitList:
    """What a kit is made of; archived, never deleted."""

    code: str
    label: str
    wants: tuple[Want, ...]
    rank: int = 0
    archived: bool = False


@dataclass(frozen=True)
class Got:
    """What was gathered: a labelled thing, or `n` pieces without a label."""

    category: str
    label: str
    n: int = 1
    item: Id | None = None
    short: str = ""


@dataclass(frozen=True)
class Kit:
    """A kit being gathered or gone (`mode` given | invoiced once it is; `state` open | done |
    cancelled); initials only, `party` an organisation."""

    id: Id
    number: str
    label: str
    party: str | None
    initials: str
    mode: str
    state: str
    wants: tuple[Want, ...]
    got: tuple[Got, ...]
    price_cents: int
    document: str | None
    day: str

    @property
    def lines(self) -> str:
        """What is wanted and gathered, as the file keeps it."""
        wants = [[one.what, one.n] for one in self.wants]
        got = [
            [one.category, one.label, one.n, one.item.hex() if one.item else "", one.short]
            for one in self.got
        ]
        return json.dumps({"wants": wants, "got": got}, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Need:
    """One line of the list with how many are gathered for it."""

    want: Want
    got: int

    @property
    def left(self) -> int:
        """How many are still to be gathered."""
        return self.want.n - self.got


def read_lines(text: str) -> tuple[tuple[Want, ...], tuple[Got, ...]]:
    """What is wanted and gathered, from the file."""
    kept = json.loads(text)
    wants = tuple(Want(what, n) for what, n in kept["wants"])
    got = tuple(
        Got(category, label, n, bytes.fromhex(item) if item else None, short)
        for category, label, n, item, short in kept["got"]
    )
    return wants, got


def needs(kit: Kit, categories: Mapping[str, Category]) -> tuple[Need, ...]:
    """Each line of the list with what is gathered for it: exact categories are filled before whole
    families; what nobody asked for counts nowhere."""
    room = [one.n for one in kit.wants]
    exact = sorted(range(len(room)), key=lambda at: kit.wants[at].what in FAMILIES)
    for one in kit.got:
        rest = one.n
        for at in exact:
            if kit.wants[at].fits(categories[one.category]):
                taken = min(rest, room[at])
                room[at] -= taken
                rest -= taken
    return tuple(Need(want, want.n - left) for want, left in zip(kit.wants, room, strict=True))


def with_pieces(kit: Kit, category: Category, n: int) -> Kit:
    """The kit with `n` more (or fewer) pieces without a label of a category."""
    if not -MOST_PIECES <= n <= MOST_PIECES:
        raise Refusal(_("This number cannot be right. Nothing was added. Correct it."), "number")
    known = next(
        (one for one in kit.got if one.item is None and one.category == category.code), None
    )
    total = (known.n if known else 0) + n
    if not 0 <= total <= MOST_PIECES:
        raise Refusal(_("This number cannot be right. Nothing was added. Correct it."), "number")
    others = tuple(one for one in kit.got if one is not known)
    more = (Got(category.code, category.label, total),) if total else ()
    return replace(kit, got=(*others, *more))


def checked_list(kits: KitList) -> KitList:
    """The list as it may be kept; refuses one without a name or without anything in it."""
    label = " ".join(kits.label.split())[:LONGEST]
    if not label:
        raise Refusal(_("A list needs a name. Nothing was saved. Write it."), "name")
    if not kits.archived and not kits.wants:
        raise Refusal(_("The list is empty. Nothing was saved. Add a kind of goods."), "empty")
    if len(kits.wants) > MOST_WANTS or any(not 0 < one.n <= MOST_PIECES for one in kits.wants):
        raise Refusal(_("This number cannot be right. Nothing was added. Correct it."), "number")
    return replace(kits, label=label)


def refuse_unless_open(kit: Kit) -> None:
    """Refuses, with code "kit_over", a kit that has gone or was cancelled."""
    if kit.state != OPEN:
        raise Refusal(
            _("{number} is closed. Nothing was changed. Begin another kit.", number=kit.number),
            "kit_over",
        )


def kit_slip(shop: ShopHeader, kit: Kit, at: str, party: str, grams: Sequence[int]) -> ReceiptDoc:
    """The paper that goes with a given kit: what it holds, in pieces and kilos, signed for."""
    title = _("Kit given")
    elements: list[Element] = [
        *shop_block(shop),
        Text(title, "center", bold=True),
        Columns(kit.number, at),
        Text(kit.label, bold=True),
    ]
    elements += [Text(_("For: {who}", who=who)) for who in (party, kit.initials) if who]
    elements.append(Rule())
    for one, mass in zip(kit.got, grams, strict=True):
        name = f"{one.n} × {one.label}" if one.n > 1 else one.label
        elements.append(Columns(name, format_grams(mass), money=True))
        if one.short:
            elements.append(Text(one.short, indent=2))
    elements += [
        Rule(),
        Columns(_("TOTAL"), format_grams(sum(grams)), bold=True),
        Feed(),
        Text(_("Received (signature):")),
        Feed(3),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), title)
