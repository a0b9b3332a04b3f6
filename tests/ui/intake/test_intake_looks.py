"""Reception at both sizes: nothing cut, every key big enough, never two yellow keys."""

from collections.abc import Callable

import pytest
from desk_user import DeskUser
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.category import FAMILIES
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Chip, Key, Text
from reuse_pos.ui.widgets.pressable import Pressable

Open = Callable[[int], DeskUser]
MOST_SHRUNK = 0.78


def start(desk: DeskUser) -> None:
    desk.touch("container_R-VERT")
    desk.put(16_050)


def weighed(desk: DeskUser) -> None:
    start(desk)
    for family in ("a_trier", "meubles", "livres_medias"):
        desk.touch(f"family_{family}")
        desk.put(0)
        desk.put(16_050)


def held(desk: DeskUser) -> None:
    start(desk)
    desk.touch("family_textile")


def unstable(desk: DeskUser) -> None:
    desk.scale.moving(9_000)
    desk.screen.look_at_scale()
    desk.touch("family_textile")


def lost(desk: DeskUser) -> None:
    desk.scale.lost()
    desk.screen.look_at_scale()


def emptied(desk: DeskUser) -> None:
    held(desk)
    desk.touch("undo")


def counted(desk: DeskUser) -> None:
    desk.touch("count")
    for code in ("EA-AS-CHAISE-BOIS", "HR-VAISSELLE:box", "EEE-GEMHF-LL", "EA-RA-BUFFET"):
        desk.touch(f"count_{code}")
        desk.touch("last_five")


def several(desk: DeskUser) -> None:
    for _one in range(4):
        desk.touch("another")
        desk.put(0)
        desk.put(9_000)
        desk.touch("family_textile")


PAGES: dict[str, Callable[[DeskUser], None]] = {
    "opening": lambda desk: None,
    "weighed": weighed,
    "held": held,
    "unstable": unstable,
    "lost": lost,
    "emptied": emptied,
    "towns": lambda desk: desk.touch("commune_other"),
    "origins": lambda desk: desk.touch("origin_other"),
    "typed": lambda desk: (weighed(desk), desk.touch("type_weight"), desk.touch("pad_5")),  # type: ignore[dict-item, return-value]
    "item": lambda desk: (weighed(desk), desk.touch("item"), desk.touch("thing_EA-AS-FAUTEUIL")),  # type: ignore[dict-item, return-value]
    "refusal": lambda desk: desk.touch("refuse"),
    "recycling": lambda desk: (start(desk), desk.touch("recycle")),  # type: ignore[dict-item, return-value]
    "counting": lambda desk: desk.touch("count"),
    "counted": counted,
    "several": several,
}


@pytest.mark.parametrize("width", [1270, 932])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_whole(open_desk: Open, page: str, width: int) -> None:
    desk = open_desk(width)
    PAGES[page](desk)
    desk.settle()
    screen = desk.screen
    assert screen.minimumSizeHint().width() <= width
    assert screen.minimumSizeHint().height() <= 712
    shown = [one for one in screen.findChildren(QWidget) if one.isVisibleTo(screen)]
    keys = [one for one in shown if isinstance(one, Pressable)]
    assert keys
    small = [one.objectName() for one in keys if one.height() < 48]
    assert not small, small
    yellow = [one.objectName() for one in keys if one.kind == "next" and one.isEnabled()]
    assert len(yellow) <= 1, yellow
    assert not [one for one in keys if not one.accessibleName()], "a key without a name"
    assert cut(screen, shown) == []


def cut(screen: QWidget, shown: list[QWidget]) -> list[str]:
    """What does not fit: words wider than their widget, widgets over another or outside."""
    found = []
    for one in shown:
        if isinstance(one, Text) and one.text():
            room = one.sizeHint().width() if not one.wordWrap() else one.width()
            if room > one.width() + 1:
                found.append(f"text {one.text()!r} {room} > {one.width()}")
            high = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            if high > one.height() + 1:
                found.append(f"text {one.text()!r} is {high} high in {one.height()}")
        elif isinstance(one, Chip) and one.sizeHint().width() > one.width() + 1:
            found.append(f"chip {one.text()!r}")
        elif isinstance(one, Key) and one.needed()[0] * MOST_SHRUNK > one.width() - 8:
            found.append(f"key {one.text()!r} needs {one.needed()[0]:.0f} in {one.width()}")
    keys = [one for one in shown if isinstance(one, Pressable) and not scrolled(one)]
    places = [
        (one.objectName(), QRect(one.mapTo(screen, QPoint(0, 0)), one.size())) for one in keys
    ]
    whole = QRect(QPoint(0, 0), screen.size())
    found += [f"{name} outside" for name, place in places if not whole.contains(place)]
    for number, (name, place) in enumerate(places):
        found += [
            f"{name} over {other}"
            for other, there in places[number + 1 :]
            if place.intersects(there)
        ]
    return found


def scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_shows_its_things(open_desk: Open, family: str) -> None:
    """A pictogram that is not drawn would break the page of that family."""
    desk = open_desk(932)
    desk.touch("item")
    desk.touch(f"pick_{family}")
    desk.screen.grab()
    if desk.sees("see_others"):
        desk.touch("see_others")
        desk.screen.grab()


@pytest.mark.parametrize("mode", ["dark", "max"])
def test_the_other_themes_paint_every_page(open_desk: Open, mode: str) -> None:
    desk = open_desk(1270)
    theme.set(mode)
    weighed(desk)
    desk.screen.grab()
    counted(desk)
    assert not desk.screen.grab().isNull()


@pytest.mark.parametrize("page", ["opening", "weighed", "held", "typed", "recycling", "counted"])
def test_nothing_is_cut_at_130_percent(open_desk: Open, page: str) -> None:
    desk = open_desk(1270)
    theme.set("light", 130)
    PAGES[page](desk)
    desk.settle()
    screen = desk.screen
    assert screen.minimumSizeHint().width() <= 1270
    assert screen.minimumSizeHint().height() <= 712
    assert (
        cut(screen, [one for one in screen.findChildren(QWidget) if one.isVisibleTo(screen)]) == []
    )
