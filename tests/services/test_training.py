"""Learning the till: its own file and journal, nothing of it in the real shop or of worth."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from invariants import check_ledger
from pypdf import PdfReader
from shops import TestShop

from reuse_pos.db import checks
from reuse_pos.db.store import Store
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.label import LabelDoc, LabelKind
from reuse_pos.domain.paper import KickDrawer, ReceiptDoc, render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.practice import is_practice
from reuse_pos.fiscal.verify import verify
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeReceiptPrinter
from reuse_pos.services.opening_stock import OpeningItem, OpeningLine
from reuse_pos.services.shop import Shop
from reuse_pos.services.till import Count

TILL = "001-1-F"


@pytest.fixture
def printer(small_shop: TestShop) -> FakeReceiptPrinter:
    fake = FakeReceiptPrinter()
    small_shop.office.devices.receipt = small_shop.office.devices.drawer = fake
    return fake


@pytest.fixture
def practice(small_shop: TestShop, printer: FakeReceiptPrinter) -> Iterator[Shop]:
    """The shop where one learns, begun by the cashier."""
    yield small_shop.shop.training.start(small_shop.cashier)
    small_shop.shop.training.close()


def codes(shop: Shop) -> list[str]:
    rows = shop.office.store.read().all("SELECT code FROM item WHERE state = 'on_sale'")
    return [row["code"] for row in rows]


def sell(made: TestShop, practice: Shop, n: int = 1) -> str:
    """Sell example things for cash; the ticket's number."""
    basket = Basket()
    for code in codes(practice)[:n]:
        basket = basket.add(practice.counter.scanned(code))
    paid = [Payment("CASH", basket.total_cents)]
    return practice.counter.sell(made.cashier, TILL, basket, paid, "PRINT").value.doc_no


def events(made: TestShop) -> list[str]:
    rows = made.store.read().all("SELECT body FROM fiscal_record WHERE type = 'JET' ORDER BY seq")
    return [json.loads(row["body"])["code"] for row in rows]


def test_a_day_of_practice_leaves_the_real_shop_alone(
    small_shop: TestShop, practice: Shop, printer: FakeReceiptPrinter
) -> None:
    """Catches training money in a total, a chain shared, a number that looks real."""
    made = small_shop
    before = {
        table: made.store.read().value(f"SELECT count(*) FROM {table}")
        for table in ("sale", "item", "mass_entry", "closing", "cash_session")
    }
    practice.till.open_session(made.cashier, TILL, 10_000)
    first = sell(made, practice)
    sell(made, practice, 2)
    practice.till.close_session(made.manager, TILL, Count({}, {}, 0, 0, "UNKNOWN"), day_too=True)
    made.shop.training.stop(made.cashier)
    assert first == "F001-1-26-000001"
    assert before == {
        table: made.store.read().value(f"SELECT count(*) FROM {table}") for table in before
    }
    assert events(made) == ["TRAINING_ON", "TRAINING_OFF"]
    records = list(checks.records(practice.office.store.read()))
    assert {record.mode for record in records} == {"TRAINING"}
    assert {record.till for record in records} == {TILL}
    assert verify(records).ok
    assert {record.mode for record in checks.records(made.store.read())} == {"REAL"}
    check_ledger(practice.office.store)
    check_ledger(made.store)


def test_every_paper_says_so_and_the_drawer_stays_shut(
    small_shop: TestShop, practice: Shop, printer: FakeReceiptPrinter
) -> None:
    """Catches a Z or a ticket that could be handed out as real."""
    made = small_shop
    practice.till.open_session(made.cashier, TILL, 10_000)
    sell(made, practice)
    practice.till.cash_move(made.cashier, TILL, "FLOAT_IN", 500, "monnaie")
    practice.till.close_session(made.manager, TILL, Count({}, {}, 0, 0, "UNKNOWN"))
    made.shop.training.print_codes()
    assert len(printer.docs) >= 3
    for doc in printer.docs:
        words = "\n".join(render_text(doc, 32))
        assert "FORMATION - SANS VALEUR" in words, words
        assert KickDrawer() not in doc.elements
    assert printer.opened == 0


