"""A figure by hand: a weight when the scale is away, or how many things were counted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Amount, Key, Keypad, Text

LONGEST = 7


class FigurePage(QWidget):
    """``FigurePage()``: signals ``kept(str)`` (what was typed), ``from_scale()``, ``left()``.

    ``ask_weight(title, note, scale_g)`` or ``ask_number(title, note)`` opens it empty.
    """

    kept = Signal(str)
    from_scale = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._weight = True
        self.title = Text("", "h1").named("figure_title")
        self._note = Text("", "sub").wrapped()
        self._figure = Amount("0", 60, align="left")
        self._figure.setObjectName("figure")
        self.keep = Key(_("Keep this weight"), "check", "next", "F12").typed(20, 26).sized(64)
        self.keep.named("keep")
        self._scale = Key("", "scales").sized(56).named("from_scale")
        back = Key(_("Back"), "arrow-left").named("figure_back")
        self.keep.clicked.connect(self.submit)
        self._scale.clicked.connect(self.from_scale)
        back.clicked.connect(self.left)
        self._pad = Keypad()
        self._pad.typed.connect(self._type)
        self._pad.erased.connect(self._erase)
        side = QVBoxLayout()
        side.setSpacing(10)
        for thing in (self.title, self._note, self._figure):
            side.addWidget(thing)
        side.addStretch(1)
        for key in (self._scale, self.keep, back):
            side.addWidget(key)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(side, 5)
        layout.addWidget(self._pad, 6)

    def ask_weight(self, title: str, note: str, scale_g: int = 0) -> None:
        """Ask kilos; ``scale_g`` > 0 offers what the scale shows."""
        self._open(title, note, weight=True)
        self.keep.setText(_("Keep this weight"))
        self._scale.setVisible(scale_g > 0)
        self._scale.setText(_("Take {weight}", weight=format_grams(scale_g, 2)))

    def ask_number(self, title: str, note: str) -> None:
        """Ask how many."""
        self._open(title, note, weight=False)
        self.keep.setText(_("Keep this number"))
        self._scale.hide()

    def set_compact(self, compact: bool) -> None:
        """Smaller words at 1024 pixels."""
        self.keep.typed(17 if compact else 20, 22 if compact else 26)

    def submit(self) -> None:
        """Give what was typed."""
        if self._text:
            self.kept.emit(self._text)

    def text(self) -> str:
        """What is typed so far."""
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures of the keyboard too."""
        if not self._pad.take(event):
            super().keyPressEvent(event)

    def _open(self, title: str, note: str, *, weight: bool) -> None:
        self._weight, self._text = weight, ""
        self.title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._figure.set_unit("kg" if weight else "", 30)
        self._show()
        self.setFocus()

    def _type(self, figure: str) -> None:
        if figure == "," and (not self._weight or "," in self._text):
            return
        if len(self._text) + len(figure) > LONGEST:
            return
        start = "0" if figure == "," and not self._text else ""
        self._text = (start + self._text + figure).lstrip("0") or "0"
        if self._text.startswith(","):
            self._text = "0" + self._text
        self._show()

    def _erase(self) -> None:
        self._text = self._text[:-1]
        self._show()

    def _show(self) -> None:
        self._figure.set_text(self._text or "0")
        self.keep.setEnabled(bool(self._text.strip("0,")))
