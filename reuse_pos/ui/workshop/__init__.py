"""The workshop: repair step by step, in easy words; prices proposed, approved and printed."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace

__all__ = ["WORKPLACE"]


def _make(desk: Any) -> Screen:
    from reuse_pos.ui import photo
    from reuse_pos.ui.workshop.screen import WorkshopScreen

    # A file is chosen by who supervises; nobody else is asked for a photo without a camera.
    chooser = photo.from_file if desk.person.actor.may(Permission.SUPERVISE) else None
    camera = photo.pick if photo.has_camera() else chooser
    return WorkshopScreen(desk.shop, desk.person, camera)


WORKPLACE = Workplace("workshop", N_("Workshop"), "hammer", Permission.WORK, _make)
