"""The A4 sheets of stickers one can buy: how many on each, how large, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetTemplate:
    """A sheet of stickers, in millimetres: how many, how large, where the first one starts, and
    steps. `code` is the name makers give it.
    """

    code: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def cells(self) -> int:
        """Stickers on one sheet."""
        return self.columns * self.rows

    @property
    def size_words(self) -> str:
        """ "63,5 × 38,1 mm"."""
        return f"{_plain(self.width)} × {_plain(self.height)}\u00a0mm"


SHEETS = (
    SheetTemplate("70x37", 3, 8, 70.0, 37.0, 0.0, 0.5, 70.0, 37.0),
    SheetTemplate("L7160", 3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    SheetTemplate("L7159", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9),
    SheetTemplate("L7163", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    SheetTemplate("70x42", 3, 7, 70.0, 42.3, 0.0, 0.45, 70.0, 42.3),
    SheetTemplate("105x37", 2, 8, 105.0, 37.0, 0.0, 0.5, 105.0, 37.0),
    SheetTemplate("48x25", 4, 10, 48.5, 25.4, 8.0, 21.5, 48.5, 25.4),
    SheetTemplate("L7651", 5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 21.2),
)
BY_SHEET = {one.code: one for one in SHEETS}


def _plain(millimetres: float) -> str:
    return f"{millimetres:g}".replace(".", ",")
