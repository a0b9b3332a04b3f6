"""Sale days being prepared: when, their name, the price, what it is about and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.agenda import DAYS
from reuse_pos.domain.category import FAMILIES, FAMILY_ICON
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import parse_cents, plain_cents
from reuse_pos.domain.sale_days import (
    KILO_KEYS,
    LONGEST_NAME,
    PER_KILO,
    PER_PIECE,
    PERCENT,
    USUALLY_OUT,
    Plan,
    least_price_code,
    out_words,
    span_words,
)
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import theme
from reuse_pos.ui.settings.fields import basis_points
from reuse_pos.ui.settings.saledayscalendar import CalendarCard
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Card, Key, Panel, Pictogram, Text, column, row

USUAL = (
    ("p30", "−30\u00a0%", N_("off the label"), "percent", PERCENT, 3000),
    ("p50", "−50\u00a0%", N_("off the label"), "percent", PERCENT, 5000),
    ("k1", "1\u00a0€/kg", N_("by weight"), "scales", PER_KILO, 100),
    ("u1", "1\u00a0€", N_("all alike"), "coin", PER_PIECE, 100),
)
KINDS = ((PERCENT, "%"), (PER_KILO, "€/kg"), (PER_PIECE, "€"))
LOW_PRICE = least_price_code(200)
NEVER = (*USUALLY_OUT, LOW_PRICE)
SHORT = {"livres_medias": N_("Books"), "deco_divers": N_("Deco"), "bricolage": N_("DIY"),
         "electro": N_("Electro")}  # fmt: skip


class PlanForm(Panel):
    """``PlanForm()``: signal ``changed()``; ``begin(today, plan=None)``,
    ``plan()``: what is asked now (may refuse a typed price). ``left_out_asked()``: choose single
    keys that keep their price, then ``leave_out(codes)``."""

    changed = Signal()
    left_out_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._rule, self._value = PERCENT, 5000
        self._others: tuple[str, ...] = ()
        self._loading = False
        self.calendar = CalendarCard()
        self.calendar.chosen.connect(lambda _first, _last: self._told())
        self.name = QLineEdit()
        self.rules: dict[str, Key] = {}
        self.kinds: dict[str, Key] = {}
        self.families: dict[str, TickKey] = {}
        self.never: dict[str, TickKey] = {}
        self._rule_pages = QStackedWidget()
        top = row(spacing=12)
        top.addWidget(self.calendar, 3)
        top.addWidget(self._name_card(), 2)
        layout = column(spacing=12)
        layout.addLayout(top, 1)
        layout.addWidget(self._price_card())
        layout.addWidget(self._family_card())
        layout.addWidget(self._never_card())
        self.setLayout(layout)

    def begin(self, today: date, plan: Plan | None = None) -> None:
        """Show a plan, or an empty one that begins tomorrow."""
        self._loading = True
        tomorrow = (today + timedelta(days=1)).isoformat()
        shown = plan or Plan("", tomorrow, tomorrow, PERCENT, 5000, ())
        first, last = date.fromisoformat(shown.first_day), date.fromisoformat(shown.last_day)
        self.calendar.begin(min(today, first), first, last)
        self.name.setText(shown.name)
        self._take_rule(shown.rule, shown.value)
        for code, key in self.families.items():
            key.setChecked(code in shown.families)
        self.all_key.setChecked(set(shown.families) == set(FAMILIES))
        for code, key in self.never.items():
            key.setChecked(code in shown.excluded)
        self.leave_out([one for one in shown.excluded if one not in NEVER])
        self._loading = False
        self._told()

    def plan(self) -> Plan:
        """What is asked now; refuses a typed price that is none."""
        days = self.calendar.days
        rule, value = self._rule, self._value
        if self._rule_pages.currentIndex() == 1:
            value = self._typed_value()
        families = tuple(code for code, key in self.families.items() if key.isChecked())
        out = tuple(code for code, key in self.never.items() if key.isChecked())
        return Plan(
            self.name.text().strip(), days.first.isoformat(), days.last.isoformat(), rule, value,
            families, (*out, *self._others),
        )  # fmt: skip

    def leave_out(self, codes: Sequence[str]) -> None:
        """Leave these keys out too ("key:K01")."""
        self._others = tuple(codes)
        count = len(self._others)
        self.other_key.setText(_("Other keys ({n})", n=count) if count else _("Other keys"))
        self.other_key.setChecked(bool(count))
        self._told()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The keys left out one by one."""
        return self._others

    def set_compact(self, compact: bool) -> None:
        """Smaller words where it is narrow."""
        large = theme.current().scale > 100
        for key in self.families.values():
            words = 13 if compact and large else 15 if compact else 16
            key.typed(words, 20 if compact else 26).set_tight(compact)
        for key in (self.all_key, *self.never.values(), self.other_key):
            said = key.text().replace("\n", " ")
            key.setText(said.replace(" ", "\n", 1) if compact else said)
            key.typed(14 if compact else 16 if key is self.all_key else 15)
        for rule in self.rules.values():
            rule.typed(15 if compact and large else 17 if compact else 20, 24)
        # With large letters the sentences beside say it; the days themselves stay.
        for word in (self._note, self._stops):
            word.setVisible(not large)
        self.calendar.title_word.setVisible(not (compact and large))

    def _name_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 12, 16, 12)
        card.body.addWidget(Text(_("Name shown"), "card"))
        self.name.setObjectName("sale_name")
        self.name.setAccessibleName(_("Name shown"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumHeight(54)
        self.name.textChanged.connect(lambda _text: self._told())
        card.body.addWidget(self.name)
        self._note = Text(_("on the poster and the receipt"), "sub")
        card.body.addWidget(self._note)
        card.body.addStretch(1)
        self._span = Text("", "strong").wrapped().named("sale_span")
        self._stops = Text("", "sub").wrapped()
        words = column(self._span, self._stops, spacing=0)
        line = row(spacing=12)
        line.addWidget(Pictogram("calendar-dots", "blue", 26, "duotone"))
        line.addLayout(words, 1)
        card.body.addLayout(line)
        return card

    def _price_card(self) -> Card:
        card = Card(_("Which price?"))
        card.body.setContentsMargins(16, 12, 16, 12)
        usual = row(spacing=10)
        for code, words, sub, icon, rule, value in USUAL:
            title = _("1 € each") if code == "u1" else words
            key = self._rule_key(title, _(sub), icon).named(f"rule_{code}")
            key.clicked.connect(lambda _on=False, r=rule, v=value: self._choose(r, v))
            self.rules[code] = key
            usual.addWidget(key)
        other = self._rule_key(_("Other"), _("price to type"), "note-pencil").named("rule_other")
        other.clicked.connect(self._other_rule)
        self.rules["other"] = other
        usual.addWidget(other)
        first = Panel("clear")
        first.setLayout(usual)
        self._rule_pages.addWidget(first)
        self._rule_pages.addWidget(self._typed_rule())
        self._rule_pages.setFixedHeight(92)
        card.body.addWidget(self._rule_pages)
        return card

    def _rule_key(self, words: str, sub: str, icon: str) -> Key:
        key = Key(words, icon, place="above").typed(20, 24, 700).with_sub(sub).sized(92)
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return key.choosable()

    def _typed_rule(self) -> Panel:
        page = Panel("clear")
        self.value = QLineEdit()
        self.value.setObjectName("rule_value")
        self.value.setAccessibleName(_("price to type"))
        self.value.setMaxLength(8)
        self.value.setMinimumHeight(54)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.value.textChanged.connect(lambda _text: self._told())
        back = Key(_("Usual prices"), "arrow-left").sized(56).named("rule_usual")
        back.clicked.connect(lambda: self._choose(PERCENT, 5000))
        line = row(back, self.value, spacing=10)
        for rule, unit in KINDS:
            words = _("{unit} each", unit=unit) if rule == PER_PIECE else unit
            key = Key(words).typed(18).sized(56).choosable().named(f"kind_{rule}")
            key.clicked.connect(lambda _on=False, r=rule: self._choose_kind(r))
            self.kinds[rule] = key
            line.addWidget(key)
        holder = QVBoxLayout(page)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addStretch(1)
        holder.addLayout(line)
        holder.addStretch(1)
        return page

    def _family_card(self) -> Card:
        card = Card(_("On what?"))
        card.body.setContentsMargins(16, 12, 16, 12)
        grid = QGridLayout()
        grid.setSpacing(9)
        order = ("textile", "vaisselle", "livres_medias", "jouets", "deco_divers", "meubles",
                 "electro", "bricolage", "sport")  # fmt: skip
        for number, code in enumerate(order):
            words = _(SHORT.get(code, FAMILIES[code]))
            key = TickKey(words, FAMILY_ICON[code], code).sized(58).named(f"family_{code}")
            key.typed(16, 26)
            key.clicked.connect(self._family_touched)
            self.families[code] = key
            self._in_grid(grid, key, number)
        self.all_key = TickKey(_("The whole shop")).sized(58).named("family_all")
        self.all_key.clicked.connect(self._all_touched)
        self._in_grid(grid, self.all_key, len(order))
        card.body.addLayout(grid)
        return card

    def _in_grid(self, grid: QGridLayout, key: Key, number: int) -> None:
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(key, number // 5, number % 5)
        grid.setColumnStretch(number % 5, 1)

    def _never_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 10, 16, 10)
        line = row(Text(_("Never"), "card"), 8, spacing=9)
        for code in NEVER:
            key = TickKey(out_words(code)).typed(15).sized(48).named(f"never_{code}")
            key.clicked.connect(lambda _on=False: self._told())
            self.never[code] = key
            line.addWidget(key)
        self.other_key = TickKey(_("Other keys")).typed(15).sized(48).named("never_others")
        self.other_key.clicked.connect(self._others_touched)
        line.addWidget(self.other_key)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _choose(self, rule: str, value: int) -> None:
        self._take_rule(rule, value)
        self._told()

    def _take_rule(self, rule: str, value: int) -> None:
        self._rule, self._value = rule, value
        usual = next((one[0] for one in USUAL if one[4:] == (rule, value)), "other")
        for code, key in self.rules.items():
            key.setChecked(code == usual)
        self._rule_pages.setCurrentIndex(1 if usual == "other" else 0)
        if usual == "other":
            self.value.setText(plain_cents(value).removesuffix(",00"))
            self._light_kind()

    def _other_rule(self) -> None:
        self._rule_pages.setCurrentIndex(1)
        self._light_kind()
        self.value.clear()
        self.value.setFocus()
        self._told()

    def _choose_kind(self, rule: str) -> None:
        self._rule = rule
        self._light_kind()
        self._told()

    def _light_kind(self) -> None:
        for rule, key in self.kinds.items():
            key.setChecked(rule == self._rule)

    def _typed_value(self) -> int:
        text = self.value.text().strip()
        if not text:
            return 0
        return basis_points(text) if self._rule == PERCENT else parse_cents(text)

    def _family_touched(self) -> None:
        self.all_key.setChecked(all(key.isChecked() for key in self.families.values()))
        self._told()

    def _all_touched(self) -> None:
        for key in self.families.values():
            key.setChecked(self.all_key.isChecked())
        self._told()

    def _others_touched(self) -> None:
        self.other_key.setChecked(bool(self._others))
        self.left_out_asked.emit()

    def _told(self) -> None:
        if self._loading:
            return
        days = self.calendar.days
        first, last = days.first.isoformat(), days.last.isoformat()
        self._span.setText(span_words(Plan("", first, last, PERCENT, 0, ())))
        weekday = _(DAYS[days.last.weekday()]).lower()
        self._stops.setText(_("stops by itself on {weekday} evening", weekday=weekday))
        by_kilo = self._rule == PER_KILO
        kilo = self.never[KILO_KEYS]
        kilo.setEnabled(not by_kilo)
        self.changed.emit()


def missing(plan: Plan) -> str:
    """What still has to be said before a plan can be looked at; "" when nothing is."""
    if not plan.families:
        return _("Touch what it is about, then give it a name: here you will see what it does.")
    if plan.value <= 0:
        return _("Type the price: here you will see what it does.")
    return ""


def typed_plan(form: PlanForm) -> Plan | str:
    """The plan asked, or the sentence that says why there is none."""
    try:
        plan = form.plan()
    except Refusal as refusal:
        return refusal.sentence
    return missing(plan) or plan
