"""python-escpos, loaded late and kept from touching anything but its own bytes.

Its import parses a large file of printer models, makes a temporary folder each time and sets up
logging for the whole program; here the models are cached, the folder is removed and logging stays
as it was.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, cast

CACHE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_import_lock = threading.Lock()


class Primitives(Protocol):
    """The few commands taken from python-escpos; `output` is what they made so far."""

    output: bytes

    def charcode(self, code: str) -> None: ...

    def cashdraw(self, pin: list[int]) -> None: ...


def primitives(model: str) -> Primitives:
    """A new printer of that model that keeps its bytes; never reused, for it remembers code
    pages.
    """
    with _import_lock:
        if "escpos.printer" not in sys.modules:
            with _kept_quiet():
                importlib.import_module("escpos.printer")
        from escpos.printer import Dummy
    return cast(Primitives, Dummy(profile=model))


@contextmanager
def _kept_quiet() -> Iterator[None]:
    """Undo what the import does to logging and to the temporary folder."""
    root = logging.getLogger()
    handlers, level, temporary = list(root.handlers), root.level, tempfile.tempdir
    cache = cache_folder()
    os.environ.setdefault(CACHE_VARIABLE, str(cache))
    before = set(cache.iterdir())
    tempfile.tempdir = str(cache)
    try:
        yield
    finally:
        tempfile.tempdir = temporary
        for handler in [one for one in root.handlers if one not in handlers]:
            root.removeHandler(handler)
        root.setLevel(level)
        for folder in set(cache.iterdir()) - before:
            if folder.is_dir():
                folder.rmdir()


def cache_folder() -> Path:
    """Where parsed printer models are kept; a temporary folder when the user's cache cannot be
    written.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("reuse-pos") / "printers"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="reuse-pos-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="reuse-pos-"))
