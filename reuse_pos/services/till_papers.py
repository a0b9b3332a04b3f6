"""The till's own papers filled from the journal: opening slip, X and Z."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from reuse_pos.db import journal
from reuse_pos.db import till as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import Columns, Element, ReceiptDoc, Rule, Text
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.receipt import closing_block, shop_block, total, training_mark, vat_block
from reuse_pos.domain.till import DIFFERENCE_REASONS, Z_NOTES, left_in_drawer
from reuse_pos.domain.till_slips import (
    AmountLine,
    CashReport,
    CashReportKind,
    Counts,
    MethodLine,
    OpeningSlip,
    cash_report,
    opening_slip,
)
from reuse_pos.domain.wording import N_, _
from reuse_pos.fiscal.head import TillHead
from reuse_pos.fiscal.records import Body, Record, Totals
from reuse_pos.services.journal import read_head
from reuse_pos.services.office import Office
from reuse_pos.services.tickets import (
    printed_at,
    printed_day,
    shop_header,
    till_number,
    vat_lines,
)

ASIDE_WORDS = {
    "deposit": N_("Deposits taken"),
    "deposit_back": N_("Deposits used or given back"),
    "deposit_kept": N_("Deposits kept"),
    "gift": N_("Gifts to the shop"),
    "membership": N_("Memberships"),
    "tab_settled": N_("Tabs settled"),
    "voucher_issue": N_("Vouchers sold"),
}
PERIOD_TITLES = {
    "DAY": N_("Closing of {period}"),
    "MONTH": N_("Closing of the month {period}"),
    "YEAR": N_("Closing of the year {period}"),
}


def opening_doc(office: Office, record: Record, counted: Mapping[int, int]) -> ReceiptDoc:
    """The slip of a session that begins."""
    body = record.read()
    pieces = tuple(sorted(counted.items(), reverse=True))
    slip = OpeningSlip(
        shop_header(office), _number(record.till), body["op"], printed_at(body["ts"]),
        body["float"], pieces, body["mode"] == "TRAINING", body.get("carried"),
    )  # fmt: skip
    return opening_slip(slip)


def x_doc(office: Office, reader: Reader, till: str) -> ReceiptDoc:
    """The X of the open session; refuses when the till is closed."""
    head = read_head(reader, till)
    if not head.session_seq:
        raise Refusal(_("The till is not open. Nothing was recorded. Open it first."), "closed")
    bodies = journal.bodies(reader, till, head.session_seq, head.seq)
    totals = Totals.of(bodies)
    now = office.clock.now().isoformat(timespec="seconds")
    counts = method_counts(bodies)
    figures = totals.body() | {"gtp": head.gtp, "gtpa": head.gtpa}
    # What was taken, not what lies in the drawer: the float and the moves have their own lines.
    taken = {"CASH": 0, **totals.by_method}
    methods = tuple(
        MethodLine(method_word(office, code), counts.get(code, 0), cents)
        for code, cents in sorted(taken.items(), key=lambda one: _rank(one[0]))
    )
    return cash_report(
        _report(office, reader, CashReportKind.X, head, bodies, figures, methods, now)
    )


def z_doc(office: Office, reader: Reader, till: str, seq: int) -> ReceiptDoc:
    """The Z of a closed session."""
    row = rows.closing(reader, till, seq)
    if row is None or row.kind != "SESSION":
        raise Refusal(_("There is no such Z. Nothing was printed. Check its number."), "none")
    body = json.loads(row.body)
    bodies = journal.bodies(reader, till, body["first_seq"], seq - 1)
    counts = method_counts(bodies)
    methods = tuple(
        MethodLine(
            method_word(office, one["method"]),
            counts.get(one["method"], 0),
            one["expected"],
            one["counted"],
        )
        for one in sorted(body["methods"], key=lambda one: _rank(one["method"]))
    )
    head = TillHead(till, seq=seq, session=body["number"], session_seq=body["first_seq"])
    report = _report(office, reader, CashReportKind.Z, head, bodies, body, methods, body["ts"])
    return cash_report(report)


def period_doc(office: Office, reader: Reader, till: str, seq: int) -> ReceiptDoc:
    """The closing of a day, month or year as a paper: counts, VAT, methods, perpetual totals."""
    row = rows.closing(reader, till, seq)
    if row is None or row.kind == "SESSION":
        raise Refusal(_("There is no such closing. Nothing was printed."), "none")
    body = json.loads(row.body)
    counts = (
        (_("Sales"), body["n_sales"]),
        (_("Refunds"), body["n_refunds"]),
        (_("Baskets emptied"), body["n_voids"]),
        (_("Tickets reprinted"), body["n_reprints"]),
        *([(_("Payments corrected"), body["n_corrections"])] if "n_corrections" in body else []),
    )
    shop = shop_header(office)
    signed = journal.record_hash(reader, till, seq)
    elements: list[Element] = [
        *shop_block(shop),
        Text(_(PERIOD_TITLES[row.kind], period=printed_day(row.period)), "center", bold=True),
        *training_mark(body["mode"] == "TRAINING"),
        Columns(_("Till {n}", n=_number(till)), _("Op. {code}", code=body["op"])),
        Columns(_("Closed"), printed_at(body["ts"])),
        Rule(),
        *(Columns(label, str(count), money=True) for label, count in counts),
        Rule(),
        total(body["turnover"]),
        *vat_block(vat_lines(office, body["vat"], body["day"])),
        *_rest(body),
        Rule(),
        *(
            Columns(method_word(office, one["method"]), plain_cents(one["amt"]), money=True)
            for one in sorted(body["by_method"], key=lambda one: _rank(one["method"]))
        ),
        Rule(),
        Columns(_("Perpetual total"), plain_cents(body["gtp"]), money=True),
        Columns(_("Perpetual total, absolute"), plain_cents(body["gtpa"]), money=True),
        Rule(),
        *closing_block(signed[:8], seq, shop, body["key"]),
    ]
    name = f"closing-{row.kind.lower()}-{row.period}-{_number(till)}"
    return ReceiptDoc(tuple(elements), name, name)


def _report(  # noqa: PLR0913 - one value per part of the paper
    office: Office,
    reader: Reader,
    kind: CashReportKind,
    head: TillHead,
    bodies: list[Body],
    figures: Mapping[str, Any],
    methods: tuple[MethodLine, ...],
    closed_at: str,
) -> CashReport:
    opened = bodies[0]
    totals = Totals.of(bodies)
    till = _number(head.till)
    closed = kind is CashReportKind.Z
    reason = DIFFERENCE_REASONS.get(figures.get("comment") or "", "")
    signed = journal.record_hash(reader, head.till, head.seq) if closed else ""
    return CashReport(
        kind=kind, shop=shop_header(office), number=head.session, till=till,
        operator=figures.get("op", opened["op"]), opened_at=printed_at(opened["ts"]),
        closed_at=printed_at(closed_at),
        counts=Counts(figures["n_sales"], figures["n_refunds"], figures["n_voids"],
                      figures["n_reprints"], _events(bodies, "DRAWER_NO_SALE"),
                      figures.get("n_corrections", 0), _events(bodies, "APPROVAL")),
        vat=vat_lines(office, figures["vat"], opened["day"]), methods=methods,
        cash=_cash(totals, bodies),
        left=_left(office, figures) if closed else (), turnover_cents=figures["turnover"],
        gtp_cents=figures["gtp"], gtpa_cents=figures["gtpa"],
        grams_reused=rows.reused_between(reader, head.till, opened["seq"], head.seq),
        signature=signed[:8], journal_no=head.seq if closed else 0,
        reason=_(reason) if reason else "", training=opened["mode"] == "TRAINING",
        aside=_aside(bodies), notes=_notes(figures), key=figures["key"] if closed else "",
        name=f"z-{opened['day']}-{till}-{head.session}" if closed else f"x-{opened['day']}-{till}",
    )  # fmt: skip


def _cash(totals: Totals, bodies: list[Body]) -> tuple[AmountLine, ...]:
    lines = [AmountLine(_("Float"), totals.float_cents)]
    lines.append(AmountLine(_("Cash taken"), totals.by_method.get("CASH", 0)))
    lines += [
        AmountLine(body["reason"] or body["kind"], body["amt"])
        for body in bodies
        if body["type"] == "CASH_MOVE"
    ]
    lines.append(AmountLine(_("Expected in the drawer"), totals.expected()["CASH"]))
    return tuple(lines)


def _left(office: Office, figures: Mapping[str, Any]) -> tuple[AmountLine, ...]:
    """What stays and what goes; nothing when nobody counted."""
    counted = next((one["counted"] for one in figures["methods"] if one["method"] == "CASH"), None)
    if counted is None:
        return ()
    usual = office.number("till.float_cents")
    stays = figures["left"] if "left" in figures else left_in_drawer(counted, usual)
    return (
        AmountLine(_("Float left for tomorrow"), stays),
        AmountLine(_("To put in the safe"), counted - stays),
    )


def _aside(bodies: list[Body]) -> tuple[AmountLine, ...]:
    """What was paid that is no turnover: deposits, gifts, vouchers sold, tabs settled."""
    sums: dict[str, int] = {}
    for body in bodies:
        if body["type"] in ("SALE", "REFUND"):
            for line in body["lines"]:
                if line["vat_code"] == "HORS" and line["ttc"]:
                    sums[line["kind"]] = sums.get(line["kind"], 0) + line["ttc"]
    return tuple(
        AmountLine(_(ASIDE_WORDS.get(kind, "{kind}"), kind=kind), cents)
        for kind, cents in sorted(sums.items())
    )


def _rest(body: Mapping[str, Any]) -> list[Element]:
    """What makes the payments of a period more than its turnover, and their sum."""
    rest = body["total"] - body["turnover"]
    if not rest:
        return []
    return [
        Rule(),
        Columns(_("Deposits, gifts, vouchers sold"), plain_cents(rest), money=True),
        Columns(_("Turnover and the rest"), plain_cents(body["total"]), money=True, bold=True),
    ]


def _notes(figures: Mapping[str, Any]) -> tuple[str, ...]:
    marks = (figures.get("comment"), figures.get("approval"))
    return tuple(_(Z_NOTES[mark]) for mark in marks if mark in Z_NOTES)


def method_counts(bodies: Iterable[Body]) -> dict[str, int]:
    """How many payments each method had in these records, corrections taken off again."""
    counts: dict[str, int] = {}
    for body in bodies:
        for pay in body.get("pay", ()):
            back = body["type"] == "PAYMENT_CORRECTION" and pay["amt"] < 0
            counts[pay["method"]] = counts.get(pay["method"], 0) + (-1 if back else 1)
    return counts


def _events(bodies: list[Body], code: str) -> int:
    return sum(1 for body in bodies if body.get("code") == code)


def method_word(office: Office, code: str) -> str:
    """What the shop calls a way to pay, on papers and in lists."""
    named = office.setting("pay.local_name") if code == "LOCAL" else ""
    title = next((one.receipt_word for one in METHODS if one.code == code), code)
    return named or _(title)


def _rank(code: str) -> tuple[int, str]:
    """Ways to pay stand on papers as they stand at the counter."""
    known = [one.code for one in METHODS]
    return (known.index(code) if code in known else len(known), code)


def _number(till: str) -> str:
    return str(till_number(till))
