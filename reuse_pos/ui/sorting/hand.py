"""A weight typed by hand, when the scale does not answer: big figures, one yellow key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import parse_kilos
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Amount, Card, Key, Keypad

if TYPE_CHECKING:
    from reuse_pos.ui.sorting.screen import SortingScreen

MOST_FIGURES = 7


class HandPage(Page):
    """``ask(answer)`` shows the pad; ``answer(grams)`` is called with the net weight."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.title = _("Weight by hand")
        self._text = ""
        self._answer: Callable[[int], None] = lambda _grams: None
        self.figure = Amount("0", 74, align="left")
        self.figure.set_unit("kg", 38)
        self.pad = Keypad()
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 200)
        self.ok = Key(_("This is the weight"), "check", "next").plain().named("hand_ok")
        self.pad.typed.connect(self._typed)
        self.pad.erased.connect(self._erased)
        self.back.clicked.connect(screen.hand_done)
        self.ok.clicked.connect(self.on_next)
        card = Card(kind="live")
        card.body.addWidget(words(_("How many kilos, without the container?"), 26))
        card.body.addWidget(self.figure)
        keys = QHBoxLayout()
        keys.setSpacing(16)
        keys.addWidget(self.back)
        keys.addWidget(self.ok, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(120, 20, 120, 20)
        layout.setSpacing(16)
        layout.addWidget(card)
        layout.addWidget(self.pad, 1)
        layout.addLayout(keys)

    def ask(self, answer: Callable[[int], None]) -> None:
        """Begin with nothing typed."""
        self._answer, self._text = answer, ""
        self._show()

    def on_next(self) -> None:
        """The weight is given back, if it is one."""
        try:
            grams = parse_kilos(self._text or "0", self.shop.office.number("scale.capacity_g"))
        except Refusal as no:
            self.host.show_refusal(no.sentence)
            return
        self.host.hand_done()
        self._answer(grams)

    def spoken(self) -> list[str]:
        """The question."""
        return [self.title, _("How many kilos, without the container?")]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A real keyboard works too."""
        if not self.pad.take(event):
            super().keyPressEvent(event)

    def _typed(self, figure: str) -> None:
        if len(self._text) < MOST_FIGURES and not (figure == "," and "," in self._text):
            self._text += figure
        self._show()

    def _erased(self) -> None:
        self._text = self._text[:-1]
        self._show()

    def _show(self) -> None:
        self.figure.set_text(self._text or "0")
        self.ok.setEnabled(bool(self._text))
