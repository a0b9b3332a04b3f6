"""The ticket says what the law and the mock-up ask, to the column, and names nobody."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_samples import LINES, SALE, SHOP, Z_REPORT

from reuse_pos.domain.paper import (
    Cut,
    KickDrawer,
    Line,
    ReceiptDoc,
    Text,
    lay_out,
    paper_text,
    render_text,
)
from reuse_pos.domain.receipt import (
    GUARANTEE_SENTENCE,
    PaymentLine,
    ReceiptLine,
    SaleReceipt,
    VatLine,
    percent,
    sale_receipt,
)
from reuse_pos.domain.slips import IntakeLine, IntakeSlip, intake_slip, printer_test
from reuse_pos.domain.till_slips import (
    CashReportKind,
    OpeningSlip,
    cash_report,
    opening_slip,
)

MOCKUP = """\
           RECYCLERIE DE RENNES-NORD
       12 rue des Artisans, 35000 Rennes
    02 99 00 00 00 · SIRET 000 000 000 00000

Ticket 1042                     21/11/2026 10:58
Caisse 1                                  Op. 07
------------------------------------------------
              ARTICLES D'OCCASION
Fauteuil Voltaire retapissé *              45,00
  R-004812  Tarif solidaire -20 %          -9,00
  Vendu avec défaut connu : pied recollé
Lampe de chevet en bois *                   8,00
  R-005120  Testée le 18/11/2026
Textile au kilo                             9,20
  1,840 kg x 5,00 EUR/kg
Livre                                       3,00
  3 x 1,00
Assiette, verre                             3,00
  6 x 0,50
------------------------------------------------
TOTAL                                  59,20 EUR
Bon solidaire                              20,00
Espèces                                    50,00
Rendu                                     -10,80
------------------------------------------------
    Exonération de TVA, art. 261-7-1° du CGI

* Ce bien bénéficie auprès du vendeur d'une
garantie légale de conformité d'une durée
minimale de deux ans à compter de sa remise
au consommateur.

          18,6 kg réemployés. Merci !

        Retour / échange sous 15 jours :
       gardez ce ticket, scannez ce code
                 2200100010420

