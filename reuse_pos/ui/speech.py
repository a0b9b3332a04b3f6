"""Reading aloud with the machine's own voice, for those who read little; silent without one."""

from __future__ import annotations

import shutil
import sys
from base64 import b64encode
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_speaking: list[subprocess.Popen[bytes]] = []
# The text comes inside the script: PowerShell reads its input in the console's own code page, and
# takes a typographic apostrophe for the end of a string.
_SAPI = """
$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{text}'))
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$french = $voice.GetInstalledVoices() |
  Where-Object {{ $_.Enabled -and $_.VoiceInfo.Culture.Name -like 'fr*' }} |
  Select-Object -First 1
if ($french) {{ $voice.SelectVoice($french.VoiceInfo.Name) }}
$voice.Rate = -1
$voice.Speak($text)
"""


def available() -> bool:
    """Whether this machine has a voice; screens hide "Écouter" without one."""
    return bool(_engine())


def say(text: str) -> bool:
    """Begin to read a text aloud, in place of the one before; False without a voice, or with one
    that does not start."""
    import subprocess

    engine = _engine()
    if not engine:
        return False
    stop()
    quiet = subprocess.DEVNULL
    # On Windows a process of its own would flash a black window over the screen.
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        voice = subprocess.Popen(
            command(engine, text), stdin=subprocess.PIPE, stdout=quiet, stderr=quiet,
            creationflags=hidden,
        )  # fmt: skip
    except OSError:
        return False
    _speaking.append(voice)
    return _tell(voice, text)


def _tell(voice: subprocess.Popen[bytes], text: str) -> bool:
    """Whether the voice took the text; one that gave up leaves what is shown readable."""
    told = voice.stdin
    if told is None:
        return False
    try:
        told.write(text.encode())
        told.flush()
    except OSError:
        return False
    finally:
        with suppress(OSError):
            told.close()
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


def command(engine: str, text: str) -> tuple[str, ...]:
    """How an engine is asked to read a text in French, a little slowly; espeak takes the text on
    its input."""
    if engine != "powershell":
        return (engine, "-v", "fr", "-s", "140", "--stdin")
    script = _SAPI.format(text=b64encode(text.encode()).decode())
    coded = b64encode(script.encode("utf-16-le")).decode()
    return (engine, "-NoProfile", "-NonInteractive", "-EncodedCommand", coded)


@cache
def _engine() -> str:
    known = ("powershell",) if sys.platform == "win32" else ("espeak-ng", "espeak")
    return next((name for name in known if shutil.which(name)), "")
