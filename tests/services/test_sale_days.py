"""Sale days from the plan to the last label: prices at the scan, what the till refuses, bulk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from goods import bring, now
from invariants import check_ledger
from shops import TestShop

from reuse_pos.domain import sale_days as days
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.sale_days import Plan
from reuse_pos.services.price_keys import KeyPlan

TILL = "001-1"
HALF = Plan("Braderie", "2026-10-01", "2026-10-03", days.PERCENT, 5000, ("textile",))
KILO = replace(HALF, rule=days.PER_KILO, value=100)


def coat(made: TestShop, cents: int = 500, **words: object) -> Item:
    words = {"price_cents": cents, "price_state": "approved", "last_printed_cents": cents, **words}
    return bring(made, "TLC-MANTEAU", 950, State.ON_SALE, **words)


def key_line(made: TestShop, label: str, grams: int | None = None) -> Line:
    keys = made.shop.counter.price_keys()
    return made.shop.counter.line_of_key(next(one for one in keys if one.label == label), grams)


def approve_scale(made: TestShop) -> None:
    settings = {"scale.trade_approved": "1", "scale.sticker_until": "2027-12-31"}
    made.shop.settings.set_many(made.manager, settings)


def sell(made: TestShop, *lines: Line) -> dict[str, object]:
    """Sell lines in cash at the till, opened when it is not; the journal's record of the sale."""
    if not made.shop.till.status(TILL).session:
        made.shop.till.open_session(made.cashier, TILL, 0)
    basket = Basket()
    for line in lines:
        basket = basket.add(line)
    paid = [Payment("CASH", basket.total_cents)] if basket.total_cents else []
    sold = made.shop.counter.sell(made.cashier, TILL, basket, paid).value
    sql = "SELECT body FROM fiscal_record WHERE till = ? AND seq = ?"
    return json.loads(made.store.read().value(sql, sold.till, sold.seq))


