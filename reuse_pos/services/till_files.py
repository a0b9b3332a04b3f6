"""The till's papers kept as PDF files: X, Z, closings, deposit slips, emergency sheet."""

from __future__ import annotations

import re
from pathlib import Path

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def papers_folder(office: Office) -> Path:
    """Where a shop's papers are put when nobody says where."""
    return office.folder.root / "papers"


def save_pdf(office: Office, doc: ReceiptDoc, folder: Path | None = None) -> Path:
    """A narrow paper as a PDF file in a folder (the shop's own unless told); returns its path.

    A paper made again replaces its file; one made while learning says so at its head. Refuses when
    the folder cannot be written.
    """
    from reuse_pos.hardware.receipt_pdf import write_receipt_pdf
    from reuse_pos.services.practice_papers import marked

    path = _place(office, doc.name or doc.title, folder)
    try:
        write_receipt_pdf(marked(doc) if office.training else doc, path)
    except OSError as error:
        raise no_file(path.parent) from error
    return path


def save_bytes(office: Office, name: str, content: bytes, folder: Path | None = None) -> Path:
    """A PDF already drawn, under this name; see `save_pdf`."""
    path = _place(office, name, folder)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise no_file(path.parent) from error
    return path


def folder_ready(folder: Path) -> None:
    """Make a folder for papers where there is none; refuses where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise no_file(folder) from error


def _place(office: Office, name: str, folder: Path | None) -> Path:
    where = folder or papers_folder(office)
    folder_ready(where)
    return where / f"{_UNSAFE.sub('-', name).strip('-')}.pdf"


def no_file(folder: Path) -> Refusal:
    """The refusal of a folder that takes no file."""
    return Refusal(
        _(
            "The file cannot be written in “{folder}”. Nothing is lost: the figures are in the "
            "journal. Choose another folder.",
            folder=str(folder),
        ),
        "file",
    )
