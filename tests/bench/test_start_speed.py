"""From a touch on the icon to the pictures of the people, beside an empty Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench_figures import Figures, median, quiet
from bigshop import add_ledger, add_things
from shops import copy_shop

HERE = Path(__file__).parent
RUNS = 11


def started(*words: str) -> tuple[float, str]:
    """Milliseconds from starting a program to its word "painted", and what it says after."""
    environment = {
        **os.environ, "PYTHONPATH": str(HERE.parents[1]), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    # An installed program has its byte code.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "painted\n"
    spent = (time.perf_counter() - start) * 1000
    rest = program.stdout.read()
    assert program.wait() == 0
    program.stdout.close()
    return spent, rest


@pytest.mark.bench
def test_the_pictures_are_there_soon_after_an_empty_window_would_be(
    tmp_path: Path, figures: Figures
) -> None:
    """Catches heavy modules imported, or tables read whole, before anyone can sign in."""
    made = copy_shop(tmp_path / "shop")
    add_things(made.office.folder.database, 20_000)
    add_ledger(made.office.folder.database, 100_000)
    folder = str(made.office.folder.root)
    made.shop.close()
    bare, ours, let_in = [], [], []
    started(str(HERE / "start_bare.py"))
    started(str(HERE / "start_app.py"), folder, "07", "1234")
    for _run in range(RUNS):
        bare.append(started(str(HERE / "start_bare.py"))[0])
        spent, rest = started(str(HERE / "start_app.py"), folder, "07", "1234")
        ours.append(spent)
        let_in.append(float(rest.split()[2]))
    word = "an empty Qt window"
    figures.beside("pictures shown, PIN taken", quiet(ours), (word, quiet(bare)), 2.5, "ms")
    figures.seen("PIN checked and counter opened", median(let_in), "ms", "argon2id on purpose")
