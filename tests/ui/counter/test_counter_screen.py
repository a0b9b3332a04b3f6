"""The counter's screen: undo, focus, opening the till, what stays after a power cut."""

from __future__ import annotations

import pytest
from counter_post import Post
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shops import OPENING

from reuse_pos.domain.basket import Basket
from reuse_pos.ui.counter.changecard import STAYS_MS
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.scanner import Scanner


def test_undo_walks_back_through_every_gesture(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    post.touch_tile("Manteau")
    line = screen.sell.basket.line(2)
    line.solidarity.click()
    line.stepper.plus.click()
    line.bin.click()
    seen = []
    while screen.model.can_undo:
        screen.on_undo()
        seen.append((len(screen.model.basket.lines), screen.model.basket.total_cents))
    assert seen == [(2, 900), (2, 500), (2, 600), (1, 100), (0, 0)]
    screen.on_undo()
    assert post.said[-1] == "Il n’y a rien à annuler."


def test_an_emptied_basket_comes_back_and_the_journal_keeps_the_void(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    post.press("basket_bin")
    post.press("reason_CUSTOMER_LEFT")
    assert screen.model.basket.lines == ()
    assert post.sales() == [("VOID", 500)]
    screen.on_undo()
    assert post.lines == ["Manteau"]


def test_undo_of_putting_aside_takes_the_basket_up_again(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(6)
    post.settle()
    screen.on_undo()
    post.settle()
    assert post.lines == ["Manteau"]
    assert post.made.shop.counter.parked() == []


def test_the_basket_survives_a_power_cut(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    post.settle()
    again = post.start()
    assert again is not screen
    assert post.lines == ["Manteau"]
    assert post.said == ["Repris où vous en étiez"]


def test_a_finished_sale_leaves_no_draft(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(11)
    post.settle()
    assert post.made.shop.counter.draft("001-1") == Basket()


def test_the_next_scan_starts_the_next_basket(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(11)
    post.settle()
    change = screen.sell.basket.change
    assert change.timer.interval() == STAYS_MS
    assert change.timer.isActive()
    screen.on_scan(chair.code)
    assert change.isHidden()
    assert post.lines == ["Fauteuil"]


def test_the_change_goes_by_itself(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(11)
    post.settle()
    screen.sell.basket.change.timer.timeout.emit()
    assert screen.sell.basket.change.isHidden()


def test_a_scan_heard_while_a_sale_is_written_comes_after_it(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(11)
    screen.on_scan(chair.code)
    post.settle()
    assert post.sales() == [("SALE", 500)]
    assert post.lines == ["Fauteuil"]


def test_keys_of_the_keyboard_act_on_the_chosen_line(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    post.touch_tile("Jouet")
    field = screen.sell.field.edit
    field.setFocus()
    QTest.keyClicks(field, "+")
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert [(one.label, one.qty) for one in screen.model.basket.lines] == [("Jouet", 2)]
    assert field.text() == ""


def test_the_closed_till_asks_for_its_float(shut: Post) -> None:
    screen = shut.start()
    assert screen.page is screen.opening
    screen.on_scan("R-000001")
    assert "pas encore ouverte" in screen.opening.bar.title.text()
    screen.on_next()
    shut.settle()
    assert screen.page is screen.sell
    status = shut.made.shop.till.status("001-1")
    assert (status.session, status.float_cents) == (1, 15000)


def test_the_float_can_be_counted(shut: Post) -> None:
    screen = shut.start()
    shut.press("opening_other")
    screen.opening.stepper(2000).step(3)
    screen.opening.stepper(50).step(1)
    screen.on_next()
    shut.settle()
    assert shut.made.shop.till.status("001-1").float_cents == 6050


def test_a_till_left_open_says_so_with_one_key(post: Post) -> None:
    post.made.clock.forward(days=1)
    post.start()
    assert f"{OPENING:%d/%m}" in post.bar
    post.take_way_out()
    assert post.went == ["till"]


def test_the_drawer_needs_a_reason(post: Post) -> None:
    screen = post.start()
    screen.on_function_key(10)
    assert post.devices.drawer.opened == 0
    post.press("reason_MAKE_CHANGE")
    assert post.devices.drawer.opened == 1


def test_the_last_ticket_is_printed_again_as_a_duplicate(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(11)
    post.settle()
    screen.on_function_key(5)
    post.settle()
    screen.on_next()
    post.settle()
    assert b"DUPLICATA" in post.devices.receipt.jobs[-1]


def scan_keys(app: QApplication, code: str) -> None:
    """A scan as the scanner types it, into whatever has the focus."""
    for char, key in [*((char, ord(char)) for char in code), ("\r", int(Qt.Key.Key_Return))]:
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(target, event)


@pytest.mark.parametrize("where", ["field", "tile", "line", "bin", "pay", "panel", "payment"])
def test_a_scan_is_heard_whatever_has_the_focus(qapp: QApplication, post: Post, where: str) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    with post.qtbot.waitActive(screen):
        screen.activateWindow()
    post.touch_tile("Manteau")
    now = [0.0]

    def tick() -> float:
        now[0] += 2
        return now[0]

    scanner = Scanner(qapp, clock=tick)
    scanner.scanned.connect(screen.on_scan)
    try:
        spot = spot_of(screen, where)
        spot.setFocus()
        assert QApplication.focusWidget() is not None
        scan_keys(qapp, chair.code)
        post.settle()
    finally:
        scanner.remove()
    assert post.lines == ["Manteau", "Fauteuil"]
    assert [line.qty for line in screen.model.basket.lines] == [1, 1]
    assert screen.sell.field.text() == ""
    assert post.sales() == []


def spot_of(screen: CounterScreen, where: str) -> QWidget:
    if where == "panel":
        screen.on_function_key(7)
        assert screen.sell.panel is not None
        return screen.sell.panel
    if where == "payment":
        screen.on_next()
        return screen.payment
    return {
        "field": screen.sell.field.edit,
        "tile": screen.sell.keys.tiles[0],
        "line": screen.sell.basket.line(1),
        "bin": screen.sell.basket.line(1).bin,
        "pay": screen.sell.basket.pay_key,
    }[where]
