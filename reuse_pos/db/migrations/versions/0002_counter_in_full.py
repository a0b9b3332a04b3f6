"""The counter and till in full: vouchers, accounts, holds, agenda, sale days, approvals."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE account (id BLOB NOT NULL, number TEXT NOT NULL, owed_cents INTEGER NOT NULL,
    most_cents INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number))
    STRICT""",
    """CREATE TABLE account_move (id BLOB NOT NULL, account BLOB NOT NULL, cents INTEGER NOT
    NULL, document TEXT NOT NULL, day TEXT NOT NULL, op TEXT NOT NULL, PRIMARY KEY (id))
    STRICT""",
    """CREATE INDEX account_move_account ON account_move (account)""",
    """CREATE TABLE account_private (account BLOB NOT NULL, name TEXT NOT NULL, phone TEXT NOT
    NULL, delete_on TEXT NOT NULL, PRIMARY KEY (account)) STRICT""",
    """CREATE TABLE appointment (id BLOB NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, day TEXT NOT NULL, slot TEXT NOT NULL, minutes INTEGER NOT NULL, rank
    INTEGER NOT NULL, commune TEXT NOT NULL, zone TEXT NOT NULL, floor INTEGER NOT NULL, lift
    INTEGER NOT NULL, goods TEXT NOT NULL, initials TEXT NOT NULL, kg INTEGER NOT NULL,
    fee_cents INTEGER NOT NULL, fee_reason TEXT NOT NULL, fee_doc TEXT, hold BLOB, intake
    BLOB, signed TEXT, note TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX appointment_day ON appointment (day, rank)""",
    """CREATE TABLE appointment_private (appointment BLOB NOT NULL, name TEXT NOT NULL, phone
    TEXT NOT NULL, address TEXT NOT NULL, delete_on TEXT NOT NULL, PRIMARY KEY (appointment))
    STRICT""",
    """CREATE TABLE approval (id BLOB NOT NULL, kind TEXT NOT NULL, till TEXT NOT NULL, asked_by
    TEXT NOT NULL, given_by TEXT NOT NULL, reason TEXT NOT NULL, limit_value INTEGER NOT NULL,
    subject TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE TABLE bank_deposit (number TEXT NOT NULL, kind TEXT NOT NULL, till TEXT NOT NULL,
    day TEXT NOT NULL, cents INTEGER NOT NULL, pieces INTEGER NOT NULL, bag TEXT NOT NULL, op
    TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (number)) STRICT""",
    """CREATE TABLE bank_deposit_cheque (till TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT
    NULL, deposit TEXT NOT NULL, PRIMARY KEY (till, seq, n)) STRICT""",
    """CREATE INDEX bank_deposit_cheque_deposit ON bank_deposit_cheque (deposit)""",
    """CREATE TABLE hold (id BLOB NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL, kind TEXT
    NOT NULL, initials TEXT NOT NULL, deposit_cents INTEGER NOT NULL, total_cents INTEGER NOT
    NULL, made_at TEXT NOT NULL, day TEXT NOT NULL, until TEXT NOT NULL, deposit_doc TEXT,
    closed_doc TEXT, note TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX hold_open ON hold (until) WHERE state = 'open'""",
    """CREATE TABLE hold_line (hold BLOB NOT NULL, n INTEGER NOT NULL, item BLOB NOT NULL, label
    TEXT NOT NULL, price_cents INTEGER NOT NULL, full_cents INTEGER NOT NULL, reason TEXT NOT
    NULL, PRIMARY KEY (hold, n)) STRICT""",
    """CREATE INDEX hold_line_item ON hold_line (item)""",
    """CREATE TABLE hold_private (hold BLOB NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
    delete_on TEXT NOT NULL, PRIMARY KEY (hold)) STRICT""",
    """CREATE TABLE price_point (what TEXT NOT NULL, day TEXT NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (what, day)) STRICT""",
    """CREATE TABLE sale_days (id BLOB NOT NULL, name TEXT NOT NULL, first_day TEXT NOT NULL,
    last_day TEXT NOT NULL, rule TEXT NOT NULL, value INTEGER NOT NULL, families TEXT NOT
    NULL, excluded TEXT NOT NULL, state TEXT NOT NULL, set_by TEXT NOT NULL, PRIMARY KEY (id))
    STRICT""",
    """CREATE INDEX sale_days_last ON sale_days (last_day)""",
    """CREATE TABLE social_claim (number TEXT NOT NULL, type TEXT NOT NULL, day TEXT NOT NULL, n
    INTEGER NOT NULL, cents INTEGER NOT NULL, op TEXT NOT NULL, PRIMARY KEY (number)) STRICT""",
    """CREATE TABLE social_type (code TEXT NOT NULL, label TEXT NOT NULL, issuer TEXT NOT NULL,
    rule TEXT NOT NULL, most_cents INTEGER, families TEXT NOT NULL, valid_until TEXT NOT NULL,
    claim_days INTEGER NOT NULL, number_rule TEXT NOT NULL, rank INTEGER NOT NULL, archived
    INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    """CREATE TABLE social_use (id BLOB NOT NULL, type TEXT NOT NULL, number TEXT NOT NULL, cents
    INTEGER NOT NULL, document TEXT NOT NULL, day TEXT NOT NULL, claim_by TEXT NOT NULL, claim
    TEXT, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX social_use_open ON social_use (type) WHERE claim IS NULL""",
    """CREATE INDEX social_use_number ON social_use (type, number)""",
    """CREATE TABLE solidarity_card (id BLOB NOT NULL, number TEXT NOT NULL, code_hash TEXT NOT
    NULL, tariff TEXT NOT NULL, organism TEXT NOT NULL, issued_on TEXT NOT NULL, valid_until
    TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX solidarity_card_code ON solidarity_card (code_hash)""",
    """CREATE TABLE tariff (code TEXT NOT NULL, label TEXT NOT NULL, basis_points INTEGER NOT
    NULL, floor_cents INTEGER NOT NULL, organism_rule TEXT NOT NULL, number_rule TEXT NOT
    NULL, rank INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    """CREATE TABLE van_day (day TEXT NOT NULL, team TEXT NOT NULL, PRIMARY KEY (day)) STRICT""",
    """CREATE TABLE visit (day TEXT NOT NULL, commune TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY
    KEY (day, commune)) STRICT""",
    """CREATE TABLE voucher (id BLOB NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL,
    code_hash TEXT NOT NULL, issued_cents INTEGER NOT NULL, left_cents INTEGER NOT NULL,
    issued_on TEXT NOT NULL, expires_on TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (id),
    UNIQUE (number)) STRICT""",
    """CREATE INDEX voucher_code ON voucher (code_hash)""",
    """CREATE TABLE voucher_move (id BLOB NOT NULL, voucher BLOB NOT NULL, kind TEXT NOT NULL,
    cents INTEGER NOT NULL, document TEXT NOT NULL, day TEXT NOT NULL, op TEXT NOT NULL,
    PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX voucher_move_voucher ON voucher_move (voucher)""",
    """CREATE TABLE zone (code TEXT NOT NULL, label TEXT NOT NULL, communes TEXT NOT NULL,
    fee_cents INTEGER NOT NULL, floor_cents INTEGER NOT NULL, pickup_cents INTEGER NOT NULL,
    rank INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    "ALTER TABLE category ADD COLUMN vat_code TEXT",
    "ALTER TABLE category ADD COLUMN account TEXT",
    "ALTER TABLE price_key ADD COLUMN lot_qty INTEGER",
    "ALTER TABLE price_key ADD COLUMN lot_cents INTEGER",
    "ALTER TABLE item ADD COLUMN purchase_cents INTEGER",
)


def upgrade() -> None:
    """Add the tables of version 2."""
    for statement in STATEMENTS:
        op.execute(statement)
