"""The holds' screen: one scan and one key to hand a thing over, and every other way a hold ends."""

from collections.abc import Callable
from datetime import date

import pytest
from goods import now
from held_goods import TILL, furnish, hold, take_arrhes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import METHODS, Payment
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.counter.holdpanel import HoldPanel
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.holds.screen import HoldsScreen
from reuse_pos.ui.widgets import Key, Pressable

LEFT = Qt.MouseButton.LeftButton
Open = Callable[..., HoldsScreen]


def touch(screen: QWidget, name: str) -> None:
    found = screen.findChild(Pressable, name)
    assert isinstance(found, Pressable)
    assert found.isEnabled(), f"{name} cannot be pressed"
    QTest.mouseClick(found, LEFT)


def shown(screen: QWidget) -> str:
    return "\n".join(
        one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen)
    ).replace("\u00a0", " ")


def number_of(screen: HoldsScreen) -> list[str]:
    views = {view.id: view.number for view in screen.seen.views}
    return [views[one] for one in screen.list.shown()]


def test_the_next_to_expire_come_first_and_the_debt_is_told(held: TestShop, open_screen: Open):
    screen = open_screen()
    assert number_of(screen) == ["RES-2610-0001", "RES-2610-0003", "RES-2610-0002"]
    assert "20,00 €" in shown(screen)
    assert screen.context.endswith("1 expire ce soir")
    assert "Garnier" not in shown(screen)


def test_one_scan_one_key_and_the_basket_is_at_the_till(
    held: TestShop, open_screen: Open, qtbot: QtBot
):
    screen = open_screen()
    thing = screen.seen.views[1].things[0].item
    gone: list[str] = []
    screen.go.connect(gone.append)
    screen.on_scan(thing.code)
    assert screen.chosen.number == "RES-2610-0003"
    screen.on_next()
    qtbot.waitUntil(lambda: gone == ["counter"])
    assert held.shop.counter.draft(TILL).total_cents == 6900


def test_the_counter_shows_what_the_holds_put_on_the_till(
    held: TestShop, open_screen: Open, qtbot: QtBot
):
    chantal = next(one for one in held.shop.people.tiles() if one.op == "07")
    counter = CounterScreen(held.shop, chantal)
    counter.setMinimumSize(1, 1)
    qtbot.addWidget(counter)
    counter.resize(1270, 712)
    counter.entered()
    qtbot.waitUntil(tasks.idle)
    counter.selling.scan(furnish(held, 700, "Cadre").code)
    qtbot.waitUntil(tasks.idle)
    counter.left()
    screen = open_screen()
    touch(screen, "hold_collect")
    qtbot.waitUntil(tasks.idle)
    counter.entered()
    qtbot.waitUntil(lambda: counter.model.basket.total_cents == 10000)
    assert [line.kind for line in counter.model.basket.lines] == ["goods", "deposit_back"]
    qtbot.waitUntil(lambda: len(counter.state.parked) == 1)
    counter.exact_cash()
    qtbot.waitUntil(lambda: held.shop.holds.deposits_cents() == 0)
    qtbot.waitUntil(tasks.idle)


def test_a_wrong_label_says_so_and_keeps_the_hold_shown(held: TestShop, open_screen: Open):
    screen = open_screen()
    before = screen.chosen
    screen.on_scan(furnish(held, 700, "Cadre").code)
    assert "réservé pour personne" in screen.error.title.text()
    assert screen.chosen is before


def test_a_thing_no_longer_there_cannot_be_handed_over(held: TestShop, open_screen: Open):
    thing = held.shop.holds.waiting()[0].things[0].item
    with held.store.transaction() as tx:
        tx.update("item", {"id": thing.id}, {"state": "gone"})
    screen = open_screen()
    assert not screen.detail.collect_key.isEnabled()
    assert "pas à sa place" in shown(screen)


def test_an_acompte_is_given_back_in_two_touches(held: TestShop, open_screen: Open, qtbot: QtBot):
    screen = open_screen()
    item = screen.chosen.things[0].item
    said: list[str] = []
    screen.say.connect(lambda text, _undo: said.append(text))
    touch(screen, "hold_cancel")
    assert screen.side.currentWidget() is screen.question
    assert "answer_keep" not in {key.objectName() for key in screen.question.keys.values()}
    touch(screen, "answer_back")
    qtbot.waitUntil(lambda: bool(said))
    qtbot.waitUntil(tasks.idle)
    assert "20,00\u00a0€ en espèces" in said[0]
    assert now(held, item.id).state is State.ON_SALE


def test_arrhes_are_kept_by_the_key_that_says_so(held: TestShop, open_screen: Open, qtbot: QtBot):
    take_arrhes(held)
    made = hold(held, furnish(held, 5000, "Vélo"), asked=HoldAsked(
        3, "Théo P", "", 1000, (Payment("CARD", 1000),)))  # fmt: skip
    screen = open_screen()
    touch(screen, f"hold_{made.number}")
    assert screen.detail.cancel_key.text() == "Annuler,\narrhes gardées"
    touch(screen, "hold_cancel")
    touch(screen, "answer_keep")
    qtbot.waitUntil(lambda: made.id not in {view.id for view in held.shop.holds.waiting()})
    qtbot.waitUntil(tasks.idle)
    record = held.store.read().value(
        "SELECT body FROM fiscal_record WHERE type = 'SALE' ORDER BY seq DESC"
    )
    assert "deposit_kept" in record


