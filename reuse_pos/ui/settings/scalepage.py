"""The scale in the settings: found and tried out, checked with a weight, and its figures."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tokens
from reuse_pos.ui.scalecheck import ScaleCheckPage
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm
from reuse_pos.ui.settings.scaledevice import ScaleDevicePage
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Key, Panel, row


class ScalePage(Panel):
    """``ScalePage(shop, person, screen)``: ``device``, ``check`` and ``form``, one key for each."""

    own_back = True

    def __init__(
        self, shop: Shop, person: Person, screen: SettingsScreen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        groups = (
            Group(
                _("What the scale can weigh"), [Ask("scale.capacity_g"), Ask("scale.division_g")],
                _("Both are written on its plate: “Max” and “e” or “d”. A division of 0 is not "
                  "looked at."),
            ),
            Group(
                _("Verification"), [Ask("scale.trade_approved"), Ask("scale.sticker_until")],
                _("Prices by the kilo need an approved scale and its green sticker. Weighing what "
                  "comes and goes does not."),
            ),
            Group(
                _("Check weight and reminder"),
                [Ask(f"scale.{name}") for name in ("reference_g", "check_days", "tolerance_g")],
                _("A weight of known mass put on the scale now and then shows early that it "
                  "drifts. It does not replace the yearly verification."),
            ),
        )  # fmt: skip
        self.device = ScaleDevicePage(shop, person, screen)
        self.check = ScaleCheckPage(shop, person, screen)
        self.check.without_back()
        self.check.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.form = SettingsForm(shop, person, screen, groups)
        self.stack = QStackedWidget()
        for page in (self.device, self.check, self.form):
            self.stack.addWidget(page)
        self._keys = (
            Key(_("Find and try"), "plug").sized(56).choosable(True).named("scale_device"),
            Key(_("Check the scale"), "scales").sized(56).choosable().named("scale_check"),
            Key(_("Figures and approval"), "gear").sized(56).choosable().named("scale_form"),
        )
        for number, key in enumerate(self._keys):
            key.clicked.connect(lambda _on=False, number=number: self._show(number))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(row(screen.back_key().sized(56), *self._keys, None))
        layout.addWidget(self.stack, 1)

    def entered(self) -> None:
        """The page is shown: the device first."""
        self.check.set_compact(self.host_width() < tokens.COMPACT_UNDER - tokens.RAIL)
        self._show(self.stack.currentIndex())

    def left(self) -> None:
        """The device comes first again next time."""
        self.stack.setCurrentIndex(0)

    def host_width(self) -> int:
        """How wide the window's room is."""
        return self.window().width() - tokens.RAIL

    def on_next(self) -> None:
        """F12: the yellow key of what is shown."""
        shown = self.stack.currentWidget()
        if shown is self.form:
            self.form.on_next()
        elif shown is self.device:
            self.device.on_next()
        elif self.check.keep.isEnabled():
            self.check.note()

    def _show(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        for one, key in enumerate(self._keys):
            key.setChecked(one == number)
        (self.device, self.check, self.form)[number].entered()
