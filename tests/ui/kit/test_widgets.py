"""The widgets do what their drawing promises: targets, names, states, gestures."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import (
    Amount,
    Bar,
    BasketLine,
    BigTile,
    Chip,
    EmptyState,
    ErrorBar,
    HoldKey,
    Key,
    Keypad,
    LineView,
    Money,
    MoneyRow,
    PersonTile,
    PinBoxes,
    PlainHeader,
    ProgressRow,
    Rail,
    ScaleReadout,
    ScaleWell,
    SearchField,
    Snackbar,
    SnackbarHost,
    Step,
    StepDots,
    Stepper,
    StepTrail,
    Tile,
    WordAmount,
)
from reuse_pos.ui.widgets import scale as states
from reuse_pos.ui.widgets.gallery import components_page
from reuse_pos.ui.widgets.gallery_till import till_page
from reuse_pos.ui.widgets.rail import CASHIER_RAIL, FOOT, INTAKE_RAIL, MANAGER_FOOT, MANAGER_RAIL

W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W) -> W:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def snackbar(qtbot: QtBot) -> tuple[QWidget, Snackbar]:
    """A snackbar away from the corner where the test's pointer rests, in an active window."""
    window = shown(qtbot, QWidget())
    window.resize(800, 600)
    with qtbot.waitActive(window):
        window.activateWindow()
    bar = Snackbar(window)
    bar.move(300, 500)
    return window, bar


@pytest.mark.parametrize("scale", tokens.SCALES)
@pytest.mark.parametrize("mode", tokens.MODES)
@pytest.mark.parametrize("wide", [1024, 1366])
def test_the_till_fits_its_screen_in_every_look(
    qtbot: QtBot, mode: str, scale: int, wide: int
) -> None:
    theme.set(mode, scale)
    page = shown(qtbot, till_page(wide))
    page.resize(wide, 768)
    QApplication.processEvents()
    assert page.width() == wide
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) > 20
    for button in buttons:
        assert button.height() >= 48, button.accessibleName()
        assert button.width() >= 48, button.accessibleName()
        assert button.accessibleName(), "a key without a name"
        corner = button.mapTo(page, QPoint(button.width(), button.height()))
        assert corner.x() <= wide
        assert corner.y() <= 768 or scale > 100


def test_one_yellow_key_a_screen(qtbot: QtBot) -> None:
    page = shown(qtbot, till_page())
    yellow = [k for k in page.findChildren(Key) if k.kind == "next" and k.isVisible()]
    assert len(yellow) == 1


@pytest.mark.parametrize("mode", tokens.MODES)
def test_the_pattern_sheet_paints_without_a_warning(qtbot: QtBot, mode: str) -> None:
    theme.set(mode, 115)
    page = shown(qtbot, components_page())
    assert not page.grab().isNull()


def test_touching_a_key_does_not_take_the_focus(qtbot: QtBot) -> None:
    page = shown(qtbot, till_page())
    with qtbot.waitActive(page):
        page.activateWindow()
    field = page.findChild(SearchField)
    assert field is not None
    field.setFocus()
    click(qtbot, page.findChildren(Tile)[3])
    assert field.edit.hasFocus()


def test_a_pressed_key_goes_down_three_pixels(qtbot: QtBot) -> None:
    key = shown(qtbot, Key("Repos", "percent"))
    up = key.content().top()
    key.setDown(True)
    assert key.content().top() - up == 3


def test_a_key_shows_its_states(qtbot: QtBot) -> None:
    key = shown(qtbot, Key("Choisi", "check").choosable())
    c = tokens.LIGHT
    assert key.ink() == QColor(c.ink)
    click(qtbot, key)
    assert key.isChecked()
    assert key.look().ground == c.blue_bg
    key.setEnabled(False)
    assert key.ink() == QColor(c.line2)
    assert key.set_kind("next").setEnabled(True) is None
    key.setChecked(False)
    assert key.look().ground == c.yellow
    assert key.edge() == 5


def test_a_busy_key_cannot_be_pressed_twice(qtbot: QtBot) -> None:
    key, pressed = shown(qtbot, Key("Encaisser", "money", "next")), []
    key.clicked.connect(lambda: pressed.append(1))
    key.busy()
    click(qtbot, key)
    key.busy(False)
    click(qtbot, key)
    assert pressed == [1]


def test_a_keys_hint_words_and_second_line_ask_for_room(qtbot: QtBot) -> None:
    bare, full = Key("Bac vert"), Key("Bac vert", "basket", hint="F2")
    for key in (bare, full):
        qtbot.addWidget(key)
    assert full.sizeHint().width() > bare.sizeHint().width() + 40
    above = Key("Bac vert", "basket", place="above").with_sub("1,80 kg")
    qtbot.addWidget(above)
    assert above.sizeHint().height() > 60


