"""The shop's devices: ordered lists of the printers, scales and displays a shop may choose from.

Each entry is (code, title, factory); a factory makes the device from the shop's settings for it:
host, port, path, folder, columns, code_page, model, cutter, drawer_pin, drawer_on, drawer_off,
answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.display_escpos import EscPosDisplay, FileDisplay, SerialPort
from reuse_pos.hardware.label_zpl import ZplPrinter
from reuse_pos.hardware.link import DeviceFileLink, FolderLink, NetworkLink
from reuse_pos.hardware.ports import CustomerDisplay, LabelPrinter, Scale, TillPrinter
from reuse_pos.hardware.receipt_escpos import (
    EscPosPrinter,
    FilePrinter,
    NetworkEscPosPrinter,
    setup_from,
)
from reuse_pos.hardware.scale_and import A_AND_D
from reuse_pos.hardware.scale_continuous import CONTINUOUS
from reuse_pos.hardware.scale_plain import PLAIN
from reuse_pos.hardware.scale_protocol import ScaleProtocol
from reuse_pos.hardware.scale_serial import SerialScale
from reuse_pos.hardware.scale_sics import SICS
from reuse_pos.hardware.scale_toledo import TOLEDO
from reuse_pos.hardware.spooler import QueueLink

Settings = Mapping[str, object]


def _network(settings: Settings) -> NetworkLink:
    return NetworkLink(str(settings["host"]), int(str(settings.get("port", 9100))))


def _device_file(settings: Settings) -> DeviceFileLink:
    return DeviceFileLink(str(settings["path"]))


def _queue(settings: Settings) -> QueueLink:
    return QueueLink(str(settings["path"]))


def _folder(settings: Settings) -> Path:
    return Path(str(settings["folder"]))


def _serial(protocol: ScaleProtocol, settings: Settings) -> Scale:
    return SerialScale(str(settings["path"]), protocol)


RECEIPT_PRINTERS: tuple[tuple[str, str, Callable[[Settings], TillPrinter]], ...] = (
    (
        "network",
        N_("Receipt printer on the network"),
        lambda settings: NetworkEscPosPrinter(_network(settings), setup_from(settings)),
    ),
    (
        "device",
        N_("Receipt printer on a device file"),
        lambda settings: EscPosPrinter(_device_file(settings), setup_from(settings)),
    ),
    (
        "windows",
        N_("Receipt printer plugged into Windows"),
        lambda settings: EscPosPrinter(_queue(settings), setup_from(settings)),
    ),
    (
        "folder",
        N_("Receipts kept as files"),
        lambda settings: FilePrinter(_folder(settings), setup_from(settings)),
    ),
)

LABEL_PRINTERS: tuple[tuple[str, str, Callable[[Settings], LabelPrinter]], ...] = (
    (
        "zpl_network",
        N_("Label printer on the network (ZPL)"),
        lambda settings: ZplPrinter(_network(settings)),
    ),
    (
        "zpl_device",
        N_("Label printer on a device file (ZPL)"),
        lambda settings: ZplPrinter(_device_file(settings)),
    ),
    (
        "zpl_windows",
        N_("Label printer plugged into Windows (ZPL)"),
        lambda settings: ZplPrinter(_queue(settings)),
    ),
    (
        "zpl_folder",
        N_("Labels kept as files"),
        lambda settings: ZplPrinter(FolderLink(_folder(settings), ".zpl", "label-")),
    ),
)

# Kinds that only one system has, by the name Python gives it.
ONLY_ON = {
    "device": "linux", "zpl_device": "linux", "escpos_device": "linux",
    "windows": "win32", "zpl_windows": "win32",
}  # fmt: skip

# The last one understands nearly anything: whoever looks for a scale tries it last.
SCALE_PROTOCOLS: tuple[ScaleProtocol, ...] = (CONTINUOUS, SICS, TOLEDO, A_AND_D, PLAIN)

SCALES: tuple[tuple[str, str, Callable[[Settings], Scale]], ...] = tuple(
    (protocol.code, protocol.title, partial(_serial, protocol)) for protocol in SCALE_PROTOCOLS
)

DISPLAYS: tuple[tuple[str, str, Callable[[Settings], CustomerDisplay]], ...] = (
    (
        "escpos_serial",
        N_("Customer display on a serial port"),
        lambda settings: EscPosDisplay(SerialPort(str(settings["path"]))),
    ),
    (
        "escpos_device",
        N_("Customer display on a device file"),
        lambda settings: EscPosDisplay(_device_file(settings)),
    ),
    (
        "escpos_network",
        N_("Customer display behind the network printer"),
        lambda settings: EscPosDisplay(_network(settings)),
    ),
    (
        "folder",
        N_("Customer display kept as a file"),
        lambda settings: FileDisplay(_folder(settings)),
    ),
)
