"""The secret code of the person chosen: four figures or a password; the wait after mistakes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.signin.note import Note
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.avatar import Avatar
from reuse_pos.ui.widgets.card import Card, column, row
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.keypad import Keypad
from reuse_pos.ui.widgets.pin import PinBoxes

WIDTH, WIDTH_COMPACT = 372, 340


def wait_words(seconds: int) -> str:
    """ "28 secondes", "3 minutes": how long there is still to wait."""
    if seconds < 120:
        return ngettext("{n} second", "{n} seconds", seconds)
    return ngettext("{n} minute", "{n} minutes", -(-seconds // 60))


class SecretCard(Card):
    """``SecretCard(parent=None)``, signals ``typed(str secret)`` and ``forgotten()``.

    ``ask(person)`` (None: nobody chosen yet), ``checking()``, ``wrong(sentence)``,
    ``wait(seconds, locked)`` counts down while nothing can be typed; 0 opens it again.
    ``pin`` (PinBoxes), ``pad`` (Keypad), ``password`` (QLineEdit), ``enter`` (Key).
    """

    typed = Signal(str)
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.width_now = WIDTH
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.person: Person | None = None
        self._waiting = False
        self._avatar = Avatar("user", "neutral", 60)
        self._hello = Amount("", 24, "ink", "left", 700)
        self._hello.setObjectName("hello")
        self._what = Amount("", 17, "ink2", "left", 400)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._figures_page())
        self._pages.addWidget(self._password_page())
        self.note = Note()
        self.note.setObjectName("secret_note")
        head = row(self._avatar, spacing=14)
        words = column(None, self._hello, 2, self._what, None, spacing=0)
        head.addLayout(words, 1)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(16)
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.note)
        self.ask(None)

    def ask(self, person: Person | None) -> None:
        """Greet this person and wait for their secret."""
        self.person = person
        self._waiting = False
        icon, family = face(person) if person else ("user", "neutral")
        self._avatar.show_badge(icon, family)
        self._avatar.shaped(14, 37, "fill")
        self._hello.set_text(_("Hello {name}", name=person.name) if person else _("Hello"))
        self._what.set_text(self._asked_for())
        self._pages.setCurrentIndex(int(person is not None and person.uses_password))
        self.pin.clear()
        self.password.clear()
        self._rest()

    def checking(self) -> None:
        """The secret is being checked: nothing more is taken."""
        self._open(False)

    def wrong(self, sentence: str) -> None:
        """Say that it was not the right one; ready for another try."""
        self.pin.clear()
        self.password.clear()
        self._open(self.person is not None)
        self.note.say(sentence, "bad", "warning")

    def wait(self, seconds: int, locked: bool = False) -> None:
        """Nothing can be typed for so many seconds; 0 ends the wait."""
        if seconds <= 0:
            if self._waiting:
                self._waiting = False
                self._rest()
            return
        self._waiting = True
        self.pin.clear()
        self.password.clear()
        self._open(False)
        left = wait_words(seconds)
        words = (
            _(
                "Too many wrong codes. Ask the manager to open your access, or wait {left}.",
                left=left,
            )
            if locked
            else _("Wrong code. Wait {left}, then try again. Or ask your supervisor.", left=left)
        )
        self.note.say(words, "bad", "clock")

    def is_waiting(self) -> bool:
        """Whether the wait after wrong codes runs."""
        return self._waiting

    def take_focus(self) -> None:
        """The keyboard types the secret."""
        field = self.password if self._pages.currentIndex() else self.pin
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Narrower under 1280 pixels; lower keys when the text is large."""
        self.width_now = WIDTH_COMPACT if compact else WIDTH
        side = 18 if compact else 24
        self.body.setContentsMargins(side, 20 if compact else 24, side, 20 if compact else 24)
        low = 62 if theme.current().scale > 100 else 76
        for key in self.pad.findChildren(Key):
            key.sized(low)

    def _figures_page(self) -> QWidget:
        page = QWidget()
        self.pin = PinBoxes(4)
        self.pin.setObjectName("pin")
        self.pin.complete.connect(self.typed)
        self.pad = Keypad(secret=True)
        self.pad.setObjectName("secret_pad")
        self.pad.typed.connect(self.pin.push)
        self.pad.erased.connect(self.pin.pop)
        forgot = Key(_("Forgotten?"), kind="quiet").typed(17).named("forgotten")
        forgot.clicked.connect(self.forgotten)
        self.pad.set_corner(forgot)
        # The keys keep the height of a figure; what is left stays free above the note.
        self.pad.setMaximumHeight(340)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(22)
        layout.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.pad, 1)
        layout.addStretch(0)
        return page

    def _password_page(self) -> QWidget:
        page = QWidget()
        self.password = QLineEdit()
        self.password.setObjectName("password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password"))
        self.password.setAccessibleName(_("Password"))
        self.password.setMinimumHeight(56)
        self.enter = Key(_("Enter"), "", "next", "", parent=page).typed(22, 26).sized(76)
        self.enter.named("enter").setEnabled(False)
        self.password.textChanged.connect(self._letters)
        self.password.returnPressed.connect(self._send)
        self.enter.clicked.connect(self._send)
        forgot = Key(_("Forgotten?"), kind="quiet").typed(17).named("forgotten_password")
        forgot.clicked.connect(self.forgotten)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(14)
        for widget in (self.password, self.enter, forgot):
            layout.addWidget(widget)
        layout.addStretch(1)
        return page

    def _asked_for(self) -> str:
        if self.person is None:
            return _("Touch your picture")
        return _("Type your password") if self.person.uses_password else _("Type your secret code")

    def _rest(self) -> None:
        self._open(self.person is not None)
        if self.person is not None and self.person.uses_password:
            self.note.say(_("Then press Enter."), "info", "info")
        elif self.person is not None:
            self.note.say(_("The screen opens by itself after the fourth figure."), "info", "info")
        else:
            self.note.say(_("Or scan your badge: the screen opens at once."), "info", "barcode")

    def _open(self, can: bool) -> None:
        if not can and (self.pin.hasFocus() or self.password.hasFocus()):
            # Else the focus would jump to a picture, which would look chosen.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pad.setEnabled(can)
        self.pin.setEnabled(can)
        self.password.setEnabled(can)
        self.enter.setEnabled(can and bool(self.password.text()))

    def _letters(self, text: str) -> None:
        self.enter.setEnabled(bool(text) and self.password.isEnabled())

    def _send(self) -> None:
        if self.password.text() and self.password.isEnabled():
            self.typed.emit(self.password.text())
