"""A ticket as PDF, 72 mm wide, to keep or to send by e-mail: the same lines as on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.domain.paper import WIDE, Barcode, Feed, Line, ReceiptDoc, Step, lay_out
from reuse_pos.hardware.ean13 import MODULES, bars
from reuse_pos.hardware.fonts import FontWeight, font_path, register_pdf_fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
WIDTH_MM, MARGIN_MM = 72.0, 4.0
LINE_PT, FONT_PT = 10.5, 8.0
BARCODE_PT = 26.0


def write_receipt_pdf(doc: ReceiptDoc, path: Path) -> None:
    """Write the document as one page as long as its content."""
    from reportlab.pdfgen.canvas import Canvas

    register_pdf_fonts()
    steps = lay_out(doc, WIDE)
    while steps and not isinstance(steps[-1], Line | Barcode):
        steps.pop()
    height = sum(map(_height, steps)) + 2 * MARGIN_MM * MM
    canvas = Canvas(str(path), pagesize=(WIDTH_MM * MM, height), invariant=1, lang="fr-FR")
    canvas.setTitle(doc.title)
    y = height - MARGIN_MM * MM
    for step in steps:
        y -= _height(step)
        if isinstance(step, Line):
            _draw_line(canvas, step, y)
        elif isinstance(step, Barcode):
            _draw_barcode(canvas, step, y)
    canvas.save()


def _height(step: Step) -> float:
    match step:
        case Line(double=double):
            return LINE_PT * (2 if double else 1)
        case Feed(lines=lines):
            return LINE_PT * lines
        case Barcode():
            return BARCODE_PT + 2 * LINE_PT
        case _:
            return 0.0


def _draw_line(canvas: Canvas, line: Line, y: float) -> None:
    """Each cell from its own edge, so that a proportional font keeps the columns of the paper."""
    left, room = MARGIN_MM * MM, (WIDTH_MM - 2 * MARGIN_MM) * MM
    if line.cells and set(line.cells[0].text) == {"-"}:
        canvas.setLineWidth(0.4)
        canvas.line(left, y + LINE_PT / 2, left + room, y + LINE_PT / 2)
        return
    font = font_path(FontWeight.BOLD if line.bold else FontWeight.REGULAR).stem
    size = FONT_PT * (2 if line.double else 1)
    column = room / line.width
    width = sum(canvas.stringWidth(cell.text, font, size) for cell in line.cells)
    canvas.setFont(font, min(size, size * room / (width + column)) if width else size)
    base = y + (LINE_PT * (2 if line.double else 1) - size * 0.66) / 2
    for cell in line.cells:
        match cell.align:
            case "left":
                canvas.drawString(left + cell.at * column, base, cell.text)
            case "right":
                canvas.drawRightString(left + cell.at * column, base, cell.text)
            case "center":
                canvas.drawCentredString(left + room / 2, base, cell.text)


def _draw_barcode(canvas: Canvas, barcode: Barcode, y: float) -> None:
    module = 0.33 * MM
    left = (WIDTH_MM * MM - MODULES * module) / 2
    for start, width in bars(barcode.digits):
        canvas.rect(
            left + start * module, y + LINE_PT, width * module, BARCODE_PT, stroke=0, fill=1
        )
    canvas.setFont(font_path(FontWeight.REGULAR).stem, FONT_PT)
    canvas.drawCentredString(WIDTH_MM * MM / 2, y + LINE_PT * 0.2, barcode.digits)
