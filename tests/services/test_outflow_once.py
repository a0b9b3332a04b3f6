"""What leaves without a slip goes by one touch, and comes back by one."""

from __future__ import annotations

import pytest
from goods import bring, now
from invariants import check_ledger, contents
from outflow_help import gone, on_scale, refusal, stock
from shops import TestShop

from reuse_pos.domain.checks import Aside
from reuse_pos.domain.item import State
from reuse_pos.domain.outflow import ONE_TOUCH
from reuse_pos.domain.ways import Condition, ItemWay
from reuse_pos.services.outflow import Load


@pytest.mark.parametrize("destination", ONE_TOUCH)
def test_one_touch_out_and_back(books: TestShop, destination: str) -> None:
    out = books.shop.outflows
    thing = bring(books, "EA-AS-FAUTEUIL", 9_000, State.QUARANTINED)
    before = books.store.read().value("SELECT sum(grams) FROM mass_balance")
    out.let_go(books.supervisor, thing.code, destination, "Salle de pause")
    assert gone(books, destination) == 9_000
    assert out.take_back(books.supervisor, thing.id).value is State.QUARANTINED
    assert gone(books, destination) == 0
    assert books.store.read().value("SELECT sum(grams) FROM mass_balance") == before
    with refusal("undone"):
        out.take_back(books.supervisor, thing.id)
    check_ledger(books.store)


def test_one_touch_says_what_is_missing(books: TestShop) -> None:
    out = books.shop.outflows
    thing = bring(books, "EA-AS-FAUTEUIL", 9_000, State.ON_SALE)
    before = contents(books.store)
    for destination in ("internal_use", "return_to_donor", "lost"):
        with refusal("reason"):
            out.let_go(books.supervisor, thing.code, destination)
    with refusal("unknown"):
        out.let_go(books.supervisor, "R-999999", "gift")
    with pytest.raises(ValueError, match="needs a slip"):
        out.let_go(books.supervisor, thing.code, "recycling")
    with refusal("not_enough"):
        out.let_go_load(books.supervisor, Load("HR-LIVRE", on_scale(9_000), "shop"), "gift")
    assert contents(books.store) == before


def test_gifts_are_counted_by_piece_at_the_mean_weight(books: TestShop) -> None:
    out = books.shop.outflows
    stock(books, "EA-AS-CHAISE-BOIS", 190_000, "shop", 40)
    with refusal("no_mean"):
        out.counted("HR-LIVRE", 10)
    weighing = out.counted("EA-AS-CHAISE-BOIS", 10)
    entry = out.let_go_load(
        books.supervisor, Load("EA-AS-CHAISE-BOIS", weighing, "shop", 10), "gift"
    ).value
    row = books.store.read().one("SELECT grams, pieces, source FROM mass_day WHERE place = ?",
                                 "out:gift")  # fmt: skip
    assert tuple(row)[1:] == (10, "reference_mean")
    assert row[0] == weighing.net_g > 0
    out.take_load_back(books.supervisor, entry)
    assert gone(books, "gift") == 0
    for count in (0, 501):
        with refusal("count"):
            out.counted("EA-AS-CHAISE-BOIS", count)
    check_ledger(books.store)


def test_what_names_a_thing_is_not_taken_back_as_a_load(books: TestShop) -> None:
    """Else its kilos would stand on the shelf again while the thing stays gone."""
    out, sorting = books.shop.outflows, books.shop.sorting
    gone_one = bring(books, "HR-BIBELOT", 3_000, State.ON_SALE)
    out.let_go(books.supervisor, gone_one.code, "gift")
    left = books.store.read().value("SELECT id FROM mass_entry ORDER BY id DESC LIMIT 1")
    sorted_one = bring(books, "HR-BIBELOT", 3_000)
    decided = sorting.decide(books.trainee, sorted_one.id, Condition.GOOD, ItemWay.SELL, None, 500)
    before = contents(books.store)
    with pytest.raises(LookupError):
        out.take_load_back(books.supervisor, left)
    with pytest.raises(LookupError):
        sorting.undo_send(books.supervisor, decided.value.entries[0])
    assert contents(books.store) == before
    check_ledger(books.store)


def test_a_thing_taken_back_into_quarantine_is_not_sent_out_by_undoing(books: TestShop) -> None:
    """The last step of its life was a taking back: undoing that would give it away again."""
    out, sorting = books.shop.outflows, books.shop.sorting
    thing = bring(books, "HR-BIBELOT", 3_000, State.ON_SALE)
    sorting.put_aside(books.supervisor, thing.id, Aside.TO_CHECK)
    out.let_go(books.supervisor, thing.code, "gift")
    out.take_back(books.supervisor, thing.id)
    before = contents(books.store)
    with refusal("undone"):
        sorting.undo_aside(books.supervisor, thing.id)
    assert contents(books.store) == before
    assert now(books, thing.id).state is State.QUARANTINED
