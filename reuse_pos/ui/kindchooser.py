"""A kind of goods chosen by touch: its family, then the kind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, Category
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Flow, Key, Line


class KindChooser(QWidget):
    """``KindChooser(categories, families=False)``: signal ``chosen(str code)``; with ``families`` a
    whole family can be chosen too."""

    chosen = Signal(str)

    def __init__(self, categories: Mapping[str, Category], families: bool = False) -> None:
        super().__init__()
        self._categories, self._whole = categories, families
        self.families: dict[str, Key] = {}
        self.kinds: dict[str, Key] = {}
        top, self._below = QWidget(), QWidget()
        flow = Flow(top, 8)
        self._flow = Flow(self._below, 8)
        for code, words in FAMILIES.items():
            key = Key(_(words), FAMILY_ICON[code]).sized(52).choosable().named(f"kind_{code}")
            key.clicked.connect(lambda _on=False, code=code: self.open(code))
            self.families[code] = key
            flow.addWidget(key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(top)
        layout.addWidget(Line())
        layout.addWidget(self._below)

    def open(self, family: str) -> None:
        """Show the kinds of a family."""
        for code, key in self.families.items():
            key.setChecked(code == family)
        while self._flow.count():
            self._flow.takeAt(0)
        for key in self.kinds.values():
            key.hide()
            key.deleteLater()
        self.kinds = {}
        if self._whole:
            words = _("Any: {family}", family=_(FAMILIES[family]))
            self._add(family, words, FAMILY_ICON[family])
        for one in self._categories.values():
            if one.family == family:
                self._add(one.code, one.label, one.icon)
        self._below.updateGeometry()

    def _add(self, code: str, words: str, icon: str) -> None:
        key = Key(words, icon).with_icon(icon, "duotone").sized(52).named(f"kind_{code}_add")
        key.clicked.connect(lambda: self.chosen.emit(code))
        self.kinds[code] = key
        self._flow.addWidget(key)
        key.show()
