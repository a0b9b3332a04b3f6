"""The workshop: a queue of work orders, easy steps, help, what was used, the weight after, and
things made of several others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reuse_pos.db import ledger
from reuse_pos.db import people as people_rows
from reuse_pos.db import workshop as rows
from reuse_pos.db.orders import order_of_work
from reuse_pos.db.stock import item_row
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import Item, Move, State, after
from reuse_pos.domain.mass import Weighing, checked, reversal, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.skills import WORKSHOP
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import (
    DURATIONS_MIN,
    MATERIALS,
    PROOFS,
    REMOVED_WAYS,
    STEPS,
    SUPERVISOR,
    Order,
    OrderState,
    check_steps,
)
from reuse_pos.services import workshop_mass as mass
from reuse_pos.services.check_rows import note_step, undo_newest
from reuse_pos.services.label_paper import forget_answer
from reuse_pos.services.order_settling import refuse_ordered, work_done, work_reopened
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_parts import WorkshopParts
from reuse_pos.services.workshop_plan import WorkshopPlan
from reuse_pos.services.workshop_reads import Queue, Work
from reuse_pos.services.workshop_rules import (
    known,
    open_now,
    open_order,
    refuse_twice,
    refuse_unauthorised,
    refuse_unfinished,
    set_columns,
    set_order,
    source_for,
    started,
    thing,
)
from reuse_pos.services.workshop_unmaking import WorkshopUnmaking

Product = mass.Product
S = OrderState
__all__ = ["Product", "Queue", "Work", "Workshop", "open_order"]


class Workshop(WorkshopPlan, WorkshopParts, WorkshopUnmaking):
    """Refurbishing, step by step."""

    @verb("sent_to_workshop", Permission.SORT)
    def send_to_workshop(self, act: Act, item_id: Id, bench: str = "") -> Id:
        """Send a thing to the workshop and open its work order; returns the order."""
        item = thing(act, item_id)
        if rows.open_order_of(act.tx, item_id) is not None:
            raise Refusal(
                _("{code} is already in the workshop. Nothing was changed.", code=item.short),
                "already_there",
            )
        entry = self._bring(act, item, "sent_to_workshop")
        act.move(item, Move.TO_WORKSHOP, entry=entry)
        return open_order(act, item, self.office.category(item.category), bench)

    @verb("work_started", Permission.WORK)
    def start(self, act: Act, order_id: Id) -> Order:
        """Start an order, or go on with it; what the same person did alone before is paused."""
        order = open_now(act, order_id)
        item = thing(act, order.item)
        if item.can(Move.START):
            entry = self._bring(act, item, "work_started")
            act.move(item, Move.START, entry=entry)
        if order.state in (S.QUEUED, S.PAUSED):
            set_columns(act, order_id, state=S.WORKING.value)
        for other in rows.mine_alone(act.tx, act.who.op, order_id):
            set_columns(act, other, state=S.PAUSED.value)
        rows.join_work(act.tx, order_id, act.who.op)
        act.changed(Change.WORKSHOP)
        return replace(order, state=S.STEPS_DONE if order.state is S.STEPS_DONE else S.WORKING)

    @verb("step_finished", Permission.WORK)
    def finish_step(self, act: Act, order_id: Id, step: str, passed: bool | None = None) -> Order:
        """Finish the step now to do; a step with a check wants an explicit answer.

        A failed test is kept on the thing, leaves the step to do, and calls for help.
        """
        order = open_now(act, order_id)
        item = started(act, order)
        if order.step is None or order.step.code != step:
            raise Refusal(
                _("This step is not the one to do now. Nothing was changed. Look at the list."),
                "step",
            )
        refuse_unauthorised(act, order.step)
        if order.step.check:
            if passed is None:
                raise Refusal(_("Say if it works. Nothing was changed. Touch an answer."), "answer")
            if order.step.check in PROOFS:
                note_step(act, item.id, order.step.check, passed)
            if not passed:
                return _sent_back(act, order)
        act.did(WORKSHOP, step if step in STEPS else order.step.title)
        done = (*order.done, step)
        state = S.STEPS_DONE if len(done) == len(order.steps) else S.WORKING
        return set_order(act, order, done=done, state=state)

    @verb("work_undone", Permission.WORK)
    def undo(self, act: Act, order_id: Id) -> Order:
        """Take back the last thing done on an order: its end, else its last step."""
        order = known(rows.order_by_id(act.tx, order_id))
        if order.state is S.FINISHED:
            return self._reopen(act, order)
        if not order.done:
            raise Refusal(_("Nothing is done yet. There is nothing to undo."), "nothing")
        if order.step_of(order.done[-1]).check in PROOFS:
            undo_newest(act, order.item)
        return set_order(act, order, done=order.done[:-1], state=S.WORKING)

    @verb("work_paused", Permission.WORK)
    def pause(self, act: Act, order_id: Id) -> Order:
        """Leave an order for later; steps done stay done."""
        order = open_now(act, order_id)
        if order.state is not S.WORKING:
            return order
        return set_order(act, order, state=S.PAUSED)

    @verb("help_called", Permission.WORK)
    def call_help(self, act: Act, order_id: Id) -> Order:
        """Ask the supervisor to come; a second call changes nothing."""
        order = open_now(act, order_id)
        return order if order.help_since else set_order(act, order, help_since=act.at)

    @verb("help_answered", Permission.SUPERVISE)
    def answer_help(self, act: Act, order_id: Id) -> Order:
        """The supervisor has come."""
        order = open_now(act, order_id)
        return set_order(act, order, help_since=None) if order.help_since else order

    @verb("materials_told", Permission.WORK)
    def materials(self, act: Act, order_id: Id, used: Sequence[str]) -> Order:
        """Say which of the four kinds of materials were used, in place of what was said before."""
        order = known(rows.order_by_id(act.tx, order_id))
        if not set(used) <= set(MATERIALS):
            raise ValueError(f"unknown material in {used!r}")
        return set_order(act, order, materials=tuple(m for m in MATERIALS if m in used))

    @verb("work_time_told", Permission.WORK)
    def say_time(
        self, act: Act, order_id: Id, minutes: int | None, ops: Sequence[str] = ()
    ) -> None:
        """Keep who worked on an order and about how long, apart from every fact; None: nobody
        knows, nothing is kept. `ops` are operator codes, the person asking when empty."""
        known(rows.order_by_id(act.tx, order_id))
        if minutes is not None and minutes not in DURATIONS_MIN:
            raise Refusal(_("Touch one of the pictures. Nothing was kept."), "minutes")
        ops = ops or (act.who.op,)
        unknown = [op for op in ops if people_rows.person(act.tx, op) is None]
        if unknown:
            raise Refusal(_("This person is not known here. Nothing was kept."), "person")
        rows.keep_minutes(act.tx, order_id, tuple(dict.fromkeys(ops)), minutes)
        act.changed(Change.WORKSHOP)

    @verb("work_finished", Permission.WORK)
    def finish(
        self,
        act: Act,
        order_id: Id,
        weighing: Weighing | None,
        photo: str | None = None,
        removed_to: str = "disposal",
    ) -> Item:
        """End an order whose steps are done (the photo may be left out): the thing is weighed
        again and ready to be priced. Without weighing it keeps its weight. Returns the thing as it
        is now.

        Lost grams go to `removed_to` (disposal or recycling), gained ones come from parts or
        materials. A customer's own thing is not weighed: its kilos left when it was sold.
        """
        order = open_now(act, order_id)
        item = started(act, order)
        refuse_unfinished(order, item)
        theirs = order_of_work(act.tx, order.id)
        if theirs is not None:
            _end(act, order, item.grams)
            work_done(act, theirs)
            return item
        if removed_to not in REMOVED_WAYS:
            raise ValueError(f"no way called {removed_to}")
        entry, grams, source = None, item.grams, item.source
        if weighing is not None:
            checked(weighing, self.office.number("scale.capacity_g"))
            entry = mass.weight_change(act, item, order, weighing, removed_to)
            grams, source = weighing.net_g, weighing.source.value
        act.move(item, Move.FINISH, entry=entry)
        photo = photo or item.photo_after
        act.set("item", {"id": item.id}, refurbished=1, source=source, photo_after=photo)
        _end(act, order, grams)
        return replace(
            item,
            state=State.READY,
            grams=grams,
            source=source,
            refurbished=True,
            photo_after=photo,
        )

    @verb("photo_kept", Permission.WORK)
    def keep_photo(self, act: Act, item_id: Id, photo: str, after: bool = False) -> None:
        """Give a thing its photo, before or after the work (`photo` as `services.photos.keep`
        named it)."""
        item = thing(act, item_id)
        column = "photo_after" if after else "photo"
        act.set("item", {"id": item.id}, **{column: photo})
        act.changed(Change.STOCK, Change.WORKSHOP)

    @verb("given_up", Permission.SEND_OUT)
    def give_up(self, act: Act, order_id: Id, way: str, party: str | None = None) -> Item:
        """A thing cannot be mended: it leaves for recycling, energy or disposal, and its order
        closes."""
        order = open_now(act, order_id)
        item = thing(act, order.item)
        refuse_ordered(act.tx, item.id)
        if way not in ("recycling", "energy", "disposal"):
            raise ValueError(f"no way called {way}")
        # Sold or gone meanwhile: there are no kilos here to send anywhere.
        after(item, Move.LEAVE)
        entry = act.entry(
            "given_up",
            transfer(
                str(item.place),
                f"out:{way}",
                item.category,
                item.grams,
                item.pieces,
                mass.source_of(item),
                thing=item.id,
                destination_party=party,
            ),
        )
        act.move(item, Move.LEAVE, reason=way, entry=entry)
        set_order(act, order, state=S.FINISHED, finished_on=act.day, help_since=None)
        return replace(item, state=State.GONE, grams=0, pieces=0)

    @verb("transformed", Permission.WORK)
    def transform(
        self,
        act: Act,
        sources: Sequence[Id],
        products: Sequence[Product],
        rest_to: str | None = None,
    ) -> list[Item]:
        """Make one or more things of several: the sources are consumed, the rest goes to `rest_to`
        (a key of `REST_WAYS`), and nothing may weigh more than what it is made of. Returns the new
        things.

        A new thing whose category wants a safety proof gets a work order for it; the others are
        ready.
        """
        used = [source_for(act, one) for one in sources]
        refuse_twice(used, products)
        capacity = self.office.number("scale.capacity_g")
        for product in products:
            checked(product.weighing, capacity)
        rest = mass.checked_rest(used, products, rest_to)
        named = [(uuid7(act.at_ns), product) for product in products]
        entry = act.entry("transformed", mass.transformation(used, named, rest, rest_to))
        for item in used:
            act.move(item, Move.CONSUME, entry=entry)
            order = rows.open_order_of(act.tx, item.id)
            if order is not None:
                set_columns(
                    act, order.id, state=S.FINISHED.value, finished_on=act.day, help_since=None
                )
        made = [self._make(act, new, product, entry) for new, product in named]
        act.changed(Change.WORKSHOP)
        return made

    def _make(self, act: Act, thing: Id, product: Product, entry: Id) -> Item:
        category = self.office.category(product.category)
        proofs = check_steps(category)
        state = State.TO_REPAIR if proofs else State.READY
        code = act.next_code(CodeKind.ITEM)
        item = Item(
            thing,
            code,
            short_form(code),
            "item",
            category.code,
            product.label or category.label,
            state,
            product.weighing.net_g,
            product.pieces,
            product.weighing.source.value,
            refurbished=True,
            received_on=act.day,
        )
        act.put("item", **item_row(item))
        act.new_item(thing, "transformed", entry, state)
        if proofs:
            open_order(act, item, category, steps=proofs)
        return item

    def _bring(self, act: Act, item: Item, kind: str) -> Id | None:
        """Move a thing's mass into the workshop, when it stands elsewhere."""
        if item.place is None or item.place == mass.WORKSHOP:
            return None
        postings = transfer(
            item.place,
            mass.WORKSHOP,
            item.category,
            item.grams,
            item.pieces,
            mass.source_of(item),
            thing=item.id,
        )
        return act.entry(kind, postings)

    def _reopen(self, act: Act, order: Order) -> Order:
        theirs = order_of_work(act.tx, order.id)
        if theirs is not None:
            work_reopened(act, theirs)
            return set_order(act, order, state=S.STEPS_DONE, weight_after_g=None, finished_on=None)
        item = thing(act, order.item)
        last = rows.finish_entry(act.tx, item.id)
        weighed_since = order.weight_after_g != item.grams
        ended = last is not None and last[0] == Move.FINISH.value
        if item.state is not State.READY or last is None or not ended or weighed_since:
            raise Refusal(
                _(
                    "{code} has gone on since. Nothing was changed. Ask your supervisor.",
                    code=item.short,
                ),
                "too_late",
            )
        back = None
        found = None if last[1] is None else ledger.entry_by_id(act.tx, last[1])
        if found is not None:
            undone = reversal(found[0], uuid7(act.at_ns))
            back = act.entry(undone.kind, undone.postings, reverses=found[0].id,
                             day=act.correction_day(found[1]))  # fmt: skip
        # What was worked on before, or made here of other things, stays refurbished.
        again = rows.times_worked(act.tx, item.id) > 1
        act.step(item.id, Move.UNDO.value, State.READY, State.IN_REPAIR, entry=back)
        act.set("item", {"id": item.id}, refurbished=int(again))
        forget_answer(act, item)
        return set_order(act, order, state=S.STEPS_DONE, weight_after_g=None, finished_on=None)


def _sent_back(act: Act, order: Order) -> Order:
    """What a "no" does: a failed test calls for help; a supervisor's look asks for the step before
    once more."""
    if order.step is not None and order.step.check == SUPERVISOR:
        return set_order(act, order, done=order.done[:-1], help_since=None)
    return set_order(act, order, help_since=order.help_since or act.at)


def _end(act: Act, order: Order, grams: int) -> None:
    """Close an order whose thing now weighs `grams`."""
    set_order(
        act,
        order,
        state=S.FINISHED,
        done=order.steps,
        weight_after_g=grams,
        finished_on=act.day,
        help_since=None,
    )
