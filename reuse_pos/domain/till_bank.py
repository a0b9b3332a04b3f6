"""What is brought to the bank: a bag of cash counted piece by piece, or a bundle of cheques."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import Columns, Element, Feed, ReceiptDoc, Row, Rule, Text
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off, total
from reuse_pos.domain.wording import _

CASH, CHEQUE = "CASH", "CHEQUE"
DRAWER, SAFE = "DRAWER", "SAFE"
MAX_BAG = 30
# A cheque may be cashed for a year and eight days (Code monétaire et financier, L131-59).
CHEQUE_DAYS = 373


@dataclass(frozen=True)
class SlipCheque:
    """A cheque on a deposit slip: its number, the ticket it paid, its day (as printed), cents."""

    ref: str
    doc_no: str
    day: str
    cents: int


@dataclass(frozen=True)
class DepositSlip:
    """A deposit as its paper says it: cents by note and coin, or cheques; `source` DRAWER | SAFE
    for cash."""

    shop: ShopHeader
    kind: str
    number: str
    till: str
    operator: str
    day: str
    cents: int
    bag: str = ""
    source: str = DRAWER
    counted: tuple[tuple[int, int], ...] = ()
    cheques: tuple[SlipCheque, ...] = ()


def checked_bag(bag: str) -> str:
    """The number of a bag as typed, without blanks around; refuses one that cannot be printed."""
    said = bag.strip()
    if len(said) > MAX_BAG or (said and not said.isprintable()):
        raise Refusal(
            _("This bag number cannot be right. Nothing was recorded. Type it again."), "bag"
        )
    return said


def deposit_slip(slip: DepositSlip) -> ReceiptDoc:
    """The slip that goes to the bank with the bag or the cheques, and its copy in the shop."""
    title = _("Cash to the bank") if slip.kind == CASH else _("Cheques to the bank")
    elements: list[Element] = [
        *shop_block(slip.shop),
        Text(title, "center", bold=True),
        Columns(_("Deposit slip {number}", number=slip.number), slip.day),
        Columns(_("Till {n}", n=slip.till), _("Op. {code}", code=slip.operator)),
        *_from(slip),
        Rule(),
        *_pieces(slip),
        *_cheques(slip),
        total(slip.cents),
        Feed(),
        Columns(_("Signature"), "_" * 20),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), title, f"bank-{slip.number}")


def _from(slip: DepositSlip) -> Iterable[Element]:
    if slip.kind == CASH:
        yield Text(_("Taken from the safe") if slip.source == SAFE else _("Taken from the drawer"))
    if slip.bag:
        yield Columns(_("Bag"), slip.bag)


def _pieces(slip: DepositSlip) -> Iterable[Element]:
    for value, count in slip.counted:
        yield Columns(
            f"{count} x {plain_cents(value)}", plain_cents(count * value), money=True, indent=2
        )


def _cheques(slip: DepositSlip) -> Iterable[Element]:
    if not slip.cheques:
        return
    yield Row(_("Cheque no."), (_("Amount"),), bold=True)
    for one in slip.cheques:
        yield Columns(one.ref or _("without number"), plain_cents(one.cents), money=True)
        yield Text(_("{ticket} of {day}", ticket=one.doc_no, day=one.day), indent=2)
    yield Columns(_("Number of cheques"), str(len(slip.cheques)))
    yield Rule()
