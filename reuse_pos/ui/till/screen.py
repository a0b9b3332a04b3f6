"""The closing of the till: count without knowing, understand the difference, close."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import change_drawn, format_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services import previews, till_count
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks, tokens
from reuse_pos.ui.hub import hub
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.till.done import DonePage
from reuse_pos.ui.till.model import Counting, TillView, read_till
from reuse_pos.ui.till.moves import MovePanel
from reuse_pos.ui.till.page import CountPage
from reuse_pos.ui.till.papers import PaperPanel
from reuse_pos.ui.till.words import closed_figures, context, trouble_words

AGAIN_MS, KEEP_MS = 5_000, 400


class TillScreen(Screen):
    """``TillScreen(shop, person, till=None)``: open, count, close; first till when none is named.

    ``page`` (CountPage), ``moves``, ``paper``, ``done`` are its pages; ``counting`` the count.
    """

    def __init__(
        self, shop: Shop, person: Person, till: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Closing the till"), "", parent)
        self.setObjectName("till")
        self._shop, self._actor = shop, person.actor
        self._till = till or min(shop.till.tills(), key=lambda one: one.number).till
        self.view: TillView | None = None
        self.counting = Counting()
        self._closed_seq = 0
        self.page, self.moves, self.paper, self.done = (
            CountPage(), MovePanel(), PaperPanel(), DonePage(),
        )  # fmt: skip
        self.page.outer.insertWidget(0, self.error)
        self._pages = QStackedWidget()
        for page in (self.page, self.moves, self.paper, self.done):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._again, self._keep = _once(self, AGAIN_MS), _once(self, KEEP_MS)
        self._again.timeout.connect(lambda: self.page.ask_again(False))
        self._keep.timeout.connect(self._save)
        self._connect()

    def entered(self) -> None:
        """Read the till again and count on where one was."""
        if self._pages.currentWidget() is not self.done:
            self._read()

    def left(self) -> None:
        """Keep the count as it is."""
        if self._keep.isActive():
            self._save()
        if self._pages.currentWidget() is self.done:
            self._show(self.page)

    def refresh(self, changes: frozenset[Any]) -> None:
        """The till was written elsewhere, or a paper came out."""
        if self._pages.currentWidget() is self.done:
            self._ask_paper()
        elif Change.TILL in changes:
            self._read()

    def on_next(self) -> None:
        """F12: the yellow key of the page; closing asks for it twice."""
        here = self._pages.currentWidget()
        if here is self.moves:
            self.moves.ask()
        elif here is self.done:
            self.go.emit("switch")
        elif here is self.page and self.view is not None:
            self._next_count(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the count."""
        here = self._pages.currentWidget()
        if event.key() == Qt.Key.Key_Escape and here in (self.moves, self.paper):
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact beside a 92-pixel rail."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        self.page.set_compact(self.width() < tokens.COMPACT_UNDER - tokens.RAIL)
        if self.view is not None:
            self.page.show_sums(self.view, self.counting)

    def _connect(self) -> None:
        hub.theme_changed.connect(self._dress)
        page = self.page
        page.piece_put.connect(self._put)
        page.counted.connect(self._reveal)
        page.blind.card_typed.connect(self._card)
        page.expected.reason_given.connect(self._reason)
        page.move_asked.connect(self._open_moves)
        page.x_asked.connect(self._see_x)
        page.session_held.connect(lambda: self._close(day_too=False))
        page.till_held.connect(lambda: self._close(day_too=True))
        page.hold_longer.connect(lambda: self.say.emit(_("Hold the key for one second."), None))
        page.float_usual.connect(self._usual_float)
        page.open_asked.connect(self._open)
        page.day_held.connect(self._close_day)
        self.moves.asked.connect(self._move)
        self.moves.closed.connect(self._back)
        self.paper.closed.connect(self._back)
        self.paper.print_asked.connect(self._print_paper)
        self.done.print_asked.connect(self._print_z)
        self.done.paper_asked.connect(self._see_z)
        self.done.leave_asked.connect(lambda: self.go.emit("switch"))

    def _read(self) -> None:
        shop, till = self._shop, self._till
        tasks.run(lambda: read_till(shop, till), self._got, owner=self)

    def _got(self, view: TillView) -> None:
        before, self.view = self.view, view
        if before is None or before.status.session != view.status.session:
            self.counting = Counting.load(view.kept) if view.kept else Counting()
            if view.kept:
                self.say.emit(_("The closing is not finished. Go on where you were."), None)
        self.set_title(
            _("Closing the till") if view.figures else _("Opening the till"), context(view.status)
        )
        self.page.show_count(view, self.counting)
        focus = self.focusWidget()
        if self._pages.currentWidget() is self.page and (focus is None or not focus.hasFocus()):
            self.page.notes.begin()

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._show(self.done if self._closed_seq else self.page)
        if not self._closed_seq:
            self.page.notes.begin()

    def _put(self, denomination: int, count: int) -> None:
        self.counting.put(denomination, count)
        self._changed()

    def _card(self, cents: int | None) -> None:
        self.counting.card_cents = cents
        self._changed()

    def _reason(self, code: str) -> None:
        self.counting.reason = code
        self._changed()

    def _changed(self) -> None:
        self._again.stop()
        self.page.ask_again(False)
        if self.view is not None:
            self.page.show_sums(self.view, self.counting)
            self._keep.start()

    def _save(self) -> None:
        self._keep.stop()
        view, kept = self.view, self.counting.dump()
        if view is not None and view.status.session:
            office, till, session = self._shop.office, self._till, view.status.session
            tasks.run(lambda: till_count.save(office, till, session, kept))

    def _reveal(self) -> None:
        if self.page.blind.valid():
            self.counting.reveal()
            self._changed()

    def _next_count(self, view: TillView) -> None:
        if view.figures is None:
            self._open()
        elif not self.counting.revealed:
            self._reveal()
        elif not self.page.close_till.isEnabled():
            self.error.tell(
                _("There is a difference."),
                _("Touch what explains it, or “I do not know”."),
                kind="warn",
            )
        elif self._again.isActive():
            self._again.stop()
            self.page.close_till.confirm()
        else:
            self._again.start()
            self.page.ask_again(True)

    def _usual_float(self) -> None:
        if self.view is not None:
            self.counting = Counting(dict(change_drawn(self.view.usual_float)))
            self.page.show_count(self.view, self.counting)

    def _open(self) -> None:
        pieces = {one: n for one, n in self.counting.pieces.items() if n}
        cents, till = self.counting.cents, self._till
        if not cents:
            return
        self.run_verb(
            lambda: self._shop.till.open_session(self._actor, till, cents, pieces),
            lambda _done: self.go.emit("counter"),
            self.page.open_key,
        )

    def _close_day(self) -> None:
        self.run_verb(
            lambda: self._shop.till.close_day(self._actor, self._till),
            lambda _done: self.say.emit(_("The day is closed."), None),
            self.page.day_key,
        )

    def _close(self, day_too: bool) -> None:
        view = self.view
        if view is None or view.figures is None:
            return
        self._keep.stop()
        count = self.counting.result(view.figures.drawer_cents)
        till, actor, shop = self._till, self._actor, self._shop

        def work() -> Any:
            done = shop.till.close_session(actor, till, count, day_too=day_too)
            till_count.forget(shop.office, till)
            return done

        key = self.page.close_till if day_too else self.page.close_session
        self.run_verb(work, lambda done: self._closed(done.value, view, day_too), key)

    def _closed(self, seq: int, view: TillView, day_too: bool) -> None:
        self._closed_seq = seq
        number = view.status.number
        title = (
            _("Till {number} is closed", number=number) if day_too else _("Your session is closed")
        )
        self.done.show_closed(title, closed_figures(view))
        self.counting = Counting()
        self._show(self.done)
        self._ask_paper()

    def _ask_paper(self) -> None:
        trouble = self._shop.till.z_printed(self._till, self._closed_seq)
        if trouble is None:
            self.done.say(_("The Z is being printed…"))
        elif trouble:
            self.done.say(trouble_words(trouble), trouble=True)
        else:
            self.done.say(_("The Z is on paper."))

    def _print_z(self) -> None:
        shop, till, seq = self._shop, self._till, self._closed_seq
        self.run_verb(
            lambda: shop.till.print_z(till, seq), lambda _said: self._ask_paper(),
            self.done.print_key,
        )  # fmt: skip

    def _see_x(self) -> None:
        shop, till = self._shop, self._till
        self.run_verb(
            lambda: previews.doc_png(shop.till.x_report(till)),
            lambda png: self._show_paper(_("X of the session so far"), png), self.page.x_key,
        )  # fmt: skip

    def _see_z(self) -> None:
        shop, till, seq = self._shop, self._till, self._closed_seq
        self.run_verb(
            lambda: previews.doc_png(shop.till.z_report(till, seq)),
            lambda png: self._show_paper(_("Z of the session"), png), self.done.see_key,
        )  # fmt: skip

    def _show_paper(self, title: str, png: bytes) -> None:
        self.paper.show_paper(title, png, closed=bool(self._closed_seq))
        self._show(self.paper)

    def _print_paper(self) -> None:
        if self._closed_seq:
            self._back()
            self._print_z()
            return
        shop, till = self._shop, self._till
        self.run_verb(
            lambda: shop.till.print_x(till),
            lambda trouble: self.paper.say(
                trouble_words(trouble) if trouble else _("The X is on paper.")
            ),
            self.paper.print_key,
        )

    def _open_moves(self) -> None:
        self.moves.begin()
        self._show(self.moves)

    def _move(self, kind: str, cents: int, reason: str) -> None:
        shop, till, actor = self._shop, self._till, self._actor

        def refused(refusal: Refusal) -> bool:
            # Before the count is done, the sum of the drawer stays unsaid.
            blind = refusal.code == "too_much" and not self.counting.revealed
            self.moves.say(
                _("There is not that much in the drawer. Nothing was recorded. Take out less.")
                if blind
                else refusal.sentence
            )
            return True

        def done(_done: Any) -> None:
            self._back()
            self.say.emit(_("Written in the journal: {amount}", amount=format_cents(cents)), None)

        self.run_verb(
            lambda: shop.till.cash_move(actor, till, kind, cents, reason), done, self.moves.note,
            refused,
        )  # fmt: skip


def _once(parent: QWidget, ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    return timer
