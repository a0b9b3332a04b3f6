"""What a period of the journal adds up to: the figures of a Z and of the day, month and year
closings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTERS = {
    "SALE": "n_sales",
    "REFUND": "n_refunds",
    "VOID": "n_voids",
    "REPRINT": "n_reprints",
    "PAYMENT_CORRECTION": "n_corrections",
}
CASH = "CASH"
SHORTER = {"CLOSE_MONTH": "CLOSE_DAY", "CLOSE_YEAR": "CLOSE_MONTH"}


def drawer_method(method: str) -> str:
    """The method whose money a payment moves: change is always given in cash."""
    return CASH if method == "CHANGE" else method


@dataclass(slots=True)
class Totals:
    """Sums of the records added so far, in cents; `cash_moves` and `float_cents` concern the
    drawer.
    """

    n_sales: int = 0
    n_refunds: int = 0
    n_voids: int = 0
    n_reprints: int = 0
    n_corrections: int = 0
    total: int = 0
    turnover: int = 0
    float_cents: int = 0
    cash_moves: int = 0
    by_method: dict[str, int] = field(default_factory=dict)
    vat: dict[tuple[str, int], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Iterable[Mapping[str, Any]]) -> Totals:
        """The totals of a run of record bodies."""
        totals = cls()
        for body in bodies:
            totals.add(body)
        return totals

    @classmethod
    def for_closing(cls, kind: str, bodies: Iterable[Mapping[str, Any]]) -> Totals:
        """The totals of a closing from the record bodies since the last closing of its kind.

        A month adds up its days, a year its months; a day and a session their records.
        """
        if kind not in SHORTER:
            return cls.of(bodies)
        totals = cls()
        for body in bodies:
            if body["type"] == SHORTER[kind]:
                totals.add_closing(body)
        return totals

    def add(self, body: Mapping[str, Any]) -> None:
        """Count one record; kinds without money or copies change nothing."""
        kind = body["type"]
        if kind in COUNTERS:
            setattr(self, COUNTERS[kind], getattr(self, COUNTERS[kind]) + 1)
        if kind in ("SALE", "REFUND"):
            self._add_amounts(body)
        if kind in ("SALE", "REFUND", "PAYMENT_CORRECTION"):
            for pay in body["pay"]:
                self._add_method(drawer_method(pay["method"]), pay["amt"])
        elif kind == "CASH_MOVE":
            self.cash_moves += body["amt"]
        elif kind == "SESSION_OPEN":
            self.float_cents = body["float"]

    def add_closing(self, body: Mapping[str, Any]) -> None:
        """Add up a shorter closing instead of its records: a year from its months, a month from its
        days.
        """
        for name in COUNTERS.values():
            setattr(self, name, getattr(self, name) + body.get(name, 0))
        self._add_amounts(body)
        for row in body["by_method"]:
            self._add_method(row["method"], row["amt"])

    def body(self) -> dict[str, Any]:
        """The figures as a closing record states them; corrections only where there were some."""
        figures: dict[str, Any] = {
            "n_sales": self.n_sales,
            "n_refunds": self.n_refunds,
            "n_voids": self.n_voids,
            "n_reprints": self.n_reprints,
            "total": self.total,
            "turnover": self.turnover,
            "by_method": [
                {"method": method, "amt": amt} for method, amt in sorted(self.by_method.items())
            ],
            "vat": [
                {"code": code, "bp": bp, "base": base, "vat": vat, "ttc": ttc}
                for (code, bp), (base, vat, ttc) in sorted(self.vat.items())
            ],
        }
        if self.n_corrections:
            figures["n_corrections"] = self.n_corrections
        return figures

    def expected(self, also: Iterable[str] = ()) -> dict[str, int]:
        """Cents that should be there by method: the drawer is float + cash moves + cash taken.

        Cash is always listed, and so are the methods named in `also`.
        """
        found = dict.fromkeys(also, 0) | self.by_method
        found[CASH] = self.float_cents + self.cash_moves + self.by_method.get(CASH, 0)
        return found

    def _add_amounts(self, body: Mapping[str, Any]) -> None:
        self.total += body["total"]
        self.turnover += body["turnover"]
        for row in body["vat"]:
            sums = self.vat.setdefault((row["code"], row["bp"]), [0, 0, 0])
            for place, name in enumerate(("base", "vat", "ttc")):
                sums[place] += row[name]

    def _add_method(self, method: str, amt: int) -> None:
        self.by_method[method] = self.by_method.get(method, 0) + amt
