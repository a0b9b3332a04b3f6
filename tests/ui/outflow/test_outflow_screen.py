"""The yard on screen: a load is one touch, the lorry one more; nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from goods import bring, now
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from report_month import Filler
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing, transfer
from reuse_pos.domain.outflow import Skip
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.domain.ways import Way
from reuse_pos.services.outflow import Load, SlipFor
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.outflow.screen import OutflowScreen
from reuse_pos.ui.settings.skipspage import SkipsPage
from reuse_pos.ui.settings.takerspage import TakersPage

ELODIE = Person("03", "Élodie", Role.SUPERVISOR, "cat", "blue")
MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


def settle() -> None:
    for _ in range(6):
        tasks.wait_idle()
        QApplication.processEvents()


@pytest.fixture
def yard(small_shop: TestShop) -> TestShop:
    """Books and crockery in storage, books sorted for the paper mill, one skip."""
    filler = Filler(small_shop.office)
    for place, code in (("storage", "HR-LIVRE"), ("storage", "HR-VAISSELLE"),
                        ("reception", "HR-LIVRE")):  # fmt: skip
        came = transfer("in:drop_off", f"stock:{place}", code, 90_000, 0, Source.SCALE)
        filler.post(small_shop.manager, came)
    small_shop.shop.sorting.send(small_shop.trainee, "HR-LIVRE", 12_000, Way.RECYCLER)
    small_shop.shop.outflows.put_skip(
        small_shop.manager,
        Skip("B1", "Benne papier", "recycling", "PAPIER", "HR-LIVRE", 900_000, "in_use", ""),
    )
    return small_shop


@pytest.fixture
def screen(qtbot: QtBot, yard: TestShop, tmp_path: Path) -> Iterator[OutflowScreen]:
    made = enter(qtbot, yard, tmp_path)
    yield made
    made.left()


def enter(
    qtbot: QtBot, made: TestShop, folder: Path, size: tuple[int, int] = (1270, 712)
) -> OutflowScreen:
    screen = OutflowScreen(made.shop, ELODIE, folder / "papers")
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    settle()
    return screen


def put(screen: OutflowScreen, grams: int) -> None:
    screen.weight_seen(ScaleView("stable", grams))


def test_a_lorry_is_six_touches_and_its_paper_is_there(
    qtbot: QtBot, screen: OutflowScreen, yard: TestShop
) -> None:
    """Who, what was sorted, two loads, one scan, gone."""
    chair = bring(yard, "HR-LIVRE", 3_000, State.IN_STORAGE)
    screen.watch.watch(False)
    screen.start.tiles["PAPIER"].click()
    settle()
    assert "12,0" in screen.slip_page.waiting.text()
    screen.slip_page.waiting.click()
    settle()
    assert screen.slip_page.waiting.isHidden()
    put(screen, 40_000)
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    assert screen.slip_page.slip is not None
    assert screen.slip_page.slip.grams == 52_000, "the same load is not taken twice"
    put(screen, 0)
    put(screen, 20_000)
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    screen.on_scan(chair.code)
    settle()
    number = screen.number
    assert screen.shop.outflows.slip(number).grams == 75_000
    screen.on_next()
    settle()
    assert screen.shows(screen.start)
    assert (screen.folder / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    assert now(yard, chair.id).state is State.GONE
    assert screen.list.rows[number].text() == "Papeterie, recycleur papier"


def test_f4_takes_the_last_line_off(screen: OutflowScreen) -> None:
    screen.watch.watch(False)
    screen.begin(SlipFor("recycler", "PAPIER"))
    settle()
    put(screen, 40_000)
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    screen.on_undo()
    settle()
    assert not screen.shop.outflows.slip(screen.number).loads
    assert not screen.slip_page.go.isEnabled(), "nothing leaves on an empty slip"
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    assert len(screen.shop.outflows.slip(screen.number).loads) == 1, "it may be weighed again"


def test_what_is_not_accepted_cannot_be_touched(screen: OutflowScreen, yard: TestShop) -> None:
    from dataclasses import replace

    paper = next(one for one in yard.shop.outflows.takers() if one.code == "PAPIER")
    yard.shop.outflows.put_taker(yard.manager, replace(paper, accepts=("livres_medias",)))
    screen.reload()
    settle()
    screen.begin(SlipFor("recycler", "PAPIER"))
    settle()
    tiles = screen.slip_page.picker.tiles
    assert (tiles["HR-LIVRE"].isEnabled(), tiles["HR-VAISSELLE"].isEnabled()) == (True, False)


def test_a_weight_by_hand_comes_back_to_the_slip(qtbot: QtBot, screen: OutflowScreen) -> None:
    screen.begin(SlipFor("recycler", "PAPIER"))
    settle()
    screen.slip_page.strip.hand.click()
    qtbot.keyClicks(screen.hand, "12,5")
    screen.on_next()
    settle()
    assert screen.shows(screen.slip_page)
    screen.slip_page.picker.tiles["HR-LIVRE"].click()
    settle()
    line = screen.shop.outflows.slip(screen.number).loads[0]
    assert (line.grams, line.source) == (12_500, "typed")


def test_a_skip_is_one_touch_a_step(screen: OutflowScreen, yard: TestShop) -> None:
    for state in ("full", "asked"):
        screen.list.touches["B1"].click()
        settle()
        assert yard.shop.outflows.skips()[0].skip.state == state
    screen.list.touches["B1"].click()
    settle()
    assert screen.shows(screen.slip_page)
    assert screen.shop.outflows.slip(screen.number).grams == 12_000
    screen.on_next()
    settle()
    assert yard.shop.outflows.skips()[0].skip.state == "awaited"


def test_the_ticket_is_noted_then_followed(
    screen: OutflowScreen, yard: TestShop, tmp_path: Path
) -> None:
    out = yard.shop.outflows
    number = out.open(yard.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(yard.supervisor, number, Load("HR-LIVRE", Weighing(40_000, 0, Source.SCALE)))
    out.leave(yard.supervisor, number)
    screen.open_slip(number)
    settle()
    assert screen.shows(screen.ticket)
    picture = tmp_path / "ticket.jpg"
    Image.new("RGB", (30, 30)).save(picture)
    screen.ticket.picture = picture
    screen.ticket.number.setText("P-778")
    screen.ticket.kilos.setText("quarante")
    screen.on_next()
    settle()
    assert out.slip(number).ticket_no == "", "a weight that is none is refused"
    screen.ticket.kilos.setText("1240,5")
    screen.on_next()
    settle()
    slip = out.slip(number)
    assert (slip.ticket_no, slip.ticket_g, slip.grams) == ("P-778", 1_240_500, 40_000)
    assert slip.file is not None
    assert "1 200,5 kg de plus".replace(" ", "") in screen.ticket.gap.text().replace(
        "\u00a0", ""
    ).replace(" ", "")
    screen.ticket.fix.click()
    settle()
    assert out.slip(number).grams == 1_240_500
    assert screen.ticket.fix.isHidden()


def test_one_touch_out_and_f4_back(screen: OutflowScreen, yard: TestShop) -> None:
    chair = bring(yard, "EA-AS-FAUTEUIL", 9_000, State.ON_SALE)
    screen.start.tiles["internal_use"].click()
    screen.on_scan(chair.code)
    settle()
    assert now(yard, chair.id).state is State.ON_SALE, "a reason is asked"
    screen.once.keys[2].click()
    screen.on_scan(chair.code)
    settle()
    assert now(yard, chair.id).state is State.GONE
    screen.on_undo()
    settle()
    assert now(yard, chair.id).state is State.ON_SALE


def test_a_paper_slip_from_another_store(screen: OutflowScreen, yard: TestShop) -> None:
    screen.watch.watch(False)
    screen.start.tiles["transfer_in"].click()
    screen.store.number.setText("7")
    screen.store.slip.setText("BT-2609-0004")
    screen.on_next()
    settle()
    assert screen.shows(screen.receive)
    put(screen, 8_000)
    screen.receive.picker.tiles["HR-LIVRE"].click()
    settle()
    screen.on_next()
    settle()
    assert yard.shop.reporting.diverted("2026-10").totals.received_g == 8_000


def test_a_transfer_writes_its_file(screen: OutflowScreen, yard: TestShop) -> None:
    chair = bring(yard, "EA-AS-FAUTEUIL", 9_000, State.ON_SALE)
    screen.start.tiles["transfer_out"].click()
    screen.store.number.setText("1")
    screen.on_next()
    settle()
    assert not screen.shop.outflows.slips(), "our own number is refused"
    screen.store.number.setText("2")
    screen.on_next()
    settle()
    screen.on_scan(chair.code)
    settle()
    number = screen.number
    screen.on_next()
    settle()
    assert chair.code in (screen.folder / f"{number}.json").read_text("utf-8")
    assert now(yard, chair.id).state is State.TRANSFERRED


def test_the_manager_takes_the_register_from_the_yard(
    qtbot: QtBot, yard: TestShop, tmp_path: Path
) -> None:
    made = OutflowScreen(yard.shop, MARIE, tmp_path)
    qtbot.addWidget(made)
    made.past.register.emit(0)
    settle()
    assert "HR-LIVRE" not in (tmp_path / "registre-dechets-2026-10.csv").read_text("utf-8")
    assert "12000" in (tmp_path / "registre-dechets-2026-10.csv").read_text("utf-8")
    assert (tmp_path / "registre-dechets-2026-10.pdf").exists()


@pytest.mark.parametrize("size", [(1270, 712), (928, 712)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_is_cut_or_too_small(
    qtbot: QtBot, yard: TestShop, tmp_path: Path, size: tuple[int, int], mode: str
) -> None:
    theme.set(mode, 100)
    screen = enter(qtbot, yard, tmp_path, size)
    try:
        assert faults(screen) == []
        screen.begin(SlipFor("recycler", "PAPIER"))
        settle()
        put(screen, 40_000)
        screen.on_scan(bring(yard, "HR-LIVRE", 3_000, State.IN_STORAGE).code)
        settle()
        for page in (screen.slip_page, screen.hand, screen.details, screen.past):
            screen.page(page)
            settle()
            assert faults(screen) == [], page
        screen.home()
        for tile in ("lost", "transfer_in"):
            screen.start.tiles[tile].click()
            settle()
            assert faults(screen) == [], tile
    finally:
        screen.left()


class Host:
    """What a settings page asks of its screen."""

    def __init__(self) -> None:
        self.refusals: list[str] = []
        self.say = self

    def emit(self, *_words: object) -> None:
        """Nobody reads it here."""

    def show_refusal(self, sentence: str) -> None:
        self.refusals.append(sentence)

    def run_verb(self, verb, done, _key=None) -> None:  # type: ignore[no-untyped-def]
        done(verb())


def test_the_manager_says_what_a_recycler_takes(qtbot: QtBot, yard: TestShop) -> None:
    host = Host()
    page = TakersPage(yard.shop, MARIE, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1150, 620)
    page.show()
    page.entered()
    settle()
    assert faults(page) == []
    page.touched.emit("PAPIER")
    qtbot.mouseClick(page.goods["livres_medias"], Qt.MouseButton.LeftButton)
    page.carrier.setText("Transports Le Goff")
    page.on_next()
    paper = next(one for one in yard.shop.outflows.takers() if one.code == "PAPIER")
    assert (paper.accepts, paper.carrier) == (("livres_medias",), "Transports Le Goff")
    page.new.click()
    page.label.setText("Métaux de l’Ouest")
    page.kind.choose("recycler")
    page.on_next()
    assert "Métaux de l’Ouest" in [one.label for one in yard.shop.outflows.takers("recycler")]


def test_the_manager_adds_a_skip_and_takes_it_away(qtbot: QtBot, yard: TestShop) -> None:
    host = Host()
    page = SkipsPage(yard.shop, MARIE, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1150, 620)
    page.show()
    page.entered()
    settle()
    assert faults(page) == []
    page.new.click()
    page.label.setText("Benne ferraille")
    page.tare.setText("1250")
    page.save()
    assert len(host.refusals) == 1, "who takes it is asked"
    page.party.choose("FERRAILLE")
    page.on_next()
    made = next(one for one in yard.shop.outflows.all_skips() if one.label == "Benne ferraille")
    assert (made.tare_g, made.destination, made.state) == (1_250_000, "recycling", "in_use")
    page.away.click()
    assert [one.skip.label for one in yard.shop.outflows.skips()] == ["Benne papier"]
