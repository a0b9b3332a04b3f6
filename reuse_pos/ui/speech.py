"""Reading aloud with the machine's own voice, for those who read little; silent without one."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_speaking: list[subprocess.Popen[bytes]] = []
_SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($input)"
)


def available() -> bool:
    """Whether this machine has a voice; screens hide "Écouter" without one."""
    return bool(_command())


def say(text: str) -> bool:
    """Begin to read a text aloud, in place of the one before; False without a voice."""
    import subprocess

    command = _command()
    if not command:
        return False
    stop()
    quiet = subprocess.DEVNULL
    voice = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
    if voice.stdin is not None:
        voice.stdin.write(text.encode())
        voice.stdin.close()
    _speaking.append(voice)
    return True


def stop() -> None:
    """Be silent at once."""
    while _speaking:
        voice = _speaking.pop()
        if voice.poll() is None:
            voice.terminate()
        voice.wait()


def speaking() -> bool:
    """Whether a text is still being read."""
    return any(voice.poll() is None for voice in _speaking)


@cache
def _command() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ("powershell", "-NoProfile", "-Command", _SAPI)
    for name in ("espeak-ng", "espeak"):
        if shutil.which(name):
            return (name, "-v", "fr", "-s", "140", "--stdin")
    return ()
