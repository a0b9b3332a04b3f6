"""The shop's folder on disk: where its file, photos, keys and marks live, readable by their owner
alone."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ShopFolder:
    """All paths of one shop below `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The one file that holds everything."""
        return self.root / "shop.db"

    @property
    def photos(self) -> Path:
        """Photos by content hash."""
        return self.root / "photos"

    @property
    def keys(self) -> Path:
        """The signing keys, when no key ring of the system holds them."""
        return self.root / "keys"

    @property
    def high_water(self) -> Path:
        """The mark of how far the file had got, kept outside it."""
        return self.root / "state" / "hwm.json"

    @property
    def lock(self) -> Path:
        """Held by the one program that may write."""
        return self.root / "state" / "lock"

    @property
    def logs(self) -> Path:
        """Codes and durations, never names."""
        return self.root / "logs"

    @property
    def training(self) -> Path:
        """The file of the shop where one learns; there once somebody did."""
        return self.root / "training.db"

    def make(self) -> None:
        """Create what is missing and close it to others."""
        for folder in (self.root, self.photos, self.keys, self.high_water.parent, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):
                os.chmod(folder, 0o700)


@dataclass(frozen=True)
class TrainingFolder(ShopFolder):
    """The same folder as seen from the shop where one learns: its own file and mark."""

    @property
    def database(self) -> Path:
        """The file of the shop where one learns."""
        return self.training

    @property
    def high_water(self) -> Path:
        """The mark of how far that file had got."""
        return self.root / "state" / "hwm-training.json"
