"""A thief with the shop's file, every guard dropped: the program's own checks name the place."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_shop import live

from reuse_pos.__main__ import main as program

pytestmark = pytest.mark.slow
COLUMNS = ("type", "ts", "mode", "body", "prev_hash", "hash", "alg", "key_id", "sig")


class Thief:
    """A copy of an honest demo shop, opened past the program, and the checks run as by a user."""

    def __init__(self, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.shop, self._capsys = shop, capsys
        self.sql = sqlite3.connect(shop / "shop.db", isolation_level=None)
        for (name,) in self.sql.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self.sql.execute(f"DROP TRIGGER {name}")
        self.sql.execute("PRAGMA foreign_keys = OFF")

    def check(self, *command: str) -> tuple[int, list[str]]:
        """The exit status of `doctor` or `fiscal verify` and the places named: what follows the
        sentence, for support."""
        self._capsys.readouterr()
        status = program([*command, "--data", str(self.shop)])
        lines = self._capsys.readouterr().out.splitlines()
        if command == ("doctor",):
            lines = [line.partition(" [")[2].removesuffix("]") or line for line in lines]
        return status, lines

    def journal(self) -> tuple[int, set[tuple[str, int]]]:
        """The exit status of `fiscal verify --json` and the records named: (till, number)."""
        status, lines = self.check("fiscal", "verify", "--json")
        (said,) = lines
        return status, {(one["till"], one["seq"]) for one in json.loads(said)["findings"]}

    def one(self, sql: str, *values: object) -> tuple[object, ...]:
        return tuple(self.sql.execute(sql, values).fetchone())


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live(tmp_path_factory.mktemp("honest"), 3).shop


@pytest.fixture
def thief(honest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Thief]:
    made = Thief(Path(shutil.copytree(honest, tmp_path / "shop")), capsys)
    yield made
    made.sql.close()


def test_an_honest_shop_holds(thief: Thief) -> None:
    """Dropping the guards alone is no tampering with figures; without it nothing is found."""
    assert thief.journal() == (0, set())
    assert thief.check("doctor") == (0, ["Tout se tient."])


def test_one_byte_changed_in_any_record_is_named(thief: Thief) -> None:
    """Every kind of record, and every ninth one, at another place each time."""
    records = thief.sql.execute(
        "SELECT till, seq, type, body FROM fiscal_record ORDER BY till, seq"
    ).fetchall()
    kinds: set[str] = set()
    tried = 0
    for place, (till, seq, kind, body) in enumerate(records):
        if kind in kinds and place % 9:
            continue
        kinds.add(kind)
        at = place * 37 % len(body)
        other = "0" if body[at] != "0" else "1"
        changed = body[:at] + other + body[at + 1 :]
        update = "UPDATE fiscal_record SET body = ? WHERE till = ? AND seq = ?"
        thief.sql.execute(update, (changed, till, seq))
        status, named = thief.journal()
        assert status == 1, (till, seq, at)
        assert (till, seq) in named, (till, seq, at, named)
        thief.sql.execute(update, (body, till, seq))
        tried += 1
    assert tried > 20
    assert kinds >= {"TILL_OPEN", "SESSION_OPEN", "SALE", "SESSION_CLOSE", "CLOSE_DAY"}
    assert thief.journal() == (0, set())


@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_changed_in_any_column_is_named(thief: Thief, column: str) -> None:
    seq = thief.one("SELECT seq FROM fiscal_record WHERE type = 'SALE' AND till = '001-1'")[0]
    thief.sql.execute(
        f"UPDATE fiscal_record SET {column} = substr({column}, 1, 2) || '~' || "
        f"substr({column}, 4) WHERE till = '001-1' AND seq = ?",
        (seq,),
    )
    status, named = thief.journal()
    assert status == 1
    assert ("001-1", seq) in named
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(f"till 001-1 record {seq}:" in line for line in lines)


@pytest.mark.parametrize("which", ["first", "middle", "last"])
def test_a_removed_record_is_named(thief: Thief, which: str) -> None:
    (last,) = thief.one("SELECT max(seq) FROM fiscal_record WHERE till = '001-1'")
    assert isinstance(last, int)
    seq = {"first": 1, "middle": last // 2, "last": last}[which]
    thief.sql.execute("DELETE FROM fiscal_record WHERE till = '001-1' AND seq = ?", (seq,))
    status, named = thief.journal()
    assert status == 1
    assert {("001-1", seq), ("001-1", seq + 1), ("001-1", seq - 1)} & named
    assert {till for till, _seq in named} == {"001-1"}
    assert thief.check("doctor")[0] == 1


def test_two_records_exchanged_are_named(thief: Thief) -> None:
    for old, new in ((5, -1), (6, 5), (-1, 6)):
        thief.sql.execute(
            "UPDATE fiscal_record SET seq = ? WHERE till = '001-1' AND seq = ?", (new, old)
        )
    status, named = thief.journal()
    assert status == 1
    assert {("001-1", 5), ("001-1", 6)} & named


def test_the_tail_cut_with_its_head_is_named(thief: Thief) -> None:
    """The till's own state set back too: the facts and the mark beside the file still know."""
    (head,) = thief.one("SELECT head FROM till WHERE till = '001-1'")
    (last,) = thief.one("SELECT max(seq) FROM fiscal_record WHERE till = '001-1'")
    assert isinstance(last, int)
    (digest,) = thief.one(
        "SELECT hash FROM fiscal_record WHERE till = '001-1' AND seq = ?", last - 1
    )
    state = json.loads(str(head)) | {"seq": last - 1, "hash": digest}
    thief.sql.execute("DELETE FROM fiscal_record WHERE till = '001-1' AND seq = ?", (last,))
    thief.sql.execute("UPDATE till SET head = ? WHERE till = '001-1'", (json.dumps(state),))
    status, named = thief.journal()
    assert status == 1
    assert "001-1" in {till for till, _seq in named}


