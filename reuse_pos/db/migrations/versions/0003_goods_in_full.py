"""Goods in full: checks, recalls, work to order, counts, slips, skips, kits, words to search by."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE authorisation (op TEXT NOT NULL, what TEXT NOT NULL, given_by TEXT NOT NULL,
    day TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (op, what)) STRICT""",
    """CREATE TABLE colour_period (id BLOB NOT NULL, colour TEXT NOT NULL, first_day TEXT NOT
    NULL, last_day TEXT NOT NULL, markdown_on TEXT NOT NULL, basis_points INTEGER NOT NULL,
    PRIMARY KEY (id)) STRICT""",
    """CREATE TABLE customer_order (id BLOB NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL,
    item BLOB NOT NULL, work_order BLOB, label TEXT NOT NULL, initials TEXT NOT NULL,
    quote_cents INTEGER NOT NULL, deposit_cents INTEGER NOT NULL, deposit_doc TEXT, closed_doc
    TEXT, due_on TEXT NOT NULL, day TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (id),
    UNIQUE (number)) STRICT""",
    """CREATE INDEX customer_order_open ON customer_order (state) WHERE state != 'collected'""",
    """CREATE TABLE customer_order_private (customer_order BLOB NOT NULL, name TEXT NOT NULL,
    phone TEXT NOT NULL, delete_on TEXT NOT NULL, PRIMARY KEY (customer_order)) STRICT""",
    """CREATE TABLE donor_private (intake BLOB NOT NULL, name TEXT NOT NULL, contact TEXT NOT
    NULL, purpose TEXT NOT NULL, delete_on TEXT NOT NULL, PRIMARY KEY (intake)) STRICT""",
    """CREATE TABLE item_word (word TEXT NOT NULL, item BLOB NOT NULL, PRIMARY KEY (word, item))
    WITHOUT ROWID, STRICT""",
    """CREATE INDEX item_word_item ON item_word (item)""",
    """CREATE TABLE kit (id BLOB NOT NULL, number TEXT NOT NULL, label TEXT NOT NULL, party TEXT,
    initials TEXT NOT NULL, mode TEXT NOT NULL, state TEXT NOT NULL, lines TEXT NOT NULL,
    price_cents INTEGER NOT NULL, document TEXT, day TEXT NOT NULL, PRIMARY KEY (id), UNIQUE
    (number)) STRICT""",
    """CREATE TABLE kit_list (code TEXT NOT NULL, label TEXT NOT NULL, lines TEXT NOT NULL, rank
    INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    """CREATE TABLE party_material (party TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (party,
    what)) STRICT""",
    """CREATE TABLE quote (id BLOB NOT NULL, number TEXT NOT NULL, appointment BLOB, initials
    TEXT NOT NULL, commune TEXT NOT NULL, lines TEXT NOT NULL, total_cents INTEGER NOT NULL,
    state TEXT NOT NULL, day TEXT NOT NULL, valid_until TEXT NOT NULL, PRIMARY KEY (id),
    UNIQUE (number)) STRICT""",
    """CREATE TABLE recall (number TEXT NOT NULL, day TEXT NOT NULL, brand TEXT NOT NULL, model
    TEXT NOT NULL, title TEXT NOT NULL, risk TEXT NOT NULL, codes TEXT NOT NULL, folded TEXT
    NOT NULL, PRIMARY KEY (number)) STRICT""",
    """CREATE TABLE recall_word (word TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (word,
    number)) WITHOUT ROWID, STRICT""",
    """CREATE TABLE scale_check (id BLOB NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL,
    reference_g INTEGER NOT NULL, shown_g INTEGER NOT NULL, zero_g INTEGER NOT NULL, op TEXT
    NOT NULL, note TEXT NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX scale_check_day ON scale_check (day)""",
    """CREATE TABLE skill_consent (op TEXT NOT NULL, given_on TEXT NOT NULL, PRIMARY KEY (op))
    STRICT""",
    """CREATE TABLE skill_note (id BLOB NOT NULL, op TEXT NOT NULL, day TEXT NOT NULL, post TEXT
    NOT NULL, task TEXT NOT NULL, minutes INTEGER, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX skill_note_op ON skill_note (op, day)""",
    """CREATE TABLE skip (code TEXT NOT NULL, label TEXT NOT NULL, destination TEXT NOT NULL,
    party TEXT NOT NULL, category TEXT NOT NULL, tare_g INTEGER NOT NULL, state TEXT NOT NULL,
    since TEXT NOT NULL, rank INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (code))
    STRICT""",
    """CREATE TABLE slip (number TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, party
    TEXT, store INTEGER, carrier TEXT NOT NULL, waste_code TEXT NOT NULL, treatment TEXT NOT
    NULL, skip TEXT, day TEXT NOT NULL, closed_on TEXT, grams INTEGER NOT NULL, ticket_no TEXT
    NOT NULL, ticket_g INTEGER, file TEXT, op TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY
    (number)) STRICT""",
    """CREATE INDEX slip_day ON slip (day)""",
    """CREATE INDEX slip_open ON slip (state) WHERE state != 'closed'""",
    """CREATE TABLE slip_line (slip TEXT NOT NULL, n INTEGER NOT NULL, category TEXT NOT NULL,
    item BLOB, label TEXT NOT NULL, grams INTEGER NOT NULL, pieces INTEGER NOT NULL, source
    TEXT NOT NULL, entry BLOB, answer TEXT NOT NULL, PRIMARY KEY (slip, n)) STRICT""",
    """CREATE TABLE stocktake (id BLOB NOT NULL, number TEXT NOT NULL, place TEXT NOT NULL, spot
    TEXT NOT NULL, families TEXT NOT NULL, state TEXT NOT NULL, day TEXT NOT NULL, started_at
    TEXT NOT NULL, ended_at TEXT, op TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE TABLE stocktake_loose (stocktake BLOB NOT NULL, category TEXT NOT NULL, grams
    INTEGER NOT NULL, pieces INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (stocktake,
    category)) STRICT""",
    """CREATE TABLE stocktake_seen (stocktake BLOB NOT NULL, code TEXT NOT NULL, item BLOB,
    answer TEXT NOT NULL, at TEXT NOT NULL, op TEXT NOT NULL, PRIMARY KEY (stocktake, code))
    STRICT""",
    """CREATE TABLE test_sheet (id BLOB NOT NULL, number TEXT NOT NULL, item BLOB NOT NULL, kind
    TEXT NOT NULL, day TEXT NOT NULL, op TEXT NOT NULL, result TEXT NOT NULL, points TEXT NOT
    NULL, serial TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX test_sheet_item ON test_sheet (item)""",
    """CREATE TABLE work_template (category TEXT NOT NULL, steps TEXT NOT NULL, set_by TEXT NOT
    NULL, day TEXT NOT NULL, PRIMARY KEY (category)) STRICT""",
    "ALTER TABLE item ADD COLUMN colour TEXT",
    "ALTER TABLE item ADD COLUMN serial TEXT",
    "ALTER TABLE item ADD COLUMN brand TEXT",
    "ALTER TABLE item ADD COLUMN parent BLOB",
    "ALTER TABLE intake ADD COLUMN late TEXT",
    "ALTER TABLE weighing ADD COLUMN photo TEXT",
    "ALTER TABLE party ADD COLUMN address TEXT",
    "ALTER TABLE party ADD COLUMN carrier TEXT",
    "ALTER TABLE party ADD COLUMN waste_code TEXT",
    "ALTER TABLE party ADD COLUMN treatment TEXT",
)


def upgrade() -> None:
    """Add the tables of version 3."""
    for statement in STATEMENTS:
        op.execute(statement)
