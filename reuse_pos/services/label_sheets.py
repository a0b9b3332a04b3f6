"""Labels on A4 sheets from the first free sticker, and the list of labels that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.db import labelling as rows
from reuse_pos.db.stock import item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item
from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.label_sheets import BY_SHEET, SHEETS, SheetTemplate
from reuse_pos.domain.labelling import HELD, PRICE, RESERVED, TRACKING, next_kind
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.label_paper import LabelPaper, known_item
from reuse_pos.services.verb import Act, Done, verb

if TYPE_CHECKING:
    from reuse_pos.hardware.label_sheet import SheetRun

# The printer's own place on the sheet may be off by this many half millimetres.
MOST_OFFSET = 20
WHY = {
    HELD: N_("waits for the supervisor’s yes"),
    TRACKING: N_("workshop tag"),
    RESERVED: N_("held for a customer"),
    "first": N_("first label"),
    "changed": N_("its price changed"),
    "again": N_("asked for again"),
}


@dataclass(frozen=True)
class WaitingLabel:
    """A label in the queue: its job, its thing, how many, and why it waits (a key of `WHY`)."""

    job: Id
    item: Item
    copies: int
    why: str


@dataclass(frozen=True)
class SheetPlace:
    """The sheets in use: their format, the first free sticker (0 = top left), and how far the
    printer's paper lies off, in half millimetres to the right and down."""

    template: SheetTemplate
    first_cell: int
    offset_x: int
    offset_y: int


