"""The yard's small pages: a weight by hand, the carrier and codes, the receiver's ticket, a store's
number, what leaves in one touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import DESTINATIONS, FLOOR_SCALE_CAPACITY_G, format_grams, parse_kilos
from reuse_pos.domain.month import short_day
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.outflow.parts import field, grid, wide
from reuse_pos.ui.widgets import Amount, Card, Flow, Key, Keypad, Panel, Text

MOST_FIGURES = 7
# A lorry load, in grams.
MOST_TICKET_G = 40_000_000
REASONS = {
    "gift": (N_("Family rehoused"), N_("Emergency"), N_("Event")),
    "internal_use": (N_("Workshop"), N_("Shop fittings"), N_("Break room"), N_("Tools")),
    "repair_part": (N_("Customer’s own thing"),),
    "return_to_donor": (N_("Given by mistake"), N_("Not allowed to be sold")),
    "lost": (N_("Stolen"), N_("Not found"), N_("Broken")),
}


class FormPage(Panel):
    """A card with a title, its body, and two keys: go back and the yellow one. Signals ``closed()``
    and ``kept()``."""

    closed = Signal()
    kept = Signal()

    def __init__(self, title: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.card = Card()
        self.heading = Text(title, "block").wrapped()
        self.card.body.addWidget(self.heading)
        self.back = Key(_("Go back"), "arrow-u-up-left").sized(68, 200)
        self.back.clicked.connect(self.closed)
        self.ok = Key(yes, "check", "next", "F12").typed(20, 26).sized(68)
        self.ok.clicked.connect(self.kept)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.back)
        keys.addWidget(wide(self.ok), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.card, 1)
        layout.addLayout(keys)

    def add(self, words: str, widget: QWidget) -> None:
        """A named field."""
        self.card.body.addWidget(Text(words, "strong").wrapped())
        self.card.body.addWidget(widget)


class HandPage(FormPage):
    """``ask(title, answer)``; ``answer(grams)`` when the weight is one."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How many kilos, without the container?"), _("This is the weight"),
                         parent)  # fmt: skip
        self._text = ""
        self._answer: Callable[[int], None] = _nothing
        self.figure = Amount("0", 60, align="left")
        self.figure.set_unit("kg", 32)
        self.pad = Keypad()
        self.pad.typed.connect(self._typed)
        self.pad.erased.connect(self._erased)
        self.card.body.addWidget(self.figure)
        self.card.body.addWidget(self.pad, 1)
        self.kept.connect(self._keep)
        self.ok.named("hand_ok")

    def ask(self, answer: Callable[[int], None]) -> None:
        """Begin with nothing typed."""
        self._text, self._answer = "", answer
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A real keyboard works too."""
        if not self.pad.take(event):
            super().keyPressEvent(event)

    def _keep(self) -> None:
        try:
            grams = parse_kilos(self._text or "0", FLOOR_SCALE_CAPACITY_G)
        except Refusal as no:
            self.refused.emit(no.sentence)
            return
        self.closed.emit()
        self._answer(grams)

    def _typed(self, figure: str) -> None:
        if len(self._text) < MOST_FIGURES and not (figure == "," and "," in self._text):
            self._text += figure
        self._show()

    def _erased(self) -> None:
        self._text = self._text[:-1]
        self._show()

    def _show(self) -> None:
        self.figure.set_text(self._text or "0")
        self.ok.setEnabled(bool(self._text))


class DetailsPage(FormPage):
    """The carrier, waste code and treatment of a slip: ``show_slip(slip)``, ``values()``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Carrier and codes"), _("Save"), parent)
        self.carrier = field(_("Carrier: name and receipt number"), "details_carrier", 120)
        self.waste = field(_("Waste code, like 20 01 01"), "details_waste", 12)
        self.treatment = field(_("Treatment, R1 to R13 or D1 to D15"), "details_treatment", 4)
        self.add(_("Carrier"), self.carrier)
        self.add(_("Waste code"), self.waste)
        self.add(_("Treatment"), self.treatment)
        self.card.body.addStretch(1)
        self.ok.named("details_ok")

    def show_slip(self, slip: Slip) -> None:
        """Show what the slip says now."""
        self.carrier.setText(slip.carrier)
        self.waste.setText(slip.waste_code)
        self.treatment.setText(slip.treatment)
        self.carrier.setFocus()

    def values(self) -> dict[str, str]:
        """What is typed."""
        return {"carrier": self.carrier.text(), "waste_code": self.waste.text(),
                "treatment": self.treatment.text()}  # fmt: skip


