"""The shop's visual vocabulary: every colour, size, space and radius of the screens.

Nothing else in the ui writes a colour or a font size; ``theme`` turns these tokens into a style.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``."""

    canvas: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    line: str
    line2: str
    edge: str
    edge2: str
    rail: str
    rail_ink: str
    rail_on: str
    rail_on_ink: str
    blue: str
    blue_edge: str
    on_blue: str
    blue_bg: str
    blue_bg2: str
    chosen_ink: str
    yellow: str
    yellow_edge: str
    yellow_bg: str
    yellow_hint: str
    yellow_hint_ink: str
    on_yellow: str
    green: str
    green_bg: str
    orange: str
    orange_bg: str
    plum: str
    plum_bg: str
    blue_hint: str
    blue_hint_edge: str
    blue_hint_ink: str
    bar: str
    border: int = 1


LIGHT: Final = Palette(
    canvas="#F1F3F6", surface="#FFFFFF", sunken="#E6EAF1",
    ink="#141D35", ink2="#465069", line="#CBD2DE", line2="#6B7790",
    edge="#B4BECE", edge2="#7D89A2",
    rail="#14275C", rail_ink="#C9D5F5", rail_on="#FFFFFF", rail_on_ink="#14275C",
    blue="#1E409A", blue_edge="#122B70", on_blue="#FFFFFF",
    blue_bg="#DFE7FB", blue_bg2="#EFF3FD", chosen_ink="#1E409A",
    yellow="#FFC933", yellow_edge="#A87A00", yellow_bg="#FFF3CF",
    yellow_hint="#FFE08A", yellow_hint_ink="#3D2F00", on_yellow="#141D35",
    green="#0B6B50", green_bg="#D8F0E6", orange="#9A4300", orange_bg="#FFE8D4",
    plum="#A3123F", plum_bg="#FBE1E9",
    blue_hint="#35539F", blue_hint_edge="#8FA6DF", blue_hint_ink="#FFFFFF",
    bar="#1E409A",
)  # fmt: skip

DARK: Final = Palette(
    canvas="#0E1526", surface="#182238", sunken="#0A101E",
    ink="#F3F5FA", ink2="#B9C3D8", line="#35415C", line2="#8C99B5",
    edge="#475573", edge2="#7786A6",
    rail="#070C18", rail_ink="#B9C3D8", rail_on="#26365F", rail_on_ink="#FFFFFF",
    blue="#9DB8FF", blue_edge="#6C8BE0", on_blue="#0E1526",
    blue_bg="#26365F", blue_bg2="#1D2A49", chosen_ink="#FFFFFF",
    yellow="#FFC933", yellow_edge="#A87A00", yellow_bg="#3B3213",
    yellow_hint="#FFE08A", yellow_hint_ink="#3D2F00", on_yellow="#141D35",
    green="#6FD9B3", green_bg="#123C31", orange="#FFB27A", orange_bg="#44280F",
    plum="#FF9DB8", plum_bg="#4A1528",
    blue_hint="#C9D8FF", blue_hint_edge="#6C8BE0", blue_hint_ink="#0E1526",
    bar="#9DB8FF",
)  # fmt: skip

# The strongest contrast: the dark theme with white lines and edges, twice as thick.
MAX: Final = replace(DARK, line="#FFFFFF", edge="#FFFFFF", edge2="#FFFFFF", border=2)

MODES: Final = {"light": LIGHT, "dark": DARK, "max": MAX}
SCALES: Final = (100, 115, 130)


@dataclass(frozen=True)
class Hue:
    """The foreground and background of a family of goods, in light and dark."""

    fg: str
    bg: str
    dark_fg: str
    dark_bg: str


FAMILIES: Final = {
    "meubles": Hue("#8A4B08", "#FBE9D6", "#F0B878", "#3C2A14"),
    "textile": Hue("#1E409A", "#DFE7FB", "#9DB8FF", "#22315A"),
    "vaisselle": Hue("#00626B", "#D5EFF1", "#6FD3DC", "#0E3A3F"),
    "livres_medias": Hue("#6A2C91", "#EFE2F7", "#D7A8F2", "#34204A"),
    "jouets": Hue("#9A4300", "#FFE8D4", "#FFB27A", "#44280F"),
    "electro": Hue("#3B4660", "#E3E7EF", "#C3CCDF", "#2A3347"),
    "bricolage": Hue("#3F5E12", "#E6F0D3", "#B5DA7A", "#2A3A12"),
    "sport": Hue("#7A3E3E", "#F3E2E2", "#F0AFAF", "#3E2424"),
    "deco_divers": Hue("#94255F", "#FAE1EE", "#FF9CCB", "#471B34"),
    "a_trier": Hue("#14275C", "#E3E7EF", "#C9D5F5", "#2A3347"),
    # Ways out that are not goods: recycling, refused, disposed.
    "neutral": Hue("#465069", "#E6EAF1", "#B9C3D8", "#2A3347"),
}

FAMILY_ICONS: Final = {
    "meubles": "armchair",
    "textile": "t-shirt",
    "vaisselle": "cooking-pot",
    "livres_medias": "books",
    "jouets": "puzzle-piece",
    "electro": "plug",
    "bricolage": "hammer",
    "sport": "bicycle",
    "deco_divers": "image-square",
    "a_trier": "shapes",
}

# Pictograms and colours that a person can be given at hiring.
PERSON_ICONS: Final = (
    "bicycle", "flower", "guitar", "cat", "tree", "bird", "rocket", "butterfly", "boat", "star",
    "sneaker", "anchor", "fish",
)  # fmt: skip
PERSON_FAMILIES: Final = (
    "livres_medias", "deco_divers", "meubles", "textile", "bricolage", "jouets", "electro",
    "vaisselle",
)  # fmt: skip

