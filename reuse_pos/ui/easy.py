"""A person changes between easy and full screens by themself, in the middle of their work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks

if TYPE_CHECKING:
    from reuse_pos.ui.shell import Shell


def turn(shell: Shell, shop: Shop) -> None:
    """Give the person signed in the other kind of screens; what they were doing is kept."""
    person = shell.person
    if person is None:
        return
    on = not person.plain_mode

    def turned(done: Any) -> None:
        if shell.screen_now is not None:
            shell.screen_now.left()
        shell.begin_anew(done.value)
        shell.say(_("Easy screens are on") if on else _("Full screens are on"))

    tasks.run(
        lambda: shop.team.choose_plain(person.actor, on), turned,
        lambda refusal: shell.say(refusal.sentence, None, "bad"), owner=shell,
    )  # fmt: skip
