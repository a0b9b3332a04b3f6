"""Reception as a whole: the desk where loads are weighed, and the counting of a van."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Desk
from reuse_pos.services.shop import Shop
from reuse_pos.ui import sounds, tasks, theme, tokens
from reuse_pos.ui.chooser import ChooserPage
from reuse_pos.ui.hub import hub
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.countcard import CountCard
from reuse_pos.ui.intake.counting import CountPage
from reuse_pos.ui.intake.dayspage import DaysPage
from reuse_pos.ui.intake.donorpage import DonorPage
from reuse_pos.ui.intake.doorpages import ItemPage, RecyclePage, RefusalPage
from reuse_pos.ui.intake.extras import Extras
from reuse_pos.ui.intake.families import FamilyPage
from reuse_pos.ui.intake.gestures import Gestures
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.intake.scale import ScalePanel
from reuse_pos.ui.intake.slipcard import SlipCard
from reuse_pos.ui.intake.source import SourcePanel
from reuse_pos.ui.intake.typed import FigurePage
from reuse_pos.ui.scalecheck import ScaleCheckPage
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import ErrorBar, Key

LOOK_AT_SCALE_MS = 150
WATCHED = {Change.INTAKE, Change.STOCK, Change.LEDGER, Change.SETTINGS, Change.SORTING}


class IntakeScreen(Screen):
    """``IntakeScreen(shop, person)``: the reception desk.

    Pages of the lower left are ``families``, ``chooser``, ``figure``, ``item``, ``refusal``,
    ``recycling`` and ``donor``; ``counting``, ``days`` and ``scale_check`` take the whole screen.
    F12 is the yellow key, F4 undoes, Escape goes back.
    """

    def __init__(self, shop: Shop, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(_("Reception"), parent=parent)
        self.shop, self.person = shop, person
        self.model = DeskModel(shop.intake.furnishings())
        self._reading = self._again = False
        self._compact = False
        self.count_error, self.days_error = ErrorBar(self), ErrorBar(self)
        self._build()
        self._connect()
        self.extras.connect()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_AT_SCALE_MS)
        self._clock.timeout.connect(self.look_at_scale)
        hub.theme_changed.connect(self._relook)
        self.show_all()

    # ------------------------------------------------------------------ what the shell calls
    def entered(self) -> None:
        """Read the desk again and watch the scale."""
        self.look_at_scale()
        self._clock.start()
        self.read()
        self.setFocus()
        self.extras.remind()

    def left(self) -> None:
        """The scale is no longer watched."""
        self._clock.stop()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Read the desk again when reception, stock or settings changed."""
        if Change.SETTINGS in changes:
            self.model.furnish(self.shop.intake.furnishings())
            self.source.use(self.model.furnishings)
            self.scale.use()
            self.recycling.use(self.model.furnishings)
        if WATCHED & changes:
            self.read()
            if self.pages.currentWidget() is self.days_page:
                self.extras.read_day()

    def on_scan(self, raw: str) -> None:
        """Loads carry no code yet: a scan here is a mistake, told as one."""
        sounds.play(sounds.UNKNOWN)
        self.tell(
            _(
                "Nothing is scanned at reception. Nothing was changed. "
                "Weigh the load, then touch a picture."
            )
        )

    def on_next(self) -> None:
        """F12: the yellow key of the present page."""
        page = self.below.currentWidget()
        yellow: Key = self.card.finish_key
        if self.pages.currentWidget() is self.counting:
            yellow = self.total.record_key
        elif page is self.figure:
            yellow = self.figure.keep
        elif self.pages.currentWidget() is self.days_page:
            yellow = self.days.late_card.begin
        elif self.pages.currentWidget() is self.scale_check:
            yellow = self.scale_check.keep
        elif page is self.item:
            yellow = self.item.keep
        elif page is self.donor:
            yellow = self.donor.keep
        if yellow.isEnabled() and yellow.isVisible():
            yellow.click()

    def on_undo(self) -> None:
        """F4: the last touch while counting, else the last weighing."""
        if self.pages.currentWidget() is self.counting:
            self.gestures.undo_count()
        elif self.card.undo_key.isEnabled() and self.card.undo_key.isVisible():
            self.card.undo_key.click()

    # ------------------------------------------------------------------ reading and showing
    def read(self) -> None:
        """Read the desk beside the screen; readings asked meanwhile are one more."""
        if self._reading:
            self._again = True
            return
        self._reading, chosen = True, self.model.chosen

        def look() -> tuple[Desk, bool]:
            desk = self.shop.intake.desk(chosen)
            return desk, desk.chosen is not None and self.extras.is_named(desk.chosen.id)

        def show(seen: tuple[Desk, bool]) -> None:
            self._reading = False
            if self._again or self.model.chosen != chosen:
                self._again = False
                self.read()
                return
            self.model.take(*seen)
            self.show_all()

        tasks.run(look, show, owner=self)

    def look_at_scale(self) -> None:
        """Look at the scale: its driver always holds the latest reading, so this never waits."""
        if self.model.see(self.shop.intake.scale_reading()):
            self.scale.show_weight()
            self.families.hold(self.model.blocked)

    def show_all(self) -> None:
        """Show the desk, the choices and the count as they are now."""
        model = self.model
        self.source.show_source(model.origin, model.commune, model.named)
        self.scale.show_weight()
        self.families.show_totals(model.desk.families)
        self.families.hold(model.blocked)
        self.card.show_desk()
        self.show_count()
        town = model.furnishings.commune(model.commune)
        counting = self.pages.currentWidget() is self.counting
        party = model.furnishings.party(model.party)
        context = words.delivery_context(model.delivery, model.origin, town, party)
        if counting:
            context = _("Van arrival")
        elif self.pages.currentWidget() is self.days_page:
            context = _("Deliveries of the day")
        elif self.pages.currentWidget() is self.scale_check:
            context = _("Check of the scale")
        self.set_title(_("Reception"), context)

    def show_count(self) -> None:
        """Show what is counted and what it adds up to."""
        self.count.show_counts()
        self.total.show_plan(self.gestures.plan())

    def show_page(self, page: QWidget) -> None:
        """Show a page of the lower left, or the counting page; the yellow key follows."""
        whole = {self.counting: self.counting, self.days: self.days_page,
                 self.scale_check: self.scale_check}.get(page)  # fmt: skip
        if whole is not None:
            self.pages.setCurrentWidget(whole)
        else:
            self.pages.setCurrentWidget(self.desk_page)
            self.below.setCurrentWidget(page)
            self._show_source()
        self.card.stand_back(page in (self.figure, self.item, self.donor))
        for bar in (self.error, self.page_error, self.count_error, self.days_error):
            bar.clear()
        self.show_all()
        # Typing belongs to the page that asks for something, else to the screen.
        asks: dict[QWidget, QWidget] = {
            self.figure: self.figure,
            self.chooser: self.chooser.search,
        }
        asks.get(page, self).setFocus()

    def home(self) -> None:
        """Back to the tiles, or to the count that asked."""
        asked = self.gestures.asking_for
        self.gestures.asking_for = ""
        self.show_page(self.counting if asked.startswith("count") else self.families)

    def show_refusal(self, sentence: str) -> None:
        """Say what was refused where the gesture was made."""
        self.tell(sentence)

    def tell(
        self, sentence: str, key: str = "", way_out: Callable[[], object] | None = None
    ) -> None:
        """Say what went wrong where the gesture was made, with a key that gets out of it."""
        kind = "warn" if key else "bad"
        if self.pages.currentWidget() is self.counting:
            self.count_error.tell(sentence, "", key, way_out, kind)
        elif self.pages.currentWidget() is self.days_page:
            self.days_error.tell(sentence, "", key, way_out, kind)
        elif self.pages.currentWidget() is self.scale_check:
            self.scale_check.error.tell(sentence, "", key, way_out, kind)
        elif self.below.currentWidget() is self.families:
            self.families.head_gives_way(True)
            self.error.tell(sentence, "", key, way_out, kind)
        else:
            self.source.hide()
            self.page_error.tell(sentence, "", key, way_out, kind)

    def at_tiles(self) -> bool:
        """Whether the tiles of the families are shown."""
        at_desk = self.pages.currentWidget() is self.desk_page
        return at_desk and self.below.currentWidget() is self.families

    def attempt(self, gesture: Callable[[], object]) -> bool:
        """Do a gesture that may refuse at once; whether it was done."""
        try:
            gesture()
        except Refusal as refusal:
            if refusal.code == "scale_lost":
                self.tell(refusal.sentence, _("Weight by hand"), self.gestures.ask_weight)
            else:
                self.tell(refusal.sentence)
            return False
        return True

    # ------------------------------------------------------------------ Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact under 1280 pixels of window."""
        super().resizeEvent(event)
        compact = event.size().width() < tokens.COMPACT_UNDER - tokens.RAIL
        if compact != self._compact:
            self._set_compact(compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; figures go to the page that asks for them."""
        escape = event.key() == Qt.Key.Key_Escape
        if escape and self.pages.currentWidget() is not self.desk_page:
            self.extras.leave_days()
        elif escape and self.below.currentWidget() is self.donor:
            self.extras.leave_donor()
        elif escape and self.below.currentWidget() is not self.families:
            self.home()
        else:
            super().keyPressEvent(event)

    def _show_source(self) -> None:
        """With bigger letters the pages that ask something take the room of the source."""
        page = self.below.currentWidget()
        large = theme.current().scale > 100
        self.source.setVisible(not large or page in (self.families, self.chooser))

    def _relook(self) -> None:
        """Bigger letters need other sizes."""
        self._set_compact(self._compact)
        self.show_all()

    # ------------------------------------------------------------------ building
    def _build(self) -> None:
        self.source = SourcePanel(self.model.furnishings)
        self.scale = ScalePanel(self.model)
        self.families = FamilyPage(self.error)
        self.chooser, self.figure = ChooserPage(), FigurePage()
        self.item = ItemPage(self.model.furnishings)
        self.refusal = RefusalPage()
        self.recycling = RecyclePage(self.model.furnishings)
        self.donor = DonorPage()
        self.days = DaysPage(self.model, self.days_error)
        self.scale_check = ScaleCheckPage(self.shop, self.person, self)
        self.card = SlipCard(self.model)
        self.count = CountPage(self.model, self.count_error)
        self.total = CountCard(self.model)
        self.page_error = ErrorBar(self)
        self.below = PageStack()
        for page in (
            self.families,
            self.chooser,
            self.figure,
            self.item,
            self.refusal,
            self.recycling,
            self.donor,
        ):
            self.below.addWidget(page)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.source)
        left.addWidget(self.scale)
        left.addWidget(self.page_error)
        left.addWidget(self.below, 1)
        self.desk_page = _page(left, self.card, 16)
        self.counting = _page(self.count, self.total, 14)
        self.days_page = _page(self.days, None, 16)
        self.pages = PageStack()
        for whole in (self.desk_page, self.counting, self.days_page, self.scale_check):
            self.pages.addWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.gestures, self.extras = Gestures(self), Extras(self)
        self._set_compact(False)

    def _connect(self) -> None:
        do = self.gestures
        self.error.closed.connect(lambda: self.families.head_gives_way(False))
        self.page_error.closed.connect(self._show_source)
        self.source.origin.connect(do.set_origin)
        self.source.commune.connect(do.set_commune)
        self.source.other_origin.connect(do.ask_origin)
        self.source.other_commune.connect(do.ask_commune)
        self.scale.container.connect(do.set_container)
        self.scale.other_container.connect(do.ask_container)
        self.families.family.connect(do.weigh)
        self.families.recycle.connect(do.ask_recycler)
        self.families.refuse.connect(lambda: self.show_page(self.refusal))
        self.families.count.connect(lambda: self.show_page(self.counting))
        self.families.item.connect(do.ask_item)
        self.families.type_weight.connect(do.ask_weight)
        self.families.printing.stop_asked.connect(do.stop_printing)
        self.chooser.chosen.connect(do.choose)
        self.figure.kept.connect(do.keep_figure)
        self.figure.from_scale.connect(do.keep_scale)
        self.item.record.connect(do.add_item)
        self.refusal.reason.connect(do.refuse)
        self.recycling.record.connect(do.recycle)
        for page in (self.chooser, self.figure, self.item, self.refusal, self.recycling):
            page.left.connect(self.home)
        self.card.switch.connect(do.switch)
        self.card.another.connect(do.another)
        self.card.undo.connect(do.undo)
        self.card.slip.connect(do.set_slip)
        self.card.finish.connect(do.finish)
        self.card.abandon.connect(do.finish)
        self.count.touched.connect(do.touch)
        self.count.other.connect(do.ask_thing)
        self.count.trolley.connect(do.trolley)
        self.count.back.connect(lambda: self.show_page(self.families))
        self.count.last.step.connect(do.step)
        self.count.last.number.connect(do.ask_number)
        self.count.last.weight.connect(do.ask_piece_weight)
        self.total.undo.connect(do.undo_count)
        self.total.record.connect(do.record_count)

    def _set_compact(self, compact: bool) -> None:
        self._compact = compact
        for panel in (
            self.source,
            self.scale,
            self.families,
            self.chooser,
            self.figure,
            self.item,
            self.recycling,
            self.card,
            self.count,
            self.total,
            self.donor,
            self.days,
            self.scale_check,
        ):
            panel.set_compact(compact)
        self.count.last.show_thing(self.model)


class PageStack(QStackedWidget):
    """Pages on one another, that need no more room than the one shown."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """The least room of the page shown."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


def _page(left: QVBoxLayout | QWidget, right: QWidget | None, margin: int) -> QWidget:
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(tokens.PAGE_X, margin, tokens.PAGE_X, margin)
    layout.setSpacing(16)
    if isinstance(left, QWidget):
        layout.addWidget(left, 1)
    else:
        layout.addLayout(left, 1)
    if right is not None:
        layout.addWidget(right)
    return page
