"""The right side of a sorting table: what came in, what is left, the last loads, undo and close."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.sorting import Bag, Rest, Table
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.parts import ListRow, words
from reuse_pos.ui.widgets import Amount, Card, Key, Line, Part, StackedBar, Text

ROWS_IN, ROWS_OUT = 5, 2
LARGE = 115
Look = Callable[[Bag], tuple[str, str, str]]


class LedgerCard(Card):
    """``LedgerCard(look, tints, crates)``: ``show_table(table, rest)``; ``look(bag)`` gives the
    icon, tint and word of a load out. Signals ``add_asked()``, ``undo_asked()``, ``close_asked()``.
    """

    add_asked = Signal()
    undo_asked = Signal()
    close_asked = Signal()

    def __init__(self, look: Look, tints: Sequence[str], *, crates: bool) -> None:
        super().__init__()
        self._look, self._tints, self._crates = look, tuple(tints), crates
        self._most_in, self._most_out = ROWS_IN, ROWS_OUT
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(0)
        self._head, self._in = words("", 20), Amount("", 20)
        self._rows_in = [ListRow(35, line=True) for _n in range(ROWS_IN)]
        self.add = Key("", "plus").typed(18, 22).sized(56).named("sort_add")
        self._rest_word, self.rest = words(_("Left to sort"), 20), Amount("", 44, "blue")
        self.rest.setObjectName("sort_rest")
        self._bar, self._out = StackedBar(), Text("", "muted")
        self._rows_out = [ListRow(36) for _n in range(ROWS_OUT)]
        self.sum = words("", 18, 700, "green")
        self.undo = Key("", "arrow-counter-clockwise").typed(18, 24).sized(56).named("sort_undo")
        self.close_key = Key(_("Close the table"), "check").named("sort_close")
        self._build()
        self.add.clicked.connect(self.add_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.close_key.clicked.connect(self.close_asked)

    def _build(self) -> None:
        head, rest = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._in)
        rest.addWidget(self._rest_word, 1)
        rest.addWidget(self.rest)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in self._rows_in:
            rows.addWidget(row)
        body = self.body
        body.addLayout(head)
        body.addSpacing(4)
        body.addLayout(rows)
        body.addSpacing(8)
        body.addWidget(self.add)
        body.addStretch(2)
        body.addLayout(rest)
        body.addSpacing(6)
        body.addWidget(self._bar)
        body.addSpacing(4)
        body.addWidget(self._out)
        body.addSpacing(8)
        body.addWidget(Line())
        body.addSpacing(4)
        for row in self._rows_out:
            body.addWidget(row)
        body.addWidget(self.sum)
        body.addStretch(3)
        body.addWidget(self.undo)
        body.addSpacing(10)
        body.addWidget(self.close_key)

    def fit(self, narrow: bool) -> None:
        """Give way in a narrow window; large text shows fewer lines."""
        large = theme.current().scale > LARGE
        self._most_in, self._most_out = (2, 1) if large else (ROWS_IN, ROWS_OUT)
        for number, row in enumerate(self._rows_out):
            row.setVisible(number < self._most_out)
        self.setFixedWidth(300 if narrow else 392)
        self.body.setContentsMargins(*((14, 12, 14, 12) if narrow else (20, 14, 20, 16)))

    def show_table(self, table: Table, rest: Rest) -> None:
        """Show a table and what its rest means."""
        ins, outs = table.bags_in, table.bags_out
        self._head.set_text(
            ngettext("In: {n} crate", "In: {n} crates", len(ins))
            if self._crates
            else ngettext("In: {n} bag", "In: {n} bags", len(ins))
        )
        self._in.set_text(format_grams(table.in_g))
        shown = ins[-self._most_in :]
        for number, row in enumerate(self._rows_in):
            row.setVisible(number < len(shown))
            if number < len(shown):
                bag = shown[number]
                name = _("Crate {n}", n=bag.n) if self._crates else _("Bag {n}", n=bag.n)
                icon = "basket" if self._crates else "bag"
                row.show_row(icon, "blue", name, bag.label, format_grams(bag.grams))
        self._show_rest(table, rest)
        self._out.setText(
            ngettext(
                "already out: {weight} in {n} weighing",
                "already out: {weight} in {n} weighings",
                len(outs),
                weight=format_grams(table.out_g),
            )
            if self._crates
            else ngettext(
                "already out: {weight} in {n} bag",
                "already out: {weight} in {n} bags",
                len(outs),
                weight=format_grams(table.out_g),
            )
        )
        last = outs[-1 : -ROWS_OUT - 1 : -1]
        for number, row in enumerate(self._rows_out):
            if number < len(last):
                icon, tint, word = self._look(last[number])
                row.show_row(icon, tint, word, "", format_grams(last[number].grams))
            else:
                row.show_row("", "ink", "", "", "")
        self._show_keys(table, rest)

    def _show_rest(self, table: Table, rest: Rest) -> None:
        too_much = rest is Rest.TOO_MUCH
        self._rest_word.set_text(_("Too much out") if too_much else _("Left to sort"))
        self.rest.set_text(format_grams(abs(table.rest_g)))
        tone = {Rest.NORMAL: "green", Rest.TOO_MUCH: "orange"}.get(rest, "blue")
        self.rest.set_tone(tone)
        parts = dict.fromkeys(self._tints, 0)
        for bag in table.bags_out:
            parts[self._look(bag)[1]] += bag.grams
        self._bar.set_parts(
            [Part(grams, tint) for tint, grams in parts.items() if grams], table.in_g
        )
        even = rest is Rest.NORMAL
        self.sum.setVisible(even)
        self.sum.set_text(
            f"✓ {plain_kilos(table.in_g)} = {plain_kilos(table.out_g)} + "
            f"{format_grams(table.rest_g)}"
            if even
            else ""
        )

    def _show_keys(self, table: Table, rest: Rest) -> None:
        last = table.bags[-1] if table.bags else None
        self.undo.setEnabled(last is not None)
        if last is None:
            self.undo.setText(_("Undo the weighing"))
        elif last.direction == "in":
            self.undo.setText(
                _("Undo crate {n}", n=last.n) if self._crates else _("Undo bag {n}", n=last.n)
            )
        else:
            self.undo.setText(_("Undo weighing {n}", n=last.n))
        done = rest is Rest.NORMAL
        empty = rest is Rest.EMPTY
        self.add.set_kind("next" if empty else "key")
        if empty:
            self.add.setText(_("Weigh a crate") if self._crates else _("Weigh a bag"))
        else:
            self.add.setText(_("Add a crate in") if self._crates else _("Add a bag in"))
        self.close_key.set_kind("next" if done else "key")
        self.close_key.typed(26 if done else 22, 32 if done else 28).sized(76)
