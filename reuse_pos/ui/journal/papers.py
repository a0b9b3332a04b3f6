"""A closing as its paper says it, and the publisher's attestation as it would be signed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Key, Text, row

PAPER_WIDTH = 440


class PaperPanel(Card):
    """``PaperPanel()``; signal ``closed()``; ``show_paper(title, png)``."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("closing_paper")
        self.body.setContentsMargins(16, 12, 16, 12)
        back = Key(_("Back to the closings"), "arrow-left", "key", _("Esc")).named("paper_back")
        back.clicked.connect(self.closed)
        self.heading = Text("", "block").wrapped()
        self._paper = QLabel()
        self._paper.setObjectName("paper")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._paper)
        area.setWidgetResizable(True)
        head = row(back, spacing=14)
        head.addWidget(self.heading, 1)
        self.body.addLayout(head)
        self.body.addWidget(area, 1)

    def show_paper(self, title: str, png: bytes) -> None:
        """Show a paper drawn as a PNG."""
        picture = QPixmap()
        picture.loadFromData(png)
        smooth = Qt.TransformationMode.SmoothTransformation
        self._paper.setPixmap(picture.scaledToWidth(PAPER_WIDTH, smooth))
        self._paper.setAccessibleName(title)
        self.heading.setText(title)


class AttestationPanel(Card):
    """``AttestationPanel()``; ``show_text(text)`` or ``show_none(sentence)``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("attestation")
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.addWidget(Text(_("The publisher’s attestation"), "block"))
        self._why = Text(
            _(
                "Only the publisher can attest, and signs on paper. Check the tax office’s present "
                "model first."
            ),
            "body",
        ).wrapped()
        self.text = QPlainTextEdit()
        self.text.setObjectName("attestation_text")
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(_("The publisher’s attestation"))
        self._none = Text("", "strong").wrapped().named("attestation_none")
        self.body.addWidget(self._why)
        self.body.addWidget(self._none)
        self.body.addWidget(self.text, 1)
        self.body.addStretch(0)

    def show_text(self, text: str) -> None:
        """Show the attestation."""
        self._none.hide()
        self.text.setPlainText(text)
        self.text.show()

    def show_none(self, sentence: str) -> None:
        """Say why there is none."""
        self.text.hide()
        self._none.setText(sentence)
        self._none.show()
