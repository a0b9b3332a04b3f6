"""Labels read as a scanner and an eye would: from the dots of the printer, or from the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "reuse_pos" / "assets" / "fonts"
WHITE = 255
GLYPH, WORD = (20, 30), (80, 20)
PRICE_MARKS = "0123456789,€"
# Words a shop might box on a label; the eye must tell the right one from these.
TAGS = ("Occasion", "Second-hand", "Neuf", "Soldes", "Vendu", "Réservé", "Reconditionné", "Don")
_FIELD = re.compile(r"\^FO(\d+),(\d+)\^GFA,(\d+),(\d+),(\d+),([0-9A-F]+)\^FS")
Picture = Image.Image


@dataclass(frozen=True)
class Label:
    """A label's 13 digits, the price in cents (None on a tracking label), the boxed words."""

    code: str
    price: int | None
    tag: str


def read_zpl(job: bytes) -> Picture:
    """The picture a ZPL printer burns: ^PW × ^LL dots, one ^GFA field of hexadecimal rows."""
    text = job.decode("ascii")
    if not (text.startswith("^XA") and text.rstrip().endswith("^XZ")):
        raise ValueError("not one ZPL label")
    width, height = (int(re.search(rf"\^{name}(\d+)", text)[1]) for name in ("PW", "LL"))
    paper = Image.new("L", (width, height), WHITE)
    for x, y, total, length, row, dots in _FIELD.findall(text):
        data = bytes.fromhex(dots)
        if not len(data) == int(total) == int(length) or len(data) % int(row):
            raise ValueError("the picture does not have the bytes it announces")
        size = (int(row) * 8, len(data) // int(row))
        field = Image.frombytes("1", size, bytes(byte ^ 0xFF for byte in data))
        paper.paste(field, (int(x), int(y)))
    return paper


def read_label(picture: Picture) -> Label:
    """The code, the large price and the boxed words of a 57 × 32 mm label."""
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.EAN13)
    tag = _tag(_inside_box(picture))
    price = _price(picture) if tag else None
    return Label(found.text, price, tag)


def read_sheets(path: Path) -> list[tuple[str, str]]:
    """Every label of a PDF of 3 × 8 stickers: (the bar code's digits, the words of its sticker)."""
    labels = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        height, scale = page.get_height(), 200 / 72
        words = page.get_textpage()
        picture = page.render(scale=scale).to_pil()
        cell_w, cell_h = page.get_width() / 3, 37 * 72 / 25.4
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.EAN13):
            x = code.position.top_left.x / scale
            y = code.position.top_left.y / scale
            left, top = x // cell_w * cell_w, y // cell_h * cell_h
            cell = words.get_text_bounded(
                left=left, right=left + cell_w, top=height - top, bottom=height - top - cell_h
            )
            labels.append((code.text, " ".join(cell.split())))
    document.close()
    return labels


def cents(text: str) -> int:
    """ "42,75 €" → 4275, "36 €" → 3600."""
    whole, _comma, rest = text.replace("€", "").replace(" ", "").partition(",")
    return int(whole) * 100 + int(rest or 0)


def _inside_box(picture: Picture) -> Picture:
    """What stands in the frame at the top right; an empty picture where there is none."""
    top = _runs(picture.crop((0, 12, picture.width, 14)))
    edges = [(a, b) for a, b in top if b - a > 30]
    if not edges:
        return Image.new("L", (1, 1), WHITE)
    ((left, right),) = edges
    return picture.crop((left + 2, 15, right - 2, 36))


def _tag(boxed: Picture) -> str:
    """The boxed word: small letters touch each other, so whole words are compared."""
    if not _height(boxed):
        return ""
    shape, width = _shape(boxed, WORD), _width(boxed)
    known = {one: _written(one, "ReuseSans-Bold.ttf", 17) for one in TAGS}
    off = {
        one: _distance(shape, _shape(word, WORD)) + 5 * abs(_width(word) - width)
        for one, word in known.items()
    }
    best = min(off, key=off.__getitem__)
    return best if off[best] < 40 else "?"


def _price(picture: Picture) -> int:
    """The tallest words of the label, between the boxed tag and the bars."""
    band = picture.crop((150, 42, 440, 124))
    groups = [(a, b) for a, b in _runs(band) if _height(band.crop((a, 0, b, band.height))) > 24]
    left = min(a for a, _b in groups)
    rows = band.crop((left, 0, band.width, band.height))
    return cents("".join(_words(rows, PRICE_MARKS, "ReuseSans-ExtraBold.ttf", 60)))


def _words(picture: Picture, marks: str, font: str, size: int) -> Iterator[str]:
    tall = _height(picture)
    for start, end in _runs(picture):
        glyph = picture.crop((start, 0, end, picture.height))
        shape, share = _shape(glyph), _height(glyph) / tall
        yield min(
            _alphabet(marks, font, size),
            key=lambda mark: _distance(shape, mark[1]) + abs(share - mark[2]) * 300,
        )[0]


@lru_cache
def _alphabet(marks: str, font: str, size: int) -> list[tuple[str, bytes, float]]:
    glyphs = [(mark, _written(mark, font, size)) for mark in marks]
    return [(mark, _shape(glyph), _height(glyph) / (size * 0.73)) for mark, glyph in glyphs]


@lru_cache
def _written(text: str, font: str, size: int) -> Picture:
    face = ImageFont.truetype(str(FONTS / font), size)
    paper = Image.new("L", (size * (len(text) + 1), size * 2), WHITE)
    ImageDraw.Draw(paper).text((size // 2, size * 3 // 2), text, 0, face, anchor="ls")
    return paper.point(lambda level: WHITE if level > 150 else 0)


def _shape(glyph: Picture, size: tuple[int, int] = GLYPH) -> bytes:
    return glyph.crop(_ink(glyph)).resize(size, Image.Resampling.BOX).tobytes()


def _distance(a: bytes, b: bytes) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def _ink(picture: Picture) -> tuple[int, int, int, int]:
    return picture.point(lambda level: WHITE - level).getbbox() or (0, 0, 0, 0)


def _height(picture: Picture) -> int:
    box = _ink(picture)
    return box[3] - box[1]


def _width(picture: Picture) -> int:
    box = _ink(picture)
    return box[2] - box[0]


def _dark(picture: Picture) -> list[float]:
    columns = picture.convert("L").resize((picture.width, 1), Image.Resampling.BOX)
    return [1 - level / WHITE for level in columns.tobytes()]


def _runs(picture: Picture) -> list[tuple[int, int]]:
    """Where the words' letters stand, cut at white columns."""
    inked = enumerate(dark > 0 for dark in _dark(picture))
    runs = [[x for x, _ink in part] for ink, part in groupby(inked, lambda one: one[1]) if ink]
    return [(run[0], run[-1] + 1) for run in runs]
