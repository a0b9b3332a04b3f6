"""The one window: the sign-in, then the rail, the top bar and the screen where one works."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.people import LOCK_AFTER_S, Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import chips, tasks, tokens
from reuse_pos.ui import workplaces as places
from reuse_pos.ui.frame import RAIL_MOST, Frame
from reuse_pos.ui.hub import hub
from reuse_pos.ui.idle import IdleWatch
from reuse_pos.ui.overlay import Overlay, cancel_all, front_of
from reuse_pos.ui.screen import Screen, Workplace
from reuse_pos.ui.shellkeys import ShellKeys
from reuse_pos.ui.signin.screen import SignIn
from reuse_pos.ui.widgets import ChipView, EmptyState, Panel, SearchField, SnackbarHost

if TYPE_CHECKING:
    from reuse_pos.ui.practice import Practice

SLOW_TO_LOCK = frozenset({"workshop", "sorting", "intake"})
HOME, HELP, SWITCH, LEARN = "home", "help", "switch", "learn"
BOOKLET, EASY = "booklet", "easy"
PATIENCE_MS = 2_000


@dataclass
class _Visit:
    """A person at work: their places, the screens made for them, and where they are."""

    person: Person
    mine: tuple[Workplace, ...]
    screens: dict[str, Screen] = field(default_factory=dict)
    here: str = ""

    def place(self, code: str) -> Workplace | None:
        return next((one for one in self.mine if one.code == code), None)


class Shell(Panel):
    """``Shell(shop, load=workplaces.load, now=time.monotonic, parent=None)``: the app's window.

    ``load()`` gives the workplaces, called at the first sign-in (or earlier, by ``use``).
    Signals: ``painted()`` once the sign-in is on screen; ``opened(object person)``;
    ``closed(object person, str why)`` ("switch", "lock"); ``look_asked(str mode, int scale)``.
    ``learn()`` goes to the shop where one learns, ``stop_learning()`` comes back.
    ``go(code)``, ``switch_person()``, ``lock()``,
    ``on_scan(raw)``, ``open_for(person)``, ``set_journal(state)``, ``set_waiting(waiting)``.
    """

    painted = Signal()
    opened = Signal(object)
    closed = Signal(object, str)
    look_asked = Signal(str, int)

    def __init__(
        self, shop: Shop, load: Callable[[], tuple[Workplace, ...]] = places.load,
        now: Callable[[], float] = time.monotonic, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("canvas", parent)
        self.setWindowTitle("Reuse POS")
        self._shop, self._load = shop, load
        self.helping, self._painted = False, False
        self._all: tuple[Workplace, ...] | None = None
        self._visit: _Visit | None = None
        self._journal, self._waiting = chips.UNKNOWN, chips.Waiting()
        self.sign_in = SignIn(shop)
        self.frame = Frame()
        self.small = EmptyState(
            "monitor",
            _("This screen is too small"),
            _("Reuse POS needs 1024 pixels across. Choose a finer resolution, or another screen."),
        )
        self.pages = QStackedWidget()
        for page in (self.sign_in, self.frame, self.small):
            page.setMinimumSize(1, 1)
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pages)
        self.snackbar = SnackbarHost(self.frame.stage)
        self.sign_in.opened.connect(self.open_for)
        self.sign_in.look_asked.connect(self.look_asked)
        self.sign_in.painted.connect(self._tell_painted)
        self.frame.rail.chosen.connect(self.go)
        self.frame.top.user_pressed.connect(self.switch_person)
        self.frame.top.chip_pressed.connect(self._chip_pressed)
        hub.changed.connect(self._changed)
        hub.till_chosen.connect(self._till_chosen)
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("the window needs its application")
        self.idle = IdleWatch(app, now, self)
        self.idle.left_alone.connect(self.lock)
        self._keys = ShellKeys(app, self)
        self.show_chips()

    @cached_property
    def _practice(self) -> Practice:
        # Nobody learns before the sign-in is painted.
        from reuse_pos.ui.practice import Practice

        return Practice(self, self._shop)

    @property
    def shop(self) -> Shop:
        """The shop one works in: the real one, or the one where one learns."""
        known = self.__dict__.get("_practice")
        return self._shop if known is None or known.shop is None else known.shop

    @property
    def learning(self) -> bool:
        """Whether this post shows the shop where one learns."""
        return self.shop is not self._shop

    @property
    def person(self) -> Person | None:
        """Who is signed in; None while the sign-in is shown."""
        signed = self._visit is not None and self.pages.currentWidget() is not self.sign_in
        return self._visit.person if self._visit and signed else None

    @property
    def screen_now(self) -> Screen | None:
        """The screen on which one works."""
        return self._visit.screens.get(self._visit.here) if self._visit else None

    @property
    def here(self) -> str:
        """The code of the workplace shown; "" on the sign-in."""
        return self._visit.here if self._visit and self.person else ""

    @property
    def front(self) -> Overlay | None:
        """The dialog over the screen, while there is one."""
        return front_of(self.window())

    @property
    def journal(self) -> str:
        """What the last check of the till journal said."""
        return self._journal

    def use(self, workplaces: tuple[Workplace, ...]) -> None:
        """Take the workplaces imported beside the sign-in."""
        self._all = workplaces

    def open_for(self, person: Person) -> None:
        """Let this person in: to the screen they left if it is theirs, else to their home."""
        self.idle.alive()
        visit = self._visit
        if visit is not None and visit.person == person and visit.here:
            self._enter(visit.here)
        else:
            self.begin_anew(person)
        self.opened.emit(person)

    def begin_anew(self, person: Person) -> None:
        """Let a person begin at their home, with nothing left of whoever was here."""
        self._leave_all()
        if self._all is None:
            self._all = self._load()
        self._visit = _Visit(person, places.allowed(self._all, person))
        self.frame.welcome(person, self._visit.mine)
        self.go(places.home_of(self._all, person) or HOME)

    def go(self, code: str) -> None:
        """Go to a workplace, to "home", to "booklet", to "help", to "switch" (another person), to
        "learn", or change between "easy" and full screens."""
        if self._visit is None:
            return
        if code == SWITCH:
            self.switch_person()
        elif code == HELP:
            self.show_help()
        elif code == LEARN:
            self.learn()
        elif code == EASY:
            from reuse_pos.ui.easy import turn

            turn(self, self._shop)
        elif code == BOOKLET and self._may_choose(self.person):
            self._enter(BOOKLET)
        elif code == HOME:
            self._enter(self._home_code())
        elif self._visit.place(code) is None:
            self.say(_("You do not have the right to go there. Ask your supervisor."))
        else:
            self._enter(code)

    def switch_person(self) -> None:
        """Somebody else takes over; the basket stays with the till."""
        self._show_sign_in(None)

    def lock(self) -> None:
        """Nobody was here for a while: ask who is, the same person first."""
        if self.person is not None:
            self._show_sign_in(self.person)

    def on_scan(self, raw: str) -> None:
        """A badge changes the person, from anywhere; the rest goes to the screen."""
        self.idle.alive()
        if self.person is None:
            self.sign_in.on_scan(raw)
        elif self.front is not None:
            self.front.on_scan(raw)
        elif _is_badge(raw) and not (self.screen_now and self.screen_now.takes_badges):
            self._badge(raw)
        elif self.screen_now is not None:
            told = self._practice.not_meant_here(raw)
            if told:
                self.say(told, None, "warn")
            else:
                self.screen_now.on_scan(raw)

    def learn(self) -> None:
        """Go to the shop where one learns, made the first time; who may not sell is refused."""
        person = self.person
        if person is not None and not self.learning:
            self._practice.begin(person)

    def stop_learning(self) -> None:
        """Back to the real shop, the same person."""
        person = self.person
        if self.learning and person is not None:
            self._practice.end(person)
            self.begin_anew(person)

    def say(self, text: str, undo: Callable[[], object] | None = None, kind: str = "ok") -> None:
        """Show a message at the bottom left of the screen."""
        self.snackbar.bar.set_plain(self.screen_now is not None and self.screen_now.plain)
        self.snackbar.say(text, undo, kind)

    def offer(self, text: str, key: str, call: Callable[[], object], kind: str = "neutral") -> None:
        """Show a message with a key that does something else than undo."""
        self.snackbar.bar.say(text, call, kind, "info", key)
        self.snackbar.place()

    def go_to_number(self, number: int) -> None:
        """Go to a place of the rail, counted from 0."""
        if self._visit and number < len(self._visit.mine):
            self.go(self._visit.mine[number].code)

    def search(self) -> None:
        """Type into the search field of the screen, where there is one."""
        field = self.screen_now.findChild(SearchField) if self.screen_now else None
        if field is not None:
            field.setFocus()

    def show_help(self) -> None:
        """Put the help over the screen."""
        if self.helping:
            return
        from reuse_pos.ui.helppage import HelpPage

        here = self.pages.currentWidget() or self
        person = self.person
        page = HelpPage(
            here, self._shop, may_learn=self._practice.offered_to(person),
            keys=person is not None and person.actor.may(Permission.VERIFY),
        )  # fmt: skip
        if person is not None and self._may_choose(person):
            page.offer_choices(person)
        if person is not None and self.screen_now is not None:
            page.offer_keys(self.screen_now.help_keys())
        page.chosen.connect(self.go)
        page.closed.connect(self._help_closed)
        page.learn_asked.connect(self.learn)
        self.helping = True
        page.show()
        page.raise_()
        page.setFocus()

    def _may_choose(self, person: Person | None) -> bool:
        """Who works here chooses their screens; an inspector changes nothing, and in the shop where
        one learns there is nothing to keep."""
        return person is not None and not self.learning and person.actor.may(Permission.SEE_STOCK)

    def set_journal(self, state: str) -> None:
        """What the check of the till journal says (``chips.SOUND`` …)."""
        self._journal = state
        self.show_chips()

    def set_waiting(self, waiting: chips.Waiting) -> None:
        """How many papers wait for the printer."""
        self._waiting = waiting
        self.show_chips()

    def show_chips(self) -> None:
        """Say again how printers, scale and journal are."""
        views = chips.chips(self.shop, self._journal, self._waiting)
        self.frame.top.set_chips(chips.wanted(views, self.here))
        at_the_door = [
            chips.chips(self._shop, chips.UNKNOWN, self._waiting, long=long)
            for long in (True, False)
        ]
        self.sign_in.set_chips(*at_the_door)

    def sizeHint(self) -> QSize:
        """The size of most tills' screens."""
        return QSize(1366, 768)

    def showEvent(self, event: QShowEvent) -> None:
        """On a screen too small the sign-in is never painted; the rest loads all the same."""
        super().showEvent(event)
        QTimer.singleShot(PATIENCE_MS, self, self._tell_painted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact under 1280 pixels, a sentence under 1024."""
        super().resizeEvent(event)
        self.frame.set_compact(self.width() < tokens.COMPACT_UNDER)
        self.snackbar.place()
        too_small = self.width() < tokens.SMALLEST_WIDTH
        if too_small:
            self.pages.setCurrentWidget(self.small)
        elif self.pages.currentWidget() is self.small:
            self.pages.setCurrentWidget(self.frame if self._visit else self.sign_in)

    def _home_code(self) -> str:
        assert self._visit is not None
        assert self._all is not None
        if len(self._visit.mine) > RAIL_MOST:
            return HOME
        code = places.home_of(self._all, self._visit.person)
        screen = self._made(code) if code else None
        return code if screen is not None and not screen.plain else HOME

    def _tell_painted(self) -> None:
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def _made(self, code: str) -> Screen:
        """The screen of a workplace, made at the first visit and kept for this person."""
        assert self._visit is not None
        if code not in self._visit.screens:
            screen = self._make(self._visit, code)
            screen.go.connect(self.go)
            screen.say.connect(self.say)
            screen.titled.connect(self._titled)
            # The window is the screen of the post: a page that is too wide may not widen it.
            screen.setMinimumSize(1, 1)
            self._visit.screens[code] = screen
            self.frame.stage.addWidget(screen)
        return self._visit.screens[code]

    def _make(self, visit: _Visit, code: str) -> Screen:
        place = visit.place(code)
        if code == BOOKLET:
            from reuse_pos.ui.booklet import BookletScreen

            return BookletScreen(self.shop, visit.person)
        if place is None:
            from reuse_pos.ui.home import HomePage

            learns = self._practice.offered_to(visit.person)
            notes = self._may_choose(visit.person)
            return HomePage(visit.person, visit.mine, may_learn=learns, may_note=notes)
        return place.make(self._desk(visit.person))

    def _desk(self, person: Person) -> Any:
        return places.Desk(self.shop, person, places.first_till(self.shop))

    def _enter(self, code: str) -> None:
        visit = self._visit
        assert visit is not None
        screen = self._made(code)
        if visit.here and visit.here != code and (old := visit.screens.get(visit.here)):
            old.left()
        visit.here = code
        if self.width() >= tokens.SMALLEST_WIDTH or not self.isVisible():
            self.pages.setCurrentWidget(self.frame)
        self.frame.show_screen(screen, code)
        self.snackbar.bar.raise_()
        self._titled()
        self.show_chips()
        self.idle.begin(LOCK_AFTER_S["workshop" if code in SLOW_TO_LOCK else "counter"])
        screen.entered()

    def _titled(self) -> None:
        if self.screen_now is not None:
            self.frame.top.set_title(self.screen_now.title, self.screen_now.context)

    def _show_sign_in(self, person: Person | None) -> None:
        cancel_all(self.window())
        here = self.person
        if self.screen_now is not None and here is not None:
            self.screen_now.left()
        if here is not None:
            self._leave_practice(here)
            self.closed.emit(here, "switch" if person is None else "lock")
        self.idle.rest()
        self.snackbar.bar.dismiss()
        self.pages.setCurrentWidget(self.sign_in)
        self.sign_in.come(person)

    def _leave_all(self) -> None:
        # What one person did, another may not undo by touching a message left behind.
        self.snackbar.bar.dismiss()
        visit, self._visit = self._visit, None
        for screen in visit.screens.values() if visit else ():
            self.frame.stage.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    def _leave_practice(self, person: Person) -> None:
        if self.learning:
            self._leave_all()
            self._practice.end(person)

    def _badge(self, raw: str) -> None:
        def refused(refusal: Refusal) -> None:
            if refusal.code == "password_too":
                self._show_sign_in(None)
                everyone = self._shop.people.tiles()
                op = refusal.facts["op"]
                self.sign_in.choose(next((one for one in everyone if one.op == op), None))
            else:
                self.say(refusal.sentence, None, "bad")

        def let_in(person: Person) -> None:
            here = self.person
            if self.screen_now is not None:
                self.screen_now.left()
            if here is not None and here != person:
                self._leave_practice(here)
                self.closed.emit(here, "switch")
            self.open_for(person)

        tasks.run(lambda: self._shop.people.sign_in_badge(raw), let_in, refused, owner=self)

    def _till_chosen(self, _till: str) -> None:
        """This post sells on another till: its screens are made anew for it."""
        visit = self._visit
        if visit is None or not visit.here:
            return
        person, here = visit.person, visit.here
        if self.screen_now is not None:
            self.screen_now.left()
        self._leave_all()
        self._visit = _Visit(person, visit.mine)
        self._enter(here)

    def _changed(self, changes: frozenset[Any]) -> None:
        if self.screen_now is not None and self.person is not None:
            self.screen_now.refresh(changes)

    def _chip_pressed(self, code: str) -> None:
        view = next((one for one in self.frame.top.chips() if one.code == code), None)
        if code == "label" and self._waiting.labels and self.person is not None:
            from reuse_pos.ui.labeldesk import LabelDesk

            LabelDesk(self, self._shop, self.person).offer(self._waiting.labels)
        elif view is not None:
            self.say(chips.sentence(code, view, self._waiting), None, _snack(view))

    def _help_closed(self) -> None:
        self.helping = False
        if self.person is None:
            self.sign_in.secret.take_focus()
        elif self.screen_now is not None:
            self.screen_now.setFocus()


def _snack(view: ChipView) -> str:
    return view.kind if view.kind in ("ok", "warn", "bad") else "neutral"


def _is_badge(raw: str) -> bool:
    try:
        return read_scan(raw).kind is CodeKind.BADGE
    except Refusal:
        return False
