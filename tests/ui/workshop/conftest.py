"""A workshop with things to mend, a scale, a label printer, and the app dressed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from goods import bring
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeScale
from reuse_pos.ui import speech, tasks, theme
from reuse_pos.ui.workshop.screen import WorkshopScreen


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The light look at 100 %, and a machine with a silent voice; earlier screens are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.install(qapp)
    monkeypatch.setattr(speech, "available", lambda: True)
    monkeypatch.setattr(speech, "say", lambda _text: True)
    yield
    theme.set("light", 100)


@pytest.fixture
def atelier(small_shop: TestShop) -> Iterator[TestShop]:
    """A small shop with a scale and a label printer, and three more trainees."""
    small_shop.office.devices.scale = FakeScale()
    small_shop.office.devices.label = FakeLabelPrinter()
    for op, name, icon, colour in (
        ("15", "Bruno", "bicycle", "purple"),
        ("16", "Dawit", "guitar", "brown"),
        ("17", "Salima", "fish", "teal"),
    ):
        person = Person(op, name, Role.TRAINEE, icon, colour, True)
        small_shop.shop.people.put(small_shop.manager, person, "2222")
    yield small_shop
    assert tasks.wait_idle()


Send = Callable[..., tuple[Item, Id]]


@pytest.fixture
def send(atelier: TestShop) -> Send:
    """Sends a thing of a category to the workshop; its work order."""

    def bring_and_send(category: str, grams: int, **words: str) -> tuple[Item, Id]:
        item = bring(atelier, category, grams, **words)
        order = atelier.shop.workshop.send_to_workshop(atelier.trainee, item.id).value
        return item, order

    return bring_and_send


def person(shop: TestShop, op: str, own_labels: bool = False) -> Person:
    """Somebody of the shop, with the right to print their own labels when asked."""
    found = next(one for one in shop.shop.people.tiles() if one.op == op)
    if own_labels:
        return Person(
            found.op, found.name, found.role, found.icon, found.colour, True, prints_own_labels=True
        )
    return found


@pytest.fixture
def screen_of(atelier: TestShop, qtbot: QtBot) -> Callable[..., WorkshopScreen]:
    """Opens the workshop's screen for a person, by operator code."""

    def open_for(op: str, own_labels: bool = False, **options: object) -> WorkshopScreen:
        screen = WorkshopScreen(atelier.shop, person(atelier, op, own_labels), **options)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        screen.show()
        screen.entered()
        return screen

    return open_for
