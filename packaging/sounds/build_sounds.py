"""Draws the short sounds of the shop as WAV files: plain sine tones, nothing recorded.

Usage: python packaging/sounds/build_sounds.py [OUTPUT]
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 22_050
# Each sound: (frequency in Hz, length in ms, strength 0 to 1), one tone after the other.
SOUNDS = {
    "scan": [(1760, 70, 0.5)],
    "unknown": [(330, 65, 0.6), (247, 80, 0.6)],
    "seen": [(392, 140, 0.5)],
    "unexpected": [(523, 65, 0.5), (784, 80, 0.5)],
    "weighed": [(180, 18, 0.9), (120, 45, 0.6)],
    "sold": [(659, 65, 0.5), (988, 80, 0.5)],
    "help": [(784, 45, 0.5), (659, 45, 0.5), (880, 55, 0.5)],
}


def samples(tones: list[tuple[float, int, float]]) -> bytes:
    """16-bit mono samples, each tone faded at both ends so that it does not click."""
    out = bytearray()
    for frequency, length, strength in tones:
        count = RATE * length // 1000
        fade = min(RATE // 200, count // 2)
        for n in range(count):
            soft = min(1.0, n / fade, (count - n) / fade)
            value = math.sin(2 * math.pi * frequency * n / RATE) * strength * soft
            out += struct.pack("<h", round(value * 32_000))
    return bytes(out)


def main() -> None:
    """Write every sound."""
    default = Path(__file__).parents[2] / "reuse_pos" / "assets" / "sounds"
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    out.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(out / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
            file.writeframes(samples(tones))


if __name__ == "__main__":
    main()
