"""The customer display: exact bytes, two lines of twenty, and no gesture that waits for it."""

import os
from pathlib import Path

import pytest
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.wording import _
from reuse_pos.hardware import DISPLAYS
from reuse_pos.hardware.display_escpos import EscPosDisplay, SerialPort, encode_display, fitted
from reuse_pos.hardware.fake import FakeDisplay
from reuse_pos.hardware.ports import DeviceTrouble, TroubleKind
from reuse_pos.services.office import QUIET


@pytest.fixture
def display(small_shop: TestShop) -> FakeDisplay:
    fake = FakeDisplay()
    small_shop.office.devices.display = fake
    return fake


def test_the_message_is_the_one_the_maker_documents() -> None:
    """Catches words printed on the ticket by the printer the display is chained to."""
    job = encode_display("Chaise", "12,50 €")
    assert job.startswith(b"\x1b=\x02\x1b@\x1bt\x13")
    assert job.endswith(b"\x1b=\x01")
    words = job[len(b"\x1b=\x02\x1b@\x1bt\x13") : -3]
    assert words == "Chaise".ljust(20).encode("cp858") + "12,50 €".ljust(20).encode("cp858")


@pytest.mark.parametrize("words", ["", "é" * 50, "a\nb\x1b@c", "漢字", "x" * 20])
def test_a_line_is_always_twenty_bytes(words: str) -> None:
    """Catches a long name that pushes the amount off, or a name that speaks to the device."""
    job = encode_display(words, words)[8:-3]
    assert len(job) == 40
    assert b"\x1b" not in job
    assert len(fitted(words)) == 20


def test_codes_are_unique_and_titles_are_french() -> None:
    codes = [code for code, _title, _make in DISPLAYS]
    assert len(set(codes)) == len(codes)
    for _code, title, _make in DISPLAYS:
        assert _(title) != title


@pytest.mark.parametrize("entry", DISPLAYS, ids=lambda entry: entry[0])
def test_displays_are_made_from_settings(entry: tuple[str, str, object], tmp_path: Path) -> None:
    code, _title, make = entry
    settings = {"host": "127.0.0.1", "port": 1, "path": str(tmp_path / "tty"), "folder": tmp_path}
    made = make(settings)  # type: ignore[operator]
    if code == "folder":
        made.show("Total", "3,00 €")
        assert (tmp_path / "display.txt").read_text("utf-8").splitlines()[0] == "Total".ljust(20)
    else:
        with pytest.raises(DeviceTrouble):
            made.show("Total", "3,00 €")


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal stands in for the port")
def test_a_serial_port_receives_the_whole_message() -> None:
    ours, theirs = os.openpty()
    try:
        EscPosDisplay(SerialPort(os.ttyname(theirs))).show("Livre", "1,00 €")
        heard = b""
        while not heard.endswith(b"\x1b=\x01"):
            heard += os.read(ours, 64)
    finally:
        os.close(ours)
        os.close(theirs)
    assert heard == encode_display("Livre", "1,00 €")


def test_a_sale_as_the_customer_reads_it(small_shop: TestShop, display: FakeDisplay) -> None:
    """Catches an amount cut by a long name, a name of a person, a welcome with no shop."""
    shop = small_shop.shop
    line = shop.counter.line_at_price("HR-LIVRE", 1250, "Encyclopédie illustrée en 12 volumes")
    basket = Basket().add(line).set_qty(1, 2)
    shop.display.show_welcome()
    shop.display.show_line(basket.line(1))
    shop.display.show_total(basket)
    shop.display.show_change(500)
    shop.display.show_change(0)
    assert display.shown == [
        ("     Bienvenue      ", "    Rennes-Nord     "),
        ("Encyclopédie illustr", "2 x 12,50 €  25,00 €"),
        ("2 objets            ", "Total        25,00 €"),
        ("Merci !             ", "Rendu         5,00 €"),
        ("Merci !             ", "                    "),
    ]


def test_a_load_is_shown_with_its_price_a_kilo(small_shop: TestShop, display: FakeDisplay) -> None:
    keys = {one.code: one for one in small_shop.shop.counter.price_keys()}
    key = next(one for one in keys.values() if one.unit == "kg")
    basket = Basket().add(small_shop.shop.counter.line_of_key(key, 1250))
    small_shop.shop.display.show_line(basket.lines[0])
    [(_label, lower)] = display.shown
    assert lower.startswith("1,250 x ")
    assert lower.endswith(" €")


def test_a_display_that_fails_is_told_by_a_chip_and_stops_nothing(
    small_shop: TestShop, display: FakeDisplay
) -> None:
    shop = small_shop.shop
    display.fail_with(TroubleKind.TIMEOUT)
    shop.display.show_change(100)
    assert shop.display.trouble == "timeout"
    display.fail_with(None)
    shop.display.show_change(100)
    assert shop.display.trouble == ""
    assert len(display.shown) == 1


def test_only_the_newest_message_is_sent_and_screens_are_left_alone(
    small_shop: TestShop, display: FakeDisplay
) -> None:
    """Catches a slow display that runs minutes behind the till, or screens read again each time."""
    jobs = []
    small_shop.office.later = jobs.append
    for cents in (100, 200, 300):
        small_shop.shop.display.show_change(cents)
    assert [job() for job in jobs] == [QUIET] * 3
    assert [lower.strip() for _upper, lower in display.shown] == ["Rendu         3,00 €"]


def test_no_display_no_work(small_shop: TestShop) -> None:
    small_shop.office.later = lambda _job: pytest.fail("nothing is to be shown")
    small_shop.shop.display.show_welcome()


def test_one_who_learns_shows_no_customer_a_sale(
    small_shop: TestShop, display: FakeDisplay
) -> None:
    practice = small_shop.shop.training.start(small_shop.cashier)
    practice.display.show_change(250)
    assert display.shown == [("FORMATION           ", "Rendu         2,50 €")]
