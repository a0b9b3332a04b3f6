"""The shop's settings: one declared list; forms, checks and documentation derive from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import N_, _


@dataclass(frozen=True)
class Setting:
    """One thing a manager may set; `kind` is text | int | bool | choice:a|b | date (ISO, or none) |
    hours ("09:00,14:00") | weekdays ("2,3", 1 = Monday)."""

    key: str
    kind: str
    default: str
    title: str


SETTINGS: tuple[Setting, ...] = (
    Setting("store.number", "int", "1", N_("Store number in codes")),
    Setting("store.name", "text", "", N_("Name of the shop")),
    Setting("store.short_name", "text", "", N_("Short name on labels")),
    Setting("store.address", "text", "", N_("Address")),
    Setting("store.phone", "text", "", N_("Phone number")),
    Setting("store.siret", "text", "", N_("SIRET number")),
    Setting("store.commune", "text", "35238", N_("Commune (INSEE code)")),
    Setting(
        "store.near_communes", "text", "35238", N_("Communes shown at reception (INSEE codes)")
    ),
    Setting("vat.regime", "choice:EXO261|FB293B|N20", "EXO261", N_("VAT regime")),
    Setting(
        "vat.sentence",
        "text",
        "Exonération de TVA, art. 261-7-1° du CGI",
        N_("VAT sentence on receipts"),
    ),
    Setting("till.float_cents", "int", "15000", N_("Usual float in the drawer")),
    Setting("till.year_starts", "int", "1", N_("First month of the accounting year")),
    Setting("till.emergency_sheet", "bool", "1", N_("Print the emergency sheet with each Z")),
    Setting("till.return_limit_cents", "int", "3000", N_("Return a cashier may pay back alone")),
    Setting(
        "pay.methods",
        "text",
        "CASH,CARD,SOCIAL,CHEQUE,VOUCHER,CREDIT",
        N_("Ways to pay, in order"),
    ),
    Setting("pay.local_name", "text", "", N_("Name of the local currency")),
    Setting("voucher.months", "int", "12", N_("Months a voucher is valid")),
    Setting("voucher.remainder", "choice:KEEP|LOST", "KEEP", N_("What is left on a voucher")),
    Setting(
        "hold.deposit_kind", "choice:ACOMPTE|ARRHES", "ACOMPTE", N_("What a deposit is called")
    ),
    Setting("hold.days", "int", "7", N_("Days a thing is held")),
    Setting("hold.person_days", "int", "30", N_("Days a customer’s name is kept after that")),
    Setting("outflow.full_days", "int", "7", N_("Days a full skip may wait")),
    Setting("agenda.open_days", "weekdays", "2,3,4,5,6", N_("Days the van goes out (1 = Monday)")),
    Setting("agenda.capacity_kg", "int", "600", N_("What the van carries (kg)")),
    Setting(
        "agenda.slots",
        "hours",
        "09:00,10:00,11:00,14:00,15:00,16:00",
        N_("Hours of stops"),
    ),
    Setting("agenda.purge_days", "int", "30", N_("Days an address is kept after the stop")),
    Setting("quote.hour_cents", "int", "3500", N_("Quote: one hour of work")),
    Setting("quote.m3_cents", "int", "2500", N_("Quote: one cubic metre")),
    Setting("quote.floor_cents", "int", "1000", N_("Quote: one floor without a lift")),
    Setting("quote.waste_cents", "int", "2000", N_("Quote: 100 kg of waste")),
    Setting("quote.days", "int", "30", N_("Days a quote is valid")),
    Setting("order.hour_cents", "int", "3000", N_("Orders: one hour of workshop")),
    Setting("order.deposit_bp", "int", "3000", N_("Orders: usual deposit (share of the quote)")),
    Setting("order.days", "int", "14", N_("Orders: days the work takes")),
    Setting("roundup.offered", "bool", "0", N_("Offer to round up")),
    Setting("survey.first_day", "date", "", N_("Commune survey: first day")),
    Setting("survey.last_day", "date", "", N_("Commune survey: last day")),
    Setting("display.driver", "text", "none", N_("Kind of customer display")),
    Setting("display.target", "text", "", N_("Port of the customer display")),
    Setting("attest.publisher", "text", "", N_("Publisher who attests this program")),
    Setting("till.return_days", "int", "15", N_("Days to bring a thing back")),
    Setting("till.difference_cents", "int", "500", N_("Difference a manager must accept")),
    Setting("till.preset_method", "text", "", N_("Way to pay chosen beforehand")),
    Setting("price.ceiling_cents", "int", "500000", N_("Highest price that can be typed")),
    Setting("price.discount_limit_bp", "int", "2000", N_("Reduction a cashier may give alone")),
    Setting("price.solidarity_bp", "int", "2000", N_("Solidarity reduction")),
    Setting("scale.driver", "text", "none", N_("Kind of scale")),
    Setting("scale.port", "text", "", N_("Port of the scale")),
    Setting("scale.capacity_g", "int", "300000", N_("Most the scale can carry")),
    Setting("scale.division_g", "int", "0", N_("Division of the scale")),
    Setting("scale.check_days", "int", "30", N_("Days between two checks of the scale")),
    Setting("scale.reference_g", "int", "0", N_("Check weight")),
    Setting("scale.tolerance_g", "int", "100", N_("How far off the scale may be")),
    Setting("scale.trade_approved", "bool", "0", N_("Scale approved for selling by weight")),
    Setting("scale.sticker_until", "date", "", N_("Verification sticker valid until")),
    Setting("receipt.driver", "text", "none", N_("Kind of receipt printer")),
    Setting("receipt.target", "text", "", N_("Address or file of the receipt printer")),
    Setting("receipt.columns", "choice:48|32", "48", N_("Columns of the receipt")),
    Setting(
        "receipt.code_page",
        "choice:CP1252|CP858|CP437|ASCII",
        "CP1252",
        N_("Letters of the receipt printer"),
    ),
    Setting("drawer.pulse", "text", "2:50:50", N_("Pulse that opens the drawer")),
    Setting("label.driver", "text", "none", N_("Kind of label printer")),
    Setting("label.target", "text", "", N_("Address or file of the label printer")),
    Setting("label.size", "choice:57x32|38x25", "57x32", N_("Size of the labels")),
    Setting("label.sheet", "text", "70x37", N_("A4 sheets of labels")),
    Setting("label.offset", "text", "0:0", N_("Where the printer puts sheets (half millimetres)")),
    Setting("label.next_cell", "text", "", N_("First free label of the sheet begun")),
    Setting("intake.slip", "bool", "0", N_("Print the intake slip")),
    Setting("workshop.benches", "text", "", N_("Benches, separated by commas")),
    Setting("sorting.rest_bp", "int", "200", N_("Rest of a textile table taken as moisture")),
    Setting(
        "check.data_erased", "bool", "1", N_("Ask if data is erased from computers and phones")
    ),
    Setting("label.markdown_days", "int", "30", N_("Days before the price goes down")),
    Setting("label.markdown_bp", "int", "2000", N_("How far the price goes down")),
    Setting("report.energy_is_diverted", "bool", "0", N_("Count energy as diverted")),
    Setting("report.sorter_reuse_bp", "int", "0", N_("Sorting operator: reused part")),
    Setting("report.sorter_recycling_bp", "int", "0", N_("Sorting operator: recycled part")),
    Setting("report.sorter_key_source", "text", "", N_("Sorting operator: source and date")),
    Setting("scanner.gap_ms", "choice:35|60|100", "35", N_("Slowest key of the scanner (ms)")),
)
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d)*")
_WEEKDAYS = re.compile(r"[1-7](,[1-7])*")
BY_KEY = {setting.key: setting for setting in SETTINGS}


def checked_setting(key: str, value: str) -> str:
    """The value if the setting exists and it fits its kind; refuses otherwise."""
    setting = BY_KEY.get(key)
    if setting is None:
        raise Refusal(
            _("There is no setting called “{key}”. Nothing was changed.", key=key), "setting"
        )
    kind, _colon, choices = setting.kind.partition(":")
    fits = {
        "int": value.isascii() and value.isdigit() and len(value) <= 9,
        "bool": value in ("0", "1"),
        "choice": value in choices.split("|"),
        "text": len(value) <= 500,
        "date": not value or _is_date(value),
        "hours": _HOURS.fullmatch(value) is not None,
        "weekdays": _WEEKDAYS.fullmatch(value) is not None,
    }[kind]
    if not fits:
        raise Refusal(
            _(
                "“{value}” does not fit “{title}”. Nothing was changed. Correct it.",
                value=value[:40],
                title=_(setting.title),
            ),
            "setting",
        )
    return value


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
