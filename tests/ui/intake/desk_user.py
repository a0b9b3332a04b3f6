"""A person at the reception desk: puts loads on the scale, touches the screen, counts gestures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeReceiptPrinter, FakeScale
from reuse_pos.services.intake_desk import Load
from reuse_pos.ui import tasks
from reuse_pos.ui.hub import hub
from reuse_pos.ui.intake import IntakeScreen
from reuse_pos.ui.widgets.pressable import Pressable

GRACE = Person("05", "Grace", Role.RECEPTION, "bird", "orange")


class DeskUser:
    """Touches the reception screen and counts every gesture."""

    def __init__(self, shop: TestShop, qtbot: QtBot, width: int = 1270) -> None:
        self.shop, self.qtbot = shop, qtbot
        self.scale, self.labels = FakeScale(), FakeLabelPrinter()
        self.slips = FakeReceiptPrinter()
        devices = shop.office.devices
        devices.scale, devices.label, devices.receipt = self.scale, self.labels, self.slips
        self.gestures = 0
        self.said: list[str] = []
        self.screen = IntakeScreen(shop.shop, GRACE)
        self.screen.say.connect(lambda text, _undo: self.said.append(text))
        qtbot.addWidget(self.screen)
        hub.changed.connect(self.screen.refresh)
        self.resize(width)
        self.screen.show()
        self.screen.entered()
        # Tests look at the scale themselves, when they have put something on it.
        self.screen.left()
        self.settle()

    def resize(self, width: int) -> None:
        """Give the screen the room the shell would."""
        self.screen.setFixedSize(width, 712)

    def settle(self) -> None:
        """Wait until everything asked is written, read again and shown."""
        self.qtbot.waitUntil(tasks.idle)
        QApplication.processEvents()
        self.qtbot.waitUntil(tasks.idle)

    def put(self, grams: int) -> None:
        """Put a load on the scale and let it stand still; 0 takes it away."""
        self.scale.put(grams)
        self.screen.look_at_scale()

    def key(self, name: str) -> Pressable:
        """The visible key of a name."""
        found = [
            one for one in self.screen.findChildren(Pressable, name) if one.isVisibleTo(self.screen)
        ]
        assert found, f"no key {name} on the screen"
        return found[0]

    def touch(self, name: str) -> None:
        """One gesture: touch a key."""
        self.gestures += 1
        self.qtbot.mouseClick(self.key(name), Qt.MouseButton.LeftButton)
        self.settle()

    def sees(self, name: str) -> bool:
        """Whether something of that name is on the screen."""
        found = self.screen.findChildren(QWidget, name)
        return any(one.isVisibleTo(self.screen) for one in found)

    @property
    def loads(self) -> list[Load]:
        """The lines of the delivery worked on."""
        return list(self.screen.model.desk.loads)
