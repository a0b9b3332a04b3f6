"""Reads the yeses managers gave on the spot."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.approval import Approval
from reuse_pos.domain.ids import Id


def approval(reader: Reader, approval_id: Id) -> Approval | None:
    """One approval by its id."""
    row = reader.one("SELECT * FROM approval WHERE id = ?", approval_id)
    return None if row is None else _approval(row)


def _approval(row: Row) -> Approval:
    return Approval(
        row["id"], row["kind"], row["till"], row["asked_by"], row["given_by"], row["reason"],
        row["limit_value"], row["subject"], row["day"],
    )  # fmt: skip
