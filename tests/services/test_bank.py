"""Money brought to the bank: counted, numbered, taken off the drawer, and no cheque twice."""

from __future__ import annotations

import pytest
from invariants import check_ledger
from shops import TestShop
from till_help import FLOAT, OTHER, TILL, bodies, count_of, sell, sound

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.roles import Permission
from reuse_pos.fiscal import records as fiscal
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office, Station
from reuse_pos.services.verb import Act, verb


@pytest.fixture
def till(small_shop: TestShop) -> TestShop:
    """A till with 216,00 in the drawer and two cheques."""
    small_shop.office.devices.receipt = FakeReceiptPrinter()
    small_shop.shop.till.open_session(small_shop.cashier, TILL, FLOAT)
    sell(small_shop, 6_600)
    sell(small_shop, 4_500, "CHEQUE", "0012345")
    sell(small_shop, 1_500, "CHEQUE", "0012346")
    return small_shop


def printed(made: TestShop, columns: int = 48) -> str:
    printer = made.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    return "\n".join(render_text(printer.docs[-1], columns))


def test_cash_from_the_drawer_leaves_it(till: TestShop) -> None:
    """Catches a bag for the bank that the next count finds missing."""
    number = till.shop.bank.deposit_cash(till.cashier, TILL, {5_000: 1, 1_000: 1}, " S-77 ").value
    assert number == "RE-26-0001"
    move = bodies(till, "CASH_MOVE")[-1]
    assert (move["kind"], move["amt"]) == ("DEPOSIT", -6_000)
    assert till.shop.till.figures(TILL).drawer_cents == 15_600
    (kept,) = till.shop.bank.deposits("2026-10-01", "2026-10-01")
    assert (kept.cents, kept.pieces, kept.bag, kept.op) == (6_000, 2, "S-77", "07")
    slip = printed(till)
    for part in ("Remise d'espèces", "RE-26-0001", "S-77", "1 x 50,00", "60,00 EUR"):
        assert part in slip, part
    till.shop.till.close_session(till.cashier, TILL, count_of(15_600))
    assert bodies(till, "SESSION_CLOSE")[0]["methods"][0]["diff"] == 0
    sound(till)
    check_ledger(till.store)


@pytest.mark.parametrize(
    ("pieces", "bag", "code"),
    [({}, "", "empty"), ({5_000: 0}, "", "empty"), ({20_000: 2}, "", "too_much"),
     ({5_000: 1}, "x" * 31, "bag"), ({5_000: 1}, "a\x1bb", "bag"), ({50_000: 1}, "", "count")],
)  # fmt: skip
def test_a_bag_that_cannot_be_is_refused(
    till: TestShop, pieces: dict[int, int], bag: str, code: str
) -> None:
    """Catches more brought to the bank than there is."""
    with pytest.raises(Refusal) as refused:
        till.shop.bank.deposit_cash(till.cashier, TILL, pieces, bag)
    assert refused.value.code == code
    assert till.shop.bank.deposits("2000-01-01", "2999-01-01") == []
    assert bodies(till, "CASH_MOVE") == []


def test_the_safe_fills_with_each_z_and_empties_at_the_bank(till: TestShop) -> None:
    """Catches takings that vanish between the Z and the bank."""
    shop, cashier = till.shop, till.cashier
    shop.till.cash_move(cashier, TILL, "DEPOSIT", -1_200, "Trop d’argent")
    assert shop.bank.safe_cents() == 1_200
    shop.till.close_session(cashier, TILL, count_of(20_400))
    assert shop.bank.safe_cents() == 1_200 + 5_400
    with pytest.raises(Refusal) as refused:
        shop.bank.deposit_cash(cashier, TILL, {5_000: 1})
    assert refused.value.code == "closed"
    shop.bank.deposit_cash(cashier, TILL, {5_000: 1, 1_000: 1}, source="SAFE")
    assert shop.bank.safe_cents() == 600
    assert len(bodies(till, "CASH_MOVE")) == 1
    assert shop.till.status(TILL).carried_cents == FLOAT
    shop.till.open_session(cashier, TILL, FLOAT)
    shop.bank.deposit_cash(cashier, TILL, {5_000: 1})
    assert shop.bank.safe_cents() == 600
    sound(till)


