"""A sheet of A4 in the shop's own letters: text, rules, tables and page ends, measured in pixels
from the top left.

One pixel is 1/96 inch, as the screens count; the fonts go into the file, so it prints alike
everywhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
WIDTH, HEIGHT, MARGIN, FOOT = 794, 1123, 56, 1062
PX = 0.75
INK, SOFT, LINE, STRONG = "#141D35", "#465069", "#CBD2DE", "#6B7790"
NAVY, BLUE, PALE, YELLOW = "#14275C", "#1E409A", "#8FB0F0", "#FFC933"
_THOUSANDS = re.compile("(?<=\\d)\u00a0(?=\\d)")
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}


@dataclass(frozen=True)
class Style:
    """Size in pixels, weight 400 to 800, colour."""

    px: float = 12.5
    weight: int = 400
    colour: str = INK


@dataclass(frozen=True)
class Head:
    """A table column: title (line breaks allowed), width in pixels, right-aligned or not, bold or
    not."""

    title: str
    width: float
    right: bool = True
    bold: bool = False


@cache
def _font(weight: int) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"ReuseSans-{_WEIGHTS[weight]}"
    pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    return name


def width(text: str, style: Style) -> float:
    """How wide a text is, in pixels."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, _font(style.weight), style.px))


def wrapped(text: str, style: Style, room: float) -> list[str]:
    """The text in lines no wider than `room` pixels; a single longer word stands alone."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def narrowed(text: str, style: Style, room: float) -> Style:
    """The style, smaller where the text would be too wide."""
    return replace(style, px=min(style.px, style.px * room / max(width(text, style), 1)))


def fitted(text: str, style: Style, room: float) -> str:
    """The text, its end replaced by "…" if it is too wide."""
    if width(text, style) <= room:
        return text
    while text and width(f"{text}…", style) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


class Sheet:
    """Pages one after the other; `y` is where the next thing goes. `foot(sheet, page)` ends each
    page."""

    def __init__(
        self, title: str, author: str, subject: str, foot: Callable[[Sheet, int], None]
    ) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._out = io.BytesIO()
        self._foot = foot
        self.page = 1
        self.y: float = 44
        self.canvas: Canvas = Canvas(
            self._out, (WIDTH * PX, HEIGHT * PX), invariant=True, lang="fr-FR"
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.canvas.setCreator("Reuse POS")
        self._scale()

    def _scale(self) -> None:
        self.canvas.scale(PX, PX)

    def text(
        self, x: float, baseline: float, text: str, style: Style, align: str = "left"
    ) -> None:  # fmt: skip
        """One line; `align` left | right | centre at `x`."""
        self.canvas.setFont(_font(style.weight), style.px)
        self.canvas.setFillColor(style.colour)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }[align]
        draw(x, HEIGHT - baseline, text)

    def line(self, y: float, colour: str = LINE, thick: float = 1, x: float = MARGIN,
             wide: float = WIDTH - 2 * MARGIN) -> None:  # fmt: skip
        """A horizontal rule."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thick)
        self.canvas.line(x, HEIGHT - y, x + wide, HEIGHT - y)

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """A rounded frame."""
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(1)
        self.canvas.roundRect(x + 0.5, HEIGHT - y - high + 0.5, wide - 1, high - 1, 8, fill=0)

    def bar(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A filled rectangle."""
        self.canvas.setFillColor(colour)
        self.canvas.rect(x, HEIGHT - y - high, wide, high, stroke=0, fill=1)

    def heading(self, text: str, above: float = 18) -> None:
        """A numbered heading; the cursor goes below it."""
        self.y += above
        self.text(MARGIN, self.y + 15, text, Style(15, 700))
        self.y += 26

    def need(self, height: float) -> bool:
        """Begin a new page unless so much room is left; whether a page was begun."""
        if self.y + height <= FOOT - 8:
            return False
        self.next_page()
        return True

    def next_page(self) -> None:
        """End this page with its foot and begin another."""
        self._foot(self, self.page)
        self.canvas.showPage()
        self._scale()
        self.page += 1
        self.y = 44

    def heads(self, columns: Sequence[Head], x: float = MARGIN) -> None:
        """The titles of a table."""
        style = Style(11.5, 700, SOFT)
        deep = max(column.title.count("\n") for column in columns) + 1
        high = 9.2 + deep * 13.2
        left = x
        for column in columns:
            lines = column.title.split("\n")
            for number, line in enumerate(reversed(lines)):
                base = self.y + high - 9 - number * 13.2
                self._cell(left, base, line, column, style)
            left += column.width
        self.y += high
        self.line(self.y, STRONG, 2, x, left - x)

    def row(
        self, columns: Sequence[Head], cells: Sequence[str], x: float = MARGIN, *,
        total: bool = False, high: float = 26.5, ruled: bool = True,
    ) -> None:  # fmt: skip
        """One row of a table, with a line under it; a total is bold, under a strong rule."""
        left = x
        whole = sum(column.width for column in columns)
        if total:
            self.line(self.y - 0.5, STRONG, 2, x, whole)
        for column, cell in zip(columns, cells, strict=True):
            weight = 800 if total else 700 if column.bold else 400
            style = Style(13.5 if total else 12.5, weight)
            room = column.width - 8
            base = self.y + high / 2 + 4.6
            if column.right:
                text = _THOUSANDS.sub("\u202f", cell)
                # A figure is never cut: it is written smaller.
                px = style.px * min(1.0, room / max(width(text, style), 1))
                self._cell(left, base, text, column, Style(px, weight))
            else:
                self._cell(left, base, fitted(cell, style, room), column, style)
            left += column.width
        self.y += high
        if ruled and not total:
            self.line(self.y - 0.5, LINE, 1, x, whole)

    def _cell(self, left: float, base: float, text: str, column: Head, style: Style) -> None:
        if column.right:
            self.text(left + column.width - 4, base, text, style, "right")
        else:
            self.text(left + 4, base, text, style)

    def logo(self, x: float, y: float, side: float) -> None:
        """The shop's mark: a price tag with an arrow that comes back."""
        c = self.canvas
        c.saveState()
        c.translate(x, HEIGHT - y)
        c.scale(side / 52, -side / 52)
        c.setFillColor(YELLOW)
        c.drawPath(_tag(c), stroke=0, fill=1)
        c.setFillColor(NAVY)
        c.circle(33.5, 17.5, 3.4, stroke=0, fill=1)
        c.setStrokeColor(NAVY)
        c.setLineWidth(4.6)
        c.setLineCap(1)
        c.setLineJoin(1)
        c.drawPath(_arrow(c), stroke=1, fill=0)
        c.restoreState()

    def close(self) -> bytes:
        """The finished file."""
        self._foot(self, self.page)
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


def _tag(c: Canvas) -> PDFPathObject:
    p = c.beginPath()
    p.moveTo(10, 6)
    p.lineTo(29.5, 6)
    p.curveTo(31.1, 6, 32.7, 6.6, 33.8, 7.8)
    p.lineTo(43.8, 18)
    p.curveTo(44.9, 19.1, 45.5, 20.6, 45.5, 22.2)
    p.lineTo(45.5, 42)
    p.curveTo(45.5, 45.3, 42.8, 48, 39.5, 48)
    p.lineTo(12, 48)
    p.curveTo(8.7, 48, 6, 45.3, 6, 42)
    p.lineTo(6, 10)
    p.curveTo(6, 7.8, 7.8, 6, 10, 6)
    p.close()
    return p


def _arrow(c: Canvas) -> PDFPathObject:
    p = c.beginPath()
    p.moveTo(17, 36.5)
    p.lineTo(30, 36.5)
    p.curveTo(33.6, 36.5, 36.5, 33.6, 36.5, 30)
    p.curveTo(36.5, 26.4, 33.6, 23.5, 30, 23.5)
    p.lineTo(18, 23.5)
    p.moveTo(22.5, 17.5)
    p.lineTo(16, 23.5)
    p.lineTo(22.5, 29.5)
    return p
