"""Devices without a cable: for tests, the demo shop and a first look without hardware."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.paper import KickDrawer, ReceiptDoc
from reuse_pos.hardware.display_escpos import encode_display, fitted
from reuse_pos.hardware.label_zpl import encode_label
from reuse_pos.hardware.ports import DeviceTrouble, Reading, ScaleState, ScaleTalk, TroubleKind
from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode


class _Troubled:
    """Lets a test say what is wrong with the device from now on; None mends it."""

    def __init__(self) -> None:
        self._trouble: TroubleKind | None = None
        self._dies_after: int | None = None

    def fail_with(self, kind: TroubleKind | None) -> None:
        """From now on every call raises this trouble."""
        self._trouble = kind

    def die_after(self, count: int) -> None:
        """Take `count` more bytes, then go away."""
        self._dies_after = count

    def ask(self) -> None:
        """Say whether it is there."""
        self.taken(b"")

    def taken(self, job: bytes) -> bytes:
        """What reaches the paper of this job; raises when the device fails before the job
        starts.
        """
        if self._trouble is not None:
            raise DeviceTrouble(self._trouble, "fake")
        if self._dies_after is None:
            return job
        kept, self._dies_after = job[: self._dies_after], max(self._dies_after - len(job), 0)
        return kept


class FakeReceiptPrinter(_Troubled):
    """A till printer that keeps bytes and documents and counts how often its drawer opened."""

    def __init__(self, setup: EscPosSetup | None = None) -> None:
        super().__init__()
        self._setup = setup or EscPosSetup()
        self.columns = self._setup.columns
        self.jobs: list[bytes] = []
        self.docs: list[ReceiptDoc] = []
        self.opened = 0

    def print(self, doc: ReceiptDoc) -> None:
        """Keep the job; a printer that dies keeps what it took and raises."""
        job = encode(doc, self._setup)
        taken = self.taken(job)
        self.jobs.append(taken)
        if len(taken) < len(job):
            raise DeviceTrouble(TroubleKind.DIED, f"after {len(taken)} bytes")
        self.docs.append(doc)
        self.opened += KickDrawer() in doc.elements

    def open(self) -> None:
        """Open the drawer plugged into it."""
        self.taken(b"")
        self.opened += 1


class FakeLabelPrinter(_Troubled):
    """A label printer that keeps the labels and ZPL it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[bytes] = []
        self.printed: list[tuple[LabelDoc, int]] = []

    def print(self, labels: Sequence[LabelDoc], copies: int = 1) -> None:
        """Keep each label; one that dies keeps the labels printed before."""
        for label in labels:
            job = encode_label(label, copies)
            taken = self.taken(job)
            self.jobs.append(taken)
            if len(taken) < len(job):
                raise DeviceTrouble(TroubleKind.DIED, f"after {len(taken)} bytes")
            self.printed.append((label, copies))


class FakeDrawer(_Troubled):
    """A drawer that counts how often it opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = 0

    def open(self) -> None:
        """Open it."""
        self.taken(b"")
        self.opened += 1


class FakeDisplay(_Troubled):
    """A customer display that keeps what it showed, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def show(self, upper: str, lower: str) -> None:
        """Keep the two lines as the customer reads them."""
        self.taken(encode_display(upper, lower))
        self.shown.append((fitted(upper), fitted(lower)))


class FakeScale:
    """A scale on which a test or the demo shop puts grams."""

    def __init__(self) -> None:
        self._reading = Reading(ScaleState.EMPTY)
        self._talk: ScaleTalk | None = None

    def put(self, grams: int) -> None:
        """A load that stands still, in grams; 0 empties the scale."""
        self._reading = Reading(ScaleState.STABLE, grams) if grams else Reading(ScaleState.EMPTY)
        self._talk = None

    def moving(self, grams: int) -> None:
        """A load that still moves."""
        self._reading = Reading(ScaleState.MOVING, grams)

    def over(self) -> None:
        """A load beyond the scale."""
        self._reading = Reading(ScaleState.OVER)

    def lost(self) -> None:
        """The cable is pulled."""
        self._reading = Reading(ScaleState.LOST)

    def read(self) -> Reading:
        """What was last put on it."""
        return self._reading

    def suffer(self, talk: ScaleTalk) -> None:
        """The line is like this and gives no weight, until a load is put on again."""
        self._talk = talk
        self.lost()

    def unplug(self) -> None:
        """Its port is not there any more."""
        self.suffer(ScaleTalk(trouble=TroubleKind.ABSENT, detail="no such port"))

    def babble(self) -> None:
        """It speaks another language than the one chosen."""
        self.suffer(ScaleTalk(b"\x02 12.345\r" * 3 + b"\x02?A\r", heard=True))

    def talk(self) -> ScaleTalk:
        """The line as a scale that sends by itself has it."""
        if self._talk is not None or self._reading.state is ScaleState.LOST:
            return self._talk or ScaleTalk()
        word = "US" if self._reading.state is ScaleState.MOVING else "ST"
        frame = f"{word},GS,{self._reading.grams / 1000:9.3f}kg\r\n".encode()
        return ScaleTalk(frame * 3, True, True)

    def close(self) -> None:
        """Nothing to free."""
        self.lost()
