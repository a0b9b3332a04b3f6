"""Random lives of goods: every verb of the floor in any order, against a plain model of kilos and
states. Where the model says a gesture cannot be, the shop must refuse it and change nothing."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from life_intake import Receiving, Sorting
from life_leaving import SLIPS, OneTouch, OtherStore, Slips
from life_model import DONE, LOOSE, THINGS
from life_stock import Counting, Gathering, Placing
from life_till import Till
from life_work import Pricing, Working

from reuse_pos import services
from reuse_pos.domain.checks import Aside
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import Grade, Way

# Which part of the shop each module of verbs belongs to; a new one must find its place here.
GOODS = (
    "adopting checks counter holds intake intake_days kits labelling opening_stock outflow_once "
    "outflow_skips outflow_slips outflow_takers outflow_transfers placing refunds sale_days "
    "sampling sorting_aside sorting_crates sorting_objects sorting_tables stock stocktake "
    "stocktake_accept workshop workshop_parts workshop_plan workshop_unmaking"
)
ELSEWHERE = {
    "what the shop is set up with": "accounts colours intake_sources price_keys recalls settings "
    "solidarity solidarity_prices work_rights work_templates",
    "money, papers and the journal": "archive bank corrections keys till till_closings vouchers",
    "people and what they agreed to": "approvals intake_donors people skills team",
    "promises and days to come": "agenda events quotes training",
    "labels on paper, photos, scales": "intake_photos label_paper label_sheets printing "
    "scale_checks",
    "a customer's own thing, which left when it was sold": "orders",
}
"""Modules whose verbs touch neither a gram nor a thing of the shop, by what they are about."""
BASKET = "a basket is no goods: nothing moves before it is paid (test_counter)"
PRICES = "says from which day prices fall; no thing moves (test_sale_days)"
NO_FACT = "the machine does it; what it writes is in no fact"
NOT_HERE = {
    "hold_brought_to_counter": NO_FACT,
    "work_time_told": NO_FACT,
    "draft_saved": BASKET,
    "basket_parked": BASKET,
    "basket_resumed": BASKET,
    "basket_voided": BASKET,
    "sale_days_changed": PRICES,
    "sale_days_suspended": PRICES,
    "sale_days_closed": PRICES,
}
"""Verbs of goods that no machine does, each with its reason."""


class Goods(
    Receiving, Sorting, Working, Pricing, Placing, Gathering, Counting, OneTouch, Slips,
    OtherStore, Till,
):  # fmt: skip
    """A whole shop floor, with something in every place from the start."""

    def begin(self) -> None:
        """Things and heaps for the first gestures: half of what is tried should be possible."""
        super().begin()
        for n, category in enumerate(THINGS):
            self.arrive(category, 2_000 + 500 * n, True)
        for category in LOOSE:
            self.crate(category, 80_000, 0)
            self.carry(category, 20_000, ("reception", "shop"))
            self.carry(category, 8_000, ("shop", "storage"))
        self.first_stock(9_000, 12, 500)
        for n in range(3):
            self.arrive("EA-AS-CHAISE-BOIS", 4_000 + n, True)
            self.price(7 * len(self.things) - 1, 900, "yes")
        self.to_workshop(1)

    def ending(self) -> None:
        """The gestures that chance brings together least, on the goods as they are then."""
        chair, crates = "EA-AS-CHAISE-BOIS", ("A-TRIER", "TLC-VRAC", "HR-LIVRE")
        for n in range(2):
            self.arrive(chair, 3_000 + n, True)
            self.price(7 * len(self.things) - 1, 900, "yes")
        self.hold(0, 2, 0)
        for how in ("look", "drop one", "give up"):
            self.end_hold(0, how)
        for category in crates:
            self.crate(category, 30_000, 0)
        for kind in TableKind:
            self.bag_in(kind, 9_000)
        self.part_out("HR-LIVRE", Way.SHELF, 700)
        self.grade_out(Grade.SHOP, 900)
        self.batch_in(1)
        self.carry("HR-LIVRE", 9_000, ("reception", "storage"))
        self.open_slip(SLIPS[0])
        self.load_on_slip(len(self.papers) - 1, "HR-LIVRE", 2_000, "storage")
        self.off_the_slip(len(self.papers) - 1, whole=False)
        self.send_crate("HR-LIVRE", 3_000, Way.RECYCLER, back=False)
        self.gather_on_slip(len(self.papers) - 1)
        self.let_go_load("HR-LIVRE", 1_000, "storage", "gift")
        self.take_load_back(len(self.gone) - 1)
        for how in ("undo", "reception", "disposal"):
            self.put_aside(len(self.things) - 1, Aside.TO_CHECK)
            self.out_of_quarantine(0, how)
        self.take_apart(6, 40, labelled=True)
        self.unmake(1)
        self.take_apart(6, 40, labelled=False)
        self.begin_work(0, "all")
        self.fit_part(0, 50)
        self.finish_work(0, 3_300, True, back=True)
        for how in ("see", "found", "here"):
            self.count_thing(1, how, undone=False)
        for what in ("thing", "close"):
            self.unloaded(2_500, what)
        super().ending()


def verbs() -> dict[str, str]:
    """Every verb of the services: the kind of fact it writes, and its module."""
    found = {}
    for one in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"reuse_pos.services.{one.name}")
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            for _verb, method in inspect.getmembers(kind, inspect.isfunction):
                if hasattr(method, "fact_kind") and method.__module__ == module.__name__:
                    found[method.fact_kind] = one.name
    return found


def test_mass_and_state_never_diverge_whatever_is_done_in_whatever_order() -> None:
    DONE.clear()
    # A life that fails is told whole: making fifty gestures fewer takes longer than reading them.
    run_state_machine_as_test(
        Goods,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
        ),
    )  # fmt: skip
    wanted = {kind for kind, module in verbs().items() if module in GOODS.split()} - NOT_HERE.keys()
    assert wanted <= DONE.keys(), f"no machine ever did {sorted(wanted - DONE.keys())}"


def test_every_verb_of_the_shop_is_of_goods_or_said_not_to_be() -> None:
    """A new verb is done by the machine above, or says here why not."""
    found = verbs()
    said = [module for words in (GOODS, *ELSEWHERE.values()) for module in words.split()]
    assert sorted(set(found.values())) == sorted(said)
    assert NOT_HERE.keys() <= found.keys()
