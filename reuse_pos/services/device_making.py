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
    for device in ("receipt", "label", "scale", "display"):
        if office.setting(f"{device}.driver") != "none":
            _make_one(office, made, device)
    return made


def remake(office: Office, device: str) -> None:
    """Use the present settings of one device at once; the others go on as they are. The screens
    keep the same `Devices`, and a scale leaves its port before it is opened again."""
    devices = office.devices
    if device == "scale" and devices.scale is not None:
        devices.scale.close()
    setattr(devices, device, None)
    if device == "receipt":
        devices.drawer = None
    if office.setting(f"{device}.driver") != "none":
        _make_one(office, devices, device)


def _make_one(office: Office, devices: Devices, device: str) -> None:
    # Drivers are imported only by a shop that has a device.
    from reuse_pos import hardware

    driver = office.setting(f"{device}.driver")
    if device == "receipt":
        devices.receipt = _make(hardware.RECEIPT_PRINTERS, driver, _receipt(office))
        devices.drawer = devices.receipt
    elif device == "label":
        target = _target(office.setting("label.target"))
        devices.label = _make(hardware.LABEL_PRINTERS, driver, target)
    elif device == "scale":
        devices.scale = _make(hardware.SCALES, driver, {"path": office.setting("scale.port")})
    else:
        target = _target(office.setting("display.target"))
        devices.display = _make(hardware.DISPLAYS, driver, target)


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
