"""The hand scanner tried out: what it needs is proposed, kept, and used."""

import pytest
from invariants import contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.scan_trial import SPEEDS, ScanTrace

ITEM = make_code(CodeKind.ITEM, 1, 2, 345)


def test_the_slowest_key_allowed_is_kept_and_judged_by(small_shop: TestShop) -> None:
    tests = small_shop.shop.scanner_tests
    slow = ScanTrace(ITEM, slowest_ms=42)
    assert tests.limit_ms() == 35
    assert tests.told(slow)[-1].state == "bad"
    assert tests.advised(slow) == 60
    tests.use_speed(small_shop.manager, 60)
    assert tests.limit_ms() == 60
    assert tests.told(slow)[-1].state == "ok"
    assert tests.advised(slow) is None


def test_a_quick_or_untimed_scan_asks_for_no_change(small_shop: TestShop) -> None:
    tests = small_shop.shop.scanner_tests
    assert tests.advised(ScanTrace(ITEM, slowest_ms=8)) is None
    assert tests.advised(ScanTrace(ITEM)) is None
    assert tests.advised(ScanTrace(ITEM, slowest_ms=500)) is None


def test_only_the_three_speeds_are_kept_and_only_by_who_arranges_the_shop(
    small_shop: TestShop,
) -> None:
    before = contents(small_shop.store)
    with pytest.raises(ValueError, match="no speed"):
        small_shop.shop.scanner_tests.use_speed(small_shop.manager, 5000)
    for speed in SPEEDS:
        with pytest.raises(Refusal):
            small_shop.shop.scanner_tests.use_speed(small_shop.cashier, speed)
    assert contents(small_shop.store) == before


def test_a_test_scan_does_nothing(small_shop: TestShop) -> None:
    """Catches a badge that signs in or a label that sells while the scanner is tried out."""
    before = contents(small_shop.store)
    for raw in (ITEM, small_shop.badges["07"], "rubbish"):
        assert small_shop.shop.scanner_tests.told(ScanTrace(raw))
    assert contents(small_shop.store) == before


def test_the_code_to_scan_from_the_screen_is_a_picture(small_shop: TestShop) -> None:
    assert small_shop.shop.scanner_tests.picture().startswith(b"\x89PNG")
