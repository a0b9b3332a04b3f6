"""A question in place of what was chosen: how a deposit goes back, whether it is kept, what is let
go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Key, Text


@dataclass(frozen=True)
class Answer:
    """One way to answer: its code, the words of its key, a smaller line, a pictogram; `bad` for
    what takes something away."""

    code: str
    words: str
    sub: str = ""
    icon: str = ""
    bad: bool = False


class Question(Card):
    """``Question()``: ``ask(title, why, answers)``; signals ``answered(str code)``, ``closed()``.

    Nothing is yellow: an answer is chosen, never the next step."""

    answered = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(kind="chosen")
        self.setObjectName("question")
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self._title = Text("", "h1").wrapped().named("question_title")
        self._why = Text("", "body").wrapped().named("question_why")
        self.keys: dict[str, Key] = {}
        self.back = Key(_("Back"), "arrow-left").named("question_back").sized(64)
        self.back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.closed)
        self.body.addWidget(self._title)
        self.body.addWidget(self._why)
        self.body.addSpacing(8)
        self.body.addStretch(1)
        self.body.addWidget(self.back)

    def ask(self, title: str, why: str, answers: Sequence[Answer]) -> None:
        """Another question."""
        for key in self.keys.values():
            self.body.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._title.setText(title)
        self._why.setText(why)
        self.keys = {}
        for number, answer in enumerate(answers):
            key = Key(answer.words, answer.icon, "bad" if answer.bad else "key")
            key.typed(18, 26).sized(84).named(f"answer_{answer.code}").with_sub(answer.sub)
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=answer.code: self.answered.emit(code))
            self.keys[answer.code] = key
            self.body.insertWidget(3 + number, key)
