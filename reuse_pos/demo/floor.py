"""The demo's back rooms: sorting tables, each thing's way, the workshop, what leaves."""

from __future__ import annotations

from collections.abc import Callable

from reuse_pos.demo.life import Life
from reuse_pos.domain.category import MIXED, UNSORTED_LEAF
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.outflow import Skip
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import Condition, Grade, ItemWay, Way
from reuse_pos.services.outflow import Load, SlipFor
from reuse_pos.services.workshop_mass import Product

SKIPS = (
    ("Cage papier", "recycling", "PAPIER", 65_000),
    ("Bac verre et vaisselle", "recycling", "VERRE", 22_000),
    ("Benne ferraille", "recycling", "FERRAILLE", 1_250_000),
    ("Benne tout-venant", "disposal", "DECHETERIE", 1_400_000),
)
SMALLEST_BAG_G = 2000
TROLLEY_G = 90_000
BAG_PRICE_PER_KILO = 300
GRADES = ((Grade.SHOP, 40), (Grade.SECOND, 14), (Grade.VINTAGE, 4), (Grade.RAG, 10),
          (Grade.SORTER, 27), (Grade.WASTE, 5))  # fmt: skip
PARTS_OF_MIXED = (
    (("HR-VAISSELLE", Way.SHELF), 5),
    (("HR-LIVRE", Way.SHELF), 4),
    (("HR-BIBELOT", Way.SHELF), 5),
    (("JJ-INT-P", Way.SHELF), 4),
    (("HR-DIVERS", Way.SHELF), 3),
    (("HR-VAISSELLE", Way.RECYCLER), 2),
    (("HR-DIVERS", Way.DISPOSAL), 2),
    (("HR-LIVRE", Way.RECYCLER), 2),
)
SHELVED_SHARE = {"HR-LIVRE": 50, "HR-VAISSELLE": 75, "HR-BIBELOT": 80, "JJ-VRAC": 70,
                 "ABJ-VRAC": 70, "ASL-VRAC": 60}  # fmt: skip


def textile_table(life: Life) -> None:
    """A morning at the textile table: bags in, bags out by grade, the rest is dust."""
    heap = UNSORTED_LEAF["textile"]
    held = _waiting(life).get(heap, 0)
    if held < SMALLEST_BAG_G * 4:
        return
    who, sorting = life.people["trainee"], life.shop.sorting
    table = sorting.open_table(who, TableKind.TEXTILE).value
    put_in = 0
    while put_in < held * 85 // 100:
        grams = min(life.chance.randint(9000, 19000), held - put_in)
        if grams < SMALLEST_BAG_G:
            break
        weighing = life.on_scale(grams)
        sorting.add_bag(who, table, weighing)
        put_in += weighing.net_g
    _empty(life, put_in, lambda grams: sorting.put_out(
        who, table, life.pick(GRADES), life.on_scale(grams)).value.grams)  # fmt: skip
    sorting.close_table(life.people["supervisor"], table, "other")
    life.count("sorting tables")


