"""Work a customer asks for on a piece bought here: what it costs, how long the quote holds, what
may happen to it, and what becomes of the deposit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.basket import Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ACOMPTE, ARRHES, day_after
from reuse_pos.domain.ids import Id
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.quotes import QuoteLine, total
from reuse_pos.domain.wording import N_, _
from reuse_pos.domain.workshop import STEPS

ORDER_LINK = "order:"
ORDER_SERVICE = "SRV-REMISE-EN-ETAT"
ORDER_ENDED = "ORDER_ENDED"
LABOUR, PARTS, MATERIALS = "labour", "parts", "materials"
# What a line is called, its unit on paper ("" for an amount as it stands), its pictogram.
LINES: Mapping[str, tuple[str, str, str]] = {
    LABOUR: (N_("Labour"), N_("h"), "clock"),
    PARTS: (N_("Spare parts"), "", "gear"),
    MATERIALS: (N_("Paint, fabric, supplies"), "", "paint-roller"),
}
# What a customer may ask for, of the workshop's own steps; a proof the category wants comes by
# itself.
ASKED_STEPS = ("clean", "repair", "sand", "paint", "sew", "press")
DAYS = (7, 14, 21, 30)
LONGEST_DAYS, LONGEST_TENTHS, NOTE_LENGTH = 180, 999, 120


class Stage(StrEnum):
    """How far an order is; the last four have ended."""

    QUOTED = "quoted"
    ACCEPTED = "accepted"
    READY = "ready"
    COLLECTED = "collected"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    KEPT = "kept"


OPEN = (Stage.QUOTED, Stage.ACCEPTED, Stage.READY)
STAGE_WORDS = {
    Stage.QUOTED: N_("Quote given"),
    Stage.ACCEPTED: N_("In the workshop (order)"),
    Stage.READY: N_("Ready to collect"),
    Stage.COLLECTED: N_("Taken away (order)"),
    Stage.REFUSED: N_("Quote refused (order)"),
    Stage.CANCELLED: N_("Cancelled (order)"),
    Stage.KEPT: N_("Cancelled, deposit kept"),
}


@dataclass(frozen=True)
class OrderAsked:
    """What is asked for a quote: codes of steps, hours of labour in tenths, parts and supplies in
    cents, days promised from the agreement on, for whom, and a short note about the work."""

    steps: tuple[str, ...]
    labour_tenths: int = 0
    parts_cents: int = 0
    materials_cents: int = 0
    days: int = 14
    name: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Agreed:
    """The customer says yes: the deposit in cents with its payments, and whether the slip is
    printed (PRINT or NONE)."""

    deposit_cents: int = 0
    payments: Sequence[Payment] = ()
    receipt: str = "PRINT"


@dataclass(frozen=True)
class CustomerOrder:
    """An order as the file keeps it: no name, only initials; amounts in cents, ISO days;
    `sold_line` names the line of a ticket that sold a piece without a label."""

    id: Id
    number: str
    state: Stage
    item: Id
    work_order: Id | None
    label: str
    initials: str
    steps: tuple[str, ...]
    lines: tuple[QuoteLine, ...]
    quote_cents: int
    kind: str
    deposit_cents: int
    deposit_doc: str | None
    closed_doc: str | None
    day: str
    valid_until: str
    days: int
    accepted_on: str | None
    due_on: str
    ready_on: str | None
    closed_on: str | None
    note: str
    sold_line: str = ""

    @property
    def rest_cents(self) -> int:
        """What is still to be paid when the piece is collected."""
        return self.quote_cents - self.deposit_cents

    @property
    def is_open(self) -> bool:
        """Whether something may still happen to it."""
        return self.state in OPEN

    @property
    def link(self) -> str:
        """What the lines of a basket that settles this order carry."""
        return f"{ORDER_LINK}{self.id.hex()}"

    def expired(self, today: str) -> bool:
        """Whether it is a quote whose last day is past."""
        return self.state is Stage.QUOTED and self.valid_until < today

    def late(self, today: str) -> bool:
        """Whether the day promised is past and the work is not done."""
        return self.state is Stage.ACCEPTED and self.due_on < today


def sold_line(doc_no: str, n: int) -> str:
    """The ticket and line that sold a piece without a label: what its orders know it by."""
    return f"{doc_no}/{n}"


def order_prefix(day: str) -> str:
    """What every order number of the month of a business day begins with."""
    return f"CMD-{day[2:4]}{day[5:7]}-"


def order_number(day: str, counter: int) -> str:
    """The number of the nth order of a month: `CMD-2610-0001`."""
    return f"{order_prefix(day)}{counter:04d}"


def quote_lines(asked: OrderAsked, hour_cents: int) -> tuple[QuoteLine, ...]:
    """The lines of what is asked, those of zero left out: labour by the hour, the rest as it
    stands."""
    lines = (
        QuoteLine(LABOUR, asked.labour_tenths, hour_cents),
        QuoteLine(PARTS, 10, asked.parts_cents),
        QuoteLine(MATERIALS, 10, asked.materials_cents),
    )
    return tuple(line for line in lines if line.cents)


def checked_asked(asked: OrderAsked, hour_cents: int, ceiling: int) -> tuple[QuoteLine, ...]:
    """The lines of the quote; refuses nothing to do, a cost of nothing, what cannot be, and a
    total over the ceiling."""
    if not asked.steps or not set(asked.steps) <= set(ASKED_STEPS):
        raise Refusal(
            _("What is to be done? Nothing was noted. Touch at least one picture."), "steps"
        )
    amounts = (asked.parts_cents, asked.materials_cents)
    if not 0 <= asked.labour_tenths <= LONGEST_TENTHS or min(amounts) < 0:
        raise Refusal(_("This quantity cannot be right. Nothing was noted. Correct it."), "count")
    if len(asked.note) > NOTE_LENGTH:
        raise Refusal(_("This note is too long. Nothing was noted. Shorten it."), "note")
    if not 1 <= asked.days <= LONGEST_DAYS:
        raise Refusal(
            _("Work is promised within 1 to {n} days. Nothing was noted. Choose again.",
              n=LONGEST_DAYS), "days",
        )  # fmt: skip
    lines = quote_lines(asked, hour_cents)
    if not lines:
        raise Refusal(
            _("The quote comes to nothing. Nothing was noted. Give the hours or an amount."),
            "empty",
        )
    if total(lines) > ceiling:
        raise Refusal(_("This quote is too high. Nothing was noted. Correct it."), "ceiling")
    return lines


def refuse_unless(order: CustomerOrder, *stages: Stage) -> None:
    """Refuses, with code "stage", what the stage of an order does not allow."""
    if order.state not in stages:
        raise Refusal(
            _("Order {number} is “{stage}”: this cannot be done now. Nothing was changed. Look at "
              "the list again.", number=order.number, stage=_(STAGE_WORDS[order.state])),
            "stage", stage=order.state,
        )  # fmt: skip


def refuse_if_over(order: CustomerOrder, today: str) -> None:
    """Refuses, with code "late", a quote whose last day is past."""
    if order.expired(today):
        raise Refusal(
            _("Quote {number} is no longer valid. Nothing was changed. Renew it first.",
              number=order.number), "late",
        )  # fmt: skip


def usual_deposit(quote_cents: int, basis_points: int) -> int:
    """The deposit a shop usually asks for: a share of the quote, in whole euros, never above it."""
    return min(quote_cents, quote_cents * basis_points // 10_000 // 100 * 100)


def work_words(steps: Sequence[str]) -> str:
    """ "Poncer, Peindre": what is to be done."""
    return ", ".join(_(STEPS[code].title) for code in steps if code in STEPS)


def what_happens(kind: str) -> str:
    """What becomes of the deposit if the customer gives up: on the quote and on the slip.

    Arrhes are lost by the one who gives up (Code de la consommation L214-1, Code civil 1590). An
    acompte is given back until the work begins; after that it pays the work done (Code civil 1794).
    """
    if kind == ARRHES:
        return _("If you give up, the earnest money stays with the shop.")
    if kind == ACOMPTE:
        return _(
            "If you give up before the work begins, the down payment is given back; after that it "
            "pays the work done."
        )
    return ""


def forgotten_on(order: CustomerOrder, today: str, days: int) -> str:
    """The day the name and phone of an order are erased: so many days after its last one, or after
    today where it has gone by."""
    last = max(order.due_on or order.valid_until, today) if order.is_open else today
    return day_after(last, days)


def renewed(day: str, days: int) -> str:
    """The last day of a quote given or renewed on a day."""
    return day_after(day, days)


def of_order(line: Line) -> bool:
    """Whether a basket line is the work of an order, or its deposit taken off."""
    return line.link.startswith(ORDER_LINK)


def lines_agree(order: CustomerOrder, lines: Sequence[Line]) -> bool:
    """Whether the lines of a basket are exactly an order: its work at the price of the quote, its
    deposit taken off once, nothing else."""
    work = [line for line in lines if line.kind == "service" and line.category == ORDER_SERVICE]
    back = [line for line in lines if line.kind == "deposit_back"]
    paid = sum(line.total_cents for line in work)
    taken_off = -sum(line.total_cents for line in back)
    whole = len(lines) == len(work) + len(back)
    return whole and paid == order.quote_cents and taken_off == order.deposit_cents
