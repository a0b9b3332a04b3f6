"""What sorting and reception sent out goes under the slip that fetches it, in any order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from goods import bring
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger, contents
from outflow_help import gone, on_scale, refusal, stock
from report_month import Filler
from shops import TestShop, copy_shop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.ways import Way
from reuse_pos.services.outflow import Load, SlipFor


def test_what_sorting_sent_goes_under_the_slip_that_fetches_it(books: TestShop) -> None:
    out = books.shop.outflows
    stock(books, "HR-LIVRE", 30_000, "reception")
    books.shop.sorting.send(books.trainee, "HR-LIVRE", 12_000, Way.RECYCLER)
    books.shop.sorting.send(books.trainee, "HR-LIVRE", 8_000, Way.RECYCLER)
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    assert out.gatherable_g(number) == 20_000
    assert out.gather(books.supervisor, number).value == 20_000
    assert out.gatherable_g(number) == 0
    out.undo(books.supervisor, number)
    assert out.gatherable_g(number) == 20_000
    out.gather(books.supervisor, number)
    assert {s.document for s in books.shop.reporting.month("2026-10").slips} == {number}
    out.leave(books.supervisor, number)
    assert gone(books, "recycling") == 20_000, "posted at sorting, not twice"
    other = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    assert out.gather(books.supervisor, other).value == 0
    check_ledger(books.store)


def test_a_crate_undone_at_sorting_leaves_the_slip(books: TestShop) -> None:
    out = books.shop.outflows
    stock(books, "HR-LIVRE", 30_000, "reception")
    entry = books.shop.sorting.send(books.trainee, "HR-LIVRE", 12_000, Way.RECYCLER).value
    books.shop.sorting.send(books.trainee, "HR-LIVRE", 8_000, Way.RECYCLER)
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.gather(books.supervisor, number)
    books.shop.sorting.undo_send(books.trainee, entry)
    assert out.leave(books.supervisor, number).value.grams == 8_000
    assert [line.grams for line in out.slip(number).loads] == [8_000]


def test_a_crate_fetched_under_a_slip_is_not_undone_any_more(books: TestShop) -> None:
    """Else the slip and the register would tell of kilos that the ledger took back."""
    out = books.shop.outflows
    stock(books, "HR-LIVRE", 30_000, "reception")
    entry = books.shop.sorting.send(books.trainee, "HR-LIVRE", 12_000, Way.RECYCLER).value
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.gather(books.supervisor, number)
    out.leave(books.supervisor, number)
    out.record_ticket(books.supervisor, number, "T-1", 11_900)
    before = contents(books.store)
    with refusal("left"):
        books.shop.sorting.undo_send(books.trainee, entry)
    assert contents(books.store) == before
    assert [line.grams for line in books.shop.reporting.register("2026-10").lines] == [12_000]


def test_a_gesture_undoes_its_own_kind_of_entry_only(books: TestShop) -> None:
    """Taking a load back must not be a way round the rights of other gestures."""
    opened = books.shop.intake.open_intake(books.reception, "drop_off", "35238").value
    books.shop.intake.weigh(books.reception, opened.id, "HR-LIVRE", on_scale(5_000))
    entry = books.store.read().value("SELECT id FROM mass_entry ORDER BY id DESC LIMIT 1")
    before = contents(books.store)
    for gesture in (books.shop.outflows.take_load_back, books.shop.sorting.undo_send):
        with pytest.raises(LookupError):
            gesture(books.supervisor, entry)
    assert contents(books.store) == before


def test_a_delivery_said_to_come_from_elsewhere_keeps_its_load_on_the_slip(
    books: TestShop,
) -> None:
    """Its kilos are written again under the other origin: the slip must follow."""
    out, intake = books.shop.outflows, books.shop.intake
    here = intake.open_intake(books.reception, "drop_off", "35238").value.id
    intake.recycle(books.reception, here, "HR-LIVRE", on_scale(8_000), "PAPIER")
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    assert out.gather(books.supervisor, number).value == 8_000
    out.leave(books.supervisor, number)
    intake.set_origin(books.reception, here, "company")
    register = books.shop.reporting.register("2026-10").lines
    assert [(line.slip, line.grams) for line in register] == [(number, 8_000)]
    with refusal("left"):
        intake.undo_last(books.reception, here)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["load", "thing", "undo", "leave", "touch", "back", "send", "gather"]),
        st.integers(100, 40_000),
    ),
    max_size=14,
)


@settings(max_examples=12)
@given(ACTS)
def test_any_order_of_gestures_keeps_every_gram(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        shop = copy_shop(Path(folder) / "shop")
        out, who = shop.shop.outflows, shop.supervisor
        stock(shop, "HR-LIVRE", 60_000)
        stock(shop, "HR-LIVRE", 60_000, "reception")
        number = out.open(who, SlipFor("recycler", "PAPIER")).value.number
        things: list[bytes] = []
        codes: set[str] = set()

        def touch(grams: int) -> None:
            thing = bring(shop, "HR-LIVRE", grams, State.ON_SALE)
            out.let_go(who, thing.code, "gift")
            things.append(thing.id)

        deeds = {
            "load": lambda g: out.load(who, number, Load("HR-LIVRE", on_scale(g))),
            "thing": lambda g: out.scan(
                who, number, bring(shop, "HR-LIVRE", g, State.IN_STORAGE).code
            ),
            "undo": lambda _g: out.undo(who, number),
            "leave": lambda _g: out.leave(who, number),
            "touch": touch,
            "back": lambda _g: out.take_back(who, things[-1]) if things else None,
            "send": lambda g: shop.shop.sorting.send(shop.trainee, "HR-LIVRE", g, Way.RECYCLER),
            "gather": lambda _g: out.gather(who, number),
        }
        for name, grams in acts:
            shop.clock.forward(minutes=1)
            try:
                deeds[name](grams)
            except Refusal as no:
                codes.add(no.code)
        assert codes <= {"not_enough", "slip_closed", "empty", "undone"}
        slip = out.slip(number)
        assert slip.grams == sum(line.grams for line in slip.loads)
        if slip.closed_on:
            register = shop.shop.reporting.register("2026-10").lines
            assert sum(one.grams for one in register) == gone(shop, "recycling")
        assert shop.shop.reporting.balance("2026-10").holds
        check_ledger(shop.store)
        shop.shop.close()


def test_what_nobody_in_particular_takes_goes_with_the_one_who_takes_it(books: TestShop) -> None:
    """The workshop's dust has a way out and no organisation: it must not stay without a slip."""
    filler, out = Filler(books.office), books.shop.outflows
    for way, category in (("disposal", "HR-LIVRE"), ("recycling", "HR-LIVRE")):
        left = transfer("stock:storage", f"out:{way}", category, 1_500, 0, Source.DERIVED)
        filler.post(books.manager, left)
    found = {(one.kind, one.taker.code): one.grams for one in out.to_fetch()}
    assert found == {("disposal", "DECHETERIE"): 1_500, ("recycler", "PAPIER"): 1_500}
    number = out.open(books.supervisor, SlipFor("disposal", "DECHETERIE")).value.number
    out.gather(books.supervisor, number)
    out.leave(books.supervisor, number)
    assert out.to_fetch()[0].kind == "recycler"
    lines = [(one.slip, one.party) for one in books.shop.reporting.register("2026-10").lines]
    assert lines == [("", ""), (number, "DECHETERIE")]
    check_ledger(books.store)
