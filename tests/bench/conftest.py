"""The table `make bench` prints at its end."""

from __future__ import annotations

import pytest
from bench_figures import Figures

FIGURES = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where each bench puts what it measured."""
    return request.config.stash.setdefault(FIGURES, Figures())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table."""
    found = config.stash.get(FIGURES, None)
    if found is None:
        return
    rows = [("what", "here", "baseline of this run", "ratio", "limit"), *found.lines]
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    terminalreporter.section("speeds")
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        terminalreporter.write_line("  ".join(cells).rstrip())
