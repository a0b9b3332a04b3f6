"""Shops as several tests of services find them."""

from __future__ import annotations

import pytest
from outflow_help import with_books
from shops import TestShop


@pytest.fixture
def books(small_shop: TestShop) -> TestShop:
    """A shop with 200 kg of books in storage."""
    return with_books(small_shop)
