"""The doctor finds nothing in an honest shop, and names every place that was tampered with."""

from __future__ import annotations

import sqlite3

import pytest
from shops import TestShop
from test_counter import TILL, basket_of

from reuse_pos.domain.payments import Payment
from reuse_pos.services.doctor import Doctor, Health
from reuse_pos.services.till import Count


@pytest.fixture
def lived_in(small_shop: TestShop) -> TestShop:
    """A shop that opened, sold, gave back and closed."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    counter = made.shop.counter
    sold = counter.sell(
        made.cashier, TILL, basket_of(made, "Livre", "Manteau"), [Payment("CASH", 1000)]
    )
    counter.sell(made.cashier, TILL, basket_of(made, "Jouet"), [Payment("CARD", 100)])
    made.shop.refunds.refund(
        made.manager, TILL, sold.value.doc_no, {1: (1, "reception")}, "CASH", "CHANGED_MIND"
    )
    made.shop.till.close_session(
        made.cashier, TILL, Count({10000: 1, 5000: 1, 500: 1}, {"CARD": 100}, 15500), day_too=True
    )
    return made


def examined(made: TestShop) -> Health:
    return Doctor(made.office).examine()


def tamper(made: TestShop, *statements: str) -> None:
    """Edit the file as a thief would: triggers dropped first."""
    connection = sqlite3.connect(made.office.folder.database)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_honest_shop_is_sound(lived_in: TestShop) -> None:
    assert examined(lived_in).findings == ()
    verdict = lived_in.shop.doctor.verify_journal()
    assert verdict.ok
    assert verdict.n_records > 5


@pytest.mark.parametrize(
    ("statements", "check"),
    [
        (("UPDATE fiscal_record SET body = replace(body, '\"total\":600', '\"total\":500') "
          "WHERE seq = 3 AND till = '001-1'",), "journal_altered"),
        (("DELETE FROM fiscal_record WHERE seq = 4 AND till = '001-1'",), "journal_gap"),
        (("UPDATE sale_payment SET method = 'CARD' WHERE method = 'CASH' AND seq = 3",), "sales"),
        (("UPDATE mass_posting SET grams = grams + 1 WHERE id = 1",), "entry_sum"),
        (("UPDATE mass_posting SET grams = grams * 2 WHERE entry = (SELECT entry FROM "
          "mass_posting WHERE id = 1)",
          "UPDATE mass_day SET grams = grams * 2", "UPDATE mass_balance SET grams = grams * 2"),
         "replay"),
        (("UPDATE mass_day SET grams = grams + 5 WHERE place = 'out:sale'",), "roll_up"),
        (("UPDATE outbox SET payload = replace(payload, 'CASH', 'CARD') WHERE seq = 3",),
         "fact_altered"),
        (("DELETE FROM outbox WHERE seq = 3",), "fact_chain"),
        (("UPDATE category SET label = 'X' WHERE code = 'HR-LIVRE'",), "replay"),
        (("INSERT INTO setting (key, scope, value, valid_from, set_by) VALUES "
          "('till.float_cents', 'store', 'lots', '2026-11-01', '02')",), "setting"),
        (("INSERT INTO setting (key, scope, value, valid_from, set_by) VALUES "
          "('no.such', 'store', '1', '2026-01-01', '02')",), "setting"),
    ],
)  # fmt: skip
def test_each_kind_of_tampering_is_named(
    lived_in: TestShop, statements: tuple[str, ...], check: str
) -> None:
    tamper(lived_in, *statements)
    health = examined(lived_in)
    assert not health.sound
    assert check in {one.check for one in health.findings}


@pytest.mark.parametrize(
    "column", ["type", "ts", "doc_no", "mode", "body", "prev_hash", "hash", "alg", "key_id", "sig"]
)
def test_one_byte_changed_in_any_journal_column_is_found(lived_in: TestShop, column: str) -> None:
    tamper(
        lived_in,
        f"UPDATE fiscal_record SET {column} = 'x' || substr({column}, 2) "
        "WHERE till = '001-1' AND seq = 3",
    )
    verdict = lived_in.shop.doctor.verify_journal()
    assert not verdict.ok
    assert {one.seq for one in verdict.findings} & {3, 4}


def test_an_older_copy_of_the_file_is_recognised(
    lived_in: TestShop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "shop.db"
    lived_in.store.copy_to(copy)
    lived_in.clock.forward(days=1)
    lived_in.shop.till.open_session(lived_in.cashier, TILL, 15000)
    lived_in.store.close()
    for rest in lived_in.office.folder.root.glob("shop.db*"):
        rest.unlink()
    copy.rename(lived_in.office.folder.database)
    from reuse_pos.db.store import Store

    lived_in.office.store = Store(lived_in.office.folder.database)
    found = {one.check for one in Doctor(lived_in.office).examine().findings}
    lived_in.office.store.close()
    assert "mark" in found
