"""Fiche objet: a thing and its whole life, with the equation of its kilos below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.item import INSIDE, State
from reuse_pos.domain.life import MADE
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.life import Life, life_length
from reuse_pos.services.stock_search import Hit
from reuse_pos.ui.stock import words
from reuse_pos.ui.stock.eventrow import EventRow, duration
from reuse_pos.ui.stock.picture import Pictures, ThingPicture
from reuse_pos.ui.stock.scrolled import scrolled
from reuse_pos.ui.stock.thingcard import FactRow
from reuse_pos.ui.widgets import Card, Chip, Flow, Key, Pictogram, Text, row

ALL, WEIGHT, WORK = "all", "weight", "work"
MOST_RELATIVES = 4


class LifePage(QWidget):
    """``LifePage(pictures, actor)``: ``show_life(hit, life)``; children ``choices``, ``rows``,
    ``sum``, ``relatives``.

    Signals ``closed()``, ``to_label()``, ``to_move()``, ``to_send_out()``, ``opened(str code)``
    (another thing), ``who(str op)``."""

    closed = Signal()
    to_label = Signal()
    to_move = Signal()
    to_send_out = Signal()
    opened = Signal(str)
    who = Signal(str)

    def __init__(self, pictures: Pictures, actor: Actor) -> None:
        super().__init__()
        self.setObjectName("stock_life")
        self._actor = actor
        self.hit: Hit | None = None
        self.life: Life | None = None
        self.rows: list[EventRow] = []
        self.relatives: list[Key] = []
        self._after = True
        self.picture = ThingPicture(pictures, 196)
        self.chip = Chip()
        self.chip.setParent(self.picture)
        self.chip.move(10, 10)
        self.both = Key(_("Before / after"), "camera").named("life_photos")
        self.both.setParent(self.picture)
        self.name = Text("", "h1").named("life_name").wrapped()
        self.code, self.kind = Text("", "code"), Text("", "sub").eliding()
        self.facts = {
            code: FactRow(title) for code, title in (
                ("asked", _("Price shown")), ("sold", _("Sold")), ("came", _("Weight that came")),
                ("here", _("Weight now")), ("sold_g", _("Weight sold")), ("added", _("Added")),
                ("left", _("Left for recycling")), ("time", _("Workshop time")),
                ("defects", _("Known defect")),
            )
        }  # fmt: skip
        self._flow = Flow(gap=8)
        self.label_key = Key(_("Label"), "printer").typed(15, 20).named("life_label")
        self.move_key = Key(_("Move"), "swap").typed(15, 20).named("life_move")
        self.out_key = Key(_("Send out"), "recycle").typed(15, 20).named("life_out")
        self.back = Key("", "arrow-left").sized(48, 52).spoken(_("Back to the list"))
        self.back.named("life_back")
        self.choices = {
            ALL: Key(_("All (life)")).choosable(True).named("life_all"),
            WEIGHT: Key(_("Weight")).choosable().named("life_weight"),
            WORK: Key(_("Workshop")).choosable().named("life_work"),
        }
        self.length = Text("", "sub").eliding()
        self.mark = Pictogram("check", "green", 22)
        self.sum = Text("", "strong", "green").wrapped().named("life_sum")
        self.bar = Card(kind="ok")
        self._build()
        self._connect()

    def show_life(self, hit: Hit, life: Life) -> None:
        """Show a thing and all that happened to it."""
        self.hit, self.life = hit, life
        self._after = True
        self._show_photo()
        item = life.item
        self.both.setVisible(bool(item.photo and item.photo_after))
        self.chip.show_state(*words.state(hit))
        self.chip.adjustSize()
        self.name.setText(item.label)
        self.code.setText(item.short)
        self.kind.setText(f"· {words.kind_of(hit)}")
        self._say_facts(hit, life)
        self._show_relatives(life)
        free = item.state in INSIDE and item.state is not State.RESERVED
        self.label_key.setEnabled(item.state in INSIDE and self._actor.may(Permission.LABEL))
        self.move_key.setEnabled(free and self._actor.may(Permission.MOVE_STOCK))
        self.out_key.setEnabled(free and self._actor.may(Permission.SEND_OUT))
        days = life_length(life)
        self.length.setText(
            ngettext("{n} day, from donation to sale", "{n} days, from donation to sale", days)
            if item.state is State.SOLD
            else ngettext("{n} day so far", "{n} days so far", days)
            if days
            else ""
        )
        self._say_sum(life)
        self.choose(ALL)

    def choose(self, what: str) -> None:
        """Show all moments, those of kilos, or those of the workshop."""
        for code, key in self.choices.items():
            key.setChecked(code == what)
        while self._column.count():
            gone = self._column.takeAt(0)
            widget = gone.widget() if gone else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        events = [
            one for one in (self.life.events if self.life else ())
            if what == ALL or (one.look.weighs if what == WEIGHT else one.look.works)
        ]  # fmt: skip
        tells = self._actor.may(Permission.SUPERVISE)
        self.rows = []
        for number, one in enumerate(events):
            line = EventRow(one, number == len(events) - 1, tells and bool(one.op))
            line.named(f"life_event_{number}")
            line.clicked.connect(lambda _on=False, op=one.op: self.who.emit(op))
            self.rows.append(line)
            self._column.addWidget(line)
        self._column.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """A narrower card at the left."""
        self._left.setFixedWidth(320 if compact else 392)
        self.picture.setFixedHeight(150 if compact else 196)
        for key, icon in ((self.label_key, "printer"), (self.move_key, "swap"),
                          (self.out_key, "recycle")):  # fmt: skip
            key.with_icon("" if compact else icon)

    def _show_photo(self) -> None:
        if self.life is None or self.hit is None:
            return
        item = self.life.item
        photo = (item.photo_after or item.photo) if self._after else item.photo
        icon, family = self.hit.category.icon, self.hit.category.family
        self.picture.show_thing(icon, family, photo, item.label)
        self.both.move(self.picture.width() - self.both.sizeHint().width() - 10,
                       self.picture.height() - self.both.sizeHint().height() - 10)  # fmt: skip
        self.both.resize(self.both.sizeHint())

    def _swap_photo(self) -> None:
        self._after = not self._after
        self._show_photo()

    def _say_facts(self, hit: Hit, life: Life) -> None:
        went = dict(life.equation.went)
        added = sum(grams for place, grams in life.equation.came
                    if place in (MADE, "stock:parts", "in:purchase"))  # fmt: skip
        came = life.equation.came_g - added
        names = ", ".join(one.label.lower() for one in life.parents)
        sold = went.get("out:sale", 0)
        asked = words.euros(life.item.price_cents) if life.item.price_cents is not None else ""
        said = {
            "asked": asked,
            "sold": format_cents(life.sold_cents) if life.sold_cents is not None else "",
            "came": format_grams(came) if came else "",
            "here": format_grams(life.equation.here) if life.equation.here else "",
            "sold_g": format_grams(sold) if sold else "",
            "added": format_grams(added) + (f" ({names})" if names else "") if added else "",
            "left": format_grams(went["out:recycling"]) if "out:recycling" in went else "",
            "time": duration(life.minutes) if life.minutes else "",
            "defects": life.item.known_defects,
        }
        for code, fact in self.facts.items():
            fact.say(said[code])

    def _say_sum(self, life: Life) -> None:
        good = life.equation.closed
        self.bar.set_kind("ok" if good else "warn")
        self.mark.show_icon("check" if good else "warning", "green" if good else "orange")
        self.sum.setText(life.sentence)
        self.sum.set_tone("green" if good else "orange")

    def _show_relatives(self, life: Life) -> None:
        while self._flow.count():
            gone = self._flow.takeAt(0)
            widget = gone.widget() if gone else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.relatives = []
        kin = [(one, "arrow-left") for one in life.parents]
        kin += [(one, "arrow-right") for one in life.children]
        for one, icon in kin[:MOST_RELATIVES]:
            key = Key(one.short, icon).typed(15, 18).named(f"kin_{one.short}")
            key.spoken(f"{one.label} {one.short}")
            key.clicked.connect(lambda _on=False, code=one.short: self.opened.emit(code))
            self.relatives.append(key)
            self._flow.addWidget(key)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.both.clicked.connect(self._swap_photo)
        self.label_key.clicked.connect(self.to_label)
        self.move_key.clicked.connect(self.to_move)
        self.out_key.clicked.connect(self.to_send_out)
        for code, key in self.choices.items():
            key.clicked.connect(lambda _on=False, code=code: self.choose(code))

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        self._left = self._card()
        layout.addWidget(self._left)
        layout.addWidget(self._line(), 1)

    def _card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 16, 16, 16)
        card.body.setSpacing(0)
        card.body.addWidget(self.picture)
        card.body.addSpacing(12)
        card.body.addWidget(self.name)
        second = row(self.code, self.kind, spacing=6)
        second.setStretch(1, 1)
        card.body.addLayout(second)
        card.body.addSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(0)
        for fact in self.facts.values():
            column.addWidget(fact)
        column.addSpacing(8)
        column.addLayout(self._flow)
        column.addStretch(1)
        card.body.addWidget(scrolled(column), 1)
        card.body.addSpacing(8)
        keys = row(self.label_key, self.move_key, self.out_key, spacing=8)
        for key in (self.label_key, self.move_key, self.out_key):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        card.body.addLayout(keys)
        return card

    def _line(self) -> Card:
        card = Card()
        card.body.setContentsMargins(20, 16, 22, 16)
        card.body.setSpacing(10)
        head = row(self.back, Text(_("Life line"), "h1"), self.length, *self.choices.values())
        head.setStretch(2, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.bar.body.setContentsMargins(14, 10, 14, 10)
        said = row(self.mark, self.sum)
        said.setStretch(1, 1)
        self.bar.body.addLayout(said)
        card.body.addLayout(head)
        card.body.addWidget(scrolled(self._column), 1)
        card.body.addWidget(self.bar)
        return card
