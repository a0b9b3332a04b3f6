"""The right side of the stock: one thing, what is known of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.item import INSIDE, State
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.placing import places_for
from reuse_pos.services.stock_search import Hit
from reuse_pos.ui.stock import words
from reuse_pos.ui.stock.picture import Pictures, ThingPicture
from reuse_pos.ui.stock.scrolled import scrolled
from reuse_pos.ui.widgets import Card, Chip, EmptyState, Key, Line, Text

SELLABLE = frozenset({State.ON_SALE, State.IN_STORAGE})


class FactRow(QWidget):
    """``FactRow(title)``: a word at the left, what is known at the right; ``say(text, old)``, the
    old price struck out."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = Text(title, "sub")
        self.old = Text("", "sub")
        self.value = Text("", "strong").right().eliding()
        font = self.old.font()
        font.setStrikeOut(True)
        self.old.setFont(font)
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(6)
        line.addWidget(self._title)
        line.addWidget(self.value, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(Line())
        self.old.hide()
        line.insertWidget(1, self.old)

    def say(self, text: str, old: str = "") -> None:
        """Change what is known; an empty row is not shown."""
        self.value.setText(text)
        self.old.setText(old)
        self.old.setVisible(bool(old))
        self.setVisible(bool(text))


class ThingCard(Card):
    """``ThingCard(pictures, actor)``: ``show_hit(hit)``, ``say_town(town)``; signals
    ``to_basket()``, ``to_hold()``, ``to_label()``, ``to_move()``, ``to_send_out()``,
    ``to_life()``."""

    to_basket = Signal()
    to_hold = Signal()
    to_label = Signal()
    to_move = Signal()
    to_send_out = Signal()
    to_life = Signal()

    def __init__(self, pictures: Pictures, actor: Actor) -> None:
        super().__init__()
        self.setObjectName("thing_card")
        self._actor = actor
        self.hit: Hit | None = None
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(0)
        self.picture = ThingPicture(pictures, 176)
        self.chip = Chip()
        self.chip.setParent(self.picture)
        self.chip.move(10, 10)
        self.name = Text("", "h1").named("thing_name").wrapped()
        self.code, self.kind = Text("", "code").named("thing_code"), Text("", "sub").eliding()
        self.facts = {
            code: FactRow(title) for code, title in (
                ("price", _("Price (thing)")), ("place", _("Place")), ("weight", _("Weight")),
                ("defects", _("Known defect")), ("tested", _("Safety test")),
                ("came", _("Arrived")),
            )
        }  # fmt: skip
        self.label_key = Key(_("Label"), "printer").sized(56).named("thing_label")
        self.move_key = Key(_("Move"), "swap").sized(56).named("thing_move")
        self.out_key = Key(_("Send out"), "recycle").sized(56).named("thing_out")
        self.life_key = Key(_("Card (thing)"), "path").sized(56).named("thing_life")
        self.next = Key(_("Put in the basket"), "basket", "next", "F12").typed(20, 28).sized(72)
        self.next.named("thing_next")
        self._build()
        self._connect()

    def show_hit(self, hit: Hit) -> None:
        """Change the thing shown."""
        self.hit = hit
        item = hit.item
        self.picture.show_thing(hit.category.icon, hit.category.family,
                                item.photo_after or item.photo, item.label)  # fmt: skip
        self.chip.show_state(*words.state(hit))
        self.chip.adjustSize()
        self.name.setText(item.label)
        self.code.setText(item.short)
        self.kind.setText(f"· {words.kind_of(hit)}")
        self._say_facts(hit)
        self._say_keys(hit)

    def say_town(self, town: str) -> None:
        """Where it came from, once that was read."""
        if self.hit is not None and self.hit.item.received_on:
            day = words.short_day(self.hit.item.received_on)
            self.facts["came"].say(f"{day}, {town}" if town else day)

    def set_compact(self, compact: bool) -> None:
        """A smaller picture and shorter words in a narrow window."""
        self.picture.setFixedHeight(132 if compact else 176)
        self.next.typed(17 if compact else 20, 24 if compact else 28)

    def _say_facts(self, hit: Hit) -> None:
        item = hit.item
        asked = words.price(hit)
        if hit.old_cents is not None and item.markdown_on:
            asked = _("{price}, lowered on {day}", price=asked,
                      day=words.short_day(item.markdown_on))  # fmt: skip
        self.facts["price"].say(asked or _("no price yet"), words.old_price(hit))
        self.facts["place"].say(words.whole_place(hit))
        self.facts["weight"].say(words.weight(hit))
        self.facts["defects"].say(item.known_defects)
        tested = words.short_day(item.tested_on) if item.tested_on else ""
        self.facts["tested"].say(_("failed") if item.test_failed else tested)
        self.facts["came"].say("")
        self.say_town("")

    def _say_keys(self, hit: Hit) -> None:
        here = hit.item.state in INSIDE
        free = here and hit.item.state is not State.RESERVED
        may = self._actor.may
        self.label_key.setEnabled(here and may(Permission.LABEL))
        self.move_key.setEnabled(bool(places_for(hit.item)) and may(Permission.MOVE_STOCK))
        self.out_key.setEnabled(free and may(Permission.SEND_OUT))
        held = hit.item.state is State.RESERVED
        self.next.setVisible(may(Permission.SELL) and (held or hit.item.state in SELLABLE))
        self.next.setText(_("See the hold") if held else _("Put in the basket"))
        self.next.with_icon("calendar-check" if held else "basket")

    def _connect(self) -> None:
        self.label_key.clicked.connect(self.to_label)
        self.move_key.clicked.connect(self.to_move)
        self.out_key.clicked.connect(self.to_send_out)
        self.life_key.clicked.connect(self.to_life)
        self.next.clicked.connect(self._press_next)

    def _press_next(self) -> None:
        if self.hit is not None:
            held = self.hit.item.state is State.RESERVED
            (self.to_hold if held else self.to_basket).emit()

    def _build(self) -> None:
        self.body.addWidget(self.picture)
        self.body.addSpacing(12)
        self.body.addWidget(self.name)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.code)
        second.addWidget(self.kind, 1)
        self.body.addLayout(second)
        self.body.addSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(0)
        for fact in self.facts.values():
            column.addWidget(fact)
        column.addStretch(1)
        self.body.addWidget(scrolled(column), 1)
        keys = QGridLayout()
        keys.setSpacing(8)
        placed = (self.label_key, self.move_key, self.out_key, self.life_key)
        for number, key in enumerate(placed):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            keys.addWidget(key, number // 2, number % 2)
        self.body.addSpacing(8)
        self.body.addLayout(keys)
        self.body.addSpacing(8)
        self.body.addWidget(self.next)
        self.next.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


class NothingChosen(Card):
    """What stands on the right while nothing is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addStretch(1)
        self.body.addWidget(
            EmptyState("barcode", _("Touch an object"), _("or scan its label")), 0,
            Qt.AlignmentFlag.AlignVCenter,
        )  # fmt: skip
        self.body.addStretch(1)
