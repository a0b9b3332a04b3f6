"""How strictly the shop sorts and checks: what a table may lose, what is asked before a sale."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm


class ChecksPage(SettingsForm):
    """``ChecksPage(shop, person, screen)``: data erased before a sale, the rest of a table."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        groups = (
            Group(_("Before a sale"), [Ask("check.data_erased")]),
            Group(
                _("Textile table"),
                [Ask("sorting.rest_bp")],
                _("Above this rest a supervisor closes the table and says why."),
            ),
        )
        super().__init__(shop, person, screen, groups, parent)
