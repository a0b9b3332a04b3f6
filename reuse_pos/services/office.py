"""What every station works with: the shop's file, its clock, devices, keys, settings and
categories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reuse_pos.db import ledger, reference
from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.store import Store
from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import Clock, business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import LOST, ScaleView
from reuse_pos.domain.mass import Source, mean_weight
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.domain.wording import _

if TYPE_CHECKING:
    from reuse_pos.fiscal.keys import KeyStore, SigningKey
    from reuse_pos.hardware.ports import (
        CashDrawer,
        CustomerDisplay,
        LabelPrinter,
        ReceiptPrinter,
        Scale,
    )


@dataclass
class Devices:
    """The machines of this post; None where there is none."""

    receipt: ReceiptPrinter | None = None
    label: LabelPrinter | None = None
    scale: Scale | None = None
    drawer: CashDrawer | None = None
    display: CustomerDisplay | None = None


# What after-work answers when it changed nothing that a screen shows.
QUIET = object()


def _at_once(job: Callable[[], object]) -> None:
    job()


@dataclass
class Office:
    """The parts chosen at start-up, and what is read often from the file.

    `later` runs slow after-work (printing); at once here, in the background under a screen.
    `training` in the shop where one learns and nothing is sold; `troubles`: how the last job of
    each device ended ("" when well).
    """

    store: Store
    clock: Clock
    folder: ShopFolder
    keys: KeyStore
    devices: Devices = field(default_factory=Devices)
    training: bool = False
    troubles: dict[str, str] = field(default_factory=dict)
    _settings: dict[str, str] | None = None
    _settings_day: str = ""
    _categories: dict[str, Category] | None = None
    _keys: dict[str, SigningKey] = field(default_factory=dict)
    later: Callable[[Callable[[], object]], None] = field(default=_at_once)

    def setting(self, key: str) -> str:
        """The present value of a declared setting; `KeyError` for one that does not exist."""
        today = business_day(self.clock.now()).isoformat()
        known = self._settings
        if known is None or self._settings_day != today:
            known = reference.setting_values(self.store.read(), today)
            self._settings, self._settings_day = known, today
        return known.get(key, BY_KEY[key].default)

    def number(self, key: str) -> int:
        """The present value of a whole-number or yes/no setting."""
        return int(self.setting(key))

    def categories(self) -> dict[str, Category]:
        """Every category by code, in the shop's order."""
        known = self._categories
        if known is None:
            known = self._categories = reference.categories(self.store.read())
        return known

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

    def signing_key(self, key_id: str) -> SigningKey:
        """The key a till signs with, read once; refuses when this computer does not hold it."""
        if key_id not in self._keys:
            key = self.keys.load(key_id)
            if key is None:
                raise Refusal(
                    _(
                        "The key of this till is not on this computer. Nothing was recorded. "
                        "Restore the shop’s key folder."
                    ),
                    "no_key",
                )
            self._keys[key_id] = key
        return self._keys[key_id]

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

    def scale_reading(self) -> ScaleView:
        """What the scale of this post shows; "lost" where there is none. Answers at once."""
        scale = self.office.devices.scale
        if scale is None:
            return ScaleView(LOST)
        reading = scale.read()
        return ScaleView(reading.state.value, reading.grams)
