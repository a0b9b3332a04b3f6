"""A reduction on the whole ticket: to the cent, within the limit, never over a deeper label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.pricing import checked_discount, reduction_cents
from reuse_pos.domain.ticket_discount import reduced_ticket, reducible_cents, share_bp, spread

PRICES = st.lists(st.integers(1, 50_000), min_size=1, max_size=12)


def basket_of(prices: list[int], **values: object) -> Basket:
    basket = Basket()
    for number, cents in enumerate(prices):
        line = Line(0, "goods", f"Chose {number}", "DEC", 1, "piece", cents, code=str(number),
                    **values)  # type: ignore[arg-type]  # fmt: skip
        basket = basket.add(line)
    return basket


@given(PRICES, st.data())
def test_shares_add_up_and_stay_in_proportion(parts: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(parts)))
    shares = spread(total, parts)
    assert sum(shares) == total
    for share, part in zip(shares, parts, strict=True):
        assert 0 <= share <= part
        assert abs(share - total * part / sum(parts)) <= 1


@given(PRICES, st.sampled_from([1000, 2000, 3000, 5000]))
def test_a_percentage_at_the_limit_never_takes_a_line_above_it(
    prices: list[int], limit: int
) -> None:
    basket = basket_of(prices)
    cents = reduction_cents(reducible_cents(basket), limit)
    if not cents:
        return
    after = reduced_ticket(basket, cents, "GESTURE", limit)
    assert after.discount_cents == cents
    for line in after.lines:
        if line.discount_cents:
            checked_discount(line.full_cents, line.discount_cents, "GESTURE", limit)
            assert share_bp(line) * line.full_cents >= line.discount_cents * 10_000


@given(PRICES, st.integers(1, 99), st.integers(1, 60))
def test_a_deeper_label_keeps_its_own_reduction(
    prices: list[int], percent: int, printed: int
) -> None:
    basket = basket_of([10_000, *prices])
    basket = basket.discount(1, printed * 100, "MARKDOWN")
    cents = reduction_cents(reducible_cents(basket), percent * 100)
    try:
        after = reduced_ticket(basket, cents, "GESTURE", 10_000)
    except Refusal:
        # Nothing is left to take off once the label has its own.
        assert cents <= printed * 100 or cents < len(basket.lines)
        return
    first = after.line(1)
    assert first.discount_cents >= printed * 100
    assert first.discount_reason in ("MARKDOWN", "GESTURE")


def test_money_promised_and_gifts_are_never_reduced() -> None:
    basket = basket_of([1000])
    for kind in ("deposit", "voucher_issue", "gift", "membership"):
        basket = basket.add(Line(0, kind, kind, None, 1, "piece", 5000))
    after = reduced_ticket(basket, 200, "GESTURE", 2000)
    assert [line.discount_cents for line in after.lines] == [200, 0, 0, 0, 0]


@pytest.mark.parametrize(("cents", "limit", "code"), [(0, 2000, "discount"), (1001, 10_000,
                         "discount"), (201, 2000, "approval")])  # fmt: skip
def test_what_cannot_come_off(cents: int, limit: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        reduced_ticket(basket_of([1000]), cents, "GESTURE", limit)
    assert refused.value.code == code


def test_sharing_more_than_the_parts_hold_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="hold"):
        spread(11, [5, 5])
