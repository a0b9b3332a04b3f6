"""From a finished thing to its label: who may say the price, what a label tells, when it goes
down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.label import LabelFacts, LabelKind
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import CustomerOrder, work_words
from reuse_pos.domain.wording import N_, _

PROPOSED, APPROVED, REFUSED = "proposed", "approved", "refused"
PRICE_REASONS = {
    "DEAR": N_("Too dear"),
    "CHEAP": N_("Too cheap"),
    "FLAW": N_("A flaw was seen"),
    "WANTED": N_("Often asked for"),
}
BEFORE_THE_SHELF = (State.RECEIVED, State.READY, State.IN_STORAGE)
PRICE, TRACKING, RESERVED = "price", "tracking", "reserved"
# A label is held until its proposed price is accepted, then waits for the printer.
HELD, WAITING = "held", "waiting"
MOST_COPIES = 20
# What a label says was done, agreeing with the thing's name: masculine, feminine.
DONE_WORDS = {
    "repair": (N_("repaired"), N_("mended")),
    "sand": (N_("sanded"), N_("sanded down")),
    "paint": (N_("repainted"), N_("painted anew")),
    "sew": (N_("sewn"), N_("stitched")),
}
NEXT_JOB = {
    State.RECEIVED: N_("To sort"),
    State.TO_REPAIR: N_("To repair"),
    State.IN_REPAIR: N_("To repair"),
    State.READY: N_("To price"),
    State.ON_SALE: N_("To price"),
    State.IN_STORAGE: N_("In storage"),
    State.RESERVED: N_("Reserved"),
}
_FEMININE = frozenset(
    [
        "armoire",
        "assiette",
        "balance",
        "balançoire",
        "bibliothèque",
        "bouilloire",
        "cafetière",
        "casserole",
        "chaise",
        "commode",
        "console",
        "couette",
        "couverture",
        "desserte",
        "enceinte",
        "étagère",
        "guitare",
        "horloge",
        "housse",
        "jupe",
        "lampe",
        "machine",
        "malle",
        "marmite",
        "patinette",
        "perceuse",
        "plante",
        "ponceuse",
        "poussette",
        "remorque",
        "robe",
        "scie",
        "sculpture",
        "serviette",
        "tablette",
        "table",
        "télévision",
        "tondeuse",
        "trottinette",
        "valise",
        "veste",
        "vitrine",
    ]
)


@dataclass(frozen=True)
class Markdown:
    """The announced price cut: from which ISO day, by how many basis points."""

    day: str
    basis_points: int


@dataclass(frozen=True)
class ShopWords:
    """What every label of this shop repeats: its short name and the present month ("11/2026")."""

    store: str
    month: str


def price_refused(reason: str) -> str:
    """The price state of a thing whose proposed price was answered with another one."""
    return f"{REFUSED}:{reason}"


def refusal_reason(item: Item) -> str:
    """Why the proposed price was sent back (a key of `PRICE_REASONS`), "" when it was not."""
    state, _colon, reason = item.price_state.partition(":")
    return reason if state == REFUSED else ""


def checked_reason(reason: str) -> str:
    """The reason if it is one of the list; refuses otherwise."""
    if reason not in PRICE_REASONS:
        raise Refusal(
            _("Another price needs a reason. Nothing was changed. Touch a reason."), "reason"
        )
    return reason


def checked_price(cents: int, ceiling_cents: int) -> int:
    """A price in cents that may stand on a label; refuses zero, less, and above the ceiling."""
    if cents <= 0:
        raise Refusal(_("A price is more than zero. Nothing was changed. Choose a price."), "price")
    if cents > ceiling_cents:
        raise Refusal(
            _(
                "{amount} is above the shop’s ceiling of {ceiling}. Nothing was changed. "
                "Check the amount.",
                amount=format_cents(cents),
                ceiling=format_cents(ceiling_cents),
            ),
            "ceiling",
        )
    return cents


def refuse_untested(item: Item, category: Category) -> None:
    """Refuses a price for a thing whose category wants a safety proof it has not passed, and for
    one that failed its test or is never sold, whatever its category.

    Electrical goods must be safe when put on the market again (Code de la consommation L421-3;
    décret 2015-1083 for electrical equipment).
    """
    if item.test_failed or (category.check and not item.tested_on):
        raise Refusal(
            _(
                "{code} has not passed its test. No price was given and nothing was changed. "
                "Test it in the workshop first.",
                code=item.short,
            ),
            "test_first",
            item=item.id,
        )


def needs_label(item: Item) -> bool:
    """Whether the price on the thing's label is not the one approved, or nothing was printed
    yet."""
    return item.price_state == APPROVED and item.price_cents != item.last_printed_cents


def markdown_after(day: date, days: int, basis_points: int) -> Markdown | None:
    """The cut announced on a label printed on `day`; None when the shop has none."""
    if days <= 0 or basis_points <= 0:
        return None
    return Markdown((day + timedelta(days=days)).isoformat(), basis_points)


def next_kind(item: Item) -> str:
    """Which label a thing gets when somebody asks for it: its price, or its tag while it has
    none."""
    before = item.state in (State.TO_REPAIR, State.IN_REPAIR)
    return TRACKING if before or item.price_cents is None else PRICE


def label_kind(kind: str, category: Category, tag_size: str) -> LabelKind:
    """The form of a label; `tag_size` is the shop's roll ("57x32" or "38x25")."""
    if kind in (TRACKING, RESERVED):
        return LabelKind(kind)
    if category.family == "electro":
        return LabelKind.ELECTRICAL
    if category.family == "meubles":
        return LabelKind.FURNITURE
    if category.family == "textile" and tag_size == "38x25":
        return LabelKind.TEXTILE
    return LabelKind.SMALL


