"""Safety sheets, what is never sold, known defects and quarantine: each changes what a thing may
do, and can be undone."""

from pathlib import Path

import pytest
from invariants import check_ledger
from pypdf import PdfReader
from shops import TestShop
from sorting_help import balance, door, labels, refused, thing

from reuse_pos.domain.checks import Aside, Result
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.ways import Condition, ItemWay
from reuse_pos.services.sorting import Said

YES = [True] * 5


def bring(shop: TestShop, category: str = "EEE-PAM-BOUIL", grams: int = 1_200) -> Id:
    return door(shop).bring_item(shop.reception, category, grams).value


def test_a_passed_sheet_opens_the_sale_and_its_number_is_on_the_ticket(
    small_shop: TestShop,
) -> None:
    item = bring(small_shop)
    sorting, checks = small_shop.shop.sorting, small_shop.shop.checks
    refused(
        "test_first", small_shop,
        lambda: sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.SELL, None, 500),
    )  # fmt: skip
    sheet = checks.record(small_shop.trainee, item, YES, serial=" SN  12 ").value
    assert (sheet.number, sheet.result, sheet.serial) == ("F-2610-0001", Result.PASSED, "SN 12")
    now = thing(small_shop, item)
    assert (now.tested_on, now.test_failed, now.serial) == ("2026-10-01", False, "SN 12")
    sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.SELL, None, 500)
    counter = small_shop.shop.counter
    line = counter._fiscal_line(counter.scanned(now.code))
    assert line.extra["test_sheet"] == "F-2610-0001"
    from reuse_pos.services.ticket_lines import receipt_line

    row = {
        "label": "Bouilloire", "ttc": 500, "unit_ttc": 500, "disc": 0, "disc_reason": "",
        "qty": 1, "unit": "p", "kind": "goods", "sku": now.code, "vat_code": "X", "vat_bp": 0,
        **line.extra,
    }  # fmt: skip
    printed = receipt_line(row, {})
    assert printed.tested_on == "01/10/2026"
    assert printed.notes == ("Fiche de test F-2610-0001",)
    check_ledger(small_shop.store)


def test_the_first_no_ends_a_sheet_and_narrows_the_ways(small_shop: TestShop) -> None:
    item = bring(small_shop)
    sheet = small_shop.shop.checks.record(small_shop.trainee, item, [True, False]).value
    assert sheet.failed_at == "plug"
    assert thing(small_shop, item).test_failed
    refused(
        "test_failed", small_shop,
        lambda: small_shop.shop.sorting.decide(
            small_shop.trainee, item, Condition.GOOD, ItemWay.SELL, None, 500
        ),
    )  # fmt: skip
    for answers in ([], [True], [True] * 6, [False, True]):
        with pytest.raises(Refusal) as no:
            small_shop.shop.checks.record(small_shop.trainee, item, answers)
        assert no.value.code == "points"
    assert len(small_shop.shop.checks.sheets(item)) == 1
    check_ledger(small_shop.store)


def test_undoing_a_sheet_brings_back_what_the_one_before_said(small_shop: TestShop) -> None:
    item, checks = bring(small_shop), small_shop.shop.checks
    first = checks.record(small_shop.trainee, item, YES).value
    second = checks.record(small_shop.trainee, item, [False]).value
    assert second.number == "F-2610-0002"
    refused("gone_on", small_shop, lambda: checks.undo(small_shop.trainee, first.id))
    assert checks.undo(small_shop.trainee, second.id).value.tested_on == "2026-10-01"
    assert thing(small_shop, item).tested_on == "2026-10-01"
    checks.undo(small_shop.trainee, first.id)
    now = thing(small_shop, item)
    assert (now.tested_on, now.test_failed) == (None, False)
    third = checks.record(small_shop.trainee, item, YES).value
    assert third.number == "F-2610-0003"
    check_ledger(small_shop.store)


def test_what_wants_no_check_or_has_left_gets_no_sheet(small_shop: TestShop) -> None:
    chair, kettle = bring(small_shop, "EA-AS-CHAISE-BOIS"), bring(small_shop)
    checks = small_shop.shop.checks
    refused("no_check", small_shop, lambda: checks.record(small_shop.trainee, chair, YES))
    small_shop.shop.sorting.decide(small_shop.trainee, kettle, Condition.BROKEN, ItemWay.RECYCLE)
    refused("gone", small_shop, lambda: checks.record(small_shop.trainee, kettle, YES))


