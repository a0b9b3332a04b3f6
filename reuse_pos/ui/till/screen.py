"""The closing of the till: count without knowing, understand the difference, close."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.approval import DIFFERENCE
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services import till_count
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.shop import Shop
from reuse_pos.services.till import Count
from reuse_pos.ui import tasks, tokens
from reuse_pos.ui.approvaldialog import ask_approval
from reuse_pos.ui.hub import hub
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.till.back import BackPages
from reuse_pos.ui.till.bank import CashBag, ChequeBundle
from reuse_pos.ui.till.done import DonePage
from reuse_pos.ui.till.model import Counting, TillView, read_till
from reuse_pos.ui.till.moves import MovePanel
from reuse_pos.ui.till.page import CountPage
from reuse_pos.ui.till.papers import Sheet
from reuse_pos.ui.till.words import approval_words, closed_figures, context, trouble_words
from reuse_pos.ui.widgets import Key

AGAIN_MS, KEEP_MS = 5_000, 400


class TillScreen(Screen):
    """``TillScreen(shop, person, till=None)``: open, count, close; the post's till unless named.

    ``page`` (CountPage), ``moves``, ``done`` and those of ``rest`` (BackPages) are its pages;
    ``counting`` the count.
    """

    def __init__(
        self, shop: Shop, person: Person, till: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Closing the till"), "", parent)
        self.setObjectName("till")
        self._shop, self._actor = shop, person.actor
        self._till = till or shop.till.of_this_post()
        self.view: TillView | None = None
        self.counting = Counting()
        self._closed_seq = 0
        self.page, self.moves, self.done = CountPage(), MovePanel(), DonePage()
        self.rest = BackPages(self, shop, self._actor, self._show, self._back)
        self.rest.till, self.paper = self._till, self.rest.paper
        self.page.outer.insertWidget(0, self.error)
        self._pages = QStackedWidget()
        for page in (self.page, self.moves, self.done, *self.rest.pages):
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
            self._closed_seq = 0
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
        elif isinstance(here, CashBag | ChequeBundle):
            here.press_next()
        elif here is self.done:
            self.go.emit("switch")
        elif here is self.page and self.view is not None:
            self._next_count(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the count."""
        here = self._pages.currentWidget()
        if event.key() == Qt.Key.Key_Escape and here is self.moves:
            self._back()
        elif event.key() == Qt.Key.Key_Escape and here in self.rest.pages:
            self.rest.back(here)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact beside a 92-pixel rail."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        compact = self.width() < tokens.COMPACT_UNDER - tokens.RAIL
        self.page.set_compact(compact)
        self.rest.set_compact(compact)
        if self.view is not None:
            self.page.show_sums(self.view, self.counting)

    def _connect(self) -> None:
        hub.theme_changed.connect(self._dress)
        page = self.page
        page.piece_put.connect(self._put)
        page.counted.connect(self._reveal)
        page.blind.cents_typed.connect(self._total_typed)
        page.blind.papers_typed.connect(self._papers_typed)
        page.leave_all.connect(self._leave_all)
        page.more_asked.connect(self.rest.open_more)
        page.tills_asked.connect(self.rest.open_tills)
        page.expected.reason_given.connect(self._reason)
        page.move_asked.connect(self._open_moves)
        page.x_asked.connect(self._see_x)
        page.session_held.connect(lambda: self._close(day_too=False))
        page.till_held.connect(lambda: self._close(day_too=True))
        page.hold_longer.connect(lambda: self.say.emit(_("Hold the key for one second."), None))
        page.float_usual.connect(self._float_exact)
        page.open_asked.connect(self._open)
        page.day_held.connect(self._close_day)
        self.moves.asked.connect(self._move)
        self.moves.closed.connect(self._back)
        self.done.print_asked.connect(self._print_z)
        self.done.paper_asked.connect(self._see_z)
        self.done.leave_asked.connect(lambda: self.go.emit("switch"))

    def _read(self) -> None:
        shop, till = self._shop, self._till
        tasks.run(lambda: read_till(shop, till), self._got, owner=self)

    def _got(self, view: TillView) -> None:
        before, self.view = self.view, view
        self.rest.session_open = bool(view.figures)
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

    def _total_typed(self, code: str, cents: int | None) -> None:
        self.counting.say_total(code, cents)
        self._changed()

    def _papers_typed(self, code: str, n: int | None) -> None:
        self.counting.say_papers(code, n)
        self._changed()

    def _leave_all(self, all_of_it: bool) -> None:
        self.counting.leave_all = all_of_it
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

    def _float_exact(self) -> None:
        """The drawer holds what the last Z left: nobody counts it piece by piece."""
        if self.view is not None:
            self._open_with(self.view.status.carried_cents, None, self.page.usual)

    def _open(self) -> None:
        pieces = {one: n for one, n in self.counting.pieces.items() if n}
        if self.page.open_key.isEnabled():
            self._open_with(self.counting.cents, pieces, self.page.open_key)

    def _open_with(self, cents: int, pieces: dict[int, int] | None, key: Key) -> None:
        shop, actor, till = self._shop, self._actor, self._till
        self.run_verb(
            lambda: shop.till.open_session(actor, till, cents, pieces),
            lambda _done: self.go.emit("counter"), key,
        )  # fmt: skip

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
        self._write_z(self.counting.result(view.figures.drawer_cents), day_too)

    def _write_z(self, count: Count, day_too: bool) -> None:
        view, till, actor, shop = self.view, self._till, self._actor, self._shop
        if view is None:
            return

        def refused(refusal: Refusal) -> bool:
            if refusal.code == "approval":
                self._ask_manager(view, count, day_too, int(str(refusal.facts["cents"])))
            return refusal.code == "approval"

        key = self.page.close_till if day_too else self.page.close_session
        self.run_verb(
            lambda: shop.till.close_session(actor, till, count, day_too=day_too),
            lambda done: self._closed(done.value, view, day_too), key, refused,
        )  # fmt: skip

    def _ask_manager(self, view: TillView, count: Count, day_too: bool, cents: int) -> None:
        """A large difference: the manager says yes here, or the till closes and they are told."""
        words = approval_words(view, self.counting, cents)
        asked = asked_approval(
            DIFFERENCE, self._till, count.reason or "UNKNOWN", cents, f"Z {view.status.session}"
        )
        ask_approval(
            self, self._shop, self._actor, asked, words,
            lambda yes: self._write_z(replace(count, approval=yes), day_too),
            (_("Close without a yes"),
             lambda: self._write_z(replace(count, unapproved=True), day_too)),
        )  # fmt: skip

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
        self.rest.show_sheet(
            Sheet(
                _("X of the session so far"),
                _("The X shows the session so far. It closes nothing."),
                lambda: shop.till.x_report(till), lambda: shop.till.print_x(till),
                _("The X is on paper."),
            ),
            self.page.x_key,
        )  # fmt: skip

    def _see_z(self) -> None:
        shop, till, seq = self._shop, self._till, self._closed_seq
        self.rest.show_sheet(
            Sheet(
                _("Z of the session"), _("The Z is written in the journal for good."),
                lambda: shop.till.z_report(till, seq), lambda: shop.till.print_z(till, seq),
                _("The Z is on paper."),
            ),
            self.done.see_key,
        )  # fmt: skip

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
