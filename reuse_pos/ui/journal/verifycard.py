"""Checking everything: how far it is, what came out, and each fault by till and record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.services.journal_views import Verdict
from reuse_pos.ui.journal.words import finding_words, verdict_words
from reuse_pos.ui.widgets import Card, Key, Pictogram, ProgressRow, Text, row


class VerifyCard(Card):
    """``VerifyCard()``; signals ``asked()`` and ``stop_asked()``.

    ``begin()``, ``show_progress(done, total)``, ``show_verdict(verdict)``, ``stopped()``.
    """

    asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("verify_card")
        self.body.setContentsMargins(16, 12, 16, 12)
        self._progress = ProgressRow(_("Reading the journals"), _("Selling goes on meanwhile"))
        self._progress.stop_asked.connect(self.stop_asked)
        self._mark = Pictogram("seal-check", "green", 26)
        self.said = Text(
            _("Reads every record from the first to the last and adds everything up again."), "body"
        ).wrapped().named("verdict")  # fmt: skip
        self.faults = QListWidget()
        self.faults.setObjectName("faults")
        self.faults.setWordWrap(True)
        self.faults.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.faults.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.faults.setAccessibleName(_("What does not hold"))
        self.faults.setMinimumHeight(120)
        self.key = Key(_("Check everything"), "list-magnifying-glass", "next", "F12")
        self.key.typed(20, 26).sized(64).named("verify_all").clicked.connect(self.asked)
        told = row(self._mark, spacing=10)
        told.addWidget(self.said, 1)
        self.body.addLayout(told)
        self.body.addWidget(self.faults)
        self.body.addWidget(self._progress)
        self.body.addWidget(self.key)
        for widget in (self._mark, self.faults, self._progress):
            widget.hide()

    def lead(self, leads: bool) -> None:
        """Be the yellow key of the screen, or leave that to another."""
        self.key.set_kind("next" if leads else "key")
        self.key.set_hint("F12" if leads else "")

    def begin(self) -> None:
        """The check is under way."""
        self.set_kind("card")
        self.key.hide()
        self.faults.hide()
        self._mark.hide()
        self.said.hide()
        self._progress.show_progress(0, 0)
        self._progress.show()

    def show_progress(self, done: int, total: int) -> None:
        """How many records were read."""
        self._progress.show_progress(done, total)

    def show_verdict(self, verdict: Verdict) -> None:
        """The outcome."""
        self._end()
        self.set_kind("ok" if verdict.ok else "bad")
        self._mark.setVisible(verdict.ok)
        self.said.setText(verdict_words(verdict))
        self.faults.clear()
        self.faults.addItems(finding_words(verdict.findings))
        self.faults.setVisible(not verdict.ok)

    def stopped(self) -> None:
        """The person stopped it."""
        self._end()
        self.said.setText(_("Stopped before the end: nothing can be said. Check again."))

    def _end(self) -> None:
        self._progress.hide()
        self.said.show()
        self.key.show()
