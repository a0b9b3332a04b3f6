"""The states that are pictured: who, where, and the gestures that lead there, as in the shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reuse_pos.domain.item import Item, State
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.widgets import Tile

CASHIER, RECEPTION, TRAINEE, SUPERVISOR, MANAGER = "07", "05", "14", "03", "02"


@dataclass(frozen=True)
class Shot:
    """One state: its name (the mock-up's), the person (operator code, "" at the sign-in), the
    workplace ("" stays), the gestures, its name on a narrow screen and in strongest contrast."""

    name: str
    person: str
    place: str
    bring: Callable[[Hands], object]
    narrow: str = ""
    strongest: str = ""

    @property
    def narrow_name(self) -> str:
        """The name of the picture at 1024 pixels."""
        return self.narrow or self.name


def states() -> tuple[Shot, ...]:
    """Every state, in an order that one leads to the next."""
    from reuse_pos.ui import (
        shot_counter,
        shot_desk,
        shot_devices,
        shot_goods,
        shot_orders,
        shot_promises,
        shot_till,
        shot_workshop,
    )

    road = (*_SIGN_IN, *_COUNTER, *_INTAKE, *_SORTING, *_WORKSHOP, *shot_workshop.STATES)
    more = (*_MANAGER, *shot_goods.STATES, *shot_promises.STATES, *shot_orders.STATES)
    more = (*more, *shot_counter.STATES)
    last = (*shot_till.STATES, *shot_desk.STATES, *shot_devices.STATES, *_TILL)
    return (*road, *more, *last)


def _pick(op: str, figures: str = "") -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.shell.switch_person()
        hands.touch(f"person_{op}")
        for figure in figures:
            hands.touch(f"pad_{figure}")

    return bring


def _wrong_code(hands: Hands) -> None:
    _pick(RECEPTION)(hands)
    for _turn in range(3):
        hands.touch(*["pad_0"] * 4)
        hands.settle()


def touching(*names: str) -> Callable[[Hands], None]:
    """Gestures that only touch keys, one after the other."""
    return lambda hands: hands.touch(*names)


_SIGN_IN = (
    Shot("01a-connexion-vide", "", "", lambda hands: hands.settle()),
    Shot("01-connexion", "", "", _pick(CASHIER, "12")),
    Shot("01b-code-faux", "", "", _wrong_code),
    Shot("01c-mot-de-passe", "", "", _pick(MANAGER)),
    Shot("01d-taille-du-texte", "", "", touching("text_size")),
    Shot("01e-contraste", "", "", touching("card_close", "contrast")),
    Shot("01f-aide", "", "", touching("card_close", "help")),
)


def _on_sale(hands: Hands, count: int) -> list[Item]:
    found = [
        one
        for one in hands.shop.stock.items(State.ON_SALE)
        if one.price_state == "approved" and one.kind == "item"
    ]
    return sorted(found, key=lambda one: -(one.price_cents or 0))[:count]


def _open_till(hands: Hands) -> None:
    if not hands.shop.till.status("001-1").session:
        hands.shop.till.open_session(hands.person(CASHIER).actor, "001-1", 15_000)
        hands.shell.go("intake")
        hands.be(CASHIER, "counter")


def _fill_basket(hands: Hands) -> None:
    _open_till(hands)
    for item in _on_sale(hands, 2):
        hands.scan(item.code)
        hands.kept["sold"] = item.code
    hands.key(2)
    hands.touch("tile_4", "tile_4", "tile_4", *["tile_5"] * 6)


def _weigh_sale(hands: Hands) -> None:
    hands.key(1)
    hands.put(1_840)


def _pay_cash(hands: Hands) -> None:
    hands.touch("way_CASH", "note_2")


def _sold(hands: Hands) -> None:
    hands.next()
    hands.settle(300)


_COUNTER = (
    Shot("02a-ouverture", CASHIER, "counter", lambda hands: hands.settle()),
    Shot("02-caisse", CASHIER, "counter", _fill_basket, "02d-caisse", "02b-caisse-contraste"),
    Shot("02c-caisse-poids", CASHIER, "counter", _weigh_sale),
    Shot("02e-remise", CASHIER, "counter", lambda hands: _discount(hands)),
    Shot("03-paiement", CASHIER, "counter", lambda hands: _payment(hands)),
    Shot("03b-paiement-rendu", CASHIER, "counter", _pay_cash),
    Shot("03c-vendu", CASHIER, "counter", _sold),
    Shot("18-retour-echange", MANAGER, "counter", lambda hands: _bring_back(hands)),
)


def _discount(hands: Hands) -> None:
    hands.next()
    hands.put(0)
    hands.key(7)


def _payment(hands: Hands) -> None:
    hands.touch("panel_close")
    hands.next()


def _bring_back(hands: Hands) -> None:
    hands.key(9)
    hands.scan(hands.kept["sold"])
    hands.touch("return_1")


def _crates(hands: Hands) -> None:
    for family, grams in (("meubles", 16_500), ("textile", 8_200), ("vaisselle", 12_350)):
        hands.put(grams)
        hands.touch(f"family_{family}")
        hands.put(0)
    hands.put(13_600)


def _van(hands: Hands) -> None:
    hands.put(0)
    hands.touch("count")
    tiles = [
        one
        for one in hands.shell.findChildren(Tile)
        if one.objectName().startswith("count_") and one.isVisible()
    ]
    for number, tile in enumerate(tiles[:6]):
        for _turn in range(1 + number % 3):
            tile.click()
    hands.settle()


_INTAKE = (
    Shot("04-reception-don", RECEPTION, "intake", _crates),
    Shot("04c-arrivee-camion", RECEPTION, "intake", _van),
)


def _textile(hands: Hands) -> None:
    hands.touch("sort_textile")
    for grams in (21_400, 20_150):
        hands.put(grams)
        hands.touch("sort_add")
        hands.put(0)
    for grade, grams in (("shop", 9_800), ("rag", 6_250)):
        hands.put(grams)
        hands.touch(f"grade_{grade}")
        hands.put(0)
    hands.put(6_450)


def _textile_end(hands: Hands) -> None:
    hands.touch("grade_second")
    hands.put(0)
    hands.put(18_900)
    hands.touch("grade_sorter")
    hands.put(0)


def _sort_thing(hands: Hands) -> None:
    hands.screen.home()
    hands.settle()
    hands.put(4_300)
    hands.touch("sort_thing")
    waiting = hands.shop.sorting.objects_waiting()
    if not waiting:
        raise Missing("no object waits to be sorted")
    hands.scan(waiting[0].code)
    hands.touch("state_good")


_SORTING = (
    Shot("04a-tri-accueil", SUPERVISOR, "sorting", lambda hands: hands.put(0)),
    Shot("04b-table-de-tri", SUPERVISOR, "sorting", _textile),
    Shot("04b2-table-de-tri-fermeture", SUPERVISOR, "sorting", _textile_end),
    Shot("05b-tri-objet", SUPERVISOR, "sorting", _sort_thing),
)


def _first_order(hands: Hands) -> None:
    """The shop's own: customers' work is pictured with their orders."""
    ours = [work for work in hands.shop.workshop.plan()[0] if work.customer is None]
    if not ours:
        raise Missing("nothing of the shop waits in the workshop")
    hands.screen.choose(ours[0])
    hands.settle()


def _to_last_step(hands: Hands) -> None:
    for _turn in range(12):
        if not hands.sees("step_finish"):
            return
        hands.touch("step_finish")


def _to_time(hands: Hands) -> None:
    hands.put(hands.screen.work.item.grams - 400)
    _to_last_step(hands)
    hands.settle(1_200)


_WORKSHOP = (
    Shot("05c-accueil", TRAINEE, "workshop", lambda hands: hands.shell.go("home")),
    Shot("05-atelier-file", TRAINEE, "workshop", lambda hands: hands.put(0)),
    Shot("06-atelier-etape", TRAINEE, "workshop", _first_order),
    Shot("07b-atelier-temps", TRAINEE, "workshop", _to_time),
    Shot("07-atelier-fin", TRAINEE, "workshop", touching("time_60")),
)

_MANAGER = (
    Shot("10-bilan-mensuel", MANAGER, "reports", lambda hands: hands.touch("month_before")),
    Shot("10b-mois", MANAGER, "reports", touching("month_key")),
)


def _count(hands: Hands) -> None:
    pieces = ((5000, 2), (2000, 3), (1000, 4), (500, 2), (200, 6), (100, 9), (50, 7), (20, 11))
    for denomination, count in pieces:
        hands.screen.page.piece_put.emit(denomination, count)
    expected = hands.screen.view.figures.drawer_cents
    short = expected - 50 - hands.screen.counting.cents
    for denomination in (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1):
        more, short = divmod(max(short, 0), denomination)
        if more:
            before = hands.screen.counting.pieces.get(denomination, 0)
            hands.screen.page.piece_put.emit(denomination, before + more)
    hands.screen.page.show_count(hands.screen.view, hands.screen.counting)
    hands.next()
    hands.touch("reason_GIVING_CHANGE")


_TILL = (
    Shot("11a-compter", CASHIER, "till", lambda hands: _count_page(hands)),
    Shot("11b-coffre", CASHIER, "till", touching("moves")),
    Shot("11-fermeture-caisse", CASHIER, "till", lambda hands: _close_count(hands)),
    Shot("11c-rapport-x", CASHIER, "till", touching("see_x")),
    Shot("11d-cloturee", CASHIER, "till", lambda hands: _close_till(hands)),
)


def _count_page(hands: Hands) -> None:
    hands.put(0)
    if hands.sees("more_close"):
        hands.touch("more_close")


def _close_count(hands: Hands) -> None:
    hands.touch("move_close")
    _count(hands)


def _close_till(hands: Hands) -> None:
    hands.touch("paper_close")
    hands.next()
    hands.next()
    hands.settle(500)
