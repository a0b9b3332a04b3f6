"""Labels: those that wait, the sheets they go on, and what every label says."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.labelqueue import LabelQueue
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm
from reuse_pos.ui.widgets import Panel


class LabelsPage(Panel):
    """``LabelsPage(shop, person, screen)``: the queue and the sheets."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.queue = LabelQueue(shop, person)
        self.queue.said.connect(screen.say)
        self.queue.refused.connect(screen.show_refusal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.queue)

    def entered(self) -> None:
        """The page is shown."""
        self.queue.read()
        self.queue.list.setFocus()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Labels came or went."""
        if changes & {Change.LABELS, Change.PRICES}:
            self.queue.read()

    def on_next(self) -> None:
        """F12 prints."""
        self.queue.on_next()


class LabelRulesPage(SettingsForm):
    """``LabelRulesPage(shop, person, screen)``: size of labels, and the cut by age."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        sizes = {"57x32": "57 × 32\u00a0mm", "38x25": "38 × 25\u00a0mm"}
        groups = (
            Group(_("Roll of labels"), [Ask("label.size", sizes)]),
            Group(
                _("Price going down with age"),
                [Ask("label.markdown_days"), Ask("label.markdown_bp")],
                _("Printed on each label and applied at the till. While a colour runs, its own "
                  "day holds. 0 days: no cut."),
            ),
        )  # fmt: skip
        super().__init__(shop, person, screen, groups, parent)
