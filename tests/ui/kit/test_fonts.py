"""The letters: amounts in columns, codes with a slashed zero, every French sign present."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainterPath, QRawFont

from reuse_pos.ui import fonts, theme, tokens

FRENCH = "abcdefghijklmnopqrstuvwxyzÀÂÇÉÈÊËÎÏÔÙÛÜŒÆàâçéèêëîïôùûüœæ’«»…–—·°½²€%×−+=:;!?()/"
FIGURES = "0123456789,€%−×\u202f\u00a0"


def test_all_three_families_are_loaded() -> None:
    assert {tokens.SANS, tokens.CODE, tokens.LETTERS} <= {*fonts.load()}


@pytest.mark.parametrize("weight", [400, 500, 600, 700, 800])
def test_words_and_figures_are_all_in_one_family(weight: int) -> None:
    raw = QRawFont.fromFont(theme.current().font(16, weight))
    assert raw.familyName().startswith(tokens.SANS)
    missing = [char for char in FRENCH + FIGURES + "→≈≤≥" if not raw.supportsCharacter(ord(char))]
    assert missing == []


@pytest.mark.parametrize("weight", [400, 600, 700, 800])
def test_figures_line_up_in_columns(weight: int) -> None:
    metrics = QFontMetricsF(theme.current().font(40, weight))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_each_weight_is_its_own_drawing() -> None:
    look = theme.current()
    widths = [QFontMetricsF(look.font(40, w)).horizontalAdvance("mmmm") for w in (400, 600, 800)]
    assert widths == sorted(set(widths))
    assert QFontInfo(look.font(16, 600)).weight() == 600


def outline(code: bool) -> QPainterPath:
    raw = QRawFont.fromFont(theme.current().font(100, 500, code=code))
    return raw.pathForGlyph(raw.glyphIndexesForString("0")[0])


def test_codes_have_a_slashed_zero_and_amounts_do_not() -> None:
    # A plain zero is two closed curves; the slash adds parts.
    assert outline(code=True).elementCount() != outline(code=False).elementCount()
    metrics = QFontMetricsF(theme.current().font(40, 500, code=True))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_figures_sit_where_they_are_measured() -> None:
    raw = QRawFont.fromFont(theme.current().font(100, 700))
    for figure in "0123456789":
        (index,) = raw.glyphIndexesForString(figure)
        box = raw.pathForGlyph(index).boundingRect()
        (advance,) = raw.advancesForGlyphIndexes([index])
        # A wrong left bearing would push the figure out of the middle of its column.
        assert abs(box.center().x() - advance.x() / 2) < 8, figure
