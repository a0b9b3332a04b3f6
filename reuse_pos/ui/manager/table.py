"""The month's mass balance by family: every figure opens the weighings behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from reuse_pos.domain.indicators import FamilyLine
from reuse_pos.domain.money import NBSP
from reuse_pos.domain.month import FAMILY_HEADS, MonthReport, kilos, percent, signed_kilos
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import theme
from reuse_pos.ui.manager.cells import BalanceCells

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ColumnView:
    """A column: the figure it shows, its title (msgid), its width at full size and in a narrow
    window."""

    code: str
    title: str
    wide: int
    narrow: int


COLUMNS = (
    ColumnView("family", N_("In kilos, after sorting"), 158, 122),
    ColumnView("entered", N_("Entries"), 72, 58),
    ColumnView("reused", N_("Reused"), 94, 72),
    ColumnView("sorter", N_("Sorting\noperator"), 88, 68),
    ColumnView("recycled", N_("Recycled"), 78, 58),
    ColumnView("energy", N_("Energy"), 72, 56),
    ColumnView("disposed", N_("Disposed of"), 72, 54),
    ColumnView("other", N_("Other moves"), 90, 66),
    ColumnView("stock_change", N_("Stock\nchange"), 88, 64),
    ColumnView("rate", N_("Reuse rate\n(narrow)"), 144, 60),
)
FAMILY, RATE = "family", "rate"
THIN = "\u202f"
HEAD, ROW, TOTAL = 46, 40, 44
LINE_ROLE = Qt.ItemDataRole.UserRole
COLUMN_ROLE = Qt.ItemDataRole.UserRole + 1


class BalanceModel(QAbstractTableModel):
    """Nine families, goods still to sort if any, and the total."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[FamilyLine, ...] = ()
        self.columns: tuple[ColumnView, ...] = ()

    def show_report(self, report: MonthReport) -> None:
        """Take the lines of a month."""
        lines = report.figures.families()
        t = report.figures.totals
        whole = FamilyLine(
            "", sum(one.entered_g for one in lines), t.reused_g, t.sorter_g, t.recycled_g,
            t.energy_g, t.disposed_g, sum(one.other_g for one in lines), t.stock_change_g,
        )  # fmt: skip
        others = any(one.other_g for one in lines)
        self.beginResetModel()
        self.lines = (*lines, whole)
        self.columns = tuple(one for one in COLUMNS if others or one.code != "other")
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Families and the total."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns shown this month."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its line and column, and what a screen reader says."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == LINE_ROLE:
            return line
        if role == COLUMN_ROLE:
            return column.code
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line, column.code)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = _(column.title).replace("\n", " ")
            return f"{cell_text(line, FAMILY)}, {title}: {cell_text(line, column.code)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        """The titles."""
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self.columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft
                if self.columns[section].code not in (FAMILY, RATE):
                    side = Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


def cell_text(line: FamilyLine, code: str) -> str:
    """What a cell reads."""
    if code == FAMILY:
        return _(FAMILY_HEADS[line.family]) if line.family else _("Total")
    if code == RATE:
        return percent(line.rate_bp) + ("*" if line.sorter_g and line.family else "")
    grams: int = getattr(line, f"{code}_g")
    text = signed_kilos(grams) if code in ("other", "stock_change") else kilos(grams)
    return text.replace(NBSP, THIN)


class BalanceTable(QTableView):
    """``BalanceTable(parent=None)``; signal ``opened(str figure, str family)`` when a figure is
    touched.

    The total row's family is "". ``show_report(report)``, ``set_compact(bool)``.
    """

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("balance_table")
        self.setAccessibleName(_("Mass balance by family"))
        self._compact = False
        self._model = BalanceModel(self)
        self.setModel(self._model)
        self._cells = BalanceCells(self)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        head = TwoLineHeader(self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_report(self, report: MonthReport) -> None:
        """Show a month."""
        self._model.show_report(report)
        self._cells.titled = len(self._model.columns)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Narrow windows lose the bars, not the figures."""
        self._compact = compact
        self._cells.compact = compact
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows share the height, columns the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = self._model.columns
        if not columns:
            return
        needs = [one.narrow if self._compact else one.wide for one in columns]
        spare = self.viewport().width() - sum(needs)
        if spare < 0:
            needs = [need * self.viewport().width() // sum(needs) for need in needs]
            spare = self.viewport().width() - sum(needs)
        needs[-1] += max(spare, 0) if not self._compact else 0
        needs[0] += max(spare, 0) if self._compact else 0
        for number, wide in enumerate(needs):
            self.setColumnWidth(number, wide)
        look, rows = theme.current(), len(self._model.lines)
        self.horizontalHeader().setFixedHeight(look.px(HEAD))
        self.setMaximumHeight(look.px(HEAD) + (rows - 1) * look.px(ROW) + look.px(TOTAL))
        room = self.viewport().height()
        total = min(look.px(TOTAL), max(30, room // rows))
        each = max(min(look.px(ROW), (room - total) // max(rows - 1, 1)), 24)
        for number in range(rows):
            self.setRowHeight(number, total if number == rows - 1 else each)

    def _open(self, index: Index) -> None:
        line = index.data(LINE_ROLE)
        figure = index.data(COLUMN_ROLE)
        if figure not in (FAMILY, RATE):
            self.opened.emit(figure, line.family)


class TwoLineHeader(QHeaderView):
    """Titles on one or two lines over a strong rule."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme.current().px(HEAD))
        self.setSectionsClickable(False)

    def paintSection(self, painter: Any, rect: Any, section: int) -> None:
        """One title."""
        table = self.parent()
        if isinstance(table, BalanceTable):
            model = self.model()
            side = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
            text = str(model.headerData(section, self.orientation()))
            table._cells.paint_title(painter, rect, text, side, section == table._cells.titled - 1)