def test_a_trembling_hand_presses_once(qtbot: QtBot) -> None:
    key, pressed = shown(qtbot, Key("Encaisser")), []
    key.clicked.connect(lambda: pressed.append(1))
    Key.guard(60_000)
    try:
        click(qtbot, key)
        click(qtbot, key)
    finally:
        Key.guard(0)
    click(qtbot, key)
    assert pressed == [1, 1]


def test_the_closing_key_answers_only_when_held(qtbot: QtBot) -> None:
    key, closed = shown(qtbot, HoldKey("Clôturer la caisse 1", "lock")), []
    key.held.connect(lambda: closed.append(1))
    click(qtbot, key)
    assert closed == []
    key.hold_for(1)
    with qtbot.waitSignal(key.held):
        qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)
    assert closed == [1]
    assert not key._ticks.isActive()


def test_a_tile_says_all_it_shows(qtbot: QtBot) -> None:
    tile = shown(qtbot, Tile("Lampe", "6,00\u00a0€", "lamp", "electro"))
    assert tile.accessibleName() == "Lampe, 6,00\u00a0€"
    tile.set_tested()
    assert "testé" in tile.accessibleName()
    tile.set_count(3).set_corner("16,5 kg")
    assert tile.accessibleName().endswith("3")
    assert tile.height() >= 112


def test_a_locked_way_says_why_and_cannot_be_taken(qtbot: QtBot) -> None:
    tile = shown(qtbot, BigTile("Vendre", "", "tag", "meubles"))
    taken: list[int] = []
    tile.clicked.connect(lambda: taken.append(1))
    tile.lock("après le test")
    click(qtbot, tile)
    assert taken == []
    assert "après le test" in tile.accessibleName()
    tile.lock("")
    click(qtbot, tile)
    assert taken == [1]


@pytest.mark.parametrize(
    "tile",
    [
        lambda: BigTile("Boutique", "Propre", "t-shirt", "textile", "left").set_corner("18,4 kg"),
        lambda: PersonTile("Chantal", "Caisse", "flower", "deco_divers"),
        lambda: BigTile("½ heure", "30 minutes", "time-half-hour").pictured(0, 128),
    ],
)
def test_big_tiles_paint_chosen_and_inactive(qtbot: QtBot, tile: object) -> None:
    made = shown(qtbot, tile())  # type: ignore[operator]
    made.choosable(True)
    chosen = made.grab().toImage()
    made.setEnabled(False)
    assert made.grab().toImage() != chosen


def test_a_chip_is_icon_word_and_colour(qtbot: QtBot) -> None:
    chip = shown(qtbot, Chip("À jour", "cloud-check", "ok"))
    with qtbot.waitSignal(chip.clicked):
        click(qtbot, chip)
    chip.show_state("bad", "warning", "Synchro bloquée")
    assert (chip.kind, chip.text()) == ("bad", "Synchro bloquée")
    with pytest.raises(LookupError):
        chip.show_state("red", "warning", "x")


def test_the_snackbar_undoes_once_and_leaves(qtbot: QtBot) -> None:
    host = shown(qtbot, QWidget())
    host.resize(800, 400)
    bar, undone = SnackbarHost(host), []
    bar.say("Lampe ajoutée", lambda: undone.append("lampe"))
    bar.say("Livre ajouté", lambda: undone.append("livre"))
    assert bar.bar.text() == "Livre ajouté"
    assert bar.bar.accessibleDescription() == "Livre ajouté"
    click(qtbot, bar.bar.key)
    bar.bar.undo()
    assert undone == ["livre"]
    assert not bar.bar.isVisible()


def test_the_snackbar_waits_while_one_is_on_it(qtbot: QtBot) -> None:
    _window, bar = snackbar(qtbot)
    bar.say("Ligne enlevée", lambda: None)
    assert bar.waiting()
    here = QPointF(5, 5)
    QApplication.sendEvent(bar, QEnterEvent(here, here, here))
    assert not bar.waiting()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert bar.waiting()
    bar.key.setFocus()
    assert not bar.waiting()


def test_the_snackbar_leaves_by_itself(qtbot: QtBot) -> None:
    _window, bar = snackbar(qtbot)
    bar.say("Ticket non imprimé", kind="warn")
    assert not bar.can_undo()
    assert bar._timer.interval() == 8_000
    bar.set_plain(True)
    assert bar._timer.interval() == 10_000
    bar._timer.setInterval(1)
    with qtbot.waitSignal(bar.dismissed):
        bar.say("Encore")
    assert not bar.isVisible()


