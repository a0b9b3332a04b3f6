"""What every station works with: the shop's file, its clock, devices, keys, settings and
categories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reuse_pos.db import ledger, reference
from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.store import Store
from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import Clock
from reuse_pos.domain.mass import Source, mean_weight
from reuse_pos.domain.settings import BY_KEY

if TYPE_CHECKING:
    from reuse_pos.fiscal.keys import KeyStore
    from reuse_pos.hardware.ports import CashDrawer, LabelPrinter, ReceiptPrinter, Scale


@dataclass
class Devices:
    """The machines of this post; None where there is none."""

    receipt: ReceiptPrinter | None = None
    label: LabelPrinter | None = None
    scale: Scale | None = None
    drawer: CashDrawer | None = None


@dataclass
class Office:
    """The parts chosen at start-up, and what is read often from the file."""

    store: Store
    clock: Clock
    folder: ShopFolder
    keys: KeyStore
    devices: Devices = field(default_factory=Devices)
    _settings: dict[str, str] | None = None
    _categories: dict[str, Category] | None = None

    def setting(self, key: str) -> str:
        """The present value of a declared setting; `KeyError` for one that does not exist."""
        if self._settings is None:
            self._settings = reference.setting_values(self.store.read())
        return self._settings.get(key, BY_KEY[key].default)

    def number(self, key: str) -> int:
        """The present value of a whole-number or yes/no setting."""
        return int(self.setting(key))

    def categories(self) -> dict[str, Category]:
        """Every category by code, in the shop's order."""
        if self._categories is None:
            self._categories = reference.categories(self.store.read())
        return self._categories

    def category(self, code: str) -> Category:
        """One category; `KeyError` for one that does not exist."""
        return self.categories()[code]

    def mean_weights(self) -> dict[str, tuple[int, Source]]:
        """What one piece of each category weighs, where anything is known: (grams, where from)."""
        learned = ledger.learned_weights(self.store.read())
        none = ledger.LearnedWeight()
        means = {}
        for code, category in self.categories().items():
            known = learned.get(code, none)
            mean = mean_weight(known.n, known.sum_g, category.mean_weight_g)
            if mean is not None:
                means[code] = mean
        return means

    def forget(self) -> None:
        """Read settings and categories again next time (after they changed)."""
        self._settings = None
        self._categories = None


class Station:
    """The base of every station's service: it reads through `store` and writes through verbs."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.store = office.store
        self.clock = office.clock
