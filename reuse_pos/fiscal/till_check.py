"""Reading one till's journal, record after record."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from reuse_pos.fiscal.canonical import canonical
from reuse_pos.fiscal.chain import check_signature, record_hash
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import (
    IN_SESSION,
    KINDS,
    NUMBERED,
    TillHead,
    advance,
    derive,
    objections,
)
from reuse_pos.fiscal.keys import key_id_of
from reuse_pos.fiscal.periods import Periods
from reuse_pos.fiscal.records import Body, Record
from reuse_pos.fiscal.sums import disagreements
from reuse_pos.fiscal.tickets import Refunds, Tickets
from reuse_pos.fiscal.verdict import Expectation, KnownHead, Report

KNOWN_VERSIONS = frozenset({"1"})
# A record's other columns and the body field each must repeat.
COLUMNS = {
    "till": "till",
    "seq": "seq",
    "type": "type",
    "ts": "ts",
    "doc_no": "doc_no",
    "mode": "mode",
    "prev_hash": "prev",
    "alg": "alg",
    "key_id": "key",
}
# What an earlier unreadable record may have changed: believed once, checked again from then on.
CARRIED = frozenset(
    {"gtp", "gtpa", "doc_no", "session", "number", "first_seq", "prev_same_close_seq"}
)


class TillCheck:
    """The state of reading one till's journal."""

    def __init__(
        self, first: Record, known: Expectation, report: Report, tickets: Tickets, refunds: Refunds
    ) -> None:
        self.till = first.till
        self.began_late = first.till in known.starts
        self.head = known.starts.get(first.till) or TillHead.start(first.till)
        self.report = report
        self.tickets, self.refunds = tickets, refunds
        self.keys = {key_id_of(public): public for public in known.keys_of(first.till)}
        self.pinned = bool(self.keys)
        self.heads = deque(
            sorted((h for h in known.heads if h.till == first.till), key=lambda h: h.seq)
        )
        self.damaged_at = 0
        self.sure_since: dict[str, int] = {}
        self.periods = Periods(self.head)
        self.exact: list[KnownHead] = []
        self.told_keyless = False
        if not known.whole and not self.began_late and first.seq > 1:
            self.head = replace(self.head, seq=first.seq - 1, hash=first.prev_hash)
            self._damaged(first.seq)

    @property
    def never_damaged(self) -> bool:
        """Whether every record there ever was could be read and believed."""
        return not self.damaged_at and not self.began_late

    def say(self, seq: int, code: str, detail: object = "") -> None:
        self.report.add(self.till, seq, code, detail)

    def take(self, record: Record) -> None:
        """Check the record that comes next in the file."""
        due = self.head.seq + 1
        if record.seq < due:
            self.say(record.seq, "duplicate" if record.seq == due - 1 else "order", f"due {due}")
            return
        if record.seq > due:
            self.say(due, "gap", f"records {due} to {record.seq - 1} are missing")
            self._damaged(record.seq)
        body = self._read(record)
        if body is None:
            self._skip(record, record.hash)
        else:
            if record.seq == due and body.get("prev") != self.head.hash:
                self.say(record.seq, "prev_link", f"{body.get('prev')} after {self.head.hash}")
            self._take_body(record, body)
        self._compare_heads(record.seq)

    def _read(self, record: Record) -> Body | None:
        try:
            body = record.read()
            if canonical(body) != record.body:
                self.say(record.seq, "not_canonical")
        except FiscalError as error:
            self.say(record.seq, "altered", error.code)
            return None
        for column, name in COLUMNS.items():
            if getattr(record, column) != body.get(name):
                self.say(record.seq, "column", column)
        return body

    def _take_body(self, record: Record, body: Body) -> None:
        digest, authentic = self._authentic(record, body)
        if not authentic:
            self._skip(record, digest)
            return
        try:
            self._check(record.seq, body)
            self.head = replace(advance(self.head, body, digest), seq=record.seq)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.say(record.seq, "malformed", repr(error))
            self._skip(record, digest)

    def _authentic(self, record: Record, body: Body) -> tuple[str, bool]:
        """The hash the next record must link to, and if the till's key vouches for the body."""
        try:
            computed = record_hash(body.get("prev", ""), record.body)
        except (FiscalError, TypeError, UnicodeEncodeError):
            self.say(record.seq, "altered", "previous hash")
            return record.hash, False
        public = self._key_for(record.seq, body)
        if public is None:
            self._altered_if_different(record, computed)
            return record.hash, False
        alg = str(body.get("alg"))
        if check_signature(alg, public, computed, record.sig):
            if computed != record.hash:
                self.say(record.seq, "hash_column", record.hash)
            return computed, True
        if computed == record.hash:
            self.say(record.seq, "signature")
        elif check_signature(alg, public, record.hash, record.sig):
            self.say(record.seq, "altered", f"body gives {computed}")
        else:
            self.say(record.seq, "altered", "neither hash nor signature hold")
        return record.hash, False

    def _altered_if_different(self, record: Record, computed: str) -> None:
        if computed != record.hash:
            self.say(record.seq, "altered", f"body gives {computed}")

    def _key_for(self, seq: int, body: Body) -> str | None:
        """The public key that must have signed this record, after saying what is wrong with it."""
        named = str(body.get("key"))
        if seq == 1:
            return self._opening_key(seq, body)
        if not self.keys:
            if not self.told_keyless:
                self.say(seq, "no_public_key", "signatures cannot be checked")
            self.told_keyless = True
            return None
        if named != self.head.key_id:
            # After a lost KEY_ROTATE only a key known from elsewhere can be believed.
            unsure = self.sure_since.get("key", 0) < self.damaged_at
            if not (unsure and named in self.keys):
                self.say(seq, "wrong_key", named)
                return None
            self.head = replace(self.head, key_id=named)
        self.sure_since["key"] = seq
        return self.keys[named]

    def _opening_key(self, seq: int, body: Body) -> str | None:
        if body.get("type") != "TILL_OPEN":
            self.say(seq, "not_opened", body.get("type"))
            return None
        public = str(body.get("public_key"))
        try:
            named = key_id_of(public)
        except ValueError:
            named = ""
        if named != body.get("key"):
            self.say(seq, "wrong_key", "the key id is not that of the public key")
            return None
        if self.pinned and named not in self.keys:
            self.say(seq, "foreign_key", named)
        self.keys[named] = public
        self.sure_since["key"] = seq
        return public

    def _skip(self, record: Record, hash_hex: str) -> None:
        self._damaged(record.seq)
        self.head = replace(self.head, seq=record.seq, hash=hash_hex)

    def _damaged(self, seq: int) -> None:
        """From here on, what the missing or unreadable records may have changed is unknown."""
        self.damaged_at = seq
        self.periods.spoil()
        self.head = replace(self.head, open_since=(), closed_day="", session_seq=0, ended=False)

    def _check(self, seq: int, body: Body) -> None:
        kind = body["type"]
        if kind not in KINDS:
            self.say(seq, "unknown_type", kind)
            return
        self._adopt_session(body)
        before = replace(self.head, seq=seq - 1, hash=body["prev"])
        for error in (*objections(before, body), *disagreements(body)):
            self.say(seq, error.code, error.params or "")
        for name, value in derive(before, body).items():
            if _holds(body, name, value):
                self._sure(kind, name, seq)
            elif name not in CARRIED or self._is_sure(kind, name):
                self.say(seq, *_difference(name, body.get(name), value))
            else:
                self._sure(kind, name, seq)
        if kind in NUMBERED or kind == "PAYMENT_CORRECTION":
            self._check_tickets(seq, body)
        for name, written, found in self.periods.take(body):
            self.say(seq, "closing", f"{name} {written}, the records give {found}")
        if kind == "KEY_ROTATE":
            self._rotate(seq, body)

    def _adopt_session(self, body: Body) -> None:
        """Believe the session a record names when the one that opened it was not read."""
        unknown = not self.head.session or not self._is_sure(body["type"], "session")
        if body["type"] in IN_SESSION and not self.head.session_seq and unknown:
            opened = body.get("first_seq", self.head.seq)
            self.head = replace(self.head, session=body["session"], session_seq=opened)

    def _check_tickets(self, seq: int, body: Body) -> None:
        if body["type"] == "SALE":
            self.tickets.sold(body)
            return
        for code, detail in self.refunds.take(body, self.tickets, whole=self.never_damaged):
            self.say(seq, code, detail)

    def _rotate(self, seq: int, body: Body) -> None:
        if key_id_of(body["new_public_key"]) != body["new_key"]:
            self.say(seq, "wrong_key", "the new key id is not that of the new public key")
        self.keys[body["new_key"]] = body["new_public_key"]

    def _slot(self, kind: str, name: str) -> str:
        shared = name in ("gtp", "gtpa", "doc_no", "session")
        return name if shared else f"{kind}.{name}"

    def _sure(self, kind: str, name: str, seq: int) -> None:
        self.sure_since[self._slot(kind, name)] = seq

    def _is_sure(self, kind: str, name: str) -> bool:
        if not self.damaged_at:
            return True
        return self.sure_since.get(self._slot(kind, name), 0) >= self.damaged_at

    def _compare_heads(self, seq: int) -> None:
        while self.heads and self.heads[0].seq <= seq:
            known = self.heads.popleft()
            if known.seq == seq and known.hash != self.head.hash:
                self.say(seq, "head_differs", known.source)
            if known.exact:
                self.exact.append(known)

    def finish(self) -> None:
        """Compare the end with what other places remember."""
        for known in self.heads:
            self.say(known.seq, "tail_cut", f"{known.source} knows record {known.seq}")
        for known in self.exact:
            if known.seq < self.head.seq:
                self.say(known.seq, "head_stale", f"{known.source} stops at {known.seq}")


def _holds(body: Body, name: str, value: object) -> bool:
    if name == "fiscal_v":
        return body.get(name) in KNOWN_VERSIONS
    return name in body and body[name] == value


def _difference(name: str, written: object, due: object) -> tuple[str, str]:
    in_range = name in ("first_seq", "last_seq", "prev_same_close_seq")
    return "closing_range" if in_range else name, f"{name} {written}, should be {due}"
