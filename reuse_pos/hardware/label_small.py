"""Labels too small for details: the textile tag of 38 × 25 mm, and the smallest stickers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.domain.label import LabelDoc
from reuse_pos.hardware.ean13 import MODULES, QUIET_LEFT, QUIET_RIGHT
from reuse_pos.hardware.fonts import FontWeight
from reuse_pos.hardware.label_marks import Mark, Measure, barred, coded, coloured, fitted, noted


@dataclass(frozen=True, slots=True)
class SmallPlan:
    """Where things go on a label too small for details: baselines, sizes and the bars."""

    width: int
    height: int
    left: int
    right: int
    name: int
    name_size: int
    notes: int
    price: int
    price_size: int
    markdown: int
    bars: int
    bars_height: int
    codes: int
    line: int

    def with_a_line(self) -> SmallPlan:
        """The same with one more line under the name: the bars give it up."""
        more = self.line
        return replace(
            self, price=self.price + more, markdown=self.markdown + more, bars=self.bars + more,
            bars_height=self.bars_height - more,
        )  # fmt: skip


# The tag of 38 × 25 mm has a hole above its name; the other is the smallest sticker of a sheet.
TAG = SmallPlan(304, 200, 16, 290, 46, 21, 70, 92, 46, 90, 106, 58, 187, 16)
MINI = SmallPlan(244, 126, 4, 240, 17, 18, 34, 46, 30, 50, 56, 46, 120, 13)
SMALL_MODULE = 2


def lay_out_small(label: LabelDoc, plan: SmallPlan, measure: Measure) -> list[Mark]:
    """Name, price, test passed and known defect over the bars; no details."""
    plan = plan.with_a_line() if label.proof else plan
    left, right = plan.left, plan.right
    marks = _words(label, plan, measure)
    width, white = MODULES * SMALL_MODULE, QUIET_LEFT * SMALL_MODULE
    beside_bars = bool(label.shape) and plan.height == TAG.height
    # With a colour at their right the bars stand as far left as their white allows.
    start = white if beside_bars else max(white, (plan.width - width + 1) // 2)
    marks += barred(label.code, start, plan.bars, SMALL_MODULE, plan.bars_height)
    if not label.shape:
        return marks + coded(label, left, right, plan.codes, measure)
    if beside_bars:
        edge = start + width + QUIET_RIGHT * SMALL_MODULE + 1
        wide = min(round(measure(label.colour, 17, FontWeight.BOLD)), right - edge)
        at = (right - max(wide, 24) // 2 - 12, plan.bars + 3)
        marks += coloured(label, at, 24, (right, plan.bars + 46), measure, edge)
        return marks + coded(label, left, right, plan.codes, measure)
    # No room for the 13 digits too: people say and type the short form.
    wide = round(measure(label.colour, 17, FontWeight.BOLD))
    short = coded(label, left, right, plan.codes, measure)[:1]
    at = (right - wide - 22, plan.codes - 16)
    return marks + short + coloured(label, at, 18, (right, plan.codes), measure)


def _words(label: LabelDoc, plan: SmallPlan, measure: Measure) -> list[Mark]:
    left, right = plan.left, plan.right
    tag = fitted(label.tag, (right, plan.name - 1), 150, (16, 12), FontWeight.BOLD, measure,
                  "right")  # fmt: skip
    tag = replace(tag, text=label.tag)
    name_end = right - round(measure(tag.text, tag.size, tag.weight)) - 10
    span = (plan.name_size, 15)
    name = fitted(label.name, (left, plan.name), name_end - left, span, FontWeight.BOLD, measure)
    small_print = 16 if plan.height == TAG.height else 13
    beside = round(measure(label.markdown, small_print, FontWeight.BOLD)) if label.markdown else 90
    room = right - left - beside - 8
    price = fitted(
        label.price, (right, plan.price), room, (plan.price_size, 16), FontWeight.EXTRABOLD,
        measure, "right",
    )  # fmt: skip
    end = right - round(measure(price.text, price.size, price.weight)) - 8 if label.price else right
    notes = label.notes if label.price or not label.details else (label.details, *label.notes)
    marks: list[Mark] = [tag, name, price]
    at, size = (left, plan.notes), 16
    if label.proof:
        size = plan.line
        marks.append(fitted(label.proof, at, end - left, (size, 12), FontWeight.MEDIUM, measure))
        at = (left, at[1] + size)
    lowest = max(at[1], plan.markdown - 18 if label.markdown else plan.bars - 8)
    marks += noted(notes, at, end - left, lowest, measure, size)
    if label.markdown:
        at = (left, plan.markdown)
        marks.append(fitted(label.markdown, at, end - left, (16, 13), FontWeight.BOLD, measure))
    return marks
