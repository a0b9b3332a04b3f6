"""The right of a return: why, how the money goes back, the kilos and the money, the yellow key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.payments import method as payment_method
from reuse_pos.domain.refund import CREDIT, EXCHANGE, REFUND_REASONS, PaidPart, Returned
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.parts import foot_row
from reuse_pos.ui.widgets import Amount, Card, Key, Pictogram, Text, row

MOST_WORDS = 3


class RefundSide(Card):
    """``RefundSide()``: signals ``changed()``, ``go()``. ``offer(ways, months, social)`` shows the
    ways of a ticket; ``reason``, ``way``; ``suggest(reason)`` until a reason is touched."""

    changed = Signal()
    go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(20, 16, 20, 16)
        self._touched = self._compact = False
        self.reasons = Choices(
            [(code, _(words), "") for code, words in REFUND_REASONS.items()], 2, gap=8
        )
        self.reasons.chosen.connect(self._reason_touched)
        self.ways = Choices([])
        self._ways_room = QVBoxLayout()
        self._ways_room.addWidget(self.ways)
        self.note = Text("", "note").wrapped().named("refund_note")
        self._note_row = QWidget()
        line = row(Pictogram("info", "ink2", 22), spacing=8)
        line.addWidget(self.note, 1)
        self._note_row.setLayout(line)
        self._kilos = Text("", "strong").right().named("refund_kilos")
        self._cents = Amount("", 40)
        self._cents.setObjectName("refund_cents")
        sums = Card(kind="note")
        sums.body.setContentsMargins(16, 10, 16, 10)
        sums.body.setSpacing(4)
        sums.body.addLayout(row(Text(_("Weight coming back"), "muted"), None, self._kilos))
        sums.body.addLayout(foot_row(Text(_("To give back"), "block"), self._cents))
        self.key = Key("", "", "next", "F12").typed(24).sized(80).named("refund_go")
        self.key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.key.clicked.connect(self.go)
        self.body.addWidget(Text(_("Why?"), "h1"))
        self.body.addWidget(self.reasons)
        self.body.addSpacing(4)
        self.body.addWidget(Text(_("How to pay back?"), "h1"))
        self.body.addLayout(self._ways_room)
        self.body.addWidget(self._note_row)
        self.body.addStretch(1)
        self.body.addWidget(sums)
        self.body.addWidget(self.key)

    @property
    def reason(self) -> str:
        """Why it comes back; "" not said."""
        return self.reasons.value

    @property
    def way(self) -> str:
        """How the money goes back; "" not said."""
        return self.ways.value

    def offer(self, ways: Mapping[str, int], months: int) -> None:
        """Show the ways a ticket may give back, the largest of those it was paid by chosen."""
        self._touched = False
        self.reasons.choose("")
        own = [one.code for one in METHODS if one.code in ways and one.code != CREDIT]
        offered = [*own, *((CREDIT,) if CREDIT in ways else ()), *((EXCHANGE,) if ways else ())]
        columns = 1 if len(offered) <= MOST_WORDS else 2
        old, self.ways = self.ways, Choices([_choice(code) for code in offered], columns, gap=8)
        self.ways.sized(72 if columns == 1 else 66, 30 if columns == 1 else 24, "duotone", 17)
        for code in offered:
            key = self.ways.key(code)
            key.with_sub(_sub(code, ways.get(code, 0), months, columns > 1)).named(f"way_{code}")
        self.ways.chosen.connect(lambda _code: self.changed.emit())
        self._ways_room.replaceWidget(old, self.ways)
        old.hide()
        old.deleteLater()
        self.ways.choose(max(own, key=lambda code: ways[code]) if own else "")

    def set_compact(self, compact: bool) -> None:
        """Narrower, and fewer figures, under 1280 pixels or with large letters."""
        self._compact = compact or theme.current().scale > 100
        self.setFixedWidth(330 if compact else 420)

    def suggest(self, reason: str) -> None:
        """The likely reason, as long as none was touched."""
        if not self._touched:
            self.reasons.choose(reason)

    def tell(self, sentence: str) -> None:
        """What to know about the money; "" for nothing."""
        self.note.setText(sentence)
        self._note_row.setVisible(bool(sentence))

    def show_sums(self, back: Sequence[Returned], cents: int) -> None:
        """The kilos and the money coming back."""
        grams = [one.weight_g for one in back if one.where != "none" and one.weight_g]
        text = format_grams(sum(grams), 2)
        if 1 < len(grams) <= MOST_WORDS and not self._compact:
            text = f"{' + '.join(plain_kilos(one, 2) for one in grams)} = {text}"
        self._kilos.setText(text)
        self._cents.set_text(format_cents(cents))

    def show_next(self, ready: bool, words: str, sub: str) -> None:
        """What the yellow key does, or what is missing."""
        self.key.setEnabled(ready)
        self.key.set_hint("F12" if ready else "")
        self.key.setText(words)
        self.key.with_sub(sub)

    def _reason_touched(self, _code: str) -> None:
        self._touched = True
        self.changed.emit()


def parts_words(parts: Sequence[PaidPart]) -> str:
    """ "espèces 2,00 € + bon 3,00 €": how the money goes back in more than one way."""
    if len(parts) < 2:
        return ""
    return " + ".join(
        f"{way_words(part.method).lower()} {format_cents(part.cents)}" for part in parts
    )


def way_words(code: str) -> str:
    """What a way back is called: a store credit made for it is "Avoir"."""
    if code == EXCHANGE:
        return _("Exchange")
    return _(payment_method(code).title)


def _choice(code: str) -> tuple[str, str, str]:
    icons = {CREDIT: "receipt", EXCHANGE: "swap"}
    return code, way_words(code), icons.get(code) or payment_method(code).icon


def _sub(code: str, cents: int, months: int, short: bool) -> str:
    if code == EXCHANGE:
        return _("another basket") if short else _("go on with a basket")
    if code == CREDIT:
        if not months:
            return _("to use here")
        return (
            ngettext("{n} month", "{n} months", months)
            if short
            else ngettext("to use here, {n} month", "to use here, {n} months", months)
        )
    amount = format_cents(cents)
    if short:
        return _("up to {amount}", amount=amount)
    return _("up to {amount} (paid so)", amount=amount)
