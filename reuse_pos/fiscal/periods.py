"""The closings of a journal, added up again from its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reuse_pos.fiscal.head import CLOSINGS, TillHead
from reuse_pos.fiscal.totals import SHORTER, Totals

SESSION = "SESSION_CLOSE"


class Periods:
    """Running totals of the session, day, month and year now open, each compared at its closing."""

    def __init__(self, head: TillHead | None = None) -> None:
        """Begin where a journal begins, or at `head`: periods open there cannot be added up."""
        begun = dict(head.open_since) if head is not None else {}
        self._open: dict[str, Totals | None] = {
            kind: None if kind in begun else Totals() for kind in CLOSINGS
        }
        self._open[SESSION] = None

    def spoil(self) -> None:
        """Records are missing: the periods now open can no longer be added up."""
        self._open = dict.fromkeys(self._open)

    def take(self, body: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
        """Count a record; for a closing, yield (field, as written, as the records give it) where
        they differ.
        """
        kind = body["type"]
        if kind in self._open:
            totals, self._open[kind] = self._open[kind], None if kind == SESSION else Totals()
            self._add_to_longer(kind, totals)
            if totals is not None:
                yield from _differences(body, totals)
            return
        if kind == "SESSION_OPEN":
            self._open[SESSION] = Totals()
        for running in (self._open["CLOSE_DAY"], self._open[SESSION]):
            if running is not None:
                running.add(body)

    def _add_to_longer(self, kind: str, totals: Totals | None) -> None:
        for longer, shorter in SHORTER.items():
            running = self._open[longer]
            if shorter == kind and totals is None:
                self._open[longer] = None
            elif shorter == kind and totals is not None and running is not None:
                running.add_closing(totals.body())


def _differences(body: Mapping[str, Any], totals: Totals) -> Iterator[tuple[str, object, object]]:
    figures = totals.body()
    figures.setdefault("n_corrections", 0)
    written = {"n_corrections": 0, **body}
    if body["type"] == SESSION:
        named = {row["method"]: row["expected"] for row in body["methods"]}
        written["expected"] = named
        figures |= {"expected": totals.expected(named), "float": totals.float_cents}
    for name, value in figures.items():
        if written.get(name) != value:
            yield name, written.get(name), value
