"""Kits: gathered by scanning and counting against a list, then given or sold as one."""

from __future__ import annotations

import json
from dataclasses import replace

from reuse_pos.db import kits as rows
from reuse_pos.db import reference
from reuse_pos.db.stock import item_by_code, item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain import kits as rules
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan, uuid7
from reuse_pos.domain.item import INSIDE, STATE_WORDS, Item, Move, State
from reuse_pos.domain.kits import KIT_REASON, Got, Kit, KitList, Need
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import refuse_unless_sellable
from reuse_pos.domain.wording import _
from reuse_pos.services.counter_lines import CounterLines
from reuse_pos.services.office import Station
from reuse_pos.services.printing import print_kept
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.sorting_common import withdraw
from reuse_pos.services.tickets import shop_header
from reuse_pos.services.verb import Act, verb

KIT_PAPER = "kit"
SHELF = "stock:shop"


class Kits(Station):
    """Kits. Lists are the manager's; gathering and giving need the right to send out."""

    def lists(self, *, archived: bool = False) -> list[KitList]:
        """The lists kits are gathered from."""
        return rows.lists(self.store.read(), archived=archived)

    def open_kits(self) -> list[Kit]:
        """Kits being gathered, newest first."""
        return rows.open_kits(self.store.read())

    def kit(self, kit_id: Id) -> Kit:
        """One kit; `LookupError` for an id that does not exist."""
        return _known(rows.kit_by_id(self.store.read(), kit_id))

    def needs(self, kit: Kit) -> tuple[Need, ...]:
        """Each line of a kit's list with what is gathered for it."""
        return rules.needs(kit, self.office.categories())

    def basket(self, kit_id: Id) -> Basket:
        """The lines a kit is sold with, each at its own price, named by the kit's number.

        Refuses an empty kit, what may not be sold, and ("no_price") a kind without a price key.
        """
        kit = self.kit(kit_id)
        _refuse_empty(kit)
        lines = CounterLines(self.office)
        basket = Basket()
        for one in kit.got:
            line = self._line(self.store.read(), lines, one)
            basket = basket.add(replace(line, comment=kit.number))
        return basket

    @verb("kit_list_put", Permission.SET_UP)
    def put_list(self, act: Act, wanted: KitList) -> KitList:
        """Keep a list; refuses one without a name or anything in it, or with a kind that does not
        exist."""
        known = rules.checked_list(wanted)
        categories = self.office.categories()
        families = {one.family for one in categories.values()}
        for want in known.wants:
            if want.what not in categories and want.what not in families:
                raise KeyError(want.what)
        lines = json.dumps([[one.what, one.n] for one in known.wants], separators=(",", ":"))
        act.put(
            "kit_list", code=known.code, label=known.label, lines=lines, rank=known.rank,
            archived=int(known.archived),
        )  # fmt: skip
        act.changed(Change.SETTINGS)
        return known

    @verb("kit_begun", Permission.SEND_OUT)
    def begin(self, act: Act, code: str, party: str | None = None, initials: str = "") -> Kit:
        """Begin a kit from a list, for an organisation or somebody's initials."""
        known = next((one for one in rows.lists(act.tx) if one.code == code), None)
        if known is None:
            raise Refusal(_("This list is gone. Nothing was begun. Choose another."), "unknown")
        if party is not None and party not in {one.code for one in reference.parties(act.tx)}:
            raise KeyError(party)
        start = f"K-{act.day[2:4]}{act.day[5:7]}-"
        number = f"{start}{rows.last_number(act.tx, start) + 1:04d}"
        kit = Kit(
            uuid7(act.at_ns), number, known.label, party, initials.strip()[:4].upper(),
            rules.GIVEN, rules.OPEN, known.wants, (), 0, None, act.day,
        )  # fmt: skip
        self._put(act, kit)
        return kit

    @verb("kit_filled", Permission.SEND_OUT)
    def add_thing(self, act: Act, kit_id: Id, raw: str) -> Kit:
        """Put a scanned thing into a kit; refuses one that is not here, reserved, unchecked, or in
        a kit already."""
        kit = self._open(act, kit_id)
        code = read_scan(raw)
        item = item_by_code(act.tx, code) if code.is_thing else None
        if item is None:
            raise Refusal(
                _("No object has this code. Nothing was added. Scan an object’s label."), "unknown"
            )
        self._refuse_unless_free(act, item)
        got = Got(item.category, item.label, max(1, item.pieces), item.id, item.short)
        return self._put(act, replace(kit, got=(*kit.got, got)))

    @verb("kit_filled", Permission.SEND_OUT)
    def add_pieces(self, act: Act, kit_id: Id, category: str, n: int) -> Kit:
        """Put `n` pieces without a label into a kit, or (below zero) take some out again."""
        kit = self._open(act, kit_id)
        return self._put(act, rules.with_pieces(kit, self.office.category(category), n))

    @verb("kit_filled", Permission.SEND_OUT)
    def take_out(self, act: Act, kit_id: Id, item: Id) -> Kit:
        """Take a thing out of a kit."""
        kit = self._open(act, kit_id)
        return self._put(act, replace(kit, got=tuple(one for one in kit.got if one.item != item)))

    @verb("kit_given", Permission.SEND_OUT)
    def give(self, act: Act, kit_id: Id) -> Kit:
        """Give a kit as one: everything in it leaves to `out:gift` under the kit's number, and its
        slip is printed. Refuses an empty kit and a thing that is no longer here."""
        kit = self._open(act, kit_id)
        _refuse_empty(kit)
        means = self.office.mean_weights()
        grams = []
        for one in kit.got:
            item = None if one.item is None else item_by_id(act.tx, one.item)
            if item is not None:
                self._give_thing(act, kit, item)
                grams.append(item.grams)
                continue
            mean, source = means.get(one.category, (0, Source.UNKNOWN))
            act.entry(
                "given",
                transfer(SHELF, "out:gift", one.category, mean * one.n, one.n, source,
                         destination_party=kit.party),
                kit.number,
            )  # fmt: skip
            grams.append(mean * one.n)
        done = replace(kit, mode=rules.GIVEN, state=rules.DONE, document=kit.number)
        self._put(act, done)
        at = f"{act.at[8:10]}/{act.at[5:7]}/{act.at[:4]} {act.at[11:16]}"
        parties = {one.code: one.label for one in reference.parties(act.tx)}
        party = parties.get(kit.party or "", "")
        slip = rules.kit_slip(shop_header(self.office), done, at, party, grams)
        print_kept(self.office, act, KIT_PAPER, kit.number, slip)
        return done

    @verb("kit_cancelled", Permission.SEND_OUT)
    def cancel(self, act: Act, kit_id: Id) -> None:
        """Give a kit up; its things stay where they are."""
        kit = self._open(act, kit_id)
        self._put(act, replace(kit, state=rules.CANCELLED))

    def _give_thing(self, act: Act, kit: Kit, item: Item) -> None:
        self._refuse_unless_free(act, item, kit)
        entry = act.entry(
            "given",
            transfer(
                item.place or "", "out:gift", item.category, item.grams, item.pieces,
                Source(item.source), thing=item.id, destination_party=kit.party,
            ),
            kit.number,
        )  # fmt: skip
        act.move(item, Move.LEAVE, KIT_REASON, entry)
        withdraw(act, item.id)

    def _line(self, reader: Reader, lines: CounterLines, one: Got) -> Line:
        if one.item is not None:
            item = item_by_id(reader, one.item)
            if item is None:
                raise LookupError("a kit without its thing")
            return replace(lines.line_of_item(item), qty=one.n)
        keys = [
            key for key in lines.price_keys()
            if key.category == one.category and key.unit == "piece"
        ]  # fmt: skip
        if not keys:
            raise Refusal(
                _(
                    "“{label}” has no price by the piece. Nothing was put in the basket. Ask the "
                    "manager for a price key.",
                    label=one.label,
                ),
                "no_price",
            )
        line = lines.line_of_key(replace(keys[0], lot_qty=None, lot_cents=None))
        return Basket().add(line).set_qty(1, one.n).lines[0]

    def _refuse_unless_free(self, act: Act, item: Item, kit: Kit | None = None) -> None:
        """Refuses what cannot go into a kit: not here, reserved, unchecked, or in another kit."""
        if item.state not in INSIDE or item.state is State.RESERVED:
            raise Refusal(
                _(
                    "{code} is “{state}”: this cannot be done now. Nothing was changed. Look at "
                    "its card.",
                    code=item.short,
                    state=_(STATE_WORDS[item.state]),
                ),
                "not_now",
                state=item.state,
            )
        refuse_unless_sellable(self.office.category(item.category), item)
        for other in rows.open_kits(act.tx):
            if kit is not None and other.id == kit.id:
                continue
            if any(one.item == item.id for one in other.got):
                raise Refusal(
                    _(
                        "{code} is in {number} already. Nothing was added.",
                        code=item.short,
                        number=other.number,
                    ),
                    "in_kit",
                    kit=other.id,
                )

    def _open(self, act: Act, kit_id: Id) -> Kit:
        kit = _known(rows.kit_by_id(act.tx, kit_id))
        rules.refuse_unless_open(kit)
        return kit

    def _put(self, act: Act, kit: Kit) -> Kit:
        act.put(
            "kit", id=kit.id, number=kit.number, label=kit.label, party=kit.party,
            initials=kit.initials, mode=kit.mode, state=kit.state, lines=kit.lines,
            price_cents=kit.price_cents, document=kit.document, day=kit.day,
        )  # fmt: skip
        act.changed(Change.STOCK)
        return kit


def settle_kits(sale: SaleInHand) -> None:
    """A kit whose lines are sold is done: closed by the ticket, with what was paid for it."""
    numbers = dict.fromkeys(
        line.comment for line in sale.basket.lines if line.comment.startswith("K-")
    )
    for number in numbers:
        kit = rows.kit_by_number(sale.act.tx, number)
        if kit is None or kit.state != rules.OPEN:
            continue
        paid = sum(line.total_cents for line in sale.basket.lines if line.comment == number)
        sale.act.set(
            "kit", {"id": kit.id}, mode=rules.INVOICED, state=rules.DONE, price_cents=paid,
            document=sale.doc_no,
        )  # fmt: skip
        sale.act.changed(Change.STOCK)


def _known(kit: Kit | None) -> Kit:
    if kit is None:
        raise LookupError("no such kit")
    return kit


def _refuse_empty(kit: Kit) -> None:
    if not kit.got:
        raise Refusal(_("This kit is empty. Nothing was changed. Scan its things first."), "empty")
