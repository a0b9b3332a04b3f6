"""What every report is: a title, tables of columns and rows, and from them spreadsheet, CSV, JSON
and paper.

The first table is the machine's: its titles are the file format's own, and CSV holds it alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

Cell = str | int | None
BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = {"text": 26, "count": 12, "grams": 14, "rate": 10}


@dataclass(frozen=True)
class Column:
    """A column: its title and what it holds (`kind` text | count | grams | rate, in basis
    points)."""

    title: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """Rows under columns; numbers are whole, empty cells None. `total` rows stand out."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] | None = None


class Report(ABC):
    """One report of one period, ready to be written in any format."""

    code: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """What it says, the machine's table first."""

    @abstractmethod
    def data(self) -> dict[str, object]:
        """What the JSON file holds."""

    @abstractmethod
    def pdf(self) -> bytes:
        """The report on paper."""

    @property
    @abstractmethod
    def author(self) -> str:
        """Who it is from."""

    @property
    @abstractmethod
    def made_on(self) -> date:
        """The day it was made."""

    def csv(self) -> bytes:
        """UTF-8 with BOM, semicolons, header row, whole numbers; no cell a spreadsheet takes for a
        formula."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        table = self.tables()[0]
        writer.writerow([column.title for column in table.columns])
        writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
        return (BOM + text.getvalue()).encode("utf-8")

    def json(self) -> bytes:
        """One object, UTF-8, integers in grams and basis points."""
        return (json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    def xlsx(self) -> bytes:
        """One sheet a table; numbers are numbers, words are words, never formulas."""
        from xlsxwriter import Workbook

        out = io.BytesIO()
        book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
        made = {"title": _(self.title), "author": self.author}
        book.set_properties(made)
        head = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "bottom",
                "bg_color": "#E6EAF1",
            }
        )
        number = {"num_format": "#,##0"}
        looks = {
            False: (book.add_format({}), book.add_format(number)),
            True: (
                book.add_format({"bold": True, "top": 1}),
                book.add_format({**number, "bold": True, "top": 1}),
            ),
        }
        for table in self.tables():
            sheet = book.add_worksheet(table.title[:31])
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, _WIDTH[column.kind])
                sheet.write_string(0, place, column.title, head)
            lines = [(row, False) for row in table.rows]
            lines += [(table.total, True)] if table.total else []
            for at, (row, total) in enumerate(lines, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(at, place, cell, looks[total][1])
                    elif cell is not None:
                        sheet.write_string(at, place, cell, looks[total][0])
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        book.close()
        return out.getvalue()


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def write(report: Report, fmt: str, path: Path) -> Path:
    """Write a report as pdf, xlsx, csv or json; the file appears whole or not at all.

    Refuses, with code "file", what the disk refuses.
    """
    content: bytes = getattr(report, fmt)()
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as trouble:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refusal(
            _(
                "The file could not be written in {folder} ({reason}). The shop is unchanged. "
                "Choose another folder, or close the file if it is open.",
                folder=str(path.parent),
                reason=trouble.strerror or type(trouble).__name__,
            ),
            "file",
        ) from trouble
    return path
