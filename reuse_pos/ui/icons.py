"""The pictograms: Phosphor drawings and the shop's own, painted in any colour and size.

A name is the drawing's file name without its weight: ``armchair`` with weight ``duotone`` is
``armchair-duotone.svg``; weight ``regular`` is ``armchair.svg``. ``logo`` is the brand mark.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

WEIGHTS = ("regular", "bold", "fill", "duotone")
_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"


@cache
def available() -> frozenset[str]:
    """The file names, without ``.svg``, of every drawing shipped."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return frozenset(name.removesuffix(".svg") for name in names if name.endswith(".svg"))


def exists(name: str, weight: str = "duotone") -> bool:
    """Whether this drawing is shipped in this very weight."""
    return _file(name, weight) in available()


def pixmap(name: str, colour: str, size: int, weight: str = "duotone") -> QPixmap:
    """The drawing as a square pixmap of ``size`` logical pixels, sharp on every screen.

    A weight that is not shipped is replaced by the nearest one that is.
    Raises LookupError if no weight of the drawing is shipped.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _render(_found(name, weight), colour.upper(), size, ratio)


def icon(name: str, colour: str, size: int = 24, weight: str = "bold") -> QIcon:
    """The drawing as a QIcon, for stock Qt widgets."""
    return QIcon(pixmap(name, colour, size, weight))


def _file(name: str, weight: str) -> str:
    return name if weight == "regular" else f"{name}-{weight}"


@cache
def _found(name: str, weight: str) -> str:
    if weight not in WEIGHTS:
        raise LookupError(f"no such icon weight: {weight}")
    for choice in (weight, "duotone", "bold", "fill", "regular"):
        if _file(name, choice) in available():
            return _file(name, choice)
    raise LookupError(f"no such icon: {name}")


@lru_cache(maxsize=2048)
def _render(file: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = (_FOLDER / f"{file}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image
