"""A fortnight of textile: sacks weighed in, sorted by grade, sold by the kilo and by the piece, the
rest fetched by the sorting operator. No gram is lost, dust is told apart."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from invariants import check_ledger
from report_month import every_figure_opens
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import Grade
from reuse_pos.services.outflow_slips import SlipFor

TILL, MONTH = "001-1", "2026-10"
GRADES = (Grade.SHOP, Grade.VINTAGE, Grade.SECOND, Grade.RAG, Grade.SORTER, Grade.WASTE)
SHARES = (38, 4, 12, 14, 26, 5)


class Fortnight:
    """What came in and went out, in grams, as the scale said it."""

    def __init__(self, made: TestShop) -> None:
        self.made, self.shop = made, made.shop
        self.chance = random.Random(11)
        self.collected = self.dust = self.by_kilo = self.pieces = 0
        self.graded = dict.fromkeys(GRADES, 0)


def on_scale(grams: int) -> Weighing:
    return Weighing(grams, 0, Source.SCALE)


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fortnight]:
    made = copy_shop(tmp_path_factory.mktemp("textile") / "shop")
    made.shop.settings.set_many(
        made.manager, {"scale.trade_approved": "1", "scale.sticker_until": "2028-01-01"}
    )
    made.shop.till.open_session(made.cashier, TILL, 15_000)
    told = Fortnight(made)
    for _day in range(10):
        _a_day(told)
        made.clock.forward(hours=24)
    yield told
    made.store.close()


def _a_day(told: Fortnight) -> None:
    intake = told.shop.intake
    opened = intake.open_intake(told.made.reception, "drop_off", "35238").value
    for _sack in range(4):
        grams = told.chance.randint(80, 260) * 50
        intake.weigh(told.made.reception, opened.id, "textile", on_scale(grams))
        told.collected += grams
    intake.close(told.made.reception, opened.id)
    _sort(told)
    _sell(told)


def _sort(told: Fortnight) -> None:
    sorting, who = told.shop.sorting, told.made.trainee
    table = sorting.open_table(who, TableKind.TEXTILE).value
    inside = sum(one.grams for one in sorting.waiting() if one.category == "TLC-VRAC")
    sorting.add_bag(who, table, on_scale(inside))
    dust = inside // 200
    left = inside - dust
    for grade, share in zip(GRADES[:-1], SHARES[:-1], strict=True):
        grams = inside * share // 100
        sorting.put_out(who, table, grade, on_scale(grams))
        told.graded[grade] += grams
        left -= grams
    sorting.put_out(who, table, Grade.WASTE, on_scale(left))
    told.graded[Grade.WASTE] += left
    closing = sorting.close_table(who, table).value
    assert closing.rest_g == dust
    told.dust += dust


def _sell(told: Fortnight) -> None:
    counter, who = told.shop.counter, told.made.cashier
    keys = {key.label: key for key in counter.price_keys()}
    for _customer in range(3):
        grams = told.chance.randint(40, 400) * 5
        line = counter.line_of_weighing(who, keys["Textile au kilo"], on_scale(grams))
        basket = Basket().add(line).add(counter.line_of_key(keys["Vêtement"]))
        told.by_kilo += grams
        told.pieces += basket.lines[-1].weight_g
        counter.sell(who, TILL, basket, [Payment("CASH", basket.total_cents)])


def test_the_month_says_what_the_scale_said(fortnight: Fortnight) -> None:
    told = fortnight
    totals = told.shop.reporting.diverted(MONTH).totals
    assert totals.collected_g == told.collected
    assert totals.reused_g == told.by_kilo + told.pieces
    assert totals.disposed_g == told.graded[Grade.WASTE]
    assert totals.adjusted_g == -told.dust
    parts = (
        totals.reused_g, totals.sorter_g, totals.recycled_g, totals.energy_g, totals.disposed_g,
        totals.stock_change_g,
    )  # fmt: skip
    assert told.collected - told.dust == sum(parts)
    assert told.collected == sum(told.graded.values()) + told.dust


def test_the_operator_fetches_the_bales_under_a_slip(fortnight: Fortnight) -> None:
    told, shop = fortnight, fortnight.shop
    taker = shop.outflows.takers("sorter")[0]
    slip = shop.outflows.open(told.made.supervisor, SlipFor("sorter", taker.code)).value
    gathered = shop.outflows.gather(told.made.supervisor, slip.number).value
    left = shop.outflows.leave(told.made.supervisor, slip.number).value
    assert left.grams == gathered == told.graded[Grade.SORTER]
    totals = shop.reporting.diverted(MONTH).totals
    assert totals.sorter_g == told.graded[Grade.SORTER]


def test_every_figure_opens_its_weighings(fortnight: Fortnight) -> None:
    every_figure_opens(fortnight.made, MONTH)


def test_nothing_is_out_of_place(fortnight: Fortnight) -> None:
    assert fortnight.shop.doctor.examine().findings == ()
    check_ledger(fortnight.made.store)
