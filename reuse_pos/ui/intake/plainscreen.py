"""Reception in plain mode: put the crate, touch the picture; the same gestures with fewer, larger
keys, read aloud."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QVBoxLayout

from reuse_pos.domain.people import Person
from reuse_pos.services.shop import Shop
from reuse_pos.ui import speech
from reuse_pos.ui.intake.screen import IntakeScreen
from reuse_pos.ui.persons import face
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.widgets import PlainHeader


class PlainIntakeScreen(IntakeScreen):
    """``PlainIntakeScreen(shop, person)``: a reception desk under its own plain header."""

    plain = True

    def __init__(self, shop: Shop, person: Person) -> None:
        self.header = PlainHeader()
        super().__init__(shop, person)
        self.reader = ReadAloud(self)
        self.header.set_avatar(*face(person))
        self.header.set_listening(speech.available())
        self.header.home.connect(lambda: self.go.emit("home"))
        self.header.help.connect(lambda: self.go.emit("help"))
        self.header.listen.connect(self.read_aloud)
        self.titled.connect(self._say_title)
        layout = cast(QVBoxLayout, self.layout())
        layout.setSpacing(0)
        layout.insertWidget(0, self.header)
        for panel in (self.source, self.families, self.card):
            panel.set_plain()
        self._set_compact(self._compact)
        self._say_title()

    def left(self) -> None:
        """Be silent, and stop looking at the scale."""
        self.reader.stop()
        super().left()

    def read_aloud(self) -> None:
        """Read what is shown; a second touch is silence."""
        page = self.pages.currentWidget()
        if self.reader.reading:
            self.reader.stop()
        elif page is not None:
            self.reader.read(self.title, page)

    def _say_title(self) -> None:
        self.header.set_title(self.title)
        self.header.set_code("")