def test_arrhes_given_back_ask_the_manager(held: TestShop, open_screen: Open, qtbot: QtBot):
    from reuse_pos.ui.approvaldialog import ApprovalDialog

    take_arrhes(held)
    made = hold(held, furnish(held, 5000, "Vélo"), asked=HoldAsked(
        3, "Théo P", "", 1000, (Payment("CARD", 1000),)))  # fmt: skip
    screen = open_screen()
    touch(screen, f"hold_{made.number}")
    touch(screen, "hold_cancel")
    touch(screen, "answer_back")
    qtbot.waitUntil(lambda: screen.window().findChild(ApprovalDialog) is not None)
    assert made.id in {view.id for view in held.shop.holds.waiting()}


def test_kept_longer_by_one_touch(held: TestShop, open_screen: Open, qtbot: QtBot):
    screen = open_screen()
    touch(screen, "longer_3")
    qtbot.waitUntil(lambda: held.shop.holds.rest_cents(screen.chosen.id) == 10000)
    qtbot.waitUntil(tasks.idle)
    until = {view.number: view.until for view in held.shop.holds.waiting()}
    assert until["RES-2610-0001"] == "2026-10-11"


def test_one_thing_of_many_is_let_go(held: TestShop, open_screen: Open, qtbot: QtBot):
    screen = open_screen()
    touch(screen, "hold_RES-2610-0003")
    chair = screen.chosen.things[1].item
    touch(screen, "hold_thin")
    touch(screen, f"answer_drop:{chair.id.hex()}")
    qtbot.waitUntil(lambda: now(held, chair.id).state is State.ON_SALE)
    qtbot.waitUntil(tasks.idle)


def test_a_typed_name_narrows_the_list_and_groups_count(
    held: TestShop, open_screen: Open, qtbot: QtBot
):
    screen = open_screen()
    QTest.keyClicks(screen.list.field.edit, "samir")
    qtbot.waitUntil(lambda: number_of(screen) == ["RES-2610-0003"])
    screen.list.field.clear()
    qtbot.waitUntil(lambda: len(number_of(screen)) == 3)
    touch(screen, "group_expired")
    assert number_of(screen) == ["RES-2610-0002"]
    touch(screen, "group_deliver")
    assert number_of(screen) == []
    assert "Rien ici" in shown(screen)


def test_the_number_is_shown_to_call_and_hidden_again(
    held: TestShop, open_screen: Open, qtbot: QtBot
):
    screen = open_screen()
    assert "06 •• •• •• 42" in shown(screen)
    touch(screen, "hold_call")
    qtbot.waitUntil(lambda: "06 12 34 56 42" in shown(screen))
    screen.left()
    assert "06 12 34 56 42" not in shown(screen)


def test_an_empty_list_says_where_holds_are_made(small_shop: TestShop, open_screen: Open):
    assert "F8 à la caisse" in shown(open_screen())


@pytest.mark.parametrize("size", [(1270, 712), (932, 712)])
@pytest.mark.parametrize("look", [("light", 100), ("dark", 115)])
def test_nothing_is_cut_or_too_small(
    held: TestShop, open_screen: Open, size: tuple[int, int], look: tuple[str, int]
):
    theme.set(*look)
    screen = open_screen(size=size)
    for number in ("0001", "0002", "0003"):
        touch(screen, f"hold_RES-2610-{number}")
        assert faults(screen) == []
        touch(screen, "hold_cancel")
        QTest.qWait(1)
        assert faults(screen) == []


def panel_of(held: TestShop, qtbot: QtBot, size: tuple[int, int]) -> HoldPanel:
    from held_goods import basket_of

    basket = basket_of(held, furnish(held, 6500, "Commode"))
    panel = HoldPanel(basket, "ACOMPTE", 7, date(2026, 10, 8), METHODS)
    qtbot.addWidget(panel)
    panel.resize(*size)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.mark.parametrize("size", [(810, 614), (550, 614)])
def test_f8_asks_for_whom_and_a_deposit(held: TestShop, qtbot: QtBot, size: tuple[int, int]):
    panel = panel_of(held, qtbot, size)
    asked: list[HoldAsked] = []
    panel.asked.connect(asked.append)
    assert not panel.press_next()
    assert faults(panel) == []
    for sign in ("l", "u", "space", "g"):
        touch(panel, f"touch_{sign}")
    assert panel.name.text() == "Lu G"
    touch(panel.days, "choice_15")
    touch(panel.deposit, "choice_2000")
    assert "acompte est rendu" in shown(panel)
    assert not panel.press_next()
    touch(panel.deposit_pad.method, "choice_CARD")
    assert faults(panel) == []
    assert panel.press_next()
    assert asked == [HoldAsked(15, "Lu G", "", 2000, (Payment("CARD", 2000),))]


def test_f8_takes_a_typed_deposit_up_to_the_price(held: TestShop, qtbot: QtBot):
    panel = panel_of(held, qtbot, (810, 614))
    panel.name.setText("Lu")
    touch(panel.deposit, "choice_1000")
    touch(panel.deposit_pad.method, "choice_CASH")
    for figure in "99":
        touch(panel, f"figure_{figure}")
    assert not panel.press_next()
    touch(panel, "figure_erase")
    assert panel.deposit_cents == 900
    assert panel.press_next()
    assert all(key.isVisible() for key in panel.findChildren(Key, "hold_note"))
