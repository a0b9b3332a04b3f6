"""A session closed on a later day: its Z carries the day it was open, and nothing else may."""

from datetime import datetime, timedelta

import pytest
from shop_journal import PARIS, SOFT, Till, goods

from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TillHead, objections
from reuse_pos.fiscal.records import Stamp
from reuse_pos.fiscal.verify import verify


def forgotten(days: int = 1) -> Till:
    """A till that sold on 1 October and was left open; so many days later."""
    till = Till().open(5_000)
    till.sell(goods(100))
    till.now += timedelta(days=days)
    return till


def late_z(till: Till, day: str) -> r.Body:
    """The Z of the session under another day than today."""
    body = r.session_close(till.stamp, till.totals("SESSION_CLOSE"), r.DrawerCount({}))
    return {**body, "day": day}


def test_its_z_belongs_to_the_day_it_was_open() -> None:
    """Catches the Z of Friday among those of Saturday, and a day closed without it."""
    till = forgotten()
    z = till.write(late_z(till, "2026-10-01")).read()
    day = till.close("CLOSE_DAY", "2026-10-01").read()
    till.write(r.session_open(till.stamp, 5_100))
    till.sell(goods(300))
    assert (z["day"], day["last_seq"]) == ("2026-10-01", z["seq"])
    assert (day["total"], z["total"]) == (100, 100)
    verdict = verify(till.records)
    assert verdict.findings == ()
    assert verdict.heads[till.name] == till.head


@pytest.mark.parametrize("day", ["2026-09-30", "2026-10-04", "2026-10-09"])
def test_under_any_other_day_it_is_refused_and_found(day: str) -> None:
    """Catches a Z moved into another day: the days would no longer be those of their tickets."""
    till = forgotten(days=2)
    body = late_z(till, day)
    with pytest.raises(FiscalError) as refused:
        till.write(body)
    assert refused.value.code == "wrong_day"


def test_no_other_record_may_carry_an_earlier_day() -> None:
    """Catches a sale of today slipped into yesterday."""
    till = forgotten()
    for body in (r.cash_move(till.stamp, "EXPENSE", -100, "X"), r.void(till.stamp, [], "X")):
        with pytest.raises(FiscalError) as refused:
            till.write({**body, "day": "2026-10-01"})
        assert refused.value.code == "wrong_day"


def test_after_a_gap_the_late_z_raises_no_false_alarm() -> None:
    """Catches one lost record that makes an honest Z look forged."""
    till = forgotten()
    till.write(late_z(till, "2026-10-01"))
    till.close("CLOSE_DAY", "2026-10-01")
    kept = [record for record in till.records if record.seq != 3]
    codes = {finding.code for finding in verify(kept).findings}
    assert "wrong_day" not in codes
    assert "gap" in codes


def test_in_a_month_and_year_left_behind() -> None:
    """Catches a year that begins with the tickets of the old one."""
    till = Till(now=datetime(2026, 12, 31, 9, 0, tzinfo=PARIS)).open(0)
    till.sell(goods(100))
    till.now += timedelta(days=3)
    till.write(late_z(till, "2026-12-31"))
    for kind, period in (("CLOSE_DAY", "2026-12-31"), ("CLOSE_MONTH", "2026-12"),
                         ("CLOSE_YEAR", "2026")):  # fmt: skip
        assert till.close(kind, period).read()["total"] == 100
    till.write(r.session_open(till.stamp, 0))
    till.sell(goods(700))
    assert verify(till.records).findings == ()


@pytest.mark.parametrize(
    ("period", "fits"),
    [("2026", True), ("2026-07", True), ("2025-11", True), ("2025", False), ("2026-11", False),
     ("2026-13", False), ("2026-xx", False)],
)  # fmt: skip
def test_a_year_is_closed_under_its_own_name(period: str, fits: bool) -> None:
    """Catches a closing of the year 2025 over the tickets of 2026."""
    till = forgotten(days=0)
    till.close_session()
    till.close("CLOSE_DAY", "2026-10-01")
    till.close("CLOSE_MONTH", "2026-10")
    body = r.close_year(till.stamp, period, till.totals("CLOSE_YEAR"))
    codes = [error.code for error in objections(till.head, body)]
    assert codes == ([] if fits else ["wrong_period"])


def test_an_empty_till_may_close_nothing_late() -> None:
    """Catches a Z before the first session."""
    stamp = Stamp.at(datetime(2026, 10, 2, 9, 0, tzinfo=PARIS), "C07", SOFT)
    body = r.session_close(stamp, r.Totals(), r.DrawerCount({}))
    codes = [error.code for error in objections(TillHead.start("001-1"), body)]
    assert "no_session" in codes
