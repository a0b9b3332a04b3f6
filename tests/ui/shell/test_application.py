"""Starting, ending badly, starting again: light at first, the day safe, no name in a trace."""

import json
import logging
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop, copy_shop

import reuse_pos.ui
from reuse_pos import __main__ as start
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.ui import chips, tasks, theme
from reuse_pos.ui.application import Application, Look
from reuse_pos.ui.crash import CrashDesk, CrashDialog, trace
from reuse_pos.ui.errands import Errands
from reuse_pos.ui.wholelook import WholeLook
from reuse_pos.ui.widgets import Key

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "reportlab", "escpos", "xlsxwriter", "cryptography",
         "argon2", "serial", "PIL", "pydantic", "typer")  # fmt: skip
START = """
    import json, sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from reuse_pos import bootstrap
    from reuse_pos.ui import application
    app = QApplication([])
    seen = {}
    with bootstrap.open_shop(Path(sys.argv[1])) as shop:
        running = application.Application(app, shop)
        running.start()
        def painted():
            seen["loaded"] = sorted(sys.modules)
            seen["tiles"] = len(running.shell.sign_in.people.tiles())
            app.quit()
        # Heard before the app's own answer to the first paint, which loads the rest.
        running.shell.painted.disconnect()
        running.shell.painted.connect(painted)
        running.shell.resize(1366, 768)
        running.shell.show()
        app.exec()
        running.stop()
    print(json.dumps(seen))
"""


@pytest.fixture
def running(qapp: QApplication, small_shop: TestShop, qtbot: QtBot) -> Iterator[Application]:
    """The app on the small shop, started and shown."""
    app = Application(qapp, small_shop.shop)
    app.start()
    qtbot.addWidget(app.shell)
    app.shell.resize(1366, 768)
    with qtbot.waitSignal(app.shell.painted):
        app.shell.show()
    yield app
    qtbot.waitUntil(tasks.idle)
    app.stop()


def test_only_light_modules_are_loaded_when_the_sign_in_is_painted(tmp_path: Path) -> None:
    made = copy_shop(tmp_path / "shop")
    made.shop.close()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(START), str(tmp_path / "shop")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["tiles"] == 6
    assert [name for name in HEAVY if name in seen["loaded"]] == []


def test_the_rest_is_loaded_beside_the_sign_in(running: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: running.shell.journal == chips.SOUND, timeout=20_000)
    running.shell.open_for(running.shop.people.tiles()[0])
    assert running.shell.here


def test_the_look_of_the_post_comes_back(small_shop: TestShop, qapp: QApplication) -> None:
    assert Look(small_shop.office).read() == ("light", 100)
    Look(small_shop.office).choose("dark", 115)
    assert theme.current().mode == "dark"
    assert Look(small_shop.office).read() == ("dark", 115)
    (small_shop.office.folder.high_water.parent / "screen.ini").write_text("[General]\nscale=7\n")
    assert Look(small_shop.office).read() == ("light", 100)


