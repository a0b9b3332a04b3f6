"""The head of the plain screens: home, who I am, what I am doing, listen, help; always there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import tokens
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.avatar import Avatar
from reuse_pos.ui.widgets.card import Panel
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text


class PlainHeader(Panel):
    """``PlainHeader(parent=None)``, 80 px. Signals ``home()``, ``listen()``, ``help()``.

    ``set_title(title)``, ``set_avatar(pictogram, family)``, ``set_code(code)`` (empty hides it),
    ``set_listening(can, reading=False)`` hides "Écouter" without a voice.
    """

    home = Signal()
    listen = Signal()
    help = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setFixedHeight(tokens.PLAIN_HEADER)
        self.home_key = self._key(_("Home"), "house-line", "fill", 26).named("plain_home")
        self.listen_key = self._key(_("Listen"), "speaker-high", "fill", 28).named("plain_listen")
        self.help_key = self._key(_("Help"), "lifebuoy", "bold", 28).named("plain_help")
        self._avatar = Avatar("user", "neutral", 52)
        self._title = Amount("", 26, "#FFFFFF", "left", 700)
        self._title.setObjectName("screen_title")
        self._code = Text("", "code", "rail_ink").named("plain_code")
        self.home_key.clicked.connect(self.home)
        self.listen_key.clicked.connect(self.listen)
        self.help_key.clicked.connect(self.help)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(16)
        layout.addWidget(self.home_key)
        layout.addSpacing(6)
        layout.addWidget(self._avatar)
        layout.addWidget(self._title, 1)
        for widget in (self._code, self.listen_key, self.help_key):
            layout.addWidget(widget)

    def title(self) -> str:
        """What one is doing, as shown."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Say what one is doing."""
        self._title.set_text(title)

    def set_avatar(self, pictogram: str, family: str) -> None:
        """Show whose screen it is."""
        self._avatar.show_badge(pictogram, family)

    def set_code(self, code: str) -> None:
        """Show the code of the thing worked on."""
        self._code.setText(code)
        self._code.setVisible(bool(code))

    def set_listening(self, can: bool, reading: bool = False) -> None:
        """Offer to read aloud if there is a voice; lit while it reads."""
        self.listen_key.setVisible(can)
        self.listen_key.choosable(reading)

    def _key(self, text: str, icon: str, weight: str, icon_px: int) -> Key:
        return Key(text).with_icon(icon, weight).typed(18, icon_px).sized(56)
