"""Pictured states of goods: the stock and a thing's life, a count of a shelf, kits, the yard with
its slips, the day of weighing."""

from __future__ import annotations

from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.kits import KitList, Want
from reuse_pos.domain.stocktake import CountState
from reuse_pos.services.outflow import SlipFor
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import MANAGER, SUPERVISOR, Shot, touching


def _things(hands: Hands, state: State, least: int) -> list[Item]:
    found: list[Item] = [one for one in hands.shop.stock.items(state) if one.kind == "item"]
    if len(found) < least:
        raise Missing(f"only {len(found)} things are {state.value}")
    return sorted(found, key=lambda one: one.short)


def _search(hands: Hands) -> None:
    hands.write("search_edit", "bois <200")
    hands.settle(300)


def _nothing_found(hands: Hands) -> None:
    hands.touch("stock_photos")
    hands.write("search_edit", "piano à queue")
    hands.settle(300)


def _old_stock(hands: Hands) -> None:
    hands.write("search_edit", "> 7 j")
    hands.settle(300)


def _move(hands: Hands) -> None:
    hands.write("search_edit", "table")
    hands.settle(300)
    hands.touch("thing_move")


def _life(hands: Hands) -> None:
    orders = hands.shop.stock.items(State.SOLD, 400)
    worked = [one for one in orders if one.refurbished]
    if not worked:
        raise Missing("nothing repaired was sold")
    hands.scan(worked[0].code)
    hands.settle(300)


_STOCK = (
    Shot("20-recherche-stock", MANAGER, "stock", _search),
    Shot("20b-recherche-par-photo", MANAGER, "stock", touching("stock_photos")),
    Shot("20c-recherche-vide", MANAGER, "stock", _nothing_found),
    Shot("20d-stock-ancien", MANAGER, "stock", _old_stock),
    Shot("20e-deplacer", MANAGER, "stock", _move),
    Shot("20f-evacuer", MANAGER, "stock", touching("move_close", "thing_out", "out_recycling")),
    Shot("08-ligne-de-vie", MANAGER, "stock", _life),
)


def _begin_count(hands: Hands) -> None:
    hands.touch("begin")
    here = _things(hands, State.ON_SALE, 8)
    for one in here[: 2 * len(here) // 3]:
        hands.shop.stocktake.see(hands.person(MANAGER).actor, hands.screen.count, one.code)
    for one in [*hands.shop.stock.items(State.IN_STORAGE)[:2], here[0]]:
        hands.scan(one.code)
    # A label of this post that the list does not know.
    post = here[0].code
    hands.scan(make_code(CodeKind.ITEM, int(post[2:5]), int(post[5]), 999_999))
    hands.settle(200)


def _weigh_loose(hands: Hands) -> None:
    hands.touch("weigh")
    hands.put(8_450)


def _proposed(hands: Hands) -> None:
    hands.put(0)
    hands.touch("loose_back")
    hands.next()


def _leave_count(hands: Hands) -> None:
    stocktake, actor = hands.shop.stocktake, hands.person(MANAGER).actor
    for count in stocktake.open_counts():
        if count.state is CountState.PROPOSED:
            stocktake.resume(actor, count.id)
        stocktake.pause(actor, count.id)
    hands.screen.show_start()
    hands.settle(200)


def _kit(hands: Hands) -> None:
    kits, actor = hands.shop.kits, hands.person(MANAGER).actor
    wants = (Want("meubles", 2), Want("vaisselle", 12), Want("electro", 1))
    kits.put_list(actor, KitList("FIRST_FLAT", "Premier appartement", wants))
    kit = kits.begin(actor, "FIRST_FLAT", None, "AB").value
    for one in _things(hands, State.ON_SALE, 8)[:3]:
        kits.add_thing(actor, kit.id, one.code)
    kits.add_pieces(actor, kit.id, "HR-VAISSELLE", 6)
    hands.touch("kits")


_COUNT = (
    Shot("21a-inventaire-lieu", MANAGER, "stocktake", lambda hands: hands.settle(200)),
    Shot("21-inventaire", MANAGER, "stocktake", _begin_count),
    Shot("21b-inventaire-vrac", MANAGER, "stocktake", _weigh_loose),
    Shot("21c-inventaire-a-accepter", MANAGER, "stocktake", _proposed),
    Shot("21d-inventaire-en-pause", MANAGER, "stocktake", _leave_count),
    Shot("28-kits", MANAGER, "stocktake", _kit),
)


def _fill_slip(hands: Hands) -> None:
    out, actor = hands.shop.outflows, hands.person(SUPERVISOR).actor
    slip = out.open(actor, SlipFor("partner", out.takers("partner")[0].code)).value
    for one in _things(hands, State.ON_SALE, 8)[3:5]:
        out.scan(actor, slip.number, one.code)
    hands.screen.open_slip(slip.number)
    hands.put(12_600)


def _ticket(hands: Hands) -> None:
    hands.put(0)
    awaited = [one for one in hands.shop.outflows.slips() if one.closed_on]
    if not awaited:
        raise Missing("no slip waits for its ticket")
    hands.screen.open_slip(awaited[0].number)
    hands.settle(200)


def _once(hands: Hands) -> None:
    hands.screen.home()
    hands.settle(100)
    hands.touch("once_internal_use")


def _from_store(hands: Hands) -> None:
    out, actor = hands.shop.outflows, hands.person(SUPERVISOR).actor
    slip = out.receive_paper(actor, 7, "BT-2610-0003").value
    hands.screen.open_slip(slip.number)
    hands.settle(200)


_YARD = (
    Shot("27-sorties", SUPERVISOR, "outflow", lambda hands: hands.settle(300)),
    Shot("27b-bordereau", SUPERVISOR, "outflow", _fill_slip),
    Shot("27c-ticket-de-pesee", SUPERVISOR, "outflow", _ticket),
    Shot("27d-sans-bordereau", SUPERVISOR, "outflow", _once),
    Shot("27e-autre-boutique", SUPERVISOR, "outflow", _from_store),
    Shot("27f-bordereaux-passes", MANAGER, "outflow", touching("slip_past")),
)


def _means(hands: Hands) -> None:
    hands.screen.open("means")
    hands.settle(200)


def _sample(hands: Hands) -> None:
    hands.touch("sample_begin")
    for grams in (412, 398, 431):
        hands.put(grams)
        hands.next()
        hands.put(0)
    hands.put(405)


_SAMPLE = (
    Shot("29-poids-moyens", MANAGER, "settings", _means),
    Shot("29b-pesee-de-vingt", MANAGER, "settings", _sample),
)
STATES = (*_STOCK, *_COUNT, *_YARD, *_SAMPLE)
