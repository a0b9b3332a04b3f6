"""People: rights follow the job, secrets are good enough, wrong codes cost time."""

import pytest

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import LONGEST_DELAY_S, Person, checked_secret, delay_after
from reuse_pos.domain.roles import (
    RIGHTS,
    ROLE_WORDS,
    Actor,
    Permission,
    Role,
    refuse_unless,
)


def test_the_wait_after_wrong_codes_grows_to_a_quarter_of_an_hour() -> None:
    """Catches a shift that overflows into no wait at all after many tries."""
    waits = [delay_after(n) for n in range(40)]
    assert waits[:6] == [0, 0, 0, 30, 60, 120]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_DELAY_S == 900


@pytest.mark.parametrize("pin", ["123", "1234567", "12a4", "", " 1234", "１２３４", "1234\n"])
def test_a_secret_code_is_four_to_six_digits(pin: str) -> None:
    """Catches a code the keypad cannot type: its owner would be locked out."""
    with pytest.raises(Refusal) as refused:
        checked_secret(pin, Role.CASHIER)
    assert refused.value.code == "pin"


@pytest.mark.parametrize("secret", ["1234", "aaaaaaaa", "Aaaaaaaa", "Abc1!", "abcdefg1"])
def test_a_weak_password_is_refused_for_who_can_do_much(secret: str) -> None:
    """Catches a manager with a four-digit code (CNIL, délibération 2022-100)."""
    with pytest.raises(Refusal) as refused:
        checked_secret(secret, Role.MANAGER)
    assert refused.value.code == "password"


def test_good_secrets_are_taken() -> None:
    """Catches a rule nobody can satisfy."""
    assert checked_secret("1234", Role.TRAINEE) == "1234"
    assert checked_secret("Gestion-02", Role.MANAGER) == "Gestion-02"
    assert checked_secret("gestion-02", Role.SUPERVISOR) == "gestion-02"


@pytest.mark.parametrize("role", list(Role))
def test_each_job_has_a_word_and_rights(role: Role) -> None:
    """Catches a role added to the list and forgotten in the table of rights."""
    assert ROLE_WORDS[role]
    assert RIGHTS[role]


def test_who_works_the_floor_cannot_change_the_past_or_the_rules() -> None:
    """Catches a right given to everyone by an added set."""
    dear = {Permission.APPROVE, Permission.SET_UP, Permission.MANAGE_PEOPLE,
            Permission.DISCOUNT_FREELY}  # fmt: skip
    for role in (Role.CASHIER, Role.RECEPTION, Role.TRAINEE, Role.SUPERVISOR, Role.INSPECTOR):
        assert not dear & RIGHTS[role]
    assert dear <= RIGHTS[Role.MANAGER]
    assert RIGHTS[Role.INSPECTOR] == {Permission.VERIFY, Permission.SEE_REPORTS}


def test_easy_screens_give_no_right_and_take_none() -> None:
    """Catches plain mode tied to a role: many cashiers are trainees."""
    person = Person("14", "Hugo", Role.TRAINEE, "rocket", "grey")
    plain = Person("14", "Hugo", Role.TRAINEE, "rocket", "grey", plain_mode=True)
    assert person.actor == plain.actor
    own = Person("14", "Hugo", Role.TRAINEE, "rocket", "grey", prints_own_labels=True)
    assert own.actor.may(Permission.PRICE)
    assert not person.actor.may(Permission.PRICE)


def test_a_right_not_held_is_refused_with_its_name() -> None:
    """Catches a refusal that screens cannot turn into a greyed key."""
    with pytest.raises(Refusal) as refused:
        refuse_unless(Actor("14", Role.TRAINEE), Permission.SELL)
    assert refused.value.code == "right"
    assert refused.value.facts == {"permission": Permission.SELL}
