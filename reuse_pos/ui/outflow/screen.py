"""The yard on screen: slips and skips left, who takes the goods or the slip being filled right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.outflow import Slip, SlipLine, Taker
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow import Load, Reception, SkipView, SlipFor, Waiting
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks
from reuse_pos.ui.documents import documents
from reuse_pos.ui.outflow.deeds import connect
from reuse_pos.ui.outflow.forms import DetailsPage, HandPage, OncePage, StorePage, TicketPage
from reuse_pos.ui.outflow.loads import LoadPicker
from reuse_pos.ui.outflow.pastpage import PastPage
from reuse_pos.ui.outflow.receivepage import ReceivePage
from reuse_pos.ui.outflow.slippage import SlipPage
from reuse_pos.ui.outflow.startpage import StartPage
from reuse_pos.ui.outflow.words import title_of
from reuse_pos.ui.outflow.yardlist import YardList
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.screen import Screen

COMPACT_UNDER = 1184


@dataclass(frozen=True)
class Yard:
    """What the screen reads at once."""

    slips: list[Slip]
    skips: list[SkipView]
    takers: list[Taker]
    waiting: list[Waiting]


class OutflowScreen(Screen):
    """``OutflowScreen(shop, person, folder=None)``: ``pages`` holds ``start``, ``slip_page``,
    ``ticket``, ``details``, ``hand``, ``store``, ``once``, ``receive`` and ``past``; papers and
    transfer files go to ``folder``."""

    def __init__(
        self, shop: Shop, person: Person, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("What leaves"), _("slips and skips"), parent)
        self.shop, self.person, self.actor = shop, person, person.actor
        self.out = shop.outflows
        self.folder = folder or documents()
        self.yard = Yard([], [], [], [])
        self.names: dict[str, str] = {}
        self.number = ""
        self._gone: Item | None = None
        self.came_from: QWidget = self
        categories = shop.office.categories()
        self.goods = {code: one for code, one in categories.items() if one.kind == "goods"}
        self.watch = ScaleWatch(self.out.scale_reading, self)
        self.list, self.pages = YardList(), QStackedWidget()
        self.start, self.slip_page = StartPage(), SlipPage(categories)
        self.receive = ReceivePage(LoadPicker(self.goods, arriving=True))
        self.hand, self.details, self.ticket = HandPage(), DetailsPage(), TicketPage()
        self.store, self.once, self.past = (
            StorePage(),
            OncePage(),
            PastPage(self.actor.may(Permission.SEE_REPORTS)),
        )
        for page in (self.start, self.slip_page, self.receive, self.hand, self.details,
                     self.ticket, self.store, self.once, self.past):  # fmt: skip
            self.pages.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.error)
        right.addWidget(self.pages, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(16)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)
        self.watch.shown.connect(self.weight_seen)
        connect(self)

    def entered(self) -> None:
        """Read the yard again and look at the scale."""
        tares = [(one.code, one.label, one.tare_g) for one in self.shop.sorting.containers()]
        for strip in (self.slip_page.strip, self.receive.strip):
            strip.offer(tares[:3])
        self.watch.watch(True)
        self.reload()

    def left(self) -> None:
        """Nobody looks at the scale any more."""
        self.watch.watch(False)

    def refresh(self, changes: frozenset[Any]) -> None:
        """Something moved, here or elsewhere."""
        if changes & {Change.STOCK, Change.LEDGER, Change.SETTINGS}:
            self.reload()

    def reload(self) -> None:
        """Read slips, skips and what waits, beside the screen."""
        out = self.out

        def read() -> Yard:
            return Yard(out.slips(), out.skips(), out.takers(), out.to_fetch())

        tasks.run(read, self._show_yard, owner=self)

    def weight_seen(self, view: ScaleView) -> None:
        """The scale shows something else."""
        for strip in (self.slip_page.strip, self.receive.strip):
            strip.see(view)

    def page(self, page: QWidget) -> None:
        """Show a page."""
        self.error.clear()
        self.pages.setCurrentWidget(page)
        self._fit()

    def shows(self, page: QWidget) -> bool:
        """Whether a page is the one shown."""
        return self.pages.currentWidget() is page

    def home(self) -> None:
        """Back to who takes the goods."""
        self.number = ""
        self.list.light("")
        self.page(self.start)

    def open_slip(self, number: str) -> None:
        """Show a slip: being filled, arriving, or waiting for its ticket."""
        self.number = number
        self.list.light(number)
        out = self.out

        def read() -> tuple[Slip, int, dict[str, int]]:
            slip = out.slip(number)
            waiting = out.gatherable_g(number) if slip.state == rules.OPEN else 0
            picker = self.receive.picker if slip.kind == rules.TRANSFER_IN else None
            held = out.held((picker or self.slip_page.picker).place)
            return slip, waiting, held

        def show(found: tuple[Slip, int, dict[str, int]]) -> None:
            if self.number == number:
                self._show_slip(*found)

        tasks.run(read, show, lambda no: self.show_refusal(no.sentence), owner=self)

    def on_scan(self, raw: str) -> None:
        """A label: onto the slip, out in one touch, or arrived."""
        if self.shows(self.slip_page):
            number = self.number
            self.do(lambda: self.out.scan(self.actor, number, raw), self._line_on)
        elif self.shows(self.once):
            self.let_go(raw)
        elif self.shows(self.receive):
            self._arrived(raw)
        else:
            self.show_refusal(_("Choose who takes it away first. Nothing was changed."))

    def on_next(self) -> None:
        """F12: the yellow key of the page."""
        page = self.pages.currentWidget()
        key = self.slip_page.go if page is self.slip_page else getattr(page, "ok", None)
        if key is not None and key.isVisible() and key.isEnabled():
            key.click()

    def on_undo(self) -> None:
        """F4: the last line comes off, the last thing comes back."""
        if self.shows(self.slip_page):
            self.undo_line()
        elif self.shows(self.once) and self._gone is not None:
            self._take_back(self._gone)

    def on_function_key(self, number: int) -> None:
        """F2: a new slip."""
        if number == 2:
            self.home()

    def do(
        self, gesture: Callable[[], Any], done: Callable[[Any], object],
        refused: Callable[[Refusal], bool] | None = None,
    ) -> None:  # fmt: skip
        """Write beside the screen; the yard is read again afterwards."""

        def finished(result: Any) -> None:
            done(result.value if isinstance(result, Done) else result)
            self.reload()

        self.run_verb(gesture, finished, None, refused)

    def begin(self, asked: SlipFor) -> None:
        """Open a slip and show it."""
        self.do(lambda: self.out.open(self.actor, asked), lambda slip: self.open_slip(slip.number))

    def put_load(self, category: str) -> None:
        """One touch: what stands on the scale goes on the slip."""
        load = self._weighed(self.slip_page.strip)
        if load is None:
            return
        number, place = self.number, self.slip_page.picker.place

        def done(line: SlipLine) -> None:
            self.slip_page.strip.recorded()
            self._line_on(line)

        asked = Load(category, load, place)
        self.do(lambda: self.out.load(self.actor, number, asked), done)

    def undo_line(self) -> None:
        """Take the last line off the slip."""
        number = self.number

        def done(line: SlipLine) -> None:
            self.slip_page.strip.forget()
            self.open_slip(number)
            self.say.emit(
                _("Off the slip: {label}, {weight}", label=line.label,
                  weight=format_grams(line.grams)), None,
            )  # fmt: skip

        self.do(lambda: self.out.undo(self.actor, number), done)

    def lorry_leaves(self) -> None:
        """Everything on the slip leaves; its paper is written."""
        number, folder, out = self.number, self.folder, self.out

        def work() -> tuple[Slip, Path]:
            slip = out.leave(self.actor, number).value
            folder.mkdir(parents=True, exist_ok=True)
            if slip.kind == rules.TRANSFER_OUT:
                out.write_transfer(self.actor, number, folder / f"{number}.json")
            return slip, out.write_slip(self.actor, number, folder / f"{number}.pdf")

        def done(found: tuple[Slip, Path]) -> None:
            slip, path = found
            weight = format_grams(slip.grams)
            self.home()
            self.say.emit(
                _("{weight} left. Slip written: {file}", weight=weight, file=path.name), None
            )

        self.do(work, done)

    def save_ticket(self) -> None:
        """Note the receiver's ticket."""
        number, page = self.number, self.ticket
        try:
            grams = page.grams()
        except Refusal as no:
            self.show_refusal(no.sentence)
            return
        ticket, picture = page.number.text(), page.picture
        self.do(
            lambda: self.out.record_ticket(self.actor, number, ticket, grams, picture),
            lambda _gap: self.open_slip(number),
        )

    def let_go(self, raw: str) -> None:
        """A thing leaves in one touch."""
        way, reason = self.once.way, self.once.reason.text()

        def done(item: Item) -> None:
            self._gone = item
            words = _("{label} · {code}: {way}", label=item.label, code=item.short,
                      way=self.once.heading.text())  # fmt: skip
            self.once.last.setText(words)
            self.say.emit(words, lambda: self._take_back(item))

        self.do(lambda: self.out.let_go(self.actor, raw, way, reason), done)

    def touch_skip(self, view: SkipView) -> None:
        """One touch on a skip: its next step, or its slip."""
        code, asked = view.skip.code, view.skip.state == "asked"
        if view.slip and view.skip.state != "awaited":
            self.open_slip(view.slip)
        elif asked:
            self.do(lambda: self.out.pick_up(self.actor, code),
                    lambda slip: self.open_slip(slip.number))  # fmt: skip
        else:

            def done(state: str) -> None:
                words = _("{skip}: {state}", skip=view.skip.label,
                          state=_(rules.SKIP_STEPS[state].title))  # fmt: skip
                undo = self._step_back(code) if state in rules.SKIP_BACK else None
                self.say.emit(words, undo)

            self.do(lambda: self.out.advance(self.actor, code), done)

    def put_besides(self, category: str) -> None:
        """Something came that the other store's slip does not name."""
        load = self._weighed(self.receive.strip)
        if load is None:
            return
        number, raw = self.number, self.receive.pending

        def done(_line: SlipLine) -> None:
            self.receive.strip.recorded()
            self.open_slip(number)

        self.do(lambda: self.out.arrived_besides(self.actor, number, category, load, raw), done)

    def close_reception(self) -> None:
        """What came is received."""
        number = self.number

        def done(found: Reception) -> None:
            self.home()
            words = _("Received: {weight}.", weight=format_grams(found.received_g))
            if found.missing:
                words += " " + _("Not here: {things}.", things=", ".join(found.missing[:3]))
            self.say.emit(words, None)

        self.do(lambda: self.out.close_reception(self.actor, number), done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower list under 1280 pixels of window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Under 1280 pixels of window a slip being filled has the whole width."""
        compact = self.width() < COMPACT_UNDER
        filling = self.shows(self.slip_page) or self.shows(self.receive)
        self.list.setFixedWidth(280 if compact else 330)
        self.list.setVisible(not (compact and filling))
        for page in (self.slip_page, self.receive):
            page.back_home.setVisible(compact)

    def _arrived(self, raw: str) -> None:
        number = self.number

        def refused(no: Refusal) -> bool:
            if no.code == "unexpected":
                self.receive.ask(raw)
                return True
            return False

        self.do(lambda: self.out.arrived(self.actor, number, raw),
                lambda _line: self.open_slip(number), refused)  # fmt: skip

    def _line_on(self, line: SlipLine) -> None:
        self.open_slip(self.number)
        words = _("On the slip: {label}, {weight}", label=line.label,
                  weight=format_grams(line.grams))  # fmt: skip
        self.say.emit(words, self.undo_line)

    def _take_back(self, item: Item) -> None:
        def done(_state: object) -> None:
            self._gone = None
            self.once.last.setText(_("{code} is back.", code=item.short))

        self.do(lambda: self.out.take_back(self.actor, item.id), done)

    def _step_back(self, code: str) -> Callable[[], None]:
        return lambda: self.do(lambda: self.out.step_back(self.actor, code), lambda _state: None)

    def _weighed(self, strip: Any) -> Weighing | None:
        try:
            load: Weighing = strip.load(self.shop.office.number("scale.capacity_g"))
        except Refusal as no:
            self.show_refusal(no.sentence)
            return None
        return load

    def _show_yard(self, yard: Yard) -> None:
        self.yard = yard
        self.names = {one.code: one.label for one in yard.takers}
        self.list.show_yard(yard.slips, yard.skips, self.names, self.out.today())
        self.list.light(self.number)
        self.start.show_takers(yard.takers, yard.waiting)

    def _show_slip(self, slip: Slip, waiting: int, held: dict[str, int]) -> None:
        name = title_of(slip, self.names)
        if slip.state != rules.OPEN:
            self.ticket.show_slip(slip, name)
            self.page(self.ticket)
        elif slip.kind == rules.TRANSFER_IN:
            self.receive.show_slip(slip)
            every = dict.fromkeys(self.goods, 0)
            self.receive.picker.show_held(every, lambda _category: True)
            self.page(self.receive)
        else:
            taker = next((one for one in self.yard.takers if one.code == slip.party), None)
            self.slip_page.show_slip(slip, name, taker, waiting)
            self.slip_page.picker.show_held(held, self.slip_page.accepts)
            self.page(self.slip_page)
