"""Where a till's journal stands: what the next record must carry, and what it may not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reuse_pos.domain.clock import business_day
from reuse_pos.fiscal import FISCAL_VERSION
from reuse_pos.fiscal.chain import ALG, GENESIS
from reuse_pos.fiscal.errors import FiscalError

BODY_VERSION = 1
REAL, TRAINING = "REAL", "TRAINING"
TRAINING_SUFFIX = "-F"
CLOSINGS = ("CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR")
NUMBERED = ("SALE", "REFUND")
IN_SESSION = frozenset(
    {"SALE", "REFUND", "VOID", "PAYMENT_CORRECTION", "CASH_MOVE", "SESSION_CLOSE"}
)
COUNTED = IN_SESSION | {"SESSION_OPEN"}
KINDS = COUNTED | {*CLOSINGS, "TILL_OPEN", "REPRINT", "JET", "ARCHIVE", "KEY_ROTATE", "TILL_CLOSE"}

Pairs = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class TillHead:
    """The end of a till's journal, kept beside it and rebuilt from it.

    `gtp` and `gtpa`: perpetual totals of turnover in cents, algebraic and absolute. `docs`: last
    document number per two-digit year. `session_seq`: record that opened the session now open, 0
    when none is. `closes`: last record per kind of closing. `open_since`: per kind of closing,
    business day of the first record it has still to cover. `closed_day`: last business day closed.
    """

    till: str
    mode: str = REAL
    seq: int = 0
    hash: str = GENESIS
    gtp: int = 0
    gtpa: int = 0
    docs: Pairs = ()
    session: int = 0
    session_seq: int = 0
    last_ts: str = ""
    key_id: str = ""
    closes: Pairs = ()
    open_since: Pairs = ()
    closed_day: str = ""
    ended: bool = False

    @classmethod
    def start(cls, till: str) -> TillHead:
        """The head of a till whose journal is empty; a till id ending in "-F" is for training."""
        return cls(till, TRAINING if till.endswith(TRAINING_SUFFIX) else REAL)

    def dump(self) -> dict[str, Any]:
        """The head as plain values, to be kept as JSON."""
        return {name: getattr(self, name) for name in TillHead.__slots__}

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> TillHead:
        """The head kept by `dump`; raises `TypeError` or `ValueError` on anything else."""
        pairs = {
            name: tuple((str(key), value) for key, value in values[name])
            for name in ("docs", "closes", "open_since")
        }
        return cls(**{**values, **pairs})


def closings_due(head: TillHead, day: str, year_starts: int = 1) -> list[tuple[str, str]]:
    """The closings to write before a record of business day `day`: [(type, period)], in order.

    `year_starts` is the first month of the accounting year; a year that starts in January is
    called "2026", another one "2026-07" after its first month. Where that month was changed in the
    middle of an open one, the year now open waits for that month's own end: it is added up from
    whole months, and no change of a setting keeps the till from selling.
    """
    due: list[tuple[str, str]] = []
    still_open = set(dict(head.open_since))
    for kind, since in sorted(head.open_since):
        period = period_of(kind, since, year_starts)
        if period == period_of(kind, day, year_starts) or _shorter(kind) in still_open:
            continue
        due.append((kind, period))
        still_open.remove(kind)
    return due


def _shorter(kind: str) -> str:
    """The closing that must come before this kind's; "" for a day's."""
    return CLOSINGS[CLOSINGS.index(kind) - 1] if kind != CLOSINGS[0] else ""


def period_of(kind: str, day: str, year_starts: int = 1) -> str:
    """The period of a closing that a business day belongs to: "2026-10-01", "2026-10" or "2026"."""
    if kind == "CLOSE_DAY":
        return day
    if kind == "CLOSE_MONTH":
        return day[:7]
    year = int(day[:4]) - (int(day[5:7]) < year_starts)
    return f"{year:04d}" if year_starts == 1 else f"{year:04d}-{year_starts:02d}"


def doc_number(till: str, mode: str, day: str, number: int) -> str:
    """The number of a document, e.g. "001-1-26-000001"; an F in front marks training."""
    prefix = f"F{till.removesuffix(TRAINING_SUFFIX)}" if mode == TRAINING else till
    return f"{prefix}-{day[2:4]}-{number:06d}"


def clock_went_back(head: TillHead, ts: str) -> bool:
    """Whether `ts` is earlier than the till's last record: a JET CLOCK_BACK must come first."""
    return bool(head.last_ts) and datetime.fromisoformat(ts) < datetime.fromisoformat(head.last_ts)


