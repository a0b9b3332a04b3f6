"""Money for the bank: a bag of cash counted piece by piece, cheques ticked one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.till import COINS, NOTES, counted_cents
from reuse_pos.domain.till_bank import DRAWER, MAX_BAG, SAFE
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.bank import HeldCheque
from reuse_pos.ui.till.counting import CountCard
from reuse_pos.ui.till.figures import SumLine
from reuse_pos.ui.till.rows import ListRow, RowList
from reuse_pos.ui.widgets import Amount, Card, Key, Panel, Text, row

SIDE, SIDE_COMPACT = 376, 304
ChequeKey = tuple[str, int, int]


class DepositSide(Card):
    """``DepositSide(title)``: the sum, the bag's number and the keys of a deposit.

    Signals ``done()`` and ``closed()``; ``extra`` is a column for what a kind of deposit adds.
    """

    done = Signal()
    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "card", parent)
        self.extra = QVBoxLayout()
        self.extra.setSpacing(10)
        self.bag = QLineEdit()
        self.bag.setObjectName("bag")
        self.bag.setPlaceholderText(_("Number of the bag"))
        self.bag.setAccessibleName(_("Number of the bag"))
        self.bag.setMaxLength(MAX_BAG)
        self.bag.setMinimumHeight(52)
        self.said = Text("", "strong").wrapped().named("deposit_said")
        self.many = SumLine(_("Notes and coins"))
        self.total = Amount("", 38, "ink", "right", 800)
        self.total.setObjectName("deposit_total")
        self.go = Key(_("Bring it to the bank"), "bank", "next", "F12").typed(20, 26).sized(100)
        self.go.named("deposit_go").clicked.connect(self.done)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64)
        self.close_key.named("deposit_close").clicked.connect(self.closed)
        self.body.addLayout(self.extra)
        self.body.addWidget(self.bag)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        for widget in (self.many, self.total, self.go, self.close_key):
            self.body.addWidget(widget)

    def say(self, sentence: str, trouble: bool = True) -> None:
        """What was refused, or what became of the deposit."""
        self.said.setText(sentence)
        self.said.set_tone("plum" if trouble else "green")


class CashBag(Panel):
    """``CashBag()``: signals ``asked(object pieces, str bag, str source)`` and ``closed()``.

    ``begin(session_open, safe_cents, blind)`` empties it; ``say(sentence, trouble)``.
    """

    asked = Signal(object, str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("cash_bag")
        self.pieces: dict[int, int] = {}
        self.source = DRAWER
        self.notes, self.coins = CountCard(_("Notes"), NOTES), CountCard(_("Coins"), COINS)
        for card in (self.notes, self.coins):
            card.changed.connect(self._put)
            for one in card.rows:
                one.setObjectName(f"bag_{one.denomination}")
        self.notes.left_down.connect(self.coins.begin)
        self.coins.left_up.connect(lambda: self.notes.begin(last=True))
        self.side = DepositSide(_("Cash to the bank"))
        self.sources = {
            DRAWER: Key(_("From the drawer"), "cash-register").choosable(),
            SAFE: Key(_("From the safe"), "lock").choosable(),
        }
        for code, key in self.sources.items():
            key.sized(56).named(f"source_{code}")
            key.clicked.connect(lambda _on=False, one=code: self.take_from(one))
            self.side.extra.addWidget(key)
        self._safe = Text("", "muted").wrapped()
        self.side.extra.addWidget(self._safe)
        self.side.done.connect(self.press_next)
        self.side.closed.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        for widget in (self.notes, self.coins):
            layout.addWidget(widget, 1)
        layout.addWidget(self.side)
        self.set_compact(False)

    def begin(self, session_open: bool, safe_cents: int) -> None:
        """An empty bag; without a session the money can only come from the safe."""
        self.pieces = {}
        for card in (self.notes, self.coins):
            card.show_pieces({})
        self.side.bag.clear()
        self.side.say("")
        self.sources[DRAWER].setEnabled(session_open)
        self._safe.setText(
            _("In the safe, by the Z and movements: {amount}", amount=format_cents(safe_cents))
        )
        self.take_from(DRAWER if session_open else SAFE)
        self.notes.begin()

    def take_from(self, source: str) -> None:
        """The money comes from the drawer or from the safe."""
        self.source = source
        for code, key in self.sources.items():
            key.setChecked(code == source)
        self._safe.setVisible(source == SAFE)
        self._show()

    def say(self, sentence: str, trouble: bool = True) -> None:
        """What was refused."""
        self.side.say(sentence, trouble)

    def press_next(self) -> None:
        """F12: have the deposit written."""
        if self.side.go.isEnabled():
            pieces = {one: n for one, n in self.pieces.items() if n}
            self.asked.emit(pieces, self.side.bag.text(), self.source)

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        for card in (self.notes, self.coins):
            card.set_compact(compact)
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def _put(self, denomination: int, count: int) -> None:
        self.pieces[denomination] = count
        self.side.say("")
        self._show()

    def _show(self) -> None:
        notes = counted_cents({one: self.pieces.get(one, 0) for one in NOTES})
        coins = counted_cents({one: self.pieces.get(one, 0) for one in COINS})
        self.notes.show_sum(notes)
        self.coins.show_sum(coins)
        self.side.many.set_amount(str(sum(self.pieces.values())))
        self.side.total.set_text(format_cents(notes + coins))
        self.side.go.setEnabled(notes + coins > 0)


class ChequeBundle(Panel):
    """``ChequeBundle()``: signals ``asked(object keys, str bag)`` and ``closed()``;
    ``begin(cheques)`` ticks them all."""

    asked = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("cheque_bundle")
        self._keys: list[ChequeKey] = []
        self._cents: list[int] = []
        self.list = RowList(_("No cheque waits to be brought to the bank."))
        self.side = DepositSide(_("Cheques to the bank"))
        self.side.many.set_words(_("Cheques ticked"))
        self.all_key = Key(_("Tick all or none"), "check").sized(56).named("tick_all")
        self.all_key.clicked.connect(self._all)
        self.side.extra.addWidget(
            Text(_("Tick the cheques you hold in your hand."), "body").wrapped()
        )
        self.side.extra.addWidget(self.all_key)
        self.side.done.connect(self.press_next)
        self.side.closed.connect(self.closed)
        card = Card()
        self._head = Text("", "block")
        card.body.addLayout(row(self._head))
        card.body.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        layout.addWidget(card, 1)
        layout.addWidget(self.side)
        self.set_compact(False)

    def begin(self, cheques: Sequence[HeldCheque]) -> None:
        """Show the cheques held, all ticked."""
        self._keys = [one.key for one in cheques]
        self._cents = [one.cents for one in cheques]
        rows = []
        for one in cheques:
            day = "/".join(reversed(one.day.split("-")))
            words = _("Cheque no. {ref}", ref=one.ref) if one.ref else _("Cheque without number")
            sub = _("ticket {ticket} of {day}", ticket=one.doc_no, day=day)
            line = ListRow(words, sub, format_cents(one.cents))
            line.choosable(True).named(f"cheque_{one.till}_{one.seq}_{one.n}")
            line.clicked.connect(self._show)
            rows.append(line)
        self.list.show_rows(rows)
        self.side.bag.clear()
        self.side.say("")
        self._show()

    def say(self, sentence: str, trouble: bool = True) -> None:
        """What was refused."""
        self.side.say(sentence, trouble)

    def press_next(self) -> None:
        """F12: have the deposit written."""
        if self.side.go.isEnabled():
            self.asked.emit(self._ticked(), self.side.bag.text())

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def _ticked(self) -> list[ChequeKey]:
        rows = self.list.rows()
        return [key for key, one in zip(self._keys, rows, strict=True) if one.isChecked()]

    def _all(self) -> None:
        rows = self.list.rows()
        tick = not all(one.isChecked() for one in rows)
        for one in rows:
            one.setChecked(tick)
        self._show()

    def _show(self) -> None:
        rows = self.list.rows()
        ticked = [n for n, one in enumerate(rows) if one.isChecked()]
        self._head.setText(ngettext("{n} cheque held", "{n} cheques held", len(rows)))
        self.side.many.set_amount(str(len(ticked)))
        self.side.total.set_text(format_cents(sum(self._cents[n] for n in ticked)))
        self.side.go.setEnabled(bool(ticked))
        self.all_key.setEnabled(bool(rows))
