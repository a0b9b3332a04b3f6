"""Safety checks: each thing's sheet point by point, its number on the ticket, what is never sold,
and the known defects a buyer is told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reuse_pos.db import test_sheets
from reuse_pos.db.stock import item_by_id
from reuse_pos.domain import checks as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.checks import NOT_FOR_SALE, Point, Result, Sheet
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import INSIDE, STATE_WORDS, Item, State
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.check_rows import forbid, put_sheet, put_words, set_result
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


class Checks(Station):
    """Sheets of single things, made wherever a thing stands in the shop."""

    def points(self, category: str) -> tuple[Point, ...]:
        """What is looked at before a thing of this category is sold; empty when nothing is."""
        ask_data = bool(self.office.number("check.data_erased"))
        return rules.points_for(self.office.category(category), ask_data=ask_data)

    def asked_before_sale(self, category: str) -> tuple[str, ...]:
        """What is never sold and may turn up in this category (keys of `checks.BLOCKED`)."""
        return rules.blocked_in(self.office.category(category))

    def blocked_by(self, item_id: Id) -> str:
        """The rule that forbids to sell a thing, "" when none does."""
        return test_sheets.blocked_by(self.store.read(), item_id)

    def sheets(self, item_id: Id) -> list[Sheet]:
        """The sheets of a thing, newest first, undone ones too."""
        return test_sheets.sheets_of(self.store.read(), item_id)

    def sheet(self, number: str) -> Sheet:
        """A sheet by the number on a ticket; refuses an unknown one."""
        found = test_sheets.sheet_by_number(self.store.read(), number.strip().upper())
        if found is None:
            raise Refusal(
                _("No sheet has this number. Nothing was changed. Look at the ticket again."),
                "unknown",
            )
        return found

    @verb("thing_checked", Permission.WORK)
    def record(
        self, act: Act, item_id: Id, answers: Sequence[bool], serial: str = "", note: str = ""
    ) -> Sheet:
        """Record the sheet of a thing: one answer a point, ended by the first no.

        Passed, it may be sold from today; failed, it may not until it passes. Refuses "no_check"
        where nothing is to check, "points" for an unfinished sheet, "not_for_sale" for what is
        never sold, "gone" and "text".
        """
        item = self._here(act, item_id)
        kind = self.office.category(item.category).check
        points = self.points(item.category)
        if not points:
            raise Refusal(
                _("Nothing is to check on this kind of object. Nothing was changed."), "no_check"
            )
        rules.refuse_blocked(test_sheets.blocked_by(act.tx, item.id))
        result = rules.verdict(points, answers)
        serial = rules.one_line(serial, rules.NAME_LENGTH) or item.serial or ""
        note = rules.one_line(note, rules.NOTE_LENGTH)
        said = [(point.code, yes) for point, yes in zip(points, answers, strict=False)]
        sheet = put_sheet(act, item.id, kind, result, said)
        if serial != (item.serial or ""):
            act.set("item", {"id": item.id}, serial=serial)
        return put_words(act, sheet, serial, note) if serial or note else sheet

    @verb("check_undone", Permission.WORK)
    def undo(self, act: Act, sheet_id: Id) -> Item:
        """Take back the newest sheet of a thing: the one before it counts again. Refuses "gone_on"
        for an older sheet or a thing that left."""
        sheet = test_sheets.sheet_by_id(act.tx, sheet_id)
        if sheet is None:
            raise LookupError(f"no sheet {sheet_id.hex()}")
        item = self._here(act, sheet.item)
        kept = [s for s in test_sheets.sheets_of(act.tx, item.id) if s.result is not Result.UNDONE]
        if not kept or kept[0].id != sheet_id:
            raise Refusal(
                _("Another sheet was made since. Nothing was changed. Look at the card."),
                "gone_on",
            )
        before = kept[1] if len(kept) > 1 else None
        act.set("test_sheet", {"id": sheet_id}, result=Result.UNDONE.value)
        set_result(act, item.id, before)
        return _as_said(item, before)

    @verb("never_sold", Permission.SORT)
    def forbid(self, act: Act, item_id: Id, rule: str) -> Item:
        """Say that a thing is never sold, by a rule of `checks.BLOCKED`."""
        item = self._here(act, item_id)
        forbid(act, item, rule)
        return replace(item, tested_on=None, test_failed=True)

    @verb("allowed_again", Permission.SUPERVISE)
    def allow(self, act: Act, item_id: Id) -> Item:
        """Take back that a thing is never sold: it was touched by mistake."""
        item = self._here(act, item_id)
        sheets = test_sheets.sheets_of(act.tx, item.id)
        for sheet in sheets:
            if sheet.kind == NOT_FOR_SALE and sheet.result is Result.FAILED:
                act.set("test_sheet", {"id": sheet.id}, result=Result.UNDONE.value)
        kept = [s for s in sheets if s.kind != NOT_FOR_SALE and s.result is not Result.UNDONE]
        before = kept[0] if kept else None
        set_result(act, item.id, before)
        return _as_said(item, before)

    @verb("defects_noted", Permission.SORT)
    def note_defects(self, act: Act, item_id: Id, defects: str) -> Item:
        """Write the known defects of a thing, as its labels and tickets will say them."""
        item = self._here(act, item_id)
        text = rules.one_line(defects, rules.DEFECTS_LENGTH)
        act.set("item", {"id": item.id}, known_defects=text)
        act.changed(Change.STOCK)
        return replace(item, known_defects=text)

    @verb("thing_named", Permission.SORT)
    def name(self, act: Act, item_id: Id, brand: str, serial: str) -> Item:
        """Write the brand and serial number of a thing."""
        item = self._here(act, item_id)
        brand = rules.one_line(brand, rules.NAME_LENGTH)
        serial = rules.one_line(serial, rules.NAME_LENGTH)
        act.set("item", {"id": item.id}, brand=brand or None, serial=serial or None)
        act.changed(Change.STOCK)
        return replace(item, brand=brand or None, serial=serial or None)

    def write_sheet(self, number: str, path: Path) -> Path:
        """Write a sheet as an A4 PDF; it names the operator code, never a person."""
        from reuse_pos.reports.test_sheet_pdf import write_test_sheet

        sheet = self.sheet(number)
        item = item_by_id(self.store.read(), sheet.item)
        if item is None:
            raise LookupError(f"no item {sheet.item.hex()}")
        category = self.office.category(item.category)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_test_sheet(path, self.office.setting("store.name"), sheet, item, category)
        return path

    def _here(self, act: Act, item_id: Id) -> Item:
        item = item_by_id(act.tx, item_id)
        if item is None:
            raise LookupError(f"no item {item_id.hex()}")
        if item.state not in INSIDE:
            raise Refusal(
                _(
                    "{code} is “{state}”: it left the shop. Nothing was changed.",
                    code=item.short,
                    state=_(STATE_WORDS[State(item.state)]),
                ),
                "gone",
            )
        return item


def _as_said(item: Item, sheet: Sheet | None) -> Item:
    passed = sheet is not None and sheet.result is Result.PASSED
    failed = sheet is not None and sheet.result is Result.FAILED
    return replace(
        item, tested_on=sheet.day if sheet is not None and passed else None, test_failed=failed
    )
