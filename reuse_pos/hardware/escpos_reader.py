"""Reads ESC/POS back: what a till printer would put on paper from the bytes it was sent.

Used to keep tickets as text and pictures, to show them on screen, and to prove that the bytes are
right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

PAGES = {0: "cp437", 16: "cp1252", 19: "cp858"}
ALIGNS: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
ESC, GS, DLE, LF, NUL = 0x1B, 0x1D, 0x10, 0x0A, 0x00


@dataclass(frozen=True)
class PrintedLine:
    """A line on paper; `wide` and `tall` double its characters."""

    text: str
    bold: bool = False
    wide: bool = False
    tall: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class PrintedBarcode:
    """A barcode on paper: its digits, height and bar width in dots, and whether digits stand
    below.
    """

    digits: str
    height: int
    module: int
    text_below: bool
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class PrintedCut:
    """The paper is cut."""


@dataclass(frozen=True)
class DrawerKick:
    """The drawer's pulse: pin 2 or 5, on and off times in units of 2 ms."""

    pin: int
    on: int
    off: int


Printed = PrintedLine | PrintedBarcode | PrintedCut | DrawerKick


class NotEscPos(ValueError):
    """The bytes are not a job this reader knows; says where it stopped."""


@dataclass(frozen=True)
class _Style:
    page: str = "cp437"
    bold: bool = False
    wide: bool = False
    tall: bool = False
    align: Literal["left", "center", "right"] = "left"
    height: int = 162
    module: int = 3
    text_below: bool = False


@dataclass
class _Paper:
    data: bytes
    at: int = 0
    style: _Style = field(default_factory=_Style)
    line: str = ""
    printed: list[Printed] = field(default_factory=list)

    def take(self, count: int = 1) -> bytes:
        if self.at + count > len(self.data):
            raise NotEscPos(f"cut short at byte {self.at}")
        taken = self.data[self.at : self.at + count]
        self.at += count
        return taken

    def number(self) -> int:
        return self.take()[0]

    def end_line(self) -> None:
        style = self.style
        self.printed.append(PrintedLine(self.line, style.bold, style.wide, style.tall, style.align))
        self.line = ""


def read(data: bytes) -> list[Printed]:
    """What the bytes print, in order; raises `NotEscPos` on a command outside this shop's
    vocabulary.
    """
    paper = _Paper(data)
    while paper.at < len(data):
        byte = paper.number()
        if byte == LF:
            paper.end_line()
        elif byte in (ESC, GS, DLE):
            _command(paper, bytes([byte]) + paper.take())
        elif byte < 0x20:
            raise NotEscPos(f"control byte {byte:02x} at {paper.at - 1}")
        else:
            paper.line += bytes([byte]).decode(paper.style.page, "replace")
    if paper.line:
        paper.end_line()
    return paper.printed


def _command(paper: _Paper, command: bytes) -> None:
    handler = _COMMANDS.get(command)
    if handler is None:
        raise NotEscPos(f"unknown command {command.hex(' ')} at {paper.at - 2}")
    handler(paper)


def _reset(paper: _Paper) -> None:
    paper.style = _Style()


def _page(paper: _Paper) -> None:
    number = paper.number()
    if number not in PAGES:
        raise NotEscPos(f"unknown code page {number}")
    paper.style = replace(paper.style, page=PAGES[number])


def _bold(paper: _Paper) -> None:
    paper.style = replace(paper.style, bold=bool(paper.number() & 1))


def _size(paper: _Paper) -> None:
    size = paper.number()
    paper.style = replace(paper.style, wide=size >> 4 > 0, tall=size & 15 > 0)


def _align(paper: _Paper) -> None:
    paper.style = replace(paper.style, align=ALIGNS[paper.number() % 3])


def _feed(paper: _Paper) -> None:
    if paper.line:
        paper.end_line()
    paper.printed.extend([PrintedLine("")] * paper.number())


def _height(paper: _Paper) -> None:
    paper.style = replace(paper.style, height=paper.number())


def _module(paper: _Paper) -> None:
    paper.style = replace(paper.style, module=paper.number())


def _text_below(paper: _Paper) -> None:
    paper.style = replace(paper.style, text_below=bool(paper.number() & 2))


def _barcode(paper: _Paper) -> None:
    kind = paper.number()
    if kind != 2:
        raise NotEscPos(f"barcode type {kind}")
    end = paper.data.find(NUL, paper.at)
    if end < 0:
        raise NotEscPos(f"barcode without end at {paper.at}")
    digits = paper.take(end - paper.at + 1)[:-1].decode("ascii", "replace")
    style = paper.style
    paper.printed.append(
        PrintedBarcode(digits, style.height, style.module, style.text_below, style.align)
    )


def _cut(paper: _Paper) -> None:
    if paper.number() >= 65:
        paper.take()
    paper.printed.append(PrintedCut())


def _kick(paper: _Paper) -> None:
    pin, on, off = paper.take(3)
    paper.printed.append(DrawerKick(5 if pin & 1 else 2, on, off))


def _skip(paper: _Paper) -> None:
    paper.take()


_COMMANDS: dict[bytes, Callable[[_Paper], None]] = {
    b"\x1b@": _reset,
    b"\x1bt": _page,
    b"\x1bE": _bold,
    b"\x1ba": _align,
    b"\x1bd": _feed,
    b"\x1bp": _kick,
    b"\x1d!": _size,
    b"\x1dh": _height,
    b"\x1dw": _module,
    b"\x1dH": _text_below,
    b"\x1df": _skip,
    b"\x1dk": _barcode,
    b"\x1dV": _cut,
    b"\x1dr": _skip,
}


def to_text(data: bytes, columns: int = 48) -> str:
    """The paper as plain text: double lines opened to the full width, the barcode as its digits."""
    lines = []
    for thing in read(data):
        if isinstance(thing, PrintedLine):
            lines.append(_opened(thing.text, columns) if thing.wide else thing.text)
        elif isinstance(thing, PrintedBarcode):
            lines.append(thing.digits.center(columns).rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"


def _opened(text: str, columns: int) -> str:
    """A double-width line over twice the columns: what stood at its edges stays at the edges."""
    words, gap, value = text.rpartition("  ")
    if len(text) != columns // 2 or not gap:
        return text
    return words.rstrip() + value.strip().rjust(columns - len(words.rstrip()))