def price_facts(
    item: Item, cents: int | None, markdown: Markdown | None, steps: Sequence[str], shop: ShopWords
) -> LabelFacts:
    """What the price label of a thing says; `steps` are the workshop steps done on it."""
    weight = format_grams(item.grams) if item.grams >= 1000 else ""
    return LabelFacts(
        item.code,
        item.label,
        cents,
        details=" · ".join(part for part in (item.description, weight) if part),
        done=done_words(item.label, steps),
        defect=item.known_defects,
        tested_on=french_day(item.tested_on) if item.tested_on else "",
        feminine=is_feminine(item.label),
        markdown_percent=markdown.basis_points // 100 if markdown else 0,
        markdown_from=french_day(markdown.day)[:5] if markdown else "",
        store=shop.store,
        month=shop.month,
        colour=(item.colour or "").partition(":")[0],
    )


def reserved_facts(
    item: Item, number: str, until: str, initials: str, shop: ShopWords
) -> LabelFacts:
    """What the "Reserved" label of a thing says: until which ISO day, for which initials."""
    last_day = _("until {day}", day=french_day(until))
    return LabelFacts(
        item.code, item.label, notes=(initials, last_day, number), store=shop.store,
        month=shop.month,
    )  # fmt: skip


def tracking_facts(item: Item, kind_of_thing: str, shop: ShopWords) -> LabelFacts:
    """What the workshop tag of a thing says: the next job, the thing, its place, its slip; no
    price."""
    received = _("received {day}", day=french_day(item.received_on)[:5]) if item.received_on else ""
    weight = format_grams(item.grams) if item.grams else ""
    slip = _("Slip {number}", number=item.intake_no) if item.intake_no else ""
    return LabelFacts(
        item.code,
        _(NEXT_JOB.get(item.state, NEXT_JOB[State.IN_REPAIR])),
        details=" · ".join(part for part in (kind_of_thing, received, weight) if part),
        defect=item.known_defects,
        notes=tuple(part for part in (item.spot, slip) if part),
        store=shop.store,
        month=shop.month,
    )


def order_facts(item: Item, order: CustomerOrder, shop: ShopWords) -> LabelFacts:
    """What the tag of a customer's own thing says: whose order it is, what is done, by when."""
    due = _("for {day}", day=french_day(order.due_on)[:5]) if order.due_on else ""
    return LabelFacts(
        item.code,
        _("Customer order"),
        details=" · ".join(part for part in (order.label, due) if part),
        notes=(work_words(order.steps), f"{order.number} · {order.initials}"),
        store=shop.store,
        month=shop.month,
    )


def done_words(label: str, steps: Sequence[str]) -> str:
    """ "Poncée et repeinte": what was done, agreeing with the thing's name; "" for cleaning
    alone."""
    feminine = is_feminine(label)
    done = [_(DONE_WORDS[code][feminine]) for code in steps if code in DONE_WORDS]
    if not done:
        return ""
    words = (
        done[0]
        if len(done) == 1
        else _("{first} and {last}", first=", ".join(done[:-1]), last=done[-1])
    )
    return words[0].upper() + words[1:]


def is_feminine(label: str) -> bool:
    """Whether the thing's French name is feminine: its first word is looked up in a short list."""
    first = label.split(" ", 1)[0].strip(",").lower()
    return first in _FEMININE


def french_day(iso: str) -> str:
    """ "2026-11-18" → "18/11/2026"."""
    year, month, day = iso[:10].split("-")
    return f"{day}/{month}/{year}"
