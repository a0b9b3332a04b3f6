"""The team as the manager arranges it: people, codes, badges, who leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invariants import check_ledger
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import FAILURES_BEFORE_LOCK, Person
from reuse_pos.domain.roles import Role

NORA = Person("", "Nora", Role.CASHIER, "sun", "yellow", plain_mode=True)


def code(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def test_a_person_added_signs_in_and_their_name_is_in_no_fact(small_shop: TestShop) -> None:
    team, people = small_shop.shop.team, small_shop.shop.people
    added = team.add(small_shop.manager, NORA, "5555").value
    assert people.sign_in(added.op, "5555") == added
    assert added.op not in {"02", "03", "05", "07", "14", "90"}
    facts = [bytes(str(row["payload"]), "utf-8") for row in small_shop.store.read().all(
        "SELECT payload FROM outbox")]  # fmt: skip
    assert facts
    assert not any(b"Nora" in fact for fact in facts)
    check_ledger(small_shop.store)


def test_operator_codes_of_those_who_left_are_not_given_again(small_shop: TestShop) -> None:
    team = small_shop.shop.team
    first = team.add(small_shop.manager, NORA, "5555").value
    team.archive(small_shop.manager, first.op)
    assert team.add(small_shop.manager, NORA, "5555").value.op != first.op


@pytest.mark.parametrize("name", ["", "   ", "x" * 25])
def test_a_bad_name_adds_nobody(small_shop: TestShop, name: str) -> None:
    before = small_shop.shop.team.everyone()
    with pytest.raises(Refusal) as refusal:
        small_shop.shop.team.add(small_shop.manager, replace(NORA, name=name), "5555")
    assert code(refusal) == "name"
    assert small_shop.shop.team.everyone() == before


def test_a_change_keeps_the_code_and_the_place_in_the_list(small_shop: TestShop) -> None:
    team, people = small_shop.shop.team, small_shop.shop.people
    order = [one.op for one in people.tiles()]
    chantal = team.person("07")
    assert chantal is not None
    team.change(small_shop.manager, replace(chantal, name="Chantal B", plain_mode=True))
    assert [one.op for one in people.tiles()] == order
    assert people.sign_in("07", "1234").plain_mode
    assert people.sign_in_badge(small_shop.badges["07"]).name == "Chantal B"


def test_from_figures_to_password_asks_for_a_new_one(small_shop: TestShop) -> None:
    team = small_shop.shop.team
    chantal = team.person("07")
    assert chantal is not None
    raised = replace(chantal, role=Role.MANAGER)
    with pytest.raises(Refusal) as refusal:
        team.change(small_shop.manager, raised)
    assert code(refusal) == "password"
    team.change(small_shop.manager, raised, "Caisse-2026")
    assert small_shop.shop.people.sign_in("07", "Caisse-2026").role is Role.MANAGER


def test_the_last_manager_stays_one(small_shop: TestShop) -> None:
    team = small_shop.shop.team
    marie = team.person("02")
    assert marie is not None
    with pytest.raises(Refusal) as refusal:
        team.change(small_shop.manager, replace(marie, role=Role.SUPERVISOR))
    assert code(refusal) == "last"
    with pytest.raises(Refusal) as refusal:
        team.archive(small_shop.manager, "02")
    assert code(refusal) == "self"


def test_a_new_code_opens_again_what_mistakes_had_locked(small_shop: TestShop) -> None:
    people = small_shop.shop.people
    for _ in range(FAILURES_BEFORE_LOCK):
        small_shop.clock.forward(hours=1)
        with pytest.raises(Refusal):
            people.sign_in("07", "0000")
    with pytest.raises(Refusal) as refusal:
        people.sign_in("07", "1234")
    assert code(refusal) == "wait"
    small_shop.shop.team.reset_secret(small_shop.manager, "07", "8642")
    assert people.sign_in("07", "8642").op == "07"


def test_a_new_badge_ends_the_old_one(small_shop: TestShop, tmp_path: Path) -> None:
    people, team = small_shop.shop.people, small_shop.shop.team
    digits = team.new_badge(small_shop.manager, "07").value
    assert people.sign_in_badge(digits).op == "07"
    with pytest.raises(Refusal):
        people.sign_in_badge(small_shop.badges["07"])
    kept = "".join(str(row[0]) for row in small_shop.store.read().all("SELECT payload FROM outbox"))
    assert digits not in kept
    card = team.badge_card("07", digits, tmp_path)
    assert card.read_bytes().startswith(b"%PDF")
    assert card.parent == tmp_path


def test_who_left_comes_in_neither_by_code_nor_by_badge_until_brought_back(
    small_shop: TestShop,
) -> None:
    people, team = small_shop.shop.people, small_shop.shop.team
    team.archive(small_shop.manager, "07")
    assert "07" not in {one.op for one in people.tiles()}
    assert team.everyone()[-1].op == "07"
    with pytest.raises(Refusal):
        people.sign_in("07", "1234")
    with pytest.raises(Refusal):
        people.sign_in_badge(small_shop.badges["07"])
    with pytest.raises(Refusal) as refusal:
        team.new_badge(small_shop.manager, "07")
    assert code(refusal) == "left"
    team.bring_back(small_shop.manager, "07", "9753")
    assert people.sign_in("07", "9753").op == "07"
    check_ledger(small_shop.store)


def test_each_person_chooses_easy_screens_for_themself(small_shop: TestShop) -> None:
    people, team = small_shop.shop.people, small_shop.shop.team
    assert team.choose_plain(small_shop.cashier, True).value.plain_mode
    assert people.sign_in("07", "1234").plain_mode
    assert not team.choose_plain(small_shop.cashier, False).value.plain_mode
    assert not people.sign_in("07", "1234").plain_mode


def test_the_bars_of_a_printed_badge_are_read_by_a_decoder(
    small_shop: TestShop, tmp_path: Path
) -> None:
    import pypdfium2
    import zxingcpp

    team = small_shop.shop.team
    digits = team.new_badge(small_shop.manager, "07").value
    page = pypdfium2.PdfDocument(team.badge_card("07", digits, tmp_path))[0]
    read = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert [one.text for one in read] == [digits]
    assert digits not in page.get_textpage().get_text_range()
