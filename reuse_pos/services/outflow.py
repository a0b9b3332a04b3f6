"""What leaves the shop otherwise than by a sale: slips, skips, who takes goods, other stores."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.services.intake_desk import Container
from reuse_pos.services.outflow_once import OutflowOnce
from reuse_pos.services.outflow_skips import OutflowSkips, SkipView
from reuse_pos.services.outflow_slips import Load, SlipFor, Waiting
from reuse_pos.services.outflow_takers import TAKER_KINDS, OutflowTakers
from reuse_pos.services.outflow_transfers import OutflowTransfers, Reception, reception_of

__all__ = [
    "TAKER_KINDS", "Container", "Load", "Outflows", "Reception", "SkipView", "SlipFor", "Waiting",
    "reception_of",
]  # fmt: skip


class Outflows(OutflowOnce, OutflowSkips, OutflowTakers, OutflowTransfers):
    """The station of the yard: every way out that is not a sale."""

    def write_slip(self, who: Actor, number: str, path: Path) -> Path:
        """Write a slip as an A4 page with its boxes to sign; refuses what the disk refuses."""
        refuse_unless(who, Permission.SEND_OUT)
        from reuse_pos.services.outflow_paper import slip_pdf

        return slip_pdf(self.office, self.slip(number), path)
