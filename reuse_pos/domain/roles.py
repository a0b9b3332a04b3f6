"""Who may do what in the shop: roles, rights, and the person now acting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import N_, _


class Permission(StrEnum):
    """One right; every verb of the services asks for exactly one."""

    RECEIVE = "receive"
    SORT = "sort"
    WORK = "work"
    LABEL = "label"
    PRICE = "price"
    SELL = "sell"
    REFUND = "refund"
    DISCOUNT_FREELY = "discount_freely"
    TYPE_WEIGHT_FOR_PRICE = "type_weight_for_price"
    OPEN_DRAWER = "open_drawer"
    TILL = "till"
    CLOSE_TILL = "close_till"
    MOVE_STOCK = "move_stock"
    SEND_OUT = "send_out"
    SEE_STOCK = "see_stock"
    SEE_REPORTS = "see_reports"
    SUPERVISE = "supervise"
    SET_UP = "set_up"
    MANAGE_PEOPLE = "manage_people"
    VERIFY = "verify"
    APPROVE = "approve"
    PLAN_ROUNDS = "plan_rounds"
    TAKE_ORDERS = "take_orders"


class Role(StrEnum):
    """A person's job here; what it may do, never how easy its screens are (plain mode is apart)."""

    CASHIER = "cashier"
    RECEPTION = "reception"
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"


P = Permission
_FLOOR = {P.RECEIVE, P.SORT, P.LABEL, P.SEE_STOCK, P.PLAN_ROUNDS}
_SUPERVISOR = _FLOOR | {P.WORK, P.PRICE, P.SUPERVISE, P.MOVE_STOCK, P.SEND_OUT, P.TAKE_ORDERS}
_CASHIER = {
    P.SELL,
    P.REFUND,
    P.TILL,
    P.OPEN_DRAWER,
    P.CLOSE_TILL,
    P.SEE_STOCK,
    P.RECEIVE,
    P.TAKE_ORDERS,
}
_MANAGER = (
    _SUPERVISOR
    | _CASHIER
    | {
        P.APPROVE,
        P.DISCOUNT_FREELY,
        P.TYPE_WEIGHT_FOR_PRICE,
        P.SEE_REPORTS,
        P.SET_UP,
        P.MANAGE_PEOPLE,
        P.VERIFY,
    }
)
RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.CASHIER: frozenset(_CASHIER),
    Role.RECEPTION: frozenset(_FLOOR),
    Role.TRAINEE: frozenset({P.SORT, P.WORK, P.LABEL, P.SEE_STOCK}),
    Role.SUPERVISOR: frozenset(_SUPERVISOR),
    Role.MANAGER: frozenset(_MANAGER),
    Role.ADMINISTRATOR: frozenset(_MANAGER),
    Role.INSPECTOR: frozenset({P.VERIFY, P.SEE_REPORTS}),
}
ROLE_WORDS = {
    Role.CASHIER: N_("Till"),
    Role.RECEPTION: N_("Reception"),
    Role.TRAINEE: N_("Workshop"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.MANAGER: N_("Manager"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.INSPECTOR: N_("Inspector"),
}


@dataclass(frozen=True)
class Actor:
    """The signed-in person as verbs see it: operator code, role, extra rights; never a name."""

    op: str
    role: Role
    extra: frozenset[Permission] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the person holds a right: screens grey keys with it, services obey it."""
        return permission in RIGHTS[self.role] or permission in self.extra


SYSTEM = Actor("SYS", Role.ADMINISTRATOR)


def refuse_unless(who: Actor, permission: Permission) -> None:
    """Refuses, with code "right", when the person does not hold the right."""
    if not who.may(permission):
        raise Refusal(
            _("You do not have the right to do this. Nothing was changed. Ask your supervisor."),
            "right",
            permission=permission,
        )
