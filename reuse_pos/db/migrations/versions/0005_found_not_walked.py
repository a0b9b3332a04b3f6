"""Indexes, so that what is asked for every day is found in a file of ten years as in one of a month.

Most hold only the few rows that matter now: what is inside, what waits, what is open."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE INDEX item_inside ON item (category, state) WHERE state = 'received' OR
    state = 'to_repair' OR state = 'in_repair' OR state = 'ready' OR state = 'on_sale' OR
    state = 'in_storage' OR state = 'quarantined' OR state = 'reserved'""",
    """CREATE INDEX label_job_unprinted ON label_job (item) WHERE state = 'waiting' OR
    state = 'held'""",
    """CREATE INDEX work_order_finished ON work_order (finished_on) WHERE finished_on IS NOT
    NULL""",
    "CREATE INDEX intake_day ON intake (day)",
    "DROP INDEX slip_open",
    "CREATE INDEX slip_open ON slip (day, number) WHERE state <> 'closed'",
    "CREATE INDEX slip_received ON slip (ticket_no) WHERE kind = 'transfer_in'",
    """CREATE INDEX voucher_open ON voucher (kind, expires_on, left_cents) WHERE
    state = 'open'""",
    "CREATE INDEX social_use_claim ON social_use (claim) WHERE claim IS NOT NULL",
    "CREATE INDEX approval_day ON approval (kind, day)",
    """CREATE INDEX fiscal_record_marks ON fiscal_record (type, till, seq) WHERE
    type = 'TILL_OPEN' OR type = 'KEY_ROTATE' OR type = 'REPRINT'""",
    "CREATE INDEX sale_number ON sale (till, ticket_no)",
    "DROP INDEX sale_line_category",
    "CREATE INDEX sale_line_sold ON sale_line (category, seq) WHERE sku IS NOT NULL",
    "DROP INDEX closing_day",
    "CREATE INDEX closing_kind ON closing (kind, day, till, seq)",
    "CREATE INDEX closing_period ON closing (kind, period, till)",
    "CREATE INDEX slip_line_entry ON slip_line (entry) WHERE entry IS NOT NULL",
    "CREATE INDEX kit_open ON kit (id) WHERE state = 'open'",
    """CREATE INDEX customer_order_ended ON customer_order (closed_on) WHERE closed_on IS NOT
    NULL""",
    "DROP INDEX voucher_code",
    "CREATE INDEX voucher_code ON voucher (code_hash) WHERE code_hash <> ''",
    "CREATE INDEX print_job_file ON print_job (ref) WHERE kind = 'file'",
)


def upgrade() -> None:
    """Make the indexes; they change nothing that is kept."""
    for statement in STATEMENTS:
        op.execute(statement)
