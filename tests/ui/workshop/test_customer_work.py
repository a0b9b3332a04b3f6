"""A customer's own piece at the bench: marked on its card, not weighed, not priced."""

from __future__ import annotations

from collections.abc import Callable

from goods import now
from invariants import check_ledger
from ordered_work import accepted
from PySide6.QtWidgets import QApplication
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.orders import Agreed, Stage
from reuse_pos.ui import tasks
from reuse_pos.ui.workshop.screen import WorkshopScreen

Open = Callable[..., WorkshopScreen]


def settle() -> None:
    assert tasks.wait_idle()
    QApplication.processEvents()


def touch(screen: WorkshopScreen, name: str) -> None:
    """Touch the visible key of this name."""
    from PySide6.QtWidgets import QAbstractButton

    keys = [one for one in screen.findChildren(QAbstractButton, name) if one.isVisible()]
    assert keys, f"no key {name} here"
    keys[0].click()
    settle()


def test_the_queue_says_whose_and_for_when(atelier: TestShop, screen_of: Open) -> None:
    atelier.shop.till.open_session(atelier.cashier, "001-1", 15_000)
    accepted(atelier, Agreed())
    screen = screen_of("14")
    settle()
    (card,) = [one for one in screen.queue.cards if one.isVisible()]
    assert "Client, pour le 15/10" in card.words()


def test_its_tag_opens_it_and_the_last_step_makes_it_ready(
    atelier: TestShop, screen_of: Open
) -> None:
    """Bug it would catch: a weight asked for a thing that is not the shop's, or a price."""
    atelier.shop.till.open_session(atelier.cashier, "001-1", 15_000)
    order = accepted(atelier, Agreed())
    item = now(atelier, order.item)
    screen = screen_of("14")
    said: list[str] = []
    screen.say.connect(lambda text, _undo: said.append(text))
    screen.open_label(item.code)
    settle()
    steps = atelier.shop.workshop.work(order.work_order).order.steps
    for _step in steps:
        touch(screen, "step_finish")
    assert screen.pages.currentWidget() is screen.finishing.time
    touch(screen, "time_60")
    assert atelier.shop.orders.view(order.id).stage is Stage.READY
    assert said == ["CMD-2610-0001 est prête. Posez-la avec les objets à retirer."]
    assert now(atelier, item.id).state is State.SOLD
    check_ledger(atelier.store)


def test_taken_back_it_waits_in_the_queue_again(atelier: TestShop, screen_of: Open) -> None:
    """Bug it would catch: the undo that finishes it again at once."""
    atelier.shop.till.open_session(atelier.cashier, "001-1", 15_000)
    order = accepted(atelier, Agreed())
    screen = screen_of("14")
    screen.open_label(now(atelier, order.item).code)
    settle()
    for _step in atelier.shop.workshop.work(order.work_order).order.steps:
        touch(screen, "step_finish")
    screen.finishing.weigh_again()
    settle()
    assert atelier.shop.orders.view(order.id).stage is Stage.ACCEPTED
    assert screen.pages.currentWidget() is not screen.weigh
