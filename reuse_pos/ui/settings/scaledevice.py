"""The scale found, set up and tried out: its raw answer beside the weight understood, and what is
wrong in one sentence."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.device_scale import Live
from reuse_pos.services.device_tests import BAD, OK, UNKNOWN, Check, Found
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.settings.checklines import CheckLines
from reuse_pos.ui.settings.listpage import (
    Choice,
    clear,
    field,
    labelled,
)
from reuse_pos.ui.widgets import Card, Key, Panel, ScaleReadout, Text, row
from reuse_pos.ui.widgets import scale as states

SIDE, SIDE_NARROW, NARROW_UNDER = 320, 264, 1000
LOOK_MS, LOOKS_PER_CHECK = 200, 5


class ScaleDevicePage(Panel):
    """``ScaleDevicePage(shop, person, screen)``: ``entered()``, ``search()``, ``weigh()`` (a test),
    ``use()``; ``look()`` reads the scale once. ``lines.checks`` is what is shown of it."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.tests = shop.scale_tests
        self.found: list[Found] = []
        self.live = Live("", "lost")
        self._told: list[Check] = []
        self._test: Check | None = None
        self._testing, self._looks = False, 0
        self.lines = CheckLines(_("What the application checked"))
        self.details_key = Key(_("Details"), "info").sized(68).named("scale_details")
        self.details_key.clicked.connect(self._details)
        self.test_key = Key(_("Weigh a test"), "scales", "next", "F12").typed(20, 26).sized(68)
        self.test_key.named("scale_test").clicked.connect(self.weigh)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._lay_out()

    def entered(self) -> None:
        """Look at the scale while the page is shown."""
        self._testing, self._test, self._looks = False, None, 0
        self._show_found([])
        self._fill()
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """The scale is no longer watched."""
        self._timer.stop()
        super().hideEvent(event)

    def on_next(self) -> None:
        """F12."""
        if self.test_key.isEnabled():
            self.weigh()

    def look(self) -> None:
        """Read the scale: its raw answer and the weight each time, what is wrong once a second."""
        self.live = live = self.tests.live()
        self.raw.setText(live.raw or _("nothing yet"))
        self.readout.show_weight(plain_kilos(live.grams, 3), live.state)
        if live.state == states.LOST:
            # The lines beside tell why; it may well be plugged in.
            self.readout.chip.show_state("bad", "plug", _("No weight"))
        if self._testing and live.state == "stable":
            self._weighed(live.grams)
        if self._looks % LOOKS_PER_CHECK == 0:
            self._show(self.tests.checks())
        self._looks += 1

    def weigh(self) -> None:
        """Begin a test: the next load that comes to rest is told."""
        self._testing = True
        self._test = Check("test", UNKNOWN, _("Put something on the scale."),
                           _("The test ends when it stands still."))  # fmt: skip
        self._show(self.tests.checks())

    def search(self) -> None:
        """Look for scales on every port."""
        tests, actor = self.tests, self.person.actor
        self.search_key.busy()
        self._show([Check("asking", UNKNOWN, _("The ports are listened to, one after the other…"))])
        self._timer.stop()
        tasks.run_slow(
            lambda report: tests.find(actor, report), self._searched, self._not_searched, owner=self
        )

    def use(self) -> None:
        """Use the way of speaking and the port shown."""
        self._set_up(self.kinds.value(), self.port.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower side where the window is narrow."""
        super().resizeEvent(event)
        self._side.setFixedWidth(SIDE_NARROW if self.width() < NARROW_UNDER else SIDE)

    def _weighed(self, grams: int) -> None:
        self._testing, self._looks = False, 0
        self._test = Check(
            "test", OK, _("The test weighs {weight}.", weight=format_grams(grams, 3)),
            _("Is it what the scale itself shows?"),
        )  # fmt: skip

    def _show(self, checks: list[Check]) -> None:
        wanted = [*checks, *([self._test] if self._test is not None else [])]
        if wanted == self._told:
            return
        self._told = wanted
        self.lines.show_checks(wanted)
        self.test_key.setEnabled(bool(checks) and checks[0].state == OK)
        self.hint.setText(self._advice(checks))

    def _advice(self, checks: list[Check]) -> str:
        if checks and checks[0].code == "none":
            return _("Plug the scale in, switch it on, then touch “Search again”.")
        if any(one.state == BAD for one in checks):
            return _("Nothing is lost: weights typed meanwhile are kept, and marked “typed”.")
        return _("Both figures must be the same: the one on the scale, the one here.")

    def _set_up(self, driver: str, port: str) -> None:
        tests, actor = self.tests, self.person.actor

        def used(_done: Any) -> None:
            self.host.say.emit(_("Kept. This scale is used from now on."), None)
            self.entered()

        self.host.run_verb(lambda: tests.set_up(actor, driver, port), used, self.use_key)

    def _searched(self, found: Any) -> None:
        self.search_key.busy(False)
        self._looks = 0
        self._timer.start()
        self.look()
        self._show_found(found or [])
        if not found:
            self._told = []
            self.lines.show_checks([
                Check("nobody", BAD, _("No scale answers."), _("Is it on? Is its cable in?")),
                *self.tests.checks()[1:],
            ])  # fmt: skip
            # Said until something else is touched: the next look would wipe it.
            self._looks = 1

    def _not_searched(self, error: Exception) -> None:
        self.search_key.busy(False)
        tasks.log.error("scales were not looked for", exc_info=error)
        self._timer.start()
        self.host.show_refusal(_("The search did not end. Nothing was changed. Search again."))

    def _show_found(self, found: list[Found]) -> None:
        clear(self.lines.found_keys)
        self.found = list(found)
        for number, one in enumerate(found):
            key = Key(one.words, "plug").sized(56).named(f"found_{number}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, one=one: self._set_up(one.driver, one.target))
            self.lines.found_keys.addWidget(key)

    def _fill(self) -> None:
        office = self.shop.office
        clear(self._kind_place)
        self.kinds = Choice(_("How it speaks"), dict(self.tests.drivers()), "scale_kind")
        self.kinds.choose(office.setting("scale.driver"))
        self._kind_place.addWidget(self.kinds)
        self.port.setText(office.setting("scale.port"))
        self.detail.hide()

    def _details(self) -> None:
        words = self.tests.details()
        QGuiApplication.clipboard().setText(words)
        self.detail.setText(words)
        self.detail.show()
        self.host.say.emit(_("Details copied"), None)

    def _lay_out(self) -> None:
        holder = Panel("canvas")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(11)
        inner.addWidget(self.lines)
        inner.addWidget(self._where())
        inner.addStretch(1)
        for key in (self.details_key, self.test_key):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = row(self.details_key, self.test_key)
        foot.setStretch(1, 1)
        middle = QVBoxLayout()
        middle.setSpacing(11)
        middle.addWidget(scrolling(holder), 1)
        middle.addLayout(foot)
        self._side = self._heard()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(middle, 1)
        whole.addWidget(self._side)

    def _where(self) -> Card:
        card = Card()
        self._kind_place = QVBoxLayout()
        self.kinds = Choice("", {}, "scale_kind")
        card.body.addLayout(self._kind_place)
        self.port = field(_("Port of the scale"), "scale_port", 120)
        self.port.setPlaceholderText("COM3, /dev/ttyUSB0")
        self.use_key = Key(_("Use this"), "check").sized(52).named("scale_use")
        self.use_key.clicked.connect(self.use)
        self.search_key = Key(_("Search again"), "magnifying-glass").sized(52)
        self.search_key.named("scale_search").clicked.connect(self.search)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addLayout(labelled(_("Port of the scale"), self.port), 1)
        for key in (self.use_key, self.search_key):
            line.addWidget(key, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)
        self.detail = Text("", "muted").wrapped().named("scale_detail")
        self.detail.hide()
        card.body.addWidget(self.detail)
        return card

    def _heard(self) -> Panel:
        side = Panel("canvas")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(_("What the scale says"), "muted").wrapped())
        said = Card(kind="well")
        self.raw = Text("", "code").wrapped().named("scale_raw")
        self.raw.setMinimumHeight(84)
        self.raw.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        said.body.addWidget(self.raw)
        layout.addWidget(said)
        self.readout = ScaleReadout(_("Understood"), 44)
        layout.addWidget(self.readout)
        layout.addStretch(1)
        note = Card(kind="note")
        self.hint = Text("", "body").wrapped()
        note.body.addWidget(self.hint)
        layout.addWidget(note)
        side.setFixedWidth(SIDE)
        return side
