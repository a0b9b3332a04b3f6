"""The hand scanner tried out: the raw characters, what they mean, what to set on it. A test scan
does nothing else, not even a badge or a command card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.scan_trial import SPEEDS, ScanTrace, shown_raw
from reuse_pos.domain.wording import _
from reuse_pos.services.device_tests import UNKNOWN, Check
from reuse_pos.services.shop import Shop
from reuse_pos.ui import scanner
from reuse_pos.ui.scantrial import ScanTrial
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.settings.checklines import CheckLines
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Amount, Card, Key, Panel, Text, row

SIDE, SIDE_NARROW, NARROW_UNDER = 290, 240, 1000


class ScannerPage(Panel):
    """``ScannerPage(shop, person, screen)``: listens while it is shown; ``show_trace(trace)`` tells
    a scan, ``use_speed(ms)`` keeps a speed. ``lines.checks`` is what the last scan told."""

    own_back = True

    def __init__(
        self, shop: Shop, person: Person, screen: SettingsScreen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.tests = shop.scanner_tests
        self.speeds: dict[int, Key] = {}
        self._advised: int | None = None
        self.trial = ScanTrial(self)
        self.trial.tried.connect(self.show_trace)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lines = CheckLines(_("What the application understood"))
        self._lay_out(screen)

    def entered(self) -> None:
        """Listen to the scanner, and to nothing but for this page."""
        self._wait()
        self._light(self.tests.limit_ms())
        self.setFocus()
        heard = scanner.installed()
        if heard is not None:
            heard.try_out(self.trial)

    def left(self) -> None:
        """Scans do again what they always do."""
        heard = scanner.installed()
        if heard is not None:
            heard.try_out(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden, whatever the reason: the same."""
        self.left()
        super().hideEvent(event)

    def on_scan(self, raw: str) -> None:
        """A scan that came by the usual way is tried out too."""
        self.show_trace(ScanTrace(raw))

    def on_next(self) -> None:
        """F12: keep the speed advised."""
        if self.keep_key.isVisible() and self._advised is not None:
            self.use_speed(self._advised)

    def show_trace(self, trace: ScanTrace) -> None:
        """Show what a test scan typed and what it means."""
        end = {"enter": f" ‹{_('Enter (key)')}›", "tab": f" ‹{_('Tab (key)')}›"}.get(trace.end, "")
        self.raw.set_text(f"{shown_raw(trace.raw)}{end}")
        self.lines.show_checks(self.tests.told(trace))
        self._advise(self.tests.advised(trace))

    def use_speed(self, limit_ms: int) -> None:
        """Let scans be as slow as this from now on."""
        tests, actor = self.tests, self.person.actor

        def used(_done: Any) -> None:
            self._light(limit_ms)
            self._advise(None)
            self.host.say.emit(_("Kept: {ms} ms between two keys.", ms=limit_ms), None)
            self.setFocus()

        self.host.run_verb(lambda: tests.use_speed(actor, limit_ms), used, self.speeds[limit_ms])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower side where the window is narrow."""
        super().resizeEvent(event)
        wide = SIDE_NARROW if self.width() < NARROW_UNDER else SIDE
        if wide != self._side.width():
            self._side.setFixedWidth(wide)
            self._draw(wide)

    def _wait(self) -> None:
        self.raw.set_text("—")
        self.lines.show_checks([
            Check("waiting", UNKNOWN, _("Scan any label, or the code on the right."))
        ])  # fmt: skip
        self._advise(None)

    def _advise(self, limit_ms: int | None) -> None:
        self._advised = limit_ms
        self.keep_key.setVisible(limit_ms is not None)
        if limit_ms is not None:
            self.keep_key.setText(_("Allow {ms} ms", ms=limit_ms))

    def _light(self, limit_ms: int) -> None:
        for one, key in self.speeds.items():
            key.setChecked(one == limit_ms)

    def _draw(self, wide: int) -> None:
        drawn = QPixmap()
        drawn.loadFromData(self.tests.picture())
        self._picture.setPixmap(
            drawn.scaledToWidth(wide - 18, Qt.TransformationMode.SmoothTransformation)
        )

    def _lay_out(self, screen: SettingsScreen) -> None:
        holder = Panel("canvas")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(11)
        inner.addWidget(self._typed())
        inner.addWidget(self.lines)
        inner.addWidget(self._speed())
        inner.addStretch(1)
        self.keep_key = Key("", "check", "next", "F12").typed(20, 26).sized(68).named("speed_keep")
        self.keep_key.clicked.connect(self.on_next)
        self.keep_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        middle = QVBoxLayout()
        middle.setSpacing(11)
        middle.addLayout(row(screen.back_key().sized(56), None))
        middle.addWidget(scrolling(holder), 1)
        middle.addWidget(self.keep_key)
        self._side = self._code()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(middle, 1)
        whole.addWidget(self._side)

    def _typed(self) -> Card:
        card = Card(_("What the scanner typed"))
        well = Card(kind="well")
        self.raw = Amount("—", 30, align="left", weight=600)
        self.raw.setObjectName("scan_raw")
        well.body.addWidget(self.raw)
        card.body.addWidget(well)
        return card

    def _speed(self) -> Card:
        card = Card(_("How slowly a scanner may type"))
        card.body.addWidget(
            Text(_("Longer for a slow or wireless scanner. Too long, and quick typing could pass "
                   "for a scan."), "muted").wrapped()
        )  # fmt: skip
        words = {35: _("On a cable"), 60: _("Bluetooth"), 100: _("Very slow")}
        line = QHBoxLayout()
        line.setSpacing(10)
        for limit in SPEEDS:
            key = Key(words[limit]).with_sub(_("{ms} ms", ms=limit)).typed(18).sized(64)
            key.choosable().named(f"speed_{limit}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, limit=limit: self.use_speed(limit))
            self.speeds[limit] = key
            line.addWidget(key, 1)
        card.body.addLayout(line)
        return card

    def _code(self) -> Panel:
        side = Panel("canvas")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(_("A code that stands for nothing"), "muted").wrapped())
        paper = Card(kind="note")
        paper.body.setContentsMargins(8, 8, 8, 8)
        self._picture = QLabel()
        self._picture.setAccessibleName(_("A code that stands for nothing"))
        paper.body.addWidget(self._picture)
        layout.addWidget(paper)
        layout.addStretch(1)
        note = Card(kind="note")
        note.body.addWidget(
            Text(_("A test scan does nothing: it sells nothing, opens nothing, signs nobody in."),
                 "body").wrapped()
        )  # fmt: skip
        note.body.addWidget(Text(_("No beep? Check its cable, or charge it."), "muted").wrapped())
        layout.addWidget(note)
        side.setFixedWidth(SIDE)
        self._draw(SIDE)
        return side
