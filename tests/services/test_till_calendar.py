"""A till and the calendar: a session over New Year, a regime of VAT changed under an open session,
a clock put back into the old year, a day and a month in which nothing was sold."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from shops import TestShop
from till_help import FLOAT, TILL, bodies, count_of, kinds, sell, sound

from reuse_pos.domain.paper import render_text
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.services.archive import check_file


def at(made: TestShop, moment: str) -> None:
    """Put the clock to a local winter time ("2026-12-31T23:50")."""
    made.clock.put(datetime.fromisoformat(f"{moment}:00+01:00"))


@pytest.fixture
def new_year(small_shop: TestShop) -> TestShop:
    """Till 1 opened on New Year's Eve: a sale before midnight and one after it."""
    at(small_shop, "2026-12-31T18:00")
    small_shop.shop.till.open_session(small_shop.cashier, TILL, FLOAT)
    at(small_shop, "2026-12-31T23:50")
    sell(small_shop, 1_000)
    at(small_shop, "2027-01-01T02:00")
    sell(small_shop, 300)
    return small_shop


def test_a_session_over_new_year_belongs_to_the_year_it_began_in(new_year: TestShop) -> None:
    """Catches a ticket of the night numbered in the new year, a year left open, and perpetual
    totals that begin again."""
    at(new_year, "2027-01-02T09:30")
    sell(new_year, 700)
    assert kinds(new_year)[-6:] == [
        "SESSION_CLOSE", "CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR", "SESSION_OPEN", "SALE",
    ]  # fmt: skip
    sales = bodies(new_year, "SALE")
    assert [one["doc_no"] for one in sales] == [
        f"{TILL}-26-000001", f"{TILL}-26-000002", f"{TILL}-27-000001",
    ]  # fmt: skip
    assert [one["day"] for one in sales] == ["2026-12-31", "2026-12-31", "2027-01-02"]
    (z,), (year,) = bodies(new_year, "SESSION_CLOSE"), bodies(new_year, "CLOSE_YEAR")
    assert (z["day"], z["total"], z["methods"][0]["counted"]) == ("2026-12-31", 1_300, None)
    assert (year["period"], year["total"], year["gtp"]) == ("2026", 1_300, 1_300)
    assert sales[-1]["gtp"] == 2_000
    assert new_year.shop.till.figures(TILL).drawer_cents == FLOAT + 2_000
    sound(new_year)


def test_both_years_have_their_archive(new_year: TestShop, tmp_path: Path) -> None:
    """Catches a closing written in January that is in neither year's archive, or in both."""
    at(new_year, "2027-01-02T09:30")
    sell(new_year, 700)
    new_year.shop.till.close_session(new_year.cashier, TILL, count_of(FLOAT + 2_000), day_too=True)
    inspector, archive = Actor("90", Role.INSPECTOR), new_year.shop.archive
    spans = []
    for year in ("2026", "2027"):
        file = tmp_path / f"{year}.zip"
        made = archive.make(inspector, archive.period(year), file).value
        assert check_file(file).ok
        spans.append({till: (first, last) for till, first, last in made.tills}[TILL])
    (first, last), (begins, ends) = spans
    types = kinds(new_year)
    assert (first, begins) == (1, last + 1)
    assert types[last - 1] == "CLOSE_YEAR"
    assert types[begins - 1 : ends].count("SALE") == 1


def test_a_clock_put_back_into_the_old_year_is_told_and_sells_on(new_year: TestShop) -> None:
    """Catches a closed year that takes a ticket, and a till stopped by a wrong clock."""
    at(new_year, "2027-01-02T09:30")
    sell(new_year, 700)
    at(new_year, "2026-12-31T15:00")
    sell(new_year, 200)
    backs = [one for one in bodies(new_year, "JET") if one["code"] == "CLOCK_BACK"]
    assert len(backs) == 1
    sales = bodies(new_year, "SALE")
    assert len({one["doc_no"] for one in sales}) == 4
    assert sales[-1]["gtp"] == 2_200
    at(new_year, "2027-01-03T10:00")
    sell(new_year, 100)
    zs = bodies(new_year, "SESSION_CLOSE")
    assert sum(z["total"] for z in zs) == 2_200
    sound(new_year)


def test_vat_changed_in_the_middle_of_a_session(small_shop: TestShop) -> None:
    """Catches a Z that puts the whole session under one regime, or tickets sold before the change
    counted with a tax nobody took."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, FLOAT)
    sell(made, 1_200)
    made.shop.settings.set(made.manager, "vat.regime", "N20")
    sell(made, 1_200)
    made.shop.settings.set(made.manager, "vat.regime", "FB293B")
    sell(made, 500)
    seq = made.shop.till.close_session(
        made.cashier, TILL, count_of(FLOAT + 2_900), day_too=True
    ).value
    rows = {
        row["code"]: (row["ttc"], row["vat"]) for row in bodies(made, "SESSION_CLOSE")[0]["vat"]
    }
    assert rows == {"EXO261": (1_200, 0), "FB293B": (500, 0), "N20": (1_200, 200)}
    assert bodies(made, "CLOSE_DAY")[0]["vat"] == bodies(made, "SESSION_CLOSE")[0]["vat"]
    paper = "\n".join(render_text(made.shop.till.z_report(TILL, seq), 48))
    for word in ("261-7-1", "293 B", "2,00"):
        assert word in paper
    changes = [one["info"] for one in bodies(made, "JET") if one["code"] == "VAT_CHANGE"]
    assert [(one["old"], one["new"]) for one in changes if one["key"] == "vat.regime"] == [
        ("EXO261", "N20"), ("N20", "FB293B"),
    ]  # fmt: skip
    sound(made)


def test_a_planned_regime_waits_for_the_shops_morning(small_shop: TestShop) -> None:
    """Catches a regime that begins at midnight while the evening's session still sells."""
    made = small_shop
    made.shop.settings.set(made.manager, "vat.regime", "N20", "2027-01-01")
    at(made, "2026-12-31T20:00")
    made.shop.till.open_session(made.cashier, TILL, FLOAT)
    sell(made, 1_200)
    at(made, "2027-01-01T01:30")
    sell(made, 1_200)
    at(made, "2027-01-01T10:00")
    sell(made, 1_200)
    codes = [one["vat"][0]["code"] for one in bodies(made, "SALE")]
    assert codes == ["EXO261", "EXO261", "N20"]
    sound(made)


def test_a_z_without_any_sale(small_shop: TestShop) -> None:
    """Catches a session nobody bought in that cannot be closed, or takes no number."""
    made = small_shop
    for number in (1, 2):
        made.shop.till.open_session(made.cashier, TILL, FLOAT)
        seq = made.shop.till.close_session(made.cashier, TILL, count_of(FLOAT)).value
        z = bodies(made, "SESSION_CLOSE")[-1]
        assert (z["number"], z["total"], z["n_sales"], z["vat"]) == (number, 0, 0, [])
        paper = "\n".join(render_text(made.shop.till.z_report(TILL, seq), 48))
        assert f"Clôture Z n° {number}" in paper
        assert "0,00 EUR" in paper
    made.shop.till.close_day(made.manager, TILL)
    at(made, "2026-11-02T10:00")
    made.shop.till.close_month(made.manager, TILL)
    (month,) = bodies(made, "CLOSE_MONTH")
    assert (month["period"], month["total"], month["gtp"]) == ("2026-10", 0, 0)
    sound(made)
