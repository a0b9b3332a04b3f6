"""Names, phones and addresses whose day has come leave the file; every private table is here."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Tx

# Tables with a `delete_on` day; a test holds this list to the declared tables.
PRIVATE_UNTIL = (
    "account_private",
    "appointment_private",
    "customer_order_private",
    "donor_private",
    "hold_private",
)


def due(reader: Reader, day: str) -> bool:
    """Whether anything is kept whose day has come."""
    return any(
        reader.value(
            f"SELECT 1 FROM {table} WHERE delete_on <> '' AND delete_on <= ? LIMIT 1",  # noqa: S608 - named above
            day,
        )
        for table in PRIVATE_UNTIL
    )


def erase(tx: Tx, day: str) -> int:
    """Erase what is due; returns how many people were forgotten."""
    erased = 0
    for table in PRIVATE_UNTIL:
        where = f"FROM {table} WHERE delete_on <> '' AND delete_on <= ?"
        erased += int(tx.value(f"SELECT count(*) {where}", day) or 0)
        tx.execute(f"DELETE {where}", day)
    return erased
