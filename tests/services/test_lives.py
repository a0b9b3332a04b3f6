"""The life of a thing: what happened in order, who may be named, and every gram told."""

from __future__ import annotations

import pytest
from goods import bring, now
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.services.life import life_length
from reuse_pos.services.stock import Outflow
from reuse_pos.services.workshop import Product

ARMCHAIR = "EA-AS-FAUTEUIL"


def weigh(grams: int) -> Weighing:
    return Weighing(grams, 0, Source.SCALE)


@pytest.fixture
def armchair(small_shop: TestShop) -> Item:
    """Received, repaired (900 g thrown away), priced and sold."""
    made, shop = small_shop, small_shop.shop
    item = bring(made, ARMCHAIR, 12_900, label="Fauteuil Voltaire", condition="worn",
                 known_defects="pied recollé")  # fmt: skip
    order = shop.workshop.send_to_workshop(made.reception, item.id).value
    made.clock.forward(days=2)
    work = shop.workshop.start(made.trainee, order).value
    while work.step is not None:
        work = shop.workshop.finish_step(made.trainee, order, work.step.code, True).value
    shop.workshop.materials(made.trainee, order, ["glue"])
    shop.workshop.finish(made.trainee, order, weigh(12_000), removed_to="recycling")
    shop.workshop.say_time(made.trainee, order, 60)
    made.clock.forward(days=1)
    shop.labelling.approve_price(made.supervisor, item.id, 4500)
    made.clock.forward(days=4)
    shop.placing.place(made.supervisor, [item.id], "shop", "Salon")
    shop.till.open_session(made.cashier, "001-1", 10_000)
    basket = shop.counter.draft("001-1").add(shop.counter.scanned(item.code))
    shop.counter.sell(made.cashier, "001-1", basket, [Payment("CASH", basket.total_cents)])
    return now(made, item.id)


def test_a_sold_thing_tells_its_whole_life(small_shop: TestShop, armchair: Item) -> None:
    life = small_shop.shop.lives.of(small_shop.supervisor, armchair.id)
    told = [(one.title, one.op, one.value) for one in life.events]
    assert told == [
        ("Don reçu", "SYS", "12,9\u00a0kg"),
        ("Trié : à réparer".replace(" :", "\u00a0:"), "05", ""),
        ("Atelier\u00a0: nettoyer, réparer, coudre, photo", "14", "−\u00a00,9\u00a0kg"),
        ("Prix et étiquette", "", "45,00\u00a0€"),
        ("Mis en rayon", "03", ""),
        ("Changé de place", "03", ""),
        ("Vendu", "07", "45,00\u00a0€"),
        ("Compté dans le bilan", "", "équilibré"),
    ]
    about = [one.about for one in life.events]
    assert "bon D-2610-0001" in about[0]
    assert about[1] == "usé, pied recollé"
    assert about[2] == "colle, enduit"
    assert about[4] == "De l’atelier à la boutique"
    assert about[5] == "Salon"
    assert about[6].startswith("Ticket 1")
    assert life.sentence == (
        "Aucun kilo perdu\u00a0: 12,9\u00a0kg entrés = 12,0\u00a0kg vendus + 0,9\u00a0kg recyclés."
    )
    assert (life.sold_cents, life.minutes, life_length(life)) == (4500, 60, 7)


def test_nobody_stands_beside_a_duration_but_for_the_supervisor(
    small_shop: TestShop, armchair: Item
) -> None:
    for who, op in ((small_shop.cashier, ""), (small_shop.supervisor, "14")):
        work = next(one for one in small_shop.shop.lives.of(who, armchair.id).events if one.minutes)
        assert work.op == op
    with pytest.raises(Refusal) as no:
        small_shop.shop.lives.person(small_shop.cashier, "14")
    assert no.value.code == "right"
    person = small_shop.shop.lives.person(small_shop.manager, "14")
    assert person is not None
    assert person.name == "Hugo"


def test_a_gap_is_to_be_explained(small_shop: TestShop) -> None:
    item = bring(small_shop, ARMCHAIR, 12_900, State.ON_SALE)
    small_shop.shop.stock.record_weight(small_shop.supervisor, item.id, weigh(12_400))
    life = small_shop.shop.lives.of(small_shop.manager, item.id)
    assert not life.equation.closed
    assert life.sentence == (
        "0,5\u00a0kg à expliquer\u00a0: 12,9\u00a0kg entrés, 12,4\u00a0kg ici."
    )
    assert (life.events[-1].title, life.events[-1].value) == (
        "Pesé à nouveau",
        "−\u00a00,5\u00a0kg",
    )


def test_things_made_of_others_know_where_they_come_from(small_shop: TestShop) -> None:
    cloth = bring(small_shop, "TLC-RIDEAU" if "TLC-RIDEAU" in small_shop.office.categories()
                  else "TLC-VRAC", 1_000, State.TO_REPAIR, label="Rideau")  # fmt: skip
    frame = bring(small_shop, ARMCHAIR, 9_000, State.TO_REPAIR, label="Carcasse")
    made = small_shop.shop.workshop.transform(
        small_shop.trainee, [cloth.id, frame.id],
        [Product(ARMCHAIR, weigh(9_400), "Fauteuil neuf")], "recycling",
    ).value[0]  # fmt: skip
    life = small_shop.shop.lives.of(small_shop.supervisor, made.id)
    assert [one.label for one in life.parents] == ["Rideau", "Carcasse"]
    assert life.events[0].title == "Fait à l’atelier"
    assert "Rideau" in life.events[0].about
    source = small_shop.shop.lives.of(small_shop.supervisor, cloth.id)
    assert [one.label for one in source.children] == ["Fauteuil neuf"]
    assert source.equation.closed
    assert sum(grams for _place, grams in source.equation.went) == 1_000


def test_leaving_says_where_to_and_why(small_shop: TestShop) -> None:
    item = bring(small_shop, ARMCHAIR, 12_900, State.ON_SALE)
    small_shop.shop.stock.send_out(
        small_shop.supervisor, item.id, Outflow("gift", reason="famille en urgence")
    )
    life = small_shop.shop.lives.of(small_shop.manager, item.id)
    event = life.events[-2]
    assert event.title == "Parti\u00a0: donné"
    assert event.about == "famille en urgence"
    assert life.sentence.endswith("= 12,9\u00a0kg donnés.")


def test_small_weights_are_told_finely_enough_to_add_up(small_shop: TestShop) -> None:
    """12,94 + 0,36 rounded one by one would not be 13,3."""
    item = bring(small_shop, ARMCHAIR, 1_049, State.ON_SALE)
    small_shop.shop.stock.record_weight(small_shop.supervisor, item.id, weigh(1_000))
    told = small_shop.shop.lives.of(small_shop.manager, item.id).sentence
    assert told.startswith("0,05\u00a0kg à expliquer")
    assert "1,05\u00a0kg entrés, 1,00\u00a0kg ici" in told
