"""What is left on the screen between two customers: the change to give, drawn, and thanks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.money import change_drawn, format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Amount, Card, Flow, Money, Pictogram, Text, row

STAYS_MS = 4000


class Change(QWidget):
    """``Change()``: notes and coins to hand back, drawn; ``set_change(cents)``."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, 8)

    def set_change(self, cents: int) -> None:
        """Draw what makes this sum, biggest first."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.pieces: Sequence[tuple[int, int]] = change_drawn(cents)
        for value, count in self.pieces:
            piece = Money(value, count)
            self._flow.addWidget(piece)
            # Shown at once: a layout reckons its height without what is not shown yet.
            piece.show()
        self.setVisible(bool(self.pieces))
        self.updateGeometry()


class ChangeCard(Card):
    """``ChangeCard()``: ``tell(change, total, ticket, kilos)`` after a sale; it goes by itself
    after 4 s, at the next scan or touch. Signals ``told()`` and ``gone()``."""

    told = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__(kind="live")
        self._title = Text("", "h1", "blue").named("change_title")
        self._amount = Amount("", 62, "blue", "left")
        self._amount.setObjectName("change_amount")
        self.drawn = Change()
        self._ticket = Text("", "muted").wrapped().named("change_ticket")
        self._kilos = Text("", "strong", "green").wrapped()
        self._thanks = QWidget()
        self._thanks.setLayout(row(Pictogram("recycle", "green", 20), self._kilos, spacing=6))
        self.body.setSpacing(4)
        for widget in (self._title, self._amount, self.drawn, self._ticket, self._thanks):
            self.body.addWidget(widget)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STAYS_MS)
        self.timer.timeout.connect(self.leave)
        self.hide()

    def tell(self, change: int, total: int, ticket: str, kilos: str) -> None:
        """Say what to give back, or that all is paid."""
        self._title.setText(_("To give back") if change else _("Sale finished"))
        self._amount.set_text(format_cents(change or total))
        self.drawn.set_change(change)
        self._ticket.setText(ticket)
        self._kilos.setText(kilos)
        self._thanks.setVisible(bool(kilos))
        self.setAccessibleName(f"{self._title.text()} {self._amount.text()}")
        self.told.emit()
        self.show()
        self.timer.start()

    def leave(self) -> None:
        """Go: the next customer is here."""
        self.timer.stop()
        if not self.isHidden():
            self.hide()
            self.gone.emit()
