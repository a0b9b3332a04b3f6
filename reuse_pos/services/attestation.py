"""The publisher's individual attestation (CGI 286 I 3° bis), filled in for one shop.

Only a named publisher can attest: the program is free software, and whoever changes its fiscal part
becomes the publisher of that part.
"""

from __future__ import annotations

from importlib.resources import files

from reuse_pos import SOFTWARE
from reuse_pos.db import journal
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import FISCAL_VERSION
from reuse_pos.services.about import LICENCE
from reuse_pos.services.office import Office

LONGEST = 200


def attestation(office: Office, publisher: str = "") -> str:
    """The attestation in French, for `publisher` or the one in the settings; else refused."""
    named = " ".join((publisher or office.setting("attest.publisher")).split())
    if not named or len(named) > LONGEST:
        raise Refusal(
            _(
                "No publisher is named, and only a publisher can attest. Nothing was written. "
                "Give its name, or set it in the settings."
            ),
            "publisher",
        )
    heads = journal.heads(office.store.read())
    told = {
        "publisher": named,
        "software": SOFTWARE,
        "fiscal_v": FISCAL_VERSION,
        "licence": LICENCE,
        "shop": office.setting("store.name"),
        "address": office.setting("store.address"),
        "siret": office.setting("store.siret"),
        "tills": ", ".join(f"{till} (clé {head['key_id']})" for till, head in heads.items()),
        "date": f"{office.clock.now():%d/%m/%Y}",
    }
    words = _form()
    for name, value in told.items():
        words = words.replace("{" + name + "}", value)
    return words


def _form() -> str:
    place = files("reuse_pos").joinpath("assets", "fiscal", "attestation.txt")
    return place.read_text("utf-8")
