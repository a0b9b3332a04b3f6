"""Papers and people at the counter: vouchers, cards, holds, tariffs, paper slips, free prices."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from counter_post import CASHIER, TILL, Post
from invariants import check_ledger
from paying_help import code_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.ids import CodeKind, make_random_code
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.roles import RIGHTS, Permission, Role
from reuse_pos.domain.solidarity import Tariff
from reuse_pos.services.sale_days import Plan
from reuse_pos.ui.approvaldialog import ApprovalDialog


def voucher(post: Post, cents: int) -> str:
    """The code of a voucher the manager gave, as read off its paper."""
    before = len(post.devices.receipt.docs)
    post.made.shop.vouchers.issue(post.made.manager, cents, "Geste")
    return code_on(post.devices.receipt.docs[before])


def card(post: Post, tariff: Tariff) -> str:
    solidarity = post.made.shop.solidarity
    solidarity.put_tariff(post.made.manager, tariff)
    before = len(post.devices.receipt.docs)
    solidarity.issue_card(post.made.manager, tariff.code, "CCAS", "2026-12-31")
    return code_on(post.devices.receipt.docs[before])


def body(post: Post) -> dict[str, object]:
    sql = "SELECT body FROM fiscal_record WHERE type = 'SALE' ORDER BY seq DESC"
    found: dict[str, object] = json.loads(str(post.made.store.read().value(sql)))
    return found


def test_a_voucher_scan_cash_note_finish_are_four_gestures(post: Post) -> None:
    code = voucher(post, 300)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    screen.on_scan(code)
    post.settle()
    assert [one.amount_cents for one in screen.payment.paying.piled] == [300]
    post.press("small_CASH")
    screen.payment.press_note(1)
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 500)]
    assert post.made.shop.vouchers.open_total() == []
    check_ledger(post.made.store)


def test_a_voucher_worth_more_says_what_stays_and_gives_no_change(post: Post) -> None:
    code = voucher(post, 2000)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    post.press("way_VOUCHER")
    for figure in code:
        post.press(f"pad_{figure}")
    post.press("pile")
    assert "15,00" in screen.payment.findChild(object, "payment_note_0").text()
    assert screen.payment.paying.change == 0
    screen.on_next()
    post.settle()
    (left,) = post.made.shop.vouchers.open_total()
    assert left.cents == 1500


def test_the_same_voucher_twice_pays_once(post: Post) -> None:
    code = voucher(post, 300)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    for _scan in range(2):
        screen.on_scan(code)
        post.settle()
    assert len(screen.payment.paying.piled) == 1
    assert "déjà dans ce paiement" in screen.payment.bar.title.text()


def test_a_voucher_scanned_first_waits_in_the_basket_and_pays(post: Post) -> None:
    code = voucher(post, 300)
    screen = post.start()
    screen.on_scan(code)
    post.settle()
    assert screen.model.basket.tenders[0].amount_cents == 300
    post.touch_tile("Manteau")
    assert screen.sell.basket.findChild(object, "tender_0").isVisible()
    screen.on_function_key(11)
    post.settle()
    rows = post.made.store.read().all("SELECT method, amt FROM sale_payment ORDER BY rowid")
    assert [tuple(row) for row in rows] == [("VOUCHER", 300), ("CASH", 200)]


def test_a_voucher_scanned_first_can_be_taken_away(post: Post) -> None:
    screen = post.start()
    screen.on_scan(voucher(post, 300))
    post.settle()
    post.touch_tile("Manteau")
    post.press("tender_0")
    assert screen.model.basket.tenders == ()
    screen.on_undo()
    assert len(screen.model.basket.tenders) == 1


def test_a_strange_voucher_is_refused_on_the_page_where_it_was_scanned(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    screen.on_scan(make_random_code(CodeKind.VOUCHER))
    post.settle()
    assert screen.payment.bar.isVisible()
    assert screen.payment.paying.piled == []


def test_a_gift_card_is_sold_from_its_tile(post: Post) -> None:
    screen = post.start()
    QTest.keyClicks(screen.sell.field.edit, "carte c")
    screen.sell.typed.emit("carte c")
    post.touch_tile("Carte cadeau")
    screen.sell.panel.tile(2000).click()
    screen.on_next()
    assert screen.model.basket.total_cents == 2000
    screen.on_function_key(11)
    post.settle()
    (open_sum,) = post.made.shop.vouchers.open_total()
    assert open_sum.cents == 2000


def test_a_solidarity_card_lowers_what_is_there_and_what_comes_after(post: Post) -> None:
    code = card(post, Tariff("AIDE", "Aide", 5000, 100))
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_scan(code)
    post.settle()
    assert screen.model.basket.total_cents == 250
    post.touch_tile("Vêtement")
    assert screen.model.basket.total_cents == 350
    post.press("tariff_off")
    assert screen.model.basket.total_cents == 700
    screen.on_undo()
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 350)]


def test_a_tariff_asks_who_sent_the_person_and_the_number(post: Post) -> None:
    solidarity = post.made.shop.solidarity
    solidarity.put_tariff(
        post.made.manager, Tariff("AIDE", "Aide", 5000, 0, "required", "required")
    )
    screen = post.start()
    post.touch_tile("Manteau")
    screen.sell.basket.line(1).solidarity.click()
    panel = screen.sell.panel
    panel.tariffs.key("AIDE").click()
    assert not panel.next_key.isEnabled()
    QTest.keyClicks(panel.organism, "Secours")
    QTest.keyClicks(panel.number, "A-12")
    QTest.keyClick(panel.number, Qt.Key.Key_Return)
    line = screen.model.basket.lines[0]
    assert (line.total_cents, line.organism, line.organism_no) == (250, "Secours", "A-12")
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 250)]


def held(post: Post) -> str:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    counter = post.made.shop.counter
    basket = Basket().add(counter.scanned(chair.code))
    post.made.shop.holds.hold(post.made.cashier, TILL, basket, HoldAsked(7, "Marie Dupont"))
    return chair.code


def test_a_thing_kept_for_somebody_goes_to_that_person_only(post: Post) -> None:
    code = held(post)
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_scan(code)
    assert "réservé pour M." in post.bar
    assert post.lines == ["Livre"]
    post.take_way_out()
    assert post.lines == ["Fauteuil"]
    assert [one.label[:5] for one in post.made.shop.counter.parked()] == ["Livre"]
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 4500)]
    check_ledger(post.made.store)


def test_f8_keeps_the_basket_for_a_name(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_function_key(8)
    assert screen.sell.panel is None
    screen.on_scan(chair.code)
    screen.on_function_key(8)
    QTest.keyClicks(screen.sell.panel.name, "Marie Dupont")
    screen.on_next()
    post.settle()
    assert screen.model.basket == Basket()
    (one,) = post.made.shop.holds.waiting()
    assert one.initials.startswith("M.")


def test_a_paper_slip_is_typed_in_once_and_marked(post: Post) -> None:
    screen = post.start()
    screen.on_function_key(5)
    post.settle()
    post.press("ticket_late")
    panel = screen.sell.panel
    QTest.keyClicks(panel.slip, "12")
    QTest.keyClick(panel.slip, Qt.Key.Key_Return)
    QTest.keyClicks(panel.hour, "2359")
    assert not panel.next_key.isEnabled()
    panel.hour.clear()
    QTest.keyClicks(panel.hour, "842")
    QTest.keyClick(panel.hour, Qt.Key.Key_Return)
    assert screen.late_bar.isVisible()
    for _sale in range(2):
        post.touch_tile("Manteau")
        screen.on_function_key(11)
        post.settle()
        assert not screen.late_bar.isVisible()
    assert "late" not in body(post)
    sql = "SELECT body FROM fiscal_record WHERE type = 'SALE' ORDER BY seq"
    first = json.loads(str(post.made.store.read().value(sql)))
    assert first["late"] == {"slip": "12", "made_at": "2026-10-01T08:42:00+02:00"}


def test_the_banner_can_be_stopped(post: Post) -> None:
    screen = post.start()
    screen.on_function_key(5)
    post.settle()
    post.press("ticket_late")
    screen.sell.panel.slip.setText("12")
    screen.sell.panel.hour.setText("08:42")
    screen.on_next()
    post.press("late_stop")
    assert screen.deeds.tickets.late is None


@pytest.mark.parametrize("cents", [0, 200])
def test_people_give_what_they_want_with_a_word(post: Post, cents: int) -> None:
    screen = post.start()
    clothes = post.key("Vêtement")
    key = replace(clothes, code="LIBRE", label="Prix libre", unit="free", price_cents=0)
    screen.selling._touch(key)
    panel = screen.sell.panel
    panel.tile(cents).click()
    QTest.keyClicks(panel.comment, "Fin de brocante")
    QTest.keyClick(panel.comment, Qt.Key.Key_Return)
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", cents)]
    assert body(post)["lines"][0]["comment"] == "Fin de brocante"


def test_a_lot_key_says_and_sells_its_lot(post: Post) -> None:
    book = post.key("Livre")
    plan = replace(book, lot_qty=5, lot_cents=400)
    keys = post.made.shop.price_keys
    keys.bring_back(post.made.manager, plan)
    screen = post.start()
    tile = next(one for one in screen.sell.keys.tiles if one.text() == "Livre")
    assert tile._note == "5 pour 4\u00a0€"
    post.touch_tile("Livre")
    screen.model.change_quantity(1)
    assert screen.model.basket.total_cents == 500
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 500)]


def test_sale_days_are_told_and_their_lowest_price_shown(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4000, "Fauteuil")
    post.made.shop.sale_days.plan(
        post.made.manager,
        Plan("Braderie meubles", "2026-10-01", "2026-10-03", "percent", 5000, ("meubles",)),
    )
    screen = post.start()
    chip = screen.sell.findChild(object, "operation")
    assert chip.isVisible()
    assert "Braderie meubles" in chip.text()
    screen.on_scan(chair.code)
    line = screen.model.basket.lines[0]
    assert line.total_cents == 2000
    assert screen.sell.basket.line(1).view().old_price == "40,00\u00a0€"
    told = screen.sell.basket.findChild(object, "line_told")
    assert told.isVisible()
    assert "30 j" in told.text()


def test_known_defects_are_under_the_chosen_line(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4000, "Fauteuil", known_defects="Un pied recollé")
    screen = post.start()
    screen.on_scan(chair.code)
    assert "Un pied recollé" in screen.sell.basket.findChild(object, "line_told").text()


def test_the_drawer_opens_with_a_yes_for_who_may_not(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = RIGHTS[Role.CASHIER] - {Permission.OPEN_DRAWER}
    monkeypatch.setitem(RIGHTS, Role.CASHIER, fewer)
    screen = post.start()
    screen.on_function_key(10)
    post.press("reason_CHECK")
    assert post.devices.drawer.opened == 0
    dialog = screen.window().findChild(ApprovalDialog)
    dialog.who.given.emit("02", "Gestion-02")
    post.settle()
    assert post.devices.drawer.opened == 1


def test_another_till_can_be_opened_on_this_post(shut: Post) -> None:
    screen = shut.start(CASHIER)
    screen.opening.choice.tiles["001-2"].click()
    shut.settle()
    assert screen.opening.asking == "001-2"
    screen.on_next()
    shut.settle()
    assert screen.page is screen.sell
    shut.touch_tile("Manteau")
    screen.on_function_key(11)
    shut.settle()
    assert shut.made.store.read().value("SELECT till FROM sale") == "001-2"


def test_a_page_with_more_keys_than_room_turns(post: Post) -> None:
    screen = post.start()
    many = [PriceKey(f"T{n}", f"Chose {n}", post.key("Livre").category, "book", "piece", 100, None,
                     3, n) for n in range(25)]  # fmt: skip
    screen.selling.set_up(many, ())
    seen: set[str] = set()
    screen.selling.show_page(3)
    for _turn in range(2):
        seen |= {tile.text() for tile in screen.sell.keys.tiles}
        post.touch_tile("Autres touches")
    assert {key.label for key in many} <= seen
