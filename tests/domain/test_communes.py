"""Towns: found by the first letters however written, by postal code, big ones first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reuse_pos.domain import communes
from reuse_pos.domain.communes import Commune, all_communes, folded, search

SOME = all_communes()[::350]


def names(text: str) -> list[str]:
    return [town.name for town in search(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rennes", "Rennes"), ("RENN", "Rennes"), ("st gregoire", "Saint-Grégoire"),
        ("saint-gré", "Saint-Grégoire"), ("cesson sev", "Cesson-Sévigné"), ("oeuilly", "Œuilly"),
        ("l'ile d'yeu", "L’Île-d’Yeu"), ("35830", "Betton"), ("pari", "Paris"),
    ],
)  # fmt: skip
def test_a_town_is_found_as_people_type_it(typed: str, first: str) -> None:
    assert names(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("2A004", "2A004"), ("2b033", "2B033"), ("20000", "2A004"), ("bastia", "2B033"),
        ("97411", "97415"), ("mamoudzou", "97611"), ("35024", "35024"), ("97611", "97611"),
        ("sainte-marie 35", "35294"), ("Ste Marie (972)", "97228"), ("sainte marie 974", "97418"),
        ("sari 2a", "2A269"), ("paris 11", "75111"), ("Nouméa", "98818"),
    ],
)  # fmt: skip
def test_corsica_overseas_and_names_borne_twice(typed: str, insee: str) -> None:
    """Catches a town known only by its INSEE code, in the two Corsicas or overseas, and the wrong
    one of two towns of a name."""
    assert search(typed)[0].insee == insee


def test_the_beginning_of_the_name_comes_before_a_later_word() -> None:
    found = names("gervais")
    assert "Saint-Gervais-les-Bains" in found
    begins = [folded(name).startswith("bain") for name in names("bain")]
    assert begins == sorted(begins, reverse=True)
    assert any(begins)
    assert not all(begins)


@pytest.mark.parametrize("typed", ["", "  ", "-", "xqzw", "99999"])
def test_what_names_no_town_finds_none(typed: str) -> None:
    assert search(typed) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SOME), st.sampled_from([str.upper, str.lower, folded, str.title]))
def test_every_town_is_found_by_its_name_and_its_postal_code(
    town: Commune, written: object
) -> None:
    assert town in search(written(town.name), 200)  # type: ignore[operator]
    if town.postcodes:
        assert town in search(town.postcodes[0], 200)
    assert communes.commune(town.insee) == town


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12), st.integers(1, 40))
def test_a_search_never_breaks_and_keeps_to_its_number(text: str, most: int) -> None:
    found = search(text, most, SOME)
    assert len(found) <= most
    assert len(set(found)) == len(found)
    wanted = folded(text)
    same = [town for town in found if town.folded.startswith(wanted) and town.folded != wanted]
    sizes = [town.population for town in same]
    if not text.strip().isdigit():
        assert sizes == sorted(sizes, reverse=True)
