"""Every table of the shop's file, declared once; imported for migrations, checks and rare writes,
never at start-up."""

from __future__ import annotations

from reuse_pos.db.tables import (
    counter,
    device,
    goods,
    intake,
    journal,
    ledger,
    money,
    people,
    prices,
    promises,
    reference,
    stock,
    workshop,
)
from reuse_pos.db.tables.base import SQLModel

__all__ = [
    "counter",
    "device",
    "goods",
    "intake",
    "journal",
    "ledger",
    "metadata",
    "money",
    "people",
    "prices",
    "promises",
    "reference",
    "stock",
    "workshop",
]

metadata = SQLModel.metadata