def mixed_table(life: Life) -> None:
    """Mixed crates broken down part by part."""
    held = _waiting(life).get(MIXED, 0)
    if held < SMALLEST_BAG_G * 4:
        return
    who, sorting = life.people["trainee"], life.shop.sorting
    table = sorting.open_table(who, TableKind.MIXED).value
    put_in = 0
    while held * 9 // 10 - put_in > SMALLEST_BAG_G:
        trolley = life.on_scale(min(held * 9 // 10 - put_in, TROLLEY_G))
        sorting.add_bag(who, table, trolley)
        put_in += trolley.net_g

    def part(grams: int) -> int:
        category, way = life.pick(PARTS_OF_MIXED)
        return sorting.put_part(who, table, category, way, life.on_scale(grams)).value.grams

    _empty(life, put_in, part)
    sorting.close_table(life.people["supervisor"], table, "other")
    life.count("sorting tables")


def crates(life: Life) -> None:
    """Crates of one family go to the shelf, the rest to who takes it."""
    who, sorting = life.people["trainee"], life.shop.sorting
    for code, share in SHELVED_SHARE.items():
        held = _waiting(life).get(code, 0)
        shelved = held * share // 100 // 50 * 50
        if shelved >= 1000:
            sorting.send(who, code, shelved, Way.SHELF)
            rest = (held - shelved) // 50 * 50
            if rest >= 1000 and life.chance.random() < 0.8:
                way = Way.DISPOSAL if code == "ASL-VRAC" else Way.RECYCLER
                sorting.send(who, code, rest, way)
    electrical = _waiting(life).get("EEE-VRAC", 0)
    if electrical >= 5000:
        sorting.send(who, "EEE-VRAC", electrical // 50 * 50, Way.RECYCLER)


def objects(life: Life) -> None:
    """Each labelled thing received gets its way; the workshop gets what needs hands or a test."""
    who = life.people["trainee"]
    for item in _in_state(life, State.RECEIVED)[:14]:
        condition = Condition(item.condition or "worn")
        way = _way(life, item, condition)
        try:
            life.shop.sorting.decide(who, item.id, condition, way)
        except Refusal as refusal:
            if refusal.code != "no_price":
                raise
            life.shop.sorting.decide(who, item.id, condition, way, price_cents=1000)
        life.count(f"sorted: {way.value}")


def workshop(life: Life, orders: int) -> None:
    """Some orders from the first step to the proposed price; the supervisor says yes."""
    for _order in range(orders):
        found = life.shop.workshop.queue(life.people["trainee"]).works
        queue = [work for work in found if work.customer is None]
        if not queue:
            return
        work = life.chance.choice(queue)
        who = life.people[life.chance.choice(("trainee", "own_labels"))]
        life.shop.workshop.start(who, work.order.id)
        if _repaired(life, work.order.id, work.item):
            life.count("work orders")


def approvals(life: Life) -> None:
    """The supervisor answers the proposed prices and the labels come out."""
    supervisor = life.people["supervisor"]
    for proposal in life.shop.labelling.proposals():
        item = proposal.item
        life.shop.labelling.approve_price(supervisor, item.id, item.price_cents or 1000)
    life.shop.labelling.print_waiting(supervisor)


def bags(life: Life) -> None:
    """Bags of the shop grade are emptied onto the rails; the better and lesser ones get a price."""
    supervisor = life.people["supervisor"]
    for bag in _in_state(life, State.ON_SALE):
        if bag.kind != "batch":
            continue
        if bag.price_cents is None:
            cents = max(500, bag.grams * BAG_PRICE_PER_KILO // 1000 // 100 * 100)
            life.shop.labelling.approve_price(supervisor, bag.id, cents)
        elif bag.markdown_on is None:
            life.shop.stock.empty_batch(life.people["trainee"], bag.id)


def creation(life: Life) -> None:
    """Two chairs become a bench: sources consumed, offcuts recycled, nothing weighs more."""
    chairs = [one for one in _in_state(life, State.TO_REPAIR) if one.category.startswith("EA-AS-")]
    if len(chairs) < 2:
        return
    pair = chairs[:2]
    made_g = sum(one.grams for one in pair) * 8 // 10 // 50 * 50
    product = Product("EA-AS-BANC", life.on_scale(made_g), "Banc créé à l’atelier")
    who = life.people["trainee"]
    made = life.shop.workshop.transform(who, [one.id for one in pair], [product], "recycling").value
    for item in made:
        if item.state is State.READY:
            life.shop.labelling.propose_price(who, item.id, 2500)
    life.count("creations")


def outflows(life: Life) -> None:
    """Once a week the lorries come: rags, unsold books, wood, what sorting put aside; a gift."""
    who, out = life.people["supervisor"], life.shop.outflows
    if not out.all_skips():
        for rank, (label, way, party, tare) in enumerate(SKIPS):
            skip = Skip(f"SKIP-{rank + 1}", label, way, party, "", tare, "in_use", "", rank)
            out.put_skip(life.people["manager"], skip)
    _tickets(life)
    on_sale = [one for one in _in_state(life, State.ON_SALE) if one.kind == "item"]
    if on_sale:
        out.let_go(who, life.chance.choice(on_sale).code, "gift", "Famille relogée")
        life.count("outflows")
    rags = [one.code for one in _in_state(life, State.IN_STORAGE) if one.kind == "batch"]
    books = life.on_scale(life.chance.randint(20000, 45000))
    wood = life.on_scale(life.chance.randint(6000, 14000))
    loads = {"PAPIER": Load("HR-LIVRE", books, "shop"),
             "BOIS-ENERGIE": Load("HR-DIVERS", wood, "shop")}  # fmt: skip
    waiting = {one.taker.code: one.kind for one in out.to_fetch()}
    wanted = {"PAPIER": "recycler", "BOIS-ENERGIE": "energy", **waiting}
    if rags:
        wanted["TRIEUR"] = "sorter"
    skips = {one.skip.party: one.skip.code for one in out.skips()}
    for party, kind in sorted(wanted.items()):
        slip = out.open(who, SlipFor(kind, party, skip=skips.get(party))).value.number
        if party in waiting:
            out.gather(who, slip)
        for code in rags if party == "TRIEUR" else ():
            out.scan(who, slip, code)
        if party in loads:
            out.load(who, slip, loads[party])
        out.leave(who, slip)
        life.count("outflows")


def _tickets(life: Life) -> None:
    """Last week's weighing tickets have come by post; scales never quite agree."""
    who, out = life.people["supervisor"], life.shop.outflows
    for slip in out.slips():
        grams = slip.grams * life.chance.randint(990, 1010) // 1000 // 10 * 10
        out.record_ticket(who, slip.number, f"P-{slip.number[-4:]}", grams)
        life.count("weighing tickets")


def _repaired(life: Life, order: bytes, item: Item) -> bool:
    shop = life.shop
    who = life.people["trainee"]
    for step in shop.workshop.work(order).order.steps:
        passed = life.chance.random() > 0.08
        done = shop.workshop.finish_step(who, order, step, passed).value
        if done.help_since is not None:
            shop.workshop.answer_help(life.people["supervisor"], order)
            shop.workshop.give_up(life.people["supervisor"], order, "recycling", "ECOLOGIC")
            life.count("given up")
            return False
    shop.workshop.materials(who, order, ("paint",) if item.category.startswith("EA-") else ())
    after = life.on_scale(item.grams - life.chance.randint(0, max(1, item.grams // 25)))
    ready = shop.workshop.finish(who, order, after).value
    shop.workshop.say_time(who, order, life.chance.choice((30, 60, 120, None)))
    advice = shop.labelling.advice(ready.id)
    shop.labelling.propose_price(who, ready.id, advice.advised if advice else 1500)
    return True


def _way(life: Life, item: Item, condition: Condition) -> ItemWay:
    if condition is Condition.BROKEN:
        return life.pick(((ItemWay.RECYCLE, 6), (ItemWay.PARTS, 2), (ItemWay.REPAIR, 2)))
    if life.shop.office.category(item.category).check:
        return ItemWay.REPAIR
    if condition is Condition.GOOD:
        return life.pick(((ItemWay.SELL, 6), (ItemWay.REPAIR, 3)))
    return life.pick(((ItemWay.SELL, 3), (ItemWay.REPAIR, 6)))


def _empty(life: Life, grams: int, take: Callable[[int], int]) -> None:
    left = grams
    floor = grams // 100
    while left > max(floor, SMALLEST_BAG_G // 4):
        bag = min(life.chance.randint(3500, 9500), left - floor // 2)
        if bag < 100:
            break
        left -= take(bag)


def _waiting(life: Life) -> dict[str, int]:
    return {heap.category: heap.grams for heap in life.shop.sorting.waiting()}


def _in_state(life: Life, state: State) -> list[Item]:
    return sorted(life.shop.stock.items(state), key=lambda item: item.code)
