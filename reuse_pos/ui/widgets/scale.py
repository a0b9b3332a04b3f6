"""The scale's read-out: net weight in big figures, and how it was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.chip import Chip
from reuse_pos.ui.widgets.text import Text

STABLE, MOVING, EMPTY, LOST, OVER = "stable", "moving", "empty", "lost", "over"
_NO_FIGURE = (LOST, OVER)


def _chips() -> dict[str, tuple[str, str, str]]:
    return {
        STABLE: ("ok", "check", _("Stable")),
        MOVING: ("warn", "arrows-down-up", _("Weight moving")),
        EMPTY: ("neutral", "scales", _("Scale empty")),
        LOST: ("bad", "plug", _("Scale unplugged")),
        OVER: ("bad", "warning", _("Too heavy")),
    }


class ScaleReadout(QFrame):
    """``ScaleReadout(title="", px=66, parent=None)``: the live weight in a blue frame.

    ``show_weight(figure, state, sentence="")``: ``figure`` already written ("14,25"), the unit is
    added; states ``scale.STABLE | MOVING | EMPTY | LOST | OVER``; ``sentence`` explains gross −
    tare. LOST and OVER show "—" whatever the figure. ``state()`` and ``figure()`` tell what is
    shown.
    """

    def __init__(self, title: str = "", px: int = 66, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "live")
        self._state = EMPTY
        self.chip = Chip().sized(30)
        self.net = Amount("", px, align="left")
        self.net.set_unit("kg", round(px * 0.51))
        self.sentence = Text("", "muted").wrapped()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(title or _("Weight of the content"), "block"))
        head.addStretch(1)
        head.addWidget(self.chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(8)
        layout.addWidget(self.net)
        layout.addSpacing(6)
        layout.addWidget(self.sentence)
        self.show_weight("0,00", EMPTY)

    def state(self) -> str:
        """The state now shown."""
        return self._state

    def figure(self) -> str:
        """The figure now shown."""
        return self.net.text()

    def show_weight(self, figure: str, state: str, sentence: str = "") -> None:
        """Show a net weight, the state of the scale and the sentence that explains it."""
        kind, icon, word = _chips()[state]
        self._state = state
        self.chip.show_state(kind, icon, word)
        self.net.set_text("—" if state in _NO_FIGURE else figure)
        self.net.set_tone("ink2" if state in (MOVING, *_NO_FIGURE) else "ink")
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{self.net.text()} kg, {word}")


class ScaleWell(QFrame):
    """``ScaleWell(parent=None)``, signal ``clicked()``: the small read-out of the till (56 px).

    ``show_weight(figure, state)``: ``figure`` with its unit ("0,000 kg"); same states.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "well")
        self.setFixedHeight(56)
        self._figure = Amount("", 22, align="left", weight=700)
        self._word = Text("", "note")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._figure)
        words.addWidget(self._word)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(Pictogram("scales", "ink2", 28, "duotone"))
        layout.addLayout(words)
        self.show_weight("0,000 kg", EMPTY)

    def show_weight(self, figure: str, state: str) -> None:
        """Show a weight and the state of the scale."""
        self._figure.set_text("—" if state in _NO_FIGURE else figure)
        self._word.setText(_chips()[state][2])
        self._word.set_tone({MOVING: "orange", LOST: "plum", OVER: "plum"}.get(state, ""))
        self.setAccessibleName(f"{self._figure.text()}, {self._word.text()}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch opens the state of the scale."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
