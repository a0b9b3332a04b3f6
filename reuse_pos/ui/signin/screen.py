"""The sign-in: touch your picture and type four figures, or scan your badge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import AZERTY_DIGITS, CodeKind, read_scan
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import speech, tasks, theme, tokens
from reuse_pos.ui.hub import hub
from reuse_pos.ui.signin.cards import HelpCard, ModeCard, SideCard, SizeCard
from reuse_pos.ui.signin.header import Header
from reuse_pos.ui.signin.people import PeoplePanel
from reuse_pos.ui.signin.secret import SecretCard
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.card import Panel, row
from reuse_pos.ui.widgets.flow import Flow
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text
from reuse_pos.ui.widgets.topbar import ChipView

ALL_BADGES = "*"


class SignIn(Panel):
    """``SignIn(shop, permissions=(), parent=None)``: who are you?

    Signals: ``opened(object person)``, ``look_asked(str mode, int scale)`` and ``painted()`` once.
    ``come(person=None)`` shows it again, this person first; ``on_scan(raw)`` takes a badge;
    ``set_chips(long, short)``; ``tick()`` moves the clock and the wait (every second by itself).
    """

    opened = Signal(object)
    look_asked = Signal(str, int)
    painted = Signal()

    def __init__(
        self, shop: Shop, permissions: Sequence[Permission] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("signin")
        self._shop, self._permissions = shop, tuple(permissions)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._locked, self._painted, self._checking = False, False, False
        office = shop.office
        self.header = Header(
            office.setting("store.name"), _("Till {number} and reception", number=1)
        )
        self.people = PeoplePanel()
        self.secret = SecretCard()
        self._side = QStackedWidget()
        self._side.addWidget(self.secret)
        self._build()
        self.people.chosen.connect(self.choose)
        self.secret.typed.connect(self._typed)
        self.secret.forgotten.connect(self.show_help)
        hub.theme_changed.connect(self._dress)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.tick)
        self._seconds.start()
        self.come()

    def come(self, person: Person | None = None) -> None:
        """Show the pictures of the people who may work here; this person's first of all."""
        everyone = self._shop.people.tiles(self._permissions)
        self.people.start_again()
        self.people.set_people(everyone)
        self.show_side(None)
        self.choose(person if person is None or person in everyone else None)
        self.tick()

    def choose(self, person: Person | None) -> None:
        """This person says who they are; their secret is asked for."""
        self._locked = False
        self.show_side(None)
        self.secret.ask(person)
        self.people.show_chosen(person.op if person else "")
        if person is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.secret.wait(self._shop.people.seconds_to_wait(person.op))
        self.secret.take_focus()

    def tick(self) -> None:
        """Move the clock on, and the wait after wrong codes."""
        self.header.tick(self._shop.office.clock.now())
        if self.secret.is_waiting():
            op = self.secret.person.op if self.secret.person else ALL_BADGES
            self.secret.wait(self._shop.people.seconds_to_wait(op), self._locked)
            if not self.secret.is_waiting():
                self.secret.take_focus()

    def set_chips(self, long: Sequence[ChipView], short: Sequence[ChipView]) -> None:
        """Show the state of the shop in the blue bar, in short words on a narrow screen."""
        self.header.set_chips(long, short)

    def on_scan(self, raw: str) -> None:
        """A badge opens the screen at once; any other code is refused."""
        if self._checking:
            return
        try:
            badge = read_scan(raw).kind is CodeKind.BADGE
        except Refusal:
            badge = False
        if badge:
            self._check(lambda: self._shop.people.sign_in_badge(raw), self._badge_refused)
        else:
            self.secret.note.say(_("This is not a badge. Scan your badge."), "warn", "barcode")

    def show_side(self, card: SideCard | None) -> None:
        """Put a card in the place of the secret code; None brings the code back."""
        while self._side.count() > 1:
            old = self._side.widget(1)
            if old is not None:
                self._side.removeWidget(old)
                old.deleteLater()
        if card is not None:
            card.closed.connect(lambda: self.show_side(None))
            self._side.addWidget(card)
            self._side.setCurrentWidget(card)
        elif self.secret.person is not None:
            self.secret.take_focus()

    def show_help(self) -> None:
        """How to sign in, and what to do when the code is forgotten."""
        self.show_side(HelpCard())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the secret code wherever the focus is, AZERTY's upper row too."""
        text = AZERTY_DIGITS.get(event.text(), event.text())
        asked = self.secret.person
        if asked is not None and not asked.uses_password and self.secret.pin.isEnabled():
            if text and text in "0123456789":
                self.secret.pin.push(text)
                return
            if event.key() == Qt.Key.Key_Backspace:
                self.secret.pin.pop()
                return
        if event.key() == Qt.Key.Key_Escape:
            self.come()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint tells the app that it may now load the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow screens get narrow tiles."""
        super().resizeEvent(event)
        self._dress()

    def _build(self) -> None:
        self._title = Text(_("Who are you?"), "title").named("screen_title")
        self._how = Amount(_("Touch your picture or scan your badge."), 18, "ink2", "left", 400)
        self._how_below = Amount(self._how.text(), 18, "ink2", "left", 400)
        self.listen = Key(_("Listen"), "speaker-high").typed(16, 24).named("listen")
        self.listen.setVisible(speech.available())
        self.listen.clicked.connect(self._read_aloud)
        self.further = Key(_("I do not see my picture"), "users").typed(16, 22).named("further")
        self.size_key = Key(_("Text size"), "gear").typed(16, 22).named("text_size")
        self.mode_key = Key(_("Contrast"), "sun").typed(16, 22).named("contrast")
        self.help_key = Key(_("Help"), "lifebuoy").typed(16, 22).named("help")
        self.further.clicked.connect(self._look_further)
        self.size_key.clicked.connect(self._ask_size)
        self.mode_key.clicked.connect(self._ask_mode)
        self.help_key.clicked.connect(self.show_help)
        self._help_above = QHBoxLayout()
        head = row(self._title, self._how, None, self.listen, spacing=14)
        # As high as its keys, shown or not.
        head.addStrut(tokens.TARGET)
        head.addLayout(self._help_above)
        below = QWidget()
        keys = Flow(below, 12)
        for key in (self.further, self.size_key, self.mode_key):
            keys.addWidget(key)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(12)
        self._foot.addWidget(below, 1)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addLayout(head)
        left.addWidget(self._how_below)
        left.addWidget(self.people)
        left.addLayout(self._foot)
        left.addStretch(1)
        self._content = QHBoxLayout()
        self._content.setSpacing(24)
        self._content.addLayout(left, 1)
        self._content.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._content, 1)

    def _dress(self) -> None:
        compact = self.width() < tokens.COMPACT_UNDER
        tight = compact or theme.current().scale > 100
        self._content.setContentsMargins(28, 14 if tight else 24, 28, 14 if tight else 22)
        self._how.setVisible(not tight)
        self._how_below.setVisible(tight)
        (self._help_above if compact else self._foot).addWidget(self.help_key)
        self.people.set_compact(tight)
        self.secret.set_compact(compact)
        self._side.setFixedWidth(self.secret.width_now)
        self.header.set_compact(compact)

    def _typed(self, secret: str) -> None:
        person = self.secret.person
        if person is not None and not self._checking:
            self._check(lambda: self._shop.people.sign_in(person.op, secret), self._secret_refused)

    def _check(self, verb: object, refused: object) -> None:
        self._checking = True
        self.secret.checking()
        tasks.run(verb, self._let_in, refused, self._broke, owner=self)  # type: ignore[arg-type]

    def _let_in(self, person: Person) -> None:
        self._checking = False
        speech.stop()
        self.secret.ask(None)
        self.opened.emit(person)

    def _broke(self, error: Exception) -> None:
        self._checking = False
        self.secret.wrong(_("Something unexpected happened. Try again, or call the manager."))
        tasks.shared().failed.emit(error)

    def _secret_refused(self, refusal: Refusal) -> None:
        self._checking = False
        self.secret.wrong(refusal.sentence)
        self._begin_wait(refusal)

    def _badge_refused(self, refusal: Refusal) -> None:
        self._checking = False
        if refusal.code == "password_too":
            op = refusal.facts["op"]
            self.choose(next((one for one in self._everyone() if one.op == op), None))
            return
        self.choose(None)
        self.secret.wrong(refusal.sentence)
        self._begin_wait(refusal)

    def _begin_wait(self, refusal: Refusal) -> None:
        self._locked = refusal.code == "locked"
        self.secret.wait(int(str(refusal.facts.get("seconds", 0))), self._locked)
        if self.secret.person is not None:
            self.secret.take_focus()

    def _everyone(self) -> list[Person]:
        return self._shop.people.tiles(self._permissions)

    def _look_further(self) -> None:
        self.choose(None)
        self.people.look_further()
        self.further.setText(
            _("Back to the pictures") if self.people.searching() else _("I do not see my picture")
        )

    def _ask_size(self) -> None:
        card = SizeCard()
        card.chosen.connect(lambda scale: self.look_asked.emit(theme.current().mode, scale))
        card.chosen.connect(lambda _scale: self._ask_size())
        self.show_side(card)

    def _ask_mode(self) -> None:
        card = ModeCard()
        card.chosen.connect(lambda mode: self.look_asked.emit(mode, theme.current().scale))
        card.chosen.connect(lambda _mode: self._ask_mode())
        self.show_side(card)

    def _read_aloud(self) -> None:
        speech.say(f"{self._title.text()} {self._how.text()} {HelpCard.words()}")
