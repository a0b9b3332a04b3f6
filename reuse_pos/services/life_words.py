"""What each moment of a thing's life is called, and the sentence of its kilos."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.item import Move
from reuse_pos.domain.life import MADE, Equation
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.wording import N_, _

GREEN = "green"


@dataclass(frozen=True)
class Look:
    """The words, pictogram and hue of a kind of moment; `weighs` and `works` say under which
    choice it is shown besides all."""

    title: str
    icon: str
    hue: str = "electro"
    weighs: bool = False
    works: bool = False


RECEIVED, ENTERED, LABELLED = "received", "entered", "labelled"
MADE_HERE, PARTED, SPLIT, WEIGHED = "made", "parted", "split", "weighed"
PRICED, LOWERED, SOLD, BACK, COUNTED, OTHER = (
    "priced", "lowered", "sold", "back", "counted", "other",
)  # fmt: skip
PLACED, SENT_BACK, EMPTIED, ADOPTED = "placed", "sent_back", "emptied", "adopted"
ORDERED, LEFT_HERE, ORDER_DONE = "ordered", "left_here", "order_done"
LOOKS = {
    RECEIVED: Look(N_("Donation received"), "hand-arrow-down", "meubles", weighs=True),
    ENTERED: Look(N_("Entered in stock"), "hand-arrow-down", "meubles", weighs=True),
    LABELLED: Look(N_("Labelled one by one"), "tag", "livres_medias", weighs=True),
    ADOPTED: Look(N_("Label taken in"), "tag", "jouets", weighs=True),
    ORDERED: Look(N_("Given a number for an order"), "paint-roller", "meubles"),
    LEFT_HERE: Look(N_("Left by its customer for work"), "paint-roller", "meubles", works=True),
    ORDER_DONE: Look(N_("Customer’s work done"), "hammer", "textile", works=True),
    MADE_HERE: Look(N_("Made of other things"), "hammer", "textile", weighs=True, works=True),
    PARTED: Look(N_("Parted from a batch"), "package", weighs=True),
    SPLIT: Look(N_("A part went elsewhere"), "package", weighs=True),
    WEIGHED: Look(N_("Weighed again"), "scales", weighs=True),
    PRICED: Look(N_("Price and label"), "tag", "livres_medias"),
    LOWERED: Look(N_("Price lowered"), "tag", "livres_medias"),
    SOLD: Look(N_("Sold"), "cash-register", GREEN, weighs=True),
    BACK: Look(N_("Brought back by the customer"), "arrow-u-up-left", "jouets", weighs=True),
    COUNTED: Look(N_("Counted in the report"), "seal-check", GREEN, weighs=True),
    OTHER: Look(N_("Kilos put right"), "scales", weighs=True),
    PLACED: Look(N_("Changed spot"), "map-pin"),
    SENT_BACK: Look(N_("Sent back to the workshop"), "hand-tap"),
    EMPTIED: Look(N_("Emptied onto the shelf"), "tray", weighs=True),
    Move.TO_WORKSHOP: Look(N_("Sorted: to repair"), "hand-tap"),
    Move.START: Look(N_("Workshop: begun"), "hammer", "textile", works=True),
    Move.FINISH: Look(N_("Workshop: finished"), "hammer", "textile", weighs=True, works=True),
    Move.SHELVE: Look(N_("Put on the shelf"), "swap"),
    Move.STORE: Look(N_("Put in storage"), "swap"),
    Move.QUARANTINE: Look(N_("Put in quarantine"), "hand-palm", "jouets"),
    Move.RESERVE: Look(N_("Held for somebody"), "calendar-check", "textile"),
    Move.RELEASE: Look(N_("Back on sale"), "storefront"),
    Move.LEAVE: Look(N_("Left the shop"), "recycle", "vaisselle", weighs=True),
    Move.CONSUME: Look(N_("Used for another thing"), "hammer", "textile", weighs=True, works=True),
    Move.TRANSFER: Look(N_("Sent to another store"), "truck", weighs=True),
    Move.BRING_BACK: Look(N_("Back in reception"), "arrow-u-up-left", "jouets"),
    Move.UNDO: Look(N_("Gesture taken back"), "arrow-counter-clockwise"),
}
FROM_PLACE = {
    "stock:reception": N_("from reception"),
    "stock:sorting": N_("from sorting"),
    "stock:workshop": N_("from the workshop"),
    "stock:storage": N_("from storage"),
    "stock:shop": N_("from the shop floor"),
    "stock:reserved": N_("from the held things"),
    "stock:parts": N_("from the parts"),
    "stock:quarantine": N_("from quarantine"),
}
TO_PLACE = {
    "stock:reception": N_("to reception"),
    "stock:sorting": N_("to sorting"),
    "stock:workshop": N_("to the workshop"),
    "stock:storage": N_("to storage"),
    "stock:shop": N_("to the shop floor"),
    "stock:reserved": N_("to the held things"),
    "stock:parts": N_("to the parts"),
    "stock:quarantine": N_("to quarantine"),
}
_WENT = {
    "out:sale": N_("{kg} sold"),
    "out:gift": N_("{kg} given"),
    "out:partner_reuse": N_("{kg} to a partner"),
    "out:internal_use": N_("{kg} used here"),
    "out:repair_part": N_("{kg} for a customer’s repair"),
    "out:sorter": N_("{kg} to the textile sorter"),
    "out:recycling": N_("{kg} recycled"),
    "out:energy": N_("{kg} burnt for energy"),
    "out:disposal": N_("{kg} thrown away"),
    "out:return_to_donor": N_("{kg} given back to the donor"),
    "out:other_store": N_("{kg} to another store"),
    "out:lost": N_("{kg} lost"),
    "stock:parts": N_("{kg} kept as parts"),
    "adjust:moisture": N_("{kg} of water"),
    MADE: N_("{kg} in other things"),
}


def sentence(told: Equation) -> str:
    """The equation of a thing's kilos, in words."""
    decimals = _decimals(told)
    parts = [went_words(place, grams, decimals) for place, grams in told.went]
    if told.here:
        parts.append(_("{kg} here", kg=format_grams(told.here, decimals)))
    whole = " + ".join(parts) or format_grams(0)
    came = format_grams(told.came_g, decimals)
    if told.closed:
        return _("No kilo lost: {came} in = {parts}.", came=came, parts=whole)
    gap = format_grams(abs(told.gap), decimals)
    return _("{gap} to explain: {came} in, {parts}.", gap=gap, came=came, parts=whole)


def went_words(place: str, grams: int, decimals: int = 1) -> str:
    """Where so many grams went, in words."""
    return _(_WENT.get(place, N_("{kg} elsewhere")), kg=format_grams(grams, decimals))


def _decimals(told: Equation) -> int:
    """As few decimals as let the figures add up on screen, and show what is not nothing."""
    for decimals in (1, 2):
        unit = 10 ** (3 - decimals)
        parts = [grams for _place, grams in told.went] + [told.here, -told.gap]
        rounded = [(one + unit // 2) // unit for one in parts]
        seen = all(round_ for round_, one in zip(rounded, parts, strict=True) if one)
        if seen and (told.came_g + unit // 2) // unit == sum(rounded):
            return decimals
    return 3
