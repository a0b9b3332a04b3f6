"""One month, four files: the same grams in each, read back by other programs' eyes."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_month import Filler, mockup_month, year_before
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.indicators import COLUMNS
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.month import control_line, exact_kilos
from reuse_pos.reports import REPORTS
from reuse_pos.reports.base import write
from reuse_pos.reports.diverted import Diverted
from reuse_pos.reports.page import Style, fitted, width, wrapped


@pytest.fixture
def october(small_shop: TestShop) -> TestShop:
    """The mock-up's month with uneven grams, a return, moisture, a loss, a purchase, an unknown
    weight."""
    year_before(small_shop)
    mockup_month(small_shop)
    filler = Filler(small_shop.office)
    more = [
        transfer("stock:shop", "out:sale", "HR-LIVRE", 1_234, 3, Source.TYPED),
        transfer("out:sale", "stock:reception", "EA-AS-FAUTEUIL", 12_400, 1, Source.DERIVED),
        transfer("stock:sorting", "adjust:moisture", "TLC-VRAC", 617, 0, Source.DERIVED),
        transfer("in:purchase", "stock:parts", "HR-DIVERS", 2_005, 0, Source.TYPED),
        transfer("stock:shop", "out:lost", "ABJ-OUTIL", 701, 1, Source.SCALE),
        transfer("in:drop_off", "stock:reception", "EEE-PAM", 0, 4, Source.UNKNOWN),
    ]
    filler.post_all(small_shop.manager, [(postings, None, "2026-10-30") for postings in more])
    return small_shop


def written(shop: TestShop, fmt: str, folder: Path) -> Path:
    path = folder / f"diverted-2026-10.{fmt}"
    return shop.shop.reporting.export(shop.manager, "2026-10", fmt, path)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def pdf_text(path: Path) -> str:
    return plain("\n".join(page.extract_text() for page in PdfReader(path).pages))


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))


def test_four_formats_agree_to_the_gram(october: TestShop, tmp_path: Path) -> None:
    files = {fmt: written(october, fmt, tmp_path) for fmt in ("pdf", "xlsx", "csv", "json")}
    data = json.loads(files["json"].read_text("utf-8"))
    rows = [tuple(row[name] for name in COLUMNS) for row in data["rows"]]
    sheet = load_workbook(files["xlsx"]).worksheets[0]
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[0] == COLUMNS
    spread = [tuple("" if cell is None else cell for cell in row) for row in cells[1:]]
    assert spread == rows
    text = [tuple(row.values()) for row in csv_rows(files["csv"])]
    assert text == [tuple(map(str, row)) for row in rows]
    totals = dict(load_workbook(files["xlsx"])["Totaux"].iter_rows(min_row=2, values_only=True))
    assert {name: totals[name] for name in data["totals"]} == data["totals"]
    paper = pdf_text(files["pdf"])
    for name, grams in data["totals"].items():
        if name in _CONTROLLED and grams:
            assert plain(exact_kilos(abs(grams))) in paper, name


_CONTROLLED = (
    "collected_g", "purchased_g", "reused_g", "sorter_g", "recycled_g", "energy_g", "disposed_g",
    "other_out_g", "adjusted_g", "stock_change_g",
)  # fmt: skip


def test_the_json_is_the_file_format(october: TestShop, tmp_path: Path) -> None:
    data = json.loads(written(october, "json", tmp_path).read_text("utf-8"))
    assert list(data) == [
        "month", "store", "rows", "totals", "diverted_includes_energy", "closing_is", "balanced",
    ]  # fmt: skip
    assert (data["month"], data["store"], data["closing_is"]) == ("2026-10", 1, "computed")
    assert data["balanced"] is True
    assert data["diverted_includes_energy"] is False
    t = data["totals"]
    came = t["collected_g"] + t["received_g"] + t["purchased_g"] + t["opening_stock_entered_g"]
    left = t["reused_g"] + t["sorter_g"] + t["recycled_g"] + t["energy_g"] + t["disposed_g"]
    assert came + t["adjusted_g"] == (
        left + t["sent_to_stores_g"] + t["other_out_g"] + t["stock_change_g"]
    )
    assert t["no_weight_pieces"] == 4


def test_the_csv_equals_a_sum_straight_from_the_postings(october: TestShop, tmp_path: Path) -> None:
    rows = csv_rows(written(october, "csv", tmp_path))
    ledger = sqlite3.connect(october.office.folder.database)
    signs = {"in": -1, "adjust": -1, "out": 1}
    expected = {
        ({"adjust": "adjusted"}.get(side, side), place.partition(":")[2], code): signs[side] * grams
        for place, code, grams in ledger.execute(
            "SELECT p.place, p.category, sum(p.grams) FROM mass_posting p "
            "JOIN mass_entry e ON e.id = p.entry WHERE e.day BETWEEN '2026-10-01' AND '2026-10-31' "
            "AND p.place NOT LIKE 'stock:%' GROUP BY 1, 2"
        )
        for side in [place.partition(":")[0]]
    }
    ledger.close()
    found = {
        (row["direction"], row["party"], row["category"]): int(row["grams"])
        for row in rows
        if row["direction"] in ("in", "adjusted", "out")
    }
    assert found == expected


def test_the_csv_opens_in_a_french_spreadsheet(october: TestShop, tmp_path: Path) -> None:
    raw = written(october, "csv", tmp_path).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfmonth;store;family;stream;category;direction;party;grams;")
    assert raw.endswith(b"\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(october: TestShop, start: str) -> None:
    """A category whose code was imported as `=cmd()` must reach the spreadsheet as words."""
    report = october.shop.reporting.month("2026-10")
    row = report.figures.rows[0]
    poisoned = type(row)(**{**row.__dict__, "category": f"{start}1+1", "grams": -5})
    object.__setattr__(report.figures, "rows", (poisoned,))
    text = Diverted(report).csv().decode("utf-8-sig")
    line = next(csv.reader(io.StringIO(text.partition("\r\n")[2], newline=""), delimiter=";"))
    assert line[4] == f"'{start}1+1"
    assert line[7] == "-5"


def test_words_stay_words_in_the_spreadsheet(october: TestShop, tmp_path: Path) -> None:
    report = october.shop.reporting.month("2026-10")
    row = report.figures.rows[0]
    object.__setattr__(report.figures, "rows", (type(row)(**{**row.__dict__, "category": "=1+1"}),))
    path = write(Diverted(report), "xlsx", tmp_path / "x.xlsx")
    cell = load_workbook(path).worksheets[0].cell(2, 5)
    assert (cell.data_type, cell.value) == ("s", "=1+1")
    assert load_workbook(path).worksheets[0].cell(2, 8).data_type == "n"


def test_the_paper_says_what_it_is(october: TestShop, tmp_path: Path) -> None:
    path = written(october, "pdf", tmp_path)
    pdf = PdfReader(path)
    assert pdf.metadata is not None
    assert plain(pdf.metadata.title or "") == "Poids détourné des déchets · octobre 2026"
    assert pdf.metadata.author == "Recyclerie de Rennes-Nord"
    assert pdf.trailer["/Root"]["/Lang"] == "fr-FR"
    assert len(pdf.pages) == 2
    text = pdf_text(path)
    assert "Mois non arrêté · stock calculé" in text
    assert "Page 1 sur 2" in text
    assert "Bilan équilibré" in text
    assert "Hors opérateur de tri" in text
    assert "bordereau OT-118" in text


def test_the_paper_carries_its_letters(october: TestShop, tmp_path: Path) -> None:
    """A printer without our fonts must print the same page."""
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(written(october, "pdf", tmp_path)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    ours = {name for name in fonts if "ReuseSans" in name}
    assert ours
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in ours), "not embedded"


def test_family_cells_on_paper_are_the_kilos_of_the_lines(
    october: TestShop, tmp_path: Path
) -> None:
    text = pdf_text(written(october, "pdf", tmp_path))
    assert re.search(r"Bricolage\s+430\s+262\s+–\s+112\s+–\s+24", text)
    assert re.search(r"Textile\s+2 940\s+1 385\s+1 085\s+105", text)


def test_an_unbalanced_month_says_so_and_names_the_family(
    october: TestShop, tmp_path: Path
) -> None:
    with october.store.transaction() as tx:
        tx.execute(
            "UPDATE mass_balance SET grams = grams + 500 WHERE place = 'stock:shop' "
            "AND category = 'JJ-VRAC'"
        )
    text = pdf_text(written(october, "pdf", tmp_path))
    assert "Bilan non équilibré : Jouets" in text
    data = json.loads(written(october, "json", tmp_path).read_text("utf-8"))
    assert data["balanced"] is False


def test_a_month_of_returns_prints_no_rate(small_shop: TestShop, tmp_path: Path) -> None:
    filler = Filler(small_shop.office)
    filler.post(small_shop.manager, transfer("out:sale", "stock:reception", "HR-LIVRE", 900, 2,
                                             Source.DERIVED))  # fmt: skip
    text = pdf_text(written(small_shop, "pdf", tmp_path))
    assert "Taux de réemploi\n—" in text
    data = json.loads(written(small_shop, "json", tmp_path).read_text("utf-8"))
    assert data["totals"]["reuse_rate_bp"] is None
    assert data["totals"]["reused_g"] == -900


def test_long_lists_go_on_over_the_page(october: TestShop, tmp_path: Path) -> None:
    """Ninety slips: every one is printed, and each foot knows how many pages there are."""
    many = [
        (transfer("stock:shop", "out:recycling", "HR-LIVRE", 1000 + n, 0, Source.SCALE,
                  destination_party="PAPIER"), f"BE-{n:04d}", "2026-10-29")
        for n in range(90)
    ]  # fmt: skip
    Filler(october.office).post_all(october.manager, many)
    path = written(october, "pdf", tmp_path)
    text, pages = pdf_text(path), len(PdfReader(path).pages)
    assert pages > 3
    assert all(f"BE-{n:04d}" in text for n in range(90))
    assert f"Page {pages} sur {pages}" in text


def test_a_big_month_cuts_no_figure(october: TestShop, tmp_path: Path) -> None:
    """1,234 tonnes of opening stock: figures are written smaller, never "1 2…"."""
    big = transfer("in:opening_stock", "stock:shop", "EA-RA-BUFFET", 1_234_567_890, 0, Source.TYPED)
    Filler(october.office).post(october.manager, big, day="2026-10-02")
    text = pdf_text(written(october, "pdf", tmp_path))
    assert "…" not in text.partition("2. Détourné")[0]
    assert "+1 234 568" in text


def test_the_same_month_gives_the_same_paper(october: TestShop, tmp_path: Path) -> None:
    first = written(october, "pdf", tmp_path).read_bytes()
    assert written(october, "pdf", tmp_path).read_bytes() == first


def test_an_interrupted_write_leaves_the_old_file(
    october: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(october, "csv", tmp_path)
    before = path.read_bytes()

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refusal) as refused:
        written(october, "csv", tmp_path)
    assert refused.value.code == "file"
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "shop"}


def test_a_missing_folder_is_refused_in_a_sentence(october: TestShop, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="n’a pas pu être écrit"):
        written(october, "json", tmp_path / "nowhere")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.code)
@pytest.mark.parametrize("fmt", ["pdf", "xlsx", "csv", "json"])
def test_every_report_comes_in_every_format(
    october: TestShop, tmp_path: Path, report: type[Diverted], fmt: str
) -> None:
    path = october.shop.reporting.export(
        october.inspector, "2026-10", fmt, tmp_path / f"a.{fmt}", report.code
    )
    # An idle workshop's list is its header alone.
    assert path.stat().st_size > (60 if fmt == "csv" else 250)


def test_the_control_line_adds_up_as_written(october: TestShop) -> None:
    """What a funder checks with a pocket calculator."""
    text = plain(control_line(october.shop.reporting.month("2026-10")))
    left, right = text.split(" = ")
    assert _add(left) == _add(right) != 0


def _add(side: str) -> int:
    side = re.sub(r"\([^)]*\)", "", side).replace(" ", "").replace(",", "").replace("−", "-")
    return sum(map(int, re.findall(r"[+-]?\d+", side)))


def test_text_never_leaves_its_room() -> None:
    style = Style(12)
    lines = wrapped("Poids nets, bac déduit, " * 20, style, 200)
    assert all(width(line, style) <= 200 for line in lines)
    short = fitted("Association départementale de réemploi solidaire", style, 100)
    assert short.endswith("…")
    assert width(short, style) <= 100
