"""A&D scales: asked with "Q", they answer "ST,+00012.34  kg"."""

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.scale_continuous import WEIGHT, over
from reuse_pos.hardware.scale_protocol import ScaleProtocol

A_AND_D = ScaleProtocol(
    "and", N_("A&D (asked with Q)"), 2400, 7, "E", b"Q\r\n", WEIGHT, over,
    units=("kg", "g"), steady_words=("ST",),
)  # fmt: skip
