"""Every label there can be, read by an independent decoder: every kind, roll, colour and sheet,
also five per cent smaller and three degrees askew."""

import math
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from paper_samples import FACTS, crowded_facts, item_code
from PIL import Image
from test_label_printing import clashes, on_paper

from reuse_pos.domain.label import LabelDoc, LabelFacts, LabelKind, make_label
from reuse_pos.domain.label_colours import COLOURS
from reuse_pos.domain.label_sheets import SHEETS, SheetTemplate
from reuse_pos.hardware.label_bitmap import measure, render_label
from reuse_pos.hardware.label_layout import Bar, Shape, Words, lay_out_label, module_of
from reuse_pos.hardware.label_shapes import SHAPES
from reuse_pos.hardware.label_sheet import SheetRun, layout_for, write_sheets

DPI = 203
BICUBIC = Image.Resampling.BICUBIC


def every_label() -> list[LabelDoc]:
    """Each kind on each roll, as usual and crowded, without colour and in each of them in turn."""
    colours, made = ["", *COLOURS], []
    for kind in LabelKind:
        for small in (False, True):
            for facts in (FACTS[kind], crowded_facts(kind)):
                colour = colours[len(made) % len(colours)]
                made.append(make_label(kind, replace(facts, colour=colour), small=small))
                made.append(make_label(kind, replace(facts, colour=""), small=small))
    return made


LABELS = every_label()
NAMED = [
    pytest.param(one, id=f"{one.kind.value}-{one.small}-{one.colour}-{n}")
    for n, one in enumerate(LABELS)
]


def read(picture: Image.Image) -> list[str]:
    """Every code seen at the resolution given: halved, 203 dots an inch are too few for anyone."""
    codes = zxingcpp.read_barcodes(
        picture.convert("L"), formats=zxingcpp.BarcodeFormat.EAN13, try_downscale=False
    )
    return [code.text for code in codes]


def worn(picture: Image.Image, around: int) -> dict[str, Image.Image]:
    """The paper as it is, printed 5 % too small, 3° askew either way, and both at once."""
    size = (round(picture.width * 0.95), round(picture.height * 0.95))
    small = picture.convert("L").resize(size, Image.Resampling.BILINEAR)

    def turned(one: Image.Image, degrees: int) -> Image.Image:
        return one.convert("L").rotate(degrees, BICUBIC, expand=True, fillcolor=around)

    return {
        "plain": picture,
        "small": small,
        "left": turned(picture, 3),
        "right": turned(picture, -3),
        "small and askew": turned(small, 3),
    }


@pytest.mark.parametrize("label", NAMED)
def test_the_dots_of_every_label_are_read(label: LabelDoc) -> None:
    paper = on_paper(render_label(label))
    found = {how: read(picture) for how, picture in worn(paper, 200).items()}
    assert found == {how: [label.code] for how in found}


@pytest.mark.parametrize("label", NAMED)
def test_no_word_of_any_label_is_clipped_or_over_another(label: LabelDoc) -> None:
    for mini in (False, True):
        layout = lay_out_label(label, measure, mini=mini)
        assert clashes(layout) == []
        words = [mark.text for mark in layout.marks if isinstance(mark, Words)]
        for whole in (label.price, label.tag, label.markdown, label.short, label.colour):
            assert not whole or whole in words
        # The test an appliance passed is on its label whatever else there is to say.
        assert not label.proof or any(word.startswith(label.proof) for word in words)
        assert [mark.shape for mark in layout.marks if isinstance(mark, Shape)] == (
            [label.shape] if label.shape else []
        )


@pytest.mark.parametrize("template", SHEETS, ids=lambda one: one.code)
def test_every_label_is_read_from_every_sheet(template: SheetTemplate, tmp_path: Path) -> None:
    """Each in turn in the first, a middle and the last sticker, cut out as a hand would."""
    path = tmp_path / "labels.pdf"
    write_sheets(LABELS, path, SheetRun(template))
    cells = [divmod(n, template.cells) for n in range(len(LABELS))]
    document = pypdfium2.PdfDocument(path)
    try:
        sheets = [one.render(scale=DPI / 72).to_pil().convert("L") for one in document]
    finally:
        document.close()
    wrong = []
    for label, (sheet, cell) in zip(LABELS, cells, strict=True):
        sticker = sheets[sheet].crop(_cut(template, cell))
        framed = Image.new("L", (sticker.width + 60, sticker.height + 60), 200)
        framed.paste(sticker, (30, 30))
        for how, picture in worn(framed, 200).items():
            if read(picture) != [label.code]:
                wrong.append((label.kind, label.small, label.colour, how))
    assert wrong == []


