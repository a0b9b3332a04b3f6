"""One step of the work: what to do in three sentences, what to wear, and three ways on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import PROTECTION_WORDS, Step
from reuse_pos.services.workshop import Work
from reuse_pos.ui import theme
from reuse_pos.ui.hub import hub
from reuse_pos.ui.widgets import Badge, Card, Chip, Key, Text, column, row
from reuse_pos.ui.workshop.looks import Dots, dots_of, empty, heading, sentence
from reuse_pos.ui.workshop.picture import Locate, ThingPicture


class StepPage(QWidget):
    """Signals ``finished()``, ``paused()``,
    ``help_asked()``, ``materials_asked()``, ``photo_asked()``.

    A step with a check shows its sentences first; finishing it leads to the question in two
    answers.
    """

    finished = Signal()
    paused = Signal()
    help_asked = Signal()
    materials_asked = Signal()
    photo_asked = Signal()

    def __init__(self, locate: Locate, can_photo: bool) -> None:
        super().__init__()
        self._locate = locate
        self.picture = ThingPicture(12)
        self.picture.tag(_("Before"), "white")
        self.photo = Key(_("Photo"), "camera", parent=self.picture).typed(18, 26).sized(48)
        self.photo.named("step_photo").clicked.connect(self.photo_asked)
        self.photo.setVisible(can_photo)
        self.dots = Dots()
        dots_card = Card()
        dots_card.body.setContentsMargins(18, 16, 18, 14)
        dots_card.body.addWidget(self.dots)
        self.left = QWidget()
        left = column(self.picture, dots_card, spacing=16)
        left.setStretch(0, 1)
        self.left.setLayout(left)
        self.card = Card()
        self._fill_card()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(24)
        layout.addWidget(self.left)
        layout.addWidget(self.card, 1)

    def show_work(self, work: Work, with_whom: str = "") -> None:
        """Show the step now to do; `with_whom` is who must come where the person may not do it
        alone."""
        step = work.order.step
        if step is None:
            return
        self._with_whom = with_whom
        category = work.category
        self.picture.show_thing(category.icon, category.family, self._locate(work.item.photo))
        self.dots.show_steps(dots_of(work.order))
        self._icon.show_badge(step.icon, "textile")
        self._number.setText(
            _("Step {n} of {total}", n=work.order.number, total=len(work.order.steps))
        )
        self._title.set_text(_(step.title))
        self._state(bool(work.order.help_since))
        self._show_sentences(step)
        self._show_protections(step)
        if with_whom:
            self._chip.show_state("warn", "lock", _("With {name}", name=with_whom))
        self.finish.setText(_("Call {name}", name=with_whom) if with_whom else _("I have finished"))
        self.finish.with_icon("lifebuoy" if with_whom else "check")
        self.finish.setEnabled(not (with_whom and work.order.help_since))
        self.help.setVisible(not with_whom)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        said = [self._number.text(), self._title.text(), *self._said, *self._worn]
        if self._with_whom or self._called:
            said.append(self._chip.text())
        keys = (self.materials, self.finish, self.pause, self.help)
        said += [key.text() for key in keys if key.isVisibleTo(self) and key.isEnabled()]
        return [words.replace("\n", " ").replace("**", "") for words in said]

    def minimumSizeHint(self) -> QSize:
        """What the page needs once its parts have moved closer."""
        return QSize(900, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture keeps a third of the width; short of room, things move closer."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(1280)
        way = QBoxLayout.Direction
        self._wear_box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._wear_box.setSpacing(6 if narrow else 18)
        self._wears.setSpacing(6 if narrow else 18)
        low = self.height() < 640
        self.card.body.setSpacing(8 if low else 18)
        self.card.body.setContentsMargins(28, 12 if low else 24, 28, 12 if low else 24)
        self.left.setFixedWidth(min(420, round(self.width() * 0.31)))
        size = self.photo.sizeHint()
        box = self.picture.rect()
        self.photo.setGeometry(
            box.right() - size.width() - 12,
            box.bottom() - size.height() - 12,
            size.width(),
            size.height(),
        )

    def _fill_card(self) -> None:
        body = self.card.body
        body.setContentsMargins(28, 24, 28, 24)
        body.setSpacing(18)
        self._icon = Badge("hammer", "textile", 132).shaped(20, 100)
        self._number = Text("", "h1", "ink2")
        self._title = heading("", 48)
        self._chip = Chip().sized(56, 20)
        words = column(None, self._number, self._title, None, spacing=0)
        head = row(self._icon, spacing=24)
        head.addLayout(words, 1)
        head.addWidget(self._chip)
        body.addLayout(head)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(10)
        body.addLayout(self._sentences)
        body.addStretch(1)
        self._wear_row = QHBoxLayout()
        self._wear_row.setSpacing(18)
        self.materials = Key(_("I have used\nmaterials"), "toolbox").typed(18, 28).sized(72)
        self.materials.named("step_materials").clicked.connect(self.materials_asked)
        self._wear_title = Text(_("Protect yourself"), "plain-key")
        self._wears = QHBoxLayout()
        self._wears.setSpacing(18)
        self._wear_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._wear_box.setSpacing(18)
        self._wear_box.addWidget(self._wear_title)
        self._wear_box.addLayout(self._wears)
        self._wear_row.addLayout(self._wear_box)
        self._wear_row.addStretch(1)
        self._wear_row.addWidget(self.materials)
        body.addLayout(self._wear_row)
        body.addStretch(2)
        body.addLayout(self._keys())
        self._said: list[str] = []
        self._worn: list[str] = []
        self._with_whom, self._called = "", False

    def _keys(self) -> QHBoxLayout:
        self.pause = Key(_("Pause"), "pause").with_icon("pause", "fill").typed(22, 30).sized(92)
        self.help = Key(_("I need\nhelp"), "lifebuoy").typed(22, 30).sized(92)
        self.finish = Key(_("I have finished"), "check", "next").typed(32, 40).sized(92)
        self.pause.named("step_pause").clicked.connect(self.paused)
        self.help.named("step_help").clicked.connect(self.help_asked)
        self.finish.named("step_finish").clicked.connect(self._go_on)
        keys = row(self.pause, self.help, self.finish, spacing=16)
        for n, share in enumerate((17, 21, 40)):
            keys.setStretch(n, share)
        return keys

    def _go_on(self) -> None:
        (self.help_asked if self._with_whom else self.finished).emit()

    def _state(self, called: bool) -> None:
        self._called = called
        if called:
            self._chip.show_state("warn", "lifebuoy", _("Help is coming"))
        else:
            self._chip.show_state("ok", "play-circle", _("In progress"))

    def _show_sentences(self, step: Step) -> None:
        empty(self._sentences)
        self._said = [_(text) for text in step.sentences]
        for n, text in enumerate(self._said, 1):
            line = row(Number(str(n)), spacing=14)
            line.addWidget(sentence(text), 1)
            self._sentences.addLayout(line)

    def _show_protections(self, step: Step) -> None:
        empty(self._wears)
        self._wear_title.setVisible(bool(step.protections))
        self._worn = [_("Protect yourself")] if step.protections else []
        for protection in step.protections:
            word, icon = PROTECTION_WORDS[protection]
            self._wears.addWidget(Wear(icon, _(word)))
            self._worn.append(_(word))


class Number(QLabel):
    """The number of a sentence in a grey disc."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        side = theme.current().px(36)
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "h1")
        self._dress()
        hub.theme_changed.connect(self._dress)

    def _dress(self) -> None:
        ground = theme.current().hex("sunken")
        self.setStyleSheet(f"background:{ground};border-radius:{self.width() // 2}px")


class Wear(QWidget):
    """Something to wear: a white pictogram in a blue disc, its word below."""

    def __init__(self, icon: str, word: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.setColumnMinimumWidth(0, 76)
        middle = Qt.AlignmentFlag.AlignHCenter
        grid.addWidget(BlueDisc(icon, 72), 0, 0, middle)
        grid.addWidget(Text(word, "block").centred(), 1, 0, middle)
        self.setAccessibleName(word)


class BlueDisc(Badge):
    """A filled pictogram, white on blue."""

    def __init__(self, icon: str, side: int) -> None:
        super().__init__(icon, "neutral", side)
        self.shaped(side / 2, 42, "fill")

    def colours(self) -> tuple[str, str]:
        """The drawing's colour and the ground's."""
        palette = theme.current().palette
        return palette.on_blue, palette.blue
