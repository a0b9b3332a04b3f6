"""Work taken up again: what a thing was before stays true, and its price and labels follow."""

from __future__ import annotations

from goods import bring, now
from shops import TestShop
from test_labelling import DRAWERS, finished, printer_of

from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.services.workshop import Product
from reuse_pos.services.workshop_parts import Part

CHAIR, LAMP = "EA-AS-CHAISE-BOIS", "EEE-LUM"


def worked_again(shop: TestShop, item: Id) -> Id:
    """The same thing through the workshop once more; its new order."""
    workshop = shop.shop.workshop
    order = workshop.start(shop.trainee, workshop.send_to_workshop(shop.trainee, item).value).value
    while order.step is not None:
        order = workshop.finish_step(shop.trainee, order.id, order.step.code, True).value
    workshop.finish(shop.trainee, order.id, Weighing(now(shop, item).grams, 0, Source.SCALE))
    return order.id


def test_a_second_end_taken_back_leaves_the_first_work_done(small_shop: TestShop) -> None:
    """Catches "refurbished" lost, and with it the words on the label and the right prices."""
    item = finished(small_shop).id
    order = worked_again(small_shop, item)
    small_shop.shop.workshop.undo(small_shop.trainee, order)
    assert now(small_shop, item).refurbished
    first = finished(small_shop)
    small_shop.shop.workshop.undo(
        small_shop.trainee, small_shop.shop.workshop.last_work(first.id).order.id
    )
    assert not now(small_shop, first.id).refurbished


def test_a_thing_made_here_stays_refurbished_when_its_test_is_taken_back(
    small_shop: TestShop,
) -> None:
    source = bring(small_shop, DRAWERS, 5_000)
    workshop, who = small_shop.shop.workshop, small_shop.trainee
    lamp = Product(LAMP, Weighing(4_000, 0, Source.SCALE))
    (made,) = workshop.transform(who, [source.id], [lamp], "recycling").value
    order = workshop.open_order(made.id)
    assert order is not None
    order = workshop.start(who, order.id).value
    for code in order.steps:
        workshop.finish_step(who, order.id, code, True)
    workshop.finish(who, order.id, Weighing(4_000, 0, Source.SCALE))
    workshop.undo(who, order.id)
    assert now(small_shop, made.id).refurbished


def test_a_thing_priced_before_its_work_is_priced_again(small_shop: TestShop) -> None:
    """Catches a finished thing in no list at all, because it had a price before."""
    item = finished(small_shop).id
    labelling = small_shop.shop.labelling
    labelling.approve_price(small_shop.supervisor, item, 6500)
    order = worked_again(small_shop, item)
    assert [one.id for one in labelling.to_price()] == [item]
    # Taking the end back keeps the price the label on it says.
    small_shop.shop.workshop.undo(small_shop.trainee, order)
    kept = now(small_shop, item)
    assert (kept.state, kept.price_cents, kept.price_state) == (State.IN_REPAIR, 6500, "approved")
    assert labelling.to_price() == []


def test_work_that_goes_on_takes_its_proposal_back(small_shop: TestShop) -> None:
    """Catches a label kept for a price nobody asks any more, with its old number of copies."""
    item = finished(small_shop).id
    labelling, workshop = small_shop.shop.labelling, small_shop.shop.workshop
    labelling.propose_price(small_shop.trainee, item, 6500, 3)
    order = workshop.last_work(item).order.id
    workshop.undo(small_shop.trainee, order)
    assert labelling.proposals() == []
    workshop.finish(small_shop.trainee, order, Weighing(31_000, 0, Source.SCALE))
    labelling.approve_price(small_shop.supervisor, item, 6000)
    (waiting,) = labelling.queue()
    assert waiting.copies == 1


def test_what_has_left_waits_for_no_label(small_shop: TestShop) -> None:
    """Catches stickers printed for things taken apart or gone, and a chip that never empties."""
    labelling, who = small_shop.shop.labelling, small_shop.trainee
    apart, stays = bring(small_shop, DRAWERS, 30_000), bring(small_shop, CHAIR, 5_000)
    for one in (apart, stays):
        labelling.reprint(who, one.id)
    assert labelling.waiting() == 2
    part = Part(DRAWERS, Weighing(800, 0, Source.SCALE))
    small_shop.shop.workshop.take_apart(who, apart.id, [part], "disposal")
    assert labelling.waiting() == 1
    printer = printer_of(small_shop)
    run = labelling.print_waiting(who).value
    assert (run.printed, run.waiting) == (1, 0)
    assert [doc.code for doc, _copies in printer.printed] == [stays.code]
