"""The pages behind the count: bank, Z and closings, another till, papers, the emergency sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.till_bank import DRAWER
from reuse_pos.domain.wording import _
from reuse_pos.services import previews
from reuse_pos.services.shop import Shop
from reuse_pos.services.till_closings import ClosingView
from reuse_pos.ui.documents import documents
from reuse_pos.ui.hub import hub
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.till.bank import CashBag, ChequeBundle
from reuse_pos.ui.till.closings import ClosingsPanel, History, title_of
from reuse_pos.ui.till.more import THINGS, MorePanel
from reuse_pos.ui.till.papers import PaperPanel, Sheet
from reuse_pos.ui.till.words import trouble_words
from reuse_pos.ui.tillchoice import TillChoice
from reuse_pos.ui.widgets import Key, Panel, Text, row

# Zs and days are many: the last ones first, then four times as many each time.
FIRST_LOOK_DAYS, MOST_DAYS = 31, 31 * 4**4


class TillsPanel(Panel):
    """``TillsPanel()``: the tills of this program; ``choice`` is the list, ``close_key`` goes
    back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("tills_panel")
        self.choice = TillChoice()
        self.choice.setMaximumWidth(720)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64, 260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        layout.addWidget(Text(_("Which till is this post’s?"), "h1"))
        layout.addWidget(Text(_("Each till has its own drawer, sessions and Z."), "body").wrapped())
        layout.addWidget(self.choice)
        layout.addStretch(1)
        layout.addLayout(row(self.close_key, None))


