"""The devices of this post, made from the shop's settings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from reuse_pos.services.office import Devices, Office

T = TypeVar("T")
Drivers = tuple[tuple[str, str, Callable[[Mapping[str, object]], T]], ...]


def make_devices(office: Office) -> Devices:
    """The devices named in the settings; one that cannot be set up stays away, with its reason."""
    made = Devices()
    receipt, label, scale, display = (
        office.setting(f"{name}.driver") for name in ("receipt", "label", "scale", "display")
    )
    if {receipt, label, scale, display} == {"none"}:
        return made
    from reuse_pos import hardware

    if receipt != "none":
        made.receipt = made.drawer = _make(hardware.RECEIPT_PRINTERS, receipt, _receipt(office))
    if label != "none":
        made.label = _make(hardware.LABEL_PRINTERS, label, _target(office.setting("label.target")))
    if scale != "none":
        made.scale = _make(hardware.SCALES, scale, {"path": office.setting("scale.port")})
    if display != "none":
        target = _target(office.setting("display.target"))
        made.display = _make(hardware.DISPLAYS, display, target)
    return made


def _receipt(office: Office) -> dict[str, object]:
    pin, on, off = office.setting("drawer.pulse").split(":")
    return {
        **_target(office.setting("receipt.target")),
        "columns": office.number("receipt.columns"),
        "code_page": office.setting("receipt.code_page").lower(),
        "drawer_pin": int(pin),
        "drawer_on": int(on),
        "drawer_off": int(off),
    }


def _target(words: str) -> dict[str, object]:
    host, _colon, port = words.rpartition(":")
    if host and port.isdigit():
        return {"host": host, "port": int(port), "path": words, "folder": words}
    return {"host": words, "path": words, "folder": words}


def _make(drivers: Drivers[T], code: str, settings: Mapping[str, object]) -> T | None:
    factory = next((make for name, _title, make in drivers if name == code), None)
    try:
        return None if factory is None else factory(settings)
    except (OSError, ValueError, KeyError) as trouble:
        logging.getLogger(__name__).info("device %s cannot be set up: %s", code, trouble)
        return None
