"""Sale days: the list, the plan with what it does, and the end of an operation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.sale_days import Operation, Plan
from reuse_pos.domain.wording import _
from reuse_pos.services.sale_effect import Effect
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.documents import documents
from reuse_pos.ui.settings.saledaysbulk import BulkPage
from reuse_pos.ui.settings.saledayseffect import EffectCard
from reuse_pos.ui.settings.saledaysform import PlanForm, typed_plan
from reuse_pos.ui.settings.saledayskeys import KeysLeftOut
from reuse_pos.ui.settings.saledayslist import OperationsList
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Panel, row

EFFECT_WIDE, EFFECT_NARROW, NARROW_UNDER = 420, 330, 1180


class SaleDaysPage(Panel):
    """``SaleDaysPage(shop, person, screen)``: ``list``, ``form`` with ``effect``, ``bulk``."""

    own_back = True

    def __init__(
        self, shop: Shop, person: Person, screen: SettingsScreen, folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.folder = folder or documents()
        self._changing: bytes | None = None
        self._asked: Plan | None = None
        self._finishing = b""
        self.list = OperationsList(screen.back_key())
        self.form = PlanForm()
        self.effect = EffectCard(screen.back_key(_("Back")))
        self.bulk = BulkPage(screen.back_key(_("Back")))
        self.left_out = KeysLeftOut()
        self._left = QStackedWidget()
        self._left.addWidget(self.form)
        self._left.addWidget(self.left_out)
        self._plan = Panel("canvas")
        both = row(spacing=16)
        both.addWidget(self._left, 1)
        both.addWidget(self.effect)
        self._plan.setLayout(both)
        self.pages = QStackedWidget()
        for page in (self.list, self._plan, self.bulk):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._connect()

    def _connect(self) -> None:
        self.list.prepare.connect(self.prepare)
        self.list.asked.connect(self._do)
        self.form.changed.connect(self._look)
        self.form.left_out_asked.connect(self._choose_keys)
        self.left_out.done.connect(self._keys_chosen)
        self.effect.planned.connect(self.save)
        self.effect.poster.connect(self._poster_asked)
        self.bulk.accepted.connect(self._accept)

    def entered(self) -> None:
        """Read the operations again."""
        if self.pages.currentWidget() is self.list:
            self._show_list()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Prices, labels or operations changed."""
        if changes & {Change.PRICES, Change.SETTINGS, Change.STOCK} and self.isVisible():
            self.entered()

    def back(self) -> bool:
        """From a plan or the end of one to the list."""
        if self._left.currentWidget() is self.left_out and self._planning():
            self._keys_chosen(self.left_out.codes())
            return True
        if self.pages.currentWidget() is self.list:
            return False
        self._show_list()
        return True

    def on_next(self) -> None:
        """F12: the yellow key of what is shown."""
        if self.pages.currentWidget() is self.list:
            self.prepare()
        elif self._planning() and self.effect.plan_key.isEnabled():
            self.save()
        elif self.pages.currentWidget() is self.bulk:
            self._accept(self.bulk.chosen())

    def prepare(self, operation: Operation | None = None) -> None:
        """Begin a plan, or change one."""
        self._changing = operation.id if operation else None
        self.effect.set_changing(operation is not None)
        self.pages.setCurrentWidget(self._plan)
        self._left.setCurrentWidget(self.form)
        self.host.show_title(_("Sale days"), _("days of lower prices"))
        self._fit()
        self.form.begin(self._today(), operation.plan if operation else None)
        self.form.name.setFocus()

    def save(self) -> None:
        """Write the plan down."""
        answer = typed_plan(self.form)
        if isinstance(answer, str):
            self.host.show_refusal(answer)
            return
        days, actor, changing = self.shop.sale_days, self.person.actor, self._changing
        self.host.run_verb(
            lambda: days.change(actor, changing, answer) if changing else days.plan(actor, answer),
            lambda _done: self._saved(answer),
            self.effect.plan_key,
            self._refused,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What it does keeps a third of the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW_UNDER
        self.effect.setFixedWidth(EFFECT_NARROW if narrow else EFFECT_WIDE)
        self.effect.set_compact(narrow)
        self.form.set_compact(narrow)

    def _planning(self) -> bool:
        return self.pages.currentWidget() is self._plan

    def _look(self) -> None:
        """Say what the plan does; asked again at each touch, the last answer counts."""
        answer = typed_plan(self.form)
        if isinstance(answer, str):
            self._asked = None
            self.effect.wait(answer)
            return
        self._asked = answer
        days, changing = self.shop.sale_days, self._changing or b""
        tasks.run_slow(
            lambda _report: days.effect(answer, changing),
            lambda effect: self._show_effect(answer, effect),
            owner=self,
        )

    def _show_effect(self, plan: Plan, effect: Effect) -> None:
        if plan == self._asked:
            self.effect.show_effect(plan, effect, self._today().isoformat())

    def _saved(self, plan: Plan) -> None:
        self.host.say.emit(_("“{name}” is planned", name=plan.name), None)
        self._show_list()

    def _refused(self, refusal: Refusal) -> bool:
        if refusal.code == "name":
            self.form.name.setFocus()
        return False

    def _show_list(self) -> None:
        self.host.error.clear()
        self.pages.setCurrentWidget(self.list)
        days = self.shop.sale_days
        to_finish = [one.id for one in days.to_finish()]
        self.list.show_operations(days.listed(), self._today().isoformat(), to_finish)
        self.host.show_title(_("Sale days"), days.chip() or _("none running"))
        self.list.new_key.setFocus()

    def _do(self, what: str, operation: bytes) -> None:
        days, actor = self.shop.sale_days, self.person.actor
        one = next(op for op in days.listed() if op.id == operation)
        if what == "change":
            self.prepare(one)
        elif what == "poster":
            self._poster(one.plan)
        elif what == "finish":
            self._finishing = operation
            self.bulk.begin(one, days.unseen(operation))
            self.pages.setCurrentWidget(self.bulk)
        elif what == "close":
            self.host.run_verb(lambda: days.close(actor, operation), self._listed)
        else:
            on = what == "suspend"
            self.host.run_verb(lambda: days.suspend(actor, operation, on), self._listed)

    def _listed(self, _done: object) -> None:
        self._show_list()

    def _accept(self, things: list[bytes]) -> None:
        days, actor, operation = self.shop.sale_days, self.person.actor, self._finishing
        self.host.run_verb(
            lambda: days.sell_in_bulk(actor, operation, things), self._listed, self.bulk.accept_key
        )

    def _poster_asked(self) -> None:
        if self._asked is not None:
            self._poster(self._asked)

    def _poster(self, plan: Plan) -> None:
        def made(path: Path | Refusal) -> None:
            if isinstance(path, Refusal):
                self.host.show_refusal(path.sentence)
                return
            self.host.say.emit(_("Poster saved: {path}", path=str(path)), None)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        def work() -> Path | Refusal:
            try:
                return self.shop.sale_days.poster(plan, self.folder)
            except Refusal as refusal:
                return refusal

        tasks.run_slow(lambda _report: work(), made, owner=self)

    def _choose_keys(self) -> None:
        families = {code for code, key in self.form.families.items() if key.isChecked()}
        office = self.shop.office
        keys = [
            (one, family)
            for one in self.shop.price_keys.every()
            if (family := office.category(one.category).family) in families
            and one.unit in ("piece", "kg")
        ]
        self.left_out.begin(keys, self.form.left_out)
        self._left.setCurrentWidget(self.left_out)

    def _keys_chosen(self, codes: tuple[str, ...]) -> None:
        self._left.setCurrentWidget(self.form)
        self.form.leave_out(codes)

    def _today(self) -> date:
        return business_day(self.shop.office.clock.now())
