"""Letters and figures under the fingers, for the few words typed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Key

LETTERS = ("azertyuiop", "qsdfghjklm", "wxcvbné-’<", " ")
FIGURES = ("12345", "67890", "+<")
ERASE, SPACE = "<", " "


class TouchKeys(QWidget):
    """``TouchKeys(edit, rows)``: each touch goes into the field, which keeps the focus.

    A name's words begin with a capital by themselves; "<" erases, " " is the wide bar.
    """

    def __init__(self, edit: QLineEdit, rows: Sequence[str]) -> None:
        super().__init__()
        self._edit = edit
        across = max(len(row) for row in rows)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for y, row in enumerate(rows):
            span = across // len(row)
            for x, sign in enumerate(row):
                grid.addWidget(self._key(sign), y, x * span, 1, span)
        for x in range(across):
            grid.setColumnStretch(x, 1)
        grid.setRowStretch(len(rows), 1)

    def _key(self, sign: str) -> Key:
        shown = {ERASE: "", SPACE: _("Space")}.get(sign, sign)
        key = Key(shown, "backspace" if sign == ERASE else "").typed(19, 26).sized(48)
        key.named(f"touch_{'space' if sign == SPACE else 'erase' if sign == ERASE else sign}")
        if sign == ERASE:
            key.spoken(_("Erase the last letter"))
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self._touched(sign))
        return key

    def _touched(self, sign: str) -> None:
        if sign == ERASE:
            self._edit.backspace()
            return
        before = self._edit.text()[: self._edit.cursorPosition()]
        begins = not before or before[-1] in " -"
        self._edit.insert(sign.upper() if begins else sign)
