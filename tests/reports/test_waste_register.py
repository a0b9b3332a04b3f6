"""The register of outgoing waste, read by readers that share no code with the program."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_month import Filler
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing, transfer
from reuse_pos.domain.outflow import Taker
from reuse_pos.domain.ways import Way
from reuse_pos.services.outflow import Load, SlipFor


@pytest.fixture
def yard(small_shop: TestShop) -> TestShop:
    """October: a lorry with weighed and sorted books, wood without slip, a gift, one in November.

    The recycler's name begins like a spreadsheet formula.
    """
    shop, out, who = small_shop.shop, small_shop.shop.outflows, small_shop.supervisor
    filler = Filler(small_shop.office)
    for place in ("storage", "reception"):
        filler.post(small_shop.manager, transfer("in:drop_off", f"stock:{place}", "HR-LIVRE",
                                                 90_000, 0, Source.SCALE))  # fmt: skip
    taker = Taker(
        "PAPIER", "recycler", "=Papeterie; « du Nord »", "3 quai Sud", "Le Goff, n° 35-12",
        "20 01 01", "R3",
    )  # fmt: skip
    out.put_taker(small_shop.manager, taker)
    shop.sorting.send(small_shop.trainee, "HR-LIVRE", 12_000, Way.RECYCLER)
    for way, party, grams in (("energy", "BOIS-ENERGIE", 4_321), ("gift", None, 999)):
        left = transfer("stock:storage", f"out:{way}", "HR-LIVRE", grams, 0, Source.SCALE,
                        destination_party=party)  # fmt: skip
        filler.post(small_shop.manager, left)
    for days, grams, gather in ((4, 30_000, True), (30, 7_000, False)):
        small_shop.clock.forward(days=days)
        number = out.open(who, SlipFor("recycler", "PAPIER")).value.number
        if gather:
            out.gather(who, number)
        out.load(who, number, Load("HR-LIVRE", Weighing(grams, 0, Source.SCALE)))
        out.leave(who, number)
        out.record_ticket(who, number, f"T{grams}", grams + 12_500 if gather else None)
    return small_shop


def written(shop: TestShop, form: str, folder: Path, month: str = "2026-10") -> Path:
    path = folder / f"register.{form}"
    return shop.shop.reporting.export(shop.inspector, month, form, path, "waste_register")


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def test_the_csv_holds_what_the_order_asks(yard: TestShop, tmp_path: Path) -> None:
    lines = rows(written(yard, "csv", tmp_path))
    assert [(one["date"], one["slip"], one["grams"]) for one in lines] == [
        ("2026-10-01", "", "4321"), ("2026-10-05", "BE-2610-0001", "42000"),
    ]  # fmt: skip
    lorry = lines[1]
    assert (lorry["waste_code"], lorry["treatment"], lorry["carrier"]) == (
        "20 01 01", "R3", "Le Goff, n° 35-12",
    )  # fmt: skip
    assert lorry["receiver"] == "'=Papeterie; « du Nord »", "no formula for a spreadsheet"
    assert (lorry["ticket"], lorry["ticket_grams"]) == ("T30000", "42500")
    for one in lines:
        assert Decimal(one["tonnes"].replace(",", ".")) * 1_000_000 == int(one["grams"])


def test_the_month_of_the_lorry_holds_the_line(yard: TestShop, tmp_path: Path) -> None:
    lines = rows(written(yard, "csv", tmp_path, "2026-11"))
    assert [(one["slip"], one["grams"]) for one in lines] == [("BE-2611-0001", "7000")]
    with pytest.raises(Refusal) as refused:
        written(yard, "csv", tmp_path, "2026-09")
    assert refused.value.code == "empty"


def test_every_format_says_the_same(yard: TestShop, tmp_path: Path) -> None:
    told = json.loads(written(yard, "json", tmp_path).read_text("utf-8"))
    assert (told["total_g"], told["without_slip_g"]) == (46_321, 4_321)
    assert told["sender"]["siret"] == "00000000000000"
    sheet = load_workbook(written(yard, "xlsx", tmp_path)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for at, one in enumerate(told["rows"], 2):
        found = {head: sheet.cell(at, n).value for n, head in enumerate(heads, 1)}
        assert {k: v or None for k, v in found.items()} == {k: v or None for k, v in one.items()}
    pages = PdfReader(written(yard, "pdf", tmp_path)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for word in ("BE-2610-0001", "0,042", "0,04632", "R3", "sans bordereau", "T30000"):
        assert word in text, word


def test_the_register_follows_the_ledger_when_it_is_corrected(yard: TestShop) -> None:
    yard.shop.outflows.follow_ticket(yard.supervisor, "BE-2610-0001")
    lines = yard.shop.reporting.register("2026-10").lines
    assert [one.grams for one in lines] == [4_321, 42_500]
    totals = yard.shop.reporting.diverted("2026-10").totals
    assert totals.recycled_g == 42_500


def test_the_month_names_the_slip_of_what_sorting_sent(yard: TestShop) -> None:
    slips = {(one.destination, one.document): one.grams
             for one in yard.shop.reporting.month("2026-10").slips}  # fmt: skip
    assert slips == {
        ("recycling", "BE-2610-0001"): 42_000, ("energy", ""): 4_321, ("gift", ""): 999,
    }  # fmt: skip
