"""Cards one scans instead of touching a screen: FINI, PAUSE, AIDE, OUI, NON. They carry no right of
their own."""

from __future__ import annotations

from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Code, CodeKind, make_code
from reuse_pos.domain.wording import N_, _


class Command(StrEnum):
    """What a card says; the list is closed."""

    DONE = "FINI"
    PAUSE = "PAUSE"
    HELP = "AIDE"
    YES = "OUI"
    NO = "NON"


NUMBERS = {command: number for number, command in enumerate(Command, 1)}
COMMAND_WORDS = {
    Command.DONE: N_("I have finished"),
    Command.PAUSE: N_("I take a break"),
    Command.HELP: N_("I need help"),
    Command.YES: N_("Yes"),
    Command.NO: N_("No"),
}


def command_code(command: Command) -> str:
    """The 13 digits of a card: the same in every shop, so that cards may be printed anywhere."""
    return make_code(CodeKind.COMMAND, 0, 0, NUMBERS[command])


def read_command(code: Code) -> Command:
    """The card that was scanned; refuses a card outside the list."""
    found = next((one for one in Command if command_code(one) == code.digits), None)
    if found is None:
        raise Refusal(
            _("This card means nothing here. Nothing was changed. Scan another."), "command"
        )
    return found
