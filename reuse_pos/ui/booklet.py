"""My booklet: what I did in the shop, in pictures; mine alone, kept only if I say yes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.skills import POSTS, Deed, words_of
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.services.skills import Booklet
from reuse_pos.ui import speech, tokens
from reuse_pos.ui.bookletshown import ShownPage
from reuse_pos.ui.documents import documents
from reuse_pos.ui.persons import face
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import (
    Badge,
    Card,
    EmptyState,
    Key,
    Panel,
    Pictogram,
    PlainHeader,
    Text,
    row,
)

COLUMNS, COLUMNS_NARROW, NARROW_UNDER = 3, 2, 1200


class BookletScreen(Screen):
    """``BookletScreen(shop, person, folder=None)``: asks once, then shows the booklet. The paper
    goes to `folder` (the person's documents)."""

    plain = True

    def __init__(self, shop: Shop, person: Person, folder: Path | None = None) -> None:
        super().__init__(_("My booklet"))
        self.shop, self.person, self.who = shop, person, person.actor
        self.folder = folder or documents()
        self.open_file: Callable[[Path], object] = _open
        self.booklet = Booklet()
        self.cards: list[QWidget] = []
        self.look_keys: list[Key] = []
        self.reader = ReadAloud(self)
        self.header = PlainHeader()
        self.header.set_title(_("My booklet"))
        self.header.set_code("")
        self.header.set_avatar(*face(person))
        self.header.set_listening(speech.available())
        self.header.home.connect(lambda: self.go.emit("home"))
        self.header.help.connect(lambda: self.go.emit("help"))
        self.header.listen.connect(self.read_aloud)
        self.pages = QStackedWidget()
        self.asking, self.showing, self.leaving = self._ask_page(), self._page(), self._leave_page()
        self.shown = ShownPage(shop)
        self.shown.typed.connect(self._open_shown)
        self.shown.back.connect(self.entered)
        for page in (self.asking, self.showing, self.leaving, self.shown):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.error)
        layout.addWidget(self.pages, 1)

    def entered(self) -> None:
        """Read the booklet again."""
        self.booklet = self.shop.skills.mine(self.who)
        self._show_own(_("My booklet"), own=True)
        self._fill()
        self.pages.setCurrentWidget(self.showing if self.booklet.since else self.asking)

    def left(self) -> None:
        """Be silent; what somebody showed is put away."""
        self.reader.stop()
        self.entered()

    def _show_own(self, title: str, *, own: bool) -> None:
        """Under whose name the booklet stands; what only its owner may do is hidden for others."""
        self.title = title
        self.header.set_title(title)
        self.end.setVisible(own)
        self.paper.setVisible(own)
        self.close_shown.setVisible(not own)
        for key in self.look_keys:
            key.setVisible(own and self.who.may(Permission.SUPERVISE))

    def _ask_shown(self) -> None:
        self.shown.ask()
        self.pages.setCurrentWidget(self.shown)

    def _open_shown(self, person: Person, code: str) -> None:
        skills, who = self.shop.skills, self.who

        def opened(booklet: Booklet) -> None:
            self.booklet = booklet
            self._show_own(_("Booklet of {name}", name=person.name), own=False)
            self._fill()
            self.pages.setCurrentWidget(self.showing)

        self.run_verb(lambda: skills.shown_by(who, person.op, code), opened)

    def _look_key(self) -> Key:
        key = Key(_("A booklet shown to me"), "eye").plain().sized(84, 330).named("booklet_look")
        key.clicked.connect(self._ask_shown)
        self.look_keys.append(key)
        return key

    def resizeEvent(self, event: Any) -> None:
        """Fewer columns where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def on_next(self) -> None:
        """F12: the yellow key of the page; the questions have none."""
        if self.paper.isVisible() and self.paper.isEnabled():
            self.paper.click()

    def read_aloud(self) -> None:
        """Read the page; a second touch is silence."""
        page = self.pages.currentWidget()
        if self.reader.reading:
            self.reader.stop()
        elif page is not None:
            self.reader.read(self.title, page)

    def _wish(self) -> None:
        self.run_verb(
            lambda: self.shop.skills.consent(self.who), lambda _done: self.entered(), self.yes
        )

    def _withdraw(self) -> None:
        self.run_verb(lambda: self.shop.skills.withdraw(self.who), self._erased, self.erase)

    def _erased(self, _done: object) -> None:
        self.entered()
        self.say.emit(_("Your booklet is erased."), None)

    def _take(self) -> None:
        skills, who, folder = self.shop.skills, self.who, self.folder
        self.run_verb(lambda: skills.paper(who, folder), self._taken, self.paper)

    def _taken(self, path: Path) -> None:
        self.open_file(path)
        self.say.emit(_("Your booklet is in “{file}”.", file=path.name), None)

    def _fill(self) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [_card(deed) for deed in self.booklet.deeds]
        self.empty.setVisible(not self.cards)
        self._area.setVisible(bool(self.cards))
        self.paper.setEnabled(bool(self.cards))
        self._arrange()

    def _arrange(self) -> None:
        columns = COLUMNS_NARROW if self.width() < NARROW_UNDER else COLUMNS
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for x in range(COLUMNS):
            self._grid.setColumnStretch(x, int(x < columns))
        self._grid.setRowStretch(len(self.cards) // columns + 1, 1)

    def _ask_page(self) -> Panel:
        # Neither answer is the yellow one: a consent is given freely (GDPR art. 7).
        self.yes = Key(_("Yes"), "check").plain(96).sized(96, 300).named("booklet_yes")
        self.no = Key(_("No"), "x").plain(96).sized(96, 300).named("booklet_no")
        self.yes.clicked.connect(self._wish)
        self.no.clicked.connect(lambda: self.go.emit("home"))
        page = _question(
            _("Do you want a booklet of your work?"),
            (
                ("note-pencil", _("It says what you did, and on which days.")),
                ("lock", _("It is yours. Nobody else opens it.")),
                ("trash", _("You can erase it when you like.")),
            ),
            (self.no, self.yes),
        )
        foot = row(self._look_key(), None)
        foot.setContentsMargins(24, 0, 24, 20)
        page.layout().addLayout(foot)  # type: ignore[union-attr]
        return page

    def _leave_page(self) -> Panel:
        self.stay = Key(_("Keep it"), "arrow-u-up-left").plain(96).sized(96, 300)
        self.stay.named("booklet_stay").clicked.connect(self.entered)
        self.erase = Key(_("Erase all"), "trash", "bad").plain(96).sized(96, 300)
        self.erase.named("booklet_erase").clicked.connect(self._withdraw)
        return _question(
            _("Erase your booklet?"),
            (
                ("trash", _("Everything in it is erased.")),
                ("prohibit", _("Nothing more is noted.")),
                ("file-pdf", _("A sheet already printed stays yours.")),
            ),
            (self.stay, self.erase),
        )

    def _page(self) -> Panel:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.PLAIN_GAP)
        inner = Panel("canvas")
        inner.setLayout(self._grid)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        self.empty = EmptyState(
            "note-pencil", _("Your booklet is empty"), _("What you do from now on comes here.")
        )
        self.end = Key(_("Erase my booklet"), "trash").plain().sized(84, 330)
        self.end.named("booklet_end").clicked.connect(
            lambda: self.pages.setCurrentWidget(self.leaving)
        )
        self.paper = Key(_("Take it away"), "file-pdf", "next").plain().sized(84, 380)
        self.paper.named("booklet_paper").clicked.connect(self._take)
        page = Panel("canvas")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(Text(_("What I did"), "title").named("booklet_title"))
        layout.addWidget(self._area, 1)
        layout.addWidget(self.empty, 1)
        self.close_shown = Key(_("Close"), "x").plain().sized(84, 300).named("booklet_close")
        self.close_shown.clicked.connect(self.entered)
        layout.addLayout(row(self.end, self._look_key(), self.close_shown, None, self.paper))
        return page


def _card(deed: Deed) -> Card:
    words, icon = words_of(deed)
    place, _icon, family = POSTS[deed.post]
    card = Card()
    card.setMinimumHeight(120)
    days = ngettext("{n} day", "{n} days", deed.days)
    told = QVBoxLayout()
    told.setSpacing(4)
    told.addWidget(Text(_(words), "h1").wrapped())
    told.addWidget(Text(f"{_(place)} · {days}", "plain-text", "ink2").wrapped())
    line = row(Badge(icon, family, 72).shaped(18, 48), spacing=16)
    line.addLayout(told, 1)
    card.body.addLayout(line)
    return card


def _question(title: str, lines: tuple[tuple[str, str], ...], keys: tuple[Key, ...]) -> Panel:
    page = Panel("canvas")
    card = Card()
    card.body.setContentsMargins(36, 30, 36, 30)
    card.body.setSpacing(22)
    card.body.addWidget(Text(title, "title").wrapped())
    for icon, sentence in lines:
        line = row(Pictogram(icon, "blue", 48, "bold"), spacing=18)
        line.addWidget(Text(sentence, "plain-text").wrapped(), 1)
        card.body.addLayout(line)
    card.body.addLayout(row(keys[0], None, keys[1]))
    card.setMaximumWidth(860)
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    middle = row(None, card, None)
    middle.setStretch(1, 6)
    layout.addLayout(middle)
    layout.addStretch(1)
    return page


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
