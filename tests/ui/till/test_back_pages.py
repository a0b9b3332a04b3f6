"""Behind the count: bags and cheques for the bank, Z and closings, another till, a large gap."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop
from test_closing import count, hold, shown, touch, z_body

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.services.till import Count
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.approvaldialog import ApprovalDialog
from reuse_pos.ui.hub import hub
from reuse_pos.ui.till import back
from reuse_pos.ui.till.rows import ListRow
from reuse_pos.ui.till.screen import TillScreen
from reuse_pos.ui.widgets import Key, Tile

TILL, OTHER = "001-1", "001-2"
LEFT = Qt.MouseButton.LeftButton
Open = Callable[[], TillScreen]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the person's files go in these tests."""
    monkeypatch.setattr(back, "documents", lambda: tmp_path / "documents")
    return tmp_path / "documents"


@pytest.fixture
def cheques(sold: TestShop) -> TestShop:
    """The till that sold, and two cheques."""
    for cents, ref in ((4_500, "0012345"), (1_500, "0012346")):
        line = sold.shop.counter.line_at_price("EA-DT-TAPIS", cents, "Tapis")
        paid = [Payment("CHEQUE", cents, ref)]
        sold.shop.counter.sell(sold.cashier, TILL, Basket().add(line), paid, "NONE")
    return sold


def tile(screen: TillScreen, name: str, qtbot: QtBot) -> None:
    found = screen.findChild(Tile, name)
    assert isinstance(found, Tile)
    assert found.isVisible()
    QTest.mouseClick(found, LEFT)
    qtbot.waitUntil(tasks.idle)


def more(screen: TillScreen, code: str, qtbot: QtBot) -> None:
    touch(screen, "more")
    tile(screen, f"more_{code}", qtbot)


def press(screen: TillScreen, name: str, qtbot: QtBot) -> None:
    touch(screen, name)
    qtbot.waitUntil(tasks.idle)


def as_manager(sold: TestShop, qtbot: QtBot) -> TillScreen:
    marie = next(one for one in sold.shop.people.tiles() if one.op == "02")
    screen = TillScreen(sold.shop, marie)
    screen.setMinimumSize(1, 1)
    qtbot.addWidget(screen)
    screen.resize(1270, 712)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.entered()
    qtbot.waitUntil(tasks.idle)
    return screen


