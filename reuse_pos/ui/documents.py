"""Where the files a person asks for are put: among their own documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """The folder "Reuse POS" of the person's documents."""
    places = QStandardPaths.StandardLocation
    return Path(QStandardPaths.writableLocation(places.DocumentsLocation)) / "Reuse POS"
