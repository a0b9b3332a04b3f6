"""Small questions of the counter: why the drawer opens, why a basket is emptied, which basket is
taken up again, and the last ticket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.counter import ParkedView
from reuse_pos.ui.counter.payfields import PickList
from reuse_pos.ui.counter.payoffers import Pick
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Chip, EmptyState, Key, Panel, Tile, row

LONG_MINUTES = 120


class _Numbered(SidePanel):
    """A panel of tiles: the figures 1 to 9 of the keyboard touch them, in order."""

    def __init__(self, title: str, sub: str, icon: str, family: str = "a_trier") -> None:
        super().__init__(title, sub, icon, family)
        self.in_order: list[QAbstractButton] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure touches a tile."""
        figure = event.text()
        if figure and figure in "123456789" and int(figure) <= len(self.in_order):
            self.in_order[int(figure) - 1].click()
        else:
            super().keyPressEvent(event)


class ReasonPanel(_Numbered):
    """``ReasonPanel(title, sub, icon, reasons)``: signal ``chosen(str code)``, one touch."""

    chosen = Signal(str)

    def __init__(self, title: str, sub: str, icon: str, reasons: Mapping[str, str]) -> None:
        super().__init__(title, sub, icon)
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, (code, words) in enumerate(reasons.items()):
            key = Key(_(words), hint=str(number + 1)).typed(20).sized(96).named(f"reason_{code}")
            self.in_order.append(key)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            grid.addWidget(key, number // 2, number % 2)
        for x in range(2):
            grid.setColumnStretch(x, 1)
        self.body.addSpacing(24)
        self.body.addLayout(grid)
        self.body.addStretch(1)


class ParkedPanel(_Numbered):
    """``ParkedPanel(baskets)``: signal ``chosen(bytes id)``: one touch takes a basket up again."""

    chosen = Signal(object)

    def __init__(self, baskets: Sequence[ParkedView]) -> None:
        super().__init__(
            _("Baskets waiting"), _("Touch a basket to go on with it"), "pause-circle", "neutral"
        )
        room = QWidget()
        room.setProperty("kind", "clear")
        grid = QGridLayout(room)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for number, one in enumerate(baskets):
            tile = Tile(one.label, self._note(one), one.icon, one.family).named(f"parked_{number}")
            self.in_order.append(tile)
            tile.set_corner(_since(one.minutes) if one.minutes < LONG_MINUTES else "")
            tile.clicked.connect(lambda _on=False, i=one.id: self.chosen.emit(i))
            grid.addWidget(tile, number // 2, number % 2)
            if one.minutes >= LONG_MINUTES:
                late = Chip(_since(one.minutes), "clock", "warn")
                grid.addWidget(late, number // 2, number % 2, Qt.AlignmentFlag.AlignTop
                               | Qt.AlignmentFlag.AlignRight)  # fmt: skip
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(baskets) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(room)
        self.body.addSpacing(24)
        self.body.addWidget(scroll, 1)

    def _note(self, one: ParkedView) -> str:
        count = ngettext("{n} object", "{n} objects", one.pieces)
        return f"{format_cents(one.total_cents)} · {count}"


class PickPanel(_Numbered):
    """``PickPanel(title, sub, icon, picks, none)``: signal ``chosen(str link)``, one touch."""

    chosen = Signal(str)

    def __init__(self, title: str, sub: str, icon: str, picks: Sequence[Pick], none: str) -> None:
        super().__init__(title, sub, icon, "neutral")
        self.body.addSpacing(24)
        if not picks:
            self.body.addWidget(EmptyState(icon, none), 1)
            return
        self.picks = PickList()
        self.picks.offer(picks)
        self.picks.chosen.connect(self.chosen)
        self.in_order.extend(self.picks.tiles)
        self.body.addWidget(self.picks, 1)


class TicketPanel(_Numbered):
    """``TicketPanel(number, note, lines, actions, beside)``: a ticket as printed (number 0: none
    yet); ``beside`` tells whether there is one before it and one after.

    Signals ``reprint()``, ``asked(str code)`` of ``actions`` (code, words, icon) and
    ``turned(bool later)``: the arrows go from ticket to ticket.
    """

    reprint = Signal()
    asked = Signal(str)
    turned = Signal(bool)

    def __init__(
        self, number: int, note: str, lines: Sequence[str],
        actions: Sequence[tuple[str, str, str]], beside: tuple[bool, bool] = (False, False),
    ) -> None:  # fmt: skip
        title = _("Ticket {n}", n=number) if number else _("No ticket yet")
        super().__init__(title, note, "receipt", "neutral")
        self.before, self.after = (
            Key(icon=icon).sized(48, 52).spoken(said).named(name)
            for icon, said, name in (
                ("arrow-left", _("The ticket before"), "ticket_before"),
                ("arrow-right", _("The ticket after"), "ticket_after"),
            )
        )
        for key, there in zip((self.before, self.after), beside, strict=True):
            key.setEnabled(there)
            key.setVisible(any(beside))
            key.clicked.connect(lambda _on=False, later=key is self.after: self.turned.emit(later))
            self.head.insertWidget(self.head.count() - 1, key)
        keys = row(spacing=8)
        for code, text, icon in actions:
            key = Key(text, icon, place="above").typed(14, 24).sized(64).named(f"ticket_{code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.asked.emit(code))
            self.in_order.append(key)
            key.set_hint(str(len(self.in_order)))
            keys.addWidget(key, 1)
        self.body.addSpacing(12)
        self.body.addWidget(
            _sheet(lines) if number else EmptyState("receipt", _("No ticket was made yet")), 1
        )
        self.body.addSpacing(10)
        self.body.addLayout(keys)
        if number:
            self.next_key = Key(_("Print a DUPLICATA"), "printer", "next", hint="F12")
            self.next_key.typed(22, 28).sized(72).named("ticket_reprint")
            self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.next_key.clicked.connect(self.reprint)
            self.body.addSpacing(10)
            self.body.addWidget(self.next_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from ticket to ticket."""
        arrows = {Qt.Key.Key_Left: self.before, Qt.Key.Key_Right: self.after}
        if event.key() in arrows:
            arrows[Qt.Key(event.key())].click()
        else:
            super().keyPressEvent(event)


def _sheet(lines: Sequence[str]) -> QScrollArea:
    """A ticket's text on its paper."""
    paper = QLabel("\n".join(lines))
    paper.setObjectName("ticket_text")
    paper.setTextFormat(Qt.TextFormat.PlainText)
    font = QFont("monospace")
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(15)
    paper.setFont(font)
    paper.setStyleSheet('font-family:"DejaVu Sans Mono",monospace;font-size:15px')
    paper.setAlignment(Qt.AlignmentFlag.AlignTop)
    sheet = Panel("page")
    sheet.setLayout(row(None, paper, None))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(sheet)
    return scroll


def _since(minutes: int) -> str:
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{n} min", n=minutes)
    return _("{hours} h {minutes}", hours=minutes // 60, minutes=f"{minutes % 60:02d}")
