"""Taking the journal away: a year, a folder, one key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLayoutItem, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Key, ProgressRow, Text, row

YEARS_SHOWN, COLUMNS = 12, 4


class ArchivePanel(Card):
    """``ArchivePanel(folder)``; signals ``asked(int year)``, ``stop_asked()``,
    ``check_asked(str file)``.

    ``show_years(years)``, ``begin()``, ``show_progress(done, total)``, ``say(sentence, ok)``;
    ``folder`` is where files go, ``year`` the one chosen (0: none).
    """

    asked = Signal(int)
    stop_asked = Signal()
    check_asked = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("archive_panel")
        self.body.setContentsMargins(16, 12, 16, 12)
        self.folder, self.year = folder, 0
        self._keys: dict[int, Key] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._where = Text(str(folder), "strong").wrapped().named("archive_folder")
        self.other = Key(_("Another folder"), "package").named("archive_other")
        self.other.clicked.connect(self._choose_folder)
        self._none = Text(_("Nothing was recorded yet."), "body")
        self._progress = ProgressRow(_("Writing the archive"), _("Selling goes on meanwhile"))
        self._progress.stop_asked.connect(self.stop_asked)
        self.said = Text("", "strong").wrapped().named("archive_said")
        self._outcome = Card("", "ok")
        self._outcome.body.addWidget(self.said)
        self.make = Key(_("Write the archive"), "package", "next", "F12").typed(20, 26).sized(64)
        self.make.named("archive_make").clicked.connect(lambda: self.asked.emit(self.year))
        self.check = Key(_("Check an archive file"), "list-magnifying-glass").sized(56)
        self.check.named("archive_check").clicked.connect(self._choose_file)
        why = _(
            "One file with every till’s records of a year, tables for people, reading notes and "
            "its own small verifier. It can be checked anywhere without this program."
        )
        self.body.addWidget(Text(_("Archive for the tax office"), "block"))
        self._why = Text(why, "body").wrapped()
        self.body.addWidget(self._why)
        self.body.addWidget(Text(_("Year"), "sub"))
        self.body.addWidget(self._none)
        self.body.addLayout(self._grid)
        self.body.addWidget(Text(_("Folder"), "sub"))
        place = row(spacing=10)
        place.addWidget(self._where, 1)
        place.addWidget(self.other)
        self.body.addLayout(place)
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._progress)
        self.body.addStretch(1)
        keys = row(self.check, spacing=10)
        keys.addWidget(self.make, 1)
        self.body.addLayout(keys)
        self._progress.hide()
        self._outcome.hide()

    def show_years(self, years: Sequence[int]) -> None:
        """Offer these years, newest first; the newest complete one is chosen."""
        while self._grid.count():
            item: QLayoutItem | None = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._keys = {}
        for number, year in enumerate(years[:YEARS_SHOWN]):
            key = Key(str(year)).typed(20).sized(60).choosable().named(f"year_{year}")
            key.clicked.connect(lambda _=False, year=year: self._choose(year))
            self._grid.addWidget(key, number // COLUMNS, number % COLUMNS)
            self._keys[year] = key
        self._none.setVisible(not years)
        self.make.setEnabled(bool(years))
        self._choose(self.year if self.year in years else next(iter(years[1:] or years), 0))

    def begin(self) -> None:
        """The archive is being written."""
        self._outcome.hide()
        self._why.show()
        self._progress.show_progress(0, 0)
        self._progress.show()
        self.make.busy()
        self.check.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self._progress.show_progress(done, total)

    def say(self, sentence: str, ok: bool | None = None) -> None:
        """What became of it; `ok` None when it was stopped."""
        self._progress.hide()
        self.make.busy(on=False)
        self.check.setEnabled(True)
        self._outcome.set_kind({True: "ok", False: "bad", None: "info"}[ok])
        self.said.setText(sentence)
        self._outcome.show()
        # In a low window with large letters there is room for one of the two.
        self._why.hide()

    def use_folder(self, folder: Path) -> None:
        """Write to this folder from now on."""
        self.folder = folder
        self._where.setText(str(folder))

    def _choose(self, year: int) -> None:
        self.year = year
        for one, key in self._keys.items():
            key.setChecked(one == year)

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, _("Another folder"), str(self.folder))
        if found:
            self.use_folder(Path(found))

    def _choose_file(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(
            self, _("Check an archive file"), str(self.folder), "ZIP (*.zip)"
        )
        if found:
            self.check_asked.emit(found)
