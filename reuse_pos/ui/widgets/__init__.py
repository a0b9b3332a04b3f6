"""The till's own widgets: every key, tile, chip and read-out that screens are made of.

Each is imported when first asked for: the sign-in waits only for its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# A module of the same name would stand in its place.
from reuse_pos.ui.widgets.announce import announce

if TYPE_CHECKING:
    from reuse_pos.ui.widgets.amount import Amount, WordAmount
    from reuse_pos.ui.widgets.avatar import Avatar, Badge, Disc, Pictogram
    from reuse_pos.ui.widgets.basketline import BasketLine, LineView
    from reuse_pos.ui.widgets.bigtile import BigTile, PersonTile
    from reuse_pos.ui.widgets.card import Card, Line, Panel, column, row
    from reuse_pos.ui.widgets.chip import Chip
    from reuse_pos.ui.widgets.empty import EmptyState
    from reuse_pos.ui.widgets.errorbar import ErrorBar
    from reuse_pos.ui.widgets.field import SearchField
    from reuse_pos.ui.widgets.flow import Flow
    from reuse_pos.ui.widgets.holdkey import HoldKey
    from reuse_pos.ui.widgets.key import Key
    from reuse_pos.ui.widgets.keypad import Keypad
    from reuse_pos.ui.widgets.money import Money, MoneyRow, face
    from reuse_pos.ui.widgets.pin import PinBoxes
    from reuse_pos.ui.widgets.plainheader import PlainHeader
    from reuse_pos.ui.widgets.pressable import Pressable
    from reuse_pos.ui.widgets.progress import Bar, ProgressRow
    from reuse_pos.ui.widgets.rail import Rail, RailEntry
    from reuse_pos.ui.widgets.scale import ScaleReadout, ScaleWell
    from reuse_pos.ui.widgets.snackbar import Snackbar, SnackbarHost
    from reuse_pos.ui.widgets.stackedbar import Part, StackedBar
    from reuse_pos.ui.widgets.stepper import Stepper
    from reuse_pos.ui.widgets.steps import Step, StepDots, StepTrail
    from reuse_pos.ui.widgets.text import Text
    from reuse_pos.ui.widgets.tile import Tile
    from reuse_pos.ui.widgets.topbar import ChipView, TopBar

__all__ = [
    "Amount", "Avatar", "Badge", "Bar", "BasketLine", "BigTile", "Card", "Chip", "ChipView", "Disc",
    "EmptyState", "ErrorBar", "Flow", "HoldKey", "Key", "Keypad", "Line", "LineView", "Money",
    "MoneyRow", "Panel", "Part", "PersonTile", "Pictogram", "PinBoxes", "PlainHeader", "Pressable",
    "ProgressRow", "Rail", "RailEntry", "ScaleReadout", "ScaleWell", "SearchField", "Snackbar",
    "SnackbarHost", "StackedBar", "Step", "StepDots", "StepTrail", "Stepper", "Text", "Tile",
    "TopBar", "WordAmount", "announce", "column", "face", "row",
]  # fmt: skip

_ELSEWHERE = {
    "WordAmount": "amount", "Badge": "avatar", "Disc": "avatar", "Pictogram": "avatar",
    "LineView": "basketline", "PersonTile": "bigtile", "Line": "card", "Panel": "card",
    "column": "card", "row": "card", "EmptyState": "empty", "SearchField": "field",
    "MoneyRow": "money", "face": "money", "PinBoxes": "pin", "Bar": "progress",
    "ProgressRow": "progress", "RailEntry": "rail", "ScaleReadout": "scale",
    "ScaleWell": "scale", "SnackbarHost": "snackbar", "Part": "stackedbar", "Step": "steps",
    "StepDots": "steps", "StepTrail": "steps", "ChipView": "topbar",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The widget of that name, its module imported now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_ELSEWHERE.get(name, name.lower())}")
    found = globals()[name] = getattr(module, name)
    return found
