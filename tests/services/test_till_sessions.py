"""Tills and sessions: two drawers, a handover at noon, the float carried over, a gap accepted."""

from __future__ import annotations

import pytest
from invariants import check_ledger
from shops import TestShop
from till_help import FLOAT, OTHER, TILL, bodies, count_of, kinds, sell, sound

from reuse_pos.domain.approval import DIFFERENCE
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import change_drawn
from reuse_pos.domain.paper import render_text
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.office import Office
from reuse_pos.services.shop import Shop


@pytest.fixture
def till(small_shop: TestShop) -> TestShop:
    """Till 1 open with 150,00, 66,00 taken in cash and 40,00 by card."""
    small_shop.shop.till.open_session(small_shop.cashier, TILL, FLOAT)
    sell(small_shop, 6_600)
    sell(small_shop, 4_000, "CARD")
    return small_shop


def paper(made: TestShop, seq: int, columns: int = 48) -> str:
    return "\n".join(render_text(made.shop.till.z_report(TILL, seq), columns))


def test_a_post_keeps_the_till_it_chose(small_shop: TestShop) -> None:
    """Catches a choice lost at the next start, and a till that was never there."""
    shop = small_shop.shop
    assert shop.till.of_this_post() == TILL
    shop.till.choose(OTHER)
    again = Shop(Office(small_shop.store, small_shop.clock, small_shop.office.folder,
                        small_shop.office.keys))  # fmt: skip
    assert again.till.of_this_post() == OTHER
    with pytest.raises(Refusal):
        shop.till.choose("001-9")
    assert shop.till.of_this_post() == OTHER
    path = small_shop.office.folder.high_water.parent / "post.json"
    for torn in ('{"till": "001-9"}', '{"till"', "[]"):
        path.write_text(torn)
        assert shop.till.of_this_post() == TILL


def test_two_tills_have_their_own_drawers_numbers_and_days(till: TestShop) -> None:
    """Catches a sale at till 2 that shows in the Z of till 1."""
    shop, cashier = till.shop, till.cashier
    shop.till.open_session(till.manager, OTHER, 10_000)
    sell(till, 900, till=OTHER)
    one, two = shop.till.overview()
    assert (one.op, two.op, one.session, two.session) == ("07", "02", 1, 1)
    shop.till.close_session(cashier, TILL, count_of(21_600), day_too=True)
    assert shop.till.figures(OTHER).drawer_cents == 10_900
    assert kinds(till, OTHER)[-1] == "SALE"
    waiting = {one.till: one for one in shop.till.waiting()}
    assert (waiting[TILL].day, waiting[OTHER].day) == ("", "2026-10-01")
    assert waiting[OTHER].session == 1
    shop.till.close_session(till.manager, OTHER, count_of(10_900), day_too=True)
    days = shop.till.closings("DAY", "2026-10-01", "2026-10-01")
    assert {(row.till, row.total) for row in days} == {(TILL, 10_600), (OTHER, 900)}
    sound(till)


def test_a_handover_at_noon_gives_two_z_and_one_day(till: TestShop) -> None:
    """Catches sales of the morning counted again in the afternoon's Z."""
    shop = till.shop
    shop.till.close_session(till.cashier, TILL, count_of(21_600))
    assert shop.till.status(TILL).carried_cents == FLOAT
    shop.till.open_session(till.manager, TILL, shop.till.status(TILL).carried_cents)
    sell(till, 2_000)
    shop.till.close_session(till.manager, TILL, count_of(17_000), day_too=True)
    zs = bodies(till, "SESSION_CLOSE")
    day = bodies(till, "CLOSE_DAY")[0]
    assert [(z["number"], z["total"], z["op"]) for z in zs] == [(1, 10_600, "07"), (2, 2_000, "02")]
    assert day["total"] == 12_600 == sum(z["total"] for z in zs)
    sound(till)
    check_ledger(till.store)


@pytest.mark.parametrize(
    ("counted", "left", "carried"), [(21_600, None, 15_000), (9_000, None, 9_000),
                                     (21_600, 21_600, 21_600), (21_600, 0, 0)],
)  # fmt: skip
def test_the_float_is_carried_over(
    till: TestShop, counted: int, left: int | None, carried: int
) -> None:
    """Catches a float proposed that is not in the drawer."""
    reason = None if counted == 21_600 else "UNKNOWN"
    count = count_of(counted, reason=reason, left_cents=left, unapproved=True)
    till.shop.till.close_session(till.cashier, TILL, count)
    assert till.shop.till.status(TILL).carried_cents == carried
    z = bodies(till, "SESSION_CLOSE")[0]
    assert (z["left"], z["to_safe"]) == (carried, counted - carried)


