"""The Zs and the closings of days, months and years: looked at, printed, kept; what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.till_closings import ClosingView, Waiting
from reuse_pos.ui.till.rows import ListRow, RowList
from reuse_pos.ui.widgets import Card, HoldKey, Key, Panel, Text, row

KINDS = {
    "SESSION": N_("Z of sessions"),
    "DAY": N_("Days"),
    "MONTH": N_("Months"),
    "YEAR": N_("Years"),
}
SIDE, SIDE_COMPACT = 376, 304


@dataclass(frozen=True)
class History:
    """What the page shows: closings of one kind, what waits, whether the person may close months
    and years, and whether there may be older ones."""

    kind: str
    found: tuple[ClosingView, ...]
    waiting: tuple[Waiting, ...]
    manager: bool
    older: bool = False


class ClosingsPanel(Panel):
    """``ClosingsPanel()``: signals ``kind_asked(str)``, ``paper_asked(object view)``,
    ``older_asked()``, ``close_asked(str till, str kind)`` (DAY | MONTH | YEAR), ``hold_longer()``,
    ``closed()``.

    ``show_history(history)``; ``kind`` is the list shown; ``say(sentence)`` a refusal.
    """

    kind_asked = Signal(str)
    older_asked = Signal()
    paper_asked = Signal(object)
    close_asked = Signal(str, str)
    hold_longer = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("closings_panel")
        self.kind = "SESSION"
        self.kinds: dict[str, Key] = {}
        keys = row(spacing=8)
        for code, words in KINDS.items():
            key = Key(_(words)).choosable(code == self.kind).sized(52).named(f"kind_{code}")
            key.clicked.connect(lambda _on=False, one=code: self.kind_asked.emit(one))
            self.kinds[code] = key
            keys.addWidget(key, 1)
        self.list = RowList(_("Nothing was closed yet."))
        card = Card()
        card.body.addLayout(keys)
        card.body.addWidget(self.list, 1)
        self.older_key = Key(_("Older ones"), "clock").sized(52).named("older")
        self.older_key.clicked.connect(self.older_asked)
        card.body.addWidget(self.older_key)
        self.side = Card(_("Still to close"))
        self._waiting = QWidget()
        self._waiting_list = QVBoxLayout(self._waiting)
        self._waiting_list.setContentsMargins(0, 0, 0, 0)
        self._waiting_list.setSpacing(8)
        self.said = Text("", "strong", "plum").wrapped().named("closings_said")
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64)
        self.close_key.named("closings_close").clicked.connect(self.closed)
        self.side.body.addWidget(self._waiting)
        self.side.body.addWidget(self.said)
        self.side.body.addStretch(1)
        self.side.body.addWidget(self.close_key)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        layout.addWidget(card, 1)
        layout.addWidget(self.side)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def show_history(self, history: History) -> None:
        """Draw the list and what waits."""
        self.kind = history.kind
        for code, key in self.kinds.items():
            key.setChecked(code == history.kind)
        rows = []
        for view in history.found:
            mark = view.unapproved or view.forgotten
            line = ListRow(
                title_of(view), sub_of(view), format_cents(view.turnover_cents),
                "warning" if mark else "receipt", "orange" if mark else "",
            )  # fmt: skip
            line.named(f"closing_{view.till}_{view.seq}")
            line.clicked.connect(lambda _on=False, one=view: self.paper_asked.emit(one))
            rows.append(line)
        self.list.show_rows(rows)
        self.older_key.setVisible(history.older)
        self._show_waiting(history.waiting, history.manager)
        self.said.clear()

    def say(self, sentence: str) -> None:
        """Why it was not closed."""
        self.said.setText(sentence)

    def _show_waiting(self, waiting: Sequence[Waiting], manager: bool) -> None:
        while self._waiting_list.count():
            item = self._waiting_list.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in waiting:
            self._waiting_list.addWidget(Text(_("Till {number}", number=one.number), "strong"))
            self._waiting_list.addWidget(Text(waiting_words(one), "body").wrapped())
            step = next_step(one)
            if step and not one.from_day and (manager or step[0] == "DAY"):
                key = HoldKey(step[1], "lock", "key").sized(60)
                key.with_sub(_("hold 1 s")).named(f"close_{step[0]}_{one.till}")
                key.held.connect(
                    lambda till=one.till, kind=step[0]: self.close_asked.emit(till, kind)
                )
                key.clicked.connect(self.hold_longer)
                self._waiting_list.addWidget(key)


def title_of(view: ClosingView) -> str:
    """ "Z n° 214, caisse 1", "Octobre 2026, caisse 1"."""
    if view.kind == "SESSION":
        return _("Z no. {z}, till {till}", z=view.number or 0, till=view.till_number)
    period = period_words(view.kind, view.period)
    return _("{period}, till {till}", period=period, till=view.till_number)


def period_words(kind: str, period: str) -> str:
    """A day as 01/10/2026, a month as 10/2026, a year as 2026 (or "2026, from 07/2026")."""
    if kind == "YEAR" and len(period) > 4:
        return _("year from {month}", month=f"{period[5:]}/{period[:4]}")
    return "/".join(reversed(period.split("-")))


def sub_of(view: ClosingView) -> str:
    """When and by whom, and what is to be known of it."""
    at = f"{'/'.join(reversed(view.at[:10].split('-')))} {view.at[11:16]}"
    if view.forgotten:
        return _("{at} · forgotten, not counted", at=at)
    if view.difference_cents:
        gap = format_cents(view.difference_cents)
        if view.unapproved:
            return _("{at} · gap {amount} to accept", at=at, amount=gap)
        return _("{at} · op. {op} · gap {amount}", at=at, op=view.op, amount=gap)
    return _("{at} · op. {op}", at=at, op=view.op)


def waiting_words(one: Waiting) -> str:
    """What a till has still to close, in a line."""
    if one.session:
        return _("Session {n} is open.", n=one.session)
    step = next_step(one)
    if step is None:
        return _("Everything is closed.")
    period = {"DAY": one.day, "MONTH": one.month, "YEAR": one.year}[step[0]]
    words = period_words(step[0], period)
    if one.from_day:
        day = "/".join(reversed(one.from_day.split("-")))
        return _("Nothing to close. {period} can be closed from {day}.", period=words, day=day)
    return _("To close: {period}", period=words)


def next_step(one: Waiting) -> tuple[str, str] | None:
    """The closing that comes next for a till: (DAY | MONTH | YEAR, words of its key)."""
    if one.session:
        return None
    if one.day:
        return "DAY", _("Close the day")
    if one.month:
        return "MONTH", _("Close the month")
    return ("YEAR", _("Close the year")) if one.year else None
