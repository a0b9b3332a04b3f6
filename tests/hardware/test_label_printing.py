"""Labels as dots and as A4 sheets: scanned back, and never a word clipped or over another."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from paper_samples import COAT, FURNITURE, crowded_label, sample_label
from PIL import Image

from reuse_pos.domain.label import LabelDoc, LabelFacts, LabelKind, make_label
from reuse_pos.hardware.ean13 import MODULES, QUIET_LEFT, QUIET_RIGHT, bars, modules
from reuse_pos.hardware.label_bitmap import measure, render_label
from reuse_pos.hardware.label_layout import (
    Bar,
    Box,
    Layout,
    Pictogram,
    Shape,
    Words,
    lay_out_label,
    module_of,
)
from reuse_pos.hardware.label_sheet import (
    SHEETS,
    SheetRun,
    SheetTemplate,
    write_calibration,
    write_sheets,
)
from reuse_pos.hardware.label_zpl import encode_label

Rectangle = tuple[float, float, float, float]
SAMPLES = [pytest.param(sample_label(kind), id=kind.value) for kind in LabelKind]
CROWDED = [pytest.param(crowded_label(kind), id=f"crowded-{kind.value}") for kind in LabelKind]


def seen(picture: Image.Image) -> list[str]:
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.EAN13)
    return [code.text for code in codes]


def on_paper(label: Image.Image) -> Image.Image:
    """The label lying on a grey counter, as a scanner's camera sees it."""
    counter = Image.new("L", (label.width + 80, label.height + 80), 200)
    counter.paste(label.convert("L"), (40, 40))
    return counter


