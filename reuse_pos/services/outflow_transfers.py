"""Goods between stores: the file that goes with a slip, and its reception thing by thing.

What arrives is `in:other_store`, counted apart from what is collected.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reuse_pos.db import outflow as rows
from reuse_pos.db.device import device
from reuse_pos.db.stock import item_by_code, item_by_id, item_row
from reuse_pos.db.store import Reader
from reuse_pos.domain import outflow as rules
from reuse_pos.domain import transfer_file
from reuse_pos.domain.category import MIXED
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import CodeKind, read_scan, short_form, uuid7
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.mass import Source, Weighing, checked, transfer
from reuse_pos.domain.outflow import Slip, SlipLine
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.transfer_file import Sent, SentLine
from reuse_pos.domain.wording import _
from reuse_pos.services import outflow_common as common
from reuse_pos.services.outflow_slips import OutflowSlips
from reuse_pos.services.verb import Act, verb

RECEPTION = "stock:reception"


@dataclass(frozen=True)
class Reception:
    """What was announced and what came, in things or loads and grams, and what differs."""

    expected: int
    expected_g: int
    received: int
    received_g: int
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]


class OutflowTransfers(OutflowSlips):
    """Sending to another store and receiving from one."""

    def write_transfer(self, who: Actor, number: str, path: Path) -> Path:
        """Write the file the other store reads; refuses a slip that has not left, or no transfer
        ("slip_open")."""
        refuse_unless(who, Permission.SEND_OUT)
        reader = self.store.read()
        slip = common.known_slip(reader, number)
        if slip.kind != rules.TRANSFER_OUT or slip.closed_on is None or slip.store is None:
            raise Refusal(
                _("Slip {number} has not left for another store. No file was made.", number=number),
                "slip_open",
            )
        lines = tuple(_sent_line(reader, line) for line in slip.loads)
        sent = Sent(number, device(reader).store, slip.store, slip.closed_on, lines)
        try:
            path.write_text(transfer_file.dump(sent), encoding="utf-8")
        except OSError as trouble:
            raise Refusal(
                _("The file cannot be written here. Choose another folder."), "file"
            ) from trouble
        return path

    @verb("transfer_announced", Permission.RECEIVE)
    def receive(self, act: Act, file: Path) -> Slip:
        """Open the reception of what another store sent, from its file; of a slip received before,
        what was missing then.

        Refuses a damaged file, one for another store ("not_for_us"), a slip under reception or
        received whole ("received").
        """
        try:
            content = file.read_bytes()
        except OSError as trouble:
            raise Refusal(
                _("This file cannot be read. Nothing was received."), "transfer_file"
            ) from trouble
        sent = transfer_file.load(content)
        if sent.receiver != device(act.tx).store:
            raise Refusal(
                _(
                    "This transfer is for store {store}. Nothing was received.",
                    store=sent.receiver,
                ),
                "not_for_us",
            )
        missing = _missing_before(act.tx, sent)
        lines = sent.lines if missing is None else missing
        told = json.dumps([asdict(one) for one in lines])
        slip = self._announced(act, sent.sender, sent.slip, told, again=bool(missing))
        for n, one in enumerate(lines, 1):
            common.put_line(act, slip.number, _expected(n, one))
        return slip

    @verb("transfer_announced", Permission.RECEIVE)
    def receive_paper(self, act: Act, store: int, number: str) -> Slip:
        """Open the reception of what another store sent with a paper slip only."""
        if not 1 <= store <= 999 or store == device(act.tx).store or not number.strip():
            raise Refusal(
                _("Type the number of the other store and of its slip. Nothing was received."),
                "store",
            )
        return self._announced(act, store, number.strip()[:40], "[]")

    @verb("transfer_seen", Permission.RECEIVE)
    def arrived(self, act: Act, number: str, raw: str) -> SlipLine:
        """A thing of the transfer is here: its label was scanned. Refuses one that is not
        announced ("unexpected"): weigh it and say what it is (`arrived_besides`)."""
        slip = self._reception(act, number)
        code = read_scan(raw)
        known = _told(slip)
        for line in slip.present:
            one = known.get(line.n)
            if one is not None and one.code and (code.digits or code.short) in (
                one.code, short_form(one.code)
            ):  # fmt: skip
                act.set("slip_line", {"slip": number, "n": line.n}, answer=rules.RECEIVED)
                act.changed(Change.STOCK)
                return replace(line, answer=rules.RECEIVED)
        raise Refusal(
            _(
                "{code} is not on the other store’s slip. Nothing was received. "
                "Weigh it, then touch what it is.",
                code=code.short,
            ),
            "unexpected",
        )

    @verb("transfer_seen", Permission.RECEIVE)
    def load_arrived(
        self, act: Act, number: str, n: int, weighing: Weighing | None = None
    ) -> SlipLine:
        """A load of the transfer is here, weighed again or taken as announced."""
        slip = self._reception(act, number)
        line = next((one for one in slip.present if one.n == n), None)
        if line is None:
            raise LookupError(f"no line {n} on {number}")
        grams, source = line.grams, line.source
        if weighing is not None:
            load = checked(weighing, self.office.number("scale.capacity_g"))
            grams, source = load.net_g, load.source.value
        act.set("slip_line", {"slip": number, "n": n}, grams=grams, source=source,
                answer=rules.RECEIVED)  # fmt: skip
        act.changed(Change.STOCK)
        return replace(line, grams=grams, source=source, answer=rules.RECEIVED)

    @verb("transfer_seen", Permission.RECEIVE)
    def arrived_besides(
        self, act: Act, number: str, category: str, weighing: Weighing, raw: str = ""
    ) -> SlipLine:
        """Something came that the slip does not name: a load, or the thing of a scanned label."""
        slip = self._reception(act, number)
        load = checked(weighing, self.office.number("scale.capacity_g"))
        kind = self.office.category(category)
        code = read_scan(raw) if raw else None
        if code is not None and (not code.is_thing or not code.digits):
            raise Refusal(
                _("This code is not on an object. Nothing was received. Scan its label."),
                "not_a_thing",
            )
        digits = code.digits if code else ""
        label = f"{kind.label} · {code.short}" if code else kind.label
        line = SlipLine(
            common.next_line(slip), category, None, label, load.net_g, 1 if code else 0,
            load.source.value, None, rules.UNEXPECTED,
        )  # fmt: skip
        told = json.loads(slip.note)
        told += [None] * (line.n - 1 - len(told))
        batch = digits[1:2] == CodeKind.BATCH.value
        told.append(asdict(SentLine(digits, category, kind.label, line.grams, line.pieces,
                                    line.source, "batch" if batch else "item")))  # fmt: skip
        common.set_slip(act, number, note=json.dumps(told))
        return common.put_line(act, number, line)

    @verb("transfer_received", Permission.RECEIVE)
    def close_reception(self, act: Act, number: str) -> Reception:
        """What came is received, what did not is written down as missing; returns the differences.

        Refuses a reception in which nothing came ("empty").
        """
        slip = self._reception(act, number)
        told, came = _told(slip), []
        for line in slip.present:
            if line.answer == rules.EXPECTED:
                act.set("slip_line", {"slip": number, "n": line.n}, answer=rules.MISSING)
                continue
            came.append(line)
            self._take_in(act, slip, line, told.get(line.n))
        if not came:
            raise Refusal(
                _("Nothing has come yet. Nothing was received. Scan a label or weigh a load."),
                "empty",
            )
        grams = sum(line.grams for line in came)
        common.set_slip(act, number, state=rules.CLOSED, closed_on=act.day, grams=grams)
        act.changed(Change.INTAKE)
        return reception_of(slip)

    def _announced(
        self, act: Act, store: int, number: str, told: str, *, again: bool = False
    ) -> Slip:
        known = rows.received_under(act.tx, store, number)
        if known is not None and not again:
            raise Refusal(
                _(
                    "Slip {theirs} of store {store} is already received, as {ours}. "
                    "Nothing was received twice.",
                    theirs=number,
                    store=store,
                    ours=known,
                ),
                "received",
                slip=known,
            )
        slip = Slip(
            common.next_number(act, rules.TRANSFER_IN), rules.TRANSFER_IN, rules.OPEN, None, store,
            "", "", "", None, act.day, None, 0, number, None, None, act.who.op, told,
        )  # fmt: skip
        common.put_slip(act, slip)
        return slip

    def _reception(self, act: Act, number: str) -> Slip:
        slip = common.open_slip(act.tx, number)
        if slip.kind != rules.TRANSFER_IN:
            raise ValueError(f"{number} is no reception")
        return slip

    def _take_in(self, act: Act, slip: Slip, line: SlipLine, told: SentLine | None) -> None:
        known = self.office.categories()
        category = line.category if line.category in known else MIXED
        key: dict[str, Value] = {"slip": slip.number, "n": line.n}
        if told is None or not told.code:
            postings = transfer("in:other_store", RECEPTION, category, line.grams, line.pieces,
                                Source(line.source))  # fmt: skip
            act.set("slip_line", key, entry=act.entry("received", postings, slip.number))
            return
        ours = item_by_code(act.tx, read_scan(told.code))
        if ours is not None and ours.state is not State.TRANSFERRED:
            raise Refusal(
                _(
                    "{code} is already in this shop. Nothing was received. Look at its card.",
                    code=ours.short,
                ),
                "here",
            )
        thing = ours or self._newcomer(act, slip, told, category)
        if ours is None:
            act.put("item", **item_row(thing))
        entry = act.entry(
            "received",
            transfer("in:other_store", RECEPTION, thing.category, line.grams, line.pieces or 1,
                     Source(line.source), thing=thing.id),
            slip.number,
        )  # fmt: skip
        if ours is None:
            act.new_item(thing.id, reason=slip.number, entry=entry)
        else:
            act.step(ours.id, Move.RECEIVE, ours.state, State.RECEIVED, reason=slip.number,
                     entry=entry)  # fmt: skip
        act.set("slip_line", key, entry=entry, item=thing.id)

    def _newcomer(self, act: Act, slip: Slip, told: SentLine, category: str) -> Item:
        return Item(
            uuid7(act.at_ns), told.code, short_form(told.code), told.kind, category, told.label,
            State.RECEIVED, told.grams, told.pieces, told.source, condition=told.condition,
            known_defects=told.known_defects, description=told.description,
            refurbished=told.refurbished, tested_on=told.tested_on or None,
            test_failed=told.test_failed, intake_no=slip.number, received_on=act.day,
        )  # fmt: skip


def reception_of(slip: Slip) -> Reception:
    """What was announced beside what came, as the slip stands now."""
    told = _told(slip)
    announced = [one for line in slip.present if line.answer != rules.UNEXPECTED
                 and (one := told.get(line.n)) is not None]  # fmt: skip
    came = [one for one in slip.present if one.answer in (rules.RECEIVED, rules.UNEXPECTED)]
    return Reception(
        len(announced), sum(one.grams for one in announced), len(came),
        sum(one.grams for one in came),
        tuple(x.label for x in slip.present if x.answer in (rules.EXPECTED, rules.MISSING)),
        tuple(x.label for x in came if x.answer == rules.UNEXPECTED),
    )  # fmt: skip


def _missing_before(reader: Reader, sent: Sent) -> tuple[SentLine, ...] | None:
    """What the last reception of a slip wrote down as missing; nothing while it is under way, None
    where there was none."""
    known = rows.received_under(reader, sent.sender, sent.slip)
    if known is None:
        return None
    slip = common.known_slip(reader, known)
    told = _told(slip)
    return tuple(
        told[line.n] for line in slip.present if line.answer == rules.MISSING and line.n in told
    )


def _told(slip: Slip) -> dict[int, SentLine]:
    if slip.kind != rules.TRANSFER_IN:
        return {}
    lines = json.loads(slip.note or "[]")
    return {n: SentLine(**one) for n, one in enumerate(lines, 1) if one is not None}


def _expected(n: int, one: SentLine) -> SlipLine:
    label = f"{one.label} · {short_form(one.code)}" if one.code else one.label
    return SlipLine(
        n, one.category, None, label, one.grams, one.pieces, one.source, None, rules.EXPECTED
    )


def _sent_line(reader: Reader, line: SlipLine) -> SentLine:
    thing = None if line.item is None else item_by_id(reader, line.item)
    if thing is None:
        return SentLine("", line.category, line.label, line.grams, line.pieces, line.source)
    return SentLine(
        thing.code, thing.category, thing.label, line.grams, line.pieces, line.source, thing.kind,
        thing.condition, thing.known_defects, thing.description, thing.refurbished,
        thing.tested_on or "", thing.test_failed,
    )  # fmt: skip
