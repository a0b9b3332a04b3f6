"""Long work that can be watched and stopped while the till stays usable."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text


class Bar(QWidget):
    """``Bar(permille=0, tone="bar", parent=None)``: a 22-px bar; ``set_permille(0…1000)``."""

    def __init__(self, permille: int = 0, tone: str = "bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permille, self._tone = permille, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def permille(self) -> int:
        """How full it is, in thousandths."""
        return self._permille

    def set_permille(self, permille: int) -> None:
        """Fill it to so many thousandths."""
        self._permille = min(max(permille, 0), 1000)
        self.setAccessibleName(f"{self._permille // 10} %")
        self.update()

    def sizeHint(self) -> QSize:
        """22 pixels high."""
        return QSize(120, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The well and what is done."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        painting.rounded(painter, box, 6, look.colour("sunken"))
        whole, done = QPainterPath(), QPainterPath()
        whole.addRoundedRect(box, 6, 6)
        done.addRoundedRect(QRectF(0, 0, box.width() * self._permille / 1000, box.height()), 6, 6)
        painter.fillPath(whole.intersected(done), look.colour(self._tone))
        painter.end()


class ProgressRow(QWidget):
    """``ProgressRow(title, note="", parent=None)``, signal ``stop_asked()``.

    ``show_progress(done, total, left="")``: "63 % · encore 6 s"; ``total`` 0 means unknown;
    ``note`` is the line beside "Arrêter" (``.stop`` key).
    """

    stop_asked = Signal()

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(title, "strong")
        self._state = Text("", "muted").right()
        self.bar = Bar()
        self.stop = Key(_("Stop")).named("progress_stop")
        self.stop.clicked.connect(self.stop_asked)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._state)
        foot.addWidget(Text(note, "muted"))
        foot.addStretch(1)
        foot.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addLayout(foot)

    def show_progress(self, done: int, total: int, left: str = "") -> None:
        """Show how far the work is, and what is left in words ("encore 6 s")."""
        permille = done * 1000 // total if total else 0
        self.bar.set_permille(permille)
        share = f"{permille // 10}\u00a0%" if total else str(done)
        self._state.setText(" · ".join(part for part in (share, left) if part))
        self.setAccessibleName(f"{self._title.text()} {self._state.text()}")
