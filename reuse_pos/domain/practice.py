"""Learning the till: codes that belong to no real thing, so that neither shop takes the other's."""

from __future__ import annotations

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, read_scan

# Codes of the shop where one learns carry a store and a post that no real label has.
PRACTICE_STORE = 999
PRACTICE_DEVICE = 9
BEFORE_FIRST_CODE = 900_000
_STORE = f"{PRACTICE_STORE:03d}"
_SHORT = f"{DEVICE_LETTERS[PRACTICE_DEVICE]}-9"


def is_practice(raw: str) -> bool:
    """Whether a scanned or typed code names an example thing of the shop where one learns; badges,
    vouchers and what cannot be read do not."""
    try:
        code = read_scan(raw)
    except Refusal:
        return False
    if not code.is_thing:
        return False
    return code.digits[2:5] == _STORE if code.digits else code.short.startswith(_SHORT)
