"""One till for tests: its screen, its devices, and what was said; gestures by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from goods import bring
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.item import Item, State
from reuse_pos.domain.people import Person
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.roles import SYSTEM, Permission, Role
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.services.office import Devices, Station
from reuse_pos.services.verb import Act, verb
from reuse_pos.ui import tasks
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.widgets import Key

TILL = "001-1"
WIDE, NARROW = (1270, 712), (932, 712)
CASHIER = Person("07", "Chantal", Role.CASHIER, "flower", "deco_divers")
MANAGER = Person("02", "Marie", Role.MANAGER, "star", "jouets")


class Manager(Station):
    """Sets the shop up, by a verb made for tests."""

    @verb("setting_set", Permission.SET_UP)
    def set(self, act: Act, key: str, value: str) -> None:
        act.put("setting", key=key, scope="store", value=value, valid_from=act.day, set_by="02")


@dataclass
class Post:
    """One till with its screen, its devices and what was said in snackbars."""

    made: TestShop
    qtbot: QtBot
    devices: Devices
    screen: CounterScreen = field(init=False)
    said: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)

    def start(self, person: Person = CASHIER, size: tuple[int, int] = WIDE) -> CounterScreen:
        self.screen = CounterScreen(self.made.shop, person)
        self.qtbot.addWidget(self.screen)
        self.screen.say.connect(lambda text, _undo: self.said.append(text))
        self.screen.go.connect(self.went.append)
        self.screen.resize(*size)
        self.screen.show()
        self.screen.entered()
        self.screen.watch._timer.stop()
        self.settle()
        return self.screen

    def settle(self) -> None:
        """Let the clerks finish, and what they started."""
        for _round in range(3):
            self.qtbot.waitUntil(tasks.idle)
            QApplication.processEvents()

    def label(self, category: str, cents: int | None, label: str, **words: str) -> Item:
        """A labelled thing on sale at a price."""
        values = {"label": label, "price_cents": cents, **words}
        return bring(self.made, category, 1500, State.ON_SALE, **values)  # type: ignore[arg-type]

    def key(self, label: str) -> PriceKey:
        return next(one for one in self.made.shop.counter.price_keys() if one.label == label)

    def set(self, key: str, value: str) -> None:
        Manager(self.made.office).set(SYSTEM, key, value)
        self.made.office.forget()

    def press(self, name: str) -> None:
        """Touch a key by its name."""
        shown = [key for key in self.screen.findChildren(Key, name) if key.isVisible()]
        assert [key.isEnabled() for key in shown] == [True], name
        shown[0].click()
        self.settle()

    def take_way_out(self) -> None:
        """Touch the key of the bar above the basket."""
        assert self.screen.error.key.isVisible()
        self.screen.error.key.click()
        self.settle()

    def touch_tile(self, label: str) -> None:
        tile = next(one for one in self.screen.sell.keys.tiles if one.text() == label)
        assert tile.isVisible()
        tile.click()
        self.settle()

    def load(self, grams: int, readings: int = 8) -> None:
        """Put a load on the scale and let it stand still for `readings` readings."""
        assert isinstance(self.devices.scale, FakeScale)
        self.devices.scale.put(grams)
        for _reading in range(readings):
            self.screen.watch.poll()

    def sales(self) -> list[tuple[object, ...]]:
        reader = self.made.store.read()
        return [tuple(row) for row in reader.all("SELECT kind, total_cents FROM sale ORDER BY seq")]

    @property
    def lines(self) -> list[str]:
        return [line.label for line in self.screen.model.basket.lines]

    @property
    def bar(self) -> str:
        error = self.screen.error
        return "" if error.isHidden() else f"{error.title.text()} {error.why.text()}"
