"""One pile of a count: its word, its number, and as many things as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.thumb import Thumb
from reuse_pos.ui.widgets import Key, Line, Text, painting, row

HEAD, STRIP, RADIUS = 80, 6, 12
NARROW_UNDER, ROW, ROW_NARROW = 330, 62, 76


@dataclass(frozen=True)
class RowView:
    """One thing of a pile: its picture, name, the code and line under it, and the word of its key
    ("" for none)."""

    item: Id
    name: str
    code: str
    sub: str
    icon: str
    family: str
    photo: Path | None
    key: str = ""
    spoken: str = ""


class PileHead(QWidget):
    """``PileHead(word, sub, icon, tone)``; ``show_number(n)``: the coloured top of a pile."""

    def __init__(self, word: str, sub: str, icon: str, tone: str) -> None:
        super().__init__()
        self._word, self._sub, self._icon, self._tone = word, sub, icon, tone
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def number(self) -> int:
        """The number shown."""
        return self._number

    def show_number(self, n: int) -> None:
        """Change the number."""
        self._number = n
        self.setAccessibleName(f"{self._word} {n}, {self._sub}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as two lines beside a big number."""
        return QSize(200, max(HEAD + 2, theme.current().px(HEAD)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Strip, ground, picture, words and number."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0, 0, 0, RADIUS), RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(box, look.colour(f"{self._tone}_bg"))
        painter.fillRect(QRectF(0, 0, box.width(), STRIP), look.colour(self._tone))
        middle = STRIP + (box.height() - STRIP) / 2
        tile = QRectF(16, middle - 26, 52, 52)
        painting.rounded(painter, tile, 10, look.colour("surface"))
        mark = QRectF(tile.center().x() - 16, tile.center().y() - 16, 32, 32)
        painting.picture(painter, mark, self._icon, look.hex(self._tone), "fill")
        big = look.font(46, 800)
        figure = str(self._number)
        wide = painting.width(figure, big)
        right = box.right() - 18
        painting.line(painter, QRectF(right - wide, middle - 30, wide + 2, 60), figure, big,
                      look.colour(self._tone))  # fmt: skip
        left = tile.right() + 12
        room = right - wide - left - 8
        word = painting.fitted(look.font(22, 700), self._word, room)
        sub = painting.fitted(look.font(15, 400), self._sub, room)
        painting.line(painter, QRectF(left, middle - 26, room, 30), self._word, word,
                      look.colour(self._tone))  # fmt: skip
        painting.line(painter, QRectF(left, middle + 2, room, 22), self._sub, sub,
                      look.colour("ink"))  # fmt: skip
        painter.end()


class ThingRow(QWidget):
    """``ThingRow(view, name, narrow)``, signal ``touched(item)`` when its key is pressed; narrow
    ones say their code and the rest under each other."""

    touched = Signal(object)

    def __init__(self, view: RowView, name: str, narrow: bool) -> None:
        super().__init__()
        self.view = view
        picture = Thumb(42 if narrow else 58, 52)
        picture.show_thing(view.icon, view.family, view.photo, view.name)
        title = Text(view.name, "strong").eliding()
        code = Text(view.code, "code")
        mark = "" if narrow or not view.sub else "· "
        sub = Text(mark + view.sub, "sub").eliding()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(title)
        under = QVBoxLayout() if narrow else QHBoxLayout()
        under.setSpacing(0 if narrow else 4)
        under.addWidget(code)
        under.addWidget(sub, 1)
        words.addLayout(under)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8 if narrow else 10)
        line.addWidget(picture)
        line.addLayout(words, 1)
        self.key: Key | None = None
        if view.key:
            self.key = Key(view.key).typed(14 if narrow else 15).sized(48)
            self.key.named(f"{name}_{view.code}")
            self.key.spoken(view.spoken or f"{view.key}, {view.name}")
            self.key.clicked.connect(lambda: self.touched.emit(view.item))
            line.addWidget(self.key)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(line, 1)
        whole.addWidget(Line())
        self.setAccessibleName(f"{view.name}, {view.code}, {view.sub}")


class Pile(QFrame):
    """``Pile(name, word, sub, icon, tone)``: ``show_rows(rows)``; signal ``touched(item)``.

    ``foot`` is the layout at the bottom; ``note`` the one under the last row. What does not fit is
    one touch away: "and 42 others" shows the next ones.
    """

    touched = Signal(object)

    def __init__(self, name: str, word: str, sub: str, icon: str, tone: str) -> None:
        super().__init__()
        self._name, self._page, self._narrow = name, 0, False
        self._rows: Sequence[RowView] = ()
        self.shown: list[ThingRow] = []
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName(f"pile_{name}")
        self.head = PileHead(word, sub, icon, tone)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.more = Key("", "caret-down", "quiet").typed(16, 18).sized(48).named(f"more_{name}")
        self.more.clicked.connect(self.turn)
        self.note, self.foot = QVBoxLayout(), QVBoxLayout()
        self.note.setSpacing(8)
        body = QVBoxLayout()
        body.setContentsMargins(16, 2, 16, 12)
        body.setSpacing(4)
        body.addLayout(self._list)
        body.addLayout(row(self.more, None))
        body.addLayout(self.note)
        body.addStretch(1)
        body.addLayout(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(body, 1)

    def show_rows(self, rows: Sequence[RowView]) -> None:
        """Show other things; the page stays where it can."""
        changed = tuple(rows) != tuple(self._rows)
        self._rows = rows
        self.head.show_number(len(rows))
        if changed or not self.shown:
            self._fill()

    def turn(self) -> None:
        """Show the next things; after the last ones, the first."""
        self._page += 1
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many rows as there is room for."""
        super().resizeEvent(event)
        if self._room() != len(self.shown) or self._narrow != (self.width() < NARROW_UNDER):
            self._fill()

    def _row_height(self) -> int:
        high = ROW_NARROW if self.width() < NARROW_UNDER else ROW
        return theme.current().px(high) if theme.current().scale > 100 else high

    def _room(self) -> int:
        taken = self.head.sizeHint().height() + 24 + self.note.sizeHint().height()
        taken += self.foot.sizeHint().height()
        high = self._row_height()
        free = self.height() - taken
        if len(self._rows) * high <= free:
            return len(self._rows)
        return min(len(self._rows), max(1, (free - 48) // high))

    def _fill(self) -> None:
        for old in self.shown:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        room = self._room()
        first = self._page * room if room else 0
        if first >= len(self._rows):
            self._page, first = 0, 0
        high = self._row_height()
        self._narrow = self.width() < NARROW_UNDER
        self.shown = []
        for view in self._rows[first : first + room]:
            one = ThingRow(view, self._name, self._narrow)
            one.setFixedHeight(high)
            one.touched.connect(self.touched)
            self._list.addWidget(one)
            self.shown.append(one)
        others = len(self._rows) - len(self.shown)
        self.more.setVisible(others > 0)
        self.more.setText(ngettext("and {n} other", "and {n} others", others))


def wipe(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, QBoxLayout):
            wipe(inner)
