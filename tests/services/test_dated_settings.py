"""The manager's settings: dated, kept in the journal, and the VAT a sale carries on each day."""

import json
from datetime import datetime

import pytest
from invariants import check_ledger
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.settings import OWN_CODES, proposed_sentence

TILL = "001-1"


def events(made: TestShop, till: str = TILL, code: str = "") -> list[dict[str, object]]:
    rows = made.store.read().all(
        "SELECT body FROM fiscal_record WHERE till = ? AND type = 'JET' ORDER BY seq", till
    )
    bodies = [json.loads(row["body"]) for row in rows]
    return [body for body in bodies if not code or body["code"] == code]


def open_till(made: TestShop) -> None:
    made.shop.till.open_session(made.cashier, TILL, 10_000)


def sell(
    made: TestShop, category: str, cents: int, purchase: int | None = None
) -> dict[str, object]:
    """One thing sold for cash; the body of its record."""
    from dataclasses import replace

    line = made.shop.counter.line_at_price(category, cents)
    basket = Basket().add(replace(line, purchase_cents=purchase))
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", cents)]).value
    row = made.store.read().one(
        "SELECT body FROM fiscal_record WHERE till = ? AND seq = ?", TILL, sold.seq
    )
    assert row is not None
    return dict(json.loads(row["body"]))


def test_a_setting_holds_at_once_and_is_in_every_journal(small_shop: TestShop) -> None:
    """Catches a value kept in memory after it changed, and a till whose journal is not told."""
    done = small_shop.shop.settings.set(small_shop.manager, "till.return_days", "30")
    assert Change.SETTINGS in done.changes
    assert small_shop.office.setting("till.return_days") == "30"
    for till in ("001-1", "001-2"):
        [event] = events(small_shop, till, "SETTING")
        assert event["info"] == {
            "key": "till.return_days", "old": "15", "new": "30", "from": "2026-10-01",
        }  # fmt: skip
        assert event["op"] == small_shop.manager.op
    check_ledger(small_shop.store)


def test_every_setting_has_a_value(small_shop: TestShop) -> None:
    assert set(small_shop.shop.settings.values()) == set(BY_KEY)


def test_setting_what_holds_already_writes_nothing(small_shop: TestShop) -> None:
    """Catches a form saved without change filling the journal."""
    small_shop.shop.settings.set(small_shop.manager, "till.return_days", "15")
    assert not events(small_shop)


def test_several_at_once_or_none(small_shop: TestShop) -> None:
    """Catches half a form being kept."""
    with pytest.raises(Refusal):
        small_shop.shop.settings.set_many(
            small_shop.manager, {"till.return_days": "20", "till.float_cents": "many"}
        )
    assert small_shop.office.setting("till.return_days") == "15"
    small_shop.shop.settings.set_many(
        small_shop.manager, {"till.return_days": "20", "till.float_cents": "9000"}
    )
    assert small_shop.office.setting("till.float_cents") == "9000"
    assert [one["info"]["key"] for one in events(small_shop)] == [  # type: ignore[index]
        "till.return_days", "till.float_cents",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "day", "code"),
    [
        ("till.return_days", "20", "2026-10-02", "day"),
        ("vat.regime", "N20", "2026-09-30", "day"),
        ("vat.regime", "N20", "tomorrow", "day"),
        ("vat.regime", "N20", "20270101", "day"),
        ("vat.regime", "MARGE", None, "setting"),
        ("store.number", "2", None, "fixed"),
        ("drawer.pulse", "2", None, "setting"),
        ("nothing", "2", None, "setting"),
    ],
)
def test_what_cannot_be_set(
    small_shop: TestShop, key: str, value: str, day: str | None, code: str
) -> None:
    """Catches a change in the past, one planned that cannot wait, one that stops the program."""
    with pytest.raises(Refusal) as refused:
        small_shop.shop.settings.set(small_shop.manager, key, value, day)
    assert refused.value.code == code
    assert not events(small_shop)


def test_a_cashier_sets_nothing(small_shop: TestShop) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.settings.set(small_shop.cashier, "till.return_days", "30")
    assert refused.value.code == "right"


def test_the_sentence_follows_the_regime_unless_it_is_the_shops_own(small_shop: TestShop) -> None:
    """Catches a ticket that quotes the wrong article of the law."""
    settings, office = small_shop.shop.settings, small_shop.office
    settings.set(small_shop.manager, "vat.regime", "FB293B")
    assert office.setting("vat.sentence") == proposed_sentence("FB293B")
    settings.set(small_shop.manager, "vat.sentence", "Association non assujettie")
    settings.set(small_shop.manager, "vat.regime", "EXO261")
    assert office.setting("vat.sentence") == "Association non assujettie"
    codes = [one["info"]["key"] for one in events(small_shop, code="VAT_CHANGE")]  # type: ignore[index]
    assert codes == ["vat.regime", "vat.sentence", "vat.sentence", "vat.regime"]


