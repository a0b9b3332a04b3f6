"""Work beside the screen: in order, answered on the screen's thread, never lost."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.ui import tasks
from reuse_pos.ui.hub import hub
from reuse_pos.ui.tasks import Report, Tasks


@dataclass(frozen=True)
class Done:
    """What a verb returns."""

    value: int
    changes: frozenset[Change]


@pytest.fixture
def clerks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_answers_come_in_order_on_the_screens_thread(clerks: Tasks, qtbot: QtBot) -> None:
    said: list[int] = []
    where: set[threading.Thread] = set()

    def answer(value: int) -> None:
        said.append(value)
        where.add(threading.current_thread())

    workers: list[str] = []
    for n in range(50):
        clerks.run(lambda n=n: workers.append(threading.current_thread().name) or n, answer)  # type: ignore[misc]
    assert clerks.busy
    qtbot.waitUntil(clerks.idle)
    assert said == list(range(50))
    assert where == {threading.main_thread()}
    assert set(workers) == {"writer"}


def test_a_write_tells_every_screen_what_changed(clerks: Tasks, qtbot: QtBot) -> None:
    changes = frozenset({Change.STOCK, Change.TILL})
    heard: list[str] = []
    with qtbot.waitSignal(hub.changed) as signal:
        clerks.run(lambda: Done(1, changes), lambda _done: heard.append("done"))
    assert signal.args == [changes]
    assert heard == ["done"]


def test_nothing_changed_says_nothing(clerks: Tasks, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hub.changed):
        clerks.run(lambda: Done(1, frozenset()))
        clerks.run(lambda: 3)
        assert clerks.wait_idle()


def test_a_refusal_is_a_sentence_for_the_one_who_asked(clerks: Tasks, qtbot: QtBot) -> None:
    def no() -> None:
        raise Refusal("Déjà vendu.", "already_sold")

    heard: list[Refusal] = []
    clerks.run(no, on_refusal=heard.append)
    assert clerks.wait_idle()
    assert [refusal.code for refusal in heard] == ["already_sold"]
    with qtbot.waitSignal(clerks.refused) as signal:
        clerks.run(no)
    assert signal.args == ["Déjà vendu."]


def test_a_bug_reaches_the_one_who_asked_and_the_clerk_goes_on(clerks: Tasks) -> None:
    errors: list[Exception] = []
    done: list[int] = []
    clerks.run(lambda: 1 // 0, on_error=errors.append)
    clerks.run(lambda: 2, done.append)
    assert clerks.wait_idle()
    assert isinstance(errors[0], ZeroDivisionError)
    assert done == [2]


@pytest.mark.expects_warnings
def test_a_bug_nobody_waits_for_is_logged(clerks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(clerks.failed) as signal:
        clerks.run(lambda: 1 // 0)
    assert isinstance(signal.args[0], ZeroDivisionError)


def test_a_screen_that_is_gone_is_not_called(clerks: Tasks) -> None:
    owner, called = QObject(), []
    gate = threading.Event()
    clerks.run(gate.wait, called.append, owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    gate.set()
    assert clerks.wait_idle()
    assert called == []


def test_long_work_does_not_keep_a_sale_waiting(clerks: Tasks) -> None:
    gate, sold = threading.Event(), []
    clerks.run_slow(lambda report: gate.wait(10))
    clerks.run(lambda: "ticket", lambda value: (sold.append(value), gate.set()))
    assert clerks.wait_idle()
    assert sold == ["ticket"]


def test_long_work_reports_and_stops_when_asked(clerks: Tasks) -> None:
    seen: list[tuple[int, int]] = []
    ended: list[object] = []
    asked = threading.Event()

    def labels(report: Report) -> str:
        report(12, 40)
        asked.wait(10)
        report(13, 40)
        return "all printed"

    job = clerks.run_slow(labels, ended.append, on_progress=lambda d, t: seen.append((d, t)))
    job.stop()
    # The first report may already be past; the second one cannot be.
    asked.set()
    assert clerks.wait_idle()
    assert ended == [None]
    assert (13, 40) not in seen


def test_busy_is_told_once_each_way(clerks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    clerks.busy_changed.connect(told.append)
    clerks.run(lambda: 1)
    clerks.run(lambda: 2)
    assert clerks.wait_idle()
    assert told == [True, False]


def test_waiting_gives_up(clerks: Tasks) -> None:
    gate = threading.Event()
    clerks.run(lambda: gate.wait(10))
    assert not clerks.wait_idle(30)
    gate.set()
    assert clerks.wait_idle()


def test_the_shared_clerks(qtbot: QtBot) -> None:
    said: list[int] = []
    tasks.run(lambda: 7, said.append)
    tasks.run_slow(lambda _report: 8, said.append)
    qtbot.waitUntil(tasks.idle)
    assert sorted(said) == [7, 8]
    tasks.close()
    assert tasks.idle()
