"""Who gave something, only when they wish to say so: for one purpose, and not longer than it takes.

Retention by purpose: CNIL, "Gérer la durée de conservation des données"; GDPR art. 5-1-c and e
(least data, limited time), 15 (access), 17 (erasure).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import N_, _


@dataclass(frozen=True)
class Purpose:
    """Why a giver's name is kept: words, pictogram, and how many days."""

    words: str
    icon: str
    days: int


PURPOSES: Mapping[str, Purpose] = {
    "slip": Purpose(N_("Send the slip by mail"), "envelope", 30),
    "thanks": Purpose(N_("Send thanks"), "heart", 90),
    "call_back": Purpose(N_("Call back"), "phone", 30),
}
WRITTEN_FOR_GIVERS = re.compile(r"donnees-D-\d{4}-\d+\.txt")
"""The files in which givers read what is kept of them."""
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_PHONE = re.compile(r"\+?[\d .\-]{9,20}")


@dataclass(frozen=True)
class Donor:
    """Who gave a delivery: name, mail or phone, why it is kept and until when (ISO day)."""

    name: str
    contact: str
    purpose: str
    delete_on: str = ""


def checked_donor(donor: Donor, today: date) -> Donor:
    """The donor as kept, with the day it is erased; refuses no consent to a purpose, no name, no
    way to reach them."""
    purpose = PURPOSES.get(donor.purpose)
    if purpose is None:
        raise Refusal(
            _("Say what the name is kept for. Nothing was kept. Touch one of the reasons."),
            "purpose",
        )
    name, contact = donor.name.strip()[:80], donor.contact.strip()[:80]
    if not name:
        raise Refusal(_("The name is missing. Nothing was kept. Type it, or go back."), "name")
    fits = _PHONE if donor.purpose == "call_back" else _MAIL
    if not fits.fullmatch(contact):
        raise Refusal(
            _("A phone number is needed to call back. Nothing was kept. Type it.")
            if donor.purpose == "call_back"
            else _("An e-mail address is needed for this. Nothing was kept. Type it."),
            "contact",
        )
    until = today + timedelta(days=purpose.days)
    return Donor(name, contact, donor.purpose, until.isoformat())
