"""Closing: blind first, the sum afterwards, a reason for a difference, a key held for a second."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.money import change_drawn
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services.till import Till
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.till.counting import CountRow
from reuse_pos.ui.till.screen import TillScreen
from reuse_pos.ui.widgets import Amount, HoldKey, Key

TILL = "001-1"
LEFT = Qt.MouseButton.LeftButton
Open = Callable[[], TillScreen]


def touch(screen: QWidget, name: str) -> None:
    key = screen.findChild(Key, name)
    assert isinstance(key, Key)
    assert key.isEnabled(), f"{name} cannot be pressed"
    QTest.mouseClick(key, LEFT)


def count_row(screen: TillScreen, denomination: int) -> CountRow:
    found = screen.findChild(CountRow, f"count_{denomination}")
    assert isinstance(found, CountRow)
    return found


def count(screen: TillScreen, cents: int) -> None:
    """Type the fewest notes and coins that make this sum."""
    for denomination, pieces in change_drawn(cents):
        row = count_row(screen, denomination)
        row.setFocus()
        QTest.keyClicks(row, str(pieces))


def hold(screen: TillScreen, name: str, qtbot: QtBot) -> None:
    key = screen.findChild(HoldKey, name)
    assert isinstance(key, HoldKey)
    key.hold_for(30)
    with qtbot.waitSignal(key.held):
        QTest.mousePress(key, LEFT)
    QTest.mouseRelease(key, LEFT)
    qtbot.waitUntil(tasks.idle)


def shown(screen: TillScreen) -> str:
    """Every word and figure on the screen."""
    texts = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    texts += [one.text() for one in screen.findChildren(Amount) if one.isVisible()]
    names = [one.accessibleName() for one in screen.findChildren(QWidget) if one.isVisible()]
    return " ".join([*texts, *names])


def z_body(shop: TestShop) -> dict[str, object]:
    row = shop.store.read().one(
        "SELECT body FROM fiscal_record WHERE type = 'SESSION_CLOSE' ORDER BY seq DESC"
    )
    assert row is not None
    body: dict[str, object] = json.loads(row["body"])
    return body


def test_the_expected_sum_is_hidden_until_the_count_is_done(screen: TillScreen) -> None:
    for secret in ("204,00", "66,00", "40,00", "106,00"):
        assert secret not in shown(screen), f"{secret} gives the sum away"
    assert "Voir le X" not in [k.text() for k in screen.findChildren(Key) if k.isVisible()]
    count(screen, 20_350)
    assert "204,00" not in shown(screen)
    touch(screen, "counted_key")
    assert "204,00" in shown(screen)


def test_the_sum_is_shown_in_full(screen: TillScreen) -> None:
    count(screen, 20_350)
    touch(screen, "counted_key")
    words = shown(screen)
    for part in ("Fond du matin 150,00", "+ Espèces encaissées 66,00",
                 "− Mis au coffre à 13:00 12,00", "= Attendu 204,00", "Compté 203,50",
                 "Il manque 0,50"):  # fmt: skip
        assert part in words, part


def test_a_difference_asks_for_a_reason_before_anything_can_close(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    count(screen, 20_350)
    touch(screen, "counted_key")
    for name in ("close_till", "close_session"):
        key = screen.findChild(Key, name)
        assert isinstance(key, Key)
        assert not key.isEnabled()
    touch(screen, "reason_GIVING_CHANGE")
    hold(screen, "close_till", qtbot)
    body = z_body(sold)
    assert body["comment"] == "GIVING_CHANGE"
    assert not sold.shop.till.status(TILL).session


def test_a_right_count_needs_no_reason(screen: TillScreen, qtbot: QtBot, sold: TestShop) -> None:
    count(screen, 20_400)
    touch(screen, "counted_key")
    reasons = [one for one in screen.page.expected.reasons.values() if one.isVisible()]
    assert reasons == []
    assert "Le compte est bon" in shown(screen)
    hold(screen, "close_till", qtbot)
    assert z_body(sold)["comment"] is None


def test_holding_closes_session_and_day_and_prints_the_z(
    screen: TillScreen, sold: TestShop, printer: FakeReceiptPrinter, qtbot: QtBot
) -> None:
    before = len(printer.docs)
    count(screen, 20_400)
    touch(screen, "counted_key")
    hold(screen, "close_till", qtbot)
    titles = [doc.title for doc in printer.docs[before:]]
    assert titles == ["Clôture Z n°\u00a01", "FICHE DE SECOURS"]
    kinds = [
        r["type"]
        for r in sold.store.read().all(
            "SELECT type FROM fiscal_record WHERE till = ? ORDER BY seq DESC LIMIT 2", TILL
        )
    ]
    assert kinds == ["CLOSE_DAY", "SESSION_CLOSE"]
    assert screen.done.isVisible()
    assert screen.done.paper.text() == "Le Z est imprimé."
    assert "106,00" in shown(screen)


def test_a_short_press_only_says_to_hold(screen: TillScreen, sold: TestShop, qtbot: QtBot) -> None:
    count(screen, 20_400)
    touch(screen, "counted_key")
    with qtbot.waitSignal(screen.say) as said:
        touch(screen, "close_till")
    assert said.args == ["Tenez la touche une seconde.", None]
    qtbot.waitUntil(tasks.idle)
    assert sold.shop.till.status(TILL).session


def test_f12_counts_then_must_be_pressed_twice(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    count(screen, 20_350)
    screen.on_next()
    assert screen.counting.revealed
    screen.on_next()
    assert screen.error.isVisible(), "the difference is not explained yet"
    touch(screen, "reason_UNKNOWN")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert sold.shop.till.status(TILL).session, "once is not enough"
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert not sold.shop.till.status(TILL).session


def test_a_gesture_between_two_f12_starts_again(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    count(screen, 20_350)
    screen.on_next()
    touch(screen, "reason_UNKNOWN")
    screen.on_next()
    touch(screen, "reason_COUNTING")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert sold.shop.till.status(TILL).session


def test_the_first_count_is_kept_and_recounts_are_counted(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    count(screen, 20_350)
    screen.on_next()
    row = count_row(screen, 50)
    QTest.mouseClick(row.stepper.plus, LEFT)
    QTest.mouseClick(row.stepper.plus, LEFT)
    QTest.mouseClick(row.stepper.minus, LEFT)
    QTest.mouseClick(count_row(screen, 20).stepper.plus, LEFT)
    QTest.mouseClick(count_row(screen, 20).stepper.minus, LEFT)
    hold(screen, "close_till", qtbot)
    body = z_body(sold)
    assert body["first_counted"] == 20_350
    assert body["recounts"] == 2


def test_closing_the_session_leaves_the_day_open(
    screen: TillScreen, sold: TestShop, qtbot: QtBot, open_screen: Open
) -> None:
    count(screen, 20_400)
    screen.on_next()
    hold(screen, "close_session", qtbot)
    assert "Votre session est fermée" in shown(screen)
    again = open_screen()
    assert again.title == "Ouverture de caisse"
    hold(again, "close_day", qtbot)
    last = sold.store.read().value(
        "SELECT type FROM fiscal_record WHERE till = ? ORDER BY seq DESC", TILL
    )
    assert last == "CLOSE_DAY"


def test_without_paper_the_z_is_saved_and_printed_later(
    screen: TillScreen, sold: TestShop, printer: FakeReceiptPrinter, qtbot: QtBot
) -> None:
    printer.fail_with(TroubleKind.PAPER)
    count(screen, 20_400)
    screen.on_next()
    hold(screen, "close_till", qtbot)
    assert "plus de papier" in screen.done.paper.text()
    assert "enregistrés" in screen.done.paper.text()
    assert not sold.shop.till.status(TILL).session
    printer.fail_with(None)
    touch(screen, "z_print")
    qtbot.waitUntil(tasks.idle)
    assert screen.done.paper.text() == "Le Z est imprimé."


def test_a_count_survives_a_power_cut(
    screen: TillScreen, sold: TestShop, qtbot: QtBot, open_screen: Open
) -> None:
    count(screen, 20_350)
    screen.on_next()
    touch(screen, "reason_UNKNOWN")
    screen.left()
    qtbot.waitUntil(tasks.idle)
    again = open_screen()
    assert again.counting.cents == 20_350
    assert again.counting.first_cents == 20_350
    assert again.counting.reason == "UNKNOWN"
    assert "= Attendu 204,00" in shown(again)


def test_a_count_of_another_session_or_a_torn_file_is_not_taken_up(
    screen: TillScreen, sold: TestShop, qtbot: QtBot, open_screen: Open
) -> None:
    count(screen, 20_400)
    screen.left()
    qtbot.waitUntil(tasks.idle)
    kept = sold.office.folder.high_water.parent / f"count-{TILL}.json"
    kept.write_text(kept.read_text().replace('"session": 1', '"session": 7'))
    assert open_screen().counting.cents == 0
    kept.write_text('{"session": 1, "count": {"pieces')
    assert open_screen().counting.cents == 0


def test_the_terminals_slip_is_compared(screen: TillScreen, sold: TestShop, qtbot: QtBot) -> None:
    QTest.keyClicks(screen.page.blind.field, "39,50")
    count(screen, 20_400)
    screen.on_next()
    assert "Terminal\u00a0: 39,50" in shown(screen)
    hold(screen, "close_till", qtbot)
    methods = z_body(sold)["methods"]
    assert isinstance(methods, list)
    card = next(one for one in methods if one["method"] == "CARD")
    assert (card["expected"], card["counted"]) == (4_000, 3_950)


def test_a_slip_that_is_no_amount_holds_the_count_back(screen: TillScreen) -> None:
    QTest.keyClicks(screen.page.blind.field, "4x")
    screen.on_next()
    assert not screen.counting.revealed
    assert "n’est pas un montant" in shown(screen)


def test_figures_arrows_and_signs_count(screen: TillScreen) -> None:
    row = count_row(screen, 5_000)
    row.setFocus()
    QTest.keyClicks(row, "12")
    assert screen.counting.pieces[5_000] == 12
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    QTest.keyClicks(row, "+")
    assert screen.counting.pieces[5_000] == 2
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert count_row(screen, 2_000).hasFocus()
    last = count_row(screen, 500)
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert count_row(screen, 200).hasFocus(), "from the notes to the coins"
    QTest.keyClick(count_row(screen, 200), Qt.Key.Key_Up)
    assert last.hasFocus()


def test_money_to_the_safe_changes_what_is_expected(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    touch(screen, "moves")
    touch(screen, "pad_5")
    key = screen.findChild(Key, "move_note")
    assert isinstance(key, Key)
    assert not key.isEnabled(), "a reason is needed"
    touch(screen, "because_0")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert sold.shop.till.figures(TILL).drawer_cents == 20_400 - 500
    assert screen.page.isVisible()


def test_more_than_the_drawer_holds_is_refused_on_the_spot(
    screen: TillScreen, sold: TestShop, qtbot: QtBot
) -> None:
    touch(screen, "moves")
    touch(screen, "move_EXPENSE")
    for figure in "999":
        touch(screen, f"pad_{figure}")
    touch(screen, "because_1")
    screen.on_next()
    qtbot.waitUntil(tasks.idle)
    assert screen.moves.isVisible()
    assert "pas autant dans le tiroir" in shown(screen)
    assert "204,00" not in shown(screen), "the count is still blind"
    assert sold.shop.till.figures(TILL).drawer_cents == 20_400


def test_the_x_is_a_paper_and_closes_nothing(
    screen: TillScreen, sold: TestShop, printer: FakeReceiptPrinter, qtbot: QtBot
) -> None:
    count(screen, 20_400)
    screen.on_next()
    touch(screen, "see_x")
    qtbot.waitUntil(tasks.idle)
    paper = screen.paper.findChild(QLabel, "paper")
    assert isinstance(paper, QLabel)
    assert paper.pixmap().height() > paper.pixmap().width()
    before = len(printer.docs)
    touch(screen, "paper_print")
    qtbot.waitUntil(tasks.idle)
    assert len(printer.docs) == before + 1
    assert sold.shop.till.status(TILL).session
    QTest.keyClick(screen.paper, Qt.Key.Key_Escape)
    assert screen.page.isVisible()


def test_a_closed_till_opens_with_the_right_float_in_one_gesture(
    small_shop: TestShop, open_screen: Open, qtbot: QtBot
) -> None:
    screen = open_screen()
    assert screen.title == "Ouverture de caisse"
    with qtbot.waitSignal(screen.go) as went:
        touch(screen, "float_usual")
    assert went.args == ["counter"]
    qtbot.waitUntil(tasks.idle)
    assert small_shop.shop.till.status(TILL).float_cents == 15_000


def test_a_refused_closing_changes_nothing_and_says_so(
    screen: TillScreen, sold: TestShop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reuse_pos.domain.errors import Refusal

    def full(*_args: object, **_named: object) -> None:
        raise Refusal("Le disque est plein. Rien n’a été enregistré.", "disk_full")

    monkeypatch.setattr(Till, "close_session", full)
    count(screen, 20_400)
    screen.on_next()
    hold(screen, "close_till", qtbot)
    assert screen.error.isVisible()
    assert screen.page.isVisible()
    assert screen.counting.cents == 20_400


def test_parked_baskets_are_carried_over_and_said(sold: TestShop, open_screen: Open) -> None:
    from reuse_pos.domain.basket import Basket

    line = sold.shop.counter.line_at_price("EA-DT-TAPIS", 500, "Tapis")
    sold.shop.counter.park(sold.cashier, TILL, Basket().add(line))
    assert "1 panier en attente" in shown(open_screen())


@pytest.mark.parametrize(("width", "height"), [(1270, 712), (932, 712)])
@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("state", ["blind", "difference", "right", "moves", "done", "closed"])
def test_nothing_is_cut_or_too_small(
    sold: TestShop, open_screen: Open, qtbot: QtBot, width: int, height: int, scale: int,
    state: str,
) -> None:  # fmt: skip
    theme.set("light", scale)
    if state == "closed":
        count_nothing = {5_000: 4, 200: 2}
        from reuse_pos.services.till import Count

        sold.shop.till.close_session(sold.cashier, TILL, Count(count_nothing, {}, 20_400))
    screen = open_screen()
    screen.resize(width, height)
    if state in ("difference", "right", "done"):
        count(screen, 19_000 if state == "difference" else 20_400)
        screen.on_next()
    if state == "moves":
        touch(screen, "moves")
    if state == "done":
        hold(screen, "close_till", qtbot)
    QApplication.processEvents()
    assert (screen.width(), screen.height()) == (width, height)
    assert faults(screen) == []
