"""Sale days: the customer pays the lowest price there is, and reductions never add up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain import sale_days as days
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.pricing import PriceKey, checked_key, lot_total
from reuse_pos.domain.sale_days import ForSale, Operation, Plan

COAT = ForSale("TLC-MANTEAU", "textile", "piece", 500, grams=950, key="K03")
KILO = ForSale("TLC-VRAC", "textile", "g", 500, key="K01")
HALF = Plan("Braderie", "2026-11-27", "2026-11-29", days.PERCENT, 5000, ("textile",))
rules = st.one_of(
    st.tuples(st.just(days.PERCENT), st.integers(1, 9900)),
    st.tuples(st.sampled_from([days.PER_KILO, days.PER_PIECE]), st.integers(1, 3000)),
)
operations = st.builds(
    lambda rule, out, n: Operation(bytes([n]) * 16, replace(HALF, rule=rule[0], value=rule[1],
                                                            excluded=tuple(out))),
    rules, st.sets(st.sampled_from(["kilo", "workshop", "held", "under:400", "key:K03"])),
    st.integers(0, 9),
)  # fmt: skip
things = st.builds(
    lambda unit, cents, grams, shop, held: ForSale("TLC-MANTEAU", "textile", unit, cents, grams,
                                                   "K03", shop, held),
    st.sampled_from(["piece", "g"]), st.integers(1, 9000), st.integers(0, 5000), st.booleans(),
    st.booleans(),
)  # fmt: skip


@given(st.lists(operations, max_size=4), things)
def test_several_operations_give_the_lowest_price_and_never_raise_one(
    running: list[Operation], thing: ForSale
) -> None:
    """Catches 1 € a piece making a 50-cent thing dearer, and two reductions added up."""
    found = days.best(running, thing)
    alone = [price for one in running if (price := days.price_under(one.plan, thing)) is not None]
    assert (found is None) == (not alone)
    if found is not None:
        assert found[1] == min(alone)
        assert 0 <= found[1] < thing.unit_cents


@pytest.mark.parametrize(
    ("plan", "thing", "price"),
    [
        (HALF, COAT, 250),
        (HALF, replace(COAT, unit_cents=333), 166),
        (HALF, KILO, None),
        (replace(HALF, excluded=()), KILO, 250),
        (replace(HALF, families=("jouets",)), COAT, None),
        (HALF, replace(COAT, workshop=True), None),
        (HALF, replace(COAT, held=True), None),
        (replace(HALF, excluded=("under:600",)), COAT, None),
        (replace(HALF, excluded=("under:500",)), COAT, 250),
        (replace(HALF, excluded=("cat:TLC-MANTEAU",)), COAT, None),
        (replace(HALF, excluded=("key:K03",)), COAT, None),
        (replace(HALF, rule=days.PER_PIECE, value=100), COAT, 100),
        (replace(HALF, rule=days.PER_PIECE, value=900), COAT, None),
        (replace(HALF, rule=days.PER_KILO, value=100), COAT, 95),
        (replace(HALF, rule=days.PER_KILO, value=100), replace(COAT, grams=0), None),
        # Left out of percentages, the kilo keys are what a price by the kilo is about.
        (replace(HALF, rule=days.PER_KILO, value=100), KILO, 100),
    ],
)
def test_what_a_plan_makes_of_a_price(plan: Plan, thing: ForSale, price: int | None) -> None:
    assert days.price_under(plan, thing) == price


def test_an_operation_stops_by_itself_after_its_last_day() -> None:
    one = Operation(b"1" * 16, HALF)
    assert [one.runs_on(f"2026-11-{day}") for day in (26, 27, 29, 30)] == [False, True, True, False]
    assert not replace(one, state=days.SUSPENDED).runs_on("2026-11-28")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"first_day": "2026-11-19"}, "past"),
        ({"last_day": "2026-11-26"}, "days"),
        ({"last_day": "2027-11-26"}, "days"),
        ({"value": 0}, "rule"),
        ({"value": 10_000}, "rule"),
        ({"rule": "gift"}, "rule"),
        ({"families": ()}, "families"),
        ({"families": ("textile", "voitures")}, "families"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        days.checked_plan(replace(HALF, **wrong), "2026-11-20")
    assert refused.value.code == code
    assert days.checked_plan(replace(HALF, name=" La  braderie "), "2026-11-20").name == (
        "La braderie"
    )


@pytest.mark.parametrize(
    ("points", "lowest"),
    [
        ((), 700),
        ((("2026-11-28", 300),), 700),
        ((("2026-10-01", 900),), 900),
        ((("2026-10-01", 300), ("2026-10-20", 900)), 900),
        ((("2026-10-01", 900), ("2026-11-10", 400), ("2026-11-12", 800)), 400),
        ((("2026-10-28", 450), ("2026-11-12", 800)), 450),
    ],
)
def test_the_price_shown_is_the_lowest_of_the_thirty_days_before(
    points: tuple[tuple[str, int], ...], lowest: int
) -> None:
    """Catches a price raised just before the sale days to make the reduction look larger."""
    assert days.lowest_of_30_days(points, "2026-11-27", 700) == lowest


def test_the_till_says_until_when() -> None:
    said = [days.until_words(HALF, day) for day in ("2026-11-20", "2026-11-27", "2026-11-29")]
    assert said == [
        "Braderie, jusqu’au 29/11", "Braderie, jusqu’à dimanche", "Braderie, dernier jour",
    ]  # fmt: skip


lots = st.tuples(st.integers(1, 500), st.integers(2, 20)).flatmap(
    lambda one: st.tuples(st.just(one[0]), st.just(one[1]), st.integers(1, one[0] * one[1]))
)


def lot_line(unit: int, qty: int, cents: int) -> Line:
    line = Line(0, "goods", "Livres", "HR-LIVRE", qty, "piece", unit, weight_g=300 * qty, key="K90",
                lot_qty=qty, lot_cents=cents)  # fmt: skip
    return line.reduced_by_itself()


@given(lots, st.lists(st.one_of(st.just("touch"), st.integers(1, 90)), max_size=8))
def test_a_lot_key_is_exact_to_the_cent_whatever_the_gestures(
    lot: tuple[int, int, int], gestures: list[object]
) -> None:
    """Catches the reduction scaled with the number: 7 € for 5, then 6 pieces at 8,40 €."""
    unit, qty, cents = lot
    basket = Basket().add(lot_line(unit, qty, cents))
    assert basket.total_cents == cents
    for one in gestures:
        touch = one == "touch"
        basket = basket.add(lot_line(unit, qty, cents)) if touch else basket.set_qty(1, one)
        line = basket.line(1)
        assert line.total_cents == lot_total(line.qty, unit, qty, cents)
        assert line.total_cents == line.qty // qty * cents + line.qty % qty * unit
        assert line.weight_g == 300 * line.qty
        assert (line.discount_reason == "LOT") == (line.discount_cents > 0)


@given(lots, st.integers(0, 500), st.integers(1, 60))
def test_lots_and_sale_days_give_the_better_of_the_two(
    lot: tuple[int, int, int], sale: int, qty: int
) -> None:
    """Catches a lot kept where the sale days are cheaper for so few pieces, and both together."""
    unit, of, cents = lot
    sale = min(sale, unit)
    line = replace(lot_line(unit, of, cents), sale_unit_cents=sale).reduced_by_itself()
    after = Basket().add(line).set_qty(1, qty).line(1)
    assert after.total_cents == min(qty * sale, lot_total(qty, unit, of, cents), qty * unit)


KEY = PriceKey("K90", "5 livres", "HR-LIVRE", "books", "piece", 100, 300, 3, 0)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 25}, "label"),
        ({"price_cents": 0}, "price"),
        ({"price_cents": 500_001}, "price"),
        ({"weight_g": 0}, "weight"),
        ({"weight_g": 200_001}, "weight"),
        ({"lot_qty": 1, "lot_cents": 90}, "lot"),
        ({"lot_qty": 5}, "lot"),
        ({"lot_cents": 400}, "lot"),
        ({"lot_qty": 5, "lot_cents": 501}, "lot"),
        ({"lot_qty": 5, "lot_cents": 0}, "lot"),
        ({"unit": "kg", "lot_qty": 5, "lot_cents": 400}, "lot"),
    ],
)
def test_a_key_that_cannot_sell_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_key(replace(KEY, **wrong), 500_000)
    assert refused.value.code == code
    assert checked_key(replace(KEY, lot_qty=5, lot_cents=500), 500_000).lot_cents == 500
    assert checked_key(replace(KEY, unit="free", price_cents=0), 500_000).unit == "free"
