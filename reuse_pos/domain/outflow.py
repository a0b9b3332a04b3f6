"""What leaves the shop without being sold: the slip it leaves under, its lines, the skips on site.

The register of outgoing waste follows article 2 of the order of 31 May 2021 (registers of article
R. 541-43 of the French environment code).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import share_out
from reuse_pos.domain.wording import N_, _

OPEN, AWAITED, CLOSED = "open", "awaited", "closed"
TRANSFER_OUT, TRANSFER_IN = "transfer_out", "transfer_in"


@dataclass(frozen=True)
class SlipKind:
    """A way out under a slip: its words, the ledger's destination, which kind of organisation
    takes the goods ("" none), its pictogram and colour, the letters of its number, and whether
    the receiver weighs and sends a ticket back."""

    code: str
    title: str
    destination: str
    taker: str
    icon: str
    tint: str
    prefix: str = "BE"
    ticket: bool = False


KINDS: dict[str, SlipKind] = {
    one.code: one
    for one in (
        SlipKind("recycler", N_("Recycling"), "recycling", "recycler", "recycle", "bricolage",
                 ticket=True),
        SlipKind("sorter", N_("Textile sorter"), "sorter", "sorter", "t-shirt", "textile",
                 ticket=True),
        SlipKind("energy", N_("Energy"), "energy", "energy", "lightning", "meubles", ticket=True),
        SlipKind("disposal", N_("Disposal"), "disposal", "disposal", "trash", "electro",
                 ticket=True),
        SlipKind("partner", N_("Reuse partner"), "partner_reuse", "partner", "hand-heart",
                 "vaisselle"),
        SlipKind("gift", N_("Gift"), "gift", "partner", "heart", "deco_divers"),
        SlipKind(TRANSFER_OUT, N_("To another store"), "other_store", "", "storefront",
                 "livres_medias", "BT"),
        SlipKind(TRANSFER_IN, N_("From another store"), "other_store", "", "storefront",
                 "livres_medias", "BR"),
    )
}  # fmt: skip
# Gifts, partners and other stores take goods that will be used again: those are no waste.
WASTE = ("recycling", "sorter", "energy", "disposal")
# What one touch sends out without a slip.
ONE_TOUCH = ("gift", "internal_use", "repair_part", "return_to_donor", "lost")
NEEDS_REASON = frozenset({"internal_use", "return_to_donor", "lost"})

# How a line came onto a slip, besides the place a load was taken from.
GATHERED, CORRECTED, UNDONE = "gathered", "corrected", "undone"
EXPECTED, RECEIVED, MISSING, UNEXPECTED = "expected", "received", "missing", "unexpected"
LOAD_PLACES = {
    "reception": N_("Reception"),
    "sorting": N_("Sorting"),
    "shop": N_("Shop floor"),
    "storage": N_("Storage"),
    "workshop": N_("Workshop"),
    "parts": N_("Parts"),
    "quarantine": N_("Quarantine"),
}
_WASTE_CODE = re.compile(r"(\d\d) ?(\d\d) ?(\d\d) ?(\*?)")
_TREATMENT = re.compile(r"(?:R(?:1[0-3]|[1-9])|D(?:1[0-5]|[1-9]))")


@dataclass(frozen=True)
class SlipLine:
    """One load or thing of a slip, in grams and pieces; `entry` once it is in the ledger, `answer`
    the place it was taken from, or how it came here."""

    n: int
    category: str
    item: Id | None
    label: str
    grams: int
    pieces: int
    source: str
    entry: Id | None
    answer: str


@dataclass(frozen=True)
class Slip:
    """A slip under which goods leave or arrive; a cancelled one is closed without a day."""

    number: str
    kind: str
    state: str
    party: str | None
    store: int | None
    carrier: str
    waste_code: str
    treatment: str
    skip: str | None
    day: str
    closed_on: str | None
    grams: int
    ticket_no: str
    ticket_g: int | None
    file: str | None
    op: str
    note: str
    lines: tuple[SlipLine, ...] = ()

    @property
    def way(self) -> SlipKind:
        """What kind of way out it is."""
        return KINDS[self.kind]

    @property
    def present(self) -> tuple[SlipLine, ...]:
        """The lines that were not taken back."""
        return tuple(line for line in self.lines if line.answer != UNDONE)

    @property
    def loads(self) -> tuple[SlipLine, ...]:
        """The lines of goods: what was not taken back, corrections left out."""
        return tuple(line for line in self.present if line.answer != CORRECTED)

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing left under it."""
        return self.state == CLOSED and self.closed_on is None

    @property
    def weighed_g(self) -> int:
        """What the shop weighed, in grams."""
        return sum(line.grams for line in self.loads)

    @property
    def difference_g(self) -> int | None:
        """The receiver's weight less the shop's, in grams; None before its ticket."""
        return None if self.ticket_g is None else self.ticket_g - self.weighed_g

    @property
    def to_follow_g(self) -> int:
        """The receiver's weight less what the ledger says, in grams; 0 without a ticket."""
        posted = sum(line.grams for line in self.present)
        return 0 if self.ticket_g is None else self.ticket_g - posted

    @property
    def is_corrected(self) -> bool:
        """Whether the ledger follows the receiver's weight."""
        return not self.to_follow_g and any(line.answer == CORRECTED for line in self.present)


@dataclass(frozen=True)
class SkipStep:
    """A state of a skip: its word, the word of the touch that leads on, pictogram and colour."""

    title: str
    touch: str
    icon: str
    kind: str


