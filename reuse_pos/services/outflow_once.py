"""What leaves in one touch, without a slip: given to a person, used here, given back, lost."""

from __future__ import annotations

from reuse_pos.db import ledger, sorting
from reuse_pos.db import outflow as rows
from reuse_pos.db.stock import item_by_code, item_by_id
from reuse_pos.domain import outflow as rules
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan
from reuse_pos.domain.item import PLACE_OF, Item, Move, State
from reuse_pos.domain.mass import Source, Weighing, transfer
from reuse_pos.domain.outflow import UNDONE
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services import outflow_common as common
from reuse_pos.services.outflow_slips import Load, OutflowSlips
from reuse_pos.services.sorting_common import reverse, withdraw
from reuse_pos.services.verb import Act, verb

MOST_PIECES = 500


class OutflowOnce(OutflowSlips):
    """One scan or one load, one reason, gone; and taken back."""

    @verb("thing_let_go", Permission.SEND_OUT)
    def let_go(self, act: Act, raw: str, destination: str, reason: str = "") -> Item:
        """The thing whose label was scanned leaves in one touch (`domain.outflow.ONE_TOUCH`).

        Refuses an unknown code, a thing reserved or gone, and "reason" where one is needed.
        """
        self._checked(destination, reason)
        code = read_scan(raw)
        item = item_by_code(act.tx, code) if code.is_thing else None
        if item is None:
            raise Refusal(
                _(
                    "No object here has the code {code}. Nothing was changed. "
                    "Scan the shop’s own label.",
                    code=code.short,
                ),
                "unknown",
            )
        common.refuse_unless_here(item)
        entry = act.entry(
            "sent_out",
            transfer(PLACE_OF[item.state], f"out:{destination}", item.category, item.grams,
                     item.pieces, Source(item.source), thing=item.id),
        )  # fmt: skip
        act.move(item, Move.LEAVE, reason=reason.strip()[:80], entry=entry)
        withdraw(act, item.id)
        return item

    @verb("load_let_go", Permission.SEND_OUT)
    def let_go_load(self, act: Act, load: Load, destination: str, reason: str = "") -> Id:
        """Goods without a label leave a place in one touch; returns the mass entry.

        Refuses a weight that cannot be and more than stands in the place ("not_enough").
        """
        self._checked(destination, reason)
        line = self._load_line(act, load, 1)
        postings = common.leaving(act.tx, (destination, None), line, {})
        return act.entry("sent_out", postings)

    @verb("thing_taken_back", Permission.SEND_OUT)
    def take_back(self, act: Act, item: Id) -> State:
        """Undo a one-touch leave: the thing is where it was; returns its state.

        Refuses one that left otherwise, under a slip, or whose leave is already undone.
        """
        thing = item_by_id(act.tx, item)
        last = sorting.last_move(act.tx, item)
        before, _after, entry = last or (None, "", None)
        if thing is None or entry is None or thing.state is not State.GONE:
            raise Refusal(_("This is already undone. Nothing was changed."), "undone")
        found = ledger.entry_by_id(act.tx, entry)
        if before is None or found is None or found[0].document:
            raise Refusal(
                _(
                    "{code} left under a slip: it cannot be taken back here. Nothing was changed.",
                    code=thing.short,
                ),
                "slip",
            )
        back = reverse(act, entry)
        act.step(item, Move.UNDO, State.GONE, State(before), reason=UNDONE, entry=back)
        return State(before)

    @verb("load_taken_back", Permission.SEND_OUT)
    def take_load_back(self, act: Act, entry: Id) -> None:
        """Undo a load that left in one touch; refuses a second time, and what left under a
        slip."""
        reverse(act, entry, "sent_out")

    def counted(self, category: str, pieces: int) -> Weighing:
        """What some pieces of a category weigh, from the mean weight known here.

        Refuses a count that cannot be ("count") and a category of which nothing is known
        ("no_mean").
        """
        if not 1 <= pieces <= MOST_PIECES:
            raise Refusal(_("Count from 1 to {n}. Nothing was recorded.", n=MOST_PIECES), "count")
        mean = self.office.mean_weights().get(category)
        if mean is None or not mean[0]:
            raise Refusal(
                _(
                    "What one piece of “{label}” weighs is not known. Nothing was recorded. "
                    "Weigh the load.",
                    label=self.office.category(category).label,
                ),
                "no_mean",
            )
        return Weighing(mean[0] * pieces, 0, mean[1])

    def held(self, place: str) -> dict[str, int]:
        """Grams without a label that stand in a place and are on no open slip, by category."""
        reader = self.store.read()
        loose = sorting.loose_in(reader, f"stock:{place}")
        free = {one.category: one.grams - rows.loaded_g(reader, place, one.category)
                for one in loose if one.grams > 0}  # fmt: skip
        return {category: grams for category, grams in free.items() if grams > 0}

    def _checked(self, destination: str, reason: str) -> None:
        if destination not in rules.ONE_TOUCH:
            raise ValueError(f"{destination} needs a slip")
        if destination in rules.NEEDS_REASON and not reason.strip():
            raise Refusal(_("Say why in a few words. Nothing was changed."), "reason")
