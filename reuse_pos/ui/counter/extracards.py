"""What may stand in the free room of the payment: a gift to round up, where the visitor comes from,
and what the person reads on their own display."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.payments import method
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.tokens import RADIUS_KEY
from reuse_pos.ui.widgets import Amount, Card, Pictogram, Text, row


class RoundUpCard(Card):
    """``RoundUpCard()``: "Non merci" is chosen until the person says yes; signal
    ``given(int cents)`` (0: no thanks). ``offer(gift, total)`` says what the gift would be."""

    given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._gift = 0
        self._words = Text("", "block").wrapped().named("roundup_words")
        self._choices = Choices([("no", _("No thanks"), "x"), ("yes", "", "heart")], 0).sized(56)
        self._choices.chosen.connect(
            lambda code: self.given.emit(self._gift if code == "yes" else 0)
        )
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.body.addWidget(self._words)
        self.body.addWidget(self._choices)

    def turn(self) -> None:
        """Yes becomes no, from the keyboard, and no becomes yes."""
        self._choices.key("no" if self._choices.value == "yes" else "yes").click()

    def offer(self, gift: int, total: int, given: bool) -> None:
        """Show the gift that rounds a total up, and whether it was given."""
        self._gift = gift
        self._words.setText(_("Round up to {amount}?", amount=short_cents(total + gift)))
        self._choices.key("yes").setText(_("Give {amount}", amount=format_cents(gift)))
        self._choices.choose("yes" if given else "no")


class CommuneCard(Card):
    """``CommuneCard()``: where the visitor comes from; signal ``chosen(str code)``, "" when the
    same town is touched again. Nobody has to answer."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._towns: tuple[tuple[str, str], ...] = ()
        self._choices: Choices | None = None
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.body.addWidget(Text(_("Where does the person come from?"), "card").eliding())

    def offer(self, towns: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the towns (code, name)."""
        if tuple(towns) != self._towns or self._choices is None:
            self._towns = tuple(towns)
            if self._choices is not None:
                self._choices.hide()
                self._choices.deleteLater()
            self._choices = Choices([(code, name, "") for code, name in towns], 2, gap=8).sized(48)
            self._choices.chosen.connect(self._touched)
            self.body.addWidget(self._choices)
        self._chosen = chosen
        self._choices.choose(chosen)

    def _touched(self, code: str) -> None:
        self._chosen = "" if code == self._chosen else code
        if self._choices is not None:
            self._choices.choose(self._chosen)
        self.chosen.emit(self._chosen)


class SeenCard(QWidget):
    """``SeenCard()``: what the customer's display shows; ``show_paying(basket, paying)``."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rows = [(Text("", "body", "rail_ink").eliding(), Text("", "strong", "white"))
                      for _n in range(2)]  # fmt: skip
        self._title = Text("", "block", "white")
        self._total = Amount("", 36, "#FFFFFF")
        self._total.setObjectName("seen_total")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(4)
        head = row(
            Pictogram("monitor", "rail_ink", 20, "bold"),
            Text(_("The person sees"), "sub", "rail_ink"), None, spacing=8,
        )  # fmt: skip
        whole.addLayout(head)
        for left, right in self._rows:
            line = row(left, right)
            line.setStretch(0, 1)
            whole.addLayout(line)
        foot = row(self._title, None, self._total)
        foot.setAlignment(self._title, Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(foot)

    def show_paying(self, basket: Basket, paying: Paying) -> None:
        """The total, then what was handed over and the change; never who issued a voucher."""
        paid = [(paying.offers.title(method(one.method)), format_cents(one.amount_cents))
                for one in paying.payments]  # fmt: skip
        if not paid:
            count = ngettext("{n} object reused", "{n} objects reused", basket.pieces)
            paid = [(count, format_grams(basket.reused_g))] if basket.pieces else []
        for number, (left, right) in enumerate(self._rows):
            shown = paid[-2:][number : number + 1]
            left.setVisible(bool(shown))
            right.setVisible(bool(shown))
            if shown:
                left.setText(shown[0][0])
                right.setText(shown[0][1])
        self._title.setText(_("Change") if paying.change else _("To pay"))
        self._total.set_text(format_cents(paying.change or max(0, paying.rest)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dark ground of the display."""
        from reuse_pos.ui.widgets import painting

        painter, look = QPainter(self), theme.current()
        painting.rounded(painter, QRectF(self.rect()), RADIUS_KEY, look.colour("rail"))
        painter.end()
