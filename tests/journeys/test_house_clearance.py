"""A house is cleared: sixty things from the van to where they end, every gram accounted for and
every figure of the month with the weighings behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from goods import now
from invariants import check_ledger
from report_month import every_figure_opens
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.services.outflow_slips import SlipFor
from reuse_pos.services.stock import Outflow
from reuse_pos.services.workshop_mass import Product
from reuse_pos.services.workshop_parts import Part

TILL, MONTH = "001-1", "2026-10"
KINDS = ("EA-AS-CHAISE-BOIS", "EA-RA-BUFFET", "HR-BIBELOT", "HR-VAISSELLE", "HR-LIVRE")
REFUSED, REPAIRED, SOLD, GIVEN, RECYCLED = 12, 9, 20, 8, 8
ORIGIN = "house_clearance"


class House:
    """The cleared house: its things still to be dealt with, and the kilos by where they ended."""

    def __init__(self, made: TestShop) -> None:
        self.made, self.shop = made, made.shop
        self.things: list[Id] = []
        self.arrived = 0
        self.out = {"sale": 0, "gift": 0, "recycling": 0, "disposal": 0}

    def next(self, count: int) -> list[Item]:
        """The next things, as they are now."""
        taken, self.things = self.things[:count], self.things[count:]
        return [now(self.made, one) for one in taken]

    def sell(self, item: Item, cents: int) -> None:
        """Priced by the manager, sold for cash."""
        self.shop.labelling.approve_price(self.made.manager, item.id, cents)
        basket = Basket().add(self.shop.counter.scanned(item.code))
        grams = now(self.made, item.id).grams
        paid = [Payment("CASH", basket.total_cents)]
        self.shop.counter.sell(self.made.cashier, TILL, basket, paid)
        self.out["sale"] += grams


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = copy_shop(tmp_path_factory.mktemp("house") / "shop")
    made.shop.till.open_session(made.cashier, TILL, 15_000)
    yield House(made)
    made.store.close()


def test_the_van_is_unloaded(house: House) -> None:
    made, intake = house.made, house.shop.intake
    opened = intake.open_intake(made.reception, ORIGIN, "35238", None, "A26-00001").value
    for n in range(60):
        if n % 5 == 0:
            intake.refuse(made.reception, opened.id, "dirty", KINDS[1], None, 1)
            continue
        load = Weighing(1_000 + 350 * n, 0, Source.SCALE)
        done = intake.add_item(made.reception, opened.id, KINDS[n % len(KINDS)], load).value
        house.things.append(done.id)
        house.arrived += done.grams
    intake.close(made.reception, opened.id)
    assert len(house.things) == 60 - REFUSED


def test_nine_are_repaired_and_weigh_a_little_less(house: House) -> None:
    made, workshop = house.made, house.shop.workshop
    for item in house.next(REPAIRED):
        order = workshop.send_to_workshop(made.supervisor, item.id).value
        work = workshop.start(made.supervisor, order).value
        while work.step is not None:
            passed = True if work.step.check else None
            work = workshop.finish_step(made.supervisor, order, work.step.code, passed).value
        after = Weighing(item.grams - 100, 0, Source.SCALE)
        done = workshop.finish(made.supervisor, order, after, removed_to="disposal").value
        assert done.state is State.READY
        house.out["disposal"] += 100
        house.sell(done, 4_000)


def test_two_become_three(house: House) -> None:
    made = house.made
    sources = house.next(2)
    total = sum(item.grams for item in sources)
    heavier = [Product("HR-BIBELOT", Weighing(total + 1, 0, Source.SCALE), "Étagère")]
    ids = [item.id for item in sources]
    with pytest.raises(Refusal):
        house.shop.workshop.transform(made.supervisor, ids, heavier, "recycling")
    third = total // 4
    products = [
        Product("HR-BIBELOT", Weighing(third, 0, Source.SCALE), f"Étagère {n}") for n in range(3)
    ]
    new = house.shop.workshop.transform(made.supervisor, ids, products, "recycling").value
    assert [one.grams for one in new] == [third] * 3
    house.out["recycling"] += total - 3 * third
    for one in new:
        house.sell(one, 2_500)


def test_one_is_taken_apart(house: House) -> None:
    made = house.made
    (item,) = house.next(1)
    part = Part("HR-BIBELOT", Weighing(item.grams // 3, 0, Source.SCALE), 4)
    house.shop.workshop.take_apart(made.supervisor, item.id, [part], "recycling")
    house.out["recycling"] += item.grams - item.grams // 3
    assert now(made, item.id).state is State.CONSUMED
    assert sum(one.grams for one in house.shop.workshop.parts()) == item.grams // 3


def test_the_rest_is_sold_given_and_recycled(house: House) -> None:
    made, shop = house.made, house.shop
    for item in house.next(SOLD):
        house.sell(item, 500)
    for item in house.next(GIVEN):
        shop.stock.send_out(made.supervisor, item.id, Outflow("gift"))
        house.out["gift"] += item.grams
    party = shop.outflows.takers("recycler")[0]
    slip = shop.outflows.open(made.supervisor, SlipFor("recycler", party.code)).value
    for item in house.next(RECYCLED):
        shop.outflows.scan(made.supervisor, slip.number, item.code)
        house.out["recycling"] += item.grams
    shop.outflows.leave(made.supervisor, slip.number)
    assert house.things == []


def test_every_gram_is_accounted_for(house: House) -> None:
    totals = house.shop.reporting.diverted(MONTH).totals
    parts = sum(one.grams for one in house.shop.workshop.parts())
    assert totals.collected_g == house.arrived
    assert totals.reused_g == house.out["sale"] + house.out["gift"]
    assert totals.recycled_g == house.out["recycling"]
    assert totals.disposed_g == house.out["disposal"]
    assert totals.stock_change_g == parts
    assert house.arrived == sum(house.out.values()) + parts
    assert house.shop.doctor.examine().findings == ()
    check_ledger(house.made.store)


def test_every_figure_opens_its_weighings(house: House) -> None:
    every_figure_opens(house.made, MONTH)


def test_the_ledger_alone_says_the_same(house: House) -> None:
    """Straight from the postings, without roll-up or report."""
    reader = house.made.store.read()
    rows = reader.all(
        "SELECT p.place, sum(p.grams) AS grams FROM mass_posting AS p JOIN mass_entry AS e "
        "ON e.id = p.entry WHERE e.day LIKE ? GROUP BY p.place", f"{MONTH}%",
    )  # fmt: skip
    behind = {row["place"]: row["grams"] for row in rows}
    assert -behind[f"in:{ORIGIN}"] == house.arrived
    for way, grams in house.out.items():
        assert behind[f"out:{way}"] == grams, way
