"""The ways goods go at sorting: grades of textiles, ways of crates and of single objects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.item import State
from reuse_pos.domain.wording import N_


class Grade(StrEnum):
    """Where a bag of sorted textiles goes."""

    SHOP = "shop"
    VINTAGE = "vintage"
    SECOND = "second"
    RAG = "rag"
    SORTER = "sorter"
    WASTE = "waste"


class Way(StrEnum):
    """Where goods without a label go."""

    SHELF = "shelf"
    STORAGE = "storage"
    WORKSHOP = "workshop"
    PARTNER = "partner"
    GIFT = "gift"
    RECYCLER = "recycler"
    SORTER = "sorter"
    DISPOSAL = "disposal"


class ItemWay(StrEnum):
    """Where one object goes."""

    SELL = "sell"
    REPAIR = "repair"
    PARTS = "parts"
    RECYCLE = "recycle"
    DISPOSE = "dispose"
    ASIDE = "aside"


class Condition(StrEnum):
    """How worn one object is."""

    GOOD = "good"
    WORN = "worn"
    BROKEN = "broken"


@dataclass(frozen=True)
class GradeRule:
    """A grade: its words and picture, the place its kilos go to, the state of the bag if followed.

    `party` is the kind of organisation that takes it away; `tint` a family colour.
    """

    title: str
    hint: str
    icon: str
    tint: str
    place: str
    state: State | None = None
    party: str = ""


@dataclass(frozen=True)
class WayRule:
    """A way out of sorting: its words and picture, the place its kilos go to, who takes it away."""

    title: str
    icon: str
    tint: str
    place: str
    party: str = ""


# Rags stay our stock until the wiper company collects them: counting them as recycled at the table
# would claim kilos that nobody has taken yet.
GRADES = {
    Grade.SHOP: GradeRule(
        N_("For the shop"), N_("Clean, in good state"), "t-shirt", "textile", "stock:shop",
        State.ON_SALE,
    ),
    Grade.VINTAGE: GradeRule(
        N_("Vintage"), N_("Old, sought after"), "sparkle", "livres_medias", "stock:shop",
        State.ON_SALE,
    ),
    Grade.SECOND: GradeRule(
        N_("Second choice"), N_("Small defect"), "shirt-folded", "vaisselle", "stock:shop",
        State.ON_SALE,
    ),
    Grade.RAG: GradeRule(
        N_("Rags"), N_("Worn cotton"), "scissors", "meubles", "stock:storage", State.IN_STORAGE
    ),
    Grade.SORTER: GradeRule(
        N_("Textile sorting operator"), N_("Too worn for us"), "truck", "electro", "out:sorter",
        None, "sorter",
    ),
    Grade.WASTE: GradeRule(
        N_("Disposed of"), N_("Wet, mouldy"), "trash", "neutral", "out:disposal", None, "disposal"
    ),
}  # fmt: skip
WAYS = {
    Way.SHELF: WayRule(N_("On the shelf"), "storefront", "textile", "stock:shop"),
    Way.STORAGE: WayRule(N_("In storage"), "shelves", "livres_medias", "stock:storage"),
    Way.WORKSHOP: WayRule(N_("To the workshop"), "hammer", "meubles", "stock:workshop"),
    Way.PARTNER: WayRule(N_("Partner"), "hand-heart", "bricolage", "out:partner_reuse", "partner"),
    Way.GIFT: WayRule(N_("Given away"), "hand-heart", "bricolage", "out:gift"),
    Way.RECYCLER: WayRule(N_("Recycling"), "recycle", "vaisselle", "out:recycling", "recycler"),
    Way.SORTER: WayRule(N_("Textile sorting operator"), "truck", "electro", "out:sorter", "sorter"),
    Way.DISPOSAL: WayRule(N_("Disposed of"), "trash", "neutral", "out:disposal", "disposal"),
}
MIXED_WAYS = (Way.SHELF, Way.STORAGE, Way.WORKSHOP, Way.PARTNER, Way.RECYCLER, Way.DISPOSAL)
LOOSE_WAYS = (Way.SHELF, Way.STORAGE, Way.GIFT, Way.RECYCLER, Way.DISPOSAL)
TEXTILE_WAYS = (Way.SHELF, Way.STORAGE, Way.GIFT, Way.SORTER, Way.RECYCLER, Way.DISPOSAL)
CONDITIONS = {
    Condition.GOOD: (N_("Good"), "smiley"),
    Condition.WORN: (N_("Worn"), "smiley-meh"),
    Condition.BROKEN: (N_("Broken"), "smiley-sad"),
}
ITEM_WAYS = {
    ItemWay.SELL: (N_("Sell"), "storefront", "textile"),
    ItemWay.REPAIR: (N_("Repair"), "hammer", "meubles"),
    ItemWay.PARTS: (N_("Parts"), "gear", "bricolage"),
    ItemWay.RECYCLE: (N_("Recycle"), "recycle", "vaisselle"),
    ItemWay.DISPOSE: (N_("Throw away"), "trash", "neutral"),
    ItemWay.ASIDE: (N_("Set aside"), "hand-palm", "electro"),
}
CLOSING_REASONS = {
    "wet_bags": N_("The bags were wet"),
    "bag_not_weighed": N_("A bag left without being weighed"),
    "wrong_container": N_("Wrong container chosen"),
    "other": N_("Other reason"),
}
# The starting shop's recycler of each family; any other of the kind serves where it is missing.
RECYCLER_OF = {
    "meubles": "ECOMAISON",
    "jouets": "ECOMAISON",
    "bricolage": "ECOMAISON",
    "sport": "ECOMAISON",
    "electro": "ECOLOGIC",
    "livres_medias": "PAPIER",
    "vaisselle": "VERRE",
    "deco_divers": "FERRAILLE",
    "a_trier": "FERRAILLE",
}
