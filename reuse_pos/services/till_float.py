"""What one session hands to the next: the float left, and a session forgotten open."""

from __future__ import annotations

import json
from typing import Any

from reuse_pos.db import till as rows
from reuse_pos.db.store import Reader
from reuse_pos.db.till import SessionRow
from reuse_pos.domain.till import FORGOTTEN, CarriedFloat, left_in_drawer
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office


def carried_float(office: Office, reader: Reader, till: str) -> CarriedFloat | None:
    """What the last Z of a till left in the drawer: what it says, or for a session nobody counted
    what the drawer should hold; None before the first Z."""
    row = rows.last_z(reader, till)
    if row is None:
        return None
    body = json.loads(row.body)
    cash: dict[str, Any] = next((one for one in body["methods"] if one["method"] == "CASH"), {})
    counted = cash.get("counted")
    if counted is None:
        cents = int(cash.get("expected") or 0)
    else:
        usual = office.number("till.float_cents")
        cents = int(body["left"]) if "left" in body else left_in_drawer(counted, usual)
    return CarriedFloat(max(cents, 0), row.number or 0, body["ts"], counted is not None)


def forgotten_words(reader: Reader, till: str, session: SessionRow | None) -> str:
    """The sentence about the session before, when it was forgotten open and nobody has counted
    the drawer since; "" otherwise."""
    row = rows.last_z(reader, till)
    if row is None or json.loads(row.body).get("comment") != FORGOTTEN:
        return ""
    day = ".".join(reversed(row.day[5:10].split("-")))
    if session is not None and session.opened_seq > row.seq:
        return _(
            "The till was left open on the {day}: its Z no. {z} was made without a count. The "
            "next closing will show any gap.",
            day=day, z=row.number,
        )  # fmt: skip
    return _(
        "The till was left open on the {day}: its Z no. {z} was made without a count. Count the "
        "drawer before opening.",
        day=day, z=row.number,
    )  # fmt: skip
