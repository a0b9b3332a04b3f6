"""The scale's log: the check weight put on it, its zero, what empty containers weigh; and when
the next check is due."""

from __future__ import annotations

from datetime import date

from reuse_pos.db import reference
from reuse_pos.db import scale_checks as rows
from reuse_pos.db.reference import Container
from reuse_pos.domain import scale_check as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.scale_check import Check, Standing
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

__all__ = ["Check", "Container", "ScaleChecks", "Standing"]

POSTS = {"reception": N_("Reception"), "sorting": N_("Sorting"), "counter": N_("Till")}


class ScaleChecks(Station):
    """The scale of this post. Weights are grams."""

    def reference_g(self) -> int:
        """What the shop's check weight weighs; 0 when none is set."""
        return self.office.number("scale.reference_g")

    def tolerance_g(self) -> int:
        """How far off the scale may be."""
        return self.office.number("scale.tolerance_g")

    def history(self, most: int = 12) -> list[Check]:
        """The newest checks, newest first."""
        return rows.last_checks(self.store.read(), most)

    def standing(self) -> Standing:
        """How the scale stands today: sound, to be checked, or off."""
        reader, today = self.store.read(), business_day(self.clock.now())
        first = rows.first_day(reader)
        last = rows.last_checks(reader, 1)
        return rules.standing(
            last[0] if last else None, date.fromisoformat(first) if first else today, today,
            self.office.number("scale.check_days"), self.tolerance_g(), self.reference_g(),
        )  # fmt: skip

    def containers(self) -> list[tuple[str, Container]]:
        """Every container of the shop with the post it is used at (a key of `POSTS`)."""
        reader = self.store.read()
        return [(post, one) for post in POSTS for one in reference.containers(reader, post)]

    @verb("scale_checked", Permission.RECEIVE)
    def check(self, act: Act, zero_g: int, shown_g: int, note: str = "") -> Standing:
        """Note what the scale shows empty and under the check weight; refuses what cannot be.

        A scale that is off is told; nothing is blocked.
        """
        wanted = self.reference_g()
        rules.checked_check(wanted, shown_g, zero_g, self.office.number("scale.capacity_g"))
        made = Check(act.day, act.at, wanted, shown_g, zero_g, act.who.op, note.strip()[:200])
        act.put("scale_check", id=uuid7(act.at_ns), **made.__dict__)
        act.changed(Change.SETTINGS)
        return rules.standing(
            made, business_day(act.now), business_day(act.now),
            self.office.number("scale.check_days"), self.tolerance_g(), wanted,
        )  # fmt: skip

    @verb("tare_set", Permission.SET_UP)
    def set_tare(self, act: Act, code: str, grams: int) -> None:
        """Give a container the weight it has empty; the loads already weighed keep theirs."""
        if code not in {one.code for _post, one in self.containers()}:
            raise Refusal(_("This container is not known. Nothing was changed."), "container")
        if not 0 < grams <= self.office.number("scale.capacity_g"):
            raise Refusal(
                _("An empty container cannot weigh {weight}. Nothing was changed. Weigh it again.",
                  weight=format_grams(grams, 2)), "tare",
            )  # fmt: skip
        act.set("container", {"code": code}, tare_g=grams)
        act.changed(Change.SETTINGS, Change.INTAKE)
