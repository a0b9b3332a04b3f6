"""A till's key changes without a gap in its journal; a till ended for good takes nothing more."""

import json
import re

import pytest
from invariants import check_ledger
from shops import TestShop

from reuse_pos.__main__ import main as program
from reuse_pos.bootstrap import open_shop
from reuse_pos.db import checks
from reuse_pos.db.device import device
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import render_text
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TillHead
from reuse_pos.fiscal.keys import SigningKey, key_id_of
from reuse_pos.fiscal.records import Jet, Stamp, jet, seal
from reuse_pos.fiscal.verify import verify
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.services.journal_watch import recent_journal_holds

TILL = "001-1"


def head(made: TestShop, till: str = TILL) -> TillHead:
    text = made.store.read().value("SELECT head FROM till WHERE till = ?", till)
    return TillHead.load(json.loads(text))


def test_the_journal_holds_across_a_change_of_key(small_shop: TestShop) -> None:
    """Catches a new key the verifier does not learn, or one the till does not use."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 10_000)
    old = head(made).key_id
    new = made.shop.till_keys.rotate(made.manager, TILL, "Clé de 2026").value
    made.shop.till.cash_move(made.cashier, TILL, "FLOAT_IN", 500, "monnaie")
    assert new != old
    rows = made.store.read().all(
        "SELECT type, key_id FROM fiscal_record WHERE till = ? ORDER BY seq", TILL
    )
    assert [row["key_id"] for row in rows[-3:]] == [old, old, new]
    assert [row["type"] for row in rows[-2:]] == ["KEY_ROTATE", "CASH_MOVE"]
    assert verify(checks.records(made.store.read())).ok
    assert recent_journal_holds(made.office, 1)
    assert made.shop.doctor.examine().sound
    check_ledger(made.store)


def test_the_old_key_signs_nothing_more(small_shop: TestShop) -> None:
    made = small_shop
    old = made.office.signing_key(head(made).key_id)
    made.shop.till_keys.rotate(made.manager, TILL, "perdue")
    body = jet(Stamp.at(made.clock.now(), "07", "reuse-pos 0"), Jet.LOGIN)
    with pytest.raises(FiscalError) as refused:
        seal(head(made), body, old)
    assert refused.value.code == "wrong_key"


def test_a_record_sealed_by_the_old_key_is_found(small_shop: TestShop) -> None:
    """Catches a verifier that takes any key the till ever had."""
    made = small_shop
    before = head(made)
    old = made.office.signing_key(before.key_id)
    made.shop.till_keys.rotate(made.manager, TILL, "perdue")
    records = list(checks.records(made.store.read(), TILL))
    now = head(made)
    forged = TillHead.load({**now.dump(), "key_id": before.key_id})
    body = jet(Stamp.at(made.clock.now(), "07", "reuse-pos 0"), Jet.LOGIN)
    record, _after = seal(forged, body, old)
    codes = [one.code for one in verify([*records, record]).findings]
    assert "wrong_key" in codes


def test_a_crash_between_key_and_record_leaves_the_till_its_key(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a till whose journal names a key that was never kept, or that cannot sell on."""
    made = small_shop
    kept: list[SigningKey] = []
    save = made.office.keys.save

    def and_die(key: SigningKey) -> None:
        save(key)
        kept.append(key)
        raise KeyboardInterrupt

    monkeypatch.setattr(made.office.keys, "save", and_die)
    with pytest.raises(KeyboardInterrupt):
        made.shop.till_keys.rotate(made.manager, TILL, "essai")
    assert kept
    assert made.office.keys.load(kept[0].key_id) is not None
    made.shop.till.open_session(made.cashier, TILL, 10_000)
    assert verify(checks.records(made.store.read())).ok
    check_ledger(made.store)


