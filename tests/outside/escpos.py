"""What a till printer would do with a job of ESC/POS bytes, from the printer's manual alone."""

from __future__ import annotations

from dataclasses import dataclass, field

ESC, GS = 0x1B, 0x1D
# Numbers of the code pages of Epson's TM-T88V, as its manual lists them.
CODE_PAGES = {0: "cp437", 16: "cp1252", 19: "cp858"}
EAN13 = 2


@dataclass(frozen=True)
class PaperLine:
    """One line of paper; `wide` letters are twice as large both ways."""

    text: str
    bold: bool = False
    wide: bool = False


@dataclass
class Paper:
    """What came out: lines in order, the digits of bar codes, cuts, pulses to the drawer."""

    lines: list[PaperLine] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)
    cuts: int = 0
    drawer_pulses: int = 0

    @property
    def text(self) -> list[str]:
        """The lines' words alone, no-break spaces as spaces."""
        return [line.text.replace("\u00a0", " ") for line in self.lines]


class _Printer:
    def __init__(self, job: bytes) -> None:
        self.job, self.at = job, 0
        self.paper = Paper()
        self.waiting = bytearray()
        self.page, self.bold, self.wide = "cp437", False, False

    def take(self, n: int = 1) -> bytes:
        part = self.job[self.at : self.at + n]
        if len(part) < n:
            raise ValueError("the job ends inside a command")
        self.at += n
        return part

    def run(self) -> Paper:
        while self.at < len(self.job):
            byte = self.take()[0]
            if byte == ESC:
                self._esc(self.take()[0])
            elif byte == GS:
                self._gs(self.take()[0])
            elif byte == 0x0A:
                self._feed()
            elif byte >= 0x20:
                self.waiting.append(byte)
            else:
                raise ValueError(f"byte {byte:#x} at {self.at - 1} is no printer command")
        if self.waiting:
            raise ValueError("words are left without a line feed")
        return self.paper

    def _feed(self) -> None:
        words = bytes(self.waiting).decode(self.page)
        self.paper.lines.append(PaperLine(words, self.bold, self.wide))
        self.waiting.clear()

    def _esc(self, command: int) -> None:
        match chr(command):
            case "@":
                self.page, self.bold, self.wide = "cp437", False, False
            case "t":
                self.page = CODE_PAGES[self.take()[0]]
            case "a":
                self.take()
            case "E":
                self.bold = bool(self.take()[0] & 1)
            case "p":
                self.take(3)
                self.paper.drawer_pulses += 1
            case other:
                raise ValueError(f"ESC {other!r} is not a command of this reader")

    def _gs(self, command: int) -> None:
        match chr(command):
            case "!":
                self.wide = self.take()[0] == 0x11
            case "h" | "w" | "H" | "f":
                self.take()
            case "k":
                if self.take()[0] != EAN13:
                    raise ValueError("a bar code that is no EAN-13")
                end = self.job.index(0, self.at)
                self.paper.barcodes.append(self.take(end - self.at).decode("ascii"))
                self.take()
            case "V":
                self.take(2)
                self.paper.cuts += 1
            case other:
                raise ValueError(f"GS {other!r} is not a command of this reader")


def print_job(job: bytes) -> Paper:
    """The paper of a job; raises `ValueError` on anything a printer would not understand."""
    return _Printer(job).run()
