"""Gift cards, vouchers and store credit: sold, given, spent, given back; what the shop still owes
on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reuse_pos.db import device
from reuse_pos.db import printing as jobs
from reuse_pos.db import vouchers as rows
from reuse_pos.db.store import Reader
from reuse_pos.db.vouchers import OpenSum, VoucherMoved
from reuse_pos.domain import vouchers as rules
from reuse_pos.domain.basket import Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, CodeKind, Id, make_random_code, uuid7
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.tender import Tender
from reuse_pos.domain.voucher_paper import VoucherPaper, voucher_paper
from reuse_pos.domain.vouchers import CREDIT, GIFT_CARD, KIND_WORDS, VOUCHER, VoucherState
from reuse_pos.domain.wording import _
from reuse_pos.services.guesses import by_code
from reuse_pos.services.office import Office, Station
from reuse_pos.services.printing import print_kept
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.tickets import printed_day, shop_header
from reuse_pos.services.verb import Act, verb

PAPER = "voucher"


class Vouchers(Station):
    """The shop's own paper money."""

    def line_of_gift_card(self, cents: int) -> Line:
        """The basket line of a gift card worth `cents`; the card itself is made by the sale."""
        rules.check_amount(cents, self.office.number("price.ceiling_cents"))
        return Line(
            0, "voucher_issue", _(KIND_WORDS[GIFT_CARD]), None, 1, "piece", cents, most=1,
            icon="ticket", link=GIFT_CARD,
        )  # fmt: skip

    def find(self, raw: str, due_cents: int = 0) -> Tender:
        """The voucher of a scanned code, and what it pays of `due_cents`.

        Refuses what `guesses.by_code` refuses, and "cancelled", "spent" or "expired"
        (`facts["voucher"]`).
        """
        return tender_of(self.office, by_code(self.office, raw, rows.by_code_hash), due_cents)

    def look(self, raw: str) -> VoucherState:
        """The voucher of a scanned code whatever its state, for the manager's page."""
        return by_code(self.office, raw, rows.by_code_hash)

    def numbered(self, number: str) -> VoucherState | None:
        """The voucher with the number people see; None when there is none."""
        return rows.by_number(self.store.read(), number.strip().upper())

    def tender(self, number: str, due_cents: int) -> Tender:
        """What a voucher known by its number pays (the credit of an exchange)."""
        found = self.numbered(number)
        if found is None:
            raise _unknown()
        return tender_of(self.office, found, due_cents)

    def moves(self, voucher: Id) -> list[VoucherMoved]:
        """What became of a voucher, oldest first."""
        return rows.moves(self.store.read(), voucher)

    def open_total(self) -> list[OpenSum]:
        """What the shop owes on vouchers that can still be spent, by kind."""
        return rows.open_sums(self.store.read(), self._today())

    def still_open(self, limit: int = 200, offset: int = 0) -> list[VoucherState]:
        """Vouchers that can still be spent, the soonest to end first."""
        return rows.still_open(self.store.read(), self._today(), limit, offset)

    def papers_waiting(self) -> dict[str, Id]:
        """The vouchers whose paper did not come out yet: {number: job for `printing.retry`}."""
        return jobs.waiting_numbers(self.store.read(), PAPER)

    @verb("voucher_given", Permission.SET_UP)
    def issue(self, act: Act, cents: int, reason: str) -> str:
        """Give a voucher away for a reason, without money; its paper prints. Returns its number."""
        rules.check_amount(cents, self.office.number("price.ceiling_cents"))
        made = _issued(act, self.office, VOUCHER, cents, _told(reason))
        return made.number

    @verb("voucher_cancelled", Permission.SET_UP)
    def cancel(self, act: Act, voucher: Id, reason: str) -> None:
        """Take a voucher's worth away for good, for a reason."""
        found = rules.usable(_present(act.tx, voucher), "")
        _cancel(act, found, _told(reason))

    @verb("voucher_replaced", Permission.SET_UP)
    def replace(self, act: Act, voucher: Id, reason: str) -> str:
        """Cancel a voucher whose paper is lost or never came out, and issue what was left on it
        again under a new code, with the same last day. Returns the new number."""
        found = rules.usable(_present(act.tx, voucher), act.day)
        _cancel(act, found, _told(reason))
        made = _issued(
            act, self.office, found.kind, found.left_cents, found.number, until=found.expires_on
        )
        return made.number

    @verb("voucher_paper_made", Permission.SELL)
    def give_paper(self, act: Act, voucher: Id) -> None:
        """Print the paper of a credit that never had one (an exchange that was given up)."""
        found = rules.usable(_present(act.tx, voucher), act.day)
        if found.has_code:
            raise Refusal(
                _("This voucher already has its paper. Nothing was changed. Ask the manager for "
                  "a new one."), "has_code",
            )  # fmt: skip
        _give_code(act, self.office, found)

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def tender_of(office: Office, voucher: VoucherState, due_cents: int) -> Tender:
    """What a voucher pays of `due_cents` today; refuses one that pays nothing any more."""
    rules.usable(voucher, business_day(office.clock.now()).isoformat())
    cents = min(voucher.left_cents, due_cents)
    payment = None
    if cents > 0:
        payment = Payment(voucher.method, cents, voucher.number, voucher.id.hex())
    return Tender(
        voucher.kind, voucher.number, _(KIND_WORDS[voucher.kind]), voucher.left_cents,
        voucher.expires_on, payment, _rest_sentence(office, voucher, due_cents),
    )  # fmt: skip


