"""An unknown label at the counter: taken in on the spot, by the manager or with the manager's
yes."""

from __future__ import annotations

import pytest
from counter_post import CASHIER, MANAGER, NARROW, WIDE, Post
from invariants import contents
from PySide6.QtCore import Qt
from screen_audit import faults

from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source
from reuse_pos.domain.people import Person
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.ui import theme
from reuse_pos.ui.adoptdialog import AdoptDialog
from reuse_pos.ui.approvaldialog import ApprovalDialog
from reuse_pos.ui.overlay import front_of

LOST = make_code(CodeKind.ITEM, 1, 0, 5300)
CHAIR = "EA-AS-FAUTEUIL"


def asked(
    post: Post, person: Person, size: tuple[int, int] = WIDE, code: str = LOST
) -> AdoptDialog:
    """The dialog after the unknown label was scanned and its key touched."""
    screen = post.start(person, size)
    screen.on_scan(code)
    assert screen.error.key.text() == "Vendre quand même"
    screen.error.other.click()
    dialog = front_of(screen.window())
    assert isinstance(dialog, AdoptDialog)
    dialog.figures.look._timer.stop()
    return dialog


def weigh(post: Post, dialog: AdoptDialog, grams: int) -> None:
    assert isinstance(post.devices.scale, FakeScale)
    post.devices.scale.put(grams)
    for _reading in range(8):
        dialog.figures.look.poll()


def fill(post: Post, dialog: AdoptDialog) -> None:
    dialog.chooser.families["meubles"].click()
    dialog.chooser.kinds[CHAIR].click()
    post.qtbot.keyClicks(dialog, "45")
    weigh(post, dialog, 9_350)


def test_the_manager_takes_a_label_in_and_it_is_in_the_basket(post: Post) -> None:
    """Catches a thing in the list that has to be scanned once more."""
    dialog = asked(post, MANAGER)
    assert not dialog.adopt_key.isEnabled()
    fill(post, dialog)
    assert dialog.hint.text() == ""
    dialog.on_next()
    post.settle()
    assert front_of(post.screen.window()) is None
    assert post.lines == ["Fauteuil"]
    assert post.screen.model.basket.total_cents == 4500
    item = post.made.shop.stock.find(LOST).item
    assert (item.grams, item.source, item.state) == (9_350, "scale", State.ON_SALE)
    post.screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 4500)]


def test_the_cashier_asks_for_a_yes_and_a_no_changes_nothing(post: Post) -> None:
    dialog = asked(post, CASHIER)
    fill(post, dialog)
    before = contents(post.made.store)
    dialog.on_next()
    post.settle()
    approval = post.screen.window().findChild(ApprovalDialog)
    approval.cancel()
    post.settle()
    assert contents(post.made.store) == before
    assert dialog.isVisible()
    dialog.on_next()
    post.settle()
    approval = front_of(post.screen.window())
    assert isinstance(approval, ApprovalDialog)
    approval.who.choose("02")
    approval.who.given.emit("02", "Gestion-02")
    post.settle()
    assert post.lines == ["Fauteuil"]
    given = post.made.store.read().one("SELECT kind, given_by, asked_by, subject FROM approval")
    assert tuple(given) == ("ADOPTION", "02", "07", "R-005300")


def test_escape_leaves_everything_as_it_was(post: Post) -> None:
    dialog = asked(post, MANAGER)
    before = contents(post.made.store)
    fill(post, dialog)
    post.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert front_of(post.screen.window()) is None
    assert (post.lines, contents(post.made.store)) == ([], before)


def test_enter_goes_from_figure_to_figure(post: Post) -> None:
    dialog = asked(post, MANAGER)
    dialog.choose_kind(CHAIR)
    post.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.figures.keys["price"].isChecked()
    assert dialog.hint.text() == "Tapez le prix de l’étiquette."
    post.qtbot.keyClicks(dialog, "12,50")
    post.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.figures.keys["weight"].isChecked()
    post.qtbot.keyClicks(dialog, "8")
    post.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    post.settle()
    item = post.made.shop.stock.find(LOST).item
    assert (item.price_cents, item.grams, item.source) == (1250, 8_000, "typed")


