"""The workshop when things go another way: the wrong load, somebody else at the same work, rights
that end, a visit elsewhere in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from goods import bring, now
from invariants import check_ledger
from shops import TestShop
from test_workshop_gestures import Hand, last_step

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.domain.workshop import STEPS
from reuse_pos.ui import sounds
from reuse_pos.ui.workshop.screen import WorkshopScreen

Open = Callable[..., WorkshopScreen]
Send = Callable[..., tuple[Item, Id]]


def test_the_wrong_thing_on_the_scale_is_taken_off_and_weighed_again(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    """Catches a question about kilos that stays open after the wrong load has gone."""
    item, _order = last_step(atelier, send)
    atelier.office.devices.scale.put(2_000)
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    assert hand.screen.weigh.question.isVisible()
    atelier.office.devices.scale.put(0)
    hand.look_at_scale()
    assert not hand.screen.weigh.question.isVisible()
    atelier.office.devices.scale.put(31_600)
    hand.look_at_scale()
    assert now(atelier, item.id).grams == 31_600
    assert hand.page() is hand.screen.finishing.time
    assert hand.touches == 1
    check_ledger(atelier.store)


def test_the_scale_is_looked_at_again_after_a_visit_elsewhere(
    atelier: TestShop, send: Send, screen_of: Open
) -> None:
    """Catches a trainee back from "Accueil" before a scale that never answers."""
    item, _order = last_step(atelier, send)
    screen = screen_of("14")
    hand = Hand(screen)
    screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    screen.left()
    screen.hide()
    atelier.office.devices.scale.put(31_600)
    screen.show()
    screen.entered()
    assert screen.weigh.watch.looking
    hand.look_at_scale()
    assert now(atelier, item.id).grams == 31_600


def test_a_weight_that_is_refused_can_be_taken_again(
    atelier: TestShop, send: Send, screen_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a page that stands still for ever, or asks for ever, after a refusal."""
    item, _order = last_step(atelier, send)
    monkeypatch.setattr(atelier.office, "number", lambda _key: 30_000)
    atelier.office.devices.scale.put(31_600)
    screen = screen_of("14")
    hand = Hand(screen)
    screen.open_label(item.code)
    hand.wait()
    hand.touch("step_finish")
    hand.look_at_scale()
    assert screen.error.isVisible()
    hand.look_at_scale()
    assert now(atelier, item.id).state is State.IN_REPAIR
    atelier.office.devices.scale.put(0)
    hand.look_at_scale()
    atelier.office.devices.scale.put(29_900)
    hand.look_at_scale()
    assert now(atelier, item.id).grams == 29_900


@pytest.mark.parametrize("elsewhere", ["step", "end"])
def test_what_somebody_else_did_meanwhile_is_shown(
    elsewhere: str, atelier: TestShop, send: Send, screen_of: Open
) -> None:
    """Two people on one order: the second one's page is not stuck on a step already done."""
    item, order = send("EA-RA-COMMODE", 32_400, label="Commode")
    screen = screen_of("14")
    hand = Hand(screen)
    screen.open_label(item.code)
    hand.wait()
    workshop, other = atelier.shop.workshop, Actor("15", Role.TRAINEE)
    workshop.finish_step(other, order, "clean")
    if elsewhere == "end":
        for code in ("sand", "paint"):
            workshop.finish_step(other, order, code)
        workshop.finish(other, order, None)
    hand.touch("step_finish")
    assert screen.error.isVisible()
    if elsewhere == "step":
        assert screen.work.order.step.code == "sand"
        hand.touch("step_finish")
        assert workshop.work(order).order.done == ("clean", "sand")
    else:
        assert hand.page() is screen.queue
        assert now(atelier, item.id).state is State.READY


