"""The counter's keys: made, arranged, priced and put away by the manager."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import price_keys as rows
from reuse_pos.db import reference
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.pricing import KEY_PAGES, KEYS_ON_A_PAGE, PriceKey, checked_key
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.records import Jet
from reuse_pos.services.events import note
from reuse_pos.services.office import Station
from reuse_pos.services.price_history import note_price, thirty_days_before
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class KeyPlan:
    """What a key says and sells: `unit` piece | kg | open | free, cents a piece or a kilo (0 for
    open and free), grams a piece, and the lot (pieces, cents) where there is one."""

    label: str
    category: str
    icon: str
    unit: str
    price_cents: int = 0
    weight_g: int | None = None
    lot_qty: int | None = None
    lot_cents: int | None = None
    tested: bool = False


class PriceKeys(Station):
    """The pages of keys."""

    def every(self) -> tuple[PriceKey, ...]:
        """Every key in page order."""
        return reference.price_keys(self.store.read())

    def page(self, number: int) -> tuple[PriceKey, ...]:
        """The keys of a page in their order."""
        return tuple(one for one in self.every() if one.page == number)

    def pictograms(self) -> tuple[str, ...]:
        """The pictograms a key may carry: those of the categories and of the keys there are."""
        known = {one.icon for one in self.office.categories().values()}
        return tuple(sorted(known | {one.icon for one in self.every()} | {"hand-heart", "coin"}))

    def weight_of(self, category: str) -> int | None:
        """What one piece of a category weighs as far as known, to propose; None when unknown."""
        known = self.office.mean_weights().get(category)
        return None if known is None else known[0]

    @verb("price_key_made", Permission.SET_UP)
    def make(self, act: Act, plan: KeyPlan, page: int) -> str:
        """Make a key at the end of a page; returns its code. Refuses a full page."""
        _refuse_page(page)
        position = self._end_of(page)
        code = f"K{rows.last_number(act.tx) + 1:02d}"
        key = self._checked(plan, PriceKey(code, "", "", "", "piece", 0, None, page, position))
        act.put("price_key", **rows.columns(key))
        self._tell(act, None, key)
        return code

    @verb("price_key_changed", Permission.SET_UP)
    def change(self, act: Act, code: str, plan: KeyPlan) -> PriceKey:
        """Change what a key says and sells; it stays in its place. A new price is written in every
        till's journal and in the price history."""
        old = self._known(act, code)
        key = self._checked(plan, old)
        if key != old:
            act.put("price_key", **rows.columns(key))
            self._tell(act, old, key)
        return key

    @verb("price_key_moved", Permission.SET_UP)
    def swap(self, act: Act, code: str, other: str) -> None:
        """Two keys change places; the others stay where hands know them."""
        one, two = self._known(act, code), self._known(act, other)
        for key, place in ((one, two), (two, one)):
            act.set("price_key", {"code": key.code}, page=place.page, position=place.position)
        act.changed(Change.PRICES, Change.COUNTER)

    @verb("price_key_moved", Permission.SET_UP)
    def to_page(self, act: Act, code: str, page: int) -> None:
        """Put a key at the end of another page; refuses a full one."""
        _refuse_page(page)
        key = self._known(act, code)
        if page == key.page:
            return
        act.set("price_key", {"code": code}, page=page, position=self._end_of(page))
        act.changed(Change.PRICES, Change.COUNTER)

    @verb("price_key_put_away", Permission.SET_UP)
    def archive(self, act: Act, code: str) -> None:
        """Put a key away; what it sold keeps its name in the books."""
        key = self._known(act, code)
        act.set("price_key", {"code": code}, archived=1)
        self._tell(act, key, None)

    @verb("price_key_back", Permission.SET_UP)
    def bring_back(self, act: Act, key: PriceKey) -> None:
        """Undo putting a key away, or any change: the key as it was."""
        now = rows.by_code(act.tx, key.code)
        if now is None and rows.number_of(key.code) > rows.last_number(act.tx):
            raise LookupError("a key that never was")
        if now is None:
            self._end_of(key.page)
        act.put("price_key", **rows.columns(key))
        self._tell(act, now, key)

    def _end_of(self, page: int) -> int:
        """The first free position of a page; refuses a full one."""
        there = self.page(page)
        if len(there) >= KEYS_ON_A_PAGE:
            raise Refusal(
                _("This page is full. Nothing was changed. Put a key away, or choose another "
                  "page."), "full",
            )  # fmt: skip
        return there[-1].position + 1 if there else 0

    def _checked(self, plan: KeyPlan, key: PriceKey) -> PriceKey:
        if plan.category not in self.office.categories():
            raise Refusal(
                _("A key needs a category. Nothing was changed. Touch a family."), "category"
            )
        fixed = plan.unit in ("piece", "kg")
        wanted = replace(
            key,
            label=" ".join(plan.label.split()),
            category=plan.category,
            icon=plan.icon,
            unit=plan.unit,
            price_cents=plan.price_cents if fixed else 0,
            weight_g=None if plan.unit == "kg" else plan.weight_g,
            lot_qty=plan.lot_qty,
            lot_cents=plan.lot_cents,
            tested=plan.tested,
        )
        return checked_key(wanted, self.office.number("price.ceiling_cents"))

    def _tell(self, act: Act, old: PriceKey | None, new: PriceKey | None) -> None:
        """The tills' journals and the price history know every price a key had."""
        act.changed(Change.PRICES, Change.COUNTER)
        before, after = _price(old), _price(new)
        if before == after:
            return
        key = new or old
        info = {"key": key.code if key else "", "old": before, "new": after}
        note(act, self.office, Jet.PRICE_CHANGE, info, everywhere=True)
        if new is not None and new.unit in ("piece", "kg"):
            since = thirty_days_before(act.day)
            known = (since, old.price_cents) if old and old.unit == new.unit else None
            note_price(act, new.code, new.price_cents, known)

    def _known(self, act: Act, code: str) -> PriceKey:
        found = rows.by_code(act.tx, code)
        if found is None:
            raise Refusal(
                _("This key was put away meanwhile. Nothing was changed. Choose another."), "gone"
            )
        return found


def _price(key: PriceKey | None) -> str | None:
    """A key's price as the journal keeps it: cents and unit, and its lot."""
    if key is None:
        return None
    lot = f" {key.lot_qty}/{key.lot_cents}" if key.lot_qty else ""
    return f"{key.price_cents} {key.unit}{lot}"


def _refuse_page(page: int) -> None:
    if not 0 <= page < len(KEY_PAGES):
        raise ValueError(f"no page {page}")
