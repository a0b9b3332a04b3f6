"""Kits: gathered from a list, given with a slip or sold on one ticket; nothing leaves twice."""

from __future__ import annotations

import pytest
from goods import bring, now
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from paying_help import opened, printer, sell
from shops import TestShop

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.kits import GIVEN, OPEN, Got, Kit, KitList, Want, needs, read_lines
from reuse_pos.domain.payments import Payment

CHAIR, PLATES, COAT = "EA-AS-CHAISE-BOIS", "HR-VAISSELLE", "TLC-VESTE"
FLAT = KitList("FLAT", "Premier logement", (Want("meubles", 2), Want(PLATES, 6)))


@pytest.fixture
def flat(small_shop: TestShop) -> TestShop:
    small_shop.shop.kits.put_list(small_shop.manager, FLAT)
    return opened(small_shop)


def begun(made: TestShop) -> Kit:
    party = made.shop.stock.parties()[0].code
    return made.shop.kits.begin(made.supervisor, "FLAT", party, "mk").value


def test_a_kit_given_leaves_whole_under_its_number(flat: TestShop) -> None:
    kits, who = flat.shop.kits, flat.supervisor
    chair = bring(flat, CHAIR, 4200, State.ON_SALE, label="Chaise")
    kit = begun(flat)
    kits.add_thing(who, kit.id, chair.code)
    kits.add_pieces(who, kit.id, PLATES, 6)
    kits.add_pieces(who, kit.id, PLATES, -2)
    left = [one.left for one in kits.needs(kits.kit(kit.id))]
    assert left == [1, 2]
    before = len(printer(flat).jobs)
    done = kits.give(who, kit.id).value
    assert (done.state, done.document, done.initials) == ("done", "K-2610-0001", "MK")
    assert now(flat, chair.id).state is State.GONE
    rows = flat.store.read().all(
        "SELECT p.category, p.grams, p.pieces, p.party, e.document FROM mass_posting p "
        "JOIN mass_entry e ON e.id = p.entry WHERE p.place = 'out:gift' ORDER BY p.category"
    )
    assert [tuple(row)[2:] for row in rows] == [
        (1, kit.party, kit.number), (4, kit.party, kit.number),
    ]  # fmt: skip
    assert len(printer(flat).jobs) == before + 1
    assert kits.open_kits() == []
    check_ledger(flat.store)


def test_a_kit_sold_is_closed_by_its_ticket(flat: TestShop) -> None:
    kits, who = flat.shop.kits, flat.supervisor
    coat = bring(flat, COAT, 900, State.ON_SALE, price_cents=1200, price_state="approved",
                 last_printed_cents=1200)  # fmt: skip
    kit = begun(flat)
    kits.add_thing(who, kit.id, coat.code)
    key = next(one for one in flat.shop.counter.price_keys() if one.unit == "piece")
    kits.add_pieces(who, kit.id, key.category, 3)
    basket = kits.basket(kit.id)
    assert basket.total_cents == 1200 + 3 * key.price_cents
    sold = sell(flat, basket, Payment("CASH", basket.total_cents))
    done = kits.kit(kit.id)
    assert (done.state, done.mode, done.price_cents) == ("done", "invoiced", basket.total_cents)
    assert done.document == sold.doc_no
    assert now(flat, coat.id).state is State.SOLD
    check_ledger(flat.store)


@pytest.mark.parametrize("state", [State.RESERVED, State.GONE])
def test_what_is_not_free_stays_out(flat: TestShop, state: State) -> None:
    thing = bring(flat, CHAIR, 4000, State.ON_SALE if state is State.GONE else state)
    if state is State.GONE:
        from reuse_pos.services.stock import Outflow

        flat.shop.stock.send_out(flat.supervisor, thing.id, Outflow("gift"))
    kit = begun(flat)
    before = contents(flat.store)
    with pytest.raises(Refusal) as no:
        flat.shop.kits.add_thing(flat.supervisor, kit.id, thing.code)
    assert no.value.code == "not_now"
    assert contents(flat.store) == before


def test_a_thing_is_in_one_kit_only_and_can_be_taken_out(flat: TestShop) -> None:
    kits, who = flat.shop.kits, flat.supervisor
    chair = bring(flat, CHAIR, 4000, State.ON_SALE)
    first, second = begun(flat), begun(flat)
    kits.add_thing(who, first.id, chair.code)
    for kit in (first, second):
        with pytest.raises(Refusal) as no:
            kits.add_thing(who, kit.id, chair.code)
        assert no.value.code == "in_kit"
    kits.take_out(who, first.id, chair.id)
    assert kits.add_thing(who, second.id, chair.code).value.got[0].item == chair.id
    kits.cancel(who, second.id)
    assert now(flat, chair.id).state is State.ON_SALE


def test_a_thing_sold_meanwhile_stops_the_gift(flat: TestShop) -> None:
    from reuse_pos.services.stock import Outflow

    kits, who = flat.shop.kits, flat.supervisor
    chair = bring(flat, CHAIR, 4000, State.ON_SALE)
    kit = begun(flat)
    kits.add_thing(who, kit.id, chair.code)
    flat.shop.stock.send_out(who, chair.id, Outflow("gift"))
    before = contents(flat.store)
    with pytest.raises(Refusal):
        kits.give(who, kit.id)
    assert contents(flat.store) == before


def test_an_empty_kit_and_a_closed_one_are_refused(flat: TestShop) -> None:
    kits, who = flat.shop.kits, flat.supervisor
    kit = begun(flat)
    for gesture in (lambda: kits.give(who, kit.id), lambda: kits.basket(kit.id)):
        with pytest.raises(Refusal) as no:
            gesture()
        assert no.value.code == "empty"
    kits.cancel(who, kit.id)
    with pytest.raises(Refusal) as no:
        kits.add_pieces(who, kit.id, PLATES, 1)
    assert no.value.code == "kit_over"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (KitList("A", " ", (Want(PLATES, 1),)), "name"),
        (KitList("A", "Liste", ()), "empty"),
        (KitList("A", "Liste", (Want(PLATES, 0),)), "number"),
    ],
)
def test_bad_lists_change_nothing(small_shop: TestShop, wanted: KitList, code: str) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as no:
        small_shop.shop.kits.put_list(small_shop.manager, wanted)
    assert no.value.code == code
    assert contents(small_shop.store) == before


@given(
    st.lists(st.tuples(st.sampled_from(("a", "b", "meubles")), st.integers(1, 9)), max_size=4,
             unique_by=lambda one: one[0]),
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), max_size=4),
)  # fmt: skip
def test_pieces_fill_each_line_once(
    wants: list[tuple[str, int]], got: list[tuple[str, int]]
) -> None:
    kinds = {code: Category(code, code, "goods", "meubles") for code in "ab"}
    kit = Kit(b"", "K", "", None, "", GIVEN, OPEN, tuple(Want(*one) for one in wants),
              tuple(Got(code, code, n) for code, n in got), 0, None, "")  # fmt: skip
    found = needs(kit, kinds)
    assert all(0 <= one.got <= one.want.n for one in found)
    assert sum(one.got for one in found) <= sum(n for _code, n in got)
    if ("meubles" in dict(wants)) and sum(n for _c, n in got) >= sum(n for _w, n in wants):
        exact = sum(min(dict(wants).get(c, 0), sum(n for k, n in got if k == c)) for c in "ab")
        rest = sum(n for _c, n in got) - exact
        assert next(one.got for one in found if one.want.what == "meubles") == min(
            dict(wants)["meubles"], rest
        )
    assert read_lines(kit.lines) == (kit.wants, kit.got)
