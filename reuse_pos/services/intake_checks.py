"""What reception checks before it writes: the delivery is open, its town and giver exist."""

from __future__ import annotations

from reuse_pos.db import intake as rows
from reuse_pos.db import reference
from reuse_pos.db.intake import Delivery
from reuse_pos.domain import communes
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import _
from reuse_pos.services.verb import Act


def open_delivery(act: Act, intake: Id) -> Delivery:
    """An open delivery; refuses a finished one."""
    here = rows.delivery(act.tx, intake)
    if here is None or not here.is_open:
        raise Refusal(
            _("This delivery is already finished. Nothing was changed. Open a new one with +."),
            "closed",
        )
    return here


def check_source(act: Act, commune: str | None, party: str | None) -> None:
    """Refuses a town that does not exist or a giver the shop does not know; a town of France that
    is new to the shop joins its list in the same fact."""
    if commune is not None and commune not in reference.communes(act.tx):
        _add_commune(act, commune)
    if party is not None and party not in {one.code for one in reference.parties(act.tx)}:
        raise Refusal(
            _("This partner is not in the list. Nothing was changed. Choose one of the list."),
            "party",
        )


def _add_commune(act: Act, insee: str) -> None:
    town = communes.commune(insee)
    if town is None:
        raise Refusal(
            _("This town is not in the list. Nothing was changed. Choose one of the list."),
            "commune",
        )
    act.put("commune", insee=town.insee, name=town.name)
    act.changed(Change.SETTINGS)
