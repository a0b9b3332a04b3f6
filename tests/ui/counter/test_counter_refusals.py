"""What the counter refuses: said above the basket with a way out, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from counter_post import CASHIER, MANAGER, Post
from invariants import contents
from PIL import Image
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.item import State
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services import photos
from reuse_pos.ui.approvaldialog import ApprovalDialog
from reuse_pos.ui.widgets import Text


@pytest.mark.parametrize(
    ("scan", "said", "way"),
    [
        ("R-009999", "n’est pas dans la liste", "Vendre quand même"),
        ("2000100052311", "abîmée", ""),
        ("9782070360024", "fabricant", ""),
        ("bonjour tout le monde", "ne se lit pas", ""),
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
    [
        ("0", "2027-01-31", "pas autorisée"),
        ("1", "", "pas autorisée"),
        ("1", "2026-09-30", "30/09"),
    ],
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


def type_two_kilos(post: Post) -> None:
    screen = post.screen
    screen.on_function_key(1)
    post.press("weight_by_hand")
    post.press("pad_2")
    assert not screen.sell.panel.next_key.isEnabled()
    post.press("choice_SCALE_OUT")
    screen.on_next()


def test_a_manager_types_a_weight_and_the_line_says_so(post: Post) -> None:
    screen = post.start(MANAGER)
    type_two_kilos(post)
    line = screen.model.basket.lines[0]
    assert (line.qty, line.weight_src.value, line.weight_reason) == (2000, "typed", "SCALE_OUT")
    assert "saisi" in screen.sell.basket.line(line.n).view().detail


def test_a_cashier_types_a_weight_only_with_a_yes(post: Post) -> None:
    screen = post.start(CASHIER)
    type_two_kilos(post)
    assert screen.model.basket.lines == ()
    say_yes(post)
    line = screen.model.basket.lines[0]
    assert (line.qty, line.weight_src.value, bool(line.approval)) == (2000, "typed", True)
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 1000)]


def say_yes(post: Post, password: str = "Gestion-02") -> None:
    """The manager accepts over the screen."""
    dialog = post.screen.window().findChild(ApprovalDialog)
    assert dialog is not None
    dialog.who.choose("02")
    dialog.who.given.emit("02", password)
    post.settle()


def test_the_shops_tariff_needs_nobody_however_deep(post: Post) -> None:
    solidarity = post.made.shop.solidarity
    tariff = replace(solidarity.tariffs()[0], basis_points=5000)
    solidarity.put_tariff(post.made.manager, tariff)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.sell.basket.line(1).solidarity.click()
    assert screen.model.basket.total_cents == 250
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 250)]


def ask_half_off(post: Post, scope: str = "line") -> None:
    screen = post.screen
    screen.on_function_key(7)
    panel = screen.sell.panel
    panel.scope.key(scope).click()
    panel.shares.key("5000").click()
    assert not panel.next_key.isEnabled()
    panel.reasons.key("GESTURE").click()
    screen.on_next()
    post.settle()


def test_a_reduction_within_the_limit_needs_nobody(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_function_key(7)
    screen.sell.panel.shares.key("2000").click()
    screen.sell.panel.reasons.key("DEFECT").click()
    screen.on_next()
    assert screen.model.basket.total_cents == 400
    assert screen.model.basket.lines[0].discount_reason == "DEFECT"


def test_a_reduction_above_the_limit_waits_for_a_yes_and_the_sale_takes_it(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    ask_half_off(post)
    assert screen.model.basket.total_cents == 500
    say_yes(post)
    assert screen.model.basket.total_cents == 250
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 250)]


def test_refusing_leaves_the_price_and_the_other_way_gives_the_most_alone(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    ask_half_off(post)
    dialog = screen.window().findChild(ApprovalDialog)
    assert "4,00" in dialog.instead.text()
    dialog.instead.click()
    post.settle()
    assert screen.model.basket.total_cents == 400
    assert screen.model.basket.lines[0].approval == ""


def test_who_says_yes_sees_the_thing_and_what_is_known_of_it(post: Post) -> None:
    """Catches a yes asked without the photo, the date and the defect that justify it."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    name = photos.keep(post.made.office.folder, picture.getvalue())
    words = {"known_defects": "un pied recollé", "photo": name}
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil", **words)
    screen = post.start()
    screen.on_scan(thing.code)
    ask_half_off(post)
    dialog = screen.window().findChild(ApprovalDialog)
    told = [one.text() for one in dialog.findChildren(Text)]
    assert any("Ici depuis le" in text and "un pied recollé" in text for text in told)
    assert dialog.findChild(QWidget, "approval_photo").width() == 150


def test_a_whole_ticket_is_reduced_to_the_cent_with_one_yes(post: Post) -> None:
    screen = post.start()
    for label in ("Manteau", "Livre", "Jouet"):
        post.touch_tile(label)
    ask_half_off(post, "ticket")
    say_yes(post)
    assert screen.model.basket.total_cents == 350
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 350)]


def test_a_thing_is_given_away_with_a_yes_and_counts_as_reused(post: Post) -> None:
    screen = post.start()
    screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil").code)
    screen.on_function_key(7)
    post.press("discount_free")
    screen.on_next()
    say_yes(post)
    assert screen.model.basket.total_cents == 0
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 0)]
    gone = post.made.store.read().one(
        "SELECT SUM(grams) AS g FROM mass_posting WHERE place = 'out:gift'"
    )
    assert gone["g"] == 1500


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
