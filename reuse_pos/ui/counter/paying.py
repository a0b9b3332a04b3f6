"""One customer's payment under way: what was handed over, what is missing, what to give back."""

from __future__ import annotations

from dataclasses import dataclass, field

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, note_tiles
from reuse_pos.domain.payments import LARGE_NOTE_CENTS, Payment, method, settle, still_due
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.entry import Entry


@dataclass
class Paying:
    """``Paying(total_cents)``: payments pile up in ``piled``; ``chosen`` is the method being typed.

    ``choose(code)``, ``entry``, ``note(cents)``, ``pile()``, ``remove(number)``; read ``payments``,
    ``rest`` (above zero: missing; below: change), ``ready``, ``trouble`` (a sentence or "").
    """

    total: int
    piled: list[Payment] = field(default_factory=list)
    chosen: str = ""
    entry: Entry = field(default_factory=Entry)

    @property
    def due(self) -> int:
        """Cents missing before the amount being typed."""
        return still_due(self.total, self.piled)

    @property
    def current(self) -> Payment | None:
        """The amount being typed, as a payment."""
        if not self.chosen or not self.entry.value:
            return None
        return Payment(self.chosen, self.entry.value)

    @property
    def payments(self) -> list[Payment]:
        """Everything handed over, the amount being typed last."""
        return [*self.piled, *([self.current] if self.current else [])]

    @property
    def received(self) -> int:
        """All cents handed over."""
        return sum(one.amount_cents for one in self.payments)

    @property
    def rest(self) -> int:
        """Cents still missing; below zero is the change to give."""
        return still_due(self.total, self.payments)

    @property
    def change(self) -> int:
        """Cents to give back."""
        return max(0, -self.rest) if not self.trouble else 0

    @property
    def trouble(self) -> str:
        """Why the amounts cannot be taken as they are, as a sentence; "" while all is well."""
        due = self.total
        for one in self.payments:
            try:
                method(one.method).check(due, one)
            except Refusal as refusal:
                return refusal.sentence
            due -= one.amount_cents
        return ""

    @property
    def ready(self) -> bool:
        """Whether the sale can be finished now."""
        try:
            settle(self.total, self.payments)
        except Refusal:
            return False
        return True

    @property
    def large_note(self) -> bool:
        """Whether a note of 100 € or more may have been handed over."""
        cash = [one.amount_cents for one in self.payments if method(one.method).gives_change]
        return any(cents >= LARGE_NOTE_CENTS for cents in cash) and self.rest < 0

    @property
    def notes(self) -> list[int]:
        """The exact sum and the next round ones, in cents."""
        return note_tiles(self.due)

    def choose(self, code: str) -> None:
        """Pay the rest this way; a method without change starts at what is due."""
        self.chosen = code
        self.entry.clear()
        if not method(code).gives_change:
            self.entry.put(self.due)

    def note(self, cents: int) -> None:
        """The person hands over this much."""
        self.entry.put(cents)

    def pile(self) -> None:
        """Keep the amount typed and go on with the rest."""
        if self.current is not None and not self.trouble:
            self.piled.append(self.current)
            self.chosen = ""
            self.entry.clear()

    def remove(self, number: int) -> None:
        """Take a payment away: one of the pile (the one being typed starts again at the new rest),
        or the one being typed."""
        if number >= len(self.piled):
            self.chosen = ""
            self.entry.clear()
            return
        del self.piled[number]
        if self.chosen:
            self.choose(self.chosen)

    def why_not(self) -> str:
        """What is still needed before the sale can be finished, for the key that waits."""
        if not self.chosen and self.rest > 0:
            return _("choose a way to pay")
        if self.rest > 0 and self.current is None:
            return _("touch what you are given")
        return _("{amount} missing", amount=format_cents(self.rest)) if self.rest > 0 else ""