class LabelSheets(LabelPaper):
    """The queue of labels, and its way onto sheets."""

    def queue(self) -> list[WaitingLabel]:
        """Labels not printed yet: those for the printer first, then those whose price waits for a
        yes."""
        return [
            WaitingLabel(one.job.id, one.item, one.job.copies, _why(one))
            for one in rows.queue(self.store.read())
        ]

    @verb("labels_dropped", Permission.LABEL)
    def drop(self, act: Act, jobs: Sequence[Id]) -> int:
        """Take labels that wait for the printer out of the queue; returns how many. Their things
        keep code and price: a label is asked for again from the thing's card."""
        waiting = {job.id for job in rows.waiting_jobs(act.tx)}
        gone = [job for job in dict.fromkeys(jobs) if job in waiting]
        for job in gone:
            act.set("label_job", {"id": job}, state="dropped")
        act.changed(Change.LABELS)
        return len(gone)

    @verb("labels_waiting_again", Permission.LABEL)
    def restore(self, act: Act, jobs: Sequence[Id]) -> int:
        """Put dropped labels back into the queue; returns how many."""
        back = rows.dropped(act.tx, list(dict.fromkeys(jobs)))
        for job in back:
            act.set("label_job", {"id": job}, state="waiting")
        act.changed(Change.LABELS)
        return len(back)

    def sheets(self) -> SheetPlace:
        """The sheets in use and the first free sticker of the one begun."""
        template = BY_SHEET.get(self.office.setting("label.sheet"), SHEETS[0])
        code, _colon, cell = self.office.setting("label.next_cell").partition(":")
        begun = int(cell) if code == template.code and cell.isdigit() else 0
        right, _colon, down = self.office.setting("label.offset").partition(":")
        return SheetPlace(
            template, begun if begun < template.cells else 0, _offset(right), _offset(down)
        )

    @verb("sheets_chosen", Permission.LABEL)
    def use_sheets(self, act: Act, code: str, offset_x: int, offset_y: int) -> None:
        """Use a format of sheets (`domain.label_sheets.SHEETS`) and where the printer puts them, in
        half millimetres; refuses an unknown format and more than a centimetre."""
        if code not in BY_SHEET or max(abs(offset_x), abs(offset_y)) > MOST_OFFSET:
            raise Refusal(_("Choose a sheet, and at most 10 mm off. Nothing was changed."), "sheet")
        self._keep(act, "label.sheet", code)
        self._keep(act, "label.offset", f"{offset_x}:{offset_y}")

    def sheet_pdf(
        self, who: Actor, items: Sequence[Id], path: Path, first_cell: int | None = None
    ) -> Done[int]:
        """Draw the labels of things on the shop's A4 sheets from a free sticker (0 = top left; the
        first one left over last time unless told); returns the number of sheets. Their waiting
        labels count as printed, and the next free sticker is remembered."""
        from reuse_pos.hardware.label_sheet import write_sheets

        refuse_unless(who, Permission.LABEL)
        run = self._run(first_cell)
        if not items or not 0 <= run.first_cell < run.template.cells:
            raise Refusal(
                _("Choose the labels and the first free sticker. Nothing was drawn."), "sheet"
            )
        reader = self.store.read()
        things = [known_item(item_by_id(reader, one)) for one in items]
        jobs = [job for job in rows.waiting_jobs(reader) if job.item in set(items)]
        docs = self._docs(reader, things, jobs)
        try:
            sheets = write_sheets(docs, path, run)
        except OSError as trouble:
            raise Refusal(
                _("The sheet cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        shown = {item.id: self._shown_cents(item) for item in things}
        done = self._printed(who, [(job, shown[job.item]) for job in jobs])
        after = (run.first_cell + len(docs)) % run.template.cells
        kept = self._remember_cell(who, f"{run.template.code}:{after}")
        return Done(sheets, done.changes | kept.changes)

    def waiting_sheet(
        self, who: Actor, folder: Path, first_cell: int | None = None, items: Sequence[Id] = ()
    ) -> Done[Path]:
        """Draw every waiting label (of `items` only, when told) on A4 sheets in a folder (made when
        missing); returns the file. Refuses when none waits."""
        chosen = set(items)
        wanted = [
            job.item
            for job in rows.waiting_jobs(self.store.read())
            if not chosen or job.item in chosen
        ]
        if not wanted:
            raise Refusal(_("No label waits. Nothing was drawn."), "sheet")
        path = self._file(folder, "etiquettes")
        drawn = self.sheet_pdf(who, list(dict.fromkeys(wanted)), path, first_cell)
        return Done(path, drawn.changes)

    def test_grid(self, folder: Path) -> Path:
        """Draw the frames of the shop's sheets with the offsets in use, to be printed on plain
        paper and held against a sheet; returns the file."""
        from reuse_pos.hardware.label_sheet import write_calibration

        path = self._file(folder, "grille-etiquettes")
        try:
            write_calibration(path, self._run(0))
        except OSError as trouble:
            raise Refusal(
                _("The sheet cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    def _docs(
        self, reader: Reader, things: Sequence[Item], jobs: Sequence[rows.LabelJob]
    ) -> list[LabelDoc]:
        """As many labels as were asked for; one of a thing that none was asked for."""
        found: list[LabelDoc] = []
        for item in things:
            asked = [(job.kind, job.copies) for job in jobs if job.item == item.id]
            for kind, copies in asked or [(next_kind(item), 1)]:
                found += [self._label(reader, item, kind)] * copies
        return found

    def _run(self, first_cell: int | None) -> SheetRun:
        from reuse_pos.hardware.label_sheet import SheetRun

        place = self.sheets()
        first = place.first_cell if first_cell is None else first_cell
        return SheetRun(place.template, first, place.offset_x / 2, place.offset_y / 2)

    def _file(self, folder: Path, stem: str) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise Refusal(
                _("The sheet cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return folder / f"{stem}-{self.clock.now():%Y-%m-%d-%H%M%S}.pdf"

    @verb("sheet_begun", Permission.LABEL)
    def _remember_cell(self, act: Act, place: str) -> None:
        self._keep(act, "label.next_cell", place)

    def _keep(self, act: Act, key: str, value: str) -> None:
        if self.office.setting(key) == value:
            return
        act.put(
            "setting", key=key, scope="store", value=value, valid_from=act.day, set_by=act.who.op
        )
        act.changed(Change.LABELS)
        act.after(self.office.forget)


def _why(one: rows.QueuedLabel) -> str:
    if one.state == HELD:
        return HELD
    if one.job.kind != PRICE:
        return one.job.kind
    printed = one.item.last_printed_cents
    if printed is None:
        return "first"
    return "again" if printed == one.item.price_cents else "changed"


def _offset(words: str) -> int:
    figures = words.removeprefix("-")
    return int(words) if figures.isdigit() else 0
