"""A shop's file as it is years later: what happened in its month happened in every month before.

Written in bulk, past the verbs: good for how long questions take, not for what they answer (the
journals' older records chain to nothing, and nothing older is still open).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reuse_pos.db.schema import triggers

# What a shop writes every day; everything else is lists that people keep by hand.
GROWING = frozenset({
    "account_move", "appointment", "appointment_private", "approval", "cash_move", "cash_session",
    "closing", "customer_order", "customer_order_private", "donor_private", "fiscal_record", "hold",
    "hold_line", "hold_private", "intake", "item", "item_move", "item_word", "kit", "label_job",
    "mass_day", "mass_entry", "mass_posting", "outbox", "price_point", "print_job", "quote", "sale",
    "sale_line", "sale_payment", "slip", "slip_line", "social_use", "sorting_bag", "sorting_table",
    "stocktake_seen", "test_sheet", "voucher", "voucher_move", "visit", "weighing", "work_order",
    "work_person",
})  # fmt: skip
# Five weeks, so that weekdays stay what they are; a month lived never is longer.
DAYS_A_MONTH = 35
# In the past nothing stands on a shelf, waits or is open any more.
_OVER = {
    "item": {"state": "'sold'", "price_state": "'approved'"},
    "customer_order": {"state": "'collected'"},
    "hold": {"state": "'collected'"},
    "intake": {"state": "'closed'"},
    "kit": {"state": "'done'"},
    "label_job": {"state": "'printed'"},
    "print_job": {"state": "'printed'"},
    "slip": {"state": "'closed'", "closed_on": "date(day, :back)"},
    "social_use": {"claim": "'C-1'"},
    "sorting_table": {"state": "'closed'"},
    "voucher": {"state": "'spent'", "left_cents": "0"},
    "work_order": {
        "state": "'finished'", "finished_on": "date(day, :back)", "help_since": "NULL",
    },
    "appointment": {"state": "'done'"},
}  # fmt: skip
_SAME = frozenset({"device", "schema_v", "clock_suspect"})
_DAYS = frozenset({"day", "until", "valid_until", "delete_on", "claim_by", "closed_on", "due_on"})
_COUNTED = frozenset({"seq", "first_seq", "last_seq", "opened_seq", "session", "number"})
_NAMED = frozenset({
    "number", "doc_no", "ref_doc", "document", "code", "short", "sku", "what", "hash", "prev_hash",
    "deposit_doc", "closed_doc", "fee_doc", "slip", "ref", "ticket_no", "intake_no",
})  # fmt: skip


def add_years(path: Path, months: int) -> None:
    """Put so many months like the file's own before it."""
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    file.execute("PRAGMA foreign_keys=OFF")
    file.execute("BEGIN")
    for sql in triggers():
        file.execute(f"DROP TRIGGER {sql.split()[2]}")
    for table in sorted(GROWING):
        _copy(file, table, months)
    for sql in triggers():
        file.execute(sql)
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def _copy(file: sqlite3.Connection, table: str, months: int) -> None:
    columns = file.execute(f"PRAGMA table_info({table})").fetchall()
    over = _OVER.get(table, {})
    asked = [over.get(name) or _older(name, kind) for _n, name, kind, *_more in columns]
    names = ", ".join(row[1] for row in columns)
    file.execute(f"CREATE TEMP TABLE month AS SELECT * FROM main.{table}")
    sql = f"INSERT INTO main.{table} ({names}) SELECT {', '.join(asked)} FROM temp.month"
    for month in range(1, months + 1):
        file.execute(sql, {
            "back": f"-{month * DAYS_A_MONTH} days", "n": month,
            "ns": month * DAYS_A_MONTH * 86_400 * 10**9, "mark": bytes([0, 255 - month]),
        })  # fmt: skip
    file.execute("DROP TABLE temp.month")


def _older(name: str, kind: str) -> str:
    """How a column of the month becomes one of a month before."""
    if name in _SAME:
        return name
    if kind == "BLOB":
        return f"CAST(:mark || substr({name}, 3) AS BLOB)"
    if kind == "INTEGER":
        if name == "id":
            return "NULL"
        if name.endswith("_ns"):
            return f"{name} - :ns"
        return f"{name} - :n * 1000000" if name in _COUNTED else name
    if name in _DAYS or name.endswith("_on"):
        return f"CASE WHEN {name} <> '' THEN date({name}, :back) ELSE {name} END"
    if name in ("at", "ts") or name.endswith("_at"):
        return f"date(substr({name}, 1, 10), :back) || substr({name}, 11)"
    if name == "period":
        return "substr(date(substr(period || '-01-01', 1, 10), :back), 1, length(period))"
    # Before the number, not after it: the next number is read from the end of the last one.
    return f":n || '~' || {name}" if name in _NAMED else name
