"""A picture of a ticket, dot for dot as a 203-dpi till printer would put it on paper."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.hardware.ean13 import modules
from reuse_pos.hardware.escpos_reader import (
    Printed,
    PrintedBarcode,
    PrintedLine,
    read,
)
from reuse_pos.hardware.fonts import FontWeight, paper_font_path

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

CELL_W, CELL_H, LINE_H = 12, 24, 30
MARGIN = 32
PAPER_BLACK, PAPER_WHITE = 0, 255


def render_png(data: bytes, path: Path, columns: int = 48) -> None:
    """Draw the job's paper to a PNG; 48 columns make 576 dots on an 80-mm roll of 640."""
    render_image(data, columns).save(path)


def render_image(data: bytes, columns: int = 48) -> Image:
    """The job's paper as a grey picture; raises `NotEscPos` on bytes that are no job."""
    from PIL import Image, ImageDraw

    things = [thing for thing in read(data) if isinstance(thing, PrintedLine | PrintedBarcode)]
    while things and isinstance(things[-1], PrintedLine) and not things[-1].text:
        things.pop()
    width = columns * CELL_W + 2 * MARGIN
    height = sum(_height(thing) for thing in things) + 2 * MARGIN
    paper = Image.new("L", (width, height), PAPER_WHITE)
    draw = ImageDraw.Draw(paper)
    y = MARGIN
    for thing in things:
        if isinstance(thing, PrintedBarcode):
            _draw_barcode(draw, thing, y, columns)
        else:
            _draw_line(draw, thing, y, columns)
        y += _height(thing)
    return paper


def _height(thing: Printed) -> int:
    match thing:
        case PrintedLine(tall=tall):
            return LINE_H * 2 if tall else LINE_H
        case PrintedBarcode(height=height, text_below=below):
            return height + 10 + (LINE_H if below else 0)
        case _:
            return 0


def _start(length: int, room: int, align: str) -> int:
    return {"left": 0, "center": (room - length) // 2, "right": room - length}[align]


def _draw_line(draw: ImageDraw, line: PrintedLine, y: int, columns: int) -> None:
    scale = 2 if line.wide else 1
    font = _font(line.bold, scale)
    step = CELL_W * scale
    x = MARGIN + _start(len(line.text) * step, columns * CELL_W, line.align)
    base = y + (LINE_H - 9) * (2 if line.tall else 1)
    for i, mark in enumerate(line.text):
        draw.text((x + i * step + step / 2, base), mark, PAPER_BLACK, font, anchor="ms")


def _draw_barcode(draw: ImageDraw, bars: PrintedBarcode, y: int, columns: int) -> None:
    pattern = modules(bars.digits)
    x = MARGIN + _start(len(pattern) * bars.module, columns * CELL_W, bars.align)
    for i, bit in enumerate(pattern):
        if bit == "1":
            left = x + i * bars.module
            draw.rectangle((left, y, left + bars.module - 1, y + bars.height - 1), PAPER_BLACK)
    if bars.text_below:
        below = PrintedLine(bars.digits, align=bars.align)
        _draw_line(draw, below, y + bars.height + 2, columns)


@lru_cache
def _font(bold: bool, scale: int) -> FreeTypeFont:
    from PIL import ImageFont

    path = paper_font_path(FontWeight.BOLD if bold else FontWeight.REGULAR)
    return ImageFont.truetype(str(path), 19 * scale)