Signature 7f3a 91c2            Journal n° 48 217
                Reuse POS 1.0.0"""


def text(doc: ReceiptDoc, columns: int = 48) -> str:
    return "\n".join(render_text(doc, columns))


def test_the_ticket_is_the_mockup_to_the_column() -> None:
    assert text(sale_receipt(SALE)) == MOCKUP


def test_total_is_the_only_double_line_and_fills_half_the_columns() -> None:
    doubled = [
        step.text
        for step in lay_out(sale_receipt(SALE), 48)
        if isinstance(step, Line) and step.double
    ]
    assert doubled == ["TOTAL          59,20 EUR"]


@pytest.mark.parametrize("columns", [48, 42, 32])
def test_every_amount_ends_at_the_right_edge(columns: int) -> None:
    lines = render_text(sale_receipt(SALE), columns)
    for amount in ("45,00", "-9,00", "8,00", "-10,80", "59,20 EUR"):
        assert any(line.endswith(" " + amount) and len(line) == columns for line in lines), amount


def test_a_long_name_is_cut_at_38_and_keeps_its_star() -> None:
    line = ReceiptLine("Bibliothèque " * 5, 12_345, guarantee=True)
    lines = render_text(sale_receipt(replace(SALE, lines=(line,))), 48)
    item = next(row for row in lines if row.startswith("Biblio"))
    assert item == "Bibliothèque Bibliothèque Bibliothèq *    123,45"
    assert len(item) == 48


def test_discount_words_are_never_cut_on_narrow_paper() -> None:
    printed = text(sale_receipt(SALE), 32)
    assert "R-004812  Tarif\n  solidaire -20 %          -9,00" in printed


def test_guarantee_sentence_is_printed_entire_only_when_a_line_carries_it() -> None:
    flat = " ".join(text(sale_receipt(SALE), 32).split())
    assert f"* {GUARANTEE_SENTENCE}" in flat
    without = replace(SALE, lines=LINES[2:])
    assert "garantie" not in text(sale_receipt(without))


def test_duplicate_is_numbered_and_leaves_the_drawer_shut() -> None:
    doc = sale_receipt(replace(SALE, duplicate=2))
    assert "*** DUPLICATA 2 ***" in text(doc)
    assert KickDrawer() not in doc.elements
    assert sale_receipt(SALE).elements[0] == KickDrawer()


def test_training_is_said_at_both_ends() -> None:
    assert text(sale_receipt(replace(SALE, training=True))).count("FORMATION") == 2


def test_refund_names_its_ticket_and_offers_no_exchange() -> None:
    refund = replace(
        SALE,
        lines=(ReceiptLine("Livre", -300, quantity=3, unit_cents=100),),
        payments=(PaymentLine("Espèces", -300),),
        total_cents=-300,
        grams_reused=-900,
        refund_of="1042",
    )
    printed = text(sale_receipt(refund))
    assert "*** REMBOURSEMENT du n° 1042 ***" in printed
    assert "TOTAL                                  -3,00 EUR" in printed
    assert "réemployés" not in printed
    assert "Retour / échange" not in printed


def test_vat_table_shows_only_codes_that_may_show_vat() -> None:
    vat = (
        VatLine("A", 2000, 1000, 200, 1200),
        VatLine("B", 550, 1000, 55, 1055),
        VatLine("M", 2000, 500, 83, 583, "Régime particulier – Biens d’occasion"),
        VatLine("", 0, 100, 0, 100),
    )
    lines = render_text(sale_receipt(replace(SALE, vat=vat)), 48)
    start = next(i for i, line in enumerate(lines) if line.startswith("TVA"))
    assert lines[start : start + 5] == [
        "TVA                     HT        TVA        TTC",
        "A 20 %               10,00       2,00      12,00",
        "B 5,5 %              10,00       0,55      10,55",
        "    M Régime particulier - Biens d'occasion",
        "",
    ]


def test_no_field_of_a_ticket_can_hold_a_person() -> None:
    names = {field.name for field in fields(SaleReceipt)}
    assert not names & {"customer", "cashier", "person", "donor", "issuer"}


def test_z_shows_counts_gap_perpetual_totals_and_signature() -> None:
    doc = cash_report(Z_REPORT)
    assert doc.name == "z-2026-11-21-1-214"
    printed = text(doc)
    for line in (
        "                Clôture Z n° 214",
        "Ventes                                        64",
        "TOTAL                               1 265,70 EUR",
        "Paiements          Attendu     Compté      Écart",
        "Espèces (40)        350,30     349,80      -0,50",
        "Carte (= terminal) (20)",
        "                    688,40     688,40       0,00",
        "= Attendu                                 350,30",
        "À mettre au coffre                        199,80",
        "Total perpétuel                    12 345 678,90",
        "Total perpétuel absolu             12 400 000,00",
        "              412,3 kg réemployés",
        "Signature 0a1b 2c3d            Journal n° 48 288",
        "Clé                             56475aa75463474c",
    ):
        assert line in printed.split("\n")
    assert all(len(line) <= 32 for line in render_text(doc, 32))


def test_x_is_unsigned_and_shows_no_gap() -> None:
    methods = tuple(replace(line, counted_cents=None) for line in Z_REPORT.methods)
    look = replace(Z_REPORT, kind=CashReportKind.X, signature="", methods=methods, reason="")
    printed = text(cash_report(look))
    assert "Rapport X" in printed
    assert "Signature" not in printed
    assert "Écart" not in printed


def test_opening_slip_opens_the_drawer_and_lists_the_float() -> None:
    slip = OpeningSlip(SHOP, "1", "07", "21/11/2026 09:04", 15000, ((5000, 2), (200, 25), (1, 0)))
    doc = opening_slip(slip)
    assert doc.elements[0] == KickDrawer()
    assert "  25 x 2,00                                50,00" in render_text(doc, 48)
    assert "0,01" not in text(doc)


def test_intake_slip_says_it_is_a_gift_without_tax_receipt() -> None:
    lines = (IntakeLine("À trier (mélangé)", 0, 12400), IntakeLine("Chaise", 4, 38400, True))
    slip = IntakeSlip(SHOP, "D-2611-0318", "21/11/2026 10:58", "07", "Apport", "Rennes", lines)
    printed = text(intake_slip(slip))
    assert "Don définitif, sans reçu fiscal." in printed
    assert "Chaise                                  ~38,4 kg" in printed
    assert "TOTAL                                    50,8 kg" in printed


@pytest.mark.parametrize("columns", [48, 42, 32])
def test_printer_test_rules_the_whole_width(columns: int) -> None:
    lines = render_text(printer_test(SHOP, "21/11/2026", columns), columns)
    assert ("1234567890" * 5)[:columns] in lines


def test_text_never_carries_a_command_to_the_printer() -> None:
    assert (
        paper_text("Livre\x1bp\x00\x19\n\u2028\u200bœuvre\u00a0: 5\u202f€")
        == "Livre p    oeuvre : 5 €"
    )
    assert paper_text("5 €", "EUR") == "5 EUR"
    assert paper_text("e\u0301") == "é"


@given(st.text(max_size=200), st.text(max_size=60), st.integers(-(10**9), 10**9))
def test_no_word_or_amount_leaves_the_paper(label: str, defect: str, cents: int) -> None:
    line = ReceiptLine(
        label, cents, "R-000001", discount_label=defect, discount_cents=5, defect=defect
    )
    doc = sale_receipt(replace(SALE, lines=(line,), return_rule=label))
    for columns in (48, 32):
        for printed in render_text(doc, columns):
            assert len(printed) <= columns
            assert printed.isprintable()


@given(st.text(alphabet="abcdé ", max_size=300), st.integers(8, 48))
def test_wrapping_loses_no_word(words: str, columns: int) -> None:
    for align in ("left", "center"):
        doc = ReceiptDoc((Text(words, align), Cut()), "")
        printed = "".join("".join(render_text(doc, columns)).split())
        assert printed == "".join(words.split())


@pytest.mark.parametrize(
    ("rate", "shown"), [(2000, "20 %"), (550, "5,5 %"), (210, "2,1 %"), (0, "0 %")]
)
def test_rates_as_people_write_them(rate: int, shown: str) -> None:
    assert percent(rate) == shown
