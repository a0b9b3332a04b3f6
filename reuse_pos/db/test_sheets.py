"""Safety checks made here, read from the file: by number, by thing, and what a rule forbids."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.checks import (
    NOT_FOR_SALE,
    Result,
    Sheet,
    answers_read,
    answers_text,
)
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id

_COLUMNS = "id, number, item, kind, day, op, result, points, serial, note"
_BY_ID = f"SELECT {_COLUMNS} FROM test_sheet WHERE id = ?"  # noqa: S608 - the columns above
_BY_NUMBER = f"SELECT {_COLUMNS} FROM test_sheet WHERE number = ?"  # noqa: S608
_OF_ITEM = f"SELECT {_COLUMNS} FROM test_sheet WHERE item = ? ORDER BY id DESC"  # noqa: S608


def sheet_row(sheet: Sheet) -> dict[str, Value]:
    """The row of a sheet."""
    return {
        "id": sheet.id,
        "number": sheet.number,
        "item": sheet.item,
        "kind": sheet.kind,
        "day": sheet.day,
        "op": sheet.op,
        "result": sheet.result.value,
        "points": answers_text(sheet.answers),
        "serial": sheet.serial,
        "note": sheet.note,
    }


def sheet_by_id(reader: Reader, sheet_id: Id) -> Sheet | None:
    """The sheet with this id."""
    return _sheet(reader.one(_BY_ID, sheet_id))


def sheet_by_number(reader: Reader, number: str) -> Sheet | None:
    """The sheet with the number printed on it."""
    return _sheet(reader.one(_BY_NUMBER, number))


def sheets_of(reader: Reader, item: Id) -> list[Sheet]:
    """The sheets of a thing, newest first, undone ones too."""
    rows = reader.all(_OF_ITEM, item)
    return [sheet for row in rows if (sheet := _sheet(row)) is not None]


def standing_sheet(reader: Reader, item: Id) -> Sheet | None:
    """The sheet that counts today for a thing: its newest one that was not undone."""
    return next((one for one in sheets_of(reader, item) if one.result is not Result.UNDONE), None)


def passed_number(reader: Reader, item: Id) -> str:
    """The number of the passed sheet a thing is sold under; "" when it has none."""
    sheet = standing_sheet(reader, item)
    return sheet.number if sheet is not None and sheet.result is Result.PASSED else ""


def blocked_by(reader: Reader, item: Id) -> str:
    """The rule (a key of `checks.BLOCKED`) that forbids to sell a thing, "" when none does."""
    for sheet in sheets_of(reader, item):
        if sheet.kind == NOT_FOR_SALE and sheet.result is Result.FAILED:
            return sheet.failed_at
    return ""


def last_counter(reader: Reader, prefix: str) -> int:
    """The highest counter of the sheet numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM test_sheet "
        "WHERE number >= ? AND number < ?",
        len(prefix) + 1,
        prefix,
        prefix + "~",
    )
    return int(found or 0)


def _sheet(row: Row | None) -> Sheet | None:
    if row is None:
        return None
    values = dict(row)
    answers = answers_read(values.pop("points"))
    return Sheet(**{**values, "result": Result(values["result"])}, answers=answers)
