"""The basket: whatever is touched in whatever order, it adds up and nothing is below zero."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.basket import MAX_QTY, Basket, Line, receipt_choice
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source


def key_line(code: str, cents: int, grams: int) -> Line:
    return Line(0, "goods", code, "HR-LIVRE", 1, "piece", cents, weight_g=grams,
                weight_src=Source.REFERENCE_MEAN, key=code)  # fmt: skip


def kilo_line(grams: int) -> Line:
    return Line(0, "goods", "Textile", "TLC-VRAC", grams, "g", 500, weight_g=grams,
                weight_src=Source.SCALE, key="K01")  # fmt: skip


def thing_line(n: int, cents: int, most: int = 1) -> Line:
    return Line(0, "goods", f"Thing {n}", "EA-AS-CHAISE-BOIS", 1, "piece", cents, weight_g=4000,
                weight_src=Source.SCALE, code=f"{n:013d}", item=bytes([n]) * 16,
                most=most)  # fmt: skip


SERVICE = Line(0, "service", "Livraison", "SRV-LIVRAISON", 1, "piece", 2000, key="K50")
lines = st.one_of(
    st.builds(key_line, st.sampled_from("ABC"), st.sampled_from([0, 50, 100]), st.just(300)),
    st.builds(kilo_line, st.integers(1, 30_000)),
    st.builds(thing_line, st.integers(1, 4), st.just(1500)),
    st.builds(thing_line, st.integers(5, 6), st.just(200), st.just(3)),
    st.just(SERVICE),
)
places = st.integers(1, 8)
gestures = st.one_of(
    st.tuples(st.just("add"), lines),
    st.tuples(st.just("set_qty"), places, st.integers(-1, 1001)),
    st.tuples(st.just("discount"), places, st.integers(-1, 3000), st.just("DEFECT")),
    st.tuples(st.just("remove"), places),
    st.tuples(st.just("select"), places),
)


def done(basket: Basket, name: str, *values: object) -> Basket:
    """The basket after a gesture, or the same one where the gesture is refused."""
    try:
        return getattr(basket, name)(*values)
    except Refusal:
        return basket


@given(st.lists(gestures, max_size=30))
def test_any_run_of_gestures_leaves_a_basket_that_adds_up(
    run: list[tuple[str, object]],
) -> None:
    """Catches a reduction kept when the number goes down: the line would be below zero."""
    basket = Basket()
    for name, *values in run:
        basket = done(basket, name, *values)
        numbers = [line.n for line in basket.lines]
        assert len(set(numbers)) == len(numbers)
        assert basket.total_cents == sum(line.total_cents for line in basket.lines) >= 0
        assert basket.pieces >= 0
        things = [line.item for line in basket.lines if line.item]
        assert len(set(things)) == len(things)
        for line in basket.lines:
            assert 0 <= line.discount_cents <= line.full_cents
            assert line.qty >= 1
            assert line.unit == "g" or line.qty <= (line.most or MAX_QTY)
            assert line.weight_g >= 0
        goods = [line.weight_g for line in basket.lines if line.kind == "goods"]
        assert basket.reused_g == sum(goods)


@given(st.integers(1, 400), st.integers(2, 50))
def test_a_key_touched_n_times_is_one_line_of_n(grams: int, n: int) -> None:
    """Catches grams lost on the way up: each touch must weigh as much as the first."""
    basket = Basket()
    for _touch in range(n):
        basket = basket.add(key_line("A", 100, grams))
    (line,) = basket.lines
    assert (line.qty, line.weight_g, line.total_cents) == (n, n * grams, n * 100)
    assert basket.set_qty(line.n, 1).line(line.n).weight_g == grams


def test_the_same_key_at_another_price_is_another_line() -> None:
    """Catches two prices summed as if they were one."""
    basket = Basket().add(key_line("A", 100, 300)).add(key_line("A", 150, 300))
    assert [line.total_cents for line in basket.lines] == [100, 150]


def test_a_labelled_thing_is_there_once() -> None:
    """Catches a thing scanned twice and charged twice."""
    basket = Basket().add(thing_line(1, 1500))
    with pytest.raises(Refusal) as refused:
        basket.add(thing_line(1, 1500))
    assert refused.value.code == "in_basket"


def test_a_batch_is_sold_to_its_last_piece_and_no_further() -> None:
    """Catches selling the fourth of three plates."""
    basket = Basket()
    for _touch in range(3):
        basket = basket.add(thing_line(5, 200, most=3))
    assert basket.lines[0].qty == 3
    with pytest.raises(Refusal) as refused:
        basket.add(thing_line(5, 200, most=3))
    assert refused.value.code == "qty"


def test_two_weighed_bags_stay_two_lines() -> None:
    """Catches bags put together: the printed lines must be what the scale showed."""
    basket = Basket().add(kilo_line(1200)).add(kilo_line(800))
    assert [line.total_cents for line in basket.lines] == [600, 400]
    with pytest.raises(Refusal) as refused:
        basket.set_qty(1, 2)
    assert refused.value.code == "unique"


def test_a_line_already_gone_is_told_and_the_rest_stays() -> None:
    """Catches a touch on a removed line changing its neighbour."""
    basket = Basket().add(key_line("A", 100, 300)).add(key_line("B", 50, 200))
    left = basket.remove(1)
    assert (left.lines[0].label, left.selected) == ("B", 2)
    for gesture in (left.remove, left.line):
        with pytest.raises(Refusal) as refused:
            gesture(1)
        assert refused.value.code == "line"


def test_a_number_once_used_is_not_given_again() -> None:
    """Catches an undo bar that takes back the wrong line."""
    basket = Basket().add(key_line("A", 100, 300)).remove(1).add(key_line("B", 50, 200))
    assert basket.lines[0].n == 2


def test_the_receipt_is_offered_on_paper_when_a_line_carries_the_guarantee() -> None:
    """Catches "no ticket" offered where the law wants the guarantee in writing."""
    plain = key_line("A", 100, 300)
    carried = replace(plain, guarantee=True, category="EEE-PEM")
    assert receipt_choice([plain]) == ("NONE", "")
    assert receipt_choice([plain, carried]) == ("PRINT", "EEE-PEM")
