"""The team: who works here, their right, how easy their screens are; codes, badges, people who
leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.people import PIN_FREE_ROLES, Person
from reuse_pos.domain.roles import ROLE_WORDS, Role
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.documents import documents
from reuse_pos.ui.persons import face
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.secretpads import SecretField
from reuse_pos.ui.settings.listpage import Choice, ListPage, RowView, field, labelled
from reuse_pos.ui.settings.teamfaces import FaceChooser
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Card, Key, Text, row

NEW = Person("", "", Role.CASHIER, "flower", "orange")
SCREENS = {"full": N_("Full screens"), "plain": N_("Easy screens")}


class TeamPage(ListPage):
    """``TeamPage(shop, person, screen, folder=None)``: the people left, the one touched right.
    Badges go to `folder` (the person's documents)."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__(shop, person, screen, parent)
        self.folder = folder or documents()
        self.open_file: Callable[[Path], object] = _open
        self.shown = NEW
        self._recoding = False
        self.new = Key(_("New person"), "plus").sized(60).named("team_new")
        self.new.clicked.connect(lambda: self.edit(NEW))
        self.under.addWidget(self.new)
        self.card = self._editor()
        self.add_page(self.card)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the team again."""
        team = self.shop.team.everyone()
        self.show_rows(map(_row, team), self.chosen)
        here = next((one for one in team if one.op == self.chosen), None)
        if here is not None:
            self.edit(here)
        else:
            self.edit(next(one for one in team if one.op == self.person.op))

    def refresh(self, changes: frozenset[Any]) -> None:
        """A person changed elsewhere: the list says so; what is being typed stays."""
        if Change.PEOPLE in changes:
            self.show_rows(map(_row, self.shop.team.everyone()), self.chosen)

    def on_next(self) -> None:
        """F12 saves."""
        if self.keep.isVisible() and self.keep.isEnabled():
            self.save()

    def edit(self, person: Person) -> None:
        """Show a person, or an empty one."""
        self.shown, self._recoding = person, False
        self.light(person.op)
        self.title.setText(_("Operator {op}", op=person.op) if person.op else _("New person"))
        self.name.setText(person.name)
        self.roles.choose(person.role.value)
        self.faces.choose(person.icon, person.colour)
        self.screens.choose("plain" if person.plain_mode else "full")
        self.labels.setChecked(person.prints_own_labels)
        self.secret.clear()
        self._arrange()
        self.show_page(self.card)
        if not person.op:
            self.name.setFocus()

    def save(self) -> None:
        """Add the person, keep what was changed, or let them come back."""
        team, actor, secret = self.shop.team, self.person.actor, self.secret.edit.text()
        shown, asked = self.shown, self._asked()
        if not shown.op:
            self.host.run_verb(lambda: team.add(actor, asked, secret), self._added, self.keep)
        elif not shown.active:
            self.host.run_verb(
                lambda: team.bring_back(actor, shown.op, secret),
                lambda _done: self._done(_("{name} is back", name=shown.name)), self.keep,
            )  # fmt: skip
        else:
            self.host.run_verb(
                lambda: team.change(actor, asked, secret),
                lambda _done: self._done(_("{name} is saved", name=asked.name)), self.keep,
            )  # fmt: skip

    def _asked(self) -> Person:
        return replace(
            self.shown, name=self.name.text(), role=Role(self.roles.value()),
            icon=self.faces.icon, colour=self.faces.colour,
            plain_mode=self.screens.value() == "plain",
            prints_own_labels=self.labels.isChecked() and not self.labels.isHidden(),
        )  # fmt: skip

    def _arrange(self) -> None:
        """What is asked depends on who is shown: a newcomer, somebody here, somebody who left."""
        here, role = self.shown, Role(self.roles.value())
        known, live = bool(here.op), here.active
        asking: tuple[QWidget, ...] = (
            self.name, self.roles, self.faces, self.screens, self.labels,
        )  # fmt: skip
        for widget in asking:
            widget.setEnabled(live)
        other_kind = known and (role in PIN_FREE_ROLES) != (here.role in PIN_FREE_ROLES)
        asked = not known or not live or other_kind or self._recoding
        pin = role in PIN_FREE_ROLES
        word = _("Secret code of four figures") if pin else _("Password")
        self.secret_word.setText(word)
        self.secret.edit.setPlaceholderText(word)
        self.secret.edit.setAccessibleName(word)
        self.secret.edit.setMaxLength(4 if pin else 60)
        self.secret_word.setVisible(asked)
        self.secret.setVisible(asked)
        self.secret_note.setVisible(asked and not pin)
        self.labels.setVisible(role in (Role.TRAINEE, Role.RECEPTION))
        self.recode.setVisible(known and live and not asked)
        self.badge.setVisible(known and live)
        self.leave.setVisible(known and live and here.op != self.person.op)
        self.gone.setVisible(not live)
        self.keep.setText(_("Bring back") if not live else _("Save"))

    def _editor(self) -> Card:
        card = Card()
        self.title = Text("", "block").named("team_title")
        self.name = field(_("First name"), "team_name", 24)
        self.roles = Choice(
            _("What they do here"), {role.value: _(word) for role, word in ROLE_WORDS.items()},
            "role",
        )  # fmt: skip
        self.roles.changed.connect(self._arrange)
        self.faces = FaceChooser()
        self.screens = Choice(
            _("Their screens"), {code: _(word) for code, word in SCREENS.items()}, "screens"
        )
        self.labels = TickKey(_("Prices and labels their own work"), "tag", "blue").sized(52)
        self.labels.named("team_labels")
        self.secret = SecretField()
        self.secret.edit.setObjectName("team_secret")
        self.secret.eye.named("team_eye")
        self.secret_word = Text("", "strong")
        self.secret_note = Text(
            _("8 characters of 3 kinds: small letter, capital, figure, sign."), "muted"
        ).wrapped()
        self.gone = Text(_("This person has left: nothing opens with their code or badge."),
                         "muted").wrapped()  # fmt: skip
        self.recode = Key(_("New code"), "lock").sized(60).named("team_recode")
        self.recode.clicked.connect(self._recode)
        self.badge = Key(_("Print a badge"), "identification-card").sized(60).named("team_badge")
        self.badge.clicked.connect(self.print_badge)
        self.leave = Key(_("Put in the archive"), "user-switch").sized(60).named("team_archive")
        self.leave.clicked.connect(self.archive)
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(64, 230)
        self.keep.named("team_save").clicked.connect(self.save)
        card.body.setSpacing(10)
        card.body.addLayout(row(self.title, None))
        card.body.addWidget(self.gone)
        card.body.addLayout(labelled(_("First name"), self.name))
        choices: tuple[QWidget, ...] = (self.roles, self.screens, self.labels, self.faces)
        for widget in choices:
            card.body.addWidget(widget)
        secrets = QVBoxLayout()
        secrets.setSpacing(6)
        asked: tuple[QWidget, ...] = (self.secret_word, self.secret, self.secret_note)
        for widget in asked:
            secrets.addWidget(widget)
        card.body.addLayout(secrets)
        card.body.addStretch(1)
        card.body.addLayout(row(self.recode, self.badge, self.leave, None, self.keep, spacing=10))
        return card

    def _recode(self) -> None:
        self._recoding = True
        self._arrange()
        self.secret.setFocus()

    def archive(self) -> None:
        """The person shown leaves; one touch in the message brings them back only with a code."""
        team, actor, shown = self.shop.team, self.person.actor, self.shown
        self.host.run_verb(
            lambda: team.archive(actor, shown.op),
            lambda _done: self._done(_("{name} is archived; their booklet is erased",
                                       name=shown.name)), self.leave,
        )  # fmt: skip

    def print_badge(self) -> None:
        """Make a new badge and open it as a page to print; the one before stops working."""
        team, actor, shown, folder = self.shop.team, self.person.actor, self.shown, self.folder

        def made() -> Path:
            digits = team.new_badge(actor, shown.op).value
            return team.badge_card(shown.op, digits, folder)

        self.host.run_verb(made, self._badge_made, self.badge)

    def _badge_made(self, path: Path) -> None:
        self.open_file(path)
        self.host.say.emit(
            _("Badge in “{file}”. The badge before opens nothing any more.", file=path.name), None
        )

    def _added(self, done: Any) -> None:
        self.chosen = done.value.op
        self._done(_("{name} is in the team", name=done.value.name))

    def _done(self, words: str) -> None:
        self.entered()
        self.host.say.emit(words, None)

    def _touch(self, op: str) -> None:
        found = self.shop.team.person(op)
        if found is not None:
            self.edit(found)


def _row(person: Person) -> RowView:
    role = _(ROLE_WORDS[person.role])
    sub = f"{role} · {_('easy screens')}" if person.plain_mode else role
    icon, hue = face(person)
    return RowView(
        person.op, person.name, sub if person.active else _("has left"), icon,
        hue if person.active else "neutral",
    )  # fmt: skip


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
