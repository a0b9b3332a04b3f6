"""What a price key carries: its pictogram, and the category its sales and kilos are counted in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from reuse_pos.domain.category import A_TRIER, FAMILIES, FAMILY_ICON, MIXED, SERVICE, Category
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.widgets import Key, Panel, Text, column, row

ICONS_ACROSS, LEAVES_ACROSS, FAMILIES_ACROSS = 8, 3, 5
ONE_LINE = 20
KIND_WORDS = {**FAMILIES, SERVICE: N_("Services")}


class _Chooser(Panel):
    """A title, a key that leaves, and rows of keys that scroll."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        back = Key(_("Back"), "arrow-left").named("chooser_back")
        back.clicked.connect(self.closed)
        self._grid = QGridLayout()
        self._grid.setSpacing(9)
        inner = Panel("canvas")
        holder = column(spacing=0)
        holder.addLayout(self._grid)
        holder.addStretch(1)
        inner.setLayout(holder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body = column(spacing=12)
        self.body.addLayout(row(Text(title, "h1"), None, back))
        self.body.addWidget(area, 1)
        self.setLayout(self.body)
        self._keys: list[Key] = []

    def _show(self, keys: Sequence[Key], across: int) -> None:
        for old in self._keys:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._keys = list(keys)
        for number, key in enumerate(self._keys):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(key, number // across, number % across)
        for number in range(max(ICONS_ACROSS, LEAVES_ACROSS)):
            self._grid.setColumnStretch(number, int(number < across))


class IconChooser(_Chooser):
    """``IconChooser()``: ``begin(icons, chosen)``; signal ``chosen(str icon)``."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Which pictogram?"), parent)

    def begin(self, icons: Sequence[str], chosen: str) -> None:
        """Offer pictograms."""
        keys = []
        for icon in icons:
            key = Key("", icon).typed(16, 40).with_icon(icon, "duotone").sized(76)
            key.choosable(icon == chosen).spoken(icon).named(f"icon_{icon}")
            key.clicked.connect(lambda _on=False, icon=icon: self.chosen.emit(icon))
            keys.append(key)
        self._show(keys, ICONS_ACROSS)


class CategoryChooser(_Chooser):
    """``CategoryChooser(categories)``: families above, their categories below; ``begin(code)``;
    signal ``chosen(str category)``."""

    chosen = Signal(str)

    def __init__(self, categories: Mapping[str, Category], parent: QWidget | None = None) -> None:
        super().__init__(_("Which category?"), parent)
        self._categories, self._here = categories, ""
        self.families: dict[str, Key] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, (family, words) in enumerate(KIND_WORDS.items()):
            key = Key(_(words), FAMILY_ICON[family]).with_icon(FAMILY_ICON[family], "duotone")
            key.choosable().sized(52).typed(15, 22).named(f"kind_{family}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, family=family: self._open(family))
            self.families[family] = key
            grid.addWidget(key, number // FAMILIES_ACROSS, number % FAMILIES_ACROSS)
        self.body.insertLayout(1, grid)

    def begin(self, code: str) -> None:
        """Open the family of the category chosen."""
        self._here = code
        one = self._categories.get(code)
        self._open(_kind(one) if one is not None else next(iter(FAMILIES)))

    def _open(self, family: str) -> None:
        for code, key in self.families.items():
            key.setChecked(code == family)
        keys = []
        for code, one in self._categories.items():
            if _kind(one) == family and code != MIXED:
                words = _two_lines(one.label)
                key = Key(words).choosable(code == self._here).sized(56).typed(15)
                key.named(f"leaf_{code}")
                key.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
                keys.append(key)
        self._show(keys, LEAVES_ACROSS)


def _two_lines(words: str) -> str:
    """A long name on two lines, cut at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(words) if letter == " "]
    if len(words) <= ONE_LINE or not spaces:
        return words
    cut = min(spaces, key=lambda place: abs(place - len(words) // 2))
    return f"{words[:cut]}\n{words[cut + 1 :]}"


def _kind(one: Category) -> str:
    return SERVICE if one.is_service else A_TRIER if one.code == MIXED else one.family
