"""The scale in the settings: its check beside the log, and how often and how strictly it is
checked."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tokens
from reuse_pos.ui.scalecheck import ScaleCheckPage
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm
from reuse_pos.ui.widgets import Key, Panel, row


class ScalePage(Panel):
    """``ScalePage(shop, person, screen)``: ``check`` and ``form``, one key for each."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        names = ("reference_g", "check_days", "tolerance_g", "capacity_g")
        groups = (
            Group(
                _("Check weight and reminder"), [Ask(f"scale.{name}") for name in names],
                _("A weight of known mass put on the scale now and then shows early that it "
                  "drifts. It does not replace the yearly verification."),
            ),
            Group(
                _("Verification"), [Ask("scale.trade_approved"), Ask("scale.sticker_until")],
            ),
        )  # fmt: skip
        self.check = ScaleCheckPage(shop, person, screen)
        self.check.without_back()
        self.check.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.form = SettingsForm(shop, person, screen, groups)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.check)
        self.stack.addWidget(self.form)
        self._keys = (
            Key(_("Check the scale"), "scales").sized(52).choosable(True).named("scale_check"),
            Key(_("Settings"), "gear").sized(52).choosable().named("scale_form"),
        )
        for number, key in enumerate(self._keys):
            key.clicked.connect(lambda _on=False, number=number: self._show(number))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(row(*self._keys, None))
        layout.addWidget(self.stack, 1)

    def entered(self) -> None:
        """The page is shown: the check first."""
        self.check.set_compact(self.host_width() < tokens.COMPACT_UNDER - tokens.RAIL)
        self._show(self.stack.currentIndex())

    def left(self) -> None:
        """The check begins again next time."""
        self.stack.setCurrentIndex(0)

    def host_width(self) -> int:
        """How wide the window's room is."""
        return self.window().width() - tokens.RAIL

    def on_next(self) -> None:
        """F12: the yellow key of what is shown."""
        if self.stack.currentWidget() is self.form:
            self.form.on_next()
        elif self.check.keep.isEnabled():
            self.check.note()

    def _show(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        for one, key in enumerate(self._keys):
            key.setChecked(one == number)
        (self.check, self.form)[number].entered()
