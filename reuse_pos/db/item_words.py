"""The words a thing is found by: they follow its row, whoever writes it, and can be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.search import thing_words

COLUMNS = ("short", "label", "description", "category", "spot", "brand", "serial")
_ROW = f"SELECT {', '.join(COLUMNS)} FROM item WHERE id = ?"  # noqa: S608 - names above
_ROWS = f"SELECT id, {', '.join(COLUMNS)} FROM item"  # noqa: S608
_DROP = "DELETE FROM item_word WHERE item = ?"
_KEEP = "INSERT INTO item_word (word, item) VALUES (?, ?)"


def concerns(columns: Mapping[str, Any]) -> bool:
    """Whether a change of these columns changes the words."""
    return not columns.keys().isdisjoint(COLUMNS)


def follow(tx: Tx, item: Any) -> None:
    """Make the words of one thing say what its row says now."""
    row = tx.one(_ROW, item)
    tx.execute(_DROP, item)
    if row is not None:
        tx.many(_KEEP, [(word, item) for word in _words(row)])


def rebuild(tx: Tx) -> None:
    """Make every word again from the rows."""
    tx.execute("DELETE FROM item_word")
    rows = [(word, row["id"]) for row in tx.each(_ROWS) for word in _words(row)]
    tx.many(_KEEP, sorted(rows))


def differences(reader: Reader) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each thing whose kept words are not those of its row: its short code, the missing words and
    those too many; and words of a thing that does not exist."""
    kept: dict[bytes, set[str]] = {}
    for row in reader.each("SELECT word, item FROM item_word"):
        kept.setdefault(row["item"], set()).add(row["word"])
    for row in reader.each(_ROWS):
        wanted, held = _words(row), kept.pop(row["id"], set())
        if wanted != held:
            yield row["short"], sorted(wanted - held), sorted(held - wanted)
    for item, words in kept.items():
        yield item.hex(), [], sorted(words)


def _words(row: Any) -> frozenset[str]:
    return thing_words(*(row[name] or "" for name in COLUMNS))
