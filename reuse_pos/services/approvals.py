"""A manager approves on the spot, without taking over the till: who asked, who said yes, why."""

from __future__ import annotations

from reuse_pos.db import approvals as rows
from reuse_pos.domain.approval import APPROVALS, Approval, covers, needs_approval
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Station
from reuse_pos.services.people import People
from reuse_pos.services.verb import Act, Done, verb


class Approvals(Station):
    """Who may say yes, and the yeses given."""

    def approvers(self) -> list[Person]:
        """The people who may say yes on the spot."""
        return People(self.office).tiles((Permission.APPROVE,))

    def give(self, who: Actor, op: str, secret: str, asked: Approval) -> Done[Id]:
        """Say yes with a password (`op` from a tile or a scanned badge): `who` asked and stays
        signed in. Refuses a wrong password, and a person without the right.

        `asked` needs only kind, till, reason, limit and subject; the rest is filled in here.
        """
        approver = People(self.office).sign_in(op, secret)
        if not approver.actor.may(Permission.APPROVE):
            raise Refusal(
                _("This person may not say yes to it. Nothing was recorded. Ask the manager."),
                "right",
                permission=Permission.APPROVE,
            )
        return self._write(who, approver.op, asked)

    @verb("approved", Permission.SELL)
    def _write(self, act: Act, given_by: str, asked: Approval) -> Id:
        if asked.kind not in APPROVALS or not asked.reason.strip():
            raise Refusal(
                _("A yes needs a reason. Nothing was recorded. Touch a reason."), "reason"
            )
        approval = uuid7(act.at_ns)
        act.put(
            "approval", id=approval, kind=asked.kind, till=asked.till, asked_by=act.who.op,
            given_by=given_by, reason=asked.reason[:80], limit_value=asked.limit,
            subject=asked.subject[:80], at=act.at, day=act.day,
        )  # fmt: skip
        journal = TillJournal(act, self.office, asked.till)
        info = {
            "kind": asked.kind, "asked_by": act.who.op, "given_by": given_by,
            "reason": asked.reason[:80], "limit": asked.limit, "subject": asked.subject[:80],
        }  # fmt: skip
        journal.write(fiscal.jet(journal.stamp, fiscal.Jet.APPROVAL, info))
        act.changed(Change.COUNTER)
        return approval


def asked_approval(kind: str, till: str, reason: str, limit: int, subject: str = "") -> Approval:
    """What a screen asks a manager to say yes to."""
    return Approval(b"", kind, till, "", "", reason, limit, subject, "")


def check_approval(
    act: Act, approval_id: str, kind: str, till: str, value: int, **facts: object
) -> None:
    """Refuses, with code "approval", unless the yes named (hex id) covers `value` for this kind of
    gesture, on this till, today; whoever may say yes needs none."""
    if act.who.may(Permission.APPROVE):
        return
    found = rows.approval(act.tx, bytes.fromhex(approval_id)) if approval_id else None
    if not covers(found, kind, till, value, act.day):
        raise needs_approval(kind, **facts)
