"""What stands on a label: words, bars and shapes, and how words shrink, wrap and end to fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reuse_pos.domain.label import LabelDoc
from reuse_pos.hardware.ean13 import bars
from reuse_pos.hardware.fonts import FontWeight

Face = Literal["words", "code"]
Measure = Callable[[str, int, FontWeight], float]
SMALLEST = 15
LINE_HEIGHT = 1.27


@dataclass(frozen=True, slots=True)
class Words:
    """Text with its baseline at `y`; `x` is its left or right end."""

    x: int
    y: int
    text: str
    size: int
    weight: FontWeight
    align: Literal["left", "right"] = "left"
    face: Face = "words"


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded frame, 2 dots thick."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A black bar."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pictogram:
    """The workshop's hammer in a square."""

    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The filled shape of a colour, in a square."""

    x: int
    y: int
    size: int
    shape: str


Mark = Words | Box | Bar | Pictogram | Shape


@dataclass(frozen=True, slots=True)
class Layout:
    """A label of `width` × `height` dots and everything on it."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def coloured(
    label: LabelDoc,
    shape: tuple[int, int],
    size: int,
    word: tuple[int, int],
    measure: Measure,
    left: int | None = None,
) -> list[Mark]:
    """The colour's shape, and its word up to `word`: beside the shape, or from `left` below it."""
    if not label.shape:
        return []
    start = shape[0] + size + 4 if left is None else left
    room = word[0] - start
    words = fitted(label.colour, word, room, (17, 13), FontWeight.BOLD, measure, "right")
    return [Shape(*shape, size, label.shape), words]


def fitted(  # noqa: PLR0913 - what, where, how wide, how large, how bold
    text: str,
    at: tuple[int, int],
    room: int,
    sizes: tuple[int, int],
    weight: FontWeight,
    measure: Measure,
    align: Literal["left", "right"] = "left",
) -> Words:
    """One line that fits `room` dots: smaller down to the second size, then shortened."""
    largest, smallest = sizes
    for size in range(largest, smallest - 1, -1):
        if measure(text, size, weight) <= room:
            return Words(*at, text, size, weight, align)
    while text and measure(text + "…", smallest, weight) > room:
        text = text[:-1].rstrip()
    return Words(*at, text.removesuffix("…").rstrip() + "…", smallest, weight, align)


def lines_fit(notes: tuple[str, ...], room: int, span: tuple[int, int], measure: Measure) -> bool:
    """Whether notes fit `room` dots between two baselines in the smallest size."""
    fit = (span[1] - span[0]) // round(SMALLEST * LINE_HEIGHT) + 1
    return len(wrapped(notes, room, SMALLEST, measure)) <= fit


def noted(
    notes: tuple[str, ...],
    at: tuple[int, int],
    room: int,
    lowest: int,
    measure: Measure,
    size: int = 17,
) -> list[Mark]:
    """The notes wrapped in `room` dots down to the `lowest` baseline.

    Too many words shrink, then the first notes give way to the last (the known defect), then "…".
    """
    while len(notes) > 1 and not lines_fit(notes, room, (at[1], lowest), measure):
        notes = notes[1:]
    for wanted in (size, size - 1, SMALLEST):
        lines = wrapped(notes, room, wanted, measure)
        step = round(wanted * LINE_HEIGHT)
        fit = (lowest - at[1]) // step + 1
        if len(lines) <= fit:
            break
    if len(lines) > fit:
        lines = lines[:fit]
        lines[-1] += " …"
    small = (wanted, SMALLEST - 2)
    return [
        fitted(line, (at[0], at[1] + i * step), room, small, FontWeight.MEDIUM, measure)
        for i, line in enumerate(lines)
    ]


def wrapped(notes: tuple[str, ...], room: int, size: int, measure: Measure) -> list[str]:
    """The notes in lines of at most `room` dots, each note on a line of its own."""
    lines: list[str] = []
    for note in notes:
        line = ""
        for word in note.split(" "):
            longer = f"{line} {word}" if line else word
            if line and measure(longer, size, FontWeight.MEDIUM) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def barred(code: str, x: int, y: int, module: int, height: int) -> list[Mark]:
    """The bars of a code from x, y on, in modules of `module` dots."""
    return [Bar(x + start * module, y, width * module, height) for start, width in bars(code)]


def coded(label: LabelDoc, left: int, right: int, y: int, measure: Measure) -> list[Mark]:
    """The short code at the left, the 13 digits at the right."""
    digits = f"{label.code[0]} {label.code[1:7]} {label.code[7:]}"
    short = Words(left, y, label.short, 18, FontWeight.BOLD, face="code")
    room = right - left - round(measure(label.short, 18, FontWeight.BOLD)) - 10
    return [
        short,
        fitted(digits, (right, y), room, (16, 13), FontWeight.BOLD, measure, "right"),
    ]
