"""Papers shown on the screen as they come out of the printer: tickets, labels, pages."""

from __future__ import annotations

import io
import re
from importlib import import_module
from pathlib import Path

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.wording import _

_GRAPHIC = re.compile(rb"\^GFA,(\d+),\d+,(\d+),([0-9A-Fa-f]+)\^FS")


def doc_png(doc: ReceiptDoc, columns: int = 48) -> bytes:
    """A paper as a PNG, dot for dot as the receipt printer puts it on the roll."""
    from reuse_pos.hardware.paper_png import render_image
    from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode

    buffer = io.BytesIO()
    render_image(encode(doc, EscPosSetup(columns=columns)), columns).save(buffer, "PNG")
    return buffer.getvalue()


def paper_png(job: Path, target: Path, columns: int = 48) -> None:
    """A job as sent to the receipt printer (.bin), drawn to a PNG file."""
    from reuse_pos.hardware.paper_png import render_png

    render_png(job.read_bytes(), target, columns)


def label_png(job: Path, target: Path) -> None:
    """A label as sent to the label printer (.zpl), drawn to a PNG file; refuses one without a
    picture."""
    from PIL import Image

    found = _GRAPHIC.search(job.read_bytes())
    if found is None:
        raise Refusal(
            _("{name} holds no label. Nothing was drawn. Print it again.", name=job.name),
            "no_label",
        )
    size, row, dots = int(found[1]), int(found[2]), bytes.fromhex(found[3].decode())
    picture = Image.frombytes("1", (row * 8, size // row), bytes(byte ^ 0xFF for byte in dots))
    picture.save(target)


def pdf_png(document: Path, target: Path, page: int = 0, width: int = 1000) -> None:
    """One page of a PDF, drawn to a PNG ``width`` pixels wide."""
    # A tool of the workbench, not of the shop: only pictures of the papers need it.
    opened = import_module("pypdfium2").PdfDocument(document)
    try:
        sheet = opened[page]
        scale = width / sheet.get_width()
        sheet.render(scale=scale).to_pil().save(target)
    finally:
        opened.close()
