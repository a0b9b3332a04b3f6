"""Going to the shop where one learns and back: the band over the screens, the codes to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.people import Person
from reuse_pos.domain.practice import is_practice
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.hub import hub

if TYPE_CHECKING:
    from reuse_pos.ui.shell import Shell

# The papers that wait are those of the shop one is in.
PAPERS = frozenset({Change.LABELS})


class Practice:
    """``Practice(shell, real)``: ``shop`` is the shop where one learns while somebody does, else
    None.

    ``begin(person)``, ``end(person)``, ``offered_to(person)``, ``not_meant_here(raw)``.
    """

    def __init__(self, shell: Shell, real: Shop) -> None:
        self._shell, self._real = shell, real
        self.shop: Shop | None = None
        self._band: QWidget | None = None

    def offered_to(self, person: Person | None) -> bool:
        """Whether this person, who may sell, is in the real shop now."""
        sells = person is not None and person.actor.may(Permission.SELL)
        return self.shop is None and sells

    def begin(self, person: Person) -> None:
        """Have the practice till ready (a second, the first time), then go there."""
        self._shell.say(_("The practice till is being prepared."))
        tasks.run(
            lambda: self._real.training.start(person.actor),
            lambda shop: self._arrived(person, shop),
            owner=self._shell,
        )

    def end(self, person: Person) -> None:
        """Take the band away; the real journal is told."""
        if self.shop is None:
            return
        self.shop = None
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        tasks.run(lambda: self._real.training.stop(person.actor))
        hub.changed.emit(PAPERS)

    def not_meant_here(self, raw: str) -> str:
        """Why a code of one shop means nothing in the other; "" nearly always."""
        learning = self.shop is not None
        if not learning and not is_practice(raw):
            return ""
        return self._real.training.wrong_shop(raw, learning=learning)

    def _arrived(self, person: Person, shop: Shop) -> None:
        if self._shell.person != person:
            # Gone while the till was made ready.
            tasks.run(lambda: self._real.training.stop(person.actor))
            return
        from reuse_pos.ui.trainingbanner import TrainingBanner

        if self._shell.screen_now is not None:
            self._shell.screen_now.left()
        self.shop = shop
        band = TrainingBanner(self._shell)
        band.left.connect(self._shell.stop_learning)
        band.codes_asked.connect(self._codes)
        band.begun_again.connect(self._again)
        layout = self._shell.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, band)
        self._band = band
        self._shell.begin_anew(person)
        hub.changed.emit(PAPERS)

    def _codes(self) -> None:
        from reuse_pos.ui.documents import documents

        training = self._real.training

        def out() -> str:
            if not training.print_codes():
                return ""
            return str(training.codes_pdf(documents() / f"{_('practice-codes')}.pdf"))

        def told(path: str) -> None:
            words = _("Practice codes: {path}", path=path) if path else _("The codes come out.")
            self._shell.say(words)

        tasks.run(out, told, owner=self._shell)

    def _again(self) -> None:
        person, training = self._shell.person, self._real.training
        if person is not None:
            tasks.run(
                lambda: training.begin_again(person.actor),
                lambda _done: self._shell.say(_("New example things are on the shelves.")),
                owner=self._shell,
            )
