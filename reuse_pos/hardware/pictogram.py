"""The hammer of the workshop's tracking labels, as outlines in a 256 × 256 square (Phosphor,
MIT).
"""

from __future__ import annotations

SQUARE = 256
HAMMER = (
    (
        "251,112 184,44 159,26 131,17 101,17 73,26 48,44 34,58 33,60 32,63 32,65 33,68 35,70 "
        "37,71 39,72 41,72 44,71 46,70 59,55 63,52 66,49 70,46 74,44 78,41 125,88 29,184 26,188 "
        "24,193 24,198 26,202 29,207 49,227 54,230 58,232 63,232 68,230 72,227 168,131 182,146 "
        "200,163 204,166 209,168 214,168 218,166 223,163 251,135 254,130 256,126 256,121 "
        "254,116 "
    ),
    ("61,216 40,195 108,127 129,148 "),
    (
        "162,114 140,137 119,116 142,94 142,93 143,92 144,90 144,89 144,88 144,87 144,86 143,84 "
        "142,83 142,82 94,35 111,32 128,33 144,37 159,45 173,55 217,100 188,129 174,114 173,113 "
        "172,113 170,112 169,112 168,112 167,112 166,112 164,113 163,113 "
    ),
    ("211,152 199,140 228,111 240,123 "),
)


def outlines(x: float, y: float, size: float) -> list[list[tuple[float, float]]]:
    """The hammer's outlines (even-odd filled) in a square of `size` whose top left corner is x,
    y.
    """
    scale = size / SQUARE
    shapes = []
    for outline in HAMMER:
        points = (point.split(",") for point in outline.split())
        shapes.append([(x + int(px) * scale, y + int(py) * scale) for px, py in points])
    return shapes
