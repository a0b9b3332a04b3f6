"""A slip made ready for paper: names and addresses beside its lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reuse_pos.db import outflow as rows
from reuse_pos.domain.agenda import day_words
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import MEASURED, Source
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office


def slip_pdf(office: Office, slip: Slip, path: Path) -> Path:
    """Write a slip as a PDF; refuses, with code "file", what the disk refuses."""
    from reuse_pos.reports.slip_paper import SlipPaper, draw

    reader = office.store.read()
    taker = next((x for x in rows.takers(reader, archived=True) if x.code == slip.party), None)
    name = taker.label if taker else ""
    if slip.store is not None:
        name = _("Store {number}", number=slip.store)
    skip = next((x.label for x in rows.skips(reader, archived=True) if x.code == slip.skip), "")
    day = day_words(date.fromisoformat(slip.closed_on or slip.day))
    paper = SlipPaper(
        slip, office.setting("store.name"), office.setting("store.address"),
        office.setting("store.siret"), name, taker.address if taker else "",
        f"{day} {(slip.closed_on or slip.day)[:4]}",
        any(Source(line.source) not in MEASURED for line in slip.loads), skip,
    )  # fmt: skip
    try:
        path.write_bytes(draw(paper))
    except OSError as trouble:
        raise Refusal(
            _("The slip cannot be written here. It is kept. Choose another folder."), "file"
        ) from trouble
    return path
