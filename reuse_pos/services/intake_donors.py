"""Givers who want the slip by mail, thanks or a call: kept apart, on this computer, until a day.

Nothing of it is in a fact, a label, a slip or an export.
"""

from __future__ import annotations

from pathlib import Path

from reuse_pos.db import donors as rows
from reuse_pos.db import intake
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.donors import PURPOSES, Donor, checked_donor
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

__all__ = ["PURPOSES", "Donor", "IntakeDonors"]


class IntakeDonors(Station):
    """The givers who wished to be known. Each verb needs the right to receive and writes no
    fact."""

    def donor(self, delivery: Id) -> Donor | None:
        """Who gave a delivery, while it is kept; None for nearly all."""
        return rows.donor(self.store.read(), delivery)

    @verb("donor_kept", Permission.RECEIVE)
    def keep(self, act: Act, delivery: Id, donor: Donor) -> Donor:
        """Keep who gave a delivery, as they asked, until the purpose's last day; refuses without a
        purpose, a name and the way to reach them."""
        self._known(act, delivery)
        kept = checked_donor(donor, business_day(act.now))
        rows.keep(act.tx, delivery, kept)
        return kept

    @verb("donor_erased", Permission.RECEIVE)
    def erase(self, act: Act, delivery: Id) -> int:
        """Forget at once who gave a delivery, here and on every other delivery of the same mail or
        phone; returns how many deliveries no longer say who."""
        donor = rows.donor(act.tx, delivery)
        if donor is None:
            raise Refusal(_("No name is kept for this delivery. Nothing was changed."), "nothing")
        same = rows.same_person(act.tx, donor.contact)
        for one, _who in same:
            rows.erase(act.tx, one)
        act.after(self.store.empty_log)
        return len(same)

    def export(self, delivery: Id, folder: Path) -> Path:
        """Write down for a giver all that is kept of them, as a text they can read or be sent.

        Refuses when nothing is kept, or the folder cannot be written.
        """
        reader = self.store.read()
        donor = rows.donor(reader, delivery)
        if donor is None:
            raise Refusal(_("No name is kept for this delivery. Nothing was written."), "nothing")
        lines = [
            self.office.setting("store.name"), _("What is kept about you"), "",
            _("Name: {name}", name=donor.name), _("To reach you: {contact}", contact=donor.contact),
            "",
        ]  # fmt: skip
        for one, who in rows.same_person(reader, donor.contact):
            brought = intake.delivery(reader, one)
            if brought is None:
                continue
            lines.append(
                _("Delivery {number} of {day}: {weight}", number=brought.number,
                  day=_day(brought.day), weight=format_grams(brought.grams))
            )  # fmt: skip
            lines.append(
                "  " + _("kept to: {purpose}; erased on {day}",
                         purpose=_(PURPOSES[who.purpose].words).lower(), day=_day(who.delete_on))
            )  # fmt: skip
        lines += ["", _("You can ask the shop to erase it at any time."), ""]
        path = folder / f"donnees-{intake.delivery(reader, delivery).number}.txt"  # type: ignore[union-attr]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines), encoding="utf-8")
        except OSError as trouble:
            raise Refusal(
                _("The file cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    def _known(self, act: Act, delivery: Id) -> None:
        if intake.delivery(act.tx, delivery) is None:
            raise Refusal(_("This delivery is no longer there. Nothing was kept."), "gone")


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
