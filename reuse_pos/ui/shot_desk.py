"""Pictured states of the door and the sorting table beside the road: what reception asks, the day's
deliveries, checks, defects, what is set aside, and the van's stops with their quote."""

from __future__ import annotations

from collections.abc import Callable

from reuse_pos.domain.checks import Aside
from reuse_pos.domain.donors import Donor
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.services.agenda import Booking
from reuse_pos.ui.shot_hands import Hands, Missing
from reuse_pos.ui.shot_states import MANAGER, RECEPTION, SUPERVISOR, Shot, touching

CHAIR, KETTLE, LAMP = "EA-AS-CHAISE-BOIS", "EEE-PAM-BOUIL", "EEE-LUM"


def _desk(hands: Hands) -> None:
    """Back at the tiles of a delivery with one load on the scale."""
    hands.screen.show_page(hands.screen.families)
    hands.put(0)
    hands.put(6_300)


def _from_desk(key: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        _desk(hands)
        hands.touch(key)

    return bring


def _town(hands: Hands) -> None:
    _desk(hands)
    hands.touch("commune_other")
    hands.screen.chooser.search.edit.setText("sainte-marie")
    hands.settle(400)


def _donor(hands: Hands) -> None:
    _desk(hands)
    hands.touch("family_jouets", "donor", "purpose_thanks")
    hands.write("donor_name", "Aline Béasse")
    hands.write("donor_contact", "aline@exemple.fr")


def _donor_kept(hands: Hands) -> None:
    intake = hands.screen.model.chosen
    donor = Donor("Aline Béasse", "aline@exemple.fr", "thanks")
    hands.shop.intake_donors.keep(hands.person(RECEPTION).actor, intake, donor)
    _desk(hands)
    hands.touch("donor")


def _by_hand(hands: Hands) -> None:
    hands.screen.show_page(hands.screen.families)
    hands.scale.lost()
    hands.settle(300)
    hands.touch("type_weight")


def _twice(hands: Hands) -> None:
    """The crate just recorded still stands there."""
    hands.scale.put(0)
    _desk(hands)
    hands.touch("family_jouets")
    hands.settle(300)


def _days(hands: Hands) -> None:
    hands.screen.show_page(hands.screen.families)
    hands.put(0)
    hands.touch("more_deliveries", "day_before", "day_before", "day_before")
    hands.settle(300)


def _late(hands: Hands) -> None:
    hands.touch("days_late")
    hands.settle(200)


def _check_weight(hands: Hands) -> None:
    manager = hands.person(MANAGER).actor
    hands.shop.settings.set_many(manager, {"scale.reference_g": "10000"})
    for shown in (10_000, 10_010, 10_150):
        hands.shop.scale_checks.check(manager, 0, shown)
    hands.touch("days_back", "more_deliveries", "days_scale")
    hands.touch("check_keep")
    hands.put(10_020)


_INTAKE = (
    Shot("04e-autre-commune", RECEPTION, "intake", _town),
    Shot("04f-objet-a-part", RECEPTION, "intake", _from_desk("item")),
    Shot("04g-refuse", RECEPTION, "intake", _from_desk("refuse")),
    Shot("04h-recyclage-direct", RECEPTION, "intake", _from_desk("recycle")),
    Shot("04i-donateur", RECEPTION, "intake", _donor),
    Shot("04j-donateur-connu", RECEPTION, "intake", _donor_kept),
    Shot("04k-bac-deja-pese", RECEPTION, "intake", _twice),
    Shot("04m-poids-a-la-main", RECEPTION, "intake", _by_hand),
    Shot("04n-apports-du-jour", SUPERVISOR, "intake", _days),
    Shot("04p-bon-papier", SUPERVISOR, "intake", _late),
    Shot("04q-controle-de-la-balance", SUPERVISOR, "intake", _check_weight),
)


def _waiting(hands: Hands, category: str, grams: int) -> Item:
    """A thing of this kind that waits for its way, brought to the door for it."""
    intake, actor = hands.shop.intake, hands.person(RECEPTION).actor
    here = intake.open_intake(actor).value.id
    made = intake.add_item(actor, here, category, Weighing(grams, 0, Source.SCALE)).value
    intake.close(actor, here, slip=False)
    found = next((one for one in hands.shop.stock.items(State.RECEIVED) if one.id == made.id), None)
    if found is None:
        raise Missing(f"no {category} waits")
    return found


def _object(hands: Hands, category: str, grams: int = 3_200) -> Item:
    hands.screen.home()
    hands.put(grams)
    hands.touch("sort_thing")
    thing = _waiting(hands, category, grams)
    hands.scan(thing.code)
    return thing


def _mixed(hands: Hands) -> None:
    hands.screen.home()
    hands.touch("sort_mixed")
    hands.put(18_400)
    hands.touch("sort_add")
    for family, grams in (("vaisselle", 6_200), ("jouets", 3_900)):
        hands.put(0)
        hands.put(grams)
        hands.touch(f"family_{family}", "way_shelf")
    hands.put(0)
    hands.put(4_150)
    hands.touch("family_electro")


def _crate(hands: Hands) -> None:
    hands.screen.home()
    hands.put(7_300)
    hands.touch("crate_HR-LIVRE")


def _kettle(hands: Hands) -> None:
    _object(hands, KETTLE, 1_250)
    hands.touch("state_good")


def _question(hands: Hands) -> None:
    hands.touch("way_check")


def _failed(hands: Hands) -> None:
    hands.touch("check_no")


def _defects(hands: Hands) -> None:
    _object(hands, CHAIR, 4_800)
    hands.touch("thing_defects", "pick_scratched", "pick_glued")


def _never_sold(hands: Hands) -> None:
    _object(hands, "EA-AS-CANAPE-TISSU", 38_000)
    hands.touch("way_which")


def _put_aside(hands: Hands) -> None:
    for category, reason in ((LAMP, Aside.DATA), (KETTLE, Aside.RECALL)):
        thing = _waiting(hands, category, 1_900)
        hands.shop.sorting.put_aside(hands.person(SUPERVISOR).actor, thing.id, reason)
    hands.screen.home()
    hands.put(0)
    hands.touch("sort_aside", f"aside_{thing.short}")


_SORTING = (
    Shot("05d-bacs-melanges", SUPERVISOR, "sorting", _mixed),
    Shot("05e-bac-d-une-famille", SUPERVISOR, "sorting", _crate),
    Shot("05f-objet-a-tester", SUPERVISOR, "sorting", _kettle),
    Shot("05g-fiche-de-test", SUPERVISOR, "sorting", _question),
    Shot("05h-test-rate", SUPERVISOR, "sorting", _failed),
    Shot("05i-defauts-connus", SUPERVISOR, "sorting", _defects),
    Shot("05j-jamais-vendu", SUPERVISOR, "sorting", _never_sold),
    Shot("05k-mis-a-part", SUPERVISOR, "sorting", _put_aside),
)


def _stop(hands: Hands, kind: str) -> None:
    """Promise a stop of this kind for the next free hour, and open it."""
    agenda, actor = hands.shop.agenda, hands.person(RECEPTION).actor
    day, slot = agenda.free_hours()[0]
    asked = Booking(
        kind, day.isoformat(), slot, commune="35238", floor=2, goods="buffet, 2 lits", kg=140,
        name="Aline Béasse", phone="06 00 00 00 00", address="7 place du Marché",
    )  # fmt: skip
    stop = agenda.book(actor, asked).value
    hands.screen.choose(day)
    hands.settle(200)
    hands.touch(f"stop_{stop.number}")


def _quote(hands: Hands) -> None:
    hands.screen.pages.setCurrentWidget(hands.screen.week)
    _stop(hands, "clearance")
    hands.touch("stop_quote")


def _far_town(hands: Hands) -> None:
    hands.touch("new_stop", "town_other")
    hands.screen.towns.names.search.edit.setText("sainte-marie")
    hands.settle(400)


_AGENDA = (
    Shot("16c-un-passage", RECEPTION, "agenda", lambda hands: _stop(hands, "pickup")),
    Shot("16d-devis", RECEPTION, "agenda", _quote),
    Shot(
        "16e-equipe-du-jour", RECEPTION, "agenda", touching("quote_back", "stop_closed", "team_key")
    ),
    Shot("16f-autre-commune", RECEPTION, "agenda", _far_town),
)
STATES = (*_INTAKE, *_SORTING, *_AGENDA)
