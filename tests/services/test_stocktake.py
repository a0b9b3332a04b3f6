"""A count of a place: piles are set arithmetic, nothing is lost before a manager's yes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from goods import bring, now
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop, copy_shop

from reuse_pos.db.ledger import balance
from reuse_pos.db.stock import life_of
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.domain.stocktake import CountState, Pile
from reuse_pos.services.office import Station
from reuse_pos.services.stock import Outflow
from reuse_pos.services.verb import Act, verb

TOY = "TLC-VESTE"


class Sacks(Station):
    """Brings goods without a label, as reception does."""

    @verb("sack_brought", Permission.RECEIVE)
    def bring(self, act: Act, place: str, category: str, grams: int, pieces: int) -> None:
        from reuse_pos.domain.mass import transfer

        act.entry(
            "received",
            transfer("in:drop_off", f"stock:{place}", category, grams, pieces, Source.SCALE,
                     commune="35238"),
        )  # fmt: skip


@pytest.fixture
def salon(small_shop: TestShop) -> tuple[TestShop, list[Item]]:
    """Four things of the shop: three at one spot, one elsewhere; then a minute passes."""
    chair = next(c for c in small_shop.office.categories() if c.startswith("EA-AS"))
    things = [
        bring(small_shop, chair, 4000, State.ON_SALE, spot=spot, price_cents=cents)
        for spot, cents in (("Salon", 1500), ("Salon", 2500), ("Salon", 3800), ("Cuisine", 900))
    ]
    small_shop.clock.forward(minutes=1)
    return small_shop, things


def begin(made: TestShop, place: str = "shop", spot: str = "", families: tuple[str, ...] = ()):
    count = made.shop.stocktake.start(made.supervisor, place, spot, families).value
    made.clock.forward(minutes=1)
    return count


def ids(things) -> set[bytes]:
    return {getattr(one, "item", one).id for one in things}


def test_three_piles(salon: tuple[TestShop, list[Item]]) -> None:
    made, (one, two, three, other) = salon
    take, who = made.shop.stocktake, made.supervisor
    stored = bring(made, other.category, 9000, State.IN_STORAGE)
    count = begin(made, spot="Salon")
    assert take.see(who, count.id, one.code).value.pile is Pile.SEEN
    assert take.see(who, count.id, one.short).value.pile is Pile.SEEN_ALREADY
    assert take.see(who, count.id, other.code).value.pile is Pile.UNEXPECTED
    assert take.see(who, count.id, stored.code).value.pile is Pile.UNEXPECTED
    assert take.see(who, count.id, "R-999999").value.pile is Pile.UNKNOWN
    piles = take.view(count.id).piles
    assert ids(piles.seen) == {one.id}
    assert ids(piles.missing) == {two.id, three.id}
    assert ids(piles.unexpected) == {other.id, stored.id}
    assert piles.unknown == ("R-999999",)
    assert (piles.missing_g, piles.missing_cents) == (8000, 6300)
    assert piles.permille == 333


def test_nothing_is_lost_before_the_manager_says_yes(salon: tuple[TestShop, list[Item]]) -> None:
    made, (one, two, three, _other) = salon
    take, who = made.shop.stocktake, made.supervisor
    count = begin(made, spot="Salon")
    take.see(who, count.id, one.code)
    take.found(who, count.id, two.id)
    take.propose(who, count.id)
    assert now(made, three.id).state is State.ON_SALE
    before = contents(made.store)
    with pytest.raises(Refusal) as no:
        take.accept(who, count.id)
    assert no.value.code == "right"
    assert contents(made.store) == before
    done = take.accept(made.manager, count.id).value
    assert (done.lost, done.grams, done.cents) == (1, 4000, 3800)
    assert [now(made, thing.id).state for thing in (one, two, three)] == [
        State.ON_SALE, State.ON_SALE, State.GONE,
    ]  # fmt: skip
    last = life_of(made.store.read(), three.id)[-1]
    assert (last.reason, last.to_state) == ("STOCKTAKE", "gone")
    assert made.store.read().value(
        "SELECT sum(grams) FROM mass_posting WHERE place = 'out:lost'"
    ) == 4000  # fmt: skip
    check_ledger(made.store)


def test_sold_or_moved_meanwhile_is_not_missing(salon: tuple[TestShop, list[Item]]) -> None:
    """Neither what left the shelf since the start, nor what came there after it."""
    made, (one, two, three, _other) = salon
    take, who = made.shop.stocktake, made.supervisor
    count = begin(made, spot="Salon")
    made.shop.stock.send_out(made.supervisor, one.id, Outflow("gift"))
    made.shop.stock.move_to(made.supervisor, two.id, "storage")
    late = bring(made, three.category, 500, State.ON_SALE, spot="Salon")
    assert ids(take.view(count.id).piles.missing) == {three.id}
    made.shop.stock.move_to(made.supervisor, two.id, "shop")
    # Back again, but nobody can say that it stood there when that part was scanned.
    assert ids(take.view(count.id).piles.missing) == {three.id}
    take.propose(who, count.id)
    assert take.accept(made.manager, count.id).value.lost == 1
    assert now(made, late.id).state is State.ON_SALE
    check_ledger(made.store)


def test_it_is_here_moves_with_its_kilos_and_can_be_taken_back(
    salon: tuple[TestShop, list[Item]],
) -> None:
    made, (_one, _two, _three, other) = salon
    take, who = made.shop.stocktake, made.supervisor
    repaired = bring(made, other.category, 7000, State.TO_REPAIR)
    count = begin(made, spot="Salon")
    for thing in (repaired, other):
        take.see(who, count.id, thing.code)
        take.here(who, count.id, thing.id)
        assert now(made, thing.id).spot == "Salon"
        assert now(made, thing.id).state is State.ON_SALE
    check_ledger(made.store)
    assert ids(take.view(count.id).piles.seen) == {repaired.id, other.id}
    assert take.undo(who, count.id).value == other.short
    take.undo(who, count.id)  # the scan of the other thing
    take.undo(who, count.id)
    assert now(made, repaired.id).state is State.TO_REPAIR
    assert (now(made, other.id).spot, now(made, repaired.id).spot) == ("Cuisine", "")
    assert ids(take.view(count.id).piles.unexpected) == {repaired.id}
    check_ledger(made.store)


def test_what_goes_its_own_way_is_not_brought_by_a_count(small_shop: TestShop) -> None:
    take, who = small_shop.shop.stocktake, small_shop.supervisor
    count = begin(small_shop)
    for state in (State.QUARANTINED, State.IN_REPAIR, State.RESERVED):
        thing = bring(small_shop, TOY, 900, state)
        take.see(who, count.id, thing.code)
        before = contents(small_shop.store)
        with pytest.raises(Refusal) as no:
            take.here(who, count.id, thing.id)
        assert no.value.code == "not_from_here"
        assert contents(small_shop.store) == before


def test_a_thing_lost_last_time_comes_back_when_it_is_found(
    salon: tuple[TestShop, list[Item]],
) -> None:
    made, (one, *_others) = salon
    take, who = made.shop.stocktake, made.supervisor
    first = begin(made, spot="Salon")
    take.propose(who, first.id)
    take.accept(made.manager, first.id)
    assert now(made, one.id).state is State.GONE
    made.clock.forward(minutes=60)
    second = begin(made)
    assert take.see(who, second.id, one.code).value.pile is Pile.UNEXPECTED
    take.here(who, second.id, one.id)
    found = now(made, one.id)
    assert (found.state, found.grams, found.pieces) == (State.ON_SALE, 4000, 1)
    check_ledger(made.store)
    take.undo(who, second.id)
    assert now(made, one.id).state is State.GONE
    check_ledger(made.store)
    take.here(who, second.id, one.id)
    assert now(made, one.id).grams == 4000
    check_ledger(made.store)
    assert made.shop.doctor.examine().sound


def test_loose_goods_are_weighed_in_loads_and_sales_meanwhile_do_not_count_twice(
    small_shop: TestShop,
) -> None:
    made, take, who = small_shop, small_shop.shop.stocktake, small_shop.supervisor
    Sacks(made.office).bring(SYSTEM, "shop", TOY, 30_000, 60)
    count = begin(made)
    take.weigh(who, count.id, TOY, Weighing(11_000, 1_000, Source.SCALE))
    made.shop.stock.send_out_loose(
        made.supervisor, TOY, Weighing(2_000, 0, Source.SCALE), Outflow("gift")
    )
    gap = take.weigh(who, count.id, TOY, Weighing(15_000, 0, Source.TYPED)).value
    assert (gap.grams, gap.gap_g, gap.source) == (25_000, -5_000, Source.TYPED)
    assert balance(made.store.read(), "stock:shop", TOY)[0] == 28_000
    take.propose(who, count.id)
    assert take.accept(made.manager, count.id).value.loose_g == -5_000
    assert balance(made.store.read(), "stock:shop", TOY)[0] == 23_000
    gone = made.store.read().value(
        "SELECT sum(grams) FROM mass_posting WHERE place = 'adjust:stocktake'"
    )
    assert gone == 5_000
    check_ledger(made.store)


def test_a_load_can_be_taken_back(small_shop: TestShop) -> None:
    made, take, who = small_shop, small_shop.shop.stocktake, small_shop.supervisor
    Sacks(made.office).bring(SYSTEM, "shop", TOY, 30_000, 60)
    count = begin(made)
    take.weigh(who, count.id, TOY, Weighing(10_000, 0, Source.SCALE))
    assert take.undo(who, count.id).value == TOY
    assert take.view(count.id).gaps == ()
    assert take.none_left(who, count.id, TOY).value.gap_g == -30_000
    with pytest.raises(Refusal):
        take.weigh(who, count.id, TOY, Weighing(500, 1_000, Source.SCALE))
    check_ledger(made.store)


def test_paused_taken_up_after_a_restart_and_over(tmp_path: Path) -> None:
    made = copy_shop(tmp_path / "shop")
    thing = bring(made, TOY, 900, State.ON_SALE)
    made.clock.forward(minutes=1)
    count = begin(made)
    made.shop.stocktake.see(made.supervisor, count.id, thing.code)
    made.shop.stocktake.pause(made.supervisor, count.id)
    with pytest.raises(Refusal) as no:
        made.shop.stocktake.see(made.supervisor, count.id, thing.code)
    assert no.value.code == "count_over"
    made.shop.close()
    from reuse_pos.db.store import Store
    from reuse_pos.services.office import Office
    from reuse_pos.services.shop import Shop

    office = made.office
    again = Shop(Office(Store(office.folder.database), made.clock, office.folder, office.keys))
    take = again.stocktake
    assert [one.state for one in take.open_counts()] == [CountState.PAUSED]
    take.resume(made.supervisor, count.id)
    view = take.view(count.id)
    assert (view.resumed, ids(view.piles.seen)) == (1, {thing.id})
    assert take.last_count("shop") == ""
    take.propose(made.supervisor, count.id)
    take.accept(made.manager, count.id)
    assert take.last_count("shop") == "2026-10-01"
    assert take.open_counts() == []
    assert again.reporting.month("2026-10").counted_on == "2026-10-01", "no difference counts too"
    with pytest.raises(Refusal) as no:
        take.accept(made.manager, count.id)
    assert no.value.code == "count_over"
    check_ledger(again.office.store)
    again.close()


def test_the_same_place_is_not_counted_twice_at_once(small_shop: TestShop) -> None:
    take, who = small_shop.shop.stocktake, small_shop.supervisor
    count = begin(small_shop, spot="Salon")
    with pytest.raises(Refusal) as no:
        take.start(who, "shop", "Salon")
    assert no.value.facts["count"] == count.id
    take.cancel(who, count.id)
    assert take.start(who, "shop", "Salon").value.number == "I-2610-0002"


def test_a_count_of_families_leaves_the_others_alone(salon: tuple[TestShop, list[Item]]) -> None:
    made, (one, *_rest) = salon
    take, who = made.shop.stocktake, made.supervisor
    coat = bring(made, TOY, 900, State.ON_SALE)
    made.clock.forward(minutes=1)
    count = begin(made, families=("textile",))
    assert take.see(who, count.id, one.code).value.pile is Pile.ELSEWHERE
    assert ids(take.view(count.id).piles.missing) == {coat.id}
    take.propose(who, count.id)
    take.accept(made.manager, count.id)
    assert now(made, one.id).state is State.ON_SALE
    assert now(made, coat.id).state is State.GONE
    assert take.last_count("shop") == ""


def test_the_paper_of_the_second_walk(salon: tuple[TestShop, list[Item]], tmp_path: Path) -> None:
    from pypdf import PdfReader

    made, (one, two, three, _other) = salon
    take = made.shop.stocktake
    count = begin(made, spot="Salon")
    take.see(made.supervisor, count.id, one.code)
    file = take.photo_list(count.id, tmp_path / "list.pdf")
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert two.short in text
    assert three.short in text
    assert one.short not in text


GESTURES = st.lists(
    st.tuples(
        st.sampled_from(("scan", "sell", "store", "shelve", "pause", "undo", "found", "here")),
        st.integers(0, 5),
    ),
    max_size=14,
)


class Walk:
    """A count of the shop while the shop goes on: what was done to each of six things."""

    def __init__(self, folder: str) -> None:
        self.made = copy_shop(Path(folder) / "shop")
        states = (State.ON_SALE,) * 4 + (State.IN_STORAGE,) * 2
        self.things = [bring(self.made, TOY, 900 + n, state) for n, state in enumerate(states)]
        self.made.clock.forward(minutes=1)
        self.count = begin(self.made)
        self.take, self.who = self.made.shop.stocktake, self.made.supervisor
        self.touched: set[int] = set()
        self.brought: set[int] = set()
        self.noted: list[int] = []

    def now(self, n: int) -> Item:
        return now(self.made, self.things[n].id)

    def scan(self, n: int) -> None:
        pile = self.take.see(self.who, self.count.id, self.now(n).code).value.pile
        if pile in (Pile.SEEN, Pile.UNEXPECTED):
            self.noted.append(n)

    def sell(self, n: int) -> None:
        if self.now(n).state is State.ON_SALE:
            self.made.shop.stock.send_out(self.who, self.now(n).id, Outflow("gift"))
            self.touched.add(n)

    def store(self, n: int) -> None:
        self._carry(n, "storage", State.ON_SALE)

    def shelve(self, n: int) -> None:
        self._carry(n, "shop", State.IN_STORAGE)

    def pause(self, _n: int) -> None:
        self.take.pause(self.who, self.count.id)
        self.take.resume(self.who, self.count.id)

    def found(self, n: int) -> None:
        if n not in self.noted and self.now(n).state is State.ON_SALE:
            self.take.found(self.who, self.count.id, self.now(n).id)
            self.noted.append(n)

    def here(self, n: int) -> None:
        if n in self.noted and self.now(n).state is State.IN_STORAGE:
            self.take.here(self.who, self.count.id, self.now(n).id)
            assert self.now(n).state is State.ON_SALE
            self.noted.remove(n)
            self.noted.append(n)
            self.brought.add(n)
            self.touched.add(n)

    def undo(self, _n: int) -> None:
        if not self.noted:
            return
        last = self.noted[-1]
        before = self.now(last)
        if last not in self.brought:
            self.take.undo(self.who, self.count.id)
            assert self.now(last).state is before.state
            self.noted.pop()
        elif life_of(self.made.store.read(), before.id)[-1].reason == "STOCKTAKE_HERE":
            self.take.undo(self.who, self.count.id)
            assert self.now(last).state is State.IN_STORAGE
            self.brought.discard(last)
        else:
            with pytest.raises(Refusal):
                self.take.undo(self.who, self.count.id)
            assert self.now(last) == before

    def _carry(self, n: int, place: str, wanted: State) -> None:
        if self.now(n).state is wanted:
            self.made.shop.stock.move_to(self.who, self.now(n).id, place)
            self.touched.add(n)


@settings(max_examples=20)
@given(GESTURES)
def test_any_order_of_gestures_gives_set_arithmetic(gestures: list[tuple[str, int]]) -> None:
    """Lost = on the shelf all along, and neither scanned nor found nor put there."""
    with TemporaryDirectory() as folder:
        walk = Walk(folder)
        for what, n in gestures:
            walk.made.clock.forward(minutes=1)
            getattr(walk, what)(n)
        walk.take.propose(walk.who, walk.count.id)
        walk.take.accept(walk.made.manager, walk.count.id)
        reader = walk.made.store.read()
        lost = {
            n
            for n, thing in enumerate(walk.things)
            if any(step.reason == "STOCKTAKE" for step in life_of(reader, thing.id))
        }
        assert lost == {n for n in range(4) if n not in walk.touched and n not in walk.noted}
        check_ledger(walk.made.store)
        walk.made.shop.close()
