"""The stock-take: choose a place, scan everything, explain the errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.stocktake import Count, CountState, Pile
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.services.stocktake import Countable, CountView, Sighted
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds, tasks
from reuse_pos.ui.documents import documents
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.stocktake import words
from reuse_pos.ui.stocktake.countpage import COMPACT_UNDER, CountPage
from reuse_pos.ui.stocktake.kitdesk import KitDesk
from reuse_pos.ui.stocktake.kitpage import KitPage
from reuse_pos.ui.stocktake.loosepage import LoosePage, LooseView, Tare
from reuse_pos.ui.stocktake.startpage import StartPage
from reuse_pos.ui.widgets import row

SOUNDS = {
    Pile.SEEN: sounds.SCAN,
    Pile.UNEXPECTED: sounds.UNEXPECTED,
    Pile.UNKNOWN: sounds.UNKNOWN,
    Pile.SEEN_ALREADY: sounds.SEEN,
    Pile.ELSEWHERE: sounds.SEEN,
}


class StocktakeScreen(Screen):
    """``StocktakeScreen(shop, person, folder=None)``: pages ``start``, ``counting``, ``loose`` and
    ``kits``;
    the list with photos goes to ``folder``."""

    def __init__(
        self, shop: Shop, person: Person, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Stock-take"), "", parent)
        self.shop, self.person, self.actor = shop, person, person.actor
        self.folder = folder or documents()
        self.count: Id | None = None
        self._reading = self._again = False
        categories = shop.office.categories()
        self.start = StartPage()
        self.counting = CountPage(categories, shop.stocktake.photo)
        tares = [Tare(one.label, one.tare_g) for one in shop.counter.bags()]
        self.loose = LoosePage(ScaleWatch(shop.counter.scale_reading, self), tares)
        self.kits = KitPage(categories, self.actor.may(Permission.SELL))
        self.kit_desk = KitDesk(shop, person, self, self.kits)
        self.start.kits_key.setVisible(self.actor.may(Permission.SEND_OUT))
        self.pages = QStackedWidget()
        for page in (self.start, self.counting, self.loose, self.kits):
            page.setMinimumSize(1, 1)
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        trouble = row(self.error)
        trouble.setContentsMargins(20, 0, 20, 0)
        layout.addLayout(trouble)
        layout.addWidget(self.pages, 1)
        self._connect()

    def entered(self) -> None:
        """Back at the count under way, else at the places."""
        if self.pages.currentWidget() is self.kits:
            self.kit_desk.show()
        elif self.count is not None:
            self.reload()
        else:
            self.show_start()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Something was sold or moved: the piles follow by themselves."""
        if changes & {Change.STOCK, Change.LEDGER}:
            if self.pages.currentWidget() is self.kits:
                self.kit_desk.show()
            elif self.count is not None:
                self.reload()
            elif self.pages.currentWidget() is self.start:
                self.show_start()

    def on_scan(self, raw: str) -> None:
        """Every scan belongs to the count, whatever is shown."""
        if self.pages.currentWidget() is self.kits:
            self.kit_desk.scan(raw)
            return
        count = self.count
        if count is None:
            sounds.play(sounds.UNKNOWN)
            self.say.emit(_("Begin a count first, then scan."), None)
            return
        stocktake, actor = self.shop.stocktake, self.actor

        def refused(_refusal: Refusal) -> bool:
            sounds.play(sounds.UNKNOWN)
            return False

        self.run_verb(lambda: stocktake.see(actor, count, raw), self._sighted, refused=refused)

    def on_next(self) -> None:
        """F12: the yellow key of the page."""
        page = self.pages.currentWidget()
        if page is self.start:
            self.start.begin.click()
        elif page in (self.loose, self.kits):
            (self.loose if page is self.loose else self.kits).press_next()
        else:
            self.counting.press_next()

    def on_undo(self) -> None:
        """F4: the last gesture of the count."""
        if self.count is not None and self.counting.undo.isEnabled():
            self._undo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a count or a kit to the list of counts; nothing is lost."""
        away = self.pages.currentWidget() is not self.start
        if event.key() == Qt.Key.Key_Escape and away:
            self.show_start()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower at 1024 pixels."""
        super().resizeEvent(event)
        self.counting.set_compact(self.width() < COMPACT_UNDER)

    def show_start(self) -> None:
        """The places, and counts to take up again."""
        self.count = None
        stocktake = self.shop.stocktake

        def show(found: tuple[tuple[Countable, ...], list[Count]]) -> None:
            if self.count is None:
                self.start.show_places(*found)
                self.pages.setCurrentWidget(self.start)
                self.set_title(_("Stock-take"), _("what is really there"))

        tasks.run(lambda: (stocktake.places(), stocktake.open_counts()), show, owner=self)

    def reload(self) -> None:
        """Read the count again; scans that come meanwhile are read together."""
        if self._reading:
            self._again = True
            return
        count, stocktake = self.count, self.shop.stocktake
        if count is None:
            return
        self._reading = True
        loose = self.pages.currentWidget() is self.loose

        def read() -> tuple[CountView, list[tuple[str, int, int]]]:
            return stocktake.view(count), stocktake.loose_here(count) if loose else []

        def show(found: tuple[CountView, list[tuple[str, int, int]]]) -> None:
            self._reading = False
            if self._again:
                self._again = False
                self.reload()
            if self.count == count:
                self._show(*found)

        tasks.run(read, show, on_error=self._not_read, owner=self)

    def _not_read(self, error: Exception) -> None:
        self._reading = self._again = False
        tasks.log.error("a count was not read", exc_info=error)
        tasks.shared().failed.emit(error)

    def _show(self, view: CountView, goods: list[tuple[str, int, int]]) -> None:
        if view.count.state in (CountState.ACCEPTED, CountState.CANCELLED):
            self.show_start()
            return
        self.counting.show_view(view, self.actor.may(Permission.APPROVE))
        self.set_title(_("Stock-take"), words.where(view.count))
        if self.pages.currentWidget() is self.loose:
            self._show_goods(view, goods)
        else:
            self.pages.setCurrentWidget(self.counting)

    def _show_goods(self, view: CountView, goods: list[tuple[str, int, int]]) -> None:
        categories = self.shop.office.categories()
        listed = {code: grams for code, grams, _pieces in goods}
        listed |= {gap.category: gap.expected_g for gap in view.gaps if gap.category not in listed}
        views = [
            LooseView(code, categories[code].label, categories[code].icon, categories[code].family,
                      grams)
            for code, grams in listed.items()
        ]  # fmt: skip
        self.loose.show_goods(views, view.gaps)

    def _connect(self) -> None:
        self.start.started.connect(self._begin)
        self.start.resumed.connect(self._take_up)
        self.start.kits.connect(self._open_kits)
        self.kits.asked.connect(lambda what: self.show_start() if what == "back" else None)
        self.counting.found.connect(self._found)
        self.counting.here.connect(self._here)
        self.counting.asked.connect(self._asked)
        self.loose.weighed.connect(self._weighed)
        self.loose.none_left.connect(self._none_left)
        self.loose.closed.connect(self._close_loose)

    def _sighted(self, done: Done[Sighted]) -> None:
        sighted = done.value
        sounds.play(SOUNDS[sighted.pile])
        if sighted.pile is Pile.SEEN_ALREADY:
            self.say.emit(_("{code} is noted already", code=sighted.short), None)
        elif sighted.pile is Pile.ELSEWHERE:
            self.say.emit(_("{code} is of a family not counted", code=sighted.short), None)
        self.reload()

    def _begin(self, place: str, spot: str, families: tuple[str, ...]) -> None:
        stocktake, actor = self.shop.stocktake, self.actor

        def done(result: Done[Count]) -> None:
            self.count = result.value.id
            self.reload()

        self.run_verb(lambda: stocktake.start(actor, place, spot, families), done, self.start.begin)

    def _take_up(self, count: Count) -> None:
        self.count = count.id
        if count.state is CountState.PAUSED:
            self._then(lambda: self.shop.stocktake.resume(self.actor, count.id))
        else:
            self.reload()

    def _then(self, gesture: Callable[[], Done[Any]], words_: str = "") -> None:
        def done(_result: object) -> None:
            if words_:
                self.say.emit(words_, None)
            self.reload()

        self.run_verb(gesture, done)

    def _found(self, item: Id) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is not None:
            self._then(lambda: stocktake.found(actor, count, item))

    def _here(self, item: Id) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is not None:
            self._then(lambda: stocktake.here(actor, count, item))

    def _undo(self) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is None:
            return
        categories = self.shop.office.categories()

        def done(result: Done[str]) -> None:
            what = result.value
            what = categories[what].label if what in categories else what
            self.say.emit(_("{what}: taken back", what=what), None)
            self.reload()

        self.run_verb(lambda: stocktake.undo(actor, count), done, self.counting.undo)

    def _asked(self, what: str) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is None:
            return
        gestures: dict[str, Callable[[], object]] = {
            "undo": self._undo,
            "resume": lambda: self._then(lambda: stocktake.resume(actor, count)),
            "pause": lambda: self.run_verb(lambda: stocktake.pause(actor, count), self._paused),
            "done": lambda: self._then(
                lambda: stocktake.propose(actor, count), _("Done: the manager accepts it")
            ),
            "accept": lambda: self.run_verb(
                lambda: stocktake.accept(actor, count), self._accepted, self.counting.next
            ),
            "cancel": lambda: self._then(
                lambda: stocktake.cancel(actor, count), _("Count dropped: nothing lost")
            ),
            "back": self.show_start,
            "list": lambda: self._photo_list(count),
            "weigh": self._open_loose,
        }
        gestures[what]()

    def _open_kits(self) -> None:
        self.pages.setCurrentWidget(self.kits)
        self.set_title(_("Kits"), _("gathered from a list, given or sold as one"))
        self.kit_desk.show()

    def _open_loose(self) -> None:
        self.pages.setCurrentWidget(self.loose)
        self.reload()

    def _paused(self, _result: object) -> None:
        self.say.emit(_("Paused: the count waits in this list"), None)
        self.show_start()

    def _accepted(self, result: Done[Any]) -> None:
        accepted = result.value
        told = ngettext("Count accepted: {n} thing lost, {weight}",
                        "Count accepted: {n} things lost, {weight}", accepted.lost,
                        weight=format_grams(accepted.grams))  # fmt: skip
        self.say.emit(told if accepted.lost else _("Count accepted: nothing lost"), None)
        self.show_start()

    def _photo_list(self, count: Id) -> None:
        view = self.counting.view
        if view is None:
            return
        path = self.folder / f"inventaire-{view.count.number}.pdf"

        def done(path: Path) -> None:
            self.say.emit(_("List written: {file}", file=path.name), None)

        self.run_verb(
            lambda: self.shop.stocktake.photo_list(count, path), done, self.counting.list_key
        )

    def _weighed(self, category: str, weighing: Weighing) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is None:
            return

        def done(_result: object) -> None:
            sounds.play(sounds.WEIGHED)
            self.reload()

        self.run_verb(
            lambda: stocktake.weigh(actor, count, category, weighing), done, self.loose.add
        )

    def _none_left(self, category: str) -> None:
        count, stocktake, actor = self.count, self.shop.stocktake, self.actor
        if count is not None:
            self._then(lambda: stocktake.none_left(actor, count, category))

    def _close_loose(self) -> None:
        self.pages.setCurrentWidget(self.counting)
        self.reload()
