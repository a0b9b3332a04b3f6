"""What answers around the till: printers on the network and devices plugged into this computer."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

PRINTER_PORT = 9100
ANSWER_S = 0.4
AT_ONCE = 64
# A shop's network has at most so many addresses; a larger one is not searched.
MOST_HOSTS = 254


def usb_printers(folder: Path = Path("/dev/usb")) -> list[str]:
    """Device files of printers plugged in by USB (Linux)."""
    if not sys.platform.startswith("linux"):
        return []
    return sorted(str(path) for path in folder.glob("lp*"))


def serial_ports() -> list[str]:
    """Serial and USB-serial ports by name."""
    from serial.tools.list_ports import comports

    return sorted(port.device for port in comports())


def network_printers(report: Callable[[int, int], None] | None = None) -> list[str]:
    """Addresses of the shop's network that answer on the printers' port, in order."""
    hosts = [str(host) for host in neighbours(own_address())]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = []
        for number, answer in enumerate(pool.map(answers, hosts)):
            if report is not None:
                report(number, len(hosts))
            if answer:
                found.append(hosts[number])
    return found


def own_address() -> str:
    """This computer's address on the shop's network, "" where there is none; sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", PRINTER_PORT))
            return str(line.getsockname()[0])
        except OSError:
            return ""


def neighbours(address: str) -> Iterable[IPv4Address]:
    """The addresses beside one in a private network; none for a public one or none at all."""
    if not address or not IPv4Address(address).is_private or IPv4Address(address).is_loopback:
        return []
    hosts = IPv4Network(f"{address}/24", strict=False).hosts()
    return [host for host in hosts if str(host) != address][:MOST_HOSTS]


def answers(host: str, port: int = PRINTER_PORT) -> bool:
    """Whether somebody listens there; a word is never said."""
    try:
        with socket.create_connection((host, port), ANSWER_S):
            return True
    except OSError:
        return False
