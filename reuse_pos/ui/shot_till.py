"""Pictured states behind the till's count, and of the inspector's journal: the bank, Zs and
closings, another till; closings, a check of everything, an archive written, the attestation."""

from __future__ import annotations

from reuse_pos.ui.shot_hands import Hands
from reuse_pos.ui.shot_states import CASHIER, MANAGER, Shot, touching

INSPECTOR = "90"


def _bag(hands: Hands) -> None:
    hands.touch("more_cash", "source_SAFE")
    bag = hands.screen.rest.bag
    counted = {5000: 2, 2000: 3, 1000: 1}
    bag.notes.show_pieces(counted)
    for denomination, count in counted.items():
        bag.notes.changed.emit(denomination, count)
    hands.settle()


def _tills(hands: Hands) -> None:
    hands.screen.rest.back(hands.screen.rest.closings)
    hands.touch("more_tills")


def _closings(hands: Hands) -> None:
    hands.touch("deposit_close", "more_closings")
    hands.settle(200)


def _waiting(hands: Hands) -> None:
    hands.screen.rest.open_closings("MONTH")
    hands.settle(200)


def _checked(hands: Hands) -> None:
    hands.touch("tab_closings", "verify_all")
    hands.settle(300)


def _written(hands: Hands) -> None:
    folder = hands.shop.office.folder.root / "archives"
    folder.mkdir(exist_ok=True)
    hands.screen.page.exporting.use_folder(folder)
    hands.touch("archive_make")
    hands.settle(300)


def _z(hands: Hands) -> None:
    hands.touch("tab_closings", "kind_session")
    hands.screen.page.closings.list.opened.emit(0)
    hands.settle(200)


STATES = (
    Shot("26-journal", INSPECTOR, "journal", lambda hands: hands.settle(300)),
    Shot("26a-z", INSPECTOR, "journal", _z),
    Shot("26b-tout-verifie", INSPECTOR, "journal", _checked),
    Shot("26c-archive", INSPECTOR, "journal", touching("tab_archive")),
    Shot("26d-archive-ecrite", INSPECTOR, "journal", _written),
    Shot("26e-attestation", INSPECTOR, "journal", touching("tab_attestation")),
    Shot("11e-derriere-le-comptage", CASHIER, "till", touching("more")),
    Shot("11f-remise-especes", CASHIER, "till", _bag),
    Shot("11g-remise-cheques", CASHIER, "till", touching("deposit_close", "more_cheques")),
    Shot("11h-z-et-clotures", CASHIER, "till", _closings),
    Shot("11i-autre-caisse", CASHIER, "till", _tills),
    Shot("11j-clotures-responsable", MANAGER, "till", _waiting),
)
