"""The band over every screen while somebody learns: nothing is sold, and how to go back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import icons, theme, tokens
from reuse_pos.ui.widgets import painting

STRIPE, HATCHED, WORDS_PX, KEY_PX = 14, 56, 18, 16


class BandKey(QAbstractButton):
    """A key of the band: its words framed in the band's own ink."""

    def __init__(self, text: str, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(tokens.TARGET_ROW)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        font = theme.current().font(KEY_PX, 700)
        return QSize(round(painting.width(self.text(), font)) + 58, tokens.TARGET_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Pictogram and words; filled while pressed."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = look.colour(tokens.TRAINING_INK), look.colour(tokens.TRAINING_BG)
        if self.isDown():
            ink, ground = ground, ink
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        thick = tokens.FOCUS if self.hasFocus() else 2
        painting.rounded(painter, box, tokens.RADIUS_KEY, ground, ink, thick)
        mark = icons.pixmap(self._icon, ink.name(), 20, "bold")
        painter.drawPixmap(round(box.left()) + 12, round(box.center().y() - 10), mark)
        words = box.adjusted(40, 0, -8, 0)
        painting.line(painter, words, self.text(), look.font(KEY_PX, 700), ink)


class TrainingBanner(QWidget):
    """``TrainingBanner(parent=None)``; signals ``left()``, ``codes_asked()``, ``begun_again()``."""

    left = Signal()
    codes_asked = Signal()
    begun_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_banner")
        self.setFixedHeight(tokens.TRAINING_BAND)
        self._words = _("PRACTICE – nothing is sold")
        self.setAccessibleName(self._words)
        self.codes = BandKey(_("Practice codes"), "barcode", "training_codes", self)
        self.again = BandKey(_("Begin again"), "arrow-counter-clockwise", "training_again", self)
        self.leave = BandKey(_("Stop learning"), "x", "training_leave", self)
        self.codes.clicked.connect(self.codes_asked)
        self.again.clicked.connect(self.begun_again)
        self.leave.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(HATCHED, 0, 12, 0)
        layout.setSpacing(10)
        layout.addStretch(1)
        for key in (self.codes, self.again, self.leave):
            layout.addWidget(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Violet, hatched at the left, the word in capitals: seen without colours too."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.colour(tokens.TRAINING_INK)
        painter.fillRect(self.rect(), look.colour(tokens.TRAINING_BG))
        painter.save()
        painter.setClipRect(0, 0, HATCHED - 12, self.height())
        for x in range(-self.height(), HATCHED, 2 * STRIPE):
            stripe = QPainterPath()
            stripe.moveTo(x, self.height())
            stripe.lineTo(x + self.height(), 0)
            stripe.lineTo(x + self.height() + STRIPE, 0)
            stripe.lineTo(x + STRIPE, self.height())
            painter.fillPath(stripe, ink)
        painter.restore()
        room = QRectF(HATCHED, 0, self.codes.x() - HATCHED - 10, self.height())
        font = painting.fitted(look.font(WORDS_PX, 800), self._words, room.width())
        painting.line(painter, room, self._words, font, ink)
