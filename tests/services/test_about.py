"""The program says truthfully where the signing keys are, and when one is missing."""

from shops import TestShop

from reuse_pos.fiscal.keys import key_id_of


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


def test_public_keys_and_the_practice_till_are_told(small_shop: TestShop) -> None:
    """Catches an inspector shown the key a till no longer signs with."""
    assert small_shop.shop.about.facts().training is None
    new = small_shop.shop.till_keys.rotate(small_shop.manager, "001-1", "2027").value
    small_shop.shop.till_keys.close_till(small_shop.manager, "001-2", "rendue")
    small_shop.shop.training.start(small_shop.cashier)
    facts = small_shop.shop.about.facts()
    first, second = facts.tills
    assert first.key_id == new == key_id_of(first.public_hex)
    assert (first.ended, second.ended) == (False, True)
    assert facts.training is not None
    assert facts.training.till == "001-1-F"
