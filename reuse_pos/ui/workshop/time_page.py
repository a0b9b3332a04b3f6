"""How long? One question, four pictures; and who worked, which only they and their supervisor
see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.workshop import Work
from reuse_pos.ui import theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import (
    Card,
    Flow,
    Key,
    Pictogram,
    Pressable,
    Text,
    column,
    painting,
    row,
)
from reuse_pos.ui.workshop.looks import Dots, dots_of, heading, soft
from reuse_pos.ui.workshop.picture import Locate, ThingPicture

TIMES = (
    (30, N_("½ hour"), N_("30 minutes"), ("time-half-hour",)),
    (60, N_("1 hour"), N_("once round the clock"), ("time-hour",)),
    (120, N_("2 hours"), N_("twice round"), ("time-hour", "time-hour")),
    (240, N_("½ day"), N_("a morning or an afternoon"), ("time-half-day",)),
)
SHOWN_PEOPLE = 2


def time_words(minutes: int) -> str:
    """What a told time is called: "2 heures"."""
    return next((_(title) for told, title, _sub, _icons in TIMES if told == minutes), "")


class TimeTile(Pressable):
    """A picture of a time, one or two clocks, its word and what it means."""

    def __init__(self, title: str, sub: str, icons: tuple[str, ...]) -> None:
        super().__init__("tile")
        self._sub, self._icons = sub, icons
        self.setProperty("big", True)
        self.setText(title)
        self.setAccessibleName(f"{title}, {sub}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.sized(200)

    def needed(self) -> tuple[float, float]:
        """The room of the picture and two lines."""
        look = theme.current()
        return painting.width(self.text(), look.font(34, 800)) * 0.8, 140 + look.px(80)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The clocks, the word, its meaning."""
        look = theme.current()
        title = painting.fitted(look.font(34, 800), self.text(), box.width() - 16)
        sub = painting.fitted(look.font(20, 400), self._sub, box.width() - 16)
        title_high, sub_high = painting.line_height(title, 1.1), painting.line_height(sub, 1.3)
        side = 92 if len(self._icons) > 1 else 150 if "day" in self._icons[0] else 128
        top = box.top() + (box.height() - 140 - 14 - title_high - 4 - sub_high) / 2
        x = box.center().x() - (side * len(self._icons) + 6 * (len(self._icons) - 1)) / 2
        for icon in self._icons:
            spot = QRectF(x, top + (140 - side) / 2, side, side)
            painting.picture(painter, spot, icon, look.hex("blue"), "duotone")
            x += side + 6
        line = QRectF(box.left() + 8, top + 154, box.width() - 16, title_high)
        painting.line(painter, line, self.text(), title, self.ink(), painting.CENTRE)
        line = QRectF(line.left(), line.bottom() + 4, line.width(), sub_high)
        painting.line(painter, line, self._sub, sub, look.colour("ink2"), painting.CENTRE)


