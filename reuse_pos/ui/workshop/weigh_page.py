"""The weight after the work: put it on the scale, nothing else. By hand where there is no scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing, format_grams, parse_kilos
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import (
    Amount,
    BigTile,
    Card,
    Key,
    Keypad,
    ScaleReadout,
    Text,
    column,
    row,
)
from reuse_pos.ui.workshop.looks import clear_key, heading, pictured
from reuse_pos.ui.workshop.scale_watch import ScaleWatch

# A change larger than this is asked about: the wrong thing may stand on the scale.
LARGE_SHARE_PERCENT = 15
LARGE_GRAMS = 500


class WeighPage(QWidget):
    """Signals ``weighed(Weighing, removed_to)`` and ``back()``. ``ask(title, before_g)`` begins.

    A small change is taken by itself when the scale is stable. A large loss asks where the rest
    went, a large gain asks whether this is the right thing; another load on the scale meanwhile is
    another answer. Without ``before_g`` every weight is taken. ``again()`` looks at the scale once
    more after a visit elsewhere, or a weight that was refused.
    """

    weighed = Signal(object, str)
    back = Signal()

    def __init__(self, devices: object) -> None:
        super().__init__()
        self._before: int | None = None
        self._seen: int | None = None
        self._found: Weighing | None = None
        self._typed = ""
        self._title = heading("", 48)
        self._sub = Text("", "plain-text", "ink2").wrapped()
        self.readout = ScaleReadout(_("Weight"), 66)
        self.watch = ScaleWatch(devices, self.readout, self)
        self.watch.settled.connect(self._settled)
        self.watch.taken_off.connect(self._taken_off)
        self.question = self._question()
        self.hand = self._hand()
        self.by_hand = Key(_("Weight by hand"), "note-pencil").typed(22, 28).sized(72)
        self.by_hand.named("weigh_by_hand").clicked.connect(self._show_hand)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(72, 170)
        self.return_key.named("weigh_back").clicked.connect(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(pictured("scales", self._title, self._sub))
        layout.addWidget(self.readout)
        layout.addWidget(self.question, 1)
        layout.addWidget(self.hand, 3)
        self.question.hide()
        self.hand.hide()
        layout.addStretch(1)
        layout.addLayout(row(self.return_key, None, self.by_hand, spacing=16))

    def ask(self, title: str, before_g: int | None, seen_g: int | None = None) -> None:
        """Begin: ask for a weight; `before_g` is what the thing weighed before, `seen_g` the
        weight just taken back, which wants a touch to be taken again."""
        self._before, self._seen = before_g, seen_g
        self._found, self._typed = None, ""
        self._title.set_text(title)
        before = _("Before: {weight}", weight=format_grams(before_g)) if before_g else ""
        self._sub.setText(before)
        self.question.hide()
        self.hand.hide()
        self.readout.show()
        self.by_hand.show()
        if self.watch.absent():
            self._show_hand()
        else:
            self.watch.start()

    def again(self, seen_g: int | None = None) -> None:
        """Look at the scale once more; figures being typed stay, a question open is asked anew.
        `seen_g` is a weight just refused, which wants a touch to be taken again."""
        if self.hand.isHidden():
            self._found = None
            self._seen = self._seen if seen_g is None else seen_g
            self.question.hide()
            self.watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at the scale no more."""
        self.watch.stop()
        super().hideEvent(event)

    def yellow(self) -> Key | None:
        """The yellow key, if there is one."""
        for key in (self.take, self.sure):
            if key.isVisible():
                return key
        return None

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        said = [self._title.text(), self._sub.text()]
        if self.question.isVisibleTo(self):
            keys = (self.recycled, self.thrown, self.sure)
            said += [self._why.text(), *(key.text() for key in keys if key.isVisibleTo(self))]
        if self.hand.isVisibleTo(self):
            # Without figures the key waits: nothing to say of it yet.
            weight = f"{self._figure.text()} kg"
            said += [self._wrong.text(), *((weight, self.take.text()) if self._typed else ())]
        return said

    def _settled(self, grams: int) -> None:
        weighing = Weighing(grams, 0, Source.SCALE)
        if grams == self._seen:
            self._found = weighing
            self._why.setText(_("It weighs {weight}.", weight=format_grams(grams)))
            self._show_question(lost=False)
        else:
            self._propose(weighing)

    def _taken_off(self) -> None:
        """The load is off the scale: what was asked about it is no longer asked."""
        if self.hand.isHidden():
            self._found, self._seen = None, None
            self.question.hide()

    def _propose(self, weighing: Weighing) -> None:
        self._found = weighing
        change = 0 if not self._before else weighing.net_g - self._before
        share = abs(change) * 100 > LARGE_SHARE_PERCENT * (self._before or 1)
        if abs(change) > LARGE_GRAMS and share:
            self._ask_about(change)
        else:
            self._give("disposal")

    def _ask_about(self, change: int) -> None:
        self.hand.hide()
        lost = change < 0
        weight = format_grams(abs(change))
        if lost:
            self._why.setText(_("It is {weight} lighter. Where did the rest go?", weight=weight))
        else:
            self._why.setText(_("It is {weight} heavier. Is it the right object?", weight=weight))
        self._show_question(lost=lost)

    def _show_question(self, *, lost: bool) -> None:
        for tile in (self.recycled, self.thrown):
            tile.setVisible(lost)
        self.sure.setVisible(not lost)
        self.question.show()

    def _give(self, way: str) -> None:
        self.watch.stop()
        found, self._found = self._found, None
        if found is not None:
            self.weighed.emit(found, way)

    def _question(self) -> Card:
        card = Card()
        self._why = Text("", "plain-key").wrapped()
        self.recycled = BigTile(_("Recycle"), "", "recycle", "bricolage").sized(112)
        self.thrown = BigTile(_("Throw away"), "", "trash", "neutral").sized(112)
        for tile, way in ((self.recycled, "recycling"), (self.thrown, "disposal")):
            tile.pictured(0, 40).typed(22, 16, 700).named(f"rest_{way}")
            tile.clicked.connect(lambda _on=False, way=way: self._give(way))
        self.sure = Key(_("Yes, this is its weight"), "check", "next").plain(92)
        self.sure.named("weigh_sure").clicked.connect(lambda: self._give("disposal"))
        card.body.addWidget(self._why)
        card.body.addLayout(row(self.recycled, self.thrown, spacing=16))
        card.body.addWidget(self.sure)
        return card

    def _hand(self) -> QWidget:
        panel = QWidget()
        self._figure = Amount("", 66, align="left")
        self._figure.set_unit("kg", 34)
        self._wrong = Text("", "plain-key", "plum").wrapped()
        self.take = Key(_("This is the weight"), "check", "next").plain(92)
        self.take.named("weigh_take").clicked.connect(self._take_typed)
        self.keypad = Keypad()
        self.keypad.typed.connect(self._type)
        self.keypad.erased.connect(lambda: self._show_typed(self._typed[:-1]))
        self.keypad.add_side_key(clear_key(lambda: self._show_typed("")))
        side = column(self._figure, self._wrong, None, self.take, spacing=12)
        layout = QHBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(self.keypad, 1)
        layout.addLayout(side, 1)
        return panel

    def _show_hand(self) -> None:
        self.watch.stop()
        self.readout.hide()
        self.question.hide()
        self.by_hand.hide()
        self._show_typed("")
        self.hand.show()

    def _type(self, text: str) -> None:
        self._show_typed((self._typed + text)[:8])

    def _show_typed(self, typed: str) -> None:
        self._typed = typed
        self._wrong.setText("")
        self._figure.set_text(typed or "0")
        self.take.setEnabled(bool(typed))

    def _take_typed(self) -> None:
        try:
            grams = parse_kilos(self._typed)
        except Refusal as refusal:
            self._wrong.setText(refusal.sentence)
            return
        self._propose(Weighing(grams, 0, Source.TYPED))
