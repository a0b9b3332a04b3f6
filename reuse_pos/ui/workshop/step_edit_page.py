"""For the supervisor: one step rewritten: its name, picture, sentences, what to wear, its question
and who may do it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import PROTECTION_WORDS, STEPS, Protection, Step
from reuse_pos.domain.workshop_steps import (
    AUTHORISATIONS,
    CHECKS,
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    MOST_SENTENCES,
    MOST_WORDS,
    STEP_ICONS,
    checked_step,
)
from reuse_pos.ui.widgets import Flow, Key, Stepper, Text, row
from reuse_pos.ui.workshop.looks import KeyRow

FIELD_HEIGHT = 52


class StepEditPage(QWidget):
    """``edit(step)``; signals ``written(Step)``, ``refused(str)`` and ``back()``."""

    written = Signal(object)
    refused = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step = STEPS["clean"]
        self.title = self._field(LONGEST_TITLE, "step_title", _("Name of the step"))
        self.sentences = [
            self._field(LONGEST_SENTENCE, f"step_sentence_{n}", _("Sentence {n}", n=n))
            for n in range(1, MOST_SENTENCES + 1)
        ]
        self._counts = [Text("", "note", "ink2") for _one in self.sentences]
        for field in self.sentences:
            field.textChanged.connect(self._count)
        self.minutes = _five_by_five(Stepper(10, 0, 240))
        self.icons, icons = self._group([(icon, "", icon) for icon in STEP_ICONS], "step_icon")
        self.wears = {
            code: Key(_(words), icon).with_icon(icon, "fill").typed(16, 22).sized(48)
            .choosable().named(f"step_wear_{code}")
            for code, (words, icon) in PROTECTION_WORDS.items()
        }  # fmt: skip
        self.checks, checks = self._group(
            [(code, _(words), "") for code, words in CHECKS.items()], "step_check"
        )
        rights = [("", _("Everybody"), "")]
        rights += [(code, _(words), "") for code, (words, _icon) in AUTHORISATIONS.items()]
        self.rights, allowed = self._group(rights, "step_right")
        wears = self._flow(self.wears.values())
        pairs = (
            ((_("Picture"), icons),),
            ((_("What to wear"), wears), (_("Question at the end"), checks)),
            ((_("Who may do it"), allowed),),
        )
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 12, 0)
        body.setSpacing(8)
        self._lay_words(body)
        for pair in pairs:
            body.addLayout(_side_by_side(pair))
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(area, 1)
        layout.addWidget(self._foot())

    def _lay_words(self, body: QVBoxLayout) -> None:
        minutes = row(Text(_("Minutes, about"), "strong"), self.minutes, spacing=12)
        top = row(self.title, spacing=16)
        top.setStretch(0, 1)
        top.addLayout(minutes)
        body.addWidget(Text(_("Name of the step"), "strong"))
        body.addLayout(top)
        body.addWidget(Text(_("At most three sentences of twelve words"), "strong"))
        for field, count in zip(self.sentences, self._counts, strict=True):
            count.setMinimumWidth(76)
            line = row(field, count, spacing=12)
            line.setStretch(0, 1)
            body.addLayout(line)

    def _foot(self) -> KeyRow:
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.return_key.named("step_edit_back").clicked.connect(self.back)
        self.take = Key(_("Take this step"), "check", "next").typed(20, 26).sized(64)
        self.take.named("step_take").clicked.connect(self._take)
        return KeyRow([self.return_key], [self.take])

    def edit(self, step: Step) -> None:
        """Show a step to be rewritten."""
        self._step = step
        self.title.setText(_(step.title))
        for n, field in enumerate(self.sentences):
            field.setText(_(step.sentences[n]) if n < len(step.sentences) else "")
        self.minutes.set_value(step.guess_min)
        self.icons.get(step.icon, self.icons["hammer"]).setChecked(True)
        self.checks[step.check].setChecked(True)
        self.rights[step.authorisation].setChecked(True)
        for code, key in self.wears.items():
            key.setChecked(code in step.protections)
        self._count()

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [self.title.text(), *(field.text() for field in self.sentences)]

    def _take(self) -> None:
        before = self._step
        known = (_(one) for one in before.sentences)
        told = dict(zip(known, before.sentences, strict=True))
        said = [field.text().strip() for field in self.sentences]
        step = replace(
            before,
            # Words that were not touched stay in the program's own language.
            title=before.title if self.title.text() == _(before.title) else self.title.text(),
            sentences=tuple(told.get(one, one) for one in said if one),
            icon=_chosen(self.icons),
            protections=tuple(Protection(c) for c, key in self.wears.items() if key.isChecked()),
            check=_chosen(self.checks),
            guess_min=self.minutes.value(),
            authorisation=_chosen(self.rights),
        )
        try:
            checked_step(replace(step, sentences=tuple(one for one in said if one)))
        except Refusal as refusal:
            self.refused.emit(refusal.sentence)
        else:
            self.written.emit(step)

    def _count(self) -> None:
        for field, count in zip(self.sentences, self._counts, strict=True):
            n = len(field.text().replace("**", "").split())
            count.setText(_("{n} of {most}", n=n, most=MOST_WORDS) if n else "")
            count.set_tone("plum" if n > MOST_WORDS else "ink2")

    def _field(self, longest: int, name: str, said: str) -> QLineEdit:
        field = QLineEdit()
        # One letter more than what is kept: what is too long is said, not silently cut.
        field.setMaxLength(longest + 60)
        field.setFixedHeight(FIELD_HEIGHT)
        field.setObjectName(name)
        field.setAccessibleName(said)
        return field

    def _group(
        self, views: list[tuple[str, str, str]], name: str
    ) -> tuple[dict[str, Key], QWidget]:
        """Keys of which one is chosen: (code, words, pictogram)."""
        group = QButtonGroup(self)
        keys = {}
        for code, words, icon in views:
            key = Key(words, icon).typed(16, 24).sized(48, 0 if words else 52).choosable()
            key.named(f"{name}_{code or 'none'}")
            if not words:
                key.spoken(_("Picture {name}", name=icon))
            group.addButton(key)
            keys[code] = key
        return keys, self._flow(keys.values())

    def _flow(self, keys: Iterable[Key]) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=8)
        for key in keys:
            flow.addWidget(key)
        return holder


def _side_by_side(pair: Sequence[tuple[str, QWidget]]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(20)
    for words, keys in pair:
        block = QVBoxLayout()
        block.setSpacing(6)
        block.addWidget(Text(words, "strong"))
        block.addWidget(keys)
        block.addStretch(1)
        line.addLayout(block, 1)
    return line


def _five_by_five(stepper: Stepper) -> Stepper:
    for key, by in ((stepper.minus, -5), (stepper.plus, 5)):
        key.clicked.disconnect()
        key.clicked.connect(lambda _on=False, by=by: stepper.step(by))
    return stepper


def _chosen(keys: dict[str, Key]) -> str:
    return next(code for code, key in keys.items() if key.isChecked())
