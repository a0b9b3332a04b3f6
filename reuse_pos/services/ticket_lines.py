"""A ticket's lines as its paper says them: goods, money promised and taken back, gifts, what is
returned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reuse_pos.domain.hold import what_happens
from reuse_pos.domain.ids import short_form
from reuse_pos.domain.money import half_up, plain_cents
from reuse_pos.domain.orders import what_happens as what_if_given_up
from reuse_pos.domain.pricing import DISCOUNT_REASONS
from reuse_pos.domain.receipt import ReceiptLine, percent
from reuse_pos.domain.wording import N_, _

VatMarks = Mapping[tuple[str, int], str]
KIND_NOTES = {
    "gift": N_("Gift to the association, not a sale"),
    "voucher_issue": N_("Its code is on its own paper"),
}


def receipt_line(line: Mapping[str, Any], marks: VatMarks) -> ReceiptLine:
    """A line of a journal record as the paper shows it; who gave a solidarity price stays off it.
    `marks` point to the VAT table where there are several rates."""
    by_weight = line["unit"] == "g"
    amount = line["ttc"] + line["disc"]
    # Something returned at a reduced price is not so many times its price.
    told = line["ttc"] >= 0 or line["qty"] * line["unit_ttc"] == amount
    return ReceiptLine(
        line["label"],
        amount,
        code=short_form(line["sku"]) if line["sku"] else "",
        quantity=1 if by_weight or line["qty"] == -1 else line["qty"],
        unit_cents=None if by_weight or not told else line["unit_ttc"],
        grams=line["qty"] if by_weight else None,
        kilo_cents=line["unit_ttc"] if by_weight else None,
        discount_label=_discount(line),
        discount_cents=line["disc"],
        defect=line.get("defects", ""),
        tested_on=printed_day(line["tested"]) if line.get("tested") else "",
        guarantee=bool(line.get("guarantee")),
        notes=_notes(line),
        vat_mark=marks.get((line["vat_code"], line["vat_bp"]), ""),
    )


def vat_marks(table: list[dict[str, Any]]) -> VatMarks:
    """A letter for each rate of a ticket that has several; none where there is one only."""
    rates = [(row["code"], row["bp"]) for row in table if row["code"] != "HORS"]
    if len(rates) < 2:
        return {}
    return {rate: chr(ord("A") + place) for place, rate in enumerate(rates)}


def printed_day(day: str) -> str:
    """An ISO date as papers show it: "18/11/2026"."""
    return "/".join(reversed(day.split("-")))


def promise_notes(line: Mapping[str, Any]) -> tuple[str, ...]:
    """What the slip of a deposit says: the hold or order, its things, until when, what happens
    then."""
    if "hold" in line:
        told, last = _("Hold {number}", number=line["hold"]), N_("Held until {day}")
        then = what_happens
    elif "order" in line:
        told, last = _("Order {number}", number=line["order"]), N_("Ready on {day} at the latest")
        then = what_if_given_up
    else:
        return ()
    if "until" not in line:
        return (told,)
    day = printed_day(line["until"])
    return (told, *line["things"], _(last, day=day), then(line["deposit"]))


def _notes(line: Mapping[str, Any]) -> tuple[str, ...]:
    notes = list(promise_notes(line))
    if line.get("test_sheet"):
        notes.append(_("Test sheet {number}", number=line["test_sheet"]))
    if line.get("comment"):
        notes.append(line["comment"])
    if line["disc"] and line.get("lowest"):
        price = plain_cents(line["lowest"])
        notes.append(_("Lowest price of the last 30 days: {price}", price=price))
    if line["kind"] in KIND_NOTES and line["ttc"] > 0:
        notes.append(_(KIND_NOTES[line["kind"]]))
    return tuple(notes)


def _discount(line: Mapping[str, Any]) -> str:
    """Why a line costs less, and by how many percent where that is a whole number."""
    reason = line["disc_reason"] or ""
    words = line.get("sale_days") or _(DISCOUNT_REASONS.get(reason, ""))
    if reason not in DISCOUNT_REASONS or not line["disc"]:
        return ""
    if reason in ("LOT", "GIFT"):
        return str(words)
    before = line["ttc"] + line["disc"]
    rate_bp = half_up(line["disc"] * 100, before) * 100 if before > 0 else 0
    whole = rate_bp and half_up(before * rate_bp, 10_000) == line["disc"]
    return f"{words} -{percent(rate_bp)}" if whole else str(words)
