"""Selling by weight: what is on the scale, what it costs, and the customer's own bag taken off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import Source, Weighing, format_grams, plain_kilos
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.pricing import PriceKey, per_kilo_cents
from reuse_pos.domain.reasons import TYPED_WEIGHT_REASONS
from reuse_pos.domain.wording import _
from reuse_pos.services.counter_lines import Container
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.tokens import FAMILY_ICONS
from reuse_pos.ui.widgets import Amount, Card, Chip, Key, Pictogram, Text, column, row

BY_HAND = "M"
FKEYS = 3
_CHIPS = {
    "stable": ("ok", "check"),
    "moving": ("warn", "arrows-down-up"),
    "empty": ("neutral", "scales"),
    "over": ("bad", "warning"),
    "lost": ("bad", "plug"),
}


def _states() -> dict[str, str]:
    return {
        "stable": _("Stable"),
        "moving": _("Weight moving"),
        "empty": _("Scale empty"),
        "over": _("Too heavy"),
        "lost": _("Scale unplugged"),
    }


class WeighPanel(SidePanel):
    """``WeighPanel(key, family, bags, hint)``: signal ``weighed(Weighing, str reason)``.

    ``show_load(load)`` follows the scale; ``steady(grams)`` adds the line by itself when the key
    was touched with a load already on the scale (``at_once``).
    """

    weighed = Signal(object, str)

    def __init__(self, key: PriceKey, family: str, bags: Sequence[Container], hint: str) -> None:
        icon = FAMILY_ICONS.get(family, key.icon)
        price = _("{price} a kilo", price=format_cents(key.price_cents))
        super().__init__(key.label, price, icon, family)
        self.key, self.at_once = key, False
        self._tare, self._bag, self._load = 0, "", ScaleView("empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scale_side(bags, hint))
        self._stack.addWidget(self._typed_side())
        self.body.addSpacing(18)
        self.body.addWidget(self._stack, 1)
        self.by_hand = Key(_("Weight by hand"), "note-pencil", hint=BY_HAND).typed(18, 24).sized(76)
        self.by_hand.named("weight_by_hand")
        self.next_key = Key("", "plus", "next", hint=_("Enter key")).typed(26, 30).sized(76)
        self.next_key.named("weigh_add")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.next_key.clicked.connect(self._add)
        keys = row(self.by_hand, self.next_key, spacing=12)
        keys.setStretch(0, 4)
        keys.setStretch(1, 9)
        self.body.addLayout(keys)
        self.show_load(self._load)

    @property
    def typing(self) -> bool:
        """Whether the weight is typed by hand."""
        return self._stack.currentIndex() == 1

    def type_by_hand(self) -> None:
        """Ask for the weight on the keypad, and why."""
        self._stack.setCurrentIndex(1)
        self.by_hand.hide()
        self.pad = self.typed.keypad
        self._show_price()

    def press_function(self, number: int) -> bool:
        """F1, F2, F3: the bags, or why the weight is typed, in order."""
        keys = list(TYPED_WEIGHT_REASONS) if self.typing else self._bag_codes
        choices = self._why if self.typing else self._bags
        if number <= len(keys):
            choices.key(keys[number - 1]).click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M types the weight by hand."""
        if event.text().upper() == BY_HAND and self.by_hand.isVisible():
            self.by_hand.click()
        else:
            super().keyPressEvent(event)

    def show_load(self, load: ScaleView) -> None:
        """Show what is on the scale."""
        self._load = load
        kind, icon = _CHIPS[load.state]
        self._chip.show_state(kind, icon, _states()[load.state])
        shown = load.state in ("stable", "moving")
        net = max(0, load.grams - self._tare) if shown else 0
        self._weight.set_text(plain_kilos(net, 3) if load.state not in ("lost", "over") else "—")
        self._weight.set_tone("ink" if load.state == "stable" else "ink2")
        self._show_price()

    def steady(self, grams: int) -> None:
        """The load has stood still for 0.6 s."""
        if self.at_once and not self.typing and grams > self._tare:
            self._add()

    def _scale_side(self, bags: Sequence[Container], hint: str) -> QWidget:
        self._chip = Chip().sized(32)
        self._weight = Amount("", 84, align="left")
        self._weight.set_unit("kg", 40)
        self._weight.setObjectName("weigh_figure")
        self._price = Amount("", 64, align="left")
        self._price.setObjectName("weigh_price")
        weight, price = Card(kind="info"), Card(kind="well")
        for card in (weight, price):
            card.body.setContentsMargins(22, 18, 22, 18)
            card.setMinimumHeight(150)
            card.setMaximumHeight(210)
        weight.body.addLayout(row(Text(_("Weight"), "block"), None, self._chip))
        weight.body.addStretch(1)
        weight.body.addWidget(self._weight)
        price.body.addWidget(Text(_("Price"), "block"))
        price.body.addStretch(1)
        price.body.addWidget(self._price)
        read = QHBoxLayout()
        read.setSpacing(18)
        read.addWidget(weight, 3)
        read.addWidget(price, 2)
        self._bags = Choices(
            [("", _("No bag"), "hand-palm")]
            + [(one.code, f"{one.label} · {format_grams(one.tare_g, 3)}", one.icon) for one in bags]
        ).sized(64, 26, "duotone")
        self._bags.choose("")
        self._bag_codes = ["", *(one.code for one in bags)]
        _number(self._bags, self._bag_codes)
        tares = {one.code: one.tare_g for one in bags}
        self._bags.chosen.connect(lambda code: self._take_bag(code, tares.get(code, 0)))
        said = row(Pictogram("info", "ink2", 22), Text(hint, "muted").wrapped(), spacing=10)
        said.setStretch(1, 1)
        side = QWidget()
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.setSpacing(0)
        whole.addLayout(read, 10)
        whole.addSpacing(18)
        whole.addWidget(Text(_("What bag does the person have?"), "block"))
        whole.addSpacing(10)
        whole.addWidget(self._bags)
        whole.addStretch(1)
        whole.addLayout(said)
        return side

    def _typed_side(self) -> QWidget:
        self.typed = AmountPad(_("Weight"), lambda grams: format_grams(grams, 3), 3)
        self.typed.changed.connect(self._show_price)
        self._why = Choices(
            [(code, _(words), "") for code, words in TYPED_WEIGHT_REASONS.items()], columns=1
        ).sized(56)
        _number(self._why, list(TYPED_WEIGHT_REASONS))
        self._why.chosen.connect(lambda _code: self._show_price())
        reasons = QWidget()
        reasons.setLayout(column(Text(_("Why by hand?"), "block"), self._why, None))
        side = QWidget()
        whole = QHBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.setSpacing(18)
        whole.addWidget(self.typed, 3)
        whole.addWidget(reasons, 2)
        return side

    def _take_bag(self, code: str, tare: int) -> None:
        self._bag, self._tare = code, tare
        self.show_load(self._load)

    def _net(self) -> int:
        if self.typing:
            return self.typed.value if self._why.value else 0
        return max(0, self._load.grams - self._tare) if self._load.state == "stable" else 0

    def _show_price(self) -> None:
        if self.next_key is None:
            return
        net = self._net()
        cents = per_kilo_cents(net, self.key.price_cents)
        self._price.set_text(format_cents(cents))
        self.next_key.setText(_("Add {amount}", amount=format_cents(cents)))
        self.allow_next(net > 0, _("Enter key"))

    def _add(self) -> None:
        if self.typing:
            load = Weighing(self.typed.value, 0, Source.TYPED)
            self.weighed.emit(load, self._why.value)
        elif self._net() > 0:
            load = Weighing(self._load.grams, self._tare, Source.SCALE, self._bag or None)
            self.weighed.emit(load, "")


def _number(choices: Choices, codes: Sequence[str]) -> None:
    """Show F1, F2, F3 on the first choices."""
    for number, code in enumerate(codes[:FKEYS], 1):
        choices.key(code).set_hint(f"F{number}")
