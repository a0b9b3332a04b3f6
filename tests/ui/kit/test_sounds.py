"""The sounds: short, and silent when the shop says so."""

import wave

import pytest

from reuse_pos.ui import sounds


@pytest.mark.parametrize("name", sounds.NAMES)
def test_every_sound_is_short(name: str) -> None:
    with wave.open(str(sounds.path(name))) as file:
        assert 0.03 < file.getnframes() / file.getframerate() <= 0.15


def test_sounds_off_means_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(sounds, "_player", lambda: ("player",))
    monkeypatch.setattr(sounds.subprocess, "Popen", lambda *a, **k: started.append(a))
    monkeypatch.setattr(sounds.sys, "platform", "linux")
    sounds.set_on(False)
    try:
        assert sounds.play(sounds.SCAN) is False
    finally:
        sounds.set_on(True)
    assert started == []


def test_no_player_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "_player", lambda: None)
    monkeypatch.setattr(sounds.sys, "platform", "linux")
    assert sounds.play(sounds.SOLD) is False


def test_an_unknown_sound_is_an_error() -> None:
    with pytest.raises(LookupError):
        sounds.play("fanfare")