def test_every_file_says_so_too(
    small_shop: TestShop, practice: Shop, printer: FakeReceiptPrinter, tmp_path: Path
) -> None:
    """Catches a closing, a slip or a duplicate kept as a PDF that looks real."""
    made, till = small_shop, practice.till
    till.open_session(made.cashier, TILL, 10_000)
    number = sell(made, practice)
    docs = [till.x_report(TILL)]
    z = till.close_session(made.manager, TILL, Count({}, {}, 0, 0, "UNKNOWN"), day_too=True).value
    docs.append(till.z_report(TILL, z))
    docs += [till.report(one) for one in till.history("DAY", "2026-10-01", "2026-10-01")]
    made.clock.forward(days=40)
    till.close_month(made.manager, TILL)
    docs += [till.report(one) for one in till.history("MONTH", "2026-10-01", "2026-12-01")]
    assert len(docs) == 4
    for columns in (32, 48):
        for doc in docs:
            assert "FORMATION - SANS VALEUR" in "\n".join(render_text(doc, columns)), doc.title
    files = [till.paper_pdf(doc, tmp_path) for doc in (*docs, practice.till_keys.paper(TILL))]
    till.open_session(made.cashier, TILL, 10_000)
    copy = practice.printing.receipt_file(made.cashier, number, tmp_path).value
    for file in (*files, copy):
        words = PdfReader(file).pages[0].extract_text()
        assert words.count("FORMATION - SANS VALEUR") >= 1, file.name
    assert "DUPLICATA 1" in PdfReader(copy).pages[0].extract_text()


def test_a_drawer_opened_while_learning_stays_shut(
    small_shop: TestShop, practice: Shop, printer: FakeReceiptPrinter
) -> None:
    practice.printing.drawer(small_shop.cashier, TILL, "monnaie")
    assert printer.opened == 0
    small_shop.shop.printing.drawer(small_shop.cashier, "001-1", "monnaie")
    assert printer.opened == 1


def test_labels_carry_no_price_a_customer_could_believe(small_shop: TestShop) -> None:
    labels = FakeLabelPrinter()
    small_shop.office.devices.label = labels
    shop = small_shop.shop.training.start(small_shop.cashier)
    code = codes(shop)[0]
    label = LabelDoc(LabelKind.SMALL, code, "L-900001", "Livre", "Occasion", "2 €", "", (), "", ())
    assert shop.office.devices.label is not None
    shop.office.devices.label.print([label])
    assert labels.printed[0][0].tag == "FORMATION"
    assert labels.printed[0][0].foot == ("FORMATION", "SANS VALEUR")
    assert shop.office.setting("store.short_name") == "FORMATION"


def test_codes_of_one_shop_mean_nothing_in_the_other(small_shop: TestShop, practice: Shop) -> None:
    """Catches a real chair sold for practice, and an example chair sold for money."""
    made, training = small_shop, small_shop.shop.training
    [real] = made.shop.stock.opening_stock(
        made.manager, [OpeningLine("HR-LIVRE", items=(OpeningItem("Atlas", 900, 500),))]
    ).value
    example = codes(practice)[0]
    assert is_practice(example)
    assert not is_practice(real.code)
    assert not is_practice(made.badges["07"])
    assert not is_practice(make_code(CodeKind.TICKET, 999, 0, 1))
    assert "formation" in training.wrong_shop(real.code, learning=True).lower()
    assert "formation" in training.wrong_shop(real.short, learning=True).lower()
    assert "formation" in training.wrong_shop(example, learning=False).lower()
    assert "formation" in training.wrong_shop("L-900001", learning=False).lower()
    for raw in (example, "xyz", made.badges["07"]):
        assert training.wrong_shop(raw, learning=True) == ""
    for raw in (real.code, "xyz", made.badges["07"]):
        assert training.wrong_shop(raw, learning=False) == ""
    with pytest.raises(Refusal):
        practice.counter.scanned(real.code)
    with pytest.raises(Refusal):
        made.shop.counter.scanned(example)


def test_the_real_shops_lists_and_people_are_taken_over_each_time(
    small_shop: TestShop, practice: Shop
) -> None:
    """Catches learning at yesterday's prices, or a new colleague who cannot sign in."""
    made = small_shop
    assert practice.people.sign_in("07", "1234").name == "Chantal"
    assert practice.office.setting("store.name") == "FORMATION – Recyclerie de Rennes-Nord"
    assert len(practice.counter.price_keys()) == len(made.shop.counter.price_keys())
    made.shop.settings.set(made.manager, "till.return_days", "30")
    made.shop.settings.set_category_vat(made.manager, "HR-LIVRE", "R055")
    again = made.shop.training.start(made.cashier)
    assert again is practice
    assert practice.office.setting("till.return_days") == "30"
    assert practice.office.category("HR-LIVRE").vat_code == "R055"
    assert practice.office.setting("store.number") == "999"
    check_ledger(practice.office.store)


