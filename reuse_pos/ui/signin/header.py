"""The blue bar of the sign-in: which shop, which post, what day and hour, what is ready."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import language
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.card import Panel
from reuse_pos.ui.widgets.chip import Chip
from reuse_pos.ui.widgets.topbar import ChipView

HEIGHT = 76


def long_date(moment: datetime) -> str:
    """ "samedi 21 novembre 2026" in the shop's language."""
    locale = QLocale("fr_FR" if language() == "fr" else "en_GB")
    words = locale.toString(QDate(moment.year, moment.month, moment.day), "dddd d MMMM yyyy")
    return words.replace(" 1 ", " 1er ", 1) if language() == "fr" else words


class Header(Panel):
    """``Header(shop_name, post, parent=None)``: ``tick(moment)`` moves the date and the clock,
    ``set_chips(long, short)`` shows what is ready, in short words when ``set_compact(True)``."""

    def __init__(self, shop_name: str, post: str, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setFixedHeight(HEIGHT)
        self._post, self._compact = post, False
        self._views: tuple[tuple[ChipView, ...], tuple[ChipView, ...]] = ((), ())
        self._name = Amount(shop_name, 22, "#FFFFFF", "left", 700)
        self._name.setObjectName("shop_name")
        self._where = Amount("", 16, "rail_ink", "left", 400)
        self._where.setObjectName("post_and_date")
        self._clock = Amount("", 30, "#FFFFFF", "right", 700)
        self._clock.setObjectName("clock")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addSpacing(2)
        words.addWidget(self._where)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 0, 28, 0)
        layout.setSpacing(16)
        layout.addWidget(Pictogram("logo", "ink", 48, "regular"))
        layout.addLayout(words, 1)
        layout.addLayout(self._chips)
        layout.addSpacing(12)
        layout.addWidget(self._clock)

    def tick(self, moment: datetime) -> None:
        """Show this moment."""
        self._where.set_text(" · ".join(part for part in (self._post, long_date(moment)) if part))
        self._clock.set_text(f"{moment:%H:%M}")

    def set_chips(self, long: Sequence[ChipView], short: Sequence[ChipView]) -> None:
        """Show the state of the shop."""
        self._views = (tuple(long), tuple(short))
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Short words under 1280 pixels."""
        if compact != self._compact:
            self._compact = compact
            self._fill()

    def _fill(self) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for view in self._views[self._compact]:
            self._chips.addWidget(Chip(view.text, view.icon, view.kind))
