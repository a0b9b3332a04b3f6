"""Recalled products: the public list brought in from a file and searched without a network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db import recalls as rows
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.recalls import MOST_BYTES, RecalledProduct, code_of, read_list
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.search import words_of
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

SHOWN, MOST_WORDS = 30, 6


@dataclass(frozen=True)
class Imported:
    """What an import brought: products of the file, food recalls left out, and the whole list's
    size now."""

    products: int
    food: int
    whole: int


class Recalls(Station):
    """The list is public and may be fetched again at any time: it is kept in this file only and is
    no part of what the shop's facts hold."""

    def extent(self) -> tuple[int, str]:
        """How many products the list has, and the day of its newest one."""
        return rows.extent(self.store.read())

    @verb("recalls_imported", Permission.SET_UP)
    def import_list(self, act: Act, path: Path) -> Imported:
        """Bring in a RappelConso file (CSV or JSON): all of it or nothing. A product already known
        is updated. Refuses "file", "size", "format", "columns", "lines" and "empty"."""
        found = read_list(_content(path))
        rows.keep(act.tx, found.products)
        act.changed(Change.SETTINGS)
        whole, _day = rows.extent(act.tx)
        return Imported(len(found.products), found.food, whole)

    def search(self, text: str, limit: int = SHOWN) -> list[RecalledProduct]:
        """The recalled products that brand, model or barcode words name, newest first; words may
        be begun only, accents and order do not matter."""
        code = code_of(text)
        if code:
            return self.with_code(code, limit)
        words = [word for word in dict.fromkeys(words_of(text)) if len(word) > 1]
        return rows.find(self.store.read(), words[:MOST_WORDS], limit)

    def with_code(self, raw: str, limit: int = SHOWN) -> list[RecalledProduct]:
        """The recalled products that carry a maker's barcode."""
        code = code_of(raw) or raw
        return rows.with_code(self.store.read(), code, limit)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(
                _("This file is too big to be the list of recalls. Nothing was changed."), "size"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            _("This file cannot be opened. Nothing was changed. Choose another file."), "file"
        ) from error
