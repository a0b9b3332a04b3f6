"""What the program says of itself here: versions, licence, tills, where the keys are kept."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos import SOFTWARE
from reuse_pos.db import journal
from reuse_pos.db.device import device
from reuse_pos.services.office import Station

LICENCE = "AGPL-3.0-or-later"


@dataclass(frozen=True)
class TillKey:
    """A till and the name of the key it signs with (first 16 hex digits of the public key's hash);
    `here` when this computer holds the key."""

    till: str
    key_id: str
    here: bool


@dataclass(frozen=True)
class AboutFacts:
    """Program, version of the fiscal part, licence, folder of the shop, device number, tills, and
    where new signing keys go: "keyring" or "file", with its name."""

    software: str
    fiscal_version: str
    licence: str
    folder: str
    device: int
    tills: tuple[TillKey, ...]
    key_place: str
    key_detail: str


class About(Station):
    """What a manager reads to support on the telephone."""

    def facts(self) -> AboutFacts:
        """Everything, read now."""
        from reuse_pos.fiscal import FISCAL_VERSION

        reader = self.store.read()
        keys = {till: str(head["key_id"]) for till, head in journal.heads(reader).items()}
        tills = [TillKey(till, key, self._held(key)) for till, key in keys.items()]
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
        )

    def _held(self, key_id: str) -> bool:
        from reuse_pos.fiscal.errors import FiscalError

        try:
            return self.office.keys.load(key_id) is not None
        except FiscalError:
            return False
