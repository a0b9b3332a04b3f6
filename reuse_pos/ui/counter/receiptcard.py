"""The right of the payment: the change to give, the receipt, the legal guarantee."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from reuse_pos.domain.basket import Line
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.changecard import Change
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.tokens import FAMILY_ICONS
from reuse_pos.ui.widgets import Amount, Card, Chip, Flow, Pictogram, Text, row


class DueCard(Card):
    """``DueCard()``: "À rendre" with notes and coins, or what is still missing."""

    def __init__(self) -> None:
        super().__init__(kind="live")
        self._title = Text("", "h1", "blue").wrapped().named("due_title")
        self._amount = Amount("", 62, "blue", "left")
        self._amount.setObjectName("due_amount")
        self.drawn = Change()
        self.check_note = Chip(_("Check the note"), "warning", "warn").sized(36, 16)
        self._why = Text("", "muted").wrapped()
        self.body.setContentsMargins(16, 16, 14, 18)
        self.body.setSpacing(4)
        self.body.addWidget(self._title)
        self.body.addWidget(self._amount)
        self.body.addWidget(self._why)
        self.body.addSpacing(6)
        self.body.addWidget(self.drawn)
        self.body.addWidget(self.check_note)

    def show_paying(self, paying: Paying) -> None:
        """Show what the cashier must do with money now."""
        card = paying.chosen == "CARD"
        self._why.hide()
        if paying.change:
            self._tell(_("To give back"), paying.change)
        elif card and paying.current and not paying.trouble:
            self._tell(_("On the card terminal"), paying.current.amount_cents)
            self._why.setText(_("Type this amount on the terminal, then touch “Card accepted”."))
            self._why.setVisible(paying.ready)
        elif paying.rest > 0:
            self._tell(_("Still to pay"), paying.rest)
        else:
            self._tell(_("Exact amount"), paying.received)
        self.drawn.set_change(paying.change)
        self.check_note.setVisible(paying.large_note)

    def _tell(self, title: str, cents: int) -> None:
        self._title.setText(title)
        self._amount.set_text(format_cents(cents))


class ReceiptCard(Card):
    """``ReceiptCard()``: print or not; ``preset(choice, family)`` with its reason; ``value``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(16, 14, 16, 14)
        self._reason = Chip("", "", "info").sized(30)
        self._choices = Choices(
            [
                ("PRINT", _("Print"), "printer"),
                ("EMAIL", _("As a file"), "file-pdf"),
                ("NONE", _("No receipt"), "leaf"),
            ], 0, "above", 8,
        ).sized(84, 28)  # fmt: skip
        self._choices.chosen.connect(self.chosen)
        head = Flow(gap=8)
        head.addWidget(Text(_("Receipt"), "block"))
        head.addWidget(self._reason)
        self.body.addLayout(head)
        self.body.addWidget(self._choices)

    @property
    def value(self) -> str:
        """PRINT, EMAIL (a file) or NONE."""
        return self._choices.value

    def turn(self) -> None:
        """The next choice, from the keyboard."""
        codes = ("PRINT", "EMAIL", "NONE")
        self._choices.key(codes[(codes.index(self.value) + 1) % len(codes)]).click()

    def preset(self, choice: str, family: str) -> None:
        """What is offered first, and why."""
        self._choices.choose(choice)
        self._reason.setVisible(bool(family))
        if family:
            words_why = words.guarantee_reason(family)
            self._reason.show_state("info", FAMILY_ICONS.get(family, "info"), words_why)

    def set_compact(self, compact: bool) -> None:
        """Smaller words under 1280 pixels."""
        self._choices.sized(84, 28, px=13 if compact else 15)


class GuaranteeCard(Card):
    """``GuaranteeCard()``: what is guaranteed two years, and that the paper must say so."""

    def __init__(self) -> None:
        super().__init__()
        self.any = False
        self._things = Text("", "card").wrapped().named("guarantee_things")
        self._paper = Text("", "sub").wrapped().named("guarantee_paper")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._things)
        column.addWidget(self._paper)
        mark = Pictogram("shield-check", "green", 30, "duotone")
        line = row(mark, spacing=12)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.addLayout(line)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Name the things guaranteed."""
        self.any = any(line.guarantee for line in lines)
        self._things.setText(words.guaranteed(lines))

    def set_printed(self, printed: bool) -> None:
        """Say whether the person will get the sentence of the law, on paper or in a file."""
        self._paper.setText(
            _("The guarantee sentence is printed on the receipt.")
            if printed
            else _("The law wants the guarantee sentence on paper: print the receipt.")
        )
        self._paper.set_tone("" if printed else "orange")
