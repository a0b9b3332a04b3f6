"""Making one thing of several: scan what is used, say what it becomes, weigh it, say where the
rest goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, Category
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import REST_WAYS
from reuse_pos.ui.widgets.stackedbar import Part
from reuse_pos.ui.workshop.choice_page import Choice

SHOWN, LONGEST = 17, 24
MORE = "more"


class Making:
    """What was scanned and answered so far; nothing is written before the last answer."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self._all = [one for one in categories if not one.is_service]
        self.sources: list[Item] = []
        self.category: Category | None = None
        self.weighing: Weighing | None = None
        self.done: list[tuple[Category, Weighing]] = []
        self._family, self._from = "", 0

    def add(self, item: Item) -> bool:
        """Take a thing in; False when it is in already."""
        if any(one.id == item.id for one in self.sources):
            return False
        self.sources.append(item)
        return True

    def drop(self, item: Item) -> None:
        """Take a thing out again."""
        self.sources = [one for one in self.sources if one.id != item.id]

    def rest_g(self) -> int:
        """What will be left over, in grams; below zero the new thing is too heavy."""
        made = self.weighing.net_g if self.weighing is not None else 0
        made += sum(weighing.net_g for _category, weighing in self.done)
        return sum(item.grams for item in self.sources) - made

    def one_more(self) -> None:
        """What was just weighed is one of several new things."""
        if self.category is not None and self.weighing is not None:
            self.done.append((self.category, self.weighing))
        self.category, self.weighing = None, None

    def products(self) -> list[tuple[Category, Weighing]]:
        """Every new thing, in the order they were weighed."""
        if self.category is None or self.weighing is None:
            return list(self.done)
        return [*self.done, (self.category, self.weighing)]

    def families(self) -> list[Choice]:
        """The nine families."""
        return [
            Choice(family, _(words), FAMILY_ICON[family], family)
            for family, words in FAMILIES.items()
        ]

    def open_family(self, family: str) -> list[Choice]:
        """The categories of a family, followed things first."""
        self._family, self._from = family, 0
        return self.leaves()

    def leaves(self) -> list[Choice]:
        """The categories now shown; the last tile shows others where there are more."""
        found = [one for one in self._all if one.family == self._family]
        found.sort(key=lambda one: not one.unit_item)
        page = found[self._from : self._from + SHOWN]
        tiles = [Choice(one.code, short_label(one.label), one.icon, one.family) for one in page]
        if len(found) > SHOWN:
            tiles.append(Choice(MORE, _("See others"), "arrow-right", "neutral"))
        return tiles

    def more(self) -> list[Choice]:
        """The next categories of the family, the first again after the last."""
        total = sum(one.family == self._family for one in self._all)
        self._from = self._from + SHOWN if self._from + SHOWN < total else 0
        return self.leaves()

    def ways(self) -> list[Choice]:
        """Where the rest may go."""
        return [
            Choice(way, _(words), icon, "bricolage" if way == "parts" else "neutral")
            for way, (_place, words, icon) in REST_WAYS.items()
        ]

    def parts(self) -> list[Part]:
        """The new things and the rest, as one bar."""
        made = [Part(one.net_g, "blue", category.label) for category, one in self.products()]
        return [*made, Part(self.rest_g(), "yellow_edge", _("Rest"))]


def short_label(label: str) -> str:
    """A category's name as a small tile shows it: what follows a stroke or bracket is left out."""
    return label if len(label) <= LONGEST else re.split(r" / | \(", label)[0]
