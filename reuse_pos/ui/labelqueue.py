"""Labels that wait: printed in one run that can be stopped, or put on A4 sheets from the first free
sticker."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.label_sheets import SHEETS
from reuse_pos.domain.labelling import HELD
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.label_sheets import MOST_OFFSET, WaitingLabel
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.documents import documents
from reuse_pos.ui.hub import hub
from reuse_pos.ui.labellist import LabelList
from reuse_pos.ui.labelsheet import SheetPicture
from reuse_pos.ui.widgets import Card, EmptyState, Key, Panel, ProgressRow, Stepper, Text, row

SIDE, SIDE_NARROW, NARROW_UNDER = 430, 346, 1000


class LabelQueue(Panel):
    """``LabelQueue(shop, person)``: signals ``said(str, object undo)`` and ``refused(str)``.

    ``read()`` reads again; ``on_next()`` is the yellow key; lines touched narrow what is printed,
    put on a sheet or taken out.
    """

    said = Signal(str, object)
    refused = Signal(str)

    def __init__(self, shop: Shop, person: Person, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._labelling, self._office, self._person = shop.labelling, shop.office, person
        self._job: tasks.Job | None = None
        self.list = LabelList()
        self.list.selectionModel().selectionChanged.connect(self._show)
        self.empty = EmptyState(
            "tag", _("No label waits"), _("Labels asked for are listed here until they are out.")
        )
        self.progress = ProgressRow(_("Labels being printed"), _("What is printed stays printed."))
        self.progress.stop_asked.connect(self.stop)
        self.progress.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.drop_key = Key(_("Take out"), "x").sized(68).named("labels_drop")
        self.drop_key.clicked.connect(self.drop)
        self.sheet_key = Key(_("A4 sheet"), "file-pdf").sized(68).named("labels_sheet")
        self.sheet_key.clicked.connect(self.draw_sheet)
        self.print_key = Key("", "printer", "next", "F12").typed(20, 26).sized(68)
        self.print_key.named("labels_print").clicked.connect(self.on_next)
        self.print_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._side = self._sheet_card()
        left = QVBoxLayout()
        left.setSpacing(11)
        left.addWidget(self.stack, 1)
        left.addWidget(self.progress)
        left.addLayout(row(self.drop_key, self.sheet_key, self.print_key))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(left, 1)
        whole.addWidget(self._side)

    def read(self) -> None:
        """Show what waits now, and the sheets in use."""
        self.list.put(self._labelling.queue())
        place = self._labelling.sheets()
        self._first = place.first_cell
        self.right.set_value(place.offset_x)
        self.down.set_value(place.offset_y)
        one = place.template
        name = f" ({one.code})" if one.code.startswith("L") else ""
        self.format.setText(f"{one.columns} × {one.rows}{name}\n{one.size_words}")
        self.picture.show_sheet(place.template, self._first, 0)
        self._show()

    def on_next(self) -> None:
        """The yellow key: print, or draw the sheet where there is no label printer."""
        if not self.print_key.isEnabled():
            return
        if self._office.devices.label is None:
            self.draw_sheet()
        else:
            self.print_labels()

    def print_labels(self) -> None:
        """Send the labels to the printer, one after the other."""
        labelling, who = self._labelling, self._person.actor
        items = [one.item.id for one in self._wanted()]
        self.progress.show_progress(0, len(items))
        self.progress.show()
        self._job = tasks.run_slow(
            lambda report: labelling.print_waiting(who, report, items),
            self._printed, self._broke, self._told, self,
        )  # fmt: skip
        self._show()

    def stop(self) -> None:
        """Stop after the label being printed; the rest goes on waiting."""
        if self._job is not None:
            self._job.stop()

    def draw_sheet(self) -> None:
        """Put the labels on sheets from the first free sticker, and open the file."""
        labelling, who, first = self._labelling, self._person.actor, self.picture.first
        items = [one.item.id for one in self._wanted()]
        self.sheet_key.busy()

        def drawn(done: Any) -> None:
            self.sheet_key.busy(False)
            self.said.emit(_("Sheet ready: {file}", file=done.value.name), None)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.value)))
            self.read()

        self._write(lambda: labelling.waiting_sheet(who, documents(), first, items), drawn)

    def draw_grid(self) -> None:
        """Draw the test grid, to be printed on plain paper and held against a sheet."""
        labelling = self._labelling

        def drawn(path: Any) -> None:
            self.said.emit(_("Grid ready: {file}", file=path.name), None)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._write(lambda: labelling.test_grid(documents()), drawn)

    def drop(self) -> None:
        """Take the labels touched out of the queue; it can be undone."""
        jobs = [one.job for one in self._wanted() if one.why != HELD]
        labelling, who = self._labelling, self._person.actor

        def dropped(done: Any) -> None:
            words = ngettext("{n} label taken out", "{n} labels taken out", done.value)
            self.said.emit(words, lambda: self._write(lambda: labelling.restore(who, jobs)))
            self.read()

        self._write(lambda: labelling.drop(who, jobs), dropped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower sheet where the window is narrow."""
        super().resizeEvent(event)
        self._side.setFixedWidth(SIDE_NARROW if self.width() < NARROW_UNDER else SIDE)

    def _sheet_card(self) -> Card:
        card = Card(_("Sheets of labels"))
        self.picture = SheetPicture()
        self.picture.chosen.connect(self._chosen_cell)
        self._first = 0
        self.format = Text("", "strong").centred().wrapped().named("sheet_format")
        turn = []
        for icon, name, by, words in (
            ("arrow-left", "sheet_before", -1, _("Sheet before")),
            ("arrow-right", "sheet_after", 1, _("Sheet after")),
        ):
            key = Key("", icon).sized(52, 48).named(name)
            key.spoken(words)
            key.clicked.connect(lambda _on=False, by=by: self._turn(by))
            turn.append(key)
        formats = row(turn[0], self.format, turn[1])
        formats.setStretch(1, 1)
        card.body.addWidget(Text(_("Touch the first free label."), "muted").wrapped())
        card.body.addWidget(self.picture, 1)
        card.body.addLayout(formats)
        self.right, self.down = (Stepper(0, -MOST_OFFSET, MOST_OFFSET) for _n in range(2))
        for words, stepper in ((_("Right (½ mm)"), self.right), (_("Down (½ mm)"), self.down)):
            stepper.changed.connect(lambda _n: self._use(self.picture.template.code))
            stepper.setAccessibleName(words)
            stepper.sized(52, 48)
            line = row(Text(words, "body").wrapped(), stepper)
            line.setStretch(0, 1)
            card.body.addLayout(line)
        self.grid_key = Key(_("Test grid"), "hash").sized(52).named("labels_grid")
        self.grid_key.clicked.connect(self.draw_grid)
        card.body.addWidget(self.grid_key)
        return card

    def _use(self, code: str) -> None:
        labelling, who = self._labelling, self._person.actor
        right, down = self.right.value(), self.down.value()
        self._write(lambda: labelling.use_sheets(who, code, right, down), lambda _done: self.read())

    def _turn(self, by: int) -> None:
        codes = [one.code for one in SHEETS]
        at = codes.index(self.picture.template.code)
        self._use(codes[(at + by) % len(codes)])

    def _chosen_cell(self, cell: int) -> None:
        self._first = cell

    def _wanted(self) -> list[WaitingLabel]:
        """The lines touched that can be printed, else all that can."""
        return [one for one in self.list.chosen() or self.list.labels if one.why != HELD]

    def _show(self) -> None:
        count = sum(one.copies for one in self._wanted())
        printing = self._job is not None
        sheet = self._office.devices.label is None
        self.stack.setCurrentWidget(self.list if self.list.labels else self.empty)
        words = ngettext("Print {n} label", "Print {n} labels", count)
        if sheet:
            words = ngettext("Put {n} label on a sheet", "Put {n} labels on a sheet", count)
        self.print_key.setText(words if count else _("Nothing to print"))
        self.print_key.setEnabled(bool(count) and not printing)
        self.sheet_key.setVisible(not sheet)
        self.sheet_key.setEnabled(bool(count) and not printing)
        touched = any(one.why != HELD for one in self.list.chosen())
        self.drop_key.setEnabled(touched and not printing)
        self.picture.show_sheet(self.picture.template, self.picture.first, count)

    def _told(self, done: int, total: int) -> None:
        self.progress.show_progress(
            done, total, _("Label {n} of {total}", n=min(done + 1, total), total=total)
        )

    def _printed(self, done: Any) -> None:
        self._job = None
        self.progress.hide()
        self.read()
        left = self._labelling.waiting()
        if done is None:
            hub.changed.emit(frozenset({Change.LABELS}))
            words = ngettext("Stopped: {n} label waits.", "Stopped: {n} labels wait.", left)
            self.said.emit(words, None)
        elif done.value.sentence:
            self.refused.emit(done.value.sentence)
        else:
            words = ngettext("{n} label printed", "{n} labels printed", done.value.printed)
            self.said.emit(words, None)

    def _broke(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        self.read()
        tasks.log.error("labels were not printed", exc_info=error)
        self.refused.emit(_("The labels did not come out. They go on waiting. Print again."))

    def _write(self, verb: Any, done: Any = None) -> None:
        def said_no(refusal: Any) -> None:
            self.sheet_key.busy(False)
            self.refused.emit(refusal.sentence)
            self.read()

        tasks.run(verb, done or (lambda _done: self.read()), said_no, owner=self)
