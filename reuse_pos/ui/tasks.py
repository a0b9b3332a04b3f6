"""Everything slow or written happens beside the screen: one clerk writes, another does long work.

Writes are done one after the other, in the order asked, on one thread; answers always come back on
the screen's own thread. Nothing here knows about the shop.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal

from reuse_pos.domain.errors import Refusal
from reuse_pos.ui.hub import hub

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]


class Stopped(Exception):
    """Raised inside long work at its next report after the person asked it to stop."""


@dataclass
class Job:
    """A piece of work asked for; ``stop()`` asks long work to end at its next report."""

    work: Callable[..., Any]
    on_done: Callable[[Any], object] | None = None
    on_refusal: Callable[[Refusal], object] | None = None
    on_error: Callable[[Exception], object] | None = None
    on_progress: Report | None = None
    owner: QObject | None = None
    asked_to_stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask long work to stop; what is done stays done."""
        self.asked_to_stop.set()

    def wanted(self) -> bool:
        """Whether the widget that asked still exists."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Tasks(QObject):
    """``Tasks(parent=None)``. Signals ``busy_changed(bool)``, ``refused(str)``, ``failed(object)``.

    ``run(fn, on_done, on_refusal, on_error, owner)`` queues a write; ``run_slow(fn, on_done,
    on_error, on_progress, owner)`` long work, whose ``fn(report)`` calls ``report(done, total)``.
    Without ``on_refusal`` the sentence goes to ``refused``; without ``on_error`` the exception is
    logged and goes to ``failed``. A result with ``.changes`` makes the hub tell every screen, after
    ``on_done``. Nothing is called if ``owner`` was deleted meanwhile.
    """

    busy_changed = Signal(bool)
    refused = Signal(str)
    failed = Signal(object)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = 0
        self._writes: SimpleQueue[Job | None] = SimpleQueue()
        self._slow: SimpleQueue[Job | None] = SimpleQueue()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._serve, args=(queue,), name=name, daemon=True)
            for queue, name in ((self._writes, "writer"), (self._slow, "long work"))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> bool:
        """Whether any work is queued, under way or not yet answered."""
        return self._pending > 0

    def idle(self) -> bool:
        """The opposite of ``busy``: ``qtbot.waitUntil(tasks.idle)``."""
        return self._pending == 0

    def run(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], object] | None = None,
        on_refusal: Callable[[Refusal], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Queue a write (or a read that must see the writes before it)."""
        return self._queue(self._writes, Job(fn, on_done, on_refusal, on_error, None, owner))

    def run_slow(
        self,
        fn: Callable[[Report], Any],
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Report | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Queue long work: ``fn`` is given ``report(done, total)``, which stops it when asked."""
        job = Job(fn, on_done, None, on_error, on_progress, owner)
        job.work = lambda: fn(lambda done, total: self._report(job, done, total))
        return self._queue(self._slow, job)

    def wait_idle(self, timeout_ms: int = 10_000) -> bool:
        """Run the event loop until all is answered; False if the time was too short."""
        end = time.monotonic() + timeout_ms / 1000
        while self.busy and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        return not self.busy

    def close(self) -> None:
        """Finish what is queued, then end both threads."""
        self._writes.put(None)
        self._slow.put(None)
        for thread in self._threads:
            thread.join(timeout=10)

    def _queue(self, queue: SimpleQueue[Job | None], job: Job) -> Job:
        self._pending += 1
        if self._pending == 1:
            self.busy_changed.emit(True)
        queue.put(job)
        return job

    def _serve(self, queue: SimpleQueue[Job | None]) -> None:
        while (job := queue.get()) is not None:
            try:
                answer: Callable[[], None] = self._done(job, job.work())
            except Refusal as refusal:
                answer = self._refused(job, refusal)
            except Stopped:
                answer = self._done(job, None)
            except Exception as error:  # noqa: BLE001 - any bug must reach the person, not kill the clerk
                answer = self._failed(job, error)
            self._answered.emit(answer)

    def _report(self, job: Job, done: int, total: int) -> None:
        if job.asked_to_stop.is_set():
            raise Stopped
        if job.on_progress is not None:
            show = job.on_progress
            self._answered.emit(lambda: show(done, total) if job.wanted() else None)

    def _done(self, job: Job, result: Any) -> Callable[[], None]:
        def answer() -> None:
            self._less()
            if job.on_done is not None and job.wanted():
                job.on_done(result)
            changes = getattr(result, "changes", None)
            if changes:
                hub.changed.emit(changes)

        return answer

    def _refused(self, job: Job, refusal: Refusal) -> Callable[[], None]:
        def answer() -> None:
            self._less()
            if job.on_refusal is None:
                self.refused.emit(refusal.sentence)
            elif job.wanted():
                job.on_refusal(refusal)

        return answer

    def _failed(self, job: Job, error: Exception) -> Callable[[], None]:
        def answer() -> None:
            self._less()
            if job.on_error is not None and job.wanted():
                job.on_error(error)
                return
            log.error("work failed", exc_info=error)
            self.failed.emit(error)

        return answer

    def _less(self) -> None:
        self._pending -= 1
        if self._pending == 0:
            self.busy_changed.emit(False)

    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()


_shared: list[Tasks] = []


def shared() -> Tasks:
    """The app's clerks, hired when first needed."""
    if not _shared or not shiboken6.isValid(_shared[0]):
        _shared[:] = [Tasks()]
    return _shared[0]


def run(
    fn: Callable[[], Any],
    on_done: Callable[[Any], object] | None = None,
    on_refusal: Callable[[Refusal], object] | None = None,
    on_error: Callable[[Exception], object] | None = None,
    owner: QObject | None = None,
) -> Job:
    """Queue a write with the shared clerks; see ``Tasks.run``."""
    return shared().run(fn, on_done, on_refusal, on_error, owner)


def run_slow(
    fn: Callable[[Report], Any],
    on_done: Callable[[Any], object] | None = None,
    on_error: Callable[[Exception], object] | None = None,
    on_progress: Report | None = None,
    owner: QObject | None = None,
) -> Job:
    """Queue long work with the shared clerks; see ``Tasks.run_slow``."""
    return shared().run_slow(fn, on_done, on_error, on_progress, owner)


def idle() -> bool:
    """Whether the shared clerks have nothing left: ``qtbot.waitUntil(tasks.idle)``."""
    return not _shared or shared().idle()


def wait_idle(timeout_ms: int = 10_000) -> bool:
    """Run the event loop until the shared clerks are idle."""
    return not _shared or shared().wait_idle(timeout_ms)


def close() -> None:
    """Finish and dismiss the shared clerks."""
    if _shared:
        _shared.pop().close()
