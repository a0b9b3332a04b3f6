"""For the supervisor: the steps of one kind of thing, put in order, added, taken out, rewritten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import PROTECTION_WORDS, Step
from reuse_pos.domain.workshop_steps import AUTHORISATIONS, MOST_STEPS
from reuse_pos.services.work_templates import Template
from reuse_pos.ui.widgets import Badge, Card, Key, Text, column, row
from reuse_pos.ui.workshop.looks import KeyRow, empty, heading


class StepsPage(QWidget):
    """``show_steps(template, steps)``: the steps as they would be kept. Signals ``kept(tuple)``,
    ``edit_asked(int)``, ``add_asked()``, ``shipped_asked()``, ``back()``."""

    kept = Signal(object)
    edit_asked = Signal(int)
    add_asked = Signal()
    shipped_asked = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.template: Template | None = None
        self.steps: tuple[Step, ...] = ()
        self._title = heading("", 32)
        self._sub = Text("", "muted").wrapped()
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        self.return_key = self._foot(_("Go back"), "arrow-u-up-left", "steps_back")
        self.shipped = self._foot(_("As at the start"), "arrow-counter-clockwise", "steps_shipped")
        self.add = self._foot(_("Add a step"), "plus", "steps_add")
        self.keep = Key(_("Keep these steps"), "check", "next").typed(20, 26).sized(64)
        self.keep.named("steps_keep").clicked.connect(lambda: self.kept.emit(self.steps))
        self.return_key.clicked.connect(self.back)
        self.shipped.clicked.connect(self.shipped_asked)
        self.add.clicked.connect(self.add_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._sub)
        layout.addWidget(area, 1)
        layout.addWidget(KeyRow([self.return_key, self.shipped], [self.add, self.keep]))

    def show_steps(self, template: Template, steps: tuple[Step, ...]) -> None:
        """Show steps of a template; they are kept by the yellow key only."""
        self.template, self.steps = template, steps
        self._title.set_text(template.label)
        self._sub.setText(_("Work already begun keeps the steps it began with."))
        empty(self._rows)
        for n, step in enumerate(steps):
            self._rows.addWidget(self._row(n, step))
        self._rows.addStretch(1)
        self.add.setEnabled(len(steps) < MOST_STEPS)
        self.keep.setEnabled(steps != template.steps)
        self.shipped.setVisible(template.own)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [self._title.text(), self._sub.text(), *(_(step.title) for step in self.steps)]

    def _foot(self, text: str, icon: str, name: str) -> Key:
        return Key(text, icon).typed(20, 26).sized(64).named(name)

    def _row(self, n: int, step: Step) -> Card:
        card = Card()
        card.setObjectName("step_row")
        card.body.setContentsMargins(12, 8, 12, 8)
        said = " ".join(_(one).replace("**", "") for one in step.sentences)
        marks = [_(PROTECTION_WORDS[one][0]) for one in step.protections]
        if step.authorisation:
            marks.append(_("Authorisation: {what}", what=_(AUTHORISATIONS[step.authorisation][0])))
        lines = [Text(_(step.title), "strong"), Text(said, "muted").eliding()]
        if marks:
            lines.append(Text(" · ".join(marks), "note", "ink2").eliding())
        line = row(Text(str(n + 1), "h1", "ink2"), Badge(step.icon, "textile", 52), spacing=12)
        line.addLayout(column(*lines, spacing=0), 1)
        title = _(step.title)
        edit = Key(_("Rewrite"), "note-pencil").typed(18, 22).sized(56).named("step_edit")
        edit.clicked.connect(lambda: self.edit_asked.emit(n))
        up = self._small("caret-up", "step_up", _("Move {name} up", name=title))
        down = self._small("caret-down", "step_down", _("Move {name} down", name=title))
        out = self._small("trash", "step_out", _("Take {name} out", name=title))
        up.setEnabled(n > 0)
        down.setEnabled(n < len(self.steps) - 1)
        up.clicked.connect(lambda: self._swap(n, n - 1))
        down.clicked.connect(lambda: self._swap(n, n + 1))
        out.clicked.connect(lambda: self._show((*self.steps[:n], *self.steps[n + 1 :])))
        out.setEnabled(len(self.steps) > 1)
        for key in (edit, up, down, out):
            line.addWidget(key)
        card.body.addLayout(line)
        return card

    def _small(self, icon: str, name: str, said: str) -> Key:
        return Key(icon=icon).typed(16, 24).sized(56, 56).named(name).spoken(said)

    def _swap(self, one: int, other: int) -> None:
        steps = list(self.steps)
        steps[one], steps[other] = steps[other], steps[one]
        self._show(tuple(steps))

    def _show(self, steps: tuple[Step, ...]) -> None:
        if self.template is not None:
            self.show_steps(self.template, steps)
