"""Pieces the sorting screens share: lines of a list, big words, the scale with its containers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import LOST, CrateGuard, ScaleView, checked_load, live_weighing
from reuse_pos.domain.mass import Source, Weighing, format_grams, plain_kilos
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Container
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Amount, Key, ScaleReadout, painting
from reuse_pos.ui.widgets import scale as scale_states
from reuse_pos.ui.widgets.painting import RIGHT


def words(text: str, px: int, weight: int = 700, tone: str = "ink") -> Amount:
    """A line of words in any size; it shrinks before a letter is lost."""
    return Amount(text, px, tone, "left", weight)


class ListRow(QWidget):
    """``ListRow(height=42, line=False)``: pictogram, words, small words, kilos at the right."""

    def __init__(self, height: int = 42, line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._line = height, line
        self._icon, self._tint, self._title, self._sub, self._figure = "", "ink", "", "", ""
        self._bold = 600 if line else 400
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, icon: str, tint: str, title: str, sub: str, figure: str) -> None:
        """Change everything the row says; an empty title leaves it blank."""
        self._icon, self._tint = icon, tint
        self._title, self._sub, self._figure = title, sub, figure
        self.setAccessibleName(" ".join(part for part in (title, sub, figure) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, theme.current().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictogram, the words and the kilos."""
        if not self._title:
            return
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        spot = QRectF(0, (box.height() - 26) / 2, 26, 26)
        painting.picture(painter, spot, self._icon, look.hex(self._tint), "duotone")
        figure = look.font(18, 700)
        painting.line(painter, box, self._figure, figure, look.colour("ink"), RIGHT)
        room = box.adjusted(36, 0, -painting.width(self._figure, figure) - 10, 0)
        title = painting.fitted(look.font(18, self._bold), self._title, room.width())
        painting.line(painter, room, self._title, title, look.colour("ink"))
        room.setLeft(room.left() + painting.width(self._title, title) + 10)
        if self._sub and room.width() > 30:
            painting.line(painter, room, self._sub, look.font(16), look.colour("ink2"))
        if self._line:
            bottom = QRectF(0, box.bottom() - 1, box.width(), 1)
            painter.fillRect(bottom, look.colour("line"))
        painter.end()


class WeighStrip(QWidget):
    """``WeighStrip(title, containers)``: the live net weight and what the load stands in.

    ``load()`` gives the weighing of what stands there (a Refusal when it cannot be believed);
    ``recorded()`` after it was written, so that no load is taken twice. Signals: ``changed()``
    when the weight is another one, ``hand_asked()`` when a person wants to type it.
    """

    changed = Signal()
    hand_asked = Signal()

    def __init__(
        self,
        title: str,
        containers: Sequence[Container],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._guard = ScaleView(LOST), CrateGuard()
        self._typed: int | None = None
        self._containers: tuple[Container, ...] = ()
        self._chosen = 0
        self.readout = ScaleReadout(title, 74)
        self.readout.chip.sized(34, 16)
        self.readout.sentence.hide()
        inside = self.readout.layout()
        if inside is not None:
            inside.setContentsMargins(20, 8, 20, 4)
        self.readout.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.keys: list[Key] = []
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self.hand = Key(_("Weight by hand"), "note-pencil").typed(20, 28).named("sort_hand")
        self.hand.stretching()
        self.hand.clicked.connect(self.hand_asked)
        self._choice = QStackedLayout()
        holder = QWidget()
        holder.setLayout(self._row)
        holder.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._choice.addWidget(holder)
        self._choice.addWidget(self.hand)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(words(_("In what?"), 20))
        side.addLayout(self._choice, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.readout, 43)
        layout.addLayout(side, 46)
        self.use(containers)

    def use(self, containers: Sequence[Container]) -> None:
        """What loads stand in, as the shop has it now; the one chosen stays."""
        if tuple(containers) == self._containers and self.keys:
            return
        codes = [one.code for one in containers]
        before = self._containers[self._chosen].code if self._containers else ""
        self._containers = tuple(containers)
        self._chosen = codes.index(before) if before in codes else 0
        for key in self.keys:
            self._row.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.keys = [self._container_key(n) for n in range(len(codes))]
        for key in self.keys:
            self._row.addWidget(key, 1)
        self._show()

    def see(self, view: ScaleView) -> None:
        """The scale shows something; a typed weight stays until it is used or a load comes."""
        self._view, self._guard = view, self._guard.seen(view)
        if view.grams and view.state != LOST:
            self._typed = None
        self._show()

    def type_weight(self, grams: int) -> None:
        """A person typed the net weight, in grams."""
        self._typed = grams
        self._show()

    def ready(self) -> bool:
        """Whether a load stands there that was not recorded yet."""
        try:
            self.load()
        except Refusal:
            return False
        return True

    def load(self) -> Weighing:
        """The weighing of what stands there now; refuses what cannot be believed or is recorded."""
        if self._typed is not None:
            return checked_load(Weighing(self._typed, 0, Source.TYPED))
        if self._guard.holds:
            raise Refusal(
                _("This load is already recorded. Take it off the scale first."), "same_load"
            )
        here = self._containers[self._chosen] if self._containers else None
        if here is None:
            return live_weighing(self._view)
        return live_weighing(self._view, here.tare_g, here.code)

    def recorded(self) -> None:
        """The load was written: the same one is not taken again."""
        if self._typed is None:
            self._guard = self._guard.recorded(self._view.grams)
        self._typed = None
        self._show()

    def forget(self) -> None:
        """The last load was undone: it may be recorded again."""
        self._guard = CrateGuard()
        self._show()

    def show_row(self, narrow: bool) -> None:
        """Fit the figures to a narrow window."""
        self.readout.net.setMinimumWidth(0 if narrow else 10)

    def _choose(self, number: int) -> None:
        self._chosen = number
        for other, key in enumerate(self.keys):
            key.setChecked(other == number)
        self._show()

    def _show(self) -> None:
        lost = self._view.state == LOST
        self._choice.setCurrentIndex(1 if lost else 0)
        tare = self._containers[self._chosen].tare_g if self._containers else 0
        if self._typed is not None:
            self.readout.show_weight(plain_kilos(self._typed, 2), scale_states.STABLE)
            self.readout.chip.show_state("info", "note-pencil", _("By hand"))
        else:
            net = max(self._view.grams - tare, 0)
            self.readout.show_weight(plain_kilos(net, 2), self._view.state)
        if self._guard.holds:
            self.readout.chip.show_state("ok", "check", _("Recorded"))
        self.readout.sentence.hide()
        self.changed.emit()

    def _container_key(self, number: int) -> Key:
        one = self._containers[number]
        key = Key(one.label, place="above").with_icon(one.icon, "duotone").typed(18, 32)
        key.with_sub(format_grams(one.tare_g, 2 if one.tare_g < 10_000 else 1))
        key.named(f"in_{one.code}").choosable(number == self._chosen).stretching()
        key.clicked.connect(lambda: self._choose(number))
        return key
