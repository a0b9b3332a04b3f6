"""The hand scanner tried out: what it typed, what that means, what to set on it. A test scan does
nothing else."""

from __future__ import annotations

from reuse_pos.domain.paper import Barcode, Feed, ReceiptDoc, Text
from reuse_pos.domain.roles import Actor
from reuse_pos.domain.scan_trial import SPEEDS, ScanTrace, advised_speed, findings
from reuse_pos.domain.slips import TEST_CODE
from reuse_pos.domain.wording import _
from reuse_pos.services.device_tests import BAD, OK, Check
from reuse_pos.services.office import Station
from reuse_pos.services.previews import doc_png
from reuse_pos.services.settings import Settings
from reuse_pos.services.verb import Done

PICTURE_COLUMNS = 32


class ScannerTests(Station):
    """The scanner of this post."""

    def limit_ms(self) -> int:
        """The longest wait between two keys that still makes one scan."""
        return self.office.number("scanner.gap_ms")

    def told(self, trace: ScanTrace) -> list[Check]:
        """What a test scan tells, one sentence each, with what to set on the scanner."""
        return [
            Check(one.code, OK if one.good else BAD, one.sentence, one.way)
            for one in findings(trace, self.limit_ms(), TEST_CODE)
        ]

    def advised(self, trace: ScanTrace) -> int | None:
        """The speed this scanner needs where the shop allows less; None when nothing is to
        change."""
        if trace.slowest_ms is None or trace.slowest_ms <= self.limit_ms():
            return None
        return advised_speed(trace.slowest_ms)

    def use_speed(self, who: Actor, limit_ms: int) -> Done[None]:
        """Let scans be as slow as one of `SPEEDS`; scanners in use follow at once."""
        if limit_ms not in SPEEDS:
            raise ValueError(f"no speed of {limit_ms} ms")
        return Settings(self.office).set(who, "scanner.gap_ms", str(limit_ms))

    def picture(self) -> bytes:
        """A code to scan from the screen, as a PNG picture; it stands for nothing."""
        words = Text(_("scan this code"), "center")
        doc = ReceiptDoc((Feed(1), Barcode(TEST_CODE), words, Feed(1)), _("PRINTER TEST"), "test")
        return doc_png(doc, PICTURE_COLUMNS)
