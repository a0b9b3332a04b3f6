"""The app as it starts: the sign-in painted first, everything heavy afterwards, the day safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import chips, speech, tasks, theme, tokens, workplaces
from reuse_pos.ui.collecting import Collecting
from reuse_pos.ui.crash import CrashDesk, keep_log
from reuse_pos.ui.documents import documents
from reuse_pos.ui.errands import Errands
from reuse_pos.ui.hub import hub
from reuse_pos.ui.scanner import Scanner
from reuse_pos.ui.screen import Workplace
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.wholelook import WholeLook

if TYPE_CHECKING:
    from reuse_pos.services.office import Office

CHECK_EVERY_MS = 10 * 60 * 1000
LOOK_AT_DEVICES_MS = 5_000


class Look:
    """The text size and contrast of this post, kept beside the shop's file."""

    def __init__(self, office: Office) -> None:
        path = office.folder.high_water.parent / "screen.ini"
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def read(self) -> tuple[str, int]:
        """The kept mode and scale; the plain ones when nothing sensible is kept."""
        mode, scale = str(self._kept.value("mode", "light")), str(self._kept.value("scale", "100"))
        mode = mode if mode in tokens.MODES else "light"
        return mode, int(scale) if scale in map(str, tokens.SCALES) else 100

    def choose(self, mode: str, scale: int) -> None:
        """Wear this look now and at the next start."""
        theme.set(mode, scale)
        self._kept.setValue("mode", mode)
        self._kept.setValue("scale", scale)


class Running:
    """A mark on disk while the app runs: found at the start, it tells that the last end was not
    wanted."""

    def __init__(self, office: Office) -> None:
        self._path: Path = office.folder.high_water.parent / "running"

    def begin(self) -> bool:
        """Leave the mark; True when the app ended badly the last time."""
        crashed = self._path.exists()
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch()
        return crashed

    def end(self) -> None:
        """The app is closed as it should be."""
        with suppress(OSError):
            self._path.unlink()


