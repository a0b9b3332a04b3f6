"""The X and the Z shown as they come out of the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.wording import _
from reuse_pos.services.till_closings import ClosingView
from reuse_pos.ui.widgets import HoldKey, Key, Panel, Text

PAPER_WIDTH = 440


@dataclass(frozen=True)
class Sheet:
    """A paper to look at: its title, a sentence about it, how it is made and printed ("" or the
    kind of trouble), what is said once it is printed; `gap` is a Z whose difference may be
    accepted."""

    title: str
    why: str
    make: Callable[[], ReceiptDoc]
    prints: Callable[[], str]
    printed: str
    gap: ClosingView | None = None


class PaperPanel(Panel):
    """``PaperPanel()``: signals ``print_asked()``, ``file_asked()``, ``accept_held()``,
    ``hold_longer()`` and ``closed()``; ``show_paper(sheet, png)``, ``say(sentence)`` afterwards."""

    print_asked = Signal()
    file_asked = Signal()
    accept_held = Signal()
    hold_longer = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("paper_panel")
        self._title = Text("", "h1").wrapped()
        self._why = Text("", "body").wrapped()
        self._said = Text("", "strong").wrapped().named("paper_said")
        self._paper = QLabel()
        self._paper.setObjectName("paper")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(self._paper)
        area.setWidgetResizable(True)
        self.accept_key = HoldKey(_("Accept the gap"), "seal-check", "key").sized(64)
        self.accept_key.with_sub(_("hold 1 s")).named("paper_accept")
        self.accept_key.held.connect(self.accept_held)
        self.accept_key.clicked.connect(self.hold_longer)
        self.print_key = Key(_("Print"), "printer").typed(18, 26).sized(64).named("paper_print")
        self.print_key.clicked.connect(self.print_asked)
        self.file_key = Key(_("Save as PDF"), "file-pdf").typed(18, 26).sized(64)
        self.file_key.named("paper_file").clicked.connect(self.file_asked)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64)
        self.close_key.named("paper_close").clicked.connect(self.closed)
        keys = (self.accept_key, self.print_key, self.file_key, self.close_key)
        side = QVBoxLayout()
        side.setSpacing(12)
        for widget in (self._title, self._why, self._said):
            side.addWidget(widget)
        side.addStretch(1)
        for key in keys:
            key.setMinimumWidth(300)
            side.addWidget(key)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(20)
        layout.addWidget(area, 1)
        layout.addLayout(side)

    def show_paper(self, sheet: Sheet, png: bytes, may_accept: bool = False) -> None:
        """Show a paper drawn as a PNG."""
        picture = QPixmap()
        picture.loadFromData(png)
        smooth = Qt.TransformationMode.SmoothTransformation
        self._paper.setPixmap(picture.scaledToWidth(PAPER_WIDTH, smooth))
        self._paper.setAccessibleName(sheet.title)
        self._title.setText(sheet.title)
        self._why.setText(sheet.why)
        self._said.clear()
        self.accept_key.setVisible(sheet.gap is not None and may_accept)

    def say(self, sentence: str) -> None:
        """What became of the printing, or of the file."""
        self._said.setText(sentence)
