"""Nobody is remembered longer than was said, whichever table keeps them."""

from __future__ import annotations

import pytest
from invariants import contents
from shops import TestShop

from reuse_pos.db.forgetting import PRIVATE_UNTIL
from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.db.tables import metadata
from reuse_pos.services.forgetting import forget_people


def test_every_private_table_with_a_day_is_known() -> None:
    """Catches a new table of names that nobody would ever empty."""
    dated = {table.name for table in metadata.sorted_tables if "delete_on" in table.columns}
    assert dated == set(PRIVATE_UNTIL)
    assert dated <= set(LOCAL_ONLY)


@pytest.mark.parametrize("table", PRIVATE_UNTIL)
def test_who_is_due_is_forgotten_and_the_others_stay(small_shop: TestShop, table: str) -> None:
    columns = [column for column in metadata.tables[table].columns if column.name != "delete_on"]
    with small_shop.store.transaction() as tx:
        for n, day in enumerate(("2026-09-30", "2026-10-01", "2026-10-02", ""), 1):
            key, *others = [column.name for column in columns]
            tx.insert(table, {key: bytes([n]) * 16, **dict.fromkeys(others, "x"), "delete_on": day})
    facts = len(contents(small_shop.store)["outbox"])
    assert forget_people(small_shop.office) == 2
    left = small_shop.store.read().all(f"SELECT delete_on FROM {table} ORDER BY delete_on")
    assert [row["delete_on"] for row in left] == ["", "2026-10-02"]
    assert forget_people(small_shop.office) == 0
    assert len(contents(small_shop.store)["outbox"]) == facts
