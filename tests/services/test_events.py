"""The journal of technical events: what is told, what never is, and that nobody waits for it."""

import json

import pytest
from invariants import check_ledger
from shops import TestShop

from reuse_pos import SOFTWARE
from reuse_pos.db import checks
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.fiscal.records import Jet
from reuse_pos.fiscal.verify import verify
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services import events as module
from reuse_pos.services.events import note
from reuse_pos.services.printing import print_doc
from reuse_pos.services.verb import Act


def told(made: TestShop, till: str = "001-1") -> list[tuple[str, str, dict[str, object]]]:
    """(code, operator, info) of each event of a till."""
    rows = made.store.read().all(
        "SELECT body FROM fiscal_record WHERE till = ? AND type = 'JET' ORDER BY seq", till
    )
    bodies = [json.loads(row["body"]) for row in rows]
    return [(body["code"], body["op"], body["info"]) for body in bodies]


def test_a_day_at_the_post(small_shop: TestShop) -> None:
    """Catches a start without its version, a sign-in under the wrong operator."""
    events = small_shop.shop.events
    events.started()
    events.signed_in("07")
    events.signed_out("07", "lock")
    events.stopped()
    assert told(small_shop) == [
        ("START", "SYS", {"version": SOFTWARE}),
        ("LOGIN", "07", {}),
        ("LOGOUT", "07", {"why": "lock"}),
        ("STOP", "SYS", {}),
    ]
    assert told(small_shop, "001-2") == []
    assert verify(checks.records(small_shop.store.read())).ok
    check_ledger(small_shop.store)


def test_a_wrong_code_names_the_operator_and_nothing_typed(small_shop: TestShop) -> None:
    """Catches a PIN, nearly right, kept for ever where an inspector reads."""
    with pytest.raises(Refusal):
        small_shop.shop.people.sign_in("07", "1235")
    with pytest.raises(Refusal):
        small_shop.shop.people.sign_in_badge("2300000000009")
    assert told(small_shop) == [
        ("LOGIN_FAIL", "SYS", {"op": "07"}), ("LOGIN_FAIL", "SYS", {"op": "*"}),
    ]  # fmt: skip
    facts = small_shop.store.read().all("SELECT payload FROM outbox WHERE kind = 'event_told'")
    assert "1235" not in "".join(row["payload"] for row in facts)


def test_another_version_is_told_once(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches an update nobody can date afterwards, and one told at each start."""
    small_shop.shop.events.started()
    newer = "reuse-pos 99.0.0"
    monkeypatch.setattr(module, "SOFTWARE", newer)
    monkeypatch.setattr("reuse_pos.services.journal.SOFTWARE", newer)
    small_shop.shop.events.started()
    small_shop.shop.events.started()
    assert [code for code, _op, _info in told(small_shop)] == ["START", "UPDATE", "START", "START"]
    assert told(small_shop)[1][2] == {"from": SOFTWARE, "to": newer}


def test_the_first_start_of_all_is_no_update(small_shop: TestShop) -> None:
    small_shop.shop.events.started()
    assert [code for code, _op, _info in told(small_shop)] == ["START"]


def test_a_printer_that_fails_all_day_is_told_once(small_shop: TestShop) -> None:
    """Catches a journal full of one empty roll, and a second failure never told."""
    printer = FakeReceiptPrinter()
    small_shop.office.devices.receipt = printer
    paper = ReceiptDoc((), "")
    printer.fail_with(TroubleKind.PAPER)
    assert print_doc(small_shop.office, paper) == "paper"
    assert print_doc(small_shop.office, paper) == "paper"
    printer.fail_with(None)
    assert print_doc(small_shop.office, paper) == ""
    printer.fail_with(TroubleKind.TIMEOUT)
    print_doc(small_shop.office, paper)
    assert told(small_shop) == [
        ("PRINTER_FAIL", "SYS", {"device": "receipt", "kind": "paper"}),
        ("PRINTER_FAIL", "SYS", {"device": "receipt", "kind": "timeout"}),
    ]


def test_a_journal_that_stops_holding_is_told_once(small_shop: TestShop) -> None:
    events = small_shop.shop.events
    for sound in (True, False, False, True, False):
        events.journal_checked(sound, 500)
    assert [code for code, _op, _info in told(small_shop)] == ["INTEGRITY_FAIL"] * 2


def test_the_rest_of_the_codes(small_shop: TestShop) -> None:
    events = small_shop.shop.events
    events.card_timed_out(small_shop.cashier, "001-2", 1250)
    events.exported(small_shop.manager, "diverted", "2026-10", "pdf")
    assert told(small_shop, "001-2") == [("CARD_TIMEOUT", "07", {"amount": 1250})]
    assert told(small_shop) == [
        ("EXPORT", "02", {"what": "diverted", "period": "2026-10", "format": "pdf"})
    ]


def test_a_disk_that_refuses_keeps_nobody_out(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a sign-in denied because its event could not be written."""

    def full(*_parts: object, **_told: object) -> None:
        raise Refusal("plein", "disk_full")

    monkeypatch.setattr(module, "note", full)
    small_shop.shop.events.signed_in("07")
    assert small_shop.shop.people.sign_in("07", "1234").op == "07"


def test_several_events_of_one_gesture_follow_each_other(small_shop: TestShop) -> None:
    """Catches two records of one transaction sealed on the same place of the chain."""

    store, office = small_shop.store, small_shop.office
    with store.transaction() as tx:
        act = Act(tx, small_shop.manager, small_shop.clock.now())
        for cents in (100, 200, 300):
            note(act, office, Jet.PRICE_CHANGE, {"key": "K01", "new": cents}, everywhere=True)
        from reuse_pos.db.apply import record

        record(tx, "prices_changed", act.at_ns, act.day, act.who.op, act.payload)
    assert verify(checks.records(store.read())).ok
    assert [info["new"] for _code, _op, info in told(small_shop, "001-2")] == [100, 200, 300]
    check_ledger(store)
