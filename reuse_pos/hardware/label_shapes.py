"""The shapes that stand for the colours of labels, so that black ink tells them apart."""

from __future__ import annotations

from math import cos, pi, sin

Point = tuple[float, float]
# In a square of side 1, y downwards.
_DRAWN: dict[str, tuple[Point, ...]] = {
    "square": ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94)),
    "triangle": ((0.5, 0.02), (1, 0.95), (0, 0.95)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "cross": (
        (0.33, 0), (0.67, 0), (0.67, 0.33), (1, 0.33), (1, 0.67), (0.67, 0.67),
        (0.67, 1), (0.33, 1), (0.33, 0.67), (0, 0.67), (0, 0.33), (0.33, 0.33),
    ),
    "disc": tuple((0.5 + cos(n * pi / 18) / 2, 0.5 + sin(n * pi / 18) / 2) for n in range(36)),
    "star": tuple(
        (0.5 + sin(n * pi / 5) * (0.2 if n % 2 else 0.53),
         0.53 - cos(n * pi / 5) * (0.2 if n % 2 else 0.53))
        for n in range(10)
    ),
}  # fmt: skip
SHAPES = tuple(_DRAWN)


def outline(shape: str, x: float, y: float, size: float) -> list[Point]:
    """The corners of a shape in a square of side `size` with its top left corner at x, y."""
    return [(x + across * size, y + down * size) for across, down in _DRAWN[shape]]