def derive(head: TillHead, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields the journal itself decides for the record that comes next (all but its key)."""
    kind = body["type"]
    fields: dict[str, Any] = {
        "v": BODY_VERSION,
        "fiscal_v": FISCAL_VERSION,
        "till": head.till,
        "seq": head.seq + 1,
        "prev": head.hash,
        "mode": head.mode,
        "alg": ALG,
    }
    if kind in IN_SESSION:
        fields["session"] = head.session
    if kind in NUMBERED:
        number = dict(head.docs).get(body["day"][2:4], 0) + 1
        fields["doc_no"] = doc_number(head.till, head.mode, body["day"], number)
        fields["gtp"] = head.gtp + body["turnover"]
        fields["gtpa"] = head.gtpa + abs(body["turnover"])
    elif kind == "VOID":
        fields |= {"gtp": head.gtp, "gtpa": head.gtpa}
    elif kind == "SESSION_OPEN":
        fields["session"] = head.session + 1
    elif kind == "SESSION_CLOSE" or kind in CLOSINGS:
        fields |= _closing_fields(head, kind)
    return fields


def _closing_fields(head: TillHead, kind: str) -> dict[str, Any]:
    previous = dict(head.closes).get(kind)
    fields = {
        "first_seq": (previous or 0) + 1,
        "last_seq": head.seq,
        "prev_same_close_seq": previous,
        "gtp": head.gtp,
        "gtpa": head.gtpa,
    }
    if kind == "SESSION_CLOSE":
        fields |= {"number": head.session, "first_seq": head.session_seq}
    return fields


def objections(head: TillHead, body: Mapping[str, Any]) -> Iterator[FiscalError]:
    """Why this record may not come next, one error per broken rule; nothing when it may."""
    kind, day = body["type"], body["day"]
    if kind not in KINDS:
        yield FiscalError("unknown_type", type=kind)
    if kind == "TILL_OPEN" and head.seq:
        yield FiscalError("opened_twice")
    if kind != "TILL_OPEN" and not head.seq:
        yield FiscalError("not_opened")
    if head.ended:
        yield FiscalError("till_ended")
    if clock_went_back(head, body["ts"]) and body.get("code") != "CLOCK_BACK":
        yield FiscalError("clock_back", last=head.last_ts, ts=body["ts"])
    if day not in _proper_days(head, body):
        yield FiscalError("wrong_day", day=day, ts=body["ts"])
    if kind in COUNTED:
        yield from _money_objections(head, kind, day)
    elif kind in CLOSINGS:
        yield from _closing_objections(head, body)


def _proper_days(head: TillHead, body: Mapping[str, Any]) -> set[str]:
    """The business days a record may carry: its own time's, but for closings that come late.

    A session forgotten open is closed on a later day; its Z belongs to the day it was open, like
    the closing of that day. Before the first record to cover (or after a gap) that day is unknown.
    """
    today = shop_day(body["ts"])
    if body["type"] == "CLOSE_DAY":
        return {str(body["period"])}
    if body["type"] != "SESSION_CLOSE":
        return {today}
    if not head.open_since:
        return {today, min(today, str(body["day"]))}
    return {today, dict(head.open_since).get("CLOSE_DAY", today)}


def shop_day(ts: str) -> str:
    """The business day ("2026-10-01") of a journal time."""
    return business_day(datetime.fromisoformat(ts)).isoformat()


def _money_objections(head: TillHead, kind: str, day: str) -> Iterator[FiscalError]:
    since = dict(head.open_since).get("CLOSE_DAY", day)
    if day <= head.closed_day:
        yield FiscalError("day_closed", day=head.closed_day)
    if since != day:
        yield FiscalError("close_due", day=since)
    if kind == "SESSION_OPEN" and head.session_seq:
        yield FiscalError("session_open", session=head.session)
    if kind in IN_SESSION and not head.session_seq:
        yield FiscalError("no_session")


def _closing_objections(head: TillHead, body: Mapping[str, Any]) -> Iterator[FiscalError]:
    kind, period = body["type"], body["period"]
    since = dict(head.open_since)
    if kind == "CLOSE_DAY":
        if period <= head.closed_day:
            yield FiscalError("day_closed", day=head.closed_day)
        if since.get(kind, period) != period:
            yield FiscalError("wrong_period", day=since[kind])
        if head.session_seq and period == shop_day(body["ts"]):
            yield FiscalError("session_open", session=head.session)
        return
    if kind == "CLOSE_MONTH" and since.get(kind, period)[:7] != period:
        yield FiscalError("wrong_period", month=since[kind][:7])
    if kind == "CLOSE_YEAR" and kind in since and not _in_year(since[kind], period):
        yield FiscalError("wrong_period", since=since[kind])
    shorter = _shorter(kind)
    if shorter in since:
        yield FiscalError("close_due", day=since[shorter])


def _in_year(day: str, period: str) -> bool:
    starts = period[5:] or "1"
    known = starts.isdigit() and 1 <= int(starts) <= 12
    return known and period_of("CLOSE_YEAR", day, int(starts)) == period


def advance(head: TillHead, body: Mapping[str, Any], hash_hex: str) -> TillHead:
    """The head after a record, taken from what its body says."""
    kind = body["type"]
    changes: dict[str, Any] = {"seq": body["seq"], "hash": hash_hex, "last_ts": body["ts"]}
    if "gtp" in body:
        changes |= {"gtp": body["gtp"], "gtpa": body["gtpa"]}
    if kind in NUMBERED:
        year, number = body["doc_no"].rsplit("-", 2)[-2:]
        changes["docs"] = _with(head.docs, year, int(number))
    if kind in COUNTED:
        waiting = dict.fromkeys(CLOSINGS, body["day"]) | dict(head.open_since)
        changes["open_since"] = tuple(sorted(waiting.items()))
    if kind in CLOSINGS:
        changes |= _after_closing(head, body)
    elif kind in _AFTER:
        changes |= _AFTER[kind](head, body)
    return replace(head, **changes)


def _after_closing(head: TillHead, body: Mapping[str, Any]) -> dict[str, Any]:
    kind = body["type"]
    changes: dict[str, Any] = {
        "closes": _with(head.closes, kind, body["seq"]),
        "open_since": tuple(pair for pair in head.open_since if pair[0] != kind),
    }
    # A day dated ahead by a wrong clock must not forbid selling until that day has come.
    if kind == "CLOSE_DAY" and body["period"] <= shop_day(body["ts"]):
        changes["closed_day"] = body["period"]
    return changes


def _after_session_close(head: TillHead, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"session_seq": 0, "closes": _with(head.closes, "SESSION_CLOSE", body["seq"])}


def _after_jet(head: TillHead, body: Mapping[str, Any]) -> dict[str, Any]:
    if body["code"] != "CLOCK_BACK" or shop_day(head.last_ts) == shop_day(body["ts"]):
        return {}
    # A clock that was days ahead closed days too early: the shop must be able to sell on them.
    return {"closed_day": ""}


_AFTER: dict[str, Callable[[TillHead, Mapping[str, Any]], dict[str, Any]]] = {
    "TILL_OPEN": lambda _head, body: {"key_id": body["key"]},
    "SESSION_OPEN": lambda _head, body: {"session": body["session"], "session_seq": body["seq"]},
    "SESSION_CLOSE": _after_session_close,
    "JET": _after_jet,
    "KEY_ROTATE": lambda _head, body: {"key_id": body["new_key"]},
    "TILL_CLOSE": lambda _head, _body: {"ended": True},
}


def _with(pairs: Pairs, key: str, value: object) -> Pairs:
    return tuple(sorted((dict(pairs) | {key: value}).items()))
