"""One thing of the queue: its picture, name, place, time and steps, and the key that opens it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.workshop import Work
from reuse_pos.ui.widgets import Amount, Card, Key, Pictogram, row
from reuse_pos.ui.workshop.looks import Dots, about, dots_of, heading
from reuse_pos.ui.workshop.picture import Locate, ThingPicture

HIGH_PICTURE, LOW_PICTURE = 196, 120


class OrderCard(Card):
    """``OrderCard(work, current, locate, can_listen, can_order)``, signals ``chosen()``,
    ``listen()`` and ``first()`` (for those who set the order)."""

    chosen = Signal()
    listen = Signal()
    first = Signal()

    def __init__(
        self, work: Work, current: bool, locate: Locate, can_listen: bool = False,
        can_order: bool = False,
    ) -> None:  # fmt: skip
        super().__init__("", "chosen" if current else "card")
        self.work = work
        self.setObjectName("order_card")
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(12)
        self.picture = ThingPicture(parent=self)
        self.picture.setMinimumHeight(LOW_PICTURE)
        self.picture.setMaximumHeight(HIGH_PICTURE)
        item = work.item
        self.picture.show_thing(work.category.icon, work.category.family, locate(item.photo))
        self._tag()
        self._corner = self._corner_keys(can_listen, can_order and not current)
        self.key = self._key(current)
        self.body.addWidget(self.picture, 10)
        self.body.addWidget(heading(item.label, 26, 700))
        self.body.addLayout(self._facts())
        self.body.addStretch(1)
        self.body.addWidget(Dots(dots_of(work.order, now=work.mine)))
        self.body.addStretch(1)
        self.body.addWidget(self.key)

    def invite(self) -> None:
        """This is the thing to begin with: its key is the yellow one."""
        self.key.setText(_("Begin") if not self.work.order.done else _("Continue"))
        self.key.set_kind("next")

    def words(self) -> list[str]:
        """What the card says, for reading aloud."""
        facts = [self.work.item.label, self._where, about(self.work.guess_min)]
        return [*(fact for fact in facts if fact), self.key.text()]

    def _tag(self) -> None:
        order = self.work.order
        if order.help_since:
            self.picture.tag(_("Help called"), "white")
        elif order.state in (OrderState.WORKING, OrderState.STEPS_DONE):
            self.picture.tag(_("In progress"), "blue" if self.work.mine else "white")
        elif order.state is OrderState.PAUSED:
            self.picture.tag(_("On pause"), "white")

    def _corner_keys(self, can_listen: bool, can_order: bool) -> QWidget:
        holder = QWidget(self.picture)
        first = Key(_("First"), "arrow-u-up-left").typed(16, 22).sized(50).named("card_first")
        listen = Key(icon="speaker-high").typed(16, 24).sized(50, 54).named("card_listen")
        listen.spoken(_("Listen"))
        first.setVisible(can_order)
        listen.setVisible(can_listen)
        first.clicked.connect(self.first)
        listen.clicked.connect(self.listen)
        layout = row(first, None, listen)
        layout.setContentsMargins(10, 0, 10, 10)
        holder.setLayout(layout)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The small keys stay in the corners of the picture."""
        super().resizeEvent(event)
        self.layout().activate()  # type: ignore[union-attr]
        size = self.picture.size()
        self._corner.setGeometry(0, size.height() - 62, size.width(), 62)

    def _facts(self) -> QHBoxLayout:
        spot = Amount(self._where, 20, "ink", "left", 400)
        time = Amount(about(self.work.guess_min), 20, "ink", "right", 400)
        things: list[QWidget | int | None] = []
        if self._where:
            icon, tone = ("user", "blue") if self.work.customer else ("map-pin", "ink2")
            things += [Pictogram(icon, tone, 26, "fill"), spot]
        things.append(None)
        if self.work.guess_min:
            things += [Pictogram("clock", "ink2", 26, "bold"), time]
        return row(*things, spacing=8)

    @property
    def _where(self) -> str:
        """Where it stands; a customer's own thing says when it is promised instead."""
        order = self.work.customer
        if order is None:
            return self.work.item.spot
        return _("Customer, for {day}", day=f"{order.due_on[8:]}/{order.due_on[5:7]}")

    def _key(self, current: bool) -> Key:
        if current:
            key = Key(_("Continue"), "play", "next").with_icon("play", "fill").typed(28, 32)
        else:
            word = _("Choose") if not self.work.mine else _("Go on with this")
            key = Key(word, "play").typed(24, 28)
        key.sized(84).named("order_key")
        key.clicked.connect(self.chosen)
        return key
