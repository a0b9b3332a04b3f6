"""A label nobody knows here is taken in under its own code: by who may, once, with its kilos."""

from __future__ import annotations

import pytest
from goods import bring
from invariants import check_ledger, contents
from outflow_help import on_scale, refusal
from paying_help import TILL, opened
from shops import TestShop

from reuse_pos.db.device import last_code
from reuse_pos.domain.adoption import OTHER_STORE, RECEPTION, UNKNOWN, Adopted
from reuse_pos.domain.approval import ADOPTION, DISCOUNT
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_code, make_random_code, short_form
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.practice import PRACTICE_DEVICE, PRACTICE_STORE
from reuse_pos.domain.roles import RIGHTS, Actor, Permission, Role
from reuse_pos.services.approvals import asked_approval

LOST = make_code(CodeKind.ITEM, 1, 0, 5300)
THEIRS = make_code(CodeKind.ITEM, 2, 0, 77)
CHAIR = "EA-AS-FAUTEUIL"


def said(category: str = CHAIR, grams: int = 9_000, cents: int = 4500, **more: object) -> Adopted:
    return Adopted(category, Weighing(grams, 0, Source.SCALE), cents, **more)  # type: ignore[arg-type]


def test_a_label_printed_before_a_crash_is_on_sale_at_once(small_shop: TestShop) -> None:
    """Catches kilos out of nowhere, a price asked twice, an origin that is hidden."""
    shop = small_shop.shop
    assert shop.adopting.look(LOST).origins == (UNKNOWN, RECEPTION)
    item = shop.adopting.adopt(small_shop.supervisor, LOST, said(label=" Fauteuil rouge ")).value
    card = shop.stock.find(LOST).item
    assert (card.state, card.grams, card.source) == (State.ON_SALE, 9_000, "scale")
    assert (card.price_cents, card.last_printed_cents, card.label) == (4500, 4500, "Fauteuil rouge")
    assert shop.counter.scanned(LOST).full_cents == 4500
    assert shop.stock.find(short_form(LOST)).item.id == item.id
    legs = small_shop.store.read().all(
        "SELECT place, grams FROM mass_posting WHERE thing = ? OR place = ? ORDER BY grams",
        item.id, UNKNOWN,
    )  # fmt: skip
    assert [tuple(leg) for leg in legs] == [(UNKNOWN, -9_000), ("stock:shop", 9_000)]
    first = shop.lives.of(small_shop.manager, item.id).events[0]
    assert (first.title, first.about, first.op) == (
        "Étiquette adoptée",
        "Origine inconnue · pesé",
        "03",
    )
    assert shop.labelling.waiting() == 0
    check_ledger(small_shop.store)


def test_what_reception_weighed_is_not_weighed_in_twice(small_shop: TestShop) -> None:
    """Catches the same kilos counted as brought and as found."""
    intake, adopting = small_shop.shop.intake, small_shop.shop.adopting
    bring(small_shop, "HR-VAISSELLE", 800)
    before = contents(small_shop.store)
    with refusal("not_enough"):
        adopting.adopt(small_shop.manager, LOST, said(origin=RECEPTION))
    assert contents(small_shop.store) == before
    delivery = intake.open_intake(small_shop.reception, "drop_off", "35238").value.id
    intake.weigh(small_shop.reception, delivery, CHAIR, on_scale(30_000))
    total = small_shop.shop.reporting.diverted("2026-10").totals
    adopting.adopt(small_shop.manager, LOST, said(origin=RECEPTION))
    after = small_shop.shop.reporting.diverted("2026-10").totals
    assert (after.collected_g, after.adjusted_g) == (total.collected_g, total.adjusted_g)
    assert small_shop.shop.stock.find(LOST).item.state is State.ON_SALE
    check_ledger(small_shop.store)


def test_a_label_of_another_store_comes_in_as_from_there(small_shop: TestShop) -> None:
    adopting = small_shop.shop.adopting
    assert adopting.look(THEIRS).origins == (OTHER_STORE, RECEPTION)
    adopting.adopt(small_shop.manager, THEIRS, said())
    totals = small_shop.shop.reporting.diverted("2026-10").totals
    assert (totals.received_g, totals.collected_g, totals.adjusted_g) == (9_000, 0, 0)
    check_ledger(small_shop.store)


def test_a_batch_has_its_pieces_and_an_object_is_one(small_shop: TestShop) -> None:
    batch = make_code(CodeKind.BATCH, 1, 0, 5301)
    adopting, manager = small_shop.shop.adopting, small_shop.manager
    adopting.adopt(manager, batch, said("HR-LIVRE", 4_000, 100, pieces=12))
    card = small_shop.shop.stock.find(batch).item
    assert (card.kind, card.pieces, card.grams) == ("batch", 12, 4_000)
    assert small_shop.shop.counter.scanned(batch).most == 12
    for code, pieces in ((LOST, 2), (LOST, 0), (make_code(CodeKind.BATCH, 1, 0, 9), 0)):
        with refusal("pieces"):
            adopting.adopt(manager, code, said(pieces=pieces))
    check_ledger(small_shop.store)


