"""The picture of a label, one bit a dot, as a 203-dpi label printer burns it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reuse_pos.domain.label import LabelDoc
from reuse_pos.hardware.fonts import FontWeight, code_font_path, font_path
from reuse_pos.hardware.label_layout import Bar, Box, Pictogram, Words, lay_out_label
from reuse_pos.hardware.pictogram import outlines

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

BLACK, WHITE = 0, 255
# Drawn four times larger, then reduced: letters keep their distances at 17 dots.
FINE = 4
# Edges darker than this become black: thermal heads spread, so thin strokes need no help.
THRESHOLD = 140


def render_label(label: LabelDoc) -> Image:
    """The label as a 1-bit picture: 456 × 256 dots (57 × 32 mm) or 304 × 200 (38 × 25 mm)."""
    from PIL import Image, ImageDraw

    layout = lay_out_label(label, measure)
    paper = Image.new("L", (layout.width * FINE, layout.height * FINE), WHITE)
    draw = ImageDraw.Draw(paper)
    for mark in layout.marks:
        match mark:
            case Words():
                _words(draw, mark)
            case Box():
                edges = _edges(mark)
                draw.rounded_rectangle(edges, 6 * FINE, outline=BLACK, width=2 * FINE)
            case Bar():
                draw.rectangle(_edges(mark), BLACK)
            case Pictogram():
                _hammer(draw, mark)
    reduced = paper.reduce(FINE)
    return reduced.point(lambda level: WHITE if level > THRESHOLD else BLACK).convert("1")


def _words(draw: ImageDraw, mark: Words) -> None:
    font = _code_font(mark.size) if mark.face == "code" else _font(mark.size, mark.weight)
    anchor = "ls" if mark.align == "left" else "rs"
    draw.text((mark.x * FINE, mark.y * FINE), mark.text, BLACK, font, anchor=anchor)


def _edges(mark: Box | Bar) -> tuple[int, int, int, int]:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    return (mark.x * FINE, mark.y * FINE, right * FINE - 1, bottom * FINE - 1)


def _hammer(draw: ImageDraw, mark: Pictogram) -> None:
    shapes = outlines(mark.x * FINE, mark.y * FINE, mark.size * FINE)
    draw.polygon(shapes[0], BLACK)
    for hole in shapes[1:]:
        draw.polygon(hole, WHITE)


def measure(text: str, size: int, weight: FontWeight) -> float:
    """The width in dots of words in a size and weight."""
    return _font(size, weight).getlength(text) / FINE


@lru_cache
def _font(size: int, weight: FontWeight) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font_path(weight)), size * FINE)


@lru_cache
def _code_font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(code_font_path()), size * FINE)