def test_nothing_is_taken_over_when_nothing_changed(small_shop: TestShop, practice: Shop) -> None:
    facts = practice.office.store.read().value("SELECT count(*) FROM outbox")
    small_shop.shop.training.start(small_shop.cashier)
    assert practice.office.store.read().value("SELECT count(*) FROM outbox") == facts


def test_the_file_is_kept_and_goes_on(small_shop: TestShop, practice: Shop) -> None:
    """Catches a practice journal begun anew: the law wants it kept (it is never deleted)."""
    made = small_shop
    practice.till.open_session(made.cashier, TILL, 10_000)
    sell(made, practice)
    things = len(codes(practice))
    made.shop.training.begin_again(made.cashier)
    assert len(codes(practice)) > things
    made.shop.training.stop(made.cashier)
    made.shop.training.close()
    shop = made.shop.training.start(made.cashier)
    assert sell(made, shop) == "F001-1-26-000002"
    facts = made.shop.training.facts()
    assert facts is not None
    assert facts.till == TILL
    assert facts.path == str(made.office.folder.training)
    assert verify(checks.records(shop.office.store.read())).ok


def test_who_may_not_sell_does_not_learn_to(small_shop: TestShop) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.training.start(small_shop.trainee)
    assert refused.value.code == "right"
    assert not small_shop.office.folder.training.exists()
    assert small_shop.shop.training.facts() is None


def test_one_does_not_learn_within_learning(small_shop: TestShop, practice: Shop) -> None:
    with pytest.raises(Refusal):
        practice.training.start(small_shop.cashier)


def test_verify_and_doctor_read_the_practice_journal_too(
    small_shop: TestShop, practice: Shop
) -> None:
    """Catches a practice record changed without anybody being told."""
    made = small_shop
    practice.till.open_session(made.cashier, TILL, 10_000)
    sell(made, practice)
    doctor = made.shop.doctor
    whole = doctor.verify_journal()
    assert whole.ok
    assert TILL in whole.heads
    assert doctor.verify_journal(TILL).n_records < whole.n_records
    assert doctor.examine().sound
    made.shop.training.close()
    _tamper(made.office.folder.training)
    assert not doctor.verify_journal().ok
    assert doctor.verify_journal("001-1").ok
    found = [one for one in doctor.examine().findings if one.check == "training_altered"]
    assert found
    assert TILL in found[0].place


def test_a_damaged_practice_file_hides_nothing_of_the_real_one(small_shop: TestShop) -> None:
    """Catches a real journal that cannot be verified because of the one where people learn."""
    small_shop.office.folder.training.write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    verdict = small_shop.shop.doctor.verify_journal()
    assert [one.code for one in verdict.findings] == ["unreadable"]
    assert {"001-1", "001-2"} <= set(verdict.heads)
    assert small_shop.shop.doctor.verify_journal("001-1").ok
    assert [one.check for one in small_shop.shop.doctor.examine().findings] == [
        "training_unreadable"
    ]
    facts = small_shop.shop.training.facts()
    assert facts is not None
    assert facts.records == 0


def test_a_crash_while_learning_is_told_at_the_next_start(
    small_shop: TestShop, practice: Shop
) -> None:
    """Catches a real journal that says somebody is learning for ever."""
    assert practice.office.training
    small_shop.shop.events.started()
    small_shop.shop.events.started()
    assert events(small_shop) == ["TRAINING_ON", "TRAINING_OFF", "START", "START"]


def test_a_file_half_made_is_made_again(small_shop: TestShop) -> None:
    """Catches a power cut while the file is made that stops everybody from learning."""
    small_shop.office.folder.training.with_suffix(".part").write_bytes(b"half")
    shop = small_shop.shop.training.start(small_shop.cashier)
    assert codes(shop)


def test_practice_codes_as_a_file(small_shop: TestShop, practice: Shop, tmp_path: Path) -> None:
    target = tmp_path / "codes.pdf"
    small_shop.shop.training.codes_pdf(target)
    assert target.read_bytes().startswith(b"%PDF")
    paper: ReceiptDoc = small_shop.shop.training.paper()
    assert "FORMATION" in "\n".join(render_text(paper, 48))


def _tamper(path: Path) -> None:
    store = Store(path)
    with store.transaction() as tx:
        tx.execute("DROP TRIGGER fiscal_record_no_update")
        tx.execute(
            "UPDATE fiscal_record SET body = replace(body, '\"total\":', '\"total\":1') "
            "WHERE type = 'SALE'"
        )
    store.close()
