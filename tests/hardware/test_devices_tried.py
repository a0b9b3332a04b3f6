"""Devices tried out: found on cables and network, told in sentences, set up and used at once."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from invariants import contents
from paying_help import TILL, basket_of, opened
from shops import TestShop
from socket_printers import answering, cover_open, out_of_paper, printer_that

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware import finding, spooler
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeReceiptPrinter
from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind
from reuse_pos.services.settings import Settings


def states(shop: TestShop) -> dict[str, str]:
    return {one.code: one.state for one in shop.shop.device_tests.checks("receipt")}


def test_nothing_set_up_is_told_with_its_way_out(small_shop: TestShop) -> None:
    for device in ("receipt", "label", "display"):
        first = small_shop.shop.device_tests.checks(device)[0]
        assert (first.code, first.state) == ("none", "bad")
        assert first.way


def test_a_network_printer_is_asked_without_printing(small_shop: TestShop) -> None:
    tests, manager = small_shop.shop.device_tests, small_shop.manager
    with printer_that(answering) as printer:
        tests.set_up(manager, "receipt", "network", f"127.0.0.1:{printer.port}")
        found = states(small_shop)
        assert found["answers"] == found["paper"] == "ok"
        assert found["drawer"] == found["cut"] == found["accents"] == "unknown"
        assert b"TEST" not in printer.got
        assert b"\x1b@" not in printer.got


@pytest.mark.parametrize(("behaviour", "code"), [(out_of_paper, "paper"), (cover_open, "cover")])
def test_paper_and_cover_have_their_own_sentence(
    small_shop: TestShop, behaviour: object, code: str
) -> None:
    tests = small_shop.shop.device_tests
    with printer_that(behaviour) as printer:  # type: ignore[arg-type]
        tests.set_up(small_shop.manager, "receipt", "network", f"127.0.0.1:{printer.port}")
        answers, paper, *_rest = tests.checks("receipt")
    assert (answers.state, paper.code, paper.state) == ("ok", code, "bad")


def test_a_device_that_was_set_up_is_used_at_once(small_shop: TestShop, tmp_path: Path) -> None:
    tests, manager = small_shop.shop.device_tests, small_shop.manager
    folder = tmp_path / "labels"
    tests.set_up(manager, "label", "zpl_folder", str(folder))
    assert tests.print_test(manager, "label").state == "ok"
    assert [path.suffix for path in folder.iterdir()] == [".zpl"]
    tests.set_up(manager, "label", "none", "")
    assert small_shop.office.devices.label is None


def test_a_device_without_a_place_is_refused(small_shop: TestShop) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as caught:
        small_shop.shop.device_tests.set_up(small_shop.manager, "display", "escpos_serial", " ")
    assert caught.value.code == "target"
    assert contents(small_shop.store) == before


def test_a_device_held_by_another_program_says_so(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = FakeLabelPrinter()
    small_shop.office.devices.label = printer

    def busy() -> None:
        raise DeviceTrouble(TroubleKind.REFUSED, "/dev/usb/lp0: [Errno 16] busy")

    monkeypatch.setattr(printer, "ask", busy)
    (told,) = small_shop.shop.device_tests.checks("label")
    assert told.code == "held"
    assert "Errno 16" in small_shop.shop.device_tests.details("label")


def test_no_line_was_right_prints_without_accents(small_shop: TestShop, tmp_path: Path) -> None:
    tests, manager = small_shop.shop.device_tests, small_shop.manager
    tests.set_up(manager, "receipt", "folder", str(tmp_path))
    tests.keep_page(manager, "ascii")
    tests.try_cut(manager)
    tests.print_test(manager, "receipt")
    job = (tmp_path / "test.bin").read_bytes()
    assert "Recyclerie" in job.decode("ascii", "ignore")
    assert b"EUR" in job
    assert small_shop.office.setting("receipt.code_page") == "ASCII"


def test_who_may_not_arrange_the_shop_prints_no_test(small_shop: TestShop) -> None:
    tests = small_shop.shop.device_tests
    for gesture in (
        lambda: tests.print_test(small_shop.cashier, "label"),
        lambda: tests.try_drawer(small_shop.cashier),
        lambda: tests.set_up(small_shop.cashier, "label", "none", ""),
    ):
        with pytest.raises(Refusal) as caught:
            gesture()
        assert caught.value.code == "right"


def test_what_answers_is_found_on_cables_and_network(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "usb_printers", lambda: ["/dev/usb/lp0"])
    monkeypatch.setattr(spooler, "queues", lambda: ["EPSON TM-T20III"])
    monkeypatch.setattr(finding, "serial_ports", lambda: ["/dev/ttyUSB0"])
    monkeypatch.setattr(finding, "own_address", lambda: "192.168.1.10")
    monkeypatch.setattr(finding, "answers", lambda host: host == "192.168.1.31")
    found = small_shop.shop.device_tests.find()
    assert [(one.device, one.driver, one.target) for one in found] == [
        ("receipt", "device", "/dev/usb/lp0"),
        ("label", "zpl_device", "/dev/usb/lp0"),
        ("receipt", "windows", "EPSON TM-T20III"),
        ("label", "zpl_windows", "EPSON TM-T20III"),
        ("display", "escpos_serial", "/dev/ttyUSB0"),
        ("receipt", "network", "192.168.1.31"),
        ("label", "zpl_network", "192.168.1.31"),
    ]


@pytest.mark.parametrize(("system", "other"), [("win32", "device"), ("linux", "windows")])
def test_only_what_this_computer_can_use_is_offered(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch, system: str, other: str
) -> None:
    """Catches a device file offered under Windows; what is in use stays, wherever the file came
    from."""
    tests = small_shop.shop.device_tests
    monkeypatch.setattr(sys, "platform", system)
    for device in ("receipt", "label"):
        assert not any(code.endswith(other) for code in tests.drivers(device))
        assert len(tests.drivers(device)) == 4
    Settings(small_shop.office).set(small_shop.manager, "receipt.driver", other)
    small_shop.office.forget()
    assert other in tests.drivers("receipt")


def test_only_the_shop_s_own_network_is_searched() -> None:
    """Catches a search of the whole world, or of this computer itself."""
    assert len(list(finding.neighbours("192.168.1.10"))) == 253
    assert all(str(one) != "192.168.1.10" for one in finding.neighbours("192.168.1.10"))
    for address in ("", "8.8.8.8", "127.0.0.1"):
        assert list(finding.neighbours(address)) == []


def test_a_port_that_listens_answers_and_a_closed_one_does_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert finding.answers("127.0.0.1", port)
    assert not finding.answers("127.0.0.1", port)


def test_usb_printers_are_listed_in_order(tmp_path: Path) -> None:
    for name in ("lp1", "lp0", "hiddev0"):
        (tmp_path / name).touch()
    names = [Path(one).name for one in finding.usb_printers(tmp_path)]
    assert names in (["lp0", "lp1"], [])


def sold_without_paper(made: TestShop, printer: FakeReceiptPrinter, sales: int) -> None:
    """Sales made while the printer was away."""
    opened(made)
    made.office.devices.receipt = printer
    printer.fail_with(TroubleKind.ABSENT)
    for _sale in range(sales):
        paid = [Payment("CASH", 500)]
        made.shop.counter.sell(made.cashier, TILL, basket_of(made, "Manteau"), paid, "PRINT")


def test_an_absent_printer_keeps_no_customer_waiting_and_its_papers_come_out_later(
    small_shop: TestShop,
) -> None:
    """Catches a sale refused for want of paper, and receipts that nobody prints any more."""
    printer, tests = FakeReceiptPrinter(), small_shop.shop.device_tests
    sold_without_paper(small_shop, printer, 2)
    assert len(small_shop.shop.printing.failed()) == 2
    printer.fail_with(None)
    waiting = tests.checks("receipt")[-1]
    assert (waiting.code, waiting.state) == ("waiting", "unknown")
    assert "2" in waiting.sentence
    done = tests.print_waiting(small_shop.manager)
    assert done.value.state == "ok"
    assert done.changes == {Change.COUNTER}
    assert len(printer.docs) == 2
    assert small_shop.shop.printing.failed() == []
    assert tests.checks("receipt")[-1].code == "cut"
    tests.print_waiting(small_shop.manager)
    assert len(printer.docs) == 2


def test_a_printer_still_away_keeps_what_waits(small_shop: TestShop) -> None:
    printer, tests = FakeReceiptPrinter(), small_shop.shop.device_tests
    sold_without_paper(small_shop, printer, 2)
    printer.fail_with(TroubleKind.PAPER)
    assert tests.print_waiting(small_shop.manager).value.code == "paper"
    assert len(small_shop.shop.printing.failed()) == 2
    with pytest.raises(Refusal):
        tests.print_waiting(small_shop.cashier)
