"""What every safety check writes: its sheet, and what the thing may do from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reuse_pos.db import test_sheets
from reuse_pos.domain.changes import Change
from reuse_pos.domain.checks import BLOCKED, NOT_FOR_SALE, Result, Sheet, sheet_number, sheet_prefix
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item
from reuse_pos.services.verb import Act

WORKS, SOLID = "works", "solid"


def put_sheet(
    act: Act, item: Id, kind: str, result: Result, answers: Sequence[tuple[str, bool]]
) -> Sheet:
    """Write the sheet of a check and its result on the thing; returns the sheet."""
    counter = test_sheets.last_counter(act.tx, sheet_prefix(act.day)) + 1
    sheet = Sheet(
        uuid7(act.at_ns),
        sheet_number(act.day, counter),
        item,
        kind,
        act.day,
        act.who.op,
        result,
        tuple(answers),
    )
    act.put("test_sheet", **test_sheets.sheet_row(sheet))
    set_result(act, item, sheet)
    return sheet


def note_step(act: Act, item: Id, kind: str, passed: bool) -> None:
    """Write the sheet of a workshop step that ends with an answer (`kind` as the step's check)."""
    point = WORKS if kind.startswith("test_sheet") else SOLID
    put_sheet(act, item, kind, Result.PASSED if passed else Result.FAILED, ((point, passed),))


def undo_newest(act: Act, item: Id) -> None:
    """Take back the newest sheet of a thing: the one before it counts again."""
    kept = [one for one in test_sheets.sheets_of(act.tx, item) if one.result is not Result.UNDONE]
    if kept:
        act.set("test_sheet", {"id": kept[0].id}, result=Result.UNDONE.value)
    set_result(act, item, kept[1] if len(kept) > 1 else None)


def put_words(act: Act, sheet: Sheet, serial: str, note: str) -> Sheet:
    """Write the serial number and note of a sheet just put."""
    told = replace(sheet, serial=serial, note=note)
    act.set("test_sheet", {"id": sheet.id}, serial=serial, note=note)
    return told


def set_result(act: Act, item: Id, sheet: Sheet | None) -> None:
    """Make a thing say what the sheet that counts says; None: nothing was checked yet."""
    passed = sheet is not None and sheet.result is Result.PASSED
    failed = sheet is not None and sheet.result is Result.FAILED
    tested_on = sheet.day if sheet is not None and passed else None
    act.set("item", {"id": item}, tested_on=tested_on, test_failed=int(failed))
    act.changed(Change.STOCK, Change.SORTING, Change.WORKSHOP)


def forbid(act: Act, item: Item, rule: str) -> Id:
    """Write that a thing is never sold, by a rule of `checks.BLOCKED`; returns the sheet's id."""
    if rule not in BLOCKED:
        raise ValueError(f"no rule called {rule}")
    return put_sheet(act, item.id, NOT_FOR_SALE, Result.FAILED, ((rule, False),)).id