def issue_credit(
    act: Act, office: Office, cents: int, document: str, *, paper: bool = True
) -> tuple[str, str]:
    """Within a verb: owe `cents` for things brought back on `document`. Returns the credit's number
    and 13 digits; `paper=False` when it is used at once in an exchange: then it has no code until
    something is left on it."""
    rules.check_amount(cents, office.number("price.ceiling_cents"))
    digits = make_random_code(CodeKind.VOUCHER) if paper else ""
    made = _issued(act, office, CREDIT, cents, document, digits=digits)
    return made.number, digits


def spend(act: Act, office: Office, payments: Sequence[Payment], document: str) -> None:
    """Within a verb: let the vouchers and credits among `payments` pay `document`.

    Several payments of one voucher count together. Refuses a voucher that is not what the payment
    says, is over, or holds less.
    """
    by_voucher: dict[str, list[Payment]] = {}
    for one in payments:
        if one.method in (VOUCHER, CREDIT):
            by_voucher.setdefault(one.link, []).append(one)
    for link, parts in by_voucher.items():
        found = _present(act.tx, _id(link))
        if any((one.method, one.ref) != (found.method, found.number) for one in parts):
            raise _unknown()
        cents = sum(one.amount_cents for one in parts)
        done = rules.spend(found, cents, act.day, office.setting("voucher.remainder"))
        _keep(act, done.after)
        _move(act, found.id, "spent", cents, document)
        if done.lost:
            _move(act, found.id, "lost", done.lost, document)
        if done.after.left_cents and not found.has_code:
            _give_code(act, office, done.after)


def give_back(act: Act, link: str, cents: int, document: str) -> str:
    """Within a verb: put `cents` of a returned or corrected sale on a voucher again (`link`: its
    hex id). Returns its number. Refuses "cancelled", and more than it paid."""
    found = _present(act.tx, _id(link))
    back = rules.give_back(found, cents, rows.paid(act.tx, found.id), act.day)
    _keep(act, back)
    _move(act, found.id, "returned", cents, document)
    return found.number


def left_after(office: Office, reader: Reader, payments: Iterable[Payment]) -> dict[str, int]:
    """What stays on each voucher once `payments` are taken: {hex id: cents}, for the ticket."""
    spent: dict[str, int] = {}
    for one in payments:
        if one.method in (VOUCHER, CREDIT):
            spent[one.link] = spent.get(one.link, 0) + one.amount_cents
    left = {}
    for link, cents in spent.items():
        found = _present(reader, _id(link))
        lost = rules.loses_rest(found.kind, office.setting("voucher.remainder"))
        left[link] = 0 if lost else max(0, found.left_cents - cents)
    return left


def settle_vouchers(sale: SaleInHand) -> None:
    """A sale's vouchers: those that pay it go down, the gift cards it sells are made."""
    spend(sale.act, sale.office, sale.paid, sale.doc_no)
    for line in sale.basket.lines:
        if line.kind != "voucher_issue":
            continue
        if line.link != GIFT_CARD or line.qty != 1 or line.discount_cents:
            raise Refusal(
                _("A gift card is sold alone at its full worth. Nothing was recorded. Take its "
                  "line out and touch it again."), "gift_card",
            )  # fmt: skip
        rules.check_amount(line.total_cents, sale.office.number("price.ceiling_cents"))
        _issued(sale.act, sale.office, GIFT_CARD, line.total_cents, sale.doc_no)


