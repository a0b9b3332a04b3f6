"""The cards at the right of the closing: what should be there, and what the Z will say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.till import DIFFERENCE_REASONS
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.till import SessionFigures
from reuse_pos.ui import theme
from reuse_pos.ui.till.figures import MethodRow, SumLine, Verdict, rule
from reuse_pos.ui.till.model import CARD, Counting, TillView
from reuse_pos.ui.widgets import Amount, Card, Key, Line, Pictogram, Text, painting, row

MOVE_WORDS = {
    "DEPOSIT": N_("Put in the safe at {hour}"),
    "FLOAT_IN": N_("Change brought at {hour}"),
    "EXPENSE": N_("Expense at {hour}"),
    "CORRECTION": N_("Correction at {hour}"),
}


def signed(cents: int) -> str:
    """The sign that stands before the words of a line of the sum."""
    return "+" if cents >= 0 else "−"


class ExpectedCard(Card):
    """``ExpectedCard()``: the sum in full, the difference, and what may explain it.

    Signal ``reason_given(str code)``. ``show_sum(view, counting)``.
    """

    reason_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("expected_card")
        self.body.setContentsMargins(18, 12, 18, 14)
        self.body.setSpacing(4)
        self.body.addWidget(Text(_("Expected in the drawer"), "block"))
        self._lines = QWidget()
        self._sum = QGridLayout(self._lines)
        self._sum.setContentsMargins(0, 0, 0, 0)
        self._sum.setVerticalSpacing(8)
        self.body.addWidget(self._lines)
        self.verdict = Verdict()
        self.body.addWidget(self.verdict)
        self.alarm = Text(_("That is a lot: tell the manager."), "note", "orange").wrapped()
        self.body.addWidget(self.alarm)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setContentsMargins(0, 6, 0, 0)
        for column in range(2):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        self.reasons: dict[str, Key] = {}
        for number, (code, words) in enumerate(DIFFERENCE_REASONS.items()):
            key = Key(_(words)).choosable().sized(48).named(f"reason_{code}")
            key.clicked.connect(lambda _on=False, one=code: self.reason_given.emit(one))
            self.reasons[code] = key
            grid.addWidget(key, number // 2, number % 2)
        self._tiles = QWidget()
        self._tiles.setLayout(grid)
        self.body.addWidget(self._tiles)

    def fold(self, width: int) -> None:
        """Put long reasons on two lines, for a card so many pixels wide; closer lines for large
        letters."""
        large = theme.current().scale > 100
        self._sum.setVerticalSpacing(2 if large else 8)
        self.body.setContentsMargins(18, 8 if large else 12, 18, 8 if large else 14)
        room = (width - 36 - 8) / 2 - 20
        for code, key in self.reasons.items():
            words = _(DIFFERENCE_REASONS[code])
            key.setText(painting.wrap(words, theme.current().font(16, 600), room))

    def show_sum(self, view: TillView, counting: Counting) -> None:
        """Show how the expected sum comes about, and how the count differs."""
        figures = view.figures
        if figures is None:
            return
        while self._sum.count():
            item = self._sum.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, widget in enumerate(self._widgets(figures, counting)):
            self._sum.addWidget(widget, number, 0)
        difference = counting.cents - figures.drawer_cents
        self.verdict.show_difference(difference)
        self.alarm.setVisible(abs(difference) > view.alarm_cents)
        self._tiles.setVisible(bool(difference))
        for code, key in self.reasons.items():
            key.setChecked(counting.reason == code)

    def _widgets(self, figures: SessionFigures, counting: Counting) -> list[QWidget]:
        lines: list[QWidget] = [
            SumLine(_("Float of the morning"), format_cents(figures.float_cents)),
            SumLine(_("+ Cash taken"), format_cents(figures.cash_cents)),
        ]
        shown = figures.moves if len(figures.moves) <= 3 else figures.moves[:2]
        for kind, cents, _reason, when in shown:
            words = _(MOVE_WORDS.get(kind, "{hour}"), hour=when[11:16])
            lines.append(SumLine(f"{signed(cents)} {words}", format_cents(abs(cents))))
        rest = figures.moves[len(shown) :]
        if rest:
            cents = sum(move[1] for move in rest)
            words = ngettext("{n} other movement", "{n} other movements", len(rest))
            lines.append(SumLine(f"{signed(cents)} {words}", format_cents(abs(cents))))
        total = SumLine(_("= Expected"), format_cents(figures.drawer_cents), bold=True)
        total.setObjectName("expected")
        return [
            *lines, rule(), total,
            SumLine(_("Counted"), format_cents(counting.cents)),
        ]  # fmt: skip


class ZCard(Card):
    """``ZCard()``: the Z as it will be; ``show_z(view, counting)``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("z_card")
        self.body.setContentsMargins(18, 10, 18, 10)
        self.body.setSpacing(3)
        self._title = Text("", "block")
        self._tickets = Text("", "muted")
        head = row(self._title, None, self._tickets)
        self.body.addLayout(head)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        self._total = Amount("", 19, "ink", "right", 800)
        self._total.setObjectName("z_total")
        self.body.addLayout(row(Amount(_("Total"), 19, "ink", "left", 800), None, self._total))

    def show_z(self, view: TillView, counting: Counting) -> None:
        """Show the methods and their totals."""
        figures = view.figures
        if figures is None:
            return
        self._title.setText(
            _("Z no. {z}, till {till}", z=view.status.session, till=view.status.number)
        )
        self._tickets.setText(ngettext("{n} ticket", "{n} tickets", figures.n_tickets))
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, one in enumerate(METHODS):
            cents = figures.cash_cents if one.code == "CASH" else figures.expected.get(one.code, 0)
            words, tone = _(one.receipt_word), "ink"
            if one.code == CARD and counting.card_cents is not None:
                words, tone = _card_words(words, cents, counting.card_cents)
            self._grid.addWidget(MethodRow(one.icon, words, cents, tone), number, 0)
        self._total.set_text(format_cents(figures.total_cents))


