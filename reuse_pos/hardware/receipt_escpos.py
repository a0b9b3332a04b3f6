"""Till printers that speak ESC/POS, the language of nearly all of them.

Words are laid out and spelled by us and sent in one explicit code page: guessing character by
character (python-escpos' default) prints a blank for the euro sign on common printers.
python-escpos gives the number of a code page on each printer model and the drawer's pulse.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reuse_pos.domain.paper import (
    WIDE,
    Barcode,
    Cut,
    Feed,
    KickDrawer,
    Line,
    ReceiptDoc,
    lay_out,
)
from reuse_pos.hardware.escpos_primitives import primitives
from reuse_pos.hardware.escpos_reader import to_text
from reuse_pos.hardware.link import Conversation, FolderLink, Link, NetworkLink
from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind

INIT = b"\x1b@"
ALIGN = {"left": b"\x1ba\x00", "center": b"\x1ba\x01"}
BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}
SIZE = {False: b"\x1d!\x00", True: b"\x1d!\x11"}
# Height 70 dots, module 3 dots, digits below in font A, EAN-13 (type 2) ended by NUL.
BARCODE = b"\x1dh\x46\x1dw\x03\x1dH\x02\x1df\x00\x1dk\x02%b\x00"
CUT = b"\x1dV\x42\x00"
ASK_PAPER = b"\x10\x04\x04"
ASK_OFFLINE = b"\x10\x04\x02"
ASK_DONE = b"\x1dr\x01"
# Bits of the answers to the two questions above (DLE EOT 4 and 2).
PAPER_END = 0x60
COVER_OPEN = 0x04


@dataclass(frozen=True)
class CodePage:
    """A character table of printers: `spelling` is how it writes the euro sign."""

    codec: str
    spelling: str


CODE_PAGES = {
    "cp1252": CodePage("cp1252", "€"),
    "cp858": CodePage("cp858", "€"),
    "cp437": CodePage("cp437", "EUR"),
    # For a printer of which nothing is known: no accents, which every page prints.
    "ascii": CodePage("ascii", "EUR"),
}


@dataclass(frozen=True)
class EscPosSetup:
    """How one printer is set up: columns, code page, model for the code page's number, cutter,
    drawer.

    The drawer's pulse goes out on pin 2 or 5 and lasts `drawer_on` and rests `drawer_off` × 2 ms.
    `answers` says that the printer replies to status questions; without it a printer that hangs
    after taking a short job cannot be told from one that prints.
    """

    columns: int = WIDE
    code_page: str = "cp1252"
    model: str = "TM-T88V"
    cutter: bool = True
    drawer_pin: int = 2
    drawer_on: int = 50
    drawer_off: int = 50
    answers: bool = True


def encode(doc: ReceiptDoc, setup: EscPosSetup) -> bytes:
    """The document as the bytes of one job, drawer first, cut last."""
    page = CODE_PAGES[setup.code_page]
    out = [INIT, select_page(setup.code_page, setup.model)]
    for step in lay_out(doc, setup.columns, page.spelling):
        match step:
            case Line():
                out.append(_line(step, setup))
            case Barcode():
                bars = BARCODE % step.digits.encode("ascii")
                out += [ALIGN["center"], bars, ALIGN["left"]]
            case Feed():
                out.append(b"\n" * step.lines)
            case Cut():
                out.append(CUT if setup.cutter else b"\n" * 2)
            case KickDrawer():
                out.append(kick(setup))
    return b"".join(out)


def _line(line: Line, setup: EscPosSetup) -> bytes:
    if line.page:
        sample = to_page(line.text.replace("€", CODE_PAGES[line.page].spelling), line.page)
        back = select_page(setup.code_page, setup.model)
        return select_page(line.page, setup.model) + sample + b"\n" + back
    text = to_page(line.text, setup.code_page) + b"\n"
    if line.double:
        text = SIZE[True] + text + SIZE[False]
    return BOLD[True] + text + BOLD[False] if line.bold else text


def to_page(text: str, code_page: str) -> bytes:
    """The words in a code page, one byte each; a letter it lacks loses its accent, a sign becomes
    "?".
    """
    codec = CODE_PAGES[code_page].codec
    out = bytearray()
    for mark in text:
        for attempt in (mark, unicodedata.normalize("NFKD", mark)[0], "?"):
            try:
                out += attempt.encode(codec)
                break
            except UnicodeEncodeError:
                continue
    return bytes(out)


@lru_cache
def select_page(code_page: str, model: str) -> bytes:
    """The command that selects a code page, under the number this model gives it."""
    printer = primitives(model)
    printer.charcode("CP437" if code_page == "ascii" else code_page.upper())
    return printer.output


@lru_cache
def _pulse(model: str, pin: int, on: int, off: int) -> bytes:
    printer = primitives(model)
    printer.cashdraw([27, 112, 0 if pin == 2 else 1, on, off])
    return printer.output


def kick(setup: EscPosSetup) -> bytes:
    """The pulse that opens the drawer (ESC p)."""
    return _pulse(setup.model, setup.drawer_pin, setup.drawer_on, setup.drawer_off)


class EscPosPrinter:
    """A till printer behind a link that cannot answer: a device file."""

    def __init__(self, link: Link, setup: EscPosSetup) -> None:
        self._link, self._setup = link, setup
        self.columns = setup.columns

    def print(self, doc: ReceiptDoc) -> None:
        """Print one document; raises `DeviceTrouble`."""
        self._link.send(encode(doc, self._setup), doc.name)

    def open(self) -> None:
        """Open the drawer without printing."""
        self._link.send(INIT + kick(self._setup))

    def ask(self) -> None:
        """Find out, without printing, whether it is there; raises `DeviceTrouble`."""
        self._link.ask()


class NetworkEscPosPrinter:
    """A till printer on the network, asked for its paper before and for an answer after each
    job.
    """

    def __init__(self, link: NetworkLink, setup: EscPosSetup) -> None:
        self._link, self._setup = link, setup
        self.columns = setup.columns

    def print(self, doc: ReceiptDoc) -> None:
        """Print one document and wait until the printer says it is done; raises `DeviceTrouble`."""
        self._deliver(encode(doc, self._setup))

    def open(self) -> None:
        """Open the drawer without printing."""
        self._deliver(INIT + kick(self._setup))

    def ask(self) -> None:
        """Ask for its paper and cover where it answers, without printing; raises
        `DeviceTrouble`."""
        if self._setup.answers:
            self._link.talk(_ask_paper)
        else:
            self._link.ask()

    def _deliver(self, job: bytes) -> None:
        if self._setup.answers:
            self._link.talk(lambda line: _asked(line, job))
        else:
            self._link.send(job)


def _asked(line: Conversation, job: bytes) -> None:
    _ask_paper(line)
    line.say(job)
    _answer(line, ASK_DONE)


def _ask_paper(line: Conversation) -> None:
    if _answer(line, ASK_PAPER) & PAPER_END == PAPER_END:
        raise DeviceTrouble(TroubleKind.PAPER, "roll paper end")
    if _answer(line, ASK_OFFLINE) & COVER_OPEN:
        raise DeviceTrouble(TroubleKind.REFUSED, "cover open")


def _answer(line: Conversation, question: bytes) -> int:
    line.say(question)
    heard = line.hear()
    if not heard:
        raise DeviceTrouble(TroubleKind.DIED, "hung up")
    return heard[-1]


class FilePrinter:
    """Tickets kept in a folder: the bytes as sent (.bin) and the same lines to read (.txt)."""

    def __init__(self, folder: Path, setup: EscPosSetup) -> None:
        self._bytes, self._setup = FolderLink(folder, ".bin"), setup
        self.columns = setup.columns

    def print(self, doc: ReceiptDoc) -> None:
        """Write both files; raises `DeviceTrouble` when the folder refuses them."""
        job = encode(doc, self._setup)
        path = self._bytes.write(job, doc.name)
        FolderLink(path.parent, ".txt").write(to_text(job, self.columns).encode(), path.stem)

    def open(self) -> None:
        """There is no drawer behind a folder: nothing happens."""

    def ask(self) -> None:
        """Make the folder where it is missing; raises `DeviceTrouble`."""
        self._bytes.ask()


def setup_from(settings: Mapping[str, object]) -> EscPosSetup:
    """The set-up a shop's settings describe; unknown keys are ignored, missing ones keep
    defaults.
    """
    known = EscPosSetup.__dataclass_fields__
    return EscPosSetup(**{key: settings[key] for key in known if key in settings})  # type: ignore[arg-type]
