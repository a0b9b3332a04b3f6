"""Workplaces that remember what was asked of them, to test the window alone."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.ui.screen import Screen, Workplace
from reuse_pos.ui.widgets import SearchField


class Told(Screen):
    """A workplace that writes down what it hears."""

    def __init__(self, code: str, plain: bool, person: Person) -> None:
        super().__init__(f"Titre {code}")
        self.plain = plain
        self.person = person
        self.heard: list[object] = []
        self.field = SearchField("Chercher")
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)

    def entered(self) -> None:
        self.heard.append("entered")

    def left(self) -> None:
        self.heard.append("left")

    def refresh(self, changes: frozenset[Any]) -> None:
        self.heard.append(changes)

    def on_scan(self, raw: str) -> None:
        self.heard.append(raw)

    def on_next(self) -> None:
        self.heard.append("next")

    def on_undo(self) -> None:
        self.heard.append("undo")

    def on_function_key(self, number: int) -> None:
        self.heard.append(number)


@dataclass
class Made:
    """Which workplaces were made, in order, and the time that the lock believes in."""

    codes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def place(self, code: str, right: Permission | None, plain: bool = False) -> Workplace:
        def make(desk: Any) -> Screen:
            self.codes.append(code)
            return Told(code, plain, desk.person)

        return Workplace(code, code.capitalize(), "tag", right, make)

    def places(self) -> tuple[Workplace, ...]:
        return (
            self.place("counter", Permission.SELL),
            self.place("intake", Permission.RECEIVE),
            self.place("sorting", Permission.SORT, plain=True),
            self.place("workshop", Permission.WORK, plain=True),
            self.place("reports", Permission.SEE_REPORTS),
            self.place("till", Permission.CLOSE_TILL),
        )
