"""The label on a thing: what each kind of label says, before any printer is chosen.

Six kinds: furniture, electrical, small goods, workshop tracking, the small textile tag, and
"Reserved" for a thing held. A label never carries a person's name: no field could hold one; a
thing held shows initials.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import ean13_check, short_form
from reuse_pos.domain.label_colours import COLOURS
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.receipt import tested_words
from reuse_pos.domain.wording import _

NAME_LENGTH = 22
SIZE_LENGTH = 10


class LabelKind(StrEnum):
    """What the label goes on; all but the textile tag are 57 × 32 mm on a roll of that size."""

    FURNITURE = "furniture"
    ELECTRICAL = "electrical"
    SMALL = "small"
    TRACKING = "tracking"
    TEXTILE = "textile"
    RESERVED = "reserved"


@dataclass(frozen=True)
class LabelFacts:
    """What the shop knows of a thing: `price_cents` in cents, `code` its 13 digits, dates as
    printed.

    `details` is the line under the name (sizes, material, weight); `done` what was done to it;
    `size` a garment's size; `markdown_percent` and `markdown_from` the announced price cut;
    `month` as "11/2026". On a tracking label `name` is the next job ("À réparer") and `notes` the
    place and the work order; on a reserved one `notes` are the initials, the last day and the
    number of the hold. `colour` is a code of `label_colours.COLOURS`.
    """

    code: str
    name: str
    price_cents: int | None = None
    details: str = ""
    done: str = ""
    defect: str = ""
    tested_on: str = ""
    feminine: bool = False
    size: str = ""
    notes: tuple[str, ...] = ()
    markdown_percent: int = 0
    markdown_from: str = ""
    store: str = ""
    month: str = ""
    colour: str = ""


@dataclass(frozen=True)
class LabelDoc:
    """A label's words, ready to be placed: empty strings are not printed, `tag` is the boxed
    "Occasion", `proof` the day its test was passed, `colour` a word with its `shape`; `small`
    labels are 38 × 25 mm.
    """

    kind: LabelKind
    code: str
    short: str
    name: str
    tag: str
    price: str
    details: str
    notes: tuple[str, ...]
    markdown: str
    foot: tuple[str, ...]
    colour: str = ""
    shape: str = ""
    small: bool = False
    proof: str = ""


def make_label(kind: LabelKind, facts: LabelFacts, *, small: bool = False) -> LabelDoc:
    """The label of a thing, `small` where the shop's roll is 38 × 25 mm (a textile tag always is);
    refuses a price label without price, or an electrical thing without a test.

    Every price label says "Occasion" (arrêté of 3/12/1987 on price display) and its known defect
    (Code de la consommation L217-8: no guarantee for a defect the buyer was told of).
    """
    if (
        len(facts.code) != 13
        or not facts.code.isdigit()
        or ean13_check(facts.code[:12]) != facts.code[12]
    ):
        raise ValueError(f"{facts.code!r} is not a label code")
    if kind is LabelKind.TRACKING:
        return replace(_tracking(facts), small=small)
    if kind is LabelKind.RESERVED:
        return replace(_reserved(facts), small=small)
    if facts.price_cents is None:
        raise Refusal(
            _("This thing has no price yet. No label was printed. Choose its price first."),
            "no_price",
        )
    if kind is LabelKind.ELECTRICAL and not facts.tested_on:
        raise Refusal(
            _(
                "This appliance has not passed its test. No price label was printed. "
                "Test it in the workshop first."
            ),
            "no_test",
        )
    small = small or kind is LabelKind.TEXTILE
    tag = _("Second-hand")
    if small and facts.size:
        tag = _("Size {size}", size=facts.size[:SIZE_LENGTH].rstrip()) + f" · {tag}"
    defect = facts.defect if small else _defect(facts.defect)
    colour = COLOURS.get(facts.colour)
    notes = (facts.done, *facts.notes, defect)
    return LabelDoc(
        kind,
        facts.code,
        short_form(facts.code),
        short_name(facts.name),
        tag,
        short_cents(facts.price_cents),
        "" if small else facts.details,
        tuple(note for note in notes if note),
        _markdown(facts),
        (facts.store, facts.month),
        _(colour.word) if colour else "",
        colour.shape if colour else "",
        small,
        tested_words(facts.tested_on, facts.feminine),
    )


def short_name(name: str) -> str:
    """At most 22 characters, cut at a word where one ends in the second half."""
    name = " ".join(name.split())
    if len(name) <= NAME_LENGTH:
        return name
    kept = name[: NAME_LENGTH - 1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > NAME_LENGTH // 2 else kept).rstrip(" ,·-") + "…"


def _tracking(facts: LabelFacts) -> LabelDoc:
    return LabelDoc(
        LabelKind.TRACKING,
        facts.code,
        short_form(facts.code),
        short_name(facts.name),
        "",
        "",
        facts.details,
        tuple(note for note in (*facts.notes, _defect(facts.defect)) if note),
        "",
        (_("Workshop tag"), _("no price")),
    )


def _reserved(facts: LabelFacts) -> LabelDoc:
    initials, *notes = facts.notes or ("",)
    return LabelDoc(
        LabelKind.RESERVED,
        facts.code,
        short_form(facts.code),
        _("RESERVED"),
        initials,
        "",
        short_name(facts.name),
        tuple(note for note in notes if note),
        "",
        (facts.store, facts.month),
    )


def _defect(defect: str) -> str:
    return _("Defect: {defect}", defect=defect) if defect else ""


def _markdown(facts: LabelFacts) -> str:
    if not (facts.markdown_percent and facts.markdown_from):
        return ""
    return _("−{n} % from {date}", n=facts.markdown_percent, date=facts.markdown_from)
