"""One program at a time on one shop: a lock the system lets go of when the program dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _


class ShopLock:
    """Held from opening to closing; a second copy of the program is refused."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as trouble:
            os.close(self._handle)
            raise Refusal(
                _(
                    "Reuse POS is already open on this shop. Nothing was changed. Go back to "
                    "its window."
                ),
                "second_copy",
            ) from trouble

    def release(self) -> None:
        """Let another program in."""
        os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
