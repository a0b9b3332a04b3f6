"""This computer's rows: which shop and post it is, and the last label number it gave."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.ids import Id, uuid7


@dataclass(frozen=True)
class Device:
    """A post of a store; `epoch` is the present life of its file, `last_seq` its last fact."""

    store: int
    device: int
    epoch: Id
    last_seq: int


def device(reader: Reader) -> Device:
    """Which computer this is; `LookupError` in a file that was never set up."""
    row = reader.one("SELECT store, device, epoch, last_seq FROM device_state")
    if row is None:
        raise LookupError("this file has no device")
    return Device(**dict(row))


def last_code(reader: Reader, number: int) -> int:
    """The number on the last label of a device; 0 before the first."""
    return int(reader.value("SELECT last FROM code_counter WHERE device = ?", number) or 0)


def begin(tx: Tx, store: int, number: int) -> None:
    """Give a new file its identity, once."""
    from reuse_pos.fiscal.chain import GENESIS

    tx.insert(
        "device_state",
        {
            "id": 1,
            "device_id": uuid7(),
            "store": store,
            "device": number,
            "epoch": uuid7(),
            "last_seq": 0,
            "last_hash": GENESIS,
            "acked_seq": 0,
            "ref_version": 0,
            "last_at_ns": 0,
        },
    )
