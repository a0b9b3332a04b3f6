"""The sorting screen on a small shop, with a scale and a label printer made for tests."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.db.stock import item_row
from reuse_pos.domain.ids import CodeKind, Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Posting, Source, Weighing, transfer
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeScale
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import new_item
from reuse_pos.services.verb import Act, verb
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.sorting.screen import SortingScreen
from reuse_pos.ui.widgets import Key
from reuse_pos.ui.widgets.pressable import Pressable

HUGO = Person("14", "Hugo", Role.TRAINEE, "boat", "vaisselle", True)
ELODIE = Person("03", "Élodie", Role.SUPERVISOR, "cat", "textile")


class Door(Station):
    """Brings goods to reception, as a delivery would."""

    @verb("brought", Permission.RECEIVE)
    def bring(self, act: Act, category: str, grams: int) -> None:
        act.entry(
            "intake", transfer("in:drop_off", "stock:reception", category, grams, 0, Source.SCALE)
        )

    @verb("brought", Permission.RECEIVE)
    def bring_item(self, act: Act, category: str, label: str, grams: int) -> Id:
        load = Weighing(grams, 0, Source.SCALE)
        item = new_item(act, CodeKind.ITEM, category, label, State.RECEIVED, load)
        origin = Posting("in:drop_off", category, -grams, -1, Source.SCALE)
        here = Posting("stock:reception", category, grams, 1, Source.SCALE, item.id)
        entry = act.entry("intake", (origin, here))
        act.put("item", **item_row(item))
        act.new_item(item.id, entry=entry)
        return item.id


@dataclass
class Bench:
    """The screen, its shop, its scale and its printer."""

    bot: QtBot
    shop: TestShop
    screen: SortingScreen
    scale: FakeScale
    printer: FakeLabelPrinter
    said: list[str]

    def put(self, grams: int) -> None:
        """Put a load on the scale and wait until the screen saw it."""
        self.scale.put(grams)
        self.bot.waitUntil(lambda: self.screen._view.grams == grams)

    def touch(self, name: str) -> None:
        """One touch on what has this name, then everything asked for is done."""
        key = self.find(name)
        assert key.isVisible(), name
        key.click()
        self.settle()

    def find(self, name: str) -> Pressable:
        """The shown key or tile of that name."""
        found = [one for one in self.screen.findChildren(Pressable) if one.objectName() == name]
        shown = [one for one in found if one.isVisible()]
        return (shown or found)[0]

    def settle(self) -> None:
        """Everything written and answered."""
        assert tasks.wait_idle()
        QApplication.processEvents()

    def yellow(self) -> list[str]:
        """The yellow keys on the screen."""
        return [
            key.text()
            for key in self.screen.findChildren(Key)
            if key.isVisible() and key.kind == "next"
        ]

    def shown(self, kind: type[QWidget]) -> list[QWidget]:
        """Every visible widget of a kind."""
        return [one for one in self.screen.findChildren(kind) if one.isVisible()]


def make_bench(bot: QtBot, shop: TestShop, person: Person = HUGO) -> Bench:
    """A screen 1024 by 768, shown, with an empty scale."""
    scale, printer = FakeScale(), FakeLabelPrinter()
    shop.office.devices.scale, shop.office.devices.label = scale, printer
    screen = SortingScreen(shop.shop, person)
    bot.addWidget(screen)
    screen.resize(1024, 768)
    screen.show()
    screen.entered()
    said: list[str] = []
    screen.say.connect(lambda text, _undo: said.append(text))
    bot.waitUntil(lambda: screen._view.state == "empty")
    return Bench(bot, shop, screen, scale, printer, said)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, small_shop: TestShop) -> Iterator[Bench]:
    """Hugo at the sorting screen; 80 kg of textiles, mixed crates and books at reception."""
    theme.install(qapp)
    door = Door(small_shop.office)
    for category, grams in (("TLC-VRAC", 80_000), ("A-TRIER", 60_000), ("HR-LIVRE", 18_000)):
        door.bring(small_shop.reception, category, grams)
    made = make_bench(qtbot, small_shop)
    yield made
    made.screen.left()
    tasks.close()
    theme.set("light", 100)
