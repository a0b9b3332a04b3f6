"""Scans of a bench without a screen: each is answered by a sound and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.wording import _
from reuse_pos.services.bench import Heard
from reuse_pos.ui import sounds
from reuse_pos.ui.documents import documents
from reuse_pos.ui.workshop.bench_page import BenchPage

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen


class BenchFlow:
    """``begin()`` and ``scan(raw)`` for the workshop's screen."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._bench = screen, screen.shop.bench
        self.page = BenchPage()
        screen.pages.addWidget(self.page)
        self.page.back.connect(self._end)
        self.page.cards_asked.connect(self._cards)

    def listening(self) -> bool:
        """Whether scans now belong to the bench, badges too."""
        return self._screen.pages.currentWidget() is self.page

    def begin(self) -> None:
        """The computer stands aside; people work with badge, object and cards."""
        self._screen.work = None
        self._bench.leave()
        self.page.show_lines(self._bench.heard)
        self._screen.show_page(self.page, _("Bench without screen"))

    def scan(self, raw: str) -> None:
        """One scan, answered beside the screen."""
        self._screen.run_verb(lambda: self._bench.scan(raw), self._answered)

    def _answered(self, heard: Heard) -> None:
        if not heard.ok:
            sounds.play(sounds.UNKNOWN)
        else:
            sounds.play(sounds.SEEN if heard.question else sounds.SCAN)
        self.page.show_lines(self._bench.heard)

    def _cards(self) -> None:
        def written(path: Any) -> None:
            self._screen.say.emit(_("The cards are in {file}.", file=str(path)), None)

        self._screen.run_verb(lambda: self._bench.cards(documents()), written)

    def _end(self) -> None:
        self._bench.leave()
        self._screen.show_queue()
