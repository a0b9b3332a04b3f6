"""The counting page: notes, coins and their sum at the left, what to make of it at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.till import COINS, NOTES
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.till.counting import CountCard
from reuse_pos.ui.till.figures import SumLine, rule
from reuse_pos.ui.till.model import Counting, TillView
from reuse_pos.ui.till.sums import BlindCard, ExpectedCard, ZCard
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    HoldKey,
    Key,
    Panel,
    Step,
    StepTrail,
    Text,
    column,
    painting,
    row,
)

SIDE, SIDE_COMPACT = 376, 304
BLIND, UNDERSTAND, OPENING = range(3)
DONE, NOW, AHEAD = "done", "now", "todo"


def trail(counting: Counting, explained: bool, short: bool = False) -> list[Step]:
    """The three steps and where one is; ``short`` names only that one."""
    if not counting.revealed:
        states = (NOW, AHEAD, AHEAD)
    else:
        states = (DONE, DONE, NOW) if explained else (DONE, NOW, AHEAD)
    words = (_("Count without knowing"), _("Understand the difference"), _("Close"))
    return [
        Step("" if short and state != NOW else word, "", state)
        for word, state in zip(words, states, strict=True)
    ]


class CloseKey(HoldKey):
    """The yellow key that closes the till: picture and two lines, and under them how to press."""

    UNDER = 24

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lock", "next", "", "left", parent)
        self._how = ""

    def say_how(self, words: str) -> None:
        """Change the words under the name of the key."""
        self._how = words
        self.setAccessibleDescription(words)
        self.refit()

    def needed(self) -> tuple[float, float]:
        """The two lines and the words under them."""
        wide, high = super().needed()
        return wide, high + self._under()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The key's own words above, how to press it below."""
        under = self._under()
        super().paint_content(painter, box.adjusted(0, 2, 0, -under - 4))
        font = painting.fitted(theme.current().font(15, 600), self._how, box.width() - 16, 0.6)
        foot = QRectF(box.left() + 8, box.bottom() - under - 8, box.width() - 16, under)
        painting.line(painter, foot, self._how, font, self.ink(), painting.CENTRE)

    def _under(self) -> int:
        return theme.current().px(self.UNDER)


class SumWell(Card):
    """The float left for tomorrow, what goes to the safe, and the sum counted, in large.

    Signal ``leave_all(bool)``: all the cash stays in the drawer, or no longer.
    """

    leave_all = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "note", parent)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(6)
        self.stays = SumLine(_("Float left for tomorrow"))
        self.leaves = SumLine(_("To put in the safe"))
        self.all_key = Key(_("Leave it all in the drawer")).typed(15).choosable().sized(48)
        self.all_key.named("leave_all").clicked.connect(self.leave_all)
        self._line = rule()
        self.total = Amount("", 34, "ink", "right", 800)
        self.total.setObjectName("counted")
        foot = QHBoxLayout()
        foot.addWidget(Text(_("Counted"), "block"))
        foot.addWidget(self.total, 1)
        for widget in (self.all_key, self.stays, self.leaves, self._line):
            self.body.addWidget(widget)
        self.body.addLayout(foot)

    def set_compact(self, compact: bool) -> None:
        """Shorter words, for a narrow card."""
        self.stays.set_words(_("For tomorrow") if compact else _("Float left for tomorrow"))
        self.leaves.set_words(_("To the safe") if compact else _("To put in the safe"))
        self.all_key.setText(_("Leave it all") if compact else _("Leave it all in the drawer"))

    def show_sum(self, counting: Counting, usual_float: int, opening: bool = False) -> None:
        """Show what is counted and what becomes of it."""
        counted, stays = counting.cents, counting.stays(usual_float)
        self.stays.set_amount(format_cents(stays))
        self.leaves.set_amount(format_cents(counted - stays))
        self.all_key.setChecked(counting.leave_all)
        for widget in (self.stays, self.leaves, self._line):
            widget.setVisible(not opening)
        self.all_key.setVisible(not opening and counted > usual_float)
        self.total.set_text(format_cents(counted))


