"""Taking in a labelled thing that this file does not know: under its own code, with an origin and a
weight that can be seen for ever."""

from __future__ import annotations

from reuse_pos.db import outflow as slip_rows
from reuse_pos.db import stocktake as count_rows
from reuse_pos.db.device import device, last_code
from reuse_pos.db.stock import item_by_code, item_row
from reuse_pos.db.store import Reader
from reuse_pos.domain import adoption as rules
from reuse_pos.domain.adoption import Adopted, Stray
from reuse_pos.domain.approval import ADOPTION
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import read_scan, uuid7
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.labelling import APPROVED, checked_price
from reuse_pos.domain.mass import Posting, Source, checked, transfer
from reuse_pos.domain.outflow import TRANSFER_IN
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.sorting import sell_lock
from reuse_pos.domain.stocktake import Answer
from reuse_pos.domain.wording import _
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.office import Station
from reuse_pos.services.price_history import note_price
from reuse_pos.services.sorting_common import heap_for, taken
from reuse_pos.services.verb import Act, verb

ADOPTED = "ADOPTED"


class Adopting(Station):
    """Labels of the shop's format that are not in the list."""

    def may(self, who: Actor) -> bool:
        """Whether the person takes labels in without asking."""
        return who.may(Permission.PRICE) and who.may(Permission.SUPERVISE)

    def look(self, raw: str) -> Stray:
        """What a scanned label says of itself.

        Refuses what `read_scan` does, "not_a_thing", "short", "practice", "test_print", "known" for
        a thing of the list, "announced" for one that a transfer under way brings.
        """
        return self._stray(self.store.read(), raw)

    def usual_weight(self, category: str) -> tuple[int, Source]:
        """What one piece usually weighs in grams, and how that is known; 0 where it is not."""
        return self.office.mean_weights().get(category, (0, Source.UNKNOWN))

    @verb("label_adopted", Permission.PRICE)
    def adopt(self, act: Act, raw: str, said: Adopted) -> Item:
        """Take the thing in: on sale at once, or in reception where its kind must be tested first.

        Refuses what `look` does, a price or weight that cannot be, "not_enough" where reception
        does not hold the kilos said to come from there.
        """
        refuse_unless(act.who, Permission.SUPERVISE)
        return self._adopt(act, raw, said)

    @verb("label_adopted", Permission.SELL)
    def adopt_at_till(self, act: Act, raw: str, said: Adopted, till: str, approval: str) -> Item:
        """The same at the counter, with the manager's yes (hex id); without one, refuses with code
        "approval"."""
        check_approval(act, approval, ADOPTION, till, said.cents)
        return self._adopt(act, raw, said)

    def _adopt(self, act: Act, raw: str, said: Adopted) -> Item:
        label = self._stray(act.tx, raw)
        category = self._category(said.category)
        item = self._item(act, label, category, said)
        entry = act.entry(rules.KIND, self._postings(act, label, category, item, said.origin))
        act.put("item", **item_row(item))
        act.new_item(item.id, reason=ADOPTED, entry=entry, state=item.state)
        note_price(act, item.code, said.cents)
        self._keep_clear(act, label)
        _tell_counts(act, item, category.family)
        act.changed(Change.STOCK, Change.PRICES)
        return item

    def _item(self, act: Act, label: Stray, category: Category, said: Adopted) -> Item:
        load = checked(said.weighing, self.office.number("scale.capacity_g"))
        cents = checked_price(said.cents, self.office.number("price.ceiling_cents"))
        if said.pieces < 1 or (label.kind == "item" and said.pieces != 1):
            raise Refusal(
                _("How many pieces? Nothing was recorded. Type how many there are."), "pieces"
            )
        state = State.RECEIVED if sell_lock(category) else State.ON_SALE
        # What the paper says is its price: nothing has to be printed again.
        return Item(
            uuid7(act.at_ns), label.code, label.short, label.kind, category.code,
            said.label.strip()[:60] or category.label, state, load.net_g, said.pieces,
            load.source.value, price_cents=cents, price_state=APPROVED, last_printed_cents=cents,
            received_on=act.day,
        )  # fmt: skip

    def _postings(
        self, act: Act, label: Stray, category: Category, item: Item, origin: str
    ) -> tuple[Posting, ...]:
        source, place = Source(item.source), PLACE_OF[item.state]
        start = rules.checked_origin(label, origin)
        if start != rules.RECEPTION:
            return transfer(
                start, place, category.code, item.grams, item.pieces, source, thing=item.id
            )
        heap = heap_for(act.tx, category, item.grams)
        arriving = Posting(place, category.code, item.grams, item.pieces, source, item.id)
        return (*taken(act.tx, heap, item.grams, source), arriving)

    def _stray(self, reader: Reader, raw: str) -> Stray:
        code = read_scan(raw)
        known = item_by_code(reader, code) if code.is_thing else None
        if known is not None:
            raise Refusal(
                _("{code} is in the list already. Nothing was recorded. Look at its card.",
                  code=known.short), "known", item=known,
            )  # fmt: skip
        label = rules.stray(code, device(reader).store, self.office.training)
        slip = _announced(reader, label.code)
        if slip:
            raise Refusal(
                _("{code} comes with the transfer {slip}. Nothing was recorded. Receive it there.",
                  code=label.short, slip=slip), "announced", slip=slip,
            )  # fmt: skip
        return label

    def _category(self, code: str) -> Category:
        category = self.office.categories().get(code)
        if category is None or category.is_service:
            raise Refusal(_("What is it? Nothing was recorded. Touch what it is."), "category")
        return category

    def _keep_clear(self, act: Act, label: Stray) -> None:
        """A label of this post that its own count had not reached: the count was put back by a
        crash, and the next labels must not repeat those already on things."""
        here = device(act.tx)
        mine = (label.store, label.device) == (here.store, here.device)
        if mine and label.number > last_code(act.tx, here.device):
            act.put("code_counter", device=here.device, last=label.number + rules.CLEAR_OF)


def _tell_counts(act: Act, item: Item, family: str) -> None:
    """A count under way that met the label without knowing it has now met the thing."""
    for count in count_rows.open_counts(act.tx):
        noted = count_rows.sighting(act.tx, count.id, item.code)
        if noted is not None and noted.answer is Answer.UNKNOWN:
            met = Answer.SEEN if count.expects(item, family) else Answer.UNEXPECTED
            act.set(
                "stocktake_seen", {"stocktake": count.id, "code": item.code},
                item=item.id, answer=met.value,
            )  # fmt: skip


def _announced(reader: Reader, code: str) -> str:
    """The transfer being received that brings this label; "" when none does."""
    return next(
        (slip.number for slip in slip_rows.open_slips(reader)
         if slip.kind == TRANSFER_IN and f'"{code}"' in slip.note), "",
    )  # fmt: skip
