"""A disk that fails at the moment chosen, or loses power: what was not synced may be gone or torn.

A virtual file system for APSW's own SQLite. It counts every operation that reaches the disk; at
the one chosen it either answers with an error or goes dead. `after_power_cut` then writes the files
as the disk may hold them: all that was synced, and any part of what was not (SQLite's own crash
tests work the same way).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

NAME = "broken"
SECTOR = 512
ERRORS = {
    "FULL": apsw.SQLITE_FULL,
    "IOERR": apsw.SQLITE_IOERR,
    "IOERR_WRITE": apsw.SQLITE_IOERR_WRITE,
    "IOERR_FSYNC": apsw.SQLITE_IOERR_FSYNC,
}
Change = tuple[str, int, bytes]


@dataclass
class Incarnation:
    """One life of a file name: its synced bytes, and the changes since."""

    synced: bytearray
    pending: list[Change] = field(default_factory=list)


@dataclass
class History:
    """Every life of a file name (None: deleted); `durable` is the one the folder surely names."""

    lives: list[Incarnation | None]
    durable: int = 0

    @property
    def now(self) -> Incarnation | None:
        return self.lives[-1]


class Disk:
    """What the virtual file system does next: count, fail at one operation, or go dead there."""

    def __init__(self) -> None:
        self.files: dict[str, History] = {}
        self.operations = self.faults = 0
        self._at, self._fault, self._for_ever, self.dead = 0, "", False, False

    def holds(self, path: Path) -> None:
        """Begin with a file that is safely on the disk, and nothing else."""
        self.__init__()  # type: ignore[misc]
        self.files[str(path)] = History([Incarnation(bytearray(path.read_bytes()))])

    def fail(self, at: int, fault: str, *, for_ever: bool = False) -> None:
        """Fail with an error of ERRORS at one operation (or from it on); "POWER" goes dead."""
        self._at, self._fault, self._for_ever = at, fault, for_ever

    def mend(self) -> None:
        """No more faults."""
        self._at = 0

    def operation(self, what: str) -> None:
        if self.dead:
            raise apsw.exception_for(ERRORS["IOERR"])
        self.operations += 1
        due = self._at and (
            self.operations == self._at or (self._for_ever and self.operations > self._at)
        )
        # A real disk is never "full" at a sync: those answer with an I/O error.
        if not due or (what == "sync" and self._fault == "FULL"):
            return
        self.faults += 1
        self.dead = self._fault == "POWER"
        raise apsw.exception_for(ERRORS["IOERR" if self.dead else self._fault])

    def after_power_cut(self, folder: Path, rng: random.Random) -> None:
        """Write the files of this disk into a folder, as they may be found after a power cut."""
        for name, history in self.files.items():
            life = history.lives[rng.randrange(history.durable, len(history.lives))]
            if life is not None:
                found = bytearray(life.synced)
                _apply(found, life.pending, rng)
                (folder / Path(name).name).write_bytes(found)


def _apply(content: bytearray, changes: list[Change], rng: random.Random | None) -> None:
    for kind, offset, data in changes:
        kept = data
        if rng is not None:
            luck = rng.random()
            if luck < 0.33:
                continue
            if luck < 0.5 and kind == "write" and len(data) > SECTOR:
                kept = data[: SECTOR * rng.randrange(1, len(data) // SECTOR + 1)]
        if kind == "write":
            content.extend(b"\0" * (offset + len(kept) - len(content)))
            content[offset : offset + len(kept)] = kept
        else:
            del content[offset:]


DISK = Disk()


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int]) -> None:
        self._path = name if isinstance(name, str) else name.filename()
        super().__init__("", name, flags)
        history = DISK.files.setdefault(self._path, History([None]))
        if history.now is None:
            history.lives.append(Incarnation(bytearray()))

    @property
    def _life(self) -> Incarnation:
        life = DISK.files[self._path].now
        assert life is not None
        return life

    def xWrite(self, data: bytes, offset: int) -> None:
        try:
            DISK.operation("write")
        except apsw.Error:
            if DISK.dead:
                self._life.pending.append(("write", offset, bytes(data)))
            raise
        super().xWrite(data, offset)
        self._life.pending.append(("write", offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        DISK.operation("truncate")
        super().xTruncate(size)
        self._life.pending.append(("truncate", size, b""))

    def xSync(self, flags: int) -> None:
        DISK.operation("sync")
        history, life = DISK.files[self._path], self._life
        _apply(life.synced, life.pending, None)
        life.pending.clear()
        history.durable = len(history.lives) - 1


class _FileSystem(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        DISK.operation("open")
        return _File(name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        DISK.operation("delete")
        super().xDelete(name, sync_folder)
        history = DISK.files.get(name)
        if history is not None and history.now is not None:
            history.lives.append(None)
            if sync_folder:
                history.durable = len(history.lives) - 1


FILE_SYSTEM = _FileSystem()


def shop_files(path: Path) -> list[Path]:
    """The file and those SQLite keeps beside it."""
    return [Path(f"{path}{end}") for end in ("", "-wal", "-shm", "-journal")]


def forget(path: Path) -> None:
    """Take the file and those beside it away."""
    for one in shop_files(path):
        one.unlink(missing_ok=True)
