"""The month's report on screen: figures, balance by family, what is behind them, and the files to
send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.month import FAMILY_HEADS, MonthReport, WeighingPage
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.documents import documents
from reuse_pos.ui.manager.balance import BalanceCard
from reuse_pos.ui.manager.months import MonthPicker
from reuse_pos.ui.manager.side import SidePanel
from reuse_pos.ui.manager.table import COLUMNS
from reuse_pos.ui.manager.tiles import FigureStrip
from reuse_pos.ui.manager.weighings import Cursor, Names, WeighingsPanel
from reuse_pos.ui.manager.words import figures, heading
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import Chip, Key, column, row

_COMPACT_UNDER = 1180
_TOUCHES = frozenset({Change.LEDGER, Change.STOCK, Change.INTAKE, Change.TILL, Change.SETTINGS})
Opener = Callable[[Path], object]


class ReportScreen(Screen):
    """``ReportScreen(shop, person, folder=None, opener=None)``.

    Files go to ``folder`` (the person's documents); ``opener`` shows one with the system's program.
    """

    def __init__(
        self, shop: Shop, person: Person, folder: Path | None = None,
        opener: Opener | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            _("Month’s report"), _("reuse = waste avoided; recycling = waste recovered"), parent
        )
        self.shop, self.person = shop, person
        self.folder = folder or documents()
        self._open = opener or _open_with_system
        self.month = shop.reporting.latest_month()
        self._months: tuple[str, ...] = ()
        self.report: MonthReport | None = None
        self._asked: tuple[str, str] = ("", "")
        self.strip = FigureStrip()
        self.balance = BalanceCard()
        self.picker = MonthPicker()
        self.weighings = WeighingsPanel()
        self.side = SidePanel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.before = Key("", "arrow-left").spoken(_("Month before")).sized(48, 52)
        self.after = Key("", "arrow-right").spoken(_("Month after")).sized(48, 52)
        self.pick = Key("", "calendar-dots").typed(18, 22).sized(48).choosable(chosen=True)
        self.before.named("month_before")
        self.after.named("month_after")
        self.pick.named("month_key").setMinimumWidth(184)
        self.place = Chip(self.shop.office.setting("store.short_name"), "storefront", "info")
        self.state = Chip("", "calendar-dots", "neutral").sized(36)
        top = row(self.before, self.pick, self.after, 6, self.place.sized(36), None, self.state)
        self.pages = QStackedWidget()
        for page in (self.balance, self.picker, self.weighings):
            self.pages.addWidget(page)
        left = column(spacing=11)
        left.addLayout(top)
        left.addWidget(self.error)
        left.addWidget(self.strip)
        left.addWidget(self.pages, 1)
        whole = row(spacing=14)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.addLayout(whole)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.pick.clicked.connect(self._toggle_picker)
        self.picker.chosen.connect(self.show_month)
        self.picker.closed.connect(lambda: self._page(self.balance))
        self.balance.opened.connect(self.open_figure)
        self.weighings.closed.connect(lambda: self._page(self.balance))
        self.weighings.wanted.connect(self._read_page)
        self.side.asked.connect(self.make)

    def entered(self) -> None:
        """Read the month again: others have weighed and sold meanwhile."""
        self._months = self.shop.reporting.months()
        self.show_month(self.month)
        self.balance.table.setFocus()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Something was weighed, sold or closed."""
        if changes & _TOUCHES and self.isVisible():
            self._read(self.month)

    def show_month(self, month: str) -> None:
        """Show another month."""
        self.month = month
        self._page(self.balance)
        place = self._months.index(month) if month in self._months else 0
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < len(self._months) - 1)
        self.pick.setText(heading(month))
        now = bool(self._months) and month == self._months[-1]
        self.state.show_state(
            "info" if now else "neutral", "calendar-dots",
            _("Month under way") if now else _("Month not closed"),
        )  # fmt: skip
        self._read(month)

    def open_figure(self, figure: str, family: str) -> None:
        """List the weighings behind a figure of a family ("" for all)."""
        self._asked = (figure, family)
        titles = {one.code: _(one.title).replace("\n", " ") for one in COLUMNS}
        name = _(FAMILY_HEADS[family]) if family else _("all families")
        self.weighings.begin(f"{titles[figure]} · {name} · {heading(self.month).lower()}")
        self._read_page(None)

    def make(self, what: str) -> None:
        """Write the report as pdf, xlsx or csv; "print" shows the paper in the system's viewer."""
        fmt = "pdf" if what == "print" else what
        key = {**self.side.files, "pdf": self.side.pdf}[what]
        if not key.isEnabled():
            return
        month = self.month
        self.run_slowly(
            lambda: self.shop.reporting.export_into(self.person.actor, month, fmt, self.folder),
            lambda path: self._made(path, what),
            key,
        )

    def on_next(self) -> None:
        """F12: the paper."""
        self.make("pdf")

    def on_function_key(self, number: int) -> None:
        """F5 reads again."""
        if number == 5:
            self._read(self.month)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1280 pixels of window the columns draw together."""
        super().resizeEvent(event)
        compact = self.width() < _COMPACT_UNDER
        self.side.set_compact(compact)
        self.balance.set_compact(compact)
        outer = self.layout()
        if outer is not None:
            outer.setContentsMargins(*((12, 14, 12, 14) if compact else (20, 14, 20, 14)))

    def run_slowly(
        self, work: Callable[[], Any], done: Callable[[Any], object], key: Key | None = None
    ) -> None:
        """Do something long beside the screen; what is refused is said here."""
        self.error.clear()
        if key is not None:
            key.busy()

        def answer() -> Any:
            try:
                return work()
            except Refusal as refusal:
                return refusal

        def finished(result: Any) -> None:
            if key is not None:
                key.busy(on=False)
            if isinstance(result, Refusal):
                self.show_refusal(result.sentence)
            else:
                done(result)

        tasks.run_slow(lambda _report: answer(), finished, owner=self)

    def _read(self, month: str) -> None:
        reporting = self.shop.reporting
        self.run_slowly(lambda: reporting.month(month, counted=False), self._show)
        self.run_slowly(lambda: reporting.month(month), self._show)

    def _show(self, report: MonthReport) -> None:
        if report.month != self.month:
            return
        self.report = report
        self.strip.show_figures(figures(report))
        self.balance.show_report(report)
        self.side.show_report(report)

    def _read_page(self, after: Cursor) -> None:
        figure, family = self._asked
        month, who = self.month, self.person.actor
        reporting = self.shop.reporting
        self.run_slowly(
            lambda: reporting.weighings(who, month, figure, family, after), self._show_page
        )

    def _show_page(self, page: WeighingPage) -> None:
        if self.report is not None:
            names = Names(self.report.labels, self.report.parties)
            self.weighings.show_page(page, names)
            self._page(self.weighings)

    def _step(self, steps: int) -> None:
        place = self._months.index(self.month) + steps
        if 0 <= place < len(self._months):
            self.show_month(self._months[place])

    def _toggle_picker(self) -> None:
        self.pick.setChecked(True)
        if self.pages.currentWidget() is self.picker:
            self._page(self.balance)
            return
        self.picker.begin(self._months, self.month)
        self._page(self.picker)

    def _page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)

    def _made(self, path: Path, what: str) -> None:
        self.say.emit(_("Report saved: {path}", path=str(path)), None)
        if what != "csv":
            self._open(path)


def _open_with_system(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
