"""Reading aloud: the machine's own voice as a process; without one, or with one that fails, every
screen goes on in silence."""

import stat
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from reuse_pos.ui import speech

SENTENCE = "L’objet pèse 4,5 kg : c’est « fini », n’est-ce pas ?"


@pytest.fixture(autouse=True)
def own_engine() -> Iterator[None]:
    """Each test finds the voices of its own machine."""
    speech._engine.cache_clear()
    yield
    speech.stop()
    speech._engine.cache_clear()


def engine(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A machine whose only voice is this script."""
    voice = folder / "espeak-ng"
    voice.write_text(f"#!/bin/sh\n{script}\n")
    voice.chmod(voice.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def finish() -> None:
    for voice in list(speech._speaking):
        voice.wait(10)


def test_a_machine_without_a_voice_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not speech.available()
    assert not speech.say(SENTENCE)
    assert not speech.speaking()


def test_the_voice_is_told_every_letter_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/asked; cat > {tmp_path}/said')
    assert speech.available()
    assert speech.say(SENTENCE)
    finish()
    assert (tmp_path / "said").read_text("utf-8") == SENTENCE
    assert "-v fr" in (tmp_path / "asked").read_text()


def test_a_new_sentence_silences_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path, monkeypatch, "exec sleep 60")
    assert speech.say(SENTENCE)
    (first,) = speech._speaking
    assert speech.speaking()
    assert speech.say("Autre")
    assert first.poll() is not None
    speech.stop()
    assert not speech.speaking()


def test_a_voice_that_gives_up_at_once_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches the broken pipe of a voice without a sound card, on a text larger than a pipe."""
    engine(tmp_path, monkeypatch, "exit 1")
    assert not speech.say(SENTENCE * 20_000)
    finish()
    assert not speech.speaking()


def test_a_voice_that_cannot_start_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path, monkeypatch, "exit 0")
    assert speech.available()
    (tmp_path / "espeak-ng").unlink()
    assert not speech.say(SENTENCE)


def test_windows_gets_the_text_whatever_its_code_page() -> None:
    """Catches accents lost in the console's code page, and a typographic apostrophe, which
    PowerShell takes for the end of a string."""
    *_options, coded = speech.command("powershell", SENTENCE)
    script = b64decode(coded).decode("utf-16-le")
    assert script.isascii()
    inside = script.split("FromBase64String('")[1].split("')")[0]
    assert b64decode(inside).decode() == SENTENCE
    assert script.count("{") == script.count("}") == 2
