"""Social vouchers taken once and claimed, solidarity prices by tariff and card, gifts at 0 €."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from goods import bring, now
from invariants import check_ledger, contents
from paying_help import TILL, basket_of, opened, printer, record, sell, words
from pypdf import PdfReader
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.solidarity import SocialType, Tariff
from reuse_pos.hardware.paper_png import render_image
from reuse_pos.hardware.receipt_pdf import write_receipt_pdf
from reuse_pos.services import basket_json
from reuse_pos.services.counter import with_discount
from reuse_pos.services.office import Station
from reuse_pos.services.solidarity import take_back_social
from reuse_pos.services.tickets import ticket_doc
from reuse_pos.services.verb import Act, verb

TOWN = SocialType(
    "CCAS", "Bon rentrée", "CCAS de Rennes", "vêtements", 1500, ("textile",), "2026-12-31", 30
)


class Corrections(Station):
    """Calls what a corrected payment calls, in a verb of its own."""

    @verb("corrected", Permission.REFUND)
    def back(self, act: Act, code: str, number: str, document: str) -> None:
        take_back_social(act, code, number, document)


def started(made: TestShop) -> TestShop:
    opened(made)
    made.shop.solidarity.put_type(made.manager, TOWN)
    return made


def test_a_social_voucher_is_taken_once_and_its_issuer_stays_off_the_ticket(
    small_shop: TestShop,
) -> None:
    made = started(small_shop)
    coat = basket_of(made, "Manteau", "Livre")
    assert made.shop.solidarity.most(coat, "CCAS") == 500
    pay = made.shop.solidarity.payment("CCAS", 500, "4471")
    sold = sell(made, coat, pay, Payment("CASH", 100))
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "Bon solidaire" in ticket
    assert "n° 4471" in ticket
    assert "CCAS de" not in ticket
    assert "rentrée" not in ticket
    assert record(made, sold.doc_no)["pay"][0]["type"] == "CCAS"
    with pytest.raises(Refusal) as refused:
        made.shop.solidarity.payment("CCAS", 500, "4471")
    assert refused.value.code == "used"
    before = contents(made.store)
    with pytest.raises(Refusal) as twice:
        sell(made, basket_of(made, "Manteau"), pay, till="001-2")
    assert twice.value.code == "used"
    assert contents(made.store) == before
    check_ledger(made.store)


def test_it_pays_only_its_families_and_gives_no_change(small_shop: TestShop) -> None:
    made = started(small_shop)
    book = basket_of(made, "Livre")
    for pay, code in ((Payment("SOCIAL", 100, "1", "CCAS"), "too_much"),
                      (Payment("SOCIAL", 500, "1", "CCAS"), "amount")):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            sell(made, book, pay)
        assert refused.value.code == code
    made.clock.forward(days=100)
    with pytest.raises(Refusal) as late:
        sell(made, basket_of(made, "Manteau"), Payment("SOCIAL", 500, "1", "CCAS"))
    assert late.value.code == "not_taken"
    assert made.shop.solidarity.taken_today() == ()


def test_what_is_due_is_claimed_once_on_a_numbered_list(
    small_shop: TestShop, tmp_path: Path
) -> None:
    made = started(small_shop)
    solidarity = made.shop.solidarity
    for number in ("11", "12", "13"):
        sell(made, basket_of(made, "Manteau"), solidarity.payment("CCAS", 500, number))
    (due,) = solidarity.to_claim()
    assert (due.n, due.cents, due.claim_by, due.days_left) == (3, 1500, "2026-10-31", 30)
    assert solidarity.urgent() == []
    made.clock.forward(days=17)
    assert [one.type.code for one in solidarity.urgent()] == ["CCAS"]
    number = solidarity.claim(made.manager, "CCAS").value
    assert number == "BSR-2026-0001"
    assert solidarity.to_claim() == []
    with pytest.raises(Refusal) as refused:
        solidarity.claim(made.manager, "CCAS")
    assert refused.value.code == "nothing"
    solidarity.print_claim(made.manager, number)
    paper = words(printer(made).docs[-1])
    assert "CCAS de Rennes" in paper
    assert "15,00 EUR" in paper
    sheet = solidarity.write_claim(made.manager, number, "pdf", tmp_path / "list.pdf")
    text = "".join(page.extract_text() for page in PdfReader(sheet).pages)
    for told in ("CCAS de Rennes", number, "11", "12", "13", "15,00", "Page 1 sur 1"):
        assert told in text
    file = solidarity.write_claim(made.manager, number, "csv", tmp_path / "list.csv")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert [(row["line"], row["number"], row["cents"]) for row in rows] == [
        ("1", "11", "500"), ("2", "12", "500"), ("3", "13", "500"),
    ]  # fmt: skip
    with pytest.raises(Refusal):
        solidarity.write_claim(made.cashier, number, "csv", tmp_path / "no.csv")
    check_ledger(made.store)


def test_a_long_list_takes_several_sheets(small_shop: TestShop, tmp_path: Path) -> None:
    made = started(small_shop)
    basket = basket_of(made, "Manteau")
    for number in range(40):
        sell(made, basket, made.shop.solidarity.payment("CCAS", 500, f"B{number:03d}"))
    listed = made.shop.solidarity.claim(made.manager, "CCAS").value
    sheet = made.shop.solidarity.write_claim(made.manager, listed, "pdf", tmp_path / "long.pdf")
    pages = PdfReader(sheet).pages
    assert len(pages) == 2
    assert "B039" in pages[1].extract_text()
    assert "200,00" in pages[1].extract_text()


def test_a_corrected_payment_frees_the_number(small_shop: TestShop) -> None:
    made = started(small_shop)
    pay = made.shop.solidarity.payment("CCAS", 500, "7")
    sold = sell(made, basket_of(made, "Manteau"), pay)
    Corrections(made.office).back(made.manager, "CCAS", "7", sold.doc_no)
    assert made.shop.solidarity.to_claim() == []
    again = sell(made, basket_of(made, "Manteau"), pay)
    made.shop.solidarity.claim(made.manager, "CCAS")
    with pytest.raises(Refusal) as refused:
        Corrections(made.office).back(made.manager, "CCAS", "7", again.doc_no)
    assert refused.value.code == "claimed"
    check_ledger(made.store)


def test_a_card_gives_its_tariff_to_the_whole_basket_and_more_than_a_cashier_may(
    small_shop: TestShop,
) -> None:
    made = opened(small_shop)
    solidarity = made.shop.solidarity
    solidarity.put_tariff(made.manager, Tariff("AIDE", "Aide", 5000, 300))
    number = solidarity.issue_card(made.manager, "AIDE", "Restos", "2026-12-31").value
    assert number == "SR-000001"
    assert "Restos" not in words(printer(made).docs[0])
    (code,) = zxingcpp.read_barcodes(render_image(printer(made).jobs[0]))
    tender = made.shop.tenders.scanned(code.text, Basket())
    assert tender.is_card
    scanned_first = solidarity.with_card(Basket(), tender)
    basket = scanned_first.add(basket_of(made, "Manteau").lines[0])
    basket = solidarity.reapply(basket.add(basket_of(made, "Livre").lines[0]))
    assert [line.total_cents for line in basket.lines] == [300, 100]
    assert basket_json.load(basket_json.dump(basket)) == basket
    sold = sell(made, basket, Payment("CASH", 400))
    line = record(made, sold.doc_no)["lines"][0]
    assert (line["organism"], line["organism_no"], line["disc"]) == ("Restos", number, 200)
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "Restos" not in ticket
    bare = solidarity.remove_tariff(basket)
    assert (bare.tariff, bare.discount_cents, bare.lines[0].organism) == ("", 0, "")
    solidarity.cancel_card(made.manager, solidarity.cards()[0].id)
    with pytest.raises(Refusal) as refused:
        made.shop.tenders.scanned(code.text, Basket())
    assert refused.value.code == "cancelled"
    with pytest.raises(Refusal) as at_sale:
        sell(made, basket, Payment("CASH", 400))
    assert at_sale.value.code == "cancelled"
    check_ledger(made.store)


def test_a_price_below_what_the_tariff_allows_needs_the_manager(small_shop: TestShop) -> None:
    made = opened(small_shop)
    made.shop.solidarity.put_tariff(made.manager, Tariff("AIDE", "Aide", 5000, 300))
    basket = made.shop.solidarity.apply_tariff(basket_of(made, "Manteau"), "AIDE")
    cheaper = basket.discount(1, 250, "SOLIDARITY")
    with pytest.raises(Refusal) as refused:
        sell(made, cheaper, Payment("CASH", 250))
    assert refused.value.code == "approval"
    asked = Tariff("AIDE", "Aide", 5000, 300, "required", "optional")
    made.shop.solidarity.put_tariff(made.manager, asked)
    with pytest.raises(Refusal) as nameless:
        sell(made, basket, Payment("CASH", 300))
    assert nameless.value.code == "approval"
    named = made.shop.solidarity.apply_tariff(basket, "AIDE", "Secours")
    assert sell(made, named, Payment("CASH", 300)).total_cents == 300


def test_a_markdown_that_is_better_stays_and_comes_back(small_shop: TestShop) -> None:
    made = opened(small_shop)
    thing = bring(
        small_shop, "EA-AS-FAUTEUIL", 12000, State.ON_SALE, price_cents=4500,
        price_state="approved", last_printed_cents=4500, markdown_on="2026-09-01", markdown_bp=1000,
    )  # fmt: skip
    basket = Basket().add(made.shop.counter.scanned(thing.code))
    assert basket.total_cents == 4050
    at_tariff = made.shop.solidarity.apply_tariff(basket, "SOLIDARITY")
    assert (at_tariff.total_cents, at_tariff.lines[0].discount_reason) == (3600, "SOLIDARITY")
    assert made.shop.solidarity.remove_tariff(at_tariff).lines == basket.lines
    made.shop.solidarity.put_tariff(made.manager, Tariff("LOW", "Petit", 500))
    assert made.shop.solidarity.apply_tariff(basket, "LOW").lines == basket.lines


def test_a_shop_begins_with_the_tariff_it_was_set_up_with(small_shop: TestShop) -> None:
    (tariff,) = small_shop.shop.solidarity.tariffs()
    assert (tariff.code, tariff.basis_points, tariff.label) == (
        "SOLIDARITY", 2000, "Tarif solidaire",
    )  # fmt: skip
    assert small_shop.shop.counter.solidarity_bp() == 2000
    made = small_shop
    made.shop.solidarity.put_tariff(made.manager, replace(tariff, archived=True))
    assert made.shop.solidarity.tariffs() == ()
    with pytest.raises(Refusal) as refused:
        made.shop.solidarity.apply_tariff(basket_of(made, "Livre"), "SOLIDARITY")
    assert refused.value.code == "tariff"


def test_a_gift_needs_the_manager_and_its_kilos_count_as_given(small_shop: TestShop) -> None:
    made = opened(small_shop)
    chair = bring(
        small_shop, "EA-AS-FAUTEUIL", 12000, State.ON_SALE, price_cents=4500,
        price_state="approved", last_printed_cents=4500,
    )  # fmt: skip
    basket = basket_of(made, "Manteau").add(made.shop.counter.scanned(chair.code))
    given = with_discount(with_discount(basket, 1, 10_000, "GIFT"), 2, 10_000, "GIFT")
    with pytest.raises(Refusal) as refused:
        sell(made, given)
    assert refused.value.code == "approval"
    with pytest.raises(Refusal) as half:
        made.shop.counter.sell(
            made.manager, TILL, with_discount(basket, 1, 5000, "GIFT"), [Payment("CASH", 4750)]
        )
    assert half.value.code == "gift"
    sold = made.shop.counter.sell(made.manager, TILL, given, []).value
    assert sold.total_cents == 0
    reader = made.store.read()
    out = dict(
        tuple(row) for row in reader.all(
            "SELECT place, sum(grams) FROM mass_posting WHERE place LIKE 'out:%' GROUP BY place"
        )
    )  # fmt: skip
    assert out == {"out:gift": sold.reused_g}
    assert sold.reused_g > 12000
    assert now(made, chair.id).state is State.SOLD
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "Don" in ticket
    check_ledger(made.store)


def test_a_gift_brought_back_comes_from_where_it_went(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = with_discount(basket_of(made, "Manteau"), 1, 10_000, "GIFT")
    sold = made.shop.counter.sell(made.manager, TILL, basket, []).value
    made.shop.refunds.refund(
        made.manager, TILL, sold.doc_no, {1: (1, "reception")}, "CASH", "CHANGED_MIND"
    )
    places = dict(
        tuple(row) for row in made.store.read().all(
            "SELECT place, sum(grams) FROM mass_posting GROUP BY place"
        )
    )  # fmt: skip
    assert (places["out:gift"], places["stock:reception"]) == (0, sold.reused_g)
    check_ledger(made.store)


def test_papers_of_the_shop_where_one_learns_say_so(small_shop: TestShop, tmp_path: Path) -> None:
    made = started(small_shop)
    made.office.training = True
    made.shop.vouchers.issue(made.manager, 500, "Essai")
    made.shop.solidarity.issue_card(made.manager, "SOLIDARITY", "", "2026-12-31")
    sell(made, basket_of(made, "Manteau"), made.shop.solidarity.payment("CCAS", 500, "1"))
    listed = made.shop.solidarity.claim(made.manager, "CCAS").value
    made.shop.solidarity.print_claim(made.manager, listed)
    sheet = made.shop.solidarity.write_claim(made.manager, listed, "pdf", tmp_path / "c.pdf")
    papers = [words(doc) for doc in printer(made).docs]
    assert [("FORMATION" in one) for one in papers] == [True] * 3
    assert "FORMATION" in PdfReader(sheet).pages[0].extract_text()


def test_the_card_reads_as_pdf_too(small_shop: TestShop, tmp_path: Path) -> None:
    made = opened(small_shop)
    made.shop.solidarity.issue_card(made.manager, "SOLIDARITY", "", "2026-12-31")
    path = tmp_path / "card.pdf"
    write_receipt_pdf(printer(made).docs[0], path)
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=203 / 72).to_pil().convert("L")
    document.close()
    (code,) = zxingcpp.read_barcodes(picture)
    assert made.shop.solidarity.find_card(code.text).tariff == "SOLIDARITY"


def test_without_its_tariff_a_lot_key_costs_its_lot_again(small_shop: TestShop) -> None:
    made = opened(small_shop)
    made.shop.solidarity.put_tariff(made.manager, Tariff("AIDE", "Aide", 5000))
    key = next(one for one in made.shop.counter.price_keys() if one.label == "CD, DVD")
    lot = replace(key, lot_qty=5, lot_cents=300)
    basket = Basket().add(made.shop.counter.line_of_key(lot))
    assert (basket.lines[0].qty, basket.total_cents) == (5, 300)
    lower = made.shop.solidarity.apply_tariff(basket, "AIDE")
    assert lower.total_cents == 250
    assert made.shop.solidarity.remove_tariff(lower, 1).total_cents == 300
