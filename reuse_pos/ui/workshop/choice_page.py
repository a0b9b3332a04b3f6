"""One question, a few large pictures, one way back: materials used, where the rest goes, a
photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import BigTile, Key, Pressable, StackedBar, Text, Tile, row
from reuse_pos.ui.widgets.stackedbar import Part
from reuse_pos.ui.workshop.looks import empty, heading


@dataclass(frozen=True)
class Choice:
    """One answer: its code, words, pictogram and family colour; a person's pictogram is filled
    ("fill"), as at the sign-in."""

    code: str
    title: str
    icon: str
    family: str = "textile"
    sub: str = ""
    drawn: str = "duotone"


class ChoicePage(QWidget):
    """``ask(title, sub, choices, many=False, chosen=(), extra="")``. Signals ``chosen(list of
    codes)`` and ``back()``.

    With ``many`` tiles stay chosen and the yellow key "C’est tout" ends; else a touch answers, and
    an answer that is alone is the yellow key too. ``extra`` is a quiet answer beside the way back;
    nothing is chosen, or its code.
    """

    chosen = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = heading("", 48)
        self._sub = Text("", "plain-text", "ink2").wrapped()
        self.bar = StackedBar()
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self.tiles: dict[str, Pressable] = {}
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(22, 28).sized(76)
        self.return_key.named("choice_back").clicked.connect(self.back)
        self.extra = Key("").typed(22, 28).sized(76).named("choice_extra")
        self.extra.clicked.connect(lambda: self.chosen.emit(self._extra_codes))
        self._extra_codes: list[str] = []
        self._alone: list[str] = []
        self.ready = Key(_("That is all"), "check", "next").plain(76).named("choice_ready")
        self.ready.clicked.connect(self._end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self._title)
        layout.addWidget(self._sub)
        layout.addWidget(self.bar)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        foot = row(self.return_key, None, self.extra, self.ready, spacing=16)
        layout.addLayout(foot)

    def ask(
        self,
        title: str,
        sub: str,
        choices: Sequence[Choice],
        *,
        many: bool = False,
        already: Sequence[str] = (),
        extra: str | Choice = "",
    ) -> None:
        """Ask a question."""
        words = extra if isinstance(extra, str) else extra.title
        self._extra_codes = [] if isinstance(extra, str) else [extra.code]
        self._title.set_text(title)
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub))
        self.bar.hide()
        alone = None if many or len(choices) != 1 else choices[0]
        self._alone = [] if alone is None else [alone.code]
        self.ready.setText(_("That is all") if alone is None else alone.title)
        self.ready.setVisible(many or alone is not None)
        self.extra.setVisible(bool(words))
        self.extra.setText(words)
        self.extra.with_icon("" if isinstance(extra, str) else extra.icon)
        empty(self._grid)
        self.tiles = {}
        across = _across(len(choices))
        rows = -(-len(choices) // max(across, 1))
        for n, choice in enumerate(choices):
            tile = _tile(choice, rows)
            tile.named(f"choice_{choice.code}")
            # Columns are equal whatever their words.
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            if many:
                tile.choosable(choice.code in already)
            else:
                tile.clicked.connect(lambda _on=False, code=choice.code: self.chosen.emit([code]))
            self._grid.addWidget(tile, n // across, n % across)
            self.tiles[choice.code] = tile
        for n in range(6):
            self._grid.setColumnStretch(n, 1 if n < across else 0)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show what the question is about as parts of a bar."""
        self.bar.set_parts(parts, sum(part.amount for part in parts))
        self.bar.show()

    def yellow(self) -> Key | None:
        """The yellow key, if there is one."""
        return self.ready if self.ready.isVisible() else None

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        keys = [key.text() for key in (self.extra, self.ready) if key.isVisible()]
        tiles = [tile.text() for tile in self.tiles.values()]
        return [self._title.text(), self._sub.text(), *tiles, *(k for k in keys if k not in tiles)]

    def _end(self) -> None:
        told = [code for code, tile in self.tiles.items() if tile.isChecked()]
        self.chosen.emit(self._alone or told)


def _across(count: int) -> int:
    """How many tiles side by side: one row up to four, two rows up to ten, then six."""
    if count <= 4:
        return count
    return -(-count // 2) if count <= 10 else 6


def _tile(choice: Choice, rows: int) -> Pressable:
    """A tile as large as the rows allow; small ones break long names into two lines."""
    if rows > 2 and choice.drawn == "duotone":
        return Tile(choice.title, choice.sub, choice.icon, choice.family).family_look()
    tile = BigTile(choice.title, choice.sub, choice.icon, choice.family)
    return (
        tile.pictured(0, 96 if rows == 1 else 72 if rows == 2 else 48, 0, choice.drawn)
        .typed(26 if rows < 3 else 20, 18, 700)
        .sized(260 if rows == 1 else 168 if rows == 2 else 112)
    )
