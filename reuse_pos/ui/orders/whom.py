"""For whom a quote is: the quote in full at the left, name, phone and note at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout

from reuse_pos.domain.hold import initials
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import NOTE_LENGTH, OrderAsked, quote_lines, work_words
from reuse_pos.domain.quotes import total
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui.orders import words
from reuse_pos.ui.orders.asking import Asking
from reuse_pos.ui.thumb import Thumb
from reuse_pos.ui.touchkeys import FIGURES, LETTERS, TouchKeys
from reuse_pos.ui.widgets import Amount, Card, ErrorBar, Key, Line, Panel, Text, WordAmount, row

SIDE, SIDE_COMPACT = 640, 536


class WhomPage(Panel):
    """``WhomPage(error)``: ``open_for(asking, asked)``; signals ``asked(OrderAsked)``, ``back()``.

    The keys under the fields follow the one that is typed in; ``next_key`` says what is missing.
    """

    asked = Signal(object)
    back = Signal()

    def __init__(self, error: ErrorBar) -> None:
        super().__init__("canvas")
        self._known, self._asked = "", OrderAsked(())
        self.thumb = Thumb(116, 88)
        self.title = Text("", "h1").wrapped().named("whom_piece")
        self.about = Text("", "muted").wrapped()
        self.work = Text("", "strong").wrapped().named("whom_work")
        self.ready = Text("", "body").wrapped()
        self.total = Amount("", 34)
        self.total.setObjectName("whom_sum")
        self.name = _field(_("Name"), "order_asked_name")
        self.phone = _field(_("Phone (may stay empty)"), "order_asked_phone")
        self.note = _field(_("To make clear: colour, fabric… (may stay empty)"), "order_asked_note")
        self.note.setMaxLength(NOTE_LENGTH)
        self.back_key = Key(_("Back"), "arrow-left", hint=_("Esc"), place="above").typed(14, 24)
        self.back_key.sized(76, 124).named("whom_back")
        self.next_key = Key("", "note-pencil", "next").typed(20, 26).sized(76).named("whom_next")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._side, self._pads = Card(), QStackedWidget()
        self._build(error)
        self._connect()

    def open_for(self, asking: Asking, asked: OrderAsked) -> None:
        """The quote as it was filled in; one written again knows its person and its note."""
        order = asking.order
        self._asked, self._known = asked, order.initials if order else ""
        self.thumb.show_thing(asking.icon, asking.family, None, asking.label)
        self.title.setText(asking.label)
        self.about.setText(asking.about)
        self.work.setText(work_words(asked.steps))
        days = ngettext("{n} day after the agreement", "{n} days after the agreement", asked.days)
        self.ready.setText(days)
        self._say_lines(asking, asked)
        for edit in (self.name, self.phone, self.note):
            edit.clear()
        self.note.setText(order.note if order else "")
        self.name.setPlaceholderText(self._known or _("Name"))
        self._show()
        self.name.setFocus()

    @property
    def wanted(self) -> OrderAsked:
        """The whole quote asked for."""
        return replace(
            self._asked, name=self.name.text(), phone=self.phone.text(), note=self.note.text()
        )

    def press_next(self) -> None:
        """F12: give the quote."""
        if self.next_key.isEnabled():
            self.next_key.click()

    def set_compact(self, compact: bool) -> None:
        """A narrower right side under 1280 pixels."""
        self._side.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys follow the field one types in."""
        if event.type() == QEvent.Type.FocusIn:
            for number, edit in enumerate((self.name, self.phone, self.note)):
                if watched is edit:
                    self._pads.setCurrentIndex(number)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the quote, Escape goes back to what is to be done."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        else:
            super().keyPressEvent(event)

    def _say_lines(self, asking: Asking, asked: OrderAsked) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = quote_lines(asked, asking.hour_cents)
        for one in lines:
            self._lines.addWidget(WordAmount(words.line(one), format_cents(one.cents)))
        self.total.set_text(format_cents(total(lines)))

    def _connect(self) -> None:
        for edit in (self.name, self.phone, self.note):
            edit.installEventFilter(self)
            edit.textChanged.connect(self._show)
        self.back_key.clicked.connect(self.back)
        self.next_key.clicked.connect(lambda: self.asked.emit(self.wanted))

    def _build(self, error: ErrorBar) -> None:
        shown = Card()
        shown.body.setContentsMargins(20, 16, 20, 16)
        for widget in (self.thumb, self.title, self.about, Line(), self.work, self.ready):
            shown.body.addWidget(widget)
        sums = Card(kind="note")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        sums.body.addLayout(self._lines)
        sums.body.addWidget(Line())
        foot = row(Text(_("Quote (sum)"), "block"))
        foot.addWidget(self.total, 1)
        sums.body.addLayout(foot)
        shown.body.addSpacing(4)
        shown.body.addWidget(sums)
        shown.body.addStretch(1)
        for rows, edit in ((LETTERS, self.name), (FIGURES, self.phone), (LETTERS, self.note)):
            self._pads.addWidget(TouchKeys(edit, rows))
        side = self._side.body
        side.setContentsMargins(18, 16, 18, 16)
        side.addWidget(Text(_("For whom?"), "h1"))
        side.addWidget(error)
        side.addLayout(row(self.name, self.phone, spacing=8))
        side.addWidget(self.note)
        side.addSpacing(6)
        side.addWidget(self._pads)
        side.addStretch(1)
        side.addLayout(row(self.back_key, self.next_key))
        whole = row(spacing=16)
        whole.addWidget(shown, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)

    def _show(self) -> None:
        named = bool(initials(self.name.text())) or (bool(self._known) and not self.name.text())
        words_of = _("Renew the quote") if self._known else _("Give the quote")
        self.next_key.setText(words_of if named else _("For whom?"))
        self.next_key.setEnabled(named)
        self.next_key.set_hint("F12" if named else "")


def _field(said: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(said)
    edit.setAccessibleName(said)
    edit.setObjectName(name)
    edit.setMinimumHeight(48)
    return edit
