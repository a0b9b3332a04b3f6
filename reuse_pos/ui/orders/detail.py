"""The right side: one order in full, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.hold import MORE_DAYS
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import Stage, work_words
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.order_views import OrderView
from reuse_pos.ui.fact import Fact
from reuse_pos.ui.orders import words
from reuse_pos.ui.promisewords import deposit_of, short_day
from reuse_pos.ui.thumb import Thumb
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    Chip,
    EmptyState,
    Key,
    Line,
    Text,
    WordAmount,
    column,
    row,
)


@dataclass(frozen=True)
class Rights:
    """What the person before the screen may do besides giving quotes."""

    sell: bool
    work: bool

    @classmethod
    def of(cls, actor: Actor) -> Rights:
        """The rights of a person."""
        return cls(actor.may(Permission.SELL), actor.may(Permission.WORK))


class OrderDetail(Card):
    """``OrderDetail(locate, rights)``: ``show_order(view)``; signals ``went_on()`` (the yellow
    key), ``ended()`` (the red one), ``later(int days)``, ``done()``, ``printed()``, ``saved()``,
    ``changed()`` and ``reveal()`` (the number)."""

    went_on = Signal()
    ended = Signal()
    later = Signal(int)
    done = Signal()
    printed = Signal()
    saved = Signal()
    changed = Signal()
    reveal = Signal()

    def __init__(self, locate: Callable[[str | None], Path | None], rights: Rights) -> None:
        super().__init__()
        self._locate, self._rights = locate, rights
        self.view: OrderView | None = None
        self.setObjectName("order_detail")
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(0)
        self.thumb = Thumb(116, 88)
        self.name = Text("", "h1").named("order_name").eliding()
        self.code = Text("", "code").named("order_code").eliding()
        self.chip = Chip()
        self.call = Key("", "phone", "quiet").sized(48, 52).named("order_call").spoken(_("Call"))
        self.who, self.work, self.time = Fact(self.call), Fact(), Fact()
        self.rest = Amount("", 34)
        self.rest.setObjectName("order_rest")
        self._later_word = Text(_("Promise it for later"), "strong")
        self._small = self._small_keys()
        self.end_key = Key("", "x-circle", "bad", place="above").typed(14, 24)
        self.end_key.named("order_end").sized(76)
        self.next_key = Key("", "", "next", "F12").typed(20, 26).named("order_next").sized(76)
        self._connect()
        self._build()

    def show_order(self, view: OrderView) -> None:
        """Change the order shown."""
        self.view = view
        order = view.order
        self.thumb.show_thing(view.icon, view.family, self._locate(view.item.photo), order.label)
        self.name.setText(order.label)
        self.code.setText(f"{view.item.short} · {order.number}")
        self.chip.show_state(*words.chip(view))
        asked = _("quote of {day}", day=short_day(order.day))
        person = f"{order.initials} · {view.phone}" if view.phone else order.initials
        self.who.say(person, asked)
        self.work.say(work_words(order.steps), order.note or _("nothing more was noted"),
                      "ok" if view.stage is Stage.READY else "wait")  # fmt: skip
        self.time.say(*words.stage(view))
        self.call.setVisible(order.is_open)
        self._say_sums(view)
        self._say_keys(view)

    def set_compact(self, compact: bool) -> None:
        """A narrower key beside the yellow one."""
        self.end_key.setFixedWidth(124 if compact else 146)

    def show_person(self, name: str, phone: str) -> None:
        """Who to call, for a moment."""
        self.who.say(phone or _("No phone number"), name)

    def _say_sums(self, view: OrderView) -> None:
        while self._sum_lines.count():
            item = self._sum_lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        order = view.order
        said = [(words.line(one), one.cents) for one in order.lines]
        if order.deposit_cents:
            day = order.accepted_on or order.day
            said.append((deposit_of(order.kind, day), -order.deposit_cents))
        for word, cents in said:
            self._sum_lines.addWidget(WordAmount(word, format_cents(cents)))
        self.rest.set_text(format_cents(order.rest_cents))

    def _say_keys(self, view: OrderView) -> None:
        stage = view.stage
        for key in self._small[Stage.QUOTED]:
            key.setVisible(stage is Stage.QUOTED)
        for key in self._small[Stage.ACCEPTED]:
            key.setVisible(stage is Stage.ACCEPTED)
        self._later_word.setVisible(stage is Stage.ACCEPTED)
        self.done_key.setVisible(stage is Stage.ACCEPTED and self._rights.work)
        self.end_key.setText(words.cancel(view.order))
        may_end = self._rights.sell or stage is Stage.QUOTED
        self.end_key.setVisible(view.order.is_open and may_end)
        self._say_next(view)

    def _say_next(self, view: OrderView) -> None:
        """The yellow key is the next step of this stage, if this person may take it."""
        key, order = self.next_key, view.order
        title, sub, may = "", "", self._rights.sell
        if view.stage is Stage.READY:
            title, sub = _("Hand over the object"), _("all paid")
            if order.rest_cents:
                sub = _("take {amount}", amount=format_cents(order.rest_cents))
        elif view.stage is Stage.QUOTED and view.expired:
            title, sub, may = _("Renew the quote"), _("at today’s prices"), True
        elif view.stage is Stage.QUOTED:
            title, sub = _("The customer agrees"), _("deposit, then the workshop")
        key.setVisible(bool(title))
        key.setText(title)
        key.setEnabled(may)
        key.set_hint("F12" if may else "").with_sub(sub if may else _("at the till"))

    def _small_keys(self) -> dict[Stage, list[Key]]:
        self.print_key = Key(_("Print"), "printer").named("order_print")
        self.pdf_key = Key(_("PDF file"), "file-pdf").named("order_pdf")
        self.change_key = Key(_("Change (quote)"), "note-pencil").named("order_change")
        self.done_key = Key(_("Work done"), "check").named("order_done")
        self.later_keys: dict[int, Key] = {}
        for days in MORE_DAYS:
            key = Key(_("+ {n} days", n=days)).named(f"order_later_{days}")
            key.clicked.connect(lambda _on=False, days=days: self.later.emit(days))
            self.later_keys[days] = key
        return {
            Stage.QUOTED: [self.print_key, self.pdf_key, self.change_key],
            Stage.ACCEPTED: [*self.later_keys.values(), self.done_key],
        }

    def _connect(self) -> None:
        self.call.clicked.connect(self.reveal)
        self.print_key.clicked.connect(self.printed)
        self.pdf_key.clicked.connect(self.saved)
        self.change_key.clicked.connect(self.changed)
        self.done_key.clicked.connect(self.done)
        self.end_key.clicked.connect(self.ended)
        self.next_key.clicked.connect(self.went_on)

    def _build(self) -> None:
        names = column(self.name, self.code, spacing=4)
        names.addLayout(row(self.chip, None))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self.body.addSpacing(10)
        self.body.addWidget(Line())
        self.body.addSpacing(10)
        for fact in (self.who, self.work, self.time):
            self.body.addWidget(fact)
            self.body.addSpacing(8)
        self.body.addSpacing(2)
        self.body.addWidget(self._sums())
        self.body.addStretch(1)
        self.body.addWidget(self._later_word)
        self.body.addSpacing(6)
        self.body.addLayout(self._row_of_small())
        self.body.addSpacing(10)
        last = QHBoxLayout()
        last.setSpacing(10)
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        last.addWidget(self.end_key)
        last.addWidget(self.next_key, 100)
        last.addStretch(1)
        self.body.addLayout(last)

    def _sums(self) -> QWidget:
        sums = Card(kind="note")
        sums.body.setContentsMargins(16, 12, 16, 8)
        sums.body.setSpacing(8)
        self._sum_lines = QVBoxLayout()
        self._sum_lines.setSpacing(6)
        sums.body.addLayout(self._sum_lines)
        sums.body.addWidget(Line())
        foot = row(Text(_("Left to pay"), "block"))
        foot.addWidget(self.rest, 1)
        sums.body.addLayout(foot)
        return sums

    def _row_of_small(self) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for some in self._small.values():
            for key in some:
                key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                keys.addWidget(key, 1)
        return keys


class NothingChosen(Card):
    """What stands on the right while no order is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addStretch(1)
        self.body.addWidget(
            EmptyState(
                "barcode", _("Touch an order"),
                _("or scan the label or the ticket of a piece bought here: its quote begins"),
            )
        )  # fmt: skip
        self.body.addStretch(1)
