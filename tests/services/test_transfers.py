"""Goods between two stores: what one sends the other receives, once, and says what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from goods import bring
from invariants import check_ledger, contents
from outflow_help import gone, on_scale, refusal
from shops import TestShop, copy_shop

from reuse_pos.domain.item import State
from reuse_pos.services.outflow import Load, SlipFor, reception_of


@pytest.fixture
def sent(books: TestShop, tmp_path: Path) -> tuple[TestShop, str, Path, Path]:
    """Two things and a load sent to store 2: the shop, the slip, the file, the things' codes."""
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("transfer_out", store=2)).value.number
    for grams in (9_000, 7_000):
        chair = bring(books, "EA-AS-FAUTEUIL", grams, State.ON_SALE, known_defects="un pied rayé")
        out.scan(books.supervisor, number, chair.code)
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(20_000)))
    with refusal("slip_open"):
        out.write_transfer(books.supervisor, number, tmp_path / "too-early.json")
    out.leave(books.supervisor, number)
    file = out.write_transfer(books.supervisor, number, tmp_path / "transfer.json")
    return books, number, file, tmp_path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[TestShop]:
    """Another shop, store 2."""
    made = copy_shop(tmp_path / "other")
    with made.store.transaction() as tx:
        tx.execute("UPDATE device_state SET store = 2")
    yield made
    made.shop.close()


def test_what_one_store_sends_another_receives(
    sent: tuple[TestShop, str, Path, Path], other: TestShop
) -> None:
    here, number, file, _folder = sent
    assert gone(here, "other_store") == 36_000
    things = here.store.read().all("SELECT code FROM item WHERE state = 'transferred' ORDER BY id")
    codes = [row[0] for row in things]
    out = other.shop.outflows
    slip = out.receive(other.reception, file).value
    assert (slip.number, slip.store, slip.ticket_no) == ("BR-2610-0001", 1, number)
    with refusal("received"):
        out.receive(other.reception, file)
    out.arrived(other.reception, slip.number, codes[0])
    out.load_arrived(other.reception, slip.number, 3, on_scale(19_500))
    stranger = bring(here, "EA-RA-BUFFET", 30_000, State.ON_SALE)
    with refusal("unexpected"):
        out.arrived(other.reception, slip.number, stranger.code)
    out.arrived_besides(other.reception, slip.number, "EA-RA-BUFFET", on_scale(30_500),
                        stranger.code)  # fmt: skip
    found = out.close_reception(other.reception, slip.number).value
    assert (found.expected, found.expected_g, found.received) == (3, 36_000, 3)
    assert found.received_g == 9_000 + 19_500 + 30_500
    assert len(found.missing) == len(found.unexpected) == 1
    assert reception_of(out.slip(slip.number)) == found
    card = other.shop.stock.find(codes[0])
    assert (card.item.state, card.item.grams, card.item.known_defects) == (
        State.RECEIVED, 9_000, "un pied rayé",
    )  # fmt: skip
    totals = other.shop.reporting.diverted("2026-10").totals
    assert (totals.received_g, totals.collected_g) == (59_000, 0)
    check_ledger(other.store)
    check_ledger(here.store)


def test_what_was_missing_comes_the_next_day_and_nothing_comes_twice(
    sent: tuple[TestShop, str, Path, Path], other: TestShop
) -> None:
    """A second van: the same file opens a reception of what did not come with the first."""
    here, number, file, _folder = sent
    codes = [row[0] for row in here.store.read().all(
        "SELECT code FROM item WHERE state = 'transferred' ORDER BY id")]  # fmt: skip
    out = other.shop.outflows
    first = out.receive(other.reception, file).value.number
    with refusal("received"):
        out.receive(other.reception, file)
    out.arrived(other.reception, first, codes[0])
    out.load_arrived(other.reception, first, 3)
    out.close_reception(other.reception, first)
    second = out.receive(other.reception, file).value
    assert (second.number, second.ticket_no) == ("BR-2610-0002", number)
    late = out.slip(second.number)
    assert [line.grams for line in late.present] == [7_000]
    with refusal("received"):
        out.receive_paper(other.reception, 1, number)
    with refusal("unexpected"):
        out.arrived(other.reception, second.number, codes[0])
    out.arrived(other.reception, second.number, codes[1])
    out.close_reception(other.reception, second.number)
    with refusal("received"):
        out.receive(other.reception, file)
    assert other.shop.reporting.diverted("2026-10").totals.received_g == 36_000
    check_ledger(other.store)


