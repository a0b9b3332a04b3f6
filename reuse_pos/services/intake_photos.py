"""Photos taken at reception: of a load, and with it of the thing it received."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.db import intake as rows
from reuse_pos.db import stock
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services import photos
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


class IntakePhotos(Station):
    """Photos of what came in. They are on disk before the gesture that names them."""

    def keep(self, source: Path | bytes) -> str:
        """Keep a photo in the shop's folder, small and without what a camera hides in it; returns
        its name for `attach`. Slow. Refuses what is no photo, or too large."""
        return photos.keep(self.office.folder, source)

    def path(self, name: str) -> Path:
        """Where a kept photo lies."""
        return photos.path_of(self.office.folder, name)

    @verb("weighing_photographed", Permission.RECEIVE)
    def attach(self, act: Act, intake: Id, n: int, photo: str) -> None:
        """Put a kept photo on a line of a delivery, in place of the one before; the thing received
        on that line gets it too, unless it has one. Refuses a line that is no longer there."""
        line = next((one for one in rows.loads(act.tx, intake) if one.n == n), None)
        if line is None:
            raise Refusal(
                _("This weighing was undone. The photo is on no line. Weigh again first."), "gone"
            )
        if not self.path(photo).exists():
            raise Refusal(
                _("The photo is no longer there. Nothing was changed. Take it again."), "photo"
            )
        act.set("weighing", {"id": line.id}, photo=photo)
        item = stock.item_by_id(act.tx, line.item) if line.item is not None else None
        if item is not None and not item.photo:
            act.set("item", {"id": item.id}, photo=photo)
            act.changed(Change.STOCK)
        act.changed(Change.INTAKE)
