"""Where goods come from: collection points and partners the manager keeps, and every French
town."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reuse_pos.db import intake_sources as rows
from reuse_pos.db.intake_sources import Source
from reuse_pos.domain import communes
from reuse_pos.domain.changes import Change
from reuse_pos.domain.communes import Commune
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

__all__ = ["KINDS", "Commune", "IntakeSources", "Source"]

KINDS: Mapping[str, tuple[str, str]] = {
    "point": (N_("Collection point"), "map-pin"),
    "partner": (N_("Partner"), "hand-heart"),
    "company": (N_("Company"), "storefront"),
    "retailer": (N_("Shop that takes back"), "shopping-cart"),
}
_PREFIX = "SRC-"


class IntakeSources(Station):
    """The organisations that bring goods. Changing them needs the right to set up."""

    def sources(self) -> list[Source]:
        """Every collection point, partner, company and shop; those no longer used come last."""
        return rows.sources(self.store.read(), tuple(KINDS))

    def search_communes(self, text: str, most: int = communes.MOST_FOUND) -> list[Commune]:
        """The towns of France a person may mean by these letters or figures; slow the first time,
        never on the screen's thread."""
        return communes.search(text, most)

    def town(self, insee: str) -> str:
        """A town's name by its INSEE code; the code itself where there is none."""
        found = communes.commune(insee)
        return found.name if found is not None else insee

    @verb("source_put", Permission.SET_UP)
    def put(self, act: Act, source: Source) -> Source:
        """Add an organisation (`code` "") or change it; one put away keeps its name on what it
        brought. Refuses one without a name, or a name already there in its kind."""
        label = source.label.strip()[:80]
        if not label:
            raise Refusal(_("Give it a name. Nothing was saved."), "name")
        if source.kind not in KINDS:
            raise Refusal(_("This kind is not known. Nothing was saved. Choose one."), "kind")
        for one in rows.sources(act.tx, (source.kind,)):
            same = one.label.casefold() == label.casefold()
            if same and one.code != source.code and not one.archived:
                raise Refusal(
                    _("“{name}” is already in the list. Nothing was saved.", name=label), "double"
                )
        before = rows.source(act.tx, source.code) if source.code else None
        code = source.code or f"{_PREFIX}{rows.last_code(act.tx, _PREFIX) + 1}"
        if source.code and before is None:
            raise Refusal(_("This partner is no longer there. Nothing was saved."), "gone")
        # What the slips of what leaves say of a partner stays.
        kept = before.kept if before else (None, None, None)
        made = replace(source, code=code, label=label, address=source.address.strip()[:200],
                       kept=kept)  # fmt: skip
        act.put(
            "party", code=code, kind=made.kind, label=label, archived=int(made.archived),
            address=made.address or None, carrier=kept[0], waste_code=kept[1], treatment=kept[2],
        )  # fmt: skip
        act.changed(Change.SETTINGS, Change.INTAKE)
        return made
