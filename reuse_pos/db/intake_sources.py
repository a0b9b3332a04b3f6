"""Who brings goods to the shop, read from the file: collection points, partners, companies, shops
that take back."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row

_COLUMNS = "code, kind, label, address, archived, carrier, waste_code, treatment"


@dataclass(frozen=True)
class Source:
    """An organisation goods come from (`kind` point | partner | company | retailer), never a
    person; `kept` is what the slips of what leaves say of it."""

    code: str
    kind: str
    label: str
    address: str = ""
    archived: bool = False
    kept: tuple[str | None, str | None, str | None] = (None, None, None)


def sources(reader: Reader, kinds: tuple[str, ...]) -> list[Source]:
    """The organisations of some kinds, in use first, by name."""
    marks = ", ".join("?" * len(kinds))
    rows = reader.all(
        f"SELECT {_COLUMNS} FROM party WHERE kind IN ({marks}) ORDER BY archived, label",  # noqa: S608 - marks only
        *kinds,
    )
    return [_source(row) for row in rows]


def source(reader: Reader, code: str) -> Source | None:
    """One organisation, of whatever kind."""
    row = reader.one(f"SELECT {_COLUMNS} FROM party WHERE code = ?", code)  # noqa: S608
    return None if row is None else _source(row)


def last_code(reader: Reader, prefix: str) -> int:
    """The highest number of the codes given with this prefix ("SRC-"); 0 when there is none."""
    value = reader.value(
        "SELECT max(CAST(substr(code, ?) AS INTEGER)) FROM party WHERE code >= ? AND code < ?",
        len(prefix) + 1, prefix, prefix + "~",
    )  # fmt: skip
    return int(value or 0)


def _source(row: Row) -> Source:
    kept = (row["carrier"], row["waste_code"], row["treatment"])
    return Source(
        row["code"], row["kind"], row["label"], row["address"] or "", bool(row["archived"]), kept
    )
