"""Why something unusual happened at the counter: the reasons a cashier touches, kept in the
journal."""

from __future__ import annotations

from reuse_pos.domain.wording import N_

VOID_REASONS = {
    "CHANGED_MIND": N_("Changed their mind"),
    "CUSTOMER_LEFT": N_("The person left"),
    "TILL_ERROR": N_("Mistake at the till"),
    "TEST": N_("Try-out"),
}
DRAWER_REASONS = {
    "MAKE_CHANGE": N_("Make change"),
    "CHECK": N_("Check the drawer"),
    "WRONG_CHANGE": N_("Wrong change given"),
    "STUCK": N_("The drawer had not opened"),
}
TYPED_WEIGHT_REASONS = {
    "SCALE_OUT": N_("The scale does not work"),
    "TOO_BIG": N_("Does not fit on the scale"),
    "OTHER_SCALE": N_("Weighed on the other scale"),
}
