"""The state of the shop in a few words at the top of the screen: printers, scale, till journal.

A chip only says what is known: a device that is not set up has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.widgets.topbar import ChipView

UNKNOWN, CHECKING, SOUND, WRONG = "unknown", "checking", "sound", "wrong"

# What each workplace needs to know at a glance; anything wrong is shown everywhere.
WANTED = {
    "counter": ("receipt", "scale"),
    "intake": ("label", "scale"),
    "sorting": ("label", "scale"),
    "workshop": ("label",),
    "till": ("receipt", "journal"),
    "reports": ("journal",),
}


@dataclass(frozen=True)
class Waiting:
    """Papers that did not come out: how many, why the newest did not (a sentence), and how many
    labels wait besides."""

    count: int = 0
    why: str = ""
    labels: int = 0


def chips(shop: Shop, journal: str, waiting: Waiting, *, long: bool = False) -> list[ChipView]:
    """Every chip there is something to say about; ``long`` words are those of the sign-in."""
    devices = shop.office.devices
    views = []
    if waiting.count:
        text = ngettext("{n} paper waiting", "{n} papers waiting", waiting.count)
        views.append(ChipView("receipt", "warn", "printer", text))
    elif devices.receipt is not None:
        text = _("Receipt ready") if long else _("Receipt")
        views.append(ChipView("receipt", "ok", "printer", text))
    if waiting.labels:
        text = ngettext("{n} label waiting", "{n} labels waiting", waiting.labels)
        views.append(ChipView("label", "warn", "tag", text))
    elif devices.label is not None:
        text = _("Labels ready") if long else _("Labels")
        views.append(ChipView("label", "ok", "tag", text))
    if devices.scale is not None:
        views.append(_scale(shop, str(devices.scale.read().state.value), long))
    if devices.display is not None and shop.display.trouble:
        views.append(ChipView("display", "warn", "monitor", _("Customer display")))
    return views + _journal(journal)


def wanted(views: list[ChipView], workplace: str) -> list[ChipView]:
    """The chips of one workplace, and whatever is wrong."""
    codes = WANTED.get(workplace, ("receipt", "label", "scale", "journal"))
    return [view for view in views if view.code in codes or view.kind in ("warn", "bad")]


def sentence(code: str, view: ChipView, waiting: Waiting) -> str:
    """What touching a chip says."""
    if code == "receipt" and waiting.count:
        return waiting.why
    if code == "journal" and view.kind == "bad":
        return _("The till’s journal does not add up. Nothing is lost. Call the manager.")
    if code == "scale" and view.kind == "bad":
        return _("The scale does not answer. Weights can be typed; they are marked so.")
    if code == "scale" and view.kind == "warn":
        return _("The scale is off or was not checked in time. Weights go on; reception checks it.")
    if code == "display":
        return _("The customer display does not answer. Selling goes on; check its cable.")
    return {
        "receipt": _("The receipt printer is set up and no paper waits."),
        "label": _("The label printer is set up."),
        "scale": _("The scale answers."),
        "journal": _("The last 500 records of the till’s journal hold."),
    }.get(code, view.text)


def _scale(shop: Shop, state: str, long: bool) -> ChipView:
    if state == "lost":
        return ChipView("scale", "bad", "scales", _("Scale unplugged"))
    if shop.scale_checks.standing().sentence:
        return ChipView("scale", "warn", "scales", _("Scale to check"))
    return ChipView("scale", "ok", "scales", _("Scale ready") if long else _("Scale"))


def _journal(state: str) -> list[ChipView]:
    views = {
        CHECKING: ChipView("journal", "info", "seal-check", _("Checking…")),
        SOUND: ChipView("journal", "ok", "seal-check", _("Journal verified")),
        WRONG: ChipView("journal", "bad", "warning", _("Journal to check")),
    }
    return [views[state]] if state in views else []
