"""The letters of the screens: made known to Qt once, from files shipped with the app."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFontDatabase


@cache
def load() -> tuple[str, ...]:
    """Register every shipped font; the names of the families, in order. Raises OSError if one is
    bad."""
    families: dict[str, None] = {}
    folder = files("reuse_pos") / "assets" / "fonts"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith((".ttf", ".otf")):
            continue
        with as_file(entry) as path:
            number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise OSError(f"unreadable font {entry.name}")
        families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(number))
    return tuple(families)
