"""The way bytes reach a printer: a network socket, a Linux device file, or a folder of files."""

from __future__ import annotations

import errno
import os
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from reuse_pos.hardware.ports import TIMEOUT_S, DeviceTrouble, TroubleKind

# Printers that say nothing may still break the line; this is how long a silent one is listened to.
GRACE_S = 0.2


class Link(Protocol):
    """Delivers jobs; `name` is the file stem a document wishes for."""

    def send(self, job: bytes, name: str = "") -> None:
        """Deliver the whole job or raise `DeviceTrouble`."""
        ...

    def ask(self) -> None:
        """Find out, without printing, whether somebody is there; raises `DeviceTrouble`."""
        ...


class Conversation:
    """An open line to a network printer; every wait counts against one deadline."""

    def __init__(self, line: socket.socket, where: str, deadline: float) -> None:
        self._line, self._where, self._deadline = line, where, deadline

    def say(self, data: bytes) -> None:
        """Send everything before the deadline."""
        view = memoryview(data)
        while view:
            self._arm()
            view = view[self._line.send(view[:4096]) :]

    def deliver(self, job: bytes) -> None:
        """Send a whole job to a printer that never answers."""
        self.say(job)
        self.finish()

    def hear(self) -> bytes:
        """The next bytes of the printer; b"" when it hung up."""
        self._arm()
        return self._line.recv(64)

    def finish(self) -> None:
        """Say that nothing follows, and listen a moment for a line that breaks."""
        self._line.shutdown(socket.SHUT_WR)
        self._line.settimeout(GRACE_S)
        try:
            while self._line.recv(64):
                pass
        except TimeoutError:
            return

    def _arm(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(self._where)
        self._line.settimeout(left)


class NetworkLink:
    """A printer that listens on a port (9100 by convention); a job lasts `timeout_s` at most."""

    def __init__(self, host: str, port: int = 9100, timeout_s: float = TIMEOUT_S) -> None:
        self._host, self._port, self._timeout_s = host, port, timeout_s

    def send(self, job: bytes, name: str = "") -> None:
        """Deliver the job and notice a line that breaks at once (`name` means nothing here)."""
        del name
        self.talk(lambda line: line.deliver(job))

    def ask(self) -> None:
        """Open the line and hang up."""
        self.talk(lambda _line: None)

    def talk(self, conversation: Callable[[Conversation], None]) -> None:
        """Open the line, hold the conversation, hang up; every failure is a `DeviceTrouble`."""
        where = f"{self._host}:{self._port}"
        deadline = time.monotonic() + self._timeout_s
        try:
            line = socket.create_connection((self._host, self._port), self._timeout_s)
        except ConnectionRefusedError as error:
            raise DeviceTrouble(TroubleKind.REFUSED, where) from error
        except OSError as error:
            raise DeviceTrouble(TroubleKind.ABSENT, f"{where}: {error}") from error
        with line:
            try:
                conversation(Conversation(line, where, deadline))
            except TimeoutError as error:
                raise DeviceTrouble(TroubleKind.TIMEOUT, where) from error
            except OSError as error:
                raise DeviceTrouble(TroubleKind.DIED, f"{where}: {error}") from error


class DeviceFileLink:
    """A printer plugged in by USB under Linux (such as /dev/usb/lp0), written without ever
    blocking.
    """

    def __init__(self, path: str, timeout_s: float = TIMEOUT_S) -> None:
        self._path, self._timeout_s = path, timeout_s

    def send(self, job: bytes, name: str = "") -> None:
        """Deliver the job within the time-out (`name` means nothing here)."""
        import select

        del name
        deadline = time.monotonic() + self._timeout_s
        handle = self._open()
        try:
            rest = memoryview(job)
            while rest:
                left = deadline - time.monotonic()
                if left <= 0 or not select.select([], [handle], [], left)[1]:
                    raise DeviceTrouble(TroubleKind.TIMEOUT, self._path)
                rest = rest[os.write(handle, rest[:4096]) :]
        except BlockingIOError as error:
            raise DeviceTrouble(TroubleKind.TIMEOUT, self._path) from error
        except OSError as error:
            raise DeviceTrouble(TroubleKind.DIED, f"{self._path}: {error}") from error
        finally:
            os.close(handle)

    def ask(self) -> None:
        """Open the device file and close it."""
        os.close(self._open())

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)
        except (PermissionError, BlockingIOError) as error:
            raise DeviceTrouble(TroubleKind.REFUSED, f"{self._path}: {error}") from error
        except OSError as error:
            kind = TroubleKind.REFUSED if error.errno == errno.EBUSY else TroubleKind.ABSENT
            raise DeviceTrouble(kind, f"{self._path}: {error}") from error


class FolderLink:
    """A folder that receives one file per document, numbered unless the document has a name."""

    def __init__(self, folder: Path, suffix: str, prefix: str = "") -> None:
        self._folder, self._suffix, self._prefix = folder, suffix, prefix
        self._next: int | None = None

    def send(self, job: bytes, name: str = "") -> None:
        """Write the file whole or not at all."""
        self.write(job, name)

    def ask(self) -> None:
        """Make the folder where it is missing."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeviceTrouble(TroubleKind.REFUSED, f"{self._folder}: {error}") from error

    def write(self, job: bytes, name: str = "") -> Path:
        """Write the file and say where it is; raises `DeviceTrouble` when the folder refuses it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{name or self._number()}{self._suffix}"
            draft = path.with_name(path.name + ".part")
            draft.write_bytes(job)
            draft.replace(path)
        except OSError as error:
            raise DeviceTrouble(TroubleKind.REFUSED, f"{self._folder}: {error}") from error
        return path

    def _number(self) -> str:
        if self._next is None:
            pattern = re.compile(re.escape(self._prefix) + r"(\d+)" + re.escape(self._suffix))
            found = [pattern.fullmatch(path.name) for path in self._folder.iterdir()]
            self._next = max((int(match[1]) for match in found if match), default=0) + 1
        number = f"{self._prefix}{self._next:03d}"
        self._next += 1
        return number
