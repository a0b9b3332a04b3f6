"""A number typed on a keypad, figure by figure: an amount or a weight, never a float."""

from __future__ import annotations


class Entry:
    """``Entry(decimals=2, whole=5)``: euros with cents (2) or kilos with grams (3).

    ``push("7" | "00" | ",")``, ``erase()``, ``clear()``, ``put(value)``; ``value`` in the smallest
    unit (cents, grams). A figure beyond the room is left out: nothing typed is ever cut later.
    """

    def __init__(self, decimals: int = 2, whole: int = 5) -> None:
        self._decimals, self._most = decimals, whole
        self._whole, self._part, self._comma = "", "", False
        self._fresh = False

    @property
    def empty(self) -> bool:
        """Whether nothing was typed or put."""
        return not (self._whole or self._part or self._comma)

    @property
    def value(self) -> int:
        """Cents or grams."""
        part = self._part.ljust(self._decimals, "0")
        return int(f"{self._whole or 0}{part}")

    def push(self, figure: str) -> None:
        """Take one touch of the keypad; the first one replaces an amount that was only put."""
        if self._fresh:
            self.clear()
        if figure == ",":
            self._comma = True
            return
        for one in figure:
            if self._comma and len(self._part) < self._decimals:
                self._part += one
            elif not self._comma and len(self._whole) < self._most:
                self._whole = (self._whole + one).lstrip("0") or "0"

    def erase(self) -> None:
        """Take the last figure back; an amount that was only put goes whole."""
        if self._fresh:
            self.clear()
        elif self._part:
            self._part = self._part[:-1]
        elif self._comma:
            self._comma = False
        else:
            self._whole = self._whole[:-1]

    def clear(self) -> None:
        """Forget everything."""
        self._whole, self._part, self._comma, self._fresh = "", "", False, False

    def put(self, value: int) -> None:
        """Show a value as if typed (cents or grams); the next figure typed replaces it."""
        whole, part = divmod(value, 10**self._decimals)
        self._whole, self._part = str(whole), f"{part:0{self._decimals}d}"
        self._comma, self._fresh = True, True
