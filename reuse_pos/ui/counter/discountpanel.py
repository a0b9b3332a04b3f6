"""Something off one line: how much, why, and never more than the person may give alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Line
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.pricing import DISCOUNT_REASONS, DISCOUNT_STEPS_BP, reduction_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.choices import Choices
from reuse_pos.ui.counter.sidepanel import AmountPad, SidePanel
from reuse_pos.ui.widgets import Key, Text, row

REASONS = ("DEFECT", "END_OF_RANGE", "GESTURE")


class DiscountPanel(SidePanel):
    """``DiscountPanel(line, limit_bp)``: signal ``given(int cents, str reason)``; 0 takes it
    away."""

    given = Signal(int, str)

    def __init__(self, line: Line, limit_bp: int) -> None:
        super().__init__(
            line.label, words.details(line, True) or format_cents(line.full_cents),
            words.line_icon(line), line.family,
        )  # fmt: skip
        self.line, self._limit = line, limit_bp
        self.typed = AmountPad(_("Amount off"), format_cents)
        self.pad = self.typed.keypad
        self.shares = Choices(
            [(str(bp), f"−{bp // 100}{NBSP}%", "") for bp in DISCOUNT_STEPS_BP], gap=8
        ).sized(64, px=20)
        reasons = [(code, _(DISCOUNT_REASONS[code]), "") for code in REASONS]
        self.reasons = Choices(reasons, 1, gap=8).sized(52)
        self._price = Text("", "block").named("discount_price")
        self._limit_words = Text("", "note").wrapped()
        self.remove = Key(_("Remove the\nreduction"), "x").sized(76).named("discount_remove")
        self.remove.setVisible(line.discount_cents > 0 and line.discount_reason != "MARKDOWN")
        self.remove.clicked.connect(lambda: self.given.emit(0, ""))
        give = Key("", "check", "next", hint="F12").typed(22, 28).sized(76)
        self.next_key = give.named("discount_give")
        give.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        give.clicked.connect(lambda: self.given.emit(self.cents, self.reasons.value))
        self._build(give)
        self.shares.chosen.connect(self._share)
        self.reasons.chosen.connect(lambda _code: self._show())
        self.typed.changed.connect(self._show)
        self._lock()
        self._show()

    @property
    def cents(self) -> int:
        """What comes off the line."""
        return self.typed.value

    def _build(self, give: Key) -> None:
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(Text(_("How much?"), "block"))
        right.addWidget(self.shares)
        right.addWidget(self._limit_words)
        right.addSpacing(4)
        right.addWidget(Text(_("Why?"), "block"))
        right.addWidget(self.reasons)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addWidget(self.typed, 1)
        both.addWidget(side, 1)
        self.body.addSpacing(18)
        self.body.addLayout(both, 1)
        self.body.addSpacing(14)
        self.body.addLayout(row(self.remove, give, spacing=12))

    def _lock(self) -> None:
        locked = False
        for bp in DISCOUNT_STEPS_BP:
            above = bp > self._limit
            self.shares.key(str(bp)).setEnabled(not above)
            locked = locked or above
        self._limit_words.setText(
            _("Above {percent} %: ask the manager", percent=self._limit // 100) if locked else ""
        )
        self._limit_words.setVisible(locked)

    def _share(self, bp: str) -> None:
        self.typed.put(reduction_cents(self.line.full_cents, int(bp)))
        self.shares.choose(bp)

    def _show(self) -> None:
        if self.next_key is None:
            return
        share = self.shares.value
        if share and reduction_cents(self.line.full_cents, int(share)) != self.cents:
            self.shares.choose("")
        after = self.line.full_cents - self.cents
        fits = 0 < self.cents <= self.line.full_cents
        self.allow_next(fits and bool(self.reasons.value), "F12")
        if not fits:
            self.next_key.setText(_("How much?"))
        elif not self.reasons.value:
            self.next_key.setText(_("Touch a reason"))
        else:
            self.next_key.setText(
                _("{before} becomes {after}", before=format_cents(self.line.full_cents),
                  after=format_cents(after))
            )  # fmt: skip
