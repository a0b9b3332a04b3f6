"""One price key under the hand: its words, its price, its lot, its weight, its category."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, parse_cents, plain_cents
from reuse_pos.domain.pricing import LONGEST_KEY_NAME, PriceKey
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.price_keys import KeyPlan
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Card, Key, Panel, Text, column, row

UNITS = (
    ("piece", N_("By the piece")),
    ("kg", N_("By the kilo")),
    ("open", N_("Price to type")),
    ("free", N_("Free price")),
)


class KeyEdit(Card):
    """``KeyEdit()``: ``show_key(key)``, ``show_new()``, ``plan()`` (may refuse what is typed);
    ``take_icon``, ``take_category``. Signals ``saved()``, ``icon_asked()``, ``category_asked()``.
    """

    saved = Signal()
    icon_asked = Signal()
    category_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.body.setContentsMargins(18, 14, 18, 14)
        self._unit, self.icon, self.category = "piece", "tag", ""
        self._tested = False
        self.heading = Text("", "h1")
        self.icon_key = Key("", "tag").typed(16, 34).sized(56, 64).spoken(_("Pictogram"))
        self.icon_key.named("key_icon").clicked.connect(self.icon_asked)
        self.name = self._edit("key_name", _("Name on the key"), LONGEST_KEY_NAME)
        self.price = self._edit("key_price", _("Price"), 9)
        self.weight = self._edit("key_weight", _("Weight of one piece (g)"), 6)
        self.lot_qty = self._edit("key_lot_qty", _("Pieces in the lot"), 3)
        self.lot_price = self._edit("key_lot_price", _("Price of the lot"), 9)
        self.lot_key = TickKey(_("Sold in lots")).sized(52).named("key_lot")
        self.lot_key.toggled.connect(lambda _on: self._show())
        self.category_key = Key("", "tag").sized(56).named("key_category")
        self.category_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.category_key.clicked.connect(self.category_asked)
        self.units: dict[str, Key] = {}
        self.says = Text("", "body").wrapped().named("key_says")
        self.save_key = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(72)
        self.save_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.save_key.named("key_save").clicked.connect(self.saved)
        self._build()

    def _build(self) -> None:
        body = self.body
        body.addWidget(self.heading)
        body.addLayout(row(self.icon_key, self.name))
        units = QGridLayout()
        units.setSpacing(8)
        for number, (unit, words) in enumerate(UNITS):
            key = Key(_(words)).choosable().sized(50).typed(15).named(f"unit_{unit}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, unit=unit: self._choose_unit(unit))
            self.units[unit] = key
            units.addWidget(key, number // 2, number % 2)
        body.addLayout(units)
        self._price_word = Text("", "strong")
        self._price_box = _under(self._price_word, self.price)
        self._weight_box = _under(Text(_("Weight of one (g)"), "strong"), self.weight)
        fields = row(spacing=12)
        fields.addWidget(self._price_box, 1)
        fields.addWidget(self._weight_box, 1)
        body.addLayout(fields)
        self._lot_row = Panel("clear")
        lot = row(self.lot_key, self.lot_qty, Text(_("for"), "body"), self.lot_price, spacing=8)
        self._lot_row.setLayout(lot)
        self.lot_qty.setFixedWidth(64)
        body.addWidget(self._lot_row)
        body.addWidget(Text(_("Counted as"), "strong"))
        body.addWidget(self.category_key)
        body.addStretch(1)
        body.addWidget(self.says)
        body.addWidget(self.save_key)

    def show_key(self, key: PriceKey, category: Category) -> None:
        """Show a key as it is."""
        self.heading.setText(_("Price key"))
        self._tested = key.tested
        self._fill(key.label, key.unit, key.icon, category)
        self.price.setText(plain_cents(key.price_cents) if key.unit in ("piece", "kg") else "")
        self.weight.setText("" if key.weight_g is None else str(key.weight_g))
        self.lot_qty.setText(str(key.lot_qty or ""))
        self.lot_price.setText("" if key.lot_cents is None else plain_cents(key.lot_cents))
        self.lot_key.setChecked(key.lot_qty is not None)
        self._show()

    def show_new(self, category: Category) -> None:
        """Show an empty key of a category."""
        self.heading.setText(_("New key"))
        self._tested = False
        self._fill("", "piece", category.icon, category)
        for edit in (self.price, self.weight, self.lot_qty, self.lot_price):
            edit.clear()
        self.lot_key.setChecked(False)
        self._show()
        self.name.setFocus()

    def take_icon(self, icon: str) -> None:
        """Carry another pictogram."""
        self.icon = icon
        self.icon_key.with_icon(icon, "duotone")

    def take_category(self, category: Category, weight_g: int | None = None) -> None:
        """Count in another category; its weight is proposed where none was given."""
        self.category = category.code
        self.category_key.setText(category.label)
        self.category_key.with_icon(category.icon or "tag", "duotone")
        if weight_g is not None and not self.weight.text():
            self.weight.setText(str(weight_g))

    def plan(self) -> KeyPlan:
        """What is asked; refuses prices and numbers that are none."""
        fixed, pieces = self._unit in ("piece", "kg"), self._unit != "kg"
        lot = self.lot_key.isChecked() and self._unit == "piece"
        return KeyPlan(
            self.name.text().strip(), self.category, self.icon, self._unit,
            parse_cents(self.price.text()) if fixed else 0,
            _number(self.weight.text()) if pieces and self.weight.text().strip() else None,
            _number(self.lot_qty.text()) if lot else None,
            parse_cents(self.lot_price.text()) if lot else None,
            self._tested,
        )  # fmt: skip

    def _fill(self, label: str, unit: str, icon: str, category: Category) -> None:
        self.name.setText(label)
        self._unit = unit
        self.take_icon(icon)
        self.take_category(category)

    def _choose_unit(self, unit: str) -> None:
        self._unit = unit
        self._show()
        if unit in ("piece", "kg"):
            self.price.setFocus()

    def _show(self) -> None:
        for unit, key in self.units.items():
            key.setChecked(unit == self._unit)
        self._price_word.setText(
            _("Price of a kilo (€)") if self._unit == "kg" else _("Price of one (€)")
        )
        self._price_box.setVisible(self._unit in ("piece", "kg"))
        self._weight_box.setVisible(self._unit != "kg")
        self._lot_row.setVisible(self._unit == "piece")
        for edit in (self.lot_qty, self.lot_price):
            edit.setEnabled(self.lot_key.isChecked())
        self.says.setText(self._words())

    def _words(self) -> str:
        if self._unit == "free":
            return _("The customer gives what they want; 0 € is allowed.")
        if self._unit == "open":
            return _("The price is typed at each touch.")
        try:
            plan = self.plan()
        except Refusal:
            return ""
        if plan.lot_qty and plan.lot_cents is not None:
            return _("One touch: {n} for {price}. Beyond whole lots, {one} each.", n=plan.lot_qty,
                     price=format_cents(plan.lot_cents),
                     one=format_cents(plan.price_cents))  # fmt: skip
        return ""

    def _edit(self, name: str, spoken: str, most: int) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(spoken)
        edit.setPlaceholderText(spoken if name == "key_name" else "")
        edit.setMaxLength(most)
        edit.textChanged.connect(lambda _text: self.says.setText(self._words()))
        return edit


def _under(word: Text, edit: QLineEdit) -> Panel:
    panel = Panel("clear")
    panel.setLayout(column(word, edit, spacing=4))
    return panel


def _number(text: str) -> int:
    bare = text.strip()
    if not bare.isascii() or not bare.isdigit():
        raise Refusal(
            _("“{text}” is not a number. Nothing was changed. Type figures.", text=text[:10]),
            "number",
        )
    return int(bare)
