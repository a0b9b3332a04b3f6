"""The month's diverted kilos: as fast after years as in the first month."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bench_figures import Figures, median
from bigshop import IN_MEASURED_MONTH, MEASURED_MONTH, add_ledger
from shops import TestShop, copy_shop

FEW, MANY = 10_000, 1_000_000


def of_size(folder: Path, postings: int) -> TestShop:
    made = copy_shop(folder)
    add_ledger(made.office.folder.database, postings)
    return made


def spent(fn: Callable[[], object], times: int = 40) -> float:
    """The median of many calls, in milliseconds."""
    taken = []
    for _call in range(times):
        start = time.perf_counter()
        fn()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


@pytest.mark.bench
def test_a_month_is_read_alike_at_ten_thousand_and_a_million_postings(
    tmp_path: Path, figures: Figures
) -> None:
    """Catches a month summed from its postings, or a stock summed from the beginning of time."""
    few, many = of_size(tmp_path / "few", FEW), of_size(tmp_path / "many", MANY)
    reader = many.store.read()
    assert reader.value("SELECT count(*) FROM mass_posting") == MANY
    here = many.shop.reporting.diverted(MEASURED_MONTH)
    by_hand = reader.value(
        "SELECT sum(p.grams) FROM mass_posting p JOIN mass_entry e ON e.id = p.entry "
        "WHERE e.day LIKE ? AND p.place = 'out:sale'", f"{MEASURED_MONTH}-%",
    )  # fmt: skip
    assert here.totals.reused_g == by_hand > 0
    small = spent(lambda: few.shop.reporting.diverted(MEASURED_MONTH))
    large = spent(lambda: many.shop.reporting.diverted(MEASURED_MONTH))
    note = f"{IN_MEASURED_MONTH:,} postings in the month"
    figures.under(f"month at {MANY:,} postings", large, 10, "ms", note)
    figures.beside("month, flat as years pass", large, (f"at {FEW:,}", small), 1.5, "ms")
    busy = spent(lambda: many.shop.reporting.diverted("2026-03"))
    figures.seen("a month of 28,000 postings, six months ago", busy, "ms")
    start = time.perf_counter()
    many.shop.reporting.balance(MEASURED_MONTH)
    figures.seen("its stock counted one by one", (time.perf_counter() - start) * 1000, "ms")
    for made in (few, many):
        made.shop.close()
