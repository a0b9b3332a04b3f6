"""The workshop's gestures, replayed: how many touches, what is kept, and what never happens
alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from goods import bring, now
from invariants import check_ledger
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.workshop import OrderState
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services import photos
from reuse_pos.ui import tasks
from reuse_pos.ui.workshop.screen import WorkshopScreen

Open = Callable[..., WorkshopScreen]
Send = Callable[..., tuple[Item, Id]]


class Hand:
    """A person's hand on a screen: counts its touches, and waits for the shop to answer."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self.screen, self.touches = screen, 0
        self.wait()

    def touch(self, name: str) -> None:
        """Touch the visible key of this name."""
        keys = [one for one in self.screen.findChildren(QAbstractButton, name) if one.isVisible()]
        assert keys, f"no key {name} here"
        assert keys[0].isEnabled(), f"{name} is not ready"
        keys[0].click()
        self.touches += 1
        self.wait()

    def wait(self) -> None:
        """Let the shop answer, and the page be drawn; what prints beside the screen too."""
        assert tasks.wait_idle()
        QApplication.processEvents()

    def look_at_scale(self) -> None:
        """What a quarter of a second does: no touch."""
        for _ in range(4):
            self.screen.weigh.watch.look()
        self.wait()

    def page(self) -> object:
        return self.screen.pages.currentWidget()


def last_step(shop: TestShop, send: Send, category: str = "EA-RA-COMMODE") -> tuple[Item, Id]:
    """A thing with one step left before its photo."""
    item, order = send(category, 32_400, label="Commode")
    work = shop.shop.workshop.start(shop.trainee, order).value
    for code in work.steps[:-2]:
        shop.shop.workshop.finish_step(shop.trainee, order, code)
    return item, order


