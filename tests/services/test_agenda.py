"""The agenda keeps its promises: no double booking, fees paid once, addresses erased in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from goods import bring, now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.agenda import Stop, Zone
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment
from reuse_pos.services.agenda import Booking
from reuse_pos.services.forgetting import forget_people

TILL = "001-1"
DAY = "2026-10-06"
ASKED = Booking(
    "delivery", DAY, "10:00", commune="35238", floor=2, goods="buffet", kg=46,
    name="Lucie Guérin", phone="06 00 00 00 01", address="3 rue du Port",
)  # fmt: skip


def zoned(made: TestShop) -> TestShop:
    zone = Zone("Z1", "Rennes", ("35238",), 1500, 500, 0)
    made.shop.agenda.put_zone(made.manager, zone)
    return made


def booked(made: TestShop, asked: Booking = ASKED) -> Stop:
    return made.shop.agenda.book(made.reception, asked).value


def test_a_stop_is_promised_with_the_fee_of_the_grid(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    assert (stop.number, stop.initials, stop.fee_cents) == ("A26-00001", "L. G.", 2500)
    day = next(one for one in made.shop.agenda.week(date(2026, 10, 6)) if one.stops)
    assert day.stops == (stop,)
    assert ("10:00" in day.free, day.fees_cents) == (False, 2500)
    check_ledger(made.store)


@pytest.mark.parametrize(
    ("changed", "code"),
    [({}, "taken"), ({"day": "2026-09-30"}, "past"), ({"day": "2026-10-05"}, "closed"),
     ({"slot": "11:00", "fee_cents": 100}, "reason"), ({"slot": "11:00", "day": "soon"}, "day"),
     ({"slot": "11:00", "floor": 99}, "floor")],
)  # fmt: skip
def test_what_cannot_be_promised_is_refused(
    small_shop: TestShop, changed: dict[str, object], code: str
) -> None:
    made = zoned(small_shop)
    booked(made)
    with pytest.raises(Refusal) as refused:
        booked(made, replace(ASKED, **changed))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert made.store.read().value("SELECT count(*) FROM appointment") == 1


def test_no_name_reaches_a_fact_and_the_address_is_erased_in_time(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    facts = "".join(row["payload"] for row in made.store.read().all("SELECT payload FROM outbox"))
    assert not any(word in facts for word in ("Guérin", "06 00 00 00 01", "rue du Port"))
    assert forget_people(made.office) == 0
    made.clock.forward(minutes=60 * 24 * 36)
    assert forget_people(made.office) == 1
    assert made.shop.agenda.visited(stop.id) is None
    assert made.shop.agenda.stop(stop.id).initials == "L. G."


def test_a_moved_stop_keeps_its_address_until_its_new_day(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    made.shop.agenda.move(made.reception, stop.id, "2026-10-20", "09:00")
    kept = made.shop.agenda.visited(stop.id)
    assert kept is not None
    assert kept.delete_on == "2026-11-19"


def test_the_round_is_reordered_without_changing_the_promised_hours(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    first = booked(made)
    second = booked(made, replace(ASKED, slot="14:00", name="Paul Dorval"))
    made.shop.agenda.reorder(made.reception, second.id, -1)
    stops = next(one for one in made.shop.agenda.week(date(2026, 10, 6)) if one.stops).stops
    assert [one.id for one in stops] == [second.id, first.id]
    assert [one.slot for one in stops] == ["14:00", "10:00"]


def test_a_fee_is_paid_once_and_the_ticket_is_noted(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    made.shop.till.open_session(made.cashier, TILL, 15000)
    line = made.shop.agenda.fee_line(stop.id)
    basket = Basket().add(line)
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CARD", 2500)]).value
    assert made.shop.agenda.stop(stop.id).fee_doc == sold.doc_no
    with pytest.raises(Refusal) as refused:
        made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CARD", 2500)])
    assert refused.value.code == "fee"
    with pytest.raises(Refusal) as refused:
        made.shop.agenda.fee_line(stop.id)
    assert refused.value.code == "paid"
    check_ledger(made.store)


def test_what_is_over_cannot_be_changed(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    made.shop.agenda.no_show(made.reception, stop.id)
    for gesture in (made.shop.agenda.cancel, made.shop.agenda.done, made.shop.agenda.no_show):
        with pytest.raises(Refusal) as refused:
            gesture(made.reception, stop.id)
        assert refused.value.code == "over"
    assert booked(made).slot == "10:00"


def test_what_a_stop_brings_is_one_delivery_of_its_town(small_shop: TestShop) -> None:
    """Catches a stop that stays planned while its delivery is open, and a second delivery of it."""
    made = zoned(small_shop)
    stop = booked(made, replace(ASKED, kind="pickup"))
    opened = made.shop.agenda.arrive(made.reception, stop.id).value
    after = made.shop.agenda.stop(stop.id)
    assert (after.state, after.intake, bool(after.signed)) == ("done", opened.id, True)
    delivery = made.shop.intake.delivery(opened.number)
    assert delivery is not None
    assert (delivery.origin, delivery.commune, delivery.title) == (
        "home_pickup", "35238", stop.number,
    )  # fmt: skip
    before = contents(made.store)
    with pytest.raises(Refusal):
        made.shop.agenda.arrive(made.reception, stop.id)
    assert contents(made.store) == before


def test_a_delivery_to_somebody_brings_nothing_to_weigh(small_shop: TestShop) -> None:
    made = zoned(small_shop)
    stop = booked(made)
    with pytest.raises(Refusal) as refused:
        made.shop.agenda.arrive(made.reception, stop.id)
    assert refused.value.code == "delivery"
    made.shop.agenda.done(made.reception, stop.id, signed=True)
    assert made.shop.agenda.stop(stop.id).state == "done"


def test_a_cancelled_stop_is_taken_up_while_its_hour_is_free(small_shop: TestShop) -> None:
    """Catches an appointment lost to one touch beside the key, and two people on one hour."""
    made = zoned(small_shop)
    agenda, stop = made.shop.agenda, booked(made)
    agenda.cancel(made.reception, stop.id)
    assert agenda.take_up(made.reception, stop.id).value.state == "planned"
    with pytest.raises(Refusal) as refused:
        agenda.take_up(made.reception, stop.id)
    assert refused.value.code == "planned"
    agenda.no_show(made.reception, stop.id)
    booked(made)
    with pytest.raises(Refusal) as refused:
        agenda.take_up(made.reception, stop.id)
    assert refused.value.code == "taken"
    assert agenda.stop(stop.id).state == "no_show"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"minutes": 0}, "kind"), ({"minutes": -60}, "kind"), ({"kind": "party"}, "kind"),
        ({"kg": -1}, "kg"), ({"kg": 10_000}, "kg"), ({"floor": -1}, "floor"),
        ({"floor": 31}, "floor"), ({"commune": "99999"}, "commune"),
        ({"commune": "Rennes"}, "commune"),
    ],
)  # fmt: skip
def test_a_stop_that_cannot_be_is_not_noted(
    small_shop: TestShop, asked: dict[str, object], code: str
) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        booked(small_shop, replace(ASKED, **asked))
    assert refused.value.code == code
    assert contents(small_shop.store) == before


def test_the_van_goes_to_any_town_of_france(small_shop: TestShop) -> None:
    """A town nobody came from yet joins the shop's list; the grid asks nothing for it."""
    made = zoned(small_shop)
    stop = booked(made, replace(ASKED, kind="pickup", commune="2A004"))
    assert (stop.fee_cents, stop.zone) == (0, "")
    assert made.shop.agenda.communes()["2A004"] == "Ajaccio"
    opened = made.shop.agenda.arrive(made.reception, stop.id).value
    here = made.shop.intake.delivery(opened.number)
    assert here is not None
    assert here.commune == "2A004"
    check_ledger(made.store)


