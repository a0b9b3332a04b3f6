"""The labels that wait, over whatever one was doing: opened from the chip at the top."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.hub import hub
from reuse_pos.ui.labelqueue import LabelQueue
from reuse_pos.ui.overlay import Overlay
from reuse_pos.ui.widgets import Card, ErrorBar, Key, Text, row

WIDE, HIGH, MARGIN = 1180, 690, 16


class LabelDialog(Overlay):
    """``LabelDialog(window, shop, person).show()``; ``queue`` is what it shows. Escape leaves; a
    run that is going on goes on."""

    def __init__(self, window: QWidget, shop: Shop, person: Person) -> None:
        super().__init__(window)
        self.setObjectName("label_dialog")
        self._card = Card(kind="card", parent=self)
        self.queue = LabelQueue(shop, person)
        # Inside a card it has the card's ground.
        self.queue.setProperty("kind", "clear")
        self.error = ErrorBar(self._card)
        self.close_key = Key(_("Close"), "x").named("labels_close")
        self.close_key.clicked.connect(self.cancel)
        self._card.body.addLayout(row(Text(_("Labels that wait"), "title"), None, self.close_key))
        self._card.body.addWidget(self.error)
        self._card.body.addWidget(self.queue, 1)
        self.queue.said.connect(self._say)
        self.queue.refused.connect(self.error.tell)
        hub.changed.connect(self._refresh)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what waits."""
        super().showEvent(event)
        self.raise_()
        self.queue.read()
        self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_next(self) -> None:
        """F12 prints."""
        self.queue.on_next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            self._place()
        return done

    def _place(self) -> None:
        wide = min(WIDE, self.width() - 2 * MARGIN)
        high = min(HIGH, self.height() - 2 * MARGIN)
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        self._card.setGeometry(left, top, wide, high)

    def _refresh(self, changes: frozenset[Any]) -> None:
        if changes & {Change.LABELS, Change.PRICES}:
            self.queue.read()

    def _say(self, words: str, undo: object) -> None:
        self.error.clear()
        say = getattr(self._window, "say", None)
        if say is not None:
            say(words, undo)
