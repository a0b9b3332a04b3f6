"""The home page of the plain screens: a few big pictures, one for each place one may go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import speech, tokens
from reuse_pos.ui.persons import face
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.screen import Screen, Workplace
from reuse_pos.ui.widgets import BigTile, Key, PlainHeader

# What each place is called when it is one's own, its picture and its colour.
PICTURES = {
    "counter": (N_("Till"), N_("sell"), "cash-register", "textile"),
    "intake": (N_("Reception"), N_("weigh what arrives"), "hand-arrow-down", "bricolage"),
    "sorting": (N_("Sorting"), N_("give each thing its way"), "shapes", "livres_medias"),
    "workshop": (N_("My work"), N_("repair and refurbish"), "hammer", "meubles"),
    "stock": (N_("Stock"), N_("find a thing"), "magnifying-glass", "electro"),
    "reports": (N_("Reports"), N_("weight of the month"), "chart-bar", "vaisselle"),
    "till": (N_("Close the till"), N_("count and close"), "lock", "jouets"),
    "holds": (N_("Holds"), N_("things kept for people"), "calendar-check", "textile"),
    "orders": (N_("Orders"), N_("work asked by customers"), "paint-roller", "meubles"),
    "agenda": (N_("Agenda"), N_("pick-ups and deliveries"), "calendar-dots", "livres_medias"),
    "outflow": (N_("What leaves"), N_("slips, skips and lorries"), "truck", "sport"),
    "stocktake": (N_("Stock-take"), N_("count what is there"), "list-magnifying-glass", "neutral"),
    "settings": (N_("Settings"), N_("arrange the shop"), "gear", "electro"),
}


class HomePage(Screen):
    """``HomePage(person, places, may_learn=False, parent=None, may_note=False)``: tiles named
    ``home_<code>``; signal ``go``. ``may_note`` offers the person's booklet."""

    plain = True

    def __init__(
        self, person: Person, places: Sequence[Workplace], may_learn: bool = False,
        parent: QWidget | None = None, *, may_note: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(_("Home"), "", parent)
        self.setObjectName("home")
        self._sentence = _("Hello {name}. Where are you going?", name=person.name)
        header = PlainHeader()
        header.home_key.hide()
        header.set_title(self._sentence)
        header.set_avatar(*face(person))
        header.set_code("")
        header.set_listening(speech.available())
        header.listen.connect(self._read_aloud)
        self.reader = ReadAloud(self)
        header.help.connect(lambda: self.go.emit("help"))
        self._words = [self._sentence]
        self._many = len(places) > 6
        switch = Key(_("Change person"), "user-switch").plain(72).named("home_switch")
        switch.clicked.connect(lambda: self.go.emit("switch"))
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(20)
        body.addLayout(self._tiles(places), 1)
        foot = QHBoxLayout()
        foot.setSpacing(20)
        foot.addWidget(switch)
        if may_learn:
            learn = Key(_("Practice mode"), "play-circle").plain(72).named("home_learn")
            learn.clicked.connect(lambda: self.go.emit("learn"))
            foot.addWidget(learn)
        if may_note:
            booklet = Key(_("My booklet"), "note-pencil").plain(72).named("home_booklet")
            booklet.clicked.connect(lambda: self.go.emit("booklet"))
            foot.addWidget(booklet)
        body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    def _tiles(self, places: Sequence[Workplace]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(tokens.PLAIN_GAP)
        columns = 2 if len(places) <= 4 else 3 if not self._many else 4 if len(places) <= 12 else 5
        for number, place in enumerate(places):
            grid.addWidget(self._tile(place), number // columns, number % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _tile(self, place: Workplace) -> BigTile:
        title, sub, icon, family = PICTURES.get(
            place.code, (place.title_msgid, "", place.icon, "electro")
        )
        tile = BigTile(_(title), _(sub) if sub else "", icon, family)
        tile.stretching().named(f"home_{place.code}")
        if self._many:
            tile.pictured(96, 72, 24).typed(22, 16)
        else:
            tile.pictured(168, 128, 40).typed(36, 22)
        tile.clicked.connect(lambda: self.go.emit(place.code))
        self._words.append(tile.accessibleName())
        return tile

    def _read_aloud(self) -> None:
        if self.reader.reading:
            self.reader.stop()
        else:
            self.reader.read_words(self._words, self)

    def left(self) -> None:
        """Be silent."""
        self.reader.stop()
