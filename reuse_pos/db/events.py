"""Technical events, read back from a till's journal, newest first."""

from __future__ import annotations

import json
from typing import Any

from reuse_pos.db.store import Reader


def last_start(reader: Reader, till: str) -> dict[str, Any] | None:
    """The body of the record that tells which program started last: the newest START, else the
    opening of the till."""
    text = reader.value(
        "SELECT body FROM fiscal_record WHERE till = ? AND (seq = 1 OR (type = 'JET' AND "
        "json_extract(body, '$.code') = 'START')) ORDER BY seq DESC LIMIT 1",
        till,
    )
    return None if text is None else dict(json.loads(text))


def events_since(reader: Reader, till: str, seq: int) -> list[dict[str, Any]]:
    """The bodies of a till's technical events after a record, oldest first."""
    rows = reader.all(
        "SELECT body FROM fiscal_record WHERE till = ? AND seq > ? AND type = 'JET' ORDER BY seq",
        till, seq,
    )  # fmt: skip
    return [json.loads(row["body"]) for row in rows]


def key_record(reader: Reader, till: str) -> dict[str, Any]:
    """The body of the record that gave a till its present key; raises `LookupError` for a till
    without journal."""
    text = reader.value(
        "SELECT body FROM fiscal_record WHERE till = ? "
        "AND (type = 'TILL_OPEN' OR type = 'KEY_ROTATE') ORDER BY seq DESC LIMIT 1",
        till,
    )
    if text is None:
        raise LookupError(f"till {till} has no journal")
    return dict(json.loads(text))
