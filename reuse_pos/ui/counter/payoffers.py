"""What the payment may offer in this shop today: ways, kinds of social voucher, accounts, gifts."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.payments import METHODS, PaymentMethod
from reuse_pos.domain.wording import _


@dataclass(frozen=True)
class Pick:
    """One thing to choose from before an amount is typed: a kind of social voucher, an account.

    `number` tells whether a number is asked after it: "none" | "optional" | "required"; `ref` is
    the number it has itself, `most` the most it may pay in cents.
    """

    link: str
    name: str
    note: str
    icon: str
    number: str = "none"
    ref: str = ""
    most: int | None = None


@dataclass(frozen=True)
class PayOffers:
    """The ways to pay in the shop's order, and what each needs.

    `keep_rest`: what is left on a voucher stays on it. `communes` (code, name) is empty unless the
    survey runs today; `display`: the person has a screen of their own.
    """

    methods: tuple[PaymentMethod, ...] = METHODS[:2]
    local_name: str = ""
    socials: tuple[Pick, ...] = ()
    accounts: tuple[Pick, ...] = ()
    keep_rest: bool = True
    round_up: bool = False
    communes: tuple[tuple[str, str], ...] = ()
    display: bool = False

    def title(self, one: PaymentMethod) -> str:
        """What a way is called here: the local currency has a name of its own."""
        if one.code == "LOCAL" and self.local_name:
            return self.local_name
        return _(one.title)

    def picks(self, code: str) -> tuple[Pick, ...]:
        """What is chosen first with a way; nothing for most of them."""
        return {"SOCIAL": self.socials, "TAB": self.accounts}.get(code, ())


def number_rule(one: PaymentMethod, pick: Pick | None) -> str:
    """Whether a number goes with a payment: "none" | "optional" | "required"."""
    if pick is not None:
        return pick.number
    return one.number or "none"
