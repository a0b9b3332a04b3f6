"""The queue of labels, and sheets that go on where the last ones ended."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from goods import bring, now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item
from reuse_pos.domain.label_sheets import SHEETS
from reuse_pos.hardware.fake import FakeLabelPrinter

BOWL = "HR-VAISSELLE"


def priced(shop: TestShop, count: int = 1, copies: int = 1) -> list[Item]:
    made = []
    for n in range(count):
        item = bring(shop, BOWL, 800, label=f"Vase {n}")
        shop.shop.labelling.approve_price(shop.supervisor, item.id, 300 + 100 * n, "", copies)
        made.append(item)
    return made


def pages(path: Path) -> list[list[str]]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            sorted(
                code.text for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
            )
            for page in document
        ]
    finally:
        document.close()


def refused(shop: TestShop, code: str, gesture: object) -> None:
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        gesture()  # type: ignore[operator]
    assert caught.value.code == code
    assert contents(shop.store) == before


def test_the_queue_says_why_each_label_waits(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    small_shop.office.devices.label = FakeLabelPrinter()
    first, changed, again = priced(small_shop, 3)
    labelling.print_waiting(small_shop.reception, items=[changed.id, again.id])
    labelling.approve_price(small_shop.supervisor, changed.id, 250)
    labelling.reprint(small_shop.reception, again.id)
    held = bring(small_shop, BOWL, 700)
    labelling.propose_price(small_shop.trainee, held.id, 200)
    why = {one.item.id: one.why for one in labelling.queue()}
    assert why == {first.id: "first", changed.id: "changed", again.id: "again", held.id: "held"}


def test_labels_taken_out_come_back_and_change_nothing_else(small_shop: TestShop) -> None:
    labelling = small_shop.shop.labelling
    one, two = priced(small_shop, 2)
    jobs = [waiting.job for waiting in labelling.queue()]
    assert labelling.drop(small_shop.reception, jobs[:1]).value == 1
    assert [waiting.item.id for waiting in labelling.queue()] == [two.id]
    assert now(small_shop, one.id).price_cents == 300
    assert labelling.drop(small_shop.reception, jobs[:1]).value == 0
    assert labelling.restore(small_shop.reception, jobs[:1]).value == 1
    assert {waiting.item.id for waiting in labelling.queue()} == {one.id, two.id}
    check_ledger(small_shop.store)


def test_a_run_that_is_stopped_keeps_the_rest_waiting(small_shop: TestShop) -> None:
    labelling, printer = small_shop.shop.labelling, FakeLabelPrinter()
    small_shop.office.devices.label = printer
    priced(small_shop, 5)

    class Stop(Exception):
        pass

    def report(done: int, total: int) -> None:
        assert total == 5
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        labelling.print_waiting(small_shop.reception, report)
    assert len(printer.printed) == 2
    assert labelling.waiting() == 3
    assert labelling.print_waiting(small_shop.reception).value.printed == 3
    assert len({label.code for label, _copies in printer.printed}) == 5


def test_the_next_sheet_goes_on_where_the_last_one_ended(
    small_shop: TestShop, tmp_path: Path
) -> None:
    labelling, who = small_shop.shop.labelling, small_shop.reception
    first = priced(small_shop, 3, copies=2)
    path = labelling.waiting_sheet(who, tmp_path, 20).value
    assert [len(page) for page in pages(path)] == [4, 2]
    assert sorted(code for page in pages(path) for code in page) == sorted(
        item.code for item in first for _copy in range(2)
    )
    assert labelling.sheets().first_cell == 2
    small_shop.clock.forward(minutes=1)
    item = priced(small_shop)[0]
    again = labelling.waiting_sheet(who, tmp_path).value
    assert pages(again) == [[item.code]]
    assert labelling.sheets().first_cell == 3
    check_ledger(small_shop.store)


def test_another_format_begins_a_new_sheet_and_offsets_stay_small(
    small_shop: TestShop, tmp_path: Path
) -> None:
    labelling, who = small_shop.shop.labelling, small_shop.reception
    priced(small_shop)
    labelling.waiting_sheet(who, tmp_path, 5)
    labelling.use_sheets(who, "L7651", -3, 4)
    place = labelling.sheets()
    assert (place.template.code, place.first_cell) == ("L7651", 0)
    assert (place.offset_x, place.offset_y) == (-3, 4)
    assert labelling.test_grid(tmp_path).is_file()
    refused(small_shop, "sheet", lambda: labelling.use_sheets(who, "L7651", 21, 0))
    refused(small_shop, "sheet", lambda: labelling.use_sheets(who, "napkin", 0, 0))
    assert place.template in SHEETS


def test_some_labels_only_go_on_a_sheet_and_the_others_wait(
    small_shop: TestShop, tmp_path: Path
) -> None:
    labelling, who = small_shop.shop.labelling, small_shop.reception
    one, two = priced(small_shop, 2)
    path = labelling.waiting_sheet(who, tmp_path, 0, [two.id]).value
    assert pages(path) == [[two.code]]
    assert [waiting.item.id for waiting in labelling.queue()] == [one.id]
    refused(small_shop, "sheet", lambda: labelling.waiting_sheet(who, tmp_path, 0, [two.id]))