def test_more_than_was_counted_cannot_stay(till: TestShop) -> None:
    """Catches a float carried over that never was in the drawer."""
    with pytest.raises(Refusal) as refused:
        till.shop.till.close_session(till.cashier, TILL, count_of(21_600, left_cents=21_700))
    assert refused.value.code == "left"
    assert till.shop.till.status(TILL).session == 1


def test_a_float_that_differs_is_written_down(till: TestShop) -> None:
    """Catches five euros lost between the Z of the evening and the float of the morning."""
    till.office.devices.receipt = printer = FakeReceiptPrinter()
    till.shop.till.close_session(till.cashier, TILL, count_of(21_600), day_too=True)
    till.clock.forward(days=1)
    till.shop.till.open_session(till.cashier, TILL, 14_500)
    assert bodies(till, "SESSION_OPEN")[1]["carried"] == 15_000
    slip = "\n".join(render_text(printer.docs[-1], 48))
    assert "150,00" in slip
    assert "-5,00" in slip
    till.shop.till.close_session(till.cashier, TILL, count_of(14_500))
    till.shop.till.open_session(till.cashier, TILL, 14_500)
    assert "carried" not in bodies(till, "SESSION_OPEN")[2]


def test_a_large_difference_needs_a_yes_or_is_told(till: TestShop) -> None:
    """Catches a till that cannot be closed without a manager, and a gap nobody hears of."""
    shop = till.shop
    with pytest.raises(Refusal) as refused:
        shop.till.close_session(till.cashier, TILL, count_of(20_000, reason="UNKNOWN"))
    assert (refused.value.code, refused.value.facts["cents"]) == ("approval", 1_600)
    assert shop.till.status(TILL).session == 1
    seq = shop.till.close_session(
        till.cashier, TILL, count_of(20_000, reason="UNKNOWN", unapproved=True)
    ).value
    assert bodies(till, "SESSION_CLOSE")[0]["approval"] == "UNAPPROVED"
    (open_gap,) = shop.till.to_accept()
    assert (open_gap.seq, open_gap.difference_cents) == (seq, -1_600)
    with pytest.raises(Refusal):
        shop.till.accept_difference(till.cashier, TILL, seq, "Vu avec la caisse")
    shop.till.accept_difference(till.manager, TILL, seq, "Vu avec la caisse")
    assert shop.till.to_accept() == []
    with pytest.raises(Refusal):
        shop.till.accept_difference(till.manager, TILL, seq, "Encore")
    jet = bodies(till, "JET")[-1]
    assert (jet["code"], jet["info"]["given_by"]) == ("APPROVAL", "02")
    sound(till)
    check_ledger(till.store)


@pytest.mark.parametrize(("limit", "works"), [(1_600, True), (1_599, False)])
def test_a_yes_reaches_as_far_as_it_was_given(till: TestShop, limit: int, works: bool) -> None:
    """Catches a yes for 5,00 that lets 500,00 pass."""
    asked = asked_approval(DIFFERENCE, TILL, "Vu", limit)
    yes = till.shop.approvals.give(till.cashier, "02", "Gestion-02", asked).value.hex()
    count = count_of(20_000, reason="UNKNOWN", approval=yes)
    if works:
        till.shop.till.close_session(till.cashier, TILL, count)
        assert bodies(till, "SESSION_CLOSE")[0]["approval"] == yes
        assert till.shop.till.to_accept() == []
        return
    with pytest.raises(Refusal) as refused:
        till.shop.till.close_session(till.cashier, TILL, count)
    assert refused.value.code == "approval"


def test_who_may_say_yes_needs_nobody(till: TestShop) -> None:
    """Catches a manager asked for a manager."""
    till.shop.till.close_session(till.manager, TILL, count_of(20_000, reason="UNKNOWN"))
    assert "approval" not in bodies(till, "SESSION_CLOSE")[0]


def test_an_x_tells_what_was_taken_and_closes_nothing(till: TestShop) -> None:
    """Catches the float shown as cash taken, and an X that takes a number."""
    words = [line.split() for line in render_text(till.shop.till.x_report(TILL), 48)]
    assert ["Espèces", "(1)", "66,00"] in words
    assert ["Carte", "(1)", "40,00"] in words
    assert ["Attendu", "dans", "le", "tiroir", "216,00"] in words
    assert kinds(till)[-1] == "SALE"
    assert till.shop.till.status(TILL).session == 1


