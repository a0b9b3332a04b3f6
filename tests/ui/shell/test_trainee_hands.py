"""A trainee's whole path by touch: sign in, find a thing, say its way, mend it, propose its price.
Not a letter and not a figure is typed on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from goods import now
from invariants import check_ledger
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeScale
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.application import Application

LONGEST_WORK = 15
HUGO, PIN, CHAIR = "14", "3456", "EA-AS-CHAISE-BOIS"


class Hands:
    """Hands on the running app: they touch, and find nothing to type in after any touch."""

    def __init__(self, app: Application, bot: QtBot, scale: FakeScale) -> None:
        self.shell, self.bot, self.scale = app.shell, bot, scale
        self.touches = 0

    def touch(self, *names: str) -> None:
        for name in names:
            (key, *_same) = self._keys(name) or pytest.fail(f"no key {name} here")
            assert key.isEnabled(), f"{name} is not ready"
            key.click()
            self.touches += 1
            self.settle()
            fields = [one for one in self.shell.findChildren(QLineEdit) if one.isVisible()]
            assert fields == [], f"after {name} there is something to type in"

    def sees(self, name: str) -> bool:
        return bool(self._keys(name))

    def put(self, grams: int) -> None:
        """Put a load on the scale and let the screens look at it; no touch."""
        self.scale.put(grams)
        self.bot.wait(1_000)
        self.settle()

    def settle(self) -> None:
        for _again in range(3):
            assert tasks.wait_idle()
            QApplication.processEvents()

    def _keys(self, name: str) -> list[QAbstractButton]:
        found = self.shell.findChildren(QAbstractButton, name)
        return [one for one in found if one.isVisible()]


@pytest.fixture
def hands(qapp: QApplication, small_shop: TestShop, qtbot: QtBot) -> Iterator[Hands]:
    """The app on the small shop with a scale and a label printer; a crate stands at reception."""
    theme.install(qapp)
    devices = small_shop.office.devices
    devices.scale, devices.label = FakeScale(), FakeLabelPrinter()
    intake = small_shop.shop.intake
    here = intake.open_intake(small_shop.reception).value.id
    intake.weigh(small_shop.reception, here, "meubles", Weighing(40_000, 0, Source.SCALE))
    app = Application(qapp, small_shop.shop)
    app.start()
    qtbot.addWidget(app.shell)
    app.shell.resize(1024, 768)
    with qtbot.waitSignal(app.shell.painted):
        app.shell.show()
    made = Hands(app, qtbot, devices.scale)
    made.settle()
    yield made
    qtbot.waitUntil(tasks.idle)
    app.stop()


def test_a_trainee_types_nothing_from_the_crate_to_the_price(
    hands: Hands, small_shop: TestShop
) -> None:
    """Catches a page on the way that asks for letters, a name or a weight."""
    hands.touch(f"person_{HUGO}", *(f"pad_{figure}" for figure in PIN))
    hands.touch(
        "plain_home", "home_sorting", "sort_thing", "thing_new", "kind_meubles", f"kind_{CHAIR}"
    )
    hands.put(5_200)
    before = hands.touches
    hands.touch("state_worn", "way_repair", "way_done")
    assert hands.touches - before == 3
    (item,) = small_shop.shop.stock.items(State.TO_REPAIR)
    assert (item.category, item.grams) == (CHAIR, 5_200)
    hands.touch("plain_home", "plain_home", "home_workshop", "order_key")
    for _step in range(LONGEST_WORK):
        if not hands.sees("step_finish"):
            break
        hands.touch("step_finish")
    hands.put(5_000)
    hands.touch("time_60", "price_give")
    after = now(small_shop, item.id)
    assert (after.grams, after.price_state) == (5_000, "proposed")
    assert [doc.code for doc, _n in small_shop.office.devices.label.printed] == [item.code]
    check_ledger(small_shop.store)
