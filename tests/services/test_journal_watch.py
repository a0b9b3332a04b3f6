"""The look at the end of a journal: sound when it is, and not when a record was changed."""

from __future__ import annotations

from typing import Any

import pytest
from shops import TestShop
from test_counter import TILL, basket_of
from test_doctor import tamper

from reuse_pos.db import checks
from reuse_pos.domain.payments import Payment
from reuse_pos.services.journal_watch import recent_journal_holds


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
