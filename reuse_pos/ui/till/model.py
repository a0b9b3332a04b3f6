"""What the closing screen knows: the till, what was counted, and what should be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.till import COINS, NOTES, counted_cents
from reuse_pos.services import till_count
from reuse_pos.services.shop import Shop
from reuse_pos.services.till import Count, SessionFigures, TillStatus

CARD = "CARD"


@dataclass(frozen=True)
class TillView:
    """The till as read from the file: `figures` when a session is open, `day_open` when sessions
    of the day are closed but the day is not; `kept` is a count begun before."""

    status: TillStatus
    figures: SessionFigures | None
    day_open: bool
    usual_float: int
    alarm_cents: int
    kept: Mapping[str, Any] | None


def read_till(shop: Shop, till: str) -> TillView:
    """Read the till, the session's figures and a count begun before."""
    status = shop.till.status(till)
    office = shop.office
    day = business_day(shop.office.clock.now()).isoformat()
    closed = any(one.till == till for one in shop.till.closings("DAY", day, day))
    return TillView(
        status,
        shop.till.figures(till) if status.session else None,
        not status.session and not closed and bool(shop.till.z_of_day(till, day)),
        office.number("till.float_cents"),
        office.number("till.difference_cents"),
        till_count.load(office, till, status.session) if status.session else None,
    )


@dataclass
class Counting:
    """A count under way: pieces by denomination (cents), the terminal's total, the first sum.

    The first blind sum is kept; each return to another denomination after it is a recount.
    """

    pieces: dict[int, int] = field(default_factory=dict)
    card_cents: int | None = None
    first_cents: int | None = None
    recounts: int = 0
    reason: str | None = None
    touched: int = 0

    @property
    def cents(self) -> int:
        """What is counted so far."""
        return counted_cents(self.pieces)

    @property
    def notes_cents(self) -> int:
        """The notes alone."""
        return counted_cents({one: self.pieces.get(one, 0) for one in NOTES})

    @property
    def coins_cents(self) -> int:
        """The coins alone."""
        return counted_cents({one: self.pieces.get(one, 0) for one in COINS})

    @property
    def revealed(self) -> bool:
        """Whether the blind count is done and the expected sum may be shown."""
        return self.first_cents is not None

    def put(self, denomination: int, count: int) -> None:
        """So many of this note or coin."""
        if self.revealed and denomination != self.touched:
            self.recounts += 1
        self.touched = denomination
        self.pieces[denomination] = count

    def reveal(self) -> None:
        """The blind count is done."""
        if self.first_cents is None:
            self.first_cents = self.cents
            self.touched = 0

    def result(self, expected: int) -> Count:
        """What is sent to the journal; a reason only when there is a difference."""
        others = {} if self.card_cents is None else {CARD: self.card_cents}
        return Count(
            {one: n for one, n in self.pieces.items() if n},
            others,
            self.cents if self.first_cents is None else self.first_cents,
            self.recounts,
            self.reason if self.cents != expected else None,
        )

    def dump(self) -> dict[str, Any]:
        """As kept on disk."""
        return {
            "pieces": {str(one): n for one, n in self.pieces.items()},
            "card": self.card_cents,
            "first": self.first_cents,
            "recounts": self.recounts,
            "reason": self.reason,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Counting:
        """Back from disk; what does not fit is left out."""
        pieces = {
            int(one): int(n)
            for one, n in dict(kept.get("pieces", {})).items()
            if int(one) in NOTES + COINS
        }
        return cls(
            pieces, kept.get("card"), kept.get("first"), int(kept.get("recounts", 0)),
            kept.get("reason"),
        )  # fmt: skip
