"""Where each word and bar of a label goes, in dots of a 203-dpi printer; painters only paint.

The same layout feeds the label printer's bitmap and the A4 sheet, so both carry the same label.
Words that do not fit shrink, then wrap, then end with "…": they never overlap and never leave the
label.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from reuse_pos.domain.label import LabelDoc, LabelKind
from reuse_pos.hardware.ean13 import MODULES, QUIET_RIGHT, bars
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


Mark = Words | Box | Bar | Pictogram


@dataclass(frozen=True, slots=True)
class Layout:
    """A label of `width` × `height` dots and everything on it."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def lay_out_label(label: LabelDoc, measure: Measure) -> Layout:
    """Place a label's words and bars; `measure` gives the width in dots of words in a size and
    weight.
    """
    if label.kind is LabelKind.TEXTILE:
        return Layout(304, 200, tuple(_tag(label, measure)))
    if label.kind is LabelKind.RESERVED:
        return Layout(456, 256, tuple(_reserved(label, measure)))
    return Layout(456, 256, tuple(_label(label, measure)))


def _label(label: LabelDoc, measure: Measure) -> list[Mark]:
    left, right = 30, 434
    marks: list[Mark] = []
    name_end = details_end = notes_end = right
    if label.tag:
        wide = round(measure(label.tag, 17, FontWeight.BOLD)) + 18
        marks.append(Box(right - wide, 12, wide, 27))
        marks.append(Words(right - 9, 32, label.tag, 17, FontWeight.BOLD, "right"))
        name_end = right - wide - 12
    if label.kind is LabelKind.TRACKING:
        marks.append(Pictogram(right - 84, 44, 84))
        details_end = notes_end = right - 94
    if label.markdown:
        marks.append(Words(right, 139, label.markdown, 17, FontWeight.BOLD, "right"))
        notes_end -= round(measure(label.markdown, 17, FontWeight.BOLD)) + 10
    if label.price:
        price = _price(label, (left, notes_end), right, measure)
        marks.append(price)
        price_start = right - round(measure(price.text, price.size, price.weight))
        notes_end = min(notes_end, price_start - 10)
    first, more = _parted(label.details, details_end - left, measure)
    sizes = (17, SMALLEST)
    marks += [
        _fitted(label.name, (left, 34), name_end - left, (25, 18), FontWeight.BOLD, measure),
        _fitted(first, (left, 60), details_end - left, sizes, FontWeight.MEDIUM, measure),
        *_notes((*more, *label.notes), (left, 87), notes_end - left, 150, measure),
    ]
    marks += _bars(label.code, 33, 156, 3, 62)
    marks += _codes(label, 33, 318, 239, measure)
    return marks + _foot(label.foot, measure)


def _reserved(label: LabelDoc, measure: Measure) -> list[Mark]:
    """A thing held: the word seen from across the shop, for whom, and until when."""
    left, right = 30, 434
    marks: list[Mark] = []
    word_end = right
    if label.tag:
        tag = _fitted(label.tag, (right - 12, 47), 120, (30, 15), FontWeight.EXTRABOLD, measure,
                      "right")  # fmt: skip
        wide = round(measure(tag.text, tag.size, tag.weight)) + 24
        marks += [Box(right - wide, 14, wide, 46), tag]
        word_end = right - wide - 12
    marks.append(
        _fitted(label.name, (left, 56), word_end - left, (58, 30), FontWeight.EXTRABOLD, measure)
    )
    sizes = (22, 18)
    marks.append(_fitted(label.details, (left, 88), right - left, sizes, FontWeight.BOLD, measure))
    for line, note in enumerate(label.notes[:2]):
        weight = FontWeight.MEDIUM if line else FontWeight.BOLD
        at = (left, 115 + 25 * line)
        marks.append(_fitted(note, at, right - left, (20, SMALLEST), weight, measure))
    marks += _bars(label.code, 33, 156, 3, 62)
    marks += _codes(label, 33, 318, 239, measure)
    return marks + _foot(label.foot, measure)


def _parted(details: str, room: int, measure: Measure) -> tuple[str, tuple[str, ...]]:
    """The details that fit one line, and those that go on below: a weight is never cut off."""
    parts = details.split(" · ")
    n = len(parts)
    while n > 1 and measure(" · ".join(parts[:n]), SMALLEST, FontWeight.MEDIUM) > room:
        n -= 1
    rest = " · ".join(parts[n:])
    return " · ".join(parts[:n]), (rest,) if rest else ()