@pytest.mark.parametrize("way", [ItemWay.SELL, ItemWay.REPAIR, ItemWay.PARTS])
def test_what_is_never_sold_is_refused_with_the_rules_sentence(
    small_shop: TestShop, way: ItemWay
) -> None:
    item = bring(small_shop, "ASL-SPORT", 400)
    sorting = small_shop.shop.sorting
    no = refused(
        "not_for_sale", small_shop,
        lambda: sorting.decide(
            small_shop.trainee, item, Condition.GOOD, way, None, 500, said=Said(blocked="helmet")
        ),
    )  # fmt: skip
    assert "Casque" in no.sentence
    small_shop.shop.checks.forbid(small_shop.trainee, item, "helmet")
    refused(
        "not_for_sale", small_shop,
        lambda: sorting.decide(small_shop.trainee, item, Condition.GOOD, way, None, 500),
    )  # fmt: skip
    check_ledger(small_shop.store)


def test_a_never_sold_thing_cannot_be_made_sellable_by_a_sheet_but_by_a_supervisor(
    small_shop: TestShop,
) -> None:
    cot, checks = bring(small_shop, "EA-CO-LIT-BEBE", 14_000), small_shop.shop.checks
    checks.record(small_shop.trainee, cot, YES)
    checks.forbid(small_shop.trainee, cot, "drop_side")
    assert thing(small_shop, cot).test_failed
    refused("not_for_sale", small_shop, lambda: checks.record(small_shop.trainee, cot, YES))
    with pytest.raises(Refusal):
        checks.allow(small_shop.trainee, cot)
    assert checks.allow(small_shop.supervisor, cot).value.tested_on == "2026-10-01"
    assert checks.blocked_by(cot) == ""
    check_ledger(small_shop.store)


def test_a_helmet_found_in_a_crate_goes_to_disposal_with_its_kilos(small_shop: TestShop) -> None:
    door(small_shop).bring(small_shop.reception, "ASL-SPORT", 9_000)
    decision = small_shop.shop.sorting.decide_new(
        small_shop.trainee, "ASL-SPORT", Condition.WORN, ItemWay.DISPOSE,
        Weighing(450, 0, Source.SCALE), said=Said(blocked="helmet"),
    ).value  # fmt: skip
    assert balance(small_shop, "out:disposal", "ASL-SPORT") == 450
    small_shop.shop.sorting.undo_decision(small_shop.trainee, decision)
    assert balance(small_shop, "out:disposal", "ASL-SPORT") == 0
    check_ledger(small_shop.store)


def test_known_defects_reach_the_label(small_shop: TestShop) -> None:
    item = bring(small_shop, "EA-AS-CHAISE-BOIS", 5_000)
    small_shop.shop.sorting.decide(
        small_shop.trainee, item, Condition.WORN, ItemWay.SELL, None, 900,
        said=Said(defects="rayé, pied recollé"),
    )  # fmt: skip
    assert thing(small_shop, item).known_defects == "rayé, pied recollé"
    refused(
        "text", small_shop,
        lambda: small_shop.shop.checks.note_defects(small_shop.trainee, item, "x" * 81),
    )  # fmt: skip
    small_shop.shop.checks.note_defects(small_shop.trainee, item, "")
    assert thing(small_shop, item).known_defects == ""


# ------------------------------------------------------------------ quarantine
def test_a_thing_set_aside_waits_with_its_reason_and_leaves_by_a_supervisor(
    small_shop: TestShop,
) -> None:
    item, sorting = bring(small_shop), small_shop.shop.sorting
    sorting.decide(
        small_shop.trainee, item, Condition.GOOD, ItemWay.ASIDE, said=Said(aside=Aside.RECALL)
    )
    assert balance(small_shop, "stock:quarantine", "EEE-PAM-BOUIL") == 1_200
    assert labels(small_shop, item) == [("tracking", "waiting")]
    small_shop.clock.forward(days=3)
    (one,) = sorting.aside()
    assert (one.item.id, one.reason, one.since, one.days) == (item, "recall", "2026-10-01", 3)
    with pytest.raises(Refusal):
        sorting.release(small_shop.trainee, item)
    assert sorting.release(small_shop.supervisor, item).value.state is State.RECEIVED
    assert sorting.aside() == []
    refused("not_aside", small_shop, lambda: sorting.release(small_shop.supervisor, item))
    check_ledger(small_shop.store)


def test_data_to_erase_is_erased_first_in_the_workshop(small_shop: TestShop) -> None:
    item, sorting = bring(small_shop, "EEE-PAM", 700), small_shop.shop.sorting
    sorting.put_aside(small_shop.trainee, item, Aside.DATA)
    sorting.release(small_shop.supervisor, item, to_workshop=True)
    order = small_shop.store.read().value("SELECT steps FROM work_order WHERE item = ?", item)
    assert order.split(",")[0] == "erase"
    assert thing(small_shop, item).state is State.TO_REPAIR
    check_ledger(small_shop.store)


