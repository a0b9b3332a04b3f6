"""Where each word and bar of a label goes, in dots of a 203-dpi printer; painters only paint.

The same layout feeds the label printer's bitmap and the A4 sheet, so both carry the same label.
Words that do not fit shrink, then wrap, then end with "…": they never overlap and never leave the
label.
"""

from __future__ import annotations

import re

from reuse_pos.domain.label import LabelDoc, LabelKind
from reuse_pos.hardware.ean13 import MODULES, QUIET_RIGHT
from reuse_pos.hardware.fonts import FontWeight
from reuse_pos.hardware.label_marks import (
    SMALLEST,
    Bar,
    Box,
    Layout,
    Mark,
    Measure,
    Pictogram,
    Shape,
    Words,
    barred,
    coded,
    coloured,
    fitted,
    lines_fit,
    noted,
)
from reuse_pos.hardware.label_small import MINI, SMALL_MODULE, TAG, lay_out_small

__all__ = [
    "Bar", "Box", "Layout", "Mark", "Measure", "Pictogram", "Shape", "Words", "lay_out_label",
    "module_of",
]  # fmt: skip


# The first and the last baseline of the notes.
NOTES = (87, 150)


def lay_out_label(label: LabelDoc, measure: Measure, *, mini: bool = False) -> Layout:
    """Place a label's words and bars; `measure` gives the width in dots of words in a size and
    weight. `mini` is the same label for a sticker smaller than 38 × 25 mm.
    """
    if mini or label.small:
        plan = MINI if mini else TAG
        return Layout(plan.width, plan.height, tuple(lay_out_small(label, plan, measure)))
    if label.kind is LabelKind.RESERVED:
        return Layout(456, 256, tuple(_reserved(label, measure)))
    return Layout(456, 256, tuple(_label(label, measure)))


def module_of(layout: Layout) -> int:
    """The dots of one module of a layout's bars."""
    return 3 if layout.width == 456 else SMALL_MODULE


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
    details, notes = _proved(label, notes_end - left, measure)
    first, more = _parted(details, details_end - left, measure)
    sizes = (17, SMALLEST)
    marks += [
        fitted(label.name, (left, 34), name_end - left, (25, 18), FontWeight.BOLD, measure),
        fitted(first, (left, 60), details_end - left, sizes, FontWeight.MEDIUM, measure),
        *noted((*more, *notes), (left, NOTES[0]), notes_end - left, NOTES[1], measure),
    ]
    marks += barred(label.code, 33, 156, 3, 62)
    marks += coloured(label, (342, 159), 24, (436, 178), measure)
    marks += coded(label, 33, 318, 239, measure)
    return marks + _foot(label.foot, measure)


def _reserved(label: LabelDoc, measure: Measure) -> list[Mark]:
    """A thing held: the word seen from across the shop, for whom, and until when."""
    left, right = 30, 434
    marks: list[Mark] = []
    word_end = right
    if label.tag:
        tag = fitted(label.tag, (right - 12, 47), 120, (30, 15), FontWeight.EXTRABOLD, measure,
                      "right")  # fmt: skip
        wide = round(measure(tag.text, tag.size, tag.weight)) + 24
        marks += [Box(right - wide, 14, wide, 46), tag]
        word_end = right - wide - 12
    marks.append(
        fitted(label.name, (left, 56), word_end - left, (58, 30), FontWeight.EXTRABOLD, measure)
    )
    sizes = (22, 18)
    marks.append(fitted(label.details, (left, 88), right - left, sizes, FontWeight.BOLD, measure))
    for line, note in enumerate(label.notes[:2]):
        weight = FontWeight.MEDIUM if line else FontWeight.BOLD
        at = (left, 115 + 25 * line)
        marks.append(fitted(note, at, right - left, (20, SMALLEST), weight, measure))
    marks += barred(label.code, 33, 156, 3, 62)
    marks += coded(label, 33, 318, 239, measure)
    return marks + _foot(label.foot, measure)


def _needed(label: LabelDoc) -> tuple[str, ...]:
    """What must be read whole: the test passed and the last note, the known defect."""
    return ((label.proof,) if label.proof else ()) + label.notes[-1:]


def _proved(label: LabelDoc, room: int, measure: Measure) -> tuple[str, tuple[str, ...]]:
    """The details and the notes, with the test passed before the last note; where a long defect
    leaves it no line there, it begins the details, which give way."""
    if not label.proof or lines_fit(_needed(label), room, NOTES, measure):
        return label.details, (*label.notes[:-1], *_needed(label))
    return " · ".join(one for one in (label.proof, label.details) if one), label.notes


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
        price = fitted(
            label.price, (right, 112), 240, (size, 24), FontWeight.EXTRABOLD, measure, "right"
        )
        start = right - round(measure(price.text, price.size, price.weight)) - 10
        if lines_fit(_needed(label), min(start, end) - left, NOTES, measure):
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
        fitted(line, (436, y + 18 * i), room, (size, 12), FontWeight.MEDIUM, measure, "right")
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
