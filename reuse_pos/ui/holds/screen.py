"""The holds: scan the "Reserved" label, hand the thing over; or keep it longer, or let it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from reuse_pos.domain.agenda import day_words
from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ARRHES, HOLD_ENDED, Expiry
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services import photos
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.hold_views import HoldView
from reuse_pos.services.holds import AS_PAID, CASH, Ended
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import promisewords, sounds, tasks, tokens
from reuse_pos.ui.holds import words
from reuse_pos.ui.holds.detail import HoldDetail, NothingChosen
from reuse_pos.ui.holds.listing import HoldList
from reuse_pos.ui.question import Answer, Question
from reuse_pos.ui.screen import Screen

SIDE, SIDE_COMPACT = 440, 412
REVEAL_MS = 20_000
KEEP, BACK, BACK_CASH = "keep", "back", "cash"


@dataclass(frozen=True)
class Seen:
    """What was read beside the screen."""

    views: tuple[HoldView, ...]
    today: str
    owed_cents: int


class HoldsScreen(Screen):
    """``HoldsScreen(shop, person, till="")``: ``list``, ``detail``, ``question``; ``chosen`` is the
    hold on the right."""

    def __init__(self, shop: Shop, person: Person, till: str = "") -> None:
        super().__init__(_("Holds"))
        self.setObjectName("holds")
        self._shop, self._actor = shop, person.actor
        self._till = till or min(shop.till.tills(), key=lambda one: one.number).till
        self.seen: Seen | None = None
        self._wanted: Id | None = None
        self._search = ""
        self.list = HoldList(self.error, self._locate)
        self.detail = HoldDetail(self._locate, self._actor.may(Permission.PLAN_ROUNDS))
        self.question = Question()
        self.side = QStackedWidget()
        self._nothing = NothingChosen()
        for page in (self._nothing, self.detail, self.question):
            self.side.addWidget(page)
        self._layout = QHBoxLayout()
        self._layout.setSpacing(16)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.addLayout(self._layout, 1)
        self._hide_number = QTimer(self)
        self._hide_number.setSingleShot(True)
        self._hide_number.setInterval(REVEAL_MS)
        self._hide_number.timeout.connect(self._show_chosen)
        self._connect()

    @property
    def chosen(self) -> HoldView | None:
        """The hold on the right."""
        views = self.seen.views if self.seen else ()
        return next((view for view in views if view.id == self._wanted), None)

    def entered(self) -> None:
        """Read the holds again; names whose day has come are erased first."""
        self._read()
        self.list.field.setFocus()

    def left(self) -> None:
        """No number stays on the screen."""
        self._hide_number.stop()
        self._show_chosen()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Things, deposits or deliveries changed."""
        if changes & {Change.COUNTER, Change.STOCK, Change.AGENDA, Change.SETTINGS}:
            self._read()

    def on_scan(self, raw: str) -> None:
        """The "Reserved" label, or the thing's own: its hold comes to the right."""
        self.error.clear()
        self.list.field.clear()
        try:
            hold = self._shop.holds.scanned(raw)
        except Refusal as refusal:
            sounds.play(sounds.UNKNOWN)
            title, _dot, why = refusal.sentence.partition(". ")
            self.error.tell(f"{title}." if why else title, why)
            return
        sounds.play(sounds.SCAN)
        self.list.show_group("all")
        self._choose(hold)

    def on_next(self) -> None:
        """F12: hand the thing over."""
        if self.side.currentWidget() is self.detail and self.detail.collect_key.isEnabled():
            self.detail.collect_key.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the question."""
        if self.side.currentWidget() is self.question and event.text() == "\x1b":
            self._show_chosen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower on small screens."""
        super().resizeEvent(event)
        compact = self.width() < tokens.COMPACT_UNDER - tokens.RAIL
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        for part in (self.list, self.detail):
            part.set_compact(compact)

    def collect(self) -> None:
        """The basket of the hold goes to the till, where it is paid."""
        view = self.chosen
        if view is not None:
            holds, till, actor = self._shop.holds, self._till, self._actor
            self.run_verb(
                lambda: holds.bring_to_counter(actor, till, view.id),
                lambda _done: self.go.emit("counter"), self.detail.collect_key,
            )  # fmt: skip

    def give_back(self, how: str = AS_PAID, approval: str = "") -> None:
        """The deposit goes back; the manager says yes where it must."""
        view = self.chosen
        if view is None:
            return
        holds, till, actor = self._shop.holds, self._till, self._actor

        def refused(refusal: Refusal) -> bool:
            if refusal.code == "approval":
                self._ask_manager(view, how)
            return refusal.code == "approval"

        self.run_verb(
            lambda: holds.give_back(actor, till, view.id, how, approval),
            lambda done: self._ended(done, view), refused=refused,
        )  # fmt: skip

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self._entered)
        self.list.typed.connect(self._typed)
        detail = self.detail
        detail.collect.connect(self.collect)
        detail.longer.connect(self._longer)
        detail.deliver.connect(self._deliver)
        detail.cancel.connect(self._ask_cancel)
        detail.thin.connect(self._ask_thin)
        detail.reveal.connect(self._reveal)
        self.question.closed.connect(self._show_chosen)
        self.question.answered.connect(self._answered)

    def _deliver(self) -> None:
        """Have the agenda plan the delivery of the chosen hold."""
        if self.chosen is not None:
            self._shop.agenda.to_deliver = self.chosen.id
            self.go.emit("agenda")

    def _locate(self, photo: str | None) -> Path | None:
        return photos.path_of(self._shop.office.folder, photo) if photo else None

    def _read(self) -> None:
        shop = self._shop

        def work() -> Seen:
            today = business_day(shop.office.clock.now()).isoformat()
            return Seen(shop.holds.waiting(), today, shop.holds.deposits_cents())

        tasks.run(work, self._got, owner=self)

    def _got(self, seen: Seen) -> None:
        self.seen = seen
        self.list.show_holds(seen.views, seen.today, seen.owed_cents)
        tonight = sum(view.expiry is Expiry.TONIGHT for view in seen.views)
        told = ngettext("{n} expires tonight", "{n} expire tonight", tonight) if tonight else ""
        day = day_words(date.fromisoformat(seen.today))
        self.set_title(_("Holds"), f"{day} · {told}" if told else day)
        if self.chosen is None:
            self._wanted = next(iter(self.list.shown()), None)
        self.list.choose(self._wanted)
        if self.side.currentWidget() is not self.question or self.chosen is None:
            self._show_chosen()

    def _choose(self, hold: Id) -> None:
        self._wanted = hold
        self.list.choose(hold)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._hide_number.stop()
        view = self.chosen
        if view is None:
            self.side.setCurrentWidget(self._nothing)
            return
        self.detail.show_hold(view)
        self.side.setCurrentWidget(self.detail)

    def _entered(self, text: str) -> None:
        if text.strip() and any(mark.isdigit() for mark in text):
            self.on_scan(text)
        elif self.list.shown():
            self._choose(self.list.shown()[0])

    def _typed(self, text: str) -> None:
        self._search = text.strip()
        if len(self._search) < 2:
            self.list.narrow(None)
            return
        wanted, holds = self._search, self._shop.holds

        def found(hits: frozenset[Id]) -> None:
            # What was typed meanwhile has its own answer coming.
            if wanted == self._search:
                self.list.narrow(hits)

        tasks.run(lambda: holds.matching(wanted), found, owner=self)

    def _reveal(self) -> None:
        view = self.chosen
        if view is None:
            return
        holds = self._shop.holds

        def show(kept: Any) -> None:
            if self.chosen is view:
                known = (kept.name, kept.phone) if kept else (_("The name was erased"), "")
                self.detail.show_person(known[0], promisewords.phone(known[1]))
                self._hide_number.start()

        self.run_verb(lambda: holds.person(view.id), show)

    def _longer(self, days: int) -> None:
        view = self.chosen
        if view is None:
            return
        holds, actor = self._shop.holds, self._actor

        def done(result: Done[str]) -> None:
            day = promisewords.short_day(result.value)
            self.say.emit(_("Kept until {day}. Put the new label on.", day=day), None)

        self.run_verb(lambda: holds.extend(actor, view.id, days), done)

    def _ask_cancel(self) -> None:
        view = self.chosen
        if view is None:
            return
        why = _("{thing} goes back on sale.", thing=words.name(view))
        amount = format_cents(view.deposit_cents)
        back = Answer(BACK, _("Give back as it was paid"), amount, "arrow-u-up-left")
        cash = Answer(BACK_CASH, _("Give back in cash"), amount, "coins")
        if not view.deposit_cents:
            answers = [Answer(BACK, _("Cancel the hold"), "", "x-circle", bad=True)]
        elif view.kind == ARRHES:
            keep = _("Cancel, the shop keeps {amount}", amount=amount)
            why += " " + _("The earnest money stays with the shop; to give it back, the manager "
                           "says yes.")  # fmt: skip
            answers = [Answer(KEEP, keep, "", "x-circle", bad=True), back, cash]
        else:
            answers = [back, cash]
        self.question.ask(_("Cancel {number}?", number=view.number), why, answers)
        self.side.setCurrentWidget(self.question)

    def _ask_thin(self) -> None:
        view = self.chosen
        if view is not None:
            answers = [
                Answer(f"drop:{thing.item.id.hex()}", thing.item.label,
                       f"{thing.item.short} · {format_cents(thing.price_cents)}", "minus")
                for thing in view.things
            ]  # fmt: skip
            self.question.ask(
                _("Which object goes back on sale?"), _("The others stay held."), answers
            )
            self.side.setCurrentWidget(self.question)

    def _answered(self, code: str) -> None:
        self._show_chosen()
        if code == KEEP:
            self._keep()
        elif code.startswith("drop:"):
            self._drop(bytes.fromhex(code[5:]))
        else:
            self.give_back(CASH if code == BACK_CASH else AS_PAID)

    def _keep(self) -> None:
        view = self.chosen
        if view is not None:
            holds, till, actor = self._shop.holds, self._till, self._actor
            self.run_verb(
                lambda: holds.keep_deposit(actor, till, view.id),
                lambda done: self._ended(done, view),
            )

    def _drop(self, item: Id) -> None:
        view = self.chosen
        if view is not None:
            holds, actor = self._shop.holds, self._actor
            self.run_verb(
                lambda: holds.drop_line(actor, view.id, item),
                lambda _done: self.say.emit(
                    _("Back on sale. Take the “Reserved” label off."), None
                ),
            )

    def _ended(self, done: Done[Ended], view: HoldView) -> None:
        ended = done.value
        cash = ended.back.get(CASH, 0)
        if ended.kept_cents:
            told = _("{amount} kept by the shop.", amount=format_cents(ended.kept_cents))
        elif cash:
            told = _("Give back {amount} in cash.", amount=format_cents(cash))
        elif ended.back:
            told = _("Give back {amount} the way it was paid.",
                     amount=format_cents(sum(ended.back.values())))  # fmt: skip
        else:
            told = _("Hold cancelled.")
        self.say.emit(_("{told} {thing} is back on sale.", told=told, thing=words.name(view)), None)
        self._wanted = None

    def _ask_manager(self, view: HoldView, how: str) -> None:
        from reuse_pos.ui.approvaldialog import ApprovalWords, ask_approval

        asked = asked_approval(RETURN, self._till, HOLD_ENDED, view.deposit_cents, view.number)
        thing = view.things[0]
        limit = format_cents(self._shop.office.number("till.return_limit_cents"))
        told = ApprovalWords(
            _("The earnest money would stay with the shop") if view.kind == ARRHES
            else _("Deposit given back, limit of the till: {limit}", limit=limit),
            thing=words.name(view), code=thing.item.short, note=view.number, icon=thing.icon,
            family=thing.family,
            figures=((words.deposit_of(view), format_cents(view.deposit_cents)),),
            result=(_("The person gets back"), format_cents(view.deposit_cents)),
        )  # fmt: skip
        ask_approval(
            self, self._shop, self._actor, asked, told, lambda yes: self.give_back(how, yes)
        )
