"""The month's weight report, read from its four files and recomputed from the bare ledger."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2

COLUMNS = (
    "month", "store", "family", "stream", "category", "direction", "party", "grams", "pieces",
    "measured_grams",
)  # fmt: skip
NUMBERS = ("store", "grams", "pieces", "measured_grams")
Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Weights:
    """Rows of the report as tuples in the order of `COLUMNS`, and totals where the file has any."""

    rows: list[Row]
    totals: dict[str, Any]


def read_csv(path: Path) -> Weights:
    """The CSV file: UTF-8 with BOM, semicolons, header row."""
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        raise ValueError("no BOM: a French spreadsheet would garble the accents")
    head, *lines = csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";")
    if tuple(head) != COLUMNS:
        raise ValueError(f"other columns: {head}")
    return Weights([_typed(dict(zip(head, line, strict=True))) for line in lines], {})


def read_json(path: Path) -> Weights:
    """The JSON object; everything but the rows counts as totals."""
    data = json.loads(path.read_text("utf-8"))
    rows = [_typed(row) for row in data.pop("rows")]
    return Weights(rows, {**data.pop("totals"), **data})


def read_xlsx(path: Path) -> Weights:
    """The workbook's first sheet, and the sheet of totals."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    head, *lines = book.worksheets[0].iter_rows(values_only=True)
    rows = [_typed({str(k): v or "" for k, v in zip(head, line, strict=True)}) for line in lines]
    totals = {str(k): v for k, v, *_rest in book["Totaux"].iter_rows(min_row=2, values_only=True)}
    book.close()
    return Weights(rows, totals)


def read_pdf(path: Path) -> str:
    """The words of every page, spaces made equal."""
    document = pypdfium2.PdfDocument(path)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"[\u00a0\u202f ]+", " ", words)


def kilos(grams: int) -> str:
    """12079486 → "12 079,486", as papers write kilos to the gram."""
    whole, rest = divmod(abs(grams), 1000)
    return f"{'−' if grams < 0 else ''}{whole:,},{rest:03d}".replace(",", " ", whole >= 1000)


def by_category(rows: list[Row]) -> dict[str, dict[str, int]]:
    """Grams by category and direction."""
    grams: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        line = dict(zip(COLUMNS, row, strict=True))
        grams[str(line["category"])][str(line["direction"])] += int(line["grams"])
    return grams


def recomputed(database: Path, month: str) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(category, direction, party) → (grams, pieces), straight from the postings in plain SQL.

    `recategorised` is left out: it is what no movement explains.
    """
    with sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True) as connection:
        found = connection.execute(
            "SELECT category, CASE WHEN day < ?1 THEN 'opening' ELSE substr(place, 1, "
            "instr(place, ':') - 1) END AS side, CASE WHEN day < ?1 THEN '' ELSE "
            "substr(place, instr(place, ':') + 1) END AS party, sum(grams), sum(pieces) "
            "FROM mass_posting JOIN mass_entry ON mass_entry.id = mass_posting.entry "
            "WHERE place NOT LIKE 'stock:%' AND day < ?2 GROUP BY 1, 2, 3",
            (f"{month}-01", f"{month}-32"),
        ).fetchall()
        standing = connection.execute(
            "SELECT category, sum(grams), sum(pieces) FROM mass_posting JOIN mass_entry ON "
            "mass_entry.id = mass_posting.entry WHERE place LIKE 'stock:%' AND day < ? GROUP BY 1",
            (f"{month}-32",),
        ).fetchall()
    connection.close()
    signs = {"in": ("in", -1), "out": ("out", 1), "adjust": ("adjusted", -1)}
    sums = {
        (category, signs[side][0], party): (signs[side][1] * grams, signs[side][1] * pieces)
        for category, side, party, grams, pieces in found
        if side in signs
    }
    return sums | {(category, "closing", ""): (g, n) for category, g, n in standing}


def _typed(row: dict[str, Any]) -> Row:
    return tuple(int(row[name] or 0) if name in NUMBERS else str(row[name]) for name in COLUMNS)
