"""Pictured states of the counter beyond the road: the panels that ask for more, the payments, the
tickets before, the keys of the keyboard."""

from __future__ import annotations

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.item import State
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import CASHIER, MANAGER, Shot, touching


def _begin(hands: Hands) -> None:
    """The till open, its basket empty, no panel."""
    if not hands.shop.till.status("001-1").session:
        hands.shop.till.open_session(hands.person(CASHIER).actor, "001-1", 15_000)
        hands.shell.go("holds")
        hands.be(CASHIER, "counter")
    hands.put(0)
    hands.screen.back_to_basket()
    hands.screen.sell.close_panel()
    hands.screen.error.clear()
    hands.screen.model.put(Basket())
    hands.settle()


def _labelled(hands: Hands) -> str:
    for one in hands.shop.stock.items(State.ON_SALE):
        if one.price_state == "approved" and one.kind == "item":
            return one.code
    raise Missing("nothing labelled is on sale")


def _unknown(hands: Hands) -> None:
    _begin(hands)
    hands.key(2)
    hands.scan("R-999999")


def _typed_price(hands: Hands) -> None:
    _begin(hands)
    hands.key(2)
    hands.screen.selling.ask_price()
    hands.settle()


def _aside(hands: Hands) -> None:
    _begin(hands)
    for quick in (2, 3):
        hands.key(quick)
        hands.key(6)
    hands.key(6)


def _why_empty(hands: Hands) -> None:
    _begin(hands)
    hands.key(2)
    hands.touch("basket_bin")


def _by_hand(hands: Hands) -> None:
    _begin(hands)
    hands.key(1)
    hands.touch("weight_by_hand")


def _two_ways(hands: Hands) -> None:
    _begin(hands)
    for _turn in range(5):
        hands.key(3)
    hands.next()
    hands.touch("way_CARD", "pad_5", "pile", "small_CASH", "note_2")


def _by_cheque(hands: Hands) -> None:
    hands.touch("remove_payment_1", "small_CHEQUE")


def _many_lines(hands: Hands) -> None:
    _begin(hands)
    hands.scan(_labelled(hands))
    for cents in range(100, 4_000, 100):
        label = "Armoire normande en chêne massif à deux portes vitrées"
        line = hands.shop.counter.line_at_price("EA-AS-FAUTEUIL", cents, label)
        hands.screen.model.add(line)
    hands.settle()


def _earlier(hands: Hands) -> None:
    _begin(hands)
    for quick in (2, 3):
        hands.key(quick)
        hands.key(11)
        hands.settle(200)
    hands.key(5)
    hands.touch("ticket_before")


def _keyboard(hands: Hands) -> None:
    _begin(hands)
    hands.shell.show_help()
    hands.settle(200)
    hands.touch("help_keys")


def _close_help(hands: Hands) -> None:
    hands.touch("help_back", "help_close")
    _begin(hands)


STATES = (
    Shot("02f-code-inconnu", CASHIER, "counter", _unknown),
    Shot("02g-sans-etiquette", CASHIER, "counter", _typed_price),
    Shot("02h-paniers-en-attente", CASHIER, "counter", _aside),
    Shot("02i-vider-le-panier", CASHIER, "counter", _why_empty),
    Shot("02j-poids-a-la-main", MANAGER, "counter", _by_hand),
    Shot("03d-deux-moyens", MANAGER, "counter", _two_ways),
    Shot("03e-cheque", MANAGER, "counter", _by_cheque),
    Shot("02k-quarante-lignes", MANAGER, "counter", _many_lines),
    Shot("03f-tickets-d-avant", MANAGER, "counter", _earlier),
    Shot("03g-corriger-le-paiement", MANAGER, "counter", touching("ticket_correct")),
    Shot("02l-les-touches-du-clavier", MANAGER, "counter", _keyboard),
    Shot("02m-caisse-vide", MANAGER, "counter", _close_help),
)
