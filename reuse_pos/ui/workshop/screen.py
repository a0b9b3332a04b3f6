"""The workshop's screen: from the queue to the label, one question at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Weighing
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR, Order, OrderState
from reuse_pos.services import photos
from reuse_pos.services.shop import Shop
from reuse_pos.services.workshop import Work
from reuse_pos.ui import sounds, speech
from reuse_pos.ui.persons import face
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Key, PlainHeader
from reuse_pos.ui.workshop.answer_page import AnswerPage
from reuse_pos.ui.workshop.apart_flow import ApartFlow
from reuse_pos.ui.workshop.asides import Asides
from reuse_pos.ui.workshop.bench_flow import BenchFlow
from reuse_pos.ui.workshop.chime import Chime
from reuse_pos.ui.workshop.choice_page import Choice, ChoicePage
from reuse_pos.ui.workshop.finishing import Finishing
from reuse_pos.ui.workshop.looks import Pages
from reuse_pos.ui.workshop.make_flow import MakeFlow
from reuse_pos.ui.workshop.planning import Planning
from reuse_pos.ui.workshop.queue_page import QueuePage
from reuse_pos.ui.workshop.scan_page import ScanPage
from reuse_pos.ui.workshop.step_page import StepPage
from reuse_pos.ui.workshop.supervising import Supervising
from reuse_pos.ui.workshop.weigh_page import WeighPage
from reuse_pos.ui.workshop.writing_steps import WritingSteps

Camera = Callable[[QWidget], bytes | Path | None]


class WorkshopScreen(Screen):
    """``WorkshopScreen(shop, person, camera=None)``: ``camera(parent)`` gives a photo, or None
    when the person gives up; without one the photo's keys are hidden and its step passes by
    itself."""

    plain = True

    def __init__(self, shop: Shop, person: Person, camera: Camera | None = None) -> None:
        super().__init__(_("My work"))
        self.shop, self.person, self.who = shop, person, person.actor
        self.camera = camera
        self.work: Work | None = None
        self.asker = _asker(shop, person)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = 0
        self._answer: Callable[[list[str]], object] = lambda _codes: None
        self._return: Callable[[], object] = self.show_queue
        self.taking_weight: tuple[Callable[[Weighing], object], Callable[[], object]] | None = None
        self.header = PlainHeader()
        self.header.set_avatar(*face(person))
        self.header.home.connect(lambda: self.go.emit("home"))
        self.header.help.connect(lambda: self.go.emit("help"))
        self.header.listen.connect(self._read_aloud)
        self.header.set_listening(speech.available())
        self.reader = ReadAloud(self)
        self._make_pages()
        self.asides = Asides(self)
        self.finishing = Finishing(self)
        self.making = MakeFlow(self)
        self.apart = ApartFlow(self)
        self.supervising = Supervising(self)
        self.planning = Planning(self)
        self.bench = BenchFlow(self)
        self.chime = Chime(self)
        self.steps = WritingSteps(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.error)
        layout.addWidget(self.pages, 1)
        self.show_queue()

    # ------------------------------------------------------------------ what the shell calls
    def entered(self) -> None:
        """Read the queue again; work under way stays where it was."""
        here = self.pages.currentWidget()
        if here is self.queue:
            self.show_queue()
        elif here is self.weigh:
            self.weigh.again()
        self.chime.start()
        self.setFocus()

    def left(self) -> None:
        """Stop reading aloud, ringing, and looking at the scale."""
        self.reader.stop()
        self.chime.stop()
        self.weigh.watch.stop()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Another post changed something: lists are read again."""
        here = self.pages.currentWidget()
        if here is self.queue and changes & {Change.WORKSHOP, Change.PRICES, Change.STOCK}:
            self.show_queue(self._page)
        elif here is self.supervising.page and changes & {Change.WORKSHOP, Change.PRICES}:
            self.supervising.show()

    def on_scan(self, raw: str) -> None:
        """A label: a part of what is being made, or the thing to work on."""
        if self.bench.listening():
            self.bench.scan(raw)
        elif self.making.scanning():
            self.making.scan(raw)
        else:
            self.open_label(raw)

    def on_next(self) -> None:
        """F12: the yellow key of the page."""
        key = self.yellow()
        if key is not None and key.isEnabled():
            key.click()

    def on_undo(self) -> None:
        """F4: take back the last step of the work on screen."""
        if self.work is not None:
            order = self.work.order.id
            self.run_verb(lambda: self.shop.workshop.undo(self.who, order), self._undone)

    def yellow(self) -> Key | None:
        """The yellow key now shown, if there is one."""
        shown = [key for key in self.findChildren(Key) if key.kind == "next" and key.isVisible()]
        return shown[0] if shown else None

    # ------------------------------------------------------------------ pages
    def _make_pages(self) -> None:
        supervises = self.who.may(Permission.SUPERVISE)
        can_photo = self.camera is not None
        self.queue = QueuePage(self.locate, speech.available(), supervises)
        self.step = StepPage(self.locate, can_photo)
        self.answer = AnswerPage(self.locate)
        self.choice = ChoicePage()
        self.scan = ScanPage(self.shop.workshop.device_letter())
        self.weigh = WeighPage(self.shop.office.devices)
        self.pages = Pages()
        for page in (self.queue, self.step, self.answer, self.choice, self.scan, self.weigh):
            self.pages.addWidget(page)
        self._wire()

    def _wire(self) -> None:
        queue, step = self.queue, self.step
        queue.chosen.connect(self.choose)
        queue.first.connect(self._put_first)
        queue.scan_asked.connect(self._ask_label)
        queue.new_asked.connect(lambda: self.go.emit("sorting"))
        queue.make_asked.connect(lambda: self.making.begin())
        queue.more_asked.connect(lambda: self.show_queue(self._page + 1))
        queue.approve_asked.connect(lambda: self.supervising.show())
        queue.priced.connect(lambda item: self.finishing.price_item(item.id))
        queue.bench_asked.connect(lambda: self.asides.bench())
        queue.listen.connect(lambda words: self.reader.read_words(words, self.queue))
        step.finished.connect(self._step_finished)
        step.paused.connect(self._pause)
        step.help_asked.connect(lambda: self._call_help())
        step.materials_asked.connect(lambda: self.asides.materials())
        step.photo_asked.connect(lambda: self.asides.photograph(False, self.show_step))
        self.answer.answered.connect(lambda passed: self._finish_step(passed))
        self.answer.back.connect(self.show_step)
        self.choice.chosen.connect(lambda codes: self._answer(codes))
        self.choice.back.connect(lambda: self._return())
        self.scan.back.connect(self.show_queue)
        self.scan.typed.connect(self.on_scan)
        self.scan.ready.connect(lambda: self.making.scanned_all())
        self.scan.apart_asked.connect(lambda: self.making.take_apart())
        self.scan.dropped.connect(lambda item: self.making.drop(item))

    def show_page(self, page: QWidget, title: str = "") -> None:
        """Bring a page to the front under its title."""
        self.error.clear()
        self.reader.stop()
        item = self.work.item if self.work is not None and page is not self.queue else None
        self.header.set_title(title or (item.label if item else _("My work")))
        self.header.set_code(item.short if item else "")
        self.takes_badges = page is self.bench.page
        self.pages.setCurrentWidget(page)
        self.pages.updateGeometry()

    def show_queue(self, page: int = 0) -> None:
        """My work: a page of the queue."""
        self.work = self.taking_weight = None
        self.making.stop()
        workshop = self.shop.workshop
        benches = workshop.benches()
        if workshop.bench_here not in benches:
            workshop.bench_here = ""
        queue = workshop.queue(self.who, page, workshop.bench_here)
        self.queue.show_bench(workshop.bench_here, bool(benches))
        self._page = queue.page
        labelling = self.shop.labelling
        self.queue.show_queue(queue, [*labelling.sent_back(), *labelling.to_price()], self.asker)
        self.show_page(self.queue)

    def show_step(self) -> None:
        """The step now to do."""
        if self.work is not None:
            step = self.work.order.step
            alone = step is None or self.shop.workshop.may_do(self.who, step)
            self.step.show_work(self.work, "" if alone else self.asker)
            self.show_page(self.step)

    def ask(
        self,
        title: str,
        sub: str,
        choices: list[Choice],
        answer: Callable[[list[str]], object],
        back: Callable[[], object],
        **options: Any,
    ) -> None:
        """One question with large pictures."""
        self._answer, self._return = answer, back
        self.choice.ask(title, sub, choices, **options)
        self.show_page(self.choice)

    def ask_weight(
        self,
        title: str,
        then: Callable[[Weighing], object],
        back: Callable[[], object],
        seen_g: int | None = None,
    ) -> None:
        """Ask for the weight of something that is not the work on screen; `seen_g` is what was on
        the scale just before, which is not taken twice without a touch."""
        self.taking_weight = (then, back)
        self.show_page(self.weigh)
        self.weigh.ask(title, None, seen_g)

    def locate(self, photo: str | None) -> Path | None:
        """Where a photo lies; None without one."""
        if not photo:
            return None
        path = photos.path_of(self.shop.office.folder, photo)
        return path if path.exists() else None

    # ------------------------------------------------------------------ gestures
    def open_label(self, raw: str) -> None:
        """Open the work on the thing of a label; ask before bringing in one that stands
        elsewhere."""
        try:
            item = self.shop.workshop.scanned(raw)
        except Refusal as refusal:
            sounds.play(sounds.UNKNOWN)
            self.show_refusal(refusal.sentence)
            return
        sounds.play(sounds.SCAN)
        order = self.shop.workshop.open_order(item.id)
        work = self.shop.workshop.work(order.id) if order is not None else None
        ours = item.state in (State.TO_REPAIR, State.IN_REPAIR, State.RECEIVED)
        if work is not None and (ours or work.customer is not None):
            self.choose(work)
        elif item.state is State.READY:
            self.finishing.price_item(item.id)
        else:
            self.asides.bring(item)

    def choose(self, work: Work) -> None:
        """Start or go on with an order, where it was left."""
        self.making.stop()
        order = work.order.id
        self.run_verb(
            lambda: self.shop.workshop.start(self.who, order), self._after, refused=self.moved_on
        )

    def reload(self, order: Order) -> Work:
        """Read an order again and keep it as the work on screen."""
        self.work = self.shop.workshop.work(order.id)
        return self.work

    def _after(self, done: Any) -> None:
        """Where an order goes on: its next step, its photo, or its end."""
        self._go_on(self.reload(done.value))

    def _go_on(self, work: Work) -> None:
        step = work.order.step
        if work.order.state is OrderState.STEPS_DONE or step is None:
            self.finishing.weigh()
        elif step.code != "photo":
            self.show_step()
        elif self.camera is None:
            self.finishing.weigh()
        else:
            self.asides.photo()

    def _step_finished(self) -> None:
        if self.work is None or self.work.order.step is None:
            return
        if self.work.order.step.check:
            self.look_at(self.work)
        else:
            self._finish_step(None)

    def look_at(self, work: Work) -> None:
        """Ask the question of the step now to do."""
        self.work = work
        if work.order.step is not None:
            self.answer.ask(work, work.order.step)
            self.show_page(self.answer)

    def _finish_step(self, passed: bool | None) -> None:
        work = self.work
        if work is None or work.order.step is None:
            return
        order, code = work.order.id, work.order.step.code
        self.run_verb(
            lambda: self.shop.workshop.finish_step(self.who, order, code, passed),
            self._failed if passed is False else self._after,
            self.step.finish if passed is None else None,
            self.moved_on,
        )

    def moved_on(self, refusal: Refusal) -> bool:
        """The work changed while this page was shown: show where it stands, under the refusal. An
        authorisation that ended calls the supervisor too."""
        if self.work is None or refusal.code in ("finished", "not_started", "unknown"):
            self.show_queue()
        elif refusal.code in ("authorisation", "supervisor"):
            self._call_help(refusal.sentence)
        elif refusal.code == "step":
            self._go_on(self.reload(self.work.order))
        self.show_refusal(refusal.sentence)
        return True

    def _failed(self, done: Any) -> None:
        looked = self.work is not None and self.work.order.step is not None
        looked = looked and self.work.order.step.check == SUPERVISOR  # type: ignore[union-attr]
        self.reload(done.value)
        if looked:
            self.supervising.show()
            return
        self.show_step()
        sounds.play(sounds.HELP)
        self.error.tell(
            _("It does not work."), _("{name} is told and comes.", name=self.asker), kind="warn"
        )

    def _undone(self, done: Any) -> None:
        self.reload(done.value)
        if self.work is not None and self.work.order.step is not None:
            self.show_step()
        elif self.work is not None and self.work.customer is not None:
            # Nothing is weighed: going on would finish it again.
            self.show_queue()
        else:
            self.finishing.weigh()

    def _pause(self) -> None:
        if self.work is not None:
            order = self.work.order.id
            self.run_verb(
                lambda: self.shop.workshop.pause(self.who, order), lambda _done: self.show_queue()
            )

    def _put_first(self, work: Work) -> None:
        order = work.order.id
        self.run_verb(
            lambda: self.shop.workshop.put_first(self.who, order), lambda _done: self.show_queue()
        )

    def _call_help(self, why: str = "") -> None:
        if self.work is None:
            return
        order = self.work.order.id

        def called(done: Any) -> None:
            self.reload(done.value)
            self.show_step()
            if why:
                self.show_refusal(why)
            sounds.play(sounds.HELP)
            self.say.emit(_("{name} is told and comes.", name=self.asker), None)

        self.run_verb(lambda: self.shop.workshop.call_help(self.who, order), called)

    def _ask_label(self) -> None:
        self.scan.ask_one()
        self.show_page(self.scan, _("My work"))

    def photo_done(self) -> None:
        """The photo was taken, or left out: its step is done."""
        self._finish_step(None)

    def _read_aloud(self) -> None:
        page: Any = self.pages.currentWidget()
        words = [] if page is None else [self.header.title(), *page.words()]
        if self.reader.reading:
            self.reader.stop()
        elif page is not None:
            self.reader.read_words(words, page)


def _asker(shop: Shop, person: Person) -> str:
    """The first name of who says yes to prices and comes to help."""
    others = [one for one in shop.people.tiles((Permission.SUPERVISE,)) if one.op != person.op]
    others.sort(key=lambda one: one.role is not Role.SUPERVISOR)
    return others[0].name if others else _("your supervisor")
