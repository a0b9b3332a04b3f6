"""A sideboard bought here comes back to be painted: quote, deposit, bench, ready, paid; over two
days, two tills, and the papers a customer and an inspector would read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from goods import now
from held_goods import furnish
from invariants import check_ledger
from ordered_work import ASKED, piece_of, sold_piece, work_through
from outside import labels
from outside.tillpapers import read_ticket
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.orders import Agreed, Stage
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.label_zpl import ZplPrinter
from reuse_pos.hardware.link import FolderLink
from reuse_pos.hardware.receipt_escpos import EscPosSetup, FilePrinter
from reuse_pos.services.forgetting import forget_people
from reuse_pos.services.office import Devices
from reuse_pos.services.till import Count
from reuse_pos.services.workshop_parts import Part

FIRST, SECOND, MONTH = "001-1", "001-2", "2026-10"
KIND = "EA-RA-BUFFET"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return tmp_path / "papers"


@pytest.fixture
def made(tmp_path: Path, papers: Path) -> Iterator[TestShop]:
    printer = FilePrinter(papers, EscPosSetup())
    devices = Devices(
        receipt=printer, drawer=printer, label=ZplPrinter(FolderLink(papers, ".zpl", "label-"))
    )
    shop = copy_shop(tmp_path / "shop", devices)
    yield shop
    shop.shop.close()


def grams(made: TestShop) -> dict[str, int]:
    found = made.store.read().all(
        "SELECT place, sum(grams) AS g FROM mass_posting GROUP BY place HAVING g <> 0"
    )
    return {row["place"]: row["g"] for row in found}


def burned(papers: Path) -> list[str]:
    """The codes of the labels that came out, as a scanner reads them."""
    found = sorted(papers.glob("label-*.zpl"))
    return [labels.read_label(labels.read_zpl(path.read_bytes())).code for path in found]


def words(papers: Path) -> str:
    """All that came out of the receipt printer."""
    texts = [path.read_text("utf-8") for path in sorted(papers.glob("*.txt"))]
    return "\n".join(texts).replace("\u00a0", " ")


def hinges(made: TestShop) -> None:
    """A broken chest taken apart: two kilos of drawers and hinges in the parts."""
    chest = furnish(made, 900, "Commode cassée", State.TO_REPAIR)
    part = Part(KIND, Weighing(2_000, 0, Source.SCALE), 4)
    made.shop.workshop.take_apart(made.trainee, chest.id, [part], "recycling")


def test_from_the_quote_to_the_door(made: TestShop, papers: Path) -> None:
    shop, till = made.shop, made.shop.till
    till.open_session(made.cashier, FIRST, 15_000)
    hinges(made)
    sideboard = sold_piece(made)
    before = grams(made)
    totals = shop.reporting.diverted(MONTH).totals

    # The quote: nothing is written in the journal, nothing moves.
    orders = shop.orders
    seq = till.figures(FIRST).drawer_cents
    order = orders.quote(made.cashier, piece_of(made, sideboard), ASKED).value
    assert orders.print_quote(order.id) == ""
    assert "CMD-2610-0001" in words(papers)
    assert (till.figures(FIRST).drawer_cents, grams(made)) == (seq, before)

    # The agreement: 20 € of a note of 50 €, a tag with the piece's own code.
    agreed = Agreed(2_000, (Payment("CASH", 5_000),))
    accepted = orders.accept(made.cashier, FIRST, order.id, agreed).value
    assert till.figures(FIRST).drawer_cents == 15_000 + 2_000
    assert burned(papers)[-1] == str(sideboard.code)
    assert grams(made) == before

    # The bench: a part of the shop's own leaves with the customer's piece.
    shop.workshop.start(made.trainee, orders.view(order.id).order.work_order)
    work = orders.view(order.id).order.work_order
    shop.workshop.fit_part(made.trainee, work, KIND, Weighing(500, 0, Source.SCALE), 1)
    work_through(made, orders.view(order.id).order)
    assert orders.view(order.id).stage is Stage.READY
    moved = {place: grams(made).get(place, 0) - g for place, g in before.items()}
    assert {place: g for place, g in moved.items() if g} == {"stock:parts": -500}
    assert grams(made)["out:repair_part"] == 500

    # The first day closes with the debt: it is no sale of its Z.
    notes = {5_000: 3, 2_000: 1}
    till.close_session(made.cashier, FIRST, Count(notes, {"CARD": 12_000}, 17_000), day_too=True)
    assert orders.deposits_cents() == 2_000
    (day,) = till.closings("DAY", "2026-10-01", "2026-10-01")
    assert day.turnover == 12_000

    # The next day, at the other till: the label, and the rest in cash.
    made.clock.forward(days=1)
    till.open_session(made.cashier, SECOND, 10_000)
    orders.bring_to_counter(made.cashier, SECOND, order.id)
    basket = shop.counter.draft(SECOND)
    assert (basket.total_cents, basket.reused_g) == (5_250, 0)
    shop.counter.sell(made.cashier, SECOND, basket, [Payment("CASH", 5_250)], "PRINT")
    assert till.figures(SECOND).drawer_cents == 15_250
    till.close_session(made.cashier, SECOND, Count({5_000: 3, 200: 1, 50: 1}, {}, 15_250),
                       day_too=True)  # fmt: skip
    (day,) = till.closings("DAY", "2026-10-02", "2026-10-02")
    assert day.turnover == 7_250
    assert orders.deposits_cents() == 0
    check_paper(papers)

    # The kilos of the month: nothing collected, reused or diverted twice; the part left once.
    after = shop.reporting.diverted(MONTH).totals
    assert after.collected_g == totals.collected_g
    assert after.diverted_g - totals.diverted_g == 500
    assert now(made, sideboard.id).grams == 0
    assert accepted.due_on == "2026-10-15"
    verify(made)


def check_paper(papers: Path) -> None:
    """The last ticket has the work as a service and the deposit taken off, and no name."""
    tickets = [
        read_ticket(path)
        for path in sorted(papers.glob("*.bin"), key=lambda one: one.stat().st_mtime_ns)
        if b"TOTAL" in path.read_bytes() and b"Ticket " in path.read_bytes()
    ]
    last = tickets[-1]
    assert [line.amount for line in last.lines] == [7_250, -2_000]
    assert last.payments == (("Espèces", 5_250),)
    assert not last.kilos
    assert "Garnier" not in words(papers)


def verify(made: TestShop) -> None:
    """The journal, the drawers and the file agree; then the name is forgotten."""
    verdict = made.shop.doctor.verify_journal()
    assert verdict.ok
    assert made.shop.doctor.examine().findings == ()
    check_ledger(made.store)
    made.clock.forward(days=40)
    assert forget_people(made.office) == 1
    (ended,) = made.store.read().all("SELECT state, initials FROM customer_order")
    assert tuple(ended) == ("collected", "L.\u00a0G.")


def test_an_order_changed_behind_the_program_is_found(made: TestShop) -> None:
    """Catches a check of the file that leaves the orders out."""
    made.shop.till.open_session(made.cashier, FIRST, 15_000)
    piece = piece_of(made, sold_piece(made))
    order = made.shop.orders.quote(made.cashier, piece, ASKED).value
    assert made.shop.doctor.examine().findings == ()
    with made.store.transaction() as tx:
        tx.update("customer_order", {"id": order.id}, {"quote_cents": 1})
    findings = made.shop.doctor.examine().findings
    assert any("customer_order" in str(one) for one in findings)


def test_learning_leaves_no_order_in_the_shop(made: TestShop) -> None:
    """Catches a quote given while learning that waits, or takes a number, among the real ones."""
    made.shop.till.open_session(made.cashier, FIRST, 15_000)
    practice = made.shop.training.start(made.cashier)
    till = practice.till.tills()[0].till
    practice.till.open_session(made.cashier, till, 15_000)
    thing = practice.stock.items(State.ON_SALE)[0]
    basket = Basket().add(practice.counter.scanned(thing.code))
    practice.counter.sell(made.cashier, till, basket, [Payment("CARD", basket.total_cents)])
    (piece,) = practice.orders.scanned(thing.code).pieces
    learned = practice.orders.quote(made.cashier, piece, ASKED).value
    practice.orders.accept(made.cashier, till, learned.id, Agreed(1_000, (Payment("CARD", 1_000),)))
    made.shop.training.stop(made.cashier)
    assert (made.shop.orders.waiting(), made.shop.orders.deposits_cents()) == ((), 0)
    order = made.shop.orders.quote(made.cashier, piece_of(made, sold_piece(made)), ASKED).value
    assert order.number == "CMD-2610-0001"
