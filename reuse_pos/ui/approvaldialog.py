"""The manager says yes on the spot: what is asked, how far, why; who accepts; and the cashier stays
signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.approval import Approval
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.roles import Actor
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.approvalwho import WhoSide
from reuse_pos.ui.overlay import Overlay
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.amount import Amount
from reuse_pos.ui.widgets.avatar import Badge
from reuse_pos.ui.widgets.card import Card, Line, row
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text

Way = tuple[str, Callable[[], object]]
WIDTH, HEIGHT, MARGIN = 920, 678, 16


@dataclass(frozen=True)
class ApprovalWords:
    """What the dialog says about the gesture, all of it already in the shop's words.

    `limit` is the line under the title ("Remise de 40 %, limite de la caisse : 20 %"); `thing`,
    `code`, `note`, `icon`, `family` and `photo` (a file) show what it is about, all may be "";
    `figures` are (words, amount) rows, `result` the big one; `reasons` (code, words) tiles, of
    which `reason` is chosen beforehand; `accept` the words of the yellow key ("" for "Accepter").
    """

    limit: str
    thing: str = ""
    code: str = ""
    note: str = ""
    icon: str = "shield-check"
    family: str = "neutral"
    photo: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    result: tuple[str, str] = ("", "")
    reasons: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    accept: str = ""


class ApprovalDialog(Overlay):
    """``ApprovalDialog(window, shop, actor, asked, words, done, instead)``; see ``ask_approval``.

    ``reason`` is the tile chosen; ``who`` the right half. Escape and "Refuser" change nothing.
    """

    def __init__(  # noqa: PLR0913 - the one call of ask_approval
        self, window: QWidget, shop: Shop, actor: Actor, asked: Approval, words: ApprovalWords,
        done: Callable[[str], object], instead: Way | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.setObjectName("approval")
        self._shop, self._actor, self._asked, self._done = shop, actor, asked, done
        self.reason = words.reason or ("" if words.reasons else asked.reason)
        self._tiles: dict[str, Key] = {}
        accept = words.accept or _("Accept")
        self.who = WhoSide(shop.people, shop.approvals.approvers(), accept)
        self.who.given.connect(self._give)
        self._frame = _Frame(self.who)
        both = QHBoxLayout(self._frame)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._left(words, instead), 1)
        both.addWidget(self.who)
        middle = QHBoxLayout()
        middle.addWidget(self._frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        self._fit()
        self.who.allow(bool(self.reason))

    def on_scan(self, raw: str) -> None:
        """A badge chooses who accepts."""
        self.who.on_badge(raw)

    def on_next(self) -> None:
        """F12 accepts, once the password is there."""
        self.who.press()

    def choose_reason(self, code: str) -> None:
        """Say why."""
        self.reason = code
        for name, tile in self._tiles.items():
            tile.setChecked(name == code)
        self.who.allow(bool(code))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower where the window is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.height() - 2 * MARGIN
        self._frame.setFixedWidth(min(WIDTH, self.width() - 2 * MARGIN))
        self._frame.setMinimumHeight(min(HEIGHT, room))
        self._frame.setMaximumHeight(room)
        self.who.set_low(room < HEIGHT or theme.current().scale > 100)

    def _left(self, words: ApprovalWords, instead: Way | None) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(30, 26, 30, 24)
        layout.setSpacing(0)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Text(_("A yes is needed"), "title"))
        titles.addWidget(Text(words.limit, "muted").wrapped().named("approval_limit"))
        head = row(Badge("shield-check", "jouets", 60).shaped(14, 40), spacing=14)
        head.addLayout(titles, 1)
        layout.addLayout(head)
        layout.addSpacing(20)
        layout.addWidget(self._about(words))
        if words.reasons:
            layout.addSpacing(18)
            layout.addWidget(Text(_("Reason"), "card"))
            layout.addSpacing(8)
            layout.addLayout(self._reasons(words))
        layout.addStretch(1)
        layout.addSpacing(16)
        layout.addLayout(self._ways_out(instead))
        return left

    def _about(self, words: ApprovalWords) -> QWidget:
        about = Card(kind="note")
        about.body.setContentsMargins(18, 14, 18, 14)
        about.body.setSpacing(0)
        if words.thing:
            told = QVBoxLayout()
            told.setSpacing(0)
            told.addStretch(1)
            told.addWidget(Text(words.thing, "card").wrapped().named("approval_thing"))
            if words.code:
                told.addWidget(Text(words.code, "code"))
            if words.note:
                told.addWidget(Text(words.note, "muted").wrapped())
            told.addStretch(1)
            line = row(_Photo(words.photo, words.icon, words.family), spacing=14)
            line.addLayout(told, 1)
            about.body.addLayout(line)
            about.body.addSpacing(12)
            about.body.addWidget(Line())
            about.body.addSpacing(6)
        for title, amount in words.figures:
            what = Text(title, "muted").eliding()
            line = row(what, Text(amount, "strong").right())
            line.setStretch(0, 1)
            line.addStrut(32)
            about.body.addLayout(line)
        if words.result[1]:
            about.body.addSpacing(6)
            about.body.addWidget(Line())
            about.body.addSpacing(6)
            big = Amount(words.result[1], 34)
            big.setObjectName("approval_result")
            about.body.addLayout(row(Text(words.result[0], "card"), None, big))
        return about

    def _reasons(self, words: ApprovalWords) -> QGridLayout:
        tiles, across = QGridLayout(), 3 if len(words.reasons) <= 3 else 2
        tiles.setSpacing(8)
        for place, (code, text) in enumerate(words.reasons):
            tile = Key(text).choosable(code == words.reason).named(f"approval_reason_{code}")
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tile.clicked.connect(lambda _on=False, code=code: self.choose_reason(code))
            self._tiles[code] = tile
            tiles.addWidget(tile, place // across, place % across)
        return tiles

    def _ways_out(self, instead: Way | None) -> QHBoxLayout:
        self.refuse = Key(_("Refuse"), "x", hint=_("Esc")).typed(18, 24).sized(72)
        self.refuse.named("approval_refuse").clicked.connect(self.cancel)
        ways = row(self.refuse)
        self.refuse.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ways.setStretch(0, 100)
        self.instead: Key | None = None
        if instead is not None:
            words, call = instead
            self.instead = Key(words, "percent" if "%" in words else "check").typed(18, 24)
            self.instead.sized(72).named("approval_instead")
            self.instead.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.instead.clicked.connect(lambda: self._other_way(call))
            ways.addWidget(self.instead, 135)
        return ways

    def _other_way(self, call: Callable[[], object]) -> None:
        self.leave()
        call()

    def _give(self, op: str, secret: str) -> None:
        asked = replace(self._asked, reason=self.reason)
        approvals = self._shop.approvals
        tasks.run(
            lambda: approvals.give(self._actor, op, secret, asked), self._given, self.who.wrong,
            self._broke, owner=self,
        )  # fmt: skip

    def _given(self, yes: Done[Id]) -> None:
        self.leave()
        self._done(yes.value.hex())

    def _broke(self, error: Exception) -> None:
        sentence = _("Something unexpected happened. Try again, or call the manager.")
        self.who.wrong(Refusal(sentence, "broke"))
        tasks.shared().failed.emit(error)


class _Frame(QWidget):
    """The two halves in one rounded sheet."""

    def __init__(self, right: QWidget) -> None:
        super().__init__()
        self._right = right

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White at the left, blue at the right, a line between."""
        look, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QPainterPath()
        sheet.addRoundedRect(box, 16, 16)
        painter.setClipPath(sheet)
        painter.fillRect(box, look.colour("surface"))
        right = QRectF(self._right.geometry())
        painter.fillRect(right.adjusted(0, -1, 1, 1), look.colour("blue_bg2"))
        painter.fillRect(QRectF(right.left(), 0, 1, box.height()), look.colour("line"))
        painter.end()


