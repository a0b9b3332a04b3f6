"""A small likeness of the paper: its title, four figures and first rows, with the month's own
numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.money import NBSP
from reuse_pos.domain.month import (
    FAMILY_HEADS,
    MonthReport,
    kilos,
    month_name,
    percent,
    share,
    signed_kilos,
)
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import LEFT, RIGHT

_PAPER, _SCALE = 190, 190 / 794
_COLUMNS = (113, 173, 254, 328, 387, 446, 504, 615, 682)


class PaperPreview(QWidget):
    """``PaperPreview(parent=None)``: ``show_report(report)``; the page runs out below, as in a
    drawer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: MonthReport | None = None
        self.setAccessibleName(_("Likeness of the paper"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_report(self, report: MonthReport) -> None:
        """Show a month's paper."""
        self._report = report
        self.update()

    def sizeHint(self) -> QSize:
        """Takes what room is left."""
        return QSize(_PAPER, 0)

    def minimumSizeHint(self) -> QSize:
        """May disappear."""
        return QSize(60, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The well, then the top of the page."""
        if self.height() < 40 or self._report is None:
            return
        look, painter = theme.current(), QPainter(self)
        well = QRectF(self.rect())
        painting.rounded(painter, well, 10, look.colour("sunken"))
        clip = QPainterPath()
        clip.addRoundedRect(well, 10, 10)
        painter.setClipPath(clip)
        left = round((self.width() - _PAPER) / 2)
        painting.rounded(painter, QRectF(left, 10, _PAPER, 400), 0, QColor("#FFFFFF"),
                         look.colour("edge"))  # fmt: skip
        painter.translate(left, 10)
        painter.scale(_SCALE, _SCALE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._page(painter, self._report)
        painter.end()

    def _page(self, painter: QPainter, report: MonthReport) -> None:
        logo = QRectF(56, 52, 50, 50)
        painting.picture(painter, logo, "logo", "#14275C", "regular")
        _say(painter, (120, 44), report.shop, (13, 400), soft=True)
        title = _("Weight diverted from waste · {month}", month=month_name(report.month))
        _say(painter, (120, 62), title, (25, 800))
        _say(painter, (120, 92), _("reuse = waste avoided; recycling = waste recovered"), (13, 400),
             soft=True)  # fmt: skip
        painter.fillRect(QRectF(56, 120, 682, 3), QColor("#14275C"))
        self._figures(painter, report)
        _say(painter, (56, 230), _("1. Mass balance by family (kg, after sorting)"), (15, 700))
        painter.fillRect(QRectF(56, 290, 682, 2), QColor("#6B7790"))
        y = 292.0
        for one in report.figures.families():
            _say(painter, (60, y + 5), _(FAMILY_HEADS[one.family]), (12.5, 400))
            cells = (
                kilos(one.entered_g), kilos(one.reused_g), kilos(one.sorter_g),
                kilos(one.recycled_g), kilos(one.energy_g), kilos(one.disposed_g),
                signed_kilos(one.stock_change_g), percent(one.rate_bp),
            )  # fmt: skip
            for right, cell in zip(_COLUMNS[1:], cells, strict=True):
                _say(painter, (56 + right - 4, y + 5), cell, (12.5, 400), align=RIGHT)
            y += 26.5
            painter.fillRect(QRectF(56, y - 1, 682, 1), QColor("#CBD2DE"))

    def _figures(self, painter: QPainter, report: MonthReport) -> None:
        t = report.figures.totals
        boxes = (
            (_("Diverted from waste"), f"{kilos(t.diverted_g)}{NBSP}kg"),
            (_("Reuse rate"), percent(t.reuse_rate_bp)),
            (_("Entries"), f"{kilos(t.collected_g)}{NBSP}kg"),
            (_("Measured share"), share(t.measured_share_bp)),
        )
        x = 56.0
        for word, figure in boxes:
            painting.rounded(painter, QRectF(x, 137, 158, 76), 8, QColor("#FFFFFF"),
                             QColor("#CBD2DE"), 2)  # fmt: skip
            _say(painter, (x + 12, 147), word, (12, 400), soft=True)
            _say(painter, (x + 12, 166), figure, (22, 800))
            x += 174


def _say(
    painter: QPainter, at: tuple[float, float], text: str, kind: tuple[float, int], *,
    soft: bool = False, align: Qt.AlignmentFlag = LEFT,
) -> None:  # fmt: skip
    px, weight = kind
    font = QFont(tokens.SANS)
    font.setPixelSize(round(px))
    font.setWeight(QFont.Weight(weight))
    wide = painting.width(text, font)
    x, top = at
    box = QRectF(x - wide if align == RIGHT else x, top, wide + 4, px * 1.3)
    painting.line(painter, box, text, font, QColor("#465069" if soft else "#141D35"))
