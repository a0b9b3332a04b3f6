"""A donated armchair, a sack of shirts and a box of plates, from the door to the month's report.

Every gram is followed; papers are read as outsiders read them, and the label scanned at the counter
is the one the printer burned.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invariants import check_ledger
from outside import labels, weightreports
from outside.tillpapers import GUARANTEE, Closing, Ticket, read_closing, read_ticket
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Move, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import Condition, Grade, ItemWay, Way
from reuse_pos.hardware.label_zpl import ZplPrinter
from reuse_pos.hardware.link import FolderLink
from reuse_pos.hardware.receipt_escpos import EscPosSetup, FilePrinter
from reuse_pos.services.office import Devices
from reuse_pos.services.till import Count

TILL, MONTH = "001-1", "2026-10"
ARMCHAIR, SHIRTS, PLATES = "EA-AS-FAUTEUIL", "TLC-VRAC", "HR-VAISSELLE"


def on_scale(net_g: int, tare_g: int = 0, container: str | None = None) -> Weighing:
    return Weighing(net_g + tare_g, tare_g, Source.SCALE, container)


class Story:
    """The shop, its papers, and how the kilos stand."""

    def __init__(self, made: TestShop, papers: Path) -> None:
        self.made, self.shop, self.papers = made, made.shop, papers

    def grams(self) -> dict[tuple[str, str], int]:
        """(place, category) → grams, summed from the bare postings; empty places left out."""
        rows = self.made.store.read().all(
            "SELECT place, category, sum(grams) AS g FROM mass_posting GROUP BY 1, 2 HAVING g <> 0"
        )
        return {(row["place"], row["category"]): row["g"] for row in rows}

    def burned(self) -> list[labels.Label]:
        """Every label the printer burned so far, in order."""
        found = sorted(self.papers.glob("label-*.zpl"))
        return [labels.read_label(labels.read_zpl(path.read_bytes())) for path in found]

    def tickets(self) -> list[Ticket]:
        return [
            read_ticket(path)
            for path in sorted(self.papers.glob("*.bin"))
            if b"TOTAL" in path.read_bytes() and b"Ticket " in path.read_bytes()
        ]

    def z(self) -> Closing:
        (path,) = self.papers.glob("z-*.bin")
        return read_closing(path)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    papers = tmp_path / "papers"
    printer = FilePrinter(papers, EscPosSetup())
    devices = Devices(
        receipt=printer, drawer=printer, label=ZplPrinter(FolderLink(papers, ".zpl", "label-"))
    )
    made = copy_shop(tmp_path / "shop", devices)
    yield Story(made, papers)
    made.shop.close()


def receive(story: Story) -> Id:
    """The door: an armchair with its tracking label, a sack of shirts, a box of plates."""
    intake, who = story.shop.intake, story.made.reception
    here = intake.open_intake(who, "drop_off", "35238").value
    chair = intake.add_item(
        who, here.id, ARMCHAIR, on_scale(12400), "Fauteuil Voltaire", "worn"
    ).value
    intake.weigh(who, here.id, "textile", on_scale(8150, 1800, "R-VERT"))
    intake.weigh(who, here.id, PLATES, on_scale(6300))
    intake.close(who, here.id, slip=True)
    story.shop.labelling.print_waiting(story.made.supervisor)
    return chair.id


def sort(story: Story, chair: Id) -> None:
    """The tables: shirts by grade, plates to the shelf, the armchair to the workshop."""
    sorting, who = story.shop.sorting, story.made.trainee
    table = sorting.open_table(who, TableKind.TEXTILE).value
    sorting.add_bag(who, table, on_scale(8150))
    for grade, grams in ((Grade.SHOP, 5000), (Grade.SORTER, 2500), (Grade.WASTE, 600)):
        sorting.put_out(who, table, grade, on_scale(grams))
    sorting.close_table(who, table)
    sorting.send(who, PLATES, 5000, Way.SHELF)
    sorting.send(who, PLATES, 1300, Way.RECYCLER)
    sorting.decide(who, chair, Condition.WORN, ItemWay.REPAIR)


def refurbish(story: Story, chair: Id) -> None:
    """The workshop: every step, 250 g of old padding thrown away, a price said yes to."""
    workshop, labelling, who = story.shop.workshop, story.shop.labelling, story.made.trainee
    (work,) = workshop.queue(who).works
    workshop.start(who, work.order.id)
    for step in workshop.work(work.order.id).order.steps:
        workshop.finish_step(who, work.order.id, step, True)
    workshop.finish(who, work.order.id, on_scale(12150))
    labelling.propose_price(who, chair, 4500)
    labelling.approve_price(story.made.supervisor, chair, 4500)
    labelling.print_waiting(story.made.supervisor)


def sell(story: Story) -> None:
    """The counter: two labels scanned off the paper, three plates touched, cash with change."""
    counter, who = story.shop.counter, story.made.cashier
    story.shop.till.open_session(who, TILL, 15000)
    priced = {one.code: one.price for one in story.burned() if one.price is not None}
    basket = Basket()
    for code in priced:
        basket = basket.add(counter.scanned(code))
    plate = next(one for one in counter.price_keys() if one.label == "Assiette, verre")
    for _plate in range(3):
        basket = basket.add(counter.line_of_key(plate))
    chair = next(line.n for line in basket.lines if line.category == ARMCHAIR)
    basket = counter.reduced(who, basket, chair, 900, "SOLIDARITY")
    sold = counter.sell(who, TILL, basket, [Payment("CASH", 10000)], "PRINT").value
    assert (sold.total_cents, sold.change_cents) == (6250, 3750)
    notes = {10000: 2, 1000: 1, 200: 1, 50: 1}
    assert sum(value * n for value, n in notes.items()) == 15000 + 6250
    story.shop.till.close_session(who, TILL, Count(notes, {}, 21250), day_too=True)


def test_from_the_door_to_the_month(story: Story, tmp_path: Path) -> None:
    forward = story.made.clock.forward
    chair = receive(story)
    assert story.grams() == {
        ("in:drop_off", ARMCHAIR): -12400, ("stock:reception", ARMCHAIR): 12400,
        ("in:drop_off", SHIRTS): -8150, ("stock:reception", SHIRTS): 8150,
        ("in:drop_off", PLATES): -6300, ("stock:reception", PLATES): 6300,
    }  # fmt: skip
    (tracking,) = story.burned()
    assert (tracking.price, tracking.tag) == (None, "")
    assert story.shop.stock.find(tracking.code).item.id == chair

    forward(minutes=50)
    sort(story, chair)
    assert story.grams() == {
        ("in:drop_off", ARMCHAIR): -12400, ("stock:workshop", ARMCHAIR): 12400,
        ("in:drop_off", SHIRTS): -8150, ("stock:shop", SHIRTS): 5000,
        ("out:sorter", SHIRTS): 2500, ("out:disposal", SHIRTS): 600,
        ("adjust:moisture", SHIRTS): 50,
        ("in:drop_off", PLATES): -6300, ("stock:shop", PLATES): 5000,
        ("out:recycling", PLATES): 1300,
    }  # fmt: skip

    forward(minutes=120)
    refurbish(story, chair)
    assert story.grams()["stock:shop", ARMCHAIR] == 12150
    assert story.grams()["out:disposal", ARMCHAIR] == 250
    assert ("stock:workshop", ARMCHAIR) not in story.grams()
    shown = {one.code: one for one in story.burned() if one.price is not None}
    assert shown[tracking.code].price == 4500, "the code never changes"
    assert {one.tag for one in shown.values()} == {"Occasion"}
    assert sorted(one.price or 0 for one in shown.values()) == [2500, 4500]

    forward(minutes=60)
    sell(story)
    assert story.grams() == {
        ("in:drop_off", ARMCHAIR): -12400, ("out:sale", ARMCHAIR): 12150,
        ("out:disposal", ARMCHAIR): 250,
        ("in:drop_off", SHIRTS): -8150, ("out:sale", SHIRTS): 5000, ("out:sorter", SHIRTS): 2500,
        ("out:disposal", SHIRTS): 600, ("adjust:moisture", SHIRTS): 50,
        ("in:drop_off", PLATES): -6300, ("out:sale", PLATES): 1050, ("stock:shop", PLATES): 3950,
        ("out:recycling", PLATES): 1300,
    }  # fmt: skip
    check_papers(story)
    check_life(story, chair)
    check_month(story, tmp_path)
    assert story.shop.doctor.examine().findings == ()
    check_ledger(story.made.store)


def check_papers(story: Story) -> None:
    """The ticket and the Z say what happened."""
    (ticket,) = story.tickets()
    lines = {line.label: line for line in ticket.lines}
    chair = lines["Fauteuil Voltaire"]
    assert (chair.star, chair.amount, chair.reduction) == (True, 4500, 900)
    assert any("Tarif solidaire -20 %" in words for words in chair.under)
    assert lines["Assiette, verre"].amount == 150
    assert "3 x 0,50" in lines["Assiette, verre"].under
    assert ticket.payments == (("Espèces", 10000), ("Rendu", -3750))
    assert ticket.kilos == 18.2, "12,150 + 5,000 + 1,050 kg"
    assert GUARANTEE in ticket.mentions
    assert (ticket.till, ticket.operator, ticket.number) == (1, "07", 1)
    z = story.z()
    assert (z.total, z.counts["Ventes"], z.kilos) == (6250, 1, 18.2)
    assert z.methods["Espèces"] == (21250, 21250, 0)
    slip = next(p for p in story.papers.glob("*.txt") if "Bon d'apport" in p.read_text("utf-8"))
    words = slip.read_text("utf-8").replace("\u00a0", " ")
    assert "Don définitif, sans reçu fiscal." in words
    assert "26,9 kg" in words, "12,400 + 8,150 + 6,300 = 26,850 kg"


def check_life(story: Story, chair: Id) -> None:
    """The armchair's life-line: each step once, by codes, none made up by the till."""
    card = story.shop.stock.card(chair)
    assert (card.item.state, card.item.grams) == (State.SOLD, 0)
    steps = [(step.move, step.from_state, step.to_state, step.op) for step in card.life]
    assert steps == [
        (Move.RECEIVE, None, State.RECEIVED, "05"),
        (Move.TO_WORKSHOP, State.RECEIVED, State.TO_REPAIR, "14"),
        (Move.START, State.TO_REPAIR, State.IN_REPAIR, "14"),
        (Move.FINISH, State.IN_REPAIR, State.READY, "14"),
        (Move.SHELVE, State.READY, State.ON_SALE, "03"),
        (Move.SELL, State.ON_SALE, State.SOLD, "07"),
    ]
    assert not any(step.automatic for step in card.life)
    assert [step.at_ns for step in card.life] == sorted(step.at_ns for step in card.life)
    assert card.sold == ("2026-10-01", 1, 3600)