def test_what_needs_a_test_waits_for_it_in_reception(small_shop: TestShop) -> None:
    """Catches an untested appliance that reaches the shelf by its old label."""
    adopting = small_shop.shop.adopting
    adopting.adopt(small_shop.manager, LOST, said("EEE-PAM-ASPI", 2_000, 800))
    assert small_shop.shop.stock.find(LOST).item.state is State.RECEIVED
    with refusal("test_first"):
        small_shop.shop.counter.scanned(LOST)
    check_ledger(small_shop.store)


def test_how_the_weight_is_known_stays_visible(small_shop: TestShop) -> None:
    adopting = small_shop.shop.adopting
    for number, source in enumerate((Source.TYPED, Source.LEARNED_MEAN), 6000):
        code = make_code(CodeKind.ITEM, 1, 0, number)
        words = Adopted(CHAIR, Weighing(9_000, 0, source), 4500)
        adopting.adopt(small_shop.manager, code, words)
        assert small_shop.shop.stock.find(code).item.source == source.value


REFUSED = {
    "damaged": LOST[:-1] + str((int(LOST[-1]) + 1) % 10),
    "foreign": "3017620422003",
    "unreadable": "bonjour",
    "not_a_thing": make_code(CodeKind.TICKET, 1, 0, 9),
    "short": "R-005300",
    "practice": make_code(CodeKind.ITEM, PRACTICE_STORE, PRACTICE_DEVICE, 900_001),
    "test_print": make_code(CodeKind.ITEM, 1, 9, 0),
}


@pytest.mark.parametrize("code", REFUSED)
def test_no_other_code_is_taken_in(small_shop: TestShop, code: str) -> None:
    before = contents(small_shop.store)
    adopting, manager = small_shop.shop.adopting, small_shop.manager
    for gesture in (
        lambda: adopting.look(REFUSED[code]),
        lambda: adopting.adopt(manager, REFUSED[code], said()),
    ):
        with refusal(code):
            gesture()
    assert contents(small_shop.store) == before


def test_a_badge_is_never_a_thing(small_shop: TestShop) -> None:
    with refusal("not_a_thing"):
        small_shop.shop.adopting.look(make_random_code(CodeKind.BADGE))


def test_a_label_is_taken_in_once(small_shop: TestShop) -> None:
    adopting, manager = small_shop.shop.adopting, small_shop.manager
    known = bring(small_shop, CHAIR, 9_000, State.ON_SALE)
    adopting.adopt(manager, LOST, said())
    before = contents(small_shop.store)
    for code in (known.code, LOST):
        with refusal("known"):
            adopting.adopt(manager, code, said())
    assert contents(small_shop.store) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (said(grams=0), "no_weight"),
        (said(grams=900_000), "over_capacity"),
        (said(cents=0), "price"),
        (said(cents=99_999_999), "ceiling"),
        (said("NO-SUCH"), "category"),
    ],
)
def test_what_cannot_be_changes_nothing(small_shop: TestShop, words: Adopted, code: str) -> None:
    before = contents(small_shop.store)
    with refusal(code):
        small_shop.shop.adopting.adopt(small_shop.manager, LOST, words)
    assert contents(small_shop.store) == before


def test_a_label_comes_from_where_it_can_come_from(small_shop: TestShop) -> None:
    with pytest.raises(ValueError, match="does not come from"):
        small_shop.shop.adopting.adopt(small_shop.manager, LOST, said(origin=OTHER_STORE))
    with pytest.raises(ValueError, match="does not come from"):
        small_shop.shop.adopting.adopt(small_shop.manager, LOST, said(origin="in:drop_off"))


@pytest.mark.parametrize("role", list(Role))
def test_only_who_prices_and_supervises_adopts_alone(small_shop: TestShop, role: Role) -> None:
    """Catches a trainee with the right to print labels who puts things in the list."""
    may = {Permission.PRICE, Permission.SUPERVISE} <= RIGHTS[role]
    adopting = small_shop.shop.adopting
    for who in (Actor("77", role), Actor("77", role, frozenset({Permission.PRICE}))):
        assert adopting.may(who) is may
    before = contents(small_shop.store)
    who = Actor("77", role, frozenset({Permission.PRICE}))
    if may:
        adopting.adopt(who, LOST, said())
        return
    with pytest.raises(Refusal):
        adopting.adopt(who, LOST, said())
    assert contents(small_shop.store) == before