def test_a_bag_for_the_bank_in_a_few_touches(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    """Catches a bag whose sum is not what the journal takes off the drawer."""
    more(screen, "cash", qtbot)
    row = screen.rest.bag.notes.rows[2]
    row.setFocus()
    QTest.keyClicks(row, "2")
    QTest.keyClicks(screen.rest.bag.side.bag, "S-77")
    assert "100,00" in shown(screen)
    assert "204,00" not in shown(screen), "the count is still blind"
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    (deposit,) = sold.shop.bank.deposits("2026-10-01", "2026-10-01")
    assert (deposit.cents, deposit.bag) == (10_000, "S-77")
    assert sold.shop.till.figures(TILL).drawer_cents == 10_400
    assert "RE-26-0001" in shown(screen)
    press(screen, "paper_print", qtbot)
    assert "Le bordereau est imprimé." in shown(screen)


def test_too_large_a_bag_says_nothing_of_the_drawer(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    """Catches a refusal that gives the sum away before the count."""
    more(screen, "cash", qtbot)
    row = screen.rest.bag.notes.rows[0]
    row.setFocus()
    QTest.keyClicks(row, "9")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert "pas autant dans le tiroir" in shown(screen)
    assert "204,00" not in shown(screen)
    assert sold.shop.bank.deposits("2000-01-01", "2999-01-01") == []


def test_without_a_session_the_money_comes_from_the_safe(
    sold: TestShop, open_screen: Open, qtbot: QtBot
) -> None:
    """Catches a key for a drawer that is closed."""
    counted = Count({20_000: 1, 200: 2}, {}, 20_400)
    sold.shop.till.close_session(sold.cashier, TILL, counted)
    screen = open_screen()
    more(screen, "cash", qtbot)
    assert not screen.rest.bag.sources["DRAWER"].isEnabled()
    assert "66,00" in shown(screen), "12,00 moved and 54,00 of the Z"
    row = screen.rest.bag.notes.rows[2]
    row.setFocus()
    QTest.keyClicks(row, "1")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert sold.shop.bank.safe_cents() == 1_600


def test_cheques_are_ticked_and_leave_the_list(
    cheques: TestShop, open_screen: Open, qtbot: QtBot
) -> None:
    """Catches a cheque deposited that nobody ticked."""
    screen = open_screen()
    more(screen, "cheques", qtbot)
    assert "2 chèques en caisse" in shown(screen)
    first = screen.rest.bundle.list.rows()[0]
    QTest.mouseClick(first, LEFT)
    assert "15,00" in shown(screen)
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert [one.ref for one in cheques.shop.bank.cheques_held()] == ["0012345"]
    screen.rest.back(screen.rest.paper)
    more(screen, "cheques", qtbot)
    touch(screen, "tick_all")
    assert not screen.rest.bundle.side.go.isEnabled()
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert len(cheques.shop.bank.cheques_held()) == 1


def test_a_z_is_found_printed_and_kept_as_a_file(
    screen: TillScreen, sold: TestShop, qtbot: QtBot, files: Path
) -> None:
    """Catches a Z that can be printed only once, on the evening it was made."""
    count(screen, 20_400)
    screen.on_next()
    hold(screen, "close_till", qtbot)
    sold.clock.forward(days=1)
    screen.left()
    screen.entered()
    qtbot.waitUntil(tasks.idle)
    more(screen, "closings", qtbot)
    (row,) = screen.findChildren(ListRow)
    QTest.mouseClick(row, LEFT)
    qtbot.waitUntil(tasks.idle)
    assert "Z n°\u00a01, caisse 1" in shown(screen).replace("caisse\u00a0", "caisse ")
    press(screen, "paper_print", qtbot)
    press(screen, "paper_file", qtbot)
    (kept,) = files.iterdir()
    assert kept.name == "z-2026-10-01-1-1.pdf"
    assert str(kept) in shown(screen)
    touch(screen, "paper_close")
    qtbot.waitUntil(tasks.idle)
    assert screen.rest.closings.isVisible()
    press(screen, "kind_DAY", qtbot)
    assert len(screen.rest.closings.list.rows()) == 1
    QTest.keyClick(screen.rest.closings, Qt.Key.Key_Escape)
    assert screen.rest.more.isVisible()


def test_only_a_manager_is_offered_month_and_year(
    sold: TestShop, open_screen: Open, qtbot: QtBot
) -> None:
    """Catches a key that the journal would refuse, and a month nobody can close."""
    counted = Count({20_000: 1, 200: 2}, {}, 20_400)
    sold.shop.till.close_session(sold.cashier, TILL, counted, day_too=True)
    sold.clock.forward(days=28)
    cashier = open_screen()
    more(cashier, "closings", qtbot)
    assert cashier.findChild(Key, f"close_MONTH_{TILL}") is None
    manager = as_manager(sold, qtbot)
    more(manager, "closings", qtbot)
    hold(manager, f"close_MONTH_{TILL}", qtbot)
    assert [one.period for one in sold.shop.till.closings("MONTH", "2026-01-01", "2026-12-31")] == [
        "2026-10"
    ]
    assert manager.rest.closings.kind == "MONTH"
    assert manager.findChild(Key, f"close_YEAR_{TILL}") is None, "the year is not over"
    assert "2026 pourra l’être à partir du 21/12/2026" in shown(manager)
    manager.rest.closings.close_asked.emit(TILL, "YEAR")
    qtbot.waitUntil(tasks.idle)
    assert "n’est pas finie" in shown(manager), "asked by hand, it is refused in a sentence"


def test_old_ones_come_when_asked(sold: TestShop, open_screen: Open, qtbot: QtBot) -> None:
    """Catches years of Zs drawn each time, and an old Z nobody can find."""
    counted = Count({20_000: 1, 200: 2}, {}, 20_400)
    sold.shop.till.close_session(sold.cashier, TILL, counted, day_too=True)
    sold.clock.forward(days=100)
    screen = open_screen()
    more(screen, "closings", qtbot)
    assert screen.rest.closings.list.rows() == []
    press(screen, "older", qtbot)
    assert len(screen.rest.closings.list.rows()) == 1


def test_the_post_changes_till(sold: TestShop, open_screen: Open, qtbot: QtBot) -> None:
    """Catches a till chosen on the screen that the post forgets."""
    screen = open_screen()
    more(screen, "tills", qtbot)
    assert "ouverte à 09:00 par 07" in shown(screen)
    with qtbot.waitSignal(hub.till_chosen) as chosen:
        tile(screen, f"till_{OTHER}", qtbot)
    assert chosen.args == [OTHER]
    assert sold.shop.till.of_this_post() == OTHER
    assert "Ouverture de caisse" in (open_screen().title)


def test_the_float_is_what_the_last_z_left(sold: TestShop, open_screen: Open, qtbot: QtBot) -> None:
    """Catches the usual float proposed when the drawer holds another."""
    kept = Count({20_000: 1, 200: 2}, {}, 20_400, left_cents=20_400)
    sold.shop.till.close_session(sold.cashier, TILL, kept, day_too=True)
    sold.clock.forward(days=1)
    screen = open_screen()
    assert "Compte juste\u00a0: 204,00" in shown(screen)
    count(screen, 20_300)
    assert "−1,00" in shown(screen)
    press(screen, "open_till", qtbot)
    assert sold.shop.till.status(TILL).float_cents == 20_300


def test_the_float_is_right_with_one_touch(sold: TestShop, open_screen: Open, qtbot: QtBot) -> None:
    """Catches a slip that lists notes and coins nobody counted."""
    kept = Count({20_000: 1, 200: 2}, {}, 20_400, left_cents=20_400)
    sold.shop.till.close_session(sold.cashier, TILL, kept)
    press(open_screen(), "float_usual", qtbot)
    assert sold.shop.till.status(TILL).float_cents == 20_400
    printer = sold.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    assert " x " not in "".join(render_text(printer.docs[-1], 48))


def test_all_may_stay_in_the_drawer(screen: TillScreen, sold: TestShop, qtbot: QtBot) -> None:
    """Catches takings sent to a safe the cashier has no key of."""
    count(screen, 20_400)
    touch(screen, "leave_all")
    screen.on_next()
    hold(screen, "close_session", qtbot)
    assert z_body(sold)["left"] == 20_400
    assert sold.shop.till.status(TILL).carried_cents == 20_400


def test_every_way_met_is_asked_blind_and_compared(
    cheques: TestShop, open_screen: Open, qtbot: QtBot
) -> None:
    """Catches a cheque nobody counts, or its sum shown before it is counted."""
    screen = open_screen()
    assert "60,00" not in shown(screen)
    for name, typed in (("card_total", "40"), ("cheque_n", "2x"), ("cheque_total", "59,00")):
        field = screen.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, typed)
    count(screen, 20_400)
    screen.on_next()
    words = shown(screen)
    assert "Carte (= terminal)" in words
    assert "Compté\u00a0: 59,00" in words
    hold(screen, "close_till", qtbot)
    body = z_body(cheques)
    methods = body["methods"]
    assert isinstance(methods, list)
    cheque = next(one for one in methods if one["method"] == "CHEQUE")
    assert (cheque["expected"], cheque["counted"]) == (6_000, 5_900)
    assert body["papers"] == [{"method": "CHEQUE", "n": 2}]


@pytest.fixture
def asked(screen: TillScreen, qtbot: QtBot) -> ApprovalDialog:
    """A gap of 104,00: the manager is asked."""
    count(screen, 10_000)
    screen.on_next()
    touch(screen, "reason_UNKNOWN")
    hold(screen, "close_till", qtbot)
    dialog = screen.window().findChild(ApprovalDialog)
    assert isinstance(dialog, ApprovalDialog)
    return dialog


def test_a_large_gap_asks_the_manager(
    screen: TillScreen, asked: ApprovalDialog, sold: TestShop, qtbot: QtBot
) -> None:
    """Catches a dialog whose yes does not close the till."""
    assert sold.shop.till.status(TILL).session
    assert "104,00" in shown(screen)
    asked.who.choose("02")
    asked.who.given.emit("02", "Gestion-02")
    qtbot.waitUntil(tasks.idle)
    qtbot.waitUntil(lambda: not sold.shop.till.status(TILL).session)
    qtbot.waitUntil(tasks.idle)
    assert len(str(z_body(sold)["approval"])) == 32
    assert screen.done.isVisible()


def test_without_a_manager_the_till_closes_and_the_gap_waits(
    screen: TillScreen, asked: ApprovalDialog, sold: TestShop, qtbot: QtBot
) -> None:
    """Catches a cashier kept at the till until a manager comes, and a gap nobody accepts."""
    press(screen, "approval_instead", qtbot)
    assert z_body(sold)["approval"] == "UNAPPROVED"
    assert len(sold.shop.till.to_accept()) == 1
    sold.clock.forward(days=1)
    manager = as_manager(sold, qtbot)
    assert "1 écart attend" in shown(manager)
    more(manager, "closings", qtbot)
    (row,) = manager.findChildren(ListRow)
    QTest.mouseClick(row, LEFT)
    qtbot.waitUntil(tasks.idle)
    hold(manager, "paper_accept", qtbot)
    assert sold.shop.till.to_accept() == []


def test_the_emergency_sheet_is_a_file(screen: TillScreen, qtbot: QtBot, files: Path) -> None:
    """Catches a key that does nothing."""
    with qtbot.waitSignal(screen.say) as said:
        more(screen, "emergency", qtbot)
    (kept,) = files.iterdir()
    assert kept.suffix == ".pdf"
    assert str(kept) in said.args[0]


def test_a_forgotten_session_is_told(sold: TestShop, open_screen: Open) -> None:
    """Catches a Z without a count that the next cashier never hears of."""
    sold.clock.forward(days=1)
    sold.shop.till.cash_move(sold.cashier, TILL, "FLOAT_IN", 100, "Monnaie")
    assert "restée ouverte le 01.10" in shown(open_screen())


@pytest.mark.parametrize(("width", "scale"), [(1270, 100), (932, 100), (932, 130)])
@pytest.mark.parametrize(
    "page", ["more", "cash", "cheques", "closings", "tills", "ways", "understand"]
)
def test_nothing_is_cut_behind_the_count(
    cheques: TestShop, open_screen: Open, qtbot: QtBot, width: int, scale: int, page: str
) -> None:
    theme.set("light", scale)
    screen = open_screen()
    screen.resize(width, 712)
    if page == "more":
        touch(screen, "more")
    elif page == "understand":
        screen.counting.say_total("CHEQUE", 5_900)
        count(screen, 20_000)
        screen.on_next()
    elif page != "ways":
        more(screen, page, qtbot)
    QApplication.processEvents()
    assert (screen.width(), screen.height()) == (width, 712)
    assert faults(screen) == []
