"""The demo lived with a real shop's categories and price grid (`demo --settings`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from demo_shop import Demo, live
from outside import weightreports

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "real_shop_settings.json"
MADE_UP = {
    "type_dechets": [
        {"id": "1", "nom": "VAISSELLE "},
        {"id": "2", "nom": "TLC"},
        {"id": "3", "nom": "CULTURE"},
    ],
    "grille_objets": [
        {"id": "11", "nom": "A Assiettes/bols", "prix": "0.30", "id_type_dechet": "1"},
        {"id": "12", "nom": "Chemise", "prix": "2.50", "id_type_dechet": "2"},
        {"id": "13", "nom": "Livre de poche", "prix": "0.80", "id_type_dechet": "3"},
        {"id": "14", "nom": "Objet à prix libre", "prix": "0", "id_type_dechet": "9"},
    ],
    "type_contenants": [
        {"id": "1", "nom": "Caisse bleue", "masse": "1.450"},
        {"id": "2", "nom": "Rien", "masse": "0"},
    ],
    "filieres_sortie": [{"id": "5", "nom": "Le tri du coin"}],
}


def keys(demo: Demo) -> dict[str, tuple[str, str, int]]:
    found = demo.ask("SELECT label, category, unit, price_cents FROM price_key ORDER BY rowid")
    return {label: (category, unit, cents) for label, category, unit, cents in found}


def check_lives(demo: Demo) -> None:
    """What was sold carries the shop's own words and prices, and everything still adds up."""
    words = keys(demo)
    assert len(demo.tickets) > 100
    sold = {line.label for one in demo.tickets for line in one.lines}
    assert len(sold & set(words)) >= min(3, len(words) - 1)
    for one in demo.tickets:
        assert sum(line.amount - line.reduction for line in one.lines) == one.total, one.name
        for line in one.lines:
            category, unit, cents = words.get(line.label, ("", "", 0))
            sold_alone = one.total >= 0 and not line.under
            if unit == "piece" and sold_alone and category:
                assert line.amount == cents, line
    report = weightreports.read_json(demo.papers / "diverted-2026-10.json")
    assert report.totals["balanced"] is True
    assert report.totals["reused_g"] > 0
    assert demo.ask("SELECT count(*) FROM category WHERE code = 'HR-LIVRE'") == [(1,)]


def test_a_shop_s_own_grid_is_sold_from(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(MADE_UP), "utf-8")
    demo = live(tmp_path / "demo", 3, settings=file)
    found = keys(demo)
    assert found["Assiettes"] == ("HR-VAISSELLE", "piece", 30)
    assert found["Chemise"] == ("TLC-CHEMISE", "piece", 250)
    assert found["Livre de poche"] == ("HR-LIVRE", "piece", 80)
    assert found["Objet à prix libre"][1:] == ("open", 0)
    crates = dict(demo.ask("SELECT label, tare_g FROM container WHERE post = 'reception'"))
    assert crates == {"Caisse bleue": 1450}
    assert ("Le tri du coin",) in demo.ask("SELECT label FROM party")
    check_lives(demo)


@pytest.mark.skipif(not BESIDE.is_file(), reason="no real shop's settings beside the project")
def test_a_real_shop_s_settings(tmp_path: Path) -> None:
    real = json.loads(BESIDE.read_text("utf-8"))
    demo = live(tmp_path / "demo", 3, settings=BESIDE)
    ((kept,),) = demo.ask("SELECT count(*) FROM price_key WHERE code <> 'P900' AND lot_qty IS NULL")
    assert kept == len(real["grille_objets"])
    prices = {row["id"]: round(float(row["prix"]) * 100) for row in real["grille_objets"]}
    found = dict(demo.ask("SELECT code, price_cents FROM price_key"))
    assert {f"P{int(key):03d}": cents for key, cents in prices.items()}.items() <= found.items()
    check_lives(demo)
