"""What was just done, with the key that undoes it: the shop undoes, it does not ask twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.announce import announce
from reuse_pos.ui.widgets.key import Key


class Snackbar(QWidget):
    """``Snackbar(parent=None)``: one message at a time, 60 px high, dark in every theme.

    ``say(text, undo=None, kind="ok", icon="", key="")`` shows it: ``undo`` is called when its key
    (default "Annuler") is pressed. Kinds: ok, neutral, warn, bad. It leaves after 8 s
    (``set_plain(True)``: 10 s), and waits while the pointer or the focus is on it. ``dismiss()``,
    ``undo()`` (F4). Signals: ``undone()``, ``dismissed()``.
    """

    undone = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("snackbar")
        self._text, self._icon, self._kind = "", "check", "ok"
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.SNACKBAR_MS)
        self._timer.timeout.connect(self.dismiss)
        self.key = Key(kind="snack").typed(18).sized(44).named("snackbar_undo")
        self.key.clicked.connect(self.undo)
        self.key.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addStretch(1)
        layout.addWidget(self.key)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_plain(self, plain: bool) -> None:
        """Stay longer in plain mode."""
        self._timer.setInterval(tokens.SNACKBAR_PLAIN_MS if plain else tokens.SNACKBAR_MS)

    def say(
        self, text: str, undo: Callable[[], object] | None = None, kind: str = "ok",
        icon: str = "", key: str = "",
    ) -> None:  # fmt: skip
        """Show a message, in place of the one before."""
        self._text, self._undo, self._kind = text, undo, kind
        self._icon = icon or {"ok": "check", "neutral": "trash"}.get(kind, "warning")
        self.key.setText(key or _("Undo"))
        self.key.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.adjustSize()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        announce(self, text)

    def text(self) -> str:
        """The message now shown, or the last one."""
        return self._text

    def can_undo(self) -> bool:
        """Whether the message shown offers to undo."""
        return self.isVisible() and self._undo is not None

    def undo(self) -> None:
        """Undo what the message says, then leave."""
        call, self._undo = self._undo, None
        self.dismiss()
        if call is not None:
            self.undone.emit()
            call()

    def dismiss(self) -> None:
        """Leave; what was done stays done."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def waiting(self) -> bool:
        """Whether the time is running."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:
        """The message and its key."""
        wide = painting.width(self._text, theme.current().font(18))
        key = 0 if self._undo is None else self.key.sizeHint().width() + 12
        return QSize(round(wide) + 16 + 24 + 12 + key + 16, 60)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Time stops while the pointer is on the message."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Time starts again."""
        self._resume()
        super().leaveEvent(event)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Time stops while the key has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._resume()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dark ground, the mark and the words."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        border = look.colour("line2") if look.dark else None
        painting.rounded(painter, box, 10, look.colour(tokens.SNACK_BG), border)
        mark = QRectF(16, (box.height() - 24) / 2, 24, 24)
        painting.picture(painter, mark, self._icon, tokens.SNACK_MARK[self._kind], "bold")
        right = self.key.x() - 8 if not self.key.isHidden() else box.width() - 16
        room = QRectF(52, 0, right - 52, box.height())
        font = painting.fitted(look.font(18), self._text, room.width(), 0.8)
        painting.line(painter, room, self._text, font, look.colour(tokens.SNACK_INK))
        painter.end()

    def _resume(self) -> None:
        if self.isVisible() and not self.underMouse() and not self.key.hasFocus():
            self._timer.start()


class SnackbarHost:
    """``SnackbarHost(window_content)``: keeps one snackbar at the bottom left above a widget.

    ``.bar`` is the Snackbar; call ``place()`` in the window's ``resizeEvent``.
    """

    def __init__(self, over: QWidget) -> None:
        self.over = over
        self.bar = Snackbar(over)

    def say(self, text: str, undo: Callable[[], object] | None = None, kind: str = "ok") -> None:
        """Show a message at the bottom left."""
        self.bar.say(text, undo, kind)
        self.place()

    def place(self) -> None:
        """Put the snackbar back in its corner."""
        size = self.bar.sizeHint()
        wide = min(max(size.width(), 386), self.over.width() - 32)
        self.bar.setGeometry(16, self.over.height() - size.height() - 16, wide, size.height())