def test_cheques_are_ticked_and_never_brought_twice(till: TestShop) -> None:
    """Catches the same cheque on two slips."""
    bank = till.shop.bank
    held = bank.cheques_held()
    assert [(one.ref, one.cents) for one in held] == [("0012345", 4_500), ("0012346", 1_500)]
    number = bank.deposit_cheques(till.cashier, TILL, [held[0].key]).value
    assert number == "RC-26-0001"
    for part in ("Remise de chèques", "0012345", held[0].doc_no, "45,00 EUR"):
        assert part in printed(till), part
    assert [one.ref for one in bank.cheques_held()] == ["0012346"]
    for again in ([held[0].key], [held[0].key, held[1].key], [], [(TILL, 999, 1)]):
        with pytest.raises(Refusal) as refused:
            bank.deposit_cheques(till.cashier, TILL, again)
        assert refused.value.code == "cheques"
    assert bank.deposit_cheques(till.cashier, TILL, [held[1].key]).value == "RC-26-0002"
    assert bank.cheques_held() == []
    assert till.shop.till.figures(TILL).expected["CHEQUE"] == 6_000, "the Z stays per session"
    check_ledger(till.store)


def test_cheques_of_every_till_and_day_wait_together(till: TestShop) -> None:
    """Catches a cheque of till 2, or of last month, that nobody ever brings."""
    till.shop.till.open_session(till.cashier, OTHER, FLOAT)
    sell(till, 700, "CHEQUE", "77", till=OTHER)
    till.clock.forward(days=40)
    sell(till, 800, "CHEQUE", "78")
    assert [one.ref for one in till.shop.bank.cheques_held()] == ["0012345", "0012346", "77", "78"]


def test_a_cheque_given_back_is_not_on_the_list(till: TestShop) -> None:
    """Catches a cheque corrected to a card payment that the bank is told to expect."""
    held = till.shop.bank.cheques_held()[0]

    class Corrections(Station):
        def __init__(self, office: Office) -> None:
            super().__init__(office)

        @verb("payment_corrected", Permission.SELL)
        def correct(self, act: Act) -> None:
            journal = TillJournal(act, self.office, TILL)
            pay = [fiscal.Pay("CHEQUE", -held.cents, held.ref), fiscal.Pay("CARD", held.cents)]
            ref = fiscal.Ref(held.doc_no, held.seq)
            journal.write(fiscal.payment_correction(journal.stamp, ref, pay, 1))

    Corrections(till.office).correct(till.cashier)
    assert [one.ref for one in till.shop.bank.cheques_held()] == ["0012346"]
    figures = till.shop.till.figures(TILL)
    assert (figures.counts["CHEQUE"], figures.counts["CARD"]) == (1, 1)
    with pytest.raises(Refusal):
        till.shop.bank.deposit_cheques(till.cashier, TILL, [held.key])


def test_slips_print_again_and_go_to_a_file(till: TestShop) -> None:
    """Catches a slip lost with its first paper, and lines too long for the roll."""
    number = till.shop.bank.deposit_cheques(
        till.cashier, TILL, [one.key for one in till.shop.bank.cheques_held()], "B-1"
    ).value
    assert till.shop.bank.print_slip(number) == ""
    for columns in (48, 32):
        assert max(map(len, printed(till, columns).splitlines())) <= columns
    path = till.shop.bank.slip_pdf(number)
    assert path.name == "bank-RC-26-0001.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    with pytest.raises(Refusal):
        till.shop.bank.slip("RC-26-0099")


def test_only_who_closes_the_till_brings_money_to_the_bank(till: TestShop) -> None:
    """Catches a right forgotten on the verbs."""
    for who in (till.reception, till.inspector):
        with pytest.raises(Refusal) as refused:
            till.shop.bank.deposit_cash(who, TILL, {5_000: 1})
        assert refused.value.code == "right"
        with pytest.raises(Refusal):
            till.shop.bank.deposit_cheques(who, TILL, [till.shop.bank.cheques_held()[0].key])
