"""What the journal keeps of a payment besides its amount and number, so that every copy of a ticket
can say it: the type of a social voucher, what is left on a voucher, a local currency's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reuse_pos.db.store import Reader
from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.payments import Payment, method
from reuse_pos.domain.receipt import PaymentLine
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office


def pay_details(
    office: Office, reader: Reader, paid: Sequence[Payment]
) -> list[dict[str, str | int]]:
    """The details of each payment, in order; refuses a voucher that is not known."""
    from reuse_pos.services.vouchers import left_after

    left = left_after(office, reader, paid)
    return [_details(office, one, left) for one in paid]


def payment_line(pay: Mapping[str, Any]) -> PaymentLine:
    """A recorded payment as a ticket shows it; a social voucher never says who issued it."""
    title = pay.get("name") or _(method(pay["method"]).receipt_word)
    parts = [_("no. {ref}", ref=pay["ref"])] if pay["ref"] else []
    if "left" in pay:
        parts.append(
            _("{amount} EUR left", amount=plain_cents(pay["left"]))
            if pay["left"]
            else _("nothing left")
        )
    return PaymentLine(title, pay["amt"], ", ".join(parts))


def _details(office: Office, one: Payment, left: Mapping[str, int]) -> dict[str, str | int]:
    if one.method == "SOCIAL":
        return {"type": one.link}
    if one.link in left:
        return {"left": left[one.link]}
    if one.method == "LOCAL" and office.setting("pay.local_name"):
        return {"name": office.setting("pay.local_name")}
    return {}
