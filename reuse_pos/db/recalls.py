"""The public list of recalled products as this file keeps it: replaced at each import, searched by
words or barcode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.recalls import RecalledProduct

LAST, WHOLE_UNDER = "\U0010ffff", 3
_PUT = (
    "INSERT OR REPLACE INTO recall (number, day, brand, model, title, risk, codes, folded) "
    "VALUES (?,?,?,?,?,?,?,?)"
)
_WORD = "INSERT OR IGNORE INTO recall_word (word, number) VALUES (?, ?)"
_FORGET = "DELETE FROM recall_word WHERE word = ? AND number = ?"
_FIND = "SELECT number FROM recall_word WHERE word >= ? AND word < ?"
_SHOW = "SELECT number, day, brand, model, title, risk, codes FROM recall"
_WITH_CODE = (
    "SELECT number, day, brand, model, title, risk, codes FROM recall WHERE number IN "
    "(SELECT number FROM recall_word WHERE word = ?) ORDER BY day DESC, number LIMIT ?"
)


def keep(tx: Tx, products: Iterable[RecalledProduct]) -> None:
    """Put products in, each in place of the one with its number, with the words they are found
    by."""
    products = list(products)
    tx.many(_FORGET, _words_before(tx, {product.number for product in products}))
    tx.many(
        _PUT,
        [
            (p.number, p.day, p.brand, p.model, p.title, p.risk, " ".join(p.codes),
             " ".join(p.words))
            for p in products
        ],
    )  # fmt: skip
    tx.many(_WORD, [(word, p.number) for p in products for word in p.words])


def find(reader: Reader, words: Sequence[str], limit: int) -> list[RecalledProduct]:
    """The newest products that have a word beginning with each of these, or that very word where
    it has fewer than three letters; none without a word."""
    if not words:
        return []
    numbers = " INTERSECT ".join([_FIND] * len(words))
    bounds = [bound for word in words for bound in (word, word + _end(word))]
    sql = f"{_SHOW} WHERE number IN ({numbers}) ORDER BY day DESC, number LIMIT ?"
    return [_product(row) for row in reader.all(sql, *bounds, limit)]


def with_code(reader: Reader, code: str, limit: int) -> list[RecalledProduct]:
    """The products that carry this very barcode."""
    return [_product(row) for row in reader.all(_WITH_CODE, code, limit)]


def extent(reader: Reader) -> tuple[int, str]:
    """How many products the list has, and the day of its newest one ("" when it is empty)."""
    row = reader.one("SELECT count(*) AS n, coalesce(max(day), '') AS day FROM recall")
    return (0, "") if row is None else (row["n"], row["day"])


def _end(word: str) -> str:
    """What follows the last word that is looked for; no word holds a blank."""
    return LAST if len(word) >= WHOLE_UNDER else " "


def _words_before(tx: Tx, numbers: set[str]) -> list[tuple[str, str]]:
    """The words that products already there were found by: told by their rows, for the words are
    kept in the order of words alone."""
    return [
        (word, row["number"])
        for row in tx.each("SELECT number, folded FROM recall")
        if row["number"] in numbers
        for word in row["folded"].split()
    ]


def _product(row: Row) -> RecalledProduct:
    values = dict(row)
    return RecalledProduct(**{**values, "codes": tuple(values["codes"].split())})
