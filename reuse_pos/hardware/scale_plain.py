"""Any scale that writes a weight with its unit, one to a line: the last resort of an unknown one.

It never says whether the load stands still, so twice as many equal readings are asked for.
"""

import re

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.scale_protocol import EQUAL_READINGS, ScaleProtocol

# A ticket names a tare or a total beside the weight: those lines are no weight.
_WEIGHT = re.compile(
    r"(?!.*(?i:tar|tot|pt))[^\d+-]*"
    r"(?P<value>[+-]?\s*\d{1,6}(?:[.,]\d{1,5})?)\s*(?P<unit>(?i:kg|g))[^\d]*"
)
PLAIN = ScaleProtocol(
    "plain", N_("Other: one weight a line, with kg or g"), 9600, 8, "N", b"", _WEIGHT,
    units=("kg", "g"), equal=2 * EQUAL_READINGS,
)  # fmt: skip
