"""Help, at the same place on every screen: the keys of the keyboard and whom to ask."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.about import AboutFacts, TillKey
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.helpkeys import KeysCard
from reuse_pos.ui.screen import KeyRows
from reuse_pos.ui.widgets import Card, Key, Line, Panel, Text

LINES = (
    ("F4", N_("Undo the last gesture")),
    ("F12", N_("The yellow key: what comes next")),
    ("F11", N_("At the till: cash, exact amount, finished")),
    ("Ctrl + F", N_("Search")),
    ("Ctrl + 1…7", N_("Go to the first, second … place of the rail")),
    ("Ctrl + L", N_("Change person; the basket stays")),
    (N_("Esc"), N_("Close, go back")),
)

ABOUT_PX, ABOUT_KEYS_PX = 115, 138


class HelpPage(Panel):
    """``HelpPage(parent, shop, may_learn=False, keys=False)``: covers its parent; signals
    ``closed()``, ``learn_asked()`` and ``chosen(str)``. With ``keys``, each till's whole public key
    is told; ``offer_choices(person)`` adds what is theirs to choose."""

    closed = Signal()
    learn_asked = Signal()
    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, shop: Shop, *, may_learn: bool = False, keys: bool = False
    ) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("help_page")
        self._about = Text("", "muted").wrapped().named("help_about")
        # Room for its five lines from the start: the page must not move when they are known.
        self._about.setMinimumHeight(theme.current().px(ABOUT_KEYS_PX if keys else ABOUT_PX))
        tasks.run(
            shop.about.facts,
            lambda facts: self._about.setText(about_words(facts, keys=keys)),
            owner=self,
        )
        card = Card(_("Help"))
        card.body.setContentsMargins(28, 22, 28, 22)
        card.body.setSpacing(16)
        card.body.addWidget(
            Text(
                _(
                    "Follow the yellow key: it is what comes next. A scan works anywhere. "
                    "Nothing is lost: what is done can be undone."
                ),
                "body",
            ).wrapped()
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, (key, words) in enumerate(LINES):
            grid.addWidget(Text(_(key), "strong"), number, 0)
            grid.addWidget(Text(_(words), "body").wrapped(), number, 1)
        card.body.addLayout(grid)
        card.body.addWidget(
            Text(_("Still stuck? Ask your supervisor or the manager."), "strong").wrapped()
        )
        card.body.addWidget(Line())
        card.body.addWidget(self._about)
        self.close_key = Key(_("Close"), "x", "key", _("Esc")).sized(56).named("help_close")
        self.close_key.clicked.connect(self.leave)
        self._body = card.body
        self._foot_keys = self._foot(may_learn=may_learn)
        card.body.addLayout(self._foot_keys)
        card.setFixedWidth(700)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        self._middle, self._card = middle, card
        self._keys: KeysCard | None = None
        self.setGeometry(parent.rect())
        parent.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _foot(self, *, may_learn: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.close_key, 1)
        if may_learn:
            learn = Key(_("Practice mode"), "play-circle").sized(56).named("help_learn")
            learn.clicked.connect(self._learn)
            foot.addWidget(learn, 1)
        return foot

    def offer_choices(self, person: Person) -> None:
        """Easy or full screens, and their booklet."""
        easy = Key(_("Full screens") if person.plain_mode else _("Easy screens"), "hand-tap")
        booklet = Key(_("My booklet"), "note-pencil")
        line = QHBoxLayout()
        line.setSpacing(12)
        for key, code in ((easy, "easy"), (booklet, "booklet")):
            key.sized(56).named(f"help_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._choose(code))
            line.addWidget(key, 1)
        self._body.insertLayout(self._body.count() - 1, line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole screen, however large it becomes."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def offer_keys(self, rows: KeyRows) -> None:
        """What the keyboard does on the screen behind, one touch away."""
        if not rows:
            return
        show = Key(_("Keyboard"), "keyboard", hint="→").sized(56).named("help_keys")
        show.clicked.connect(self.turn)
        self._foot_keys.insertWidget(1, show, 1)
        self._keys = KeysCard(rows)
        self._keys.back.clicked.connect(self.turn)
        self._keys.hide()
        self._middle.insertWidget(1, self._keys)

    def turn(self) -> None:
        """Go to the keys of the keyboard, or back."""
        if self._keys is not None:
            there = self._keys.isHidden()
            self._keys.setVisible(there)
            self._card.setVisible(not there)
            self.setFocus()

    def _choose(self, code: str) -> None:
        self.leave()
        self.chosen.emit(code)

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _learn(self) -> None:
        self.leave()
        self.learn_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, an arrow turns to the keys of the keyboard and back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turn()
        else:
            super().keyPressEvent(event)


def about_words(facts: AboutFacts, *, keys: bool = False) -> str:
    """The program in a few lines: version, licence, tills, where the signing keys are kept; with
    ``keys`` the whole public key of each till."""
    place = (
        _("the system’s key ring ({name})", name=facts.key_detail)
        if facts.key_place == "keyring"
        else _("a file only its owner can read")
    )
    tills = ", ".join(_till_words(one) for one in facts.tills)
    practice = (
        _("; practice till {till}, {n} records", till=facts.training.till, n=facts.training.records)
        if facts.training
        else ""
    )
    return "\n".join(
        (
            _("About: {software}, fiscal part {version}, licence {licence}",
              software=facts.software, version=facts.fiscal_version, licence=facts.licence),
            _("Post {device}, tills {tills}; signing keys kept in {place}",
              device=facts.device, tills=tills, place=place) + practice,
            _("Folder of the shop: {folder}", folder=facts.folder),
            *(_public_key(one) for one in facts.tills if keys),
        )
    )  # fmt: skip


def _till_words(one: TillKey) -> str:
    if one.ended:
        return _("{till} (closed for good)", till=one.till)
    if not one.here:
        return _("{till} (key missing)", till=one.till)
    return _("{till} (key {key})", till=one.till, key=one.key_id)


def _public_key(one: TillKey) -> str:
    parts = [one.public_hex[at : at + 8] for at in range(0, len(one.public_hex), 8)]
    return _("Public key of till {till}: {key}", till=one.till, key=" ".join(parts))
