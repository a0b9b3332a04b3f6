"""The people who work here, as the program knows them: an operator code, a role, a picture to
touch.

Names live apart (they can be erased); ledgers and the journal hold operator codes only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Actor, Permission, Role
from reuse_pos.domain.wording import _

PIN_FREE_ROLES = frozenset({Role.CASHIER, Role.RECEPTION, Role.TRAINEE})
FAILURES_BEFORE_DELAY = 3
FAILURES_BEFORE_LOCK = 10
FIRST_DELAY_S = 30
LONGEST_DELAY_S = 900
MIN_PASSWORD = 8
LOCK_AFTER_S = {"counter": 180, "workshop": 900}


@dataclass(frozen=True)
class Person:
    """One person with a right here: `op` is the operator code ("07"), `name` a first name, `icon`
    the picture."""

    op: str
    name: str
    role: Role
    icon: str
    colour: str
    plain_mode: bool = False
    prints_own_labels: bool = False
    active: bool = True

    @property
    def actor(self) -> Actor:
        """The person as verbs see them; who prints their own labels may price their own work."""
        extra = {Permission.PRICE} if self.prints_own_labels else ()
        return Actor(self.op, self.role, frozenset(extra))

    @property
    def uses_password(self) -> bool:
        """Managers, supervisors and inspectors type a password; the others a 4-digit PIN."""
        return self.role not in PIN_FREE_ROLES


def checked_secret(secret: str, role: Role) -> str:
    """The PIN or password if it is good enough for the role (CNIL, délibération 2022-100: PIN only
    on an enrolled till; a password of 8 characters in 3 classes elsewhere); refuses otherwise."""
    if role in PIN_FREE_ROLES:
        if not re.fullmatch(r"[0-9]{4}", secret):
            raise Refusal(
                _("A secret code has 4 digits. Nothing was changed. Choose another."), "pin"
            )
        return secret
    classes = sum(
        bool(re.search(kind, secret)) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
    )
    if len(secret) < MIN_PASSWORD or classes < 3:
        raise Refusal(
            _(
                "A password has at least 8 characters of 3 kinds: small letter, capital, digit, "
                "sign. "
                "Nothing was changed. Choose another."
            ),
            "password",
        )
    return secret


def delay_after(failures: int) -> int:
    """Seconds to wait after that many wrong codes in a row: none below 3, then 30 s doubling up to
    15 min."""
    if failures < FAILURES_BEFORE_DELAY:
        return 0
    return min(FIRST_DELAY_S << (failures - FAILURES_BEFORE_DELAY), LONGEST_DELAY_S)
