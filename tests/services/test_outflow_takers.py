"""Who takes what leaves: what they accept and how what they take is treated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goods import bring
from invariants import check_ledger, contents
from outflow_help import on_scale, refusal, stock
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.outflow import Taker
from reuse_pos.services.outflow import Load, SlipFor


def test_a_recycler_refuses_what_it_does_not_take(books: TestShop) -> None:
    out = books.shop.outflows
    paper = next(one for one in out.takers("recycler") if one.code == "PAPIER")
    out.put_taker(books.manager, replace(paper, accepts=("livres_medias",)))
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    stock(books, "HR-VAISSELLE", 20_000)
    chair = bring(books, "EA-AS-FAUTEUIL", 9_000, State.IN_STORAGE)
    before = contents(books.store)
    with refusal("not_accepted"):
        out.load(books.supervisor, number, Load("HR-VAISSELLE", on_scale(5_000)))
    with refusal("not_accepted"):
        out.scan(books.supervisor, number, chair.code)
    assert contents(books.store) == before
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(5_000)))


def test_what_is_accepted_can_be_withdrawn_and_given_again(books: TestShop) -> None:
    out = books.shop.outflows
    paper = out.takers("recycler")[0]
    for accepts in (("jouets", "HR-LIVRE"), ("HR-LIVRE",), (), ("jouets",), ("HR-LIVRE", "jouets")):
        out.put_taker(books.manager, replace(paper, accepts=accepts))
        found = next(one for one in out.takers() if one.code == paper.code)
        assert set(found.accepts) == set(accepts)
    check_ledger(books.store)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"waste_code": "20 01"}, "waste_code"),
        ({"treatment": "R14"}, "treatment"),
        ({"accepts": ("nothing",)}, "category"),
        ({"label": " "}, "name"),
    ],
)
def test_a_taker_that_cannot_be_is_refused(
    books: TestShop, change: dict[str, object], code: str
) -> None:
    paper = books.shop.outflows.takers("recycler")[0]
    before = contents(books.store)
    with refusal(code):
        books.shop.outflows.put_taker(books.manager, replace(paper, **change))  # type: ignore[arg-type]
    assert contents(books.store) == before


def test_a_slip_proposes_what_the_organisation_says(books: TestShop) -> None:
    out = books.shop.outflows
    taker = Taker("METAL", "recycler", "Métaux de l’Ouest", "3 quai Sud, 35000 Rennes",
                  "Transports Le Goff", "200140", "r4")  # fmt: skip
    out.put_taker(books.manager, taker)
    slip = out.open(books.supervisor, SlipFor("recycler", "METAL")).value
    assert (slip.carrier, slip.waste_code, slip.treatment) == (
        "Transports Le Goff", "20 01 40", "R4",
    )  # fmt: skip
    out.set_details(books.supervisor, slip.number, carrier="Nous", waste_code="20 01 36*",
                    treatment="R12")  # fmt: skip
    assert out.slip(slip.number).waste_code == "20 01 36*"


@pytest.mark.parametrize(
    "asked",
    [
        SlipFor("recycler"), SlipFor("recycler", "ASSO"), SlipFor("sorter", "NOBODY"),
        SlipFor("gift", "PAPIER"),
    ],
)  # fmt: skip
def test_a_slip_needs_somebody_of_the_right_kind(books: TestShop, asked: SlipFor) -> None:
    with refusal("party"):
        books.shop.outflows.open(books.supervisor, asked)
