"""For the supervisor: who may do the dangerous steps, one line a person, one key an
authorisation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop_steps import AUTHORISATIONS
from reuse_pos.services.work_rights import Rights
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import Avatar, EmptyState, Key, Text, row
from reuse_pos.ui.workshop.looks import KeyRow, empty


class RightsPage(QWidget):
    """``show_people(rights)``. Signals ``touched(Rights, what)`` and ``back()``."""

    touched = Signal(object, str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        inside = QWidget()
        inside.setLayout(self._grid)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(inside)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.return_key.named("rights_back").clicked.connect(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self._area, 1)
        layout.addWidget(KeyRow([self.return_key]))

    def show_people(self, everyone: Sequence[Rights]) -> None:
        """Show who works here; a chosen key is an authorisation they have."""
        empty(self._grid)
        for column, (words, _icon) in enumerate(AUTHORISATIONS.values(), 1):
            self._grid.addWidget(Text(_(words), "strong").wrapped().centred(), 0, column)
            self._grid.setColumnStretch(column, 1)
        for line, rights in enumerate(everyone, 1):
            name = QWidget()
            name.setLayout(
                row(Avatar(*face(rights.person), 44), Text(rights.person.name, "strong"), None)
            )
            self._grid.addWidget(name, line, 0)
            for column, what in enumerate(AUTHORISATIONS, 1):
                self._grid.addWidget(self._key(rights, what), line, column)
        if not everyone:
            self._grid.addWidget(EmptyState("users", _("Nobody works here yet")), 0, 0)
        self._grid.setRowStretch(len(everyone) + 1, 1)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [text.text() for text in self.findChildren(Text) if text.isVisible()]

    def _key(self, rights: Rights, what: str) -> Key:
        held = rights.held.get(what)
        words = _("No")
        if held is not None:
            words = _("Until {day}", day=_short(held)) if held else _("Yes")
        key = Key(words, "check" if held is not None else "").typed(18, 22).sized(60)
        key.choosable(held is not None).named(f"right_{rights.person.op}_{what}")
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.spoken(f"{rights.person.name}, {_(AUTHORISATIONS[what][0])}: {words}")
        key.clicked.connect(lambda: self.touched.emit(rights, what))
        return key


def _short(day: str) -> str:
    year, month, rest = day.split("-")
    return f"{rest}/{month}/{year[2:]}"
