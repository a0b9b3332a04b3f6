"""The "bon d'apport": what was brought, in kilos, on a paper that names no one."""

from __future__ import annotations

from reuse_pos.db import intake as rows
from reuse_pos.db import reference
from reuse_pos.db.intake import Load
from reuse_pos.domain import intake as rules
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import MEASURED, ORIGINS, Source
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.slips import IntakeLine, IntakeSlip, intake_slip
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.printing import print_doc
from reuse_pos.services.tickets import shop_header


def slip_doc(office: Office, number: str) -> ReceiptDoc:
    """The slip of a delivery as a paper; refuses an unknown number."""
    reader = office.store.read()
    here = rows.delivery_by_number(reader, number)
    if here is None:
        raise Refusal(
            _(
                "There is no delivery {number}. Nothing was printed. Check the number.",
                number=number[:20],
            ),
            "unknown",
        )
    opened = here.opened_at if here.late is None else here.day
    lines = [line for line in rows.loads(reader, here.id) if line.kind != "refused"]
    return intake_slip(
        IntakeSlip(
            shop_header(office),
            here.number,
            f"{opened[8:10]}/{opened[5:7]}/{opened[:4]} {opened[11:16]}".strip(),
            here.op,
            _(ORIGINS[here.origin]),
            reference.communes(reader).get(here.commune or "", here.commune or ""),
            tuple(_line(office, line) for line in lines),
        )
    )


def print_slip(office: Office, number: str) -> None:
    """Print a slip now; refuses, with the way out, when no printer is there or it says no."""
    trouble = print_doc(office, slip_doc(office, number))
    if trouble == "none":
        raise Refusal(
            _("There is no receipt printer here. The delivery is recorded, without a slip."),
            "no_printer",
        )
    if trouble:
        raise Refusal(
            _(
                "The slip did not print. The delivery is recorded. "
                "Look at the printer, then print the slip again."
            ),
            "printer",
            kind=trouble,
        )


def _line(office: Office, line: Load) -> IntakeLine:
    own = line.reason if line.kind in ("crate", "count") and line.reason else line.category
    return IntakeLine(
        line.label or _(rules.words_of(own, office.categories())),
        line.pieces,
        line.net_g,
        estimated=Source(line.source) not in MEASURED,
    )
