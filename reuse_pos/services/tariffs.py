"""The solidarity tariffs of the shop, as the counter and the settings read them."""

from __future__ import annotations

from reuse_pos.db import solidarity as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.solidarity import Tariff
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office

DEFAULT_TARIFF = "SOLIDARITY"


def known_tariffs(office: Office, reader: Reader) -> dict[str, Tariff]:
    """The tariffs by code, archived ones too; a shop set up before there were any has the one of
    its setting."""
    found = rows.tariffs(reader)
    if found:
        return found
    share = office.number("price.solidarity_bp")
    return {DEFAULT_TARIFF: Tariff(DEFAULT_TARIFF, _("Solidarity price"), share)}


def tariffs_in_use(office: Office, reader: Reader) -> tuple[Tariff, ...]:
    """The tariffs the counter may give, in the shop's order."""
    return tuple(one for one in known_tariffs(office, reader).values() if not one.archived)
