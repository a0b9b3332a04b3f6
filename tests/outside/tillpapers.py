"""Tickets, Z and closings read from their printed lines, as a person with a ruler would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outside.escpos import Paper, print_job

AMOUNT = r"-?\d{1,3}(?: \d{3})*,\d\d"
RULE = "-" * 48
SECOND_HAND = "ARTICLES D'OCCASION"
GUARANTEE = (
    "* Ce bien bénéficie auprès du vendeur d'une garantie légale de conformité d'une durée "
    "minimale de deux ans à compter de sa remise au consommateur."
)
_PAIR = re.compile(r"(?P<left>\S.*?)\s{2,}(?P<right>\S.*)")
_SOLD = re.compile(rf"(?P<label>\S.*?)(?P<star> \*)?\s+(?P<amount>{AMOUNT})")
_UNDER = re.compile(rf"  (?P<words>\S.*?)(?:\s{{2,}}(?P<amount>{AMOUNT}))?")
_KILOS = re.compile(r"(?P<kilos>\d[\d ]*(?:,\d)?) kg réemployés.*")
_SIGNED = re.compile(r"Signature (?P<mark>[0-9a-f]{4} [0-9a-f]{4})\s+Journal n° (?P<n>[\d ]+)")


def cents(text: str) -> int:
    """ "1 234,50" → 123450."""
    return int(text.replace(" ", "").replace(",", ""))


@dataclass(frozen=True)
class SoldLine:
    """One line of a ticket: the amount before and what its reduction takes off."""

    label: str
    star: bool
    amount: int
    under: tuple[str, ...] = ()
    reduction: int = 0


@dataclass(frozen=True)
class Ticket:
    """All an inspector looks for on a ticket."""

    name: str
    shop: str
    siret: str
    banners: tuple[str, ...]
    number: int
    at: datetime
    till: int
    operator: str
    lines: tuple[SoldLine, ...]
    second_hand: bool
    total: int
    payments: tuple[tuple[str, int], ...]
    mentions: str
    kilos: float
    barcode: str
    mark: str
    journal_no: int
    cuts: int


@dataclass(frozen=True)
class Closing:
    """A Z or a month's closing: what was counted, sold and paid."""

    name: str
    title: str
    till: int
    operator: str
    counts: dict[str, int]
    total: int
    amounts: dict[str, int]
    methods: dict[str, tuple[int, ...]]
    kilos: float
    mark: str
    journal_no: int
    text: str


def read_ticket(path: Path) -> Ticket:
    """The ticket of a file of printer bytes; raises when a part is missing or stands elsewhere."""
    paper = print_job(path.read_bytes())
    rows = paper.text
    sold, paid, rest = _between_rules(rows)
    head = rows[: rows.index(RULE)]
    shop, siret = _shop(head)
    first = next(i for i, row in enumerate(head) if row.startswith("Ticket "))
    number, at = _pair(head[first])
    till, operator = _pair(head[first + 1])
    total_at = next(i for i, row in enumerate(paid) if row.startswith("TOTAL"))
    mark, journal_no = _signature(rows)
    (barcode,) = paper.barcodes
    return Ticket(
        name=path.name,
        shop=shop,
        siret=siret,
        banners=tuple(row.strip("* ") for row in head if row.strip().startswith("***")),
        number=int(number.removeprefix("Ticket ")),
        at=datetime.strptime(at, "%d/%m/%Y %H:%M"),  # noqa: DTZ007 - as printed, local time
        till=int(till.removeprefix("Caisse ")),
        operator=operator.removeprefix("Op. "),
        lines=tuple(_lines(sold[1:] if sold[0].strip() == SECOND_HAND else sold)),
        second_hand=sold[0].strip() == SECOND_HAND,
        total=_total(paper),
        # A number or what is left on a voucher stands under its payment, set in.
        payments=tuple(_amount(row) for row in paid[total_at + 1 :] if not row.startswith("  ")),
        mentions=" ".join(" ".join(rest).split()),
        kilos=_kilos(rows),
        barcode=barcode,
        mark=mark,
        journal_no=journal_no,
        cuts=paper.cuts,
    )


