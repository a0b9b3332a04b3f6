"""The look of the shop's screens: light, dark or strongest contrast, at three text sizes.

``theme.install(app)`` once at start; ``theme.set(mode, scale)`` at any time after; every painted
widget asks ``theme.current()`` when it paints, and ``hub.theme_changed`` tells those who cache.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from reuse_pos.ui import fonts, qss, tokens
from reuse_pos.ui.hub import hub


@dataclass(frozen=True)
class Theme:
    """One look: a mode ("light", "dark", "max") and a text scale in per cent (100, 115, 130)."""

    mode: str = "light"
    scale: int = 100

    @property
    def palette(self) -> tokens.Palette:
        """The colours of this mode."""
        return tokens.MODES[self.mode]

    @property
    def dark(self) -> bool:
        """Whether text is light on a dark ground."""
        return self.mode != "light"

    def px(self, size: float) -> int:
        """A text size or a size that follows the text, in pixels at this scale."""
        return round(size * self.scale / 100)

    def font(self, px: float, weight: int = 400, *, code: bool = False) -> QFont:
        """The font of a size at 100 % and a weight 400 to 800; ``code`` has the slashed zero."""
        return QFont(_font(self.px(px), weight, code))

    def role_font(self, role: str) -> QFont:
        """The font of a role of ``tokens.TYPE`` ("title", "body", "note" …)."""
        chosen = tokens.TYPE[role]
        return self.font(chosen.px, chosen.weight, code=chosen.code)

    def hue(self, family: str) -> tuple[str, str]:
        """The foreground and background ``#RRGGBB`` of a family of goods; neutral if unknown."""
        hue = tokens.FAMILIES.get(family, tokens.FAMILIES["neutral"])
        return (hue.dark_fg, hue.dark_bg) if self.dark else (hue.fg, hue.bg)

    def hex(self, spec: str) -> str:
        """``#RRGGBB`` of a palette token ("ink2"), a family ("textile", "textile-bg") or itself."""
        if spec.startswith("#"):
            return spec
        if spec.removesuffix("-bg") in tokens.FAMILIES:
            return self.hue(spec.removesuffix("-bg"))[spec.endswith("-bg")]
        return str(getattr(self.palette, spec))

    def colour(self, spec: str) -> QColor:
        """The same as ``hex`` for a painter."""
        return QColor(self.hex(spec))


@cache
def _font(px: int, weight: int, code: bool) -> QFont:
    font = QFont()
    font.setFamilies([tokens.CODE if code else tokens.SANS, tokens.LETTERS])
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


_state = {"theme": Theme()}


def current() -> Theme:
    """The look now shown."""
    return _state["theme"]


def set(mode: str = "light", scale: int = 100) -> Theme:
    """Change the look of every open window at once. Raises ValueError on an unknown look."""
    if mode not in tokens.MODES or scale not in tokens.SCALES:
        raise ValueError(f"no such look: {mode} at {scale} %")
    chosen = Theme(mode, scale)
    changed = chosen != current()
    _state["theme"] = chosen
    app = QApplication.instance()
    if isinstance(app, QApplication) and (changed or not app.styleSheet()):
        _dress(app, chosen)
    if changed:
        hub.theme_changed.emit()
    return chosen


def install(app: QApplication, mode: str = "light", scale: int = 100) -> None:
    """Load the fonts, choose Qt's plain style and dress the application."""
    fonts.load()
    # Asked of Qt itself before it starts, the style costs the sign-in nothing.
    if os.environ.get("QT_STYLE_OVERRIDE") != "Fusion":
        app.setStyle("Fusion")
    set(mode, scale)


def _dress(app: QApplication, theme: Theme) -> None:
    app.setPalette(_qt_palette(theme.palette))
    app.setFont(theme.role_font("body"))
    app.setStyleSheet(qss.sheet(theme.palette, theme.scale))


def _qt_palette(colours: tokens.Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = (
        (role.Window, colours.canvas),
        (role.WindowText, colours.ink),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.canvas),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.ink2),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.Highlight, colours.blue),
        (role.HighlightedText, colours.on_blue),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.ink),
        (role.Link, colours.blue),
    )
    for name, colour in pairs:
        palette.setColor(name, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(disabled, name, QColor(colours.line2))
    return palette
