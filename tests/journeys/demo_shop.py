"""A demo shop lived in a folder, and its papers as an outsider reads them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from outside.tillpapers import Closing, Ticket, read_closing, read_ticket

from reuse_pos.bootstrap import live_demo


@dataclass
class Demo:
    """A demo shop's folder and what the program said when it was done."""

    out: Path
    said: list[str]

    @property
    def shop(self) -> Path:
        return self.out / "shop"

    @property
    def papers(self) -> Path:
        return self.out / "papers"

    @property
    def database(self) -> Path:
        return self.shop / "shop.db"

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Plain SQL on the shop's file, past the program."""
        connection = sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    @cached_property
    def tickets(self) -> list[Ticket]:
        return [read_ticket(path) for path in sorted((self.papers / "receipts").glob("*.bin"))]

    @cached_property
    def zs(self) -> list[Closing]:
        found = [read_closing(path) for path in self.papers.glob("z-*.bin")]
        return sorted(found, key=lambda z: (z.till, z.journal_no))

    @property
    def sales(self) -> list[Ticket]:
        """Tickets printed for the first time."""
        return [one for one in self.tickets if not any("DUPLICATA" in b for b in one.banners)]


def live(out: Path, days: int, seed: int = 7, settings: Path | None = None) -> Demo:
    """Live some days of a demo shop in a folder."""
    said = live_demo(out, days=days, seed=seed, settings=settings, say=lambda _words: None)
    return Demo(out, said)
