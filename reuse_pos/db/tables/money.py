"""Money promised or owed around a sale: vouchers, social vouchers to claim, accounts, cheques to
bank, approvals given on the spot."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, index_where, text, whole


class ApprovalRow(SQLModel, table=True):
    """A manager's yes on the spot: who asked, who said yes (operator codes), for what and up to how
    much (`limit_value`: cents or basis points, by kind)."""

    __tablename__ = "approval"
    __table_args__ = (Index("approval_day", "kind", "day"), STRICT)
    id: bytes = ident(primary_key=True)
    kind: str = text()
    till: str = text()
    asked_by: str = text()
    given_by: str = text()
    reason: str = text()
    limit_value: int = whole()
    subject: str = text()
    at: str = text()
    day: str = text()


class VoucherRow(SQLModel, table=True):
    """A voucher of the shop (`kind` GIFT_CARD | VOUCHER | CREDIT): what is left on it, in cents.

    Its ten random digits are kept hashed; `state` open | spent | cancelled."""

    __tablename__ = "voucher"
    __table_args__ = (
        index_where("voucher_code", "code_hash <> ''", "code_hash"),
        index_where("voucher_open", "state = 'open'", "kind", "expires_on", "left_cents"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    kind: str = text()
    code_hash: str = text()
    issued_cents: int = whole()
    left_cents: int = whole()
    issued_on: str = text()
    expires_on: str = text()
    state: str = text()


class VoucherMove(SQLModel, table=True):
    """One movement of a voucher (`kind` issued | spent | lost | returned | cancelled), in cents."""

    __tablename__ = "voucher_move"
    __table_args__ = (Index("voucher_move_voucher", "voucher"), STRICT)
    id: bytes = ident(primary_key=True)
    voucher: bytes = ident()
    kind: str = text()
    cents: int = whole()
    document: str = text()
    day: str = text()
    op: str = text()


class SocialTypeRow(SQLModel, table=True):
    """A kind of social voucher taken: who pays it back, its rule in words, most cents a ticket
    (NULL: no limit), families it may pay ("" for all), last day it is taken, days to claim it."""

    __tablename__ = "social_type"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    issuer: str = text()
    rule: str = text()
    most_cents: int | None = whole()
    families: str = text()
    valid_until: str = text()
    claim_days: int = whole()
    number_rule: str = text()
    rank: int = whole()
    archived: int = whole()


class SocialUse(SQLModel, table=True):
    """A social voucher taken on a ticket, to be claimed from its issuer by `claim_by`."""

    __tablename__ = "social_use"
    __table_args__ = (
        Index("social_use_open", "type", sqlite_where=Column("claim").is_(None)),
        Index("social_use_number", "type", "number"),
        index_where("social_use_claim", "claim IS NOT NULL", "claim"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    type: str = text()
    number: str = text()
    cents: int = whole()
    document: str = text()
    day: str = text()
    claim_by: str = text()
    claim: str | None = text()


class SocialClaim(SQLModel, table=True):
    """A list of social vouchers sent to their issuer."""

    __tablename__ = "social_claim"
    __table_args__ = STRICT
    number: str = text(primary_key=True)
    type: str = text()
    day: str = text()
    n: int = whole()
    cents: int = whole()
    op: str = text()


class TariffRow(SQLModel, table=True):
    """A solidarity tariff: what it takes off (basis points), the least a line may cost (cents), and
    whether an organism or a voucher number is asked (none | optional | required)."""

    __tablename__ = "tariff"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    basis_points: int = whole()
    floor_cents: int = whole()
    organism_rule: str = text()
    number_rule: str = text()
    rank: int = whole()
    archived: int = whole()


class SolidarityCard(SQLModel, table=True):
    """An anonymous card that gives a tariff until a day; no name anywhere."""

    __tablename__ = "solidarity_card"
    __table_args__ = (Index("solidarity_card_code", "code_hash"), STRICT)
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    code_hash: str = text()
    tariff: str = text()
    organism: str = text()
    issued_on: str = text()
    valid_until: str = text()
    state: str = text()


class AccountRow(SQLModel, table=True):
    """An account that may buy on a tab: what it owes now, and at most (cents)."""

    __tablename__ = "account"
    __table_args__ = STRICT
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    owed_cents: int = whole()
    most_cents: int = whole()
    state: str = text()


class AccountMove(SQLModel, table=True):
    """A purchase on a tab (above zero) or what was paid back (below zero), in cents."""

    __tablename__ = "account_move"
    __table_args__ = (Index("account_move_account", "account"), STRICT)
    id: bytes = ident(primary_key=True)
    account: bytes = ident()
    cents: int = whole()
    document: str = text()
    day: str = text()
    op: str = text()


class AccountPrivate(SQLModel, table=True):
    """Whose account it is, outside every fact; erased on `delete_on`."""

    __tablename__ = "account_private"
    __table_args__ = STRICT
    account: bytes = ident(primary_key=True)
    name: str = text()
    phone: str = text()
    delete_on: str = text()


class DepositRow(SQLModel, table=True):
    """Cash or cheques brought to the bank (`kind` CASH | CHEQUE), in cents; `body` tells the count
    or the cheques as JSON."""

    __tablename__ = "bank_deposit"
    __table_args__ = STRICT
    number: str = text(primary_key=True)
    kind: str = text()
    till: str = text()
    day: str = text()
    cents: int = whole()
    pieces: int = whole()
    bag: str = text()
    op: str = text()
    body: str = text()


class DepositCheque(SQLModel, table=True):
    """A cheque of a ticket that was brought to the bank."""

    __tablename__ = "bank_deposit_cheque"
    __table_args__ = (Index("bank_deposit_cheque_deposit", "deposit"), STRICT)
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    n: int = whole(primary_key=True)
    deposit: str = text()