class BackPages(QObject):
    """``BackPages(screen, shop, actor, show, home)``: ``show(page)`` turns the screen to a page,
    ``home()`` goes back to the count. ``pages`` are the pages; ``till`` and ``counting_open`` are
    kept by the screen."""

    def __init__(
        self, screen: Screen, shop: Shop, actor: Any, show: Callable[[QWidget], object],
        home: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(screen)
        self._screen, self._shop, self._actor = screen, shop, actor
        self._show, self._home = show, home
        self.till, self.session_open = "", False
        self.more, self.bag, self.bundle = MorePanel(), CashBag(), ChequeBundle()
        self.closings, self.tills, self.paper = ClosingsPanel(), TillsPanel(), PaperPanel()
        self.pages: tuple[Panel, ...] = (
            self.more, self.bag, self.bundle, self.closings, self.tills, self.paper,
        )  # fmt: skip
        self._sheet: Sheet | None = None
        self._days = FIRST_LOOK_DAYS
        self._connect()

    def set_compact(self, compact: bool) -> None:
        """Narrower, for screens under 1280 pixels."""
        for page in (self.bag, self.bundle, self.closings):
            page.set_compact(compact)

    def back(self, page: QWidget | None) -> None:
        """Escape on one of these pages: a Z goes back to its list, the rest to where one was."""
        if page is self.paper and self._sheet is not None and self._sheet.gap is not None:
            self.open_closings()
        elif page in (self.more, self.paper):
            self._home()
        else:
            self.open_more()

    def open_more(self) -> None:
        """What else there is to do."""
        codes = {thing.code for thing in THINGS}
        if len(self._shop.till.tills()) < 2:
            codes.discard("tills")
        self.more.offer(frozenset(codes))
        self._show(self.more)

    def open_closings(self, kind: str = "") -> None:
        """The Zs and closings, read beside the screen."""
        shop, wanted = self._shop, kind or self.closings.kind
        if wanted != self.closings.kind:
            self._days = FIRST_LOOK_DAYS
        days = self._days if wanted in ("SESSION", "DAY") else MOST_DAYS
        manager = self._actor.may(Permission.SET_UP)

        def read() -> History:
            today = business_day(shop.office.clock.now())
            first = today - timedelta(days=days)
            found = tuple(shop.till.history(wanted, first.isoformat(), today.isoformat()))
            waiting = tuple(shop.till.waiting())
            return History(wanted, found, waiting, manager, days < MOST_DAYS)

        def got(history: History) -> None:
            self.closings.show_history(history)
            self._show(self.closings)

        self._screen.run_verb(read, got)

    def _look_further(self) -> None:
        self._days = min(self._days * 4, MOST_DAYS)
        self.open_closings()

    def show_sheet(self, sheet: Sheet, key: Key | None = None) -> None:
        """Draw a paper beside the screen and show it."""
        may = self._actor.may(Permission.APPROVE)

        def got(png: bytes) -> None:
            self._sheet = sheet
            self.paper.show_paper(sheet, png, may and bool(sheet.gap and sheet.gap.unapproved))
            self._show(self.paper)

        self._screen.run_verb(lambda: previews.doc_png(sheet.make()), got, key)

    def _connect(self) -> None:
        self.more.closed.connect(lambda: self.back(self.more))
        self.bag.closed.connect(lambda: self.back(self.bag))
        self.bundle.closed.connect(lambda: self.back(self.bundle))
        self.closings.closed.connect(lambda: self.back(self.closings))
        self.tills.close_key.clicked.connect(lambda: self.back(self.tills))
        self.paper.closed.connect(lambda: self.back(self.paper))
        self.more.asked.connect(self._begin)
        self.bag.asked.connect(self._bring_cash)
        self.bundle.asked.connect(self._bring_cheques)
        self.closings.kind_asked.connect(self.open_closings)
        self.closings.older_asked.connect(self._look_further)
        self.closings.paper_asked.connect(self._show_closing)
        self.closings.close_asked.connect(self._close_period)
        self.tills.choice.chosen.connect(self._choose)
        self.paper.print_asked.connect(self._print)
        self.paper.file_asked.connect(self._save)
        self.paper.accept_held.connect(self._accept)
        for page in (self.closings, self.paper):
            page.hold_longer.connect(
                lambda: self._screen.say.emit(_("Hold the key for one second."), None)
            )

    def _begin(self, code: str) -> None:
        {
            "cash": self._open_bag,
            "cheques": self._open_bundle,
            "closings": self.open_closings,
            "tills": self.open_tills,
            "emergency": self._save_emergency,
        }[code]()

    def _open_bag(self) -> None:
        def got(safe: int) -> None:
            self._show(self.bag)
            self.bag.begin(self.session_open, safe)

        self._screen.run_verb(self._shop.bank.safe_cents, got)

    def _open_bundle(self) -> None:
        def got(cheques: Any) -> None:
            self.bundle.begin(cheques)
            self._show(self.bundle)

        self._screen.run_verb(self._shop.bank.cheques_held, got)

    def open_tills(self) -> None:
        """The tills of this program, to choose this post's."""

        def got(tills: Any) -> None:
            self.tills.choice.show_tills(tills, self.till)
            self._show(self.tills)

        self._screen.run_verb(self._shop.till.overview, got)

    def _bring_cash(self, pieces: Any, bag: str, source: str) -> None:
        shop, actor, till = self._shop, self._actor, self.till
        self._deposit(
            lambda: shop.bank.deposit_cash(actor, till, pieces, bag, source), self.bag,
            blind=source == DRAWER,
        )  # fmt: skip

    def _bring_cheques(self, keys: Any, bag: str) -> None:
        shop, actor, till = self._shop, self._actor, self.till
        self._deposit(lambda: shop.bank.deposit_cheques(actor, till, keys, bag), self.bundle)

    def _deposit(
        self, verb: Callable[[], Any], page: CashBag | ChequeBundle, blind: bool = False
    ) -> None:
        def refused(refusal: Refusal) -> bool:
            # The count may still be blind: what the drawer holds stays unsaid.
            page.say(
                _("There is not that much in the drawer. Nothing was recorded. Take out less.")
                if blind and refusal.code == "too_much"
                else refusal.sentence
            )
            return True

        def done(result: Any) -> None:
            self._show_slip(result.value)

        self._screen.run_verb(verb, done, page.side.go, refused)

    def _show_slip(self, number: str) -> None:
        shop = self._shop
        self.show_sheet(
            Sheet(
                _("Deposit slip {number}", number=number),
                _("It goes with the bag. It is written down for good."),
                lambda: shop.bank.slip(number), lambda: shop.bank.print_slip(number),
                _("The slip is on paper."),
            )
        )  # fmt: skip

    def _show_closing(self, view: ClosingView) -> None:
        shop = self._shop
        self.show_sheet(
            Sheet(
                title_of(view), _("It is written in the journal for good."),
                lambda: shop.till.report(view),
                lambda: shop.till.print_paper(shop.till.report(view)), _("It is on paper."), view,
            )
        )  # fmt: skip

    def _close_period(self, till: str, kind: str) -> None:
        verbs = {
            "DAY": self._shop.till.close_day,
            "MONTH": self._shop.till.close_month,
            "YEAR": self._shop.till.close_year,
        }

        def refused(refusal: Refusal) -> bool:
            self.closings.say(refusal.sentence)
            return True

        self._screen.run_verb(
            lambda: verbs[kind](self._actor, till), lambda _done: self.open_closings(kind), None,
            refused,
        )  # fmt: skip

    def _choose(self, till: str) -> None:
        self._shop.till.choose(till)
        hub.till_chosen.emit(till)

    def _print(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._screen.run_verb(
            sheet.prints,
            lambda trouble: self.paper.say(trouble_words(trouble) if trouble else sheet.printed),
            self.paper.print_key,
        )

    def _save(self) -> None:
        sheet, shop = self._sheet, self._shop
        if sheet is None:
            return
        self._screen.run_verb(
            lambda: shop.till.paper_pdf(sheet.make(), documents()),
            lambda path: self.paper.say(saved_words(path)), self.paper.file_key, self._told,
        )  # fmt: skip

    def _save_emergency(self) -> None:
        shop, till = self._shop, self.till
        self._screen.run_verb(
            lambda: shop.till.emergency_page(till, documents()),
            lambda path: self._screen.say.emit(saved_words(path), None),
        )

    def _accept(self) -> None:
        gap = self._sheet.gap if self._sheet else None
        if gap is None:
            return
        reason = _("Accepted later")
        self._screen.run_verb(
            lambda: self._shop.till.accept_difference(self._actor, gap.till, gap.seq, reason),
            lambda _done: self.open_closings(), self.paper.accept_key, self._told,
        )  # fmt: skip

    def _told(self, refusal: Refusal) -> bool:
        self.paper.say(refusal.sentence)
        return True


def saved_words(path: Path) -> str:
    """Where a file was put."""
    return _("Saved: {path}", path=str(path))
