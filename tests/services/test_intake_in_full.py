"""Reception in full: towns, partners, givers, deliveries of a day, late slips, photos."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from goods import now
from invariants import check_ledger, contents
from PIL import Image
from shops import TestShop

from reuse_pos.db import reference, stock
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.donors import Donor
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source as How
from reuse_pos.domain.mass import Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.ways import Way
from reuse_pos.services.forgetting import forget_people
from reuse_pos.services.intake_sources import Source

BREST, CHAIR = "29019", "EA-AS-CHAISE-BOIS"
ALINE = Donor("Aline Béasse", "aline@exemple.fr", "thanks")


def crate(grams: int) -> Weighing:
    return Weighing(grams, 0, How.SCALE)


def delivery(made: TestShop, grams: int = 10_000) -> Id:
    intake = made.shop.intake
    here = intake.open_intake(made.reception, "drop_off", "35238").value.id
    intake.weigh(made.reception, here, "textile", crate(grams))
    return here


# ---------------------------------------------------------------------- towns and sources
def test_a_town_new_to_the_shop_joins_its_list_in_the_same_fact(small_shop: TestShop) -> None:
    intake = small_shop.shop.intake
    here = delivery(small_shop)
    assert BREST not in reference.communes(small_shop.store.read())
    done = intake.set_commune(small_shop.reception, here, BREST)
    assert Change.SETTINGS in done.changes
    assert reference.communes(small_shop.store.read())[BREST] == "Brest"
    again = intake.open_intake(small_shop.reception, "drop_off", BREST)
    assert Change.SETTINGS not in again.changes
    check_ledger(small_shop.store)


def test_near_towns_stay_first_whatever_joins_the_list(small_shop: TestShop) -> None:
    intake = small_shop.shop.intake
    near = intake.furnishings().near
    intake.open_intake(small_shop.reception, "drop_off", BREST)
    desk = intake.furnishings()
    assert desk.near == near
    assert desk.commune(BREST) == "Brest"


def test_a_collection_point_brings_goods_under_its_name(small_shop: TestShop) -> None:
    sources = small_shop.shop.intake_sources
    made = sources.put(small_shop.manager, Source("", "point", "Déchèterie de Betton", "Betton"))
    here = small_shop.shop.intake.open_intake(
        small_shop.reception, "recycling_centre", "35024", made.value.code
    ).value.id
    small_shop.shop.intake.weigh(small_shop.reception, here, "textile", crate(4_000))
    sql = "SELECT party FROM mass_posting WHERE place = 'in:recycling_centre'"
    assert small_shop.store.read().value(sql) == made.value.code
    check_ledger(small_shop.store)


def test_one_put_away_is_offered_no_more_and_comes_back(small_shop: TestShop) -> None:
    sources, who = small_shop.shop.intake_sources, small_shop.manager
    code = sources.put(who, Source("", "company", "Ets Le Goff")).value.code
    sources.put(who, Source(code, "company", "Ets Le Goff", archived=True))
    assert code not in {one.code for one in small_shop.shop.intake.furnishings().parties}
    with pytest.raises(Refusal) as refused:
        small_shop.shop.intake.open_intake(small_shop.reception, "company", None, code)
    assert refused.value.code == "party"
    sources.put(who, Source(code, "company", "Ets Le Goff"))
    assert code in {one.code for one in small_shop.shop.intake.furnishings().parties}


def test_a_partner_keeps_what_its_slips_say(small_shop: TestShop) -> None:
    """Renaming who brings must not wipe the waste code of who also takes."""
    with small_shop.store.transaction() as tx:
        tx.update("party", {"code": "ASSO"}, {"carrier": "Roule", "waste_code": "20 01 11"})
    sources = small_shop.shop.intake_sources
    before = next(one for one in sources.sources() if one.code == "ASSO")
    sources.put(small_shop.manager, Source("ASSO", "partner", "Association du quartier"))
    after = next(one for one in sources.sources() if one.code == "ASSO")
    assert after.label == "Association du quartier"
    assert after.kept == before.kept == ("Roule", "20 01 11", None)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (Source("", "point", "   "), "name"), (Source("", "recycler", "X"), "kind"),
        (Source("NONE", "point", "X"), "gone"), (Source("", "partner", "association PARTENAIRE"),
                                                 "double"),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_changes_nothing(
    small_shop: TestShop, source: Source, code: str
) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.intake_sources.put(small_shop.manager, source)
    assert refused.value.code == code
    assert contents(small_shop.store) == before


# ---------------------------------------------------------------------- givers
def test_a_giver_is_in_no_fact_and_forgotten_on_the_day(
    small_shop: TestShop, tmp_path: Path
) -> None:
    donors, here = small_shop.shop.intake_donors, delivery(small_shop)
    facts = len(contents(small_shop.store)["outbox"])
    kept = donors.keep(small_shop.reception, here, ALINE).value
    assert kept.delete_on == "2026-12-30"
    small_shop.shop.intake.close(small_shop.reception, here)
    shared = contents(small_shop.store, local=False)
    outbox = contents(small_shop.store)["outbox"]
    assert "Béasse" not in repr(shared)
    assert "Béasse" not in repr(outbox)
    assert len(outbox) == facts + 1
    number = small_shop.shop.intake_days.look(date(2026, 10, 1)).deliveries[0].number
    slip = small_shop.shop.intake_days.slip_pdf(number, tmp_path)
    assert b"asse" not in slip.read_bytes()
    small_shop.clock.forward(days=89)
    assert forget_people(small_shop.office) == 0
    small_shop.clock.forward(days=1)
    assert forget_people(small_shop.office) == 1
    assert donors.donor(here) is None


def test_a_giver_gets_what_is_kept_and_is_erased_everywhere(
    small_shop: TestShop, tmp_path: Path
) -> None:
    donors, who = small_shop.shop.intake_donors, small_shop.reception
    first, second, other = (delivery(small_shop) for _n in range(3))
    donors.keep(who, first, ALINE)
    donors.keep(who, second, Donor("A. Béasse", "aline@exemple.fr", "slip"))
    donors.keep(who, other, Donor("Marc Thual", "06 12 34 56 78", "call_back"))
    told = donors.export(first, tmp_path).read_text(encoding="utf-8")
    assert "Aline Béasse" in told
    assert told.count("D-2610-") == 2
    assert "Thual" not in told
    assert donors.erase(who, first).value == 2
    assert donors.donor(first) is donors.donor(second) is None
    assert donors.donor(other) is not None
    for gone in (lambda: donors.export(first, tmp_path), lambda: donors.erase(who, first)):
        with pytest.raises(Refusal):
            gone()


@pytest.mark.parametrize(
    ("donor", "code"),
    [
        (Donor("Aline", "aline@exemple.fr", ""), "purpose"),
        (Donor("  ", "aline@exemple.fr", "slip"), "name"),
        (Donor("Aline", "06 12 34 56 78", "thanks"), "contact"),
        (Donor("Aline", "aline@exemple.fr", "call_back"), "contact"),
        (Donor("Aline", "06", "call_back"), "contact"),
    ],
)
def test_a_giver_who_does_not_agree_or_cannot_be_reached_is_not_kept(
    small_shop: TestShop, donor: Donor, code: str
) -> None:
    here = delivery(small_shop)
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.intake_donors.keep(small_shop.reception, here, donor)
    assert refused.value.code == code
    assert contents(small_shop.store) == before


# ---------------------------------------------------------------------- deliveries again
def test_the_days_deliveries_open_again_with_their_lines(
    small_shop: TestShop, tmp_path: Path
) -> None:
    days, intake = small_shop.shop.intake_days, small_shop.shop.intake
    here, empty = delivery(small_shop), intake.open_intake(small_shop.reception).value.id
    intake.close(small_shop.reception, here)
    intake.close(small_shop.reception, empty)
    seen = days.look(date(2026, 10, 1))
    assert [one.id for one in seen.deliveries] == [here]
    assert seen.grams == 10_000
    assert [load.net_g for load in days.loads(here)] == [10_000]
    assert days.look(date(2026, 9, 30)).deliveries == ()
    assert days.slip_pdf(seen.deliveries[0].number, tmp_path).read_bytes().startswith(b"%PDF")
    with pytest.raises(Refusal):
        days.slip_pdf("D-0000-0000", tmp_path)


def test_a_weighing_of_a_finished_delivery_is_taken_back_by_right(small_shop: TestShop) -> None:
    days, intake = small_shop.shop.intake_days, small_shop.shop.intake
    here = delivery(small_shop)
    intake.weigh(small_shop.reception, here, "jouets", crate(3_000))
    intake.close(small_shop.reception, here)
    load = days.loads(here)[0]
    with pytest.raises(Refusal) as refused:
        days.take_back(small_shop.reception, load.id)
    assert refused.value.code == "right"
    small_shop.clock.forward(days=2)
    assert days.take_back(small_shop.supervisor, load.id).value.grams == 10_000
    assert [one.net_g for one in days.loads(here)] == [3_000]
    sql = "SELECT day FROM mass_entry WHERE kind = 'reversal'"
    assert small_shop.store.read().value(sql) == "2026-10-01"
    with pytest.raises(Refusal):
        days.take_back(small_shop.supervisor, load.id)
    check_ledger(small_shop.store)


def close_month(made: TestShop) -> None:
    """As the till does it: the closing of October is in the file."""
    with made.store.transaction() as tx:
        tx.insert("closing", {
            "till": "X", "seq": 1, "kind": "MONTH", "number": 1, "period": "2026-10",
            "day": "2026-11-02", "at": "", "op": "02", "first_seq": 1, "last_seq": 1, "total": 0,
            "turnover": 0, "gtp": 0, "gtpa": 0, "body": "{}",
        })  # fmt: skip


def test_after_the_month_is_closed_a_correction_counts_today(small_shop: TestShop) -> None:
    days, here = small_shop.shop.intake_days, delivery(small_shop)
    small_shop.clock.forward(days=32)
    close_month(small_shop)
    days.take_back(small_shop.supervisor, days.loads(here)[0].id)
    sql = "SELECT day FROM mass_entry WHERE kind = 'reversal'"
    assert small_shop.store.read().value(sql) == "2026-11-02"


def test_a_weighing_is_not_undone_once_its_thing_is_sold(small_shop: TestShop) -> None:
    made, days = small_shop, small_shop.shop.intake_days
    here = made.shop.intake.open_intake(made.reception).value.id
    got = made.shop.intake.add_item(made.reception, here, CHAIR, crate(4_000)).value
    made.shop.intake.close(made.reception, here)
    made.shop.till.open_session(made.cashier, "001-1", 15_000)
    line = made.shop.counter.line_of_item(now(made, got.id), 1_000)
    paid = [Payment("CASH", 1_000)]
    made.shop.counter.sell(made.manager, "001-1", Basket().add(line), paid)
    assert now(made, got.id).state is State.SOLD
    (load,) = days.loads(here)
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        days.take_back(made.supervisor, load.id)
    assert refused.value.code == "sold"
    assert got.short in refused.value.sentence
    assert contents(made.store) == before
    check_ledger(made.store)


def test_a_weighing_is_not_undone_once_its_thing_is_called_something_else(
    small_shop: TestShop,
) -> None:
    """Catches an armchair's kilos left behind at reception by the undoing of a chair, hidden by
    other chairs that stand there."""
    made, days = small_shop, small_shop.shop.intake_days
    here = made.shop.intake.open_intake(made.reception).value.id
    got = made.shop.intake.add_item(made.reception, here, CHAIR, crate(5_000)).value
    made.shop.intake.weigh(made.reception, here, CHAIR, crate(5_000))
    made.shop.sorting.change_category(made.trainee, got.id, "EA-AS-FAUTEUIL")
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        days.take_back(made.supervisor, days.loads(here)[0].id)
    assert (refused.value.code, got.short in refused.value.sentence) == ("moved_on", True)
    assert contents(made.store) == before
    made.shop.sorting.change_category(made.trainee, got.id, CHAIR)
    days.take_back(made.supervisor, days.loads(here)[0].id)
    assert now(made, got.id).state is State.GONE
    check_ledger(made.store)


def test_a_labelled_thing_does_not_stand_in_for_the_kilos_of_a_crate(small_shop: TestShop) -> None:
    """Catches a crate undone after it was put on the shelf, because a labelled thing of the same
    kind weighs as much: reception would hold less than nothing without a label."""
    made, days = small_shop, small_shop.shop.intake_days
    here = made.shop.intake.open_intake(made.reception).value.id
    made.shop.intake.weigh(made.reception, here, "HR-LIVRE", crate(5_000))
    made.shop.intake.add_item(made.reception, here, "HR-LIVRE", crate(5_000))
    made.shop.sorting.send(made.trainee, "HR-LIVRE", 5_000, Way.SHELF)
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        days.take_back(made.supervisor, days.loads(here)[0].id)
    assert refused.value.code == "sorted"
    assert contents(made.store) == before


# ---------------------------------------------------------------------- on paper first
def test_a_late_slip_counts_on_its_own_day(small_shop: TestShop) -> None:
    days, intake, who = small_shop.shop.intake_days, small_shop.shop.intake, small_shop.supervisor
    small_shop.clock.forward(days=3)
    here = days.open_late(who, "2026-10-02", "12", "drop_off", "35238").value.id
    intake.weigh(who, here, "textile", crate(5_000))
    intake.add_item(who, here, CHAIR, crate(4_000))
    intake.record_count(who, here, {CHAIR: 2})
    intake.recycle(who, here, "bricolage", crate(2_000), "FERRAILLE")
    intake.refuse(who, here, "dirty")
    reader = small_shop.store.read()
    assert {row["day"] for row in reader.all("SELECT day FROM mass_entry")} == {"2026-10-02"}
    assert {row["day"] for row in reader.all("SELECT day FROM weighing")} == {"2026-10-02"}
    item = stock.items_in_state(reader, State.RECEIVED)[0]
    assert item.received_on == "2026-10-02"
    (seen,) = days.look(date(2026, 10, 2)).deliveries
    assert (seen.late, seen.number) == ("12", "D-2610-0001")
    assert days.look(date(2026, 10, 4)).deliveries == ()
    intake.undo_last(who, here)
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("day", "slip", "code"),
    [
        ("2026-10-06", "13", "day"), ("2026-08-30", "13", "day"), ("yesterday", "13", "day"),
        ("2026-10-02", "  ", "slip"), ("2026-10-02", "12", "double"),
    ],
)  # fmt: skip
def test_a_late_slip_that_cannot_be_opens_nothing(
    small_shop: TestShop, day: str, slip: str, code: str
) -> None:
    days, who = small_shop.shop.intake_days, small_shop.supervisor
    small_shop.clock.forward(days=4)
    days.open_late(who, "2026-10-02", "12")
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        days.open_late(who, day, slip)
    assert refused.value.code == code
    assert contents(small_shop.store) == before


def test_a_closed_month_takes_no_late_slip(small_shop: TestShop) -> None:
    days, who = small_shop.shop.intake_days, small_shop.supervisor
    small_shop.clock.forward(days=30)
    opened = days.open_late(who, "2026-10-20", "7").value.id
    small_shop.clock.forward(days=2)
    assert date(2026, 10, 20) in days.late_days()
    close_month(small_shop)
    assert min(days.late_days()) == date(2026, 11, 1)
    with pytest.raises(Refusal) as refused:
        days.open_late(who, "2026-10-20", "8")
    assert refused.value.code == "sealed"
    with pytest.raises(Refusal) as refused:
        small_shop.shop.intake.weigh(who, opened, "textile", crate(1_000))
    assert refused.value.code == "sealed"


# ---------------------------------------------------------------------- photos
def jpeg(size: tuple[int, int] = (60, 40)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def test_a_photo_is_on_disk_before_the_gesture_that_names_it(small_shop: TestShop) -> None:
    intake, photos = small_shop.shop.intake, small_shop.shop.intake_photos
    who = small_shop.reception
    here = delivery(small_shop)
    labelled = intake.add_item(who, here, CHAIR, crate(4_000)).value
    with pytest.raises(Refusal) as refused:
        photos.attach(who, here, 2, "0" * 64)
    assert refused.value.code == "photo"
    name = photos.keep(jpeg())
    photos.attach(who, here, 2, name)
    assert photos.path(name).exists()
    assert [load.photo for load in intake.loads(here)] == [None, name]
    item = stock.item_by_id(small_shop.store.read(), labelled.id)
    assert item is not None
    assert item.photo == name
    photos.attach(who, here, 1, photos.keep(jpeg((30, 30))))
    check_ledger(small_shop.store)


def test_a_photo_of_an_undone_weighing_is_refused(small_shop: TestShop) -> None:
    here = delivery(small_shop)
    name = small_shop.shop.intake_photos.keep(jpeg())
    small_shop.shop.intake.undo_last(small_shop.reception, here)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.intake_photos.attach(small_shop.reception, here, 1, name)
    assert refused.value.code == "gone"


def test_a_lying_file_is_no_photo(small_shop: TestShop, tmp_path: Path) -> None:
    lie = tmp_path / "photo.png"
    lie.write_bytes(jpeg())
    with pytest.raises(Refusal):
        small_shop.shop.intake_photos.keep(lie)
    assert not list(small_shop.office.folder.photos.rglob("*.jpg"))
