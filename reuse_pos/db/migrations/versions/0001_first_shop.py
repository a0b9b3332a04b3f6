"""The first shop's file: every table, index and guard of version 1. Frozen: later versions add,
this never changes."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE cash_move (till TEXT NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL, kind
    TEXT NOT NULL, amt INTEGER NOT NULL, reason TEXT, session INTEGER, PRIMARY KEY (till, seq))
    STRICT""",
    """CREATE TABLE cash_session (till TEXT NOT NULL, number INTEGER NOT NULL, opened_seq INTEGER
    NOT NULL, opened_at TEXT NOT NULL, float_cents INTEGER NOT NULL, op TEXT NOT NULL, PRIMARY KEY
    (till, number)) STRICT""",
    """CREATE TABLE category (code TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, family
    TEXT NOT NULL, stream TEXT NOT NULL, eco_class TEXT NOT NULL, main_material TEXT NOT NULL,
    guarantee_mention INTEGER NOT NULL, check_kind TEXT NOT NULL, mean_weight_g INTEGER,
    weight_source TEXT NOT NULL, icon TEXT NOT NULL, unit_item INTEGER NOT NULL, price_cents
    INTEGER, rank INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    """CREATE TABLE closing (till TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, number
    INTEGER, period TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, op TEXT NOT NULL, first_seq
    INTEGER, last_seq INTEGER, total INTEGER NOT NULL, turnover INTEGER NOT NULL, gtp INTEGER NOT
    NULL, gtpa INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (till, seq)) STRICT""",
    """CREATE INDEX closing_day ON closing (day)""",
    """CREATE TABLE code_counter (device INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY
    (device)) STRICT""",
    """CREATE TABLE commune (insee TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (insee))
    STRICT""",
    """CREATE TABLE container (code TEXT NOT NULL, label TEXT NOT NULL, icon TEXT NOT NULL, tare_g
    INTEGER NOT NULL, post TEXT NOT NULL, rank INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY
    KEY (code)) STRICT""",
    """CREATE TABLE device_state (id INTEGER NOT NULL, device_id BLOB NOT NULL, store INTEGER NOT
    NULL, device INTEGER NOT NULL, epoch BLOB NOT NULL, last_seq INTEGER NOT NULL, last_hash TEXT
    NOT NULL, acked_seq INTEGER NOT NULL, ref_version INTEGER NOT NULL, last_at_ns INTEGER NOT NULL,
    PRIMARY KEY (id)) STRICT""",
    """CREATE TABLE draft_basket (till TEXT NOT NULL, body TEXT NOT NULL, saved_ns INTEGER NOT NULL,
    PRIMARY KEY (till)) STRICT""",
    """CREATE TABLE fiscal_record (till TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, ts
    TEXT NOT NULL, doc_no TEXT, mode TEXT NOT NULL, body TEXT NOT NULL, prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL, alg TEXT NOT NULL, key_id TEXT NOT NULL, sig TEXT NOT NULL, PRIMARY KEY
    (till, seq), UNIQUE (hash)) STRICT""",
    """CREATE INDEX fiscal_record_doc ON fiscal_record (doc_no) WHERE doc_no IS NOT NULL""",
    """CREATE TABLE intake (id BLOB NOT NULL, number TEXT NOT NULL, origin TEXT NOT NULL, party
    TEXT, commune TEXT, title TEXT NOT NULL, state TEXT NOT NULL, opened_at TEXT NOT NULL, closed_at
    TEXT, day TEXT NOT NULL, op TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (number)) STRICT""",
    """CREATE INDEX intake_open ON intake (state) WHERE state = 'open'""",
    """CREATE TABLE item (id BLOB NOT NULL, code TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT
    NULL, category TEXT NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL, grams INTEGER NOT NULL,
    pieces INTEGER NOT NULL, source TEXT NOT NULL, price_cents INTEGER, price_state TEXT NOT NULL,
    last_printed_cents INTEGER, condition TEXT NOT NULL, known_defects TEXT NOT NULL, description
    TEXT NOT NULL, refurbished INTEGER NOT NULL, tested_on TEXT, test_failed INTEGER NOT NULL,
    intake_no TEXT NOT NULL, received_on TEXT NOT NULL, photo TEXT, photo_after TEXT, markdown_on
    TEXT, markdown_bp INTEGER NOT NULL, spot TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (code))
    STRICT""",
    """CREATE INDEX item_in_workshop ON item (state) WHERE state IN ('received', 'to_repair',
    'in_repair', 'ready')""",
    """CREATE INDEX item_on_sale ON item (category) WHERE state = 'on_sale'""",
    """CREATE INDEX item_proposed ON item (price_state) WHERE price_state = 'proposed'""",
    """CREATE INDEX item_short ON item (short)""",
    """CREATE TABLE item_move (id INTEGER NOT NULL, item BLOB NOT NULL, at_ns INTEGER NOT NULL, day
    TEXT NOT NULL, device INTEGER NOT NULL, op TEXT NOT NULL, move TEXT NOT NULL, from_state TEXT,
    to_state TEXT NOT NULL, reason TEXT NOT NULL, automatic INTEGER NOT NULL, entry BLOB, fact BLOB
    NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX item_move_item ON item_move (item)""",
    """CREATE TABLE label_job (id BLOB NOT NULL, item BLOB NOT NULL, kind TEXT NOT NULL, copies
    INTEGER NOT NULL, state TEXT NOT NULL, at_ns INTEGER NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX label_job_waiting ON label_job (state) WHERE state = 'waiting'""",
    """CREATE TABLE learned_mean (category TEXT NOT NULL, n INTEGER NOT NULL, sum_g INTEGER NOT
    NULL, sum_sq INTEGER NOT NULL, PRIMARY KEY (category)) STRICT""",
    """CREATE TABLE mass_balance (place TEXT NOT NULL, category TEXT NOT NULL, grams INTEGER NOT
    NULL, pieces INTEGER NOT NULL, PRIMARY KEY (place, category)) WITHOUT ROWID, STRICT""",
    """CREATE TABLE mass_day (day TEXT NOT NULL, place TEXT NOT NULL, category TEXT NOT NULL, party
    TEXT NOT NULL, commune TEXT NOT NULL, source TEXT NOT NULL, grams INTEGER NOT NULL, pieces
    INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, place, category, party, commune,
    source)) WITHOUT ROWID, STRICT""",
    """CREATE TABLE mass_entry (id BLOB NOT NULL, store INTEGER NOT NULL, device INTEGER NOT NULL,
    at_ns INTEGER NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, document TEXT, op TEXT NOT NULL,
    reverses BLOB, fact BLOB NOT NULL, PRIMARY KEY (id), UNIQUE (reverses)) STRICT""",
    """CREATE INDEX mass_entry_day ON mass_entry (day)""",
    """CREATE TABLE outbox (fact_id BLOB NOT NULL, epoch BLOB NOT NULL, seq INTEGER NOT NULL, kind
    TEXT NOT NULL, schema_v INTEGER NOT NULL, at_ns INTEGER NOT NULL, day TEXT NOT NULL, op TEXT NOT
    NULL, clock_suspect INTEGER NOT NULL, payload TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT
    NOT NULL, PRIMARY KEY (fact_id), UNIQUE (epoch, seq)) STRICT""",
    """CREATE TABLE parked_basket (id BLOB NOT NULL, till TEXT NOT NULL, label TEXT NOT NULL, body
    TEXT NOT NULL, parked_ns INTEGER NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE TABLE party (code TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, archived
    INTEGER NOT NULL, PRIMARY KEY (code)) STRICT""",
    """CREATE TABLE person (op TEXT NOT NULL, role TEXT NOT NULL, icon TEXT NOT NULL, colour TEXT
    NOT NULL, plain_mode INTEGER NOT NULL, prints_own_labels INTEGER NOT NULL, rank INTEGER NOT
    NULL, active INTEGER NOT NULL, PRIMARY KEY (op)) STRICT""",
    """CREATE TABLE person_private (op TEXT NOT NULL, name TEXT NOT NULL, secret_hash TEXT NOT NULL,
    badge_hash TEXT, PRIMARY KEY (op)) STRICT""",
    """CREATE INDEX person_badge ON person_private (badge_hash) WHERE badge_hash IS NOT NULL""",
    """CREATE TABLE price_key (code TEXT NOT NULL, label TEXT NOT NULL, category TEXT NOT NULL, icon
    TEXT NOT NULL, unit TEXT NOT NULL, price_cents INTEGER NOT NULL, weight_g INTEGER, page INTEGER
    NOT NULL, position INTEGER NOT NULL, tested INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY
    KEY (code)) STRICT""",
    """CREATE TABLE print_job (id BLOB NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, document
    TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, error TEXT NOT NULL, at_ns INTEGER
    NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX print_job_waiting ON print_job (state) WHERE state = 'waiting'""",
    """CREATE TABLE sale (till TEXT NOT NULL, seq INTEGER NOT NULL, doc_no TEXT, kind TEXT NOT NULL,
    day TEXT NOT NULL, at TEXT NOT NULL, op TEXT NOT NULL, session INTEGER, ticket_no INTEGER,
    total_cents INTEGER NOT NULL, turnover_cents INTEGER NOT NULL, guarantee INTEGER NOT NULL,
    ticket TEXT, ref_doc TEXT, gtp INTEGER, gtpa INTEGER, PRIMARY KEY (till, seq)) STRICT""",
    """CREATE INDEX sale_day ON sale (day)""",
    """CREATE INDEX sale_doc ON sale (doc_no)""",
    """CREATE INDEX sale_ref ON sale (ref_doc) WHERE ref_doc IS NOT NULL""",
    """CREATE TABLE sale_line (till TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, kind
    TEXT NOT NULL, sku TEXT, label TEXT NOT NULL, category TEXT, qty INTEGER NOT NULL, unit TEXT NOT
    NULL, unit_ttc INTEGER NOT NULL, disc INTEGER NOT NULL, disc_reason TEXT, ttc INTEGER NOT NULL,
    ht INTEGER NOT NULL, vat_code TEXT NOT NULL, vat_bp INTEGER NOT NULL, weight_g INTEGER NOT NULL,
    weight_src TEXT NOT NULL, PRIMARY KEY (till, seq, n)) STRICT""",
    """CREATE INDEX sale_line_category ON sale_line (category)""",
    """CREATE INDEX sale_line_sku ON sale_line (sku) WHERE sku IS NOT NULL""",
    """CREATE TABLE sale_payment (till TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
    method TEXT NOT NULL, amt INTEGER NOT NULL, ref TEXT, PRIMARY KEY (till, seq, n)) STRICT""",
    """CREATE TABLE setting (id INTEGER NOT NULL, "key" TEXT NOT NULL, scope TEXT NOT NULL, value
    TEXT NOT NULL, valid_from TEXT NOT NULL, set_by TEXT NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX setting_key ON setting ("key", scope)""",
    """CREATE TABLE signin_throttle (op TEXT NOT NULL, failures INTEGER NOT NULL, until_ns INTEGER
    NOT NULL, PRIMARY KEY (op)) STRICT""",
    """CREATE TABLE sorting_bag (id BLOB NOT NULL, table_id BLOB NOT NULL, n INTEGER NOT NULL,
    direction TEXT NOT NULL, grade TEXT NOT NULL, category TEXT NOT NULL, label TEXT NOT NULL, grams
    INTEGER NOT NULL, gross_g INTEGER NOT NULL, tare_g INTEGER NOT NULL, source TEXT NOT NULL, at
    TEXT NOT NULL, item BLOB, entry BLOB, undone INTEGER NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX sorting_bag_table ON sorting_bag (table_id, n)""",
    """CREATE TABLE sorting_table (id BLOB NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
    opened_at TEXT NOT NULL, closed_at TEXT, day TEXT NOT NULL, rest_g INTEGER, reason TEXT NOT
    NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX sorting_open ON sorting_table (state) WHERE state = 'open'""",
    """CREATE TABLE till (till TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, head TEXT NOT NULL, PRIMARY KEY (till)) STRICT""",
    """CREATE TABLE weighing (id BLOB NOT NULL, intake BLOB NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, category TEXT NOT NULL, gross_g INTEGER NOT NULL, tare_g INTEGER NOT NULL, net_g INTEGER NOT NULL, container TEXT, source TEXT NOT NULL, pieces INTEGER NOT NULL, reason TEXT NOT NULL, item BLOB, entry BLOB, undone INTEGER NOT NULL, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX weighing_day ON weighing (day)""",
    """CREATE INDEX weighing_intake ON weighing (intake, n)""",
    """CREATE TABLE work_order (id BLOB NOT NULL, item BLOB NOT NULL, state TEXT NOT NULL, steps TEXT NOT NULL, done TEXT NOT NULL, bench TEXT NOT NULL, rank INTEGER NOT NULL, weight_before_g INTEGER NOT NULL, weight_after_g INTEGER, minutes INTEGER, materials TEXT NOT NULL, help_since TEXT, day TEXT NOT NULL, finished_on TEXT, PRIMARY KEY (id)) STRICT""",
    """CREATE INDEX work_order_item ON work_order (item)""",
    """CREATE INDEX work_order_open ON work_order (state) WHERE state != 'finished'""",
    """CREATE TABLE work_person (work_order BLOB NOT NULL, op TEXT NOT NULL, minutes INTEGER, PRIMARY KEY (work_order, op)) STRICT""",
    """CREATE TABLE mass_posting (id INTEGER NOT NULL, entry BLOB NOT NULL, place TEXT NOT NULL, category TEXT NOT NULL, thing BLOB, party TEXT, commune TEXT, grams INTEGER NOT NULL, pieces INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(entry) REFERENCES mass_entry (id) DEFERRABLE INITIALLY DEFERRED) STRICT""",
    """CREATE INDEX mass_posting_entry ON mass_posting (entry)""",
    """CREATE INDEX mass_posting_thing ON mass_posting (thing) WHERE thing IS NOT NULL""",
    """CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'outbox is append-only'); END""",
    """CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'outbox is append-only'); END""",
    """CREATE TRIGGER mass_entry_no_update BEFORE UPDATE ON mass_entry BEGIN SELECT RAISE(ABORT, 'mass_entry is append-only'); END""",
    """CREATE TRIGGER mass_entry_no_delete BEFORE DELETE ON mass_entry BEGIN SELECT RAISE(ABORT, 'mass_entry is append-only'); END""",
    """CREATE TRIGGER mass_posting_no_update BEFORE UPDATE ON mass_posting BEGIN SELECT RAISE(ABORT, 'mass_posting is append-only'); END""",
    """CREATE TRIGGER mass_posting_no_delete BEFORE DELETE ON mass_posting BEGIN SELECT RAISE(ABORT, 'mass_posting is append-only'); END""",
    """CREATE TRIGGER item_move_no_update BEFORE UPDATE ON item_move BEGIN SELECT RAISE(ABORT, 'item_move is append-only'); END""",
    """CREATE TRIGGER item_move_no_delete BEFORE DELETE ON item_move BEGIN SELECT RAISE(ABORT, 'item_move is append-only'); END""",
    """CREATE TRIGGER fiscal_record_no_update BEFORE UPDATE ON fiscal_record BEGIN SELECT RAISE(ABORT, 'fiscal_record is append-only'); END""",
    """CREATE TRIGGER fiscal_record_no_delete BEFORE DELETE ON fiscal_record BEGIN SELECT RAISE(ABORT, 'fiscal_record is append-only'); END""",
    """CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, 'setting is append-only'); END""",
    """CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'setting is append-only'); END""",
    """CREATE TRIGGER mass_entry_balances BEFORE INSERT ON mass_entry WHEN (SELECT count(*) < 2 OR sum(grams) <> 0 FROM mass_posting WHERE entry = NEW.id) BEGIN SELECT RAISE(ABORT, 'mass entry does not balance'); END""",
    """CREATE TRIGGER mass_posting_not_late BEFORE INSERT ON mass_posting WHEN EXISTS (SELECT 1 FROM mass_entry WHERE id = NEW.entry) BEGIN SELECT RAISE(ABORT, 'mass entry is already closed'); END""",
)


def upgrade() -> None:
    """Make the tables of an empty file."""
    for statement in STATEMENTS:
        op.execute(statement)
