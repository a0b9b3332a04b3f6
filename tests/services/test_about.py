"""The program says truthfully where the signing keys are, and when one is missing."""

from shops import TestShop


def test_keys_and_tills_are_told(small_shop: TestShop) -> None:
    facts = small_shop.shop.about.facts()
    assert [one.till for one in facts.tills] == ["001-1", "001-2"]
    assert all(one.here for one in facts.tills)
    assert facts.key_place == "file"
    assert facts.folder == str(small_shop.office.folder.root)


def test_a_missing_key_is_told(small_shop: TestShop) -> None:
    gone = small_shop.shop.about.facts().tills[0].key_id
    for path in small_shop.office.folder.keys.glob(f"*{gone}*"):
        path.unlink()
    assert [one.here for one in small_shop.shop.about.facts().tills] == [False, True]


def test_a_damaged_key_counts_as_missing_and_help_still_opens(small_shop: TestShop) -> None:
    first = small_shop.shop.about.facts().tills[0].key_id
    for path in small_shop.office.folder.keys.glob(f"*{first}*"):
        path.write_text("00" * 32)
    assert [one.here for one in small_shop.shop.about.facts().tills] == [False, True]
