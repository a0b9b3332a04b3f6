"""Customer orders in full: what is to be done, the quote's lines and last day, the days promised.

The table of version 3 was never written by any verb, so it is made anew."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    "DROP INDEX customer_order_open",
    "DROP TABLE customer_order",
    """CREATE TABLE customer_order (id BLOB NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL,
    item BLOB NOT NULL, work_order BLOB, label TEXT NOT NULL, initials TEXT NOT NULL, steps TEXT
    NOT NULL, lines TEXT NOT NULL, quote_cents INTEGER NOT NULL, kind TEXT NOT NULL,
    deposit_cents INTEGER NOT NULL, deposit_doc TEXT, closed_doc TEXT, day TEXT NOT NULL,
    valid_until TEXT NOT NULL, days INTEGER NOT NULL, accepted_on TEXT, due_on TEXT NOT NULL,
    ready_on TEXT, closed_on TEXT, note TEXT NOT NULL, sold_line TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX customer_order_open ON customer_order (state) WHERE state IN ('quoted',
    'accepted', 'ready')""",
    "CREATE INDEX customer_order_item ON customer_order (item)",
    "CREATE INDEX customer_order_line ON customer_order (sold_line) WHERE sold_line <> ''",
)


def upgrade() -> None:
    """Make the orders' table anew."""
    for statement in STATEMENTS:
        op.execute(statement)
