"""What kinds of things the shop handles: categories, the nine families people see, and how each is
followed.

The starting list ships as `assets/shop/categories.csv` with the source of each weight beside it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reuse_pos.domain.wording import N_

STARTING_LIST = Path(__file__).resolve().parent.parent / "assets" / "shop" / "categories.csv"
MIXED = "A-TRIER"
FAMILIES = {
    "meubles": N_("Furniture"),
    "textile": N_("Textiles"),
    "vaisselle": N_("Crockery"),
    "livres_medias": N_("Books and media"),
    "jouets": N_("Toys"),
    "electro": N_("Electrical"),
    "bricolage": N_("DIY and garden"),
    "sport": N_("Sport"),
    "deco_divers": N_("Decoration and other"),
}
A_TRIER = "a_trier"
SERVICE = "service"
UNSORTED_LEAF = {
    A_TRIER: MIXED,
    "meubles": "EA-VRAC",
    "textile": "TLC-VRAC",
    "vaisselle": "HR-VAISSELLE",
    "livres_medias": "HR-LIVRE",
    "jouets": "JJ-VRAC",
    "electro": "EEE-VRAC",
    "bricolage": "ABJ-VRAC",
    "sport": "ASL-VRAC",
    "deco_divers": "HR-DIVERS",
}
FAMILY_ICON = {
    A_TRIER: "shapes",
    "meubles": "armchair",
    "textile": "t-shirt",
    "vaisselle": "cooking-pot",
    "livres_medias": "books",
    "jouets": "puzzle-piece",
    "electro": "plug",
    "bricolage": "hammer",
    "sport": "bicycle",
    "deco_divers": "image-square",
    SERVICE: "hand-heart",
}


@dataclass(frozen=True)
class Category:
    """A leaf category. `stream` and `eco_class` are what producer bodies ask, `family` what people
    see.

    `archived` ones are offered no more for what comes in; what is there of them goes its way.
    `mean_weight_g` is a dated, sourced reference for one piece, or None when no source was found;
    `check` names the safety proof wanted before sale ("test_sheet", "safety_check"…), "" for none.
    """

    code: str
    label: str
    kind: str
    family: str
    stream: str = ""
    eco_class: str = ""
    main_material: str = ""
    guarantee_mention: bool = False
    check: str = ""
    mean_weight_g: int | None = None
    weight_source: str = ""
    icon: str = ""
    unit_item: bool = False
    vat_code: str | None = None
    account: str | None = None
    archived: bool = False

    @property
    def is_service(self) -> bool:
        """Whether it has no mass (delivery, membership, bag…)."""
        return self.kind == SERVICE


# The first prefix that fits gives the pictogram; things of these kinds are followed one by one.
_ICONS = (
    ("EA-AS-CANAPE", "couch"),
    ("EA-AS-FAUTEUIL", "armchair"),
    ("EA-AS-", "chair"),
    ("EA-CO-MATELAS", "mattress"),
    ("EA-CO-COUETTE", "bed"),
    ("EA-CO-", "bed"),
    ("EA-RA-ARMOIRE", "wardrobe"),
    ("EA-RA-COMMODE", "dresser"),
    ("EA-RA-CAISSON", "dresser"),
    ("EA-RA-ETAGERE", "dresser"),
    ("EA-RA-BIBLIO", "books"),
    ("EA-RA-", "dresser"),
    ("EA-PP-", "table"),
    ("EA-JARDIN", "table"),
    ("EA-DT-", "image-square"),
    ("TLC-VRAC", "t-shirt"),
    ("TLC-CH-", "sneaker"),
    ("TLC-MANTEAU", "hoodie"),
    ("TLC-VESTE", "hoodie"),
    ("TLC-SWEAT", "hoodie"),
    ("TLC-PULL", "hoodie"),
    ("TLC-CHEMISE", "shirt-folded"),
    ("TLC-DRAP", "bed"),
    ("TLC-HOUSSE", "bed"),
    ("TLC-TAIE", "bed"),
    ("TLC-", "t-shirt"),
    ("EEE-GEMF", "fridge"),
    ("EEE-GEMHF", "washing-machine"),
    ("EEE-ECRAN", "television-simple"),
    ("EEE-LUM", "lamp"),
    ("EEE-", "plug"),
    ("JJ-SOCIETE", "dice-five"),
    ("JJ-", "puzzle-piece"),
    ("ASL-", "bicycle"),
    ("HR-LIVRE", "book"),
    ("HR-CD", "disc"),
    ("HR-VAISSELLE", "plate"),
    ("HR-BIBELOT", "vase"),
    ("HR-MAROQ", "handbag"),
    ("HR-MUSIQUE", "books"),
    ("ABJ-", "hammer"),
)
_UNIT_ITEMS = (
    "EA-AS-",
    "EA-CO-LIT",
    "EA-CO-TETE",
    "EA-CO-SOMMIER",
    "EA-CO-MATELAS",
    "EA-RA-",
    "EA-PP-",
    "EA-JARDIN",
    "EA-PRO",
    "EEE-",
    "ASL-VELO",
    "HR-PUER",
    "ABJ-THERM",
    "JJ-ROULANT",
    "JJ-PLEINAIR-G",
)


@lru_cache
def starting_categories() -> tuple[Category, ...]:
    """The categories a new shop begins with, in the order of the shipped list."""
    with STARTING_LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(_category(row) for row in csv.DictReader(lines))


def _category(row: dict[str, str]) -> Category:
    code, family = row["code"], row["family"]
    icon = next((icon for prefix, icon in _ICONS if code.startswith(prefix)), FAMILY_ICON[family])
    return Category(
        code,
        row["label_fr"],
        row["kind"],
        family,
        row["stream"],
        row["eco_class"],
        row["main_material"],
        row["guarantee_mention"] == "1",
        row["check"],
        int(row["mean_weight_g"]) if row["mean_weight_g"] else None,
        row["source"],
        icon,
        code.startswith(_UNIT_ITEMS) and code not in UNSORTED_LEAF.values(),
    )
