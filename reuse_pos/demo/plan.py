"""Who works in the demo shop, what it is called, and a real shop's categories and prices if
named."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from reuse_pos.domain.category import FAMILY_ICON, Category, starting_categories
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.domain.wording import _
from reuse_pos.services.setup import NewPerson, ShopPlan

FIRST_DAY = datetime.fromisoformat("2026-10-01T08:00:00+02:00")
PEOPLE = (
    ("07", "Chantal", Role.CASHIER, "flower", "deco_divers", "1234", False, False),
    ("08", "Bruno", Role.CASHIER, "bicycle", "livres_medias", "1234", False, False),
    ("09", "Oleksandr", Role.CASHIER, "anchor", "textile", "1234", True, False),
    ("05", "Grace", Role.RECEPTION, "bird", "jouets", "1234", False, False),
    ("06", "Karim", Role.RECEPTION, "boat", "vaisselle", "1234", True, False),
    ("14", "Hugo", Role.TRAINEE, "rocket", "vaisselle", "1234", True, False),
    ("15", "Dawit", Role.TRAINEE, "guitar", "meubles", "1234", True, True),
    ("16", "Ioana", Role.TRAINEE, "butterfly", "livres_medias", "1234", True, False),
    ("17", "Farid", Role.TRAINEE, "tree", "bricolage", "1234", True, False),
    ("03", "Élodie", Role.SUPERVISOR, "cat", "textile", "Atelier-03", False, False),
    ("02", "Marie", Role.MANAGER, "star", "meubles", "Gestion-02", False, False),
    ("90", "Contrôle", Role.INSPECTOR, "fish", "electro", "Controle-90", False, False),
)
SETTINGS = {
    "store.number": "1",
    "store.name": "Recyclerie de Rennes-Nord",
    "store.short_name": "Rennes-Nord",
    "store.address": "12 rue des Artisans, 35000 Rennes",
    "store.phone": "02 99 00 00 00",
    "store.siret": "00000000000000",
    "store.commune": "35238",
    "store.near_communes": "35238,35024,35051,35278",
    "scale.trade_approved": "1",
    "scale.sticker_until": "2028-06-30",
}
# Words of a real shop's price list, and the leaf category each belongs to; the first that fits.
_WORDS = (
    ("ordinateur", "EEE-INFO"), ("ecran", "EEE-ECRAN"), ("clavier", "EEE-PAM"),
    ("souris", "EEE-PAM"), ("enceinte", "EEE-PAM"), ("cable", "EEE-PAM"), ("cd ", "HR-CD"),
    ("dvd", "HR-CD"), ("livre", "HR-LIVRE"), ("carte postale", "HR-LIVRE"),
    ("peluche", "JJ-INT-P"), ("jeux", "JJ-SOCIETE"), ("couteau", "HR-VAISSELLE"),
    ("assiette", "HR-VAISSELLE"), ("verre", "HR-VAISSELLE"), ("mug", "HR-VAISSELLE"),
    ("couvert de table", "HR-VAISSELLE"), ("chaussures", "TLC-CH-CUIR"),
    ("chaussettes", "TLC-SOUSVET"), ("t-shirt", "TLC-TSHIRT"), ("chemise", "TLC-CHEMISE"),
    ("pullover", "TLC-PULL"), ("vestes", "TLC-VESTE"), ("manteau", "TLC-MANTEAU"),
    ("pantalon", "TLC-PANTALON"), ("robe", "TLC-ROBE"), ("jogging", "TLC-SPORT"),
    ("foulard", "TLC-ACC"), ("draps", "TLC-DRAP"), ("taies", "TLC-TAIE"),
    ("couettes", "TLC-HOUSSE"), ("sacs", "HR-MAROQ"),
)  # fmt: skip
_KINDS = {"TLC": "TLC-VRAC", "VAISSELLE": "HR-VAISSELLE", "ELECTRO": "EEE-PAM",
          "BRICOLAGE ET JARDIN": "ABJ-OUTIL", "CULTURE": "HR-LIVRE",
          "SPORT ET LOISIR": "ASL-SPORT", "JOUET": "JJ-INT-P"}  # fmt: skip
# What a piece weighs, in grams, as a shop would say at set-up where no reference is published.
_PIECE_G = {"HR-CD": 100, "HR-LIVRE": 300, "HR-VAISSELLE": 350, "JJ-INT-P": 300, "JJ-SOCIETE": 900,
            "HR-MAROQ": 600, "TLC-CH-CUIR": 800, "EEE-INFO": 6000, "EEE-ECRAN": 4500,
            "EEE-PAM": 700, "TLC-ACC": 150, "TLC-DRAP": 600, "TLC-TAIE": 150,
            "TLC-HOUSSE": 1500, "TLC-SPORT": 400}  # fmt: skip
PAGE_KEYS = 20


def demo_plan(settings_file: Path | None = None) -> ShopPlan:
    """The demo shop, with the price keys of a real shop's settings file when one is named."""
    people = tuple(
        NewPerson(Person(op, name, role, icon, colour, plain, own), secret)
        for op, name, role, icon, colour, secret, plain, own in PEOPLE
    )
    lists = {} if settings_file is None else real_lists(settings_file)
    return ShopPlan(SETTINGS, people, tills=2, lists=lists)


