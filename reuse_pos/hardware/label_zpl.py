"""Label printers that speak ZPL (Zebra and many others): each label travels as one picture."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.label import LabelDoc
from reuse_pos.hardware.label_bitmap import render_label
from reuse_pos.hardware.link import Link

MOST_COPIES = 99


def encode_label(label: LabelDoc, copies: int = 1) -> bytes:
    """One label as ZPL: page size in dots, picture (^GFA, hexadecimal, 1 = black) and copies."""
    picture = render_label(label)
    row = (picture.width + 7) // 8
    dots = bytes(byte ^ 0xFF for byte in picture.tobytes())
    if spare := row * 8 - picture.width:
        mask = 0xFF << spare & 0xFF
        dots = bytes(b & mask if (i + 1) % row == 0 else b for i, b in enumerate(dots))
    field = f"^GFA,{len(dots)},{len(dots)},{row},{dots.hex().upper()}"
    page = f"^XA^PW{picture.width}^LL{picture.height}^LH0,0^FO0,0{field}^FS"
    return f"{page}^PQ{min(max(copies, 1), MOST_COPIES)}^XZ\n".encode("ascii")


class ZplPrinter:
    """A label printer behind any link; one job per label, so that a stop loses one label at
    most.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    def ask(self) -> None:
        """Find out, without printing, whether it is there; raises `DeviceTrouble`."""
        self._link.ask()

    def print(self, labels: Sequence[LabelDoc], copies: int = 1) -> None:
        """Print each label `copies` times (99 at most), in order; raises `DeviceTrouble`."""
        for label in labels:
            self._link.send(encode_label(label, copies))
