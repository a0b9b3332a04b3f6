"""VAT in a reuse shop: the codes an accountant chooses from, and the VAT table of a ticket to the
cent.

No statutory cash rounding exists in France; VAT is rounded half-up per rate on the ticket total,
and the amounts before VAT are shared among the lines by largest remainder, so that they add up
exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reuse_pos.domain.money import half_up

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class VatCode:
    """One VAT treatment: its rate in basis points and what the ticket must say.

    `receipt_msg` is the wording the law gives, printed as it stands in every language.
    `turnover` is false for money that is no sale (gift, membership, deposit, voucher issued).
    `on_margin`: the rate applies to price − purchase price, and no VAT may be shown (CGI 297 A, 297
    E).
    """

    code: str
    bp: int
    receipt_msg: str = ""
    turnover: bool = True
    on_margin: bool = False


CODES: Mapping[str, VatCode] = {
    code.code: code
    for code in (
        VatCode("EXO261", 0, "Exonération de TVA, art. 261-7-1° du CGI"),
        VatCode("FB293B", 0, "TVA non applicable, art. 293 B du CGI"),
        VatCode("HORS", 0, turnover=False),
        VatCode("N20", 2000),
        VatCode("R10", 1000),
        VatCode("R055", 550),
        VatCode("MARGE", 2000, "Régime particulier – Biens d’occasion", on_margin=True),
    )
}


@dataclass(frozen=True, slots=True)
class Regime:
    """The VAT code a shop sells under from one business day ("2026-01-01") on."""

    valid_from: str
    code: str


def regime_on(regimes: Iterable[Regime], day: str) -> VatCode:
    """The code in force on a business day; `LookupError` when none had begun or the code is
    unknown.
    """
    begun = [regime for regime in regimes if regime.valid_from <= day]
    if not begun:
        raise LookupError(f"no VAT regime on {day}")
    return CODES[max(begun, key=lambda regime: regime.valid_from).code]


def code_of_line(regime: VatCode, own: str | None, purchase_cents: int | None) -> VatCode:
    """The VAT code a line is sold under: the shop's regime, unless the category has its own
    (snacks, books), or the thing was bought second-hand and the shop pays the normal rate
    (CGI 297 A).

    Under the small-business exemption (CGI 293 B) nothing carries VAT, whatever its category.
    """
    if regime.code == "FB293B":
        return regime
    if own:
        return CODES[own]
    if purchase_cents and regime.code == "N20":
        return CODES["MARGE"]
    return regime


@dataclass(frozen=True, slots=True)
class VatLine:
    """What VAT needs of one ticket line: its price with tax and, on margin, what the shop paid
    (cents).

    On a returned line both amounts are negative.
    """

    ttc: int
    code: str
    bp: int
    purchase_ttc: int = 0

    @property
    def taxed(self) -> int:
        """The cents, tax included, that carry the tax: the price, or the margin where that is the
        rule.
        """
        if not (self.code in CODES and CODES[self.code].on_margin):
            return self.ttc
        margin = self.ttc - self.purchase_ttc
        returned = (self.ttc, self.purchase_ttc) < (0, 0)
        return min(0, margin) if returned else max(0, margin)


@dataclass(frozen=True, slots=True)
class VatRow:
    """One row of a ticket's VAT table, in cents: base + vat = ttc."""

    code: str
    bp: int
    base: int
    vat: int
    ttc: int


@dataclass(frozen=True, slots=True)
class VatTable:
    """A ticket's VAT rows by code and rate, and each line's amount before VAT, in line order
    (cents).
    """

    rows: tuple[VatRow, ...]
    ht: tuple[int, ...]


def price_ticket(lines: Sequence[VatLine]) -> VatTable:
    """VAT per code and rate on the whole ticket, and the lines' amounts before VAT, which add up to
    the bases.

    A returned ticket gives exactly the opposite of the ticket that sold the same lines.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for place, line in enumerate(lines):
        groups.setdefault((line.code, line.bp), []).append(place)
    rows = []
    ht = [line.ttc for line in lines]
    for (code, bp), places in sorted(groups.items()):
        group = [lines[place] for place in places]
        ttc = sum(line.ttc for line in group)
        vat = half_up(sum(line.taxed for line in group) * bp, WHOLE_BP + bp)
        rows.append(VatRow(code, bp, ttc - vat, vat, ttc))
        for place, share in zip(places, _before_vat(group, ttc - vat), strict=True):
            ht[place] = share
    return VatTable(tuple(rows), tuple(ht))


def vat_table(lines: Sequence[VatLine]) -> tuple[VatRow, ...]:
    """The VAT rows of a ticket, by code and rate (see `price_ticket`)."""
    return price_ticket(lines).rows


def turnover_of(rows: Iterable[VatRow]) -> int:
    """The cents of a ticket that are sales, tax included: everything but gifts, deposits, vouchers
    issued.
    """
    return sum(row.ttc for row in rows if is_turnover(row.code))


def is_turnover(code: str) -> bool:
    """Whether money under this VAT code counts as sales; a code of the shop's own does."""
    return code not in CODES or CODES[code].turnover


def _before_vat(group: Sequence[VatLine], base: int) -> list[int]:
    """Share `base` cents among lines of one rate by largest remainder, the dearer line first on
    ties.
    """
    bp = group[0].bp
    whole = WHOLE_BP + bp
    sign = -1 if (base, group[0].ttc) < (0, 0) else 1
    exact = [sign * (line.ttc * whole - line.taxed * bp) for line in group]
    shares = [amount // whole for amount in exact]
    missing = sign * base - sum(shares)
    order = sorted(range(len(group)), key=lambda i: (-(exact[i] % whole), -abs(group[i].ttc), i))
    for place in order[:missing]:
        shares[place] += 1
    return [sign * share for share in shares]
