"""Days, months and years: closed by the manager or when they are due, on paper and as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import TestShop
from till_help import FLOAT, OTHER, TILL, bodies, count_of, kinds, sell, sound

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import render_text
from reuse_pos.hardware.fake import FakeReceiptPrinter


def sold_until(made: TestShop, months: int = 1) -> None:
    """One day of sales a month, each closed in the evening, from October on."""
    for month in range(months):
        if month:
            made.clock.forward(days=31)
        made.shop.till.open_session(made.cashier, TILL, FLOAT)
        sell(made, 1_000)
        made.shop.till.close_session(made.cashier, TILL, count_of(16_000), day_too=True)


def test_a_month_is_closed_in_its_last_days_or_later(small_shop: TestShop) -> None:
    """Catches a month closed on its first day: its other sales would be in no month."""
    sold_until(small_shop)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.till.close_month(small_shop.manager, TILL)
    assert refused.value.code == "too_early"
    assert small_shop.shop.till.waiting()[0].from_day == "2026-10-21"
    small_shop.clock.forward(days=21)
    assert small_shop.shop.till.waiting()[0].from_day == ""
    assert small_shop.shop.till.close_month(small_shop.manager, TILL).value == "2026-10"
    with pytest.raises(Refusal):
        small_shop.shop.till.close_month(small_shop.manager, TILL)
    sound(small_shop)


def test_a_cashier_closes_no_month(small_shop: TestShop) -> None:
    """Catches a right forgotten on the verb."""
    sold_until(small_shop)
    small_shop.clock.forward(days=40)
    for close in (small_shop.shop.till.close_month, small_shop.shop.till.close_year):
        with pytest.raises(Refusal) as refused:
            close(small_shop.cashier, TILL)
        assert refused.value.code == "right"


def test_a_year_is_closed_after_its_months(small_shop: TestShop) -> None:
    """Catches a year that forgets its last month, and totals that differ from the months'."""
    shop, manager = small_shop.shop, small_shop.manager
    sold_until(small_shop, 3)
    small_shop.clock.forward(days=30)
    with pytest.raises(Refusal) as refused:
        shop.till.close_year(manager, TILL)
    assert refused.value.code == "close_due"
    shop.till.close_month(manager, TILL)
    assert shop.till.close_year(manager, TILL).value == "2026"
    months, year = bodies(small_shop, "CLOSE_MONTH"), bodies(small_shop, "CLOSE_YEAR")[0]
    assert [one["period"] for one in months] == ["2026-10", "2026-11", "2026-12"]
    assert year["total"] == sum(one["total"] for one in months) == 3_000
    assert year["gtp"] == 3_000
    sound(small_shop)


def test_an_accounting_year_that_starts_in_november(small_shop: TestShop) -> None:
    """Catches an accounting year closed on 31 December."""
    shop, manager = small_shop.shop, small_shop.manager
    shop.settings.set(manager, "till.year_starts", "11")
    sold_until(small_shop)
    small_shop.clock.forward(days=28)
    shop.till.close_month(manager, TILL)
    waiting = next(one for one in shop.till.waiting() if one.till == TILL)
    assert (waiting.day, waiting.month, waiting.year) == ("", "", "2025-11")
    assert shop.till.close_year(manager, TILL).value == "2025-11"
    sold_until(small_shop)
    waiting = next(one for one in shop.till.waiting() if one.till == TILL)
    assert waiting.year == "2025-11"
    sound(small_shop)


def test_the_accounting_year_may_be_changed_in_mid_month(small_shop: TestShop) -> None:
    """Catches a till that cannot sell until the month is over: the year it is to close is due, the
    month it is made of is not."""
    made, till = small_shop, small_shop.shop.till
    sold_until(made)
    made.clock.forward(days=40)
    till.open_session(made.cashier, TILL, FLOAT)
    sell(made, 700)
    made.shop.settings.set(made.manager, "till.year_starts", "11")
    made.clock.forward(days=1)
    sell(made, 800)
    assert bodies(made, "CLOSE_YEAR") == []
    made.clock.forward(days=30)
    sell(made, 900)
    (year,) = bodies(made, "CLOSE_YEAR")
    months = bodies(made, "CLOSE_MONTH")
    assert [one["period"] for one in months] == ["2026-10", "2026-11"]
    assert (year["period"], year["total"]) == ("2025-11", sum(one["total"] for one in months))
    sound(made)


