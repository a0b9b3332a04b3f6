"""The basket at the right of the counter: its lines, the total, and the key that takes the
money."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.basket import MAX_QTY, Basket, Line
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import method
from reuse_pos.domain.ticket_discount import reducible
from reuse_pos.domain.wording import _
from reuse_pos.ui import tokens
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.changecard import ChangeCard
from reuse_pos.ui.counter.parts import foot_row
from reuse_pos.ui.widgets import (
    Amount,
    BasketLine,
    EmptyState,
    ErrorBar,
    Flow,
    Key,
    LineView,
    Panel,
    Pictogram,
    Text,
    WordAmount,
    row,
)


class BasketPanel(Panel):
    """``BasketPanel(error)``: ``show_basket(basket)``, ``set_parked(n)``, ``set_compact(on)``,
    ``set_yellow(on)`` (the key that takes the money), ``set_undo(can)``; ``set_plain()`` keeps the
    large keys a beginner needs.

    Signals: ``selected(int)``, ``quantity(int n, int qty)``, ``discount(int)``,
    ``solidarity(int)``, ``removed(int)``, ``pay()``, ``undo()``, ``parked()``, ``emptied()``,
    ``tender_removed(int)`` (a voucher scanned first), ``full_price()`` (the tariff goes).
    """

    selected = Signal(int)
    quantity = Signal(int, int)
    discount = Signal(int)
    solidarity = Signal(int)
    removed = Signal(int)
    pay = Signal()
    undo = Signal()
    parked = Signal()
    emptied = Signal()
    tender_removed = Signal(int)
    full_price = Signal()

    def __init__(self, error: ErrorBar) -> None:
        super().__init__("side")
        self._compact = self._plain = False
        self._selected: int | None = None
        self._lines: dict[int, BasketLine] = {}
        self._shown: dict[int, tuple[Line, bool, bool]] = {}
        self._promised_shown: object = None
        self.change = ChangeCard()
        self._empty = EmptyState("barcode", _("Scan a label or touch a picture"))
        self.change.told.connect(self._empty.hide)
        self.change.gone.connect(self._empty.show)
        body = QVBoxLayout(self)
        body.setContentsMargins(1, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._head())
        self._error_room = QWidget()
        self._error_room.setLayout(row(error))
        self._error_room.layout().setContentsMargins(8, 8, 8, 8)  # type: ignore[union-attr]
        self._error_room.hide()
        self._error = error
        body.addWidget(self._error_room)
        body.addWidget(self._middle(), 1)
        body.addWidget(self._foot())
        error.installEventFilter(self)
        self.show_basket(Basket())

    def line(self, n: int) -> BasketLine:
        """The widget of a line."""
        return self._lines[n]

    def show_basket(self, basket: Basket) -> None:
        """Show the basket; only what changed is made again."""
        self._forget({line.n for line in basket.lines})
        for line in basket.lines:
            looks = (line, line.n == basket.selected, self._compact)
            if self._shown.get(line.n) != looks:
                self._shown[line.n] = looks
                self._show_line(line, line.n == basket.selected)
        self._stack.setCurrentIndex(0 if basket.lines else 1)
        self._empty.setVisible(self.change.isHidden())
        self._count.setText(words.objects(basket) if basket.lines else "")
        self._bin.setVisible(bool(basket.lines) and not self._plain)
        self._off.setVisible(basket.discount_cents > 0)
        self._off.set_words(words.reductions(basket), format_cents(-basket.discount_cents))
        self._kilos.setText(words.reused(basket))
        self._green.setVisible(basket.reused_g > 0)
        self._total.set_text(format_cents(basket.total_cents))
        self.pay_key.setEnabled(bool(basket.lines))
        bare = self._compact or self._plain
        self.pay_key.set_hint("F12" if basket.lines and not bare else "")
        self._show_promised(basket)
        self._show_told(basket)
        self._selected = basket.selected
        self._reveal_soon()

    def _show_promised(self, basket: Basket) -> None:
        """What was scanned to pay or to lower the prices, each a key that takes it away."""
        shown = (basket.tenders, basket.tariff, self._compact)
        if shown == self._promised_shown:
            return
        self._promised_shown = shown
        while self._promises.count():
            item = self._promises.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(basket.tenders):
            text = f"{_(method(one.method).title)} {format_cents(one.amount_cents)}"
            key = self._promise(text, f"tender_{number}")
            key.clicked.connect(lambda _on=False, n=number: self.tender_removed.emit(n))
        if basket.tariff:
            self._promise(_("Solidarity price"), "tariff_off").clicked.connect(self.full_price)
        self._promised.setVisible(bool(self._promises.count()))

    def _promise(self, text: str, name: str) -> Key:
        key = Key(text, "x", place="right").sized(48).typed(15, 18).named(name)
        key.spoken(_("Take away: {what}", what=text))
        self._promises.addWidget(key)
        return key

    def _show_told(self, basket: Basket) -> None:
        """The known defects and the lowest price of the chosen line, under it."""
        line = next((one for one in basket.lines if one.n == basket.selected), None)
        said = words.told(line) if line is not None else ""
        self._told_room.setVisible(bool(said))
        self._told.setText(said)
        if line is not None and said:
            self._column.removeWidget(self._told_room)
            self._column.insertWidget(self._column.indexOf(self._lines[line.n]) + 1,
                                      self._told_room)  # fmt: skip

    def set_parked(self, n: int) -> None:
        """How many baskets are put aside."""
        self._parked.setVisible(n > 0)
        self._parked.setText(_("{n} waiting", n=n))

    def set_undo(self, can: bool) -> None:
        """Whether there is a gesture to take back."""
        self.undo_key.setEnabled(can)

    def set_yellow(self, on: bool) -> None:
        """Yellow when taking the money is the next step, blue while a panel asks something."""
        self.pay_key.set_kind("next" if on else "pri")

    def set_plain(self) -> None:
        """Large keys, and on a line only its number and the bin."""
        self._plain = True
        self.undo_key.typed(16, 28).sized(96, 128)
        self.pay_key.typed(30, 40).sized(96)
        self._bin.hide()

    def set_compact(self, compact: bool) -> None:
        """Narrower, with fewer pictograms, under 1280 pixels."""
        self._compact = compact
        self.setFixedWidth(tokens.BASKET_COMPACT if compact else tokens.BASKET)
        self._parked.with_icon("" if compact else "pause-circle")
        # The large word of the plain counter leaves no room for a picture here.
        self.pay_key.with_icon("" if compact and self._plain else "money")

    def eventFilter(self, watched: object, event: object) -> bool:
        """The room of the error bar is there only while the bar is."""
        shown = not self._error.isHidden()
        if shown == self._error_room.isHidden():
            self._error_room.setVisible(shown)
            self._reveal_soon()
        return False

    def _head(self) -> Panel:
        head = Panel("bar")
        head.setFixedHeight(64)
        self._count = Text("", "muted").named("basket_count").eliding()
        self._parked = Key("", "pause-circle").named("parked")
        self._bin = Key(icon="trash", kind="bad").sized(48, 48).named("basket_bin")
        self._bin.spoken(_("Empty the basket"))
        self._parked.clicked.connect(self.parked)
        self._bin.clicked.connect(self.emptied)
        line = row(Text(_("Basket"), "h1"), self._count, self._parked, self._bin)
        line.setStretch(1, 1)
        line.setContentsMargins(14, 0, 14, 0)
        head.setLayout(line)
        return head

    def _middle(self) -> QWidget:
        self._list = QWidget()
        self._list.setProperty("kind", "clear")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._told = Text("", "note").wrapped().named("line_told")
        self._told_room = QWidget()
        self._told_room.setLayout(row(Pictogram("info", "ink2", 18, "bold"), self._told, spacing=8))
        told = self._told_room.layout()
        if isinstance(told, QHBoxLayout):
            told.setContentsMargins(19, 2, 14, 8)
            told.setStretch(1, 1)
        self._told_room.hide()
        self._column.addWidget(self._told_room)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A line added, or opened, is whole on the screen once the list has made room for it.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._reveal_soon)
        nothing = QWidget()
        inside = QVBoxLayout(nothing)
        inside.setContentsMargins(14, 14, 14, 14)
        inside.addWidget(self.change)
        inside.addStretch(1)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(nothing)
        return middle

    def _foot(self) -> Panel:
        foot = Panel("foot")
        self._promised = QWidget()
        self._promises = Flow(self._promised, 8)
        self._promised.hide()
        self._off = Sum()
        self._kilos = Text("", "strong", "green").named("basket_kilos")
        self._green = QWidget()
        self._green.setLayout(row(Pictogram("recycle", "green", 20), self._kilos, None, spacing=6))
        self._total = Amount("", 44)
        self._total.setObjectName("basket_total")
        total = foot_row(Text(_("Total"), "h1"), self._total)
        self.undo_key = Key(_("Undo the\nlast gesture"), "arrow-counter-clockwise", place="above")
        self.undo_key.typed(14, 22).sized(76, 104).named("undo")
        self.undo_key.setEnabled(False)
        self.undo_key.clicked.connect(self.undo)
        self.pay_key = Key(_("Take payment"), "money", "next", "F12").typed(26, 34).named("pay")
        self.pay_key.sized(76)
        self.pay_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pay_key.clicked.connect(self.pay)
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(2)
        layout.addWidget(self._promised)
        layout.addWidget(self._off)
        layout.addWidget(self._green)
        layout.addLayout(total)
        layout.addSpacing(8)
        layout.addLayout(row(self.undo_key, self.pay_key))
        return foot

    def _new_line(self, n: int, view: LineView) -> BasketLine:
        widget = BasketLine(view)
        widget.setObjectName(f"line_{n}")
        widget.pressed.connect(lambda: self.selected.emit(n))
        widget.quantity_changed.connect(lambda qty: self.quantity.emit(n, qty))
        widget.discount_asked.connect(lambda: self.discount.emit(n))
        widget.solidarity_asked.connect(lambda: self.solidarity.emit(n))
        widget.remove_asked.connect(lambda: self.removed.emit(n))
        self._lines[n] = widget
        self._column.insertWidget(self._column.count() - 1, widget)
        return widget

    def _show_line(self, line: Line, chosen: bool) -> None:
        view = words.view(line, self._compact)
        widget = self._lines.get(line.n)
        if widget is None:
            widget = self._new_line(line.n, view)
        else:
            widget.show_line(view)
        widget.stepper.set_range(1, line.most or MAX_QTY)
        countable = line.unit != "g" and line.most != 1
        can_reduce = reducible(line) and not (self._compact and countable)
        if self._plain:
            widget.offer(countable, False, False)
        else:
            widget.offer(countable, can_reduce, line.kind == "goods")
        widget.set_chosen(chosen)

    def _forget(self, kept: set[int]) -> None:
        for n in [n for n in self._lines if n not in kept]:
            widget = self._lines.pop(n)
            self._shown.pop(n, None)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _reveal_soon(self) -> None:
        QTimer.singleShot(0, self, lambda: self._reveal(self._selected))

    def _reveal(self, n: int | None) -> None:
        room = self._scroll.viewport().width()
        if self._list.width() > room:
            # The lines were wider before the screen became narrow.
            self._list.resize(room, self._list.height())
        widget = self._lines.get(n or 0)
        if widget is not None:
            self._scroll.ensureWidgetVisible(widget, 0, 0)
            self._scroll.horizontalScrollBar().setValue(0)


class Sum(WordAmount):
    """A line of the sum whose word changes too."""

    def __init__(self) -> None:
        super().__init__("")

    def set_words(self, word: str, amount: str) -> None:
        """Change both."""
        self._word = word
        self.set_amount(amount)
