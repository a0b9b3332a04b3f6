"""Words on the screens, in one of the agreed sizes."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reuse_pos.ui import tokens


class Text(QLabel):
    """``Text(text="", role="body", tone="", parent=None)``: a label in a role of ``tokens.TYPE``.

    Roles: amount-xl, amount-l, amount, weight-xl, plain-title, plain-text, plain-key, title, h1,
    block, card, strong, body, muted, sub, note, hint, code. Tones: ink, ink2, blue, green, orange,
    plum, on_blue, on_yellow, rail_ink, white. Chainable: ``wrapped()``, ``eliding()``, ``right()``,
    ``centred()``, ``named(objectName)``, ``set_tone(tone)``, ``set_role(role)``. Plain text only.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        if role not in tokens.TYPE:
            raise LookupError(f"no such text role: {role}")
        self._elide = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)

    def set_role(self, role: str) -> Self:
        """Change the size and weight."""
        return self._restyle("role", role)

    def set_tone(self, tone: str) -> Self:
        """Change the colour; empty goes back to the role's own."""
        return self._restyle("tone", tone)

    def wrapped(self) -> Self:
        """Break long text into lines."""
        self.setWordWrap(True)
        return self

    def eliding(self) -> Self:
        """Give way when room is short: the end becomes "…" and the tool tip says it all."""
        self._elide = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return self

    def right(self) -> Self:
        """Align to the right."""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self

    def centred(self) -> Self:
        """Align to the centre."""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return self

    def named(self, name: str) -> Self:
        """Set the object name."""
        self.setObjectName(name)
        return self

    def minimumSizeHint(self) -> QSize:
        """An eliding label may become very narrow."""
        size = super().minimumSizeHint()
        return QSize(24, size.height()) if self._elide else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Elide if allowed and needed."""
        metrics = QFontMetrics(self.font())
        if not self._elide or metrics.horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        short = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment(), short)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The tool tip of an elided text is the whole text."""
        if event.type() == QEvent.Type.ToolTip and self._elide:
            self.setToolTip(self.text())
        return super().event(event)

    def _restyle(self, name: str, value: str) -> Self:
        if self.property(name) != value:
            self.setProperty(name, value or None)
            self.style().unpolish(self)
            self.style().polish(self)
        return self
