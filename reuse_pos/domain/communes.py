"""Every French town and its postal codes, found at reception by the first letters or figures.

The list ships with the program (Licence Ouverte, its licence stands beside it); towns are known by
their INSEE code, which never depends on how a name is written.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).resolve().parent.parent / "assets" / "communes" / "communes.csv.gz"
_JOINED = str.maketrans({"œ": "oe", "æ": "ae"})
_WORD = re.compile(r"[^\W_]+")
_WHOLE = {"st": "saint", "ste": "sainte"}
_POSTCODE = re.compile(r"\d{1,5}")
_INSEE = re.compile(r"\d[\dAB]\d{3}")
_DEPARTMENT = re.compile(r"(.+)\s\(?(\d{2,3}|2[ab])\)?", re.IGNORECASE)
MOST_FOUND = 30


@dataclass(frozen=True)
class Commune:
    """A town by its INSEE code: name, postal codes, inhabitants; `folded` is what is searched."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    population: int
    folded: str

    @property
    def words(self) -> str:
        """How it is offered: "Betton (35830)"; the first postal code of those with many."""
        return f"{self.name} ({self.postcodes[0]})" if self.postcodes else self.name


def folded(text: str) -> str:
    """A name as it is searched: small letters without accents, St as Saint, one space between
    words."""
    flat = unicodedata.normalize("NFD", text.casefold().translate(_JOINED))
    bare = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return " ".join(_WHOLE.get(word, word) for word in _WORD.findall(bare))


@cache
def all_communes() -> tuple[Commune, ...]:
    """Every town, most inhabitants first; read once (a tenth of a second), off the screen's
    thread."""
    with gzip.open(_LIST, "rt", encoding="utf-8", newline="") as file:
        towns = [
            Commune(
                row["insee"], row["name"].replace("'", "’"),
                tuple(filter(None, row["postcodes"].split(","))),
                int(row["population"] or 0), folded(row["name"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]  # fmt: skip
    return tuple(sorted(towns, key=lambda town: (-town.population, town.insee)))


@cache
def _by_code() -> dict[str, Commune]:
    return {town.insee: town for town in all_communes()}


def commune(insee: str) -> Commune | None:
    """The town with this INSEE code."""
    return _by_code().get(insee)


def search(
    text: str, most: int = MOST_FOUND, towns: Sequence[Commune] | None = None
) -> list[Commune]:
    """The towns that a person who typed this may mean, at most `most`.

    Figures are the beginning of a postal code, or an INSEE code. Letters are the beginning of the
    name, then of one of its later words ("Gervais" finds Saint-Gervais); big towns come first among
    equals. Of towns that share a name, a department tells which ("Sainte-Marie 35", "Sari 2A").
    """
    known = all_communes() if towns is None else towns
    wanted = text.strip()
    if _POSTCODE.fullmatch(wanted) or _INSEE.fullmatch(wanted.upper()):
        return _by_figures(wanted.upper(), known)[:most]
    return _by_letters(folded(wanted), known, most) or _in_department(wanted, known, most)


def _by_figures(wanted: str, known: Sequence[Commune]) -> list[Commune]:
    found = [town for town in known if any(code.startswith(wanted) for code in town.postcodes)]
    return found + [town for town in known if town.insee == wanted and town not in found]


def _by_letters(wanted: str, known: Sequence[Commune], most: int) -> list[Commune]:
    if not wanted:
        return []
    whole = [town for town in known if town.folded == wanted]
    begins = [t for t in known if t.folded.startswith(wanted) and t.folded != wanted]
    found = whole + begins
    if len(found) < most:
        later = f" {wanted}"
        found += [t for t in known if later in t.folded and not t.folded.startswith(wanted)]
    return found[:most]


def _in_department(wanted: str, known: Sequence[Commune], most: int) -> list[Commune]:
    asked = _DEPARTMENT.fullmatch(wanted)
    if asked is None:
        return []
    name, department = folded(asked[1]), asked[2].upper()
    return _by_letters(name, [town for town in known if town.insee.startswith(department)], most)
