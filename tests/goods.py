"""Things for tests: brought into a small shop with their kilos, by one verb made for that."""

from __future__ import annotations

from reuse_pos.db.stock import item_by_id, item_row
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


class Bringer(Station):
    """Brings labelled things in, as reception does, into any inside state."""

    @verb("thing_brought", Permission.RECEIVE)
    def bring(
        self, act: Act, category: str, grams: int, state: State, pieces: int, words: dict[str, str]
    ) -> Id:
        """One thing of a category with its kilos, in a state."""
        code = act.next_code(CodeKind.ITEM)
        kind = self.office.category(category)
        values = {"label": kind.label, "received_on": act.day, "intake_no": "D-2610-0001", **words}
        thing = Item(
            uuid7(act.at_ns),
            code,
            short_form(code),
            "item",
            category,
            state=state,
            grams=grams,
            pieces=pieces,
            source=Source.SCALE.value,
            **values,
        )
        act.put("item", **item_row(thing))
        entry = act.entry(
            "received",
            transfer(
                "in:drop_off",
                PLACE_OF[state],
                category,
                grams,
                pieces,
                Source.SCALE,
                thing=thing.id,
                commune="35238",
            ),
        )
        act.new_item(thing.id, entry=entry, state=state)
        return thing.id


def bring(
    shop, category: str, grams: int, state: State = State.RECEIVED, pieces: int = 1, **words: str
) -> Item:
    """A thing brought into a test shop; `words` are its label, description, known_defects, spot."""
    made = Bringer(shop.office).bring(SYSTEM, category, grams, state, pieces, words).value
    return now(shop, made)


def now(shop, item: Id) -> Item:
    """A thing as the file has it now."""
    found = item_by_id(shop.store.read(), item)
    assert found is not None
    return found
