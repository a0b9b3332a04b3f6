"""What the shop asks of its devices: print a ticket, print labels, open the drawer, weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.paper import ReceiptDoc

TIMEOUT_S = 2.5


class TroubleKind(StrEnum):
    """What is wrong with a device, as far as the shop can tell.

    absent: nothing there; refused: there, but it says no (busy, cover open, no right); timeout: it
    no longer answers; paper: out of paper; died: it went away in the middle of a job.
    """

    ABSENT = "absent"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    PAPER = "paper"
    DIED = "died"


class DeviceTrouble(Exception):
    """A device failed; `detail` is for the log and the "details" page, never for a cashier."""

    def __init__(self, kind: TroubleKind, detail: str = "") -> None:
        super().__init__(f"{kind.value}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


class ReceiptPrinter(Protocol):
    """Prints tickets, Z and slips; every call ends within seconds or raises `DeviceTrouble`."""

    columns: int

    def print(self, doc: ReceiptDoc) -> None:
        """Print one document, drawer and cut included."""
        ...


class LabelPrinter(Protocol):
    """Prints labels; every call ends within seconds or raises `DeviceTrouble`."""

    def print(self, labels: Sequence[LabelDoc], copies: int = 1) -> None:
        """Print each label `copies` times, in order."""
        ...


class CashDrawer(Protocol):
    """The drawer under the till."""

    def open(self) -> None:
        """Open it, or raise `DeviceTrouble`."""
        ...


class TillPrinter(ReceiptPrinter, CashDrawer, Protocol):
    """A ticket printer with the drawer plugged into it, as in nearly every shop."""


@runtime_checkable
class Answering(Protocol):
    """A device that can be asked whether it is there, without printing or showing anything."""

    def ask(self) -> None:
        """Nothing when it is ready, else raises `DeviceTrouble`."""
        ...


class ScaleState(StrEnum):
    """Whether a weight may be believed."""

    STABLE = "stable"
    MOVING = "moving"
    EMPTY = "empty"
    OVER = "over"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the scale says now: grams only when stable or moving, else 0."""

    state: ScaleState
    grams: int = 0


class Scale(Protocol):
    """A scale that is always being read; `read` answers at once and never raises."""

    def read(self) -> Reading:
        """The latest reading."""
        ...

    def close(self) -> None:
        """Stop reading and free the port."""
        ...


@dataclass(frozen=True, slots=True)
class ScaleTalk:
    """What a scale's line is like, for who sets it up: the last bytes `raw`, whether something came
    (`heard`) and made sense (`understood`) within two seconds, `trouble` when it does not open."""

    raw: bytes = b""
    heard: bool = False
    understood: bool = False
    trouble: TroubleKind | None = None
    detail: str = ""


@runtime_checkable
class Talking(Protocol):
    """A scale that can tell what its line is like."""

    def talk(self) -> ScaleTalk:
        """How the line is now; answers at once."""
        ...


class CustomerDisplay(Protocol):
    """What the customer reads: two lines of twenty characters."""

    def show(self, upper: str, lower: str) -> None:
        """Show two lines; raises `DeviceTrouble`."""
        ...