class CountPage(Panel):
    """``CountPage()``: signals ``piece_put(int cents, int n)``, ``counted()``, ``move_asked()``,
    ``more_asked()``, ``tills_asked()``, ``x_asked()``, ``session_held()``, ``till_held()``,
    ``float_usual()``, ``open_asked()``, ``day_held()``, ``leave_all(bool)``.
    ``show_count(view, counting)`` draws it all."""

    piece_put = Signal(int, int)
    counted = Signal()
    move_asked = Signal()
    more_asked = Signal()
    tills_asked = Signal()
    leave_all = Signal(bool)
    x_asked = Signal()
    session_held = Signal()
    till_held = Signal()
    hold_longer = Signal()
    float_usual = Signal()
    open_asked = Signal()
    day_held = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.trail = StepTrail()
        self.notes = CountCard(_("Notes"), NOTES)
        self.coins = CountCard(_("Coins"), COINS)
        self.well = SumWell()
        self.move_key = Key(_("Safe, expense, change"), "coins").sized(48).named("moves")
        self.more_key = Key(_("More"), "dots-three").sized(48).named("more")
        self.more_key.clicked.connect(self.more_asked)
        self.notes.body.addWidget(self.well)
        foot = row(self.move_key, self.more_key, spacing=8)
        foot.setStretch(0, 1)
        self.coins.body.addLayout(foot)
        self.well.leave_all.connect(self.leave_all)
        for card in (self.notes, self.coins):
            card.changed.connect(self.piece_put)
        self.notes.left_down.connect(self.coins.begin)
        self.coins.left_up.connect(lambda: self.notes.begin(last=True))
        self.move_key.clicked.connect(self.move_asked)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        cards.addWidget(self.notes, 1)
        cards.addWidget(self.coins, 1)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.trail)
        left.addLayout(cards, 1)
        self.side = QStackedWidget()
        self.side.addWidget(self._blind())
        self.side.addWidget(self._understand())
        self.side.addWidget(self._opening())
        self._layout = QHBoxLayout()
        self._layout.setSpacing(14)
        self._layout.addLayout(left, 1)
        self._layout.addWidget(self.side)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(20, 14, 20, 14)
        self.outer.setSpacing(10)
        self.outer.addLayout(self._layout, 1)
        self.set_compact(False)

    def show_count(self, view: TillView, counting: Counting) -> None:
        """Draw the numbers, the sums and the keys."""
        for card in (self.notes, self.coins):
            card.show_pieces(counting.pieces)
        self.show_sums(view, counting)
        self.blind.show_typed(counting)

    def show_sums(self, view: TillView, counting: Counting) -> None:
        """Draw the sums and the keys; the numbers stay as they are."""
        opening = view.figures is None
        self.notes.show_sum(counting.notes_cents)
        self.coins.show_sum(counting.coins_cents)
        self.well.show_sum(counting, view.usual_float, opening)
        self.move_key.setVisible(not opening)
        self.trail.setVisible(not opening)
        if opening:
            self._show_opening(view, counting)
            return
        expected = view.figures.drawer_cents if view.figures else 0
        explained = counting.cents == expected or counting.reason is not None
        short = self._compact and theme.current().scale > 100
        self.trail.set_steps(trail(counting, counting.cents == expected, short))
        self.blind.show_session(view, counting)
        self.expected.show_sum(view, counting)
        self.z.show_z(view, counting)
        self.close_till.setText(_("Close\ntill {number}", number=view.status.number))
        for key in (self.close_till, self.close_session):
            key.setEnabled(explained)
        self.side.setCurrentIndex(UNDERSTAND if counting.revealed else BLIND)

    def ask_again(self, again: bool) -> None:
        """F12 was pressed once: it must be pressed again."""
        words = _("F12 once more to close") if again else _("end of day · hold 1 s")
        self.close_till.say_how(words)

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        self._compact = compact
        for card in (self.notes, self.coins):
            card.set_compact(compact)
        self.well.set_compact(compact)
        self.expected.fold(SIDE_COMPACT if compact else SIDE)
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        self.close_till.typed(19 if compact else 22, 24 if compact else 26)
        self.left_keys.setFixedWidth(126 if compact else 148)
        self.more_key.setText("" if compact else _("More"))
        self.more_key.spoken(_("More"))
        self.move_key.setText(_("Safe, expense") if compact else _("Safe, expense, change"))

    def _blind(self) -> QWidget:
        self.blind = BlindCard()
        self.done_key = Key(_("I have counted"), "check", "next", "F12").typed(22, 26).sized(120)
        self.done_key.named("counted_key").clicked.connect(self.counted)
        return _stacked(self.blind, self.done_key)

    def _understand(self) -> QWidget:
        self.expected, self.z = ExpectedCard(), ZCard()
        self.x_key = Key(_("See the X"), "eye").typed(15, 20).sized(48).named("see_x")
        self.close_session = HoldKey(_("Close\nmy session"), "user-switch", "key")
        self.close_session.typed(16, 24).sized(64).named("close_session")
        self.close_till = CloseKey()
        self.close_till.typed(22, 26).sized(120).named("close_till")
        self.ask_again(False)
        self.x_key.clicked.connect(self.x_asked)
        self.close_session.held.connect(self.session_held)
        self.close_till.held.connect(self.till_held)
        for key in (self.close_session, self.close_till):
            key.clicked.connect(self.hold_longer)
        self.left_keys = QWidget()
        self.left_keys.setLayout(column(self.x_key, self.close_session, spacing=8))
        keys = QHBoxLayout()
        keys.setSpacing(10)
        keys.addWidget(self.left_keys)
        keys.addWidget(self.close_till, 1)
        page = _stacked(self.expected)
        layout = page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(0, 0)
        layout.addWidget(self.z, 1)
        layout.addLayout(keys)
        return page

    def _opening(self) -> QWidget:
        card = Card(_("The till is closed"))
        self.told = Text("", "note", "orange").wrapped()
        self.left_by = Text("", "body").wrapped()
        self.gap = Text("", "strong", "orange").wrapped().named("float_gap")
        self.usual = Key("").typed(18, 26).with_icon("check").sized(76).named("float_usual")
        self.usual.clicked.connect(self.float_usual)
        for widget in (self.told, self.left_by, self.usual, self.gap):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        self.till_key = Key(_("Another till"), "swap").sized(56).named("another_till")
        self.till_key.clicked.connect(self.tills_asked)
        self.to_accept = Text("", "note", "orange").wrapped().named("to_accept")
        card.body.addWidget(self.to_accept)
        card.body.addWidget(self.till_key)
        self.day_key = HoldKey(_("Close the day"), "lock", "key").sized(64).named("close_day")
        self.day_key.with_sub(_("hold 1 s"))
        self.day_key.held.connect(self.day_held)
        self.day_key.clicked.connect(self.hold_longer)
        card.body.addWidget(self.day_key)
        self.open_key = Key("", "cash-register", "next", "F12").typed(22, 26).sized(120)
        self.open_key.named("open_till").clicked.connect(self.open_asked)
        return _stacked(card, self.open_key)

    def _show_opening(self, view: TillView, counting: Counting) -> None:
        number = view.status.number
        status = view.status
        carried = format_cents(status.carried_cents)
        self.told.setText(status.told)
        self.told.setVisible(bool(status.told))
        self.left_by.setText(
            _("The drawer should hold {amount}. Count it, or say that it is right.", amount=carried)
        )
        self.usual.setText(_("Exact: {amount}", amount=carried))
        gap = counting.cents - status.carried_cents
        self.gap.setText(
            _("{amount} from what the last Z left", amount=format_cents(gap))
            if gap < 0
            else _("{amount} more than the last Z left", amount=format_cents(gap))
        )
        self.gap.setVisible(bool(counting.cents and gap))
        self.to_accept.setText(
            ngettext(
                "{n} gap waits for the manager’s yes: More, Z and closings.",
                "{n} gaps wait for the manager’s yes: More, Z and closings.",
                view.gaps,
            )
        )
        self.to_accept.setVisible(bool(view.gaps))
        self.till_key.setVisible(view.tills > 1)
        self.open_key.setText(_("Open till {number}", number=number))
        self.open_key.setEnabled(counting.cents > 0)
        self.day_key.setVisible(view.day_open)
        self.side.setCurrentIndex(OPENING)


def _stacked(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    if widgets:
        layout.setStretch(0, 1)
    return page
