"""An error at the place of the gesture: what happened, why, and the key that gets out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.announce import announce
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text

BESIDE_FROM = 660


class ErrorBar(QWidget):
    """``ErrorBar(parent=None)``: hidden until something goes wrong; signal ``closed()``.

    ``tell(title, why="", key="", way_out=None, kind="bad")`` shows it ("bad" plum, "warn" orange);
    ``way_out`` is called when its key is pressed, then the bar leaves. Without ``key`` the key is
    a plain cross. ``offer(words, call)``, after it, adds another way out. ``clear()`` hides it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_bar")
        self._kind = "bad"
        self._way_out: Callable[[], object] | None = None
        self._other_way: Callable[[], object] | None = None
        self._mark = Pictogram("warning", "plum", 30, "fill")
        self.title = Text("", "strong").wrapped().named("error_title")
        self.why = Text("", "body").wrapped().named("error_why")
        self.key = Key().named("error_key")
        self.key.clicked.connect(self._pressed)
        self.other = Key().named("error_other")
        self.other.clicked.connect(self._pressed_other)
        self.other.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.why)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 10, 12, 10)
        layout.setSpacing(12)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)
        self._keys = QBoxLayout(QBoxLayout.Direction.RightToLeft)
        self._keys.setSpacing(8)
        self._keys.addWidget(self.key)
        self._keys.addWidget(self.other)
        layout.addLayout(self._keys)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def tell(
        self, title: str, why: str = "", key: str = "",
        way_out: Callable[[], object] | None = None, kind: str = "bad",
    ) -> None:  # fmt: skip
        """Show what happened and the way out."""
        self._kind, self._way_out, self._other_way = kind, way_out, None
        self.other.hide()
        self._mark.show_icon("warning", "plum" if kind == "bad" else "orange")
        self.title.setText(title)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.key.setText(key)
        self.key.with_icon("" if key else "x")
        if not key:
            self.key.spoken(_("Close"))
        self.setAccessibleName(f"{title} {why}".strip())
        self.show()
        self.updateGeometry()
        self.update()
        announce(self, f"{title} {why}".strip())

    def offer(self, words: str, call: Callable[[], object]) -> None:
        """Add another way out beside the first."""
        self._other_way = call
        self.other.setText(words)
        self.other.show()
        self.updateGeometry()

    def clear(self) -> None:
        """Leave: the error is over."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two ways out stand one above the other where words would have no room beside them."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        ways = QBoxLayout.Direction
        self._keys.setDirection(ways.RightToLeft if wide else ways.TopToBottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The coloured ground with its thick left side."""
        look, painter = theme.current(), QPainter(self)
        tone = "plum" if self._kind == "bad" else "orange"
        box = QRectF(self.rect())
        painting.rounded(painter, box, 8, look.colour(f"{tone}_bg"))
        painting.left_bar(painter, box, 6, 8, look.colour(tone))
        painter.end()

    def _pressed(self) -> None:
        self._leave_by(self._way_out)

    def _pressed_other(self) -> None:
        self._leave_by(self._other_way)

    def _leave_by(self, call: Callable[[], object] | None) -> None:
        self._way_out = self._other_way = None
        self.clear()
        if call is not None:
            call()
