"""A password under the fingers: the field with its eye, the figures, and the letters behind
"ABC"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets.key import Key

ERASE, LETTERS, FIGURES, CAPITALS = "erase", "letters", "figures", "capitals"
_FIGURES = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (LETTERS, "0", ERASE))
_LETTERS = ("azerty", "uiopqs", "dfghjk", "lmwxcv")
_LAST = ("b", "n", "-", CAPITALS, FIGURES, ERASE)
EYE = 48


class SecretField(QFrame):
    """``SecretField()``: a password's dots, and an eye that shows it; signal ``entered()`` (Enter
    key). ``edit`` is the QLineEdit."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.setProperty("lit", True)
        self.setFixedHeight(60)
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setObjectName("approval_password")
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setPlaceholderText(_("Password"))
        self.edit.setAccessibleName(_("Password"))
        self.edit.returnPressed.connect(self.entered)
        self.eye = Key("", "eye", "quiet").typed(16, 24).sized(EYE, EYE).choosable()
        self.eye.named("approval_eye").spoken(_("Show the password"))
        self.eye.toggled.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 5, 0)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.eye)
        self.setFocusProxy(self.edit)

    def clear(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.edit.clear()
        self.eye.setChecked(False)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)


class SecretPads(QStackedWidget):
    """``SecretPads(edit)``: figures first, letters behind "ABC"; each touch goes into the field."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__()
        self._edit, self._capitals = edit, False
        self._letters: list[Key] = []
        self._first = self._figures()
        self.addWidget(self._first)
        self.addWidget(self._alphabet())

    def set_low(self, low: bool) -> None:
        """Lower keys, where the window leaves less room."""
        for key in self._first.findChildren(Key):
            key.sized(52 if low else 60)

    def _figures(self) -> QWidget:
        page = QWidget()
        grid = _grid(page)
        for y, line in enumerate(_FIGURES):
            for x, sign in enumerate(line):
                key = self._key(sign)
                if key.text() == sign:
                    key.typed(24, 0, 700)
                grid.addWidget(key.sized(60), y, x)
        return page

    def _alphabet(self) -> QWidget:
        page = QWidget()
        grid = _grid(page)
        for y, line in enumerate((*_LETTERS, _LAST)):
            for x, sign in enumerate(line):
                key = self._key(sign)
                if sign in "bn" or line != _LAST:
                    self._letters.append(key)
                    key.typed(19, 0, 600)
                grid.addWidget(key.sized(48), y, x)
        return page

    def _key(self, sign: str) -> Key:
        words = {LETTERS: "ABC", FIGURES: "123", CAPITALS: "Aa", ERASE: ""}
        key = Key(words.get(sign, sign), "backspace" if sign == ERASE else "")
        key.typed(15, 28).named(f"secret_{sign}")
        if sign == ERASE:
            key.spoken(_("Erase the last figure"))
        elif sign == LETTERS:
            key.spoken(_("Letters"))
        elif sign == FIGURES:
            key.spoken(_("Figures"))
        elif sign == CAPITALS:
            key.choosable().spoken(_("Capitals"))
        key.clicked.connect(lambda: self._touched(sign, key))
        return key

    def _touched(self, sign: str, key: Key) -> None:
        if sign in (LETTERS, FIGURES):
            self.setCurrentIndex(int(sign == LETTERS))
        elif sign == CAPITALS:
            self._shift(key.isChecked())
        elif sign == ERASE:
            self._edit.backspace()
        elif self._edit.isEnabled():
            self._edit.insert(key.text())

    def _shift(self, on: bool) -> None:
        for key in self._letters:
            text = key.text()
            key.setText(text.upper() if on else text.lower())


def _grid(page: QWidget) -> QGridLayout:
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8 if theme.current().scale <= 130 else 6)
    return grid
