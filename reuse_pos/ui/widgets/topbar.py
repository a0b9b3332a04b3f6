"""The top of every screen but the plain ones: where one is, the state of the shop, who one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reuse_pos.ui import tokens
from reuse_pos.ui.widgets.avatar import Avatar
from reuse_pos.ui.widgets.card import Panel
from reuse_pos.ui.widgets.chip import Chip
from reuse_pos.ui.widgets.text import Text


@dataclass(frozen=True)
class ChipView:
    """A status chip: its code, kind (ok, warn, bad, info, neutral), pictogram and word."""

    code: str
    kind: str
    icon: str
    text: str


class _User(QWidget):
    """The avatar and the first name; touching it changes the person."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.avatar = Avatar("user", "neutral", 36)
        self.name = Text("", "sub", "ink")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.avatar)
        layout.addWidget(self.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(tokens.TARGET)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class TopBar(Panel):
    """``TopBar(parent=None)``, 56 px. Signals ``chip_pressed(str code)``, ``user_pressed()``.

    ``set_title(title, context="")``, ``set_chips(Sequence[ChipView])``,
    ``set_user(name, pictogram, family)``, ``set_compact(bool)`` hides the name (under 1280 px).
    """

    chip_pressed = Signal(str)
    user_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self.setFixedHeight(tokens.TOP_BAR)
        self._title = Text("", "h1").named("screen_title")
        self._context = Text("", "sub").named("screen_context")
        self._context.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(12)
        self._views: tuple[ChipView, ...] = ()
        self._user = _User(self)
        self._user.pressed.connect(self.user_pressed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 0, 20, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._context)
        self._layout.addStretch(1)
        self._layout.addLayout(self._chips)
        self._layout.addWidget(self._user)

    def set_title(self, title: str, context: str = "") -> None:
        """Say where one is."""
        self._title.setText(title)
        self._context.setText(context)
        self._fit()

    def set_chips(self, views: Sequence[ChipView]) -> None:
        """Show the state of the shop; chips already there change in place."""
        if [view.code for view in views] != [view.code for view in self._views]:
            self._rebuild(views)
        self._views = tuple(views)
        for number, view in enumerate(views):
            item = self._chips.itemAt(number)
            chip = item.widget() if item else None
            if isinstance(chip, Chip):
                chip.show_state(view.kind, view.icon, view.text)
        self._fit()

    def chips(self) -> tuple[ChipView, ...]:
        """The chips now shown."""
        return self._views

    def set_user(self, name: str, pictogram: str, family: str) -> None:
        """Say who is working."""
        self._user.name.setText(name)
        self._user.name.setStyleSheet("font-weight:600")
        self._user.avatar.show_badge(pictogram, family)
        self._user.setAccessibleName(name)

    def set_compact(self, compact: bool) -> None:
        """Under 1280 pixels the name goes, the pictogram stays."""
        self._user.name.setVisible(not compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit is said shorter."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Where room is scarce, what is well loses its word, then the context goes."""
        chips = self._shown_chips()
        for chip in chips:
            chip.set_bare(False)
        self._context.show()
        self._shorten(chips, ("ok",))
        if self._missing() > 0:
            self._context.hide()
            for chip in chips:
                chip.set_bare(False)
            self._shorten(chips, ("ok",))
            self._shorten(chips, ("ok", "neutral", "info", "warn", "bad"))

    def _shorten(self, chips: Sequence[Chip], kinds: Sequence[str]) -> None:
        for chip in chips:
            if chip.kind in kinds and self._missing() > 0:
                chip.set_bare(True)

    def _missing(self) -> int:
        """Pixels wanted beyond the width there is."""
        parts = [self._title, self._user, *self._shown_chips()]
        parts += [self._context] if not self._context.isHidden() else []
        # One gap more than parts: the stretch stands between two.
        gaps = self._layout.spacing() * (len(parts) + 1)
        wanted = sum(part.sizeHint().width() for part in parts) + gaps
        margins = self._layout.contentsMargins()
        return wanted + margins.left() + margins.right() - self.width()

    def _shown_chips(self) -> list[Chip]:
        spots = (self._chips.itemAt(number) for number in range(self._chips.count()))
        found = (spot.widget() for spot in spots if spot is not None)
        return [chip for chip in found if isinstance(chip, Chip)]

    def _rebuild(self, views: Sequence[ChipView]) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for view in views:
            chip = Chip(view.text, view.icon, view.kind)
            chip.setObjectName(f"chip_{view.code}")
            chip.clicked.connect(lambda code=view.code: self.chip_pressed.emit(code))
            self._chips.addWidget(chip)
