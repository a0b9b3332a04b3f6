"""Every way to pay through the screen: what each asks, what piles up, what the person sees."""

from __future__ import annotations

import pytest
from counter_post import Post
from invariants import check_ledger
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.solidarity import SocialType
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.widgets import Text

ALL = "CASH,CARD,SOCIAL,CHEQUE,VOUCHER,CREDIT,TAB,TRANSFER,LOCAL"


class Display:
    """A customer's display that keeps what it was told."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, upper: str, lower: str) -> None:
        self.shown.append((upper, lower))


def paid(post: Post) -> list[tuple[object, ...]]:
    rows = post.made.store.read().all("SELECT method, amt, ref FROM sale_payment ORDER BY rowid")
    return [tuple(row) for row in rows]


def at_payment(post: Post, *labels: str) -> CounterScreen:
    screen = post.start()
    for label in labels:
        post.touch_tile(label)
    screen.on_next()
    return screen


def test_the_ways_come_from_the_setting_in_its_order(post: Post) -> None:
    post.set("pay.methods", "CARD,CASH,LOCAL")
    post.set("pay.local_name", "Galléco")
    screen = at_payment(post, "Manteau")
    names = {key.objectName(): key.text() for key in screen.payment.ways.findChildren(object)
             if key.objectName().startswith("way_")}  # fmt: skip
    assert list(names) == ["way_CARD", "way_CASH", "way_LOCAL"]
    assert names["way_LOCAL"] == "Galléco"


def test_every_way_has_its_own_letter_and_each_opens_it(post: Post) -> None:
    post.set("pay.methods", ALL)
    screen = at_payment(post, "Manteau")
    assert len({one.hotkey for one in METHODS}) == len(METHODS)
    for one in METHODS:
        screen.payment.setFocus()
        QTest.keyClick(screen.payment, Qt.Key(ord(one.hotkey)))
        assert screen.payment.paying.chosen == one.code


def test_a_cheque_waits_for_its_number_and_letters_in_it_change_nothing(post: Post) -> None:
    screen = at_payment(post, "Manteau")
    post.press("way_CHEQUE")
    number = screen.payment.amounts.number.edit
    QTest.keyClicks(number, "c12")
    assert screen.payment.paying.chosen == "CHEQUE"
    assert screen.payment.paying.number == "c12"
    number.clear()
    assert not screen.payment.finish.isEnabled()
    for figure in "4071":
        post.press(f"pad_{figure}")
    assert screen.payment.paying.entry.value == 500
    QTest.keyClick(number, Qt.Key.Key_Return)
    post.settle()
    assert paid(post) == [("CHEQUE", 500, "4071")]


def test_figures_go_to_the_amount_again_once_it_is_touched(post: Post) -> None:
    screen = at_payment(post, "Manteau")
    post.press("way_CHEQUE")
    post.press("pad_7")
    screen.payment.amounts.field.touched.emit()
    post.press("pad_2")
    assert (screen.payment.paying.number, screen.payment.paying.entry.value) == ("7", 200)


def test_two_cheques_pile_up_with_their_numbers(post: Post) -> None:
    screen = at_payment(post, "Manteau")
    post.press("way_CHEQUE")
    post.press("pad_1")
    screen.payment.amounts.field.touched.emit()
    post.press("pad_2")
    post.press("pile")
    post.press("small_CHEQUE")
    post.press("pad_2")
    screen.on_next()
    post.settle()
    assert paid(post) == [("CHEQUE", 200, "1"), ("CHEQUE", 300, "2")]


def test_a_social_voucher_is_chosen_numbered_and_never_above_its_rule(post: Post) -> None:
    solidarity = post.made.shop.solidarity
    for code, name in (("CCAS", "Bon CCAS"), ("SP", "Bon vert")):
        kind = SocialType(code, name, f"Emetteur {code}", "Une fois", 300)
        solidarity.put_type(post.made.manager, kind)
    screen = at_payment(post, "Manteau")
    post.press("way_SOCIAL")
    assert screen.payment.paying.step == "pick"
    screen.payment.amounts.picks.chosen.emit("CCAS")
    assert screen.payment.paying.entry.value == 300
    for figure in "2291":
        post.press(f"pad_{figure}")
    post.press("pile")
    notes = screen.payment.findChildren(Text, "payment_note_0")
    said = next(one.text() for one in notes if one.isVisible())
    assert "Bon CCAS" in said
    assert "2291" in said
    assert "Emetteur" not in said
    post.press("small_CASH")
    screen.payment.press_note(1)
    screen.on_next()
    post.settle()
    assert paid(post) == [
        ("SOCIAL", 300, "2291"), ("CASH", 1000, None), ("CHANGE", -800, None)
    ]  # fmt: skip
    assert solidarity.to_claim()[0].cents == 300
    check_ledger(post.made.store)


def test_a_single_kind_is_not_asked(post: Post) -> None:
    kind = SocialType("CCAS", "Bon CCAS", "Ville", number_rule="none")
    post.made.shop.solidarity.put_type(post.made.manager, kind)
    screen = at_payment(post, "Manteau")
    post.press("way_SOCIAL")
    screen.on_next()
    post.settle()
    assert paid(post) == [("SOCIAL", 500, None)]


def test_a_tab_is_chosen_in_the_list_and_stops_at_what_it_may_owe(post: Post) -> None:
    post.set("pay.methods", ALL)
    accounts = post.made.shop.accounts
    one = accounts.open_account(post.made.manager, "Centre social", "", 300).value
    accounts.open_account(post.made.manager, "École", "", 20_000)
    screen = at_payment(post, "Manteau")
    post.press("way_TAB")
    screen.payment.amounts.picks.chosen.emit(one.hex())
    assert screen.payment.paying.entry.value == 300
    post.press("pile")
    screen.on_function_key(11)
    post.settle()
    assert [row[:2] for row in paid(post)] == [("TAB", 300), ("CASH", 200)]
    assert accounts.account(one).owed_cents == 300


def test_a_tab_is_paid_back_through_the_basket(post: Post) -> None:
    post.set("pay.methods", ALL)
    accounts = post.made.shop.accounts
    account = accounts.open_account(post.made.manager, "Centre social", "", 20_000).value
    screen = at_payment(post, "Manteau")
    post.press("way_TAB")
    screen.on_next()
    post.settle()
    assert accounts.account(account).owed_cents == 500
    screen.selling.show_page(6)
    post.touch_tile("Régler un compte")
    screen.sell.panel.chosen.emit(account.hex())
    screen.on_next()
    screen.on_function_key(11)
    post.settle()
    assert accounts.account(account).owed_cents == 0


def test_no_way_is_dead_without_what_it_needs(post: Post) -> None:
    post.set("pay.methods", ALL)
    screen = at_payment(post, "Manteau")
    for code, words in (("SOCIAL", "Aucune sorte"), ("TAB", "Aucun compte")):
        screen.payment.touch(code)
        assert not screen.payment.finish.isEnabled()
        assert words in screen.payment.amounts._none._title.text()


def test_the_gift_rounds_up_goes_and_is_never_forced(post: Post) -> None:
    post.set("roundup.offered", "1")
    screen = at_payment(post, "Assiette, verre")
    card = screen.payment.round_up
    assert card.isVisible()
    assert card._choices.value == "no"
    card._choices.key("yes").click()
    assert screen.payment.paying.total == 100
    card._choices.key("no").click()
    assert screen.payment.paying.total == 50
    card._choices.key("yes").click()
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 100)]
    assert post.made.shop.survey.roundups("2026-10-01", "2026-10-01") == (1, 50)


def test_nothing_is_offered_where_nothing_is_to_round_or_the_shop_does_not(post: Post) -> None:
    screen = at_payment(post, "Assiette, verre")
    assert not screen.payment.round_up.isVisible()
    screen.back_to_basket()
    post.set("roundup.offered", "1")
    screen.deeds.reload()
    post.settle()
    post.touch_tile("Assiette, verre")
    screen.on_next()
    assert not screen.payment.round_up.isVisible()


def test_the_commune_is_asked_while_the_survey_runs_and_counted(post: Post) -> None:
    post.set("survey.first_day", "2026-10-01")
    post.set("survey.last_day", "2026-10-02")
    screen = at_payment(post, "Manteau")
    assert screen.payment.communes.isVisible()
    screen.payment.communes._choices.key("35024").click()
    screen.on_function_key(11)
    post.settle()
    towns = post.made.shop.survey.figures("2026-10-01", "2026-10-02")
    assert [(one.insee, one.n) for one in towns] == [("35024", 1)]
    post.made.clock.forward(days=2)
    screen.deeds.reload()
    post.settle()
    post.touch_tile("Manteau")
    screen.on_next()
    assert not screen.payment.communes.isVisible()


def test_the_person_reads_lines_total_and_change_only_where_there_is_a_display(
    post: Post,
) -> None:
    screen = at_payment(post, "Manteau")
    assert not screen.payment.seen.isVisible()
    screen.back_to_basket()
    post.devices.display = display = Display()
    screen.deeds.reload()
    post.settle()
    post.touch_tile("Livre")
    screen.on_next()
    assert screen.payment.seen.isVisible()
    screen.payment.press_note(1)
    screen.on_next()
    post.settle()
    told = [f"{upper}|{lower}" for upper, lower in display.shown]
    assert "Livre" in told[0]
    assert "6,00" in told[1]
    assert "4,00" in told[-1]


@pytest.mark.parametrize("method", ["TRANSFER", "LOCAL"])
def test_what_needs_nothing_finishes_at_once(post: Post, method: str) -> None:
    post.set("pay.methods", ALL)
    screen = at_payment(post, "Manteau")
    post.press(f"way_{method}")
    assert screen.payment.finish.text() == "Terminer la vente"
    screen.on_next()
    post.settle()
    assert paid(post) == [(method, 500, None)]
