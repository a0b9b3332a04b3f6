"""Papers as pictures: what a reader sees on the picture is what the shop printed."""

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from paper_samples import FURNITURE, SALE, sample_label
from PIL import Image

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.label import LabelKind
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.hardware.label_zpl import encode_label
from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode
from reuse_pos.services import previews


def test_a_paper_on_the_screen_is_the_paper_of_the_printer(tmp_path: Path) -> None:
    doc = sale_receipt(SALE)
    on_screen = Image.open(BytesIO(previews.doc_png(doc)))
    job, target = tmp_path / "001.bin", tmp_path / "001.png"
    job.write_bytes(encode(doc, EscPosSetup()))
    previews.paper_png(job, target)
    with Image.open(target) as printed:
        assert printed.size == on_screen.size
        assert printed.tobytes() == on_screen.tobytes()
    (code,) = zxingcpp.read_barcodes(on_screen)
    assert code.text == SALE.barcode


def test_the_picture_of_a_label_carries_its_code(tmp_path: Path) -> None:
    label = sample_label(LabelKind.FURNITURE)
    job, target = tmp_path / "label.zpl", tmp_path / "label.png"
    job.write_bytes(encode_label(label))
    previews.label_png(job, target)
    with Image.open(target) as picture:
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text == FURNITURE.code


def test_what_is_no_label_is_refused(tmp_path: Path) -> None:
    job = tmp_path / "x.zpl"
    job.write_bytes(b"^XA^XZ")
    with pytest.raises(Refusal) as refused:
        previews.label_png(job, tmp_path / "x.png")
    assert refused.value.code == "no_label"
    assert not (tmp_path / "x.png").exists()