def test_the_team_is_known_people_only(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.agenda.set_team(made.reception, DAY, ["05", "14"])
    day = next(one for one in made.shop.agenda.week(date(2026, 10, 6)) if one.team)
    assert [one.op for one in day.team] == ["05", "14"]
    with pytest.raises(Refusal):
        made.shop.agenda.set_team(made.reception, DAY, ["77"])


def test_the_round_sheet_tells_every_stop(small_shop: TestShop, tmp_path: Path) -> None:
    from pypdf import PdfReader

    made = zoned(small_shop)
    booked(made)
    booked(made, replace(ASKED, slot="14:00", kind="pickup", name="Paul Dorval", floor=0))
    path = made.shop.agenda.round_sheet(date(2026, 10, 6), tmp_path / "round.pdf")
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    for words in ("Lucie Guérin", "Paul Dorval", "3 rue du Port", "25,00", "A26-00002"):
        assert words in text
    with pytest.raises(Refusal):
        made.shop.agenda.round_sheet(date(2026, 10, 7), tmp_path / "none.pdf")


def test_the_next_free_hour_skips_closed_and_full_days(small_shop: TestShop) -> None:
    made = small_shop
    made.shop.agenda.book(made.reception, replace(ASKED, day="2026-10-02", slot="09:00"))
    found = made.shop.agenda.free_hours(180, 3)
    assert found == [
        (date(2026, 10, 2), "14:00"), (date(2026, 10, 3), "09:00"), (date(2026, 10, 3), "14:00"),
    ]  # fmt: skip


def test_the_delivery_of_a_hold_knows_its_things_and_what_is_left_to_pay(
    small_shop: TestShop, tmp_path: Path
) -> None:
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    thing = bring(made, "EA-RA-BUFFET", 46_300, State.RECEIVED)
    made.shop.labelling.approve_price(made.manager, thing.id, 9_000)
    line = made.shop.counter.line_of_item(now(made, thing.id))
    asked = HoldAsked(7, "Lise Guérin", "06 11 22 33 44", 2_000, [Payment("CASH", 2_000)])
    held = made.shop.holds.hold(made.cashier, TILL, Basket().add(line), asked).value
    known = made.shop.agenda.delivery_of(held.id)
    assert (known.kg, known.name, known.phone) == (47, "Lise Guérin", "0611223344")
    stop = booked(made, replace(known, day=DAY, slot="10:00", commune="35238"))
    assert made.shop.agenda.rest_to_cash(stop) == 7_000
    assert made.shop.holds.waiting()[0].deliver_on == DAY
    check_ledger(made.store)
