"""What the customer reads while it is sold: the last line, the total, the change. Never a name, nor
who issued a voucher.

It is shown behind the gestures and only the newest message counts; a display that fails keeps
nobody from selling.
"""

from __future__ import annotations

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.office import QUIET, Office, Station

COLUMNS = 20
_SPELLED = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "'", "×": "x", "–": "-", "…": ".", "œ": "oe", "Œ": "OE"}
)


class Display(Station):
    """The customer display of this post; nothing happens where there is none.

    `trouble` is "" or the kind of trouble of the last message.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.trouble = ""
        self._next: tuple[str, str] | None = None
        self._shown: tuple[str, str] | None = None

    def show_line(self, line: Line) -> None:
        """A line just put into the basket: what it is, and what it costs."""
        many = ""
        if line.unit == "g":
            many = f"{_kilos(line.qty)} x {format_cents(line.unit_cents)}"
        elif line.qty > 1:
            many = f"{line.qty} x {format_cents(line.unit_cents)}"
        self._say(line.label, _apart(many, format_cents(line.total_cents)))

    def show_total(self, basket: Basket) -> None:
        """What is to be paid."""
        pieces = ngettext("{n} item", "{n} items", basket.pieces) if basket.pieces else ""
        self._say(pieces, _apart(_("Total"), format_cents(basket.total_cents)))

    def show_change(self, cents: int) -> None:
        """What is handed back, or thanks when nothing is."""
        due = _apart(_("Change"), format_cents(cents)) if cents else ""
        self._say(_("Thank you!"), due)

    def show_welcome(self) -> None:
        """Nobody is being served."""
        name = self.office.setting("store.short_name") or self.office.setting("store.name")
        self._say(_("Welcome").center(COLUMNS), _plain(name)[:COLUMNS].center(COLUMNS))

    def _say(self, upper: str, lower: str) -> None:
        if self.office.devices.display is None:
            return
        self._next = (_plain(upper)[:COLUMNS], _plain(lower)[:COLUMNS])
        self.office.later(self._send)

    def _send(self) -> object:
        from reuse_pos.hardware.ports import DeviceTrouble

        display, words = self.office.devices.display, self._next
        if display is None or words is None or (words == self._shown and not self.trouble):
            return QUIET
        before = self.trouble
        try:
            display.show(*words)
            self.trouble, self._shown = "", words
        except DeviceTrouble as trouble:
            self.trouble, self._shown = trouble.kind.value, None
        return QUIET if before == self.trouble else None


def _plain(words: str) -> str:
    return words.translate(_SPELLED)


def _apart(left: str, right: str) -> str:
    """Words at the left, an amount at the right, which is never cut."""
    left, right = _plain(left), _plain(right)
    return left[: COLUMNS - len(right) - 1].ljust(COLUMNS - len(right)) + right


def _kilos(grams: int) -> str:
    return f"{grams // 1000},{grams % 1000:03d}"
