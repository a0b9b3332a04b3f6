"""Things kept aside for somebody: for how long, with which deposit, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.wording import N_, _

NONE, ARRHES, ACOMPTE = "NONE", "ARRHES", "ACOMPTE"
DEPOSIT_WORDS = {ARRHES: N_("Earnest money"), ACOMPTE: N_("Down payment")}
HOLD_DAYS = (3, 7, 15)
MORE_DAYS = (3, 7)
LONGEST_DAYS = 60
# A line let go of before the rest; its price is no longer agreed.
LET_GO = "LET_GO"
HOLD_ENDED = "HOLD_ENDED"
NAME_LENGTH, PHONE_LENGTH = 60, 20


class HoldState(StrEnum):
    """What became of a hold."""

    OPEN = "open"
    COLLECTED = "collected"
    RELEASED = "released"
    KEPT = "kept"
    CANCELLED = "cancelled"


class Expiry(StrEnum):
    """How much time an open hold has left."""

    TO_COME = "to_come"
    TONIGHT = "tonight"
    EXPIRED = "expired"


@dataclass(frozen=True)
class HoldAsked:
    """What the cashier asks for: days held, the person's name and phone, a deposit in cents with
    its payments, and whether the slip is printed (PRINT or NONE)."""

    days: int
    name: str
    phone: str = ""
    deposit_cents: int = 0
    payments: Sequence[Payment] = ()
    receipt: str = "PRINT"


def hold_number(day: str, counter: int) -> str:
    """The number of the nth hold of a month: `RES-2610-0001`."""
    return f"{hold_prefix(day)}{counter:04d}"


def hold_prefix(day: str) -> str:
    """What every hold number of the month of a business day begins with."""
    return f"RES-{day[2:4]}{day[5:7]}-"


def initials(name: str) -> str:
    """`Lucie Garnier` → "L. G.", at most three; what screens, labels and facts show of a person."""
    letters = [part[0].upper() for part in name.replace("-", " ").split() if part[0].isalpha()]
    return NBSP.join(f"{letter}." for letter in letters[:3])


def checked_person(name: str, phone: str) -> tuple[str, str]:
    """The name and phone tidied; refuses a name without a letter and a phone that is none.

    Nothing else about the person is asked (RGPD art. 5: no more than the purpose needs).
    """
    name = " ".join(name.split())
    if not initials(name) or len(name) > NAME_LENGTH:
        raise Refusal(_("Who is it for? Nothing was recorded. Type a name."), "name")
    digits = "".join(mark for mark in phone if mark.isdigit() or mark == "+")
    odd = [mark for mark in phone if not (mark.isdigit() or mark in "+ .-/()" + NBSP)]
    if odd or (digits and not 6 <= len(digits) <= PHONE_LENGTH):
        raise Refusal(
            _("This is not a phone number. Nothing was recorded. Correct it, or leave it empty."),
            "phone",
        )
    return name, digits


def grouped_phone(digits: str) -> str:
    """`0612345642` → "06 12 34 56 42"."""
    if digits.startswith("+") or len(digits) % 2:
        return digits
    return NBSP.join(digits[i : i + 2] for i in range(0, len(digits), 2))


def hidden_phone(digits: str) -> str:
    """`0612345642` → "06 •• •• •• 42": enough to be sure, too little to call."""
    if len(digits) < 6:
        return ""
    middle = ["••"] * max(1, (len(digits) - 4 + 1) // 2)
    return NBSP.join([digits[:2], *middle, digits[-2:]])


def checked_days(days: int) -> int:
    """The days a thing is held; refuses none and more than 60."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal(
            _("A thing is held for 1 to {n} days. Nothing was recorded. Choose again.",
              n=LONGEST_DAYS), "days",
        )  # fmt: skip
    return days


def checked_deposit(cents: int, total_cents: int) -> int:
    """The deposit in cents; refuses one below zero or above the price agreed."""
    if not 0 <= cents <= total_cents:
        raise Refusal(
            _("The deposit is at most {amount}, the price agreed. Nothing was recorded. "
              "Choose another.", amount=format_cents(total_cents)), "deposit",
        )  # fmt: skip
    return cents


def held_until(day: date, days: int) -> str:
    """The last day a thing is held, as an ISO date."""
    return day_after(day.isoformat(), checked_days(days))


def day_after(day: str, days: int) -> str:
    """The ISO date so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def extended(until: str, today: str, days: int) -> str:
    """The new last day: `days` after the old one, or after today where that has gone by."""
    return held_until(date.fromisoformat(max(until, today)), days)


def expiry(until: str, today: str) -> Expiry:
    """How an open hold stands on a business day."""
    if until > today:
        return Expiry.TO_COME
    return Expiry.TONIGHT if until == today else Expiry.EXPIRED


def deposit_label(kind: str) -> str:
    """What a deposit is called in the shop: "Acompte" or "Arrhes"."""
    return _(DEPOSIT_WORDS[kind])


def what_happens(kind: str) -> str:
    """What becomes of the deposit when nobody comes: on the slip and on the screen.

    Arrhes are lost by the buyer who gives up (Code de la consommation L214-1, Code civil 1590); an
    acompte is a first payment, which this shop gives back when the sale does not happen.
    """
    if kind == ARRHES:
        return _("Not collected by then: the earnest money is kept, the thing goes back on sale.")
    if kind == ACOMPTE:
        return _(
            "Not collected by then: the down payment is given back, the thing goes back on sale."
        )
    return _("Not collected by then: the thing goes back on sale.")


def agreed_lines_agree(
    wanted: Sequence[tuple[bytes, int]], given: Sequence[tuple[bytes | None, int]]
) -> bool:
    """Whether a basket holds exactly the things of a hold, each at the price agreed (cents)."""
    return sorted(wanted) == sorted((item or b"", cents) for item, cents in given)
