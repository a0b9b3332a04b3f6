"""It is finished: what was done, the price in three tiles, and the very label that will be
printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import parse_cents, short_cents
from reuse_pos.domain.pricing import Advice
from reuse_pos.domain.wording import _
from reuse_pos.services.workshop import Work
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    Key,
    Keypad,
    Pictogram,
    Stepper,
    Text,
    column,
    row,
)
from reuse_pos.ui.workshop.looks import clear_key, empty, heading, say_soft, soft
from reuse_pos.ui.workshop.picture import Locate
from reuse_pos.ui.workshop.price_parts import DoneCard, LabelPicture, PriceTile

Preview = Callable[[int], bytes]


class PricePage(QWidget):
    """Signals ``given(cents, copies)``, ``back()`` and ``change_asked()``.

    ``ask(work, advice, minutes, preview, own_right, asker)`` shows it: ``preview(cents)`` gives
    the label's picture; with ``own_right`` the yellow key prints, else it proposes to ``asker``.
    """

    given = Signal(int, int)
    back = Signal()
    change_asked = Signal()

    def __init__(self, locate: Locate) -> None:
        super().__init__()
        self._locate = locate
        self._cents: int | None = None
        self._preview: Preview = lambda _cents: b""
        self.summary = DoneCard(locate)
        self.summary.change.clicked.connect(self.change_asked)
        self.right = Card()
        self.right.body.setContentsMargins(28, 14, 28, 16)
        self.right.body.setSpacing(12)
        self._text = ""
        self._own, self._asker = False, ""
        self.give = Key("", "", "next").typed(30, 38).sized(92).named("price_give")
        self._fill()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(24)
        layout.addWidget(self.summary)
        layout.addWidget(self.right, 1)

    def ask(
        self, work: Work, advice: Advice | None, preview: Preview, own_right: bool, asker: str
    ) -> None:
        """Ask the price of a finished thing, the advised one being chosen."""
        self._preview = preview
        self._own, self._asker = own_right, asker
        self.copies.set_value(1)
        self._advise(work, advice)
        word = _("Print the label") if own_right else _("Propose to {name}", name=asker)
        self.give.setText(word)
        self.give.with_icon("printer" if own_right else "hand-arrow-up")
        now, later = _("It comes out now."), _("It is printed when {name} says yes.", name=asker)
        say_soft(self._when, now if own_right else later)

    def summarise(self, work: Work, minutes: int | None) -> None:
        """Say what was done, the weight before and after, and what was used."""
        self.summary.show_work(work, minutes)

    def cents(self) -> int | None:
        """The price now chosen."""
        return self._cents

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        tiles = [key.accessibleName() for key in self.tiles]
        known = [self._source.text(), self.other.accessibleName()]
        typing = self.keypad.isVisibleTo(self)
        typed = [self._amount.text(), self.wrong.text()] if typing and self._text else []
        keys = [self.give.text()] if self.give.isEnabled() else []
        return [_("What price?"), *tiles, *known, *typed, self._when.text(), *keys]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The summary keeps a third of the width, the label its true proportion."""
        super().resizeEvent(event)
        self.summary.setFixedWidth(min(404, round(self.width() * 0.3)))

    def _fill(self) -> None:
        self._source = Amount("", 18, "ink2", "right", 400)
        self._mark = Pictogram("info", "ink2", 24)
        self._amount = Amount("", 44, align="left")
        self._amount.hide()
        title = heading(_("What price?"))
        head = row(title, 24, self._amount, None, self._mark, self._source, spacing=8)
        self.tiles: list[PriceTile] = []
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(16)
        self.other = Key(_("Other"), "note-pencil", place="above").typed(18, 32).sized(112, 110)
        self.other.named("price_other").clicked.connect(self._type_price)
        tiles = row(spacing=16)
        tiles.addLayout(self._tiles, 1)
        tiles.addWidget(self.other)
        self.label_box = Card(kind="note")
        self._fill_label_box()
        self.keypad = Keypad()
        self.keypad.typed.connect(self._typed)
        self.keypad.erased.connect(lambda: self._show_typed(self._text[:-1]))
        self.keypad.add_side_key(clear_key(lambda: self._show_typed("")))
        self.wrong = Text("", "strong", "plum").wrapped()
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(92, 200)
        self.return_key.named("price_back").clicked.connect(self.back)
        self.give.clicked.connect(self._give)
        foot = row(self.return_key, self.give, spacing=16)
        foot.setStretch(1, 1)
        body = self.right.body
        body.addLayout(head)
        body.addLayout(tiles)
        body.addWidget(self.label_box, 1)
        body.addWidget(self.keypad, 1)
        body.addWidget(self.wrong)
        body.addLayout(foot)
        self.keypad.hide()

    def _fill_label_box(self) -> None:
        self.picture = LabelPicture()
        self.copies = Stepper(1, 1, 20).sized(60, 60)
        self._when = soft().centred()
        title = Text(_("How many\nlabels?"), "h1").centred()
        side = QWidget()
        inner = column(None, title, spacing=12)
        inner.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self._when)
        inner.addStretch(1)
        side.setLayout(inner)
        side.setMinimumWidth(170)
        line = row(spacing=16)
        line.addWidget(self.picture, 1)
        line.addWidget(side)
        self.label_box.body.setContentsMargins(16, 12, 16, 12)
        self.label_box.body.addLayout(line)

    def _advise(self, work: Work, advice: Advice | None) -> None:
        empty(self._tiles)
        self.tiles = []
        came_back = work.item.price_cents if work.item.price_state.startswith("refused") else None
        self._source.set_text(_source(work, advice))
        self._mark.setVisible(bool(self._source.text()))
        if came_back is not None:
            offers = [(came_back, _("{name} says", name=self._asker))]
        elif advice is None:
            offers = []
        elif advice.n:
            offers = [
                (advice.low, _("low")),
                (advice.advised, _("advised")),
                (advice.high, _("high")),
            ]
        else:
            offers = [(advice.advised, _("price of the grid"))]
        for cents, word in offers:
            tile = PriceTile(cents, word)
            tile.clicked.connect(lambda _on=False, cents=cents: self._choose(cents))
            self._tiles.addWidget(tile, 1)
            self.tiles.append(tile)
        if not offers:
            self._type_price()
            return
        self._choose(offers[1][0] if len(offers) == 3 else offers[0][0])

    def _choose(self, cents: int | None) -> None:
        self._cents = cents
        self._show_keypad(False)
        self._tell("")
        for tile in self.tiles:
            tile.setChecked(tile.cents == cents)
        self.give.setEnabled(cents is not None)
        self._show_picture()

    def _show_picture(self) -> None:
        if self._cents is None:
            self.picture.show_label(b"", "")
            return
        words = _("The label at {price}", price=short_cents(self._cents))
        try:
            self.picture.show_label(self._preview(self._cents), words)
        except Refusal as refusal:
            self.picture.show_label(b"", "")
            self._tell(refusal.sentence)
            self.give.setEnabled(False)

    def _type_price(self) -> None:
        for tile in self.tiles:
            tile.setChecked(False)
        self._cents = None
        self._show_keypad(True)
        self._show_typed("")

    def _show_keypad(self, shown: bool) -> None:
        self.label_box.setVisible(not shown)
        self._amount.setVisible(shown)
        self.keypad.setVisible(shown)
        for key in (*self.tiles, self.other):
            key.sized(72 if shown else 112)
        for key in (self.return_key, self.give):
            key.sized(76 if shown else 92)

    def _typed(self, text: str) -> None:
        self._show_typed((self._text + text)[:8])

    def _show_typed(self, text: str) -> None:
        self._text = text
        self._tell("")
        self._amount.set_text(f"{text or '0'}\u00a0€")
        self.give.setEnabled(bool(text))

    def _tell(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _give(self) -> None:
        cents = self._cents
        if cents is None:
            try:
                cents = parse_cents(self._text)
            except Refusal as refusal:
                self._tell(refusal.sentence)
                return
        self.given.emit(cents, self.copies.value())


def _source(work: Work, advice: Advice | None) -> str:
    if advice is None or not advice.n:
        known = _("{category}: fewer than 10 sales here", category=work.category.label)
        return known if advice else ""
    return _("{category}, sales here: n = {n}", category=work.category.label, n=advice.n)
