"""The field where labels are scanned and names or prices typed, the same on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reuse_pos.ui.widgets.avatar import Pictogram


class SearchField(QFrame):
    """``SearchField(placeholder="", icon="barcode", parent=None)``: 56 px, a pictogram and a field.

    Signals ``submitted(str)`` (Enter) and ``edited(str)`` (at each change, a scan taken back
    included). ``edit`` is the QLineEdit; ``text()``, ``clear()``, ``setFocus()`` go to it; Escape
    empties it.
    """

    submitted = Signal(str)
    edited = Signal(str)

    def __init__(
        self, placeholder: str = "", icon: str = "barcode", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "field")
        self.setProperty("lit", True)
        self.setFixedHeight(56)
        self.edit = QLineEdit()
        self.edit.setObjectName("search_edit")
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self.edit.returnPressed.connect(lambda: self.submitted.emit(self.edit.text()))
        self.edit.textChanged.connect(self.edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 14, 0)
        layout.setSpacing(12)
        layout.addWidget(Pictogram(icon, "blue", 30, "bold"))
        layout.addWidget(self.edit, 1)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty the field."""
        self.edit.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape empties a field that is not empty; the border is lit while one types."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("lit", kind == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        if kind == QEvent.Type.KeyPress and self.edit.text():
            key = event.key()  # type: ignore[attr-defined]
            if key == Qt.Key.Key_Escape:
                self.edit.clear()
                return True
        return False
