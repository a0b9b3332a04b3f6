"""A page read aloud, thing by thing, in the order of the eye; what is being read lights up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from reuse_pos.domain.spoken import said
from reuse_pos.ui import speech, theme
from reuse_pos.ui.widgets import Amount
from reuse_pos.ui.widgets.pressable import Pressable

LOOK_MS = 120
LINE = 24


class Said(NamedTuple):
    """One thing read: the widget that shows it (None: the title), its words."""

    widget: QWidget | None
    words: str


class ReadAloud(QObject):
    """``ReadAloud(owner)``: ``read(title, page)`` reads the title, then the page;
    ``read_words(words, page)`` what the page itself chose to say; ``stop()``; ``reading`` tells.
    Signal ``ended()``."""

    ended = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._left: list[Said] = []
        self.now: Said | None = None
        self.light: Light | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    @property
    def reading(self) -> bool:
        """Whether a page is being read."""
        return self.now is not None

    def read(self, title: str, page: QWidget) -> None:
        """Begin; nothing happens without a voice."""
        self._begin([Said(None, said(title)), *things(page)])

    def read_words(self, words: Sequence[str], page: QWidget) -> None:
        """Begin with these sentences; each lights the place of the page where it stands."""
        places = {one.words: one.widget for one in reversed(things(page))}
        spoken = [said(one) for one in words]
        self._begin([Said(places.get(one), one) for one in spoken])

    def _begin(self, those: list[Said]) -> None:
        self.stop()
        if speech.available():
            self._left = those
            self._look.start()
            self._next()

    def stop(self) -> None:
        """Be silent at once."""
        if self.now is not None:
            speech.stop()
        self._left = []
        self._next()

    def look(self) -> None:
        """Whether the thing read is finished: the next one then."""
        if self.now is not None and not speech.speaking():
            self._next()

    def _next(self) -> None:
        if self.light is not None:
            self.light.hide()
            self.light.deleteLater()
            self.light = None
        was, self.now = self.now, None
        while self._left and self.now is None:
            one = self._left.pop(0)
            if one.words and (one.widget is None or _seen(one.widget)):
                self.now = one
        if self.now is None:
            self._look.stop()
            if was is not None:
                self.ended.emit()
            return
        if self.now.widget is not None:
            self.light = Light(self._owner, self.now.widget)
        speech.say(self.now.words)


class Light(QWidget):
    """A ring round the thing being read; it takes no touch."""

    def __init__(self, owner: QWidget, around: QWidget) -> None:
        super().__init__(owner)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        corner = around.mapTo(owner, QPoint(0, 0))
        box = around.rect().translated(corner).adjusted(-5, -5, 5, 5)
        self.setGeometry(box.intersected(owner.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("blue"), 4))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 10, 10)
        painter.end()


def things(page: QWidget) -> list[Said]:
    """What a page says, from the top down and from left to right: words, amounts, and the keys one
    may touch."""
    found = [
        one for one in page.findChildren(QWidget)
        if isinstance(one, QLabel | Amount | Pressable) and _seen(one) and _readable(one)
    ]  # fmt: skip
    return [Said(one, said(_words(one))) for one in _in_order(page, found)]


def _in_order(page: QWidget, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    def place(one: QWidget) -> tuple[int, int]:
        corner = one.mapTo(page, one.rect().center())
        return corner.y() // LINE, corner.x()

    yield from sorted(widgets, key=place)


def _readable(one: QWidget) -> bool:
    inside = one.parentWidget()
    while inside is not None:
        if isinstance(inside, Pressable):
            return False
        inside = inside.parentWidget()
    return one.isEnabled() and bool(_words(one))


def _words(one: QWidget) -> str:
    if isinstance(one, Pressable):
        return one.accessibleName()
    words = one.text() if isinstance(one, QLabel | Amount) else ""
    # A word in bold is said like the others.
    return words.replace("<b>", "").replace("</b>", "")


def _seen(one: QWidget) -> bool:
    return shiboken6.isValid(one) and one.isVisible() and not one.visibleRegion().isEmpty()
