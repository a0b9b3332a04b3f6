"""Random lives of goods: the workshop, safety checks, prices and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from life_model import (
    CHECKED,
    PARTS,
    THING_G,
    WHICH,
    WORKSHOP,
    Floor,
    S,
    Thing,
    kilos,
)

from reuse_pos.domain.item import PLACE_OF
from reuse_pos.domain.money import share_out
from reuse_pos.services.workshop import Product
from reuse_pos.services.workshop_parts import Part

BEFORE_THE_SHELF = {S.RECEIVED, S.READY, S.IN_STORAGE}
PRICED = BEFORE_THE_SHELF | {S.ON_SALE}
TO_WORKSHOP = {S.RECEIVED, S.ON_SALE, S.IN_STORAGE, S.READY, S.QUARANTINED}


class Working(Floor):
    """Work orders, step by step, and things made of others."""

    def begin(self) -> None:
        """No work has ended yet."""
        super().begin()
        # By order: what the end of the work changed, in grams, and what the drawers gave.
        self.ended: dict[Any, tuple[int, int]] = {}
        # Makings: what was used, what was made, what the drawers got.
        self.makings: list[tuple[list[Thing], list[Thing], dict[str, int]]] = []

    def order_of(self, thing: Thing, *, open_only: bool = True) -> Any:
        """The newest work order of a thing."""
        only = "AND state <> 'finished'" if open_only else ""
        sql = f"SELECT id FROM work_order WHERE item = ? {only} ORDER BY id DESC LIMIT 1"
        rows = self.made.store.read().all(sql, thing.id)
        return rows[0][0] if rows else None

    def busy(self, which: int, *, open_only: bool = True) -> tuple[Thing | None, Any]:
        """A thing with a work order, and its order."""
        found = self.one(which, lambda one: self.order_of(one, open_only=open_only) is not None)
        return found, found and self.order_of(found, open_only=open_only)

    @precondition(lambda self: self.things)
    @rule(which=WHICH)
    def to_workshop(self, which: int) -> None:
        thing = self.one(which)
        assert thing is not None
        allowed = thing.state in TO_WORKSHOP and self.order_of(thing) is None
        work, who = self.shop.workshop, self.made.supervisor
        if self.may(allowed, lambda: work.send_to_workshop(who, thing.id))[0]:
            thing.goes(S.TO_REPAIR)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, aside=st.sampled_from(["all", "plan", "pause"]))
    def begin_work(self, which: int, aside: str) -> None:
        thing, order = self.busy(which)
        if thing is None:
            self.to_workshop(which)
            return
        work, who, boss = self.shop.workshop, self.made.trainee, self.made.supervisor
        if self.may(None, lambda: work.start(who, order))[0] and thing.state in {
            S.TO_REPAIR, S.RECEIVED,
        }:  # fmt: skip
            thing.goes(S.IN_REPAIR)
        asides: dict[str, list[Callable[[], Any]]] = {
            "pause": [lambda: work.pause(who, order)],
            "help": [lambda: work.call_help(who, order), lambda: work.answer_help(boss, order)],
            "said": [
                lambda: work.materials(who, order, ("paint",)),
                lambda: work.say_time(who, order, 60),
            ],
            "plan": [
                lambda: work.put_first(boss, order),
                lambda: work.move(boss, order, 1),
                lambda: work.give(boss, order, f"@{who.op}"),
            ],
            "photo": [lambda: work.keep_photo(who, thing.id, "0" * 64)],
        }
        wanted = asides if aside == "all" else [aside]
        for gesture in [one for key in wanted for one in asides[key]]:
            self.may(True, gesture)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, grams=THING_G, weighed=st.booleans(), back=st.booleans())
    def finish_work(self, which: int, grams: int, weighed: bool, back: bool) -> None:
        thing = self.one(which, lambda one: one.state is S.IN_REPAIR)
        order = thing and self.order_of(thing)
        if thing is None or order is None:
            self.begin_work(which, "pause")
            return
        work, boss = self.shop.workshop, self.made.supervisor
        order_now = self._steps_done(thing, order)
        load = kilos(grams) if weighed else None
        allowed = True if order_now is not None and thing.sellable else None
        if not self.may(allowed, lambda: work.finish(boss, order, load))[0]:
            return
        change = grams - thing.grams if weighed else 0
        drawers = change if 0 < change <= self.at(PARTS, thing.category) and thing.grams else 0
        self.put(PARTS, thing.category, -drawers)
        thing.goes(S.READY, thing.grams + change)
        self.ended[order] = (change, drawers)
        if back:
            self._undo_work(thing, order)

    def _steps_done(self, thing: Thing, order: Any) -> Any:
        """Do every step left, as the supervisor; None when one of them is not passed."""
        work, boss = self.shop.workshop, self.made.supervisor
        for _turn in range(12):
            found = work.work(order).order
            if found.step is None:
                return found
            step, passed = found.step, True if found.step.check else None
            if not self.may(None, lambda: work.finish_step(boss, order, step.code, passed))[0]:  # noqa: B023
                return None
        return None

    @precondition(lambda self: self.things)
    @rule(which=WHICH)
    def undo_work(self, which: int) -> None:
        thing, order = self.busy(which, open_only=False)
        if thing is not None:
            self._undo_work(thing, order)

    def _undo_work(self, thing: Thing, order: Any) -> None:
        was_ready = thing.state is S.READY and self.order_of(thing) is None
        work, who = self.shop.workshop, self.made.supervisor
        done, after = self.may(None, lambda: work.undo(who, order))
        if done and was_ready:
            change, drawers = self.ended.pop(order)
            self.put(PARTS, thing.category, drawers)
            thing.goes(S.IN_REPAIR, thing.grams - change)
            thing.price = None
            assert after.state.value == "steps_done"

    @precondition(lambda self: self.things)
    @rule(which=WHICH, way=st.sampled_from(["recycling", "energy", "disposal"]))
    def give_up(self, which: int, way: str) -> None:
        thing, order = self.busy(which)
        if thing is None:
            return
        work, who = self.shop.workshop, self.made.supervisor
        if self.may(thing.inside, lambda: work.give_up(who, order, way))[0]:
            thing.goes(S.GONE)

    @precondition(lambda self: self.things)
    @rule(
        which=WHICH, other=WHICH, share=st.integers(20, 110), two=st.booleans(),
        product=st.sampled_from(["EA-RA-BUFFET", "HR-BIBELOT", CHECKED]),
        rest=st.sampled_from(["parts", "recycling", "energy", "disposal", None]),
    )  # fmt: skip
    def transform(
        self, which: int, other: int, share: int, two: bool, product: str, rest: str | None
    ) -> None:
        sources = [self.anyhow(which, lambda one: one.free and one.grams > 20)]
        if two:
            sources.append(self.one(other, lambda one: one.free and one.grams > 20))
        used = [one for one in sources if one is not None]
        grams = max(1, sum(one.grams for one in used) * share // 100)
        made = [Product(product, kilos(grams))]
        left = sum(one.grams for one in used) - grams
        allowed = (
            len({one.id for one in used}) == len(used)
            and all(one.free for one in used)
            and grams <= 300_000
            and left >= 0
            and (rest is not None or left == 0)
        )
        work, who = self.shop.workshop, self.made.trainee
        done, new = self.may(
            allowed, lambda: work.transform(who, [one.id for one in used], made, rest)
        )
        if not done:
            return
        shares = share_out(left, [one.grams for one in used])
        drawers: Counter[str] = Counter()
        for one, kept in zip(used, shares, strict=True):
            if rest == "parts":
                drawers[one.category] += kept
        state = S.TO_REPAIR if product == CHECKED else S.READY
        self._made(used, [self.learn(new[0].id, product, grams, state)], drawers)

    def _made(self, used: list[Thing], made: list[Thing], drawers: dict[str, int]) -> None:
        for one in used:
            one.goes(S.CONSUMED)
        for category, grams in drawers.items():
            self.put(PARTS, category, grams)
        self.makings.append((used, made, drawers))

    @precondition(lambda self: self.makings)
    @rule(back=st.integers(1, 3))
    def unmake(self, back: int) -> None:
        used, made, drawers = self.makings[-min(back, len(self.makings))]
        work, who = self.shop.workshop, self.made.trainee
        if not self.may(None, lambda: work.unmake(who, used[0].id))[0]:
            return
        self.makings.remove((used, made, drawers))
        for one in used:
            assert one.left is not None
            one.goes(*one.left)
        for one in made:
            one.goes(S.GONE)
        for category, grams in drawers.items():
            self.put(PARTS, category, -grams)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, share=st.integers(10, 90), labelled=st.booleans())
    def take_apart(self, which: int, share: int, labelled: bool) -> None:
        thing = self.anyhow(which, lambda one: one.free and one.grams > 20)
        assert thing is not None
        grams, whole = thing.grams * share // 100, thing.grams
        if grams == 0:
            return
        part = Part("EA-AS-CHAISE-BOIS", kilos(grams), labelled=labelled)
        work, who = self.shop.workshop, self.made.trainee
        done, new = self.may(thing.free, lambda: work.take_apart(who, thing.id, [part], "parts"))
        if not done:
            return
        drawers = Counter({thing.category: whole - grams})
        made = [self.learn(new[0].id, part.category, grams, S.READY)] if labelled else []
        drawers[part.category] += 0 if labelled else grams
        self._made([thing], made, drawers)

    @precondition(lambda self: any(grams > 0 for (at, _c), grams in self.heaps.items()
                                   if at == PARTS))  # fmt: skip
    @rule(which=WHICH, share=st.integers(1, 130))
    def fit_part(self, which: int, share: int) -> None:
        thing, order = self.busy(which)
        if thing is None:
            return
        drawers = [c for (at, c), grams in self.heaps.items() if at == PARTS and grams > 0]
        category = drawers[which % len(drawers)]
        grams = max(1, self.at(PARTS, category) * share // 100)
        inside = PLACE_OF.get(thing.state) == WORKSHOP
        allowed = grams <= self.at(PARTS, category) and (inside or None) and grams <= 300_000
        work, who = self.shop.workshop, self.made.trainee
        if self.may(allowed, lambda: work.fit_part(who, order, category, kilos(grams)))[0]:
            self.put(PARTS, category, -grams)
            if inside:
                thing.grams += grams


class Pricing(Floor):
    """Safety checks, prices and labels."""

    @precondition(lambda self: self.things)
    @rule(which=WHICH, passed=st.booleans(), back=st.booleans())
    def check(self, which: int, passed: bool, back: bool) -> None:
        thing = self.one(which, lambda one: one.category == CHECKED)
        if thing is None:
            return
        checks, who = self.shop.checks, self.made.trainee
        answers = [True] * len(checks.points(CHECKED)) if passed else [False]
        allowed = None if thing.inside else False
        done, sheet = self.may(allowed, lambda: checks.record(who, thing.id, answers))
        if done and back:
            self.may(True, lambda: checks.undo(who, sheet.id))

    @precondition(lambda self: self.things)
    @rule(which=WHICH, back=st.booleans())
    def never_sell(self, which: int, back: bool) -> None:
        thing = self.one(which)
        assert thing is not None
        checks, boss = self.shop.checks, self.made.supervisor
        if not self.may(thing.inside, lambda: checks.forbid(boss, thing.id, "helmet"))[0]:
            return
        thing.barred = True
        if back:
            self.may(True, lambda: checks.allow(boss, thing.id))
            thing.barred = False

    @precondition(lambda self: self.things)
    @rule(which=WHICH, cents=st.integers(100, 20_000), by=st.sampled_from(["yes", "own"]))
    def price(self, which: int, cents: int, by: str) -> None:
        thing = self.anyhow(which, lambda one: one.state in PRICED)
        assert thing is not None
        labelling, boss = self.shop.labelling, self.made.manager
        gesture = labelling.approve_price if by == "yes" else labelling.label_with_own_right
        waits = self.item(thing).price_state == "proposed" and by == "yes"
        allowed = thing.state in PRICED and (None if waits else thing.sellable)
        if self.may(allowed, lambda: gesture(boss, thing.id, cents))[0]:
            thing.goes(S.ON_SALE)
            thing.price, thing.sure = cents, True

    @precondition(lambda self: self.things)
    @rule(
        which=WHICH, cents=st.integers(100, 20_000),
        then=st.sampled_from(["wait", "withdraw", "refuse"]),
    )  # fmt: skip
    def propose(self, which: int, cents: int, then: str) -> None:
        thing = self.anyhow(which, lambda one: one.state in BEFORE_THE_SHELF)
        assert thing is not None
        labelling, who = self.shop.labelling, self.made.trainee
        allowed = thing.state in BEFORE_THE_SHELF and thing.sellable
        if not self.may(allowed, lambda: labelling.propose_price(who, thing.id, cents))[0]:
            return
        thing.price, thing.sure = cents, False
        boss = self.made.manager
        if then == "withdraw":
            self.may(True, lambda: labelling.withdraw_price(who, thing.id))
        elif then == "refuse":
            self.may(True, lambda: labelling.reject_price(boss, thing.id, "DEAR", cents))

    @precondition(lambda self: self.things)
    @rule(which=WHICH, bp=st.integers(1, 9_000))
    def say_more(self, which: int, bp: int) -> None:
        """Its defects and name are noted, its label comes again, its price comes down."""
        thing = self.anyhow(which, lambda one: one.state is S.ON_SALE)
        assert thing is not None
        checks, labelling, who = self.shop.checks, self.shop.labelling, self.made.supervisor
        self.may(thing.inside, lambda: checks.note_defects(who, thing.id, "un pied rayé"))
        self.may(thing.inside, lambda: checks.name(who, thing.id, "Marque", "S-1"))
        self.may(None if thing.inside else False, lambda: labelling.reprint(who, thing.id))
        lower = self.shop.placing.lower
        self.may(True, lambda: lower(self.made.manager, [thing.id], bp))