# ------------------------------------------------------------------ kilos


def a_sale(thief: Thief) -> tuple[bytes, str, str, int]:
    """A sale's mass entry: (entry, its day, category, grams)."""
    return thief.one(  # type: ignore[return-value]
        "SELECT e.id, e.day, p.category, p.grams FROM mass_entry AS e JOIN mass_posting AS p ON "
        "p.entry = e.id WHERE p.place = 'out:sale' AND p.grams > 500 AND p.thing IS NULL "
        "AND (SELECT count(*) FROM mass_posting WHERE entry = e.id) = 2 LIMIT 1"
    )


def test_one_posting_edited_is_named(thief: Thief) -> None:
    entry, *_rest = a_sale(thief)
    thief.sql.execute(
        "UPDATE mass_posting SET grams = grams + 100 WHERE entry = ? AND place = 'out:sale'",
        (entry,),
    )
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(f"mass entry {entry.hex()}" in line for line in lines)


def test_one_posting_removed_is_named(thief: Thief) -> None:
    entry, *_rest = a_sale(thief)
    thief.sql.execute("DELETE FROM mass_posting WHERE entry = ? AND grams < 0", (entry,))
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(entry.hex() in line for line in lines)


def test_both_legs_roll_up_and_balance_edited_together_are_named(thief: Thief) -> None:
    """Everything that could be rebuilt is made to agree: the fact still tells the truth."""
    entry, day, category, _grams = a_sale(thief)
    thief.sql.execute(
        "UPDATE mass_posting SET grams = grams + (CASE WHEN grams > 0 THEN 100 ELSE -100 END) "
        "WHERE entry = ?",
        (entry,),
    )
    thief.sql.execute("DELETE FROM mass_day")
    thief.sql.execute(
        "INSERT INTO mass_day SELECT e.day, p.place, p.category, coalesce(p.party, ''), "
        "coalesce(p.commune, ''), p.source, sum(p.grams), sum(p.pieces), count(*) FROM "
        "mass_posting AS p JOIN mass_entry AS e ON e.id = p.entry GROUP BY 1, 2, 3, 4, 5, 6"
    )
    thief.sql.execute("DELETE FROM mass_balance")
    thief.sql.execute(
        "INSERT INTO mass_balance SELECT place, category, sum(grams), sum(pieces) FROM "
        "mass_posting WHERE place LIKE 'stock:%' GROUP BY 1, 2"
    )
    status, lines = thief.check("doctor")
    assert status == 1
    assert any("mass_posting" in line and entry.hex() in line for line in lines)
    assert any("mass_day" in line and f"{day} | out:sale | {category}" in line for line in lines)
    assert not any(line.startswith(("entry_sum", "roll_up", "balance")) for line in lines)


def test_the_fact_edited_as_well_is_named(thief: Thief) -> None:
    entry, *_rest = a_sale(thief)
    (seq,) = thief.one(
        "SELECT seq FROM outbox WHERE fact_id = (SELECT fact FROM mass_entry WHERE id = ?)", entry
    )
    (payload,) = thief.one("SELECT payload FROM outbox WHERE seq = ?", seq)
    changed = str(payload).replace("out:sale", "out:gift", 1)
    thief.sql.execute("UPDATE outbox SET payload = ? WHERE seq = ?", (changed, seq))
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(line.startswith(f"fact_altered: fact {seq} ") for line in lines)


def test_a_thing_moved_by_hand_is_named(thief: Thief) -> None:
    (short,) = thief.one("SELECT short FROM item WHERE state = 'on_sale' LIMIT 1")
    thief.sql.execute("UPDATE item SET state = 'gone' WHERE short = ?", (short,))
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(line.startswith(f"item_state: {short}:") for line in lines)


def test_a_ticket_total_edited_is_named(thief: Thief) -> None:
    thief.sql.execute("UPDATE sale SET total_cents = 1 WHERE till = '001-1' AND ticket_no = 1")
    status, lines = thief.check("doctor")
    assert status == 1
    assert any(line.startswith("sales: sale:") for line in lines)
