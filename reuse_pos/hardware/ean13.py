"""The bars of our 13-digit codes, for labels, tickets and pictures."""

from __future__ import annotations

from functools import lru_cache

MODULES = 95
QUIET_LEFT, QUIET_RIGHT = 11, 7


@lru_cache(maxsize=512)
def modules(digits: str) -> str:
    """95 characters, "1" for a dark module; raises `ValueError` when the check digit is wrong."""
    from barcode.ean import EuropeanArticleNumber13

    code = EuropeanArticleNumber13(digits[:12])
    if str(code) != digits:
        raise ValueError(f"{digits} is not an EAN-13")
    return str(code.build()[0])


def bars(digits: str) -> list[tuple[int, int]]:
    """The dark bars as (first module, width in modules)."""
    pattern, found, start = modules(digits) + "0", [], -1
    for i, bit in enumerate(pattern):
        if bit == "1" and start < 0:
            start = i
        elif bit == "0" and start >= 0:
            found.append((start, i - start))
            start = -1
    return found