@pytest.mark.parametrize("start", [ItemWay.SELL, ItemWay.REPAIR, None])
def test_setting_aside_is_undone_to_where_the_thing_stood(
    small_shop: TestShop, start: ItemWay | None
) -> None:
    item, sorting = bring(small_shop, "EA-AS-FAUTEUIL", 12_000), small_shop.shop.sorting
    if start is not None:
        sorting.decide(small_shop.trainee, item, Condition.GOOD, start, None, 3_000)
    before = thing(small_shop, item)
    sorting.put_aside(small_shop.trainee, item, Aside.BEDBUGS)
    assert balance(small_shop, "stock:quarantine", "EA-AS-FAUTEUIL") == 12_000
    sorting.undo_aside(small_shop.trainee, item)
    assert thing(small_shop, item) == before
    refused("gone_on", small_shop, lambda: sorting.undo_aside(small_shop.trainee, item))
    check_ledger(small_shop.store)


@pytest.mark.parametrize(("way", "party"), [("recycling", "ECOLOGIC"), ("disposal", "DECHETERIE")])
def test_what_is_set_aside_is_sent_out_with_its_kilos(
    small_shop: TestShop, way: str, party: str
) -> None:
    item, sorting = bring(small_shop), small_shop.shop.sorting
    sorting.put_aside(small_shop.trainee, item, Aside.RECALL)
    with pytest.raises(Refusal):
        sorting.send_from_aside(small_shop.trainee, item, way)
    sorting.send_from_aside(small_shop.supervisor, item, way)
    row = small_shop.store.read().one(
        "SELECT grams, party FROM mass_posting WHERE place = ?", f"out:{way}"
    )
    assert row is not None
    assert tuple(row) == (1_200, party)
    assert thing(small_shop, item).state is State.GONE
    check_ledger(small_shop.store)


def test_a_thing_set_aside_is_not_sold_at_the_till(small_shop: TestShop) -> None:
    item, sorting = bring(small_shop, "EA-AS-FAUTEUIL", 12_000), small_shop.shop.sorting
    sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.SELL, None, 3_000)
    sorting.put_aside(small_shop.trainee, item, Aside.RECALL)
    counter = small_shop.shop.counter
    code = thing(small_shop, item).code
    refused("set_aside", small_shop, lambda: counter.scanned(code))


def test_putting_aside_wants_a_reason(small_shop: TestShop) -> None:
    item = bring(small_shop)
    refused(
        "reason", small_shop,
        lambda: small_shop.shop.sorting.decide(
            small_shop.trainee, item, Condition.GOOD, ItemWay.ASIDE
        ),
    )  # fmt: skip


def test_a_sheet_is_a_paper_with_its_points_rules_and_no_name(
    small_shop: TestShop, tmp_path: Path
) -> None:
    item, checks = bring(small_shop), small_shop.shop.checks
    checks.name(small_shop.trainee, item, "Moulinex", "SN 77")
    sheet = checks.record(small_shop.trainee, item, [True, True, False]).value
    path = checks.write_sheet(sheet.number, tmp_path / "fiche.pdf")
    words = PdfReader(path).pages[0].extract_text()
    for wanted in (sheet.number, "Moulinex", "SN 77", "Le boîtier", "2015-1083", "Raté"):
        assert wanted in words, wanted
    refused("unknown", small_shop, lambda: checks.sheet("F-0000-0000"))


def test_a_test_passed_on_the_bench_has_its_sheet_too(small_shop: TestShop) -> None:
    item, shop = bring(small_shop), small_shop.shop
    shop.sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.REPAIR)
    (work,) = shop.workshop.queue(small_shop.trainee).works
    order = work.order
    shop.workshop.start(small_shop.trainee, order.id)
    shop.workshop.finish_step(small_shop.trainee, order.id, "clean")
    shop.workshop.finish_step(small_shop.trainee, order.id, "test", False)
    assert thing(small_shop, item).test_failed
    shop.workshop.finish_step(small_shop.trainee, order.id, "test", True)
    first, second = shop.checks.sheets(item)
    assert (first.result, second.result) == (Result.PASSED, Result.FAILED)
    assert thing(small_shop, item).tested_on == "2026-10-01"
    shop.workshop.undo(small_shop.trainee, order.id)
    assert thing(small_shop, item).test_failed
    check_ledger(small_shop.store)
