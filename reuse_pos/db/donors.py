"""Who gave a delivery, kept on this computer only, outside every fact."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.donors import Donor
from reuse_pos.domain.ids import Id


def donor(reader: Reader, intake: Id) -> Donor | None:
    """Who gave a delivery, while it is kept."""
    row = reader.one(
        "SELECT name, contact, purpose, delete_on FROM donor_private WHERE intake = ?", intake
    )
    return None if row is None else Donor(**dict(row))


def keep(tx: Tx, intake: Id, one: Donor) -> None:
    """Keep who gave a delivery."""
    tx.upsert(
        "donor_private",
        {"intake": intake, "name": one.name, "contact": one.contact, "purpose": one.purpose,
         "delete_on": one.delete_on},
    )  # fmt: skip


def erase(tx: Tx, intake: Id) -> None:
    """Forget who gave a delivery."""
    tx.execute("DELETE FROM donor_private WHERE intake = ?", intake)


def same_person(reader: Reader, contact: str) -> list[tuple[Id, Donor]]:
    """Every delivery kept under a mail or phone, oldest first."""
    rows = reader.all(
        "SELECT intake, name, contact, purpose, delete_on FROM donor_private "
        "WHERE contact = ? ORDER BY intake",
        contact,
    )
    return [
        (row["intake"], Donor(row["name"], row["contact"], row["purpose"], row["delete_on"]))
        for row in rows
    ]
