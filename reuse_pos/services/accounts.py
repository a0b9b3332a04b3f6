"""Buying on a tab: known accounts that pay later, up to what each may owe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reuse_pos.db import accounts as rows
from reuse_pos.db import device
from reuse_pos.db.accounts import Account, AccountMoved
from reuse_pos.db.store import Reader
from reuse_pos.domain.basket import Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, Id, uuid7
from reuse_pos.domain.money import PRICE_CEILING_CENTS, format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.verb import Act, verb


class Accounts(Station):
    """The accounts, what they owe, and what the counter needs to use one."""

    def open_accounts(self) -> list[Account]:
        """The accounts that may buy, those that owe most first."""
        return rows.accounts(self.store.read(), closed=False)

    def all_accounts(self) -> list[Account]:
        """Every account, closed ones last."""
        return rows.accounts(self.store.read(), closed=True)

    def account(self, account: Id) -> Account:
        """One account as it stands."""
        return _present(self.store.read(), account.hex())

    def moves(self, account: Id, limit: int = 100) -> list[AccountMoved]:
        """What an account bought and paid back, newest first."""
        return rows.moves(self.store.read(), account, limit)

    def owed_total(self) -> int:
        """What all accounts owe together, in cents."""
        return sum(one.owed_cents for one in self.all_accounts())

    def payment(self, account: Id, due_cents: int) -> Payment:
        """The tab as a payment of what is due; refuses more than the account may still buy for."""
        found = _present(self.store.read(), account.hex())
        _check_room(found, due_cents)
        return Payment("TAB", due_cents, found.number, account.hex())

    def line_of_settlement(self, account: Id, cents: int | None = None) -> Line:
        """The basket line by which an account pays back `cents` (all it owes unless told)."""
        found = _present(self.store.read(), account.hex())
        amount = found.owed_cents if cents is None else cents
        _check_owed(found, amount)
        return Line(
            0, "tab_settled", _("Paid back on account {number}", number=found.number), None, 1,
            "piece", amount, most=1, icon="user", link=account.hex(),
        )  # fmt: skip

    @verb("account_opened", Permission.SET_UP)
    def open_account(self, act: Act, name: str, phone: str, most_cents: int) -> Id:
        """Open an account for a person or a group, who may owe up to `most_cents`."""
        who = _named(name)
        prefix = f"K{DEVICE_LETTERS[device.device(act.tx).device]}-"
        account = uuid7(act.at_ns)
        act.put(
            "account", id=account, number=f"{prefix}{rows.last_number(act.tx, prefix) + 1:04d}",
            owed_cents=0, most_cents=_limit(most_cents), state="open",
        )  # fmt: skip
        rows.keep_private(act.tx, account, who, phone.strip()[:20], "")
        act.changed(Change.COUNTER)
        return account

    @verb("account_changed", Permission.SET_UP)
    def change(self, act: Act, account: Id, name: str, phone: str, most_cents: int) -> None:
        """Correct whose account it is and what it may owe; a lower limit stops new purchases
        only."""
        found = _present(act.tx, account.hex())
        act.set("account", {"id": found.id}, most_cents=_limit(most_cents))
        rows.keep_private(act.tx, account, _named(name), phone.strip()[:20], "")
        act.changed(Change.COUNTER)

    @verb("account_closed", Permission.SET_UP)
    def close(self, act: Act, account: Id) -> None:
        """Close an account that owes nothing; its name is erased after the days the shop keeps
        names."""
        found = _present(act.tx, account.hex())
        if found.owed_cents:
            raise Refusal(
                _("This account still owes {amount}. Nothing was changed. Take the money first.",
                  amount=format_cents(found.owed_cents)), "owes",
            )  # fmt: skip
        act.set("account", {"id": found.id}, state="closed")
        kept = timedelta(days=self.office.number("hold.person_days"))
        rows.erase_on(act.tx, account, (date.fromisoformat(act.day) + kept).isoformat())
        act.changed(Change.COUNTER)


def write_on_tabs(
    act: Act, payments: Sequence[Payment], lines: Sequence[Line], document: str
) -> None:
    """Within a verb: what lines pay back goes off each account, what TAB payments buy goes on.

    Refuses paying back more than is owed, buying beyond what an account may owe, and a number that
    is not the account's.
    """
    tabs = [one for one in payments if one.method == "TAB"]
    if any(one.ref != _present(act.tx, one.link).number for one in tabs):
        raise _unknown()
    settled = [line for line in lines if line.kind == "tab_settled"]
    back = _sums((line.link, line.total_cents) for line in settled)
    bought = _sums((one.link, one.amount_cents) for one in tabs)
    for link in dict.fromkeys([*back, *bought]):
        found = _present(act.tx, link)
        if link in back:
            _check_owed(found, back[link])
        left = found.owed_cents - back.get(link, 0)
        if link in bought:
            _check_room(found, bought[link] - back.get(link, 0))
        act.set("account", {"id": found.id}, owed_cents=left + bought.get(link, 0))
        for cents in (-back.get(link, 0), bought.get(link, 0)):
            if cents:
                _move(act, found.id, cents, document)


def _sums(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for link, cents in parts:
        sums[link] = sums.get(link, 0) + cents
    return sums


def settle_accounts(sale: SaleInHand) -> None:
    """A sale's part on accounts."""
    if any(one.method == "TAB" for one in sale.paid) or "tab_settled" in sale.basket.by_kind:
        write_on_tabs(sale.act, sale.paid, sale.basket.lines, sale.doc_no)


def give_back_on_tab(act: Act, link: str, cents: int, document: str) -> str:
    """Within a verb: a returned or corrected sale makes an account owe `cents` less. Returns its
    number. Refuses more than it still owes: what was paid back already goes back another way."""
    found = _present(act.tx, link)
    _check_owed(found, cents)
    act.set("account", {"id": found.id}, owed_cents=found.owed_cents - cents)
    _move(act, found.id, -cents, document)
    return found.number


def _move(act: Act, account: Id, cents: int, document: str) -> None:
    act.put(
        "account_move", id=uuid7(act.at_ns), account=account, cents=cents, document=document,
        day=act.day, op=act.who.op,
    )  # fmt: skip
    act.changed(Change.COUNTER)


def _check_owed(account: Account, cents: int) -> None:
    if not 0 < cents <= account.owed_cents:
        raise Refusal(
            _("The account {number} owes {owed}. Nothing was recorded. Correct the amount.",
              number=account.number, owed=format_cents(account.owed_cents)), "owed",
        )  # fmt: skip


def _check_room(account: Account, cents: int) -> None:
    if account.state != "open" or cents > account.free_cents:
        raise Refusal(
            _(
                "The account {number} may still buy for {free}. Nothing was recorded. Take the "
                "rest another way.",
                number=account.number, free=format_cents(account.free_cents),
            ),
            "limit", free=account.free_cents,
        )  # fmt: skip


def _present(reader: Reader, link: str) -> Account:
    try:
        found = rows.account(reader, bytes.fromhex(link))
    except ValueError:
        found = None
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Refusal:
    return Refusal(
        _("This account is not known. Nothing was recorded. Choose it in the list."), "account"
    )


def _named(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise Refusal(_("An account needs a name. Nothing was changed. Type who will pay."), "name")
    return words[:60]


def _limit(cents: int) -> int:
    if not 0 < cents <= PRICE_CEILING_CENTS:
        raise Refusal(
            _("Say how much the account may owe at most, above zero. Nothing was changed."), "most"
        )
    return cents


__all__ = [
    "Account", "AccountMoved", "Accounts", "give_back_on_tab", "settle_accounts", "write_on_tabs",
]  # fmt: skip
