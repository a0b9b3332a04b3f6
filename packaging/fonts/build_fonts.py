"""Builds the fonts of the screens: one family for words and amounts, one for codes.

Usage: python packaging/fonts/build_fonts.py SOURCES [OUTPUT]

SOURCES holds the unmodified fonts named in README.md beside this file; OUTPUT is
reuse_pos/assets/fonts by default. Needs fonttools and brotli, at build time only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
# Figures and the signs written against them: they come from Inter, in their tabular forms.
FIGURES = "0123456789,\u202f€%−×"
# Signs that Atkinson lacks.
SIGNS = "→←↑↓≈≤≥"
# Letters of other alphabets and languages, so that every first name can be shown.
FALLBACK = [
    *range(0x20, 0x250),
    *range(0x370, 0x400),
    *range(0x400, 0x530),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2027),
    *range(0x2190, 0x2194),
    *(0x202F, 0x20AC, 0x2212, 0x2248, 0x2264, 0x2265),
]


def tabular(font: TTFont) -> dict[str, str]:
    """The glyph names that the font's own ``tnum`` feature swaps, old name to new name."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(sub, "ExtSubTable", sub).mapping)
    return swaps


def rename(font: TTFont, family: str, weight: int) -> None:
    """Give the font its new family name and weight in every table that carries them."""
    style = WEIGHTS[weight]
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 8, 9, 11, 13, 14)]
    basic = weight in (400, 700)
    texts = {
        1: family if basic else f"{family} {style}",
        2: style if basic else "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    if not basic:
        texts |= {16: family, 17: style}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)
    style_bits = 0x20 if weight == 700 else 0x40
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | style_bits
    font["head"].macStyle = 1 if weight == 700 else 0


def level(font: TTFont) -> None:
    """One line height on every system: the three sets of metrics say the same."""
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.lineGap = os2.sTypoLineGap = 0
    os2.sTypoAscender, os2.sTypoDescender = hhea.ascent, hhea.descent
    os2.usWinAscent, os2.usWinDescent = hhea.ascent, -hhea.descent


def remap(font: TTFont, code: int, glyph: str) -> None:
    """Make a character show another glyph."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


def borrow(font: TTFont, source: TTFont, text: str) -> None:
    """Copy the characters' glyphs from an OpenType font, scaled to this font's em."""
    glyphs, swaps, cmap = source.getGlyphSet(), tabular(source), source.getBestCmap()
    scale = font["head"].unitsPerEm / source["head"].unitsPerEm
    for char in text:
        name = swaps.get(cmap[ord(char)], cmap[ord(char)])
        pen = TTGlyphPen(None)
        glyphs[name].draw(
            TransformPen(Cu2QuPen(pen, 0.5, reverse_direction=True), (scale, 0, 0, scale, 0, 0))
        )
        new = f"inter.{name}"
        if new not in font.getGlyphOrder():
            font.setGlyphOrder([*font.getGlyphOrder(), new])
        glyph = pen.glyph()
        font["glyf"][new] = glyph
        glyph.recalcBounds(font["glyf"])
        # Inter's bold 4 is a hair narrower than its column: all figures get the column of the 0.
        column = swaps.get(cmap[0x30], cmap[0x30]) if char.isdecimal() else name
        wide = glyphs[column].width
        # A left bearing other than xMin would shift the drawing.
        font["hmtx"][new] = (round(wide * scale), getattr(glyph, "xMin", 0))
        remap(font, ord(char), new)


def letters(sources: Path, weight: int) -> TTFont:
    """The unmodified Atkinson Hyperlegible Next of a weight, as TrueType."""
    font = TTFont(sources / f"atkinson-hyperlegible-next-latin-{weight}-normal.woff2")
    font.flavor = None
    return font


def build_words(sources: Path, out: Path, weight: int) -> None:
    """Reuse Sans: Atkinson letters with Inter's tabular figures."""
    font = letters(sources, weight)
    with TTFont(sources / f"Inter-{WEIGHTS[weight]}.otf") as inter:
        borrow(font, inter, FIGURES + SIGNS)
    level(font)
    rename(font, "Reuse Sans", weight)
    font.save(out / f"ReuseSans-{WEIGHTS[weight]}.ttf")


def build_codes(sources: Path, out: Path, weight: int) -> None:
    """Reuse Code: Atkinson with its own tabular figures and slashed zero."""
    font = letters(sources, weight)
    swaps = tabular(font)
    for code, glyph in font.getBestCmap().items():
        if glyph in swaps:
            remap(font, code, swaps[glyph])
    level(font)
    rename(font, "Reuse Code", weight)
    font.save(out / f"ReuseCode-{WEIGHTS[weight]}.ttf")


def build_fallback(sources: Path, out: Path, weight: int) -> None:
    """Reuse Letters: Inter cut down to the alphabets that names and communes may need."""
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"])
    font = subset.load_font(str(sources / f"Inter-{WEIGHTS[weight]}.otf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=FALLBACK)
    cutter.subset(font)
    rename(font, "Reuse Letters", weight)
    subset.save_font(font, str(out / f"ReuseLetters-{WEIGHTS[weight]}.otf"), options)


def main() -> None:
    """Build every weight of the three families."""
    sources = Path(sys.argv[1])
    default = Path(__file__).parents[2] / "reuse_pos" / "assets" / "fonts"
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else default
    out.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        build_words(sources, out, weight)
    for weight in (400, 500, 600):
        build_codes(sources, out, weight)
    for weight in (400, 600, 700, 800):
        build_fallback(sources, out, weight)


if __name__ == "__main__":
    main()
