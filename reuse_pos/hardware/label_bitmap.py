"""The picture of a label, one bit a dot, as a 203-dpi label printer burns it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.domain.label import LabelDoc
from reuse_pos.hardware.fonts import FontWeight, code_font_path, font_path
from reuse_pos.hardware.label_layout import Bar, Box, Pictogram, Shape, Words, lay_out_label
from reuse_pos.hardware.label_shapes import outline
from reuse_pos.hardware.pictogram import outlines

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

BLACK, WHITE = 0, 255
# Distances between letters are taken from letters four times larger: at 17 dots, whole-dot
# distances alone would pull words apart.
FINE = 4
# Edges darker than this become black: thermal heads spread, so thin strokes need no help.
THRESHOLD = 150


def render_label(label: LabelDoc) -> Image:
    """The label as a 1-bit picture: 456 × 256 dots (57 × 32 mm) or 304 × 200 (38 × 25 mm)."""
    from PIL import Image, ImageDraw

    layout = lay_out_label(label, measure)
    paper = Image.new("L", (layout.width, layout.height), WHITE)
    draw = ImageDraw.Draw(paper)
    for mark in layout.marks:
        match mark:
            case Words():
                _words(draw, mark)
            case Box():
                draw.rounded_rectangle(_edges(mark), 6, outline=BLACK, width=2)
            case Bar():
                draw.rectangle(_edges(mark), BLACK)
            case Pictogram():
                _hammer(paper, mark)
            case Shape():
                draw.polygon(outline(mark.shape, mark.x, mark.y, mark.size - 1), BLACK)
    return paper.point(lambda level: WHITE if level > THRESHOLD else BLACK).convert("1")


def _words(draw: ImageDraw, mark: Words) -> None:
    path = code_font_path() if mark.face == "code" else font_path(mark.weight)
    font, fine = _font(path, mark.size), _font(path, mark.size * FINE)
    start = mark.x if mark.align == "left" else mark.x - fine.getlength(mark.text) / FINE
    for i, letter in enumerate(mark.text):
        x = round(start + fine.getlength(mark.text[:i]) / FINE)
        draw.text((x, mark.y), letter, BLACK, font, anchor="ls")


def _edges(mark: Box | Bar) -> tuple[int, int, int, int]:
    return (mark.x, mark.y, mark.x + mark.width - 1, mark.y + mark.height - 1)


def _hammer(paper: Image, mark: Pictogram) -> None:
    from PIL import Image, ImageDraw

    large = Image.new("L", (mark.size * FINE, mark.size * FINE), WHITE)
    draw = ImageDraw.Draw(large)
    outer, *holes = outlines(0, 0, mark.size * FINE)
    draw.polygon(outer, BLACK)
    for hole in holes:
        draw.polygon(hole, WHITE)
    paper.paste(large.reduce(FINE), (mark.x, mark.y))


def measure(text: str, size: int, weight: FontWeight) -> float:
    """The width in dots of words in a size and weight."""
    return _font(font_path(weight), size * FINE).getlength(text) / FINE


@lru_cache
def _font(path: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)
