"""The manager's half of the approval dialog: who says yes, and the password that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.people import People
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.secretpads import SecretField, SecretPads
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.announce import announce
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.painting import LEFT
from reuse_pos.ui.widgets.pressable import Pressable
from reuse_pos.ui.widgets.text import Text

MOST = 6


class WhoKey(Pressable):
    """``WhoKey(person)``: a person's picture and name, to be chosen."""

    def __init__(self, person: Person) -> None:
        super().__init__("key")
        self._icon, self._family = face(person)
        self.setText(person.name)
        self.setAccessibleName(person.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choosable().named(f"approver_{person.op}").sized(64)

    def sizeHint(self) -> QSize:
        """Room for the picture; the name gives way."""
        return QSize(104, self._height)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The picture and the name, centred together."""
        look, middle = theme.current(), box.center().y()
        fg, bg = look.hue(self._family)
        side = 40.0 if box.height() > 54 else 32.0
        font = painting.fitted(look.font(16, 600), self.text(), box.width() - side - 26)
        wide = min(painting.width(self.text(), font), box.width() - side - 26)
        x = box.left() + (box.width() - wide - side - 10) / 2
        square = QRectF(x, middle - side / 2, side, side)
        painting.rounded(painter, square, 10, look.colour(bg))
        inner = QRectF(0, 0, side * 0.6, side * 0.6)
        inner.moveCenter(square.center())
        painting.picture(painter, inner, self._icon, fg, "fill")
        name = QRectF(x + side + 10, middle - 12, wide + 4, 24)
        painting.line(painter, name, self.text(), font, self.ink(), LEFT)


class _Invite(QFrame):
    """What to do now, in a dashed frame; or what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._bad = False
        self._mark = Pictogram("identification-card", "blue", 44, "duotone")
        self.title, self.sub = Text("", "card").wrapped(), Text("", "note").wrapped()
        self.title.setObjectName("approval_sentence")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.sub)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(14)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)
        self.setFixedHeight(76)

    def say(self, title: str, sub: str = "", *, bad: bool = False, icon: str = "") -> None:
        """Show a sentence; what went wrong is told to screen readers at once."""
        self._bad = bad
        self._mark.show_icon(icon or "identification-card", "plum" if bad else "blue")
        self.title.setText(title)
        self.title.set_role("note" if bad else "card")
        self.title.set_tone("plum" if bad else "")
        self.sub.setText(sub)
        self.sub.setVisible(bool(sub))
        self.update()
        if bad:
            announce(self, title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dashed frame, plum when something went wrong."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.colour("plum_bg" if self._bad else "surface")
        pen = QPen(look.colour("plum" if self._bad else "blue"), 2, Qt.PenStyle.DashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.end()


class WhoSide(QWidget):
    """``WhoSide(people, approvers, accept)``: signal ``given(str op, str secret)``.

    ``on_badge(raw)``; ``wrong(refusal)`` says why not and keeps the focus where one types;
    ``checking(on)``; ``press()`` is F12 and Enter. ``allow(on)``: the left half is complete.
    """

    given = Signal(str, str)

    def __init__(self, people: People, approvers: Sequence[Person], accept: str) -> None:
        super().__init__()
        self._people, self._approvers = people, tuple(approvers)
        self.op, self._allowed, self._busy, self._first = "", True, False, 0
        self._keys: list[WhoKey] = []
        self.field, self.invite = SecretField(), _Invite()
        self.pads = SecretPads(self.field.edit)
        self.accept = Key(accept, "check", "next", "").typed(22, 28).sized(72)
        self.accept.named("approval_accept")
        self.accept.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 24, 26, 24)
        layout.setSpacing(12)
        layout.addWidget(Text(_("Who accepts?"), "block"))
        layout.addLayout(self._grid)
        for widget in (self.invite, self.field, self.pads):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.accept)
        self.setFixedWidth(388)
        self.field.entered.connect(self.press)
        self.accept.clicked.connect(self.press)
        self.field.edit.textChanged.connect(lambda _text: self._show())
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        self._fill()
        self.choose(self._approvers[0].op if len(self._approvers) == 1 else "")

    def choose(self, op: str) -> None:
        """This person is about to type their password."""
        self.op = op
        for key, person in zip(self._keys, self._shown(), strict=True):
            key.setChecked(person.op == op)
        self.field.clear()
        if not self._approvers:
            self.invite.say(
                _("Nobody here may say yes. Put the basket aside, or call the manager."),
                bad=True, icon="warning",
            )  # fmt: skip
        elif op:
            self.invite.say(_("Type your password"), _("then touch “Accept”"))
        else:
            self.invite.say(_("Scan your badge"), _("then your password"))
        self.tick()
        self.field.setFocus()

    def on_badge(self, raw: str) -> None:
        """A scanned badge chooses its person; any other code is refused, and is no guess."""
        if not _is_badge(raw):
            self.invite.say(
                _("This is not a badge. Nothing was added to the basket. Scan a badge."),
                bad=True, icon="barcode",
            )  # fmt: skip
        elif not self._busy:
            self.checking(True)
            tasks.run(
                lambda: self._people.sign_in_badge(raw), lambda who: self._badge(who.op),
                self._badge_refused, owner=self,
            )  # fmt: skip

    def allow(self, on: bool) -> None:
        """Whether all that is asked at the left was answered."""
        self._allowed = on
        self._show()

    def press(self) -> None:
        """Give the person and the password, if both are there."""
        if self.accept.isEnabled():
            self.checking(True)
            self.given.emit(self.op, self.field.edit.text())

    def checking(self, on: bool) -> None:
        """The password is being checked: nothing more is taken."""
        self._busy = on
        self._show()

    def wrong(self, refusal: Refusal) -> None:
        """Say why not; ready for another try, or counting the seconds."""
        self._busy = False
        self.field.clear()
        self.invite.say(refusal.sentence, bad=True, icon="warning")
        if int(str(refusal.facts.get("seconds", 0))):
            self._second.start()
        self._show()
        self.field.setFocus()

    def tick(self) -> None:
        """Count the wait down; the focus never leaves the field."""
        left = self._people.seconds_to_wait(self.op) if self.op else 0
        if left:
            words = _("Wrong code. Wait {seconds} seconds, then try again.", seconds=left)
            self.invite.say(words, bad=True, icon="clock")
            self._second.start()
        elif self._second.isActive():
            self._second.stop()
            self.invite.say(_("Type your password"), _("then touch “Accept”"))
        self._show()

    def waiting(self) -> bool:
        """Whether the wait after wrong passwords runs."""
        return self._second.isActive()

    def set_low(self, low: bool) -> None:
        """Less height: a window of 768 pixels and many people, or large letters."""
        many = len(self._approvers) > 2
        self.pads.set_low(low or len(self._approvers) > 3)
        for key in self._keys:
            key.sized(52 if many else 64)

    def _shown(self) -> Sequence[Person]:
        return self._approvers[self._first : self._first + MOST - (len(self._approvers) > MOST)]

    def _fill(self) -> None:
        for old in range(self._grid.count() - 1, -1, -1):
            item = self._grid.takeAt(old)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = self._shown()
        across = 2 if len(shown) <= 2 else 3
        self._keys = [WhoKey(person) for person in shown]
        for place, (key, person) in enumerate(zip(self._keys, shown, strict=True)):
            key.clicked.connect(lambda _on=False, op=person.op: self.choose(op))
            self._grid.addWidget(key, place // across, place % across)
        if len(self._approvers) > MOST:
            more = Key(_("Others"), "users").sized(52).named("approvers_more")
            more.clicked.connect(self._turn)
            self._grid.addWidget(more, 1, 2)

    def _turn(self) -> None:
        self._first += MOST - 1
        if self._first >= len(self._approvers):
            self._first = 0
        self._fill()
        self.set_low(False)
        self.choose("")

    def _badge(self, op: str) -> None:
        self.checking(False)
        place = next((n for n, one in enumerate(self._approvers) if one.op == op), None)
        if place is None:
            self.wrong(_may_not())
            return
        if len(self._approvers) > MOST:
            self._first = place - place % (MOST - 1)
            self._fill()
        self.choose(op)

    def _badge_refused(self, refusal: Refusal) -> None:
        if refusal.code == "password_too":
            self._badge(str(refusal.facts["op"]))
        else:
            self.wrong(refusal)

    def _show(self) -> None:
        ready = bool(self.op and self.field.edit.text()) and self._allowed
        self.accept.setEnabled(ready and not self._busy and not self.waiting())


def _is_badge(raw: str) -> bool:
    try:
        return read_scan(raw).kind is CodeKind.BADGE
    except Refusal:
        return False


def _may_not() -> Refusal:
    return Refusal(
        _("This person may not say yes to it. Nothing was recorded. Ask the manager."), "right"
    )
