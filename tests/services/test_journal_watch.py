"""The look at the end of a journal: sound when it is, and not when a record was changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from shops import TestShop
from test_counter import TILL, basket_of
from test_doctor import tamper

from reuse_pos.db import checks
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.services.journal_views import JournalViews
from reuse_pos.services.journal_watch import (
    look_at_whole_journal,
    recent_journal_holds,
    whole_journal_held,
    whole_look_due,
)


@pytest.mark.parametrize("looked_at", [3, 500])
def test_the_end_of_an_honest_journal_holds(small_shop: TestShop, looked_at: int) -> None:
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    for _sale in range(6):
        made.shop.counter.sell(made.cashier, TILL, basket_of(made, "Livre"), [Payment("CASH", 100)])
    assert recent_journal_holds(made.office, looked_at)
    tamper(made, "UPDATE fiscal_record SET body = replace(body, 'CASH', 'CARD') WHERE seq = 7")
    assert not recent_journal_holds(made.office, looked_at)


def busy(small: TestShop, moves: int = 6) -> None:
    small.shop.till.open_session(small.cashier, TILL, 15_000)
    for _turn in range(moves):
        small.clock.forward(minutes=1)
        small.shop.till.cash_move(small.cashier, TILL, "FLOAT_IN", 500, "Monnaie")


def change_record(small: TestShop, seq: int) -> None:
    with small.store.transaction() as tx:
        for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            tx.execute(f"DROP TRIGGER {row['name']}")
        tx.execute(
            "UPDATE fiscal_record SET body = replace(body, '500', '900') "
            "WHERE till = ? AND seq = ?",
            TILL, seq,
        )  # fmt: skip


def test_an_untouched_journal_holds_from_any_record_on(small_shop: TestShop) -> None:
    busy(small_shop)
    assert recent_journal_holds(small_shop.office)
    assert recent_journal_holds(small_shop.office, 3)


def test_a_changed_record_in_sight_is_seen(small_shop: TestShop) -> None:
    busy(small_shop)
    change_record(small_shop, 6)
    assert not recent_journal_holds(small_shop.office)
    assert not recent_journal_holds(small_shop.office, 4)


def test_what_lies_before_is_left_to_the_doctor(small_shop: TestShop) -> None:
    busy(small_shop)
    change_record(small_shop, 3)
    assert recent_journal_holds(small_shop.office, 3)
    assert not recent_journal_holds(small_shop.office)


def test_a_cut_tail_is_seen(small_shop: TestShop) -> None:
    busy(small_shop)
    with small_shop.store.transaction() as tx:
        for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            tx.execute(f"DROP TRIGGER {row['name']}")
        tx.execute("DELETE FROM fiscal_record WHERE till = ? AND seq = 8", TILL)
    assert not recent_journal_holds(small_shop.office)


def test_a_record_written_during_the_look_is_no_alarm(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a journal said to be wrong because somebody signed in while it was read."""
    busy(small_shop)
    expectation = checks.expectation

    def and_sign_in(*parts: Any) -> Any:
        known = expectation(*parts)
        small_shop.shop.events.signed_in("07")
        return known

    monkeypatch.setattr(checks, "expectation", and_sign_in)
    assert recent_journal_holds(small_shop.office)
    assert small_shop.shop.doctor.verify_journal().ok
    assert small_shop.shop.doctor.examine().sound
    inspector = Actor("90", Role.INSPECTOR)
    assert JournalViews(small_shop.office).verify_all(inspector).ok
    assert look_at_whole_journal(small_shop.office, int)


def test_every_record_is_read_once_a_week(small_shop: TestShop) -> None:
    """Catches an old record changed that the look at the end never comes to, and a look that is
    taken again and again."""
    busy(small_shop, 30)
    office = small_shop.office
    assert whole_look_due(office)
    assert look_at_whole_journal(office, int)
    assert not whole_look_due(office)
    change_record(small_shop, 3)
    assert recent_journal_holds(office, 3)
    small_shop.clock.forward(days=7)
    assert whole_look_due(office)
    assert not look_at_whole_journal(office, int)
    assert (whole_journal_held(office), whole_look_due(office)) == (False, False)
    small_shop.clock.forward(days=1)
    assert whole_look_due(office), "what does not hold is looked at every day"


def test_a_look_given_up_or_noted_under_a_wrong_clock_is_due(small_shop: TestShop) -> None:
    busy(small_shop, 30)
    office = small_shop.office

    def give_up() -> None:
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        look_at_whole_journal(office, give_up)
    assert whole_look_due(office)
    small_shop.clock.forward(days=400)
    look_at_whole_journal(office, int)
    small_shop.clock.forward(days=-400)
    assert whole_look_due(office)
    for torn in ("", "{}", "[1]", '{"day": "x", "held": 1}'):
        office.folder.high_water.with_name("journal-look.json").write_text(torn)
        assert (whole_journal_held(office), whole_look_due(office)) == (True, True)


def test_a_damaged_file_does_not_hold_and_a_busy_one_says_nothing(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches an alarm for a file that was only locked, and none for one that is torn."""

    def fail_with(kind: type[sqlite3.DatabaseError]) -> None:
        def fails(*_parts: Any) -> Any:
            raise kind("database disk image is malformed")

        monkeypatch.setattr("reuse_pos.db.journal.Record", fails)

    fail_with(sqlite3.OperationalError)
    with pytest.raises(sqlite3.OperationalError):
        look_at_whole_journal(small_shop.office, int)
    assert whole_journal_held(small_shop.office)
    fail_with(sqlite3.DatabaseError)
    assert not look_at_whole_journal(small_shop.office, int)
    assert not whole_journal_held(small_shop.office)


def test_selling_goes_on_during_the_whole_look(small_shop: TestShop) -> None:
    """Catches a look that stops the shop, or takes what is sold meanwhile for a fault."""
    busy(small_shop, 60)
    sold = []

    def sell() -> None:
        shop = small_shop.shop
        shop.till.cash_move(small_shop.cashier, TILL, "FLOAT_IN", 100, "Monnaie")
        with closing(sqlite3.connect(small_shop.office.folder.database)) as other:
            busy, log, done = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        sold.append((busy, log - done))

    assert look_at_whole_journal(small_shop.office, sell)
    assert len(sold) >= 3
    assert set(sold) == {(0, 0)}, "the log can be emptied meanwhile"
