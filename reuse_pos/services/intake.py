"""Reception of what people bring: open deliveries, loads weighed or counted, labels, the slip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reuse_pos.db import intake as rows
from reuse_pos.db import ledger
from reuse_pos.db.intake import Delivery, Load
from reuse_pos.domain import intake as rules
from reuse_pos.domain.category import MIXED
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import CONDITIONS, REFUSAL_REASONS
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Posting, Source, Weighing, mean_weight
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services import intake_parts as parts
from reuse_pos.services.intake_checks import check_source, open_delivery
from reuse_pos.services.intake_desk import Desk, Furnishings, Plan, PlanLine, furnish, look, plan_of
from reuse_pos.services.intake_parts import (
    CameFrom,
    Closed,
    Counted,
    Labelled,
    NewLine,
    Opened,
    Recorded,
    Undone,
    own_code,
)
from reuse_pos.services.office import Office, Station
from reuse_pos.services.sorting_common import party_for
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.weights import learn_piece

__all__ = ["Closed", "Counted", "Intake", "Labelled", "Opened", "Recorded", "Undone"]


class Intake(Station):
    """The reception desk. Every verb needs the right to receive; all weights are grams."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.unprinted: list[str] = []

    def furnishings(self) -> Furnishings:
        """Containers, towns, partners and categories of the desk."""
        return furnish(self.office)

    def desk(self, intake: Id | None = None) -> Desk:
        """The desk now, with the loads of `intake` (else of the oldest open delivery)."""
        day = business_day(self.clock.now()).isoformat()
        return look(self.office, intake, day, self.means())

    def delivery(self, number: str) -> Delivery | None:
        """A delivery by the number on its slip, open or finished."""
        return rows.delivery_by_number(self.store.read(), number)

    def loads(self, intake: Id) -> tuple[Load, ...]:
        """The lines of a delivery that were not undone, oldest first."""
        return rows.loads(self.store.read(), intake)

    def means(self) -> dict[str, tuple[int, Source]]:
        """Mean grams of one piece per countable code, bags and boxes too, where known."""
        known = dict(self.office.mean_weights())
        learned = ledger.learned_weights(self.store.read())
        for thing in rules.COUNTABLES:
            row = learned.get(thing.code)
            if thing.code == thing.category or row is None:
                continue
            mean = mean_weight(row.n, row.sum_g, None)
            if mean is not None:
                known[thing.code] = mean
        return known

    def plan_count(
        self, counts: Mapping[str, int], weighed: Mapping[str, Weighing] | None = None
    ) -> Plan:
        """What `record_count` would write; refuses what it would refuse."""
        capacity = self.office.number("scale.capacity_g")
        known = {code: rules.checked_load(load, capacity) for code, load in (weighed or {}).items()}
        kept = rules.checked_count(dict(counts))
        return plan_of(kept, known, self.office.categories(), self.means())

    @verb("intake_opened", Permission.RECEIVE)
    def open_intake(
        self,
        act: Act,
        origin: str = "drop_off",
        commune: str | None = None,
        party: str | None = None,
        title: str = "",
    ) -> Opened:
        """Open a delivery: `commune` an INSEE code, `party` a partner, `title` its pill's words."""
        rules.checked_origin(origin)
        check_source(act, commune, party)
        return parts.open_new(act, CameFrom(origin, party, commune), title, act.day)

    @verb("intake_origin_set", Permission.RECEIVE)
    def set_origin(self, act: Act, intake: Id, origin: str, party: str | None = None) -> None:
        """Say where an open delivery comes from; loads already recorded follow."""
        here = open_delivery(act, intake)
        rules.checked_origin(origin)
        check_source(act, None, party)
        act.set("intake", {"id": intake}, origin=origin, party=party)
        parts.repost(act, replace(here, origin=origin, party=party))
        act.changed(Change.INTAKE)

    @verb("intake_commune_set", Permission.RECEIVE)
    def set_commune(self, act: Act, intake: Id, commune: str | None) -> None:
        """Say which town an open delivery comes from (INSEE code, None: unknown); loads follow."""
        here = open_delivery(act, intake)
        check_source(act, commune, None)
        act.set("intake", {"id": intake}, commune=commune)
        parts.repost(act, replace(here, commune=commune))
        act.changed(Change.INTAKE)

    @verb("crate_weighed", Permission.RECEIVE)
    def weigh(
        self, act: Act, intake: Id, what: str, weighing: Weighing, pieces: int = 0
    ) -> Recorded:
        """Record one load: `what` is a family, a leaf category, a bag or a box ("TLC-VRAC:bag").

        With a piece count it also teaches what one piece weighs.
        """
        here = open_delivery(act, intake)
        line = self._loaded("crate", what, weighing, pieces, own_code(what))
        postings = tuple(parts.postings_in(here, line))
        day = parts.day_of(act, here)
        entry = act.entry("intake", postings, here.number, day=day)
        key = rules.learning_key(what, self.office.category(line.category))
        if pieces and key is not None:
            learn_piece(act, key, line.grams, pieces)
        return parts.write_line(act, here, replace(line, entry=entry), _next(act, intake))

    @verb("recycled_at_door", Permission.RECEIVE)
    def recycle(
        self, act: Act, intake: Id, what: str, weighing: Weighing, party: str, pieces: int = 0
    ) -> Recorded:
        """Record a load that goes straight to a recycler (`party`): in and out at once. Refuses a
        recycler that is not known, or does not take such goods."""
        here = open_delivery(act, intake)
        line = self._loaded("direct", what, weighing, pieces, party)
        party_for(act.tx, "recycler", self.office.category(line.category), party)
        postings = parts.postings_through(here, line, party)
        entry = act.entry("direct", postings, here.number, day=parts.day_of(act, here))
        return parts.write_line(act, here, replace(line, entry=entry), _next(act, intake))

    @verb("load_refused", Permission.RECEIVE)
    def refuse(
        self,
        act: Act,
        intake: Id,
        reason: str,
        what: str = MIXED,
        weighing: Weighing | None = None,
        pieces: int = 0,
    ) -> Recorded:
        """Note what the shop did not take and why; kept for statistics, no kilo is received."""
        here = open_delivery(act, intake)
        if reason not in REFUSAL_REASONS:
            raise Refusal(
                _("A refusal needs a reason. Nothing was recorded. Touch one of the reasons."),
                "reason",
            )
        if weighing is not None:
            line = self._loaded("refused", what, weighing, pieces, reason)
        else:
            category = rules.goods(what, self.office.categories())
            none = Weighing(0, 0, Source.NONE)
            count = rules.checked_pieces(pieces)
            line = NewLine("refused", category.code, none, 0, Source.NONE, count, reason)
        return parts.write_line(act, here, line, _next(act, intake))

    @verb("item_received", Permission.RECEIVE)
    def add_item(
        self,
        act: Act,
        intake: Id,
        category: str,
        weighing: Weighing | None = None,
        label: str = "",
        condition: str = "",
    ) -> Labelled:
        """Receive one thing with its own label: weighed (it teaches its mean), else at its mean."""
        here = open_delivery(act, intake)
        if condition not in ("", *CONDITIONS):
            raise Refusal(
                _("A thing is good, worn or broken. Nothing was recorded. Touch one of them."),
                "condition",
            )
        line = self._one("item", category, weighing)
        thing = rules.countable(category, self.office.categories())
        item = parts.new_item(act, here, thing, line.grams, line.source)
        item = replace(
            item,
            label=label.strip()[:80] or item.label,
            condition=condition,
        )
        postings = tuple(parts.postings_in(here, line, (item,)))
        entry = act.entry("intake", postings, here.number, day=parts.day_of(act, here))
        parts.write_item(act, item, entry)
        if weighing is not None:
            learn_piece(act, thing.code, line.grams)
        line = replace(line, item=item.id, entry=entry)
        parts.write_line(act, here, line, _next(act, intake))
        return Labelled(item.id, item.code, item.short, item.grams)

    @verb("arrival_counted", Permission.RECEIVE)
    def record_count(
        self,
        act: Act,
        intake: Id,
        counts: Mapping[str, int],
        weighed: Mapping[str, Weighing] | None = None,
    ) -> Counted:
        """Receive what was counted, code → number, at mean weights: one entry, labels in one run.

        `weighed` gives the weighing of one piece of a code, where the person weighed or typed it.
        """
        here = open_delivery(act, intake)
        plan, known = self.plan_count(counts, weighed), dict(weighed or {})
        for one in plan.lines:
            rules.still_taken(self.office.category(one.thing.category))
        items: list[Item] = []
        postings: list[Posting] = []
        lines: list[NewLine] = []
        for one in plan.lines:
            tracked = parts.shares(one.grams, one.n) if one.thing.tracked else ()
            mine = tuple(parts.new_item(act, here, one.thing, g, one.source) for g in tracked)
            line = _counted_line(one, known.get(one.thing.code))
            postings += parts.postings_in(here, line, mine)
            items += mine
            lines.append(line)
        day = parts.day_of(act, here)
        entry = act.entry("count", tuple(postings), here.number, day=day)
        for item in items:
            parts.write_item(act, item, entry)
        for code in known.keys() & {one.thing.code for one in plan.lines}:
            learn_piece(act, code, known[code].net_g)
        first = _next(act, intake)
        for offset, line in enumerate(lines):
            parts.write_line(act, here, replace(line, entry=entry), first + offset)
        labelled = tuple(Labelled(item.id, item.code, item.short, item.grams) for item in items)
        numbers = tuple(range(first, first + len(lines)))
        return Counted(numbers, plan.pieces, plan.grams, labelled)

    @verb("weighing_undone", Permission.RECEIVE)
    def undo_last(self, act: Act, intake: Id) -> Undone:
        """Take back the last load of an open delivery, or a whole count recorded in one run.

        Refuses when a thing of it has gone further, or its kilos were already sorted.
        """
        here = open_delivery(act, intake)
        lines = rows.loads(act.tx, intake)
        if not lines:
            raise Refusal(
                _("There is nothing to undo here. Nothing was changed. Weigh the first load."),
                "nothing",
            )
        return parts.undo_line(act, here, lines, lines[-1], self.office.categories())

    @verb("intake_closed", Permission.RECEIVE)
    def close(self, act: Act, intake: Id, slip: bool | None = None) -> Closed:
        """Finish a delivery; `slip` prints its bon d'apport (None: as the shop's setting says)."""
        here = open_delivery(act, intake)
        state = "closed" if here.loads else "empty"
        act.set("intake", {"id": intake}, state=state, closed_at=act.at)
        act.changed(Change.INTAKE)
        wanted = bool(self.office.number("intake.slip")) if slip is None else slip
        wanted = wanted and here.grams > 0
        if wanted:
            act.after(lambda: self.office.later(lambda: self._print_after(here.number)))
        return Closed(here.number, state, here.grams, wanted)

    def slip(self, number: str) -> ReceiptDoc:
        """The intake slip of a delivery as a paper; refuses an unknown number."""
        from reuse_pos.services.intake_slip import slip_doc

        return slip_doc(self.office, number)

    def print_slip(self, number: str) -> None:
        """Print a slip now; refuses, with the way out, when no printer is there or it says no."""
        from reuse_pos.services.intake_slip import print_slip

        print_slip(self.office, number)
        if number in self.unprinted:
            self.unprinted.remove(number)

    def _print_after(self, number: str) -> None:
        try:
            self.print_slip(number)
        except Refusal as refusal:
            if refusal.code not in ("printer", "no_printer"):
                raise
            # The delivery stands; the screen offers to print again what is listed here.
            self.unprinted.append(number)

    def _loaded(self, kind: str, what: str, weighing: Weighing, pieces: int, note: str) -> NewLine:
        category = rules.goods(what, self.office.categories())
        if kind != "refused":
            rules.still_taken(category)
        load = rules.checked_load(weighing, self.office.number("scale.capacity_g"))
        count = rules.checked_pieces(pieces)
        return NewLine(kind, category.code, load, load.net_g, load.source, count, note)

    def _one(self, kind: str, what: str, weighing: Weighing | None) -> NewLine:
        thing = rules.countable(what, self.office.categories())
        rules.still_taken(self.office.category(thing.category))
        note = own_code(thing.code)
        if weighing is not None:
            return self._loaded(kind, what, weighing, 1, note)
        grams, source = rules.counted_mass(1, self.means().get(thing.code))
        load = Weighing(0, 0, source)
        return NewLine(kind, thing.category, load, grams, source, 1, note)


def _counted_line(one: PlanLine, piece: Weighing | None) -> NewLine:
    load = piece or Weighing(0, 0, one.source)
    note = own_code(one.thing.code)
    return NewLine("count", one.thing.category, load, one.grams, one.source, one.n, note)


def _next(act: Act, intake: Id) -> int:
    return rows.next_line(act.tx, intake)
