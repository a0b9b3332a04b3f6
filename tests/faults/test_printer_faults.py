"""The printer is out, refuses, hangs or dies: the sale stands and its paper waits."""

from __future__ import annotations

import json
import logging
import sqlite3

import pytest
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.fake import FakeDrawer, FakeReceiptPrinter
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services.counter import Sold

pytestmark = pytest.mark.faults
TILL = "001-1"


@pytest.fixture
def printer(small_shop: TestShop) -> FakeReceiptPrinter:
    made = FakeReceiptPrinter()
    small_shop.office.devices.receipt = made
    small_shop.office.devices.drawer = FakeDrawer()
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
    made.jobs.clear()
    made.docs.clear()
    made.opened = 0
    return made


def sell(made: TestShop, receipt: str = "PRINT") -> Sold:
    key = next(one for one in made.shop.counter.price_keys() if one.label == "Livre")
    basket = Basket().add(made.shop.counter.line_of_key(key))
    made.clock.forward(minutes=1)
    paid = [Payment("CASH", 200)]
    return made.shop.counter.sell(made.cashier, TILL, basket, paid, receipt).value


def text(printer: FakeReceiptPrinter) -> str:
    return "\n".join(render_text(printer.docs[-1], 48))


def reprints(made: TestShop) -> list[int]:
    rows = made.store.read().all(
        "SELECT body FROM fiscal_record WHERE type = 'REPRINT' ORDER BY seq"
    )
    return [json.loads(row["body"])["copy_no"] for row in rows]


def opened(made: TestShop) -> int:
    drawer = made.office.devices.drawer
    assert isinstance(drawer, FakeDrawer)
    printer = made.office.devices.receipt
    return drawer.opened + (printer.opened if isinstance(printer, FakeReceiptPrinter) else 0)


def test_a_sale_prints_once_and_opens_the_drawer_once(
    small_shop: TestShop, printer: FakeReceiptPrinter
) -> None:
    """Catches a drawer opened by the paper and again by the sale."""
    sell(small_shop)
    assert (len(printer.jobs), opened(small_shop)) == (1, 1)
    assert "DUPLICATA" not in text(printer)
    assert small_shop.shop.printing.waiting() == []
    assert reprints(small_shop) == []


@pytest.mark.parametrize("kind", [TroubleKind.ABSENT, TroubleKind.REFUSED, TroubleKind.PAPER])
def test_a_paper_that_never_began_waits_and_comes_out_as_the_original(
    small_shop: TestShop, printer: FakeReceiptPrinter, kind: TroubleKind
) -> None:
    """Catches a sale refused because of its paper, and a first paper marked as a second one."""
    printer.fail_with(kind)
    sold = sell(small_shop)
    assert small_shop.store.read().value("SELECT doc_no FROM sale") == sold.doc_no
    (waiting,) = small_shop.shop.printing.waiting()
    assert waiting.error
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert len(small_shop.shop.printing.waiting()) == 1
    printer.fail_with(None)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert small_shop.shop.printing.waiting() == []
    assert "DUPLICATA" not in text(printer)
    assert reprints(small_shop) == []
    assert opened(small_shop) == 1
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert len(printer.jobs) == 1


@pytest.mark.parametrize("hung", [False, True], ids=["died", "hung"])
def test_a_paper_cut_short_is_printed_again_as_a_recorded_duplicate(
    small_shop: TestShop, printer: FakeReceiptPrinter, hung: bool
) -> None:
    """Catches two originals of one ticket: the cut one and the whole one."""
    if hung:
        printer.fail_with(TroubleKind.TIMEOUT)
    else:
        printer.die_after(120)
    sell(small_shop)
    (waiting,) = small_shop.shop.printing.waiting()
    printer.die_after(10**9)
    printer.fail_with(None)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert "DUPLICATA" in text(printer)
    assert reprints(small_shop) == [1]
    assert small_shop.shop.printing.waiting() == []
    assert opened(small_shop) == 1
    assert small_shop.shop.doctor.examine().findings == ()


def test_a_duplicate_stays_a_duplicate_when_the_printer_is_then_out(
    small_shop: TestShop, printer: FakeReceiptPrinter
) -> None:
    """Catches the doubt forgotten: died, then unplugged, then printed as if for the first time."""
    printer.die_after(120)
    sell(small_shop)
    (waiting,) = small_shop.shop.printing.waiting()
    printer.die_after(10**9)
    printer.fail_with(TroubleKind.ABSENT)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    printer.fail_with(None)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert "DUPLICATA" in text(printer)
    assert reprints(small_shop) == [1]


def test_the_power_goes_while_it_prints_and_the_next_print_is_a_duplicate(
    small_shop: TestShop, printer: FakeReceiptPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a paper in the customer's hand and a second original after the restart."""

    class PowerCutError(BaseException):
        pass

    def cut(_doc: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(printer, "print", cut)
        with pytest.raises(PowerCutError):
            sell(small_shop)
    (waiting,) = small_shop.shop.printing.waiting()
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert "DUPLICATA" in text(printer)
    assert reprints(small_shop) == [1]


def test_a_reprint_that_fails_waits_with_its_number(
    small_shop: TestShop, printer: FakeReceiptPrinter
) -> None:
    """Catches a duplicate recorded in the journal whose paper nobody ever sees."""
    sold = sell(small_shop)
    printer.fail_with(TroubleKind.PAPER)
    assert small_shop.shop.printing.reprint(small_shop.cashier, sold.doc_no).value == 1
    (waiting,) = small_shop.shop.printing.waiting()
    printer.fail_with(None)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert "DUPLICATA" in text(printer)
    assert reprints(small_shop) == [1]
    assert small_shop.shop.printing.reprint(small_shop.cashier, sold.doc_no).value == 2


def test_a_paper_given_up_is_not_printed_later(
    small_shop: TestShop, printer: FakeReceiptPrinter
) -> None:
    """Catches yesterday's tickets all coming out when the printer is plugged in again."""
    printer.fail_with(TroubleKind.ABSENT)
    sell(small_shop)
    (waiting,) = small_shop.shop.printing.waiting()
    small_shop.shop.printing.drop(small_shop.cashier, waiting.id)
    printer.fail_with(None)
    small_shop.shop.printing.retry(small_shop.cashier, waiting.id)
    assert small_shop.shop.printing.waiting() == []
    assert printer.jobs == []


@pytest.mark.expects_warnings
def test_what_fails_after_the_sale_is_written_never_denies_it(
    small_shop: TestShop, printer: FakeReceiptPrinter,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Catches "NOT recorded" on the screen for a sale that is in the journal."""

    def broken(_doc: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(printer, "print", broken)
    with caplog.at_level(logging.ERROR):
        sold = sell(small_shop)
    assert small_shop.store.read().value("SELECT doc_no FROM sale") == sold.doc_no
    assert "after sold" in caplog.text
    assert len(small_shop.shop.printing.waiting()) == 1


def test_a_drawer_that_sticks_stops_no_sale(
    small_shop: TestShop, printer: FakeReceiptPrinter
) -> None:
    """Catches a sale refused because the drawer's cable is loose."""
    drawer = small_shop.office.devices.drawer
    assert isinstance(drawer, FakeDrawer)
    drawer.fail_with(TroubleKind.ABSENT)
    sold = sell(small_shop, "NONE")
    assert small_shop.store.read().value("SELECT doc_no FROM sale") == sold.doc_no
