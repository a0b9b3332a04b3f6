"""The look at the end of a journal: sound when it is, and not when a record was changed."""

from __future__ import annotations

import pytest
from shops import TestShop
from test_counter import TILL, basket_of
from test_doctor import tamper

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
