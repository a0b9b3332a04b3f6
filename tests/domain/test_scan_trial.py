"""What a test scan tells: the code, the keyboard, the end and the speed, each with its way out."""

import pytest

from reuse_pos.domain.ids import CodeKind, make_code, make_random_code
from reuse_pos.domain.scan_trial import (
    SPEEDS,
    Finding,
    ScanTrace,
    advised_speed,
    findings,
    gs1_sound,
    shown_raw,
)

ITEM = make_code(CodeKind.ITEM, 1, 2, 345)
AZERTY = str.maketrans("0123456789", "à&é\"'(-è_ç")
SHIFTED = str.maketrans("1234567890", "!@#$%^&*()")


def told(
    raw: str, end: str = "enter", ms: int | None = None, limit: int = 35
) -> dict[str, Finding]:
    return {one.code: one for one in findings(ScanTrace(raw, end, ms), limit, "2200100000018")}


def test_a_label_of_the_shop_is_named_by_its_short_code_and_kind() -> None:
    found = told(ITEM)
    assert found["code"].good
    assert "un objet" in found["code"].sentence
    assert set(found) == {"code", "end"}


@pytest.mark.parametrize(
    ("table", "way"), [(AZERTY, "France"), (SHIFTED, "USA")], ids=["qwerty", "azerty"]
)
def test_a_scanner_on_the_wrong_keyboard_is_read_and_told(table: dict[int, int], way: str) -> None:
    """Catches the trap of &é"'… shown as a damaged label, or silently repaired."""
    found = told(ITEM.translate(table))
    assert found["code"].good
    assert found["keyboard"].good
    assert way in found["keyboard"].way


def test_the_keyboard_is_said_to_be_right_by_saying_nothing() -> None:
    assert "keyboard" not in told(ITEM)
    assert "keyboard" not in told("R-000345")


def test_the_test_code_is_known() -> None:
    assert "code d’essai" in told("2200100000018")["code"].sentence


def test_a_digit_misread_and_a_digit_left_out_are_told_apart() -> None:
    wrong = ITEM[:-1] + str((int(ITEM[-1]) + 1) % 10)
    misread, short = told(wrong)["check"], told(ITEM[:-1])["check"]
    assert not misread.good
    assert not short.good
    assert "Transmit check digit" in short.way
    assert misread.way != short.way


def test_what_is_added_around_a_code_is_shown() -> None:
    """Catches a prefix or AIM id that makes each label “unreadable” without a reason."""
    found = told(f"]E0{ITEM}")["added"]
    assert "]E0" in found.sentence
    assert "AIM ID" in found.way


@pytest.mark.parametrize("maker", ["3017620422003", "96385074", "036000291452"])
def test_a_maker_s_barcode_is_read_well_and_no_label_of_the_shop(maker: str) -> None:
    found = told(maker)["code"]
    assert found.good
    assert maker in found.sentence
    assert found.way


@pytest.mark.parametrize("noise", ["hello", "12345", "éàç", "@", "2" * 60])
def test_noise_is_told_as_unreadable(noise: str) -> None:
    found = next(iter(told(noise).values()))
    assert not found.good
    assert found.sentence


@pytest.mark.parametrize(("end", "good"), [("enter", True), ("tab", True), ("", False)])
def test_the_end_is_told(end: str, good: bool) -> None:
    found = told(ITEM, end)["end"]
    assert (found.good, bool(found.way)) == (good, not good)


@pytest.mark.parametrize(
    ("slowest", "advised"),
    [(5, 35), (28, 35), (29, 60), (48, 60), (49, 100), (80, 100), (81, None), (400, None)],
)
def test_the_speed_advised_leaves_a_quarter_to_spare(slowest: int, advised: int | None) -> None:
    assert advised_speed(slowest) == advised
    assert advised is None or advised in SPEEDS


@pytest.mark.parametrize(
    ("slowest", "limit", "good", "said"),
    [(12, 35, True, "12 ms"), (42, 35, False, "60 ms"), (42, 60, True, "60"),
     (90, 35, False, "Inter-character")],
)  # fmt: skip
def test_the_speed_is_judged_by_what_the_shop_allows(
    slowest: int, limit: int, good: bool, said: str
) -> None:
    found = told(ITEM, ms=slowest, limit=limit)["speed"]
    assert found.good is good
    assert said in f"{found.sentence} {found.way}".replace("\u00a0", " ")


@pytest.mark.parametrize("kind", [CodeKind.BADGE, CodeKind.VOUCHER])
@pytest.mark.parametrize("table", [{}, AZERTY, SHIFTED], ids=["plain", "qwerty", "azerty"])
def test_a_badge_or_voucher_is_as_good_as_a_key_and_stays_hidden(
    kind: CodeKind, table: dict[int, int]
) -> None:
    """Catches a badge's digits on the screen, in any keyboard, even misread or with a prefix."""
    digits = make_random_code(kind)
    for raw in (digits, f"A{digits}"):
        shown = shown_raw(raw.translate(table))
        assert digits[3:-2].translate(table) not in shown
        assert "•" in shown
    assert digits not in " ".join(one.sentence for one in findings(ScanTrace(digits), 35))
    assert shown_raw(ITEM) == ITEM


def test_makers_codes_of_every_length_have_their_check() -> None:
    assert all(gs1_sound(one) for one in ("3017620422003", "96385074", "036000291452", ITEM))
    assert not any(gs1_sound(one) for one in ("3017620422004", "", "5"))
