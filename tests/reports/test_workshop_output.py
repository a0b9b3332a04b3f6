"""The workshop's month: every figure is that of the work done, and nobody can be told from it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pypdfium2
import pytest
from goods import bring
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.workshop import STEPS, Step
from reuse_pos.reports.workshop_output import WorkshopOutput
from reuse_pos.services.workshop import Product
from reuse_pos.services.workshop_parts import Part

CHAIR, DRESSER = "EA-AS-CHAISE-BOIS", "EA-RA-COMMODE"
WAX = Step("own1", "Cirer", "drop", ("Passez la cire.",))


def finish(shop: TestShop, category: str, before: int, after: int, minutes: int | None) -> None:
    workshop, me = shop.shop.workshop, shop.trainee
    order = workshop.send_to_workshop(me, bring(shop, category, before).id).value
    for step in workshop.start(me, order).value.steps:
        workshop.finish_step(me, order, step)
    workshop.finish(me, order, Weighing(after, 0, Source.SCALE))
    workshop.say_time(me, order, minutes)


@pytest.fixture
def worked(small_shop: TestShop) -> TestShop:
    """A month: five chairs, a dresser with a step of the shop's own, a making, a taking apart."""
    for _n in range(5):
        finish(small_shop, CHAIR, 5000, 4900, 60)
    small_shop.shop.work_templates.put(small_shop.supervisor, DRESSER, (STEPS["clean"], WAX))
    finish(small_shop, DRESSER, 30_000, 30_400, 240)
    workshop, me = small_shop.shop.workshop, small_shop.trainee
    old = [bring(small_shop, CHAIR, 5000).id for _n in range(2)]
    made = Product(CHAIR, Weighing(7000, 0, Source.SCALE))
    workshop.transform(me, old, [made], "recycling")
    part = Part(DRESSER, Weighing(900, 0, Source.SCALE), 8)
    workshop.take_apart(me, bring(small_shop, DRESSER, 20_000).id, [part], "energy")
    # Given up: it is not finished work.
    order = workshop.send_to_workshop(me, bring(small_shop, CHAIR, 5000).id).value
    workshop.give_up(small_shop.supervisor, order, "disposal")
    return small_shop


def test_figures_are_those_of_the_work_done(worked: TestShop) -> None:
    month = worked.shop.reporting.workshop("2026-10")
    lines = {one.category: (one.finished, one.before_g, one.after_g) for one in month.lines}
    assert lines == {CHAIR: (5, 25_000, 24_500), DRESSER: (1, 30_000, 30_400)}
    steps = {(one.category, one.title): one.done for one in month.steps}
    assert steps[CHAIR, STEPS["sand"].title] == 5
    assert steps[DRESSER, "Cirer"] == 1
    made = {one.kind: one for one in month.makings}
    transformed, apart = made["transformed"], made["taken_apart"]
    assert (transformed.used_g, transformed.made_g, transformed.gone_g) == (10_000, 7000, 3000)
    assert (apart.used_g, apart.parts_g, apart.gone_g) == (20_000, 900, 19_100)


def test_an_answer_given_by_few_is_hidden_everywhere(worked: TestShop, tmp_path: Path) -> None:
    month = worked.shop.reporting.workshop("2026-10")
    told = {one.minutes: (one.n, one.hours_tenths) for one in month.answers}
    assert told == {30: (None, None), 60: (5, 50), 120: (None, None), 240: (None, None)}
    data = json.loads(WorkshopOutput(month).json())
    assert [one["times"] for one in data["time_told"]] == [None, 5, None, None]
    assert not any("op" in row for row in data["rows"])


def test_nothing_of_the_month_after_or_before_is_counted(worked: TestShop) -> None:
    for month in ("2026-09", "2026-11"):
        seen = worked.shop.reporting.workshop(month)
        assert (seen.finished, seen.makings, seen.steps) == (0, (), ())


@pytest.mark.parametrize("fmt", ["pdf", "xlsx", "csv", "json"])
def test_it_is_written_in_every_format(worked: TestShop, tmp_path: Path, fmt: str) -> None:
    path = worked.shop.reporting.export(
        worked.inspector, "2026-10", fmt, tmp_path / f"workshop.{fmt}", "workshop"
    )
    assert path.stat().st_size > 400


def test_the_paper_tells_the_month_and_the_steps_in_the_order_of_the_work(
    worked: TestShop,
) -> None:
    document = pypdfium2.PdfDocument(
        WorkshopOutput(worked.shop.reporting.workshop("2026-10")).pdf()
    )
    try:
        assert len(document) == 1
        words = document[0].get_textpage().get_text_range().replace("\u00a0", " ")
    finally:
        document.close()
    assert "octobre 2026" in words
    steps = worked.shop.reporting.workshop("2026-10").steps
    done = {one.title: one.done for one in steps if one.category == CHAIR}
    line = next(one for one in words.splitlines() if one.startswith("Nettoyer"))
    assert line.endswith(f"Photo {done['Photo']}")
    assert line.count("·") == len(done) - 1


def test_the_list_for_machines_has_whole_grams(worked: TestShop) -> None:
    report = WorkshopOutput(worked.shop.reporting.workshop("2026-10"))
    text = report.csv().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    things = {row["category"]: row for row in rows if not row["step"]}
    assert things[CHAIR]["grams_before"] == "25000"
    assert {row["title"] for row in rows if row["category"] == DRESSER} >= {"Cirer"}


def test_what_is_no_month_is_refused(small_shop: TestShop) -> None:
    with pytest.raises(Refusal):
        small_shop.shop.reporting.workshop("2026-13")
