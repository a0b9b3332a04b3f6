"""The weighings behind a figure, a page at a time: what, when, under which paper, and how it is
known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reuse_pos.domain.mass import Source, plain_kilos
from reuse_pos.domain.month import SOURCE_WORDS, Weighing, WeighingPage
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.widgets import Card, EmptyState, Key, Text, row

Index = QModelIndex | QPersistentModelIndex
Cursor = tuple[str, bytes] | None
_TITLES = (
    N_("Day"), N_("Paper"), N_("Category"), N_("Kilos"), N_("Pieces"), N_("Known by"),
    N_("Organisation"),
)  # fmt: skip
_RIGHT = (3, 4)
_WIDTHS = (72, 150, 0, 96, 72, 150, 130)


@dataclass(frozen=True)
class Names:
    """How categories and organisations are called."""

    labels: dict[str, str]
    parties: dict[str, str]


class WeighingModel(QAbstractTableModel):
    """One page of movements."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: tuple[Weighing, ...] = ()
        self._names = Names({}, {})

    def show_page(self, page: WeighingPage, names: Names) -> None:
        """Show another page."""
        self.beginResetModel()
        self.page, self._names = page.weighings, names
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Movements on the page."""
        return 0 if parent is not None and parent.isValid() else len(self.page)

    def columnCount(self, parent: Index | None = None) -> int:
        """Seven."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() in _RIGHT else (
                Qt.AlignmentFlag.AlignLeft
            )  # fmt: skip
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        one = self.page[index.row()]
        return (
            f"{one.day[8:]}/{one.day[5:7]}",
            one.document,
            self._names.labels.get(one.category, one.category),
            plain_kilos(one.grams, 3),
            str(one.pieces),
            _(SOURCE_WORDS[Source(one.source)]),
            self._names.parties.get(one.party, one.party),
        )[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        """The titles."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class WeighingsPanel(Card):
    """``WeighingsPanel(parent=None)``. Signals ``closed()``, ``wanted(object after)`` for another
    page.

    ``begin(title)`` for a new figure, then ``show_page(page, names)``.
    """

    closed = Signal()
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("weighings")
        self._behind: list[Cursor] = [None]
        self._next: Cursor = None
        self.heading = Text("", "block").eliding()
        back = Key(_("Back to the report"), "arrow-left").named("weighings_back")
        back.clicked.connect(self.closed)
        self.model = WeighingModel(self)
        self.list = QTableView()
        self.list.setObjectName("weighings_list")
        self._dress()
        self._none = EmptyState("scales", _("No weighing"), _("Nothing stands behind this figure."))
        self._note = Text("", "sub")
        self.before = Key(_("Previous page"), "arrow-left").named("weighings_before")
        self.after = Key(_("Next page"), "arrow-right", place="right").named("weighings_after")
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)
        self.body.setContentsMargins(16, 12, 16, 12)
        head = row(back, spacing=14)
        head.addWidget(self.heading, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._none, 1)
        self.body.addLayout(row(self._note, None, self.before, self.after))

    def begin(self, title: str) -> None:
        """Another figure: its first page is asked for by the screen."""
        self.heading.setText(title)
        self._behind, self._next = [None], None

    def show_page(self, page: WeighingPage, names: Names) -> None:
        """Show a page that was asked for."""
        self.model.show_page(page, names)
        self._next = page.after
        self.list.scrollToTop()
        self.list.setVisible(bool(page.weighings))
        self._none.setVisible(not page.weighings)
        self.before.setEnabled(len(self._behind) > 1)
        self.after.setEnabled(page.after is not None)
        several = len(self._behind) > 1 or page.after is not None
        self.before.setVisible(several)
        self.after.setVisible(several)
        whole = sum(one.grams for one in page.weighings)
        self._note.setText(
            _("Page {n}: {kilos} kg", n=len(self._behind), kilos=plain_kilos(whole, 3))
            if several
            else _("In all: {kilos} kg", kilos=plain_kilos(whole, 3))
        )

    def _on(self) -> None:
        self._behind.append(self._next)
        self.wanted.emit(self._next)

    def _back(self) -> None:
        self._behind.pop()
        self.wanted.emit(self._behind[-1])

    def _dress(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(40)
        head = view.horizontalHeader()
        for number, wide in enumerate(_WIDTHS):
            if wide:
                head.resizeSection(number, wide)
            else:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
