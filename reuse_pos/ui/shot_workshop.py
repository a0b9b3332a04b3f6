"""Pictured states of the workshop beside the road: what is asked around a step, things made of
others, the supervisor's pages, labels that wait, the booklet, and easy screens elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    TRAINEE,
    Shot,
    touching,
)

EASY_CASHIER, EASY_RECEPTION = "09", "06"
PAGES = ("labels", "label_rules", "colours")


def _queue(hands: Hands) -> None:
    hands.put(0)
    hands.screen.show_queue()
    hands.settle()


def _step(hands: Hands) -> None:
    _open(hands, "")


def _inside(hands: Hands, count: int) -> list[Item]:
    """Things that may be used up to make another."""
    found: list[Item] = [
        one
        for one in hands.shop.stock.items(State.ON_SALE)
        if one.kind == "item" and one.category.startswith("EA-")
    ]
    if len(found) < count:
        raise Missing(f"only {len(found)} pieces of furniture stand here")
    return sorted(found, key=lambda one: one.short)[:count]


def _bring_in(hands: Hands) -> None:
    _queue(hands)
    hands.scan(_inside(hands, 1)[0].code)


def _pile(hands: Hands) -> None:
    _queue(hands)
    hands.touch("workshop_make")
    for one in _inside(hands, 2):
        hands.scan(one.code)


def _made(hands: Hands) -> None:
    """The new thing is weighed; what is left over has to go somewhere."""
    hands.screen.choice.tiles["meubles"].click()
    hands.settle()
    next(iter(hands.screen.choice.tiles.values())).click()
    hands.settle()
    hands.put(max(sum(one.grams for one in _inside(hands, 2)) - 1_300, 500))


def _apart(hands: Hands) -> None:
    _queue(hands)
    hands.touch("workshop_make")
    hands.scan(_inside(hands, 1)[0].code)
    hands.touch("scan_apart")
    for kind, grams in (("loose", 640), ("labelled", 1_250)):
        hands.touch(f"choice_{kind}")
        hands.put(grams)
        hands.put(0)


def _asked(hands: Hands) -> None:
    """A step that ends with a question: does it work?"""
    hands.shop.workshop.answer_help(hands.person(SUPERVISOR).actor, hands.screen.work.order.id)
    _open(hands, "electro")
    for _turn in range(12):
        if hands.screen.pages.currentWidget() is not hands.screen.step:
            return
        hands.touch("step_finish")


def _lost(hands: Hands) -> None:
    """Much lighter than before: where did it go?"""
    _open(hands, "meubles")
    hands.put(max(hands.screen.work.item.grams // 2, 100))
    for _turn in range(12):
        if not hands.sees("step_finish"):
            break
        hands.touch("step_finish")
    hands.settle(1_200)


def _open(hands: Hands, family: str) -> None:
    """Go on with the shop's first thing of a family ("" any); customers' own are left alone."""
    _queue(hands)
    ours = [one for one in hands.shop.workshop.plan()[0] if one.customer is None]
    found = next((one for one in ours if family in ("", one.category.family)), None)
    if found is None:
        raise Missing(f"no {family} in the workshop")
    hands.screen.choose(found)
    hands.settle()


def _propose(hands: Hands) -> None:
    """Prices wait for a yes and somebody has called."""
    hands.put(0)
    who = hands.person(TRAINEE).actor
    ours = [one for one in hands.shop.workshop.plan()[0] if one.customer is None]
    for work in ours[:2]:
        order = hands.shop.workshop.start(who, work.order.id).value
        for step in order.steps[len(order.done) :]:
            order = hands.shop.workshop.finish_step(who, order.id, step, True).value
        weighing = Weighing(work.item.grams, 0, Source.SCALE)
        item = hands.shop.workshop.finish(who, order.id, weighing).value
        advice = hands.shop.labelling.advice(item.id)
        hands.shop.labelling.propose_price(who, item.id, advice.advised if advice else 1500)
    if len(ours) > 2:
        hands.shop.workshop.call_help(who, ours[2].order.id)
    hands.screen.supervising.show()
    hands.settle()


def _steps_of(key: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.screen.supervising.show()
        hands.touch("approve_steps", "choice_meubles", key)

    return bring


def _bench(hands: Hands) -> None:
    hands.screen.supervising.show()
    hands.touch("approve_bench")
    hands.scan("2000100999990")


_BENCHES = (
    Shot("05d-aller-chercher", TRAINEE, "workshop", _bring_in),
    Shot("05e-numero-au-clavier", TRAINEE, "workshop", lambda hands: _typed(hands)),
    Shot("05f-plusieurs-objets", TRAINEE, "workshop", _pile),
    Shot("05g-nouvel-objet", TRAINEE, "workshop", touching("scan_ready")),
    Shot("05h-reste", TRAINEE, "workshop", _made),
    Shot("05i-demonter", TRAINEE, "workshop", _apart),
    Shot("06b-materiel", TRAINEE, "workshop", lambda hands: _materials(hands)),
    Shot("06c-aide", TRAINEE, "workshop", touching("choice_back", "step_help")),
    Shot("06g-ca-marche", TRAINEE, "workshop", _asked),
    Shot("07c-poids-perdu", TRAINEE, "workshop", _lost),
    Shot("13a-a-valider", SUPERVISOR, "workshop", _propose),
    Shot("13b-autre-prix", SUPERVISOR, "workshop", touching("price_change")),
    Shot("05j-ordre-de-la-file", SUPERVISOR, "workshop", lambda hands: _plan(hands)),
    Shot("05k-confier", SUPERVISOR, "workshop", touching("plan_give")),
    Shot("06d-habilitations", SUPERVISOR, "workshop", lambda hands: _rights(hands)),
    Shot("06e-etapes", SUPERVISOR, "workshop", _steps_of("choice_family:meubles")),
    Shot("06f-ecrire-une-etape", SUPERVISOR, "workshop", touching("step_edit")),
    Shot("05l-poste-sans-ecran", SUPERVISOR, "workshop", _bench),
)


def _typed(hands: Hands) -> None:
    _queue(hands)
    hands.touch("workshop_scan")


def _materials(hands: Hands) -> None:
    _step(hands)
    hands.touch("step_materials")


def _plan(hands: Hands) -> None:
    hands.screen.supervising.show()
    hands.touch("approve_plan")


def _rights(hands: Hands) -> None:
    hands.screen.supervising.show()
    hands.touch("approve_rights")


def _labels(hands: Hands) -> None:
    """Five labels wait, over the queue."""
    from reuse_pos.ui.labeldesk import LabelDesk

    who = hands.person(SUPERVISOR)
    for one in _inside(hands, 5):
        hands.shop.labelling.reprint(who.actor, one.id)
    hands.screen.show_queue()
    LabelDesk(hands.shell, hands.shop, who).offer(5)
    hands.settle(200)


def _booklet(hands: Hands) -> None:
    hands.shell.go("booklet")
    hands.settle()


def _deeds(hands: Hands) -> None:
    """A booklet somebody keeps, with what was done since."""
    hands.touch("booklet_yes")
    hands.shell.go("workshop")
    _step(hands)
    for _turn in range(4):
        if hands.sees("step_finish"):
            hands.touch("step_finish")
    _booklet(hands)


def _page(code: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.screen.open(code)
        hands.settle(200)

    return bring


_PAPERS = (
    Shot("13c-etiquettes-en-attente", SUPERVISOR, "workshop", _labels),
    *(Shot(f"13d-reglages-{code}", MANAGER, "settings", _page(code)) for code in PAGES),
    Shot("30-carnet-montre", SUPERVISOR, "", lambda hands: _shown(hands)),
    Shot("30a-carnet-accord", TRAINEE, "workshop", _booklet),
    Shot("30b-carnet", TRAINEE, "", _deeds),
    Shot("30c-carnet-effacer", TRAINEE, "", touching("booklet_end")),
)


def _shown(hands: Hands) -> None:
    _booklet(hands)
    hands.touch("booklet_look")


def _till_open(hands: Hands) -> None:
    if not hands.shop.till.status("001-1").session:
        hands.shop.till.open_session(hands.person(CASHIER).actor, "001-1", 15_000)
        hands.shell.go("home")
        hands.shell.go("counter")
    for one in _inside(hands, 2):
        hands.scan(one.code)


def _crate(hands: Hands) -> None:
    hands.put(8_200)


# Persons whose screens are easy ones.
_EASY = (
    Shot("31-reception-facile", EASY_RECEPTION, "intake", _crate),
    Shot("31a-caisse-facile", EASY_CASHIER, "counter", _till_open),
    Shot("31b-tri-facile", TRAINEE, "sorting", lambda hands: hands.put(0)),
)
STATES = (*_BENCHES, *_PAPERS, *_EASY)
