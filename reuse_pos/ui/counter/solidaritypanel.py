"""The solidarity price: which tariff, who sent the person, the number of their paper, and for what:
one line or the whole basket."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.solidarity import Tariff
from reuse_pos.domain.wording import _
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.keyspage import FIGURES
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key, Text, row

MOST_ORGANISMS = 4
NONE, REQUIRED = "none", "required"


class SolidarityPanel(SidePanel):
    """``SolidarityPanel(tariffs, organisms, line)``: signals ``given(str tariff, str organism,
    str number, bool whole_basket)`` and ``taken_off()``."""

    given = Signal(str, str, str, bool)
    taken_off = Signal()

    def __init__(
        self, tariffs: Sequence[Tariff], organisms: Sequence[str], line: Line | None,
        lowered: bool,
    ) -> None:  # fmt: skip
        super().__init__(
            _("Solidarity price"), _("Or scan the person’s card"), "hand-heart", "bricolage"
        )
        self._line = line.n if line else 0
        self._tariffs = {one.code: one for one in tariffs}
        self.scope = Choices(
            [("basket", _("Whole basket"), "basket"), ("line", _("This line"), "tag")], gap=8
        ).sized(52)
        self.scope.choose("line" if line else "basket")
        self.scope.setVisible(line is not None)
        self.tariffs = Choices([(one.code, one.label, "") for one in tariffs], 2, gap=10).sized(
            72, px=18
        )
        for one in tariffs:
            self.tariffs.key(one.code).with_sub(_terms(one))
        for figure, one in zip(FIGURES, tariffs if len(tariffs) > 1 else (), strict=False):
            self.tariffs.key(one.code).set_hint(figure)
        self.organism, self.number = self._field("organism"), self._field("number")
        self._organisms = Choices(
            [(name, name, "") for name in organisms[:MOST_ORGANISMS]], 2, gap=8
        ).sized(48)
        self._organisms.chosen.connect(self.organism.setText)
        self._ask_organism, self._ask_number = Text("", "block"), Text("", "block")
        self.next_key = Key(_("Give this price"), "check", "next", hint="F12").typed(24, 28)
        self.next_key.sized(76).named("solidarity_give")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.off = Key(_("Back to the\nfull price"), "x").sized(76).named("solidarity_off")
        self.off.setVisible(lowered)
        self._build()
        self._connect()
        if len(tariffs) == 1:
            self.tariffs.choose(tariffs[0].code)
        self._show()

    @property
    def tariff(self) -> Tariff | None:
        """The tariff chosen."""
        return self._tariffs.get(self.tariffs.value)

    def follow(self, basket: Basket) -> bool:
        """Nothing is left to ask once its line, or the whole basket, is gone."""
        return any(self._line in (0, one.n) for one in basket.lines)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in a field presses the yellow key, Escape leaves it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.press_next()
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure chooses a tariff; then what it asks is typed."""
        figure, codes = event.text(), list(self._tariffs)
        if figure and figure in FIGURES[: len(codes)]:
            self.tariffs.key(codes[int(figure) - 1]).click()
            asked = [one for one in (self.organism, self.number) if one.isVisible()]
            if asked:
                asked[0].setFocus()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"solidarity_{name}")
        field.setMaxLength(60)
        field.installEventFilter(self)
        return field

    def _build(self) -> None:
        self._asked = QWidget()
        asked = QGridLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setHorizontalSpacing(14)
        asked.setVerticalSpacing(6)
        asked.addWidget(self._ask_organism, 0, 0)
        asked.addWidget(self.organism, 1, 0)
        asked.addWidget(self._organisms, 2, 0)
        asked.addWidget(self._ask_number, 0, 1)
        asked.addWidget(self.number, 1, 1)
        for x in range(2):
            asked.setColumnStretch(x, 1)
        self.body.addSpacing(14)
        self.body.addWidget(self.scope)
        self.body.addSpacing(14)
        self.body.addWidget(self.tariffs)
        self.body.addSpacing(16)
        self.body.addWidget(self._asked)
        self.body.addStretch(1)
        self.body.addLayout(row(self.off, self.next_key, spacing=12))

    def _connect(self) -> None:
        self.tariffs.chosen.connect(lambda _code: self._show())
        self.organism.textChanged.connect(self._organism_typed)
        self.number.textChanged.connect(lambda _text: self._show())
        self.off.clicked.connect(self.taken_off)
        if self.next_key is not None:
            self.next_key.clicked.connect(self._give)

    def _organism_typed(self, text: str) -> None:
        self._organisms.choose(text)
        self._show()

    def _give(self) -> None:
        self.given.emit(
            self.tariffs.value, self.organism.text().strip(), self.number.text().strip(),
            self.scope.value == "basket",
        )  # fmt: skip

    def _show(self) -> None:
        tariff = self.tariff
        who = tariff.organism_rule if tariff else NONE
        number = tariff.number_rule if tariff else NONE
        for asked, widgets in (
            (who, (self._ask_organism, self.organism, self._organisms)),
            (number, (self._ask_number, self.number)),
        ):
            for widget in widgets:
                widget.setVisible(asked != NONE)
        self._ask_organism.setText(_("Who sent the person?"))
        self._ask_number.setText(
            _("Number of the paper") if number == REQUIRED else _("Number, if there is one")
        )
        self.organism.setAccessibleName(self._ask_organism.text())
        self.number.setAccessibleName(self._ask_number.text())
        lacks_who = who == REQUIRED and not self.organism.text().strip()
        lacks_number = number == REQUIRED and not self.number.text().strip()
        ready = tariff is not None and not lacks_who and not lacks_number
        self.allow_next(ready, "F12")
        if self.next_key is not None:
            self.next_key.with_sub(
                _("touch a tariff") if tariff is None else _("who sent the person is missing")
                if lacks_who else _("the number is missing") if lacks_number else ""
            )  # fmt: skip


def _terms(tariff: Tariff) -> str:
    """What a tariff gives: "−50 %, 1,00 € au moins"."""
    share = f"−{tariff.basis_points // 100}{NBSP}%"
    if not tariff.floor_cents:
        return share
    return _("{share}, at least {floor}", share=share, floor=format_cents(tariff.floor_cents))
