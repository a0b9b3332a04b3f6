"""The blind count under way, kept beside the shop's file so that a power cut does not lose it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from reuse_pos.services.office import Office


def save(office: Office, till: str, session: int, count: dict[str, Any]) -> None:
    """Keep the count of a till's session as it stands now, in place of the one before."""
    path = _path(office, till)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"session": session, "count": count}), "utf-8")
    os.replace(fresh, path)


def load(office: Office, till: str, session: int) -> dict[str, Any] | None:
    """The count kept for this very session; None when there is none, or it cannot be read."""
    try:
        kept = json.loads(_path(office, till).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("session") != session:
        return None
    count = kept.get("count")
    return count if isinstance(count, dict) else None


def forget(office: Office, till: str) -> None:
    """The session is closed: its count is in the journal."""
    with suppress(OSError):
        _path(office, till).unlink()


def _path(office: Office, till: str) -> Path:
    return office.folder.high_water.parent / f"count-{till}.json"
