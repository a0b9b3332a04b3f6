"""The closings, a page at a time, newest first; touching one shows its paper."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.journal_views import Closing, Page
from reuse_pos.ui import theme
from reuse_pos.ui.journal.words import KINDS, day_words, moment_words
from reuse_pos.ui.widgets import Card, EmptyState, Key, Text, row

Index = QModelIndex | QPersistentModelIndex
Cursor = tuple[str, str, int] | None
_TITLES = (
    N_("Period"), N_("Till"), N_("No."), N_("Closed on"), N_("Op."), N_("Turnover"),
    N_("Perpetual total"),
)  # fmt: skip
_RIGHT = (2, 5, 6)
_LEFT_OUT_WHEN_NARROW = (3, 4)
_STRETCHED, _STRETCHED_WHEN_NARROW = 3, 5
_WIDTHS = (122, 76, 44, 160, 64, 112, 138)


class ClosingsModel(QAbstractTableModel):
    """One page of closings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: tuple[Closing, ...] = ()

    def show_page(self, page: tuple[Closing, ...]) -> None:
        """Show another page."""
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Closings on the page."""
        return 0 if parent is not None and parent.isValid() else len(self.page)

    def columnCount(self, parent: Index | None = None) -> int:
        """Seven."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        one = self.page[index.row()]
        return (
            day_words(one.period), one.till, str(one.number or ""), moment_words(one.at), one.op,
            format_cents(one.turnover), format_cents(one.gtp),
        )[index.column()]  # fmt: skip

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        """The titles."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_TITLES[section])
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


class ClosingsView(QTableView):
    """The table; signal ``opened(int row)`` by touch or Enter."""

    opened = Signal(int)

    def __init__(self, model: ClosingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closings_list")
        self.setModel(model)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(44)
        self.setWordWrap(False)
        self.set_compact(False)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def set_compact(self, compact: bool) -> None:
        """Fewer columns in a narrow window; the paper says the rest."""
        head = self.horizontalHeader()
        wide_one = _STRETCHED_WHEN_NARROW if compact else _STRETCHED
        for number, wide in enumerate(_WIDTHS):
            self.setColumnHidden(number, compact and number in _LEFT_OUT_WHEN_NARROW)
            stretched = number == wide_one
            fixed, free = QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, free if stretched else fixed)
            if not stretched:
                head.resizeSection(number, theme.current().px(wide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class ClosingsPanel(Card):
    """``ClosingsPanel()``. Signals ``opened(object closing)``, ``wanted(str kind, object after)``.

    ``begin(kind)`` asks for the first page; then ``show_page(page)``.
    """

    opened = Signal(object)
    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("closings")
        self.body.setContentsMargins(16, 12, 16, 12)
        self._kind = "SESSION"
        self._next: Cursor = None
        self._behind: list[Cursor] = [None]
        self.model = ClosingsModel(self)
        self.list = ClosingsView(self.model)
        self.list.opened.connect(lambda number: self.opened.emit(self.model.page[number]))
        self._none = EmptyState(
            "receipt", _("No closing yet"), _("Zs, days, months and years appear here.")
        )
        self._note = Text("", "sub")
        self.before = Key(_("Previous page"), "arrow-left").named("closings_before")
        self.after = Key(_("Next page"), "arrow-right", place="right").named("closings_after")
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)
        self.kinds = {
            code: Key(_(word)).typed(17).sized(48, 96).choosable().named(f"kind_{code.lower()}")
            for code, word in KINDS.items()
        }
        for code, key in self.kinds.items():
            key.clicked.connect(lambda _=False, code=code: self.begin(code))
        self.body.addLayout(row(*self.kinds.values(), None, self._note))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._none, 1)
        self.body.addLayout(row(None, self.before, self.after))

    def begin(self, kind: str = "") -> None:
        """Show the first page of a kind, the one shown last when none is named."""
        self._kind = kind or self._kind
        self._behind, self._next = [None], None
        for code, key in self.kinds.items():
            key.setChecked(code == self._kind)
        self.wanted.emit(self._kind, None)

    def show_page(self, kind: str, page: Page) -> None:
        """Show a page that was asked for."""
        if kind != self._kind:
            return
        self.model.show_page(page.closings)
        self._next = page.after
        self.list.scrollToTop()
        self.list.setVisible(bool(page.closings))
        self._none.setVisible(not page.closings)
        several = len(self._behind) > 1 or page.after is not None
        self.before.setVisible(several)
        self.after.setVisible(several)
        self.before.setEnabled(len(self._behind) > 1)
        self.after.setEnabled(page.after is not None)
        self._note.setText(_("Page {n}", n=len(self._behind)) if several else "")

    def _on(self) -> None:
        self._behind.append(self._next)
        self.wanted.emit(self._kind, self._next)

    def _back(self) -> None:
        self._behind.pop()
        self.wanted.emit(self._kind, self._behind[-1])


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