class TicketPage(FormPage):
    """The receiver's weighing ticket of a slip that left: number, kilos, picture; once noted, the
    difference and the key to correct the kilos. Signals ``paper()``, ``follow()``."""

    paper = Signal()
    follow = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", _("Save the ticket"), parent)
        self.picture: Path | None = None
        self.facts = Text("", "body").wrapped()
        self.number = field(_("Number of the weighing ticket"), "ticket_number", 40)
        self.kilos = field(_("Kilos on the ticket (empty if none)"), "ticket_kilos", 9)
        self.file = Key(_("Picture of the ticket"), "camera").sized(52).named("ticket_picture")
        self.file.clicked.connect(self._choose)
        self.slip_key = Key(_("Pick-up slip as PDF"), "file-pdf").sized(52).named("ticket_paper")
        self.slip_key.clicked.connect(self.paper)
        self.gap = Text("", "strong").wrapped()
        self.fix = Key(_("Correct the kilos"), "scales").sized(52).named("ticket_follow")
        self.fix.clicked.connect(self.follow)
        self.card.body.addWidget(self.facts)
        self._fields = QWidget()
        self._fields.setProperty("kind", "clear")
        inner = QVBoxLayout(self._fields)
        inner.setContentsMargins(0, 0, 0, 0)
        for words, widget in ((_("Number of the ticket"), self.number), (_("Kilos"), self.kilos)):
            inner.addWidget(Text(words, "strong"))
            inner.addWidget(widget)
        inner.addWidget(self.file)
        self.card.body.addWidget(self._fields)
        self.card.body.addWidget(self.gap)
        self.card.body.addLayout(grid([self.slip_key, self.fix], 2))
        self.card.body.addStretch(1)
        self.ok.named("ticket_ok")

    def show_slip(self, slip: Slip, name: str) -> None:
        """Show a slip that left."""
        self.picture = None
        self.file.setText(_("Picture of the ticket"))
        self.heading.setText(_("{name} · slip {number}", name=name, number=slip.number))
        weight = format_grams(slip.weighed_g)
        self.facts.setText(
            _("Left on {day}: {weight}", day=short_day(slip.closed_on or slip.day), weight=weight)
        )
        waiting = slip.state == rules.AWAITED
        self._fields.setVisible(waiting)
        self.ok.setVisible(waiting)
        self.number.setText(slip.ticket_no)
        self.kilos.clear()
        told = rules.difference_words(slip)
        if slip.is_corrected:
            told += " " + _("The kilos are corrected.")
        self.gap.setText(told)
        self.fix.setVisible(bool(slip.difference_g) and not slip.is_corrected)
        if waiting:
            self.number.setFocus()

    def grams(self) -> int | None:
        """The ticket's grams, None when it gives none; refuses what is no weight."""
        text = self.kilos.text().strip()
        return parse_kilos(text, MOST_TICKET_G) if text else None

    def _choose(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(
            self, _("Picture of the ticket"), "", "JPEG, PNG (*.jpg *.jpeg *.png *.webp)"
        )
        if found:
            self.picture = Path(found)
            self.file.setText(self.picture.name)


class StorePage(FormPage):
    """Another store: its number for what is sent, its file or its slip's number for what
    arrives. Signals ``file(Path)``."""

    file = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", _("Open the slip"), parent)
        self.arriving = False
        self.number = field(_("Number of the other store"), "store_number", 3)
        self.slip = field(_("Number of its slip"), "store_slip", 40)
        self.open = Key(_("Open the file of the other store"), "file-csv").sized(60)
        self.open.named("store_file").clicked.connect(self._choose)
        self.card.body.addWidget(wide(self.open))
        self.add(_("Number of the other store"), self.number)
        self._slip_words = Text(_("Number of its slip"), "strong")
        self.card.body.addWidget(self._slip_words)
        self.card.body.addWidget(self.slip)
        self.card.body.addStretch(1)
        self.ok.named("store_ok")

    def ask(self, *, arriving: bool) -> None:
        """Begin: something is sent, or arrives."""
        self.arriving = arriving
        title = _("From which store?") if arriving else _("To which store?")
        self.heading.setText(title)
        for widget in (self.open, self._slip_words, self.slip):
            widget.setVisible(arriving)
        self.number.clear()
        self.slip.clear()
        self.number.setFocus()

    def store(self) -> int:
        """The number typed; 0 when none is."""
        text = self.number.text().strip()
        return int(text) if text.isascii() and text.isdigit() else 0

    def _choose(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(
            self, _("Open the file of the other store"), "", "JSON (*.json)"
        )
        if found:
            self.file.emit(Path(found))


class OncePage(FormPage):
    """What leaves in one touch: a reason, then scan; each scan is one thing gone. Signal
    ``typed(str)`` for a code typed by hand."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", _("Done"), parent)
        self.way = ""
        self.keys: list[Key] = []
        self._holder = QWidget()
        self._holder.setProperty("kind", "clear")
        self._flow = Flow(self._holder)
        self.reason = field(_("Why, in a few words, without a name"), "once_reason", 80)
        self.code = field(_("Scan the label, or type its code"), "once_code", 20)
        self.code.returnPressed.connect(self._enter)
        self.last = Text("", "strong").wrapped()
        self.add(_("Why?"), self._holder)
        self.card.body.addWidget(self.reason)
        self.add(_("Which thing?"), self.code)
        self.card.body.addWidget(self.last)
        self.card.body.addStretch(1)
        self.ok.named("once_ok")

    def ask(self, way: str) -> None:
        """Begin with nothing scanned."""
        self.way = way
        self.heading.setText(_(DESTINATIONS[way]))
        for key in self.keys:
            self._flow.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.keys = []
        for n, words in enumerate(REASONS[way]):
            key = Key(_(words)).sized(48).choosable().named(f"reason_{n}")
            key.clicked.connect(lambda _on=False, words=words: self.give(_(words)))
            self.keys.append(key)
            self._flow.addWidget(key)
        self.last.setText("")
        self.give("")
        self.code.clear()
        self.code.setFocus()

    def give(self, reason: str) -> None:
        """Choose or clear the reason."""
        self.reason.setText(reason)
        for key in self.keys:
            key.setChecked(key.text() == reason)

    def _enter(self) -> None:
        text = self.code.text().strip()
        if text:
            self.code.clear()
            self.typed.emit(text)


def _nothing(_grams: int) -> None:
    """No question is open."""