class PersonKey(Pressable):
    """A person's pictogram on its ground and first name, on a key that stays chosen."""

    SQUARE = 44

    def __init__(self, person: Person) -> None:
        super().__init__("key")
        self.person = person
        self.setText(person.name)
        self.setAccessibleName(person.name)
        self.sized(68).choosable().named("time_person")

    def needed(self) -> tuple[float, float]:
        """The room of the picture and the name."""
        font = theme.current().font(20, 600)
        return self.SQUARE + 10 + painting.width(self.text(), font), self.SQUARE

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The pictogram on its ground, then the name."""
        look = theme.current()
        icon, hue = face(self.person)
        ink, ground = look.hue(hue)
        wide = self.needed()[0]
        spot = QRectF(box.center().x() - wide / 2, 0, self.SQUARE, self.SQUARE)
        spot.moveTop(box.center().y() - self.SQUARE / 2)
        painting.rounded(painter, spot, 12, look.colour(ground))
        inner = QRectF(0, 0, 27, 27)
        inner.moveCenter(spot.center())
        painting.picture(painter, inner, icon, ink, "fill")
        name = QRectF(spot.right() + 10, box.top(), box.right() - spot.right() - 12, box.height())
        painting.line(painter, name, self.text(), look.font(20, 600), self.ink())


class TimePage(QWidget):
    """Signals ``told(minutes or None, tuple of operator codes)`` and ``back()``."""

    told = Signal(object, object)
    back = Signal()

    def __init__(self, locate: Locate, me: Person, others: Sequence[Person], asker: str) -> None:
        super().__init__()
        self._locate, self._me, self._others = locate, me, list(others)
        self.picture = ThingPicture(12)
        self.picture.setFixedSize(168, 112)
        self.dots = Dots()
        self.dots.setMinimumWidth(200)
        self.dots.setMaximumWidth(340)
        self._title = heading(_("How long?"), 48)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.picture)
        about = _("Say about how long. Touch a picture.")
        self._explain = explain = Text(about, "plain-text", "ink2").wrapped()
        head.addLayout(column(None, self._title, explain, None, spacing=6), 3)
        head.addWidget(self.dots, 2)
        self.tiles: list[TimeTile] = []
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for minutes, title, sub, icons in TIMES:
            tile = TimeTile(_(title), _(sub), icons)
            tile.named(f"time_{minutes}")
            tile.clicked.connect(lambda _on=False, minutes=minutes: self._tell(minutes))
            tiles.addWidget(tile, 1)
            self.tiles.append(tile)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(72, 170)
        self.return_key.named("time_back").clicked.connect(self.back)
        self.unknown = Key(_("I do not know"), "question").typed(22, 28).sized(72, 238)
        self.unknown.named("time_unknown").clicked.connect(lambda: self._tell(None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(20)
        layout.addLayout(head)
        layout.addLayout(tiles, 10)
        layout.addWidget(self._people(asker))
        layout.addStretch(1)
        layout.addLayout(row(self.return_key, None, self.unknown, spacing=16))

    def ask(self, work: Work) -> None:
        """Ask it of a finished piece of work; only the person asked is chosen."""
        item = work.item
        photo = self._locate(item.photo_after or item.photo)
        self.picture.show_thing(work.category.icon, work.category.family, photo, after=True)
        self.dots.show_steps(dots_of(work.order, now=False))
        self._show_people(SHOWN_PEOPLE)
        self.mine.setChecked(True)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        tiles = [tile.text() for tile in self.tiles]
        people = [self._asked.text(), self._told_whom.text()]
        return [self._title.text(), self._explain.text(), *tiles, *people, self.unknown.text()]

    def _people(self, asker: str) -> Card:
        card = Card()
        card.body.setContentsMargins(20, 14, 20, 14)
        self.mine = Key(_("Me")).with_icon("user", "fill").typed(20, 26).sized(68).choosable(True)
        self.mine.named("time_me")
        self._keys: list[PersonKey] = []
        self._faces = Flow(gap=16)
        self.plus = Key(icon="plus").typed(16, 28).sized(68, 72).named("time_more_people")
        self.plus.spoken(_("Show other people"))
        self.plus.clicked.connect(lambda: self._show_people(len(self._others)))
        private = soft(_("Only you and {name} see this.", name=asker))
        private.setWordWrap(False)
        self._told_whom = private
        self._private = row(Pictogram("lock", "ink2", 24, "bold"), private, None, spacing=8)
        self._who = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._who.setSpacing(12)
        self._who.addLayout(self._faces, 1)
        self._who.addLayout(self._private)
        self._asked = Text(_("Who worked?"), "plain-key")
        self._asked.setMinimumHeight(self.mine.sizeHint().height())
        card.body.addLayout(self._who)
        return card

    def _show_people(self, count: int) -> None:
        chosen = {key.person.op for key in self._keys if key.isChecked()} if count > 2 else set()
        while self._faces.count():
            self._faces.takeAt(0)
        for key in self._keys:
            key.hide()
            key.deleteLater()
        self._keys = [PersonKey(person) for person in self._others[:count]]
        for key in self._keys:
            key.setChecked(key.person.op in chosen)
        for widget in (self._asked, self.mine, *self._keys, self.plus):
            self._faces.addWidget(widget)
        for key in self._keys:
            key.show()
        self.plus.setVisible(count < len(self._others))
        self._fit_people()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find again where the line about privacy has room."""
        super().resizeEvent(event)
        self._fit_people()

    def _fit_people(self) -> None:
        """Beside the people where one line holds both, else under them."""
        gap = self._faces.spacing()
        shown = [self._asked, self.mine, *self._keys]
        shown += [] if self.plus.isHidden() else [self.plus]
        wide = sum(one.sizeHint().width() + gap for one in shown)
        whole = wide + self._private.sizeHint().width() + self._who.spacing() <= self.width() - 88
        way = QBoxLayout.Direction
        self._who.setDirection(way.LeftToRight if whole else way.TopToBottom)

    def _tell(self, minutes: int | None) -> None:
        ops = [self._me.op] if self.mine.isChecked() else []
        ops += [key.person.op for key in self._keys if key.isChecked()]
        self.told.emit(minutes, tuple(ops))
