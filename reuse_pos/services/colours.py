"""Colours of labels: which one is printed in which weeks, and when and how far its prices go
down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from reuse_pos.db import colours as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item
from reuse_pos.domain.label_colours import (
    ColourPeriod,
    ColourPlan,
    checked_colour_plan,
    next_plan,
)
from reuse_pos.domain.labelling import Markdown, markdown_after
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office, Station
from reuse_pos.services.verb import Act, verb


class Colours(Station):
    """The weeks of each colour."""

    def listed(self) -> list[ColourPeriod]:
        """The periods, the one that ends last first."""
        return rows.periods(self.store.read())

    def now(self) -> ColourPeriod | None:
        """The colour of labels made today; None where labels carry none."""
        return rows.period_on(self.store.read(), self._today())

    def proposal(self) -> ColourPlan:
        """What would follow the periods there are."""
        return next_plan([one.plan for one in self.listed()], self._today())

    @verb("colour_planned", Permission.SET_UP)
    def plan(self, act: Act, plan: ColourPlan) -> Id:
        """Give some weeks a colour; returns the period's id. Refuses past days, days that have a
        colour, and what `checked_colour_plan` refuses."""
        known = [one.plan for one in rows.periods(act.tx)]
        checked = checked_colour_plan(plan, known)
        if checked.first_day < act.day:
            raise Refusal(
                _("Labels of the past are printed already. Nothing was changed. Begin today or "
                  "later."), "past",
            )  # fmt: skip
        return self._write(act, uuid7(act.at_ns), checked)

    @verb("colour_changed", Permission.SET_UP)
    def change(self, act: Act, period: Id, plan: ColourPlan) -> Id:
        """Change a period; once it has begun its colour and first day stay, for labels say them.

        A cut that comes later or is smaller holds for labels to come: what a label says is given.
        """
        known = self._known(act.tx, period)
        if known.plan.first_day <= act.day:
            plan = replace(plan, colour=known.plan.colour, first_day=known.plan.first_day)
        others = [one.plan for one in rows.periods(act.tx) if one.id != period]
        return self._write(act, period, checked_colour_plan(plan, others))

    @verb("colour_dropped", Permission.SET_UP)
    def drop(self, act: Act, period: Id) -> None:
        """Take back a period that has not begun; refuses one that has."""
        known = self._known(act.tx, period)
        if known.plan.first_day <= act.day:
            raise Refusal(
                _("This colour is on labels already. Nothing was changed. End it earlier "
                  "instead."), "begun",
            )  # fmt: skip
        act.set("colour_period", {"id": period}, basis_points=0)
        act.changed(Change.SETTINGS)

    def _known(self, reader: Reader, period: Id) -> ColourPeriod:
        found = next((one for one in rows.periods(reader) if one.id == period), None)
        if found is None:
            raise Refusal(_("This colour is gone. Nothing was changed."), "none")
        return found

    def _write(self, act: Act, period: Id, plan: ColourPlan) -> Id:
        act.put(
            "colour_period", id=period, colour=plan.colour, first_day=plan.first_day,
            last_day=plan.last_day, markdown_on=plan.markdown_on, basis_points=plan.basis_points,
        )  # fmt: skip
        act.changed(Change.SETTINGS)
        return period

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def announced(office: Office, reader: Reader, now: datetime) -> tuple[Markdown | None, str | None]:
    """What a label made now announces: the cut of its colour (and what the thing keeps of that
    colour), else the cut by age."""
    today = business_day(now)
    period = rows.period_on(reader, today.isoformat())
    if period is not None:
        return Markdown(period.plan.markdown_on, period.plan.basis_points), period.stamp
    days, basis_points = (office.number(f"label.markdown_{what}") for what in ("days", "bp"))
    return markdown_after(today, days, basis_points), None


def cut_today(reader: Reader, item: Item, day: str) -> Markdown | None:
    """The larger of the cuts that hold for a thing on an ISO day: the one its label announces, and
    the one its colour has now; None where none has begun."""
    cuts = [Markdown(item.markdown_on, item.markdown_bp)] if item.markdown_on else []
    period = rows.period_of(reader, item.colour) if item.colour else None
    if period is not None:
        cuts.append(Markdown(period.plan.markdown_on, period.plan.basis_points))
    begun = [cut for cut in cuts if cut.day <= day]
    return max(begun, key=lambda cut: cut.basis_points, default=None)