def test_the_cashier_adopts_with_the_manager_s_yes(small_shop: TestShop) -> None:
    """Catches a yes to a reduction, or to a lower price, that takes a label in."""
    opened(small_shop)
    adopting, approvals = small_shop.shop.adopting, small_shop.shop.approvals
    cashier = small_shop.cashier

    def yes(kind: str, limit: int) -> str:
        asked = asked_approval(kind, TILL, "ADOPTION", limit, short_form(LOST))
        return approvals.give(cashier, "02", "Gestion-02", asked).value.hex()

    for approval in ("", yes(DISCOUNT, 9_999), yes(ADOPTION, 4499)):
        before = contents(small_shop.store)
        with refusal("approval"):
            adopting.adopt_at_till(cashier, LOST, said(), TILL, approval)
        assert contents(small_shop.store) == before
    adopting.adopt_at_till(cashier, LOST, said(), TILL, yes(ADOPTION, 4500))
    assert small_shop.shop.counter.scanned(LOST).full_cents == 4500
    with pytest.raises(Refusal):
        adopting.adopt_at_till(small_shop.trainee, THEIRS, said(), TILL, "")
    check_ledger(small_shop.store)


def test_the_next_labels_keep_clear_of_those_already_on_things(small_shop: TestShop) -> None:
    """Catches a file put back from a backup that prints the codes of labelled things again."""
    reader = small_shop.store.read
    bring(small_shop, CHAIR, 9_000, State.ON_SALE)
    old = make_code(CodeKind.ITEM, 1, small_shop_device(small_shop), 1)
    if old != small_shop.store.read().value("SELECT code FROM item LIMIT 1"):
        small_shop.shop.adopting.adopt(small_shop.manager, old, said())
    before = last_code(reader(), small_shop_device(small_shop))
    ours = make_code(CodeKind.ITEM, 1, small_shop_device(small_shop), before + 10)
    small_shop.shop.adopting.adopt(small_shop.manager, ours, said())
    assert last_code(reader(), small_shop_device(small_shop)) == before + 110
    fresh = bring(small_shop, CHAIR, 9_000, State.ON_SALE)
    assert int(fresh.code[6:12]) == before + 111
    small_shop.shop.adopting.adopt(small_shop.manager, THEIRS, said())
    assert last_code(reader(), small_shop_device(small_shop)) == before + 111
    check_ledger(small_shop.store)


def small_shop_device(made: TestShop) -> int:
    return int(made.store.read().value("SELECT device FROM device_state"))


def test_a_label_that_a_transfer_brings_is_received_there(
    small_shop: TestShop, tmp_path: object
) -> None:
    """Catches kilos taken in twice: by hand, then with their slip."""
    out = small_shop.shop.outflows
    slip = out.receive_paper(small_shop.reception, 2, "BT-2610-0001").value
    out.arrived_besides(small_shop.reception, slip.number, CHAIR, on_scale(9_000), THEIRS)
    with refusal("announced"):
        small_shop.shop.adopting.look(THEIRS)
    before = contents(small_shop.store)
    with refusal("announced"):
        small_shop.shop.adopting.adopt(small_shop.manager, THEIRS, said())
    assert contents(small_shop.store) == before


def test_learning_takes_in_examples_only(small_shop: TestShop) -> None:
    learning = small_shop.shop.training.start(small_shop.manager)
    with refusal("practice"):
        learning.adopting.look(LOST)
    example = make_code(CodeKind.ITEM, PRACTICE_STORE, PRACTICE_DEVICE, 950_000)
    learning.adopting.adopt(small_shop.manager, example, said())
    assert learning.stock.find(example).item.grams == 9_000
    with refusal("unknown"):
        small_shop.shop.stock.find(example)


def test_a_count_that_met_the_label_has_seen_the_thing(small_shop: TestShop) -> None:
    """Catches a thing on the shelf that a count calls unknown for ever, and already noted."""
    stocktake, manager = small_shop.shop.stocktake, small_shop.manager
    count = stocktake.start(manager, "shop").value.id
    late = make_code(CodeKind.ITEM, 1, 0, 5302)
    untested = make_code(CodeKind.ITEM, 1, 0, 5303)
    for code in (LOST, late, untested):
        stocktake.see(manager, count, code)
    assert len(stocktake.view(count).piles.unknown) == 3
    small_shop.shop.adopting.adopt(manager, LOST, said())
    small_shop.shop.adopting.adopt(manager, untested, said("EEE-PAM-ASPI"))
    piles = stocktake.view(count).piles
    assert [one.code for one in piles.seen] == [LOST]
    assert piles.missing == ()
    assert piles.unknown == (late,)
    check_ledger(small_shop.store)