def check_month(story: Story, folder: Path) -> None:
    """The month's report holds these grams and no others."""
    path = folder / "diverted.json"
    story.shop.reporting.export(story.made.manager, MONTH, "json", path)
    report = weightreports.read_json(path)
    # category, direction, party, grams, pieces, measured grams
    found = {tuple(row[4:]) for row in report.rows if row[7]}
    assert found == {
        (ARMCHAIR, "in", "drop_off", 12400, 1, 12400),
        (ARMCHAIR, "out", "sale", 12150, 1, 12150),
        (ARMCHAIR, "out", "disposal", 250, 0, 250),
        (SHIRTS, "in", "drop_off", 8150, 0, 8150),
        (SHIRTS, "adjusted", "moisture", -50, 0, 0),
        (SHIRTS, "out", "sale", 5000, 1, 5000),
        (SHIRTS, "out", "sorter", 2500, 0, 2500),
        (SHIRTS, "out", "disposal", 600, 0, 600),
        (PLATES, "in", "drop_off", 6300, 0, 6300),
        (PLATES, "out", "sale", 1050, 3, 0),
        (PLATES, "out", "recycling", 1300, 0, 1300),
        (PLATES, "closing", "", 3950, -3, 0),
    }
    totals = report.totals
    assert totals["collected_g"] == 12400 + 8150 + 6300
    assert totals["reused_g"] == 12150 + 5000 + 1050
    assert totals["recycled_g"] == 1300
    assert totals["diverted_g"] == 12150 + 5000 + 1050 + 1300
    assert totals["disposed_g"] == 850
    assert totals["adjusted_g"] == -50
    assert totals["closing_g"] == 3950
    assert totals["balanced"] is True
    rate = (18200 * 10_000 + (18200 + 1300 + 850) // 2) // (18200 + 1300 + 850)
    assert totals["reuse_rate_bp"] == rate