def _card_words(words: str, cents: int, terminal: int) -> tuple[str, str]:
    if terminal == cents:
        return _("{method} (= terminal)", method=words), "ink"
    return _("Terminal: {amount}", amount=format_cents(terminal)), "orange"


class BlindCard(Card):
    """``BlindCard()``: step 1, where nothing is known yet but what the card terminal printed.

    Signal ``card_typed(object cents)`` (None when emptied). ``show_session(view)``.
    """

    card_typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("blind_card")
        self.body.setContentsMargins(18, 12, 18, 16)
        self.body.setSpacing(12)
        self._title = Text("", "block")
        self._how = Text(
            _(
                "Count the notes and coins without looking at a sum. "
                "What the till expects shows afterwards."
            ),
            "body",
        ).wrapped()
        self.field = QLineEdit()
        self.field.setObjectName("card_total")
        self.field.setPlaceholderText(_("for example 688,40"))
        self.field.setAccessibleName(_("Card: total of the terminal’s slip"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field.setMinimumHeight(52)
        self.field.textChanged.connect(self._typed)
        self._wrong = Text("", "note", "plum").wrapped()
        self._wrong.hide()
        self._parked = Text("", "sub").wrapped()
        self.body.addWidget(self._title)
        self.body.addWidget(self._how)
        self.body.addWidget(Line())
        label = row(Pictogram("credit-card", "blue", 28, "duotone"), spacing=10)
        label.addWidget(Text(_("Card: total of the terminal’s slip"), "strong").wrapped(), 1)
        self.body.addLayout(label)
        self.body.addWidget(self.field)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._parked)
        self.body.addStretch(1)

    def show_session(self, view: TillView) -> None:
        """Which Z this will be, and the baskets that go over to tomorrow."""
        status = view.status
        self._title.setText(_("Z no. {z}, till {till}", z=status.session, till=status.number))
        self._parked.setText(parked_words(status.parked))
        self._parked.setVisible(bool(status.parked))

    def show_card(self, cents: int | None) -> None:
        """Write the terminal's total as it was typed before."""
        self.field.setText("" if cents is None else plain_cents(cents))

    def valid(self) -> bool:
        """Whether the field is empty or holds an amount."""
        return self._wrong.isHidden()

    def _typed(self, text: str) -> None:
        self._wrong.hide()
        if not text.strip():
            self.card_typed.emit(None)
            return
        try:
            self.card_typed.emit(parse_cents(text, 10_000_000))
        except Refusal as refusal:
            self._wrong.setText(refusal.sentence)
            self._wrong.show()


def parked_words(count: int) -> str:
    """What becomes of the baskets put aside."""
    return ngettext(
        "{n} basket put aside: it is kept for tomorrow.",
        "{n} baskets put aside: they are kept for tomorrow.",
        count,
    )
