"""Words folded, and what a typed text means: accents, order, limits, places and states."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reuse_pos.domain import search
from reuse_pos.domain.search import AGE, PLACE, PRICE, STATE, Filters, Meaning, fold, understood

KNOWN = search.vocabulary(
    [
        Meaning(STATE, "on_sale", "En rayon"),
        Meaning(STATE, "reserved", "Réservé"),
        Meaning(STATE, "in_storage", "En réserve"),
        Meaning(PLACE, "stock:storage", "Réserve"),
        Meaning("family", "meubles", "Meubles"),
        Meaning(PLACE, "Salon", "Salon", spot=True),
    ]
)


@given(st.text())
@settings(max_examples=200)
def test_folding_twice_is_folding_once(text: str) -> None:
    """Else a thing kept under one spelling is never found again by its own name."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_anything_may_be_typed(text: str) -> None:
    """Typing half a code, brackets or emoji never breaks the search, and what is understood can be
    taken away again."""
    asked = understood(text, KNOWN)
    for kind in asked.filters.kinds:
        again = understood(asked.without(kind), KNOWN)
        assert again.words == asked.words or again.code is not None


@given(st.lists(st.sampled_from(["fauteuil", "Œuvre", "bleu", "ÉTÉ", "<50"]), unique=True))
def test_the_order_of_words_does_not_matter(parts: list[str]) -> None:
    one, other = (understood(" ".join(p), KNOWN) for p in (parts, parts[::-1]))
    assert set(one.words) == set(other.words)
    assert one.filters == other.filters


def test_accents_capitals_and_joined_letters_are_folded() -> None:
    assert search.words_of("Cœur d’ŒUVRE, Été; lave-linge n° 7") == [
        "coeur", "d", "oeuvre", "ete", "lave", "linge", "n", "7",
    ]  # fmt: skip


def test_limits_are_prices_unless_days_are_said() -> None:
    asked = understood("bois <50", KNOWN)
    assert (asked.words, asked.filters.to_cents) == (("bois",), 5000)
    assert understood("> 12,5 € bois", KNOWN).filters.from_cents == 1250
    both = understood(">10 <50 table", KNOWN)
    assert (both.filters.from_cents, both.filters.to_cents) == (1000, 5000)
    assert both.without(PRICE) == "table"
    assert understood("lampe >60 j", KNOWN).filters == Filters(over_days=60)
    assert understood("lampe > 60 jours", KNOWN).without(AGE) == "lampe"


def test_a_code_is_a_code_and_nothing_else() -> None:
    for typed in ("R-005231", "r005231", "R 005231"):
        found = understood(typed, KNOWN)
        assert found.code is not None
        assert found.code.short == "R-005231"
        assert found.words == ()


def test_places_states_and_families_are_understood() -> None:
    asked = understood("table en rayon salon meubles", KNOWN)
    assert asked.words == ("table",)
    assert asked.filters == Filters(family="meubles", spot="Salon", state="on_sale")
    assert asked.without(STATE) == "table salon meubles"


def test_accents_tell_a_place_from_a_state() -> None:
    assert understood("réservé", KNOWN).filters.state == "reserved"
    assert understood("réserve", KNOWN).filters.place == "stock:storage"
    assert understood("en réserve", KNOWN).filters.state == "in_storage"


def test_a_second_state_is_a_word_like_another() -> None:
    asked = understood("réservé en rayon", KNOWN)
    assert asked.filters.state == "reserved"
    assert asked.words == ("rayon",)


def test_little_words_are_not_looked_for() -> None:
    assert understood("commode de la chambre", KNOWN).words == ("commode", "chambre")


def test_the_words_of_a_thing() -> None:
    words = search.thing_words(
        "R-005231", "Buffet en chêne", "Années 50", "EA-RA-AUTRE", "Salon", "Ligne Roset", "A12"
    )
    assert {"r005231", "005231", "5231", "buffet", "chene", "annees", "50", "=EA-RA-AUTRE",
            "@Salon", "salon", "ligne", "roset", "a12"} == words  # fmt: skip


def test_keys_count_over_what_was_typed() -> None:
    typed, touched = Filters(to_cents=5000, state="sold"), Filters(state="on_sale", family="sport")
    assert touched.over(typed) == Filters(to_cents=5000, state="on_sale", family="sport")
    assert touched.over(typed).without(PRICE).kinds == ("family", STATE)


def test_days_since_a_thing_came() -> None:
    today = date(2026, 11, 21)
    assert search.first_and_last_day(Filters(over_days=60), today) == ("", "2026-09-22")
    assert search.first_and_last_day(Filters(under_days=7), today) == ("2026-11-15", "")


def test_its_own_name_is_nearer_than_a_beginning() -> None:
    assert search.closeness("Bois de lit", ["bois"]) > search.closeness("Table en bois", ["bois"])
    assert search.closeness("Table en bois", ["bois"]) > search.closeness("Boiserie", ["bois"])
