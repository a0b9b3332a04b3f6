"""One question answered by pictures: one of them, or several with a yellow key at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reuse_pos.domain.checks import NAME_LENGTH
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import BigTile, Key

if TYPE_CHECKING:
    from reuse_pos.ui.sorting.screen import SortingScreen

COLUMNS = 4


class Pick(NamedTuple):
    """One answer: its code, word and pictogram."""

    code: str
    word: str
    icon: str


class Picks(QWidget):
    """``Picks(typing)``: ``ask_one(heading, entries, answer)``, ``ask_many(heading, entries,
    chosen, own, answer)``; ``typing`` also offers a field for words of one's own. Signal
    ``left()``."""

    left = Signal()

    def __init__(self, typing: bool) -> None:
        super().__init__()
        self.shown: tuple[str, ...] = ()
        self._typing, self._many = typing, False
        self._one: Callable[[str], object] = lambda _code: None
        self._some: Callable[[tuple[str, ...], str], object] = lambda _codes, _own: None
        self.heading = words("", 28, 800)
        self.tiles: list[BigTile] = []
        self.own = QLineEdit()
        self.own.setObjectName("pick_own")
        self.own.setMaxLength(NAME_LENGTH)
        self.own.setMinimumHeight(56)
        self.own.setPlaceholderText(_("Other words, if needed"))
        self.own.setAccessibleName(_("Other words, if needed"))
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 240)
        self.back.named("pick_back").clicked.connect(self.left)
        self.done = Key(_("These are its defects"), "check", "next").plain().named("pick_done")
        self.done.clicked.connect(self._finished)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.back)
        foot.addWidget(self.done, 1)
        foot.addStretch(0)
        self._foot = foot
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.heading)
        layout.addLayout(self._grid)
        layout.addWidget(self.own)
        layout.addStretch(1)
        layout.addLayout(foot)

    def ask_one(
        self,
        heading: str,
        entries: Sequence[Pick],
        answer: Callable[[str], object],
        none: str = "",
    ) -> None:
        """Ask a question answered by one touch; ``none`` is what the way back says."""
        self._many, self._one = False, answer
        self.back.setText(none or _("Go back"))
        self._show(heading, entries, ())

    def ask_many(
        self,
        heading: str,
        entries: Sequence[Pick],
        chosen: Sequence[str],
        own: str,
        answer: Callable[[tuple[str, ...], str], object],
    ) -> None:
        """Ask for any number of answers; ``own`` are the words typed before."""
        self._many, self._some = True, answer
        self.back.setText(_("Go back"))
        self.own.setText(own)
        self._show(heading, entries, chosen)

    def spoken(self) -> list[str]:
        """The question and its answers."""
        return [self.heading.text(), *(tile.text() for tile in self.tiles)]

    def _show(self, heading: str, entries: Sequence[Pick], chosen: Sequence[str]) -> None:
        self.heading.set_text(heading)
        self.shown = tuple(one.code for one in entries)
        for old in self.tiles:
            old.hide()
            old.deleteLater()
        self.tiles = [self._tile(one, one.code in chosen) for one in entries]
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        self.own.setVisible(self._many and self._typing)
        self.done.setVisible(self._many)
        # Alone, the way back keeps its width at the left.
        self._foot.setStretch(2, 0 if self._many else 1)

    def _tile(self, one: Pick, chosen: bool) -> BigTile:
        tile = BigTile(one.word, "", one.icon, "neutral").pictured(92, 64, 18).typed(22, 16, 700)
        tile.sized(184).named(f"pick_{one.code}")
        if self._many:
            tile.choosable(chosen)
        else:
            tile.clicked.connect(lambda _on=False: self._one(one.code))
        return tile

    def _finished(self) -> None:
        codes = tuple(
            code for code, tile in zip(self.shown, self.tiles, strict=False) if tile.isChecked()
        )
        self._some(codes, self.own.text())


class WhichPage(Page):
    """``ask(heading, entries, answer)``: one question on a page of its own, then back."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.picks = Picks(typing=False)
        self.picks.left.connect(screen.hand_done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picks)

    def ask(self, heading: str, entries: Sequence[Pick], answer: Callable[[str], object]) -> None:
        """Show the question; the answer is told on the page that asked."""

        def answered(code: str) -> None:
            self.host.hand_done()
            answer(code)

        self.title = heading
        self.picks.ask_one(heading, entries, answered)
        self.host.show_title()

    def spoken(self) -> list[str]:
        """The question and its answers."""
        return self.picks.spoken()
