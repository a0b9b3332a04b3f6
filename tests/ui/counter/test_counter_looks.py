"""The counter's looks that must hold in each state: one yellow key, big targets, nothing cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from counter_post import MANAGER, NARROW, WIDE, Post
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from screen_audit import faults

from reuse_pos.domain.solidarity import Tariff
from reuse_pos.services.counter import LateSale
from reuse_pos.ui import theme
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.widgets import Pressable, painting


def fill(post: Post) -> CounterScreen:
    """A basket with a labelled chair, six plates' worth of keys and a chosen line."""
    screen, counter = post.screen, post.made.shop.counter
    screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil Voltaire retapissé").code)
    for label in ("Assiette, verre", "Livre", "Livre"):
        screen.model.add(counter.line_of_key(post.key(label)))
    return screen


def unknown(post: Post) -> None:
    fill(post).on_scan("R-009999")


def family(post: Post) -> None:
    unknown(post)
    post.screen.error.key.click()


def parked(post: Post) -> None:
    fill(post).deeds.park()
    post.settle()
    post.screen.deeds.ask_parked()


def last_ticket(post: Post) -> None:
    fill(post).on_function_key(11)
    post.settle()
    post.screen.on_function_key(5)


def paid(way: str = "", cents: int = 0) -> Callable[[Post], None]:
    def go(post: Post) -> None:
        screen = fill(post)
        screen.on_next()
        if way:
            screen.payment.touch(way)
        if cents:
            screen.payment._noted(cents)

    return go


class Display:
    """A customer's display that keeps what it was told."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, upper: str, lower: str) -> None:
        self.shown.append((upper, lower))


def solidarity(post: Post) -> None:
    shop = post.made.shop.solidarity
    for rules in (("optional", "required"), ("required", "none")):
        tariff = Tariff(f"T{rules[0]}", f"Tarif {rules[0]}", 3000, 100, *rules)
        shop.put_tariff(post.made.manager, tariff)
    fill(post).sell.basket.line(2).solidarity.click()
    post.screen.sell.panel.tariffs.key("Toptional").click()


def typed_weight(post: Post) -> None:
    fill(post).on_function_key(1)
    post.screen.sell.panel.type_by_hand()


def everything(post: Post) -> None:
    """All nine ways, the gift to round up, the survey and the customer's display."""
    post.set("pay.methods", "CASH,CARD,SOCIAL,CHEQUE,VOUCHER,CREDIT,TAB,TRANSFER,LOCAL")
    post.set("pay.local_name", "Galléco")
    post.set("roundup.offered", "1")
    post.set("survey.first_day", "2026-09-01")
    post.devices.display = Display()
    post.screen.deeds.reload()
    post.settle()
    screen = fill(post)
    screen.model.add(post.made.shop.counter.line_of_key(post.key("Assiette, verre")))
    screen.on_next()


def late(post: Post) -> None:
    fill(post).deeds.tickets.type_in(LateSale("12", "2026-10-01T08:42:00+02:00"))
    post.screen.deeds.tickets._do("late", "")


def correct(post: Post) -> None:
    post.set("pay.methods", "CASH,CARD,CHEQUE,TRANSFER,LOCAL")
    last_ticket(post)
    post.settle()
    post.press("ticket_correct")
    post.screen.sell.panel.ways.key("CHEQUE").click()


def change(post: Post) -> None:
    paid("CASH", 10_000)(post)
    post.screen.on_next()


STATES: dict[str, Callable[[Post], object]] = {
    "empty": lambda post: None,
    "basket": fill,
    "error": unknown,
    "weigh": lambda post: fill(post).on_function_key(1),
    "discount": lambda post: fill(post).on_function_key(7),
    "price": lambda post: fill(post).selling._touch(post.key("Meuble")),
    "gift_card": lambda post: fill(post).selling.asking.gift_card(),
    "solidarity": solidarity,
    "whole_ticket": lambda post: fill(post).sell.basket.discount.emit(2),
    "typed_weight": typed_weight,
    "family": family,
    "search": lambda post: fill(post).sell.entered.emit("4,5"),
    "parked": parked,
    "void": lambda post: fill(post).deeds.ask_void(),
    "drawer": lambda post: fill(post).on_function_key(10),
    "ticket": last_ticket,
    "payment": paid(),
    "cash": paid("CASH", 10_000),
    "part": paid("CASH", 1_000),
    "card": paid("CARD"),
    "cheque": paid("CHEQUE"),
    "voucher": paid("VOUCHER"),
    "social": paid("SOCIAL"),
    "everything": everything,
    "late": late,
    "correct": correct,
    "hold": lambda post: fill(post).deeds.ask_hold(),
    "change": change,
}


def go_to(post: Post, state: str) -> CounterScreen:
    STATES[state](post)
    post.settle()
    return post.screen


def shown(screen: CounterScreen) -> list[Pressable]:
    return [key for key in screen.findChildren(Pressable) if key.isVisible()]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("size", "scale"), [(WIDE, 100), (NARROW, 100), (WIDE, 130)])
