"""Labels on A4 sheets of stickers, for a shop without a label printer: the same labels, drawn as
vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.label_sheets import SHEETS, SheetTemplate
from reuse_pos.hardware.fonts import code_font_path, font_path, register_pdf_fonts
from reuse_pos.hardware.label_bitmap import measure
from reuse_pos.hardware.label_layout import (
    Bar,
    Box,
    Layout,
    Pictogram,
    Shape,
    Words,
    lay_out_label,
    module_of,
)
from reuse_pos.hardware.label_shapes import outline
from reuse_pos.hardware.pictogram import outlines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4_MM = (210.0, 297.0)
# Office printers leave about 4 mm blank at the edges; text stays off the cut of each sticker.
SAFE_MM = 1.5
# Four fifths of the usual size: the smallest bars scanners are made for (ISO/IEC 15420).
SMALLEST_MODULE_MM = 0.264


@dataclass(frozen=True)
class SheetRun:
    """One printing: the first free sticker (0 = top left) and the printer's offset in
    millimetres.
    """

    template: SheetTemplate = SHEETS[0]
    first_cell: int = 0
    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0


def write_sheets(labels: Sequence[LabelDoc], path: Path, run: SheetRun | None = None) -> int:
    """Draw the labels to a PDF and say how many sheets it has; print it at 100 %.

    Raises `ValueError` when the first cell is not on the sheet or there is no label.
    """
    from reportlab.pdfgen.canvas import Canvas

    run = run or SheetRun()
    if not labels or not 0 <= run.first_cell < run.template.cells:
        raise ValueError("no label, or no such sticker on the sheet")
    register_pdf_fonts()
    canvas = Canvas(str(path), pagesize=(A4_MM[0] * MM, A4_MM[1] * MM), invariant=1)
    canvas.setTitle("Étiquettes")
    cell = run.first_cell
    for label in labels:
        if cell == run.template.cells:
            canvas.showPage()
            cell = 0
        _draw_cell(canvas, layout_for(label, run.template), run, cell)
        cell += 1
    canvas.save()
    return (run.first_cell + len(labels) - 1) // run.template.cells + 1


def write_calibration(path: Path, run: SheetRun | None = None) -> None:
    """Draw the frames of every sticker with a centre cross: held against a blank sheet, it shows
    the offset.
    """
    from reportlab.pdfgen.canvas import Canvas

    run = run or SheetRun()
    template = run.template
    canvas = Canvas(str(path), pagesize=(A4_MM[0] * MM, A4_MM[1] * MM), invariant=1)
    canvas.setLineWidth(0.4)
    for cell in range(template.cells):
        x, y = _corner(run, cell)
        canvas.rect(x * MM, y * MM, template.width * MM, template.height * MM)
        middle_x, middle_y = x + template.width / 2, y + template.height / 2
        canvas.line((middle_x - 5) * MM, middle_y * MM, (middle_x + 5) * MM, middle_y * MM)
        canvas.line(middle_x * MM, (middle_y - 5) * MM, middle_x * MM, (middle_y + 5) * MM)
    canvas.save()


def _corner(run: SheetRun, cell: int) -> tuple[float, float]:
    """Bottom left corner of a sticker, in millimetres from the page's bottom left."""
    template = run.template
    row, column = divmod(cell, template.columns)
    x = template.left + column * template.step_x + run.offset_x_mm
    top = template.top + row * template.step_y + run.offset_y_mm
    return x, A4_MM[1] - top - template.height


def layout_for(label: LabelDoc, template: SheetTemplate) -> Layout:
    """The label as it fits a sheet's stickers: whole, or without details where its bars would be
    too fine for a scanner."""
    whole = lay_out_label(label, measure)
    if module_of(whole) * _scale(whole, template) >= SMALLEST_MODULE_MM:
        return whole
    return lay_out_label(label, measure, mini=True)


def _scale(layout: Layout, template: SheetTemplate) -> float:
    """Millimetres a dot."""
    room_w, room_h = template.width - 2 * SAFE_MM, template.height - 2 * SAFE_MM
    return min(room_w / layout.width, room_h / layout.height)


def _draw_cell(canvas: Canvas, layout: Layout, run: SheetRun, cell: int) -> None:
    template = run.template
    scale = _scale(layout, template)
    x, y = _corner(run, cell)
    left = x + (template.width - layout.width * scale) / 2
    bottom = y + (template.height - layout.height * scale) / 2
    canvas.saveState()
    canvas.translate(left * MM, bottom * MM)
    canvas.scale(scale * MM, scale * MM)
    _draw(canvas, layout)
    canvas.restoreState()


def _draw(canvas: Canvas, layout: Layout) -> None:
    """Draw in dots with y upwards, as PDF wants it."""
    _draw_bars(canvas, [mark for mark in layout.marks if isinstance(mark, Bar)], layout.height)
    for mark in layout.marks:
        match mark:
            case Words():
                path = code_font_path() if mark.face == "code" else font_path(mark.weight)
                canvas.setFont(path.stem, mark.size)
                draw = canvas.drawString if mark.align == "left" else canvas.drawRightString
                draw(mark.x, layout.height - mark.y, mark.text)
            case Box():
                canvas.setLineWidth(2)
                bottom = layout.height - mark.y - mark.height
                size = (mark.width - 2, mark.height - 2)
                canvas.roundRect(mark.x + 1, bottom + 1, *size, 6)
            case Pictogram():
                _draw_hammer(canvas, mark, layout.height)
            case Shape():
                _draw_shape(canvas, mark, layout.height)


def _draw_hammer(canvas: Canvas, mark: Pictogram, height: int) -> None:
    path = canvas.beginPath()
    for corners in outlines(mark.x, mark.y, mark.size):
        path.moveTo(corners[0][0], height - corners[0][1])
        for x, y in corners[1:]:
            path.lineTo(x, height - y)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def _draw_shape(canvas: Canvas, mark: Shape, height: int) -> None:
    path = canvas.beginPath()
    start, *corners = outline(mark.shape, mark.x, mark.y, mark.size)
    path.moveTo(start[0], height - start[1])
    for x, y in corners:
        path.lineTo(x, height - y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_bars(canvas: Canvas, bars: Sequence[Bar], height: int) -> None:
    """All bars in one path: drawn one by one, each is widened to whole dots by some programs."""
    path = canvas.beginPath()
    for bar in bars:
        path.rect(bar.x, height - bar.y - bar.height, bar.width, bar.height)
    canvas.drawPath(path, stroke=0, fill=1)