def test_an_amount_is_never_cut(qtbot: QtBot) -> None:
    amount = shown(qtbot, Amount("1 265,70\u00a0€", 44))
    need = amount.sizeHint().width()
    amount.resize(need * 2 // 3, amount.height())
    picture = amount.grab().toImage()
    inked = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 100
    ]
    assert min(inked) >= 1, "the first figure touches the edge"
    amount.set_text("0,50\u00a0€")
    assert amount.accessibleName() == "0,50\u00a0€"
    assert amount.sizeHint().width() < need


def test_a_line_of_a_sum_reads_whole(qtbot: QtBot) -> None:
    line = shown(qtbot, WordAmount("Tarif solidaire", "−9,00\u00a0€"))
    line.set_amount("−8,00\u00a0€")
    assert line.accessibleName() == "Tarif solidaire −8,00\u00a0€"


def test_the_stepper_stays_in_its_range_and_speaks_only_for_the_person(qtbot: QtBot) -> None:
    stepper, heard = shown(qtbot, Stepper(1, least=1, most=6)), []
    stepper.changed.connect(heard.append)
    stepper.set_value(5)
    click(qtbot, stepper.plus)
    click(qtbot, stepper.plus)
    assert heard == [6]
    assert not stepper.plus.isEnabled()
    stepper.step(-9)
    assert (stepper.value(), heard) == (1, [6, 1])
    assert not stepper.minus.isEnabled()


def test_the_amount_pad_types_figures(qtbot: QtBot) -> None:
    pad, typed, erased = shown(qtbot, Keypad()), [], []
    pad.typed.connect(typed.append)
    pad.erased.connect(lambda: erased.append(1))
    for name in ("pad_7", "pad_00", "pad_comma", "pad_erase"):
        key = pad.findChild(Key, name)
        assert key is not None
        click(qtbot, key)
    assert typed == ["7", "00", ","]
    assert erased == [1]
    assert all(key.height() >= 48 for key in pad.findChildren(Key))


def test_the_secret_pad_has_no_comma(qtbot: QtBot) -> None:
    pad = shown(qtbot, Keypad(secret=True))
    assert pad.findChild(Key, "pad_comma") is None
    top = min(pad.findChildren(Key), key=lambda k: (k.y(), k.x()))
    assert top.text() == "1"


def test_the_secret_code_goes_by_itself_and_shows_no_figure(qtbot: QtBot) -> None:
    pin, codes = shown(qtbot, PinBoxes()), []
    pin.complete.connect(codes.append)
    qtbot.keyClicks(pin, "12")
    qtbot.keyClick(pin, Qt.Key.Key_Backspace)
    qtbot.keyClicks(pin, "3x45")
    assert codes == ["1345"]
    pin.push("9")
    assert pin.count() == 4
    assert "1345" not in pin.accessibleName() + pin.accessibleDescription()
    pin.set_length(6)
    assert pin.count() == 0


@pytest.mark.parametrize(
    "state", [states.STABLE, states.MOVING, states.EMPTY, states.LOST, states.OVER]
)
def test_the_scale_says_its_state(qtbot: QtBot, state: str) -> None:
    big, small = shown(qtbot, ScaleReadout()), shown(qtbot, ScaleWell())
    big.show_weight("14,25", state, "16,05 kg sur la balance − 1,80 kg de bac")
    small.show_weight("14,250 kg", state)
    assert big.state() == state
    # A lost scale must not show a weight that is no longer true, one too loaded has none.
    silent = state in (states.LOST, states.OVER)
    assert big.figure() == ("—" if silent else "14,25")
    assert ("14,250" in small.accessibleName()) != silent
    assert big.chip.text()


def test_steps_say_where_one_is(qtbot: QtBot) -> None:
    steps = (Step("Nettoyer", "spray-bottle", "done"), Step("Poncer", "sanding-block", "now"))
    for widget in (StepDots(steps), StepTrail(steps)):
        shown(qtbot, widget)
        assert widget.accessibleName() == "Nettoyer (done), Poncer (now)"
        before = widget.grab().toImage()
        widget.set_steps((Step("Nettoyer", "spray-bottle"), steps[1]))
        assert widget.grab().toImage() != before


def test_an_empty_screen_offers_one_way_on(qtbot: QtBot) -> None:
    empty = shown(qtbot, EmptyState("barcode", "Panier vide", "Scannez.", "Ouvrir"))
    with qtbot.waitSignal(empty.asked):
        click(qtbot, empty.key)
    assert empty.accessibleName() == "Panier vide Scannez."
    assert shown(qtbot, EmptyState("barcode", "Rien")).key.isHidden()


