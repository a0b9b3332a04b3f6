"""The sorting screen: a plain header, and one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from reuse_pos.domain.changes import Change
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.people import Person
from reuse_pos.domain.recalls import code_of
from reuse_pos.domain.wording import _
from reuse_pos.ui import speech
from reuse_pos.ui.hub import hub
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.sorting.aside import AsidePage
from reuse_pos.ui.sorting.check import CheckPage
from reuse_pos.ui.sorting.crate import CratePage
from reuse_pos.ui.sorting.hand import HandPage
from reuse_pos.ui.sorting.home import HomePage
from reuse_pos.ui.sorting.mixed import MixedPage
from reuse_pos.ui.sorting.naming import NamePage
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.picks import Pick, WhichPage
from reuse_pos.ui.sorting.textile import TextilePage
from reuse_pos.ui.sorting.thing import ThingPage
from reuse_pos.ui.widgets import PlainHeader

if TYPE_CHECKING:
    from reuse_pos.domain.item import Item
    from reuse_pos.services.shop import Shop

PAGES: dict[str, type[Page]] = {
    "home": HomePage,
    "textile": TextilePage,
    "mixed": MixedPage,
    "thing": ThingPage,
    "crate": CratePage,
    "hand": HandPage,
    "check": CheckPage,
    "aside": AsidePage,
    "name": NamePage,
    "which": WhichPage,
}
REREAD = frozenset({Change.SORTING, Change.STOCK, Change.INTAKE})


class _Pages(QStackedWidget):
    """Pages of which only the one shown asks for room."""

    def sizeHint(self) -> QSize:
        """What the page shown wishes."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the page shown needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class SortingScreen(Screen):
    """``SortingScreen(shop, person)``: pages home, textile, mixed, thing, crate, hand, check,
    aside, name and which.

    The scale is looked at while the screen is shown. Pages are made when first needed.
    """

    plain = True

    def __init__(self, shop: Shop, person: Person) -> None:
        super().__init__(_("Sorting"))
        self.setProperty("kind", "canvas")
        # The scan goes to the screen; no key is lit before somebody uses the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shop, self.person = shop, person
        self._pages: dict[str, Page] = {}
        self._before_hand = "home"
        self.header = PlainHeader()
        self.header.set_avatar(person.icon, person.colour)
        self.header.set_listening(speech.available())
        self.reader = ReadAloud(self)
        self.stack = _Pages()
        self.scale = ScaleWatch(shop.intake.scale_reading, self)
        self.scale.shown.connect(self._weight_seen)
        self._view = ScaleView("lost")
        self.header.home.connect(self._home_pressed)
        self.header.help.connect(self.call_help)
        self.header.listen.connect(self.read_aloud)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        hub.theme_changed.connect(self._refit)
        self.open_page("home")

    @property
    def page(self) -> Page:
        """The page now shown."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def open_page(self, code: str) -> Page:
        """Go to a page, made when first needed."""
        if code not in self._pages:
            self._pages[code] = PAGES[code](self)
            self.stack.addWidget(self._pages[code])
        if self.stack.count() > 1:
            self.page.left()
        page = self._pages[code]
        page.weight_seen(self._view)
        # Fitted to the window before it is shown, so that it never makes the window grow.
        page.entered()
        self.stack.setCurrentWidget(page)
        self.stack.updateGeometry()
        self.error.clear()
        self.reader.stop()
        self.show_title()
        return page

    def open_thing(self, raw: str) -> None:
        """An object's label was scanned: give it its way."""
        page = self.open_page("thing")
        assert isinstance(page, ThingPage)
        page.scan(raw)

    def open_check(self, item: Item) -> None:
        """Check a labelled object point by point; then its way is asked."""
        page = self.open_page("check")
        assert isinstance(page, CheckPage)
        page.begin(item)

    def open_names(self, item: Item) -> None:
        """The brand and number of an object, with the recalls of that brand."""
        page = self.open_page("name")
        assert isinstance(page, NamePage)
        page.ask(item)

    def look_for_recall(self, raw: str, item: Item | None) -> bool:
        """Whether ``raw`` is a maker's barcode that the list of recalls could answer: it is shown,
        or said that none is known. False without a list, or for the shop's own codes."""
        if not code_of(raw) or raw.strip().startswith("2") or not self.shop.recalls.extent()[0]:
            return False
        found = self.shop.recalls.with_code(raw)
        if found:
            page = self.open_page("name")
            assert isinstance(page, NamePage)
            page.show_found(found, item)
        else:
            self.say.emit(_("No recall is known for this barcode. Sort the object."), None)
        return True

    def back_to_thing(self, item: Item | None) -> None:
        """Ask the way of an object again, as it is now."""
        page = self.open_page("thing")
        assert isinstance(page, ThingPage)
        if item is not None:
            page.open_item(item)

    def open_crate(self, category: str) -> None:
        """The crates of a category."""
        if "crate" not in self._pages:
            self._pages["crate"] = CratePage(self)
            self.stack.addWidget(self._pages["crate"])
        page = self._pages["crate"]
        assert isinstance(page, CratePage)
        page.open(category)
        self.open_page("crate")

    def home(self) -> None:
        """Back to the first page."""
        self.open_page("home")

    def show_title(self) -> None:
        """The header says what the page is about."""
        self.header.set_title(self.page.title)
        self.header.set_code(self.page.code)
        self.set_thing(self.page.code)

    def ask_weight(self, answer: Callable[[int], None]) -> None:
        """Type a weight, then come back."""
        self._before_hand = next(code for code, page in self._pages.items() if page is self.page)
        page = self.open_page("hand")
        assert isinstance(page, HandPage)
        page.ask(answer)

    def ask_which(
        self, heading: str, entries: Sequence[Pick], answer: Callable[[str], object]
    ) -> None:
        """Ask one question answered by pictures, then come back and answer."""
        self._before_hand = next(code for code, page in self._pages.items() if page is self.page)
        page = self.open_page("which")
        assert isinstance(page, WhichPage)
        page.ask(heading, entries, answer)

    def hand_done(self) -> None:
        """Back to the page that asked for a weight or an answer, as it was."""
        self.stack.setCurrentWidget(self._pages[self._before_hand])
        self.error.clear()
        self.show_title()

    def call_help(self) -> None:
        """Say whom to call."""
        names = self.shop.sorting.helpers()
        self.say.emit(_("Call {name}.", name=names[0]) if names else _("Call somebody."), None)

    def read_aloud(self) -> None:
        """Read the page; a second touch is silence."""
        if self.reader.reading:
            self.reader.stop()
        else:
            self.reader.read_words(self.page.spoken(), self.page)

    def entered(self) -> None:
        """The person comes here: look at the scale, read again."""
        self.setFocus()
        self.scale.watch(True)
        self.page.entered()
        self.show_title()

    def left(self) -> None:
        """The scale is left alone."""
        self.scale.watch(False)
        self.reader.stop()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Somebody else's gesture changed what is shown here."""
        if changes & REREAD and isinstance(self.page, HomePage):
            self.page.entered()

    def on_scan(self, raw: str) -> None:
        """The page knows what a label means here."""
        self.page.on_scan(raw)

    def on_next(self) -> None:
        """F12."""
        self.page.on_next()

    def on_undo(self) -> None:
        """F4."""
        self.page.on_undo()

    def show_refusal(self, sentence: str) -> None:
        """Over the question of the page, where the finger is."""
        self.error.tell(sentence)
        room = self.page.error_room()
        if room is None:
            room = QRect(24, self.page.height() - 92, self.page.width() - 48, 72)
        high = max(room.height(), self.error.sizeHint().height())
        self.error.setGeometry(room.translated(0, self.header.height()))
        self.error.resize(room.width(), high)
        self.error.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: the refusal leaves, it is said again at the next try."""
        super().resizeEvent(event)
        self.error.clear()
        if event.oldSize().width() != event.size().width():
            self.page.entered()

    def _home_pressed(self) -> None:
        if isinstance(self.page, HomePage):
            self.go.emit("home")
        else:
            self.home()

    def _refit(self) -> None:
        self.page.entered()

    def _weight_seen(self, view: ScaleView) -> None:
        self._view = view
        self.page.weight_seen(view)
