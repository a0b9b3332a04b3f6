"""The journals on one calm page: how each till stands, everything checked, closings, archive,
attestation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import N_, _
from reuse_pos.services import previews
from reuse_pos.services.archive import ArchiveWritten, check_file
from reuse_pos.services.attestation import attestation
from reuse_pos.services.journal_views import Closing, JournalState, JournalViews, Page
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.documents import documents
from reuse_pos.ui.journal.archivepanel import ArchivePanel
from reuse_pos.ui.journal.closings import ClosingsPanel
from reuse_pos.ui.journal.papers import AttestationPanel, PaperPanel
from reuse_pos.ui.journal.tillcards import TillCards
from reuse_pos.ui.journal.verifycard import VerifyCard
from reuse_pos.ui.journal.words import KINDS, checked_words, day_words, written_words
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Key, column, row

_TABS = (
    ("closings", N_("Closings"), "receipt"),
    ("archive", N_("Archive"), "package"),
    ("attestation", N_("Attestation"), "seal-check"),
)
_NARROW_UNDER, _SIDE, _SIDE_NARROW = 1100, 372, 312


class JournalPage(QWidget):
    """``JournalPage(shop, person, screen, folder=None)``; ``folder`` is where archives go.

    ``verify()``, ``show_tab(code)``, ``archive(year)``; parts ``tills``, ``checking``,
    ``closings``, ``paper``, ``exporting``, ``attesting``.
    """

    title = N_("Journal")

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._shop, self._actor, self._screen = shop, person.actor, screen
        self._views = JournalViews(shop.office)
        self._job: tasks.Job | None = None
        self.tills, self.checking = TillCards(), VerifyCard()
        self.closings, self.paper = ClosingsPanel(), PaperPanel()
        self.exporting = ArchivePanel(folder or documents())
        self.attesting = AttestationPanel()
        self._panels: dict[str, QWidget] = {
            "closings": self.closings, "archive": self.exporting, "attestation": self.attesting,
        }  # fmt: skip
        self.stack = QStackedWidget()
        for panel in (*self._panels.values(), self.paper):
            self.stack.addWidget(panel)
        self.tabs = {
            code: Key(_(word), icon).typed(17, 22).sized(52).choosable().named(f"tab_{code}")
            for code, word, icon in _TABS
        }
        self._side = QWidget()
        side = column(spacing=10)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.tills, 1)
        side.addWidget(self.checking)
        self._side.setLayout(side)
        right = column(spacing=10)
        right.addLayout(row(*self.tabs.values(), None))
        right.addWidget(self.stack, 1)
        whole = row(self._side, spacing=14)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        for code, key in self.tabs.items():
            key.clicked.connect(lambda _=False, code=code: self.show_tab(code))
        self.checking.asked.connect(self.verify)
        self.checking.stop_asked.connect(self._stop)
        self.closings.wanted.connect(self._read_closings)
        self.closings.opened.connect(self._open)
        self.paper.closed.connect(lambda: self.show_tab("closings"))
        self.exporting.asked.connect(self.archive)
        self.exporting.stop_asked.connect(self._stop)
        self.exporting.check_asked.connect(self.check_file)

    def entered(self) -> None:
        """Read everything again."""
        self._read_states()
        here = self.stack.currentWidget()
        if here is self.paper:
            return
        code = next(code for code, panel in self._panels.items() if panel is here)
        self.show_tab(code)

    def refresh(self, changes: frozenset[Any]) -> None:
        """A till was written to: the states, not what the person is reading."""
        if Change.TILL in changes and self.isVisible():
            self._read_states()

    def on_next(self) -> None:
        """F12: the archive while it is shown, else the check."""
        if self.stack.currentWidget() is self.exporting:
            if self.exporting.make.isEnabled():
                self.archive(self.exporting.year)
        elif self.checking.key.isVisible():
            self.verify()

    def show_tab(self, code: str) -> None:
        """Show closings, archive or attestation."""
        for one, key in self.tabs.items():
            key.setChecked(one == code)
        self.stack.setCurrentWidget(self._panels[code])
        self.checking.lead(code != "archive")
        if code == "closings":
            self.closings.begin()
        elif code == "archive":
            self._aside(lambda _report: self._shop.archive.years(), self.exporting.show_years)
        else:
            self._aside(
                lambda _report: attestation(self._shop.office), self.attesting.show_text,
                refused=self.attesting.show_none,
            )  # fmt: skip

    def verify(self) -> None:
        """Check every record of every till, beside the screen."""
        self.checking.begin()

        def done(verdict: Any) -> None:
            if verdict is None:
                self.checking.stopped()
            else:
                self.checking.show_verdict(verdict)

        self._job = self._aside(
            lambda report: self._views.verify_all(self._actor, report), done,
            progress=self.checking.show_progress,
        )  # fmt: skip

    def archive(self, year: int) -> None:
        """Write the archive of a year in the folder chosen."""
        panel, service, folder = self.exporting, self._shop.archive, self.exporting.folder
        panel.begin()

        def work(report: tasks.Report) -> Any:
            period = service.period(f"{year:04d}")
            return service.make_in(self._actor, period, folder, report)

        def done(result: Any) -> None:
            written: ArchiveWritten | None = None if result is None else result.value
            if written is None:
                panel.say(_("Stopped: nothing was written."))
            else:
                panel.say(written_words(written), written.verdict.ok)

        self._job = self._aside(
            work, done, refused=lambda told: panel.say(told, ok=False),
            progress=panel.show_progress,
        )  # fmt: skip

    def check_file(self, file: str) -> None:
        """Check an archive file with the program's own verifier."""
        panel = self.exporting
        panel.begin()

        def done(verdict: Any) -> None:
            if verdict is None:
                panel.say(_("Stopped before the end: nothing can be said. Check again."))
            else:
                panel.say(checked_words(file, verdict), verdict.ok)

        self._job = self._aside(
            lambda report: check_file(Path(file), progress=report), done,
            refused=lambda told: panel.say(told, ok=False), progress=panel.show_progress,
        )  # fmt: skip

    def back(self) -> bool:
        """Close the paper; False when there was none."""
        if self.stack.currentWidget() is not self.paper:
            return False
        self.stack.setCurrentWidget(self.closings)
        self.closings.list.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from a paper."""
        if not (event.key() == Qt.Key.Key_Escape and self.back()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower side in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_UNDER
        wanted = theme.current().px(_SIDE_NARROW if narrow else _SIDE)
        self._side.setFixedWidth(min(wanted, self.width() * 45 // 100))
        self.closings.list.set_compact(narrow)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _read_states(self) -> None:
        def show(states: list[JournalState]) -> None:
            self.tills.show_states(states)

        self._aside(lambda _report: self._views.states(self._actor), show)

    def _read_closings(self, kind: str, after: tuple[str, str, int] | None) -> None:
        def show(page: Page) -> None:
            self.closings.show_page(kind, page)

        self._aside(lambda _report: self._views.closings(self._actor, kind, after), show)

    def _open(self, closing: Closing) -> None:
        title = _(
            "{kind} {period}, till {till}, record {seq}",
            kind=_(KINDS[closing.kind]), period=day_words(closing.period), till=closing.till,
            seq=closing.seq,
        )  # fmt: skip

        def show(png: bytes) -> None:
            self.paper.show_paper(title, png)
            self.stack.setCurrentWidget(self.paper)

        self._aside(lambda _report: previews.doc_png(self._views.paper(self._actor, closing)), show)

    def _aside(
        self,
        work: Callable[[tasks.Report], Any],
        done: Callable[[Any], object],
        *,
        refused: Callable[[str], object] | None = None,
        progress: tasks.Report | None = None,
    ) -> tasks.Job:
        """Do something long beside the page; what is refused is said where it was asked."""
        self._screen.error.clear()

        def answer(report: tasks.Report) -> Any:
            try:
                return work(report)
            except Refusal as refusal:
                return refusal

        def finished(result: Any) -> None:
            if isinstance(result, Refusal):
                (refused or self._screen.show_refusal)(result.sentence)
            else:
                done(result)

        return tasks.run_slow(answer, finished, on_progress=progress, owner=self)
