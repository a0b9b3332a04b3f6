"""Checking the scale: its zero, a check weight, empty containers, and what was noted before:
the same page at reception and in the settings."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import EMPTY, LOST, STABLE, ScaleView
from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.scale_check import Standing, tare_difference
from reuse_pos.domain.wording import _
from reuse_pos.services.scale_checks import POSTS, Check, Container
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import tokens
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Card, ErrorBar, Key, ScaleReadout, Text, column, row

LOOK_MS, SHOWN, TARES = 200, 5, 12


class ScaleCheckPage(QWidget):
    """``ScaleCheckPage(shop, person, screen)``: signal ``closed()``; ``keep`` is the yellow key.

    Two gestures: note the empty scale, put the check weight on it and note it. Call
    ``entered()`` when it is shown; ``look()`` reads the scale.
    """

    closed = Signal()

    def __init__(self, shop: Shop, person: Person, screen: Screen) -> None:
        super().__init__()
        self.shop, self.person, self.host = shop, person, screen
        self._view = ScaleView(LOST)
        self._zero: int | None = None
        self._tare: Container | None = None
        self._tare_keys: list[Key] = []
        self._across = 3
        self.error = ErrorBar(self)
        self.readout = ScaleReadout(_("On the scale"), 54)
        self._say = Text("", "block").wrapped().named("check_say")
        self.keep = Key("", "check", "next", "F12").typed(20, 26).sized(68).named("check_keep")
        self.keep.clicked.connect(self.note)
        again = Key(_("Start again"), "arrow-counter-clockwise").sized(56).named("check_again")
        again.clicked.connect(self.start)
        self._back = Key(_("Back"), "arrow-left").sized(56).named("check_back")
        self._back.clicked.connect(self.closed)
        self._standing = Text("", "strong").wrapped().named("check_standing")
        self._log = QVBoxLayout()
        self._log.setSpacing(6)
        self._tares = QGridLayout()
        self._tares.setSpacing(8)
        self._difference = Text("", "body").wrapped().named("tare_difference")
        self._set_tare = Key(_("Correct this tare"), "check").sized(56).named("tare_set")
        self._set_tare.clicked.connect(self.correct_tare)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._lay_out(again)
        self.start()

    def set_compact(self, compact: bool) -> None:
        """A narrower left side at 1024 pixels, and two containers abreast."""
        self._left.setFixedWidth(400 if compact else 520)
        self._across = 2 if compact else 3
        for number, key in enumerate(self._tare_keys):
            self._tares.removeWidget(key)
            self._tares.addWidget(key, number // self._across, number % self._across)

    def without_back(self) -> None:
        """In the settings the window has its own way back."""
        self._back.hide()

    def entered(self) -> None:
        """Read what was noted, and watch the scale while the page is shown."""
        self.start()
        self.look()
        self.read()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """The scale is no longer watched."""
        self._timer.stop()
        super().hideEvent(event)

    def start(self) -> None:
        """Begin with the empty scale."""
        self._zero = None
        self._choose(None)
        self._show()

    def look(self) -> None:
        """Look at the scale."""
        self._view = self.shop.intake.scale_reading()
        self.readout.show_weight(plain_kilos(self._view.grams, 2), self._view.state)
        self._show()

    def note(self) -> None:
        """Note the empty scale, then the check weight."""
        grams = self._view.grams
        if self._zero is None:
            self._zero = grams
            self._show()
            return
        checks, who, zero = self.shop.scale_checks, self.person.actor, self._zero
        self.host.run_verb(
            lambda: checks.check(who, zero, grams), self._noted, self.keep, self._told
        )

    def read(self) -> None:
        """Show how the scale stands, the log and the containers."""
        checks = self.shop.scale_checks
        self._show_standing(checks.standing())
        _empty(self._log)
        history = checks.history(SHOWN)
        for one in history:
            self._log.addLayout(_line(one, checks.tolerance_g()))
        if not history:
            self._log.addWidget(Text(_("No check noted yet."), "muted"))
        self._fill_tares(checks.containers()[:TARES])

    def correct_tare(self) -> None:
        """The container weighs what the scale shows now."""
        here, grams = self._tare, self._view.grams
        if here is None:
            return
        checks, who = self.shop.scale_checks, self.person.actor

        def done(_result: object) -> None:
            self._choose(None)
            self.read()
            self.host.say.emit(_("Tare of “{name}” corrected", name=here.label), None)

        self.host.run_verb(
            lambda: checks.set_tare(who, here.code, grams), done, self._set_tare, self._told
        )

    def _noted(self, done: Done[Standing]) -> None:
        self.start()
        self.read()
        self.host.say.emit(done.value.sentence or _("Check noted: the scale is right"), None)

    def _told(self, refusal: Refusal) -> bool:
        self.error.tell(refusal.sentence)
        return True

    def _show(self) -> None:
        reference = self.shop.scale_checks.reference_g()
        weight = format_grams(reference, 2)
        if not reference:
            self._say.setText(_("No check weight is set. The manager gives it in the settings."))
        elif self._zero is None:
            self._say.setText(_("1. Take everything off the scale."))
        else:
            self._say.setText(_("2. Put the check weight on it: {weight}.", weight=weight))
        self.keep.setText(_("The scale is empty") if self._zero is None else _("Note the weight"))
        steady = self._view.state in (STABLE, EMPTY)
        loaded = self._zero is None or self._view.state == STABLE
        self.keep.setEnabled(bool(reference) and steady and loaded)
        self._show_tare()

    def _show_standing(self, standing: Standing) -> None:
        words, tone = standing.sentence, "orange"
        if not words and standing.due_on is not None:
            words, tone = _("The scale is right. Next check on {day}.",
                            day=f"{standing.due_on:%d/%m/%Y}"), "green"  # fmt: skip
        self._standing.setText(words or _("No reminder is set."))
        self._standing.set_tone(tone if words else "ink2")

    def _choose(self, container: Container | None) -> None:
        self._tare = container
        for key in self.findChildren(Key):
            if key.objectName().startswith("tare_of_"):
                code = container.code if container is not None else ""
                key.setChecked(key.objectName() == f"tare_of_{code}")
        self._show_tare()

    def _show_tare(self) -> None:
        here = self._tare
        self._set_tare.setVisible(False)
        if here is None:
            self._difference.setText(_("Touch a container, then put it empty on the scale."))
            return
        if self._view.state != STABLE:
            self._difference.setText(_("{name}: put it empty on the scale.", name=here.label))
            return
        off = tare_difference(here.tare_g, self._view.grams)
        self._difference.setText(
            _("{name}: {shown} on the scale, {tare} on its key.", name=here.label,
              shown=format_grams(self._view.grams, 2), tare=format_grams(here.tare_g, 2))
        )  # fmt: skip
        self._set_tare.setVisible(bool(off) and self.person.actor.may(Permission.SET_UP))

    def _fill_tares(self, containers: list[tuple[str, Container]]) -> None:
        _empty(self._tares)
        self._tare_keys = []
        for number, (post, one) in enumerate(containers):
            where, tare = _(POSTS[post]), format_grams(one.tare_g, 2)
            key = Key(one.label, one.icon).with_icon(one.icon, "duotone")
            key.with_sub(f"{where} · {tare}").sized(60).choosable()
            key.named(f"tare_of_{one.code}").spoken(f"{one.label}, {where}, {tare}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, one=one: self._choose(one))
            self._tare_keys.append(key)
            self._tares.addWidget(key, number // self._across, number % self._across)

    def _lay_out(self, again: Key) -> None:
        doing = Card()
        doing.body.addLayout(row(Text(_("Check of the scale"), "h1"), None, self._back))
        doing.body.addWidget(self.readout)
        doing.body.addWidget(self._say)
        doing.body.addStretch(1)
        doing.body.addLayout(row(again, None, self.keep))
        self._left = doing
        log = Card(_("What was noted"))
        log.body.addWidget(self._standing)
        log.body.addLayout(self._log)
        tares = Card(_("What empty containers weigh"))
        tares.body.addLayout(self._tares)
        tares.body.addLayout(row(self._difference))
        tares.body.addWidget(self._set_tare)
        side = column(self.error, log, tares, None, spacing=12)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.PAGE_X, 16, tokens.PAGE_X, 16)
        layout.setSpacing(16)
        layout.addWidget(doing)
        layout.addLayout(side, 1)
        self.set_compact(False)


def _line(one: Check, tolerance_g: int) -> QHBoxLayout:
    day = "/".join(reversed(one.day.split("-")))
    off = one.is_off(tolerance_g)
    sign = "+" if one.drift_g > 0 else ""
    drift = f"{sign}{format_grams(one.drift_g, 2)}"
    shown = _("{shown} for {reference}", shown=format_grams(one.shown_g, 2),
              reference=format_grams(one.reference_g, 2))  # fmt: skip
    line = row(Text(day, "strong"), Text(shown, "body").eliding(), spacing=12)
    line.setStretch(1, 1)
    line.addWidget(Text(drift, "strong", "orange" if off else "green"))
    line.addWidget(Text(one.op, "muted"))
    return line


def _empty(layout: QVBoxLayout | QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, QHBoxLayout):
            while (part := inner.takeAt(0)) is not None:
                gone = part.widget()
                if gone is not None:
                    gone.hide()
                    gone.deleteLater()
