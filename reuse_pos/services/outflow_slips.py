"""Slips: opened for who takes the goods, filled as things are scanned and loads weighed, posted in
one act when the lorry goes, checked against the receiver's ticket."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from reuse_pos.db import ledger
from reuse_pos.db import outflow as rows
from reuse_pos.db.device import device
from reuse_pos.db.stock import item_by_code, item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain import outflow as rules
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id, read_scan
from reuse_pos.domain.item import PLACE_OF, Item, Move
from reuse_pos.domain.mass import Source, Weighing, checked, transfer
from reuse_pos.domain.outflow import KINDS, Slip, SlipKind, SlipLine, Taker
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.ways import RECYCLER_OF
from reuse_pos.domain.wording import _
from reuse_pos.services import outflow_common as common
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import withdraw
from reuse_pos.services.verb import Act, verb

# No skip waits longer; what is older stays without a slip.
LOOKED_BACK_DAYS = 120
MOST_WORDS = 120


@dataclass(frozen=True)
class SlipFor:
    """For whom a slip is opened: an organisation, another store's number, or nobody named; `skip`
    the skip that is fetched."""

    kind: str
    party: str | None = None
    store: int | None = None
    skip: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Load:
    """Goods without a label put on a slip: `place` they are taken from, `pieces` where counted."""

    category: str
    weighing: Weighing
    place: str = "storage"
    pieces: int = 0


@dataclass(frozen=True)
class Waiting:
    """Grams sent to an organisation, at sorting, that no slip names yet; `kind` of slip."""

    kind: str
    taker: Taker
    grams: int


class OutflowSlips(Station):
    """Slips from their opening to the receiver's ticket."""

    def today(self) -> str:
        """The present business day."""
        return business_day(self.clock.now()).isoformat()

    def slips(self) -> list[Slip]:
        """The slips that are not over: being filled, or waiting for the receiver's ticket."""
        return rows.open_slips(self.store.read())

    def past(self, limit: int = 60) -> list[Slip]:
        """The newest slips that are over, without their lines."""
        return rows.past_slips(self.store.read(), limit)

    def slip(self, number: str) -> Slip:
        """A slip with its lines; refuses a number that does not exist."""
        return common.known_slip(self.store.read(), number)

    def gatherable_g(self, number: str) -> int:
        """Grams that went to a slip's organisation at sorting and are on no slip yet."""
        slip = self.slip(number)
        return sum(one.grams for one in self._gatherable(self.store.read(), slip))

    def to_fetch(self) -> list[Waiting]:
        """What sorting sent to each organisation and no slip names yet, the heaviest first."""
        reader, since = self.store.read(), self._since()
        found = []
        ways = {way for way, _party in rows.sent_to(reader, since)}
        for kind in KINDS.values():
            takers = rows.takers(reader, kind.taker) if kind.destination in ways else ()
            for taker in takers:
                grams = sum(one.grams for one in self._waiting(reader, kind, taker.code))
                if grams:
                    found.append(Waiting(kind.code, taker, grams))
        return sorted(found, key=lambda one: -one.grams)

    @verb("slip_opened", Permission.SEND_OUT)
    def open(self, act: Act, asked: SlipFor) -> Slip:
        """Open a slip; carrier, waste code and treatment are those of the organisation.

        Refuses an organisation of another kind ("party") or a store that is none or ours ("store").
        """
        return self.opened(act, asked)

    def opened(self, act: Act, asked: SlipFor) -> Slip:
        """Write a new slip inside another gesture."""
        taker = self._taker(act, asked)
        slip = Slip(
            common.next_number(act, asked.kind), asked.kind, rules.OPEN,
            taker.code if taker else None, self._store(act, asked),
            taker.carrier if taker else "", taker.waste_code if taker else "",
            taker.treatment if taker else "", asked.skip, act.day, None, 0, "", None, None,
            act.who.op, asked.note.strip()[:MOST_WORDS],
        )  # fmt: skip
        common.put_slip(act, slip)
        return slip

    @verb("slip_detailed", Permission.SEND_OUT)
    def set_details(
        self, act: Act, number: str, *, carrier: str, waste_code: str, treatment: str
    ) -> None:
        """Who carries the goods, their waste code and their treatment; also once they left."""
        common.known_slip(act.tx, number)
        common.set_slip(
            act, number, carrier=carrier.strip()[:MOST_WORDS],
            waste_code=rules.checked_waste_code(waste_code),
            treatment=rules.checked_treatment(treatment),
        )  # fmt: skip

    @verb("load_put_on_slip", Permission.SEND_OUT)
    def load(self, act: Act, number: str, load: Load) -> SlipLine:
        """Put goods without a label on a slip; they leave when the slip is closed.

        Refuses what the organisation does not take ("not_accepted") and more than stands in the
        place ("not_enough").
        """
        slip = common.open_slip(act.tx, number)
        self._refuse_unless_taken(act, slip, load.category)
        line = self._load_line(act, load, common.next_line(slip))
        common.set_slip(act, number, grams=slip.grams + line.grams)
        return common.put_line(act, number, line)

    @verb("thing_put_on_slip", Permission.SEND_OUT)
    def scan(self, act: Act, number: str, raw: str) -> SlipLine:
        """Put the thing whose label was scanned on a slip; it leaves when the slip is closed.

        Refuses an unknown code, a thing already on a slip ("on_slip"), reserved or gone.
        """
        slip = common.open_slip(act.tx, number)
        item = self._scanned(act, raw)
        common.refuse_unless_here(item)
        other = rows.slip_of_item(act.tx, item.id)
        if other is not None:
            raise Refusal(
                _(
                    "{code} is already on slip {number}. Nothing was changed.",
                    code=item.short,
                    number=other,
                ),
                "on_slip",
                slip=other,
            )
        self._refuse_unless_taken(act, slip, item.category)
        line = SlipLine(
            common.next_line(slip), item.category, item.id, f"{item.label} · {item.short}",
            item.grams, item.pieces, item.source, None, "",
        )  # fmt: skip
        common.set_slip(act, number, grams=slip.grams + line.grams)
        return common.put_line(act, number, line)

    @verb("slip_gathered", Permission.SEND_OUT)
    def gather(self, act: Act, number: str) -> int:
        """Put on a slip what sorting already sent to its organisation; returns its grams."""
        slip = common.open_slip(act.tx, number)
        return self.gathered(act, slip)

    def gathered(self, act: Act, slip: Slip) -> int:
        """Put on a slip what was already sent to its organisation, inside another gesture."""
        found = self._gatherable(act.tx, slip)
        first, grams = common.next_line(slip), sum(one.grams for one in found)
        for n, one in enumerate(found, first):
            label = self.office.category(one.category).label
            common.put_line(
                act, slip.number,
                SlipLine(n, one.category, None, label, one.grams, one.pieces, one.source,
                         one.entry, rules.GATHERED),
            )  # fmt: skip
        if found:
            common.set_slip(act, slip.number, grams=slip.grams + grams)
        return grams

    @verb("slip_line_undone", Permission.SEND_OUT)
    def undo(self, act: Act, number: str, n: int | None = None) -> SlipLine:
        """Take a line (the last one unless told) off an open slip; what was gathered in one touch
        goes together. Refuses an empty slip ("empty")."""
        slip = common.open_slip(act.tx, number)
        line = next((one for one in reversed(slip.present) if n in (None, one.n)), None)
        if line is None:
            raise Refusal(_("Nothing is on this slip. Nothing was changed."), "empty")
        gone = [line]
        if line.answer == rules.GATHERED:
            gone = [one for one in slip.present if one.answer == rules.GATHERED]
        for one in gone:
            act.set("slip_line", {"slip": number, "n": one.n}, answer=rules.UNDONE)
        grams = sum(one.grams for one in gone)
        common.set_slip(act, number, grams=slip.grams - grams)
        return replace(line, grams=grams)

    @verb("slip_cancelled", Permission.SEND_OUT)
    def cancel(self, act: Act, number: str) -> None:
        """Give an open slip up: nothing leaves under it, its number stays used."""
        slip = common.open_slip(act.tx, number)
        for line in slip.present:
            act.set("slip_line", {"slip": number, "n": line.n}, answer=rules.UNDONE)
        common.set_slip(act, number, state=rules.CLOSED, grams=0)
        if slip.skip:
            act.set("skip", {"code": slip.skip}, state="asked", since=act.day)

    @verb("slip_left", Permission.SEND_OUT)
    def leave(self, act: Act, number: str) -> Slip:
        """The lorry goes: everything on the slip leaves the ledger today, in one act.

        Refuses an empty slip, and a thing sold, reserved or gone meanwhile, by its code.
        """
        slip = common.open_slip(act.tx, number)
        if slip.kind == rules.TRANSFER_IN:
            raise ValueError("a reception is closed by its own gesture")
        self._drop_reversed(act, slip)
        lines = [line for line in slip.present if not self._is_reversed(act, line)]
        if not lines:
            raise Refusal(
                _("Nothing is on this slip. Nothing left. Weigh a load or scan a label."), "empty"
            )
        gone: common.Gone = {}
        grams = sum(self._let_go(act, slip, line, gone) for line in lines)
        state = rules.AWAITED if slip.way.ticket else rules.CLOSED
        common.set_slip(act, number, state=state, closed_on=act.day, grams=grams)
        if slip.skip:
            after = "awaited" if slip.way.ticket else "in_use"
            act.set("skip", {"code": slip.skip}, state=after, since=act.day)
        return replace(slip, state=state, closed_on=act.day, grams=grams)

    @verb("ticket_received", Permission.SEND_OUT)
    def record_ticket(
        self, act: Act, number: str, ticket_no: str, grams: int | None, picture: Path | None = None
    ) -> int | None:
        """Note the receiver's weighing ticket: its number, its grams where it gives any, its
        picture. Returns how many grams more than the shop weighed; the ledger stays as it is.

        Refuses a slip that has not left ("slip_open") or a weight below zero.
        """
        slip = common.known_slip(act.tx, number)
        if slip.closed_on is None:
            raise Refusal(
                _(
                    "Slip {number} has not left yet. Nothing was noted. Close it first.",
                    number=number,
                ),
                "slip_open",
            )
        if grams is not None and grams <= 0:
            raise Refusal(_("This weight cannot be right. Nothing was noted."), "weight")
        columns: dict[str, str | int | None] = {
            "state": rules.CLOSED, "ticket_no": ticket_no.strip()[:40], "ticket_g": grams,
        }  # fmt: skip
        if picture is not None:
            from reuse_pos.services.photos import keep

            columns["file"] = keep(self.office.folder, picture)
        common.set_slip(act, number, **columns)
        others = (one.skip for one in rows.open_slips(act.tx) if one.number != number)
        if slip.skip and slip.skip not in others and self._is_awaited(act, slip.skip):
            act.set("skip", {"code": slip.skip}, state="in_use", since=act.day)
        return None if grams is None else grams - slip.weighed_g

    @verb("slip_corrected", Permission.SEND_OUT)
    def follow_ticket(self, act: Act, number: str) -> int:
        """Let the ledger follow the receiver's weight, on the day the goods left, or today once
        that month is closed; the gap comes from `adjust:scale`. Returns it, in grams.

        Refuses ("nothing") without a ticket, and when the ledger says what the ticket says.
        """
        slip = common.known_slip(act.tx, number)
        gap = slip.to_follow_g
        if not gap or slip.ticket_g is None or slip.closed_on is None:
            raise Refusal(_("There is nothing to correct. Nothing was changed."), "nothing")
        place = f"out:{slip.way.destination}"
        for n, (category, grams) in enumerate(
            rules.correction_shares(slip.present, slip.ticket_g), common.next_line(slip)
        ):
            entry = act.entry(
                "ticket_followed",
                transfer("adjust:scale", place, category, grams, 0, Source.TYPED,
                         destination_party=slip.party),
                number, day=act.correction_day(slip.closed_on),
            )  # fmt: skip
            label = self.office.category(category).label
            common.put_line(
                act, number,
                SlipLine(n, category, None, label, grams, 0, Source.TYPED.value, entry,
                         rules.CORRECTED),
            )  # fmt: skip
        common.set_slip(act, number, grams=slip.grams + gap)
        return gap

    def _load_line(self, act: Act, load: Load, n: int) -> SlipLine:
        """A load as a slip line; refuses a weight or a count that cannot be, and more than stands
        in its place."""
        if load.place not in rules.LOAD_PLACES:
            raise ValueError(f"nothing leaves from {load.place}")
        weighing = checked(load.weighing, self.office.number("scale.capacity_g"))
        common.refuse_unless_countable(load.pieces)
        category = self.office.category(load.category)
        common.refuse_unless_held(act.tx, load.place, category.code, weighing.net_g, category.label)
        return SlipLine(
            n, category.code, None, category.label, weighing.net_g, load.pieces,
            weighing.source.value, None, load.place,
        )  # fmt: skip

    def _let_go(self, act: Act, slip: Slip, line: SlipLine, gone: common.Gone) -> int:
        if line.entry is not None:
            return line.grams
        key: dict[str, Value] = {"slip": slip.number, "n": line.n}
        if line.item is None:
            postings = common.leaving(act.tx, (slip.way.destination, slip.party), line, gone)
            entry = act.entry("sent_out", postings, slip.number)
            act.set("slip_line", key, entry=entry)
            return line.grams
        item = self._still_here(act, line.item)
        entry = act.entry(
            "sent_out",
            transfer(
                PLACE_OF[item.state], f"out:{slip.way.destination}", item.category, item.grams,
                item.pieces, Source(item.source), thing=item.id, destination_party=slip.party,
            ),
            slip.number,
        )  # fmt: skip
        move = Move.TRANSFER if slip.kind == rules.TRANSFER_OUT else Move.LEAVE
        act.move(item, move, reason=slip.number, entry=entry)
        withdraw(act, item.id)
        act.set("slip_line", key, entry=entry, grams=item.grams, pieces=item.pieces)
        return item.grams

    def _drop_reversed(self, act: Act, slip: Slip) -> None:
        for line in slip.present:
            if self._is_reversed(act, line):
                act.set("slip_line", {"slip": slip.number, "n": line.n}, answer=rules.UNDONE)

    def _is_reversed(self, act: Act, line: SlipLine) -> bool:
        return line.entry is not None and ledger.is_reversed(act.tx, line.entry)

    def _still_here(self, act: Act, item_id: Id) -> Item:
        item = item_by_id(act.tx, item_id)
        if item is None:
            raise LookupError("no such item")
        try:
            common.refuse_unless_here(item)
        except Refusal as refusal:
            raise Refusal(
                _(
                    "{code} cannot leave any more. The slip stays open and nothing left. "
                    "Take it off the slip.",
                    code=item.short,
                ),
                refusal.code,
                item=item.id,
            ) from refusal
        return item

    def _scanned(self, act: Act, raw: str) -> Item:
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
        return item

    def _gatherable(self, reader: Reader, slip: Slip) -> list[rows.Gathered]:
        if slip.party is None or slip.way.destination not in (*rules.WASTE, "partner_reuse"):
            return []
        return self._waiting(reader, slip.way, slip.party)

    def _waiting(self, reader: Reader, kind: SlipKind, party: str) -> list[rows.Gathered]:
        """What went to an organisation; what was said to go to nobody in particular goes with the
        only one of its kind, the one that says it takes it, or the family's own."""
        takers = rows.takers(reader, kind.taker)
        here = next((one for one in takers if one.code == party), None)

        def is_theirs(one: rows.Gathered) -> bool:
            if one.named or len(takers) == 1:
                return True
            category = self.office.category(one.category)
            if here is not None and here.accepts:
                return here.takes(category)
            return RECYCLER_OF.get(category.family) == party

        # Everything before the last slip that gathered is on it or on an earlier one.
        since = max(self._since(), rows.last_gathered(reader, kind.code, party))
        found = rows.gatherable(reader, kind.destination, party, since)
        return [one for one in found if is_theirs(one)]

    def _since(self) -> str:
        day = date.fromisoformat(self.today()) - timedelta(days=LOOKED_BACK_DAYS)
        return day.isoformat()

    def _taker(self, act: Act, asked: SlipFor) -> Taker | None:
        kind = KINDS.get(asked.kind)
        if kind is None or asked.kind == rules.TRANSFER_IN:
            raise ValueError(f"{asked.kind} is no way out under a slip")
        wanted = next(
            (one for one in rows.takers(act.tx, kind.taker) if one.code == asked.party), None
        )
        optional = asked.kind == "gift" and asked.party is None
        if kind.taker and wanted is None and not optional:
            raise Refusal(
                _("Who takes the goods away? Nothing was changed. Choose the organisation."),
                "party",
            )
        return wanted

    def _store(self, act: Act, asked: SlipFor) -> int | None:
        if asked.kind != rules.TRANSFER_OUT:
            return None
        known = asked.store is not None and 1 <= asked.store <= 999
        if not known or asked.store == device(act.tx).store:
            raise Refusal(
                _("Which store do the goods go to? Nothing was changed. Type its number."), "store"
            )
        return asked.store

    def _refuse_unless_taken(self, act: Act, slip: Slip, category: str) -> None:
        if slip.party is None:
            return
        taker = next((one for one in rows.takers(act.tx, archived=True) if one.code == slip.party),
                     None)  # fmt: skip
        if taker is not None:
            rules.refuse_unless_taken(taker, self.office.category(category))

    def _is_awaited(self, act: Act, skip: str) -> bool:
        skips = rows.skips(act.tx, archived=True)
        return any(one.code == skip and one.state == "awaited" for one in skips)