def test_a_planned_regime_begins_by_itself_at_its_day(small_shop: TestShop) -> None:
    """Catches a regime that changes too early, or only after the program is started again."""
    made, settings = small_shop, small_shop.shop.settings
    settings.set(made.manager, "vat.regime", "N20", "2026-10-02")
    planned = settings.planned("vat.regime")
    assert planned is not None
    assert (planned.value, planned.valid_from) == ("N20", "2026-10-02")
    open_till(made)
    before = sell(made, "HR-LIVRE", 1200)
    made.clock.put(datetime.fromisoformat("2026-10-02T09:00:00+02:00"))
    made.shop.till.close_session(made.cashier, TILL, _count(11_200))
    open_till(made)
    after = sell(made, "HR-LIVRE", 1200)
    assert [row["code"] for row in before["vat"]] == ["EXO261"]  # type: ignore[attr-defined]
    assert after["vat"] == [{"code": "N20", "bp": 2000, "base": 1000, "vat": 200, "ttc": 1200}]
    assert settings.planned("vat.regime") is None
    assert verify(_records(made)).ok
    check_ledger(made.store)


def test_a_plan_can_be_dropped(small_shop: TestShop) -> None:
    settings = small_shop.shop.settings
    settings.set(small_shop.manager, "vat.regime", "N20", "2027-01-01")
    settings.drop_planned(small_shop.manager, "vat.regime")
    assert settings.planned("vat.regime") is None
    small_shop.clock.put(datetime.fromisoformat("2027-01-01T09:00:00+01:00"))
    assert small_shop.office.setting("vat.regime") == "EXO261"


def test_bought_things_are_sold_on_the_margin_in_the_normal_regime(small_shop: TestShop) -> None:
    """Catches tax on the whole price of a thing bought second-hand (CGI 297 A)."""
    made = small_shop
    made.shop.settings.set(made.manager, "vat.regime", "N20")
    open_till(made)
    body = sell(made, "HR-LIVRE", 1200, purchase=600)
    assert body["vat"] == [{"code": "MARGE", "bp": 2000, "base": 1100, "vat": 100, "ttc": 1200}]
    paper = "\n".join(made.shop.printing.ticket_text(str(body["doc_no"])))
    assert "Régime particulier" in paper
    assert "1,00" not in paper


def test_a_category_has_its_own_code(small_shop: TestShop) -> None:
    """Catches books taxed at the normal rate, and a code kept in memory after it changed."""
    made = small_shop
    made.shop.settings.set(made.manager, "vat.regime", "N20")
    made.shop.settings.set_category_vat(made.manager, "HR-LIVRE", "R055")
    open_till(made)
    books = sell(made, "HR-LIVRE", 1055)
    assert books["vat"] == [{"code": "R055", "bp": 550, "base": 1000, "vat": 55, "ttc": 1055}]
    made.shop.settings.set_category_vat(made.manager, "HR-LIVRE", None)
    assert [row["code"] for row in sell(made, "HR-LIVRE", 1055)["vat"]] == ["N20"]  # type: ignore[attr-defined]
    with pytest.raises(Refusal):
        made.shop.settings.set_category_vat(made.manager, "HR-LIVRE", "MARGE")
    assert "MARGE" not in OWN_CODES
    check_ledger(made.store)


def test_a_duplicate_says_what_the_ticket_said(small_shop: TestShop) -> None:
    """Catches an old ticket printed again under the sentence of today's regime."""
    made = small_shop
    open_till(made)
    old = sell(made, "HR-LIVRE", 500)
    made.shop.till.close_session(made.cashier, TILL, _count(10_500), day_too=True)
    made.clock.put(datetime.fromisoformat("2026-10-02T09:00:00+02:00"))
    made.shop.settings.set(made.manager, "vat.regime", "FB293B")
    paper = "\n".join(made.shop.printing.ticket_text(str(old["doc_no"])))
    assert "261-7-1" in paper
    assert "293 B" not in paper


def test_a_month_across_the_change_adds_up(small_shop: TestShop) -> None:
    """Catches a closing that puts a month's tickets under one regime."""
    made = small_shop
    made.shop.settings.set(made.manager, "vat.regime", "N20", "2026-10-16")
    tickets = []
    for day, cents in (("15", 700), ("16", 1300), ("17", 500)):
        made.clock.put(datetime.fromisoformat(f"2026-10-{day}T09:00:00+02:00"))
        open_till(made)
        tickets.append(sell(made, "HR-LIVRE", cents))
        made.shop.till.close_session(made.cashier, TILL, _count(10_000 + cents), day_too=True)
    made.clock.put(datetime.fromisoformat("2026-11-01T09:00:00+01:00"))
    made.shop.till.close_month(made.manager, TILL)
    [month] = made.shop.till.closings("MONTH", "2026-10-01", "2026-11-30")
    rows = {row["code"]: row["ttc"] for row in json.loads(month.body)["vat"]}
    assert rows == {"EXO261": 700, "N20": 1800}
    sums = [sum(row[name] for one in tickets for row in one["vat"]) for name in ("base", "vat")]  # type: ignore[attr-defined]
    table = json.loads(month.body)["vat"]
    assert sums == [sum(row[name] for row in table) for name in ("base", "vat")]
    paper = render_text(made.shop.till.period_report(TILL, month.seq), 48)
    assert any("261-7-1" in line for line in paper)
    assert verify(_records(made)).ok


def test_an_account_of_its_own(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.settings.set_category_account(made.manager, "HR-LIVRE", "7073")
    assert made.office.category("HR-LIVRE").account == "7073"
    with pytest.raises(Refusal):
        made.shop.settings.set_category_account(made.manager, "HR-LIVRE", "ventes")
    check_ledger(made.store)


def _count(cents: int):  # type: ignore[no-untyped-def]
    from reuse_pos.services.till import Count

    return Count({100: cents // 100}, {}, cents)


def _records(made: TestShop):  # type: ignore[no-untyped-def]
    from reuse_pos.db import checks

    return checks.records(made.store.read())
