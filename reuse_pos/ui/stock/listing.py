"""The left side of the stock: one field, the filters it understood, and what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.search import AGE, FAMILY, KINDS, PLACE, PRICE, STATE
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.stock_search import PAGE, Chip, Found, Hit
from reuse_pos.ui.stock import words
from reuse_pos.ui.stock.model import HIT, TILE, FoundModel, RowPainter, TilePainter
from reuse_pos.ui.stock.picture import Pictures
from reuse_pos.ui.stock.scrolled import apart
from reuse_pos.ui.widgets import EmptyState, ErrorBar, Flow, Key, SearchField, Text, row

TITLES = {
    FAMILY: N_("Family"),
    PLACE: N_("Place"),
    STATE: N_("State"),
    PRICE: N_("Price (filter)"),
    AGE: N_("Age"),
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class Listing(QWidget):
    """``Listing(error, pictures)``: ``field``, ``chips``, ``view``; signals ``typed(str)``,
    ``entered()`` (Enter), ``chosen(Hit)``, ``filter_asked(str)`` (show its choices),
    ``filter_removed(str)``, ``cleared()``, ``order_asked()``, ``page_wanted(int)``."""

    typed = Signal(str)
    entered = Signal()
    chosen = Signal(object)
    filter_asked = Signal(str)
    filter_removed = Signal(str)
    cleared = Signal()
    order_asked = Signal()
    page_wanted = Signal(int)

    def __init__(self, error: ErrorBar, pictures: Pictures) -> None:
        super().__init__()
        self._set: set[str] = set()
        self.field = SearchField(_("Scan, or type a name, a code, “<50”"), "magnifying-glass")
        self.field.setFixedHeight(60)
        self.wipe = Key("", "x", "quiet").typed(16, 22).sized(48, 48).named("stock_wipe")
        self.wipe.spoken(_("Empty the field"))
        self.wipe.hide()
        self.photos = Key(_("By photo"), "camera").typed(16, 24).sized(60).choosable()
        self.photos.named("stock_photos")
        self.chips = {
            kind: Key(_(title), "caret-down", place="right").choosable().named(f"filter_{kind}")
            for kind, title in TITLES.items()
        }
        self.clear_key = Key(_("Remove the filters"), "funnel-x").named("stock_clear")
        self.count, self.among = Text("", "block").named("stock_count"), Text("", "sub").eliding()
        self.order_key = Key("", "arrows-down-up").named("stock_order")
        self.model = FoundModel(self)
        self._rows, self._tiles = RowPainter(pictures, self), TilePainter(pictures, self)
        self.view = self._list()
        self.empty = EmptyState(
            "magnifying-glass", _("Nothing found"), _("Check the code, or remove a filter."),
            _("Remove the filters"),
        )  # fmt: skip
        self.empty.setObjectName("stock_empty")
        self._build(error)
        self._connect(pictures)

    @property
    def hit(self) -> Hit | None:
        """The thing chosen."""
        index = self.view.currentIndex()
        found: Hit | None = index.data(HIT) if index.isValid() else None
        return found

    def show_found(self, found: Found, among: int, order: str, *, again: bool = False) -> None:
        """The first page of a search; the first thing is chosen, or, when it was only read again,
        the one that was."""
        before = self.hit.item.id if again and self.hit is not None else None
        self.model.show_hits(found.rows, found.total)
        self._say_chips(found.chips)
        told = f"{found.total:,}".replace(",", "\u00a0") + ("+" if found.more else "")
        self.count.setText(ngettext("{told} found", "{told} found (many)", found.total, told=told))
        self.say_among(among)
        self.order_key.setText(_(words.ORDER_WORDS[order]))
        self.view.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)
        self.empty.key.setVisible(bool(found.chips or self.field.text()))
        at = next((n for n, one in enumerate(found.rows) if one.item.id == before), 0)
        if found.rows:
            self.step_to(at)

    def say_among(self, among: int) -> None:
        """Among how many things one looks."""
        whole = f"{among:,}".replace(",", "\u00a0")
        self.among.setText(ngettext("of {whole} object", "of {whole} objects", among, whole=whole))

    def step_to(self, number: int) -> None:
        """Choose a thing of the list by its place."""
        index = self.model.index(max(0, min(number, self.model.rowCount() - 1)))
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(index)

    def shown_hits(self) -> list[Hit]:
        """The things of the first page: those a gesture on all of them means."""
        return self.model.hits[:PAGE]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The arrows go through the list while one types."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        self.step_to(self.view.currentIndex().row() + step)
        return True

    def set_compact(self, compact: bool) -> None:
        """Fewer words in a narrow field."""
        whole = _("Scan, or type a name, a code, “<50”")
        self.field.edit.setPlaceholderText(_("Scan, or type") if compact else whole)

    def _list(self) -> QListView:
        view = QListView()
        view.setObjectName("stock_list")
        view.setAccessibleName(_("Things found"))
        view.setModel(self.model)
        view.setItemDelegate(self._rows)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setMouseTracking(False)
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setStyleSheet("QListView{background:transparent}")
        apart(view)
        return view

    def _build(self, error: ErrorBar) -> None:
        inside = self.field.layout()
        if inside is not None:
            inside.addWidget(self.wipe)
        top = row(self.field, self.photos)
        top.setStretch(0, 1)
        filters = Flow(gap=8)
        for key in (*self.chips.values(), self.clear_key):
            filters.addWidget(key)
        head = row(self.count, self.among, self.order_key, spacing=8)
        head.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        # In a narrow window its words take more lines.
        error.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout.addWidget(error)
        layout.addLayout(filters)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self, pictures: Pictures) -> None:
        self.field.edited.connect(self._edited)
        self.field.submitted.connect(lambda _text: self.entered.emit())
        self.field.edit.installEventFilter(self)
        self.wipe.clicked.connect(self.field.clear)
        self.photos.toggled.connect(self._by_photo)
        for kind, key in self.chips.items():
            key.clicked.connect(lambda _on=False, kind=kind: self._press(kind))
        self.clear_key.clicked.connect(self.cleared)
        self.empty.asked.connect(self.cleared)
        self.order_key.clicked.connect(self.order_asked)
        self.model.wanted.connect(self.page_wanted)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.activated.connect(lambda _index: self.entered.emit())
        pictures.ready.connect(self.view.viewport().update)

    def _edited(self, text: str) -> None:
        self.wipe.setVisible(bool(text))
        self.typed.emit(text)

    def _press(self, kind: str) -> None:
        self.chips[kind].setChecked(kind in self._set)
        if kind in self._set:
            self.filter_removed.emit(kind)
        else:
            self.filter_asked.emit(kind)

    def _say_chips(self, chips: Sequence[Chip]) -> None:
        self._set = {one.kind for one in chips}
        said = {one.kind: one.words for one in chips}
        for kind in KINDS:
            key, title = self.chips[kind], _(TITLES[kind])
            on = kind in said
            key.setText(f"{title} {said[kind]}" if kind in (PRICE, AGE) and on else
                        said.get(kind, title))  # fmt: skip
            key.with_icon("x" if on else "caret-down")
            key.setChecked(on)
            key.spoken(_("Remove: {filter}", filter=said[kind]) if on else title)
        self.clear_key.setVisible(bool(chips))

    def _by_photo(self, on: bool) -> None:
        self.view.setItemDelegate(self._tiles if on else self._rows)
        mode = QListView.ViewMode
        self.view.setViewMode(mode.IconMode if on else mode.ListMode)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setGridSize(TILE + QSize(8, 8) if on else QSize())
        self.view.scrollTo(self.view.currentIndex())

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(HIT))
