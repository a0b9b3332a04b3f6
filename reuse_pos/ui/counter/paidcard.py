"""The left of the payment: what is bought, what was handed over, what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.basket import Line as BasketRow
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment, method, still_due
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.parts import foot_row
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.widgets import (
    Amount,
    BasketLine,
    Card,
    Key,
    Line,
    Pictogram,
    Text,
    column,
    row,
)


class PaidCard(Card):
    """``PaidCard()``: ``set_basket(basket)``, ``show_paying(paying, typing)``; signal
    ``removed(int number)`` when a payment's cross is pressed."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._basket, self._compact = Basket(), False
        # Basket lines keep margins of their own at the sides; the rest is set in to match them.
        self.body.setContentsMargins(4, 16, 4, 16)
        self.body.setSpacing(0)
        self._total = Amount("", 40)
        self._total.setObjectName("payment_total")
        self._total_row = foot_row(Text(_("Basket total"), "block"), self._total)
        self._count = Text("", "muted").named("payment_count").wrapped()
        self._rows = _Rows()
        self._piled = QVBoxLayout()
        self._piled.setSpacing(0)
        self._received = Amount("", 24)
        self._received.setObjectName("payment_received")
        self._sum = QWidget()
        sums = QVBoxLayout(self._sum)
        sums.setContentsMargins(0, 0, 0, 0)
        sums.setSpacing(10)
        sums.addWidget(Line())
        sums.addLayout(row(Text(_("Received in all"), "block"), None, self._received))
        self._rest = Amount("", 42, "blue")
        self._rest.setObjectName("payment_rest")
        self._rest_card = Card(kind="live")
        self._rest_card.body.setContentsMargins(16, 14, 16, 14)
        self._rest_row = foot_row(Text(_("Still to pay"), "block", "blue"), self._rest)
        self._rest_card.body.addLayout(self._rest_row)
        head = column(spacing=0)
        head.addLayout(self._total_row)
        head.addSpacing(6)
        head.addWidget(self._count)
        head.addSpacing(10)
        head.addWidget(Line())
        foot = column(spacing=0)
        foot.addLayout(self._piled)
        foot.addSpacing(8)
        foot.addWidget(self._sum)
        foot.addWidget(self._rest_card)
        for part in (head, foot):
            part.setContentsMargins(14, 0, 14, 0)
        self.body.addLayout(head)
        self.body.addWidget(self._rows, 1)
        self.body.addLayout(foot)

    def set_compact(self, compact: bool) -> None:
        """Words above their amounts, and no pictures, in a narrow column."""
        self._compact = compact
        way = QBoxLayout.Direction.TopToBottom if compact else QBoxLayout.Direction.LeftToRight
        for line in (self._total_row, self._rest_row):
            line.setDirection(way)

    def set_basket(self, basket: Basket) -> None:
        """Show what is bought."""
        self._basket = basket
        self._rows.forget()
        self._total.set_text(format_cents(basket.total_cents))
        self._count.setText(f"{words.objects(basket)} · {words.reused(basket)}")

    def show_paying(self, paying: Paying, typing: bool) -> None:
        """Show lines with pictures first, short ones once a payment is typed."""
        self._rows.show_lines(self._basket, typing or self._compact)
        while self._piled.count():
            item = self._piled.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        due = paying.total
        for number, one in enumerate(paying.payments):
            self._piled.addWidget(self._payment(paying, number, due))
            due = still_due(due, [one])
        self._received.set_text(format_cents(paying.received))
        self._rest.set_text(format_cents(paying.due))
        self._sum.setVisible(typing)
        self._rest_card.setVisible(not typing)

    def _payment(self, paying: Paying, number: int, due: int) -> QWidget:
        one = paying.payments[number]
        way = method(one.method)
        names = QVBoxLayout()
        names.setSpacing(0)
        cash = way.gives_change and not self._compact
        title = _("Cash received") if cash else paying.offers.title(way)
        names.addWidget(Text(title, "card").eliding())
        amount = Amount(format_cents(one.amount_cents), 20, weight=700, align="left")
        if self._compact:
            names.addWidget(amount)
        said = _details(paying, one)
        if said or not self._compact:
            words_said = said or _("{amount} was due", amount=format_cents(due))
            names.addWidget(Text(words_said, "note").wrapped().named(f"payment_note_{number}"))
        cross = Key(icon="x").sized(48, 48).named(f"remove_payment_{number}")
        cross.spoken(_("Remove this payment"))
        cross.clicked.connect(lambda: self.removed.emit(number))
        widget = QWidget()
        line = QHBoxLayout(widget)
        line.setContentsMargins(0, 9, 0, 9)
        line.setSpacing(12)
        line.addWidget(Pictogram(way.icon, "blue", 28, "duotone"))
        line.addLayout(names, 1)
        if not self._compact:
            line.addWidget(amount)
        line.addWidget(cross)
        return widget


class _Rows(QScrollArea):
    """The lines bought, with pictures or in a few words."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[object, bool] | None = None

    def forget(self) -> None:
        """Make the rows again next time."""
        self._shown = None

    def show_lines(self, basket: Basket, in_words: bool) -> None:
        """Show the lines one way or the other."""
        if self._shown == (basket.lines, in_words):
            return
        self._shown = (basket.lines, in_words)
        room = QWidget()
        room.setProperty("kind", "clear")
        whole = QVBoxLayout(room)
        side = 14 if in_words else 0
        whole.setContentsMargins(side, 8 if in_words else 4, side, 8)
        whole.setSpacing(7 if in_words else 0)
        for line in basket.lines:
            if in_words:
                whole.addLayout(_in_words(line))
            else:
                picture = BasketLine(words.view(line, compact=True))
                picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                whole.addWidget(picture)
        whole.addStretch(1)
        self.setWidget(room)


def _details(paying: Paying, one: Payment) -> str:
    """The kind, the number and what is left of a payment: for the cashier only."""
    kinds = [pick.name for pick in paying.offers.picks(one.method) if pick.link == one.link]
    said = [*kinds, *([_("no. {number}", number=one.ref)] if one.ref else [])]
    left = paying.left_on(one)
    if left:
        amount = format_cents(left)
        keep = paying.offers.keep_rest
        said.append(
            _("{amount} stays on it", amount=amount) if keep else _("{amount} lost", amount=amount)
        )
    return " · ".join(said)


def _in_words(line: BasketRow) -> QHBoxLayout:
    """A line in a few words and its price; a long name takes two lines."""
    price = Text(format_cents(line.total_cents), "body")
    layout = row(Text(words.short(line), "muted").wrapped(), price, spacing=12)
    layout.setStretch(0, 1)
    layout.setAlignment(price, Qt.AlignmentFlag.AlignTop)
    return layout
