"""Quotes for clearances: their sum, their paper, and how one becomes the fee of its stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.quotes import ACCEPTED, DRAFT, KINDS, QuoteLine, dump, load, total
from reuse_pos.services.agenda import Booking

WANTED = {"hours": 35, "volume": 120, "floors": 20}


def stop(made: TestShop, kind: str = "clearance") -> Stop:
    asked = Booking(kind, "2026-10-06", "09:00", commune="35238", goods="appartement",
                    name="Jean Roux", address="14 rue de Brest", kg=300)  # fmt: skip
    return made.shop.agenda.book(made.reception, asked).value


def test_an_accepted_quote_is_the_fee_of_its_stop(small_shop: TestShop, tmp_path: Path) -> None:
    quotes, who, here = small_shop.shop.quotes, small_shop.reception, stop(small_shop)
    made = quotes.make(who, here.id, WANTED).value
    assert (made.number, made.state, made.initials) == ("DV26-00001", DRAFT, here.initials)
    assert made.total_cents == 12_250 + 30_000 + 2_000
    paper = quotes.pdf(made.id, tmp_path)
    assert paper.read_bytes().startswith(b"%PDF")
    quotes.send(who, made.id)
    assert quotes.accept(who, made.id).value == made.total_cents
    after = small_shop.shop.agenda.stop(here.id)
    assert (after.fee_cents, after.fee_reason) == (made.total_cents, "QUOTE")
    assert small_shop.shop.agenda.fee_line(here.id).total_cents == made.total_cents
    assert "Roux" not in repr(contents(small_shop.store)["outbox"])
    check_ledger(small_shop.store)


def test_an_open_quote_is_written_again_under_its_number(small_shop: TestShop) -> None:
    quotes, who, here = small_shop.shop.quotes, small_shop.reception, stop(small_shop)
    first = quotes.make(who, here.id, WANTED).value
    again = quotes.make(who, here.id, {"hours": 10}).value
    assert (again.id, again.number, again.total_cents) == (first.id, first.number, 3_500)
    quotes.refuse(who, again.id)
    other = quotes.make(who, here.id, {"hours": 20}).value
    assert other.number == "DV26-00002"
    assert quotes.quote_of(here.id) == other
    check_ledger(small_shop.store)


def test_what_cannot_be_quoted_changes_nothing(small_shop: TestShop) -> None:
    quotes, who, here = small_shop.shop.quotes, small_shop.reception, stop(small_shop)
    pickup = small_shop.shop.agenda.book(
        who, Booking("pickup", "2026-10-06", "14:00", commune="35238")
    ).value
    accepted = quotes.make(who, here.id, WANTED).value
    quotes.accept(who, accepted.id)
    before = contents(small_shop.store)
    for attempt, code in (
        (lambda: quotes.make(who, pickup.id, WANTED), "stop"),
        (lambda: quotes.make(who, here.id, WANTED), "answered"),
        (lambda: quotes.accept(who, accepted.id), "answered"),
        (lambda: quotes.refuse(who, accepted.id), "answered"),
        (lambda: quotes.accept(who, b"0" * 16), "gone"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == code
    assert contents(small_shop.store) == before
    kept = quotes.quote_of(here.id)
    assert kept is not None
    assert kept.state == ACCEPTED


@pytest.mark.parametrize(
    ("wanted", "code"),
    [({}, "empty"), ({"hours": 0}, "empty"), ({"hours": -1}, "count"), ({"gold": 10}, "count"),
     ({"hours": 99_999}, "count"), ({"hours": 9_990, "volume": 9_990}, "ceiling")],
)  # fmt: skip
def test_a_quote_that_cannot_be_is_not_made(
    small_shop: TestShop, wanted: dict[str, int], code: str
) -> None:
    here = stop(small_shop)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.quotes.make(small_shop.reception, here.id, wanted)
    assert refused.value.code == code


def test_a_quote_is_not_accepted_after_its_last_day(small_shop: TestShop) -> None:
    quotes, who = small_shop.shop.quotes, small_shop.reception
    asked = Booking("clearance", "2026-12-01", "09:00", commune="35238")
    here = small_shop.shop.agenda.book(who, asked).value
    made = quotes.make(who, here.id, WANTED).value
    small_shop.clock.forward(days=31)
    with pytest.raises(Refusal) as refused:
        quotes.accept(who, made.id)
    assert refused.value.code == "late"


@given(st.lists(st.builds(QuoteLine, st.sampled_from(list(KINDS)), st.integers(1, 9_990),
                          st.integers(0, 50_000)), max_size=6))  # fmt: skip
def test_lines_come_back_as_they_were_and_add_up(lines: list[QuoteLine]) -> None:
    assert load(dump(lines)) == tuple(lines)
    assert abs(total(lines) * 10 - sum(x.tenths * x.unit_cents for x in lines)) <= 5 * len(lines)
