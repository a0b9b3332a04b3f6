"""What the closing screen knows: the till, what was counted, and what should be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.payments import METHODS, offered
from reuse_pos.domain.till import COINS, COUNTED_METHODS, NOTES, counted_cents, left_in_drawer
from reuse_pos.domain.wording import _
from reuse_pos.services import till_count
from reuse_pos.services.shop import Shop
from reuse_pos.services.till import Count, SessionFigures, TillStatus

CARD = "CARD"


@dataclass(frozen=True)
class TillView:
    """The till as read from the file: `figures` when a session is open, `day_open` when sessions
    of the day are closed but the day is not; `kept` is a count begun before.

    `asked` are the ways to pay whose total is counted besides the drawer, `words` what the shop
    calls each way; `tills` how many tills there are, `gaps` how many differences wait for a yes.
    """

    status: TillStatus
    figures: SessionFigures | None
    day_open: bool
    usual_float: int
    alarm_cents: int
    kept: Mapping[str, Any] | None
    asked: tuple[str, ...] = (CARD,)
    words: Mapping[str, str] = field(default_factory=dict)
    tills: int = 1
    gaps: int = 0

    def word(self, code: str) -> str:
        """What the shop calls a way to pay."""
        return self.words.get(code, code)


def read_till(shop: Shop, till: str) -> TillView:
    """Read the till, the session's figures and a count begun before."""
    status = shop.till.status(till)
    office = shop.office
    day = business_day(shop.office.clock.now()).isoformat()
    closed = any(one.till == till for one in shop.till.closings("DAY", day, day))
    figures = shop.till.figures(till) if status.session else None
    local = office.setting("pay.local_name")
    return TillView(
        status,
        figures,
        not status.session and not closed and bool(shop.till.z_of_day(till, day)),
        office.number("till.float_cents"),
        office.number("till.difference_cents"),
        till_count.load(office, till, status.session) if status.session else None,
        _asked(office.setting("pay.methods"), figures),
        {one.code: local if one.code == "LOCAL" and local else _(one.title) for one in METHODS},
        len(shop.till.tills()),
        len(shop.till.to_accept()),
    )


def _asked(methods: str, figures: SessionFigures | None) -> tuple[str, ...]:
    """The totals asked at a closing: the terminal's where cards are taken, the others when met."""
    met = set(figures.expected) if figures else set()
    if any(one.code == CARD for one in offered(methods)):
        met.add(CARD)
    return tuple(code for code in COUNTED_METHODS if code in met)


@dataclass
class Counting:
    """A count under way: pieces by denomination (cents), the other ways' totals (cents) and how
    many papers of each, the first sum; `leave_all` when all the cash stays in the drawer.

    The first blind sum is kept; each return to another denomination after it is a recount.
    """

    pieces: dict[int, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    papers: dict[str, int] = field(default_factory=dict)
    leave_all: bool = False
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

    def stays(self, usual_float: int) -> int:
        """What stays in the drawer, in cents."""
        return self.cents if self.leave_all else left_in_drawer(self.cents, usual_float)

    def say_total(self, code: str, cents: int | None) -> None:
        """The total of another way to pay; None when the field was emptied."""
        _keep(self.others, code, cents)

    def say_papers(self, code: str, n: int | None) -> None:
        """How many papers of a way to pay there are."""
        _keep(self.papers, code, n)

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
        return Count(
            {one: n for one, n in self.pieces.items() if n},
            dict(self.others),
            self.cents if self.first_cents is None else self.first_cents,
            self.recounts,
            self.reason if self.cents != expected else None,
            dict(self.papers),
            self.cents if self.leave_all else None,
        )

    def dump(self) -> dict[str, Any]:
        """As kept on disk."""
        return {
            "pieces": {str(one): n for one, n in self.pieces.items()},
            "others": self.others,
            "papers": self.papers,
            "leave_all": self.leave_all,
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
            pieces, _ints(kept.get("others")), _ints(kept.get("papers")),
            bool(kept.get("leave_all")), kept.get("first"), int(kept.get("recounts", 0)),
            kept.get("reason"),
        )  # fmt: skip


def _keep(figures: dict[str, int], code: str, value: int | None) -> None:
    if value is None:
        figures.pop(code, None)
    else:
        figures[code] = value


def _ints(kept: object) -> dict[str, int]:
    found = kept.items() if isinstance(kept, dict) else ()
    return {str(code): value for code, value in found if isinstance(value, int)}