def test_a_key_that_cannot_be_kept_changes_nothing(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = small_shop
    before = device(made.store.read()).last_seq

    def refuses(_key: SigningKey) -> None:
        raise FiscalError("key_not_kept")

    monkeypatch.setattr(made.office.keys, "save", refuses)
    with pytest.raises(Refusal) as refused:
        made.shop.till_keys.rotate(made.manager, TILL, "essai")
    assert refused.value.code == "key"
    assert device(made.store.read()).last_seq == before


def test_the_public_key_comes_out_on_paper(small_shop: TestShop) -> None:
    """Catches a paper with the old key, or one whose figures do not make a key."""
    made = small_shop
    printer = FakeReceiptPrinter()
    made.office.devices.receipt = printer
    new = made.shop.till_keys.rotate(made.manager, TILL, "nouvelle année").value
    [doc] = printer.docs
    lines = render_text(doc, 32)
    figures = "".join(
        re.findall(
            r"[0-9a-f]{8}",
            "".join(line for line in lines if re.fullmatch(r" *[0-9a-f]{8} [0-9a-f]{8}", line)),
        )
    )
    assert key_id_of(figures) == new
    assert any(new in line for line in lines)
    facts = made.shop.till_keys.facts()
    assert [(one.till, one.here, one.ended) for one in facts] == [
        ("001-1", True, False), ("001-2", True, False),
    ]  # fmt: skip
    assert facts[0].public_hex == figures


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked(small_shop: TestShop, reason: str) -> None:
    with pytest.raises(Refusal):
        small_shop.shop.till_keys.rotate(small_shop.manager, TILL, reason)
    with pytest.raises(Refusal):
        small_shop.shop.till_keys.close_till(small_shop.manager, TILL, reason)


def test_a_till_ended_for_good(small_shop: TestShop) -> None:
    """Catches an ended till that still sells, or a month it leaves open for ever."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 0)
    with pytest.raises(Refusal) as refused:
        made.shop.till_keys.close_till(made.manager, TILL, "rendue")
    assert refused.value.code == "session_open"
    from reuse_pos.services.till import Count

    made.shop.till.close_session(made.cashier, TILL, Count({}, {}, 0))
    made.shop.till_keys.close_till(made.manager, TILL, "rendue")
    assert head(made).ended
    with pytest.raises(Refusal):
        made.shop.till.open_session(made.cashier, TILL, 0)
    with pytest.raises(Refusal):
        made.shop.till_keys.rotate(made.manager, TILL, "trop tard")
    made.shop.settings.set(made.manager, "till.return_days", "20")
    rows = made.store.read().all("SELECT type FROM fiscal_record WHERE till = ? ORDER BY seq", TILL)
    assert [row["type"] for row in rows[-4:]] == [
        "CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR", "TILL_CLOSE",
    ]  # fmt: skip
    assert verify(checks.records(made.store.read())).ok
    check_ledger(made.store)


def test_the_command_changes_a_key_and_says_what_to_write_down(
    small_shop: TestShop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a key changed by support that nobody could ever note down."""
    folder = str(small_shop.office.folder.root)
    small_shop.shop.close()
    words = ["fiscal", "rotate-key", "--till", TILL, "--data", folder, "--reason"]
    assert program([*words, "Nouvel ordinateur"]) == 0
    told = capsys.readouterr().out
    assert TILL in told
    assert program(["fiscal", "verify", "--data", folder]) == 0
    capsys.readouterr()
    assert program([*words, " "]) == 2
    assert "motif" in capsys.readouterr().err
    assert program([*words[:3], "009-9", *words[4:], "x"]) == 2
    with open_shop(small_shop.office.folder.root, read_only=True) as shop:
        facts = shop.till_keys.facts()[0]
    assert facts.key_id in told
    assert facts.here


def test_the_practice_journal_is_verified_by_its_name(
    small_shop: TestShop, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(small_shop.office.folder.root)
    small_shop.shop.training.start(small_shop.cashier)
    small_shop.shop.close()
    assert program(["fiscal", "verify", "--data", folder, "--till", "001-1-F"]) == 0
    assert program(["doctor", "--data", folder]) == 0
    assert program(["fiscal", "verify", "--data", folder, "--till", "001-2-F"]) == 2
