"""Which till this post sells on: remembered beside the shop's file, changed with a touch."""

from __future__ import annotations

import json
import os
from pathlib import Path

from reuse_pos.services.office import Office


def remembered(office: Office) -> str:
    """The till chosen last on this post; "" when none was, or it cannot be read."""
    try:
        kept = json.loads(_path(office).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    till = kept.get("till") if isinstance(kept, dict) else None
    return till if isinstance(till, str) else ""


def remember(office: Office, till: str) -> None:
    """From now on this post sells on this till."""
    path = _path(office)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"till": till}), "utf-8")
    os.replace(fresh, path)


def _path(office: Office) -> Path:
    return office.folder.high_water.parent / "post.json"
