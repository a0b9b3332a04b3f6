"""The till's own papers: opening slip, X (a look) and Z (the closing of a session)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import Columns, Element, Feed, KickDrawer, ReceiptDoc, Row, Rule, Text
from reuse_pos.domain.receipt import (
    ShopHeader,
    VatLine,
    closing_block,
    shop_block,
    tear_off,
    total,
    vat_block,
)
from reuse_pos.domain.wording import _


class CashReportKind(StrEnum):
    """X is a look that closes nothing; Z closes the session and is numbered per till."""

    X = "X"
    Z = "Z"


@dataclass(frozen=True)
class Counts:
    """How many sales, refunds, emptied baskets, reprinted tickets, drawer openings without a
    sale, corrected payments and yeses of a manager.
    """

    sales: int = 0
    refunds: int = 0
    voids: int = 0
    reprints: int = 0
    drawer_openings: int = 0
    corrections: int = 0
    approvals: int = 0


@dataclass(frozen=True)
class MethodLine:
    """One payment method: number of payments, cents expected and, once counted, cents counted."""

    label: str
    count: int
    expected_cents: int
    counted_cents: int | None = None


@dataclass(frozen=True)
class AmountLine:
    """A named amount, such as the morning float or money put in the safe."""

    label: str
    cents: int


@dataclass(frozen=True)
class CashReport:
    """An X or a Z: amounts in cents, `cash` the sum that explains the cash expected, `left` what
    stays and goes.

    `gtp_cents` is the perpetual total of turnover, `gtpa_cents` the same in absolute values, which
    never goes down. `aside` is what was paid that is no turnover, `notes` what an inspector should
    know of this Z. `signature`, `journal_no` and the short name of the `key` are those of the
    closing record, empty and 0 on an X.
    """

    kind: CashReportKind
    shop: ShopHeader
    number: int
    till: str
    operator: str
    opened_at: str
    closed_at: str
    counts: Counts
    vat: tuple[VatLine, ...]
    methods: tuple[MethodLine, ...]
    cash: tuple[AmountLine, ...]
    left: tuple[AmountLine, ...]
    turnover_cents: int
    gtp_cents: int
    gtpa_cents: int
    grams_reused: int
    signature: str = ""
    journal_no: int = 0
    reason: str = ""
    training: bool = False
    name: str = ""
    aside: tuple[AmountLine, ...] = ()
    notes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class OpeningSlip:
    """A session that begins: the float in cents and, when counted, how many of each note and
    coin; `carried_cents` is what the session before had left, when that is another sum.
    """

    shop: ShopHeader
    till: str
    operator: str
    at: str
    float_cents: int
    counted: tuple[tuple[int, int], ...] = ()
    training: bool = False
    carried_cents: int | None = None


def cash_report(report: CashReport) -> ReceiptDoc:
    """The X or Z as a paper: period, counts, VAT, methods, cash, perpetual totals and signature."""
    title = (
        _("Closing Z no. {n}", n=report.number)
        if report.kind is CashReportKind.Z
        else _("X report")
    )
    elements: list[Element] = [
        *shop_block(report.shop),
        Text(title, "center", bold=True),
        *_training(report.training),
        Columns(_("Till {n}", n=report.till), _("Op. {code}", code=report.operator)),
        Columns(_("Opened"), report.opened_at),
        Columns(_("Closed") if report.kind is CashReportKind.Z else _("Printed"), report.closed_at),
        Rule(),
        *_counts(report.counts),
        Rule(),
        total(report.turnover_cents),
        *vat_block(report.vat),
        *_aside(report),
        Rule(),
        *_methods(report.methods),
        Rule(),
        *_amounts(report.cash),
        *_left(report),
        Rule(),
        Columns(_("Perpetual total"), plain_cents(report.gtp_cents), money=True),
        Columns(_("Perpetual total, absolute"), plain_cents(report.gtpa_cents), money=True),
        Feed(),
        Text(_("{kilos} reused", kilos=format_grams(report.grams_reused, 1)), "center", bold=True),
        Feed(),
    ]
    if report.signature:
        elements += closing_block(report.signature, report.journal_no, report.shop, report.key)
    else:
        elements += tear_off()
    return ReceiptDoc(tuple(elements), title, report.name)


def opening_slip(slip: OpeningSlip) -> ReceiptDoc:
    """The slip of a session's beginning; the drawer opens so that the float can be put in."""
    title = _("Session opened")
    coins = [
        Columns(f"{count} x {plain_cents(value)}", plain_cents(count * value), money=True, indent=2)
        for value, count in slip.counted
        if count
    ]
    elements: list[Element] = [
        KickDrawer(),
        *shop_block(slip.shop),
        Text(title, "center", bold=True),
        *_training(slip.training),
        Columns(_("Till {n}", n=slip.till), _("Op. {code}", code=slip.operator)),
        Columns(_("Opened"), slip.at),
        Rule(),
        *coins,
        total(slip.float_cents, _("FLOAT")),
        *_carried(slip),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), title)


def _training(training: bool) -> Iterable[Element]:
    if training:
        yield Text(f"*** {_('TRAINING - NOT A SALE')} ***", "center", bold=True)


def _counts(counts: Counts) -> Iterable[Element]:
    for label, count in (
        (_("Sales"), counts.sales),
        (_("Refunds"), counts.refunds),
        (_("Baskets emptied"), counts.voids),
        (_("Tickets reprinted"), counts.reprints),
        (_("Drawer opened without sale"), counts.drawer_openings),
    ):
        yield Columns(label, str(count))
    for label, count in (
        (_("Payments corrected"), counts.corrections),
        (_("Accepted by the manager"), counts.approvals),
    ):
        if count:
            yield Columns(label, str(count))


def _aside(report: CashReport) -> Iterable[Element]:
    """What makes the payments more than the turnover, and their sum."""
    if report.aside:
        yield Rule()
        yield from _amounts(report.aside)
        taken = report.turnover_cents + sum(line.cents for line in report.aside)
        yield Columns(_("Turnover and the rest"), plain_cents(taken), money=True, bold=True)


def _carried(slip: OpeningSlip) -> Iterable[Element]:
    if slip.carried_cents is not None:
        gap = slip.float_cents - slip.carried_cents
        yield Columns(_("Left by the last Z"), plain_cents(slip.carried_cents), money=True)
        yield Columns(_("Gap"), plain_cents(gap), money=True, bold=True)


def _methods(methods: tuple[MethodLine, ...]) -> Iterable[Element]:
    counted = any(line.counted_cents is not None for line in methods)
    if not counted:
        for line in methods:
            yield Columns(
                f"{line.label} ({line.count})", plain_cents(line.expected_cents), money=True
            )
        return
    yield Row(_("Payments"), (_("Expected"), _("Counted"), _("Gap")))
    for line in methods:
        name = f"{line.label} ({line.count})"
        if line.counted_cents is None:
            yield Row(name, (plain_cents(line.expected_cents), "-", "-"))
            continue
        figures = (
            line.expected_cents, line.counted_cents, line.counted_cents - line.expected_cents,
        )  # fmt: skip
        yield Row(name, tuple(map(plain_cents, figures)))


def _amounts(amounts: tuple[AmountLine, ...]) -> Iterable[Element]:
    for line in amounts:
        yield Columns(line.label, plain_cents(line.cents), money=True)


def _left(report: CashReport) -> Iterable[Element]:
    if report.left:
        yield Rule()
        yield from _amounts(report.left)
    if report.reason:
        yield Text(_("Gap explained: {reason}", reason=report.reason))
    for note in report.notes:
        yield Text(note, bold=True)