def test_four_gestures_finish_and_label_a_thing(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = last_step(atelier, send)
    atelier.office.devices.scale.put(31_600)
    hand = Hand(screen_of("14", own_labels=True))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    hand.touch("time_120")
    hand.touch("price_give")
    after = now(atelier, item.id)
    assert hand.touches <= 4
    assert (after.state, after.grams, after.refurbished) == (State.ON_SALE, 31_600, True)
    printed = [doc for doc, _copies in atelier.office.devices.label.printed]
    assert [doc.code for doc in printed] == [item.code]
    assert after.last_printed_cents == after.price_cents
    check_ledger(atelier.store)


def test_without_the_right_the_price_is_proposed(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = last_step(atelier, send)
    atelier.office.devices.scale.put(31_600)
    hand = Hand(screen_of("14"))
    said: list[str] = []
    hand.screen.say.connect(lambda text, _undo: said.append(text))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    hand.touch("time_unknown")
    assert "Élodie" in hand.screen.yellow().text()
    hand.touch("price_give")
    assert now(atelier, item.id).price_state == "proposed"
    assert not atelier.office.devices.label.printed
    assert atelier.store.read().value("SELECT count(*) FROM work_person") == 0
    assert "Commode" in said[-1]


def test_two_gestures_approve_a_price(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, order = last_step(atelier, send)
    atelier.shop.workshop.finish_step(atelier.trainee, order, "paint")
    atelier.shop.workshop.finish(atelier.trainee, order, None)
    atelier.shop.labelling.propose_price(atelier.trainee, item.id, 6500)
    hand = Hand(screen_of("03"))
    hand.touch("workshop_approve")
    hand.touch("price_yes")
    assert hand.touches == 2
    assert now(atelier, item.id).state is State.ON_SALE
    assert len(atelier.office.devices.label.printed) == 1


def test_f12_follows_the_yellow_key(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, order = send("EA-RA-COMMODE", 32_400, label="Commode")
    atelier.shop.workshop.start(atelier.trainee, order)
    screen = screen_of("14")
    hand = Hand(screen)
    for done in (0, 1, 2):
        screen.on_next()
        hand.wait()
        assert len(atelier.shop.workshop.work(order).order.done) == done
    assert now(atelier, item.id).state is State.IN_REPAIR


def test_a_test_is_answered_and_a_failure_calls(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, order = send("EEE-LUM", 1500, label="Lampe")
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.touch("step_finish")
    assert hand.page() is hand.screen.answer
    assert hand.screen.yellow() is None
    hand.touch("answer_no")
    assert now(atelier, item.id).test_failed
    assert hand.screen.error.isVisible()
    assert atelier.shop.workshop.help_calls()[0].order.id == order
    hand.touch("step_finish")
    hand.touch("answer_yes")
    assert now(atelier, item.id).tested_on == "2026-10-01"


def test_undo_takes_the_last_step_back(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, order = send("EA-RA-COMMODE", 32_400, label="Commode")
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.screen.on_undo()
    hand.wait()
    assert atelier.shop.workshop.work(order).order.done == ()
    assert hand.page() is hand.screen.step


def test_a_large_loss_is_asked_about(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, _order = last_step(atelier, send)
    atelier.office.devices.scale.put(22_000)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    assert now(atelier, item.id).state is State.IN_REPAIR
    hand.touch("rest_recycling")
    kilos = "SELECT sum(grams) FROM mass_posting WHERE place = 'out:recycling'"
    assert atelier.store.read().value(kilos) == 10_400


def test_a_moving_or_empty_scale_takes_nothing(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = last_step(atelier, send)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    for prepare in (lambda: atelier.office.devices.scale.moving(31_000), lambda: None):
        prepare()
        hand.look_at_scale()
        assert hand.page() is hand.screen.weigh
    for grams in (31_000, 31_010, 31_020, 31_030):
        atelier.office.devices.scale.put(grams)
        hand.screen.weigh.watch.look()
        hand.wait()
    assert now(atelier, item.id).state is State.IN_REPAIR


def test_without_scale_the_weight_is_typed_and_marked(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    atelier.office.devices.scale.lost()
    item, _order = last_step(atelier, send)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    for figure in ("pad_3", "pad_1", "pad_comma", "pad_6"):
        hand.touch(figure)
    hand.touch("weigh_take")
    after = now(atelier, item.id)
    assert (after.grams, after.source) == (31_600, "typed")


@pytest.mark.parametrize("typed", [",", "0", "00,000", "99999"])
def test_a_typed_weight_nobody_can_believe_is_told(
    typed: str, atelier: TestShop, send: Send, screen_of: Open
) -> None:
    atelier.office.devices.scale = None
    item, _order = last_step(atelier, send)
    screen = screen_of("14")
    hand = Hand(screen)
    screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    screen.weigh._show_typed(typed)
    hand.touch("weigh_take")
    assert now(atelier, item.id).state is State.IN_REPAIR
    assert screen.weigh.isVisible()


def test_changing_the_weight_waits_for_a_touch(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, order = last_step(atelier, send)
    atelier.office.devices.scale.put(31_600)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    hand.touch("time_60")
    hand.touch("price_change")
    hand.touch("choice_weight")
    hand.look_at_scale()
    assert now(atelier, item.id).state is State.IN_REPAIR
    atelier.office.devices.scale.put(31_200)
    hand.look_at_scale()
    assert now(atelier, item.id).grams == 31_200
    assert atelier.shop.workshop.work(order).order.state is OrderState.FINISHED
    check_ledger(atelier.store)


def test_two_people_on_one_order_are_kept(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, order = last_step(atelier, send)
    atelier.office.devices.scale.put(31_600)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    hand.touch("time_more_people")
    hand.screen.finishing.time._keys[2].click()
    hand.touch("time_240")
    assert atelier.shop.workshop.work_time(atelier.trainee, order) == {"14": 240, "17": 240}
    hand.touch("price_back")
    assert not any(key.isChecked() for key in hand.screen.finishing.time._keys)


def test_a_printer_that_fails_says_so_and_keeps_the_label(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = last_step(atelier, send)
    atelier.office.devices.scale.put(31_600)
    atelier.office.devices.label.fail_with(TroubleKind.PAPER)
    hand = Hand(screen_of("14", own_labels=True))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    hand.touch("time_120")
    hand.touch("price_give")
    assert "n’a plus d’étiquettes" in hand.screen.error.title.text()
    assert atelier.shop.labelling.waiting() == 1
    atelier.office.devices.label.fail_with(None)
    hand.touch("error_key")
    assert atelier.shop.labelling.waiting() == 0


def test_the_photo_is_asked_only_with_a_camera(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    out = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "JPEG")
    item, _order = last_step(atelier, send)
    hand = Hand(screen_of("14", camera=lambda _parent: out.getvalue()))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    assert hand.page() is hand.screen.choice
    hand.touch("choice_take")
    kept = now(atelier, item.id).photo_after
    assert kept is not None
    assert photos.path_of(atelier.office.folder, kept).exists()
    assert hand.page() is hand.screen.weigh


def test_no_photo_key_without_a_camera(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, _order = last_step(atelier, send)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    assert not hand.screen.step.photo.isVisible()


@pytest.mark.parametrize(
    ("raw", "words"),
    [("3017620422003", "fabricant"), ("2000100999992", ""), ("nothing", "")],
)
def test_labels_of_nothing_are_refused(
    raw: str, words: str, atelier: TestShop, screen_of: Open
) -> None:
    screen = screen_of("14")
    screen.on_scan(raw)
    assert screen.error.isVisible()
    assert words in screen.error.title.text()
    assert screen.work is None


def test_a_scanned_thing_from_the_shelf_is_asked_about(atelier: TestShop, screen_of: Open) -> None:
    item = bring(atelier, "EA-AS-CHAISE-BOIS", 5000, State.ON_SALE, label="Chaise")
    hand = Hand(screen_of("14"))
    hand.screen.on_scan(item.code)
    assert now(atelier, item.id).state is State.ON_SALE
    hand.touch("choice_bring")
    assert now(atelier, item.id).state is State.IN_REPAIR
    assert hand.page() is hand.screen.step
    check_ledger(atelier.store)


def test_a_number_can_be_touched_instead_of_scanned(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, order = send("EA-RA-COMMODE", 32_400, label="Commode")
    hand = Hand(screen_of("14"))
    hand.touch("workshop_scan")
    for figure in item.short[2:].lstrip("0"):
        hand.touch(f"pad_{figure}")
    hand.touch("scan_take")
    assert atelier.shop.workshop.work(order).order.state is OrderState.WORKING


def test_making_one_thing_of_two(atelier: TestShop, screen_of: Open) -> None:
    first = bring(atelier, "EA-AS-CHAISE-BOIS", 5000, label="Chaise")
    second = bring(atelier, "EA-PP-TABLE", 12_000, label="Plateau")
    atelier.office.devices.scale.put(9000)
    hand = Hand(screen_of("14"))
    hand.touch("workshop_make")
    for thing in (first, second, first):
        hand.screen.on_scan(thing.code)
    assert hand.screen.error.isVisible()
    assert len(hand.screen.making._making.sources) == 2
    hand.touch("scan_ready")
    hand.touch("choice_meubles")
    hand.touch("choice_EA-AS-BANC")
    hand.look_at_scale()
    hand.touch("choice_recycling")
    made = hand.screen.work.item
    assert (made.grams, made.category, made.state) == (9000, "EA-AS-BANC", State.READY)
    assert now(atelier, first.id).state is State.CONSUMED
    assert hand.page() is hand.screen.finishing.price_page
    hand.touch("price_give")
    assert now(atelier, made.id).price_state == "proposed"
    check_ledger(atelier.store)


def test_something_too_heavy_goes_back_to_the_pile(atelier: TestShop, screen_of: Open) -> None:
    chair = bring(atelier, "EA-AS-CHAISE-BOIS", 5000, label="Chaise")
    atelier.office.devices.scale.put(9000)
    hand = Hand(screen_of("14"))
    hand.touch("workshop_make")
    hand.screen.on_scan(chair.code)
    hand.touch("scan_ready")
    hand.touch("choice_meubles")
    hand.touch("choice_EA-AS-BANC")
    hand.look_at_scale()
    assert hand.page() is hand.screen.scan
    assert "9,00" in hand.screen.error.title.text()
    assert now(atelier, chair.id).state is State.RECEIVED


def test_a_thing_left_half_made_does_not_catch_the_next_weight(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = last_step(atelier, send)
    chair = bring(atelier, "EA-AS-CHAISE-BOIS", 5000, label="Chaise")
    hand = Hand(screen_of("14"))
    hand.touch("workshop_make")
    hand.screen.on_scan(chair.code)
    hand.touch("scan_ready")
    hand.touch("choice_meubles")
    hand.touch("choice_EA-AS-BANC")
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    atelier.office.devices.scale.put(31_600)
    hand.look_at_scale()
    assert now(atelier, item.id).state is State.READY
    assert now(atelier, chair.id).state is State.RECEIVED


def test_a_price_sent_back_is_a_task(atelier: TestShop, send: Send, screen_of: Open) -> None:
    item, order = last_step(atelier, send)
    atelier.shop.workshop.finish_step(atelier.trainee, order, "paint")
    atelier.shop.workshop.finish(atelier.trainee, order, None)
    atelier.shop.labelling.propose_price(atelier.trainee, item.id, 6500)
    supervisor = Hand(screen_of("03"))
    supervisor.touch("workshop_approve")
    supervisor.touch("price_change")
    price = next(one for one in supervisor.screen.choice.tiles if one != "6500")
    supervisor.touch(f"choice_{price}")
    supervisor.touch("choice_DEAR")
    supervisor.touch("choice_workshop")
    hand = Hand(screen_of("14"))
    assert "trop cher" in hand.screen.queue.task.words.text()
    assert hand.screen.yellow() is hand.screen.queue.task.key
    hand.touch("task_key")
    assert hand.screen.finishing.price_page.cents() == int(price)
    hand.touch("price_give")
    assert [one.item.price_cents for one in atelier.shop.labelling.proposals()] == [int(price)]


def test_help_is_answered_from_the_supervisors_page(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = send("EA-RA-COMMODE", 32_400, label="Commode")
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_help")
    supervisor = Hand(screen_of("03"))
    supervisor.touch("workshop_approve")
    supervisor.touch("call_answer")
    assert not atelier.shop.workshop.help_calls()
    assert not supervisor.screen.supervising.page.yellow()


def test_what_cannot_be_mended_leaves_by_the_supervisor(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, order = send("EEE-LUM", 1500, label="Lampe")
    atelier.shop.workshop.start(atelier.trainee, order)
    atelier.shop.workshop.finish_step(atelier.trainee, order, "clean")
    atelier.shop.workshop.finish_step(atelier.trainee, order, "test", False)
    hand = Hand(screen_of("03"))
    hand.touch("workshop_approve")
    hand.touch("call_give_up")
    hand.touch("choice_recycling")
    assert now(atelier, item.id).state is State.GONE
    check_ledger(atelier.store)


def test_the_supervisor_puts_a_thing_first(
    atelier: TestShop, send: Send, screen_of: Open, qtbot: QtBot
) -> None:
    for name in ("Un", "Deux", "Trois"):
        send("EA-AS-CHAISE-BOIS", 5000, label=name)
    hand = Hand(screen_of("03"))
    hand.screen.queue.cards[2].first.emit()
    hand.wait()
    labels = [card.work.item.label for card in hand.screen.queue.cards]
    assert labels == ["Trois", "Un", "Deux"]


def test_the_queue_pages_by_three(atelier: TestShop, send: Send, screen_of: Open) -> None:
    for name in ("Un", "Deux", "Trois", "Quatre"):
        send("EA-AS-CHAISE-BOIS", 5000, label=name)
    hand = Hand(screen_of("14"))
    assert len(hand.screen.queue.cards) == 3
    hand.touch("workshop_more")
    assert [card.work.item.label for card in hand.screen.queue.cards] == ["Quatre"]
    hand.touch("workshop_more")
    assert len(hand.screen.queue.cards) == 3


def test_trainees_see_neither_the_supervisors_keys_nor_others_times(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, order = last_step(atelier, send)
    atelier.shop.workshop.finish_step(atelier.trainee, order, "paint")
    atelier.shop.workshop.finish(atelier.trainee, order, None)
    atelier.shop.workshop.say_time(atelier.trainee, order, 240, ("15",))
    screen = screen_of("14")
    assert not screen.queue.approve.isVisible()
    screen.finishing.price_item(item.id)
    assert screen.finishing._minutes() is None
