"""The pictures and colours people of the team are known by on the sign-in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.persons import COLOURS
from reuse_pos.ui.widgets import Flow, Key, Text

PICTURES = {
    "flower": N_("Flower"), "bird": N_("Bird"), "rocket": N_("Rocket"), "cat": N_("Cat"),
    "star": N_("Star"), "anchor": N_("Anchor"), "bicycle": N_("Bicycle"),
    "butterfly": N_("Butterfly"), "fish": N_("Fish"), "guitar": N_("Guitar"), "boat": N_("Boat"),
    "sneaker": N_("Shoe"), "tree": N_("Tree"),
}  # fmt: skip
SHADES = {
    "orange": N_("Orange"), "pink": N_("Pink"), "blue": N_("Blue"), "green": N_("Green"),
    "purple": N_("Purple"), "brown": N_("Brown"), "teal": N_("Teal"), "grey": N_("Grey"),
    "red": N_("Red"),
}  # fmt: skip


class FaceChooser(QWidget):
    """``FaceChooser()``: ``choose(icon, colour)``, ``icon``, ``colour``; signal ``changed()``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.icon, self.colour = "flower", "orange"
        self.icons: dict[str, Key] = {}
        self.colours: dict[str, Key] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Text(_("Picture and colour"), "strong"))
        pictures, shades = QWidget(), QWidget()
        first, second = Flow(pictures), Flow(shades)
        for icon, word in PICTURES.items():
            key = Key("", icon).typed(16, 26).sized(48, 52).named(f"face_{icon}").spoken(_(word))
            key.clicked.connect(lambda _on=False, icon=icon: self._touch(icon, self.colour))
            self.icons[icon] = key
            first.addWidget(key)
        for colour, word in SHADES.items():
            key = Key("", "user").typed(16, 24).sized(48, 52).named(f"shade_{colour}")
            key.spoken(_(word))
            key.clicked.connect(lambda _on=False, colour=colour: self._touch(self.icon, colour))
            self.colours[colour] = key
            second.addWidget(key)
        layout.addWidget(pictures)
        layout.addWidget(shades)

    def choose(self, icon: str, colour: str) -> None:
        """Light a picture and a colour."""
        self.icon, self.colour = icon, colour
        tint = COLOURS.get(colour, colour)
        for one, key in self.icons.items():
            key.choosable(one == icon).with_icon(one, "fill", tint)
        for one, key in self.colours.items():
            drawn = icon if icon in PICTURES else "user"
            key.choosable(one == colour).with_icon(drawn, "fill", COLOURS[one])

    def _touch(self, icon: str, colour: str) -> None:
        self.choose(icon, colour)
        self.changed.emit()
