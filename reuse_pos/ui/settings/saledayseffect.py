"""What sale days do, before they are planned: real prices, sentences, and the key that plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.agenda import DAYS, day_and_number
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.sale_days import PER_KILO, PERCENT, Plan, rule_words
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.sale_effect import Effect, Example
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Card, Key, Panel, Pictogram, Text, column, painting, row
from reuse_pos.ui.widgets.painting import RIGHT

HIGH, SIDE = 46, 34


@dataclass(frozen=True)
class Said:
    """One sentence: its pictogram and colour, the words that weigh, the rest."""

    icon: str
    tone: str
    text: str


class ExampleRow(QWidget):
    """``ExampleRow(example)``: pictogram, name, the price struck through, the new one."""

    def __init__(self, example: Example, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.example = example
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._name()}: {self._old()} {self._new()}")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line and the rule under it."""
        look, painter, one = theme.current(), QPainter(self), self.example
        box = QRectF(0, 0, self.width(), self.height() - 1)
        fg, bg = look.hue(one.family)
        square = QRectF(0, (box.height() - SIDE) / 2, SIDE, SIDE)
        painting.rounded(painter, square, 8, look.colour(bg))
        painting.picture(painter, square.adjusted(6, 6, -6, -6), one.icon, fg, "duotone")
        new, old = look.font(20, 700), look.font(16, 400)
        wide = painting.width(self._new(), new) + 14
        price = QRectF(box.right() - wide, 0, wide, box.height())
        painting.line(painter, price, self._new(), new, look.colour("ink"), RIGHT)
        old.setStrikeOut(one.after is not None)
        before = QRectF(price.left() - 116, 0, 110, box.height())
        used = painting.width(self._old(), old)
        needed = painting.width(one.label, look.font(16, 400))
        if one.after is None and needed > before.right() - used - SIDE - 18:
            # The price without a stroke says it too.
            used = 0
        else:
            painting.line(painter, before, self._old(), old, look.colour("ink2"), RIGHT)
        name = QRectF(SIDE + 10, 0, before.right() - used - SIDE - 18, box.height())
        font = painting.fitted(look.font(16, 400), one.label, name.width())
        painting.line(painter, name, one.label, font, look.colour("ink"))
        left = painting.width(one.label, look.font(16, 400)) + 8
        if one.code and left + 60 < name.width():
            code = look.font(16, 500, code=True)
            spot = name.adjusted(left, 0, 0, 0)
            painting.line(painter, spot, one.code, code, look.colour("ink"))
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _name(self) -> str:
        return f"{self.example.label} {self.example.code}".strip()

    def _old(self) -> str:
        one = self.example
        return _("does not change") if one.after is None else format_cents(one.before)

    def _new(self) -> str:
        one = self.example
        return format_cents(one.before if one.after is None else one.after)


