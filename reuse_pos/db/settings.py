"""Settings over time, as rows of the file: what was set, and from which day on."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader


@dataclass(frozen=True)
class Dated:
    """A value of a setting from a business day ("2027-01-01") on, and who set it."""

    key: str
    value: str
    valid_from: str
    set_by: str


def history(reader: Reader, key: str, scope: str = "store") -> list[Dated]:
    """Everything a setting was set to, in the order it holds: by day, then by when it was set."""
    rows = reader.all(
        "SELECT key, value, valid_from, set_by FROM setting WHERE key = ? AND scope = ? "
        "ORDER BY valid_from, id",
        key, scope,
    )  # fmt: skip
    return [Dated(row["key"], row["value"], row["valid_from"], row["set_by"]) for row in rows]
