"""The lists of devices: each entry is unique, named in French, and makes what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from paper_samples import SALE, sample_label

from reuse_pos.domain.label import LabelKind
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.domain.wording import _
from reuse_pos.hardware import LABEL_PRINTERS, RECEIPT_PRINTERS, SCALES
from reuse_pos.hardware.fake import FakeDrawer, FakeReceiptPrinter, FakeScale
from reuse_pos.hardware.ports import DeviceTrouble, Reading, ScaleState, TroubleKind
from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode

TICKET = sale_receipt(SALE)


@pytest.mark.parametrize("entries", [RECEIPT_PRINTERS, LABEL_PRINTERS, SCALES])
def test_codes_are_unique_and_titles_are_french(
    entries: tuple[tuple[str, str, object], ...],
) -> None:
    codes = [code for code, _title, _make in entries]
    assert len(set(codes)) == len(codes) > 0
    for _code, title, _make in entries:
        assert _(title) != title


@pytest.mark.parametrize("entry", RECEIPT_PRINTERS, ids=lambda entry: entry[0])
def test_receipt_printers_are_made_from_settings(
    entry: tuple[str, str, object], tmp_path: Path
) -> None:
    settings = {
        "host": "127.0.0.1", "port": 1, "path": str(tmp_path / "lp0"), "folder": str(tmp_path),
        "columns": 32, "code_page": "cp858", "unknown": "ignored",
    }  # fmt: skip
    code, _title, make = entry
    printer = make(settings)  # type: ignore[operator]
    assert printer.columns == 32
    if code == "folder":
        printer.print(TICKET)
        expected = encode(TICKET, EscPosSetup(columns=32, code_page="cp858"))
        assert (tmp_path / "001.bin").read_bytes() == expected
    else:
        with pytest.raises(DeviceTrouble):
            printer.print(TICKET)


@pytest.mark.parametrize("entry", LABEL_PRINTERS, ids=lambda entry: entry[0])
def test_label_printers_are_made_from_settings(
    entry: tuple[str, str, object], tmp_path: Path
) -> None:
    code, _title, make = entry
    settings = {
        "host": "127.0.0.1", "port": 1, "path": str(tmp_path / "lp0"), "folder": str(tmp_path),
    }  # fmt: skip
    printer = make(settings)  # type: ignore[operator]
    labels = [sample_label(LabelKind.SMALL)]
    if code == "zpl_folder":
        printer.print(labels)
        assert (tmp_path / "label-001.zpl").exists()
    else:
        with pytest.raises(DeviceTrouble) as caught:
            printer.print(labels)
        refused = code == "zpl_network"
        assert caught.value.kind is (TroubleKind.REFUSED if refused else TroubleKind.ABSENT)


@pytest.mark.parametrize("kind", TroubleKind)
def test_a_fake_printer_fails_as_told_and_prints_again_when_mended(kind: TroubleKind) -> None:
    printer = FakeReceiptPrinter()
    printer.fail_with(kind)
    with pytest.raises(DeviceTrouble) as caught:
        printer.print(TICKET)
    assert caught.value.kind is kind
    assert printer.jobs == []
    printer.fail_with(None)
    printer.print(TICKET)
    assert printer.docs == [TICKET]
    printer.open()
    assert printer.opened == 2


def test_a_fake_printer_that_dies_keeps_what_it_took() -> None:
    printer = FakeReceiptPrinter()
    printer.die_after(100)
    with pytest.raises(DeviceTrouble) as caught:
        printer.print(TICKET)
    assert caught.value.kind is TroubleKind.DIED
    assert printer.jobs == [encode(TICKET, EscPosSetup())[:100]]
    assert printer.docs == []


def test_a_fake_drawer_counts_and_fails() -> None:
    drawer = FakeDrawer()
    drawer.open()
    drawer.fail_with(TroubleKind.ABSENT)
    with pytest.raises(DeviceTrouble):
        drawer.open()
    assert drawer.opened == 1


def test_a_fake_scale_says_what_is_on_it() -> None:
    scale = FakeScale()
    assert scale.read().state is ScaleState.EMPTY
    scale.put(12400)
    assert scale.read() == Reading(ScaleState.STABLE, 12400)
    scale.moving(300)
    assert scale.read().state is ScaleState.MOVING
    scale.over()
    assert scale.read() == Reading(ScaleState.OVER)
    scale.lost()
    assert scale.read() == Reading(ScaleState.LOST)


def test_choosing_devices_loads_no_heavy_module() -> None:
    heavy = "{'PIL', 'escpos', 'reportlab', 'serial', 'barcode', 'yaml'}"
    script = f"import sys, reuse_pos.hardware; sys.exit(bool({heavy} & set(sys.modules)))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", script], env=env, check=False).returncode == 0
