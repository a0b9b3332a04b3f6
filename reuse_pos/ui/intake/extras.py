"""What reception does besides weighing: photos, givers' names, deliveries looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake_days import DayOfDeliveries
from reuse_pos.services.intake_desk import Delivery, Load
from reuse_pos.services.intake_donors import Donor
from reuse_pos.services.verb import Done
from reuse_pos.ui import photo, tasks
from reuse_pos.ui.documents import documents

if TYPE_CHECKING:
    from reuse_pos.ui.intake.screen import IntakeScreen

Pick = Callable[[QWidget], "Path | bytes | None"]


class Extras:
    """``Extras(screen)``: the slots of the donor, photo and days pages.

    ``pick(parent)`` gives a photo (camera or file), None when the person goes back; ``folder`` is
    where papers are written.
    """

    def __init__(self, screen: IntakeScreen) -> None:
        self.screen, self.shop, self.model = screen, screen.shop, screen.model
        self.who = screen.person.actor
        self.pick: Pick = photo.pick
        self.folder = documents()
        self._day: date | None = None
        self._chosen: Id | None = None
        self._shown: tuple[Delivery, ...] = ()
        self._donor_of: Id | None = None
        self._from_days = False

    def connect(self) -> None:
        """Connect the keys of these pages, once the screen is built."""
        screen = self.screen
        screen.card.more.connect(self.open_days)
        screen.families.photo.connect(self.photograph)
        screen.source.donor.connect(self.ask_donor)
        screen.donor.kept.connect(self.keep_donor)
        screen.donor.erase.connect(self.erase_donor)
        screen.donor.export.connect(self.export_donor)
        screen.donor.left.connect(self.leave_donor)
        screen.days.day_asked.connect(self.turn_day)
        screen.days.touched.connect(self.look_at)
        screen.days.late.connect(self.ask_late)
        screen.days.check_scale.connect(self.check_scale)
        screen.days.left.connect(self.leave_days)
        screen.days.card.asked.connect(self.do)
        screen.days.card.take_back.connect(self.take_back)
        screen.days.late_card.begun.connect(self.begin_late)
        screen.days.late_card.left.connect(self.read_day)
        screen.scale_check.closed.connect(self.leave_days)

    # ------------------------------------------------------------------ photo
    def photograph(self) -> None:
        """A photo of the last load; it is kept first, then put on its line."""
        intake, loads = self.model.chosen, self.model.desk.loads
        if intake is None or not loads:
            self.screen.tell(_("Nothing to photograph yet. Weigh the load first."))
            return
        source = self.pick(self.screen)
        if source is None:
            return
        n, photos, who = loads[-1].n, self.shop.intake_photos, self.who

        def work() -> Done[None]:
            return photos.attach(who, intake, n, photos.keep(source))

        def done(_result: object) -> None:
            self.screen.read()
            self.screen.say.emit(_("Photo of weighing {n} kept", n=n), None)

        self.screen.run_verb(work, done, refused=self._told)

    def _told(self, refusal: Refusal) -> bool:
        self.screen.tell(refusal.sentence)
        return True

    # ------------------------------------------------------------------ giver
    def ask_donor(self) -> None:
        """Who gave the delivery worked on, if they wish to be known."""
        self._from_days, self._donor_of = False, self.model.chosen
        self._open_donor()

    def _open_donor(self) -> None:
        here = self._donor_of
        known = self.shop.intake_donors.donor(here) if here is not None else None
        self.screen.donor.open(known, self.shop.intake_days.today())
        self.screen.show_page(self.screen.donor)
        if self.screen.donor.asks():
            self.screen.donor.name.setFocus()

    def keep_donor(self, donor: Donor) -> None:
        """Keep the name; a delivery not begun yet is opened for it."""
        donors, who, here = self.shop.intake_donors, self.who, self._donor_of
        started = here is None

        def verb(intake: Id) -> Done[Any]:
            return donors.keep(who, intake, donor)

        def done(result: Done[Any]) -> None:
            if started:
                self.model.started(result.value[0])
            self.screen.read()
            self.leave_donor()
            self.screen.say.emit(_("Name kept, erased by itself in time"), None)

        work = self.screen.gestures.on_delivery(verb) if here is None else lambda: verb(here)
        self.screen.run_verb(work, done, self.screen.donor.keep, self._told)

    def erase_donor(self) -> None:
        """Forget the giver now, everywhere."""
        here = self._donor_of
        if here is None:
            return

        def done(result: Done[int]) -> None:
            self.screen.read()
            self.leave_donor()
            words = ngettext(
                "Name erased from {n} delivery", "Name erased from {n} deliveries", result.value
            )
            self.screen.say.emit(words, None)

        self.screen.run_verb(
            lambda: self.shop.intake_donors.erase(self.who, here), done, refused=self._told
        )

    def export_donor(self) -> None:
        """Write down what is kept, for the giver."""
        here = self._donor_of
        if here is not None:
            self._write(lambda: self.shop.intake_donors.export(here, self.folder))

    def leave_donor(self) -> None:
        """Back to where the name was asked from."""
        if self._from_days:
            self.open_days()
        else:
            self.screen.home()

    def is_named(self, intake: Id) -> bool:
        """Whether the giver of a delivery is known."""
        return self.shop.intake_donors.donor(intake) is not None

    # ------------------------------------------------------------------ deliveries again
    def open_days(self) -> None:
        """The deliveries of the day looked at last, today's the first time."""
        self.screen.days.show_late(self.who.may(Permission.SUPERVISE))
        self.screen.show_page(self.screen.days)
        self.read_day()

    def leave_days(self) -> None:
        """Back to the scale; the days begin with today again."""
        self._day = self._chosen = None
        self.screen.show_page(self.screen.families)

    def turn_day(self, by: int) -> None:
        """A day earlier or later, never one to come."""
        days = self.shop.intake_days
        self._day = min((self._day or days.today()) + timedelta(days=by), days.today())
        self._chosen = None
        self.read_day()

    def read_day(self) -> None:
        """Read the day again, beside the screen."""
        days = self.shop.intake_days
        day = self._day or days.today()
        tasks.run(lambda: days.look(day), self._show_day, owner=self.screen)

    def _show_day(self, day: DayOfDeliveries) -> None:
        self._shown = day.deliveries
        here = [one.id for one in day.deliveries]
        if self._chosen not in here:
            self._chosen = here[0] if here else None
        self.screen.days.show_day(day, self.shop.intake_days.today(), self._chosen)
        if self._chosen is not None:
            self.look_at(self._chosen)

    def look_at(self, intake: Id) -> None:
        """Show one delivery with its lines."""
        delivery = next((one for one in self._shown if one.id == intake), None)
        if delivery is None:
            return
        self._chosen = intake
        page = self.screen.days
        for number, key in page.rows.items():
            key.setChecked(number == delivery.number)
        named = self.shop.intake_donors.donor(intake) is not None
        loads = self.shop.intake_days.loads(intake)
        page.card.show_delivery(delivery, loads, self.who.may(Permission.SUPERVISE), named)
        page.side.setCurrentWidget(page.card)

    def do(self, what: str) -> None:
        """A key of the delivery looked at."""
        here = next((one for one in self._shown if one.id == self._chosen), None)
        if here is None:
            return
        if what == "print":
            self.screen.gestures.print_slip(here.number)
        elif what == "pdf":
            self._write(lambda: self.shop.intake_days.slip_pdf(here.number, self.folder))
        elif what == "donor":
            self._from_days, self._donor_of = True, here.id
            self._open_donor()
        elif what == "open" and here.is_open:
            self.leave_days()
            self.screen.gestures.switch(here.id)

    def take_back(self, load: Load) -> None:
        """Take back a line of the delivery looked at, finished or not."""

        def done(_result: object) -> None:
            self.read_day()
            self.screen.say.emit(_("Weighing {n} undone", n=load.n), None)

        self.screen.run_verb(
            lambda: self.shop.intake_days.take_back(self.who, load.id), done, refused=self._told
        )

    def _write(self, work: Callable[[], Path]) -> None:
        def done(path: Path) -> None:
            self.screen.say.emit(_("Written: {file}", file=path.name), None)

        self.screen.run_verb(work, done, refused=self._told)

    # ------------------------------------------------------------------ on paper first
    def ask_late(self) -> None:
        """A delivery of a power cut: its day and its slip."""
        page = self.screen.days
        page.late_card.open(self.shop.intake_days.late_days())
        page.side.setCurrentWidget(page.late_card)

    def begin_late(self, day: str, slip: str) -> None:
        """Open it and go to the scale; its loads are typed or weighed as any other."""
        days, who, model = self.shop.intake_days, self.who, self.model
        near = model.furnishings.near
        town = near[0][0] if near else None

        def done(result: Done[Any]) -> None:
            self.leave_days()
            self.screen.gestures.switch(result.value.id)

        self.screen.run_verb(
            lambda: days.open_late(who, day, slip, "drop_off", town), done,
            self.screen.days.late_card.begin, self._told,
        )  # fmt: skip

    # ------------------------------------------------------------------ scale
    def check_scale(self) -> None:
        """The check weight on the scale."""
        self.screen.show_page(self.screen.scale_check)
        self.screen.scale_check.entered()

    def remind(self) -> None:
        """Say that the scale is to be checked, or off, with the key that goes there."""
        if self.shop.office.devices.scale is None:
            return
        standing = self.shop.scale_checks.standing()
        if standing.sentence and self.screen.at_tiles():
            self.screen.tell(standing.sentence, _("Check the scale"), self.check_scale)
