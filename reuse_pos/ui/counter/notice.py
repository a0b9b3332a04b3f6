"""The bar above the basket: narrow, so its key stands under the words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import ErrorBar


class Notice(ErrorBar):
    """An ``ErrorBar`` for a narrow column: a cross stays at the right, a word goes below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = self.layout()
        item = self._row.itemAt(1) if self._row is not None else None
        self._words = item.layout() if item is not None else None

    def tell(
        self, title: str, why: str = "", key: str = "",
        way_out: Callable[[], object] | None = None, kind: str = "bad",
    ) -> None:  # fmt: skip
        """Show what happened and the way out."""
        row, words = self._row, self._words
        if isinstance(row, QHBoxLayout) and isinstance(words, QVBoxLayout):
            words.setSpacing(6 if key else 0)
            row.setContentsMargins(14, 10, 10, 10)
            if key:
                words.addWidget(self.key, 0, Qt.AlignmentFlag.AlignLeft)
                words.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                row.addWidget(self.key)
        super().tell(title, why, key, way_out, kind)
        self.key.set_hint(_("Ctrl + Enter") if key else "")
