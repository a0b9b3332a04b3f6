"""The bytes sent to a till printer, read back as paper."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from paper_samples import SALE, SHOP
from PIL import Image
from write_golden import GOLDEN, JOBS

from reuse_pos.domain.paper import (
    CodePageSample,
    Columns,
    Line,
    ReceiptDoc,
    Text,
    lay_out,
    render_text,
)
from reuse_pos.domain.receipt import ReceiptLine, sale_receipt
from reuse_pos.domain.slips import printer_test
from reuse_pos.hardware.escpos_reader import (
    DrawerKick,
    NotEscPos,
    PrintedBarcode,
    PrintedCut,
    PrintedLine,
    read,
    to_text,
)
from reuse_pos.hardware.paper_png import render_image, render_png
from reuse_pos.hardware.receipt_escpos import CODE_PAGES, EscPosSetup, encode

TICKET = sale_receipt(SALE)


def printed_lines(job: bytes) -> list[PrintedLine]:
    return [thing for thing in read(job) if isinstance(thing, PrintedLine)]


@pytest.mark.parametrize("name", JOBS)
def test_jobs_are_the_golden_bytes_and_their_readable_twin(name: str) -> None:
    doc, setup = JOBS[name]
    job = encode(doc, setup)
    assert job == (GOLDEN / f"{name}.bin").read_bytes()
    assert to_text(job, setup.columns) == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("columns", [48, 32])
def test_paper_carries_the_lines_of_the_document(columns: int) -> None:
    setup = EscPosSetup(columns=columns)
    laid = [step.text for step in lay_out(TICKET, columns) if isinstance(step, Line)]
    printed = [
        thing.text
        for thing in read(encode(TICKET, setup))
        if isinstance(thing, PrintedLine) and thing.text
    ]
    assert printed == laid
    assert to_text(encode(TICKET, setup), columns).rstrip().split("\n") == render_text(
        TICKET, columns
    )


def test_drawer_first_cut_last_barcode_in_the_middle() -> None:
    printed = read(encode(TICKET, EscPosSetup()))
    assert printed[0] == DrawerKick(2, 50, 50)
    assert printed[-1] == PrintedCut()
    assert PrintedBarcode("2200100010420", 70, 3, True, "center") in printed
    assert encode(TICKET, EscPosSetup()).startswith(b"\x1b@\x1bt\x10\x1bp\x00\x32\x32")
    assert encode(TICKET, EscPosSetup()).endswith(b"\n\n\n\n\x1dV\x42\x00")


def test_bold_and_double_stay_where_they_belong() -> None:
    lines = [
        thing for thing in read(encode(TICKET, EscPosSetup())) if isinstance(thing, PrintedLine)
    ]
    assert [line.text.strip() for line in lines if line.bold and not line.wide] == [
        "RECYCLERIE DE RENNES-NORD",
        "18,6 kg réemployés. Merci !",
    ]
    assert [(line.text, line.tall) for line in lines if line.wide] == [
        ("TOTAL          59,20 EUR", True)
    ]


def test_a_printer_without_cutter_feeds_instead() -> None:
    assert PrintedCut() not in read(encode(TICKET, EscPosSetup(cutter=False)))


@pytest.mark.parametrize(
    ("code_page", "shown"),
    [("cp1252", "é è ç à ° · €"), ("cp858", "é è ç à ° · €"), ("cp437", "é è ç à ° · EUR")],
)
def test_accents_and_euro_survive_every_code_page(code_page: str, shown: str) -> None:
    doc = ReceiptDoc((Text("é è ç à ° · €"), Columns("Prix", "5 €")), "")
    first, second = read(encode(doc, EscPosSetup(code_page=code_page)))
    assert isinstance(first, PrintedLine)
    assert isinstance(second, PrintedLine)
    assert first.text == shown
    assert second.text.endswith(shown[12:])
    assert len(second.text) == 48


def test_words_a_code_page_lacks_lose_accents_never_columns() -> None:
    line = ReceiptLine("Cœur d’Ägir, ő À 日", 100)
    job = encode(sale_receipt(replace(SALE, lines=(line,))), EscPosSetup(code_page="cp437"))
    printed = [thing.text for thing in read(job) if isinstance(thing, PrintedLine)]
    item = next(text for text in printed if text.startswith("Coeur"))
    assert item == "Coeur d'Ägir, o A ?                         1,00"


def test_the_test_page_shows_each_code_page_in_its_own_bytes() -> None:
    doc = printer_test(SHOP, "21/11/2026 10:58", 48)
    pages = [element.page for element in doc.elements if isinstance(element, CodePageSample)]
    assert pages == [page for page in CODE_PAGES if page != "ascii"]
    printed = [
        thing.text for thing in read(encode(doc, EscPosSetup())) if isinstance(thing, PrintedLine)
    ]
    assert printed[4:7] == ["page 1   é è ç €", "page 2   é è ç €", "page 3   é è ç EUR"]
    job = encode(doc, EscPosSetup())
    assert b"\x1bt\x13page 2   \x82 \x8a \x87 \xd5\n\x1bt\x10" in job


@given(st.text(max_size=120), st.sampled_from(list(CODE_PAGES)))
def test_no_text_can_become_a_command(words: str, code_page: str) -> None:
    doc = ReceiptDoc((Text(words), Columns(words, "1,00", money=True, cut=True)), "")
    for thing in read(encode(doc, EscPosSetup(code_page=code_page))):
        assert isinstance(thing, PrintedLine)
        assert len(thing.text) <= 48


@pytest.mark.parametrize(
    "job", [b"\x1b", b"\x1bZ", b"\x1bt\x63", b"\x1dk\x0212", b"\x07", b"\x1dk\x49"]
)
def test_the_reader_refuses_what_it_does_not_know(job: bytes) -> None:
    with pytest.raises(NotEscPos):
        read(job)


@given(st.binary(max_size=300))
def test_the_reader_reads_or_refuses_any_bytes(job: bytes) -> None:
    try:
        read(job)
    except NotEscPos:
        return


@pytest.mark.parametrize("columns", [48, 32])
def test_the_ticket_s_barcode_is_read_from_its_picture(columns: int, tmp_path: Path) -> None:
    path = tmp_path / "ticket.png"
    render_png(encode(TICKET, EscPosSetup(columns=columns)), path, columns)
    with Image.open(path) as paper:
        assert paper.width == columns * 12 + 64
        found = zxingcpp.read_barcodes(paper)
    assert [code.text for code in found] == ["2200100010420"]


def test_every_word_of_the_ticket_is_inside_its_picture() -> None:
    paper = render_image(encode(TICKET, EscPosSetup()))
    margin = 31
    frame = paper.crop((margin, margin, paper.width - margin, paper.height - margin))
    blank = paper.copy()
    blank.paste(255, (margin, margin, paper.width - margin, paper.height - margin))
    assert blank.getextrema() == (255, 255)
    assert frame.getextrema() == (0, 255)


def test_python_escpos_leaves_logging_and_temporary_folders_alone(tmp_path: Path) -> None:
    script = (
        "import logging, os, tempfile\n"
        "from reuse_pos.hardware.receipt_escpos import select_page\n"
        "assert select_page('cp1252', 'TM-T88V') == b'\\x1bt\\x10'\n"
        "assert logging.getLogger().handlers == []\n"
        "assert os.listdir(os.environ['TMPDIR']) == []\n"
        "cache = os.path.join(os.environ['XDG_CACHE_HOME'], 'reuse-pos', 'printers')\n"
        "assert not [f for f in os.scandir(cache) if f.is_dir()]\n"
    )
    for folder in ("tmp", "cache"):
        (tmp_path / folder).mkdir()
    env = {
        **os.environ,
        "TMPDIR": str(tmp_path / "tmp"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    env.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
