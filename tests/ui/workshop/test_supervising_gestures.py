"""The supervisor's pages and the parts, replayed by hand: arrows, benches, authorisations, steps,
taking apart; and what a trainee meets of them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from goods import bring, now
from invariants import check_ledger
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from shops import TestShop
from test_workshop_gestures import Hand
from workshop_look import audit

from reuse_pos.db import people
from reuse_pos.db.ledger import balance
from reuse_pos.domain.commands import Command, command_code
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.workshop import STEPS, Step
from reuse_pos.services.workshop_parts import Part
from reuse_pos.ui import photo, theme
from reuse_pos.ui.workshop import WORKPLACE
from reuse_pos.ui.workshop.screen import WorkshopScreen

Open = Callable[..., WorkshopScreen]
Send = Callable[..., tuple[Item, Id]]
DRESSER, CHAIR = "EA-RA-COMMODE", "EA-AS-CHAISE-BOIS"
STRIP = Step("own1", "Décaper", "drop", ("Mettez le produit.",), authorisation="old_paint")


def supervisor(screen_of: Open) -> Hand:
    hand = Hand(screen_of("03"))
    hand.touch("workshop_approve")
    return hand


def keys(hand: Hand, name: str) -> list[QAbstractButton]:
    return [one for one in hand.screen.findChildren(QAbstractButton, name) if one.isVisible()]


def plan(shop: TestShop) -> list[str]:
    return [work.item.label for work in shop.shop.workshop.plan()[0]]


def test_arrows_set_the_order_and_stop_at_the_ends(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    for name in ("A", "B", "C"):
        send(CHAIR, 5000, label=name)
    hand = supervisor(screen_of)
    hand.touch("approve_plan")
    assert not keys(hand, "plan_up")[0].isEnabled()
    assert not keys(hand, "plan_down")[2].isEnabled()
    keys(hand, "plan_down")[0].click()
    hand.wait()
    assert plan(atelier) == ["B", "A", "C"]
    keys(hand, "plan_first")[2].click()
    hand.wait()
    assert plan(atelier) == ["C", "B", "A"]


def test_a_thing_is_given_to_a_person_in_two_touches(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    _item, order = send(CHAIR, 5000)
    hand = supervisor(screen_of)
    hand.touch("approve_plan")
    hand.touch("plan_give")
    hand.touch("choice_@15")
    assert atelier.shop.workshop.work(order).order.given_to == "15"
    assert keys(hand, "plan_give")[0].text() == "Bruno"
    assert not Hand(screen_of("16")).screen.queue.cards
    assert len(Hand(screen_of("15")).screen.queue.cards) == 1


def test_an_authorisation_is_given_and_taken_back_by_touch(
    atelier: TestShop, screen_of: Open
) -> None:
    hand = supervisor(screen_of)
    hand.touch("approve_rights")
    hand.touch("right_15_electric")
    hand.touch("choice_365")
    rights = {one.person.op: one.held for one in atelier.shop.work_rights.everyone()}
    assert rights["15"] == {"electric": "2027-10-01"}
    hand.touch("right_15_electric")
    hand.touch("choice_no")
    rights = {one.person.op: one.held for one in atelier.shop.work_rights.everyone()}
    assert rights["15"] == {}


def test_leaving_the_question_changes_no_authorisation(atelier: TestShop, screen_of: Open) -> None:
    hand = supervisor(screen_of)
    hand.touch("approve_rights")
    hand.touch("right_15_electric")
    hand.touch("choice_back")
    assert not keys(hand, "right_15_electric")[0].isChecked()


def test_steps_are_rewritten_by_hand_and_kept_by_the_yellow_key(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    hand = supervisor(screen_of)
    hand.touch("approve_steps")
    hand.touch("choice_meubles")
    hand.touch("choice_family:meubles")
    assert not keys(hand, "steps_keep")[0].isEnabled()
    keys(hand, "step_out")[1].click()
    hand.touch("steps_add")
    hand.touch("choice_new")
    page = hand.screen.steps.edit_page
    page.findChild(QLineEdit, "step_title").setText("Cirer")
    page.findChild(QLineEdit, "step_sentence_1").setText("un " * 13)
    hand.touch("step_take")
    assert hand.page() is page
    assert "13" in hand.screen.error.title.text()
    page.findChild(QLineEdit, "step_sentence_1").setText("Passez la cire.")
    hand.touch("step_right_products")
    hand.touch("step_take")
    hand.touch("steps_keep")
    # "Sand" is out, the new step stands before the photo.
    _item, order = send(CHAIR, 5000)
    kept = atelier.shop.workshop.work(order).order
    assert [step.title for step in kept.listed][-2:] == ["Cirer", "Photo"]
    assert "sand" not in kept.steps
    assert kept.step_of("own1").authorisation == "products"
    # Steps that were not touched stay in the program's own words.
    assert kept.step_of("clean") is STEPS["clean"]
    hand.touch("steps_shipped")
    assert not atelier.shop.work_templates.template("family:meubles").own


def test_an_untouched_shipped_step_stays_as_shipped(atelier: TestShop, screen_of: Open) -> None:
    hand = Hand(screen_of("03"))
    page = hand.screen.steps.edit_page
    written: list[Step] = []
    page.written.connect(written.append)
    for step in STEPS.values():
        page.edit(step)
        page.take.click()
    assert written == list(STEPS.values())


def test_a_trainee_without_the_authorisation_calls_by_the_yellow_key(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    atelier.shop.work_templates.put(atelier.supervisor, CHAIR, (STRIP, STEPS["photo"]))
    item, order = send(CHAIR, 5000)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    assert "Décaper" in hand.screen.step.words()
    hand.touch("step_finish")
    called = atelier.shop.workshop.work(order).order
    assert called.help_since is not None
    assert not called.done
    assert not keys(hand, "step_finish")[0].isEnabled()


def test_the_supervisor_looks_and_says_not_yet(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    steps = (STEPS["sand"], STEPS["look"], STEPS["photo"])
    atelier.shop.work_templates.put(atelier.supervisor, CHAIR, steps)
    item, order = send(CHAIR, 5000)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.touch("step_finish")
    boss = supervisor(screen_of)
    boss.touch("call_answer")
    boss.touch("answer_no")
    assert boss.page() is boss.screen.supervising.page
    again = atelier.shop.workshop.work(order).order
    assert (again.done, again.help_since) == ((), None)


# ------------------------------------------------------------------ parts
def scanned_apart(atelier: TestShop, screen_of: Open) -> tuple[Hand, Item]:
    item = bring(atelier, DRESSER, 30_000, label="Commode cassée")
    hand = Hand(screen_of("14"))
    hand.touch("workshop_make")
    hand.screen.on_scan(item.code)
    hand.wait()
    hand.touch("scan_apart")
    return hand, item


def weigh(hand: Hand, atelier: TestShop, grams: int) -> None:
    atelier.office.devices.scale.put(grams)
    hand.look_at_scale()


def test_taking_apart_needs_no_letter_typed(atelier: TestShop, screen_of: Open) -> None:
    hand, item = scanned_apart(atelier, screen_of)
    hand.touch("choice_loose")
    weigh(hand, atelier, 800)
    hand.touch("choice_labelled")
    weigh(hand, atelier, 6000)
    hand.touch("choice_done")
    hand.touch("choice_energy")
    assert now(atelier, item.id).state is State.CONSUMED
    assert balance(atelier.store.read(), "stock:parts", DRESSER)[0] == 800
    (part,) = atelier.shop.labelling.to_price()
    assert (part.grams, part.parent) == (6000, item.id)
    # Its workshop label came out at once.
    assert len(atelier.office.devices.label.printed) == 1
    check_ledger(atelier.store)


def test_the_same_load_is_not_taken_for_two_parts(atelier: TestShop, screen_of: Open) -> None:
    hand, _item = scanned_apart(atelier, screen_of)
    hand.touch("choice_loose")
    weigh(hand, atelier, 800)
    hand.touch("choice_loose")
    hand.look_at_scale()
    assert hand.page() is hand.screen.weigh
    hand.touch("weigh_sure")
    assert hand.page() is hand.screen.choice


def test_a_part_heavier_than_the_thing_is_weighed_again(atelier: TestShop, screen_of: Open) -> None:
    hand, item = scanned_apart(atelier, screen_of)
    hand.touch("choice_loose")
    weigh(hand, atelier, 31_000)
    assert hand.screen.error.isVisible()
    assert "choice_done" not in [key.objectName() for key in hand.screen.choice.tiles.values()]
    assert now(atelier, item.id).state is State.RECEIVED


def test_two_things_are_made_of_one(atelier: TestShop, screen_of: Open) -> None:
    item = bring(atelier, DRESSER, 30_000)
    hand = Hand(screen_of("14"))
    hand.touch("workshop_make")
    hand.screen.on_scan(item.code)
    hand.wait()
    for n, grams in enumerate((9000, 8000)):
        hand.touch("choice_extra" if n else "scan_ready")
        hand.touch("choice_meubles")
        hand.touch(f"choice_{CHAIR}")
        weigh(hand, atelier, grams)
    hand.touch("choice_disposal")
    made = atelier.shop.labelling.to_price()
    assert sorted(one.grams for one in made) == [8000, 9000]
    check_ledger(atelier.store)


def test_a_part_of_the_drawers_is_fitted_by_touch(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    old = bring(atelier, DRESSER, 30_000)
    loose = Part(DRESSER, Weighing(800, 0, Source.SCALE), 8)
    atelier.shop.workshop.take_apart(atelier.trainee, old.id, [loose], "disposal")
    item, _order = send(CHAIR, 5000)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_materials")
    hand.touch("choice_extra")
    hand.touch(f"choice_{DRESSER}")
    weigh(hand, atelier, 100)
    assert hand.page() is hand.screen.step
    assert now(atelier, item.id).grams == 5100
    check_ledger(atelier.store)


# ------------------------------------------------------------------ looks
def _plan(screen: WorkshopScreen) -> None:
    screen.planning.plan(0)


def _rights(screen: WorkshopScreen) -> None:
    screen.planning.rights()


def _steps(screen: WorkshopScreen) -> None:
    screen.steps._open(screen.shop.work_templates.template(DRESSER))


def _edit(screen: WorkshopScreen) -> None:
    _steps(screen)
    screen.steps._edit(1)


def _kinds(screen: WorkshopScreen) -> None:
    screen.steps._ask_kind("meubles", 0)


def _bench(screen: WorkshopScreen) -> None:
    screen.bench.begin()
    for raw in ("hello", command_code(Command.DONE), command_code(Command.YES)):
        screen.bench._answered(screen.shop.bench.scan(raw))


def _approve(screen: WorkshopScreen) -> None:
    screen.supervising.show()


@pytest.mark.parametrize(("wide", "percent"), [(1366, 100), (1024, 100), (1366, 130)])
@pytest.mark.parametrize("show", [_plan, _rights, _steps, _edit, _kinds, _approve, _bench])
def test_supervisors_pages_are_whole_at_every_size(
    atelier: TestShop,
    send: Send,
    screen_of: Open,
    monkeypatch: pytest.MonkeyPatch,
    show: Callable[[WorkshopScreen], None],
    wide: int,
    percent: int,
) -> None:
    for name in ("Fauteuil Voltaire", "Commode Louis-Philippe", "Lampe", "Chaise", "Banc", "Table"):
        send(CHAIR, 5000, label=name)
    atelier.shop.work_rights.give(atelier.supervisor, "15", "electric", "2027-10-01")
    theme.set("light", percent)
    screen = screen_of("03")
    show(screen)
    audit(screen, wide, 768, monkeypatch)


# ------------------------------------------------------------------ a bench without screen
def test_three_scans_finish_a_thing_and_badges_stay_at_the_bench(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    item, _order = send(CHAIR, 5000, label="Chaise")
    hand = supervisor(screen_of)
    hand.touch("approve_bench")
    assert hand.screen.takes_badges
    for raw in (atelier.badges["14"], item.code, command_code(Command.DONE)):
        hand.screen.on_scan(raw)
        hand.wait()
    assert now(atelier, item.id).state is State.READY
    assert len(hand.screen.shop.bench.heard) == 3
    hand.touch("bench_back")
    assert not hand.screen.takes_badges
    assert hand.screen.shop.bench.standing.person is None


def test_a_photo_comes_from_a_file_for_who_supervises_alone(
    atelier: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "has_camera", lambda: False)
    for op, expected in (("03", photo.from_file), ("14", None)):
        desk = SimpleNamespace(shop=atelier.shop, person=people.person(atelier.store.read(), op))
        assert WORKPLACE.make(desk).camera is expected
    monkeypatch.setattr(photo, "has_camera", lambda: True)
    desk = SimpleNamespace(shop=atelier.shop, person=people.person(atelier.store.read(), "14"))
    assert WORKPLACE.make(desk).camera is photo.pick


def test_a_bench_is_chosen_by_touch_and_shows_its_work_alone(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    assert not Hand(screen_of("14")).screen.queue.bench.isVisible()
    atelier.shop.settings.set(atelier.manager, "workshop.benches", "Bois,Couture")
    _item, wood = send(CHAIR, 5000)
    _item, free = send(CHAIR, 5000)
    atelier.shop.workshop.give(atelier.supervisor, wood, "Bois")
    hand = Hand(screen_of("14"))
    hand.touch("workshop_bench")
    hand.touch("choice_Couture")
    assert [card.work.order.id for card in hand.screen.queue.cards] == [free]
    # A bench taken away since shows everything again.
    atelier.shop.settings.set(atelier.manager, "workshop.benches", "Bois")
    hand.screen.show_queue()
    assert len(hand.screen.queue.cards) == 2


@pytest.mark.parametrize(("wide", "percent"), [(1366, 100), (1024, 100), (1366, 130)])
def test_the_queue_with_benches_is_whole_at_every_size(
    atelier: TestShop, send: Send, screen_of: Open, monkeypatch: pytest.MonkeyPatch, wide: int,
    percent: int,
) -> None:  # fmt: skip
    atelier.shop.settings.set(atelier.manager, "workshop.benches", "Bois,Couture")
    for _n in range(4):
        send(CHAIR, 5000)
    theme.set("light", percent)
    screen = screen_of("03")
    screen.show_queue()
    audit(screen, wide, 768, monkeypatch)
