"""Goods to send out in tests, and refusals by their code."""

from __future__ import annotations

import pytest
from report_month import Filler
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing, transfer


def stock(shop: TestShop, category: str, grams: int, place: str = "storage", n: int = 0) -> None:
    """Goods without a label brought into a place."""
    Filler(shop.office).post(
        shop.manager,
        transfer("in:drop_off", f"stock:{place}", category, grams, n, Source.SCALE),
    )


def on_scale(grams: int) -> Weighing:
    return Weighing(grams + 1800, 1800, Source.SCALE, "bin")


def gone(shop: TestShop, destination: str) -> int:
    sql = "SELECT coalesce(sum(grams), 0) FROM mass_day WHERE place = ?"
    return int(shop.store.read().value(sql, f"out:{destination}"))


def refusal(code: str):  # type: ignore[no-untyped-def]
    class Refused:
        def __enter__(self) -> None:
            self.raises = pytest.raises(Refusal)
            self.found = self.raises.__enter__()

        def __exit__(self, *error: object) -> bool:
            held = bool(self.raises.__exit__(*error))  # type: ignore[arg-type]
            assert self.found.value.code == code, self.found.value.sentence
            return held

    return Refused()


def with_books(shop: TestShop) -> TestShop:
    """A shop with 200 kg of books in storage."""
    stock(shop, "HR-LIVRE", 200_000, n=400)
    return shop
