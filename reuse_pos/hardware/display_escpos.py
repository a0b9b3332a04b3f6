"""Customer displays that speak ESC/POS: two lines of twenty characters on a pole, alone on a port
or chained to the till's printer."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.hardware.link import FolderLink, Link
from reuse_pos.hardware.ports import TIMEOUT_S, DeviceTrouble, TroubleKind
from reuse_pos.hardware.receipt_escpos import to_page

COLUMNS = 20
# ESC = says who listens: 2 the display, 1 the printer behind it, which must not print the rest.
TO_DISPLAY, TO_PRINTER = b"\x1b=\x02", b"\x1b=\x01"
CLEAR, CP858 = b"\x1b@", b"\x1bt\x13"
BAUD = 9600


def encode_display(upper: str, lower: str) -> bytes:
    """Both lines as the bytes of one message: selected, cleared, filled to the last column."""
    lines = b"".join(to_page(fitted(line), "cp858") for line in (upper, lower))
    return TO_DISPLAY + CLEAR + CP858 + lines + TO_PRINTER


def fitted(line: str) -> str:
    """A line of exactly twenty characters, cut or filled; control characters become spaces."""
    plain = "".join(mark if mark.isprintable() else " " for mark in line)
    return plain[:COLUMNS].ljust(COLUMNS)


class SerialPort:
    """A serial or USB-serial port that is only spoken to."""

    def __init__(self, path: str, baud: int = BAUD) -> None:
        self._path, self._baud = path, baud

    def send(self, job: bytes, name: str = "") -> None:
        """Deliver the whole message or raise `DeviceTrouble` (`name` means nothing here)."""
        from serial import Serial, SerialException, SerialTimeoutException

        del name
        try:
            with Serial(self._path, self._baud, write_timeout=TIMEOUT_S) as line:
                line.write(job)
                line.flush()
        except SerialTimeoutException as trouble:
            raise DeviceTrouble(TroubleKind.TIMEOUT, self._path) from trouble
        except (SerialException, OSError, ValueError) as trouble:
            raise DeviceTrouble(TroubleKind.ABSENT, f"{self._path}: {trouble}") from trouble

    def ask(self) -> None:
        """Open the port and say nothing."""
        self.send(b"")


class EscPosDisplay:
    """A customer display behind any link."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def show(self, upper: str, lower: str) -> None:
        """Show two lines; raises `DeviceTrouble`."""
        self._link.send(encode_display(upper, lower))

    def ask(self) -> None:
        """Find out whether it is there; raises `DeviceTrouble`."""
        self._link.ask()


class FileDisplay:
    """What the customer would read, kept in a folder as ``display.txt``."""

    def __init__(self, folder: Path) -> None:
        self._link = FolderLink(folder, ".txt")

    def show(self, upper: str, lower: str) -> None:
        """Write two lines; raises `DeviceTrouble`."""
        self._link.send(f"{fitted(upper)}\n{fitted(lower)}\n".encode(), "display")

    def ask(self) -> None:
        """Make the folder where it is missing."""
        self._link.ask()
