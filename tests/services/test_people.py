"""Signing in: the right secret opens, mistakes wait, a badge alone never opens a manager."""

import pytest
from shops import TestShop

from reuse_pos.domain.errors import Refusal


def test_the_right_pin_opens_and_forgets_mistakes(small_shop: TestShop) -> None:
    people = small_shop.shop.people
    for _ in range(2):
        with pytest.raises(Refusal):
            people.sign_in("07", "0000")
    assert people.sign_in("07", "1234").name == "Chantal"
    assert small_shop.store.read().value("SELECT count(*) FROM signin_throttle") == 0


def test_three_mistakes_wait_even_for_the_right_pin(small_shop: TestShop) -> None:
    people = small_shop.shop.people
    for _ in range(3):
        with pytest.raises(Refusal):
            people.sign_in("07", "0000")
    with pytest.raises(Refusal) as refused:
        people.sign_in("07", "1234")
    assert refused.value.code == "wait"
    small_shop.clock.forward(seconds=31)
    assert people.sign_in("07", "1234").op == "07"


def test_an_unknown_operator_is_refused_like_a_wrong_code(small_shop: TestShop) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.people.sign_in("77", "1234")
    assert refused.value.code == "wrong_secret"


def test_a_badge_opens_a_cashier_but_asks_a_manager_for_the_password(small_shop: TestShop) -> None:
    people = small_shop.shop.people
    assert people.sign_in_badge(small_shop.badges["07"]).op == "07"
    with pytest.raises(Refusal) as refused:
        people.sign_in_badge(small_shop.badges["02"])
    assert refused.value.code == "password_too"
    assert refused.value.facts["op"] == "02"


def test_neither_pin_nor_badge_is_kept_readable(small_shop: TestShop) -> None:
    small_shop.store.close()
    stored = small_shop.office.folder.database.read_bytes()
    assert small_shop.badges["07"].encode() not in stored
    assert b"Atelier-03" not in stored
