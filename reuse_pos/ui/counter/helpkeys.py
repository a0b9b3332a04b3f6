"""The keyboard of the counter, as the help tells it: what each key does while one sells, takes the
money, or takes things back."""

from __future__ import annotations

from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.screen import KeyRows

SELL = (
    ("F1 F2 F3", N_("The first three pictures")),
    (N_("Name or price, Enter"), N_("Find a picture, or sell at this price")),
    ("1 … 9", N_("Touch the picture with this figure")),
    (N_("12 * Enter"), N_("12 pieces of the chosen line")),
    ("↑ ↓", N_("Choose a line")),
    ("+ −", N_("One more, one less")),
    ("*", N_("Solidarity price")),
    (N_("Del"), N_("Take the line out")),
    (N_("Shift + Del"), N_("Empty the basket")),
    (N_("Page ↑ ↓"), N_("Another family")),
    ("F5", N_("Last ticket, ← → the others")),
    ("F6", N_("Put aside; basket empty: take up")),
    ("F7", N_("Discount")),
    ("F8", N_("Hold")),
    ("F10", N_("Drawer")),
    (N_("Ctrl + Enter"), N_("The key of the message")),
)
PAY = (
    ("E C Q …", N_("The letter of the way to pay")),
    ("0 … 9", N_("The amount received, or a number")),
    ("F1 F2 F3", N_("The sums proposed")),
    ("+", N_("Add a payment")),
    (N_("Del"), N_("Take the last payment away")),
    ("P", N_("Receipt or not")),
    ("D", N_("Round up for the gift")),
    (N_("Enter key"), N_("Finish the sale")),
)
BACK = (
    ("F9", N_("Return / exchange")),
    ("1 … 9", N_("Tick a line")),
    ("+ −", N_("How many come back")),
    ("F1 F2 F3", N_("Where it goes")),
)
EVERYWHERE = (
    (N_("Tab, Space"), N_("Go from key to key, press")),
    (N_("Shift + F1"), N_("This help")),
)


def help_keys(actor: Actor) -> KeyRows:
    """The keys of the counter by what one is doing; returns only for who may take things back."""
    told = [(N_("Selling"), SELL), (N_("Payment"), PAY)]
    if actor.may(Permission.REFUND):
        told.append((N_("Return / exchange"), BACK))
    told.append((N_("Everywhere"), EVERYWHERE))
    return tuple((_(title), tuple((_(key), _(does)) for key, does in rows)) for title, rows in told)
