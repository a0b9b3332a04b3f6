"""Counter scales that speak Toledo 8217: asked with "W", they answer STX, the kilos, CR; or STX,
"?", one status byte, CR while there is no weight to give."""

import re

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.ports import ScaleState
from reuse_pos.hardware.scale_protocol import ScaleProtocol

MOVING, OVER, UNDER, AT_ZERO = 0b00001, 0b00010, 0b00100, 0b10000


def status(frame: str) -> ScaleState | None:
    """The state a status byte tells; None for a frame that is a weight or a refused command."""
    if len(frame) != 2 or frame[0] != "?":
        return None
    bits = ord(frame[1])
    if bits & OVER:
        return ScaleState.OVER
    if bits & MOVING:
        return ScaleState.MOVING
    return ScaleState.EMPTY if bits & (UNDER | AT_ZERO) else None


TOLEDO = ScaleProtocol(
    "toledo", N_("Toledo 8217 (asked with W)"), 9600, 7, "E", b"W",
    re.compile(r"(?P<value>\d{1,4}\.\d{2,3})N?"), status, ends=b"\r",
)  # fmt: skip
