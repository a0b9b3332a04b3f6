"""A printer that is absent, refuses, hangs or dies is named as such, within its time-out."""

import os
import threading
from pathlib import Path

import pytest
from paper_samples import SALE, sample_label
from socket_printers import (
    answering,
    breaking_after,
    cover_open,
    hanging,
    hanging_up,
    mute,
    out_of_paper,
    printer_that,
)

from reuse_pos.domain.label import LabelKind
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.hardware.fake import FakeLabelPrinter
from reuse_pos.hardware.label_zpl import ZplPrinter, encode_label
from reuse_pos.hardware.link import DeviceFileLink, FolderLink, NetworkLink
from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind
from reuse_pos.hardware.receipt_escpos import (
    EscPosPrinter,
    EscPosSetup,
    FilePrinter,
    NetworkEscPosPrinter,
    encode,
)

TICKET = sale_receipt(SALE)
MUTE = EscPosSetup(answers=False)
has_device_files = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no device files here")


def network(port: int, setup: EscPosSetup | None = None) -> NetworkEscPosPrinter:
    return NetworkEscPosPrinter(NetworkLink("127.0.0.1", port, 0.5), setup or EscPosSetup())


def trouble(printer: NetworkEscPosPrinter | EscPosPrinter) -> TroubleKind:
    with pytest.raises(DeviceTrouble) as caught:
        printer.print(TICKET)
    return caught.value.kind


def test_a_good_printer_receives_the_whole_job_between_the_questions() -> None:
    with printer_that(answering) as printer:
        network(printer.port).print(TICKET)
    job = encode(TICKET, EscPosSetup())
    assert printer.got == b"\x10\x04\x04\x10\x04\x02" + job + b"\x1dr\x01"


def test_a_mute_printer_receives_only_the_job() -> None:
    with printer_that(mute) as printer:
        network(printer.port, MUTE).print(TICKET)
    assert printer.got == encode(TICKET, MUTE)


def test_the_drawer_opens_without_a_ticket() -> None:
    with printer_that(mute) as printer:
        network(printer.port, EscPosSetup(answers=False, drawer_pin=5, drawer_on=60)).open()
    assert printer.got == b"\x1b@\x1bp\x01\x3c\x32"


def test_no_paper_prints_nothing() -> None:
    with printer_that(out_of_paper) as printer:
        assert trouble(network(printer.port)) is TroubleKind.PAPER
    assert printer.got == b"\x10\x04\x04"


def test_an_open_cover_prints_nothing() -> None:
    with printer_that(cover_open) as printer:
        assert trouble(network(printer.port)) is TroubleKind.REFUSED
    assert b"RECYCLERIE" not in printer.got


def test_nobody_listening_is_refused() -> None:
    with printer_that(mute) as printer:
        port = printer.port
    assert trouble(network(port)) is TroubleKind.REFUSED


def test_an_unknown_name_is_absent() -> None:
    printer = NetworkEscPosPrinter(NetworkLink("printer.invalid", 9100, 0.5), EscPosSetup())
    assert trouble(printer) is TroubleKind.ABSENT


def test_a_printer_that_never_answers_is_a_timeout() -> None:
    with printer_that(hanging) as printer:
        assert trouble(network(printer.port)) is TroubleKind.TIMEOUT


def test_a_printer_that_never_reads_is_a_timeout_even_if_it_never_answers() -> None:
    with printer_that(hanging) as printer, pytest.raises(DeviceTrouble) as caught:
        NetworkLink("127.0.0.1", printer.port, 0.5).send(b"x" * 20_000_000)
    assert caught.value.kind is TroubleKind.TIMEOUT


@pytest.mark.parametrize("count", [1, 3, 7, 200, 1000])
@pytest.mark.parametrize("setup", [EscPosSetup(), MUTE])
def test_a_printer_that_breaks_after_n_bytes_died(count: int, setup: EscPosSetup) -> None:
    with printer_that(breaking_after(count)) as printer:
        assert trouble(network(printer.port, setup)) is TroubleKind.DIED
    assert len(printer.got) == count


def test_a_printer_that_hangs_up_died() -> None:
    with printer_that(hanging_up) as printer:
        assert trouble(network(printer.port)) is TroubleKind.DIED


def test_labels_stop_at_the_one_that_failed() -> None:
    labels = [sample_label(LabelKind.SMALL), sample_label(LabelKind.FURNITURE)]
    printer = FakeLabelPrinter()
    printer.die_after(len(encode_label(labels[0])) + 10)
    with pytest.raises(DeviceTrouble):
        printer.print(labels)
    assert [label.code for label, _copies in printer.printed] == [labels[0].code]


def test_files_are_numbered_on_from_what_is_there_and_named_when_asked(tmp_path: Path) -> None:
    (tmp_path / "041.bin").write_bytes(b"")
    printer = FilePrinter(tmp_path, EscPosSetup())
    printer.print(TICKET)
    printer.print(ReceiptDoc(TICKET.elements, "", "z-2026-11-21-1-214"))
    printer.print(TICKET)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "041.bin", "042.bin", "042.txt", "043.bin", "043.txt",
        "z-2026-11-21-1-214.bin", "z-2026-11-21-1-214.txt",
    ]  # fmt: skip
    assert (tmp_path / "042.bin").read_bytes() == encode(TICKET, EscPosSetup())
    assert "59,20 EUR" in (tmp_path / "042.txt").read_text("utf-8")


def test_label_files_hold_one_label_each(tmp_path: Path) -> None:
    labels = [sample_label(LabelKind.SMALL), sample_label(LabelKind.TEXTILE)]
    ZplPrinter(FolderLink(tmp_path, ".zpl", "label-")).print(labels, copies=2)
    assert (tmp_path / "label-002.zpl").read_bytes() == encode_label(labels[1], 2)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("not a folder")
    with pytest.raises(DeviceTrouble) as caught:
        FilePrinter(taken, EscPosSetup()).print(TICKET)
    assert caught.value.kind is TroubleKind.REFUSED


def test_a_device_file_that_is_not_there_is_absent(tmp_path: Path) -> None:
    printer = EscPosPrinter(DeviceFileLink(str(tmp_path / "lp0")), EscPosSetup())
    assert trouble(printer) is TroubleKind.ABSENT


@has_device_files
def test_a_device_file_receives_the_job(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    got: list[bytes] = []
    opened = os.open(pipe, os.O_RDWR)
    reader = threading.Thread(target=lambda: got.append(os.read(opened, 65536)))
    EscPosPrinter(DeviceFileLink(str(pipe), 0.5), EscPosSetup()).print(TICKET)
    reader.start()
    reader.join(5)
    os.close(opened)
    assert got == [encode(TICKET, EscPosSetup())]


@has_device_files
def test_a_device_file_nobody_empties_is_a_timeout(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    opened = os.open(pipe, os.O_RDWR)
    try:
        with pytest.raises(DeviceTrouble) as caught:
            DeviceFileLink(str(pipe), 0.3).send(b"x" * 1_000_000)
    finally:
        os.close(opened)
    assert caught.value.kind is TroubleKind.TIMEOUT
