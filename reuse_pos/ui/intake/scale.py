"""The weight of the content and the container it stands in, side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.intake import EMPTY, LOST, MOVING, OVER
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Container
from reuse_pos.ui import theme
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.intake.words import figure, fine_kilos, tare_kilos
from reuse_pos.ui.widgets import Key, Pictogram, ScaleReadout, Text
from reuse_pos.ui.widgets import scale as states

SHOWN = 4
SHORT_STATE = 9


class ScalePanel(QWidget):
    """``ScalePanel(model)``: signals ``container(Container or None)``, ``other_container()``."""

    container = Signal(object)
    other_container = Signal()

    def __init__(self, model: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.readout = ScaleReadout()
        self.readout.setObjectName("weight")
        self._title = next(
            text for text in self.readout.findChildren(Text) if text.property("role") == "block"
        )
        self._group = QButtonGroup(self)
        self._keys: dict[str | None, Key] = {}
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(Text(_("In what?"), "block"))
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._more: Key | None = None
        self._shown: tuple[Container, ...] = ()
        side.addLayout(self._row)
        side.addStretch(1)
        self._note = Text(_("The crate stays chosen for the next loads."), "sub").wrapped()
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addWidget(Pictogram("info", "ink2", 20))
        note.addWidget(self._note, 1)
        side.addLayout(note)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.addWidget(self.readout)
        self._layout.addLayout(side, 1)
        self._compact = False
        self.use()

    def set_compact(self, compact: bool) -> None:
        """Narrower, for 1024 pixels."""
        large = theme.current().scale > 100
        self.setFixedHeight((184 if compact else 202) if large else (150 if compact else 166))
        self.readout.setFixedWidth(238 if compact else 400)
        # At 1024 pixels the figure needs the height of the margins, or its foot is cut.
        margin = 8 if compact else 14
        if inner := self.readout.layout():
            inner.setContentsMargins(18, margin, 18, margin)
        for key in self._keys.values():
            key.typed(13 if compact else 15, 24 if compact else 28)
        self._compact = compact
        self._title.setText(_("Weight") if compact or large else _("Weight of the content"))
        self.show_weight()

    def show_weight(self) -> None:
        """Show the load of this moment: typed, or as the scale says."""
        self._show_weight()
        # At 1024 pixels a long state needs the whole line.
        self._title.setVisible(not self._compact or len(self.readout.chip.text()) < SHORT_STATE)

    def _show_weight(self) -> None:
        model = self._model
        code = model.container.code if model.container is not None else None
        for key_code, key in self._keys.items():
            key.setChecked(key_code == code)
        if model.typed_g is not None:
            net = model.typed_g - model.tare_g
            self.readout.show_weight(figure(net), states.STABLE, self._sentence(model.typed_g))
            self.readout.chip.show_state("info", "note-pencil", _("Typed by hand"))
            return
        view = model.view
        if view.state == LOST:
            words = _("Type the weight.") if self._compact else _("Type the weight by hand.")
            self.readout.show_weight("", states.LOST, words)
        elif view.state == OVER:
            self.readout.show_weight("", states.LOST, _("Too heavy: make two loads."))
            self.readout.chip.show_state("bad", "warning", _("Overloaded"))
        elif view.state == EMPTY:
            self.readout.show_weight(figure(0), states.EMPTY, _("Put the load on the scale."))
        else:
            state = states.MOVING if view.state == MOVING else states.STABLE
            net = view.grams - model.tare_g
            self.readout.show_weight(figure(net), state, self._sentence(view.grams))
            if model.blocked:
                self.readout.chip.show_state("info", "check", _("Already recorded"))

    def _sentence(self, gross: int) -> str:
        tare = self._model.tare_g
        if self._compact or theme.current().scale > 100:
            words = _("{gross} − {tare}", gross=fine_kilos(gross), tare=fine_kilos(tare))
            return words if tare else fine_kilos(gross)
        if not tare:
            return _("{gross} on the scale, no crate", gross=fine_kilos(gross))
        return _(
            "{gross} on the scale − {tare} of crate", gross=fine_kilos(gross), tare=fine_kilos(tare)
        )

    def use(self) -> None:
        """What loads stand in, as the shop has it now; the container chosen has its new tare."""
        here = self._model.furnishings.containers
        if here == self._shown and self._keys:
            return
        for old in (*self._keys.values(), self._more):
            if old is not None:
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._keys, self._shown, self._more = {}, here, None
        self._fill()
        self.set_compact(self._compact)

    def _fill(self) -> None:
        here = self._shown
        shown = here if len(here) < SHOWN else here[: SHOWN - 1]
        self._row.addWidget(self._key(None), 1)
        for container in shown:
            self._row.addWidget(self._key(container), 1)
        if len(shown) < len(here):
            more = Key(_("Other…"), "basket", place="above").with_icon("basket", "duotone")
            more.typed(15, 28).sized(84).named("container_other")
            more.clicked.connect(self.other_container)
            self._more = more
            self._row.addWidget(more, 1)

    def _key(self, container: Container | None) -> Key:
        words = container.label if container is not None else _("No crate")
        icon = container.icon if container is not None else "hand-palm"
        tare = container.tare_g if container is not None else 0
        code = container.code if container is not None else None
        key = Key(words, place="above").with_icon(icon, "duotone").with_sub(tare_kilos(tare))
        key.typed(15, 28).sized(84).choosable().named(f"container_{code or 'none'}")
        key.spoken(f"{words}, {tare_kilos(tare)}")
        key.clicked.connect(lambda: self.container.emit(container))
        self._group.addButton(key)
        self._keys[code] = key
        return key
