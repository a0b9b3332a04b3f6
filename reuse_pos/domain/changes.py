"""What part of the shop a finished gesture changed, so that open screens know what to read
again."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """One part of the shop; every verb returns the parts it touched."""

    STOCK = "stock"
    LEDGER = "ledger"
    INTAKE = "intake"
    SORTING = "sorting"
    WORKSHOP = "workshop"
    LABELS = "labels"
    PRICES = "prices"
    COUNTER = "counter"
    TILL = "till"
    PEOPLE = "people"
    AGENDA = "agenda"
    ORDERS = "orders"
    SETTINGS = "settings"


Changes = frozenset[Change]
