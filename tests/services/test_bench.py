"""A bench without a screen: each scan is understood alone, a mistake changes nothing, and nobody
works under another's badge."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from goods import bring, now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.commands import COMMAND_WORDS, Command, command_code, read_command
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, make_code, read_scan
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.workshop import STEPS, OrderState, Step
from reuse_pos.services.bench import Bench

CHAIR, KETTLE, COT = "EA-AS-CHAISE-BOIS", "EEE-PAM-BOUIL", "EA-CO-LIT-BEBE"


@pytest.fixture
def bench(small_shop: TestShop) -> Bench:
    return Bench(small_shop.office)


def sent(shop: TestShop, category: str = CHAIR) -> tuple[Item, Id]:
    item = bring(shop, category, 5000)
    return item, shop.shop.workshop.send_to_workshop(shop.trainee, item.id).value


def card(bench: Bench, command: Command) -> bool:
    return bench.scan(command_code(command)).ok


def wrong(shop: TestShop, bench: Bench, raw: str) -> None:
    before = contents(shop.store)
    assert not bench.scan(raw).ok
    assert contents(shop.store) == before


def test_badge_object_and_fini_finish_a_thing(small_shop: TestShop, bench: Bench) -> None:
    item, order = sent(small_shop)
    assert bench.scan(small_shop.badges["14"]).ok
    assert bench.scan(item.code).ok
    assert small_shop.shop.workshop.work(order).order.state is OrderState.WORKING
    assert card(bench, Command.DONE)
    assert now(small_shop, item.id).state is State.READY
    done = small_shop.shop.workshop.work(order).order
    assert (done.state, done.done) == (OrderState.FINISHED, done.steps)
    # The next object needs no new badge.
    other, _order = sent(small_shop)
    assert bench.scan(other.code).ok
    check_ledger(small_shop.store)


def test_scans_out_of_order_change_nothing(small_shop: TestShop, bench: Bench) -> None:
    item, _order = sent(small_shop)
    wrong(small_shop, bench, item.code)
    wrong(small_shop, bench, command_code(Command.DONE))
    bench.scan(small_shop.badges["14"])
    for command in Command:
        wrong(small_shop, bench, command_code(command))
    bench.scan(item.code)
    for command in (Command.YES, Command.NO):
        wrong(small_shop, bench, command_code(command))
    for raw in ("3017620422003", "hello", "", make_code(CodeKind.COMMAND, 0, 0, 99)):
        wrong(small_shop, bench, raw)
    assert len(bench.heard) == 3


def test_a_test_asks_and_yes_goes_on(small_shop: TestShop, bench: Bench) -> None:
    item, _order = sent(small_shop, KETTLE)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    asked = bench.scan(command_code(Command.DONE))
    assert asked.question
    assert now(small_shop, item.id).state is State.IN_REPAIR
    assert card(bench, Command.YES)
    assert now(small_shop, item.id).state is State.READY
    assert now(small_shop, item.id).tested_on == "2026-10-01"
    check_ledger(small_shop.store)


def test_a_no_calls_for_help_and_finishes_nothing(small_shop: TestShop, bench: Bench) -> None:
    item, order = sent(small_shop, COT)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    card(bench, Command.DONE)
    assert not card(bench, Command.NO)
    work = small_shop.shop.workshop.work(order)
    assert work.order.help_since is not None
    assert work.item.test_failed
    assert work.item.state is State.IN_REPAIR


def test_a_late_yes_answers_no_other_question(small_shop: TestShop, bench: Bench) -> None:
    """Catches a card that finishes the step after the one it was asked about."""
    item, order = sent(small_shop, KETTLE)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    card(bench, Command.DONE)
    small_shop.shop.workshop.finish_step(small_shop.supervisor, order, "test", True)
    done = small_shop.shop.workshop.work(order).order.done
    wrong(small_shop, bench, command_code(Command.YES))
    assert small_shop.shop.workshop.work(order).order.done == done
    assert card(bench, Command.DONE)
    assert now(small_shop, item.id).state is State.READY


def test_a_step_one_may_not_do_alone_calls_for_help(small_shop: TestShop, bench: Bench) -> None:
    strip = Step("own1", "Décaper", "drop", ("Mettez le produit.",), authorisation="old_paint")
    small_shop.shop.work_templates.put(small_shop.supervisor, CHAIR, (STEPS["clean"], strip))
    item, order = sent(small_shop)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    assert not card(bench, Command.DONE)
    kept = small_shop.shop.workshop.work(order).order
    assert (kept.done, kept.help_since is not None) == (("clean",), True)


def test_pause_and_help(small_shop: TestShop, bench: Bench) -> None:
    item, order = sent(small_shop)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    assert card(bench, Command.HELP)
    assert small_shop.shop.workshop.work(order).order.help_since is not None
    assert card(bench, Command.PAUSE)
    assert small_shop.shop.workshop.work(order).order.state is OrderState.PAUSED
    wrong(small_shop, bench, command_code(Command.DONE))


def test_a_forgotten_badge_does_not_work_for_the_next_person(
    small_shop: TestShop, bench: Bench
) -> None:
    item, _order = sent(small_shop)
    bench.scan(small_shop.badges["14"])
    small_shop.clock.forward(minutes=16)
    wrong(small_shop, bench, item.code)


def test_another_badge_takes_the_bench_without_the_work_in_hand(
    small_shop: TestShop, bench: Bench
) -> None:
    item, _order = sent(small_shop)
    bench.scan(small_shop.badges["14"])
    bench.scan(item.code)
    assert bench.scan(small_shop.badges["14"]).ok
    assert bench.standing.order is not None
    # A cashier's badge is known, but gives no work: the bench stays as it was.
    assert not bench.scan(small_shop.badges["02"]).ok
    assert bench.standing.person is not None
    assert bench.standing.person.op == "14"


def test_cards_are_a_closed_list_that_reads_back() -> None:
    assert {read_command(read_scan(command_code(one))) for one in Command} == set(Command)
    assert set(COMMAND_WORDS) == set(Command)
    with pytest.raises(Refusal):
        read_command(read_scan(make_code(CodeKind.COMMAND, 1, 0, 1)))


def test_the_cards_are_a_pdf_and_a_full_disk_says_so(
    small_shop: TestShop, bench: Bench, tmp_path: Path
) -> None:
    path = bench.cards(tmp_path / "new")
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0].render(scale=203 / 72).to_pil().convert("L")
    finally:
        document.close()
    ean = zxingcpp.BarcodeFormat.EAN13
    read = {one.text for one in zxingcpp.read_barcodes(page, formats=ean, try_downscale=False)}
    assert read == {command_code(one) for one in Command}
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal) as caught:
        bench.cards(tmp_path / "file")
    assert caught.value.code == "disk"
