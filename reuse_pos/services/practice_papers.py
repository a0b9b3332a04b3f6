"""Papers of the shop where one learns: each says that it is worth nothing, and no drawer opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.paper import KickDrawer, ReceiptDoc, Text
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Devices

if TYPE_CHECKING:
    from reuse_pos.hardware.ports import CustomerDisplay, LabelPrinter, ReceiptPrinter


class PracticePrinter:
    """The till's printer while one learns."""

    def __init__(self, real: ReceiptPrinter) -> None:
        self._real = real
        self.columns = real.columns

    def print(self, doc: ReceiptDoc) -> None:
        """Print a paper marked as worthless; raises `DeviceTrouble`."""
        self._real.print(marked(doc))


class PracticeLabels:
    """The label printer while one learns."""

    def __init__(self, real: LabelPrinter) -> None:
        self._real = real

    def print(self, labels: Sequence[LabelDoc], copies: int = 1) -> None:
        """Print labels that no customer takes for real; raises `DeviceTrouble`."""
        words = (_("PRACTICE"), _("NO VALUE"))
        told = [replace(one, tag=words[0] if one.tag else "", foot=words) for one in labels]
        self._real.print(told, copies)


class PracticeDisplay:
    """The customer display while one learns."""

    def __init__(self, real: CustomerDisplay) -> None:
        self._real = real

    def show(self, upper: str, lower: str) -> None:
        """Say that nothing is sold, above the amount; raises `DeviceTrouble`."""
        del upper
        self._real.show(_("PRACTICE"), lower)


def practice_devices(real: Devices) -> Devices:
    """The same machines, as the shop where one learns may use them: without the drawer."""
    return Devices(
        receipt=None if real.receipt is None else PracticePrinter(real.receipt),
        label=None if real.label is None else PracticeLabels(real.label),
        scale=real.scale,
        display=None if real.display is None else PracticeDisplay(real.display),
    )


def marked(doc: ReceiptDoc) -> ReceiptDoc:
    """The document with the mark at its head, whoever made it; the drawer stays shut."""
    mark = Text(f"*** {_('TRAINING - NOT A SALE')} ***", "center", bold=True)
    kept = tuple(one for one in doc.elements if not isinstance(one, KickDrawer))
    told = any(isinstance(one, Text) and one.text == mark.text for one in kept)
    return replace(doc, elements=kept if told else (mark, *kept))
