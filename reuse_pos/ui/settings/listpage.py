"""What a page of the settings that keeps a list is made of: the list on the left, the one touched
on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.people import Person
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.scrolling import scrolling
from reuse_pos.ui.widgets import EmptyState, Flow, Key, Panel, Text

LIST_WIDTH, LIST_NARROW, NARROW_UNDER = 348, 300, 1000
FIELD_HEIGHT = 52


@dataclass(frozen=True)
class RowView:
    """One row of the list: what it is known by, its words, the line under them, its picture."""

    code: str
    title: str
    sub: str
    icon: str
    tint: str = "blue"


class ListPage(Panel):
    """``ListPage(shop, person, screen)``: ``over`` is the layout over the list (put keys there),
    ``under`` the one below it; ``show_rows(rows, chosen)``; signal ``touched(str code)``.

    ``right`` is a stack: ``show_page(widget)`` after ``add_page(widget)``; ``say_empty(icon, title,
    why)`` when nothing is to show.
    """

    touched = Signal(str)

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self.shop, self.person, self.host = shop, person, screen
        self.rows: dict[str, Key] = {}
        self.chosen = ""
        self.over, self.under = QVBoxLayout(), QVBoxLayout()
        self._list = QVBoxLayout()
        for layout in (self.over, self.under, self._list):
            layout.setSpacing(10)
        inner = Panel("canvas")
        inner.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addLayout(self.over)
        side.addWidget(scrolling(inner), 1)
        side.addLayout(self.under)
        self._side = QWidget()
        self._side.setLayout(side)
        self._side.setFixedWidth(LIST_WIDTH)
        self.right = QStackedWidget()
        self._empty: EmptyState | None = None
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(self._side)
        whole.addWidget(self.right, 1)

    def resizeEvent(self, event: object) -> None:
        """A narrower list where the window is narrow."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._side.setFixedWidth(LIST_NARROW if self.width() < NARROW_UNDER else LIST_WIDTH)

    def show_rows(self, rows: Iterable[RowView], chosen: str = "") -> None:
        """Fill the list and light the row chosen."""
        while self._list.count():
            widget = self._list.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for view in rows:
            key = Key(view.title).with_icon(view.icon, "duotone", view.tint).sized(70)
            key.with_sub(view.sub).choosable().named(f"row_{view.code}")
            key.spoken(f"{view.title}, {view.sub}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=view.code: self.touched.emit(code))
            self.rows[view.code] = key
            self._list.addWidget(key)
        self._list.addStretch(1)
        self.light(chosen)

    def light(self, code: str) -> None:
        """Light one row of the list, or none."""
        self.chosen = code
        for one, key in self.rows.items():
            key.setChecked(one == code)

    def add_page(self, page: QWidget) -> None:
        """Make room on the right for something; it scrolls where it is too high."""
        self.right.addWidget(scrolling(page))

    def show_page(self, page: QWidget) -> None:
        """Show it."""
        for number in range(self.right.count()):
            holder = self.right.widget(number)
            if isinstance(holder, QScrollArea) and holder.widget() is page:
                self.right.setCurrentIndex(number)

    def shows(self, page: QWidget) -> bool:
        """Whether it is the one shown."""
        holder = self.right.currentWidget()
        return isinstance(holder, QScrollArea) and holder.widget() is page

    def say_empty(self, icon: str, title: str, why: str = "") -> None:
        """Say that nothing is to show, and why."""
        if self._empty is None:
            self._empty = EmptyState(icon, title, why)
            self.right.addWidget(self._empty)
        self._empty.say(title, why)
        self.right.setCurrentWidget(self._empty)


class Choice(QWidget):
    """``Choice(title, {value: word}, name)``: keys of which one is chosen; ``value()``,
    ``choose(value)``, signal ``changed()``."""

    changed = Signal()

    def __init__(self, title: str, words: dict[str, str], name: str) -> None:
        super().__init__()
        self.keys: dict[str, Key] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Text(title, "strong").wrapped())
        holder = QWidget()
        flow = Flow(holder)
        for value, word in words.items():
            key = Key(word).sized(48).choosable().named(f"{name}_{value}")
            key.clicked.connect(lambda _on=False, value=value: self._touch(value))
            self.keys[value] = key
            flow.addWidget(key)
        layout.addWidget(holder)

    def choose(self, value: str) -> None:
        """Choose one."""
        for one, key in self.keys.items():
            key.setChecked(one == value)

    def value(self) -> str:
        """The one chosen; "" when none is."""
        return next((one for one, key in self.keys.items() if key.isChecked()), "")

    def _touch(self, value: str) -> None:
        self.choose(value)
        self.changed.emit()


def field(words: str, name: str, longest: int = 60) -> QLineEdit:
    """A field to type in; `words` are what a screen reader says."""
    edit = QLineEdit()
    edit.setAccessibleName(words)
    edit.setObjectName(name)
    edit.setMaxLength(longest)
    edit.setMinimumHeight(FIELD_HEIGHT)
    return edit


def labelled(words: str, widget: QWidget) -> QVBoxLayout:
    """A widget under its name."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Text(words, "strong").wrapped())
    column.addWidget(widget)
    return column


def beside(*things: tuple[str, QWidget]) -> QHBoxLayout:
    """Named widgets side by side, in equal parts, their fields on one line."""
    layout = QHBoxLayout()
    layout.setSpacing(16)
    for words, widget in things:
        column = labelled(words, widget)
        column.insertStretch(1, 1)
        layout.addLayout(column, 1)
    return layout


def lines_of(pairs: Sequence[tuple[str, str]]) -> QVBoxLayout:
    """Words left, a value right, one under the other."""
    layout = QVBoxLayout()
    layout.setSpacing(8)
    for words, value in pairs:
        layout.addLayout(_line(words, value))
    return layout


def _line(words: str, value: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(Text(words, "body").eliding(), 1)
    line.addWidget(Text(value, "strong").right())
    return line


def refill(layout: QVBoxLayout, pairs: Sequence[tuple[str, str]]) -> None:
    """Show other words and values in a layout of `lines_of`."""
    clear(layout)
    for words, value in pairs:
        layout.addLayout(_line(words, value))


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear(inner)