def ink(mark: Words | Box | Bar | Pictogram | Shape) -> Rectangle:
    match mark:
        case Words():
            width = measure(mark.text, mark.size, mark.weight)
            left = mark.x if mark.align == "left" else mark.x - width
            return (left, mark.y - 0.72 * mark.size, left + width, mark.y + 0.1 * mark.size)
        case Box() | Bar():
            return (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
        case Pictogram() | Shape():
            return (mark.x, mark.y, mark.x + mark.size, mark.y + mark.size)


def overlaps(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def clashes(layout: Layout) -> list[str]:
    """Words outside the label, over another mark or in the barcode's white."""
    found = []
    solid = [mark for mark in layout.marks if not isinstance(mark, Box)]
    black = [ink(mark) for mark in layout.marks if isinstance(mark, Bar)]
    module = module_of(layout)
    quiet = (
        min(bar[0] for bar in black) - QUIET_LEFT * module,
        min(bar[1] for bar in black),
        max(bar[2] for bar in black) + QUIET_RIGHT * module,
        max(bar[3] for bar in black),
    )
    for i, mark in enumerate(solid):
        if isinstance(mark, Bar):
            continue
        edges = ink(mark)
        if edges[0] < 0 or edges[1] < 0 or edges[2] > layout.width or edges[3] > layout.height:
            found.append(f"outside: {mark}")
        if overlaps(edges, quiet):
            found.append(f"in the barcode: {mark}")
        found += [
            f"over another: {mark} / {other}"
            for other in solid[i + 1 :]
            if not isinstance(other, Bar) and overlaps(edges, ink(other))
        ]
    return found


@pytest.mark.parametrize("label", SAMPLES + CROWDED)
def test_the_label_is_scanned_from_its_dots(label: LabelDoc) -> None:
    assert seen(on_paper(render_label(label))) == [label.code]


@pytest.mark.parametrize("label", SAMPLES)
def test_the_label_is_scanned_small_and_askew(label: LabelDoc) -> None:
    paper = on_paper(render_label(label))
    shrunk = paper.resize(
        (round(paper.width * 0.95), round(paper.height * 0.95)), Image.Resampling.BILINEAR
    )
    assert seen(shrunk) == [label.code]
    turned = paper.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=200)
    assert seen(turned) == [label.code]


@pytest.mark.parametrize("label", SAMPLES + CROWDED)
def test_no_word_is_clipped_or_over_another(label: LabelDoc) -> None:
    assert clashes(lay_out_label(label, measure)) == []


@given(
    st.sampled_from(list(LabelKind)),
    st.text(alphabet="abciWMÉ ’·-1", max_size=60),
    st.text(alphabet="abciWMÉ ’·-1", max_size=160),
    st.integers(1, 1_000_000),
)
def test_no_words_whatever_clash(kind: LabelKind, name: str, words: str, cents: int) -> None:
    facts = LabelFacts(
        FURNITURE.code, name, cents, words, done=words[:40], defect=words, tested_on="18/11/2026",
        size=name[:12], markdown_percent=5, markdown_from="21/12", store=name[:30],
    )  # fmt: skip
    label = make_label(kind, facts)
    layout = lay_out_label(label, measure)
    assert clashes(layout) == []
    printed = [mark.text for mark in layout.marks if isinstance(mark, Words)]
    for whole in (label.price, label.tag, label.markdown, label.short):
        assert not whole or whole in printed


def test_the_widest_tag_keeps_price_and_second_hand_whole() -> None:
    facts = replace(COAT, name="W" * 40, size="W" * 40, price_cents=999_999, defect="W" * 90)
    label = make_label(LabelKind.TEXTILE, facts)
    layout = lay_out_label(label, measure)
    words = [mark.text for mark in layout.marks if isinstance(mark, Words)]
    assert clashes(layout) == []
    assert label.price in words
    assert label.tag in words


@pytest.mark.parametrize("kind", [LabelKind.FURNITURE, LabelKind.ELECTRICAL, LabelKind.SMALL])
def test_a_crowded_label_keeps_the_whole_defect(kind: LabelKind) -> None:
    words = [
        mark.text
        for mark in lay_out_label(crowded_label(kind), measure).marks
        if isinstance(mark, Words)
    ]
    printed = " ".join(words)
    for word in ("contreplaqué,", "étagère", "recollé"):
        assert word in printed
    assert "1\u00a0250,50\u00a0€" in words


def test_sizes_dots_and_white_are_those_of_the_paper() -> None:
    for kind, size, module in (
        (LabelKind.FURNITURE, (456, 256), 3),
        (LabelKind.TEXTILE, (304, 200), 2),
    ):
        layout = lay_out_label(sample_label(kind), measure)
        assert (layout.width, layout.height) == size
        black = [mark for mark in layout.marks if isinstance(mark, Bar)]
        left, right = min(bar.x for bar in black), max(bar.x + bar.width for bar in black)
        assert right - left == MODULES * module
        assert left >= QUIET_LEFT * module
        assert size[0] - right >= QUIET_RIGHT * module


def test_the_price_is_the_largest_word_and_words_are_two_millimetres_high() -> None:
    for kind in LabelKind:
        words = [
            mark
            for mark in lay_out_label(sample_label(kind), measure).marks
            if isinstance(mark, Words)
        ]
        assert min(word.size for word in words) >= 15
        largest = max(words, key=lambda word: word.size)
        if kind is LabelKind.RESERVED:
            assert largest.text == "RÉSERVÉ"
        elif kind is not LabelKind.TRACKING:
            assert "€" in largest.text
            assert largest.size == (46 if kind is LabelKind.TEXTILE else 60)


def test_zpl_carries_the_picture_dot_for_dot_and_the_copies() -> None:
    label = sample_label(LabelKind.SMALL)
    job = encode_label(label, copies=3).decode("ascii")
    assert job.startswith("^XA^PW456^LL256^LH0,0^FO0,0^GFA,14592,14592,57,")
    assert job.endswith("^FS^PQ3^XZ\n")
    dots = bytes.fromhex(job.split(",")[6].partition("^")[0])
    printed = Image.frombytes("1", (456, 256), bytes(byte ^ 0xFF for byte in dots))
    assert printed.tobytes() == render_label(label).tobytes()
    assert seen(on_paper(printed)) == [label.code]


def test_copies_stay_within_reason() -> None:
    label = sample_label(LabelKind.TEXTILE)
    assert b"^PQ1^XZ" in encode_label(label, 0)
    assert b"^PQ99^XZ" in encode_label(label, 5000)


def page(path: Path, number: int = 0, dpi: int = 203) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return document[number].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def many(count: int) -> list[LabelDoc]:
    from paper_samples import item_code

    names = ("Lot 6 assiettes", "Cadre 30×40", "Lampe", "Veste", "Jeu de société")
    return [
        make_label(
            LabelKind.SMALL,
            LabelFacts(
                item_code(5201 + i),
                names[i % 5],
                500 + 100 * i,
                store="Rennes-Nord",
                month="11/2026",
            ),
        )
        for i in range(count)
    ]


@pytest.mark.parametrize("template", SHEETS, ids=lambda template: template.code)
def test_every_label_of_a_sheet_is_scanned(template: SheetTemplate, tmp_path: Path) -> None:
    labels = many(template.cells)
    path = tmp_path / "labels.pdf"
    assert write_sheets(labels, path, SheetRun(template)) == 1
    assert sorted(seen(page(path, dpi=300))) == sorted(label.code for label in labels)


@pytest.mark.parametrize("label", SAMPLES)
def test_each_kind_is_scanned_from_a_sheet(label: LabelDoc, tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    write_sheets([label], path)
    sheet = page(path)
    assert seen(sheet) == [label.code]
    shrunk = sheet.resize(
        (round(sheet.width * 0.95), round(sheet.height * 0.95)), Image.Resampling.BILINEAR
    )
    assert seen(shrunk) == [label.code]
    assert seen(sheet.rotate(3, Image.Resampling.BICUBIC, fillcolor=255)) == [label.code]


def test_a_started_sheet_goes_on_at_its_first_free_sticker(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    assert write_sheets(many(3), path, SheetRun(first_cell=22)) == 2
    first, second = page(path), page(path, 1)
    assert len(seen(first)) == 2
    assert len(seen(second)) == 1
    height = first.height * 36 // 297
    assert seen(second.crop((0, 0, second.width // 3, height)))
    assert first.crop((0, 0, first.width, height * 7)).getextrema() == (255, 255)


def test_the_offset_moves_every_label(tmp_path: Path) -> None:
    def first_ink(run: SheetRun) -> tuple[int, int]:
        path = tmp_path / "labels.pdf"
        write_sheets(many(1), path, run)
        box = page(path, dpi=254).point(lambda level: 255 - level).getbbox()
        assert box is not None
        return box[0], box[1]

    plain = first_ink(SheetRun())
    moved = first_ink(SheetRun(offset_x_mm=1.5, offset_y_mm=0.5))
    assert (moved[0] - plain[0], moved[1] - plain[1]) == (15, 5)


@pytest.mark.parametrize("first", [-1, 24])
def test_a_sticker_off_the_sheet_is_refused(first: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such sticker"):
        write_sheets(many(1), tmp_path / "labels.pdf", SheetRun(first_cell=first))
    assert list(tmp_path.iterdir()) == []


def test_calibration_draws_every_sticker(tmp_path: Path) -> None:
    path = tmp_path / "calibration.pdf"
    write_calibration(path, SheetRun(SHEETS[1]))
    sheet = page(path, dpi=254)
    template = SHEETS[1]
    for cell in range(template.cells):
        row, column = divmod(cell, template.columns)
        x = round(10 * (template.left + column * template.step_x + template.width / 2))
        y = round(10 * (template.top + row * template.step_y + template.height / 2))
        assert sheet.crop((x - 2, y - 2, x + 3, y + 3)).getextrema()[0] < 128


def test_bars_are_the_modules_and_a_wrong_code_is_refused() -> None:
    pattern = modules("2000100052310")
    drawn = ["0"] * MODULES
    for start, width in bars("2000100052310"):
        drawn[start : start + width] = ["1"] * width
    assert "".join(drawn) == pattern
    with pytest.raises(ValueError, match="EAN-13"):
        modules("2000100052311")


def test_long_details_go_on_below_instead_of_losing_the_weight() -> None:
    facts = LabelFacts(
        "2000100048122", "À trier", details="Table en bois 4 places · reçu le 28/10 · 38,2 kg",
        notes=("Bon D-2610-0257",),
    )  # fmt: skip
    layout = lay_out_label(make_label(LabelKind.TRACKING, facts), measure)
    words = [mark.text for mark in layout.marks if isinstance(mark, Words)]
    assert "Table en bois 4 places · reçu le 28/10" in words
    assert "38,2 kg" in words
    assert "Bon D-2610-0257" in words
    assert not clashes(layout)
