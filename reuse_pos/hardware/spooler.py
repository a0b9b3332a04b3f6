"""Printers plugged into a Windows computer: reached by the name of their queue, past the driver
that would draw pages, and asked how they are before anything is sent."""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_ubyte, c_uint32, c_void_p, c_wchar_p, cast, sizeof
from typing import Any, Protocol

from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind

LOCAL_AND_CONNECTED = 0x2 | 0x4
NAMES, EVERYTHING = 4, 2
WORK_OFFLINE = 0x400
NO_ACCESS, NO_SUCH_PRINTER = 5, 1801
# How Windows says what is wrong, the worst first (winspool.h, PRINTER_STATUS_…).
_STATES = (
    (0x0040_0000, TroubleKind.REFUSED, "cover open"),
    (0x0000_0010 | 0x0000_0040, TroubleKind.PAPER, "paper out"),
    (0x0000_0008, TroubleKind.REFUSED, "paper jam"),
    (0x0000_0080 | 0x0000_1000, TroubleKind.ABSENT, "offline"),
    (0x0000_0001, TroubleKind.REFUSED, "queue paused"),
    (0x0000_0002 | 0x0010_0000, TroubleKind.REFUSED, "error"),
)
# Queues that make files, not paper.
VIRTUAL = ("pdf", "xps", "onenote", "fax")


class _Doc(Structure):
    """DOC_INFO_1W."""

    _fields_ = [("name", c_wchar_p), ("output", c_wchar_p), ("datatype", c_wchar_p)]


class _Named(Structure):
    """PRINTER_INFO_4W."""

    _fields_ = [("printer", c_wchar_p), ("server", c_wchar_p), ("attributes", c_uint32)]


class _Printer(Structure):
    """PRINTER_INFO_2W."""

    _fields_ = [
        *((name, c_wchar_p) for name in (
            "server", "printer", "share", "port", "driver", "comment", "location")),
        ("devmode", c_void_p),
        *((name, c_wchar_p) for name in ("separator", "processor", "datatype", "parameters")),
        ("security", c_void_p),
        *((name, c_uint32) for name in (
            "attributes", "priority", "default_priority", "start", "until", "status", "jobs",
            "pages_a_minute")),
    ]  # fmt: skip


class Spool(Protocol):
    """The print queues of a computer; every failure is an `OSError` with Windows' own number."""

    def names(self) -> list[str]:
        """The queues there are."""
        ...

    def state(self, queue: str) -> tuple[int, int]:
        """A queue's status and its attributes, as Windows keeps them."""
        ...

    def write(self, queue: str, job: bytes) -> None:
        """Put a job into a queue as it is."""
        ...


class Winspool:
    """The queues of this Windows computer."""

    def __init__(self, library: Any = None) -> None:
        self._calls = library if library is not None else _library()

    def names(self) -> list[str]:
        """The queues there are."""
        needed, found = c_uint32(), c_uint32()
        flags, level = c_uint32(LOCAL_AND_CONNECTED), c_uint32(NAMES)
        self._calls.EnumPrintersW(
            flags, None, level, None, c_uint32(0), byref(needed), byref(found)
        )
        if not needed.value:
            return []
        room = (c_ubyte * needed.value)()
        self._checked(self._calls.EnumPrintersW(
            flags, None, level, room, needed, byref(needed), byref(found)))  # fmt: skip
        rows = cast(room, POINTER(_Named))
        return [str(rows[n].printer) for n in range(found.value)]

    def state(self, queue: str) -> tuple[int, int]:
        """A queue's status and its attributes, as Windows keeps them."""
        handle = self._open(queue)
        try:
            needed = c_uint32()
            self._calls.GetPrinterW(handle, c_uint32(EVERYTHING), None, c_uint32(0), byref(needed))
            room = (c_ubyte * max(needed.value, sizeof(_Printer)))()
            self._checked(self._calls.GetPrinterW(
                handle, c_uint32(EVERYTHING), room, c_uint32(len(room)), byref(needed)
            ))  # fmt: skip
            told = cast(room, POINTER(_Printer))[0]
            return int(told.status), int(told.attributes)
        finally:
            self._calls.ClosePrinter(handle)

    def write(self, queue: str, job: bytes) -> None:
        """Put a job into a queue as it is."""
        handle = self._open(queue)
        try:
            doc = _Doc("Reuse POS", None, "RAW")
            self._checked(self._calls.StartDocPrinterW(handle, c_uint32(1), byref(doc)))
            self._checked(self._calls.StartPagePrinter(handle))
            written = c_uint32()
            self._checked(self._calls.WritePrinter(
                handle, ctypes.c_char_p(job), c_uint32(len(job)), byref(written)
            ))  # fmt: skip
            if written.value != len(job):
                raise OSError(0, f"{written.value} of {len(job)} bytes taken")
            self._checked(self._calls.EndPagePrinter(handle))
            self._checked(self._calls.EndDocPrinter(handle))
        finally:
            # Closing a queue whose document was not ended throws that document away.
            self._calls.ClosePrinter(handle)

    def _open(self, queue: str) -> c_void_p:
        handle = c_void_p()
        self._checked(self._calls.OpenPrinterW(c_wchar_p(queue), byref(handle), None))
        return handle

    def _checked(self, done: int) -> None:
        if not done:
            number = _last_error()
            raise OSError(number, f"winspool {number}")


class QueueLink:
    """A printer behind a queue of Windows, such as "EPSON TM-T20III Receipt"."""

    def __init__(self, queue: str, spool: Spool | None = None) -> None:
        self._queue, self._spool = queue, spool

    def send(self, job: bytes, name: str = "") -> None:
        """Deliver the whole job or raise `DeviceTrouble` (`name` means nothing here).

        A printer that is off is asked first: its queue would keep the job and print it hours later.
        """
        del name
        self.ask()
        try:
            self._queues().write(self._queue, job)
        except OSError as error:
            raise DeviceTrouble(TroubleKind.DIED, f"{self._queue}: {error}") from error

    def ask(self) -> None:
        """How the printer is, as Windows knows it; raises `DeviceTrouble`."""
        try:
            status, attributes = self._queues().state(self._queue)
        except OSError as error:
            kind = TroubleKind.REFUSED if error.errno == NO_ACCESS else TroubleKind.ABSENT
            raise DeviceTrouble(kind, f"{self._queue}: {error}") from error
        if attributes & WORK_OFFLINE:
            raise DeviceTrouble(TroubleKind.ABSENT, f"{self._queue}: offline")
        for bits, kind, words in _STATES:
            if status & bits:
                raise DeviceTrouble(kind, f"{self._queue}: {words}")

    def _queues(self) -> Spool:
        if self._spool is None:
            self._spool = Winspool()
        return self._spool


def queues(spool: Spool | None = None) -> list[str]:
    """The queues of this computer that lead to paper; none where it is no Windows."""
    if spool is None and sys.platform != "win32":
        return []
    try:
        names = (spool or Winspool()).names()
    except OSError:
        return []
    return sorted(name for name in names if not any(one in name.lower() for one in VIRTUAL))


def _library() -> Any:
    maker = getattr(ctypes, "WinDLL", None)
    if maker is None:
        raise OSError(NO_SUCH_PRINTER, "this computer has no Windows queues")
    return maker("winspool.drv", use_last_error=True)


def _last_error() -> int:
    asked = getattr(ctypes, "get_last_error", None)
    return 0 if asked is None else int(asked())
