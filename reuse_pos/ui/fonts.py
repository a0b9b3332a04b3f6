"""The letters of the screens: made known to Qt once, from files shipped with the app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"


@cache
def load() -> tuple[str, ...]:
    """Register every shipped font; the names of the families, in order. Raises OSError if one is
    bad."""
    families: dict[str, None] = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in (".ttf", ".otf"):
            continue
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise OSError(f"unreadable font {path.name}")
        families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(number))
    return tuple(families)
