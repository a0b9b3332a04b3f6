"""VAT to the cent: the parts of a ticket add up, whatever is in the basket."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reuse_pos.domain.vat import (
    CODES,
    Regime,
    VatLine,
    is_turnover,
    price_ticket,
    regime_on,
    turnover_of,
    vat_table,
)

codes = st.sampled_from(sorted(CODES))


@st.composite
def lines(draw: st.DrawFn) -> VatLine:
    """A line of any code, sold or returned, bought for less, as much or more than its price."""
    code = draw(codes)
    ttc = draw(st.integers(-200_000, 200_000))
    bought = draw(st.integers(0, 250_000)) * (-1 if ttc < 0 else 1)
    return VatLine(ttc, code, CODES[code].bp, bought if code == "MARGE" else 0)


def check(basket: list[VatLine]) -> None:
    """Everything that must add up on one ticket."""
    table = price_ticket(basket)
    assert sum(table.ht) + sum(row.vat for row in table.rows) == sum(line.ttc for line in basket)
    for row in table.rows:
        group = [i for i, line in enumerate(basket) if (line.code, line.bp) == (row.code, row.bp)]
        assert row.base + row.vat == row.ttc == sum(basket[i].ttc for i in group)
        assert row.base == sum(table.ht[i] for i in group)
        for i in group:
            line = basket[i]
            exact = line.ttc * (10_000 + line.bp) - line.taxed * line.bp
            assert abs(table.ht[i] * (10_000 + line.bp) - exact) < 10_000 + line.bp
    assert len({(row.code, row.bp) for row in table.rows}) == len(table.rows)


@given(st.lists(lines(), max_size=12))
@settings(max_examples=400)
def test_lines_before_vat_and_vat_add_up_to_the_ticket(basket: list[VatLine]) -> None:
    check(basket)


def test_ten_thousand_baskets_add_up() -> None:
    dice = random.Random(7)
    names = sorted(CODES)
    for _basket in range(10_000):
        basket = []
        for _line in range(dice.randint(1, 6)):
            code = dice.choice(names)
            ttc = dice.choice((1, 1, 1, -1)) * dice.randint(0, 9_999)
            bought = dice.randint(0, 5_000) * (-1 if ttc < 0 else 1) if code == "MARGE" else 0
            basket.append(VatLine(ttc, code, CODES[code].bp, bought))
        check(basket)


@given(st.lists(lines(), min_size=1, max_size=8).filter(lambda found: sum(x.ttc for x in found)))
def test_returning_everything_mirrors_the_sale(basket: list[VatLine]) -> None:
    sold = price_ticket(basket)
    back = price_ticket(
        [replace(line, ttc=-line.ttc, purchase_ttc=-line.purchase_ttc) for line in basket]
    )
    assert [(-row.base, -row.vat, -row.ttc) for row in back.rows] == [
        (row.base, row.vat, row.ttc) for row in sold.rows
    ]


@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=8), codes)
def test_a_refund_of_a_whole_ticket_mirrors_every_line(prices: list[int], code: str) -> None:
    bp = CODES[code].bp
    sold = price_ticket([VatLine(price, code, bp) for price in prices])
    back = price_ticket([VatLine(-price, code, bp) for price in prices])
    assert back.ht == tuple(-cents for cents in sold.ht)


@pytest.mark.parametrize(
    ("ttc", "bp", "vat"),
    [(1200, 2000, 200), (1, 2000, 0), (3, 2000, 1), (-3, 2000, -1), (1055, 550, 55), (21, 1000, 2)],
)
def test_vat_is_rounded_half_up_on_the_total(ttc: int, bp: int, vat: int) -> None:
    (row,) = vat_table([VatLine(ttc, "N20", bp)])
    assert (row.vat, row.base) == (vat, ttc - vat)


def test_vat_is_computed_on_the_total_not_line_by_line() -> None:
    # Each line alone would carry 0.17 c of VAT, hence none.
    table = price_ticket([VatLine(1, "N20", 2000)] * 6)
    assert table.rows[0].vat == 1
    assert sorted(table.ht) == [0, 1, 1, 1, 1, 1]


def test_the_dearest_line_gets_the_odd_cent() -> None:
    # Both remainders are equal: 2/3 of a cent.
    table = price_ticket([VatLine(2, "N20", 2000), VatLine(8, "N20", 2000)])
    assert table.rows[0].vat == 2
    assert table.ht == (1, 7)


@pytest.mark.parametrize(
    ("ttc", "bought", "vat"),
    [(1500, 300, 200), (1500, 1500, 0), (1500, 2000, 0), (-1500, -300, -200), (1500, 0, 250)],
)
def test_margin_scheme_taxes_price_less_purchase(ttc: int, bought: int, vat: int) -> None:
    (row,) = vat_table([VatLine(ttc, "MARGE", 2000, bought)])
    assert (row.vat, row.base) == (vat, ttc - vat)


def test_a_loss_on_one_thing_does_not_shrink_the_margin_of_another() -> None:
    (row,) = vat_table([VatLine(1200, "MARGE", 2000, 0), VatLine(100, "MARGE", 2000, 900)])
    assert row.vat == 200


def test_two_rates_of_one_code_stay_apart() -> None:
    rows = vat_table([VatLine(1200, "N20", 2000), VatLine(1196, "N20", 1960)])
    assert [(row.bp, row.vat) for row in rows] == [(1960, 196), (2000, 200)]


def test_gifts_and_deposits_are_no_turnover() -> None:
    rows = vat_table([VatLine(4520, "EXO261", 0), VatLine(80, "HORS", 0)])
    assert turnover_of(rows) == 4520
    assert not is_turnover("HORS")
    assert is_turnover("OWN")


def test_an_empty_basket_has_an_empty_table() -> None:
    assert price_ticket([]).rows == ()


def _begun(day: str) -> Callable[[], object]:
    return lambda: regime_on([Regime("2026-01-01", "EXO261"), Regime("2026-07-01", "N20")], day)


def test_the_regime_is_the_one_in_force_that_day() -> None:
    assert _begun("2026-06-30")() is CODES["EXO261"]
    assert _begun("2026-07-01")() is CODES["N20"]
    with pytest.raises(LookupError):
        _begun("2025-12-31")()


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_codes_without_vat_on_the_ticket_say_why(code: object) -> None:
    entry = CODES[code.code]  # type: ignore[attr-defined]
    hidden = entry.turnover and (entry.bp == 0 or entry.on_margin)
    assert bool(entry.receipt_msg) == hidden
