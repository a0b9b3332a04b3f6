"""A manager's yes on the spot: what may be asked for, why, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import N_, _

DISCOUNT, RETURN, DIFFERENCE, TYPED_WEIGHT, DRAWER, ADOPTION = (
    "DISCOUNT",
    "RETURN",
    "DIFFERENCE",
    "TYPED_WEIGHT",
    "DRAWER",
    "ADOPTION",
)
APPROVALS = {
    DISCOUNT: N_("A reduction above the limit"),
    RETURN: N_("A return above the limit, after the delay or without a ticket"),
    DIFFERENCE: N_("A till difference above the limit"),
    TYPED_WEIGHT: N_("A weight typed by hand that makes a price"),
    DRAWER: N_("Opening the drawer without a sale"),
    ADOPTION: N_("Taking in a label that is not in the list"),
}


@dataclass(frozen=True)
class Approval:
    """What a manager said yes to: `limit` is the most it covers (cents, or basis points for a
    reduction), `subject` the one thing or ticket it is about ("" for any)."""

    id: Id
    kind: str
    till: str
    asked_by: str
    given_by: str
    reason: str
    limit: int
    subject: str
    day: str


def covers(approval: Approval | None, kind: str, till: str, value: int, day: str) -> bool:
    """Whether a yes covers this gesture: same kind, same till, same business day, not more than
    what was accepted."""
    return (
        approval is not None
        and (approval.kind, approval.till, approval.day) == (kind, till, day)
        and value <= approval.limit
    )


def needs_approval(kind: str, **facts: object) -> Refusal:
    """The refusal that a screen answers with the manager's dialog."""
    return Refusal(
        _("{what}: the manager must say yes. Nothing was recorded. Call the manager.",
          what=_(APPROVALS[kind])),
        "approval", kind=kind, **facts,
    )  # fmt: skip
