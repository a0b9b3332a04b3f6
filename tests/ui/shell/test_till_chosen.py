"""The post changes till: its screens are made anew for the other one."""

from collections.abc import Callable

from shell_places import Made, Told
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.ui.hub import hub
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.workplaces import first_till

Find = Callable[[str], Person]


def test_screens_made_for_one_till_do_not_stay_for_another(
    shell: Shell, person: Find, made: Made, small_shop: TestShop
) -> None:
    """Catches a counter that goes on selling on the till one has just left."""
    shell.open_for(person("07"))
    before = shell.screen_now
    assert isinstance(before, Told)
    shell.go("till")
    shell.go("counter")
    small_shop.shop.till.choose("001-2")
    hub.till_chosen.emit("001-2")
    assert before.heard[-1] == "left", "what was typed is kept first"
    assert shell.screen_now is not before
    assert (shell.here, made.codes) == ("counter", ["counter", "till", "counter"])
    assert first_till(small_shop.shop) == "001-2"


def test_nobody_signed_in_is_nothing_to_do(shell: Shell) -> None:
    """Catches a program that ends when the till changes behind the sign-in."""
    hub.till_chosen.emit("001-2")
    assert shell.screen_now is None