def test_each_state_keeps_the_looks(
    post: Post, state: str, size: tuple[int, int], scale: int
) -> None:
    """Catches a second yellow key, a small or silent one, and what leaves its frame."""
    theme.set("light", scale)
    post.start(size=size)
    screen = go_to(post, state)
    yellow = [key for key in shown(screen) if key.kind == "next" and key.isEnabled()]
    assert len(yellow) <= 1, [key.text() for key in yellow]
    for key in shown(screen):
        check_key(screen, key)
    for widget in screen.findChildren(QWidget):
        check_place(screen, widget)


def check_key(screen: CounterScreen, key: Pressable) -> None:
    name = key.objectName() or key.text()
    least = 44 if key.kind == "snack" else 48
    assert key.height() >= least, f"{name} is {key.height()} high"
    assert key.width() >= 44, f"{name} is {key.width()} wide"
    assert key.accessibleName(), f"{name} says nothing"
    if not inside_scroll(key):
        corner = key.mapTo(screen, key.rect().bottomRight())
        assert screen.rect().contains(corner), f"{name} ends at {corner}"


def check_place(screen: CounterScreen, widget: QWidget) -> None:
    parent = widget.parentWidget()
    if not widget.isVisible() or parent is None or inside_scroll(widget):
        return
    if widget.window() is not screen or parent.layout() is None:
        return
    assert parent.rect().contains(widget.geometry()), (
        f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"
        f" {widget.geometry()} leaves {type(parent).__name__} {parent.rect()}"
    )


def inside_scroll(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize(("size", "scale"), [(WIDE, 100), (NARROW, 100), (WIDE, 130)])
def test_a_price_key_never_loses_the_end_of_its_name(
    post: Post, size: tuple[int, int], scale: int
) -> None:
    theme.set("light", scale)
    screen = post.start(size=size)
    for page in range(7):
        screen.selling.show_page(page)
        for tile in screen.sell.keys.tiles:
            room = tile.width() - 1 - 1 - 14 - 12
            font = theme.current().font(tile._name_px * 0.8, tile._bold)
            wide = painting.width(tile.text(), font)
            assert wide <= room + 1, (tile.text(), wide, room)


def test_every_price_key_can_be_reached_at_1024(post: Post) -> None:
    screen = post.start(size=NARROW)
    reached = set()
    for page in range(7):
        screen.selling.show_page(page)
        reached |= {tile.text() for tile in screen.sell.keys.tiles}
    keys = {key.label for key in post.made.shop.counter.price_keys()}
    assert reached == keys | {"Carte cadeau"}


def test_the_screen_lets_the_window_be_narrow(post: Post) -> None:
    assert post.start().minimumSizeHint().width() < NARROW[0]
    assert QSize(*NARROW).height() >= post.screen.minimumSizeHint().height()


@pytest.mark.parametrize("cents", [160, 840, 3760])
def test_the_change_is_drawn_whole_beside_every_card(post: Post, cents: int) -> None:
    """Catches a coin or its number cut off at 1024 pixels: the card reckoned without its coins."""
    post.set("roundup.offered", "1")
    screen = post.start(MANAGER, NARROW)
    screen.model.add(screen.shop.counter.line_at_price("EA-AS-FAUTEUIL", 10_000 - cents))
    screen.on_next()
    screen.payment.touch("CASH")
    screen.payment.paying.note(10_000)
    screen.payment._show()
    post.settle()
    drawn = screen.payment.due.drawn
    assert drawn.isVisible()
    assert drawn.height() >= drawn.layout().heightForWidth(drawn.width())
    assert faults(screen) == []


def test_titles_of_panels_are_whole_at_1024(post: Post) -> None:
    """Catches the number of the last ticket cut off."""
    screen = post.start(MANAGER, NARROW)
    post.touch_tile("Livre")
    screen.on_function_key(11)
    post.settle()
    for number in (5, 6, 10):
        if number == 6:
            post.touch_tile("Livre")
            screen.on_function_key(6)
            post.settle()
        screen.on_function_key(number)
        post.settle()
        panel = screen.sell.panel
        for text in (panel.head_title, panel.head_sub):
            wide = QFontMetrics(text.font()).horizontalAdvance(text.text())
            assert wide <= text.width(), text.text()
        assert panel.close_key.accessibleName() == "Fermer"
        screen.sell.close_panel()


@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_last_of_forty_lines_is_whole_with_its_keys(
    post: Post, size: tuple[int, int], each: bool
) -> None:
    """Catches the keys of a thing just scanned, under the edge of a long basket."""
    screen = post.start(MANAGER, WIDE)
    label = "Armoire normande en chêne massif à deux portes vitrées"
    for cents in range(100, 4_100, 100):
        line = screen.shop.counter.line_at_price("EA-AS-FAUTEUIL", cents, label)
        screen.model.add(line)
        if each:
            post.qtbot.wait(1)
    screen.resize(*size)
    post.settle()
    post.qtbot.wait(20)
    panel = screen.sell.basket
    port = panel._scroll.viewport()
    last = panel.line(screen.model.basket.lines[-1].n)
    shown = QRect(last.mapTo(port, QPoint(0, 0)), last.size())
    assert port.rect().contains(shown), (shown, port.rect())