def _issued(  # noqa: PLR0913 - the facts of one issue
    act: Act, office: Office, kind: str, cents: int, document: str, *,
    digits: str | None = None, until: str | None = None,
) -> VoucherState:  # fmt: skip
    code = make_random_code(CodeKind.VOUCHER) if digits is None else digits
    expires = until
    if expires is None:
        expires = rules.expiry(date.fromisoformat(act.day), office.number("voucher.months"))
    made = VoucherState(
        uuid7(act.at_ns), _next_number(act, kind), kind, cents, cents, act.day, expires,
        rules.OPEN, bool(code),
    )  # fmt: skip
    act.put(
        "voucher", id=made.id, number=made.number, kind=kind,
        code_hash=rules.code_hash(code) if code else "", issued_cents=cents, left_cents=cents,
        issued_on=act.day, expires_on=expires, state=rules.OPEN,
    )  # fmt: skip
    _move(act, made.id, "issued", cents, document)
    if code:
        _print(act, office, made, code)
    return made


def _give_code(act: Act, office: Office, voucher: VoucherState) -> None:
    code = make_random_code(CodeKind.VOUCHER)
    act.set("voucher", {"id": voucher.id}, code_hash=rules.code_hash(code))
    _print(act, office, voucher, code)
    act.changed(Change.COUNTER)


def _print(act: Act, office: Office, voucher: VoucherState, code: str) -> None:
    expires = printed_day(voucher.expires_on) if voucher.expires_on else ""
    paper = VoucherPaper(
        shop_header(office), voucher, code, printed_day(act.day), expires,
        office.setting("voucher.remainder"), office.training,
    )  # fmt: skip
    print_kept(office, act, PAPER, voucher.number, voucher_paper(paper))


def _cancel(act: Act, voucher: VoucherState, reason: str) -> None:
    _keep(act, rules.cancelled(voucher))
    jobs.drop_kept(act.tx, PAPER, voucher.number)
    _move(act, voucher.id, "cancelled", voucher.left_cents, reason)


def _keep(act: Act, after: VoucherState) -> None:
    act.set(
        "voucher", {"id": after.id}, left_cents=after.left_cents, state=after.state,
        expires_on=after.expires_on,
    )  # fmt: skip


def _move(act: Act, voucher: Id, kind: str, cents: int, document: str) -> None:
    act.put(
        "voucher_move", id=uuid7(act.at_ns), voucher=voucher, kind=kind, cents=cents,
        document=document, day=act.day, op=act.who.op,
    )  # fmt: skip
    act.changed(Change.COUNTER)


def _next_number(act: Act, kind: str) -> str:
    prefix = f"{rules.LETTER_OF[kind]}{DEVICE_LETTERS[device.device(act.tx).device]}-"
    fresh = sum(
        1 for change in act.payload.rows
        if change.table == "voucher" and str(change.values.get("number", "")).startswith(prefix)
    )  # fmt: skip
    return f"{prefix}{rows.last_number(act.tx, prefix) + fresh + 1:06d}"


def _present(reader: Reader, voucher: Id) -> VoucherState:
    found = rows.by_id(reader, voucher)
    if found is None:
        raise _unknown()
    return found


def _id(link: str) -> Id:
    try:
        return bytes.fromhex(link)
    except ValueError:
        raise _unknown() from None


def _unknown() -> Refusal:
    return Refusal(
        _("This voucher is not known. Nothing was recorded. Scan it again."), "unknown_voucher"
    )


def _told(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise Refusal(_("Say why. Nothing was changed. Type a reason."), "reason")
    return words[:80]


def _rest_sentence(office: Office, voucher: VoucherState, due_cents: int) -> str:
    rest = voucher.left_cents - due_cents
    if rest <= 0:
        return ""
    if rules.loses_rest(voucher.kind, office.setting("voucher.remainder")):
        return _("No change: {rest} will be lost.", rest=format_cents(rest))
    return _("No change: {rest} stay on it.", rest=format_cents(rest))


__all__ = [
    "OpenSum", "VoucherMoved", "Vouchers", "give_back", "issue_credit", "left_after",
    "settle_vouchers", "spend", "tender_of",
]  # fmt: skip
