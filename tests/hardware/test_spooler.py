"""Printers plugged into Windows: the queue is asked first, the job goes in raw, whole or not at
all."""

from __future__ import annotations

from ctypes import (
    POINTER,
    Array,
    addressof,
    c_ubyte,
    c_uint32,
    c_void_p,
    cast,
    create_unicode_buffer,
    sizeof,
)
from typing import Any

import pytest
from paper_samples import SALE, sample_label

from reuse_pos.domain.label import LabelKind
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.hardware import spooler
from reuse_pos.hardware.label_zpl import ZplPrinter, encode_label
from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind
from reuse_pos.hardware.receipt_escpos import EscPosPrinter, EscPosSetup, encode
from reuse_pos.hardware.spooler import QueueLink, Winspool, queues

EPSON = "EPSON TM-T20III Receipt"


class FakeSpool:
    """The queues of a computer with one printer."""

    def __init__(self, status: int = 0, attributes: int = 0) -> None:
        self.status, self.attributes, self.jobs = status, attributes, []
        self.refusing: dict[str, int] = {}

    def names(self) -> list[str]:
        return [EPSON, "Microsoft Print to PDF", "Fax", "OneNote (Desktop)", "Zebra GK420d"]

    def state(self, queue: str) -> tuple[int, int]:
        self._refuse("state")
        assert queue == EPSON
        return self.status, self.attributes

    def write(self, queue: str, job: bytes) -> None:
        self._refuse("write")
        assert queue == EPSON
        self.jobs.append(job)

    def _refuse(self, gesture: str) -> None:
        if gesture in self.refusing:
            raise OSError(self.refusing[gesture], "said Windows")


def test_a_receipt_and_a_label_go_in_as_they_are() -> None:
    spool = FakeSpool()
    ticket, setup = sale_receipt(SALE), EscPosSetup()
    EscPosPrinter(QueueLink(EPSON, spool), setup).print(ticket)
    label = sample_label(LabelKind.SMALL)
    ZplPrinter(QueueLink(EPSON, spool)).print([label], 2)
    assert spool.jobs == [encode(ticket, setup), encode_label(label, 2)]


@pytest.mark.parametrize(
    ("status", "attributes", "kind", "words"),
    [
        (0x80, 0, TroubleKind.ABSENT, "offline"),
        (0, 0x400, TroubleKind.ABSENT, "offline"),
        (0x1000, 0, TroubleKind.ABSENT, "offline"),
        (0x10, 0, TroubleKind.PAPER, "paper"),
        (0x40_0000, 0, TroubleKind.REFUSED, "cover"),
        (0x40_0010, 0, TroubleKind.REFUSED, "cover"),
        (0x8, 0, TroubleKind.REFUSED, "jam"),
        (0x1, 0, TroubleKind.REFUSED, "paused"),
        (0x2, 0, TroubleKind.REFUSED, "error"),
    ],
)
def test_a_printer_that_cannot_print_gets_nothing_into_its_queue(
    status: int, attributes: int, kind: TroubleKind, words: str
) -> None:
    """Catches receipts of yesterday that come out when the printer is switched on."""
    spool = FakeSpool(status, attributes)
    for gesture in (lambda link: link.send(b"job"), lambda link: link.ask()):
        with pytest.raises(DeviceTrouble) as caught:
            gesture(QueueLink(EPSON, spool))
        assert caught.value.kind is kind
        assert words in caught.value.detail
    assert spool.jobs == []


@pytest.mark.parametrize("status", [0, 0x100, 0x200, 0x400, 0x1_0000, 0x2_0000, 0x0100_0000])
def test_a_printer_at_work_low_on_ink_or_asleep_is_no_trouble(status: int) -> None:
    spool = FakeSpool(status)
    QueueLink(EPSON, spool).send(b"job")
    assert spool.jobs == [b"job"]


@pytest.mark.parametrize(
    ("gesture", "number", "kind"),
    [
        ("state", 1801, TroubleKind.ABSENT),
        ("state", 5, TroubleKind.REFUSED),
        ("write", 5, TroubleKind.DIED),
    ],
)
def test_what_windows_refuses_is_named(gesture: str, number: int, kind: TroubleKind) -> None:
    spool = FakeSpool()
    spool.refusing[gesture] = number
    with pytest.raises(DeviceTrouble) as caught:
        QueueLink(EPSON, spool).send(b"job")
    assert caught.value.kind is kind


