"""A label the list does not know, taken in over whatever one was doing: what it is, the price it
says, what it weighs, where it comes from. Who may not do it alone asks the manager."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.adoption import ORIGIN_SUBS, ORIGIN_WORDS, OTHER_STORE, Adopted, Stray
from reuse_pos.domain.approval import ADOPTION
from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.roles import Actor
from reuse_pos.domain.wording import _
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks
from reuse_pos.ui.adoptfigures import AdoptFigures
from reuse_pos.ui.approvaldialog import ApprovalDialog, ApprovalWords, ask_approval
from reuse_pos.ui.kindchooser import KindChooser
from reuse_pos.ui.overlay import Overlay
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.widgets import Card, ErrorBar, Key, Text, row

WIDE, HIGH, MARGIN = 1180, 700, 16
FIGURES, FIGURES_NARROW, NARROW_UNDER = 420, 372, 1100
REASON = "UNKNOWN_LABEL"


class AdoptDialog(Overlay):
    """``AdoptDialog(window, shop, actor, label, done, till="")``; see ``ask_to_adopt``.

    ``choose_kind(code)``, ``choose_origin(place)``; ``figures`` is the right half, ``adopt_key``
    the yellow key. Escape changes nothing.
    """

    def __init__(
        self, window: QWidget, shop: Shop, actor: Actor, label: Stray,
        done: Callable[[Item], object], till: str = "",
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.setObjectName("adopt_dialog")
        self._shop, self._actor, self._label, self._done = shop, actor, label, done
        self._till, self.kind, self.origin = till, "", label.origins[0]
        self._alone = shop.adopting.may(actor)
        self._card = Card(kind="card", parent=self)
        self.error = ErrorBar(self._card)
        self.figures = AdoptFigures(shop, label.kind == "batch")
        self.figures.changed.connect(self._allow)
        self.origins: dict[str, Key] = {}
        self.adopt_key = Key(_("Take this label in"), "check", "next", "F12").typed(20, 26)
        self.adopt_key.sized(72).named("adopt_do").clicked.connect(self.adopt)
        self.adopt_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._place()
        self.choose_origin(self.origin)
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the scale."""
        super().showEvent(event)
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.figures.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """The scale is left alone."""
        self.figures.watch(False)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the pad; Enter asks for the next one, then takes the label in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.figures.forward():
                self.adopt()
        elif not self.figures.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            self._place()
        return done

    def on_next(self) -> None:
        """F12."""
        self.adopt()

    def choose_kind(self, code: str) -> None:
        """Say what it is."""
        self.kind = code
        for one, key in self.chooser.kinds.items():
            key.choosable(one == code)
        self.figures.show_usual(*self._shop.adopting.usual_weight(code))
        self._allow()

    def choose_origin(self, place: str) -> None:
        """Say where its kilos come from."""
        self.origin = place
        for one, key in self.origins.items():
            key.setChecked(one == place)

    def adopt(self) -> None:
        """Take the label in, or ask the manager first."""
        said = self._said()
        if said is None or not self.adopt_key.isEnabled():
            return
        if self._alone:
            self._write(said, "")
        else:
            self._ask(said)

    def _said(self) -> Adopted | None:
        figures, weighing = self.figures, self.figures.weighing
        if not self.kind or weighing is None or not figures.complete:
            return None
        return Adopted(self.kind, weighing, figures.cents, "", figures.pieces, self.origin)

    def _write(self, said: Adopted, approval: str) -> None:
        adopting, actor, raw, till = self._shop.adopting, self._actor, self._label.code, self._till

        def write() -> Done[Item]:
            if self._alone:
                return adopting.adopt(actor, raw, said)
            return adopting.adopt_at_till(actor, raw, said, till, approval)

        def written(result: Done[Item]) -> None:
            self.leave()
            self._done(result.value)

        def refused(refusal: Refusal) -> None:
            self.adopt_key.busy(False)
            title, _dot, why = refusal.sentence.partition(". ")
            self.error.tell(f"{title}." if why else title, why)

        self.error.clear()
        self.adopt_key.busy()
        tasks.run(write, written, refused, owner=self)

    def _ask(self, said: Adopted) -> ApprovalDialog:
        label, category = self._label, self._shop.office.category(said.category)
        asked = asked_approval(ADOPTION, self._till, REASON, said.cents, label.short)
        told = ApprovalWords(
            _("This label is not in the list"), thing=category.label, code=label.short,
            note=_(ORIGIN_WORDS[self.origin]), icon=category.icon, family=category.family,
            figures=((_("Weight"), _weight(said.weighing)),),
            result=(_("Price"), format_cents(said.cents)),
        )  # fmt: skip
        return ask_approval(
            self, self._shop, self._actor, asked, told, lambda yes: self._write(said, yes)
        )

    def _allow(self) -> None:
        ready = bool(self.kind) and self.figures.complete
        self.adopt_key.setEnabled(ready)
        self.hint.setText("" if ready else self._missing())

    def _missing(self) -> str:
        if not self.kind:
            return _("Touch what it is.")
        if self.figures.cents <= 0:
            return _("Type the price the label says.")
        return _("Put it on the scale, or type its weight.")

    def _place(self) -> None:
        wide = min(WIDE, self.width() - 2 * MARGIN)
        high = min(HIGH, self.height() - 2 * MARGIN)
        self._card.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)
        self.figures.setFixedWidth(FIGURES if wide >= NARROW_UNDER else FIGURES_NARROW)

    def _lay_out(self) -> None:
        body = self._card.body
        body.setSpacing(12)
        close = Key(_("Close"), "x").named("adopt_close")
        close.clicked.connect(self.cancel)
        body.addLayout(row(self._title(), None, close))
        body.addWidget(self.error)
        halves = QHBoxLayout()
        halves.setSpacing(18)
        halves.addLayout(self._left(), 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.figures, 1)
        halves.addLayout(right)
        body.addLayout(halves, 1)
        self.hint = Text("", "muted").wrapped().named("adopt_hint")
        foot = row(self.hint, self.adopt_key)
        foot.setStretch(0, 2)
        foot.setStretch(1, 3)
        body.addLayout(foot)

    def _title(self) -> QWidget:
        words, whole = QVBoxLayout(), QWidget()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Text(_("Take in the label {code}", code=self._label.short), "title"))
        from_there = self._label.origins[0] == OTHER_STORE
        told = _("Printed by store {n}. Copy what the label says.", n=self._label.store)
        here = _("Printed by this shop, and not in the list. Copy what the label says.")
        words.addWidget(Text(told if from_there else here, "muted"))
        whole.setLayout(words)
        return whole

    def _left(self) -> QVBoxLayout:
        self.chooser = KindChooser(self._kinds())
        self.chooser.chosen.connect(self.choose_kind)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Text(_("What is it?"), "card"))
        self.chooser.setProperty("kind", "clear")
        self.chooser.layout().setContentsMargins(0, 0, 8, 0)  # type: ignore[union-attr]
        area = scrolling(self.chooser)
        area.viewport().setProperty("kind", "clear")
        left.addWidget(area, 1)
        left.addWidget(Text(_("Where does it come from?"), "card"))
        line = QHBoxLayout()
        line.setSpacing(10)
        for place in self._label.origins:
            key = Key(_(ORIGIN_WORDS[place])).with_sub(_(ORIGIN_SUBS[place])).typed(16).sized(68)
            key.choosable().named(f"origin_{place.replace(':', '_')}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, place=place: self.choose_origin(place))
            self.origins[place] = key
            line.addWidget(key, 1)
        left.addLayout(line)
        return left

    def _kinds(self) -> dict[str, Category]:
        return {
            code: one for code, one in self._shop.office.categories().items() if not one.is_service
        }


def _weight(weighing: Weighing) -> str:
    return format_grams(weighing.net_g, 3)


def ask_to_adopt(
    screen: QWidget, shop: Shop, actor: Actor, raw: str, done: Callable[[Item], object],
    till: str = "",
) -> AdoptDialog:  # fmt: skip
    """Ask, over the window of ``screen``, what a label nobody knows is on; ``done(item)`` once it
    is in the list. With ``till``, who may not do it alone asks the manager.

    Refuses what ``Adopting.look`` does, before anything is shown.
    """
    dialog = AdoptDialog(screen.window(), shop, actor, shop.adopting.look(raw), done, till)
    dialog.show()
    return dialog
