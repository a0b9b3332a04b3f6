"""Who takes goods away: recyclers, sorters, partners; what each accepts and what its slips say."""

from __future__ import annotations

from reuse_pos.db import outflow as rows
from reuse_pos.domain import outflow as rules
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.outflow import Taker
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

TAKER_KINDS = ("recycler", "sorter", "energy", "disposal", "partner")


class OutflowTakers(Station):
    """The organisations of the slips, as the manager keeps them."""

    def takers(self, kind: str = "", *, archived: bool = False) -> list[Taker]:
        """The organisations goods go to, of one kind or all."""
        found = rows.takers(self.store.read(), kind, archived=archived)
        return [one for one in found if one.kind in TAKER_KINDS]

    @verb("taker_put", Permission.SET_UP)
    def put_taker(self, act: Act, taker: Taker) -> None:
        """Add an organisation or change it; `accepts` empty means everything.

        Refuses one without a name, a code that is none (waste, treatment), goods that do not exist.
        """
        if not taker.label.strip() or not taker.code.strip():
            raise Refusal(_("Give it a name. Nothing was saved."), "name")
        if taker.kind not in TAKER_KINDS:
            raise ValueError(f"{taker.kind} takes no goods")
        known = {*FAMILIES, *self.office.categories()}
        if any(what not in known for what in taker.accepts):
            raise Refusal(
                _("One of these goods does not exist. Nothing was saved. Choose them again."),
                "category",
            )
        act.put(
            "party", code=taker.code, kind=taker.kind, label=taker.label.strip()[:80],
            archived=int(taker.archived), address=taker.address.strip()[:200],
            carrier=taker.carrier.strip()[:120],
            waste_code=rules.checked_waste_code(taker.waste_code),
            treatment=rules.checked_treatment(taker.treatment),
        )  # fmt: skip
        self._accept(act, taker)
        act.changed(Change.SETTINGS, Change.STOCK)

    def _accept(self, act: Act, taker: Taker) -> None:
        """Rows are never deleted: what is no longer accepted keeps its row under a mark."""
        kept, wanted = rows.materials(act.tx, taker.code), set(taker.accepts)
        for what in sorted(wanted - kept):
            marked = rows.WITHDRAWN + what
            if marked in kept:
                act.set("party_material", {"party": taker.code, "what": marked}, what=what)
            else:
                act.put("party_material", party=taker.code, what=what)
        for what in sorted(one for one in kept - wanted if not one.startswith(rows.WITHDRAWN)):
            act.set("party_material", {"party": taker.code, "what": what},
                    what=rows.WITHDRAWN + what)  # fmt: skip
