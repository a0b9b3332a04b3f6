"""The right side of the month: the weight diverted, what to look at before sending, and the keys
that send it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.money import NBSP
from reuse_pos.domain.month import MonthReport, kilos, share
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.manager.fitting import FittingText
from reuse_pos.ui.manager.preview import PaperPreview
from reuse_pos.ui.manager.words import CheckView, checks
from reuse_pos.ui.widgets import Amount, Card, Key, Line, Pictogram, Text, column, row

_FEW_CHECKS = 3
"""With more to look at, the likeness of the paper gives its room."""


class SharePart(QWidget):
    """How much of the weights was measured: green on orange, 14 pixels high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bp, self._known = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, bp: int | None) -> None:
        """Fill it to a share in basis points."""
        self._bp, self._known = bp or 0, bp is not None
        self.setAccessibleName(share(bp))
        self.update()

    def sizeHint(self) -> QSize:
        """14 pixels high."""
        return QSize(120, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What is not measured, under what is."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), look.colour("orange_bg" if self._known else "sunken"))
        done = QRectF(0, 0, self.width() * self._bp / 10_000, self.height())
        painter.fillRect(done, look.colour("green"))
        painter.end()


class CheckLine(QWidget):
    """One thing to look at: pictogram and words."""

    def __init__(self, view: CheckView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = Text("", "body").wrapped()
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(view.html)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        mark = Pictogram(view.icon, view.tone, 22, "fill" if view.icon == "warning" else "bold")
        layout = row(spacing=10)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        self.setLayout(layout)


class SidePanel(QWidget):
    """``SidePanel(parent=None)``; signal ``asked(str format)``: pdf, xlsx, csv, print.

    ``show_report(report)``; the yellow key works once the balance was counted and holds.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = Amount("", 44, "blue", "left")
        self.total.setObjectName("diverted_total")
        self.reused, self.recycled = FittingText("sub"), FittingText("sub")
        self.share = Amount("", 22)
        self._bar, self._guess = SharePart(), FittingText("sub")
        self._checks = QVBoxLayout()
        self._checks.setSpacing(9)
        self.preview = PaperPreview()
        self.files = {
            "xlsx": Key(_("Excel"), "file-xls", place="above").named("make_xlsx"),
            "csv": Key(_("CSV"), "file-csv", place="above").named("make_csv"),
            "print": Key(_("Print"), "printer", place="above").named("print_report"),
        }
        self.pdf = Key(_("Create the PDF report"), "file-pdf", "next").typed(22, 30)
        self.pdf.sized(76).named("make_pdf").with_icon("file-pdf", "bold")
        layout = column(self._headline(), spacing=12)
        layout.addWidget(self._before_sending(), 1)
        self.setLayout(layout)
        for code, key in (*self.files.items(), ("pdf", self.pdf)):
            key.clicked.connect(lambda _=False, code=code: self.asked.emit(code))

    def _headline(self) -> Card:
        card = Card("", "live")
        card.body.setContentsMargins(18, 12, 18, 12)
        card.body.setSpacing(0)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        title = FittingText("block")
        title.say(_("Diverted from waste"), _("Diverted"))
        card.body.addWidget(title)
        card.body.addWidget(self.total)
        card.body.addWidget(self.reused)
        card.body.addWidget(self.recycled)
        return card

    def _before_sending(self) -> Card:
        card = Card()
        card.body.setSpacing(9)
        card.body.addLayout(row(Text(_("Measured share"), "block"), None, self.share))
        card.body.addLayout(column(self._bar, self._guess, spacing=4))
        card.body.addWidget(Line())
        card.body.addWidget(Text(_("Before sending"), "block"))
        card.body.addWidget(self._scrolled(), 1)
        keys = row(spacing=10)
        for code, key in self.files.items():
            weight = "duotone"
            key.typed(15, 24, 600).sized(64).with_icon(
                {"xlsx": "file-xls", "csv": "file-csv", "print": "printer"}[code], weight
            )
            keys.addWidget(key, 1)
        card.body.addLayout(keys)
        card.body.addWidget(self.pdf)
        return card

    def _scrolled(self) -> QScrollArea:
        """Checks are never cut: with large letters in a low window they scroll."""
        inside = QWidget()
        inside.setProperty("kind", "clear")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(9)
        lines.addLayout(self._checks)
        lines.addWidget(self.preview, 1000)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def show_report(self, report: MonthReport) -> None:
        """Show a month."""
        figures, t = report.figures, report.figures.totals
        self.total.set_text(f"{kilos(t.diverted_g) if t.diverted_g else 0}{NBSP}kg")
        reused, recycled = _zero(t.reused_g), _zero(t.recycled_g)
        self.reused.say(
            _("reuse = waste avoided: {kilos} kg", kilos=reused),
            _("reuse: {kilos} kg", kilos=reused),
        )
        self.recycled.say(
            _("recycling = waste recovered: {kilos} kg", kilos=recycled),
            _("recycling: {kilos} kg", kilos=recycled),
        )
        self.share.set_text(share(t.measured_share_bp))
        self._bar.show_share(t.measured_share_bp)
        guess = _zero(figures.estimated_g)
        self._guess.say(
            _("weighed or typed; {kilos} kg estimated", kilos=guess),
            _("{kilos} kg estimated", kilos=guess),
        )
        views = checks(report)
        self._show_checks(views)
        self.preview.show_report(report)
        some = not figures.is_empty
        self.preview.setVisible(some and len(views) <= _FEW_CHECKS)
        for key in self.files.values():
            key.setEnabled(some)
        balance = figures.balance
        self.pdf.setEnabled(some and balance is not None and balance.holds)

    def set_compact(self, compact: bool) -> None:
        """Narrow windows leave the file keys smaller."""
        self.setFixedWidth(252 if compact else 316)
        self.pdf.typed(18 if compact else 22, 26 if compact else 30)
        for key in self.files.values():
            key.typed(14 if compact else 15, 24, 600)

    def _show_checks(self, views: tuple[CheckView, ...]) -> None:
        while self._checks.count():
            item = self._checks.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for view in views:
            self._checks.addWidget(CheckLine(view))


def _zero(grams: int) -> str:
    return kilos(grams) if grams else "0"
