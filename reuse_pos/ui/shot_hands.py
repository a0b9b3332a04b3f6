"""Hands that work the real app for its pictures: they touch, scan, weigh and wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.people import Person
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.overlay import cancel_all

if TYPE_CHECKING:
    from reuse_pos.ui.application import Application

PATIENCE_MS = 20_000
STABLE_MS = 900


class Missing(Exception):
    """What a state needs is not there: a key, a person, a thing of the shop."""


class Hands:
    """``Hands(app, scale, clock)``: ``be(op, place)`` signs in and goes there, ``touch(name)``
    presses the visible key of an object name, ``scan``, ``put`` (grams on the scale), ``write``,
    ``next``, ``key``, ``settle``; ``shop`` and ``screen`` are what a state may look at, ``kept``
    what it remembers for a later one."""

    def __init__(self, app: Application, scale: Any, clock: SetClock) -> None:
        self.app, self.scale, self.clock = app, scale, clock
        self.shell, self.shop = app.shell, app.shop
        self.kept: dict[str, str] = {}

    @property
    def screen(self) -> Any:
        """The screen now shown."""
        return self.shell.screen_now

    def person(self, op: str) -> Person:
        """Somebody of the shop by operator code."""
        found = next((one for one in self.shop.people.tiles() if one.op == op), None)
        if found is None:
            raise Missing(f"nobody is {op} here")
        return found

    def be(self, op: str, place: str) -> None:
        """Sign in as somebody ("": stay at the sign-in) and go to a workplace ("": stay)."""
        if not op:
            return
        cancel_all(self.shell.window())
        if self.shell.person is None or self.shell.person.op != op:
            self.shell.open_for(self.person(op))
            self.settle()
        if place and self.shell.here != place:
            self.shell.go(place)
            self.settle()
            if self.shell.here != place:
                raise Missing(f"{op} cannot go to {place}")

    def visit(self, place: str) -> None:
        """Go to a workplace as somebody who may."""
        for person in self.shop.people.tiles():
            try:
                self.be(person.op, place)
            except Missing:
                continue
            return
        raise Missing(f"nobody may go to {place}")

    def start_again(self) -> None:
        """After a state that failed: nobody signed in, the scale empty."""
        self.scale.put(0)
        self.shell.switch_person()
        self.settle()

    def touch(self, *names: str) -> None:
        """Press keys one after the other, by object name."""
        for name in names:
            found = self.shell.findChildren(QAbstractButton, name)
            keys = [one for one in found if one.isVisibleTo(self.shell)]
            if not keys or not keys[0].isEnabled():
                raise Missing(f"no key {name} to press")
            keys[0].click()
            self.settle()

    def sees(self, name: str) -> bool:
        """Whether a key of this object name is on the screen."""
        found = self.shell.findChildren(QAbstractButton, name)
        return any(one.isVisibleTo(self.shell) for one in found)

    def write(self, name: str, text: str, enter: bool = False) -> None:
        """Write into the visible field of an object name, then press Enter if asked."""
        found = [one for one in self.shell.findChildren(QLineEdit, name) if one.isVisible()]
        if not found:
            raise Missing(f"no field {name}")
        found[0].setText(text)
        if enter:
            found[0].returnPressed.emit()
        self.settle()

    def scan(self, code: str) -> None:
        """Scan a code."""
        self.shell.on_scan(code)
        self.settle()

    def put(self, grams: int) -> None:
        """Put a load on the scale and let it stand still; 0 takes it away."""
        self.scale.put(grams)
        self.settle(STABLE_MS)

    def next(self) -> None:
        """F12."""
        self.screen.on_next()
        self.settle()

    def key(self, number: int) -> None:
        """F1 … F11."""
        self.screen.on_function_key(number)
        self.settle()

    def wear(self, mode: str, width: int, height: int) -> None:
        """Show this look at this size, without a message in a corner."""
        self.shell.snackbar.bar.dismiss()
        theme.set(mode, 100)
        self.shell.resize(width, height)
        self.settle()

    def settle(self, ms: int = 40) -> None:
        """Let everything asked be done, answered and drawn."""
        tasks.wait_idle(PATIENCE_MS)
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < ms:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        tasks.wait_idle(PATIENCE_MS)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def wait_for_first_paint(self) -> None:
        """Until the app has read its workplaces and looked at the journal."""
        timer = QElapsedTimer()
        timer.start()
        while self.shell.journal in ("unknown", "checking") and timer.elapsed() < PATIENCE_MS:
            self.settle()
        self.shell.show_chips()
