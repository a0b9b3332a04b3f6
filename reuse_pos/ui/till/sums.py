"""The cards at the right of the closing: what should be there, and what the Z will say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QSizePolicy, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.till import DIFFERENCE_REASONS
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.till import SessionFigures
from reuse_pos.ui import theme
from reuse_pos.ui.till.figures import MethodRow, SumLine, Verdict, rule
from reuse_pos.ui.till.model import CARD, Counting, TillView
from reuse_pos.ui.till.others import OtherTotals
from reuse_pos.ui.widgets import Amount, Card, Key, Line, Text, painting, row

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
        self.alarm = Text(_("The manager will have to say yes."), "note", "orange").wrapped()
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


# More ways to pay stand closer together; the list scrolls where there is no room.
FEW_WAYS = 3


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
        self._rows.setProperty("kind", "clear")
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setRowStretch(len(METHODS), 1)
        area = QScrollArea()
        area.setWidget(self._rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(24)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(area, 1)
        self._total = Amount("", 19, "ink", "right", 800)
        self._total.setObjectName("z_total")
        self.body.addLayout(row(Amount(_("Total"), 19, "ink", "left", 800), None, self._total))

    def show_z(self, view: TillView, counting: Counting) -> None:
        """Show every way to pay met in the session and its total."""
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
        met = {*figures.methods, *counting.others, CARD}
        shown = [one for one in METHODS if one.code in met]
        few = len(shown) <= FEW_WAYS
        high = 32 if few else 24
        self._grid.setContentsMargins(0, 0, 0 if few else 6, 0)
        for number, one in enumerate(shown):
            cents = figures.cash_cents if one.code == "CASH" else figures.expected.get(one.code, 0)
            words, tone = _way_words(view, counting, one.code, cents)
            line = MethodRow(one.icon, words, cents, tone, high)
            line.setAccessibleName(f"{view.word(one.code)} {format_cents(cents)}")
            self._grid.addWidget(line, number, 0)
        self._total.set_text(format_cents(figures.total_cents))


def _way_words(view: TillView, counting: Counting, code: str, cents: int) -> tuple[str, str]:
    """A way to pay, how often, and how its count compares: (words, colour)."""
    words, said = view.word(code), counting.others.get(code)
    counts = view.figures.counts if view.figures else {}
    if said is not None and said != cents:
        amount = format_cents(said)
        if code == CARD:
            return _("Terminal: {amount}", amount=amount), "orange"
        return _("Counted: {amount}", amount=amount), "orange"
    if code == CARD and said is not None:
        return _("{method} (= terminal)", method=words), "ink"
    if code in ("CASH", CARD) or not counts.get(code):
        return words, "ink"
    return f"{words} ({counts[code]})", "ink"


class BlindCard(Card):
    """``BlindCard()``: step 1, where nothing is known yet but what is counted besides the drawer.

    Signals ``cents_typed(str code, object cents)`` and ``papers_typed(str code, object n)`` (None
    when emptied). ``show_session(view, counting)``.
    """

    cents_typed = Signal(str, object)
    papers_typed = Signal(str, object)

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
        self.totals = OtherTotals()
        self.totals.cents_typed.connect(self.cents_typed)
        self.totals.papers_typed.connect(self.papers_typed)
        self.totals.wrong.connect(self._say)
        self._wrong = Text("", "note", "plum").wrapped()
        self._wrong.hide()
        self._parked = Text("", "sub").wrapped()
        self._told = Text("", "note", "orange").wrapped()
        self.body.addWidget(self._title)
        self.body.addWidget(self._how)
        self.body.addWidget(self._told)
        self.body.addWidget(Line())
        self.body.addWidget(self.totals, 1)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._parked)

    @property
    def field(self) -> QLineEdit:
        """Where the terminal's total is typed."""
        return self.totals.ways[CARD].field

    def show_session(self, view: TillView, counting: Counting) -> None:
        """Which Z this will be, and the baskets that go over to tomorrow."""
        status = view.status
        self._title.setText(_("Z no. {z}, till {till}", z=status.session, till=status.number))
        self._parked.setText(parked_words(status.parked))
        self._parked.setVisible(bool(status.parked))
        self._told.setText(status.told)
        self._told.setVisible(bool(status.told))
        self.totals.show_ways(view, counting)

    def show_typed(self, counting: Counting) -> None:
        """Write the totals as they were typed before."""
        self.totals.show_typed(counting)

    def valid(self) -> bool:
        """Whether every total is empty or an amount."""
        return self.totals.valid()

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))


def parked_words(count: int) -> str:
    """What becomes of the baskets put aside."""
    return ngettext(
        "{n} basket put aside: it is kept for tomorrow.",
        "{n} baskets put aside: they are kept for tomorrow.",
        count,
    )