def read_closing(path: Path) -> Closing:
    """The Z or closing of a file of printer bytes."""
    paper = print_job(path.read_bytes())
    rows = paper.text
    title = next(row.strip() for row in rows if row.strip().startswith("Clôture"))
    till, operator = next(_pair(row) for row in rows if row.startswith("Caisse "))
    counts = {m[1]: int(m[2]) for row in rows if (m := re.fullmatch(r"(\D+?)\s{2,}(\d+)", row))}
    found = [m for row in rows if (m := re.fullmatch(rf"((?:\S| (?! ))+)\s{{2,}}({AMOUNT})", row))]
    three = rf"(\S.*?) \(\d+\)\s+({AMOUNT})\s+({AMOUNT})\s+({AMOUNT})"
    methods = {
        m[1]: tuple(cents(part) for part in m.groups()[1:])
        for row in rows
        if (m := re.fullmatch(three, row))
    }
    mark, journal_no = _signature(rows)
    return Closing(
        path.name, title, int(till.removeprefix("Caisse ")), operator.removeprefix("Op. "), counts,
        _total(paper), {m[1]: cents(m[2]) for m in found}, methods, _kilos(rows), mark, journal_no,
        "\n".join(rows),
    )  # fmt: skip


def _shop(head: list[str]) -> tuple[str, str]:
    siret = re.search(r"SIRET ([\d ]{14,18})", "\n".join(head))
    if siret is None:
        raise ValueError("no SIRET number")
    return head[0].strip(), siret[1].replace(" ", "")


def _pair(row: str) -> tuple[str, str]:
    found = _PAIR.fullmatch(row)
    if found is None:
        raise ValueError(f"{row!r} is not two words apart")
    return found["left"], found["right"]


def _between_rules(rows: list[str]) -> tuple[list[str], list[str], list[str]]:
    first, second, third = (i for i, row in enumerate(rows) if row == RULE)
    return rows[first + 1 : second], rows[second + 1 : third], rows[third + 1 :]


def _lines(rows: list[str]) -> list[SoldLine]:
    lines: list[SoldLine] = []
    for row in rows:
        if row.startswith("  "):
            under = _UNDER.fullmatch(row)
            if under is None:
                raise ValueError(f"{row!r} belongs to no line")
            last = lines.pop()
            off = -cents(under["amount"]) if under["amount"] else 0
            lines.append(
                SoldLine(last.label, last.star, last.amount, (*last.under, under["words"]),
                         last.reduction + off)
            )  # fmt: skip
            continue
        sold = _SOLD.fullmatch(row)
        if sold is None:
            raise ValueError(f"{row!r} is no line of a ticket")
        lines.append(SoldLine(sold["label"], bool(sold["star"]), cents(sold["amount"])))
    return lines


def _total(paper: Paper) -> int:
    (row,) = [line.text for line in paper.lines if line.wide]
    found = re.fullmatch(rf"TOTAL\s+({AMOUNT}) EUR", row.replace("\u00a0", " "))
    if found is None:
        raise ValueError(f"{row!r} is no total")
    return cents(found[1])


def _amount(row: str) -> tuple[str, int]:
    label, amount = _pair(row)
    return label, cents(amount)


def _kilos(rows: list[str]) -> float:
    found = [m for row in rows if (m := _KILOS.fullmatch(row.strip()))]
    return float(found[0]["kilos"].replace(" ", "").replace(",", ".")) if found else 0.0


def _signature(rows: list[str]) -> tuple[str, int]:
    (found,) = [m for row in rows if (m := _SIGNED.fullmatch(row))]
    return found["mark"].replace(" ", ""), int(found["n"].replace(" ", ""))
