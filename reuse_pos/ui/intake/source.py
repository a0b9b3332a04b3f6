"""Where things come from: the origin tiles and the towns, at the top of reception."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Furnishings
from reuse_pos.ui import theme
from reuse_pos.ui.intake.keys import FoldingKey
from reuse_pos.ui.intake.words import ORIGIN_TILES, pill_words
from reuse_pos.ui.widgets import Key, Text

NEAR = 4
LABEL_WIDTH, NARROW_LABEL = 96, 84


class SourcePanel(QWidget):
    """``SourcePanel(furnishings)``: signals ``origin(str)``, ``commune(str)``, ``other_origin()``,
    ``other_commune()``, ``donor()``. ``show_source(origin, commune, named)`` marks the chosen ones,
    and whether the giver's name is kept.
    """

    origin = Signal(str)
    commune = Signal(str)
    other_origin = Signal()
    other_commune = Signal()
    donor = Signal()

    def __init__(self, furnishings: Furnishings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._furnishings, self._compact, self._named = furnishings, False, False
        self._origins, self._communes = QButtonGroup(self), QButtonGroup(self)
        self._origin_keys: dict[str, FoldingKey] = {}
        self._commune_keys: dict[str, Key] = {}
        self._more_origins = Key("", "dots-three").typed(16, 24).sized(56, 52).choosable()
        self._more_origins.named("origin_other").spoken(_("Other origins"))
        self._more_communes = Key(_("Other…")).choosable().named("commune_other")
        self._donor = Key(_("Giver’s name"), "user").choosable().named("donor")
        self._donor.clicked.connect(self._ask_donor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._origin_row())
        layout.addLayout(self._commune_row())

    def use(self, furnishings: Furnishings) -> None:
        """The shop's towns and partners changed; the near towns have their keys at once."""
        moved = furnishings.near != self._furnishings.near
        self._furnishings = furnishings
        if moved:
            for key in self._commune_keys.values():
                self._communes.removeButton(key)
                self._towns.removeWidget(key)
                key.hide()
                key.deleteLater()
            self._commune_keys = {}
            self._near_keys()
            self.set_compact(self._compact)

    def show_source(self, origin: str, commune: str | None, named: bool = False) -> None:
        """Mark where the delivery comes from; another origin or town takes the last key."""
        _mark(self._origins, self._origin_keys.get(origin, self._more_origins))
        self._named = named
        self._donor.setChecked(named)
        words, icon = pill_words(origin, "") if origin not in self._origin_keys else ("", "")
        self._more_origins.with_icon(icon or "dots-three")
        self._more_origins.spoken(words or _("Other origins"))
        far = commune is not None and commune not in self._commune_keys
        self._more_communes.setText(self._town(commune) if far and commune else _("Other…"))
        _mark(
            self._communes,
            self._more_communes if far else self._commune_keys.get(commune or ""),
        )

    def set_plain(self) -> None:
        """Only what most deliveries need: the four origins and the towns."""
        self._donor.hide()
        self._more_origins.hide()

    def set_compact(self, compact: bool) -> None:
        """Narrower keys at 1024 pixels."""
        for key in self._origin_keys.values():
            key.narrow(compact)
        self._compact = compact
        self._donor.setText("" if compact else _("Giver’s name"))
        self._donor.spoken(_("Giver’s name"))
        for insee, town in self._commune_keys.items():
            town.setText(self._town(insee))
        for town in (*self._commune_keys.values(), self._more_communes):
            town.typed(14 if compact or "\n" in town.text() else 16)
        for label in self.findChildren(Text):
            label.setFixedWidth(theme.current().px(NARROW_LABEL if compact else LABEL_WIDTH))

    def _origin_row(self) -> QHBoxLayout:
        row = _row(_("Where from?"))
        for code, words, icon in ORIGIN_TILES:
            weight = "fill" if icon == "house-line" else "bold"
            key = FoldingKey(_(words), icon).with_icon(icon, weight).typed(16, 24).sized(56)
            key.choosable()
            key.named(f"origin_{code}")
            key.clicked.connect(lambda _on=False, code=code: self.origin.emit(code))
            self._origins.addButton(key)
            self._origin_keys[code] = key
            row.addWidget(key, 1)
        self._more_origins.clicked.connect(self.other_origin)
        self._origins.addButton(self._more_origins)
        row.addWidget(self._more_origins)
        return row

    def _town(self, insee: str) -> str:
        return _broken(_short(self._furnishings.commune(insee)))

    def _commune_row(self) -> QHBoxLayout:
        self._towns = _row(_("Town"))
        self._near_keys()
        self._more_communes.clicked.connect(self.other_commune)
        self._communes.addButton(self._more_communes)
        self._towns.addWidget(self._more_communes, 1)
        self._towns.addWidget(self._donor)
        return self._towns

    def _near_keys(self) -> None:
        for number, (insee, name) in enumerate(self._furnishings.near[:NEAR]):
            key = Key(_broken(_short(name))).choosable().named(f"commune_{insee}")
            key.clicked.connect(lambda _on=False, insee=insee: self.commune.emit(insee))
            self._communes.addButton(key)
            self._commune_keys[insee] = key
            # After the words of the line.
            self._towns.insertWidget(number + 1, key, 1)

    def _ask_donor(self) -> None:
        # Lit only while a name is kept, whatever was touched.
        self._donor.setChecked(self._named)
        self.donor.emit()


def _row(words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    label = Text(words, "block").wrapped()
    label.setFixedWidth(LABEL_WIDTH)
    row.addWidget(label)
    return row


def _mark(group: QButtonGroup, key: Key | None) -> None:
    group.setExclusive(False)
    for button in group.buttons():
        button.setChecked(button is key)
    group.setExclusive(True)


def _short(name: str) -> str:
    """A town's name as people write it short."""
    return name.replace("Sainte-", "Ste-").replace("Saint-", "St-")


def _broken(name: str) -> str:
    """A long double name on two lines."""
    first, dash, rest = name.partition("-")
    if len(name) < 13 or not dash or len(first) < 4:
        return name
    return f"{first}-\n{rest}"
