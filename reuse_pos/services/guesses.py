"""The codes of vouchers and cards: looked up by their hash, and guesses slowed down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reuse_pos.db import people as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.clock import to_ns
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.people import delay_after
from reuse_pos.domain.vouchers import code_hash
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office

VOUCHER_CODES = "V"
T = TypeVar("T")


def by_code(office: Office, raw: str, *lookups: Callable[[Reader, str], T | None]) -> T:
    """What a scanned voucher or card is, by the first of `lookups` that knows its hash.

    Unknown codes in a row are counted in the file, and soon nothing more is tried for a while.
    Refuses "not_a_voucher", "wait" (`seconds`), "unknown_voucher", or what `read_scan` refuses.
    """
    code = read_scan(raw)
    if code.kind is not CodeKind.VOUCHER:
        raise Refusal(
            _("This is no voucher and no card of the shop. Nothing was changed. Scan its code."),
            "not_a_voucher",
        )
    _refuse_if_waiting(office)
    reader, kept = office.store.read(), code_hash(code.digits)
    for lookup in lookups:
        found = lookup(reader, kept)
        if found is not None:
            _forget(office)
            return found
    raise _counted(office)


def _refuse_if_waiting(office: Office) -> None:
    until = rows.throttle(office.store.read(), VOUCHER_CODES).until_ns
    left = until - to_ns(office.clock.now())
    if left > 0:
        seconds = -(-left // 1_000_000_000)
        raise Refusal(
            _(
                "Too many unknown vouchers. Nothing was changed. Wait {seconds} seconds, then scan "
                "again.",
                seconds=seconds,
            ),
            "wait",
            seconds=seconds,
        )


def _counted(office: Office) -> Refusal:
    with office.store.transaction() as tx:
        failures = rows.throttle(tx, VOUCHER_CODES).failures + 1
        until = to_ns(office.clock.now()) + delay_after(failures) * 1_000_000_000
        rows.keep_failures(tx, VOUCHER_CODES, failures, until)
    return Refusal(
        _(
            "This voucher is not one of ours. Nothing was changed. Scan it again, or take the "
            "money another way."
        ),
        "unknown_voucher",
    )


def _forget(office: Office) -> None:
    if rows.throttle(office.store.read(), VOUCHER_CODES).failures:
        with office.store.transaction() as tx:
            rows.keep_failures(tx, VOUCHER_CODES, 0, 0)
