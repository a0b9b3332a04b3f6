"""The short sounds of the shop; never alone: the screen always says the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

SCAN, UNKNOWN, SEEN, UNEXPECTED, WEIGHED, SOLD, HELP = (
    "scan", "unknown", "seen", "unexpected", "weighed", "sold", "help",
)  # fmt: skip
NAMES = (SCAN, UNKNOWN, SEEN, UNEXPECTED, WEIGHED, SOLD, HELP)

_state = {"on": True}
_playing: list[subprocess.Popen[bytes]] = []


def set_on(on: bool) -> None:
    """Turn the sounds on or off (the shop's setting)."""
    _state["on"] = on


def path(name: str) -> Path:
    """The WAV file of a sound. Raises LookupError if there is no such sound."""
    if name not in NAMES:
        raise LookupError(f"no such sound: {name}")
    return Path(__file__).resolve().parent.parent / "assets" / "sounds" / f"{name}.wav"


def play(name: str) -> bool:
    """Start a sound and return at once; False if sounds are off or the computer has none."""
    file = path(name)
    if not _state["on"]:
        return False
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    player = _player()
    if player is None:
        return False
    _playing[:] = [process for process in _playing if process.poll() is None]
    quiet = subprocess.DEVNULL
    _playing.append(subprocess.Popen([*player, str(file)], stdout=quiet, stderr=quiet))
    return True


@cache
def _player() -> tuple[str, ...] | None:
    for command in (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",)):
        if shutil.which(command[0]):
            return command
    return None