class _Photo(QWidget):
    """The thing as photographed, or its pictogram."""

    def __init__(self, path: str, icon: str, family: str) -> None:
        super().__init__()
        self._photo = QPixmap(path) if path else QPixmap()
        self._icon, self._family = icon, family
        self.setObjectName("approval_photo")
        self.setFixedSize(QSize(150, 118) if path else QSize(76, 76))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture filling a rounded frame."""
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        fg, bg = theme.current().hue(self._family)
        painting.rounded(painter, box, 8, theme.current().colour(bg))
        if self._photo.isNull():
            inner = QRectF(0, 0, 52, 52)
            inner.moveCenter(box.center())
            painting.picture(painter, inner, self._icon, fg, "duotone")
        else:
            path = QPainterPath()
            path.addRoundedRect(box, 8, 8)
            painter.setClipPath(path)
            fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            grown = self._photo.scaled(self.size(), fill, smooth)
            painter.drawPixmap(
                (self.width() - grown.width()) // 2, (self.height() - grown.height()) // 2, grown
            )
        painter.end()


def ask_approval(  # noqa: PLR0913 - who asks, what, in which words, and what then
    screen: QWidget, shop: Shop, actor: Actor, asked: Approval, words: ApprovalWords,
    done: Callable[[str], object], instead: Way | None = None,
) -> ApprovalDialog:  # fmt: skip
    """Ask a manager over the window of ``screen`` and come back at once.

    ``asked`` is ``services.approvals.asked_approval(kind, till, reason, limit, subject)``;
    ``done(approval_hex)`` is called once the yes is written: give the hex to the verb that refused
    with code "approval" (``dialog.reason`` is the reason chosen). ``instead`` is the best the
    person may do alone: (words, call). Refusing calls nothing; the signal ``closed()`` tells.
    """
    dialog = ApprovalDialog(screen.window(), shop, actor, asked, words, done, instead)
    dialog.show()
    dialog.raise_()
    dialog.who.choose(dialog.who.op)
    return dialog