def real_lists(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Price keys, containers and partners of a real shop's settings file (JSON lists
    `grille_objets`, `type_dechets`, `type_contenants`, `filieres_sortie`, prices in euros).

    Refuses a file that is not one.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        kinds = {row["id"]: row["nom"].strip() for row in found["type_dechets"]}
        keys = [
            _key(place, row, kinds.get(row["id_type_dechet"], ""))
            for place, row in enumerate(found["grille_objets"])
        ]
        crates = [_crate(row) for row in found["type_contenants"] if float(row["masse"]) > 0]
        takers = [
            {"code": f"REEL-{row['id']}", "kind": "recycler", "label": row["nom"].strip()}
            for row in found["filieres_sortie"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise Refusal(
            _(
                "{file} is not a shop’s settings file. Nothing was made. Choose another.",
                file=path.name,
            ),
            "settings_file",
        ) from trouble
    from reuse_pos.services.setup import starting_lists

    usual = starting_lists()
    posts = [row for row in usual["containers"] if row["post"] != "reception"]
    return {
        "price_keys": keys + _by_weight(len(keys)),
        "containers": crates + posts,
        "parties": usual["parties"] + takers,
    }


def _key(place: int, row: dict[str, str], kind: str) -> dict[str, Any]:
    category = _category(row["nom"], kind)
    cents = round(float(row["prix"]) * 100)
    return {
        "code": f"P{int(row['id']):03d}", "label": _shorter(row["nom"]), "category": category.code,
        "icon": category.icon or FAMILY_ICON[category.family],
        "unit": "piece" if cents else "open", "price_cents": cents,
        "weight_g": category.mean_weight_g or _PIECE_G.get(category.code),
        "page": place // PAGE_KEYS, "position": place % PAGE_KEYS,
        "tested": int(bool(category.check)),
    }  # fmt: skip


def _by_weight(count: int) -> list[dict[str, Any]]:
    return [
        {"code": "P900", "label": "Textile au kilo", "category": "TLC-VRAC", "icon": "scales",
         "unit": "kg", "price_cents": 500, "weight_g": None, "page": count // PAGE_KEYS,
         "position": count % PAGE_KEYS, "tested": 0},
    ]  # fmt: skip


def _category(name: str, kind: str) -> Category:
    leaves = {one.code: one for one in starting_categories()}
    words = f"{name.lower()} "
    code = next((code for word, code in _WORDS if word in words), _KINDS.get(kind, "HR-DIVERS"))
    return leaves[code]


def _crate(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": f"REEL-{row['id']}", "label": row["nom"].strip()[:24], "icon": "basket",
        "tare_g": round(float(row["masse"]) * 1000), "post": "reception",
    }  # fmt: skip


def _shorter(name: str) -> str:
    words = name.strip()
    if len(words) > 2 and words[1] == " " and words[0].isupper():
        words = words[2:]
    return words.split("/")[0].strip()[:22] or name[:22]
