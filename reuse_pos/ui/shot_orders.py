"""Pictured states of customer orders: who waits for what, a quote being written, the agreement."""

from __future__ import annotations

from reuse_pos.domain.item import Item, State
from reuse_pos.domain.orders import Stage
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import CASHIER, MANAGER, SUPERVISOR, Shot, touching


def _sold(hands: Hands) -> Item:
    """Furniture somebody bought, on which no work is ordered yet."""
    orders = hands.shop.orders
    found = [
        one for one in hands.shop.stock.items(State.SOLD)
        if one.category.startswith("EA-") and orders.order_of(one.id) is None
    ]  # fmt: skip
    if not found:
        raise Missing("no furniture was sold")
    return max(found, key=lambda item: item.code)


def _choose(hands: Hands, stage: Stage) -> None:
    found = [view for view in hands.shop.orders.waiting() if view.stage is stage]
    if not found:
        raise Missing(f"no order is {stage.value}")
    hands.touch(f"order_{found[0].order.number}")


def _ask(hands: Hands) -> None:
    hands.screen.show_order(hands.screen.chosen.id)
    hands.scan(_sold(hands).code)
    hands.touch("order_step_sand", "order_step_paint", "pad_2", "pad_comma", "pad_5")
    hands.touch("order_amount_materials", "pad_1", "pad_8")


def _whom(hands: Hands) -> None:
    hands.next()
    hands.write("order_asked_name", "Lucie Morvan")


def _agree(hands: Hands) -> None:
    hands.touch("whom_back", "quote_back")
    _choose(hands, Stage.QUOTED)
    hands.next()


def _give_up(hands: Hands) -> None:
    hands.touch("agree_back")
    _choose(hands, Stage.READY)
    hands.touch("order_end")


def _settings(hands: Hands) -> None:
    hands.screen.open("promises")
    hands.settle(200)


STATES = (
    Shot("27-commandes", CASHIER, "orders", lambda hands: hands.settle(200)),
    Shot("27a-commande-a-l-atelier", CASHIER, "orders",
         lambda hands: _choose(hands, Stage.ACCEPTED)),
    Shot("27b-devis-remis", CASHIER, "orders", lambda hands: _choose(hands, Stage.QUOTED)),
    Shot("27c-nouveau-devis", CASHIER, "orders", _ask),
    Shot("27d-pour-qui", CASHIER, "orders", _whom),
    Shot("27e-accord", CASHIER, "orders", _agree),
    Shot("27f-annuler", CASHIER, "orders", _give_up),
    Shot("27g-commande-encadrement", SUPERVISOR, "orders",
         lambda hands: _choose(hands, Stage.ACCEPTED)),
    Shot("25-promesses", MANAGER, "settings", _settings),
    Shot("27h-finies", SUPERVISOR, "orders", touching("group_ended")),
)  # fmt: skip