def test_a_scan_anywhere_reaches_the_window(
    running: Application, small_shop: TestShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(running.shell.opened):
        running.scanner.scanned.emit(small_shop.badges["07"])


def test_a_slower_scanner_is_heard_as_soon_as_the_shop_allows_it(
    running: Application, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a speed that is only used after a restart."""
    assert running.scanner._gap == 35
    tests, manager = small_shop.shop.scanner_tests, small_shop.manager
    tasks.run(lambda: tests.use_speed(manager, 100))
    qtbot.waitUntil(lambda: running.scanner._gap == 100)


def test_a_wanted_end_says_nothing_at_the_next_start(
    qapp: QApplication, small_shop: TestShop
) -> None:
    first = Application(qapp, small_shop.shop)
    first.start()
    assert not first.crashed_before
    first.stop()
    second = Application(qapp, small_shop.shop)
    second.start()
    assert not second.crashed_before
    second.stop()


def test_after_a_crash_one_is_where_one_was_and_the_ticket_can_be_printed(
    qapp: QApplication, small_shop: TestShop, qtbot: QtBot
) -> None:
    sold_without_paper(small_shop)
    (small_shop.office.folder.high_water.parent / "running").touch()
    app = Application(qapp, small_shop.shop)
    app.start()
    qtbot.addWidget(app.shell)
    app.shell.resize(1366, 768)
    app.shell.show()
    chantal = next(one for one in small_shop.shop.people.tiles() if one.op == "07")
    app.shell.open_for(chantal)
    qtbot.waitUntil(lambda: "Repris où vous en étiez" in app.shell.snackbar.bar.text())
    small_shop.office.devices.receipt.fail_with(None)  # type: ignore[union-attr]
    app.shell.snackbar.bar.key.click()
    qtbot.waitUntil(lambda: not small_shop.shop.printing.waiting())
    qtbot.waitUntil(tasks.idle)
    app.stop()


def sold_without_paper(small: TestShop) -> None:
    from reuse_pos.domain.basket import Basket
    from reuse_pos.domain.payments import Payment

    printer = FakeReceiptPrinter()
    printer.fail_with(TroubleKind.PAPER)
    small.office.devices.receipt = printer
    counter = small.shop.counter
    small.shop.till.open_session(small.cashier, "001-1", 15_000)
    key = next(one for one in counter.price_keys() if one.unit == "piece")
    basket = Basket().add(counter.line_of_key(key))
    paid = [Payment("CASH", basket.total_cents)]
    counter.sell(small.cashier, "001-1", basket, paid, "PRINT")
    assert len(small.shop.printing.waiting()) == 1


def test_papers_that_wait_are_counted_on_the_chip(
    running: Application, small_shop: TestShop, qtbot: QtBot
) -> None:
    sold_without_paper(small_shop)
    qtbot.waitUntil(
        lambda: any(one.kind == "warn" for one in running.shell.frame.top.chips()), timeout=20_000
    )


def secret() -> None:
    name = "Chantal Dupont"
    raise ValueError(f"no stock for {name}")


@pytest.fixture
def crash(small_shop: TestShop, qapp: QApplication) -> Iterator[CrashDesk]:
    desk = CrashDesk(small_shop.office.folder.logs, small_shop.clock)
    yield desk
    desk.remove()


def test_a_crash_is_written_without_any_name(crash: CrashDesk, qtbot: QtBot) -> None:
    try:
        secret()
    except ValueError as error:
        path = crash.take(error)
    assert path is not None
    written = path.read_text("utf-8")
    assert "ValueError" in written
    assert "in secret" in written
    assert "Chantal" not in written
    assert written == written.replace(str(Path(__file__).parent), "")


def test_the_crash_dialog_says_the_day_is_safe(crash: CrashDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(crash.shown) as shown:
        crash.take(ValueError("x"))
    assert shown.args is not None
    dialog = shown.args[0]
    assert isinstance(dialog, CrashDialog)
    assert faults(dialog) == []
    crash.take(ValueError("y"))
    assert QApplication.activeModalWidget() is dialog, "one sentence at a time"
    key = dialog.findChild(Key, "crash_go_on")
    assert isinstance(key, Key)
    key.click()
    assert not dialog.isVisible()


def test_an_error_of_any_thread_reaches_the_desk(
    crash: CrashDesk, small_shop: TestShop, qtbot: QtBot
) -> None:
    import threading

    crash.install()
    hook = threading.excepthook
    with qtbot.waitSignal(crash.shown):
        error = ValueError("x")
        hook(threading.ExceptHookArgs((ValueError, error, None, None)))
    assert len(list(small_shop.office.folder.logs.glob("crash-*.txt"))) == 1
    crash._closed(0)


def test_the_trace_follows_the_cause() -> None:
    try:
        try:
            secret()
        except ValueError as first:
            raise LookupError("y") from first
    except LookupError as error:
        text = trace(error)
    assert text.startswith("LookupError")
    assert "caused by\nValueError" in text


@pytest.mark.expects_warnings
def test_a_paper_that_fails_does_not_end_the_printing(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from reuse_pos.ui.crash import keep_log

    handler = keep_log(tmp_path)
    errands = Errands()
    out: list[str] = []
    with qtbot.waitSignals([errands.done, errands.done]):
        errands.run(secret)
        errands.run(lambda: out.append("second paper"))
    errands.close()
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert out == ["second paper"]
    assert "Chantal" not in (tmp_path / "reuse-pos.log").read_text("utf-8")


def test_without_a_screen_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert start.main([]) == 2
    assert "écran" in capsys.readouterr().err


def test_without_qts_libraries_the_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(reuse_pos.ui, "application")
    monkeypatch.setitem(sys.modules, "reuse_pos.ui.application", None)
    assert start.main(["run"]) == 2
    assert "apt-get install" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["run", "--data"], ["run", "shop"], ["run", "-x", "y"]])
def test_run_takes_a_folder_and_nothing_else(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(given) == 2
    assert "--data" in capsys.readouterr().err


def test_no_shop_there_is_told_in_a_window_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reuse_pos.ui import application

    told: list[str] = []
    monkeypatch.setattr(application, "tell", lambda refusal, _argv: told.append(refusal.code))
    assert start.main(["run", "--data", str(tmp_path)]) == 2
    assert told == ["no_shop"]
    assert str(tmp_path) in capsys.readouterr().err


def test_an_old_record_that_was_changed_turns_the_journal_red(
    running: Application, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a whole look that is never taken, or whose outcome the next small look forgets."""
    qtbot.waitUntil(lambda: running.shell.journal == chips.SOUND, timeout=20_000)
    with small_shop.store.transaction() as tx:
        tx.execute("DROP TRIGGER fiscal_record_no_update")
        tx.execute("UPDATE fiscal_record SET body = replace(body, 'TILL_OPEN', 'TILL_OPEM')")
    # The look at the end is taken to see nothing: the record lies far before it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reuse_pos.services.journal_watch.recent_journal_holds", lambda _office: True)
        with qtbot.waitSignal(running._whole.done, timeout=20_000):
            running._check.timeout.emit()
        qtbot.waitUntil(lambda: running.shell.journal == chips.WRONG, timeout=20_000)
        running.check_journal()
        qtbot.waitUntil(tasks.idle)
        assert running.shell.journal == chips.WRONG
    body = small_shop.store.read().value(
        "SELECT body FROM fiscal_record WHERE type = 'JET' ORDER BY till, seq DESC LIMIT 1"
    )
    assert json.loads(body)["info"] == {"check": "whole", "records": 0}


def test_a_whole_look_is_given_up_when_the_app_closes(
    small_shop: TestShop, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a shop that cannot be closed while ten years of its journal are read."""

    def ten_years(_office: object, breathe: Callable[[], None]) -> None:
        while True:
            breathe()

    monkeypatch.setattr("reuse_pos.services.journal_watch.look_at_whole_journal", ten_years)
    look, ended = WholeLook(small_shop.office), []
    look.done.connect(lambda: ended.append(True))
    look.begin()
    thread = look._thread
    look.begin()
    assert thread is not None
    assert look._thread is thread, "one look at a time"
    assert thread.is_alive()
    look.close(10)
    assert not thread.is_alive()
    qapp.processEvents()
    assert not ended
