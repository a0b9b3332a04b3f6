"""One stop of the round: whom it is for, and what one does with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Badge, Card, Key, Text, column, row


class StopCard(Card):
    """``StopCard()``; ``show_stop(stop, town, lines, may_sell)``.

    Signal ``asked(str what)``: done | no_show | move | cancel | cash | quote | closed.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.stop: Stop | None = None
        self._badge = Badge("truck", "neutral", 48)
        self._title, self._where = Text("", "h1").wrapped(), Text("", "muted").wrapped()
        self._who = Text("", "block").wrapped().named("stop_who")
        self._goods, self._fee = Text("", "body").wrapped(), Text("", "strong")
        head = row(self._badge, spacing=14)
        head.addLayout(column(self._title, self._where, spacing=2), 1)
        self.body.addLayout(head)
        for words in (self._who, self._goods, self._fee):
            self.body.addWidget(words)
        self.body.addStretch(1)
        self.keys = QGridLayout()
        self.keys.setSpacing(10)
        self.done = self._key("done", "", "check").set_kind("next").set_hint("F12").sized(76)
        self.quote = self._key("quote", _("Quote"), "file-pdf")
        self.cash = self._key("cash", _("Cash the fee"), "coins")
        self._others = (
            self._key("no_show", _("Nobody was there"), "prohibit"),
            self._key("move", _("Another day"), "calendar-dots"),
            self._key("cancel", _("Cancel the stop"), "trash"),
            self._key("closed", _("Back to the round"), "arrow-left"),
        )
        for line, key in enumerate((self.done, self.quote, self.cash)):
            self.keys.addWidget(key, line, 0, 1, 2)
        self.body.addLayout(self.keys)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """One under the other where there is little room, so that every word can be read."""
        for number, key in enumerate(self._others):
            self.keys.removeWidget(key)
            if compact:
                self.keys.addWidget(key.sized(52), 3 + number, 0, 1, 2)
            else:
                self.keys.addWidget(key.sized(60), 3 + number // 2, number % 2)

    def _key(self, what: str, words: str, icon: str) -> Key:
        key = Key(words, icon).sized(60).named(f"stop_{what}")
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self.asked.emit(what))
        return key

    def show_stop(self, stop: Stop, town: str, lines: list[str], may_sell: bool) -> None:
        """Show a stop; `lines` are name, phone and address while they are kept."""
        self.stop = stop
        words, icon, family = rules.KINDS[stop.kind]
        self._badge.show_badge(icon, family)
        self._title.setText(f"{_(words)} · {town}")
        self._where.setText(
            f"{rules.hour_words(stop.slot)} · {rules.floor_words(stop.floor, lift=stop.lift)} · "
            f"{stop.number}"
        )
        self._who.setText("\n".join(lines))
        self._who.setVisible(bool(lines))
        kilos = _("{n} kg", n=stop.kg) if stop.kg else ""
        self._goods.setText(" · ".join(part for part in (stop.goods, kilos, stop.note) if part))
        fee = format_cents(stop.fee_cents) if stop.fee_cents else _("free of charge")
        self._fee.setText(f"{fee}, {_('already paid')}" if stop.fee_doc else fee)
        planned = stop.state == rules.PLANNED
        self.done.setText(
            _("Delivered") if stop.kind == rules.DELIVERY else _("Arrived: weigh the goods")
        )
        self.quote.setVisible(stop.kind == rules.CLEARANCE and planned)
        self.cash.setVisible(may_sell and bool(stop.fee_cents) and stop.fee_doc is None)
        for name in ("stop_done", "stop_no_show", "stop_move", "stop_cancel"):
            key = self.findChild(QWidget, name)
            if key is not None:
                key.setEnabled(planned)