def test_an_error_has_a_way_out(qtbot: QtBot) -> None:
    parent = shown(qtbot, QWidget())
    bar, out = ErrorBar(parent), []
    bar.tell("Code inconnu", "R-009999", "Vendre quand même", lambda: out.append(1))
    assert bar.isVisible()
    assert bar.accessibleDescription() == "Code inconnu R-009999"
    click(qtbot, bar.key)
    assert out == [1]
    assert not bar.isVisible()
    bar.tell("Poids instable", kind="warn")
    assert bar.key.accessibleName() == "Fermer"


def test_progress_in_words_and_thousandths(qtbot: QtBot) -> None:
    work = shown(qtbot, ProgressRow("Export du bilan"))
    work.show_progress(63, 100, "encore 6 s")
    assert work.bar.permille() == 630
    assert work.accessibleName() == "Export du bilan 63\u00a0% · encore 6 s"
    work.show_progress(12, 0)
    assert work.accessibleName() == "Export du bilan 12"
    with qtbot.waitSignal(work.stop_asked):
        click(qtbot, work.stop)
    bar = shown(qtbot, Bar())
    bar.set_permille(4_000)
    assert bar.permille() == 1000


def test_the_chosen_line_opens_its_keys(qtbot: QtBot) -> None:
    view = LineView("Assiette, verre", "3,00\u00a0€", "plate", "vaisselle", quantity=6)
    line = shown(qtbot, BasketLine(view))
    closed = line.sizeHint().height()
    assert line.stepper.isHidden() or not line.stepper.isVisible()
    with qtbot.waitSignal(line.pressed):
        click(qtbot, line)
    line.set_chosen(True)
    assert line.sizeHint().height() > closed + 50
    with qtbot.waitSignal(line.quantity_changed) as signal:
        click(qtbot, line.stepper.plus)
    assert signal.args == [7]
    for signal_, key in (
        (line.discount_asked, line.discount),
        (line.solidarity_asked, line.solidarity),
        (line.remove_asked, line.bin),
    ):
        with qtbot.waitSignal(signal_):
            click(qtbot, key)
    line.offer(quantity=False)
    assert line.stepper.isHidden()


@pytest.mark.parametrize(
    ("entries", "foot"),
    [(CASHIER_RAIL, FOOT), (INTAKE_RAIL, FOOT), (MANAGER_RAIL, MANAGER_FOOT)],
)
@pytest.mark.parametrize("compact", [False, True])
def test_the_rail_fits_and_sends_where_asked(
    qtbot: QtBot, entries: tuple[object, ...], foot: tuple[object, ...], compact: bool
) -> None:
    rail = shown(qtbot, Rail())
    rail.set_entries(entries, foot)  # type: ignore[arg-type]
    rail.set_compact(compact)
    rail.resize(rail.width(), 768)
    QApplication.processEvents()
    assert rail.width() == (92 if compact else 96)
    assert rail.minimumSizeHint().height() <= 768
    assert len(rail._buttons) == len(entries) + len(foot)
    with qtbot.waitSignal(rail.chosen) as signal:
        click(qtbot, rail._buttons[1])
    assert signal.args == [rail._buttons[1].entry.code]
    # Where one is changes only when the shell says so.
    assert rail.active() == ""
    rail.set_active(rail._buttons[1].entry.code)
    assert rail._buttons[1].isChecked()
    assert all(button.height() >= 48 for button in rail._buttons)


def test_the_plain_header_is_always_the_same(qtbot: QtBot) -> None:
    header = shown(qtbot, PlainHeader())
    header.set_title("Commode")
    header.set_code("R-005231")
    header.resize(1024, 80)
    for signal, key in (
        (header.home, header.home_key),
        (header.listen, header.listen_key),
        (header.help, header.help_key),
    ):
        with qtbot.waitSignal(signal):
            click(qtbot, key)
    header.set_listening(False)
    assert header.listen_key.isHidden()


def test_money_that_exists(qtbot: QtBot) -> None:
    for cents in (*tokens.NOTES, *tokens.COINS):
        assert not shown(qtbot, Money(cents, 2)).grab().isNull()
        assert shown(qtbot, Money(cents, small=True)).piece().height() in (40, 44)
    with pytest.raises(LookupError):
        Money(700)
    change = MoneyRow()
    change.set_pieces([(1000, 1), (50, 1), (20, 1)])
    shown(qtbot, change)
    change.set_pieces([(500, 1)])
    assert change.accessibleName() == "1 × 5\u00a0€"