class EffectCard(Card):
    """``EffectCard(back)``: ``show_effect(plan, effect)``, ``wait(sentence)`` while something is
    missing; signals ``planned()``, ``poster()``. ``back`` is the key that leaves."""

    planned = Signal()
    poster = Signal()

    def __init__(self, back: Key, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.body.setContentsMargins(20, 12, 20, 14)
        self.body.setSpacing(8)
        self._back = back
        title = Text(_("What it does"), "h1")
        self.body.addLayout(row(Pictogram("eye", "blue", 28, "duotone"), title, None, back))
        self._inner = QVBoxLayout()
        self._inner.setSpacing(0)
        self.body.addLayout(self._inner)
        inner = Panel("clear")
        self._said = QVBoxLayout()
        self._said.setSpacing(10)
        holder = column(spacing=0)
        holder.addLayout(self._said)
        holder.addStretch(1)
        inner.setLayout(holder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.poster_key = Key(_("A4 poster"), "printer", place="above").typed(15, 26)
        self.poster_key.sized(80, 132).named("sale_poster").clicked.connect(self.poster)
        self.plan_key = Key(_("Plan"), "", "next").typed(20).sized(80)
        self.plan_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plan_key.named("sale_plan").clicked.connect(self.planned)
        self.body.addLayout(row(self.poster_key, self.plan_key))

    def set_compact(self, compact: bool) -> None:
        """Where it is narrow the way back is a bare arrow."""
        words = _("Back")
        self._back.setText("" if compact else words)
        self._back.spoken(words)
        self.poster_key.setText(_("Poster") if compact else _("A4 poster"))
        self.poster_key.sized(80, 112 if compact else 132)

    def set_changing(self, changing: bool) -> None:
        """The yellow key plans, or writes the change down."""
        self.plan_key.setText(_("Save") if changing else _("Plan"))

    def wait(self, sentence: str) -> None:
        """Say what is missing."""
        self._clear()
        self._say(Said("info", "blue", sentence))
        self.plan_key.setEnabled(False)
        self.poster_key.setEnabled(False)
        self.plan_key.with_sub("")

    def show_effect(self, plan: Plan, effect: Effect, today: str) -> None:
        """Show what a plan does."""
        self._clear()
        for example in effect.examples:
            self._inner.addWidget(ExampleRow(example))
        for said in sentences(plan, effect):
            self._say(said)
        self.plan_key.setEnabled(True)
        self.poster_key.setEnabled(True)
        first = date.fromisoformat(plan.first_day)
        day = day_and_number(first)
        begins = _("begins on {day}", day=day) if theme.current().scale == 100 else day
        self.plan_key.with_sub(_("begins today") if plan.first_day <= today else begins)

    def _say(self, said: Said) -> None:
        line = Panel("clear")
        layout = row(spacing=12)
        mark = Pictogram(said.icon, said.tone, 20, "fill")
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Text(said.text, "body").wrapped(), 1)
        line.setLayout(layout)
        line.setObjectName("sale_said")
        self._said.addWidget(line)

    def _clear(self) -> None:
        for layout in (self._inner, self._said):
            while layout.count():
                item = layout.takeAt(0)
                widget = item.widget() if item else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()


def sentences(plan: Plan, effect: Effect) -> list[Said]:
    """What a plan does, in sentences, what matters first."""
    spaced = f"{effect.labels:,}".replace(",", NBSP)
    labels = ngettext("{n} label", "{n} labels", effect.labels).replace(str(effect.labels), spaced)
    keys = ngettext("{n} price key", "{n} price keys", effect.keys)
    said = [
        Said("check-circle", "green", _("{labels} and {keys} are concerned.",
                                        labels=labels, keys=keys)),
        Said("check-circle", "green",
             _("The till takes it off at the scan. Nothing to print again.")),
        Said("info", "blue",
             _("The receipt shows the price struck through: the lowest of the last 30 days.")),
    ]  # fmt: skip
    weekday = _(DAYS[date.fromisoformat(plan.last_day).weekday()])
    if plan.rule == PERCENT:
        end = _("{weekday} evening: prices come back by themselves.", weekday=weekday)
    else:
        end = _("{weekday} evening: labels not seen will be proposed as “sold in bulk”.",
                weekday=weekday)  # fmt: skip
    said.append(Said("info", "blue", end))
    if plan.rule == PER_KILO:
        words = _("By the kilo, only things weighed on the approved scale: bags and their labels.")
        said.append(Said("info", "blue", words))
    if effect.already:
        words = ngettext(
            "{n} label has a lower price printed already: it is not lowered twice.",
            "{n} labels have a lower price printed already: they are not lowered twice.",
            effect.already,
        )
        said.append(Said("warning", "orange", words))
    for one in effect.beside[:1]:
        words = _("“{name}” ({rule}) runs on the same days: the lower price holds.",
                  name=one.name, rule=rule_words(one.plan))  # fmt: skip
        said.append(Said("warning", "orange", words))
    return said
