"""The shop's own particulars and how its till behaves: settings that are only typed or touched."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.hold import ACOMPTE, ARRHES, deposit_label
from reuse_pos.domain.month import MONTHS
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.form import Ask, Group, SettingsForm


class ShopPage(SettingsForm):
    """``ShopPage(shop, person, screen)``: name, address, communes."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        names = ("name", "short_name", "address", "phone", "siret")
        groups = (
            Group(_("On receipts and labels"), [Ask(f"store.{name}") for name in names]),
            Group(_("Where the shop is"), [Ask("store.commune"), Ask("store.near_communes")]),
            Group(_("Workshop"), [Ask("workshop.benches")]),
        )
        super().__init__(shop, person, screen, groups, parent)


class TillPage(SettingsForm):
    """``TillPage(shop, person, screen)``: float, differences, returns, ceilings and reductions."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        months = {str(n): _(month).capitalize() for n, month in enumerate(MONTHS, 1)}
        groups = (
            Group(
                _("Drawer"),
                [Ask("till.float_cents"), Ask("till.difference_cents"),
                 Ask("till.emergency_sheet")],
            ),
            Group(
                _("Prices and reductions"),
                [Ask("price.ceiling_cents"), Ask("price.discount_limit_bp")],
            ),
            Group(_("Returns"), [Ask("till.return_days"), Ask("till.return_limit_cents")]),
            Group(_("Bookkeeping"), [Ask("till.year_starts", months)]),
        )  # fmt: skip
        super().__init__(shop, person, screen, groups, parent)


class PromisesPage(SettingsForm):
    """``PromisesPage(shop, person, screen)``: deposits, how long things are held, what ordered work
    costs."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        kinds = {kind: deposit_label(kind) for kind in (ACOMPTE, ARRHES)}
        groups = (
            Group(
                _("Deposits"), [Ask("hold.deposit_kind", kinds)],
                _("A down payment is given back; earnest money stays with the shop."),
            ),
            Group(_("Holds"), [Ask("hold.days"), Ask("hold.person_days")]),
            Group(
                _("Orders"), [Ask(f"order.{name}") for name in ("hour_cents", "deposit_bp", "days")]
            ),
        )  # fmt: skip
        super().__init__(shop, person, screen, groups, parent)
