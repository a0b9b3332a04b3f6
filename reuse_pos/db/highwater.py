"""The high-water mark: how far facts and journals had got, kept in a file beside the shop's own.

Compared at start-up and by `doctor`: a shop file older than its mark was restored or cut short.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db.store import Reader


@dataclass(frozen=True)
class HighWater:
    """The last fact and, per till, the last journal record known to be on disk."""

    epoch: str
    seq: int
    hash: str
    tills: dict[str, tuple[int, str]]


def present(reader: Reader) -> HighWater:
    """The mark of the file as it stands."""
    state = reader.one("SELECT epoch, last_seq, last_hash FROM device_state")
    if state is None:
        raise LookupError("this file has no device")
    heads = {
        row["till"]: json.loads(row["head"]) for row in reader.all("SELECT till, head FROM till")
    }
    return HighWater(
        state["epoch"].hex(),
        state["last_seq"],
        state["last_hash"],
        {till: (head["seq"], head["hash"]) for till, head in heads.items()},
    )


def write(path: Path, mark: HighWater) -> None:
    """Write the mark whole or not at all, on the disk before it returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(mark.__dict__, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def read(path: Path) -> HighWater | None:
    """The mark written last, or None when there is none or it cannot be read."""
    try:
        values = json.loads(path.read_text("utf-8"))
        tills = {
            str(till): (int(seq), str(digest)) for till, (seq, digest) in values["tills"].items()
        }
        return HighWater(str(values["epoch"]), int(values["seq"]), str(values["hash"]), tills)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
