"""The sale days there are: running, to come, suspended, over; and what may be done with each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.sale_days import CLOSED, SUSPENDED, Operation, rule_words, span_words
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Chip, EmptyState, Key, Panel, Text, column, row


def state_words(one: Operation, today: str) -> tuple[str, str, str]:
    """The kind of chip, its pictogram and its word."""
    if one.never_ran:
        return "neutral", "x", _("called off")
    if one.state == CLOSED or one.plan.last_day < today:
        return "neutral", "check", _("over")
    if one.state == SUSPENDED:
        return "warn", "pause", _("suspended")
    if one.plan.first_day <= today:
        return "ok", "check-circle", _("running")
    return "info", "calendar-dots", _("to come")


class OperationsList(Panel):
    """``OperationsList(back)``: ``show_operations(operations, today, to_finish)``.

    Signals ``prepare()``, ``asked(str what, bytes operation)`` with change, suspend, resume, close,
    finish, poster.
    """

    prepare = Signal()
    asked = Signal(str, object)

    def __init__(self, back: Key, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.new_key = Key(_("Prepare sale days"), "plus", "next", "F12").typed(19, 24).sized(64)
        self.new_key.named("sale_new").clicked.connect(self.prepare)
        self.empty = EmptyState(
            "percent", _("No sale days"),
            _("For some days prices go down by themselves: −50 %, 1 € a kilo, 1 € each."),
        )  # fmt: skip
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        inner = Panel("canvas")
        holder = column(self.empty, spacing=0)
        holder.addLayout(self._cards)
        holder.addStretch(1)
        inner.setLayout(holder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = column(spacing=12)
        layout.addLayout(row(back, None, self.new_key))
        layout.addWidget(area, 1)
        self.setLayout(layout)

    def show_operations(
        self, operations: Sequence[Operation], today: str, to_finish: Sequence[bytes]
    ) -> None:
        """Show them, those that ask for something first."""
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.empty.setVisible(not operations)
        for one in sorted(operations, key=lambda op: op.id not in to_finish):
            self._cards.addWidget(self._card(one, today, one.id in to_finish))

    def _card(self, one: Operation, today: str, finish: bool) -> Card:
        card = Card("", "card")
        kind, icon, word = state_words(one, today)
        about = [_(FAMILIES[code]) for code in one.plan.families]
        what = _("The whole shop") if len(about) == len(FAMILIES) else ", ".join(about)
        line = row(spacing=14)
        days = span_words(one.plan) if not one.never_ran else ""
        words = column(
            Text(one.name, "block"), Text(f"{rule_words(one.plan)} · {what}", "body").eliding(),
            Text(days, "sub"), spacing=2,
        )  # fmt: skip
        line.addLayout(words, 1)
        line.addWidget(Chip(word, icon, kind))
        for key in self._keys(one, today, finish):
            line.addWidget(key)
        card.body.addLayout(line)
        return card

    def _keys(self, one: Operation, today: str, finish: bool) -> list[Key]:
        if finish:
            return [self._key("finish", _("Labels not seen"), "tag", one, "pri")]
        if one.state == CLOSED or one.plan.last_day < today:
            return []
        halt = (
            self._key("resume", _("Resume"), "play", one)
            if one.state == SUSPENDED
            else self._key("suspend", _("Suspend"), "pause", one)
        )
        started = one.plan.first_day <= today
        end = _("End today") if started else _("Call off")
        return [
            self._key("change", _("Modify"), "note-pencil", one),
            self._key("poster", _("Poster"), "printer", one),
            halt,
            self._key("close", end, "x", one),
        ]

    def _key(self, what: str, words: str, icon: str, one: Operation, kind: str = "key") -> Key:
        key = Key(words, icon, kind).sized(52).typed(15, 18).named(f"{what}_{one.id.hex()[-6:]}")
        key.clicked.connect(lambda: self.asked.emit(what, one.id))
        return key
