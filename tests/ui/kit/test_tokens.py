"""Colours that everybody can read: the table of the design, computed."""

import pytest

from reuse_pos.ui import tokens


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#FFFFFF", "#000000", 21.0), ("#FFFFFF", "#1E409A", 9.3), ("#777777", "#FFFFFF", 4.48)],
)
def test_contrast_is_the_wcag_formula(first: str, second: str, ratio: float) -> None:
    assert tokens.contrast(first, second) == pytest.approx(ratio, abs=0.06)
    assert tokens.contrast(second, first) == tokens.contrast(first, second)


@pytest.mark.parametrize("mode", tokens.MODES)
@pytest.mark.parametrize(("front", "back", "least"), tokens.CONTRAST_PAIRS)
def test_every_pair_is_readable(mode: str, front: str, back: str, least: float) -> None:
    palette = tokens.MODES[mode]
    assert tokens.contrast(getattr(palette, front), getattr(palette, back)) >= least


@pytest.mark.parametrize("name", tokens.FAMILIES)
def test_families_are_readable_on_their_ground_and_on_tiles(name: str) -> None:
    hue = tokens.FAMILIES[name]
    assert tokens.contrast(hue.fg, hue.bg) >= 5.5
    assert tokens.contrast(hue.dark_fg, hue.dark_bg) >= 4.5
    assert tokens.contrast(hue.fg, tokens.LIGHT.surface) >= 4.5
    assert tokens.contrast(hue.dark_fg, tokens.DARK.surface) >= 4.5


def test_nine_families_and_the_mixed_one_have_their_pictogram() -> None:
    assert len(tokens.FAMILY_ICONS) == 10
    assert set(tokens.FAMILY_ICONS) == set(tokens.FAMILIES) - {"neutral"}


def test_strongest_contrast_is_the_dark_theme_with_white_thick_lines() -> None:
    assert tokens.MAX.line == tokens.MAX.edge == "#FFFFFF"
    assert tokens.MAX.border == 2
    assert tokens.MAX.ink == tokens.DARK.ink


@pytest.mark.parametrize("metal", [*tokens.NOTES.values(), *tokens.COINS.values()])
def test_money_is_readable(metal: tokens.Metal) -> None:
    assert tokens.contrast(metal.ink, metal.bg) >= 4.5
