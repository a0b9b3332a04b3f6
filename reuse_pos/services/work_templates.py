"""The steps of each kind of thing, as the supervisor writes them; work already begun keeps its
own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import workshop as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import Step
from reuse_pos.domain.workshop_steps import (
    FAMILY_MARK,
    checked_template,
    proofs_first,
    read_steps,
    shipped,
    steps_text,
)
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class Template:
    """The steps of a category or of a family ("family:meubles"); `own` where the supervisor set
    them."""

    key: str
    label: str
    icon: str
    family: str
    steps: tuple[Step, ...]
    own: bool = False


class WorkTemplates(Station):
    """Lists of steps."""

    def families(self) -> tuple[Template, ...]:
        """The template of each of the nine families."""
        return tuple(self.template(FAMILY_MARK + family) for family in FAMILIES)

    def of_family(self, family: str) -> tuple[Template, ...]:
        """The templates of a family's categories, those with steps of their own first."""
        own = set(rows.template_keys(self.store.read()))
        found = [
            one
            for one in self.office.categories().values()
            if one.family == family and not one.is_service
        ]
        found.sort(key=lambda one: one.code not in own)
        return tuple(self.template(one.code) for one in found)

    def template(self, key: str) -> Template:
        """The steps of a category or family; `KeyError` for one that does not exist."""
        reader = self.store.read()
        kept = rows.template(reader, key)
        if key.startswith(FAMILY_MARK):
            family = key.removeprefix(FAMILY_MARK)
            label, icon = _(FAMILIES[family]), FAMILY_ICON[family]
        else:
            category = self.office.category(key)
            family, label, icon = category.family, category.label, category.icon
        return Template(key, label, icon, family, self._steps(reader, key, kept), bool(kept))

    def _steps(self, reader: Reader, key: str, kept: str) -> tuple[Step, ...]:
        """The steps work of this key gets: those kept, else its family's, else the shipped ones;
        and every proof a category wants before sale."""
        category = self.office.categories().get(key)
        text = kept or ("" if category is None else rows.template(reader, _family_key(category)))
        steps = read_steps(text) if text else shipped(key, self.office.categories())
        return steps if category is None else proofs_first(category, steps)

    @verb("work_steps_set", Permission.SUPERVISE)
    def put(self, act: Act, key: str, steps: Sequence[Step]) -> Template:
        """Set the steps of a category or family; work already open keeps the steps it began with.

        Refuses more than eight steps, a title or sentence that is too long, and the loss of a
        proof wanted before sale.
        """
        checked_template(key, steps, self.office.categories())
        act.put(
            "work_template", category=key, steps=steps_text(steps), set_by=act.who.op, day=act.day
        )
        act.changed(Change.WORKSHOP)
        before = self.template(key)
        return Template(key, before.label, before.icon, before.family, tuple(steps), True)

    @verb("work_steps_as_shipped", Permission.SUPERVISE)
    def put_back(self, act: Act, key: str) -> Template:
        """Take a family back to the steps a new shop begins with; a category to those of its
        family where they were written."""
        before = self.template(key)
        if before.own:
            act.put("work_template", category=key, steps="", set_by=act.who.op, day=act.day)
            act.changed(Change.WORKSHOP)
        steps = self._steps(act.tx, key, "")
        return Template(key, before.label, before.icon, before.family, steps)


def _family_key(category: Category) -> str:
    return FAMILY_MARK + category.family
