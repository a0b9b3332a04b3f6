"""Accounts that buy on a tab: whose they are, what each owes and may owe, one opened or closed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.accounts import Account
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import ListPage, RowView, beside, field, lines_of, refill
from reuse_pos.ui.widgets import Card, Key, Text, row

SHOWN = 12


class AccountsPage(ListPage):
    """``AccountsPage(shop, person, screen)``: the accounts left, the one touched right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self.account: Account | None = None
        self.total = lines_of(())
        told = Card()
        told.body.addLayout(self.total)
        self.over.addWidget(told)
        self.new = Key(_("New account"), "plus").sized(60).named("account_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.card = self._editor()
        self.add_page(self.card)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the accounts again."""
        accounts = self.shop.accounts
        refill(self.total, [(_("All accounts owe"), format_cents(accounts.owed_total()))])
        known = accounts.all_accounts()
        self.show_rows(map(_row, known), self.chosen)
        here = next((one for one in known if one.number == self.chosen), None)
        if here is not None:
            self.edit(here)
        elif known:
            self.edit(known[0])
        else:
            self.say_empty(
                "identification-card", _("No account yet"),
                _("An account buys now and pays later, up to the limit you set."),
            )  # fmt: skip
            self.new.setFocus()

    def on_next(self) -> None:
        """F12 saves."""
        if self.shows(self.card) and self.keep.isEnabled():
            self.save()

    def edit(self, account: Account | None) -> None:
        """Show an account, or an empty one."""
        self.account = account
        self.light(account.number if account else "")
        self.title.setText(
            _("Account {number}", number=account.number) if account else _("New account")
        )
        self.name.setText(account.name if account else "")
        self.phone.setText(account.phone if account else "")
        self.most.setText(plain_cents(account.most_cents) if account else "")
        live = account is None or account.state == "open"
        for edit in (self.name, self.phone, self.most):
            edit.setEnabled(live)
        self.keep.setVisible(live)
        self.close_key.setVisible(account is not None and live)
        self.closed.setVisible(not live)
        self.owed_word.setVisible(account is not None)
        self.owed.setVisible(account is not None)
        self.moved_word.setVisible(account is not None)
        self.owed.setText(format_cents(account.owed_cents) if account else "")
        moves = self.shop.accounts.moves(account.id, SHOWN) if account else []
        refill(self.moved, [
            (f"{'/'.join(reversed(one.day.split('-')))} · {one.document}", format_cents(one.cents))
            for one in moves
        ])  # fmt: skip
        self.show_page(self.card)
        if account is None:
            self.name.setFocus()

    def save(self) -> None:
        """Open the account, or correct it."""
        try:
            most = parse_cents(self.most.text())
        except Refusal as refusal:
            self.host.show_refusal(refusal.sentence)
            self.most.setFocus()
            return
        accounts, actor, here = self.shop.accounts, self.person.actor, self.account
        name, phone = self.name.text(), self.phone.text()
        if here is None:
            self.host.run_verb(
                lambda: accounts.open_account(actor, name, phone, most), self._opened, self.keep
            )
        else:
            self.host.run_verb(
                lambda: accounts.change(actor, here.id, name, phone, most), self._saved, self.keep
            )

    def _touch(self, number: str) -> None:
        known = self.shop.accounts.all_accounts()
        self.edit(next((one for one in known if one.number == number), None))

    def _opened(self, done: object) -> None:
        opened: bytes = getattr(done, "value", b"")
        self.chosen = self.shop.accounts.account(opened).number
        self._saved(done)

    def _saved(self, _done: object) -> None:
        self.entered()
        self.host.say.emit(_("Account saved"), None)

    def _close(self) -> None:
        accounts, actor, here = self.shop.accounts, self.person.actor, self.account
        if here is not None:
            self.host.run_verb(lambda: accounts.close(actor, here.id), self._gone, self.close_key)

    def _gone(self, _done: object) -> None:
        days = self.shop.office.number("hold.person_days")
        self.entered()
        self.host.say.emit(_("Account closed; its name is erased in {days} days", days=days), None)

    def _editor(self) -> Card:
        card = Card()
        self.title = Text("", "block").named("account_title")
        self.name = field(_("Who pays"), "account_name")
        self.phone = field(_("Phone number"), "account_phone", 20)
        self.most = field(_("May owe at most (€)"), "account_most", 12)
        self.owed_word = Text(_("Owes now"), "muted")
        self.owed = Text("", "amount-l").named("account_owed")
        self.moved_word = Text(_("What it bought and paid back"), "strong")
        self.moved = lines_of(())
        self.closed = Text(_("This account is closed."), "muted")
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.keep.named("account_save").clicked.connect(self.save)
        self.close_key = Key(_("Close this account"), "x").sized(60).named("account_close")
        self.close_key.clicked.connect(self._close)
        body = card.body
        body.addLayout(row(self.title, None))
        body.addWidget(self.owed_word)
        body.addWidget(self.owed)
        body.addLayout(beside((_("Who pays"), self.name)))
        body.addLayout(
            beside((_("Phone number"), self.phone), (_("May owe at most (€)"), self.most))
        )
        body.addWidget(
            Text(
                _("Name and phone stay on this computer; they are on no ticket."), "muted"
            ).wrapped()
        )
        body.addSpacing(6)
        body.addWidget(self.moved_word)
        body.addLayout(self.moved)
        body.addStretch(1)
        body.addWidget(self.closed)
        body.addLayout(row(self.close_key, None, self.keep))
        return card


def _row(account: Account) -> RowView:
    name = account.name or _("Name erased")
    owes = _("owes {owed} of {most}", owed=format_cents(account.owed_cents),
             most=format_cents(account.most_cents))  # fmt: skip
    sub = owes if account.state == "open" else _("closed")
    return RowView(account.number, name, sub, "identification-card")
