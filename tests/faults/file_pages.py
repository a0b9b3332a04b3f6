"""Which bytes of a file hold something, table by table and index by index: a bit turned in free
space proves nothing (sqlite.org/fileformat2.html, "B-tree Pages")."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw

FILE_HEADER = 100
LEAF, INTERNAL, OVERFLOW = "leaf", "internal", "overflow"
HEADER_BYTES = {LEAF: 8, INTERNAL: 12}


def bytes_in_use(path: Path) -> dict[str, list[int]]:
    """The places of the bytes that each table or index of a file is made of."""
    file = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        pages = list(file.execute("SELECT name, pagetype, payload, pgoffset, pgsize FROM dbstat"))
    finally:
        file.close()
    content, found = path.read_bytes(), dict[str, list[int]]()
    for name, kind, payload, start, size in pages:
        page = content[start : start + size]
        here = range(payload + 4) if kind == OVERFLOW else _of_tree(page, kind, start)
        found.setdefault(name, []).extend(start + place for place in here)
    return found


def _of_tree(page: bytes, kind: str, start: int) -> Iterator[int]:
    """The header, the pointers to the cells, and the cells without the holes between them."""
    head = 0 if start else FILE_HEADER
    cells, content = _two(page, head + 3), _two(page, head + 5)
    yield from range(head, head + HEADER_BYTES[kind] + 2 * cells)
    free = {place for hole in _holes(page, head) for place in hole}
    yield from (place for place in range(content, len(page)) if place not in free)


def _holes(page: bytes, head: int) -> Iterator[range]:
    """The free blocks of a page, without the four bytes that link them."""
    at = _two(page, head + 1)
    while at:
        yield range(at + 4, at + _two(page, at + 2))
        at = _two(page, at)


def _two(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 2], "big")
