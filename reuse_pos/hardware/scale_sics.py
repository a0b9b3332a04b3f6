"""Mettler Toledo's MT-SICS and Kern's KCP, which speak alike: asked with "SI", they answer
"S S     100.00 g" when the load stands still, "S D …" while it moves."""

import re

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.ports import ScaleState
from reuse_pos.hardware.scale_protocol import ScaleProtocol


def status(frame: str) -> ScaleState | None:
    """ "S +" is too heavy, "S -" below zero, "S I" not ready to answer."""
    return {
        "S +": ScaleState.OVER, "S -": ScaleState.EMPTY, "S I": ScaleState.MOVING,
    }.get(frame.rstrip())  # fmt: skip


SICS = ScaleProtocol(
    "sics", N_("Mettler SICS, Kern KCP (asked with SI)"), 9600, 8, "N", b"SI\r\n",
    re.compile(r"S\s+(?P<stable>[SD])\s+(?P<value>-?\s*\d{1,7}(?:\.\d{1,5})?)\s*(?P<unit>kg|g)"),
    status, units=("kg", "g"), steady_words=("S",),
)  # fmt: skip
