"""What the counter refuses: said above the basket with a way out, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from counter_post import CASHIER, MANAGER, Post
from invariants import contents

from reuse_pos.domain.changes import Change
from reuse_pos.domain.item import State
from reuse_pos.hardware.ports import TroubleKind


@pytest.mark.parametrize(
    ("scan", "said", "way"),
    [
        ("R-009999", "n’est pas dans la liste", "Vendre quand même"),
        ("2000100052311", "abîmée", ""),
        ("9782070360024", "fabricant", ""),
        ("bonjour tout le monde", "ne se lit pas", ""),
        ("2200100000018", "pas celui d’un objet", ""),
    ],
)
def test_a_bad_scan_shows_a_bar_and_changes_nothing(
    post: Post, scan: str, said: str, way: str
) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    before, basket = contents(post.made.store), screen.model.basket
    screen.on_scan(scan)
    post.settle()
    assert said in post.bar
    assert screen.error.key.text() == way
    assert screen.model.basket == basket
    assert contents(post.made.store) == before


def test_a_reserved_thing_stays_reserved(post: Post) -> None:
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    with post.made.store.transaction() as tx:
        tx.execute("UPDATE item SET state = ? WHERE id = ?", State.RESERVED.value, thing.id)
    screen = post.start()
    screen.on_scan(thing.code)
    assert "réservé" in post.bar
    assert screen.model.basket.lines == ()


def test_an_untested_lamp_is_not_sold(post: Post) -> None:
    screen = post.start()
    screen.on_scan(post.label("EEE-LUM", 800, "Lampe").code)
    assert "test de sécurité" in post.bar
    assert screen.model.basket.lines == ()


def test_a_thing_already_sold_is_sold_without_its_label_in_one_touch(post: Post) -> None:
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(thing.code)
    screen.on_function_key(11)
    post.settle()
    screen.on_scan(thing.code)
    assert "déjà vendu" in post.bar
    post.take_way_out()
    line = screen.model.basket.lines[0]
    assert (line.label, line.item, line.total_cents) == ("Fauteuil", None, 4500)


def test_the_same_thing_twice_is_said_and_not_added(post: Post) -> None:
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(thing.code)
    screen.on_scan(thing.code)
    assert "Déjà dans le panier" in post.bar
    assert len(screen.model.basket.lines) == 1


def test_an_unknown_label_is_sold_anyway_at_a_typed_price(post: Post) -> None:
    screen = post.start()
    screen.on_scan("R-009999")
    post.take_way_out()
    post.press("pad_3")
    screen.sell.panel._tiles[4].click()
    line = screen.model.basket.lines[0]
    assert (line.family, line.total_cents) == ("jouets", 300)


def test_a_thing_never_priced_takes_a_typed_price_and_is_sold_itself(post: Post) -> None:
    thing = post.label("EA-AS-FAUTEUIL", None, "Fauteuil")
    screen = post.start()
    screen.on_scan(thing.code)
    post.take_way_out()
    for figure in ("2", "5"):
        post.press(f"pad_{figure}")
    screen.on_next()
    assert screen.model.basket.lines[0].item == thing.id
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 2500)]
    row = post.made.store.read().one("SELECT state FROM item WHERE id = ?", thing.id)
    assert row["state"] == "sold"


@pytest.mark.parametrize(
    ("approved", "until", "said"),
    [("0", "2027-01-31", "pas autorisée"), ("1", "", "pas autorisée"),
     ("1", "2026-09-30", "30/09")],
)
def test_a_scale_that_may_not_make_prices_sells_no_kilo(
    post: Post, approved: str, until: str, said: str
) -> None:
    post.set("scale.trade_approved", approved)
    post.set("scale.sticker_until", until)
    screen = post.start()
    post.load(1840)
    screen.on_function_key(1)
    assert said in post.bar
    assert screen.model.basket.lines == ()


def test_a_cashier_cannot_type_a_weight_but_a_manager_can(post: Post) -> None:
    screen = post.start(CASHIER)
    screen.on_function_key(1)
    post.press("weight_by_hand")
    assert not screen.sell.panel.typing
    assert "responsable" in post.bar
    screen.left()
    screen = post.start(MANAGER)
    screen.on_function_key(1)
    post.press("weight_by_hand")
    post.press("pad_2")
    assert not screen.sell.panel.next_key.isEnabled()
    post.press("choice_SCALE_OUT")
    screen.on_next()
    line = screen.model.basket.lines[0]
    assert (line.qty, line.weight_src.value, line.weight_reason) == (2000, "typed", "SCALE_OUT")
    assert "saisi" in screen.sell.basket.line(line.n).view().detail


def test_solidarity_above_the_role_is_refused(post: Post) -> None:
    post.set("price.solidarity_bp", "5000")
    screen = post.start()
    post.touch_tile("Manteau")
    screen.sell.basket.line(1).solidarity.click()
    assert "20\u00a0%" in post.bar
    assert screen.model.basket.discount_cents == 0


def test_the_discount_panel_locks_what_the_person_may_not_give(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(7)
    panel = screen.sell.panel
    enabled = [bp for bp in (1000, 2000, 3000, 5000) if panel.shares.key(str(bp)).isEnabled()]
    assert enabled == [1000, 2000]
    panel.shares.key("2000").click()
    assert not panel.next_key.isEnabled()
    panel.reasons.key("DEFECT").click()
    screen.on_next()
    assert screen.model.basket.total_cents == 400
    assert screen.model.basket.lines[0].discount_reason == "DEFECT"


def test_a_printer_without_paper_leaves_the_sale_and_tries_again(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    post.devices.receipt.fail_with(TroubleKind.PAPER)
    screen.on_scan(chair.code)
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 4500)]
    bar = screen.snackbar.bar
    assert bar.isVisible()
    assert "non imprimé" in bar.text()
    post.devices.receipt.fail_with(None)
    printed = len(post.devices.receipt.docs)
    bar.undo()
    post.settle()
    assert len(post.devices.receipt.docs) == printed + 1
    assert not bar.isVisible()


def test_a_sale_refused_at_the_end_keeps_basket_and_payment(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(chair.code)
    screen.on_next()
    with post.made.store.transaction() as tx:
        tx.execute("UPDATE item SET state = ? WHERE id = ?", State.RESERVED.value, chair.id)
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == []
    assert screen.page is screen.payment
    assert "réservé" in screen.payment.bar.title.text()
    assert len(screen.model.basket.lines) == 1


def test_a_scan_during_a_payment_begun_is_not_lost_silently(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    post.press("way_CARD")
    screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil").code)
    assert screen.payment.bar.isVisible()
    assert post.lines == ["Manteau"]


def test_a_printer_slower_than_the_sale_is_heard_later_and_told_once(post: Post) -> None:
    jobs: list[Callable[[], object]] = []
    post.made.office.later = jobs.append
    screen = post.start()
    post.devices.receipt.fail_with(TroubleKind.PAPER)
    for number in (1, 2):
        screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500 + number, "Fauteuil").code)
        screen.on_function_key(11)
        post.settle()
        bar = screen.snackbar.bar
        assert not bar.isVisible()
        while jobs:
            jobs.pop(0)()
        screen.refresh(frozenset({Change.COUNTER}))
        post.settle()
        assert bar.isVisible()
        bar.dismiss()
        screen.refresh(frozenset({Change.COUNTER}))
        post.settle()
        assert not bar.isVisible()
