"""Reads what the payment may offer in this shop today, beside the screen."""

from __future__ import annotations

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import offered
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.counter.payoffers import PayOffers, Pick


def read_offers(shop: Shop) -> PayOffers:
    """The ways to pay, with what each needs."""
    office = shop.office
    codes = [one.code for one in offered(office.setting("pay.methods"))]
    survey = shop.survey
    towns = survey.frequent() if survey.asked_today() else ()
    return PayOffers(
        methods=offered(office.setting("pay.methods")),
        local_name=office.setting("pay.local_name"),
        socials=_socials(shop) if "SOCIAL" in codes else (),
        accounts=_accounts(shop) if "TAB" in codes else (),
        keep_rest=office.setting("voucher.remainder") == "KEEP",
        round_up=bool(office.number("roundup.offered")),
        communes=tuple((one.insee, one.name) for one in towns),
        display=office.devices.display is not None,
    )


def _socials(shop: Shop) -> tuple[Pick, ...]:
    return tuple(
        Pick(one.code, one.label, one.rule, "hand-heart", one.number_rule)
        for one in shop.solidarity.taken_today()
    )


def _accounts(shop: Shop) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            one.id.hex(), one.name or one.number,
            _("may still buy for {amount}", amount=format_cents(one.free_cents)), "user",
            ref=one.number, most=one.free_cents,
        )
        for one in shop.accounts.open_accounts()
    )  # fmt: skip
