"""Every page of the workshop, at both sizes and with large letters: nothing cut, one yellow key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from goods import bring
from PySide6.QtWidgets import QLabel
from shops import TestShop
from workshop_look import audit

from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.widgets import Key
from reuse_pos.ui.workshop.screen import WorkshopScreen
from reuse_pos.ui.workshop.step_page import Wear

Open = Callable[..., WorkshopScreen]
SIZES = [(1366, 768, 100), (1024, 768, 100), (1366, 768, 130)]


def finished(shop: TestShop, send: Callable[..., object], category: str = "EA-RA-COMMODE") -> bytes:
    """A thing whose steps are done and weight taken; its id."""
    item, order = send(
        category,
        32_400,
        label="Commode 3 tiroirs",
        description="L 80 × P 42 × H 85 cm",
        known_defects="un tiroir frotte",
    )
    workshop = shop.shop.workshop
    work = workshop.start(shop.trainee, order).value
    workshop.materials(shop.trainee, order, ("paint", "screws", "glue"))
    for code in work.steps[:-1]:
        workshop.finish_step(shop.trainee, order, code)
    workshop.finish(shop.trainee, order, Weighing(31_600, 0, Source.SCALE))
    return item.id


def queue(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    _item, order = send("EA-AS-FAUTEUIL", 12_900, label="Fauteuil Voltaire", spot="Place 3")
    send("EA-RA-COMMODE", 32_400, label="Commode Louis-Philippe", spot="Étagère B2")
    send("EEE-LUM", 1500, label="Lampe", spot="Étagère A1")
    send("EEE-LUM", 1500, label="Lampe", spot="Étagère A1")
    shop.shop.workshop.start(shop.trainee, order)
    screen.show_queue()


def came_back(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    item = finished(shop, send)
    shop.shop.labelling.propose_price(shop.trainee, item, 6500)
    shop.shop.labelling.reject_price(shop.supervisor, item, "DEAR", 6000)
    queue(screen, shop, send)


def nothing(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    screen.show_queue()


def step(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    _item, order = send("EA-RA-COMMODE", 32_400, label="Commode")
    shop.shop.workshop.start(shop.trainee, order)
    shop.shop.workshop.finish_step(shop.trainee, order, "clean")
    screen.choose(shop.shop.workshop.work(order))
    assert tasks.wait_idle()


def help_called(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    step(screen, shop, send)
    screen.step.help.click()
    assert tasks.wait_idle()


def answer(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    _item, order = send("EEE-LUM", 1500, label="Lampe")
    shop.shop.workshop.start(shop.trainee, order)
    shop.shop.workshop.finish_step(shop.trainee, order, "clean")
    screen.choose(shop.shop.workshop.work(order))
    assert tasks.wait_idle()
    screen.step.finish.click()


def failed(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    answer(screen, shop, send)
    screen.answer.no.click()
    assert tasks.wait_idle()


def safe(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    _item, order = send("EA-CO-LIT-BEBE", 9000, label="Lit bébé")
    shop.shop.workshop.start(shop.trainee, order)
    shop.shop.workshop.finish_step(shop.trainee, order, "clean")
    screen.choose(shop.shop.workshop.work(order))
    assert tasks.wait_idle()
    screen.step.finish.click()


def materials(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    step(screen, shop, send)
    screen.step.materials.click()


def weigh(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    step(screen, shop, send)
    screen.finishing.weigh()


def weigh_loss(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    shop.office.devices.scale.put(22_000)
    weigh(screen, shop, send)
    for _ in range(4):
        screen.weigh.watch.look()
    assert screen.weigh.recycled.isVisible()


def weigh_gain(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    shop.office.devices.scale.put(62_000)
    weigh(screen, shop, send)
    for _ in range(4):
        screen.weigh.watch.look()
    assert screen.weigh.sure.isVisible()


def by_hand(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    shop.office.devices.scale = None
    weigh(screen, shop, send)
    for figure in ("3", "1", ",", "6"):
        screen.weigh.keypad.typed.emit(figure)


def time(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    screen.work = shop.shop.workshop.last_work(finished(shop, send))
    screen.finishing._ask_time()


def price(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    item = finished(shop, send)
    order = shop.shop.workshop.last_work(item).order.id
    shop.shop.workshop.say_time(shop.trainee, order, 120)
    with shop.store.transaction() as tx:
        for n, cents in enumerate([5000] * 4 + [6500] * 6 + [8000] * 4):
            tx.insert(
                "sale_line",
                {
                    "till": "1",
                    "seq": 1000 + n,
                    "n": 1,
                    "kind": "goods",
                    "sku": f"s{n}",
                    "label": "x",
                    "category": "EA-RA-COMMODE",
                    "qty": 1,
                    "unit": "piece",
                    "unit_ttc": cents,
                    "disc": 0,
                    "disc_reason": None,
                    "ttc": cents,
                    "ht": cents,
                    "vat_code": "EXO261",
                    "vat_bp": 0,
                    "weight_g": 0,
                    "weight_src": "none",
                },
            )
    screen.finishing.price_item(item)
    assert not screen.finishing.price_page.picture.pixmap().isNull()


def other_price(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    price(screen, shop, send)
    screen.finishing.price_page.other.click()


def change(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    price(screen, shop, send)
    screen.finishing.price_page.summary.change.click()


def scan(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    screen.queue.scan.click()
    screen.scan.keypad.typed.emit("5")


def sources(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    screen.queue.make.click()
    for category in ("EA-AS-CHAISE-BOIS", "EA-PP-TABLE", "EA-CO-LIT-BEBE"):
        screen.on_scan(bring(shop, category, 5000).code)


def family(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    sources(screen, shop, send)
    screen.scan.go.click()


def leaves(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    family(screen, shop, send)
    screen.choice.tiles["meubles"].click()


def more_leaves(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    leaves(screen, shop, send)
    screen.choice.tiles["more"].click()


def rest(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    leaves(screen, shop, send)
    screen.choice.tiles["EA-AS-BANC"].click()
    screen.making.weighed(Weighing(9000, 0, Source.SCALE))


TRAINEE_PAGES = [
    *(queue, came_back, nothing, step, help_called, answer, failed, safe, materials, weigh),
    *(weigh_loss, weigh_gain, by_hand, time, price, other_price, change, scan, sources, family),
    *(leaves, more_leaves, rest),
]


@pytest.mark.parametrize(("wide", "high", "scale"), SIZES)
@pytest.mark.parametrize("page", TRAINEE_PAGES, ids=lambda page: page.__name__)
def test_a_trainees_page_is_whole(
    page: Callable[..., None],
    wide: int,
    high: int,
    scale: int,
    atelier: TestShop,
    send: Callable[..., object],
    screen_of: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme.set("light", scale)
    screen = screen_of("14")
    page(screen, atelier, send)
    audit(screen, wide, high, monkeypatch)


def tasks_waiting(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    _item, order = send("EEE-LUM", 1500, label="Lampe")
    shop.shop.workshop.start(shop.trainee, order)
    shop.shop.workshop.finish_step(shop.trainee, order, "clean")
    shop.shop.workshop.finish_step(shop.trainee, order, "test", False)
    for _ in range(4):
        shop.shop.labelling.propose_price(shop.trainee, finished(shop, send), 6500)
    shop.shop.labelling.approve_price(shop.supervisor, finished(shop, send), 6500)
    screen.queue.approve.click()


def other_prices(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    tasks_waiting(screen, shop, send)
    screen.supervising._ask_price(shop.shop.labelling.proposals()[0])


def reasons(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    tasks_waiting(screen, shop, send)
    screen.supervising._ask_reason(shop.shop.labelling.proposals()[0], 6000)


def and_now(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    tasks_waiting(screen, shop, send)
    screen.supervising._ask_answer(shop.shop.labelling.proposals()[0], 6000, "DEAR")


def nothing_waits(screen: WorkshopScreen, shop: TestShop, send: Callable[..., object]) -> None:
    screen.queue.approve.click()


SUPERVISOR_PAGES = [queue, price, tasks_waiting, other_prices, reasons, and_now, nothing_waits]


@pytest.mark.parametrize(("wide", "high", "scale"), SIZES)
@pytest.mark.parametrize("page", SUPERVISOR_PAGES, ids=lambda page: page.__name__)
def test_a_supervisors_page_is_whole(
    page: Callable[..., None],
    wide: int,
    high: int,
    scale: int,
    atelier: TestShop,
    send: Callable[..., object],
    screen_of: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme.set("light", scale)
    screen = screen_of("03")
    page(screen, atelier, send)
    audit(screen, wide, high, monkeypatch)


@pytest.mark.parametrize("mode", ["dark", "max"])
def test_the_step_keeps_its_words_in_dark(
    mode: str,
    atelier: TestShop,
    send: Callable[..., object],
    screen_of: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme.set(mode, 100)
    screen = screen_of("14")
    step(screen, atelier, send)
    audit(screen, 1366, 768, monkeypatch)


@pytest.mark.parametrize("page", TRAINEE_PAGES, ids=lambda page: page.__name__)
def test_a_trainees_page_is_read_aloud_whole(
    page: Callable[..., None],
    atelier: TestShop,
    send: Callable[..., object],
    screen_of: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Catches a page that is silent, a question without its answers, gloves nobody heard of."""
    screen = screen_of("14")
    page(screen, atelier, send)
    heard: list[str] = []
    monkeypatch.setattr(screen.reader, "read_words", lambda words, _page: heard.extend(words))
    screen.header.listen.emit()
    told = " ".join(" ".join(heard).split())
    here = screen.pages.currentWidget()
    assert heard[0] == screen.header.title()
    seen = [one for one in here.findChildren(QLabel) if one.isVisible()]
    for label in seen:
        if label.property("role") in ("plain-text", "plain-key", "plain-title") and label.text():
            assert " ".join(label.text().replace("<b>", "").replace("</b>", "").split()) in told
    keys = [one for one in here.findChildren(Key) if one.isVisible() and one.isEnabled()]
    for key in keys:
        if key.kind == "next":
            assert " ".join(key.text().split()) in told
    for wear in here.findChildren(Wear):
        assert wear.accessibleName() in told
