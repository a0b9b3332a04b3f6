"""The manager's pages about money: what is touched and typed is what the shop then does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invariants import contents
from paying_help import basket_of, code_on, gift_card, opened, printer, sell
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Key, Text

WIDE, NARROW = (1270, 704), (928, 704)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


class Post:
    """The settings, shown to the manager."""

    def __init__(self, made: TestShop, qtbot: QtBot) -> None:
        self.made, self.qtbot = opened(made), qtbot
        marie = next(one for one in made.shop.people.tiles() if one.op == "02")
        self.screen = SettingsScreen(made.shop, marie)
        self.said: list[str] = []
        self.screen.say.connect(lambda text, _undo: self.said.append(text))
        qtbot.addWidget(self.screen)
        self.screen.resize(*WIDE)
        self.screen.show()

    def open(self, code: str) -> Any:
        """Go to a page; the page."""
        self.screen.close_page()
        self.screen.open(code)
        self.settle()
        return self.screen.page

    def press(self, name: str) -> None:
        """Touch a key that can be seen."""
        found = [one for one in self.screen.findChildren(Key, name) if one.isVisible()]
        assert len(found) == 1, name
        assert found[0].isEnabled(), name
        found[0].click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        edit = self.screen.findChild(QLineEdit, name)
        assert edit is not None, name
        edit.setText(text)

    def settle(self) -> None:
        """Let the clerks finish."""
        for _round in range(3):
            self.qtbot.waitUntil(tasks.idle)
            QApplication.processEvents()

    @property
    def bar(self) -> str:
        """What the error bar says."""
        error = self.screen.error
        return f"{error.title.text()} {error.why.text()}" if error.isVisible() else ""


@pytest.fixture
def post(small_shop: TestShop, qtbot: QtBot) -> Post:
    """The settings of a shop with an open till and a printer."""
    return Post(small_shop, qtbot)


def test_ways_to_pay_stand_in_the_order_they_were_touched(post: Post) -> None:
    post.open("payments")
    post.press("ways_again")
    for code in ("TAB", "CARD", "LOCAL"):
        post.press(f"way_{code}")
    post.press("way_CASH")
    post.press("way_LOCAL")
    post.type("set_pay.local_name", "Galléco")
    post.press("set_voucher.remainder_LOST")
    post.screen.on_next()
    post.settle()
    office = post.made.office
    assert office.setting("pay.methods") == "CASH,TAB,CARD"
    assert office.setting("pay.local_name") == "Galléco"
    assert office.setting("voucher.remainder") == "LOST"
    assert not post.screen.page.changed()


def test_visitors_and_round_ups_counted_so_far_are_told(post: Post) -> None:
    made = post.made
    for key, value in (("survey.first_day", "2026-10-01"), ("roundup.offered", "1")):
        made.shop.settings.set(made.manager, key, value)
    basket = basket_of(made, "Livre", "Assiette, verre").from_commune("35024")
    sell(made, made.shop.survey.with_roundup(basket), Payment("CASH", 200))
    page = post.open("payments")
    told = " ".join(one.text() for one in page.findChildren(Text) if one.isVisible())
    assert "Arrondis de 2026\u00a0: 1" in told
    assert "0,50\u00a0€" in told
    assert "1 visiteur" in told


def test_a_voucher_is_found_by_scan_or_number_and_replaced_with_a_reason(post: Post) -> None:
    code = gift_card(post.made, 2000)
    page = post.open("vouchers")
    assert not page.shows(page.detail)
    post.screen.on_scan(code)
    post.settle()
    assert page.voucher.number == "CR-000001"
    assert page.worth.text() == "20,00\u00a0€"
    post.press("voucher_again")
    assert post.bar
    post.type("voucher_why", "Papier mouillé")
    post.screen.refresh(frozenset())
    post.press("voucher_again")
    assert page.voucher.number == "CR-000002"
    page.look_up("cr-000001")
    assert page.state.text() == "Annulé"
    assert not page.again.isVisible()
    shop = post.made.shop
    assert shop.vouchers.find(code_on(printer(post.made).docs[-1])).number == "CR-000002"


def test_a_voucher_is_given_and_its_missing_paper_is_told(post: Post) -> None:
    page = post.open("vouchers")
    printer(post.made).fail_with(TroubleKind.PAPER)
    post.press("voucher_new")
    post.type("voucher_amount", "12,5x")
    post.screen.on_next()
    post.settle()
    assert post.bar
    post.type("voucher_amount", "12,50")
    post.type("voucher_reason", "Tombola")
    post.screen.on_next()
    post.settle()
    assert page.voucher.left_cents == 1250
    page.entered()
    assert "non imprimé" in page.rows["BR-000001"].accessibleName()
    assert page.back() is False
    assert page.state.text() == "papier non imprimé"
    printer(post.made).fail_with(None)
    post.press("voucher_retry")
    page.entered()
    assert not page.retry.isVisible()
    assert page.state.text() == "En cours"


def test_a_kind_of_social_voucher_is_entered_claimed_and_put_away(
    post: Post, tmp_path: Path
) -> None:
    page = post.open("social")
    page.folder = tmp_path / "papers"
    post.press("social_new")
    post.screen.on_next()
    post.settle()
    assert post.bar
    for name, text in (
        ("social_label", "Bon textile"), ("social_issuer", "CCAS"), ("social_most", "15"),
        ("social_days", "45"), ("social_until", "31/12/2026"),
    ):  # fmt: skip
        post.type(name, text)
    post.press("social_family_textile")
    post.screen.on_next()
    post.settle()
    solidarity = post.made.shop.solidarity
    (kind,) = solidarity.types()
    assert (kind.code, kind.most_cents, kind.families, kind.valid_until, kind.claim_days) == (
        "S01", 1500, ("textile",), "2026-12-31", 45,
    )  # fmt: skip
    sell(post.made, basket_of(post.made, "Manteau"), solidarity.payment("S01", 500, "9"))
    page.entered()
    assert "5,00" in page.sum.text()
    post.press("social_claim")
    assert solidarity.to_claim() == []
    post.press("claim_PDF_BSR-2026-0001")
    post.press("claim_CSV_BSR-2026-0001")
    assert sorted(path.suffix for path in page.folder.iterdir()) == [".csv", ".pdf"]
    post.press("claim_Imprimer_BSR-2026-0001")
    assert "BSR-2026-0001" in printer(post.made).docs[-1].title
    post.press("social_away")
    assert solidarity.types() == ()
    assert not page.shows(page.page)


def test_a_day_that_is_none_is_refused_and_nothing_changes(post: Post) -> None:
    post.open("social")
    post.press("social_new")
    for name, text in (("social_label", "Bon"), ("social_issuer", "CCAS")):
        post.type(name, text)
    before = contents(post.made.store)
    post.type("social_until", "31/02/2026")
    post.screen.on_next()
    post.settle()
    assert "31/02/2026" in post.bar
    assert contents(post.made.store) == before


def test_a_tariff_is_changed_and_its_cards_given_and_stopped(post: Post) -> None:
    page = post.open("tariffs")
    post.type("tariff_share", "30")
    post.type("tariff_floor", "0,50")
    post.press("tariff_organism_required")
    post.screen.on_next()
    post.settle()
    (tariff,) = post.made.shop.solidarity.tariffs()
    assert (tariff.basis_points, tariff.floor_cents, tariff.organism_rule) == (3000, 50, "required")
    post.press("card_give")
    assert post.bar
    post.type("card_organism", "Restos")
    post.press("card_until_6")
    post.press("card_give")
    (card,) = post.made.shop.solidarity.cards()
    assert (card.tariff, card.valid_until) == (tariff.code, "2027-04-01")
    post.press("tariff_new")
    assert not page.cards.isVisible()
    post.screen.on_scan(code_on(printer(post.made).docs[-1]))
    post.settle()
    assert page.chosen == tariff.code
    post.press("card_cancel_SR-000001")
    assert post.made.shop.solidarity.cards()[0].state == "cancelled"


def test_an_account_is_opened_changed_and_closed_when_it_owes_nothing(post: Post) -> None:
    page = post.open("accounts")
    accounts = post.made.shop.accounts
    post.press("account_new")
    post.type("account_name", "Amap")
    post.type("account_most", "50")
    post.screen.on_next()
    post.settle()
    (known,) = accounts.open_accounts()
    assert (known.name, known.most_cents) == ("Amap", 5000)
    sell(post.made, basket_of(post.made, "Manteau"), accounts.payment(known.id, 500))
    page.entered()
    assert page.owed.text() == "5,00\u00a0€"
    post.press("account_close")
    assert "5,00" in post.bar
    post.type("account_most", "80")
    post.screen.on_next()
    post.settle()
    assert accounts.account(known.id).most_cents == 8000
    assert accounts.account(known.id).owed_cents == 500


@pytest.mark.parametrize("code", ["payments", "vouchers", "social", "tariffs", "accounts"])
def test_a_page_never_widens_a_small_window(post: Post, code: str) -> None:
    gift_card(post.made, 2000)
    page = post.open(code)
    post.screen.resize(*NARROW)
    post.settle()
    assert post.screen.width() == NARROW[0]
    assert page.width() <= NARROW[0] - 40
