"""Codes: a label read is the label printed, and a misread one is never another thing."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import (
    DEVICE_LETTERS,
    CodeKind,
    ean13_check,
    make_code,
    make_random_code,
    read_scan,
    short_form,
    uuid7,
)

# What a French keyboard types for the digit keys 0-9, without and with the capitals lock.
AZERTY = str.maketrans("0123456789", "à&é\"'(-è_ç")
AZERTY_LOCKED = str.maketrans("0123456789", "À&É\"'(-È_Ç")
counted = st.sampled_from([CodeKind.ITEM, CodeKind.BATCH, CodeKind.TICKET, CodeKind.CONTAINER])
codes = st.builds(
    make_code, counted, st.integers(0, 999), st.integers(0, 9), st.integers(0, 999_999)
)


@given(counted, st.integers(0, 999), st.integers(0, 9), st.integers(0, 999_999))
def test_a_code_read_is_the_code_made(
    kind: CodeKind, store: int, device: int, counter: int
) -> None:
    """Catches two things sharing one label, or a short form that names another device."""
    digits = make_code(kind, store, device, counter)
    code = read_scan(digits)
    assert (code.kind, code.digits) == (kind, digits)
    assert code.short == f"{DEVICE_LETTERS[device]}-{counter:06d}" == short_form(digits)
    assert (int(digits[2:5]), int(digits[5]), int(digits[6:12])) == (store, device, counter)


@given(codes, st.integers(0, 12), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(digits: str, place: int, off: int) -> None:
    """Catches a check digit with its weights swapped: a smudge would sell another thing."""
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    with pytest.raises(Refusal) as refused:
        read_scan(wrong)
    assert refused.value.code in ("damaged", "foreign")


@given(codes)
@example(make_code(CodeKind.TICKET, 0, 0, 0))
@example(make_code(CodeKind.ITEM, 729, 0, 279_072))
def test_a_scanner_on_a_french_keyboard_is_understood(digits: str) -> None:
    """Catches one digit missing in the table, and the capitals lock left on."""
    assert read_scan(digits.translate(AZERTY)).digits == digits
    assert read_scan(digits.translate(AZERTY_LOCKED)).digits == digits


@given(codes)
def test_a_french_scanner_on_an_american_computer_is_read(digits: str) -> None:
    """Catches the other keyboard trap: Shift pressed for each digit gives @!#… for 213…"""
    garbled = digits.translate(str.maketrans("1234567890", "!@#$%^&*()"))
    assert read_scan(garbled).digits == digits


@given(codes)
def test_the_short_form_is_read_however_it_is_typed(digits: str) -> None:
    """Catches a hyphen taken for a 6, as a French keyboard types it."""
    short = short_form(digits)
    for typed in (short, short.lower(), short.replace("-", ""), short.replace("-", " ")):
        code = read_scan(f" {typed}\n")
        assert (code.kind, code.short) == (None, short)
        assert code.is_thing


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        ("9782070360024", "foreign"),
        ("3017620422003", "foreign"),
        ("12345670", "foreign"),
        ("2900000000007", "damaged"),
        ("2000100052311", "damaged"),
        ("", "unreadable"),
        ("R-00523", "unreadable"),
        ("R-0052310", "unreadable"),
        ("A-005231", "unreadable"),
        ("https://exemple.fr/x", "unreadable"),
        ("２０００１０００５２３１０", "unreadable"),
        ("2" * 5000, "unreadable"),
    ],
)
def test_what_is_not_ours_is_refused_by_its_name(scan: str, code: str) -> None:
    """Catches a book's own barcode sold as a thing of the shop."""
    with pytest.raises(Refusal) as refused:
        read_scan(scan)
    assert refused.value.code == code


@given(st.text(max_size=30))
def test_whatever_is_scanned_is_read_or_refused(text: str) -> None:
    """Catches any other exception: a stray key on the scanner must never close the counter."""
    try:
        code = read_scan(text)
    except Refusal:
        return
    assert code.short


@pytest.mark.parametrize(
    ("store", "device", "counter"), [(1000, 0, 0), (0, 10, 0), (0, 0, 1_000_000), (-1, 0, 0)]
)
def test_a_number_too_large_for_the_label_is_a_bug_at_once(
    store: int, device: int, counter: int
) -> None:
    """Catches the millionth label silently numbered as the first."""
    with pytest.raises(ValueError, match="no room"):
        make_code(CodeKind.ITEM, store, device, counter)


def test_badges_have_no_order_to_guess() -> None:
    """Catches badges numbered one after another: a colleague's could be guessed."""
    badges = {make_random_code(CodeKind.BADGE) for _ in range(200)}
    assert len(badges) == 200
    assert all(read_scan(badge).kind is CodeKind.BADGE for badge in badges)
    assert len({badge[2:5] for badge in badges}) > 50


def test_the_check_digit_of_gs1() -> None:
    """Catches any change of the sum: GS1's own example, and a book bought anywhere."""
    assert ean13_check("629104150021") == "3"
    assert ean13_check("978207036002") == "4"


def test_ids_are_unique_sorted_by_time_and_of_version_7() -> None:
    """Catches rows scattered over the file: ids made later must come later."""
    made = [uuid7() for _ in range(2000)]
    assert len(set(made)) == 2000
    early, late = uuid7(time.time_ns()), uuid7(time.time_ns() + 5_000_000)
    assert early < late
    for one in made[:50]:
        assert len(one) == 16
        assert one[6] >> 4 == 7
        assert one[8] >> 6 == 2
    same = [uuid7(1_790_000_000_000_000_000) for _ in range(2000)]
    assert same == sorted(set(same)), "things of one gesture are listed in the order made"
    assert {one[:6] for one in same} == {(1_790_000_000_000).to_bytes(6, "big")}