def test_tickets_z_days_months_year_and_perpetual_agree(small_shop: TestShop) -> None:
    """Catches a cent lost between two closings."""
    made = small_shop
    for day in range(40):
        for till in (TILL, OTHER):
            if day % 7 != 3:  # a day forgotten a week
                made.shop.till.open_session(made.cashier, till, FLOAT)
            sell(made, 100 + day, till=till)
            if day % 7 != 2:
                expected = made.shop.till.figures(till).drawer_cents
                made.shop.till.close_session(made.cashier, till, count_of(expected), day_too=True)
        made.clock.forward(days=1)
    made.clock.forward(days=60)
    sum_of = sum(100 + day for day in range(40))
    for till in (TILL, OTHER):
        made.shop.till.open_session(made.cashier, till, FLOAT)
        for kind in ("SESSION_CLOSE", "CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR"):
            assert sum(one["total"] for one in bodies(made, kind, till)) == sum_of, kind
        assert bodies(made, "CLOSE_YEAR", till)[-1]["gtp"] == sum_of
    sold = made.store.read().value("SELECT sum(total_cents) FROM sale")
    assert sold == 2 * sum_of
    sound(made)


def test_the_history_lists_every_closing_newest_first(small_shop: TestShop) -> None:
    """Catches a Z of one till shown under another."""
    sold_until(small_shop, 2)
    found = small_shop.shop.till.history("SESSION", "2026-01-01", "2026-12-31")
    assert [(one.number, one.period, one.difference_cents) for one in found] == [
        (2, "2026-11-01", 0), (1, "2026-10-01", 0),
    ]  # fmt: skip
    days = small_shop.shop.till.history("DAY", "2026-01-01", "2026-12-31")
    assert [one.period for one in days] == ["2026-11-01", "2026-10-01"]
    assert small_shop.shop.till.history("YEAR", "2026-01-01", "2026-12-31") == []


@pytest.mark.parametrize("kind", ["SESSION", "DAY", "MONTH"])
def test_every_closing_is_a_paper_and_a_file(
    small_shop: TestShop, kind: str, tmp_path: Path
) -> None:
    """Catches a closing that only the screen can show, or two closings in one file."""
    small_shop.office.devices.receipt = printer = FakeReceiptPrinter()
    sold_until(small_shop, 2)
    small_shop.clock.forward(days=30)
    sell_again = small_shop.shop.till.open_session
    sell_again(small_shop.cashier, TILL, FLOAT)
    found = small_shop.shop.till.history(kind, "2026-01-01", "2026-12-31")
    assert len(found) == 2
    paths = set()
    for view in found:
        doc = small_shop.shop.till.report(view)
        assert small_shop.shop.till.print_paper(doc) == ""
        assert printer.docs[-1] == doc
        for columns in (48, 32):
            assert max(map(len, render_text(doc, columns))) <= columns
        paths.add(small_shop.shop.till.paper_pdf(doc, tmp_path / "chosen"))
    assert len(paths) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in paths)


def test_a_file_goes_to_the_shops_papers_and_a_full_disk_is_told(
    small_shop: TestShop, tmp_path: Path
) -> None:
    """Catches a trace on the screen in place of a sentence."""
    small_shop.shop.till.open_session(small_shop.cashier, TILL, FLOAT)
    doc = small_shop.shop.till.x_report(TILL)
    path = small_shop.shop.till.paper_pdf(doc)
    assert path == small_shop.office.folder.root / "papers" / "x-2026-10-01-1.pdf"
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(Refusal) as refused:
        small_shop.shop.till.paper_pdf(doc, blocked / "under")
    assert refused.value.code == "file"


def test_the_emergency_sheet_on_a4(small_shop: TestShop, tmp_path: Path) -> None:
    """Catches a page without prices or slips, and slips with the roll's numbers."""
    from pypdf import PdfReader

    path = small_shop.shop.till.emergency_page(TILL, tmp_path)
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Livre" in text
    numbers = [word for word in text.split() if word.startswith("U-1-")]
    assert numbers == [f"U-1-{n:04d}" for n in range(7, 19)]


def test_kinds_are_written_in_order(small_shop: TestShop) -> None:
    """Catches a day closed before its Z."""
    sold_until(small_shop)
    assert kinds(small_shop)[-2:] == ["SESSION_CLOSE", "CLOSE_DAY"]
