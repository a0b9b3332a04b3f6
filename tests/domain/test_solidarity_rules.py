"""Social vouchers pay only what they may; solidarity prices never go below their floor, nor add up
with another reduction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roundup import rounded_up, roundup_cents, without_roundup
from reuse_pos.domain.solidarity import (
    SocialType,
    Tariff,
    check_social,
    social_most,
    with_tariff,
)

DAY = "2026-10-01"
TOWN = SocialType("CCAS", "Bon CCAS", "Ville", families=("textile", "meubles"), most_cents=3000)
ANY = SocialType("ANY", "Bon", "Département", number_rule="none")
TYPES = {"CCAS": TOWN, "ANY": ANY}


def goods(cents: int, off: int = 0, reason: str | None = None, kind: str = "goods") -> Line:
    return Line(
        0, kind, "Chose", "X", 1, "piece", cents, discount_cents=off, discount_reason=reason
    )


def basket(*lines: Line) -> Basket:
    made = Basket()
    for line in lines:
        made = made.add(line)
    return made


def social(code: str, cents: int, number: str | None = "1") -> Payment:
    return Payment("SOCIAL", cents, number, code)


def refusal(payments: list[Payment], costs: dict[str, int], day: str = DAY) -> str:
    with pytest.raises(Refusal) as refused:
        check_social(TYPES, payments, costs, day)
    return refused.value.code


def test_a_social_voucher_pays_its_families_up_to_its_limit() -> None:
    costs = {"textile": 1000, "electro": 5000}
    check_social(TYPES, [social("CCAS", 1000)], costs, DAY)
    assert refusal([social("CCAS", 1001)], costs) == "too_much"
    assert refusal([social("CCAS", 3001)], {"textile": 9000}) == "too_much"
    check_social(TYPES, [social("CCAS", 1500), social("CCAS", 1500, "2")], {"meubles": 3000}, DAY)
    assert refusal([social("CCAS", 1500), social("CCAS", 1500)], {"meubles": 9000}) == "used"
    assert refusal([social("CCAS", 100, None)], costs) == "number"
    assert refusal([social("NONE", 100)], costs) == "not_taken"


def test_two_types_share_a_basket_without_paying_the_same_thing_twice() -> None:
    costs = {"textile": 1000, "electro": 500}
    check_social(TYPES, [social("CCAS", 1000), social("ANY", 500, None)], costs, DAY)
    assert refusal([social("CCAS", 1000), social("ANY", 501, None)], costs) == "too_much"


def test_a_type_is_refused_after_its_last_day() -> None:
    ended = {"CCAS": SocialType("CCAS", "Bon", "Ville", valid_until="2026-09-30")}
    with pytest.raises(Refusal) as refused:
        check_social(ended, [social("CCAS", 10)], {"textile": 10}, DAY)
    assert refused.value.code == "not_taken"


def test_the_most_it_pays_takes_what_others_of_its_type_already_pay() -> None:
    costs = {"textile": 2000, "electro": 9000}
    assert social_most(TOWN, costs, []) == 2000
    assert social_most(TOWN, costs, [social("CCAS", 500), Payment("CARD", 900)]) == 1500
    assert social_most(TOWN, {"textile": 9000}, [social("CCAS", 2900)]) == 100


@given(
    prices=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 10_000)), max_size=6),
    share=st.integers(1, 10_000),
    floor=st.integers(0, 2000),
)
def test_a_tariff_never_makes_a_line_dearer_nor_goes_below_its_floor(
    prices: list[tuple[int, int]], share: int, floor: int
) -> None:
    tariff = Tariff("T", "Tarif", share, floor)
    lines = [goods(c, c * bp // 10_000, "MARKDOWN" if c * bp // 10_000 else None)
             for c, bp in prices]  # fmt: skip
    before = basket(*lines)
    after = with_tariff(before, tariff)
    assert after.tariff == "T"
    for old, new in zip(before.lines, after.lines, strict=True):
        assert new.total_cents <= old.total_cents
        if new != old:
            assert new.discount_reason == "SOLIDARITY"
            assert new.total_cents >= floor
            assert tariff.allows(new)
    assert with_tariff(after, tariff) == after


def test_a_tariff_leaves_services_gifts_and_agreed_prices_alone() -> None:
    before = basket(
        goods(1000, kind="service"), goods(1000, 200, "HOLD"), goods(1000, 1000, "GIFT"),
        goods(1000, kind="voucher_issue"),
    )  # fmt: skip
    assert with_tariff(before, Tariff("T", "Tarif", 5000)).lines == before.lines


def test_a_tariff_asks_for_what_it_needs() -> None:
    asked = Tariff("T", "Tarif", 5000, organism_rule="required", number_rule="required")
    for organism, number, code in (("", "1", "organism"), ("CCAS", " ", "number")):
        with pytest.raises(Refusal) as refused:
            with_tariff(basket(goods(1000)), asked, organism, number)
        assert refused.value.code == code
    done = with_tariff(basket(goods(1000)), asked, "CCAS", "12")
    assert (done.lines[0].organism, done.lines[0].organism_no) == ("CCAS", "12")


@given(st.integers(-500, 100_000))
def test_a_round_up_is_under_one_euro_and_makes_the_sum_round(cents: int) -> None:
    gift = roundup_cents(cents)
    assert 0 <= gift < 100
    if cents > 0:
        assert (cents + gift) % 100 == 0
    else:
        assert gift == 0


def test_rounding_up_twice_follows_the_basket() -> None:
    once = rounded_up(basket(goods(450)))
    assert (once.total_cents, once.lines[-1].kind, once.lines[-1].total_cents) == (500, "gift", 50)
    more = rounded_up(once.add(goods(130)))
    assert more.total_cents == 600
    assert without_roundup(more).total_cents == 580
    assert rounded_up(basket(goods(500))).total_cents == 500
