"""The other ways to pay at a closing: the terminal's total, cheques, vouchers, local notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import parse_cents, plain_cents
from reuse_pos.domain.payments import method
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.till.model import CARD, Counting, TillView
from reuse_pos.ui.widgets import Pictogram, Text, column, row

MOST_CENTS = 10_000_000
# Papers that are counted as well as added up.
PAPERS = frozenset({"CHEQUE", "SOCIAL", "VOUCHER"})


class OtherTotal(QWidget):
    """``OtherTotal(code, words)``: one way to pay, its total and, for papers, how many.

    Signals ``cents_typed(str code, object cents)`` and ``papers_typed(str code, object n)`` (None
    when emptied), ``wrong(str sentence)`` ("" when right again).
    """

    cents_typed = Signal(str, object)
    papers_typed = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, code: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self.valid = code, True
        spoken = _("Card: total of the terminal’s slip") if code == CARD else words
        self.field = _field(spoken, f"{code.lower()}_total")
        self.field.textChanged.connect(self._cents)
        self.number = _field(_("{method}: how many", method=words), f"{code.lower()}_n")
        self.number.setPlaceholderText(_("how many"))
        self.number.setFixedWidth(theme.current().px(88) + 20)
        self.number.setVisible(code in PAPERS)
        self.number.textChanged.connect(self._papers)
        mark = Pictogram(method(code).icon, "blue", 28 if code == CARD else 24, "duotone")
        label = row(mark, spacing=10)
        label.addWidget(Text(spoken, "strong").wrapped(), 1)
        fields = row(spacing=8)
        if code in PAPERS:
            fields.addWidget(self.number)
        fields.addWidget(self.field, 1)
        self.field.setPlaceholderText(_("for example 688,40") if code == CARD else _("sum"))
        layout = column(spacing=6)
        layout.addLayout(label)
        layout.addLayout(fields)
        self.setLayout(layout)

    def show_typed(self, counting: Counting) -> None:
        """Write again what was typed before."""
        cents, n = counting.others.get(self.code), counting.papers.get(self.code)
        _put(self.field, "" if cents is None else plain_cents(cents))
        _put(self.number, "" if n is None else str(n))

    def _cents(self, text: str) -> None:
        try:
            cents = parse_cents(text, MOST_CENTS) if text.strip() else None
        except Refusal as refusal:
            self.valid = False
            self.wrong.emit(refusal.sentence)
            return
        self.valid = True
        self.wrong.emit("")
        self.cents_typed.emit(self.code, cents)

    def _papers(self, text: str) -> None:
        digits = "".join(mark for mark in text if mark in "0123456789")[:4]
        if digits != text:
            _put(self.number, digits)
        self.papers_typed.emit(self.code, int(digits) if digits else None)


class OtherTotals(QScrollArea):
    """``OtherTotals()``: one block a way to pay; ``show_ways(view, counting)``. Signals as
    ``OtherTotal``, and ``wrong(str)``; ``valid()``."""

    cents_typed = Signal(str, object)
    papers_typed = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways: dict[str, OtherTotal] = {}
        self._inside = QWidget()
        self._inside.setProperty("kind", "clear")
        self._layout = column(spacing=10)
        self._layout.addStretch(1)
        self._inside.setLayout(self._layout)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_ways(self, view: TillView, counting: Counting) -> None:
        """Ask for these totals; what is being typed stays."""
        if tuple(self.ways) == view.asked:
            return
        for old in self.ways.values():
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.ways = {code: OtherTotal(code, view.word(code)) for code in view.asked}
        for number, one in enumerate(self.ways.values()):
            one.show_typed(counting)
            one.cents_typed.connect(self.cents_typed)
            one.papers_typed.connect(self.papers_typed)
            one.wrong.connect(self.wrong)
            self._layout.insertWidget(number, one)

    def show_typed(self, counting: Counting) -> None:
        """Write again what was typed before."""
        for one in self.ways.values():
            one.show_typed(counting)

    def valid(self) -> bool:
        """Whether every field is empty or holds an amount."""
        return all(one.valid for one in self.ways.values())


def _field(spoken: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(spoken)
    field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    field.setMinimumHeight(52)
    return field


def _put(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.blockSignals(True)
        field.setText(text)
        field.blockSignals(False)
