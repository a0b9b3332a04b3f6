"""Reception besides weighing, as it is touched: towns, givers, photos, days, late slips, scale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from desk_user import GRACE, DeskUser
from invariants import check_ledger
from PIL import Image
from PySide6.QtWidgets import QLineEdit
from screen_audit import faults

from reuse_pos.domain.donors import Donor
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.ui import photo
from reuse_pos.ui.hub import hub
from reuse_pos.ui.widgets import ErrorBar

MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
Open = Callable[[int], DeskUser]


def as_manager(desk: DeskUser) -> None:
    desk.screen.person = MARIE
    desk.screen.extras.who = desk.screen.gestures.who = MARIE.actor


def typed(desk: DeskUser, name: str, text: str) -> None:
    (field,) = list(desk.screen.findChildren(QLineEdit, name))
    field.setText(text)
    desk.settle()


def told(desk: DeskUser) -> str:
    return " ".join(bar.title.text() for bar in desk.screen.findChildren(ErrorBar)
                    if bar.isVisibleTo(desk.screen))  # fmt: skip


def one_load(desk: DeskUser) -> None:
    desk.put(9_000)
    desk.touch("family_textile")
    desk.put(0)


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


# ---------------------------------------------------------------------- towns
def test_any_town_of_france_in_three_gestures(desk: DeskUser) -> None:
    one_load(desk)
    desk.touch("commune_other")
    desk.screen.chooser.search.edit.setText("bres")
    desk.settle()
    desk.touch("choice_29019")
    here = desk.screen.model.delivery
    assert here is not None
    assert here.commune == "29019"
    assert desk.screen.context.endswith("Brest")
    assert desk.key("commune_other").text() == "Brest"
    check_ledger(desk.shop.store)


def test_a_far_town_may_come_before_the_first_load(desk: DeskUser) -> None:
    desk.touch("commune_other")
    desk.screen.chooser.search.edit.setText("29200")
    desk.settle()
    desk.touch("choice_29019")
    assert desk.key("commune_other").text() == "Brest"
    one_load(desk)
    assert desk.screen.model.commune == "29019"
    check_ledger(desk.shop.store)


# ---------------------------------------------------------------------- givers
def test_the_near_towns_of_the_settings_are_there_at_once(desk: DeskUser) -> None:
    """Catches keys of the old near towns until the program is started again."""
    here, made = desk.screen, desk.shop
    desk.touch("commune_35024")
    made.shop.intake.open_intake(made.reception, "drop_off", "29019")
    changed = made.shop.settings.set_many(made.manager, {"store.near_communes": "29019,35024"})
    hub.changed.emit(changed.changes)
    desk.settle()
    assert not desk.sees("commune_35238")
    order = [desk.key(f"commune_{insee}").x() for insee in ("29019", "35024")]
    assert order == sorted(order)
    assert order[-1] < desk.key("commune_other").x()
    desk.touch("commune_29019")
    assert here.model.commune == "29019"


def test_a_giver_is_kept_only_with_a_purpose(desk: DeskUser) -> None:
    one_load(desk)
    desk.touch("donor")
    typed(desk, "donor_name", "Aline Béasse")
    typed(desk, "donor_contact", "aline@exemple.fr")
    assert not desk.key("donor_keep").isEnabled()
    desk.touch("purpose_slip")
    desk.touch("donor_keep")
    assert desk.sees("family_textile")
    assert desk.key("donor").isChecked()
    desk.touch("donor")
    desk.touch("donor_erase")
    assert not desk.key("donor").isChecked()
    assert desk.shop.store.read().value("SELECT count(*) FROM donor_private") == 0


def test_a_name_may_come_before_the_first_load(desk: DeskUser) -> None:
    desk.touch("donor")
    desk.touch("purpose_call_back")
    typed(desk, "donor_name", "Marc")
    typed(desk, "donor_contact", "06 12 34 56 78")
    desk.touch("donor_keep")
    one_load(desk)
    assert len(desk.screen.model.desk.open) == 1
    assert desk.key("donor").isChecked()


def test_a_contact_that_fits_no_purpose_is_told_and_stays_typed(desk: DeskUser) -> None:
    desk.touch("donor")
    desk.touch("purpose_slip")
    typed(desk, "donor_name", "Marc")
    typed(desk, "donor_contact", "nowhere")
    desk.touch("donor_keep")
    assert told(desk)
    assert desk.screen.donor.contact.text() == "nowhere"


# ---------------------------------------------------------------------- photos
def test_a_photo_goes_on_the_last_load(desk: DeskUser, tmp_path: Path) -> None:
    one_load(desk)
    file = tmp_path / "photo.jpg"
    file.write_bytes(jpeg())
    desk.screen.extras.pick = lambda _parent: file
    desk.touch("photo")
    (load,) = desk.loads
    assert load.photo is not None
    assert desk.shop.office.folder.photos.joinpath(load.photo[:2], f"{load.photo}.jpg").exists()


def test_a_file_that_is_no_photo_is_told(desk: DeskUser, tmp_path: Path) -> None:
    desk.screen.extras.pick = lambda _parent: pytest.fail("nothing to photograph")
    desk.touch("photo")
    assert told(desk)
    one_load(desk)
    lie = tmp_path / "photo.jpg"
    lie.write_bytes(b"%PDF-1.4")
    desk.screen.extras.pick = lambda _parent: lie
    desk.touch("photo")
    assert told(desk)
    assert desk.loads[0].photo is None


def test_without_a_camera_a_file_is_chosen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "find_spec", lambda _name: None)
    monkeypatch.setattr(photo, "from_file", lambda _parent: Path("chosen.jpg"))
    assert not photo.has_camera()
    assert photo.pick(None) == Path("chosen.jpg")


# ---------------------------------------------------------------------- deliveries again
def test_a_finished_delivery_is_looked_at_and_corrected_by_right(
    desk: DeskUser, tmp_path: Path
) -> None:
    one_load(desk)
    desk.touch("finish")
    desk.screen.extras.folder = tmp_path
    desk.touch("more_deliveries")
    assert not desk.sees("take_back_1")
    desk.touch("day_pdf")
    assert len(list(tmp_path.glob("bon-apport-*.pdf"))) == 1
    as_manager(desk)
    desk.touch("days_back")
    desk.touch("more_deliveries")
    desk.touch("take_back_1")
    (seen,) = desk.shop.shop.intake_days.look(date(2026, 10, 1)).deliveries
    assert seen.grams == 0
    check_ledger(desk.shop.store)


def test_an_open_delivery_of_the_list_is_worked_on_again(desk: DeskUser) -> None:
    one_load(desk)
    first = desk.screen.model.chosen
    desk.touch("another")
    desk.touch("more_deliveries")
    desk.touch("day_open")
    assert desk.screen.model.chosen == first
    assert desk.sees("family_textile")


def test_a_paper_slip_is_typed_in_on_its_day(desk: DeskUser) -> None:
    desk.shop.clock.forward(days=2)
    desk.touch("more_deliveries")
    assert not desk.sees("days_late")
    as_manager(desk)
    desk.touch("days_back")
    desk.touch("more_deliveries")
    desk.touch("days_late")
    desk.touch("late_2026-10-02")
    assert not desk.key("late_begin").isEnabled()
    desk.touch("pad_7")
    desk.touch("late_begin")
    assert "02/10/2026" in desk.screen.context
    one_load(desk)
    assert desk.shop.store.read().value("SELECT day FROM mass_entry") == "2026-10-02"
    check_ledger(desk.shop.store)


# ---------------------------------------------------------------------- scale
def test_the_scale_is_checked_in_two_gestures(desk: DeskUser) -> None:
    desk.shop.shop.settings.set_many(desk.shop.manager, {"scale.reference_g": "10000"})
    desk.shop.clock.forward(days=40)
    desk.screen.entered()
    desk.screen.left()
    desk.settle()
    assert told(desk)
    desk.touch("error_key")
    before = desk.gestures
    desk.touch("check_keep")
    assert not desk.key("check_keep").isEnabled()
    desk.scale.put(10_020)
    desk.screen.scale_check.look()
    desk.touch("check_keep")
    assert desk.gestures - before == 2
    (kept,) = desk.shop.shop.scale_checks.history()
    assert kept.drift_g == 20
    desk.touch("check_back")
    desk.screen.entered()
    desk.screen.left()
    assert not told(desk)


# ---------------------------------------------------------------------- looks
def donor_known(desk: DeskUser) -> None:
    one_load(desk)
    here = desk.screen.model.chosen
    assert here is not None
    giver = Donor("Aline Béasse", "aline@exemple.fr", "thanks")
    desk.shop.shop.intake_donors.keep(GRACE.actor, here, giver)
    desk.touch("donor")


def late(desk: DeskUser) -> None:
    as_manager(desk)
    desk.touch("more_deliveries")
    desk.touch("days_late")


def many(desk: DeskUser) -> None:
    for _one in range(9):
        one_load(desk)
    as_manager(desk)
    desk.touch("more_deliveries")


def scale(desk: DeskUser) -> None:
    desk.shop.shop.settings.set_many(desk.shop.manager, {"scale.reference_g": "10000"})
    for shown in (10_000, 10_400):
        desk.shop.shop.scale_checks.check(GRACE.actor, 0, shown)
    as_manager(desk)
    desk.touch("more_deliveries")
    desk.touch("days_scale")
    desk.touch("tare_of_R-VERT")
    desk.scale.put(1_900)
    desk.screen.scale_check.look()


PAGES: dict[str, Callable[[DeskUser], None]] = {
    "donor": lambda desk: desk.touch("donor"),
    "donor known": donor_known,
    "no delivery": lambda desk: desk.touch("more_deliveries"),
    "deliveries": many,
    "late": late,
    "scale": scale,
}


@pytest.mark.parametrize("width", [1270, 932])
@pytest.mark.parametrize("page", list(PAGES))
def test_nothing_is_cut_and_one_key_is_yellow(open_desk: Open, page: str, width: int) -> None:
    desk = open_desk(width)
    PAGES[page](desk)
    desk.settle()
    assert faults(desk.screen) == []
    assert desk.screen.width() == width
