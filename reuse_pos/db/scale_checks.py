"""The log of the scale's checks, read from the file."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.scale_check import Check

_CHECK = "SELECT day, at, reference_g, shown_g, zero_g, op, note FROM scale_check "


def last_checks(reader: Reader, most: int = 12) -> list[Check]:
    """The newest checks, newest first."""
    return [_check(row) for row in reader.all(_CHECK + "ORDER BY day DESC, at DESC LIMIT ?", most)]


def first_day(reader: Reader) -> str:
    """The day the shop was set up: its first setting's."""
    return str(reader.value("SELECT valid_from FROM setting ORDER BY id LIMIT 1") or "")


def _check(row: Row) -> Check:
    return Check(**dict(row))
