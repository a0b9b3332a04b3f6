"""What guards the truths inside the file, and which tables can be rebuilt from facts."""

from __future__ import annotations

SCHEMA_VERSION = 5
APPEND_ONLY = ("outbox", "mass_entry", "mass_posting", "item_move", "fiscal_record", "setting")
LOCAL_ONLY = (
    "device_state",
    "outbox",
    "person_private",
    "signin_throttle",
    "draft_basket",
    "parked_basket",
    "print_job",
    "work_person",
    "account_private",
    "hold_private",
    "appointment_private",
    "donor_private",
    "customer_order_private",
    "skill_note",
    "skill_consent",
    # A public list, fetched again at any time.
    "recall",
    "recall_word",
)


def triggers() -> list[str]:
    """The SQL of every trigger: truths are append-only, and a mass entry must balance to be
    written."""
    guards = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    return [
        *guards,
        "CREATE TRIGGER mass_entry_balances BEFORE INSERT ON mass_entry "
        "WHEN (SELECT count(*) < 2 OR sum(grams) <> 0 FROM mass_posting WHERE entry = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'mass entry does not balance'); END",
        "CREATE TRIGGER mass_posting_not_late BEFORE INSERT ON mass_posting "
        "WHEN EXISTS (SELECT 1 FROM mass_entry WHERE id = NEW.entry) "
        "BEGIN SELECT RAISE(ABORT, 'mass entry is already closed'); END",
    ]