def test_a_thing_that_comes_back_is_itself(
    sent: tuple[TestShop, str, Path, Path], other: TestShop
) -> None:
    here, _number, file, folder = sent
    code = here.store.read().value("SELECT code FROM item WHERE state = 'transferred' LIMIT 1")
    out = other.shop.outflows
    number = out.receive(other.reception, file).value.number
    out.arrived(other.reception, number, code)
    out.close_reception(other.reception, number)
    back = out.open(other.supervisor, SlipFor("transfer_out", store=1)).value.number
    out.scan(other.supervisor, back, code)
    out.leave(other.supervisor, back)
    file = out.write_transfer(other.supervisor, back, folder / "back.json")
    home = here.shop.outflows
    ours = home.receive(here.reception, file).value.number
    home.arrived(here.reception, ours, code)
    home.close_reception(here.reception, ours)
    found = here.store.read().all("SELECT state, grams FROM item WHERE code = ?", code)
    assert [tuple(row) for row in found] == [("received", 9_000)]
    check_ledger(here.store)


def test_a_file_that_cannot_be_believed_is_refused(
    sent: tuple[TestShop, str, Path, Path], other: TestShop
) -> None:
    here, _number, file, folder = sent
    told = json.loads(file.read_text("utf-8"))
    assert "Élodie" not in file.read_text("utf-8")
    with refusal("not_for_us"):
        here.shop.outflows.receive(here.reception, file)
    told["lines"][0]["grams"] += 1
    altered = folder / "altered.json"
    for content in (json.dumps(told), "", "[]", "{", '{"sha256": 1}', "[" * 9000):
        altered.write_text(content, encoding="utf-8")
        before = contents(other.store)
        with refusal("transfer_file"):
            other.shop.outflows.receive(other.reception, altered)
        assert contents(other.store) == before


@pytest.mark.parametrize(
    "changed",
    [
        {"grams": 10**15}, {"grams": -1}, {"pieces": -1}, {"pieces": 10**9}, {"label": "x" * 9000},
        {"code": "not a code"}, {"code": "2000201000013"}, {"code": "2300000000001"},
        {"kind": "batch"}, {"kind": "person"}, {"source": "guess"}, {"tested_on": "soon"},
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused_though_the_file_is_whole(
    sent: tuple[TestShop, str, Path, Path], other: TestShop, changed: dict[str, object]
) -> None:
    """A file made by another program, its digest right: what it says is still not believed."""
    _here, _number, file, folder = sent
    told = json.loads(file.read_text("utf-8"))
    told["lines"][0] |= changed
    del told["sha256"]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told["sha256"] = sha256(text.encode("utf-8")).hexdigest()
    altered = folder / "altered.json"
    altered.write_text(json.dumps(told), encoding="utf-8")
    before = contents(other.store)
    with refusal("transfer_file"):
        other.shop.outflows.receive(other.reception, altered)
    assert contents(other.store) == before


def test_a_paper_slip_is_received_by_hand(other: TestShop) -> None:
    out = other.shop.outflows
    with refusal("store"):
        out.receive_paper(other.reception, 2, "BT-1")
    number = out.receive_paper(other.reception, 7, "BT-2609-0004").value.number
    with refusal("empty"):
        out.close_reception(other.reception, number)
    out.arrived_besides(other.reception, number, "HR-LIVRE", on_scale(8_000))
    out.close_reception(other.reception, number)
    assert other.shop.reporting.diverted("2026-10").totals.received_g == 8_000
    check_ledger(other.store)
