"""The ticket as PDF: 72 mm wide, the same words, a code that scans."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from paper_samples import SALE, Z_REPORT
from pypdf import PdfReader

from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.domain.till_slips import cash_report
from reuse_pos.hardware.receipt_pdf import write_receipt_pdf

MM = 72 / 25.4


@pytest.mark.parametrize("doc", [sale_receipt(SALE), cash_report(Z_REPORT)], ids=["sale", "z"])
def test_one_page_of_72_millimetres_with_every_word(doc: ReceiptDoc, tmp_path: Path) -> None:
    path = tmp_path / "ticket.pdf"
    write_receipt_pdf(doc, path)
    reader = PdfReader(path)
    assert len(reader.pages) == 1
    assert float(reader.pages[0].mediabox.width) == pytest.approx(72 * MM)
    assert reader.metadata is not None
    assert reader.metadata.title == doc.title
    words = reader.pages[0].extract_text()
    for word in ("RECYCLERIE DE RENNES-NORD", "Signature", "réemployés", "TOTAL"):
        assert word in words


def test_the_code_is_scanned_and_nothing_touches_the_edge(tmp_path: Path) -> None:
    path = tmp_path / "ticket.pdf"
    write_receipt_pdf(sale_receipt(SALE), path)
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=203 / 72).to_pil().convert("L")
    document.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["2200100010420"]
    inside = picture.point(lambda level: 255 - level).getbbox()
    assert inside is not None
    assert inside[0] > 20
    assert picture.width - inside[2] > 20
    assert picture.height - inside[3] > 20


def test_the_same_ticket_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_receipt_pdf(sale_receipt(SALE), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
