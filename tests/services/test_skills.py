"""The booklet: only for who wants one, one line a day, never in a fact, gone when not wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from goods import bring
from invariants import check_ledger
from shops import TestShop

from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.skills import GESTURES, POSTS, TASKS
from reuse_pos.services.agenda import Booking


def notes(made: TestShop) -> list[tuple[str, str, str]]:
    return [
        (row["op"], row["post"], row["task"])
        for row in made.store.read().all("SELECT op, post, task FROM skill_note ORDER BY id")
    ]


def work(made: TestShop, steps: int = 1) -> None:
    item = bring(made, "EA-AS-CHAISE-BOIS", 4000, State.RECEIVED)
    order = made.shop.workshop.send_to_workshop(made.trainee, item.id).value
    made.shop.workshop.start(made.trainee, order)
    for _ in range(steps):
        step = made.shop.workshop.work(order).order.step
        assert step is not None
        made.shop.workshop.finish_step(made.trainee, order, step.code, True if step.check else None)


def test_without_a_yes_nothing_is_noted(small_shop: TestShop) -> None:
    work(small_shop)
    assert notes(small_shop) == []
    assert small_shop.shop.skills.mine(small_shop.trainee).since == ""


def test_a_step_done_ten_times_a_day_is_one_line_of_one_day(small_shop: TestShop) -> None:
    skills = small_shop.shop.skills
    skills.consent(small_shop.trainee)
    work(small_shop)
    work(small_shop)
    small_shop.clock.forward(days=1)
    work(small_shop)
    booklet = skills.mine(small_shop.trainee)
    assert booklet.since == "2026-10-01"
    (deed,) = [one for one in booklet.deeds if one.post == "workshop"]
    assert (deed.days, deed.first, deed.last) == (2, "2026-10-01", "2026-10-02")
    check_ledger(small_shop.store)


def test_no_fact_ever_holds_a_note(small_shop: TestShop) -> None:
    reader = small_shop.store.read()
    before = reader.value("SELECT count(*) FROM outbox")
    small_shop.shop.skills.consent(small_shop.trainee)
    assert reader.value("SELECT count(*) FROM outbox") == before
    work(small_shop)
    assert notes(small_shop)
    facts = "".join(str(row[0]) for row in reader.all("SELECT payload FROM outbox"))
    assert "skill" not in facts
    assert "workshop" in facts
    assert {"skill_note", "skill_consent"} <= set(LOCAL_ONLY)


def test_withdrawing_erases_all_of_it_and_only_ones_own(small_shop: TestShop) -> None:
    skills = small_shop.shop.skills
    for who in (small_shop.trainee, small_shop.supervisor):
        skills.consent(who)
    work(small_shop)
    stop = small_shop.shop.agenda.book(
        small_shop.reception, Booking("pickup", "2026-10-06", "09:00", commune="35238", goods="lit")
    ).value
    small_shop.shop.agenda.set_team(small_shop.reception, "2026-10-06", ("03", "14", "07"))
    small_shop.shop.agenda.done(small_shop.reception, stop.id)
    assert ("14", "round", "round") in notes(small_shop)
    assert not [one for one in notes(small_shop) if one[0] == "07"]
    skills.withdraw(small_shop.trainee)
    assert {one[0] for one in notes(small_shop)} == {"03"}
    work(small_shop)
    assert {one[0] for one in notes(small_shop)} == {"03"}
    assert skills.mine(small_shop.trainee).deeds == ()
    assert skills.mine(small_shop.supervisor).since


def test_who_leaves_takes_the_booklet_along(small_shop: TestShop) -> None:
    small_shop.shop.skills.consent(small_shop.trainee)
    work(small_shop)
    small_shop.shop.team.archive(small_shop.manager, "14")
    assert notes(small_shop) == []


def test_a_supervisor_sees_it_only_with_the_persons_own_code(small_shop: TestShop) -> None:
    skills = small_shop.shop.skills
    skills.consent(small_shop.trainee)
    work(small_shop)
    with pytest.raises(Refusal) as refusal:
        skills.shown_by(small_shop.supervisor, "14", "0000")
    assert refusal.value.code == "wrong_secret"
    with pytest.raises(Refusal) as refusal:
        skills.shown_by(small_shop.cashier, "14", "3456")
    assert refusal.value.code == "right"
    assert skills.shown_by(small_shop.supervisor, "14", "3456") == skills.mine(small_shop.trainee)
    skills.withdraw(small_shop.trainee)
    with pytest.raises(Refusal) as refusal:
        skills.shown_by(small_shop.supervisor, "14", "3456")
    assert refusal.value.code == "none"


def test_a_test_that_failed_is_no_deed(small_shop: TestShop) -> None:
    small_shop.shop.skills.consent(small_shop.trainee)
    item = bring(small_shop, "EEE-PAM-BOUIL", 1200, State.RECEIVED)
    order = small_shop.shop.workshop.send_to_workshop(small_shop.trainee, item.id).value
    small_shop.shop.workshop.start(small_shop.trainee, order)
    while (step := small_shop.shop.workshop.work(order).order.step) is not None:
        if step.check:
            before = notes(small_shop)
            small_shop.shop.workshop.finish_step(small_shop.trainee, order, step.code, False)
            assert notes(small_shop) == before
            return
        small_shop.shop.workshop.finish_step(small_shop.trainee, order, step.code)
    raise AssertionError("a kettle is tested")


def test_the_paper_is_the_persons_and_empty_ones_are_not_made(
    small_shop: TestShop, tmp_path: Path
) -> None:
    skills = small_shop.shop.skills
    with pytest.raises(Refusal) as refusal:
        skills.paper(small_shop.trainee, tmp_path)
    assert refusal.value.code == "none"
    assert list(tmp_path.glob("*.pdf")) == []
    skills.consent(small_shop.trainee)
    work(small_shop)
    assert skills.paper(small_shop.trainee, tmp_path).read_bytes().startswith(b"%PDF")


def test_every_gesture_of_the_booklet_has_words_and_a_place() -> None:
    assert {task for _post, task in GESTURES.values()} <= set(TASKS)
    assert {post for post, _task in GESTURES.values()} <= set(POSTS)