SKIP_STEPS: dict[str, SkipStep] = {
    "in_use": SkipStep(N_("In use"), N_("It is full"), "recycle", "ok"),
    "full": SkipStep(N_("Full"), N_("Removal asked for"), "warning", "warn"),
    "asked": SkipStep(N_("Removal asked for"), N_("The lorry is here"), "truck", "info"),
    "awaited": SkipStep(N_("Slip awaited"), N_("Empty one in place"), "clock", "info"),
}
SKIP_NEXT = {"in_use": "full", "full": "asked", "awaited": "in_use"}
SKIP_BACK = {"full": "in_use", "asked": "full"}


@dataclass(frozen=True)
class Skip:
    """A skip, cage or bin on site, for one way out; `since` is the day it came into its state."""

    code: str
    label: str
    destination: str
    party: str
    category: str
    tare_g: int
    state: str
    since: str
    rank: int = 0
    archived: bool = False

    @property
    def kind(self) -> str:
        """The kind of slip it leaves under."""
        return next(one.code for one in KINDS.values() if one.destination == self.destination)

    def days(self, today: str) -> int:
        """How many days it has been in its state."""
        return (date.fromisoformat(today) - date.fromisoformat(self.since)).days

    def is_late(self, today: str, most_days: int) -> bool:
        """Whether it has been full, its removal asked for or not, for more than `most_days`."""
        return self.state in ("full", "asked") and self.days(today) > most_days


@dataclass(frozen=True)
class Taker:
    """An organisation that takes goods, with what its slips propose; `accepts` holds categories and
    families, empty for everything."""

    code: str
    kind: str
    label: str
    address: str = ""
    carrier: str = ""
    waste_code: str = ""
    treatment: str = ""
    accepts: tuple[str, ...] = ()
    archived: bool = False

    def takes(self, category: Category) -> bool:
        """Whether it accepts goods of a category."""
        return not self.accepts or category.code in self.accepts or category.family in self.accepts


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register of outgoing waste: what left on a day, to whom, under which slip
    ("" without), in grams."""

    day: str
    slip: str
    destination: str
    party: str
    categories: tuple[str, ...]
    grams: int
    carrier: str = ""
    waste_code: str = ""
    treatment: str = ""
    receiver: str = ""
    address: str = ""
    ticket_no: str = ""
    ticket_g: int | None = None


def number_prefix(kind: str, day: str) -> str:
    """The beginning of a slip's number: "BE-2610-" in October 2026."""
    return f"{KINDS[kind].prefix}-{day[2:4]}{day[5:7]}-"


def checked_waste_code(text: str) -> str:
    """A code of the European list of waste as "20 01 01", with a star when hazardous, or "";
    refuses anything else (Decision 2000/532/EC)."""
    bare = text.strip()
    if not bare:
        return ""
    found = _WASTE_CODE.fullmatch(bare)
    if found is None:
        raise Refusal(
            _(
                "“{text}” is no waste code. Nothing was changed. Write six figures, like 20 01 01.",
                text=bare[:20],
            ),
            "waste_code",
        )
    return f"{found[1]} {found[2]} {found[3]}{found[4]}"


def is_hazardous(waste_code: str) -> bool:
    """Whether the code's star says that the waste is hazardous."""
    return waste_code.endswith("*")


def checked_treatment(text: str) -> str:
    """A treatment code, R1 to R13 or D1 to D15, or ""; refuses anything else (Directive
    2008/98/EC, annexes I and II)."""
    bare = text.strip().upper().replace(" ", "")
    if bare and _TREATMENT.fullmatch(bare) is None:
        raise Refusal(
            _(
                "“{text}” is no treatment code. Nothing was changed. Write R1 to R13 or D1 to D15.",
                text=bare[:20],
            ),
            "treatment",
        )
    return bare


def refuse_unless_taken(taker: Taker, category: Category) -> None:
    """Refuses, with code "not_accepted", goods that the organisation does not accept."""
    if not taker.takes(category):
        raise Refusal(
            _(
                "{party} does not take “{label}”. Nothing was put on the slip. "
                "Choose another organisation.",
                party=taker.label,
                label=category.label,
            ),
            "not_accepted",
            party=taker.code,
            category=category.code,
        )


def correction_shares(lines: Sequence[SlipLine], ticket_g: int) -> list[tuple[str, int]]:
    """By how many grams each category must change so that the lines weigh `ticket_g` in all, in
    proportion to what each weighs."""
    by_category: dict[str, int] = {}
    for line in lines:
        by_category[line.category] = by_category.get(line.category, 0) + line.grams
    gap = ticket_g - sum(by_category.values())
    codes = list(by_category)
    sign = 1 if gap > 0 else -1
    shares = share_out(abs(gap), [max(by_category[code], 0) or 1 for code in codes])
    return [(code, sign * share) for code, share in zip(codes, shares, strict=True) if share]


def tonnes(grams: int) -> str:
    """`432500` → "0,432500": tonnes exact to the gram, as the register writes them."""
    sign = "-" if grams < 0 else ""
    whole, rest = divmod(abs(grams), 1_000_000)
    return f"{sign}{whole},{rest:06d}"


def difference_words(slip: Slip) -> str:
    """What the receiver's ticket says beside what the shop weighed."""
    gap = slip.difference_g
    if gap is None:
        return ""
    if gap == 0:
        return _("The receiver weighed the same.")
    more = format_grams(abs(gap))
    if gap > 0:
        return _("The receiver weighed {weight} more.", weight=more)
    return _("The receiver weighed {weight} less.", weight=more)


def by_category(lines: Iterable[SlipLine]) -> list[SlipLine]:
    """The loads of one category as one line, things each on their own, in the order they came."""
    kept: dict[object, SlipLine] = {}
    for line in lines:
        key: object = line.category if line.item is None else line.n
        known = kept.get(key)
        kept[key] = line if known is None else replace(
            known, grams=known.grams + line.grams, pieces=known.pieces + line.pieces
        )  # fmt: skip
    return list(kept.values())