def test_labels_and_keys_go_down_by_themselves_and_back_again(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.sale_days.plan(made.manager, HALF)
    line = made.shop.counter.scanned(coat(made).code)
    told = (line.total_cents, line.discount_reason, line.sale_days)
    assert told == (250, "SALE_DAYS", "Braderie")
    assert line.lowest_cents == 500
    assert key_line(made, "Manteau").total_cents == 250
    assert key_line(made, "Textile au kilo", 1000).total_cents == 500
    assert key_line(made, "Livre").sale_days == ""
    assert made.shop.sale_days.chip() == "Braderie, jusqu’à samedi"
    body = sell(made, line, key_line(made, "Manteau"))
    told = body["lines"][0]
    assert (told["disc_reason"], told["lowest"], told["sale_days"]) == (
        "SALE_DAYS", 500, "Braderie",
    )  # fmt: skip
    made.clock.put(datetime.fromisoformat("2026-10-04T03:59:00+02:00"))
    assert key_line(made, "Manteau").total_cents == 250
    made.clock.forward(minutes=2)
    assert key_line(made, "Manteau").total_cents == 500
    assert made.shop.sale_days.chip() == ""
    check_ledger(made.store)


def test_a_reduction_told_by_the_screen_is_not_believed(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 0)
    honest = key_line(made, "Manteau")
    thing = made.shop.counter.scanned(coat(made).code)
    for reason in ("SALE_DAYS", "LOT", "MARKDOWN"):
        for line in (honest, thing):
            lie = replace(line, discount_cents=400, discount_reason=reason)
            with pytest.raises(Refusal) as refused:
                made.shop.counter.sell(
                    made.cashier, TILL, Basket().add(lie), [Payment("CASH", 100)]
                )
            assert refused.value.code == "price_changed"


def test_a_basket_of_before_a_suspension_is_scanned_again(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 0)
    one = made.shop.sale_days.plan(made.manager, HALF).value
    line = key_line(made, "Manteau")
    made.shop.sale_days.suspend(made.manager, one)
    assert key_line(made, "Manteau").total_cents == 500
    with pytest.raises(Refusal) as refused:
        made.shop.counter.sell(made.cashier, TILL, Basket().add(line), [Payment("CASH", 250)])
    assert refused.value.code == "price_changed"
    made.shop.sale_days.suspend(made.manager, one, False)
    assert sell(made, line)["total"] == 250


def test_a_printed_reduction_is_not_added_and_the_lower_price_holds(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.sale_days.plan(made.manager, replace(HALF, value=3000))
    low = coat(made, markdown_on="2026-09-20", markdown_bp=5000)
    high = coat(made, markdown_on="2026-09-20", markdown_bp=2000)
    lines = [made.shop.counter.scanned(one.code) for one in (low, high)]
    assert [line.total_cents for line in lines] == [250, 350]
    assert [line.discount_reason for line in lines] == ["MARKDOWN", "SALE_DAYS"]
    # The reduced price was asked before the sale days: it is the one to show.
    assert [line.lowest_cents for line in lines] == [500, 400]
    assert sell(made, *lines)["total"] == 600


def test_a_raised_price_never_charges_above_the_label_nor_counts_as_the_price_before(
    small_shop: TestShop,
) -> None:
    made = small_shop
    thing = coat(made, received_on="2026-08-01")
    made.shop.labelling.approve_price(made.supervisor, thing.id, 900)
    assert now(made, thing.id).last_printed_cents == 500
    assert made.shop.labelling.waiting() == 1
    assert made.shop.counter.scanned(thing.code).total_cents == 500
    points = made.store.read().all("SELECT day, cents FROM price_point ORDER BY day")
    assert [tuple(one) for one in points] == [("2026-08-01", 500), ("2026-10-01", 900)]
    made.clock.forward(days=3)
    made.shop.sale_days.plan(
        made.manager, replace(HALF, first_day="2026-10-04", last_day="2026-10-05")
    )
    line = made.shop.counter.scanned(thing.code)
    assert (line.total_cents, line.lowest_cents) == (450, 500)


def test_the_sale_days_of_the_month_before_count_as_a_price_once_asked(
    small_shop: TestShop,
) -> None:
    made = small_shop
    shop = made.shop.sale_days
    shop.plan(made.manager, HALF)
    called_off = shop.plan(
        made.manager, replace(HALF, first_day="2026-10-10", last_day="2026-10-11", value=9000)
    ).value
    shop.close(made.manager, called_off)
    again = replace(HALF, first_day="2026-10-20", last_day="2026-10-21", value=3000)
    shop.plan(made.manager, again)
    made.clock.put(datetime.fromisoformat("2026-10-20T10:00:00+02:00"))
    line = key_line(made, "Manteau")
    assert (line.total_cents, line.lowest_cents) == (350, 250)


def test_two_operations_give_the_lower_price_and_the_manager_is_told(small_shop: TestShop) -> None:
    made = small_shop
    shop = made.shop.sale_days
    shop.plan(made.manager, HALF)
    other = replace(HALF, name="Un euro", rule=days.PER_PIECE, value=100)
    assert [one.name for one in shop.effect(other).beside] == ["Braderie"]
    shop.plan(made.manager, other)
    line = key_line(made, "Manteau")
    assert (line.total_cents, line.sale_days) == (100, "Un euro")
    basket = Basket().add(line).add(key_line(made, "Manteau"))
    assert (len(basket.lines), basket.total_cents) == (1, 200)


def test_a_thing_costs_by_the_kilo_only_with_a_weight_that_may_make_prices(
    small_shop: TestShop,
) -> None:
    made = small_shop
    made.shop.sale_days.plan(made.manager, KILO)
    thing = coat(made)
    assert made.shop.counter.scanned(thing.code).total_cents == 500
    approve_scale(made)
    assert made.shop.counter.scanned(thing.code).total_cents == 95
    assert key_line(made, "Textile au kilo", 1000).total_cents == 100
    assert key_line(made, "Manteau").total_cents == 500


def test_the_effect_counts_labels_keys_and_those_already_lower(small_shop: TestShop) -> None:
    made = small_shop
    for cents in (500, 600):
        coat(made, cents)
    coat(made, markdown_on="2026-09-20", markdown_bp=6000)
    effect = made.shop.sale_days.effect(HALF)
    assert (effect.labels, effect.already) == (2, 1)
    families = {"TLC-MANTEAU", "TLC-TSHIRT"}
    keys = [one for one in made.shop.counter.price_keys() if one.category in families]
    assert effect.keys >= len(keys) > 0
    assert len(effect.examples) == 4
    assert [one.after for one in effect.examples if one.unit == "g"] == [None]
    coded = next(one for one in effect.examples if one.code)
    assert (coded.before, coded.after) == (600, 300)


def test_only_a_manager_plans_and_a_wrong_plan_writes_nothing(small_shop: TestShop) -> None:
    made = small_shop
    for who, plan, code in (
        (made.cashier, HALF, "right"),
        (made.manager, replace(HALF, first_day="2026-09-30"), "past"),
    ):
        with pytest.raises(Refusal) as refused:
            made.shop.sale_days.plan(who, plan)
        assert refused.value.code == code
    assert made.shop.sale_days.listed() == []


def test_a_running_operation_may_be_changed_but_not_its_first_day(small_shop: TestShop) -> None:
    made = small_shop
    shop = made.shop.sale_days
    one = shop.plan(made.manager, HALF).value
    made.clock.forward(days=1)
    changed = replace(HALF, first_day="2026-10-03", last_day="2026-10-05", value=2000)
    shop.change(made.manager, one, changed)
    assert shop.listed()[0].plan == replace(changed, first_day="2026-10-01")
    made.clock.forward(days=5)
    with pytest.raises(Refusal) as refused:
        shop.change(made.manager, one, changed)
    assert refused.value.code == "over"
    events = made.store.read().all("SELECT body FROM fiscal_record WHERE body LIKE '%sale_days%'")
    assert len(events) == 4  # two tills, twice


def test_labels_not_seen_leave_in_bulk_and_weighed_kilos_leave_once(small_shop: TestShop) -> None:
    """Catches kilos counted twice: bags weighed at the till, then their labels again."""
    made = small_shop
    approve_scale(made)
    shop = made.shop.sale_days
    one = shop.plan(made.manager, KILO).value
    seen, lost, kept = coat(made), coat(made), coat(made, refurbished=True)
    chair = bring(made, "EA-AS-CHAISE-BOIS", 4000, State.ON_SALE, price_cents=900,
                  price_state="approved")  # fmt: skip
    sell(made, made.shop.counter.scanned(seen.code), key_line(made, "Textile au kilo", 600))
    assert shop.to_finish() == []
    with pytest.raises(Refusal) as refused:
        shop.sell_in_bulk(made.manager, one, [lost.id])
    assert refused.value.code == "not_over"
    made.clock.forward(days=4)
    late = coat(made)
    bulk = shop.unseen(one)
    assert [item.id for item in bulk.things] == [lost.id]
    assert (bulk.grams, bulk.weighed_g) == (950, 600)
    assert [op.id for op in shop.to_finish()] == [one]
    assert shop.sell_in_bulk(made.manager, one, [lost.id]).value == 1
    reader = made.store.read()
    sold = reader.value("SELECT sum(grams) FROM mass_posting WHERE place = 'out:sale'")
    assert sold == 950 + 600 + 350
    assert now(made, lost.id).state is State.SOLD
    assert {now(made, item.id).state for item in (kept, chair, late)} == {State.ON_SALE}
    assert reader.value("SELECT reason FROM item_move WHERE item = ? ORDER BY id DESC",
                        lost.id) == "bulk"  # fmt: skip
    assert shop.to_finish() == []
    with pytest.raises(Refusal):
        shop.sell_in_bulk(made.manager, one, [])
    check_ledger(made.store)


def test_a_lot_key_sells_whole_lots_and_the_journal_says_so(small_shop: TestShop) -> None:
    made = small_shop
    plan = KeyPlan("5 livres", "HR-LIVRE", "books", "piece", 200, 300, 5, 700)
    code = made.shop.price_keys.make(made.manager, plan, 3).value
    key = next(one for one in made.shop.counter.price_keys() if one.code == code)
    line = made.shop.counter.line_of_key(key)
    assert (line.qty, line.total_cents, line.weight_g) == (5, 700, 1500)
    twice = Basket().add(line).add(made.shop.counter.line_of_key(key))
    assert (twice.total_cents, len(twice.lines)) == (1400, 1)
    assert twice.set_qty(1, 11).total_cents == 1600
    body = sell(made, replace(twice.set_qty(1, 11).line(1), n=0))
    told = body["lines"][0]
    assert (told["qty"], told["disc"], told["disc_reason"], told["ttc"]) == (11, 600, "LOT", 1600)
    back = made.shop.counter.reduced(made.manager, twice, 1, 1000, "GESTURE")
    assert made.shop.counter.reduced(made.manager, back, 1, 0, "").total_cents == 1400
    check_ledger(made.store)


def test_a_free_key_takes_what_people_give_nothing_too(small_shop: TestShop) -> None:
    made = small_shop
    plan = KeyPlan("Prix libre", "HR-DIVERS", "hand-heart", "free", weight_g=200)
    code = made.shop.price_keys.make(made.manager, plan, 6).value
    key = next(one for one in made.shop.counter.price_keys() if one.code == code)
    made.shop.sale_days.plan(made.manager, replace(HALF, families=("deco_divers",)))
    with pytest.raises(Refusal) as refused:
        made.shop.counter.line_of_key(key)
    assert refused.value.code == "missing"
    given = [made.shop.counter.line_of_key(key, cents=cents) for cents in (0, 150)]
    assert [line.total_cents for line in given] == [0, 150]
    told = replace(given[1], comment="pour le projet")
    body = sell(made, given[0], told)
    assert (body["total"], body["lines"][1]["comment"]) == (150, "pour le projet")


def test_the_poster_says_when_what_and_what_not(small_shop: TestShop, tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = small_shop.shop.sale_days.poster(replace(HALF, families=tuple(FAMILIES)), tmp_path)
    words = " ".join(PdfReader(path).pages[0].extract_text().replace("\u00a0", " ").split())
    for said in ("Braderie", "−50 %", "Toute la boutique", "jeu. 1 au sam. 3 octobre",
                 "Sauf : créations de l’atelier, prix au kilo"):  # fmt: skip
        assert said in words
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal) as refused:
        small_shop.shop.sale_days.poster(HALF, tmp_path / "file")
    assert refused.value.code == "disk"


def test_a_price_typed_at_the_till_is_left_as_agreed(small_shop: TestShop) -> None:
    """Catches a thing without a price that could never be sold during sale days."""
    made = small_shop
    made.shop.sale_days.plan(made.manager, HALF)
    thing = bring(made, "TLC-MANTEAU", 950, State.ON_SALE)
    line = made.shop.counter.line_of_item(thing, 400)
    assert (line.total_cents, line.sale_days) == (400, "")
    assert sell(made, line)["total"] == 400
    assert made.shop.counter.line_at_price("TLC-MANTEAU", 300).total_cents == 300


def test_a_manual_reduction_taken_away_leaves_the_sale_days(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.sale_days.plan(made.manager, HALF)
    basket = Basket().add(key_line(made, "Manteau"))
    with pytest.raises(Refusal) as refused:
        made.shop.counter.reduced(made.manager, basket, 1, 200, "DEFECT")
    assert refused.value.code == "printed"
    more = made.shop.counter.reduced(made.manager, basket, 1, 400, "DEFECT")
    assert more.total_cents == 100
    back = made.shop.counter.reduced(made.manager, more, 1, 0, "")
    assert (back.total_cents, back.line(1).discount_reason) == (250, "SALE_DAYS")
