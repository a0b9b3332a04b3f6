"""Printers and customer display: found, tried out, and made to print "é" by one touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.slips import TEST_ACCENTS
from reuse_pos.domain.wording import _
from reuse_pos.services.device_tests import BAD, DISPLAY, LABEL, RECEIPT, Check, Found, pages
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import icons, tasks
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.settings.checklines import CheckLines
from reuse_pos.ui.settings.listpage import (
    Choice,
    clear,
    field,
    labelled,
)
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Card, Key, Panel, Text, row

PAPER, PAPER_NARROW, NARROW_UNDER = 290, 240, 1000
# No-break spaces: the sign never stands alone on a line.
LETTERS = TEST_ACCENTS.replace(" ", "\u00a0")


class PrinterPage(Panel):
    """``PrinterPage(shop, person, screen)``: ``device`` is the one shown; ``checks`` what was
    found out; ``search()``, ``test()``, ``show_device(code)``."""

    own_back = True

    def __init__(
        self, shop: Shop, person: Person, screen: SettingsScreen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.tests = shop.device_tests
        self.device = RECEIPT
        self.checks: list[Check] = []
        self._page = ""
        self.found: list[Found] = []
        self.devices: dict[str, Key] = {}
        self.pages: dict[str, Key] = {}
        middle = QVBoxLayout()
        middle.setSpacing(11)
        middle.addLayout(self._device_keys())
        holder = Panel("canvas")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(11)
        self.lines = CheckLines(_("What the application checked"))
        inner.addWidget(self.lines)
        inner.addWidget(self._question())
        inner.addWidget(self._where())
        inner.addStretch(1)
        middle.addWidget(scrolling(holder), 1)
        middle.addLayout(self._foot())
        self._paper = self._drawn()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(middle, 1)
        whole.addWidget(self._paper)

    def entered(self) -> None:
        """Look at the device again."""
        self.show_device(self.device)

    def show_device(self, code: str) -> None:
        """Show one device and ask it how it is, beside the screen."""
        self.device = code
        for one, key in self.devices.items():
            key.setChecked(one == code)
        tests, office = self.tests, self.shop.office
        self._show_found([])
        self.where.setVisible(True)
        self.question.setVisible(False)
        self.keep_key.hide()
        self._fill_kinds(tests.drivers(code), office.setting(f"{code}.driver"))
        self.target.setText(office.setting(f"{code}.target"))
        self._show([Check("asking", "unknown", _("The device is being asked…"))])
        self._ask(lambda: tests.checks(code))
        self._draw_paper()

    def on_scan(self, raw: str) -> None:
        """The code of the test paper was scanned: the scanner's page tells how it does."""
        self.host.open("scanner")
        self.host.page.on_scan(raw)

    def on_next(self) -> None:
        """F12: keep the page chosen, else print a test."""
        if self.keep_key.isVisible():
            self.keep_page()
        elif self.test_key.isEnabled():
            self.test()

    def search(self) -> None:
        """Look for what answers on the cables and the network."""
        tests = self.tests
        self.search_key.busy()
        tasks.run_slow(tests.find, self._searched, self._not_searched, owner=self)

    def test(self) -> None:
        """Print a test, then ask about the paper."""
        tests, actor, device = self.tests, self.person.actor, self.device
        self._try(lambda: tests.print_test(actor, device), self.test_key, self._tested)

    def keep_page(self) -> None:
        """Print from now on in the code page of the line touched."""
        tests, actor, page = self.tests, self.person.actor, self._page

        def kept(_done: Any) -> None:
            self.host.say.emit(_("Kept. Accents print in this way from now on."), None)
            self.show_device(RECEIPT)

        self.host.run_verb(lambda: tests.keep_page(actor, page), kept, self.keep_key)

    def use(self) -> None:
        """Use the device whose kind and place are shown."""
        self._set_up(self.device, self.kinds.value(), self.target.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower paper where the window is narrow."""
        super().resizeEvent(event)
        wide = PAPER_NARROW if self.width() < NARROW_UNDER else PAPER
        if wide != self._paper.width():
            self._paper.setFixedWidth(wide)
            self._draw_paper()

    def _set_up(self, device: str, driver: str, target: str) -> None:
        tests, actor = self.tests, self.person.actor
        self.host.run_verb(
            lambda: tests.set_up(actor, device, driver, target),
            lambda _done: self.show_device(device), self.use_key,
        )  # fmt: skip

    def _try(self, gesture: Any, key: Key, done: Any) -> None:
        key.busy()

        def tried(result: Any) -> None:
            key.busy(False)
            done(result)

        def said_no(refusal: Any) -> None:
            key.busy(False)
            self.host.show_refusal(refusal.sentence)

        tasks.run(gesture, tried, said_no, owner=self)

    def _ask(self, gesture: Any) -> None:
        device = self.device

        def told(checks: Any) -> None:
            if self.device == device:
                self._show(checks)

        tasks.run(gesture, told, owner=self)

    def _tested(self, check: Check) -> None:
        if check.state == BAD:
            self._show([check])
            return
        tests, device = self.tests, self.device
        self.question.setVisible(device == RECEIPT)
        self.where.setVisible(device != RECEIPT)
        self._choose_page(self.shop.office.setting("receipt.code_page").lower())
        self.keep_key.setVisible(device == RECEIPT)
        self._ask(lambda: tests.checks(device))

    def _searched(self, found: Any) -> None:
        self.search_key.busy(False)
        mine = [one for one in found or [] if one.device == self.device]
        self._show_found(mine)
        if not mine:
            self._show([
                Check("none", BAD, _("No printer answers."), _("Is it on? Is its cable in?"))
            ])  # fmt: skip

    def _not_searched(self, error: Exception) -> None:
        self.search_key.busy(False)
        tasks.log.error("devices were not looked for", exc_info=error)
        self.host.show_refusal(_("The search did not end. Nothing was changed. Search again."))

    def _show_found(self, found: Sequence[Found]) -> None:
        clear(self.lines.found_keys)
        self.found = list(found)
        for number, one in enumerate(found):
            key = Key(one.words, "plug").sized(56).named(f"found_{number}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(
                lambda _on=False, one=one: self._set_up(one.device, one.driver, one.target)
            )
            self.lines.found_keys.addWidget(key)

    def _show(self, checks: Sequence[Check]) -> None:
        self.checks = list(checks)
        states = {one.state for one in checks}
        words = _("to be set up") if BAD in states else _("answers") if "ok" in states else ""
        self.devices[self.device].with_sub(words)
        self.lines.show_checks(checks, self._way_of)

    def _way_of(self, check: Check) -> Key | None:
        tests, actor = self.tests, self.person.actor
        ways = {
            "drawer": (_("Open the drawer"), lambda: tests.try_drawer(actor)),
            "cut": (_("Cut"), lambda: tests.try_cut(actor)),
            "waiting": (_("Print what waits"), lambda: tests.print_waiting(actor)),
        }

        def tried(result: Any) -> None:
            told = result.value if isinstance(result, Done) else result
            self._ask(lambda: tests.checks(RECEIPT))
            if check.code == "waiting":
                if told.state == BAD:
                    self.host.show_refusal(f"{told.sentence} {told.way}")
                else:
                    self.host.say.emit(told.sentence, None)

        if check.code not in ways or self.device != RECEIPT:
            return None
        words, gesture = ways[check.code]
        key = Key(words).sized(48).named(f"try_{check.code}")
        key.clicked.connect(lambda: self._try(gesture, key, tried))
        return key

    def _choose_page(self, page: str) -> None:
        self._page = page if page in self.pages else pages()[0]
        for code, key in self.pages.items():
            key.setChecked(code == self._page)
        number = list(self.pages).index(self._page) + 1
        none = self._page == "ascii"
        self.keep_key.setText(_("Keep without accents") if none else _("Keep page {n}", n=number))

    def _draw_paper(self) -> None:
        drawn = QPixmap()
        if self.device == LABEL:
            drawn.loadFromData(self.tests.label_picture())
        elif self.device == RECEIPT:
            drawn.loadFromData(self.tests.paper_picture())
        self._roll.setVisible(not drawn.isNull())
        if not drawn.isNull():
            wide = max(self._paper.width() - 18, 100)
            self._picture.setPixmap(
                drawn.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            )
        self._hint.setText({
            RECEIPT: _("Nothing came out? Open the cover, put the roll back, close, then print a "
                       "test."),
            LABEL: _("Nothing came out? Close the head, press its feed key once, then print a "
                     "test."),
            DISPLAY: _("Nothing is shown? Check its cable and its power."),
        }[self.device])  # fmt: skip

    def _details(self) -> None:
        words = self.tests.details(self.device)
        QGuiApplication.clipboard().setText(words)
        self.detail.setText(words)
        self.detail.show()
        self.host.say.emit(_("Details copied"), None)

    def _fill_kinds(self, drivers: Any, chosen: str) -> None:
        clear(self._kind_place)
        self.kinds = Choice(_("Kind of device"), dict(drivers), "device_kind")
        self.kinds.choose(chosen)
        self._kind_place.addWidget(self.kinds)
        self.detail.hide()

    def _device_keys(self) -> QHBoxLayout:
        back = Key("", "arrow-left").sized(72, 56).named("settings_back").spoken(_("Settings"))
        back.clicked.connect(self.host.back)
        line = row(back)
        for code, words, icon in (
            (RECEIPT, _("Receipts"), "receipt"), (LABEL, _("Labels"), "tag"),
            (DISPLAY, _("Display"), "monitor"),
        ):  # fmt: skip
            weight = "duotone" if icons.exists(icon, "duotone") else "bold"
            key = Key(words, icon).with_icon(icon, weight, "blue").typed(17).sized(72)
            key.choosable().named(f"device_{code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.show_device(code))
            self.devices[code] = key
            line.addWidget(key, 1)
        self.search_key = Key(_("Search\nagain"), "magnifying-glass").sized(72)
        self.search_key.named("devices_search").clicked.connect(self.search)
        line.addWidget(self.search_key)
        return line

    def _question(self) -> Card:
        self.question = Card(_("On the paper, which line is right?"))
        self.question.body.addWidget(
            Text(_("The test printed {n} lines. Touch the one that reads “{letters}”.",
                   n=len(pages()), letters=LETTERS), "muted").wrapped()
        )  # fmt: skip
        line = QHBoxLayout()
        line.setSpacing(10)
        for number, page in enumerate((*pages(), "ascii"), 1):
            words = LETTERS.replace("€", "EUR") if page == "cp437" else LETTERS
            if page == "ascii":
                key = Key(_("None\n(write EUR)"), "x", place="above").typed(15)
            else:
                key = Key(words).with_sub(_("page {n}", n=number)).typed(20)
            key.choosable().sized(76).named(f"page_{page}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, page=page: self._choose_page(page))
            self.pages[page] = key
            line.addWidget(key, 1)
        self.question.body.addLayout(line)
        return self.question

    def _where(self) -> Card:
        self.where = Card()
        self._kind_place = QVBoxLayout()
        self.kinds = Choice("", {}, "device_kind")
        self.where.body.addLayout(self._kind_place)
        self.target = field(_("Address, name, port or folder"), "device_target", 120)
        self.use_key = Key(_("Use this"), "check").sized(52).named("device_use")
        self.use_key.clicked.connect(self.use)
        asked = labelled(_("Address, name, port or folder"), self.target)
        line = QHBoxLayout()
        line.addLayout(asked, 1)
        line.addWidget(self.use_key, 0, Qt.AlignmentFlag.AlignBottom)
        self.where.body.addLayout(line)
        self.detail = Text("", "muted").wrapped().named("device_detail")
        self.detail.hide()
        self.where.body.addWidget(self.detail)
        return self.where

    def _foot(self) -> QHBoxLayout:
        self.test_key = Key(_("Print a test"), "printer").sized(68).named("device_test")
        self.test_key.clicked.connect(self.test)
        self.details_key = Key(_("Details"), "info").sized(68).named("device_details")
        self.details_key.clicked.connect(self._details)
        self.keep_key = Key("", "check", "next", "F12").typed(20, 26).sized(68).named("page_keep")
        self.keep_key.clicked.connect(self.keep_page)
        for key in (self.test_key, self.details_key, self.keep_key):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return row(self.test_key, self.details_key, self.keep_key)

    def _drawn(self) -> Panel:
        side = Panel("canvas")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(_("What should have come out"), "muted").wrapped())
        self._roll = Card(kind="note")
        self._roll.body.setContentsMargins(8, 8, 8, 8)
        self._picture = QLabel()
        self._picture.setAccessibleName(_("What should have come out"))
        self._roll.body.addWidget(self._picture)
        layout.addWidget(self._roll)
        layout.addStretch(1)
        note = Card(kind="note")
        self._hint = Text("", "body").wrapped()
        note.body.addWidget(self._hint)
        layout.addWidget(note)
        side.setFixedWidth(PAPER)
        return side