def test_the_terminals_gap_counts_too(till: TestShop) -> None:
    """Catches a hundred euros missing on the card slip that nobody must look at."""
    with pytest.raises(Refusal) as refused:
        till.shop.till.close_session(till.cashier, TILL, count_of(21_600, others={"CARD": 3_000}))
    assert refused.value.facts["cents"] == 1_000


def test_every_method_met_is_expected_and_counted(till: TestShop) -> None:
    """Catches a way to pay that is missing from the Z, or a number of cheques nobody keeps."""
    sell(till, 4_500, "CHEQUE", "0012345")
    sell(till, 1_500, "CHEQUE", "0012346")
    figures = till.shop.till.figures(TILL)
    assert figures.methods == ("CASH", "CARD", "CHEQUE")
    assert (figures.expected["CHEQUE"], figures.counts["CHEQUE"]) == (6_000, 2)
    count = count_of(21_600, others={"CARD": 4_000, "CHEQUE": 5_900}, papers={"CHEQUE": 2})
    seq = till.shop.till.close_session(till.cashier, TILL, count).value
    z = bodies(till, "SESSION_CLOSE")[0]
    rows = {one["method"]: (one["expected"], one["counted"], one["diff"]) for one in z["methods"]}
    assert rows["CHEQUE"] == (6_000, 5_900, -100)
    assert z["papers"] == [{"method": "CHEQUE", "n": 2}]
    assert "Chèque (2)" in paper(till, seq)


def test_recounts_are_events_of_the_journal(till: TestShop) -> None:
    """Catches a drawer counted until it fits, without a trace."""
    count = count_of(21_600, recounts=2)
    till.shop.till.close_session(till.cashier, TILL, count)
    jet = bodies(till, "JET")[-1]
    assert jet["code"] == "RECOUNT"
    assert jet["info"] == {"session": 1, "first": 21_600, "recounts": 2, "counted": 21_600}


def test_the_z_says_what_an_inspector_looks_for(till: TestShop) -> None:
    """Catches a gap without a yes, or a way to pay, that the paper keeps quiet; and lines too
    long for the roll."""
    shop = till.shop
    shop.approvals.give(till.cashier, "02", "Gestion-02", asked_approval("DRAWER", TILL, "Vu", 1))
    count = count_of(20_000, reason="UNKNOWN", unapproved=True)
    seq = shop.till.close_session(till.cashier, TILL, count).value
    for columns in (48, 32):
        words = paper(till, seq, columns)
        assert "Écart pas encore accepté" in words
        assert "Accords du responsable" in words
        assert max(map(len, words.splitlines())) <= columns


def test_the_sheet_for_a_power_cut_comes_with_the_z(till: TestShop) -> None:
    """Catches slips with the same number twice, and a sheet nobody wants."""
    till.office.devices.receipt = printer = FakeReceiptPrinter()
    shop = till.shop
    shop.till.close_session(till.cashier, TILL, count_of(21_600))
    z, sheet = ("\n".join(render_text(doc, 32)) for doc in printer.docs[-2:])
    assert "Clôture Z n° 1" in z
    assert "FICHE DE SECOURS" in sheet
    first = {word for word in sheet.split() if word.startswith("U-1-")}
    assert len(first) == 6
    assert "Livre" in sheet
    shop.till.open_session(till.cashier, TILL, FLOAT)
    shop.till.close_session(till.cashier, TILL, count_of(15_000))
    again = "\n".join(render_text(printer.docs[-1], 32))
    assert not first & set(again.split())
    shop.settings.set(till.manager, "till.emergency_sheet", "0")
    shop.till.open_session(till.cashier, TILL, FLOAT)
    before = len(printer.docs)
    shop.till.close_session(till.cashier, TILL, count_of(15_000))
    assert len(printer.docs) == before + 1


def test_a_count_under_way_is_told_and_forgotten_once_closed(till: TestShop) -> None:
    """Catches a closing begun before a power cut that nobody is asked to finish."""
    from reuse_pos.services import till_count

    till_count.save(till.office, TILL, 1, {"pieces": {}})
    assert till.shop.till.status(TILL).counting
    till.shop.till.close_session(till.cashier, TILL, count_of(21_600))
    assert not till.shop.till.status(TILL).counting
    assert not (till.office.folder.high_water.parent / f"count-{TILL}.json").exists()


def test_counts_are_drawn_with_known_pieces() -> None:
    """Catches a helper that counts less than it says."""
    assert sum(value * n for value, n in change_drawn(21_600)) == 21_600