def test_a_typed_weight_goes_before_the_scale_and_a_load_taken_off_is_no_weight(post: Post) -> None:
    """Catches a crate of the next customer taken as the weight of this thing."""
    figures = asked(post, MANAGER).figures
    dialog = front_of(post.screen.window())
    assert isinstance(dialog, AdoptDialog)
    weigh(post, dialog, 9_350)
    assert figures.weighing is not None
    assert figures.weighing.source is Source.SCALE
    weigh(post, dialog, 0)
    assert figures.weighing is None
    figures.show_figure("weight")
    post.qtbot.keyClicks(dialog, "7,5")
    weigh(post, dialog, 9_350)
    assert (figures.weighing.net_g, figures.weighing.source) == (7_500, Source.TYPED)
    figures.pads["weight"].clear()
    assert figures.weighing.source is Source.SCALE


def test_what_it_usually_weighs_is_one_touch_away_and_said_as_such(post: Post) -> None:
    figures = asked(post, MANAGER).figures
    figures.show_figure("weight")
    assert not figures.usual_key.isVisible()
    figures.show_usual(9_000, Source.LEARNED_MEAN)
    figures.usual_key.click()
    assert figures.weighing is not None
    assert (figures.weighing.net_g, figures.weighing.source) == (9_000, Source.LEARNED_MEAN)
    assert "habituel" in figures.keys["weight"].accessibleName()


def test_a_batch_is_asked_how_many_there_are(post: Post) -> None:
    batch = make_code(CodeKind.BATCH, 1, 0, 5301)
    dialog = asked(post, MANAGER, code=batch)
    dialog.choose_kind("HR-LIVRE")
    post.qtbot.keyClicks(dialog, "1")
    weigh(post, dialog, 4_000)
    assert not dialog.adopt_key.isEnabled()
    dialog.figures.show_figure("pieces")
    post.qtbot.keyClicks(dialog, "12")
    dialog.on_next()
    post.settle()
    assert post.made.shop.stock.find(batch).item.pieces == 12


def test_what_must_be_tested_first_waits_and_says_so(post: Post) -> None:
    dialog = asked(post, MANAGER)
    dialog.choose_kind("EEE-PAM-ASPI")
    post.qtbot.keyClicks(dialog, "20")
    weigh(post, dialog, 4_000)
    dialog.on_next()
    post.settle()
    assert post.lines == []
    assert "test" in post.bar
    assert post.made.shop.stock.find(LOST).item.state is State.RECEIVED


def test_a_refusal_is_said_in_the_dialog_and_what_was_typed_stays(post: Post) -> None:
    dialog = asked(post, MANAGER)
    fill(post, dialog)
    dialog.choose_origin("stock:reception")
    dialog.on_next()
    post.settle()
    assert dialog.error.isVisible()
    assert "Réception" in dialog.error.title.text() or "réception" in dialog.error.title.text()
    dialog.choose_origin(dialog._label.origins[0])
    dialog.on_next()
    post.settle()
    assert post.lines == ["Fauteuil"]


def test_a_short_code_typed_by_hand_offers_to_sell_only(post: Post) -> None:
    """Catches a guess at who printed a label of which only six figures are known."""
    screen = post.start(MANAGER)
    screen.on_scan("R-009999")
    assert screen.error.key.isVisible()
    assert not screen.error.other.isVisible()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("mode", "zoom"), [("light", 100), ("dark", 130)])
@pytest.mark.parametrize("kind", [CodeKind.ITEM, CodeKind.BATCH])
def test_the_dialog_fits(
    post: Post, size: tuple[int, int], mode: str, zoom: int, kind: CodeKind
) -> None:
    theme.set(mode, zoom)
    dialog = asked(post, MANAGER, size, make_code(kind, 1, 0, 5300))
    dialog.chooser.families["meubles"].click()
    assert faults(dialog) == []
    fill(post, dialog)
    dialog.figures.show_usual(9_000, Source.LEARNED_MEAN)
    dialog.figures.show_figure("weight")
    assert faults(dialog) == []
