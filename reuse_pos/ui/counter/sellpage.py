"""The counter's main page: the scan field and the scale, the keys or a panel, the basket."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.basketpanel import BasketPanel
from reuse_pos.ui.counter.keyspage import KeysPage
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Chip, ErrorBar, Panel, ScaleWell, SearchField, row

TYPING_MS = 150


class SellPage(Panel):
    """``SellPage(error)``: ``field``, ``well``, ``keys``, ``basket``; ``open_panel(panel)`` puts a
    panel in place of the keys, ``close_panel()`` brings them back.

    Signals: ``typed(str)`` when the person stops typing, ``entered(str)`` at Enter,
    ``panel_changed()``.
    """

    typed = Signal(str)
    entered = Signal(str)
    panel_changed = Signal()

    def __init__(self, error: ErrorBar) -> None:
        super().__init__("canvas")
        self.panel: SidePanel | None = None
        self.field = SearchField()
        self.well = ScaleWell()
        self.keys = KeysPage()
        self.basket = BasketPanel(error)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.keys)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.field.text()))
        self.field.edited.connect(lambda _text: self._pause.start())
        self.field.submitted.connect(self._submit)
        self.keys.typed.connect(self._type_on)
        self.side = QWidget()
        self._left = QVBoxLayout(self.side)
        self._left.setSpacing(12)
        self._left.addLayout(row(self.field, self.well, spacing=12))
        self._operation = Chip("", "percent", "info").sized(36, 16)
        self._operation.setObjectName("operation")
        self._operation.hide()
        self._left.addWidget(self._operation)
        self._left.addWidget(self._stack, 1)
        whole = row(self.side, self.basket, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """The look under 1280 pixels."""
        self._left.setContentsMargins(*((14, 14, 12, 12) if compact else (20, 16, 16, 14)))
        words = _("Scan or type") if compact else _("Scan a label, or type a name or a price")
        self.field.edit.setPlaceholderText(words)
        self.field.edit.setAccessibleName(words)
        self.keys.set_compact(compact)
        self.basket.set_compact(compact)

    def show_load(self, load: ScaleView) -> None:
        """Show what the scale says in the small read-out."""
        self.well.show_weight(format_grams(load.grams, 3), load.state)

    def tell_operation(self, words: str) -> None:
        """Say which sale days run; "" for none."""
        self._operation.setVisible(bool(words))
        self._operation.show_state("info", "percent", words)

    def open_panel(self, panel: SidePanel) -> None:
        """Put a panel in place of the keys; it takes the focus, scanning goes on."""
        self._drop()
        self.panel = panel
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.closed.connect(self.close_panel)
        panel.setFocus()
        self.basket.set_yellow(False)
        self.panel_changed.emit()

    def close_panel(self) -> None:
        """Bring the keys back."""
        self._drop()
        self._stack.setCurrentWidget(self.keys)
        self.basket.set_yellow(True)
        self.field.setFocus()
        self.panel_changed.emit()

    def clear_field(self) -> None:
        """Empty the field without searching for nothing."""
        self.field.clear()
        self._pause.stop()

    def _type_on(self, text: str) -> None:
        self.field.setFocus()
        if text:
            self.field.edit.insert(text)
        else:
            self.field.edit.backspace()

    def _drop(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            self._stack.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _submit(self, text: str) -> None:
        self._pause.stop()
        self.entered.emit(text)
