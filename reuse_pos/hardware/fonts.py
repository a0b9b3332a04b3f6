"""The fonts of printed things: the program's own, so that a label looks the same on every
computer.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"


class FontWeight(StrEnum):
    """The weights labels and tickets use."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    EXTRABOLD = "ExtraBold"


def font_path(weight: FontWeight) -> Path:
    """The file of the words' family in that weight."""
    return FOLDER / f"ReuseSans-{weight.value}.ttf"


def code_font_path() -> Path:
    """The file of the codes' family, whose zero is slashed."""
    return FOLDER / "ReuseCode-SemiBold.ttf"


def paper_font_path(weight: FontWeight) -> Path:
    """The file of the fixed-width family of till papers (Regular or Bold)."""
    return FOLDER / f"ReuseMono-{weight.value}.ttf"


def register_pdf_fonts() -> None:
    """Make the families known to the PDF writer, once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known = set(pdfmetrics.getRegisteredFontNames())
    files = [font_path(weight) for weight in FontWeight]
    files += [
        code_font_path(),
        *(paper_font_path(w) for w in (FontWeight.REGULAR, FontWeight.BOLD)),
    ]
    for path in files:
        if path.stem not in known:
            pdfmetrics.registerFont(TTFont(path.stem, str(path)))
