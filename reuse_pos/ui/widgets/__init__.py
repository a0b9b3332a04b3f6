"""The till's own widgets: every key, tile, chip and read-out that screens are made of."""

from __future__ import annotations

from reuse_pos.ui.widgets.amount import Amount, WordAmount
from reuse_pos.ui.widgets.announce import announce
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
