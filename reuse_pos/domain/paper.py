"""A narrow paper of the shop: what stands on it, and how it falls into 48 or 32 columns, whatever
the printer.

Documents are tuples of elements (receipt.py, till_slips.py, slips.py); printers, PDF and plain
text all start from `lay_out`, so that every copy of a ticket carries the same lines.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
WIDE, NARROW = 48, 32
MONEY_COLUMNS = 9
# Paragraphs leave one column in sixteen free: a line that ends early is easier to follow.
RAGGED = 16
EURO = "€"
_SPELLED = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "×": "x",
        "→": "->",
        "≈": "~",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "♻": "",
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, wrapped at the width; `indent` in columns."""

    text: str
    align: Align = "left"
    bold: bool = False
    double: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Words on the left, a value at the right edge; `money` keeps 9 columns for the value.

    Words too long wrap above the value, or are cut when `cut`; `mark` (the guarantee star) stays
    behind them however short they are cut. Without `money` the value goes to its own line instead.
    """

    left: str
    right: str = ""
    mark: str = ""
    money: bool = False
    cut: bool = False
    bold: bool = False
    double: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a name, then values right-aligned in equal columns."""

    left: str
    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Barcode:
    """An EAN-13 with its digits below."""

    digits: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper is cut here."""


@dataclass(frozen=True, slots=True)
class KickDrawer:
    """The cash drawer opens."""


@dataclass(frozen=True, slots=True)
class CodePageSample:
    """A line of the printer test, sent in a named code page whatever the printer's setting."""

    page: str
    text: str


Element = Text | Columns | Row | Rule | Barcode | Feed | Cut | KickDrawer | CodePageSample


@dataclass(frozen=True)
class ReceiptDoc:
    """A document ready for any printer: `name` is the file stem wished for ("" = the next
    number).
    """

    elements: tuple[Element, ...]
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words at a place of a line: `at` is the first column (left), or the column after the last
    (right).
    """

    text: str
    at: int
    align: Align


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line `width` columns wide (half as many when characters are double)."""

    cells: tuple[Cell, ...]
    width: int
    bold: bool = False
    double: bool = False
    page: str = ""

    @property
    def text(self) -> str:
        """The line as the printer receives it."""
        return self.placed(self.width)

    def placed(self, columns: int) -> str:
        """The line written over `columns` single columns, its right edge kept at the right."""
        line = ""
        for cell in self.cells:
            start = {
                "left": cell.at,
                "right": cell.at * columns // self.width - len(cell.text),
                "center": (columns - len(cell.text)) // 2,
            }[cell.align]
            line = line.ljust(start) + cell.text
        return line


Step = Line | Barcode | Feed | Cut | KickDrawer


def paper_text(text: str, euro: str = EURO) -> str:
    """The words in characters a till printer has: œ → oe, ’ → ', no control character (none may
    steer the printer).
    """
    spelled = unicodedata.normalize("NFC", text).translate(_SPELLED).replace(EURO, euro)
    return "".join(_printable(mark) for mark in spelled)


def _printable(mark: str) -> str:
    if mark.isprintable():
        return mark
    category = unicodedata.category(mark)
    return "" if category == "Cf" else " " if category[0] == "Z" or category == "Cc" else "?"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; a longer word is broken."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def wrap_evenly(text: str, width: int) -> list[str]:
    """As few lines as possible of at most `width` columns, and then as even as possible."""
    lines = wrap(text, width)
    while len(lines) > 1 and width > 1 and len(tighter := wrap(text, width - 1)) == len(lines):
        lines, width = tighter, width - 1
    return lines


def lay_out(doc: ReceiptDoc, columns: int, euro: str = EURO) -> list[Step]:
    """The steps of printing `doc` on `columns` columns; `euro` is how the printer writes the euro
    sign.
    """
    steps: list[Step] = []
    for element in doc.elements:
        match element:
            case Text():
                steps.extend(_text(element, columns, euro))
            case Columns():
                steps.extend(_columns(element, columns, euro))
            case Row():
                steps.extend(_row(element, columns, euro))
            case Rule():
                steps.append(Line((Cell("-" * columns, 0, "left"),), columns))
            case CodePageSample():
                cell = Cell(paper_text(element.text)[:columns], 0, "left")
                steps.append(Line((cell,), columns, page=element.page))
            case _:
                steps.append(element)
    return steps


def _text(element: Text, columns: int, euro: str) -> Iterable[Line]:
    width = columns // 2 if element.double else columns
    for paragraph in element.text.split("\n"):
        words = paper_text(paragraph, euro)
        if element.align == "center":
            lines = wrap_evenly(words, width)
        elif len(words) <= width - element.indent:
            lines = [words]
        else:
            lines = wrap(words, width - element.indent - columns // RAGGED)
        at = width if element.align == "right" else element.indent
        for line in lines:
            yield Line((Cell(line, at, element.align),), width, element.bold, element.double)


def _columns(element: Columns, columns: int, euro: str) -> Iterable[Line]:
    width = columns // 2 if element.double else columns
    left, right = paper_text(element.left, euro), paper_text(element.right, euro)[:width]
    room = width - element.indent - len(element.mark)
    beside = room - 1 - max(MONEY_COLUMNS if element.money else 0, len(right))
    alone = not element.money and len(left) > beside
    names = _names(left, max(room if alone or not right else beside, 1), element.cut)
    names[-1] += element.mark
    lines = [(Cell(name, element.indent, "left"),) for name in names]
    value = Cell(right, width, "right")
    if alone and right:
        lines.append((value,))
    cells: list[tuple[Cell, ...]] = [*lines]
    if right and not alone:
        cells[-1] = (*cells[-1], value)
    for line in cells:
        yield Line(line, width, element.bold, element.double)


def _names(text: str, room: int, cut: bool) -> list[str]:
    return [text[:room].rstrip()] if cut or len(text) <= room else wrap(text, room)


def _row(element: Row, columns: int, euro: str) -> Iterable[Line]:
    left = paper_text(element.left, euro)
    cells = [paper_text(cell, euro)[:columns] for cell in element.cells]
    each = max(11 if columns >= WIDE else 9, *(len(cell) + 1 for cell in cells))
    room = columns - each * len(cells)
    if room < 0:
        yield Line((Cell(left[:columns], 0, "left"),), columns, element.bold)
        for cell in cells:
            yield Line((Cell(cell, columns, "right"),), columns, element.bold)
        return
    values = tuple(Cell(cell, room + each * (i + 1), "right") for i, cell in enumerate(cells))
    if len(left) > room:
        yield Line((Cell(left[:columns], 0, "left"),), columns, element.bold)
        left = ""
    yield Line((Cell(left, 0, "left"), *values), columns, element.bold)


def render_text(doc: ReceiptDoc, columns: int = WIDE) -> list[str]:
    """The document as plain lines of at most `columns` characters, for files, screens and
    e-mail.
    """
    lines: list[str] = []
    for step in lay_out(doc, columns):
        match step:
            case Line():
                lines.append(step.placed(columns).rstrip())
            case Barcode():
                lines.append(step.digits.center(columns).rstrip())
            case Feed():
                lines.extend([""] * step.lines)
            case _:
                pass
    while lines and not lines[-1]:
        lines.pop()
    return lines
