"""How the file answers: nothing asked while people wait walks through what grows for years.

Every question `reuse_pos.db` knows is asked, and a day is lived; then SQLite is asked how it would
answer each (sqlite.org/eqp.html), in a file of years, with the statistics of `ANALYZE` and without.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from every_read import Heard, ask_everything
from years import GROWING, add_years

from reuse_pos.bootstrap import live_demo
from reuse_pos.db.store import Store
from reuse_pos.db.tables import metadata

DAYS, MONTHS = 2, 40
# Lists that people keep by hand, and what is written some times a month: short after ten years.
SHORT = frozenset({
    "account", "account_private", "authorisation", "bank_deposit", "bank_deposit_cheque",
    "category", "code_counter", "colour_period", "commune", "container", "device_state",
    "draft_basket", "kit_list", "learned_mean", "mass_balance", "parked_basket", "party",
    "party_material", "person", "person_private", "price_key", "recall", "recall_word",
    "sale_days", "scale_check", "setting", "signin_throttle", "skill_consent", "skill_note",
    "skip", "social_claim", "social_type", "solidarity_card", "stocktake", "stocktake_loose",
    "tariff", "till", "van_day", "work_template", "zone",
})  # fmt: skip
# Indexes of the few rows that matter now: what is inside, waits or is open.
FEW = frozenset({
    "customer_order_open", "hold_open", "intake_open", "item_in_workshop",
    "item_inside", "item_on_sale", "item_proposed", "kit_open", "label_job_unprinted",
    "label_job_waiting", "print_job_waiting", "slip_open", "social_use_open", "sorting_open",
    "voucher_open", "work_order_open", "fiscal_record_marks",
})  # fmt: skip
COUNTS_ALL = "counts the stock from the ledger itself, asked for by a manager, once for each change"
NEWEST_FIRST = "newest first, ends at its limit"
SHORT_LIVED = "names are kept for some weeks, then erased"
ALLOWED = {
    "checks": "the doctor reads all there is: that is what it is for",
    "item_words:differences": "as the doctor",
    "donors:same_person": SHORT_LIVED,
    "forgetting": SHORT_LIVED,
    "outflow:past_slips": NEWEST_FIRST,
    "quotes:quote_of": NEWEST_FIRST,
    "reporting:counted_stock": COUNTS_ALL,
    "till:safe_cents": "what was put in the safe, some movements a day, when the safe is counted",
    "stock:_left": NEWEST_FIRST + "; of what left, only the demo shop asks",
    "stock_search:find": NEWEST_FIRST,
}
_SCAN = re.compile(r"^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?")
_AUTOMATIC = re.compile(r"^SEARCH (\S+) USING AUTOMATIC")
_MADE = re.compile(r"^(?:CO-ROUTINE|MATERIALIZE) (\S+)")
_ALIAS = r"(?:FROM|JOIN|,)\s+(\w+)\s+(?:AS\s+)?{}\b"


@dataclass
class Questions:
    """The questions heard, and a file of years to plan them in."""

    heard: Heard
    file: Path

    def walks(self, dropped: str = "") -> dict[str, set[str]]:
        """Who asks what walks through a growing table, by asker, with those tables; `dropped` is
        an index to do without."""
        connection = sqlite3.connect(self.file, isolation_level=None)
        try:
            connection.execute("BEGIN")
            if dropped:
                connection.execute(f"DROP INDEX {dropped}")
            found: dict[str, set[str]] = {}
            for sql, (asker, values) in self.heard.asked.items():
                if (
                    sql.lstrip().startswith(("SELECT", "WITH"))
                    and f"INDEXED BY {dropped}" not in sql
                ):
                    for table in walked(connection, sql, values):
                        name = asker if asker in ALLOWED else asker.partition(":")[0]
                        found.setdefault(name if name in ALLOWED else asker, set()).add(table)
            connection.execute("ROLLBACK")
            return found
        finally:
            connection.close()


def walked(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> Iterator[str]:
    """The growing tables that a question would be answered from row by row."""
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    made = {match[1] for line in plan if (match := _MADE.match(line))}
    for line in plan:
        match = _AUTOMATIC.match(line) or _SCAN.match(line)
        if match is None or match[1] in made:
            continue
        named = re.search(_ALIAS.format(re.escape(match[1])), sql, re.IGNORECASE)
        table = named[1] if named and match[1] not in metadata.tables else match[1]
        index = match[2] if match.re is _SCAN else None
        if table in GROWING and index not in FEW:
            yield table


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Heard, Path]:
    folder = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as monkeypatch:
        heard = Heard()
        heard.listen(monkeypatch)
        live_demo(folder, days=DAYS, seed=7, settings=None, say=lambda _line: None)
        store = Store(folder / "shop" / "shop.db")
        functions = ask_everything(store.read())
        store.close()
    assert functions > 250
    assert len(heard.asked) > 350
    return heard, folder / "shop" / "shop.db"


@pytest.fixture(scope="module", params=["no statistics", "statistics"])
def questions(
    heard: tuple[Heard, Path],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Questions:
    file = tmp_path_factory.mktemp("years") / "shop.db"
    file.write_bytes(heard[1].read_bytes())
    add_years(file, MONTHS)
    if request.param == "statistics":
        connection = sqlite3.connect(file)
        connection.execute("ANALYZE")
        connection.close()
    return Questions(heard[0], file)


def test_nothing_that_grows_is_walked_through(questions: Questions) -> None:
    """Catches a question that takes seconds in a shop of ten years, none in one of a month."""
    walks = questions.walks()
    assert {asker: tables for asker, tables in walks.items() if asker not in ALLOWED} == {}


def test_every_walk_allowed_is_still_walked(questions: Questions) -> None:
    """Catches an excuse that outlived its question."""
    assert set(ALLOWED) - set(questions.walks()) == set()


@pytest.mark.parametrize(
    ("index", "asker"),
    [
        ("item_move_item", "stock:life_of"),
        ("sale_doc", "counter:ticket"),
        ("item_inside", "stock:items_in_state"),
    ],
)
def test_a_lost_index_is_noticed(questions: Questions, index: str, asker: str) -> None:
    """Catches a test that no longer sees anything."""
    assert asker in set(questions.walks(dropped=index)) - set(ALLOWED)


def test_every_table_is_known_to_grow_or_to_stay_short() -> None:
    """Catches a new table that nobody thought of in years."""
    assert set(metadata.tables) == GROWING | SHORT
    assert not GROWING & SHORT


def test_every_index_of_few_rows_has_a_condition() -> None:
    """Catches an index of every row taken for one of the few rows that matter now."""
    indexes = {index.name: index for table in metadata.tables.values() for index in table.indexes}
    assert set(indexes) >= FEW
    assert all(indexes[name].dialect_options["sqlite"]["where"] is not None for name in FEW)
