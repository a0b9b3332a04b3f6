"""What a ticket says on paper, made from its record: every kind of line, every kind of ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from goods import bring
from pypdf import PdfReader
from shops import TestShop
from test_counter import TILL, basket_of, opened
from test_refunds import sell

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.services.counter import LateSale, Sold
from reuse_pos.services.ticket_lines import receipt_line, vat_marks
from reuse_pos.services.tickets import ticket_doc

LINE = {
    "n": 1, "sku": None, "label": "Chose", "cat": None, "kind": "goods", "qty": 1, "unit": "piece",
    "unit_ttc": 1000, "disc": 0, "disc_reason": None, "ttc": 1000, "vat_code": "EXO261",
    "vat_bp": 0, "weight_g": 0,
}  # fmt: skip


@pytest.fixture
def made(small_shop: TestShop) -> TestShop:
    """The small shop with its first till open."""
    return opened(small_shop)


def paper(made: TestShop, sold: Sold, copy: int = 0) -> str:
    doc = ticket_doc(made.office, made.store.read(), (TILL, sold.seq), copy)
    return "\n".join(render_text(doc, 48))


def line(**words: Any) -> Mapping[str, Any]:
    return LINE | words


def test_a_reduction_is_named_after_its_operation_and_tells_the_lowest_price() -> None:
    """Catches an announced reduction without its reference price (C. conso. L112-1-1)."""
    told = receipt_line(
        line(disc=500, ttc=500, disc_reason="SALE_DAYS", sale_days="Grande braderie", lowest=900),
        {},
    )
    assert (told.amount_cents, told.discount_label) == (1000, "Grande braderie -50 %")
    assert told.notes == ("Prix le plus bas des 30 derniers jours\u00a0: 9,00",)
    assert receipt_line(line(lowest=900), {}).notes == ()


def test_a_free_price_carries_its_comment_and_a_solidarity_price_nobody(made: TestShop) -> None:
    """Catches the association that sends people named on their ticket."""
    free = replace(made.shop.counter.line_of_key(_key(made, "Livre")), comment="lot abîmé")
    basket = Basket().add(free).add(made.shop.counter.line_of_key(_key(made, "Manteau")))
    n = basket.lines[1].n
    basket = basket.discount(n, 100, "SOLIDARITY")
    lines = [basket.lines[0], replace(basket.lines[1], organism="CCAS Villejean",
                                      organism_no="BS-77")]  # fmt: skip
    basket = replace(basket, lines=tuple(lines))
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 500)]).value
    printed = paper(made, sold)
    assert "  lot abîmé" in printed
    assert "Tarif solidaire -20 %" in printed
    assert "Villejean" not in printed
    assert "BS-77" not in printed


def test_gifts_and_gift_cards_say_what_they_are(made: TestShop) -> None:
    """Catches a gift that looks like a sale, and second-hand words on a gift card alone."""
    card = made.shop.vouchers.line_of_gift_card(2000)
    gift = Line(0, "gift", "Arrondi solidaire", None, 1, "piece", 50)
    basket = Basket().add(card).add(gift)
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 2050)]).value
    printed = paper(made, sold)
    assert "Son code est sur son propre papier" in printed
    assert "Don à l'association, hors vente" in printed
    assert "OCCASION" not in printed
    assert "TVA" not in printed


def test_a_sale_of_a_paper_slip_says_so(made: TestShop) -> None:
    """Catches a sale of the power cut that seems made in the evening."""
    late = LateSale("U-1-0007", "2026-10-01T08:42:00+02:00")
    basket, paid = basket_of(made, "Livre"), [Payment("CASH", 100)]
    sold = made.shop.counter.sell(made.cashier, TILL, basket, paid, late=late).value
    printed = paper(made, sold)
    assert "Saisi après coup, bordereau U-1-0007" in printed
    assert "Vendu le 01/10/2026 08:42" in printed


def test_margin_goods_show_the_sentence_and_no_vat(made: TestShop) -> None:
    """Catches VAT shown on goods bought second-hand (CGI 297 E); other rates keep their letter."""
    made.shop.settings.set(made.manager, "vat.regime", "N20")
    words = {"price_cents": 5000, "price_state": "approved", "purchase_cents": 2000}
    thing = bring(made, "EA-PP-CHEVET", 2150, State.ON_SALE, **words)
    alone = Basket().add(made.shop.counter.line_of_item(thing, None))
    sold = made.shop.counter.sell(made.cashier, TILL, alone, [Payment("CARD", 5000)]).value
    printed = paper(made, sold)
    assert "Régime particulier - Biens d'occasion" in printed
    assert not any(row.startswith("TVA") for row in printed.splitlines())
    other = bring(made, "EA-PP-CHEVET", 2150, State.ON_SALE, **words)
    both = Basket().add(made.shop.counter.line_of_item(other, None))
    both = both.add(made.shop.counter.line_of_key(_key(made, "Livre")))
    sold = made.shop.counter.sell(made.cashier, TILL, both, [Payment("CARD", 5100)]).value
    printed = paper(made, sold)
    rows = printed.splitlines()
    assert any(row.strip().startswith("A Régime particulier") for row in rows)
    assert any(row.startswith("B 20 %") and row.endswith("1,00") for row in rows)
    assert any(row.startswith("Livre B") for row in rows)


def test_one_rate_needs_no_letter() -> None:
    """Catches letters on every ticket of an exempt shop that sells a gift card."""
    rows = [{"code": "EXO261", "bp": 0}, {"code": "HORS", "bp": 0}]
    assert vat_marks(rows) == {}
    assert vat_marks([*rows, {"code": "N20", "bp": 2000}]) == {
        ("EXO261", 0): "A",
        ("N20", 2000): "B",
    }


def test_a_duplicate_tells_the_payment_put_right(made: TestShop) -> None:
    """Catches a copy that hides the correction, and an original that changes."""
    sold = sell(made, [Payment("CASH", 600)], "Manteau", "Livre")
    original = paper(made, sold)
    made.shop.corrections.correct(made.cashier, TILL, sold.doc_no, [Payment("CARD", 600)])
    assert paper(made, sold) == original
    copy = paper(made, sold, 1)
    assert "DUPLICATA 1" in copy
    assert "Paiement corrigé :" in copy
    assert copy.index("Carte") > copy.index("Paiement corrigé")


def test_a_refund_says_its_ticket_and_its_store_credit(made: TestShop, tmp_path: Path) -> None:
    """Catches a refund that looks like a sale; the file says the same."""
    sold = sell(made, [Payment("CASH", 300)], "Livre", "Livre", "Livre")
    done = made.shop.refunds.refund(
        made.cashier, TILL, sold.doc_no, {1: (2, "none")}, "CREDIT", "FAULTY"
    ).value
    doc = ticket_doc(made.office, made.store.read(), (TILL, done.seq))
    printed = "\n".join(render_text(doc, 48))
    assert "*** REMBOURSEMENT du n° 1 ***" in printed
    assert f"n° {done.credit}" in printed
    assert "-2 x 1,00" in printed
    assert "réemployés" not in printed
    made.shop.printing.ticket_pdf(done.doc_no, tmp_path / "retour.pdf")
    text = PdfReader(tmp_path / "retour.pdf").pages[0].extract_text()
    assert "REMBOURSEMENT du n° 1" in text
    assert done.credit in text


def test_a_reduced_thing_comes_back_without_a_wrong_multiplication() -> None:
    """Catches "-2 x 10,00" in front of -15,00."""
    back = receipt_line(line(qty=-2, ttc=-1500), {})
    assert back.unit_cents is None
    assert receipt_line(line(qty=-2, ttc=-2000), {}).unit_cents == 1000


def test_the_receipt_asked_by_e_mail_is_the_original_others_are_duplicates(
    made: TestShop, tmp_path: Path
) -> None:
    """Catches a receipt sent by e-mail that says DUPLICATA, and a second original of a print."""
    basket, paid = basket_of(made, "Livre"), [Payment("CASH", 100)]
    mailed = made.shop.counter.sell(made.cashier, TILL, basket, paid, "EMAIL").value
    printed = made.shop.counter.sell(made.cashier, TILL, basket, paid, "NONE").value
    files = [
        made.shop.printing.receipt_file(made.cashier, one.doc_no, tmp_path / "papiers").value
        for one in (mailed, printed, printed)
    ]
    assert [file.stem.removeprefix(printed.doc_no) for file in files[1:]] == [
        "-duplicata-1", "-duplicata-2",
    ]  # fmt: skip
    texts = [PdfReader(file).pages[0].extract_text() for file in files]
    assert ["DUPLICATA" in text for text in texts] == [False, True, True]
    again = made.shop.printing.receipt_file(made.cashier, mailed.doc_no, tmp_path / "ailleurs")
    assert "DUPLICATA 1" in PdfReader(again.value).pages[0].extract_text()


def test_a_folder_that_is_none_records_no_duplicate(made: TestShop, tmp_path: Path) -> None:
    """Catches a DUPLICATA in the journal that nobody ever held."""
    basket, paid = basket_of(made, "Livre"), [Payment("CASH", 100)]
    sold = made.shop.counter.sell(made.cashier, TILL, basket, paid, "NONE").value
    (tmp_path / "occupied").write_text("")
    with pytest.raises(Refusal) as refused:
        made.shop.printing.receipt_file(made.cashier, sold.doc_no, tmp_path / "occupied")
    assert refused.value.code == "file"
    sql = "SELECT count(*) FROM fiscal_record WHERE type = 'REPRINT'"
    assert made.store.read().value(sql) == 0


def _key(made: TestShop, label: str) -> Any:
    return next(one for one in made.shop.counter.price_keys() if one.label == label)
