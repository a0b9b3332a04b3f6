"""Scales that send by themselves "ST,GS,   12.34kg": many platform scales (T-Scale, Kern)."""

import re

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.ports import ScaleState
from reuse_pos.hardware.scale_protocol import ScaleProtocol

WEIGHT = re.compile(
    r"(?P<stable>ST|US),(?:GS|NT|TR)?,?\s*"
    r"(?P<value>[+-]?\s*0{0,4}\d{1,6}(?:\.\d{1,5})?)\s*(?P<unit>[a-z]{1,2})"
)
_OVER = re.compile(r"OL(?:,.*)?")


def over(frame: str) -> ScaleState | None:
    """ "OL" stands for a load beyond the scale."""
    return ScaleState.OVER if _OVER.fullmatch(frame.rstrip()) else None


CONTINUOUS = ScaleProtocol(
    "continuous", N_("Sends by itself (ST,GS)"), 9600, 8, "N", b"", WEIGHT, over,
    steady_words=("ST",),
)  # fmt: skip
