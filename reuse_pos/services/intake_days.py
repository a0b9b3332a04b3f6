"""The deliveries of a day, to look at again: their slips, a weighing corrected after the delivery
was finished, and those typed in after a power cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reuse_pos.db import intake as rows
from reuse_pos.db.intake import Delivery, Load
from reuse_pos.db.ledger import month_is_sealed
from reuse_pos.domain import intake as rules
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services import intake_parts as parts
from reuse_pos.services.intake_checks import check_source
from reuse_pos.services.intake_parts import CameFrom, Opened, Undone
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class DayOfDeliveries:
    """A business day at reception: its deliveries, newest first, and the grams received."""

    day: date
    deliveries: tuple[Delivery, ...]

    @property
    def grams(self) -> int:
        """What they brought together; refusals are not received."""
        return sum(one.grams for one in self.deliveries)


class IntakeDays(Station):
    """Deliveries looked at again. Correcting a finished one needs the right to supervise."""

    def today(self) -> date:
        """The business day now."""
        return business_day(self.clock.now())

    def look(self, day: date) -> DayOfDeliveries:
        """The deliveries of a business day, open or finished."""
        later = min(day + timedelta(days=rules.LATE_DAYS), self.today())
        first, last = rules.number_prefix(day.isoformat()), rules.number_prefix(later.isoformat())
        found = rows.deliveries_of_day(self.store.read(), day.isoformat(), first, last)
        return DayOfDeliveries(day, found)

    def loads(self, intake: Id) -> tuple[Load, ...]:
        """The lines of a delivery that were not undone, oldest first."""
        return rows.loads(self.store.read(), intake)

    def slip_pdf(self, number: str, folder: Path) -> Path:
        """Write a delivery's bon d'apport as a PDF ("don définitif, sans reçu fiscal"); refuses an
        unknown number or a folder that cannot be written."""
        from reuse_pos.hardware.receipt_pdf import write_receipt_pdf
        from reuse_pos.services.intake_slip import slip_doc

        doc = slip_doc(self.office, number)
        path = folder / f"bon-apport-{number}.pdf"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_receipt_pdf(doc, path)
        except OSError as trouble:
            raise Refusal(
                _("The file cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    def late_days(self) -> list[date]:
        """The days a delivery may be typed in for now, newest first: today, and back to the last
        month that is closed, 31 days at most."""
        reader, today = self.store.read(), self.today()
        days = [today - timedelta(days=back) for back in range(rules.LATE_DAYS + 1)]
        sealed = {
            month for month in {f"{day:%Y-%m}" for day in days}
            if month_is_sealed(reader, f"{month}-01")
        }  # fmt: skip
        return [day for day in days if f"{day:%Y-%m}" not in sealed]

    @verb("weighing_corrected", Permission.SUPERVISE)
    def take_back(self, act: Act, weighing: Id) -> Undone:
        """Take back a load of a delivery, finished or not, with those counted in the same run.

        Refuses when one of its things is sold or has gone further, when its kilos were sorted, or
        when it was taken back already. It counts on the original day while that month is open.
        """
        known = rows.weighing_of(act.tx, weighing)
        if known is None or known[1]:
            raise Refusal(_("This weighing was already undone. Nothing was changed."), "nothing")
        here = rows.delivery(act.tx, known[0])
        assert here is not None
        lines = rows.loads(act.tx, here.id)
        line = next(one for one in lines if one.id == weighing)
        return parts.undo_line(act, here, lines, line, self.office.categories())

    @verb("late_intake_opened", Permission.SUPERVISE)
    def open_late(
        self, act: Act, day: str, slip: str, origin: str = "drop_off", commune: str | None = None,
        party: str | None = None,
    ) -> Opened:  # fmt: skip
        """Open a delivery noted on paper while the computer was out: `day` it was brought (ISO),
        `slip` the number of its paper slip. Its loads count on that day.

        Refuses a day to come, one of a closed month, and a slip typed in already.
        """
        self._check_late(act, day, slip.strip())
        rules.checked_origin(origin)
        check_source(act, commune, party)
        words = _("Slip {number}", number=slip.strip())
        return parts.open_new(act, CameFrom(origin, party, commune), words, day, slip.strip())

    def _check_late(self, act: Act, day: str, slip: str) -> None:
        rules.checked_late(day, slip, act.day)
        if month_is_sealed(act.tx, day):
            raise Refusal(
                _("This month is closed. Nothing was opened. Choose a day of an open month."),
                "sealed",
            )
        known = rows.late_slip(act.tx, slip, day)
        if known is not None:
            raise Refusal(
                _("Slip {slip} is already typed in: {number}. Nothing was opened.",
                  slip=slip, number=known), "double",
            )  # fmt: skip
