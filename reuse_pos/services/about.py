"""What the program says of itself here: versions, licence, tills, where the keys are kept."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos import SOFTWARE
from reuse_pos.db.device import device
from reuse_pos.services.keys import TillKeys
from reuse_pos.services.office import Station
from reuse_pos.services.training import Training, TrainingFacts

LICENCE = "AGPL-3.0-or-later"


@dataclass(frozen=True)
class TillKey:
    """A till and the name of the key it signs with (first 16 hex digits of the public key's hash);
    `here` when this computer holds the key, `ended` when the till was closed for good. The whole
    public key (hex) and the local time since which it signs are what an inspector writes down."""

    till: str
    key_id: str
    here: bool
    public_hex: str = ""
    since: str = ""
    ended: bool = False


@dataclass(frozen=True)
class AboutFacts:
    """Program, version of the fiscal part, licence, folder of the shop, device number, tills, where
    new signing keys go ("keyring" or "file", with its name), and the file of the shop where one
    learns, where there is one."""

    software: str
    fiscal_version: str
    licence: str
    folder: str
    device: int
    tills: tuple[TillKey, ...]
    key_place: str
    key_detail: str
    training: TrainingFacts | None = None


class About(Station):
    """What a manager reads to support on the telephone."""

    def facts(self) -> AboutFacts:
        """Everything, read now."""
        from reuse_pos.fiscal import FISCAL_VERSION

        reader = self.store.read()
        tills = [
            TillKey(one.till, one.key_id, one.here, one.public_hex, one.since, one.ended)
            for one in TillKeys(self.office).facts()
        ]
        place = self.office.keys.where()
        return AboutFacts(
            SOFTWARE,
            FISCAL_VERSION,
            LICENCE,
            str(self.office.folder.root.absolute()),
            device(reader).device,
            tuple(tills),
            place.kind,
            place.detail,
            Training(self.office).facts(),
        )