def _cut(template: SheetTemplate, cell: int) -> tuple[int, int, int, int]:
    row, column = divmod(cell, template.columns)
    left = template.left + column * template.step_x
    top = template.top + row * template.step_y
    edges = (left, top, left + template.width, top + template.height)
    return tuple(round(edge / 25.4 * DPI) for edge in edges)  # type: ignore[return-value]


@pytest.mark.parametrize("template", SHEETS, ids=lambda one: one.code)
def test_the_stickers_lie_on_the_page_and_not_over_each_other(template: SheetTemplate) -> None:
    right = template.left + (template.columns - 1) * template.step_x + template.width
    bottom = template.top + (template.rows - 1) * template.step_y + template.height
    assert right <= 210.01
    assert bottom <= 297.01
    assert template.step_x >= template.width
    assert template.step_y >= template.height
    # The white left over is the same on both sides, as makers cut them.
    assert abs((210 - right) - template.left) <= 0.6
    assert abs((297 - bottom) - template.top) <= 0.8


@pytest.mark.parametrize("template", SHEETS, ids=lambda one: one.code)
def test_bars_on_sheets_are_never_finer_than_scanners_read(template: SheetTemplate) -> None:
    """EAN-13 is read from 0.264 mm a module; the smallest tags keep 2 dots of 203 dpi."""
    for label in LABELS:
        layout = layout_for(label, template)
        scale = min((template.width - 3) / layout.width, (template.height - 3) / layout.height)
        assert module_of(layout) * scale >= 0.25 - 1e-9


def test_small_rolls_never_get_a_label_that_is_larger_than_they_are() -> None:
    """Catches furniture labels cut off on a roll of tags."""
    for kind in LabelKind:
        picture = render_label(make_label(kind, FACTS[kind], small=True))
        assert (picture.width, picture.height) == (304, 200)


def test_each_colour_has_a_word_and_a_shape_of_its_own() -> None:
    """Black ink must tell them apart."""
    assert len({one.word for one in COLOURS.values()}) == len(COLOURS)
    assert {one.shape for one in COLOURS.values()} == set(SHAPES)


def test_the_shapes_look_different_in_black() -> None:
    """Catches two colours drawn alike: their pictures differ in a tenth of the dots at least."""
    facts = LabelFacts(item_code(7), "Vase", 300)
    pictures = []
    for code in COLOURS:
        label = make_label(LabelKind.SMALL, replace(facts, colour=code))
        (mark,) = [one for one in lay_out_label(label, measure).marks if isinstance(one, Shape)]
        box = (mark.x, mark.y, mark.x + mark.size, mark.y + mark.size)
        pictures.append(render_label(label).crop(box).convert("L").tobytes())
    for n, one in enumerate(pictures):
        assert 0.15 < one.count(0) / len(one) < 0.97
        for other in pictures[:n]:
            differing = sum(a != b for a, b in zip(one, other, strict=True))
            assert differing > len(one) / 10


def lean(picture: Image.Image) -> float:
    """How many degrees the upper edge of the paper rises to the right, on a grey counter."""

    def edge(x: int) -> int:
        return next(y for y in range(picture.height) if picture.getpixel((x, y)) > 240)

    left, right = picture.width * 3 // 10, picture.width * 7 // 10
    return math.degrees(math.atan2(edge(left) - edge(right), right - left))


def test_the_reader_would_notice() -> None:
    """Catches a reader that guesses, and worn pictures that are not worn: what it reads lies as
    much askew as told, and bars painted over or too fine for paper are not read."""
    label = make_label(LabelKind.TEXTILE, FACTS[LabelKind.TEXTILE])
    paper = on_paper(render_label(label)).convert("L")
    pictures = worn(paper, 200)
    assert pictures["small"].width == round(0.95 * paper.width)
    for how, degrees in (("left", 3), ("right", -3), ("small and askew", 3), ("plain", 0)):
        assert lean(pictures[how]) == pytest.approx(degrees, abs=0.4), how
    bars = [mark for mark in lay_out_label(label, measure).marks if isinstance(mark, Bar)]
    middle, around = bars[len(bars) // 2], (paper.width - 304) // 2
    blotted = paper.copy()
    blotted.paste(255, (around + middle.x - 20, 0, around + middle.x + 20, paper.height))
    assert read(blotted) == []
    half = (paper.width * 2 // 5, paper.height * 2 // 5)
    assert read(paper.resize(half, Image.Resampling.BILINEAR)) == []
