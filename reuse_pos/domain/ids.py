"""Names for things: ids that sort by time, and the 13-digit code on every label, ticket, badge and
container.

Grammar: "2" + kind + ten digits + EAN-13 check digit, inside GS1's in-store range. For things,
tickets and containers the ten digits are store (3), device (1), counter (6); badges and vouchers
carry ten random digits.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

Id = bytes
DEVICE_LETTERS = "RSTVWXYZKL"
AZERTY_DIGITS = {
    "&": "1",
    "é": "2",
    '"': "3",
    "'": "4",
    "(": "5",
    "-": "6",
    "è": "7",
    "_": "8",
    "ç": "9",
    "à": "0",
    "É": "2",
    "È": "7",
    "Ç": "9",
    "À": "0",
}
# A scanner set to the French keyboard on a computer set to the American one.
SHIFTED_DIGITS = dict(zip("!@#$%^&*()", "1234567890", strict=True))
_GARBLED = "&é\"'(è_çàÉÈÇÀ"
_last = [(-1, 0, 0)]


class CodeKind(StrEnum):
    """What a scanned code stands for: the second digit."""

    ITEM = "0"
    BATCH = "1"
    TICKET = "2"
    BADGE = "3"
    VOUCHER = "4"
    CONTAINER = "5"
    COMMAND = "6"


@dataclass(frozen=True)
class Code:
    """A code read from a scanner or typed; `digits` is all 13, or "" for a short form typed by
    hand."""

    kind: CodeKind | None
    digits: str
    short: str

    @property
    def is_thing(self) -> bool:
        """Whether it names an item or a batch."""
        return self.kind in (None, CodeKind.ITEM, CodeKind.BATCH)


def uuid7(at_ns: int | None = None) -> Id:
    """A new 16-byte UUID, version 7: time first, never twice the same; those made here in one
    millisecond keep the order they were made in (RFC 9562, 6.2), so lists sort by id."""
    millis = (time.time_ns() if at_ns is None else at_ns) // 1_000_000
    chance = int.from_bytes(os.urandom(10), "big")
    before, high, low = _last[0]
    if millis == before:
        low += 1 + (chance & 0xFFFF_FFFF)
    else:
        # The top bit stays free for the steps above.
        high, low = chance >> 61 & 0xFFF, chance & (1 << 61) - 1
    _last[0] = (millis, high, low)
    stamp = millis << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low
    return stamp.to_bytes(16, "big")


def ean13_check(twelve: str) -> str:
    """The check digit of twelve digits (GS1 General Specifications, 7.9)."""
    odd, even = sum(map(int, twelve[::2])), sum(map(int, twelve[1::2]))
    return str(-(odd + 3 * even) % 10)


def make_code(kind: CodeKind, store: int, device: int, counter: int) -> str:
    """The 13 digits of a thing, ticket or container; raises `ValueError` outside the grammar's
    room."""
    if not (0 <= store <= 999 and 0 <= device <= 9 and 0 <= counter <= 999_999):
        raise ValueError(f"no room for store {store}, device {device}, counter {counter}")
    twelve = f"2{kind.value}{store:03d}{device}{counter:06d}"
    return twelve + ean13_check(twelve)


def make_random_code(kind: CodeKind) -> str:
    """The 13 digits of a badge or voucher: ten random digits."""
    twelve = f"2{kind.value}{int.from_bytes(os.urandom(8), 'big') % 10**10:010d}"
    return twelve + ean13_check(twelve)


def short_form(code: str) -> str:
    """What people see and say: "2000100052310" → "R-005231"."""
    return f"{DEVICE_LETTERS[int(code[5])]}-{code[6:12]}"


def digits_of(raw: str) -> str:
    """The characters with the digits put back where a scanner types as on another keyboard than
    the computer's: &é"'… for 123… or, the other way round, !@#$… for them."""
    if len(raw) > 1 and set(raw) <= SHIFTED_DIGITS.keys() and set(raw) & set("!@#$%^*)"):
        return "".join(SHIFTED_DIGITS[mark] for mark in raw)
    if any(mark in raw for mark in _GARBLED) or raw.count("-") > 1:
        return "".join(AZERTY_DIGITS.get(mark, mark) for mark in raw)
    return raw


def read_scan(raw: str) -> Code:
    """What was scanned or typed: repairs an AZERTY garble, checks the digits, accepts the short
    form.

    Refuses with code "foreign" (another maker's barcode), "damaged" (wrong check digit),
    "unreadable".
    """
    text = digits_of(raw.strip())
    compact = text.replace(" ", "").replace("-", "").upper()
    if len(compact) == 7 and compact[0] in DEVICE_LETTERS and compact[1:].isdigit():
        return Code(None, "", f"{compact[0]}-{compact[1:]}")
    if not (compact.isascii() and compact.isdigit()) or len(compact) not in (8, 12, 13, 14):
        raise Refusal(
            _("This code cannot be read here. Nothing was changed. Scan the shop’s own label."),
            "unreadable",
        )
    if len(compact) != 13 or compact[0] != "2":
        raise Refusal(
            _(
                "This barcode comes from a maker, not from the shop. Nothing was changed. "
                "Scan the shop’s label or touch a picture."
            ),
            "foreign",
        )
    if ean13_check(compact[:12]) != compact[12] or compact[1] > CodeKind.COMMAND.value:
        raise Refusal(
            _(
                "The label is damaged or was misread. Nothing was changed. "
                "Scan it again or type the short code."
            ),
            "damaged",
        )
    return Code(CodeKind(compact[1]), compact, short_form(compact))
