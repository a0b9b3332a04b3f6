"""What a bench measured: each figure beside its limit and the baseline of the same run."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Figures:
    """What was measured, in the order it was measured."""

    lines: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def beside(
        self, name: str, figure: float, baseline: tuple[str, float], limit: float | None, unit: str
    ) -> None:
        """Keep a figure beside its baseline; fail when it is more than `limit` times as much."""
        word, base = baseline
        ratio = figure / base
        wanted = "" if limit is None else f"≤ {limit:g} ×"
        self.lines.append(
            (name, f"{figure:.2f} {unit}", f"{base:.2f} {unit} {word}", f"{ratio:.2f} ×", wanted)
        )
        assert limit is None or ratio <= limit, f"{name}: {ratio:.2f} × {word}"

    def under(self, name: str, figure: float, limit: float, unit: str, note: str = "") -> None:
        """Keep a figure; fail when it is above `limit`."""
        line = (name, f"{figure:.2f} {unit}", note, f"{figure / limit:.2f} of it", f"≤ {limit:g}")
        self.lines.append((*line[:4], f"{line[4]} {unit}"))
        assert figure <= limit, f"{name}: {figure:.2f} {unit}"

    def seen(self, name: str, figure: float, unit: str, note: str = "") -> None:
        """Keep a figure that has no limit."""
        self.lines.append((name, f"{figure:.2f} {unit}", note, "", ""))


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    """The value that 99 of 100 stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]


def quiet(values: Sequence[float]) -> float:
    """The median of the quicker half: what else the computer did meanwhile is left out."""
    return median(sorted(values)[: (len(values) + 1) // 2])
