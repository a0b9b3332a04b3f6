"""The stock-take on screen: a scan goes to its pile with its sound, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from goods import bring, now
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import SYSTEM, Permission, Role
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb
from reuse_pos.ui import sounds, tasks, theme
from reuse_pos.ui.stocktake.screen import StocktakeScreen

ELODIE = Person("03", "Élodie", Role.SUPERVISOR, "cat", "blue")
MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
WIDE, NARROW = (1270, 712), (932, 712)


class Sacks(Station):
    """Brings goods without a label, as reception does."""

    @verb("sack_brought", Permission.RECEIVE)
    def bring(self, act: Act, category: str, grams: int) -> None:
        act.entry(
            "received",
            transfer("in:drop_off", "stock:shop", category, grams, 0, Source.SCALE,
                     commune="35238"),
        )  # fmt: skip


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    played: list[str] = []
    monkeypatch.setattr(sounds, "play", lambda name: played.append(name) or True)
    return played


@pytest.fixture
def salon(small_shop: TestShop) -> list[Item]:
    things = [
        bring(small_shop, "TLC-VESTE", 1000 + n, State.ON_SALE, spot="Salon", price_cents=500,
              label=f"Veste numéro {n}")
        for n in range(12)
    ]  # fmt: skip
    small_shop.clock.forward(minutes=1)
    return things


def settle() -> None:
    for _ in range(6):
        tasks.wait_idle()
        QApplication.processEvents()


def enter(
    qtbot: QtBot, made: TestShop, folder: Path, who: Person = ELODIE,
    size: tuple[int, int] = WIDE,
) -> StocktakeScreen:  # fmt: skip
    screen = StocktakeScreen(made.shop, who, folder)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    settle()
    return screen


def begin(screen: StocktakeScreen, made: TestShop) -> None:
    screen.start.spots["Salon"].click()
    screen.on_next()
    settle()
    made.clock.forward(minutes=1)


def numbers(screen: StocktakeScreen) -> tuple[int, int, int]:
    piles = (screen.counting.seen, screen.counting.missing, screen.counting.unexpected)
    one, two, three = (pile.head.number() for pile in piles)
    return one, two, three


def test_each_scan_has_its_pile_and_sound(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], heard: list[str], tmp_path: Path
) -> None:
    stored = bring(small_shop, "TLC-VESTE", 900, State.IN_STORAGE)
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    assert numbers(screen) == (0, 12, 0)
    for raw in (salon[0].code, salon[0].code, stored.code, "R-999999", "4006381333931"):
        screen.on_scan(raw)
        settle()
    assert heard == ["scan", "seen", "unexpected", "unknown", "unknown"]
    assert numbers(screen) == (1, 11, 1)
    assert "R-999999" in screen.counting.unknown.text()
    assert "4006381333931" not in screen.counting.unknown.text()


def test_found_here_undo_and_what_does_not_fit(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    stored = bring(small_shop, "TLC-VESTE", 900, State.IN_STORAGE)
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    first = screen.counting.missing.shown[0].view.item
    screen.counting.missing.more.click()
    assert screen.counting.missing.shown[0].view.item != first
    key = screen.counting.missing.shown[0].key
    assert key is not None
    key.click()
    settle()
    assert numbers(screen) == (1, 11, 0)
    screen.on_scan(stored.code)
    settle()
    here = screen.counting.unexpected.shown[0].key
    assert here is not None
    here.click()
    settle()
    assert now(small_shop, stored.id).state is State.ON_SALE
    assert numbers(screen) == (2, 11, 0)
    screen.on_undo()
    settle()
    assert now(small_shop, stored.id).state is State.IN_STORAGE
    assert numbers(screen) == (1, 11, 1)


def test_only_a_manager_accepts(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    for thing in salon[:11]:
        screen.on_scan(thing.code)
    settle()
    screen.on_next()
    settle()
    assert not screen.counting.next.isEnabled()
    screen.on_next()
    settle()
    assert now(small_shop, salon[11].id).state is State.ON_SALE
    manager = enter(qtbot, small_shop, tmp_path, MARIE)
    manager.start.counts[0].click()
    settle()
    assert "1,0\u00a0kg" in manager.counting.stake.text()
    manager.on_next()
    settle()
    assert now(small_shop, salon[11].id).state is State.GONE
    assert manager.start.counts == []


def test_paused_and_taken_up_again(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    screen.on_scan(salon[0].code)
    settle()
    screen.counting.pause.click()
    settle()
    other = enter(qtbot, small_shop, tmp_path)
    other.start.counts[0].click()
    settle()
    assert numbers(other) == (1, 11, 0)
    assert "1 fois" in other.counting.since.text()


def test_a_scan_before_a_count_says_what_to_do(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], heard: list[str], tmp_path: Path
) -> None:
    screen = enter(qtbot, small_shop, tmp_path)
    with qtbot.waitSignal(screen.say):
        screen.on_scan(salon[0].code)
    assert heard == ["unknown"]


def test_loose_goods_are_weighed_by_scale_or_by_hand(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    Sacks(small_shop.office).bring(SYSTEM, "HR-LIVRE", 30_000)
    scale = FakeScale()
    small_shop.office.devices.scale = scale
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    screen.counting.weigh.click()
    settle()
    scale.put(12_400)
    for _ in range(5):
        screen.loose._look.poll()
    screen.on_next()
    settle()
    screen.loose._type("5")
    screen.on_next()
    settle()
    (gap,) = small_shop.shop.stocktake.view(screen.count or b"").gaps
    assert (gap.grams, gap.gap_g, gap.source) == (17_400, -12_600, Source.TYPED)
    assert "−12,6" in screen.loose.keys["HR-LIVRE"].accessibleName()
    assert faults(screen) == []
    screen.loose.closed.emit()
    settle()
    assert "−12,6" in screen.counting.stake_note.text()


def test_a_load_too_heavy_is_told_and_is_no_weight(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    """Catches a page that breaks when the scale says it is overloaded."""
    Sacks(small_shop.office).bring(SYSTEM, "HR-LIVRE", 30_000)
    scale = FakeScale()
    small_shop.office.devices.scale = scale
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    screen.counting.weigh.click()
    settle()
    scale.over()
    for _ in range(5):
        screen.loose._look.poll()
    assert (screen.loose.readout.state(), screen.loose.readout.figure()) == ("over", "—")
    assert "deux" in screen.loose.readout.sentence.text()
    assert not screen.loose.add.isEnabled()


def test_the_list_with_photos_is_written(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    screen.counting.list_key.click()
    settle()
    assert (tmp_path / "inventaire-I-2610-0001.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("look", [("light", 100), ("dark", 130)])
def test_nothing_is_cut_off(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path,
    size: tuple[int, int], look: tuple[str, int],
) -> None:  # fmt: skip
    theme.set(*look)
    stored = bring(small_shop, "TLC-VESTE", 900, State.IN_STORAGE, label="Un nom bien long " * 3)
    screen = enter(qtbot, small_shop, tmp_path, MARIE, size)
    assert faults(screen) == []
    begin(screen, small_shop)
    for raw in (*(one.code for one in salon[:8]), stored.code, "R-999999"):
        screen.on_scan(raw)
    settle()
    assert faults(screen) == []
    screen.on_next()
    settle()
    assert faults(screen) == []


def test_a_count_is_dropped_and_nothing_is_lost(
    qtbot: QtBot, small_shop: TestShop, salon: list[Item], tmp_path: Path
) -> None:
    screen = enter(qtbot, small_shop, tmp_path)
    begin(screen, small_shop)
    assert not screen.counting.drop.isVisible()
    screen.on_next()
    settle()
    screen.counting.drop.confirm()
    settle()
    assert screen.start.counts == []
    assert screen.pages.currentWidget() is screen.start
    assert now(small_shop, salon[0].id).state is State.ON_SALE
