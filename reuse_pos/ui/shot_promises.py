"""Pictured states of what the shop promises and sets: holds, agenda, the manager's yes,
settings."""

from __future__ import annotations

from collections.abc import Callable

from reuse_pos.domain.item import State
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import CASHIER, MANAGER, RECEPTION, Shot, touching

PAGES = (
    "price_keys", "vat", "shop", "till", "van", "zones", "payments", "vouchers", "social",
    "accounts", "tariffs",
)  # fmt: skip


def _dear(hands: Hands) -> str:
    found = [
        one for one in hands.shop.stock.items(State.ON_SALE)
        if one.price_state == "approved" and one.kind == "item"
    ]  # fmt: skip
    if not found:
        raise Missing("nothing labelled is on sale")
    return max(found, key=lambda one: one.price_cents or 0).code


def _with_thing(hands: Hands) -> None:
    if not hands.shop.till.status("001-1").session:
        hands.shop.till.open_session(hands.person(CASHIER).actor, "001-1", 15_000)
        hands.shell.go("holds")
        hands.be(CASHIER, "counter")
    hands.scan(_dear(hands))


def _hold(hands: Hands) -> None:
    _with_thing(hands)
    hands.key(8)


def _too_much_off(hands: Hands) -> None:
    hands.touch("panel_close")
    hands.key(7)
    hands.touch("choice_5000", "choice_GESTURE")
    hands.next()
    hands.settle(300)


def _page(code: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.screen.open(code)
        hands.settle(200)

    return bring


def _agenda(hands: Hands) -> None:
    hands.touch("week_before")
    hands.settle(200)


STATES = (
    Shot("16-agenda", RECEPTION, "agenda", lambda hands: hands.settle(200)),
    Shot("16a-agenda-semaine-passee", RECEPTION, "agenda", _agenda),
    Shot("16b-rendez-vous", RECEPTION, "agenda", touching("new_stop")),
    Shot("17-reservations", CASHIER, "holds", lambda hands: hands.settle(200)),
    Shot("17b-reserver", CASHIER, "counter", _hold),
    Shot("24-approbation", CASHIER, "counter", _too_much_off),
    Shot("25-reglages", MANAGER, "settings", lambda hands: hands.settle(200)),
    Shot("19-operation", MANAGER, "settings", _page("sale_days")),
    *(Shot(f"25-{code}", MANAGER, "settings", _page(code)) for code in PAGES),
)
