"""A dialog over the whole window: the shop behind it is dimmed and waits."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from reuse_pos.ui import theme

DIMMED = 0.62


class Overlay(QWidget):
    """``Overlay(window)``: covers its window; signal ``closed()`` when it went away by itself.

    Scans and function keys come here while it is shown (the shell asks for ``front``): override
    ``on_scan(raw)``, ``on_next()`` and ``cancel()`` (Escape). ``leave()`` takes it away and gives
    the focus back to whom had it. The Tab key stays inside.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = QApplication.focusWidget()
        self._gone = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def on_scan(self, raw: str) -> None:
        """A scan, as typed by the scanner."""

    def on_next(self) -> None:
        """F12: the yellow key."""

    def cancel(self) -> None:
        """Escape, or the screen was locked meanwhile."""
        self.leave()

    def leave(self) -> None:
        """Take the dialog away; twice is once."""
        if self._gone:
            return
        self._gone = True
        self.hide()
        self._window.removeEventFilter(self)
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; nothing else reaches the screen behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What lies behind is not touched."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key goes round inside."""
        stops = [
            one for one in self.findChildren(QWidget)
            if one.isVisibleTo(self) and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        if not stops:
            return False
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1 if forward else 0
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shop behind, darker."""
        painter = QPainter(self)
        ground = theme.current().colour("#0E1526")
        ground.setAlphaF(DIMMED)
        painter.fillRect(self.rect(), ground)
        painter.end()


def front_of(window: QWidget) -> Overlay | None:
    """The dialog shown over a window, if any."""
    shown = [one for one in window.findChildren(Overlay) if not one.isHidden()]
    return shown[-1] if shown else None


def cancel_all(window: QWidget) -> None:
    """Take every dialog away, the front one first: a question may stand over another."""
    while (front := front_of(window)) is not None:
        front.cancel()
