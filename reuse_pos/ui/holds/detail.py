"""The right side: one hold in full, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.hold import MORE_DAYS, Expiry
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.hold_views import HoldView
from reuse_pos.ui import promisewords, theme
from reuse_pos.ui.fact import Fact
from reuse_pos.ui.holds import words
from reuse_pos.ui.thumb import Thumb
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    EmptyState,
    Key,
    Line,
    Text,
    WordAmount,
    painting,
    row,
)


class ReservedMark(QWidget):
    """The dark "Réservé" mark, as on the label."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Reserved"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The pictogram and the word."""
        look = theme.current()
        wide = painting.width(_("Reserved"), look.font(14, 700))
        return QSize(round(10 + 18 + 6 + wide + 12), max(32, look.px(24)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White on ink."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        painting.rounded(painter, box, 6, look.colour("ink"))
        spot = QRectF(10, box.center().y() - 9, 18, 18)
        painting.picture(painter, spot, "calendar-check", look.hex("surface"), "bold")
        word = QRectF(34, 0, box.width() - 40, box.height())
        painting.line(painter, word, _("Reserved"), look.font(14, 700), look.colour("surface"))
        painter.end()


class HoldDetail(Card):
    """``HoldDetail(locate)``: ``show_hold(view)``; signals ``collect()``, ``longer(int days)``,
    ``deliver()``, ``cancel()``, ``thin()`` (let one thing go) and ``reveal()`` (the number)."""

    collect = Signal()
    longer = Signal(int)
    deliver = Signal()
    cancel = Signal()
    thin = Signal()
    reveal = Signal()

    def __init__(self, locate: Callable[[str | None], Path | None], can_deliver: bool) -> None:
        super().__init__()
        self._locate = locate
        self.view: HoldView | None = None
        self.setObjectName("hold_detail")
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(0)
        self.thumb = Thumb(150, 112)
        self.name = Text("", "h1").named("hold_name").wrapped()
        self.code = Text("", "code").named("hold_code").eliding()
        self.call = Key("", "phone", "quiet").sized(48, 52).named("hold_call").spoken(_("Call"))
        self.who, self.place, self.time = Fact(self.call), Fact(), Fact()
        self.sums = Card(kind="note")
        self.rest = Amount("", 40)
        self.rest.setObjectName("hold_rest")
        self.less = Key("", "list-magnifying-glass").named("hold_thin").sized(48)
        self.deliver_key = Key(_("Deliver (hold)"), "truck").named("hold_deliver")
        self.cancel_key = Key("", "x-circle", "bad", place="above").typed(14, 24)
        self.cancel_key.named("hold_cancel").sized(76)
        self.collect_key = Key(_("Hand over the object"), "", "next", "F12").typed(22, 26)
        self.collect_key.named("hold_collect").sized(76)
        self._connect()
        self._build(can_deliver)

    def show_hold(self, view: HoldView) -> None:
        """Change the hold shown."""
        self.view = view
        thing = view.things[0]
        self.thumb.show_thing(thing.icon, thing.family, self._locate(thing.item.photo),
                              thing.item.label)  # fmt: skip
        self.name.setText(thing.item.label)
        grams = sum(one.item.grams for one in view.things)
        known = words.more(view) or (f" · {format_grams(grams)}" if grams else "")
        self.code.setText(thing.item.short + known)
        self._say_facts(view)
        self._say_sums(view)
        self.less.setVisible(len(view.things) > 1)
        self.less.setText(_("{n} objects: let one go", n=len(view.things)))
        self.cancel_key.setText(words.cancel(view))
        ready = view.all_there
        self.collect_key.setEnabled(ready)
        self.collect_key.set_hint("F12" if ready else "")
        self.collect_key.with_sub(
            _("take {amount}", amount=format_cents(view.rest_cents)) if view.rest_cents
            else _("all paid")
        )  # fmt: skip

    def set_compact(self, compact: bool) -> None:
        """A narrower key beside the yellow one."""
        self.cancel_key.setFixedWidth(124 if compact else 146)

    def show_person(self, name: str, phone: str) -> None:
        """Who to call, for a moment."""
        self.who.say(phone or _("No phone number"), name)

    def _say_facts(self, view: HoldView) -> None:
        asked = _("held on {day}", day=promisewords.short_day(view.day))
        person = f"{view.initials} · {view.phone}" if view.phone else view.initials
        self.who.say(person, f"{asked} · {view.number}")
        missing = next((thing for thing in view.things if not thing.there), None)
        if missing is not None:
            self.place.say(_("{thing}: not in its place", thing=missing.item.label),
                           _("look for it, or call the manager"), "bad")  # fmt: skip
        else:
            spot = view.things[0].item.spot or _("among the reserved things")
            self.place.say(_("Place: {spot}", spot=spot), _("check the code when it leaves"))
        late = view.expiry is Expiry.EXPIRED and not view.deliver_on
        self.time.say(words.deadline(view), words.afterwards(view), "bad" if late else "wait")

    def _say_sums(self, view: HoldView) -> None:
        while self._sum_lines.count():
            item = self._sum_lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._lines(view):
            self._sum_lines.addWidget(one)
        self.rest.set_text(format_cents(view.rest_cents))

    def _lines(self, view: HoldView) -> list[WordAmount]:
        said = ngettext("Price", "Price of {n} objects", len(view.things))
        lines = [_line(said, view.total_cents)]
        if view.deposit_cents:
            lines.append(_line(words.deposit_of(view), -view.deposit_cents))
        return lines

    def _connect(self) -> None:
        self.call.clicked.connect(self.reveal)
        self.less.clicked.connect(self.thin)
        self.deliver_key.clicked.connect(self.deliver)
        self.cancel_key.clicked.connect(self.cancel)
        self.collect_key.clicked.connect(self.collect)

    def _build(self, can_deliver: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(6)
        names.addStretch(1)
        for widget in (self.name, self.code):
            names.addWidget(widget)
        names.addSpacing(4)
        names.addLayout(row(ReservedMark(), None))
        names.addStretch(1)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self.body.addSpacing(10)
        self.body.addWidget(Line())
        self.body.addSpacing(10)
        for fact in (self.who, self.place, self.time):
            self.body.addWidget(fact)
            self.body.addSpacing(8)
        self.body.addSpacing(4)
        self.body.addWidget(self._sums())
        self.body.addSpacing(8)
        self.body.addWidget(self.less)
        self.body.addStretch(1)
        self.body.addWidget(Text(_("Keep longer"), "strong"))
        self.body.addSpacing(8)
        self.body.addLayout(self._longer(can_deliver))
        self.body.addSpacing(10)
        last = QHBoxLayout()
        last.setSpacing(10)
        self.collect_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        last.addWidget(self.cancel_key)
        last.addWidget(self.collect_key, 1)
        self.body.addLayout(last)

    def _sums(self) -> Card:
        self.sums.body.setContentsMargins(16, 12, 16, 8)
        self.sums.body.setSpacing(8)
        self._sum_lines = QVBoxLayout()
        self._sum_lines.setSpacing(8)
        self.sums.body.addLayout(self._sum_lines)
        self.sums.body.addWidget(Line())
        foot = row(Text(_("Left to pay"), "block"))
        foot.addWidget(self.rest, 1)
        self.sums.body.addLayout(foot)
        return self.sums

    def _longer(self, can_deliver: bool) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for days in MORE_DAYS:
            key = Key(_("+ {n} days", n=days)).named(f"longer_{days}")
            key.clicked.connect(lambda _on=False, days=days: self.longer.emit(days))
            keys.addWidget(key, 1)
        keys.addWidget(self.deliver_key, 1)
        self.deliver_key.setVisible(can_deliver)
        return keys


class NothingChosen(Card):
    """What stands on the right while no hold is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addStretch(1)
        self.body.addWidget(
            EmptyState("barcode", _("Touch a hold"), _("or scan its “Reserved” label"))
        )
        self.body.addStretch(1)


def _line(word: str, cents: int) -> WordAmount:
    return WordAmount(word, format_cents(cents))
