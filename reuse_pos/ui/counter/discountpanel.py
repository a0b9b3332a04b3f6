"""Something off one line or the whole ticket: how much, why; above what the person may give alone,
the manager is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.pricing import (
    DISCOUNT_REASONS,
    DISCOUNT_STEPS_BP,
    GIFT,
    reduction_cents,
)
from reuse_pos.domain.ticket_discount import reducible_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key, Text, row

REASONS = ("DEFECT", "END_OF_RANGE", "GESTURE")
FIXED_REASONS = frozenset({"MARKDOWN", "SALE_DAYS", "LOT", "HOLD"})


class DiscountPanel(SidePanel):
    """``DiscountPanel(basket, line, limit_bp)``: ``line`` None offers the whole ticket only.

    Signal ``given(int n, int cents, str reason)``: ``n`` 0 is the whole ticket, ``cents`` 0 takes
    the reduction of the line away.
    """

    given = Signal(int, int, str)

    def __init__(self, basket: Basket, line: Line | None, limit_bp: int) -> None:
        title = line.label if line else _("Whole ticket")
        icon = words.line_icon(line) if line else "receipt"
        super().__init__(title, "", icon, line.family if line else "neutral")
        self.basket, self.line, self._limit = basket, line, limit_bp
        self.typed = AmountPad(_("Amount off"), format_cents)
        self.pad = self.typed.keypad
        self.scope = Choices(
            [("line", _("This line"), "tag"), ("ticket", _("Whole ticket"), "receipt")], gap=8
        ).sized(52)
        self.scope.choose("line" if line else "ticket")
        several = sum(one.kind in ("goods", "service") for one in basket.lines) > 1
        self.scope.setVisible(line is not None and several)
        self.shares = Choices(
            [(str(bp), f"−{bp // 100}{NBSP}%", "") for bp in DISCOUNT_STEPS_BP], gap=8
        ).sized(60, px=17)
        self.free = Key(_("Give it for 0 €"), "hand-heart").choosable().sized(48)
        self.free.named("discount_free")
        self.free.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        reasons = [(code, _(DISCOUNT_REASONS[code]), "") for code in REASONS]
        self.reasons = Choices(reasons, 1, gap=8).sized(48)
        self.remove = Key(_("Remove the\nreduction"), "x").sized(76).named("discount_remove")
        taken = line is not None and line.discount_cents > 0
        own = line is not None and line.discount_reason not in FIXED_REASONS
        self.remove.setVisible(taken and own)
        give = Key("", "check", "next", hint="F12").typed(22, 28).sized(76)
        self.next_key = give.named("discount_give")
        give.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for number, code in enumerate(REASONS, 1):
            self.reasons.key(code).set_hint(f"F{number}")
        self._build(give)
        self._connect(give)
        self._show()

    @property
    def cents(self) -> int:
        """What comes off."""
        return self.typed.value

    @property
    def whole(self) -> int:
        """What it comes off: the full price of the line, or of the ticket's goods."""
        if self.scope.value == "ticket" or self.line is None:
            return reducible_cents(self.basket)
        return self.line.full_cents

    @property
    def above(self) -> bool:
        """Whether a manager must say yes to it."""
        return self.cents > reduction_cents(self.whole, self._limit)

    @property
    def reason(self) -> str:
        """Why: a reason touched, or a gift."""
        return GIFT if self.free.isChecked() else self.reasons.value

    def follow(self, basket: Basket) -> bool:
        """A percentage or a gift is reckoned again on what the line, or the ticket, costs now."""
        self.basket = basket
        if self.line is not None:
            wanted = self.line.n
            self.line = next((one for one in basket.lines if one.n == wanted), None)
            if self.line is None:
                return False
        self._scoped()
        return reducible_cents(basket) > 0

    def press_function(self, number: int) -> bool:
        """F1, F2, F3: the reasons, in order."""
        self.reasons.key(REASONS[number - 1]).click()
        return True

    def _build(self, give: Key) -> None:
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addWidget(self.shares)
        right.addWidget(self.free)
        right.addSpacing(4)
        right.addWidget(Text(_("Why?"), "block"))
        right.addWidget(self.reasons)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addWidget(self.typed, 1)
        both.addWidget(side, 1)
        self.body.addSpacing(14)
        self.body.addWidget(self.scope)
        self.body.addSpacing(10)
        self.body.addLayout(both, 1)
        self.body.addSpacing(14)
        self.body.addLayout(row(self.remove, give, spacing=12))

    def _connect(self, give: Key) -> None:
        self.scope.chosen.connect(lambda _code: self._scoped())
        self.shares.chosen.connect(self._share)
        self.free.clicked.connect(self._give_away)
        self.reasons.chosen.connect(lambda _code: self._show())
        self.typed.changed.connect(self._show)
        self.remove.clicked.connect(lambda: self.given.emit(self._number(), 0, ""))
        give.clicked.connect(lambda: self.given.emit(self._number(), self.cents, self.reason))

    def _number(self) -> int:
        return self.line.n if self.line is not None and self.scope.value == "line" else 0

    def _scoped(self) -> None:
        share = self.shares.value
        if share:
            self._share(share)
        elif self.free.isChecked():
            self._give_away()
        self._show()

    def _give_away(self) -> None:
        self.free.setChecked(True)
        self.typed.put(self.whole)

    def _share(self, bp: str) -> None:
        self.typed.put(reduction_cents(self.whole, int(bp)))
        self.shares.choose(bp)

    def _show(self) -> None:
        if self.next_key is None:
            return
        share, whole = self.shares.value, self.whole
        if share and reduction_cents(whole, int(share)) != self.cents:
            self.shares.choose("")
        self.free.setChecked(self.free.isChecked() and self.cents == whole)
        self.reasons.setEnabled(not self.free.isChecked())
        self.head_sub.setText(
            (words.details(self.line, True) if self.line and self._number() else "")
            or format_cents(whole)
        )
        self.head_sub.show()
        one = self.line if self._number() else None
        self.head_title.setText(one.label if one else _("Whole ticket"))
        fits = 0 < self.cents <= whole
        self.allow_next(fits and bool(self.reason), "F12")
        if not fits:
            self.next_key.setText(_("How much?"))
        elif not self.reason:
            self.next_key.setText(_("Touch a reason"))
        else:
            after = format_cents(whole - self.cents)
            before = format_cents(whole)
            self.next_key.setText(_("{before} becomes {after}", before=before, after=after))
        self.next_key.with_sub(_("the manager says yes") if fits and self.above else "")
