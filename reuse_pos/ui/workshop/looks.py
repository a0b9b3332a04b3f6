"""Small pieces that every page of the workshop is made of: words, marks and rows of big keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import Order
from reuse_pos.ui.widgets import Amount, Badge, Key, Step, StepDots, Text, column, row

MARGINS = (24, 20, 24, 20)


def heading(text: str = "", px: int = 32, weight: int = 800) -> Amount:
    """A title that shrinks before a letter is lost."""
    return Amount(text, px, "ink", "left", weight)


def pictured(icon: str, title: QWidget, sub: QWidget) -> QHBoxLayout:
    """The head of a page: a pictogram, its title and the quiet line under it."""
    head = row(Badge(icon, "textile", 92).shaped(18, 64), spacing=20)
    head.addLayout(column(title, sub, spacing=4), 1)
    return head


def sentence(text: str = "", role: str = "plain-text") -> Text:
    """A plain sentence in which `**words**` are stressed."""
    label = Text("", role).wrapped()
    label.setTextFormat(Qt.TextFormat.RichText)
    say(label, text)
    return label


def say(label: Text, text: str) -> None:
    """Change a sentence made by `sentence`."""
    parts = escape(text).split("**")
    label.setText("".join(f"<b>{part}</b>" if n % 2 else part for n, part in enumerate(parts)))
    label.setAccessibleName(text.replace("**", ""))


def soft(text: str = "") -> Text:
    """A quiet line of 18 px under or beside something, breaking where it must."""
    label = Text("", "block", "ink2").wrapped()
    label.setTextFormat(Qt.TextFormat.RichText)
    say_soft(label, text)
    return label


def say_soft(label: Text, text: str) -> None:
    """Change the words of a line made by `soft`."""
    words = escape(text).replace("\n", "<br>")
    label.setText(f'<span style="font-weight:400">{words}</span>')
    label.setAccessibleName(text)


def dots_of(order: Order, *, now: bool = True) -> list[Step]:
    """An order's steps as discs: done, the one to do now, and those to come."""
    current = order.step.code if order.step is not None and now else ""
    states = {True: "done", False: "todo"}
    return [
        Step(
            _(step.title),
            step.icon,
            "now" if step.code == current else states[step.code in order.done],
        )
        for step in order.listed
    ]


class Dots(StepDots):
    """Step discs that keep only the word of the present step where all words do not fit."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        self._all: tuple[Step, ...] = tuple(steps)
        super().__init__(steps, parent)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps, with as many words as fit."""
        self._all = tuple(steps)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find again how many words fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.set_steps(self._all)
        if self.sizeHint().width() > self.width() > 0:
            self.set_steps(
                [Step(s.text if s.state == "now" else "", s.icon, s.state) for s in self._all]
            )
            words = ", ".join(f"{step.text} ({step.state})" for step in self._all)
            self.setAccessibleName(words)


class KeyRow(QWidget):
    """Keys side by side; where they do not fit, their words break into two lines and get smaller.

    ``fit()`` is called on each change of size; a spring stands before ``right``.
    """

    def __init__(
        self, left: Sequence[Key], right: Sequence[Key] = (), px: int = 20, spacing: int = 16
    ) -> None:
        super().__init__()
        self._keys = [*left, *right]
        self._px, self._spacing = px, spacing
        self.setLayout(row(*left, None, *right, spacing=spacing))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find again how the words fit."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Words break before the window grows."""
        return QSize(600, super().minimumSizeHint().height())

    def fit(self) -> None:
        """One line if there is room, else two lines, else smaller."""
        for px, broken in ((self._px, False), (self._px, True), (16, True), (14, True)):
            for key in self._keys:
                words = key.text().replace("\n", " ")
                key.setText(_in_two(words) if broken else words)
                key.typed(px)
            shown = [key for key in self._keys if not key.isHidden()]
            room = self.width() - self._spacing * (len(shown) + 1)
            if sum(key.sizeHint().width() for key in shown) <= room:
                return


def _in_two(text: str) -> str:
    """The words in two lines of about the same length."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    cuts = range(1, len(words))
    best = min(cuts, key=lambda n: max(len(" ".join(words[:n])), len(" ".join(words[n:]))))
    return " ".join(words[:best]) + "\n" + " ".join(words[best:])


def clear_key(clear: Callable[[], object]) -> Key:
    """The tall key of a keypad that empties what was typed."""
    key = Key(_("Clear"), "trash", place="above").typed(14, 28).named("pad_clear")
    key.clicked.connect(lambda: clear())
    return key


class Pages(QStackedWidget):
    """One page at a time; the pages not shown ask for no room."""

    def sizeHint(self) -> QSize:
        """What the page shown wishes."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the page shown needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def about(minutes: int) -> str:
    """ "40 min", "3 h", "1 h 30": how long a thing usually takes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min", n=rest)
    return _("{n} h", n=hours) if not rest else _("{n} h {rest}", n=hours, rest=f"{rest:02d}")
