"""The small file a store sends with what goes to another one: what is on the slip, no name of
anybody, and a digest that shows damage.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.mass import Source
from reuse_pos.domain.wording import _

FORMAT = "reuse-pos transfer"
VERSION = 1
MOST_BYTES = 4_000_000
MOST_LINES = 5_000
MOST_G, MOST_PIECES, LONGEST = 100_000_000, 100_000, 2_000
_KINDS = {"item": CodeKind.ITEM, "batch": CodeKind.BATCH}


@dataclass(frozen=True)
class SentLine:
    """One thing (with its code) or load (code "") that was sent, in grams and pieces."""

    code: str
    category: str
    label: str
    grams: int
    pieces: int
    source: str
    kind: str = ""
    condition: str = ""
    known_defects: str = ""
    description: str = ""
    refurbished: bool = False
    tested_on: str = ""
    test_failed: bool = False


@dataclass(frozen=True)
class Sent:
    """What a store sent to another under one of its slips."""

    slip: str
    sender: int
    receiver: int
    day: str
    lines: tuple[SentLine, ...]


def dump(sent: Sent) -> str:
    """The file's text."""
    body = _body(sent)
    return json.dumps({**body, "sha256": _digest(body)}, ensure_ascii=False, indent=1) + "\n"


def load(content: bytes) -> Sent:
    """What a file says; refuses, with code "transfer_file", anything else or a damaged one."""
    if len(content) > MOST_BYTES:
        raise _unreadable()
    try:
        found = json.loads(content.decode("utf-8-sig"))
        digest = found.pop("sha256")
        if found["format"] != FORMAT or found["version"] != VERSION or _digest(found) != digest:
            raise _unreadable()
        lines = tuple(_line(one) for one in found["lines"])
        sent = Sent(_text(found, "slip"), _whole(found, "from"), _whole(found, "to"),
                    _text(found, "day"), lines)  # fmt: skip
    except (
        ValueError, KeyError, TypeError, AttributeError, RecursionError, Refusal,
    ) as trouble:  # fmt: skip
        raise _unreadable() from trouble
    if not lines or len(lines) > MOST_LINES:
        raise _unreadable()
    return sent


def _body(sent: Sent) -> dict[str, Any]:
    return {
        "format": FORMAT, "version": VERSION, "slip": sent.slip, "from": sent.sender,
        "to": sent.receiver, "day": sent.day, "lines": [asdict(line) for line in sent.lines],
    }  # fmt: skip


def _digest(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _line(values: Mapping[str, Any]) -> SentLine:
    line = SentLine(**values)
    for field in fields(SentLine):
        given = getattr(line, field.name)
        wanted = {"int": int, "str": str, "bool": bool}[str(field.type)]
        if type(given) is not wanted:
            raise ValueError(field.name)
        if isinstance(given, str) and len(given) > LONGEST:
            raise ValueError(field.name)
    Source(line.source)
    if not (0 <= line.grams <= MOST_G and 0 <= line.pieces <= MOST_PIECES):
        raise ValueError("amounts")
    if line.code and read_scan(line.code).kind is not _KINDS[line.kind]:
        raise ValueError("code")
    if line.tested_on:
        date.fromisoformat(line.tested_on)
    return line


def _text(found: Mapping[str, Any], name: str) -> str:
    text = found[name]
    if not isinstance(text, str) or not text or len(text) > 40:
        raise ValueError(name)
    return text


def _whole(found: Mapping[str, Any], name: str) -> int:
    number = found[name]
    if type(number) is not int or not 1 <= number <= 999:
        raise ValueError(name)
    return number


def _unreadable() -> Refusal:
    return Refusal(
        _(
            "This file is no transfer from a store, or it is damaged. Nothing was received. "
            "Ask the other store for it again."
        ),
        "transfer_file",
    )