def _price(label: LabelDoc, room: tuple[int, int], right: int, measure: Measure) -> Words:
    """The price, as large as leaves room for the last note: the known defect must be read whole."""
    left, end = room
    for size in (60, 54, 48, 42):
        price = _fitted(
            label.price, (right, 112), 240, (size, 24), FontWeight.EXTRABOLD, measure, "right"
        )
        start = right - round(measure(price.text, price.size, price.weight)) - 10
        if _lines_fit(label.notes[-1:], min(start, end) - left, (87, 150), measure):
            break
    return price


def _foot(foot: tuple[str, ...], measure: Measure) -> list[Mark]:
    """Store and month in the corner, clear of the barcode's white; a long store takes two lines."""
    room = 436 - (33 + (MODULES + QUIET_RIGHT) * 3)
    for size in (15, 14, 13, 12):
        lines = [line for text in foot if text for line in _broken(text, room, size, measure)]
        if len(lines) <= 3:
            break
    y = 239 - 18 * (len(lines[:3]) - 1)
    return [
        _fitted(line, (436, y + 18 * i), room, (size, 12), FontWeight.MEDIUM, measure, "right")
        for i, line in enumerate(lines[:3])
    ]


def _broken(text: str, room: int, size: int, measure: Measure) -> list[str]:
    """The text in lines of at most `room` dots, broken at spaces and after hyphens."""
    lines, line = [], ""
    for part in re.split(r"(?<=[- ])", text):
        if line and measure((line + part).rstrip(), size, FontWeight.MEDIUM) > room:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()]


def _tag(label: LabelDoc, measure: Measure) -> list[Mark]:
    left, right = 16, 290
    tag = _fitted(label.tag, (right, 45), 150, (16, 12), FontWeight.BOLD, measure, "right")
    tag = replace(tag, text=label.tag)
    name_end = right - round(measure(tag.text, tag.size, tag.weight)) - 10
    name_room = name_end - left
    name = _fitted(label.name, (left, 46), name_room, (21, 15), FontWeight.BOLD, measure)
    beside = round(measure(label.markdown, 16, FontWeight.BOLD)) if label.markdown else 90
    room = right - left - beside - 8
    price = _fitted(
        label.price, (right, 92), room, (46, 16), FontWeight.EXTRABOLD, measure, "right"
    )
    end = right - round(measure(price.text, price.size, price.weight)) - 8
    marks: list[Mark] = [tag, name, price]
    marks += _notes(label.notes, (left, 70), end - left, 72 if label.markdown else 98, measure, 16)
    if label.markdown:
        sizes = (16, 13)
        marks.append(
            _fitted(label.markdown, (left, 90), end - left, sizes, FontWeight.BOLD, measure)
        )
    marks += _bars(label.code, 58, 106, 2, 58)
    return marks + _codes(label, left, right, 187, measure)


def _fitted(  # noqa: PLR0913 - what, where, how wide, how large, how bold
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


def _lines_fit(notes: tuple[str, ...], room: int, span: tuple[int, int], measure: Measure) -> bool:
    fit = (span[1] - span[0]) // round(SMALLEST * LINE_HEIGHT) + 1
    return len(_wrapped(notes, room, SMALLEST, measure)) <= fit


def _notes(
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
    while len(notes) > 1 and not _lines_fit(notes, room, (at[1], lowest), measure):
        notes = notes[1:]
    for wanted in (size, size - 1, SMALLEST):
        lines = _wrapped(notes, room, wanted, measure)
        step = round(wanted * LINE_HEIGHT)
        fit = (lowest - at[1]) // step + 1
        if len(lines) <= fit:
            break
    if len(lines) > fit:
        lines = lines[:fit]
        lines[-1] += " …"
    small = (wanted, SMALLEST - 2)
    return [
        _fitted(line, (at[0], at[1] + i * step), room, small, FontWeight.MEDIUM, measure)
        for i, line in enumerate(lines)
    ]


def _wrapped(notes: tuple[str, ...], room: int, size: int, measure: Measure) -> list[str]:
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


def _bars(code: str, x: int, y: int, module: int, height: int) -> list[Mark]:
    return [Bar(x + start * module, y, width * module, height) for start, width in bars(code)]


def _codes(label: LabelDoc, left: int, right: int, y: int, measure: Measure) -> list[Mark]:
    digits = f"{label.code[0]} {label.code[1:7]} {label.code[7:]}"
    short = Words(left, y, label.short, 18, FontWeight.BOLD, face="code")
    room = right - left - round(measure(label.short, 18, FontWeight.BOLD)) - 10
    return [
        short,
        _fitted(digits, (right, y), room, (16, 13), FontWeight.BOLD, measure, "right"),
    ]
