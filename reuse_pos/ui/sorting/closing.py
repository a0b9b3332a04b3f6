"""How a sorting table ends: a normal rest explained in easy words, or one that wants an answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.money import NBSP
from reuse_pos.domain.sorting import Table, rest_permille
from reuse_pos.domain.ways import CLOSING_REASONS
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Amount, Badge, Card, Key

HEIGHT = 150


def card_height() -> int:
    """The height of the card above the tiles; large text needs more."""
    return max(HEIGHT, round(HEIGHT * theme.current().scale * 0.97 / 100))


class RestCard(Card):
    """``RestCard()``: "0,6 kg left on paper", why it is normal, and its share; ``show_table``."""

    def __init__(self) -> None:
        super().__init__(kind="live")
        self._title = words("", 26)
        self._why, self._apart = words("", 20, 400), words("", 20, 400)
        self._share, self._sum = Amount("", 54), Amount("", 16, "ink2", weight=400)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addStretch(1)
        for line in (self._title, self._why, self._apart):
            text.addWidget(line)
        text.addStretch(1)
        figures = QVBoxLayout()
        figures.setSpacing(4)
        figures.addStretch(1)
        figures.addWidget(self._share)
        figures.addWidget(self._sum)
        figures.addStretch(1)
        layout = QHBoxLayout()
        layout.setSpacing(20)
        self.drop = _Drop()
        layout.addWidget(self.drop)
        layout.addLayout(text, 1)
        layout.addLayout(figures)
        self.body.addLayout(layout)

    def show_table(self, table: Table, limit_bp: int) -> None:
        """Show the rest of a table whose rest is normal."""
        permille = rest_permille(table)
        self._title.set_text(_("{weight} left on paper.", weight=format_grams(table.rest_g)))
        self._why.set_text(
            _(
                "It is moisture and dust. That is normal under {percent}.",
                percent=f"{limit_bp // 100}{NBSP}%",
            )
        )
        self._apart.set_text(_("The gap is written apart. No kilo is invented."))
        self._share.set_text(f"{permille // 10},{permille % 10}{NBSP}%")
        self._sum.set_text(f"{plain_kilos(table.rest_g)} ÷ {format_grams(table.in_g)}")
        self.setAccessibleName(f"{self._title.text()} {self._why.text()}")

    def spoken(self) -> list[str]:
        """Its sentences."""
        return [self._title.text(), self._why.text(), self._apart.text()]


class AnswerCard(QStackedWidget):
    """``AnswerCard()``: a rest that is too big, or below zero: weigh on, or close with a reason.

    Signals ``weigh_on()``, ``add_asked()``, ``reason(str)``. ``show_table(table, may_close)``.
    """

    weigh_on = Signal()
    add_asked = Signal()
    reason = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._why = words("", 26, 700, "orange"), words("", 20, 400)
        self.on = Key(_("Weigh again"), "scales").typed(20, 26).sized(84).named("sort_weigh_on")
        self.add = Key(_("Add a bag"), "plus").typed(20, 26).sized(84).named("sort_add_missing")
        self.anyway = Key(_("Close anyway")).typed(20).sized(84).named("sort_close_anyway")
        self.on.clicked.connect(self.weigh_on)
        self.add.clicked.connect(self.add_asked)
        self.anyway.clicked.connect(lambda: self.setCurrentIndex(1))
        self.addWidget(self._question())
        self.addWidget(self._reasons())

    def show_table(self, table: Table, may_close: bool) -> None:
        """Ask about the rest of a table."""
        too_much = table.rest_g < 0
        weight = format_grams(abs(table.rest_g))
        self._title.set_text(
            _("There is {weight} too much.", weight=weight)
            if too_much
            else _("{weight} are missing: a bag forgotten?", weight=weight)
        )
        self._why.set_text(
            _("Choose a reason, or weigh again.")
            if may_close
            else _("Only a supervisor can close now. The table stays open.")
        )
        self.add.setVisible(too_much)
        self.on.setVisible(not too_much)
        self.anyway.setVisible(may_close)
        self.setCurrentIndex(0)

    def spoken(self) -> list[str]:
        """Its sentences."""
        return [self._title.text(), self._why.text()]

    def _question(self) -> QWidget:
        card = Card(kind="warn")
        keys = QHBoxLayout()
        keys.setSpacing(12)
        for key in (self.on, self.add, self.anyway):
            keys.addWidget(key, 1)
        card.body.setSpacing(2)
        card.body.addWidget(self._title)
        card.body.addLayout(keys)
        return card

    def _reasons(self) -> QWidget:
        card = Card(kind="warn")
        card.body.addWidget(words(_("Why?"), 26, 700, "orange"))
        keys = QHBoxLayout()
        keys.setSpacing(12)
        for code, word in CLOSING_REASONS.items():
            key = Key(_(word)).typed(18).sized(84).named(f"sort_reason_{code}")
            key.clicked.connect(lambda _on=False, code=code: self.reason.emit(code))
            keys.addWidget(key, 1)
        card.body.addLayout(keys)
        return card


class _Drop(Badge):
    """The drop of moisture on its white square."""

    def __init__(self) -> None:
        super().__init__("drop", "neutral", 96)
        self.shaped(20, 64, "duotone")

    def colours(self) -> tuple[str, str]:
        """Blue on the surface."""
        return theme.current().hex("blue"), theme.current().hex("surface")