def test_an_authorisation_that_ended_at_midnight_calls_the_supervisor(
    atelier: TestShop, screen_of: Open
) -> None:
    """The step stays to do, the page says why, and the call is written beside the screen."""
    steps = (replace(STEPS["sand"], code="own1", authorisation="machines"), STEPS["photo"])
    atelier.shop.work_templates.put(atelier.supervisor, "EA-RA-COMMODE", steps)
    today = business_day(atelier.office.clock.now())
    atelier.shop.work_rights.give(atelier.supervisor, "14", "machines", today.isoformat())
    item = bring(atelier, "EA-RA-COMMODE", 32_400, label="Commode")
    order = atelier.shop.workshop.send_to_workshop(atelier.trainee, item.id).value
    screen = screen_of("14")
    hand = Hand(screen)
    screen.open_label(item.code)
    hand.wait()
    assert screen.step.finish.text() == "J’ai fini"
    atelier.clock.forward(days=1)
    hand.touch("step_finish")
    work = atelier.shop.workshop.work(order).order
    assert (work.done, bool(work.help_since)) == ((), True)
    assert screen.error.isVisible()
    assert not screen.step.finish.isEnabled()


def test_a_question_with_one_answer_is_answered_by_the_yellow_key(
    atelier: TestShop, screen_of: Open
) -> None:
    """Catches a page that leads on without showing the next step in yellow."""
    item = bring(atelier, "EA-AS-CHAISE-BOIS", 5000, State.ON_SALE, label="Chaise")
    hand = Hand(screen_of("14"))
    hand.screen.on_scan(item.code)
    assert hand.screen.yellow() is hand.screen.choice.ready
    assert hand.screen.choice.words().count("Travailler dessus") == 1
    hand.screen.on_next()
    hand.wait()
    assert now(atelier, item.id).state is State.IN_REPAIR
    # The next question with several answers has its own words again.
    hand.touch("step_materials")
    assert hand.screen.choice.ready.text() == "C’est tout"
    hand.touch("choice_paint")
    hand.touch("choice_ready")
    (work,) = atelier.shop.workshop.plan()[0]
    assert work.order.materials == ("paint",)


def test_a_call_is_heard_again_until_somebody_looks(
    atelier: TestShop, send: Send, screen_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a trainee who waits for help that nobody heard of, and a chime that never ends."""
    item, order = send("EA-AS-CHAISE-BOIS", 5000, label="Chaise")
    hand = Hand(screen_of("14"))
    hand.screen.open_label(item.code)
    hand.wait()
    heard: list[str] = []
    monkeypatch.setattr(sounds, "play", heard.append)
    assert hand.screen.chime.waiting
    hand.screen.chime.ring()
    assert heard == []
    hand.touch("step_help")
    hand.screen.chime.ring()
    assert heard == [sounds.HELP, sounds.HELP]
    boss = Hand(screen_of("03"))
    boss.screen.chime.ring()
    boss.touch("workshop_approve")
    heard.clear()
    boss.screen.chime.ring()
    assert heard == []
    # A call nobody answered is silent after ten minutes, and stays on the supervisor's page.
    atelier.clock.forward(minutes=11)
    hand.screen.chime.ring()
    assert heard == []
    assert len(atelier.shop.workshop.help_calls()) == 1
    atelier.shop.workshop.answer_help(atelier.supervisor, order)
    atelier.shop.workshop.call_help(atelier.trainee, order)
    hand.screen.chime.ring()
    assert heard == [sounds.HELP]
    hand.screen.left()
    assert not hand.screen.chime.waiting


def test_a_making_is_taken_back_by_the_message_it_left(atelier: TestShop, screen_of: Open) -> None:
    """Catches a wrong touch nobody can take back: a pile of things become another."""
    first, second = bring(atelier, "EA-AS-CHAISE-BOIS", 5000), bring(atelier, "EA-PP-TABLE", 9000)
    hand = Hand(screen_of("14"))
    told: list[object] = []
    hand.screen.say.connect(lambda _words, undo: told.append(undo))
    hand.touch("workshop_make")
    for one in (first, second):
        hand.screen.on_scan(one.code)
    hand.touch("scan_ready")
    hand.touch("choice_meubles")
    hand.touch("choice_EA-AS-BANC")
    atelier.office.devices.scale.put(14_000)
    hand.look_at_scale()
    assert hand.page() is hand.screen.finishing.price_page
    assert now(atelier, first.id).state is State.CONSUMED
    (undo,) = told
    undo()  # type: ignore[operator]
    hand.wait()
    assert hand.page() is hand.screen.queue
    assert [now(atelier, one.id) for one in (first, second)] == [first, second]
    check_ledger(atelier.store)
