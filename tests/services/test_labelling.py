"""Prices and labels: who may say them, what the label tells, and what waits when the printer
fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from goods import bring, now
from invariants import check_ledger, contents
from PIL import Image
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.hardware.fake import FakeLabelPrinter
from reuse_pos.hardware.ports import TroubleKind

DRAWERS, KETTLE, SHIRT, BOWL = "EA-RA-COMMODE", "EEE-PAM-BOUIL", "TLC-CHEMISE", "HR-VAISSELLE"


def finished(shop: TestShop, category: str = DRAWERS, grams: int = 32_400, **words: str) -> Item:
    """A thing refurbished by a trainee, ready to be priced."""
    item = bring(shop, category, grams, **words)
    workshop = shop.shop.workshop
    order = workshop.start(
        shop.trainee, workshop.send_to_workshop(shop.trainee, item.id).value
    ).value
    while order.step is not None:
        passed = True if order.step.check else None
        order = workshop.finish_step(shop.trainee, order.id, order.step.code, passed).value
    weighing = Weighing(grams - 800, 0, Source.SCALE)
    return workshop.finish(shop.trainee, order.id, weighing).value


def refused(shop: TestShop, code: str, gesture: Callable[[], object]) -> None:
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        gesture()
    assert caught.value.code == code
    assert contents(shop.store) == before


def printer_of(shop: TestShop) -> FakeLabelPrinter:
    printer = FakeLabelPrinter()
    shop.office.devices.label = printer
    return printer


def sell(shop: TestShop, category: str, prices: list[int]) -> None:
    """Past sales of labelled things of a category, straight into the projected lines."""
    with shop.store.transaction() as tx:
        for n, cents in enumerate(prices):
            tx.insert(
                "sale_line",
                {
                    "till": "1",
                    "seq": 1000 + n,
                    "n": 1,
                    "kind": "goods",
                    "sku": f"s{n}",
                    "label": "x",
                    "category": category,
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


def test_advice_is_the_grid_until_ten_sales(small_shop: TestShop) -> None:
    item = finished(small_shop)
    grid = small_shop.store.read().value("SELECT price_cents FROM category WHERE code = ?", DRAWERS)
    sell(small_shop, DRAWERS, [9000] * 9)
    found = small_shop.shop.labelling.advice(item.id)
    assert found is not None
    assert (found.advised, found.n) == (grid, 0)


def test_advice_comes_from_ten_sales_here(small_shop: TestShop) -> None:
    item = finished(small_shop)
    sell(small_shop, DRAWERS, [5000, 5000, 5000, 6500, 6500, 6500, 6500, 8000, 8000, 8000])
    found = small_shop.shop.labelling.advice(item.id)
    assert found is not None
    assert (found.low, found.advised, found.high, found.n) == (5500, 6500, 7500, 10)


def test_a_trainee_proposes_and_a_supervisor_puts_on_sale(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    labelling.propose_price(small_shop.trainee, item.id, 6500)
    assert [proposal.item.id for proposal in labelling.proposals()] == [item.id]
    assert now(small_shop, item.id).state is State.READY
    assert labelling.waiting() == 0
    refused(small_shop, "right", lambda: labelling.approve_price(small_shop.trainee, item.id, 6500))
    labelling.approve_price(small_shop.supervisor, item.id, 6500)
    after = now(small_shop, item.id)
    assert (after.state, after.price_cents, after.price_state) == (State.ON_SALE, 6500, "approved")
    assert (after.markdown_on, after.markdown_bp) == ("2026-10-31", 2000)
    assert labelling.waiting() == 1
    assert not labelling.proposals()
    shop_kilos = "SELECT grams FROM mass_balance WHERE place = 'stock:shop' AND category = ?"
    assert small_shop.store.read().value(shop_kilos, DRAWERS) == 31_600
    check_ledger(small_shop.store)


def test_copies_asked_with_the_proposal_are_printed_at_the_yes(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    printer = printer_of(small_shop)
    labelling.propose_price(small_shop.trainee, item.id, 6500, 3)
    assert labelling.print_waiting(small_shop.trainee).value.printed == 0
    labelling.approve_price(small_shop.supervisor, item.id, 6500)
    labelling.print_waiting(small_shop.trainee)
    assert [copies for _doc, copies in printer.printed] == [3]


def test_a_price_not_accepted_leaves_no_label(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    for answer in (
        lambda: labelling.withdraw_price(small_shop.trainee, item.id),
        lambda: labelling.reject_price(small_shop.supervisor, item.id, "DEAR", 6000),
    ):
        labelling.propose_price(small_shop.trainee, item.id, 6500, 3)
        answer()
    labelling.approve_price(small_shop.supervisor, item.id, 6000)
    jobs = small_shop.store.read().all("SELECT copies FROM label_job WHERE state = 'waiting'")
    assert [job["copies"] for job in jobs] == [1]


def test_another_price_needs_a_reason(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    labelling.propose_price(small_shop.trainee, item.id, 6500)
    approve = labelling.approve_price
    refused(small_shop, "reason", lambda: approve(small_shop.supervisor, item.id, 6000))
    refused(small_shop, "reason", lambda: approve(small_shop.supervisor, item.id, 6000, "mood"))
    approve(small_shop.supervisor, item.id, 6000, "DEAR")
    reason = small_shop.store.read().value(
        "SELECT reason FROM item_move WHERE item = ? ORDER BY id DESC", item.id
    )
    assert (now(small_shop, item.id).price_cents, reason) == (6000, "DEAR")


def test_a_price_sent_back_comes_with_its_reason(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    reject = labelling.reject_price
    refused(small_shop, "no_proposal", lambda: reject(small_shop.supervisor, item.id, "DEAR", 6000))
    labelling.propose_price(small_shop.trainee, item.id, 6500)
    reject(small_shop.supervisor, item.id, "DEAR", 6000)
    assert [(one.id, one.price_cents) for one in labelling.sent_back()] == [(item.id, 6000)]
    assert not labelling.proposals()
    labelling.propose_price(small_shop.trainee, item.id, 6000)
    assert not labelling.sent_back()
    assert len(labelling.proposals()) == 1
    check_ledger(small_shop.store)


def test_a_proposed_price_can_be_taken_back(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    labelling.propose_price(small_shop.trainee, item.id, 6500)
    labelling.withdraw_price(small_shop.trainee, item.id)
    assert not labelling.proposals()
    assert [one.id for one in labelling.to_price()] == [item.id]
    refused(
        small_shop, "no_proposal", lambda: labelling.withdraw_price(small_shop.trainee, item.id)
    )


@pytest.mark.parametrize(("cents", "code"), [(0, "price"), (-100, "price"), (500_001, "ceiling")])
def test_prices_nobody_can_ask_are_refused(small_shop: TestShop, cents: int, code: str) -> None:
    item = finished(small_shop)
    labelling = small_shop.shop.labelling
    refused(small_shop, code, lambda: labelling.propose_price(small_shop.trainee, item.id, cents))
    refused(
        small_shop, code, lambda: labelling.approve_price(small_shop.supervisor, item.id, cents)
    )


def test_work_under_way_is_not_priced(small_shop: TestShop) -> None:
    item = bring(small_shop, DRAWERS, 30_000)
    small_shop.shop.workshop.send_to_workshop(small_shop.trainee, item.id)
    labelling = small_shop.shop.labelling
    refused(
        small_shop, "not_now", lambda: labelling.propose_price(small_shop.trainee, item.id, 6500)
    )
    refused(
        small_shop, "not_now", lambda: labelling.approve_price(small_shop.supervisor, item.id, 6500)
    )


def test_the_right_to_print_prices_ones_own_work_only(small_shop: TestShop) -> None:
    hugo = Person("14", "Hugo", Role.TRAINEE, "rocket", "grey", prints_own_labels=True).actor
    assert hugo.may(Permission.PRICE)
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    other = finished(small_shop)
    refused(
        small_shop,
        "right",
        lambda: labelling.label_with_own_right(small_shop.trainee, item.id, 6500),
    )
    labelling.label_with_own_right(hugo, item.id, 6500, 2)
    assert now(small_shop, item.id).state is State.ON_SALE
    labelling.propose_price(small_shop.trainee, other.id, 6500)
    refused(small_shop, "right", lambda: labelling.approve_price(hugo, other.id, 6500))
    refused(small_shop, "right", lambda: labelling.reject_price(hugo, other.id, "DEAR", 6000))


def test_an_appliance_without_its_test_gets_no_price_label(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    kettle = bring(small_shop, KETTLE, 1200)
    for gesture in (
        lambda: labelling.propose_price(small_shop.trainee, kettle.id, 800),
        lambda: labelling.approve_price(small_shop.supervisor, kettle.id, 800),
        lambda: labelling.preview(kettle.id, 800),
    ):
        refused(small_shop, "test_first", gesture)
    tested = finished(small_shop, KETTLE, 2000)
    labelling.approve_price(small_shop.supervisor, tested.id, 800)
    assert "01/10/2026" in labelling.label(tested.id).proof


def test_the_label_says_what_the_law_asks_and_no_name(small_shop: TestShop) -> None:
    item = finished(
        small_shop,
        label="Commode 3 tiroirs",
        description="L 80 × P 42 × H 85 cm",
        known_defects="un tiroir frotte",
    )
    doc = small_shop.shop.labelling.label(item.id, 6500)
    assert (doc.tag, doc.price, doc.name) == ("Occasion", "65\u00a0€", "Commode 3 tiroirs")
    assert doc.details == "L 80 × P 42 × H 85 cm · 31,6\u00a0kg"
    assert doc.notes == ("Poncée et repeinte", "Défaut\u00a0: un tiroir frotte")
    assert "31/10" in doc.markdown
    assert doc.foot == ("Rennes-Nord", "10/2026")
    said = json.dumps([doc.name, doc.details, doc.notes, doc.foot, doc.markdown])
    assert not any(name in said for name in ("Hugo", "Élodie", "Marie", "Chantal", "Grace"))


def test_a_thing_on_its_way_gets_a_workshop_tag(small_shop: TestShop) -> None:
    item = bring(small_shop, DRAWERS, 32_400, spot="Place 3")
    small_shop.shop.workshop.send_to_workshop(small_shop.trainee, item.id)
    doc = small_shop.shop.labelling.reprint(small_shop.trainee, item.id).value
    assert (doc.name, doc.price, doc.tag) == ("À réparer", "", "")
    assert doc.details == "Commode · reçu le 01/10 · 32,4\u00a0kg"
    assert doc.notes == ("Place 3", "Bon D-2610-0001")


def test_the_preview_is_the_label_and_decodes(small_shop: TestShop) -> None:
    item = finished(small_shop)
    picture = Image.open(BytesIO(small_shop.shop.labelling.preview(item.id, 6500)))
    assert picture.size == (456, 256)
    found = zxingcpp.read_barcodes(picture.convert("L").resize((1824, 1024)))
    assert [code.text for code in found] == [item.code]


def on_sale(shop: TestShop, count: int) -> list[Id]:
    """Things just priced, whose labels wait."""
    made = []
    for _ in range(count):
        item = finished(shop, BOWL, 5000)
        shop.shop.labelling.approve_price(shop.supervisor, item.id, 400)
        made.append(item.id)
    return made


def test_waiting_labels_come_out_in_one_run(small_shop: TestShop) -> None:
    items = on_sale(small_shop, 3)
    printer = printer_of(small_shop)
    seen: list[tuple[int, int]] = []
    run = small_shop.shop.labelling.print_waiting(
        small_shop.trainee, lambda done, total: seen.append((done, total))
    ).value
    assert (run.printed, run.waiting, run.sentence) == (3, 0, "")
    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert [doc.code for doc, _n in printer.printed] == [
        now(small_shop, item).code for item in items
    ]
    assert now(small_shop, items[0]).last_printed_cents == 400
    assert small_shop.shop.labelling.waiting() == 0
    check_ledger(small_shop.store)


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_a_failing_printer_keeps_every_label_waiting(
    small_shop: TestShop, kind: TroubleKind
) -> None:
    on_sale(small_shop, 2)
    printer = printer_of(small_shop)
    printer.fail_with(kind)
    before = contents(small_shop.store)
    run = small_shop.shop.labelling.print_waiting(small_shop.trainee).value
    assert (run.printed, run.waiting, run.trouble) == (0, 2, kind.value)
    assert "2 étiquettes attendent" in run.sentence
    assert contents(small_shop.store) == before
    printer.fail_with(None)
    assert small_shop.shop.labelling.print_waiting(small_shop.trainee).value.printed == 2


def test_a_printer_dying_in_the_run_keeps_what_came_out(small_shop: TestShop) -> None:
    items = on_sale(small_shop, 3)
    printer = printer_of(small_shop)
    first = FakeLabelPrinter()
    first.print([small_shop.shop.labelling.label(items[0])])
    printer.die_after(len(first.jobs[0]) + 40)
    run = small_shop.shop.labelling.print_waiting(small_shop.trainee).value
    assert (run.printed, run.waiting, run.trouble) == (1, 2, "died")
    assert now(small_shop, items[0]).last_printed_cents == 400
    assert now(small_shop, items[1]).last_printed_cents is None


def test_stopping_a_run_keeps_what_came_out(small_shop: TestShop) -> None:
    on_sale(small_shop, 3)
    printer_of(small_shop)

    class Stop(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        small_shop.shop.labelling.print_waiting(small_shop.trainee, stop)
    assert small_shop.shop.labelling.waiting() == 1


def test_without_a_printer_labels_go_on_a_sheet(small_shop: TestShop, tmp_path: Path) -> None:
    items = on_sale(small_shop, 26)
    run = small_shop.shop.labelling.print_waiting(small_shop.trainee).value
    assert (run.waiting, run.trouble) == (26, "absent")
    path = tmp_path / "sheet.pdf"
    sheets = small_shop.shop.labelling.sheet_pdf(small_shop.trainee, items, path, 20).value
    assert sheets == 2
    assert _decoded(path) == {now(small_shop, item).code for item in items}
    assert small_shop.shop.labelling.waiting() == 0
    assert now(small_shop, items[-1]).last_printed_cents == 400


def _decoded(path: Path) -> set[str]:
    import pypdfium2

    found: set[str] = set()
    document = pypdfium2.PdfDocument(path)
    for page in document:
        picture = page.render(scale=5).to_pil()
        found |= {code.text for code in zxingcpp.read_barcodes(picture)}
        page.close()
    document.close()
    return found


def test_no_sheet_without_labels_or_beyond_its_cells(small_shop: TestShop, tmp_path: Path) -> None:
    sheet_pdf = small_shop.shop.labelling.sheet_pdf
    item = on_sale(small_shop, 1)
    path = tmp_path / "sheet.pdf"
    refused(small_shop, "sheet", lambda: sheet_pdf(small_shop.trainee, [], path))
    refused(small_shop, "sheet", lambda: sheet_pdf(small_shop.trainee, item, path, 24))
    nowhere = tmp_path / "missing" / "sheet.pdf"
    refused(small_shop, "disk", lambda: sheet_pdf(small_shop.trainee, item, nowhere))


def test_a_higher_price_is_printed_again_under_the_same_code(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    printer = printer_of(small_shop)
    (item,) = on_sale(small_shop, 1)
    labelling.print_waiting(small_shop.trainee)
    labelling.approve_price(small_shop.supervisor, item, 600)
    assert (now(small_shop, item).last_printed_cents, labelling.waiting()) == (400, 1)
    labelling.print_waiting(small_shop.trainee)
    assert now(small_shop, item).last_printed_cents == 600
    codes = {doc.code for doc, _copies in printer.printed}
    assert codes == {now(small_shop, item).code}
    check_ledger(small_shop.store)


def test_a_label_asked_twice_waits_once(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    (item,) = on_sale(small_shop, 1)
    labelling.reprint(small_shop.trainee, item, 3)
    assert labelling.waiting() == 1
    refused(small_shop, "copies", lambda: labelling.reprint(small_shop.trainee, item, 0))
    refused(small_shop, "copies", lambda: labelling.reprint(small_shop.trainee, item, 21))


def test_a_proposed_price_is_not_printed_on_request(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    item = finished(small_shop)
    labelling.propose_price(small_shop.trainee, item.id, 6500)
    refused(small_shop, "no_price", lambda: labelling.reprint(small_shop.trainee, item.id))


def test_one_label_that_cannot_be_said_does_not_stop_the_others(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    printer = printer_of(small_shop)
    kettle = finished(small_shop, KETTLE, 2000)
    labelling.approve_price(small_shop.supervisor, kettle.id, 800)
    workshop = small_shop.shop.workshop
    order = workshop.start(
        small_shop.trainee, workshop.send_to_workshop(small_shop.trainee, kettle.id).value
    ).value
    workshop.finish_step(small_shop.trainee, order.id, "clean")
    workshop.finish_step(small_shop.trainee, order.id, "test", False)
    (bowl,) = on_sale(small_shop, 1)
    run = labelling.print_waiting(small_shop.trainee).value
    assert [doc.code for doc, _n in printer.printed] == [now(small_shop, bowl).code]
    assert (run.printed, run.waiting) == (1, 1)
    assert "test" in run.sentence


def test_what_is_never_sold_gets_no_price_whatever_its_category(small_shop: TestShop) -> None:
    """A helmet set aside as never sold must not come back to the shelf by way of a price."""
    labelling, checks = small_shop.shop.labelling, small_shop.shop.checks
    helmet = bring(small_shop, "HR-BIBELOT", 600)
    checks.forbid(small_shop.supervisor, helmet.id, "helmet")
    for gesture in (
        lambda: labelling.propose_price(small_shop.trainee, helmet.id, 800),
        lambda: labelling.approve_price(small_shop.manager, helmet.id, 800),
        lambda: labelling.label_with_own_right(small_shop.manager, helmet.id, 800),
    ):
        refused(small_shop, "test_first", gesture)
    checks.allow(small_shop.supervisor, helmet.id)
    labelling.approve_price(small_shop.manager, helmet.id, 800)
    assert now(small_shop, helmet.id).state is State.ON_SALE