class Application(QObject):
    """``Application(app, shop)``: the parts of a running app; ``shell`` is its window.

    ``start()`` dresses and wires everything; ``stop()`` finishes what is queued. Nothing here
    blocks: tests drive it without ``app.exec()``.
    """

    def __init__(self, app: QApplication, shop: Shop) -> None:
        super().__init__()
        self._app, self.shop = app, shop
        office = shop.office
        self._look, self._running = Look(office), Running(office)
        self._collecting = Collecting(self)
        theme.install(app, *self._look.read())
        self.scanner = Scanner(app, office.number("scanner.gap_ms"))
        # Thousands of events pass before the first paint; no scan is among them.
        app.removeEventFilter(self.scanner)
        self.errands = Errands(self)
        self.shell = Shell(shop)
        self.crash = CrashDesk(office.folder.logs, office.clock, self)
        self.crashed_before = False
        self._greeted = False
        self._began, self._sound = False, True
        self._later = office.later
        self._check = self._every(CHECK_EVERY_MS, self.check_journal)
        self._check.timeout.connect(self.forget_people)
        self._whole = WholeLook(office, self)
        self._whole.done.connect(self.check_journal)
        self._check.timeout.connect(self._whole.begin)
        self._devices = self._every(LOOK_AT_DEVICES_MS, self.shell.show_chips)

    def start(self) -> None:
        """Wire the parts and wait for the first paint."""
        self.crashed_before = self._running.begin()
        self._log = keep_log(self.shop.office.folder.logs)
        self.crash.install()
        self.shop.office.later = self.errands.run
        self.scanner.scanned.connect(self.shell.on_scan)
        self.shell.look_asked.connect(self._look.choose)
        self.shell.painted.connect(self._after_first_paint)
        self.shell.opened.connect(self._welcome)
        self.shell.opened.connect(lambda person: self._event("signed_in", person.op))
        self.shell.closed.connect(lambda person, why: self._event("signed_out", person.op, why))
        self.errands.done.connect(self._paper_done)
        hub.changed.connect(self._changed)
        tasks.shared().refused.connect(lambda sentence: self.shell.say(sentence, None, "bad"))
        tasks.shared().failed.connect(self.crash.take)

    def stop(self) -> None:
        """Finish what is queued and close; the next start knows that this end was wanted."""
        person = self.shell.person
        if self.shell.screen_now is not None:
            self.shell.screen_now.left()
        for timer in (self._check, self._devices):
            timer.stop()
        self._whole.close()
        tasks.wait_idle()
        tasks.close()
        self.errands.close()
        self._last_events(person)
        self.shop.office.later = self._later
        self.scanner.remove()
        self.crash.remove()
        _drop(self._log)
        speech.stop()
        self._collecting.end()
        self._running.end()

    def end(self) -> None:
        """Stop, then take the window down in Qt's own order: Python's would be any order."""
        self.stop()
        self.shell.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(self.shell, QEvent.Type.DeferredDelete)

    def check_journal(self) -> None:
        """Read the end of the till journals again, beside the screens."""
        from reuse_pos.services.journal_watch import (
            LOOKED_AT,
            recent_journal_holds,
            whole_journal_held,
        )

        office = self.shop.office
        if self.shell.journal == chips.UNKNOWN:
            self.shell.set_journal(chips.CHECKING)

        def told(found: tuple[bool, bool]) -> None:
            sound = all(found)
            self.shell.set_journal(chips.SOUND if sound else chips.WRONG)
            if sound != self._sound:
                self._sound = sound
                self._event("journal_checked", sound, LOOKED_AT if found[1] else 0)

        def look() -> tuple[bool, bool]:
            return recent_journal_holds(office), whole_journal_held(office)

        tasks.run_slow(lambda _report: look(), told, owner=self.shell)

    def look_at_papers(self) -> None:
        """Count the papers that wait for the printer."""

        def told(waiting: chips.Waiting) -> None:
            self.shell.set_waiting(waiting)

        shop = self.shell.shop
        tasks.run(lambda: _waiting(shop), told, owner=self.shell)

    def _every(self, ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.timeout.connect(call)
        return timer

    def _after_first_paint(self) -> None:
        self._app.installEventFilter(self.scanner)
        tasks.run_slow(lambda _report: workplaces.load(), self._loaded, owner=self.shell)

    def _loaded(self, places: tuple[Workplace, ...]) -> None:
        self.shell.use(places)
        self._collecting.begin()
        self._began = True
        self._event("started")
        self.look_at_papers()
        self.check_journal()
        self.forget_people()
        self._check.start()
        self._devices.start()

    def forget_people(self) -> None:
        """Erase the names and addresses whose day has come, behind the gestures."""
        from reuse_pos.services.forgetting import forget_papers, forget_people

        office = self.shop.office
        tasks.run(lambda: (forget_people(office), forget_papers(office, documents())))

    def _event(self, name: str, *facts: object) -> None:
        """Have the real shop's journal told, behind the gestures already asked for."""
        shop = self.shop
        tasks.run(lambda: getattr(shop.events, name)(*facts))

    def _last_events(self, person: Person | None) -> None:
        """What ends with the app; nothing when it was closed before it had begun."""
        if person is not None and self.shell.learning:
            with suppress(Refusal):
                self.shop.training.stop(person.actor)
        if self._began:
            if person is not None:
                self.shop.events.signed_out(person.op, "stop")
            self.shop.events.stopped()

    def _changed(self, changes: frozenset[Any]) -> None:
        if Change.LABELS in changes:
            self.look_at_papers()
        if Change.SETTINGS in changes:
            self.scanner.set_gap(self.shop.office.number("scanner.gap_ms"))

    def _paper_done(self) -> None:
        self.look_at_papers()
        hub.changed.emit(frozenset({Change.COUNTER}))

    def _welcome(self, person: Person) -> None:
        """After a crash, once: say that nothing is lost, offer the paper that did not come out."""
        if self._greeted or not self.crashed_before:
            return
        self._greeted = True
        shop = self.shop
        sells = person.actor.may(Permission.SELL)
        tasks.run(
            lambda: shop.printing.waiting() if sells else [],
            lambda waiting: self._resume(person, [one.id for one in waiting]),
            owner=self.shell,
        )

    def _resume(self, person: Person, jobs: list[bytes]) -> None:
        words = _("Resumed where you were.")
        if not jobs:
            self.shell.say(words)
            return
        job, shop = jobs[0], self.shop

        def again() -> None:
            tasks.run(lambda: shop.printing.retry(person.actor, job))

        words = f"{words} {_('The last ticket did not come out.')}"
        self.shell.offer(words, _("Print it"), again)


def run_app(shop: Shop, *, argv: Sequence[str]) -> int:
    """Open the app on a shop, full screen, until it is closed; the exit status."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(argv) or ["reuse-pos"])
    app.setApplicationName("Reuse POS")
    running = Application(app, shop)
    running.start()
    running.shell.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    running.shell.showFullScreen()
    try:
        return app.exec()
    finally:
        running.end()


def tell(refusal: Refusal, argv: Sequence[str]) -> None:
    """Show why the app cannot open, in a window of its own."""
    from reuse_pos.ui.refused import RefusedWindow

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(argv) or ["reuse-pos"])
    theme.install(app)
    window = RefusedWindow(refusal.sentence)
    window.show()
    app.exec()


def _waiting(shop: Shop) -> chips.Waiting:
    papers = shop.printing.waiting()
    labels = shop.labelling.waiting()
    return chips.Waiting(len(papers), papers[0].error if papers else "", labels)


def _drop(handler: object) -> None:
    import logging

    if isinstance(handler, logging.Handler):
        logging.getLogger().removeHandler(handler)
        handler.close()