SPACE: Final = (4, 8, 12, 16, 20, 24, 28)
PAGE_X, PAGE_Y, GAP, PLAIN_GAP = 20, 16, 10, 16
RADIUS_KEY, RADIUS_CARD, RADIUS_CHIP, RADIUS_PHOTO = 10, 12, 16, 10
EDGE, EDGE_NEXT, EDGE_PRESSED, PRESS_SHIFT, FOCUS = 4, 5, 1, 3, 3
TARGET, TARGET_ROW = 48, 44
RAIL, RAIL_COMPACT, TOP_BAR, PLAIN_HEADER = 96, 92, 56, 80
BASKET, BASKET_COMPACT = 424, 356
COMPACT_UNDER, SMALLEST_WIDTH = 1280, 1024
TRAINING_BAND = 48
SNACKBAR_MS, SNACKBAR_PLAIN_MS = 8_000, 10_000

# The snackbar looks the same in every theme.
SNACK_BG, SNACK_INK, SNACK_KEY, SNACK_KEY_EDGE = "#141D35", "#FFFFFF", "#2B3654", "#6B7790"
SNACK_MARK = {"ok": "#6FD9B3", "neutral": "#FFFFFF", "warn": "#FFB27A", "bad": "#FF9DB8"}

# So does the band over every screen while somebody learns: no other surface of the shop is violet.
TRAINING_BG, TRAINING_INK = "#5B2182", "#FFFFFF"


@dataclass(frozen=True)
class Metal:
    """The ground, border and ink of a drawn note or coin; the same in every theme."""

    bg: str
    border: str
    ink: str


# In cents. Notes wear the tint of the real ones; coins are silver, gold or copper.
NOTES: Final = {
    50_000: Metal("#EFE2F7", "#6A2C91", "#6A2C91"),
    20_000: Metal("#FFF3CF", "#6A4E00", "#6A4E00"),
    10_000: Metal("#DDF0DA", "#2F6A2B", "#2F6A2B"),
    5_000: Metal("#FFE8D4", "#9A4300", "#9A4300"),
    2_000: Metal("#DFE7FB", "#1E409A", "#1E409A"),
    1_000: Metal("#FBE1E9", "#A3123F", "#A3123F"),
    500: Metal("#E3E7EF", "#3B4660", "#3B4660"),
}
_SILVER = Metal("#EEF1F6", "#6B7790", "#141D35")
_GOLD = Metal("#FFE9A8", "#A87A00", "#141D35")
_COPPER = Metal("#F6DCC2", "#8A4B08", "#141D35")
COINS: Final = {
    200: _SILVER, 100: _SILVER, 50: _GOLD, 20: _GOLD, 10: _GOLD, 5: _COPPER, 2: _COPPER,
    1: _COPPER,
}  # fmt: skip

SANS, CODE, LETTERS = "Reuse Sans", "Reuse Code", "Reuse Letters"


@dataclass(frozen=True)
class TypeRole:
    """A size in pixels at 100 %, a weight and a palette colour."""

    px: int
    weight: int
    colour: str = "ink"
    code: bool = False


TYPE: Final = {
    "amount-xl": TypeRole(44, 800),
    "amount-l": TypeRole(34, 800),
    "amount": TypeRole(18, 700),
    "weight-xl": TypeRole(66, 800),
    "plain-title": TypeRole(48, 800),
    "plain-text": TypeRole(24, 400),
    "plain-key": TypeRole(22, 600),
    "title": TypeRole(30, 700),
    "h1": TypeRole(20, 700),
    "block": TypeRole(18, 700),
    "card": TypeRole(17, 700),
    "strong": TypeRole(16, 600),
    "body": TypeRole(16, 400),
    "muted": TypeRole(16, 400, "ink2"),
    "sub": TypeRole(15, 400, "ink2"),
    "note": TypeRole(14, 400, "ink2"),
    "hint": TypeRole(13, 600, "ink2"),
    "plain-strong": TypeRole(24, 700),
    "code": TypeRole(16, 500, "ink2", code=True),
    "code-note": TypeRole(14, 500, "ink2", code=True),
}

# Every pair that text or a mark uses, with the least ratio WCAG 2.2 AA asks of it.
CONTRAST_PAIRS: Final = (
    ("ink", "surface", 7.0), ("ink", "canvas", 7.0), ("ink", "sunken", 7.0),
    ("ink2", "surface", 4.5), ("ink2", "canvas", 4.5), ("ink2", "sunken", 4.5),
    ("ink", "blue_bg2", 7.0), ("ink2", "blue_bg2", 4.5), ("ink", "orange_bg", 7.0),
    ("ink", "plum_bg", 7.0), ("rail_ink", "rail", 4.5), ("rail_on_ink", "rail_on", 4.5),
    ("on_blue", "blue", 4.5), ("chosen_ink", "blue_bg", 4.5), ("blue", "blue_bg2", 4.5),
    ("blue", "surface", 4.5), ("blue", "blue_bg", 4.5), ("on_yellow", "yellow", 7.0),
    ("yellow_hint_ink", "yellow_hint", 7.0), ("blue_hint_ink", "blue_hint", 4.5),
    ("green", "green_bg", 4.5), ("green", "surface", 4.5),
    ("orange", "orange_bg", 4.5), ("orange", "surface", 4.5),
    ("plum", "plum_bg", 4.5), ("plum", "surface", 4.5),
    ("edge2", "surface", 3.0), ("edge2", "canvas", 3.0), ("line2", "surface", 3.0),
    ("line2", "sunken", 3.0), ("blue", "canvas", 3.0), ("bar", "sunken", 3.0),
)  # fmt: skip


def contrast(first: str, second: str) -> float:
    """The WCAG 2.2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