def test_only_queues_that_lead_to_paper_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert queues(FakeSpool()) == [EPSON, "Zebra GK420d"]
    monkeypatch.setattr(spooler.sys, "platform", "linux")
    assert queues() == []


class Library:
    """winspool.drv as its documentation has it: the calls made, and one printer behind them."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.printed = b""
        self.fails = ""
        self.takes: int | None = None
        self._kept: list[Array[Any]] = []

    def _call(self, name: str) -> int:
        self.calls.append(name)
        return int(self.fails != name)

    def OpenPrinterW(self, name: Any, handle: Any, defaults: None) -> int:
        assert defaults is None
        if name.value != EPSON:
            return 0
        handle._obj.value = 77
        return self._call("open")

    def ClosePrinter(self, handle: c_void_p) -> int:
        assert handle.value == 77
        return self._call("close")

    def StartDocPrinterW(self, handle: c_void_p, level: c_uint32, doc: Any) -> int:
        assert (handle.value, level.value) == (77, 1)
        assert (doc._obj.datatype, doc._obj.output) == ("RAW", None)
        return self._call("start")

    def StartPagePrinter(self, _handle: c_void_p) -> int:
        return self._call("page")

    def WritePrinter(self, _handle: c_void_p, job: Any, count: c_uint32, written: Any) -> int:
        raw = cast(job, POINTER(c_ubyte * count.value)).contents
        self.printed = bytes(raw)
        written._obj.value = count.value if self.takes is None else self.takes
        return self._call("write")

    def EndPagePrinter(self, _handle: c_void_p) -> int:
        return self._call("end page")

    def EndDocPrinter(self, _handle: c_void_p) -> int:
        return self._call("end")

    def GetPrinterW(
        self, _handle: c_void_p, level: c_uint32, room: Any, size: c_uint32, needed: Any
    ) -> int:
        assert level.value == 2
        needed._obj.value = sizeof(spooler._Printer) + 40
        if room is None or size.value < needed._obj.value:
            return 0
        told = cast(room, POINTER(spooler._Printer))[0]
        told.status, told.attributes = 0x10, 0x40
        return self._call("get")

    def EnumPrintersW(
        self, flags: c_uint32, server: None, level: c_uint32, room: Any, size: c_uint32,
        needed: Any, found: Any,
    ) -> int:  # fmt: skip
        assert (flags.value, server, level.value) == (6, None, 4)
        needed._obj.value = 2 * sizeof(spooler._Named)
        if room is None or size.value < needed._obj.value:
            return 0
        rows = cast(room, POINTER(spooler._Named))
        for number, name in enumerate((EPSON, "Zebra GK420d")):
            kept = create_unicode_buffer(name)
            self._kept.append(kept)
            cast(addressof(rows[number]), POINTER(c_void_p))[0] = addressof(kept)
        found._obj.value = 2
        return self._call("enumerate")


def test_a_job_is_one_raw_document_with_every_byte() -> None:
    """Catches a job cut at its first zero byte, and a handle that is never closed."""
    library = Library()
    job = b"\x1b@\x00\x01" + bytes(range(256)) * 40
    Winspool(library).write(EPSON, job)
    assert library.printed == job
    assert library.calls == ["open", "start", "page", "write", "end page", "end", "close"]


@pytest.mark.parametrize("step", ["start", "page", "write", "end page", "end"])
def test_a_step_that_fails_closes_the_queue_and_says_so(step: str) -> None:
    library = Library()
    library.fails = step
    with pytest.raises(OSError, match="winspool"):
        Winspool(library).write(EPSON, b"job")
    assert library.calls[-1] == "close"


def test_a_job_taken_in_part_is_a_failure_that_ends_no_document() -> None:
    library = Library()
    library.takes = 2
    with pytest.raises(OSError, match="2 of 3"):
        Winspool(library).write(EPSON, b"job")
    assert "end" not in library.calls


def test_the_state_and_the_names_are_read_as_windows_lays_them_out() -> None:
    library = Library()
    assert Winspool(library).state(EPSON) == (0x10, 0x40)
    assert Winspool(library).names() == [EPSON, "Zebra GK420d"]
    with pytest.raises(OSError, match="winspool"):
        Winspool(library).state("another")


def test_a_computer_without_windows_has_no_such_printer() -> None:
    if hasattr(spooler.ctypes, "WinDLL"):
        pytest.skip("this is Windows")
    with pytest.raises(DeviceTrouble) as caught:
        QueueLink(EPSON).send(b"job")
    assert caught.value.kind is TroubleKind.ABSENT
