"""What one piece weighs: learned from weighed pieces, dated references, and trust that rises."""

from __future__ import annotations

from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing, transfer
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.domain.sampling import spread_of, trust_of
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

COAT, BOOK = "TLC-VESTE", "HR-LIVRE"


class Loads(Station):
    """Brings goods whose weight is known in some way."""

    @verb("sack_brought", Permission.RECEIVE)
    def bring(self, act: Act, category: str, grams: int, source: Source) -> None:
        act.entry(
            "received",
            transfer("in:drop_off", "stock:reception", category, grams, 10, source,
                     commune="35238"),
        )  # fmt: skip


def weigh(made: TestShop, grams: int, category: str = COAT, sure: bool = False) -> None:
    load = Weighing(grams, 0, Source.SCALE)
    made.shop.sampling.weigh_piece(made.trainee, category, load, sure=sure)


def test_twenty_pieces_give_the_shops_own_mean(small_shop: TestShop) -> None:
    sampling = small_shop.shop.sampling
    sampling.set_reference(small_shop.manager, COAT, 600, "pesée 2025")
    for n in range(19):
        weigh(small_shop, 800 + n)
    before = sampling.mean(COAT)
    assert (before.n, before.still, before.used_source) == (19, 1, Source.REFERENCE_MEAN)
    assert before.mean_g == 809
    assert before.used_g is not None
    assert 600 < before.used_g < 809
    weigh(small_shop, 819)
    after = sampling.mean(COAT)
    assert (after.n, after.still, after.used_g) == (20, 0, 809)
    assert after.used_source is Source.LEARNED_MEAN
    assert small_shop.office.mean_weights()[COAT] == (809, Source.LEARNED_MEAN)
    assert after.spread_g == 5
    check_ledger(small_shop.store)


def test_weighing_a_piece_moves_no_kilo(small_shop: TestShop) -> None:
    before = small_shop.store.read().value("SELECT count(*) FROM mass_entry")
    weigh(small_shop, 800)
    assert small_shop.store.read().value("SELECT count(*) FROM mass_entry") == before


def test_two_pieces_at_once_are_noticed(small_shop: TestShop) -> None:
    small_shop.shop.sampling.set_reference(small_shop.manager, COAT, 800, "pesée 2025")
    before = contents(small_shop.store)
    for grams in (4_100, 150):
        with pytest.raises(Refusal) as no:
            weigh(small_shop, grams)
        assert no.value.code == "odd"
    assert contents(small_shop.store) == before
    weigh(small_shop, 4_100, sure=True)
    assert small_shop.shop.sampling.mean(COAT).n == 1


def test_a_piece_is_taken_back(small_shop: TestShop) -> None:
    sampling = small_shop.shop.sampling
    weigh(small_shop, 800)
    weigh(small_shop, 900)
    sampling.take_back(small_shop.trainee, COAT, 900)
    known = sampling.mean(COAT)
    assert (known.n, known.mean_g) == (1, 800)
    sampling.take_back(small_shop.trainee, COAT, 800)
    with pytest.raises(Refusal) as no:
        sampling.take_back(small_shop.trainee, COAT, 800)
    assert no.value.code == "nothing"


@pytest.mark.parametrize(
    ("grams", "source", "code"), [(0, "pesée", "weight"), (400_000, "x", "weight"),
                                  (800, "  ", "source")],
)  # fmt: skip
def test_a_reference_needs_its_source(
    small_shop: TestShop, grams: int, source: str, code: str
) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as no:
        small_shop.shop.sampling.set_reference(small_shop.manager, COAT, grams, source)
    assert no.value.code == code
    assert contents(small_shop.store) == before


def test_a_reference_is_dated_and_used_at_once(small_shop: TestShop) -> None:
    sampling = small_shop.shop.sampling
    sampling.set_reference(small_shop.manager, BOOK, 410, "  pesée de  50 livres ")
    known = sampling.mean(BOOK)
    assert known.reference_source == "pesée de 50 livres (2026-10-01)"
    assert small_shop.office.mean_weights()[BOOK] == (410, Source.REFERENCE_MEAN)
    sampling.set_reference(small_shop.manager, BOOK, None, "")
    assert sampling.mean(BOOK).reference_g is None
    assert BOOK not in small_shop.office.mean_weights()
    check_ledger(small_shop.store)


def test_each_piece_weighed_raises_the_trust_of_the_month(small_shop: TestShop) -> None:
    loads, sampling = Loads(small_shop.office), small_shop.shop.sampling
    loads.bring(SYSTEM, COAT, 6_000, Source.REFERENCE_MEAN)
    loads.bring(SYSTEM, BOOK, 4_000, Source.SCALE)
    assert (sampling.trust().measured_bp, sampling.trust().own_bp) == (4_000, 4_000)
    shares = []
    for _n in range(21):
        weigh(small_shop, 800)
        shares.append(sampling.trust().own_bp)
    assert shares[0] == 4_300
    assert shares == sorted(shares)
    assert shares[19:] == [10_000, 10_000]
    assert sampling.trust().measured_bp == 4_000


@given(st.lists(st.integers(1, 60_000), min_size=2, max_size=40))
def test_the_spread_is_the_standard_deviation(weights: list[int]) -> None:
    found = spread_of(len(weights), sum(weights), sum(one * one for one in weights))
    assert found is not None
    assert abs(found - pstdev(weights)) <= 1


def test_a_month_without_goods_rests_on_nothing_unsure() -> None:
    assert trust_of([]).own_bp == 10_000
