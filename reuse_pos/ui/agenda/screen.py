"""The agenda: the week and its free places, the round of a day, new appointments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import ORIGIN_OF, Stop
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.agenda import Booking, DayView
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks
from reuse_pos.ui.agenda.booking import BookingPage
from reuse_pos.ui.agenda.daycolumn import DayColumn
from reuse_pos.ui.agenda.quotecard import QuoteCard
from reuse_pos.ui.agenda.roundpanel import RoundPanel
from reuse_pos.ui.agenda.stopcard import StopCard
from reuse_pos.ui.agenda.teampage import TeamPage
from reuse_pos.ui.agenda.townpage import TownPage
from reuse_pos.ui.documents import documents
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Key, Panel, Pictogram, Text, row

COMPACT_UNDER = 1184
Opener = Callable[[Path], object]


class AgendaScreen(Screen):
    """``AgendaScreen(shop, person, folder=None)``: pages ``week``, ``booking`` and ``towns``;
    beside the week the ``round`` of the chosen day, a stop's ``card`` or the day's ``team``. The
    round sheet goes to ``folder``.
    """

    def __init__(
        self, shop: Shop, person: Person, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Agenda"), _("pick-ups and deliveries"), parent)
        self.shop, self.person, self.actor = shop, person, person.actor
        self.folder = folder or documents()
        self.chosen = shop.agenda.today()
        self.days: tuple[DayView, ...] = ()
        self._towns = shop.agenda.communes()
        self._slots = shop.agenda.slots()
        self._moving: Stop | None = None
        self.columns = [DayColumn().named(f"day_{n}") for n in range(6)]
        self.round, self.card, self.team = RoundPanel(), StopCard(), TeamPage()
        self.quote = QuoteCard()
        self.booking = BookingPage(self._fee)
        self.pages, self.side = QStackedWidget(), QStackedWidget()
        beside: tuple[QWidget, ...] = (self.round, self.card, self.team, self.quote)
        for one in beside:
            self.side.addWidget(one)
        self.week = self._week_page()
        self.towns = TownPage(shop.intake_sources)
        for page in (self.week, self.booking, self.towns):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._connect()

    def entered(self) -> None:
        """Read the week again; take up a delivery another screen asked for."""
        self.reload()
        if self.shop.agenda.to_deliver is not None:
            self.begin()

    def refresh(self, changes: frozenset[Any]) -> None:
        """The agenda changed, here or elsewhere."""
        if changes & {Change.AGENDA, Change.SETTINGS}:
            self.reload()

    def on_next(self) -> None:
        """F12: the yellow key of the page."""
        if self.pages.currentWidget() is self.towns:
            return
        if self.pages.currentWidget() is self.booking:
            self.booking.press_note()
        elif self.side.currentWidget() is self.card and self.card.done.isEnabled():
            self.card.done.click()
        elif self.side.currentWidget() is self.team:
            self.team.done.click()
        elif self.side.currentWidget() is self.quote:
            self.quote.write.click()
        else:
            self.begin()

    def reload(self) -> None:
        """Read the week of the chosen day beside the screen."""
        chosen, agenda = self.chosen, self.shop.agenda

        def show(read: tuple[tuple[DayView, ...], dict[str, str]]) -> None:
            days, self._towns = read
            # Another day may have been touched while this one was read.
            if chosen == self.chosen:
                self._show_week(days)

        tasks.run(lambda: (agenda.week(chosen), agenda.communes()), show, owner=self)

    def begin(self, place: tuple[date, str] | None = None) -> None:
        """A new appointment, at the free place touched or the next one."""
        if self._moving is not None and place is not None:
            self._move_to(place)
            return
        agenda = self.shop.agenda
        hold, agenda.to_deliver = agenda.to_deliver, None

        def read() -> tuple[list[tuple[date, str]], list[tuple[str, str]], Booking | None]:
            known = None if hold is None else agenda.delivery_of(hold)
            return agenda.free_hours(), agenda.near_communes(), known

        def show(
            found: tuple[list[tuple[date, str]], list[tuple[str, str]], Booking | None],
        ) -> None:
            hours, towns, known = found
            self.booking.begin(hours, towns, place, known)
            self.pages.setCurrentWidget(self.booking)
            self.set_title(_("New appointment"), "")
            self.booking.setFocus()

        tasks.run(read, show, owner=self)

    def choose(self, day: date) -> None:
        """Show the round of a day, and its week."""
        self.chosen = day
        self._beside(self.round)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower round under 1280 pixels of window."""
        super().resizeEvent(event)
        compact = self.width() < COMPACT_UNDER
        self.side.setFixedWidth(330 if compact else 440)
        self.card.set_compact(compact)
        self.who.setText(_("Team") if compact else _("Team of the day"))
        for words in self._legend:
            words.setVisible(not compact)

    def _week_page(self) -> QWidget:
        self.before = Key("", "arrow-left").spoken(_("Week before")).sized(48, 52)
        self.after = Key("", "arrow-right").spoken(_("Week after")).sized(48, 52)
        self.pick = Key("", "calendar-dots").typed(18, 22).sized(48).choosable(chosen=True)
        self.before.named("week_before")
        self.after.named("week_after")
        self.pick.named("week_now").setMinimumWidth(196)
        self._legend: list[Text] = []
        top = row(self.before, self.pick, self.after, None)
        for words, icon, family in rules.KINDS.values():
            text = Text(_(words), "body")
            self._legend.append(text)
            top.addWidget(Pictogram(icon, family, 22, "duotone"))
            top.addWidget(text)
        grid = QHBoxLayout()
        grid.setSpacing(8)
        for column in self.columns:
            grid.addWidget(column, 1)
        self.van = Text("", "strong").named("van")
        self.who = Key(_("Team of the day"), "users").sized(62).named("team_key")
        self.new = Key(_("New appointment"), "plus", "next", "F12").typed(20).sized(62)
        self.new.named("new_stop")
        self.new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        page = Panel("canvas")
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(top)
        left.addWidget(self.error)
        left.addLayout(grid, 1)
        left.addLayout(row(Pictogram("van", "ink", 26, "duotone"), self.van, 8, self.who, self.new))
        whole = QHBoxLayout(page)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(16)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        return page

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.choose(self.chosen - timedelta(days=7)))
        self.after.clicked.connect(lambda: self.choose(self.chosen + timedelta(days=7)))
        self.pick.clicked.connect(lambda: self.choose(self.shop.agenda.today()))
        self.new.clicked.connect(lambda: self.begin())
        self.who.clicked.connect(self._ask_team)
        for number, column in enumerate(self.columns):
            column.clicked.connect(lambda _on=False, n=number: self._touch(n))
            column.free_touched.connect(lambda slot, n=number: self.begin((self.days[n].day, slot)))
        self.round.opened.connect(self._open_stop)
        self.round.moved.connect(self._reorder)
        self.round.sheet.connect(self._sheet)
        self.card.asked.connect(self._do)
        self.quote.made.connect(self._write_quote)
        self.quote.answered.connect(self._answer_quote)
        self.quote.left.connect(self._leave_quote)
        self.team.chosen.connect(self._set_team)
        self.team.closed.connect(lambda: self._beside(self.round))
        self.booking.closed.connect(self._back_to_week)
        self.booking.booked.connect(self._book)
        self.booking.minutes_changed.connect(self._other_length)
        self.booking.town_asked.connect(self._ask_town)
        self.towns.chosen.connect(self._use_town)
        self.towns.left.connect(self._back_to_booking)

    def _fee(self, kind: str, commune: str, floor: int, lift: bool) -> int:
        return self.shop.agenda.fee(kind, commune, floor, lift=lift)

    def _show_week(self, days: tuple[DayView, ...]) -> None:
        self.days = days
        self.pick.setText(rules.week_words([one.day for one in days]))
        if self.chosen not in [one.day for one in days]:
            self.chosen = days[0].day  # a Sunday shows the week to come
        for column, day in zip(self.columns, days, strict=True):
            column.show_day(day, self._slots, self._towns, day.day == self.chosen)
        capacity = self.shop.agenda.capacity_kg()
        self.van.setText(_("1 van · {kg} kg", kg=capacity))
        here = next(one for one in days if one.day == self.chosen)
        self.round.show_day(here, self._towns, capacity)

    def _touch(self, number: int) -> None:
        if number < len(self.days):
            self.choose(self.days[number].day)

    def _open_stop(self, stop: Stop) -> None:
        who = self.shop.agenda.visited(stop.id)
        lines = [part for part in (who.name, who.phone, who.address) if part] if who else []
        rest = self.shop.agenda.rest_to_cash(stop)
        if rest:
            lines.append(_("Still to pay: {amount}", amount=format_cents(rest)))
        self.card.show_stop(
            stop, self._towns.get(stop.commune, ""), lines, self.actor.may(Permission.SELL)
        )
        self._beside(self.card)

    def _beside(self, page: QWidget) -> None:
        """Show a page beside the week; only one thing is yellow, the next thing to do, and F12."""
        self.side.setCurrentWidget(page)
        asks = page in (self.quote, self.team)
        yellow = asks or (page is self.card and self.card.done.isEnabled())
        self.new.set_kind("key" if yellow else "next").set_hint("" if yellow else "F12")

    def _do(self, what: str) -> None:
        stop, agenda, actor = self.card.stop, self.shop.agenda, self.actor
        if stop is None or what == "closed":
            self._beside(self.round)
        elif what == "done":
            self._arrive(stop)
        elif what == "no_show":
            self._then(lambda: agenda.no_show(actor, stop.id), _("Noted: nobody was there"), stop)
        elif what == "cancel":
            self._then(lambda: agenda.cancel(actor, stop.id), _("Stop cancelled"), stop)
        elif what == "cash":
            self._cash(stop)
        elif what == "quote":
            self._ask_quote(stop)
        elif what == "move":
            self._moving = stop
            self._beside(self.round)
            self.say.emit(_("Touch a free place for {number}", number=stop.number), None)

    def _then(
        self, gesture: Callable[[], Done[None]], words: str, ended: Stop | None = None
    ) -> None:
        """Do it, say so, and offer to take an ended stop up again."""

        def done(_result: object) -> None:
            self._beside(self.round)
            self.say.emit(words, None if ended is None else lambda: self._take_up(ended))
            self.reload()

        self.run_verb(gesture, done)

    def _take_up(self, stop: Stop) -> None:
        agenda, actor = self.shop.agenda, self.actor
        self.run_verb(lambda: agenda.take_up(actor, stop.id), lambda _done: self.reload())

    def _arrive(self, stop: Stop) -> None:
        """A delivery is over; what was fetched goes to reception with its town filled in."""
        agenda, actor = self.shop.agenda, self.actor
        brings = stop.kind in ORIGIN_OF

        def work() -> Done[Any]:
            return agenda.arrive(actor, stop.id) if brings else agenda.done(
                actor, stop.id, signed=True
            )  # fmt: skip

        def done(_result: object) -> None:
            self._beside(self.round)
            self.reload()
            if brings:
                self.go.emit("intake")
            else:
                self.say.emit(_("Delivered"), None)

        self.run_verb(work, done, self.card.done)

    def _ask_quote(self, stop: Stop) -> None:
        quotes = self.shop.quotes
        self.quote.show_quote(stop, quotes.quote_of(stop.id), quotes.prices())
        self._beside(self.quote)

    def _write_quote(self, wanted: dict[str, int]) -> None:
        """Note the quote and write its paper."""
        stop, quotes, actor, folder = self.quote.stop, self.shop.quotes, self.actor, self.folder
        if stop is None:
            return

        def work() -> Done[str]:
            made = quotes.make(actor, stop.id, wanted)
            path = quotes.pdf(made.value.id, folder)
            quotes.send(actor, made.value.id)
            return Done(path.name, made.changes)

        def done(result: Done[str]) -> None:
            self._ask_quote(stop)
            self.say.emit(_("Quote written: {file}", file=result.value), None)

        self.run_verb(work, done, self.quote.write)

    def _answer_quote(self, yes: bool) -> None:
        quote, quotes, actor = self.quote.quote, self.shop.quotes, self.actor
        if quote is None:
            return

        def done(_result: object) -> None:
            self._leave_quote()
            self.say.emit(_("The quote is the stop’s fee") if yes else _("Quote refused"), None)
            self.reload()

        answer = quotes.accept if yes else quotes.refuse
        self.run_verb(lambda: answer(actor, quote.id), done)

    def _leave_quote(self) -> None:
        if self.quote.stop is not None:
            self._open_stop(self.shop.agenda.stop(self.quote.stop.id))

    def _cash(self, stop: Stop) -> None:
        """Put the fee into the basket of the counter."""
        shop, actor = self.shop, self.actor
        till = min(shop.till.tills(), key=lambda one: one.number).till

        def work() -> Done[Any]:
            basket = shop.counter.draft(till)
            line = shop.agenda.fee_line(stop.id)
            return shop.counter.save_draft(actor, till, (basket or Basket()).add(line))

        self.run_verb(work, lambda _done: self.go.emit("counter"))

    def _move_to(self, place: tuple[date, str]) -> None:
        stop, self._moving = self._moving, None
        agenda, actor = self.shop.agenda, self.actor
        if stop is None:
            return
        day, slot = place

        def done(_result: object) -> None:
            self.choose(day)
            self.say.emit(_("Moved to {day}", day=rules.day_words(day)), None)

        self.run_verb(lambda: agenda.move(actor, stop.id, day.isoformat(), slot), done)

    def _reorder(self, stop: Id, by: int) -> None:
        agenda, actor = self.shop.agenda, self.actor
        self.run_verb(lambda: agenda.reorder(actor, stop, by), lambda _done: self.reload())

    def _ask_team(self) -> None:
        day = next(one for one in self.days if one.day == self.chosen)
        people = self.shop.people.tiles((Permission.PLAN_ROUNDS, Permission.WORK))
        self.team.ask(day, people)
        self._beside(self.team)

    def _set_team(self, ops: list[str]) -> None:
        agenda, actor, day = self.shop.agenda, self.actor, self.chosen.isoformat()
        self._then(lambda: agenda.set_team(actor, day, ops), _("Team noted"))

    def _sheet(self) -> None:
        agenda, day = self.shop.agenda, self.chosen
        path = self.folder / rules.sheet_name(day)

        def done(path: Path) -> None:
            self.say.emit(_("Round sheet written: {file}", file=path.name), None)

        self.run_verb(lambda: agenda.round_sheet(day, path), done, self.round.paper)

    def _ask_town(self) -> None:
        self.pages.setCurrentWidget(self.towns)
        self.towns.ask(self._towns)

    def _use_town(self, insee: str, name: str) -> None:
        self.booking.use_town(insee, name)
        self._back_to_booking()

    def _back_to_booking(self) -> None:
        self.pages.setCurrentWidget(self.booking)
        self.booking.setFocus()

    def _book(self, asked: Booking) -> None:
        agenda, actor = self.shop.agenda, self.actor

        def done(result: Done[Stop]) -> None:
            self._back_to_week()
            self.choose(date.fromisoformat(asked.day))
            self.say.emit(_("Noted: {number}", number=result.value.number), None)

        self.run_verb(lambda: agenda.book(actor, asked), done, self.booking.note)

    def _other_length(self, minutes: int) -> None:
        agenda = self.shop.agenda
        tasks.run(lambda: agenda.free_hours(minutes), self.booking.offer, owner=self)

    def _back_to_week(self) -> None:
        self.pages.setCurrentWidget(self.week)
        self.set_title(_("Agenda"), _("pick-ups and deliveries"))
