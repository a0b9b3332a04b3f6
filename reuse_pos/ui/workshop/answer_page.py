"""Does it work? Two big answers, told apart by picture and words, never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR, Step
from reuse_pos.services.workshop import Work
from reuse_pos.ui.widgets import BigTile, Key, Text, column, row
from reuse_pos.ui.workshop.looks import heading
from reuse_pos.ui.workshop.picture import Locate, ThingPicture


class AnswerPage(QWidget):
    """Signals ``answered(bool)`` and ``back()``."""

    answered = Signal(bool)
    back = Signal()

    def __init__(self, locate: Locate) -> None:
        super().__init__()
        self._locate = locate
        self.picture = ThingPicture(12)
        self.picture.setFixedSize(168, 112)
        self._title = heading("", 48)
        self._why = Text("", "plain-text", "ink2").wrapped()
        self.yes = BigTile("", "", "seal-check", "bricolage").pictured(150, 110, 75)
        self.no = BigTile("", "", "hand-palm", "jouets").pictured(150, 110, 75)
        for tile, name in ((self.yes, "answer_yes"), (self.no, "answer_no")):
            tile.typed(34, 22, 800).sized(320).named(name)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(72, 170)
        self.return_key.named("answer_back").clicked.connect(self.back)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.picture)
        head.addLayout(column(None, self._title, self._why, None, spacing=6), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(20)
        layout.addLayout(head)
        layout.addLayout(row(self.yes, self.no, spacing=16))
        layout.addStretch(1)
        layout.addLayout(row(self.return_key, None, spacing=16))

    def ask(self, work: Work, step: Step) -> None:
        """Ask the question of a step's check."""
        self.picture.show_thing(
            work.category.icon, work.category.family, self._locate(work.item.photo)
        )
        if step.check == "safety_check":
            self._title.set_text(_("Is it safe?"))
            self._why.setText(_("Nothing cuts, nothing pinches, nothing comes off."))
            self.yes.setText(_("It is safe"))
            self.no.setText(_("It is not safe"))
        elif step.check == SUPERVISOR:
            self._title.set_text(_("Is the work well done?"))
            self._why.setText(_("You looked at it together."))
            self.yes.setText(_("Well done"))
            self.no.setText(_("Not yet"))
        else:
            self._title.set_text(_("Does it work?"))
            self._why.setText(_("You plugged it in and switched it on."))
            self.yes.setText(_("It works"))
            self.no.setText(_("It does not work"))
        looked = step.check == SUPERVISOR
        self.yes.set_sub(_("The work goes on") if looked else _("The test is passed"))
        self.no.set_sub(_("The last step again") if looked else _("We call for help"))

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [self._title.text(), self._why.text(), self.yes.text(), self.no.text()]
