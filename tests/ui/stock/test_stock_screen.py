"""The stock on screen: words find things, filters come and go, one touch sells, moves or tells the
life of a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from goods import bring, now
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.adoption import Adopted
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.search import Filters
from reuse_pos.services.stock import OpeningItem, OpeningLine
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.adoptdialog import AdoptDialog
from reuse_pos.ui.hub import hub
from reuse_pos.ui.overlay import front_of
from reuse_pos.ui.stock.screen import StockScreen

CHAIR = "EA-AS-CHAISE-BOIS"
TILL = "001-1"
Open = Callable[..., StockScreen]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


def settle() -> None:
    for _ in range(5):
        tasks.wait_idle()
        QApplication.processEvents()


@pytest.fixture
def goods(small_shop: TestShop) -> dict[str, Item]:
    priced = {"price_state": "approved"}
    return {
        "table": bring(small_shop, "EA-PP-TABLE", 11_600, State.ON_SALE, label="Table basse bois",
                       spot="Salon", price_cents=3800, condition="good", **priced),
        "chair": bring(small_shop, CHAIR, 4800, State.ON_SALE, label="Chaise en bois",
                       spot="Salon", price_cents=1500, known_defects="assise rayée", **priced),
        "held": bring(small_shop, CHAIR, 6100, State.RESERVED, label="Miroir, cadre bois",
                      price_cents=2200, **priced),
        "bench": bring(small_shop, CHAIR, 9000, State.TO_REPAIR, label="Banc de bois"),
    }  # fmt: skip


@pytest.fixture
def open_stock(qtbot: QtBot, small_shop: TestShop) -> Iterator[Open]:
    """Shows the stock to a person (Marie, who manages), everything read."""
    shown: list[StockScreen] = []

    def make(op: str = "02", size: tuple[int, int] = (1270, 712)) -> StockScreen:
        who = next(one for one in small_shop.shop.people.tiles() if one.op == op)
        screen = StockScreen(small_shop.shop, who, TILL)
        screen.setMinimumSize(1, 1)
        qtbot.addWidget(screen)
        screen.resize(*size)
        hub.changed.connect(screen.refresh)
        shown.append(screen)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.entered()
        settle()
        return screen

    yield make
    # A screen closed but not yet deleted would go on reading a shop that is closed.
    for screen in shown:
        hub.changed.disconnect(screen.refresh)


def shown(screen: StockScreen) -> list[str]:
    return [hit.item.label for hit in screen.list.model.hits]


def type_words(qtbot: QtBot, screen: StockScreen, words: str) -> None:
    screen.list.field.clear()
    qtbot.keyClicks(screen.list.field.edit, words)
    qtbot.waitUntil(lambda: not screen._pause.isActive())
    settle()


def press(qtbot: QtBot, key: object) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    settle()


def test_words_find_and_enter_sells(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    """Type, arrow down, Enter: three gestures from a question to the basket."""
    screen = open_stock()
    type_words(qtbot, screen, "bois <50")
    assert set(shown(screen)) == {"Table basse bois", "Chaise en bois", "Miroir, cadre bois"}
    assert screen.list.count.text() == "3 trouvés"
    assert screen.list.chips["price"].text() == "Prix < 50\u00a0€"
    edit = screen.list.field.edit
    while screen.chosen is None or screen.chosen.item.id != goods["chair"].id:
        before = screen.chosen
        qtbot.keyClick(edit, Qt.Key.Key_Down)
        assert screen.chosen is not before
    settle()
    with qtbot.waitSignal(screen.go) as going:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        settle()
    assert going.args == ["counter"]
    lines = small_shop.shop.counter.draft(TILL).lines
    assert [(line.item, line.total_cents) for line in lines] == [(goods["chair"].id, 1500)]
    screen.to_basket()
    settle()
    assert len(small_shop.shop.counter.draft(TILL).lines) == 1


def test_filters_are_removed_one_by_one(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock()
    type_words(qtbot, screen, "bois <20 en rayon")
    assert shown(screen) == ["Chaise en bois"]
    press(qtbot, screen.list.chips["price"])
    assert screen.list.field.text() == "bois en rayon"
    assert set(shown(screen)) == {"Table basse bois", "Chaise en bois"}
    press(qtbot, screen.list.chips["state"])
    assert screen.list.field.text() == "bois"
    assert len(shown(screen)) == 4
    assert not screen.list.clear_key.isVisible()


def test_a_filter_is_touched_and_taken_off(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock()
    press(qtbot, screen.list.chips["place"])
    spot = next(key for key in screen.choices.keys if key.text() == "Salon")
    press(qtbot, spot)
    assert set(shown(screen)) == {"Table basse bois", "Chaise en bois"}
    assert screen.list.chips["place"].text() == "Salon"
    assert screen.filters == Filters(spot="Salon")
    press(qtbot, screen.list.clear_key)
    assert len(shown(screen)) == 4


def test_nothing_found_offers_the_way_out(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock()
    type_words(qtbot, screen, "bois <1")
    assert screen.list.empty.isVisible()
    assert screen.side.currentWidget() is screen.nothing
    press(qtbot, screen.list.empty.key)
    assert screen.list.field.text() == "bois"
    assert len(shown(screen)) == 4


def test_the_yellow_key_says_what_may_be_done(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    """Held things go to their hold; a thing in the workshop has no yellow key at all."""
    screen = open_stock()
    type_words(qtbot, screen, "miroir")
    assert screen.card.next.text() == "Voir la réservation"
    with qtbot.waitSignal(screen.go) as going:
        screen.on_next()
    assert going.args == ["holds"]
    type_words(qtbot, screen, "banc")
    assert not screen.card.next.isVisible()
    qtbot.keyClick(screen.list.field.edit, Qt.Key.Key_Return)
    settle()
    assert screen.pages.currentWidget() is screen.life
    qtbot.keyClick(screen.life, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.find_page
    type_words(qtbot, screen, "chaise en bois")
    assert screen.card.next.text() == "Mettre au panier"


def test_who_may_not_act_sees_grey_keys(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock("14")
    type_words(qtbot, screen, "chaise")
    assert not screen.card.next.isVisible()
    assert not screen.card.move_key.isEnabled()
    assert not screen.card.out_key.isEnabled()
    assert screen.card.life_key.isEnabled()


def test_a_scan_opens_the_card_at_once(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock()
    chair = goods["chair"]
    small_shop.shop.stock.record_weight(
        small_shop.manager, chair.id, Weighing(4300, 0, Source.SCALE)
    )
    screen.on_scan(chair.code)
    settle()
    assert screen.pages.currentWidget() is screen.life
    assert (screen.title, screen.context) == ("Fiche objet", chair.short)
    assert [row.text() for row in screen.life.rows] == ["Don reçu", "Pesé à nouveau"]
    assert screen.life.sum.text().startswith("0,5\u00a0kg à expliquer")
    assert screen.life.bar.property("kind") == "warn"
    with qtbot.waitSignal(screen.say) as said:
        press(qtbot, screen.life.rows[1])
    assert said.args[0] == "op. 02\u00a0: Marie"
    press(qtbot, screen.life.choices["work"])
    assert screen.life.rows == []
    press(qtbot, screen.life.back)
    assert screen.pages.currentWidget() is screen.find_page


def test_nobody_but_a_supervisor_learns_who(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock("07")
    screen.on_scan(goods["chair"].code)
    settle()
    transparent = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    assert all(row.testAttribute(transparent) for row in screen.life.rows)


def test_an_unknown_code_may_be_sold_without_a_label(
    qtbot: QtBot, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock("07")
    screen.on_scan("R-999999")
    settle()
    assert "R-999999" in screen.error.title.text()
    with qtbot.waitSignal(screen.go) as going:
        press(qtbot, screen.error.key)
    assert going.args == ["counter"]
    trainee = open_stock("14")
    trainee.on_scan("R-999999")
    settle()
    assert trainee.error.key.text() == ""
    assert not trainee.error.other.isVisible()


@pytest.mark.parametrize(("op", "may"), [("02", True), ("03", True), ("07", False), ("14", False)])
def test_who_prices_and_supervises_takes_an_unknown_label_in(
    qtbot: QtBot, small_shop: TestShop, open_stock: Open, op: str, may: bool
) -> None:
    lost = make_code(CodeKind.ITEM, 1, 0, 5300)
    screen = open_stock(op)
    screen.on_scan(lost)
    settle()
    assert screen.error.other.isVisible() is may
    if not may:
        return
    press(qtbot, screen.error.other)
    dialog = front_of(screen.window())
    assert isinstance(dialog, AdoptDialog)
    dialog.choose_kind("EA-AS-FAUTEUIL")
    qtbot.keyClicks(dialog, "45")
    dialog.figures.show_figure("weight")
    qtbot.keyClicks(dialog, "9")
    dialog.on_next()
    settle()
    assert small_shop.shop.stock.find(lost).item.grams == 9_000
    assert screen.pages.currentWidget() is screen.life
    assert screen.life.hit is not None
    assert screen.life.hit.item.code == lost


@pytest.mark.parametrize("size", [(1270, 712), (932, 712)])
def test_two_ways_out_leave_the_words_their_room(
    qtbot: QtBot, open_stock: Open, size: tuple[int, int]
) -> None:
    """Catches a sentence squeezed into a column of one word a line."""
    screen = open_stock(size=size)
    screen.on_scan(make_code(CodeKind.ITEM, 1, 0, 5300))
    settle()
    keys = screen.error.key, screen.error.other
    assert all(one.isVisible() for one in keys)
    assert screen.error.title.width() > 2 * screen.error.width() // 5
    assert screen.error.height() < 140
    assert faults(screen) == []


def test_a_label_taken_in_meanwhile_says_so(small_shop: TestShop, open_stock: Open) -> None:
    """Catches a bar left open while another post takes the same label in."""
    lost = make_code(CodeKind.ITEM, 1, 0, 5300)
    screen = open_stock()
    screen.on_scan(lost)
    settle()
    said = Adopted("EA-AS-FAUTEUIL", Weighing(9_000, 0, Source.TYPED), 4500)
    small_shop.shop.adopting.adopt(small_shop.manager, lost, said)
    screen.error.other.click()
    settle()
    assert front_of(screen.window()) is None
    assert "déjà dans la liste" in screen.error.title.text() + screen.error.why.text()


def test_a_thing_is_moved_to_another_spot(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    screen = open_stock()
    type_words(qtbot, screen, "chaise")
    press(qtbot, screen.card.move_key)
    assert screen.mover.places["storage"].isChecked()
    screen.mover.spot.setText("allée C")
    press(qtbot, screen.mover.do)
    chair = now(small_shop, goods["chair"].id)
    assert (chair.state, chair.spot) == (State.IN_STORAGE, "allée C")
    assert screen.side.currentWidget() is screen.card
    assert screen.card.facts["place"].value.text() == "Réserve, allée C"


def test_only_places_a_thing_may_go_to_are_offered(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    """What waits on a bench is moved by the workshop: the key must not promise the shelf."""
    screen = open_stock()
    type_words(qtbot, screen, "banc")
    assert not screen.card.move_key.isEnabled()
    assert screen.card.out_key.isEnabled()
    type_words(qtbot, screen, "chaise en bois")
    press(qtbot, screen.card.move_key)
    assert all(key.isEnabled() for key in screen.mover.places.values())


def test_part_of_a_batch_goes_elsewhere(
    qtbot: QtBot, small_shop: TestShop, open_stock: Open
) -> None:
    line = OpeningLine(
        "TLC-VRAC", items=(OpeningItem("Sac de chemises", 10_000, 200, kind="batch", pieces=20),)
    )
    sack = small_shop.shop.stock.opening_stock(small_shop.manager, [line]).value[0]
    screen = open_stock()
    press(qtbot, screen.card.move_key)
    assert screen.mover.pieces.isVisible()
    screen.mover.pieces.set_value(5)
    press(qtbot, screen.mover.do)
    assert now(small_shop, sack.id).pieces == 15
    assert len(shown(screen)) == 2


def test_a_thing_leaves_without_a_sale(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    """A recycler must be named, a loss explained; only then the key is yellow."""
    screen = open_stock()
    type_words(qtbot, screen, "chaise")
    press(qtbot, screen.card.out_key)
    assert not screen.outer.do.isEnabled()
    press(qtbot, screen.outer.ways["lost"])
    assert not screen.outer.do.isEnabled()
    press(qtbot, screen.outer.ways["recycling"])
    assert not screen.outer.do.isEnabled()
    press(qtbot, next(iter(screen.outer.takers.values())))
    press(qtbot, screen.outer.do)
    assert now(small_shop, goods["chair"].id).state is State.GONE
    assert "Chaise en bois" not in shown(screen)


def test_old_stock_comes_down_in_one_touch(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open
) -> None:
    small_shop.clock.forward(days=70)
    screen = open_stock()
    assert not screen.old.isVisible()
    screen.set_filters(Filters(over_days=60, state="on_sale"))
    settle()
    press(qtbot, screen.old.lower_key)
    hits = {hit.item.label: (hit.price_cents, hit.old_cents) for hit in screen.list.model.hits}
    assert hits == {"Table basse bois": (3040, 3800), "Chaise en bois": (1200, 1500)}


def test_more_pages_come_as_one_scrolls(
    qtbot: QtBot, small_shop: TestShop, open_stock: Open
) -> None:
    for n in range(55):
        bring(small_shop, "HR-LIVRE", 300, State.ON_SALE, label=f"Livre {n}")
    screen = open_stock()
    assert (len(shown(screen)), screen.list.count.text()) == (50, "55 trouvés")
    screen.list.view.scrollToBottom()
    screen.list.model.fetchMore(screen.list.view.rootIndex())
    settle()
    assert len(shown(screen)) == len(set(shown(screen))) == 55


@pytest.mark.parametrize("size", [(1270, 712), (932, 712)])
@pytest.mark.parametrize("scale", [100, 130])
def test_every_page_keeps_the_rules(
    qtbot: QtBot, small_shop: TestShop, goods: dict[str, Item], open_stock: Open,
    size: tuple[int, int], scale: int,
) -> None:  # fmt: skip
    """Targets, names, nothing cut: on the list, every panel and the card."""
    theme.set("light", scale)
    small_shop.clock.forward(days=70)
    screen = open_stock(size=size)
    seen = {}
    type_words(qtbot, screen, "bois >1 >3j")
    seen["list"] = faults(screen)
    press(qtbot, screen.list.photos)
    seen["photos"] = faults(screen)
    press(qtbot, screen.list.chips["family"])
    seen["choices"] = faults(screen)
    type_words(qtbot, screen, "chaise")
    press(qtbot, screen.card.move_key)
    seen["move"] = faults(screen)
    screen._show_card()
    press(qtbot, screen.card.out_key)
    press(qtbot, screen.outer.ways["recycling"])
    seen["out"] = faults(screen)
    screen.on_scan(goods["chair"].code)
    settle()
    seen["life"] = faults(screen)
    screen.on_scan("R-999999")
    settle()
    seen["unknown"] = faults(screen)
    type_words(qtbot, screen, "zzz")
    seen["empty"] = faults(screen)
    assert {page: found for page, found in seen.items() if found} == {}
