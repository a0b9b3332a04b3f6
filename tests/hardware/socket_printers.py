"""Printers made of a socket, good and bad, on this computer only."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STATUS_OK, PAPER_END, COVER_OPEN = b"\x12", b"\x72", b"\x16"


class SocketPrinter:
    """Listens on a free port and treats its one caller as told; `got` is what reached it."""

    def __init__(self, behave: Callable[["SocketPrinter", socket.socket], None]) -> None:
        self.got = b""
        self.release = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._behave = behave
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        try:
            line, _address = self._server.accept()
        except OSError:
            return
        with line:
            self._behave(self, line)

    def close(self) -> None:
        self.release.set()
        # Wakes an accept() nobody called: closing alone does not.
        with socket.socket() as caller:
            caller.connect_ex(("127.0.0.1", self.port))
        self._thread.join(5)
        self._server.close()


def answering(printer: SocketPrinter, line: socket.socket, *, paper: bytes = STATUS_OK) -> None:
    """A good printer: answers DLE EOT and GS r, prints the rest."""
    while heard := line.recv(4096):
        printer.got += heard
        for question, answer in (
            (b"\x10\x04\x04", paper),
            (b"\x10\x04\x02", STATUS_OK),
            (b"\x1dr\x01", b"\x00"),
        ):
            if heard.endswith(question):
                line.sendall(answer)


def out_of_paper(printer: SocketPrinter, line: socket.socket) -> None:
    """Answers that its roll has ended."""
    answering(printer, line, paper=PAPER_END)


def cover_open(printer: SocketPrinter, line: socket.socket) -> None:
    """Answers that its cover is open."""
    while heard := line.recv(4096):
        printer.got += heard
        line.sendall(COVER_OPEN if heard.endswith(b"\x10\x04\x02") else STATUS_OK)


def mute(printer: SocketPrinter, line: socket.socket) -> None:
    """Prints and never says a word, as cheap printers do."""
    while heard := line.recv(4096):
        printer.got += heard


def hanging(printer: SocketPrinter, line: socket.socket) -> None:
    """Takes the call and never reads."""
    printer.release.wait(10)


def breaking_after(count: int) -> Callable[[SocketPrinter, socket.socket], None]:
    """Answers questions, reads `count` bytes, then breaks the line (RST)."""

    def behave(printer: SocketPrinter, line: socket.socket) -> None:
        while len(printer.got) < count:
            heard = line.recv(min(64, count - len(printer.got)))
            if not heard:
                return
            printer.got += heard
            if heard.endswith((b"\x10\x04\x04", b"\x10\x04\x02")):
                line.sendall(STATUS_OK)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return behave


def hanging_up(printer: SocketPrinter, line: socket.socket) -> None:
    """Takes the call and ends it politely at once."""
    printer.got = line.recv(1)


@contextmanager
def printer_that(
    behave: Callable[[SocketPrinter, socket.socket], None],
) -> Iterator[SocketPrinter]:
    """Such a printer, until the end of the block."""
    printer = SocketPrinter(behave)
    try:
        yield printer
    finally:
        printer.close()
