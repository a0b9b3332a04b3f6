"""The customer's basket at the counter: its lines, what is taken off, what they come to, and which
receipt to offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source
from reuse_pos.domain.payments.base import Payment
from reuse_pos.domain.pricing import lot_total, per_kilo_cents
from reuse_pos.domain.wording import _

MAX_QTY = 999
LOT, SALE_DAYS = "LOT", "SALE_DAYS"


@dataclass(frozen=True)
class Line:
    """One line: `qty` pieces at `unit_cents` each, or `qty` grams at `unit_cents` a kilo (`unit`
    "g").

    `kind` is goods | service | membership | gift, or money promised and taken back: deposit |
    deposit_back | deposit_kept | voucher_issue | tab_settled.
    `most` is how many can be had at all: 1 for a labelled object, what is left for a batch.
    `weight_g` is the mass of the whole line; `discount_cents` comes off the whole line; `tare_g`
    is the bag taken off a weighed load, `weight_reason` why its weight was typed.
    `comment` goes with a free price; `link` is what the line settles (a hold, an account: hex id; a
    kind of voucher); `approval` the manager's yes it needed (hex id). `lowest_cents` is the lowest
    price of 30 days where a reduction is announced, `sale_days` the operation that gives it.
    `organism` and `organism_no` go with a solidarity price; `purchase_cents` is what the shop paid.
    A lot key costs `lot_cents` for each `lot_qty` pieces; `sale_unit_cents` is what a piece costs
    during sale days: the reduction of both follows the number of pieces, the better one holding.
    """

    n: int
    kind: str
    label: str
    category: str | None
    qty: int
    unit: str
    unit_cents: int
    weight_g: int = 0
    weight_src: Source = Source.NONE
    code: str | None = None
    item: bytes | None = None
    key: str | None = None
    most: int | None = None
    discount_cents: int = 0
    discount_reason: str | None = None
    guarantee: bool = False
    known_defects: str = ""
    tested_on: str | None = None
    icon: str = ""
    family: str = ""
    tare_g: int = 0
    weight_reason: str = ""
    comment: str = ""
    link: str = ""
    approval: str = ""
    lowest_cents: int | None = None
    sale_days: str = ""
    organism: str = ""
    organism_no: str = ""
    purchase_cents: int | None = None
    lot_qty: int | None = None
    lot_cents: int | None = None
    sale_unit_cents: int | None = None

    @property
    def full_cents(self) -> int:
        """The price before any reduction."""
        return (
            per_kilo_cents(self.qty, self.unit_cents)
            if self.unit == "g"
            else self.qty * self.unit_cents
        )

    @property
    def total_cents(self) -> int:
        """What the line costs."""
        return self.full_cents - self.discount_cents

    def reduced_by_itself(self) -> Line:
        """The line with what comes off it without anybody asking: its lots or the sale days, the
        better one for the customer (nothing added up); unchanged where it has neither."""
        lot = 0
        if self.lot_qty and self.lot_cents is not None:
            lot = self.full_cents - lot_total(
                self.qty, self.unit_cents, self.lot_qty, self.lot_cents
            )
        days = 0
        if self.sale_unit_cents is not None:
            days = (self.unit_cents - self.sale_unit_cents) * self.qty
        if self.lot_qty is None and self.sale_unit_cents is None:
            return self
        reason = (LOT if lot >= days else SALE_DAYS) if max(lot, days) else None
        return replace(self, discount_cents=max(lot, days), discount_reason=reason)

    @property
    def pieces(self) -> int:
        """Objects in the line; goods sold by weight count as one."""
        return 1 if self.unit == "g" else self.qty


@dataclass(frozen=True)
class Basket:
    """The lines in the order they were added; a basket never changes, each gesture makes the next
    one.

    `tenders` is money already known to pay it (the credit of an exchange, a voucher scanned first);
    `tariff` the solidarity tariff of the person, with the organism that sent them and the number of
    their card or paper; `commune` where they come from (survey).
    """

    lines: tuple[Line, ...] = ()
    selected: int | None = None
    next_n: int = 1
    label: str = field(default="")
    tenders: tuple[Payment, ...] = ()
    tariff: str = ""
    commune: str = ""
    organism: str = ""
    organism_no: str = ""

    @property
    def total_cents(self) -> int:
        """What is to be paid."""
        return sum(line.total_cents for line in self.lines)

    @property
    def by_kind(self) -> dict[str, int]:
        """What the basket comes to by kind of line, in cents."""
        sums: dict[str, int] = {}
        for line in self.lines:
            sums[line.kind] = sums.get(line.kind, 0) + line.total_cents
        return sums

    @property
    def discount_cents(self) -> int:
        """All reductions together."""
        return sum(line.discount_cents for line in self.lines)

    @property
    def pieces(self) -> int:
        """Objects in the basket."""
        return sum(line.pieces for line in self.lines if line.kind == "goods")

    @property
    def reused_g(self) -> int:
        """Grams that leave for a second life."""
        return sum(line.weight_g for line in self.lines if line.kind == "goods")

    def line(self, n: int) -> Line:
        """The line numbered `n`; refuses when it is gone."""
        for line in self.lines:
            if line.n == n:
                return line
        raise Refusal(
            _("This line is no longer in the basket. Nothing was changed. Choose another line."),
            "line",
        )

    def add(self, line: Line) -> Basket:
        """The basket with one more line (or one more piece of the same key at the same price),
        selected."""
        twice = next((one for one in self.lines if line.item and one.item == line.item), None)
        if twice is not None:
            if twice.most == 1:
                raise Refusal(
                    _("Already in the basket. Nothing was added. Scan the next thing."), "in_basket"
                )
            return self.set_qty(twice.n, twice.qty + line.qty)
        same = next((one for one in reversed(self.lines) if _same_kind(one, line)), None)
        if same is not None:
            return self.set_qty(same.n, same.qty + line.qty)
        added = replace(line, n=self.next_n)
        return replace(self, lines=(*self.lines, added), selected=added.n, next_n=self.next_n + 1)

    def set_qty(self, n: int, qty: int) -> Basket:
        """The basket with `qty` pieces on a line; weight and reduction follow; refuses 0, >999 and
        labelled objects."""
        line = self.line(n)
        if line.most == 1 or line.unit == "g":
            raise Refusal(
                _("There is only one of it. Nothing was changed. Scan another label to add one."),
                "unique",
            )
        most = line.most or MAX_QTY
        if not 1 <= qty <= most:
            raise Refusal(
                _("The number must be between 1 and {most}. Nothing was changed.", most=most), "qty"
            )
        weight = line.weight_g * qty // line.qty
        discount = line.discount_cents * qty // line.qty
        counted = replace(line, qty=qty, weight_g=weight, discount_cents=discount)
        by_itself = line.discount_reason in (None, LOT, SALE_DAYS)
        return self._put(counted.reduced_by_itself() if by_itself else counted)

    def discount(self, n: int, cents: int, reason: str | None) -> Basket:
        """The basket with `cents` off a line for a reason; 0 takes the reduction away."""
        line = self.line(n)
        if not 0 <= cents <= line.full_cents:
            raise Refusal(
                _("A reduction cannot be above the price. Nothing was changed. Choose another."),
                "discount",
            )
        return self._put(
            replace(line, discount_cents=cents, discount_reason=reason if cents else None)
        )

    def approved(self, numbers: Iterable[int], approval: str) -> Basket:
        """The basket with a manager's yes (hex id) on these lines."""
        wanted = frozenset(numbers)
        lines = tuple(
            replace(line, approval=approval) if line.n in wanted else line for line in self.lines
        )
        return replace(self, lines=lines)

    def remove(self, n: int) -> Basket:
        """The basket without a line."""
        self.line(n)
        lines = tuple(line for line in self.lines if line.n != n)
        return replace(self, lines=lines, selected=lines[-1].n if lines else None)

    def select(self, n: int | None) -> Basket:
        """The basket with another line chosen."""
        return replace(self, selected=n)

    def from_commune(self, commune: str) -> Basket:
        """The basket of a visitor from a commune (INSEE code; "" when it was not asked)."""
        return replace(self, commune=commune)

    def with_tender(self, tender: Payment) -> Basket:
        """The basket with one more payment known beforehand; refuses the same one twice."""
        if any(one.link == tender.link for one in self.tenders if one.link):
            raise Refusal(
                _("It is already in the basket. Nothing was added. Scan another."), "in_basket"
            )
        return replace(self, tenders=(*self.tenders, tender))

    def without_tender(self, number: int) -> Basket:
        """The basket without one of the payments known beforehand (by its place)."""
        kept = tuple(one for n, one in enumerate(self.tenders) if n != number)
        return replace(self, tenders=kept)

    def _put(self, changed: Line) -> Basket:
        lines = tuple(changed if line.n == changed.n else line for line in self.lines)
        return replace(self, lines=lines, selected=changed.n)


def _same_kind(one: Line, other: Line) -> bool:
    return (
        one.unit == other.unit == "piece"
        and one.item is None
        and other.item is None
        and one.key is not None
        and _kept(one) == _kept(other)
    )


def _kept(line: Line) -> tuple[object, ...]:
    """What two touches of a key must share to be one line: a reduction somebody gave is its own."""
    given = 0 if line.discount_reason in (LOT, SALE_DAYS) else line.discount_cents
    return (
        line.key, line.unit_cents, given, line.lot_qty, line.lot_cents, line.sale_unit_cents,
        line.comment,
    )  # fmt: skip


def receipt_choice(lines: Iterable[Line]) -> tuple[str, str]:
    """Which receipt is offered first, and why: ("PRINT", category of the line) when a line carries
    the legal guarantee mention (C. conso. D211-6), else ("NONE", "") since tickets are no longer
    printed unasked (C. env. L541-15-10)."""
    for line in lines:
        if line.guarantee:
            return "PRINT", line.category or ""
    return "NONE", ""
