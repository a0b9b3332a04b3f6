"""Pictured states of the devices in the settings, and of a label nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.scan_trial import ScanTrace
from reuse_pos.services.settings import Settings
from reuse_pos.ui.overlay import cancel_all
from reuse_pos.ui.shot_hands import Hands
from reuse_pos.ui.shot_states import CASHIER, MANAGER, Shot

LOST = make_code(CodeKind.ITEM, 1, 0, 990_017)
ITEM = make_code(CodeKind.ITEM, 1, 0, 345)
QWERTY = str.maketrans("0123456789", "à&é\"'(-è_ç")


def _page(code: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.screen.open(code)
        hands.settle(400)

    return bring


def _weighed(hands: Hands) -> None:
    chosen = {"scale.driver": "continuous", "scale.port": "COM3", "scale.division_g": "10"}
    Settings(hands.shop.office).set_many(hands.person(MANAGER).actor, chosen)
    hands.shop.office.forget()
    hands.put(12_340)
    _page("scale")(hands)
    hands.next()
    hands.settle(400)


def _suffering(trouble: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        getattr(hands.scale, trouble)()
        hands.screen.back()
        _page("scale")(hands)
        hands.settle(1200)

    return bring


def _well_again(hands: Hands) -> None:
    hands.put(0)
    hands.touch("scale_form")


def _scanned(trace: ScanTrace) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        _page("scanner")(hands)
        hands.screen.page.show_trace(trace)
        hands.settle()

    return bring


def _printed(hands: Hands) -> None:
    _page("printers")(hands)
    hands.touch("device_test")
    hands.settle(400)


def _device(code: str) -> Callable[[Hands], None]:
    def bring(hands: Hands) -> None:
        hands.touch(f"device_{code}")
        hands.settle(400)

    return bring


def _unknown_here(hands: Hands) -> None:
    hands.scan(LOST)


def _adopt(hands: Hands) -> None:
    hands.touch("error_other", "kind_meubles", "kind_EA-AS-FAUTEUIL_add")
    hands.touch("pad_4", "pad_5")
    hands.put(9_350)


def _unknown_at_till(hands: Hands) -> None:
    cancel_all(hands.shell.window())
    hands.put(0)
    hands.be(CASHIER, "counter")
    if not hands.shop.till.status("001-1").session:
        hands.shop.till.open_session(hands.person(CASHIER).actor, "001-1", 15_000)
        hands.shell.go("holds")
        hands.be(CASHIER, "counter")
    hands.scan(LOST)


def _asked(hands: Hands) -> None:
    hands.touch("error_other", "kind_meubles", "kind_EA-AS-FAUTEUIL_add")
    hands.touch("pad_4", "pad_5")
    hands.put(9_350)
    hands.touch("adopt_do")


STATES = (
    Shot("22-imprimante", MANAGER, "settings", _page("printers")),
    Shot("22b-imprimante-essai", MANAGER, "settings", _printed),
    Shot("22c-imprimante-etiquettes", MANAGER, "settings", _device("label")),
    Shot("22d-ecran-client", MANAGER, "settings", _device("display")),
    Shot("22e-balance", MANAGER, "settings", _weighed),
    Shot("22f-balance-autre-langage", MANAGER, "settings",
         _suffering("babble")),
    Shot("22g-balance-debranchee", MANAGER, "settings",
         _suffering("unplug")),
    Shot("22h-balance-chiffres", MANAGER, "settings", _well_again),
    Shot("22i-lecteur", MANAGER, "settings", _page("scanner")),
    Shot("22j-lecteur-bon", MANAGER, "settings", _scanned(ScanTrace(ITEM, slowest_ms=9))),
    Shot("22k-lecteur-a-regler", MANAGER, "settings",
         _scanned(ScanTrace(ITEM.translate(QWERTY), slowest_ms=44))),
    Shot("20g-etiquette-inconnue", MANAGER, "stock", _unknown_here),
    Shot("20h-adopter", MANAGER, "stock", _adopt),
    Shot("02x-etiquette-inconnue", CASHIER, "counter", _unknown_at_till),
    Shot("02y-adopter-accord", CASHIER, "counter", _asked),
)  # fmt: skip
