"""Gift cards, vouchers and store credit: what one is worth, until when, and what paying with it
leaves."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _

GIFT_CARD, VOUCHER, CREDIT = "GIFT_CARD", "VOUCHER", "CREDIT"
KIND_WORDS = {
    GIFT_CARD: N_("Gift card"),
    VOUCHER: N_("Voucher"),
    CREDIT: N_("Store credit"),
}
# The way to pay each kind is used by, and the letter its number begins with.
METHOD_OF = {GIFT_CARD: "VOUCHER", VOUCHER: "VOUCHER", CREDIT: "CREDIT"}
LETTER_OF = {GIFT_CARD: "C", VOUCHER: "B", CREDIT: "A"}
OPEN, SPENT, CANCELLED = "open", "spent", "cancelled"
KEEP, LOST = "KEEP", "LOST"
# A voucher given back after its last day can still be used this long.
DAYS_AFTER_RETURN = 30


@dataclass(frozen=True)
class VoucherState:
    """A voucher as it stands: `issued_cents` once, `left_cents` now; `expires_on` is the last ISO
    day it is taken ("" for no end). `has_code`: a paper with its code was made."""

    id: Id
    number: str
    kind: str
    issued_cents: int
    left_cents: int
    issued_on: str
    expires_on: str
    state: str
    has_code: bool = True

    def is_over(self, day: str) -> bool:
        """Whether its last day is past on an ISO day."""
        return bool(self.expires_on) and self.expires_on < day

    @property
    def method(self) -> str:
        """The way to pay it is used by."""
        return METHOD_OF[self.kind]


@dataclass(frozen=True)
class Spent:
    """A payment's effect: the voucher afterwards, the cents it paid, the cents its rest lost."""

    after: VoucherState
    cents: int
    lost: int


def expiry(issued_on: date, months: int) -> str:
    """The last ISO day of a voucher valid `months` months; "" when it has no end."""
    if not months:
        return ""
    year, month = divmod(issued_on.month - 1 + months, 12)
    last = calendar.monthrange(issued_on.year + year, month + 1)[1]
    return date(issued_on.year + year, month + 1, min(issued_on.day, last)).isoformat()


def check_amount(cents: int, ceiling: int) -> int:
    """The cents a voucher may be issued for; refuses nothing and more than `ceiling`."""
    if not 0 < cents <= ceiling:
        raise Refusal(
            _(
                "A voucher is worth more than nothing and at most {ceiling}. Nothing was "
                "recorded. Correct the amount.",
                ceiling=format_cents(ceiling),
            ),
            "amount",
        )
    return cents


def usable(voucher: VoucherState, day: str) -> VoucherState:
    """The voucher if it can still pay on an ISO day; refuses "cancelled", "spent" or "expired"."""
    if voucher.state == CANCELLED:
        raise Refusal(
            _("{number} was cancelled. It pays nothing. Take the money another way.",
              number=voucher.number), "cancelled", voucher=voucher,
        )  # fmt: skip
    if voucher.state == SPENT or voucher.left_cents <= 0:
        raise Refusal(
            _("{number} is used up. It pays nothing. Take the money another way.",
              number=voucher.number), "spent", voucher=voucher,
        )  # fmt: skip
    if voucher.is_over(day):
        raise Refusal(
            _(
                "{number} ended on {day}. It pays nothing. Take the money another way, or ask "
                "the manager.",
                number=voucher.number, day="/".join(reversed(voucher.expires_on.split("-"))),
            ),
            "expired", voucher=voucher,
        )  # fmt: skip
    return voucher


def loses_rest(kind: str, remainder: str) -> bool:
    """Whether what is left after one payment is lost under the shop's rule; a store credit is the
    person's own money and always keeps its rest."""
    return remainder == LOST and kind != CREDIT


def spend(voucher: VoucherState, cents: int, day: str, remainder: str) -> Spent:
    """Pay `cents` with a voucher; its rest stays (KEEP) or is lost (LOST). Refuses more than is
    left on it."""
    usable(voucher, day)
    if not 0 < cents <= voucher.left_cents:
        raise Refusal(
            _(
                "Only {left} are left on {number}. Nothing was recorded. Take the rest another "
                "way.",
                left=format_cents(voucher.left_cents), number=voucher.number,
            ),
            "too_much", left=voucher.left_cents,
        )  # fmt: skip
    rest = voucher.left_cents - cents
    lost = rest if loses_rest(voucher.kind, remainder) else 0
    left = rest - lost
    return Spent(_at(voucher, left), cents, lost)


def give_back(voucher: VoucherState, cents: int, paid_cents: int, day: str) -> VoucherState:
    """Put `cents` of a returned sale on a voucher again; `paid_cents` is what it paid so far, less
    what already came back. Refuses more than that, and a cancelled voucher."""
    if voucher.state == CANCELLED:
        raise Refusal(
            _(
                "{number} was cancelled: nothing can go back on it. Nothing was recorded. Give a "
                "store credit.",
                number=voucher.number,
            ),
            "cancelled", voucher=voucher,
        )  # fmt: skip
    if not 0 < cents <= paid_cents:
        raise Refusal(
            _(
                "{number} paid {paid}: more cannot go back on it. Nothing was recorded. Correct "
                "the amount.",
                number=voucher.number, paid=format_cents(paid_cents),
            ),
            "too_much",
        )  # fmt: skip
    back = _at(voucher, voucher.left_cents + cents)
    if not back.is_over(day):
        return back
    later = date.fromisoformat(day) + timedelta(days=DAYS_AFTER_RETURN)
    return replace(back, expires_on=later.isoformat())


def cancelled(voucher: VoucherState) -> VoucherState:
    """The voucher without its worth, for good."""
    return replace(voucher, left_cents=0, state=CANCELLED)


def code_hash(digits: str) -> str:
    """What is kept of a voucher's or card's 13 digits. Ten random digits are few enough to be
    guessed from a plain hash, so the hash is made slow (scrypt, 8 MiB)."""
    import hashlib

    kept = hashlib.scrypt(
        digits.encode(), salt=b"reuse_pos/voucher", n=1 << 13, r=8, p=1, maxmem=1 << 26, dklen=16
    )
    return kept.hex()


def _at(voucher: VoucherState, left: int) -> VoucherState:
    return replace(voucher, left_cents=left, state=OPEN if left else SPENT)
