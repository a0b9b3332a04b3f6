"""Kits being gathered: scan things, touch pieces, then give or sell the whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, Category
from reuse_pos.domain.kits import Got, Kit, KitList, Need
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake_desk import Party
from reuse_pos.ui.kindchooser import KindChooser
from reuse_pos.ui.stocktake.pile import wipe
from reuse_pos.ui.widgets import Card, Flow, Key, Panel, Text, row


class KitPage(Panel):
    """``KitPage(categories, may_sell)``: ``show_kits(open kits, lists, parties)``, ``show_kit(kit,
    needs)``.

    Signals: ``begun(list code, party code or "")``, ``chosen(kit)``, ``asked(str)`` with give |
    sell | cancel | back, ``pieces(category, n)``, ``taken_out(item)``.
    """

    begun = Signal(str, str)
    chosen = Signal(object)
    asked = Signal(str)
    pieces = Signal(str, int)
    taken_out = Signal(object)

    def __init__(self, categories: dict[str, Category], may_sell: bool) -> None:
        super().__init__("canvas")
        self._categories = categories
        self.kit: Kit | None = None
        self.kits: list[Key] = []
        self.lists: dict[str, Key] = {}
        self.parties: dict[str, Key] = {}
        self._left, self._needs, self._got = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for layout in (self._left, self._needs, self._got):
            layout.setSpacing(8)
        self._body = self._middle()
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._begin_card(), 4)
        columns.addWidget(self._body, 7)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(12)
        whole.addLayout(columns, 1)
        whole.addLayout(self._foot(may_sell))

    def show_kits(self, kits: list[Kit], lists: list[KitList], parties: tuple[Party, ...]) -> None:
        """Show the kits being gathered, the lists to begin one from and who it may be for."""
        wipe(self._left)
        self.kits, self.lists = [], {}
        for kit in kits:
            key = Key(kit.label, "package").with_icon("package", "bold", "blue").sized(64)
            key.with_sub(kit.number).choosable(self.kit is not None and kit.id == self.kit.id)
            key.named(f"kit_{kit.number}").spoken(f"{kit.label}, {kit.number}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, one=kit: self.chosen.emit(one))
            self._left.addWidget(key)
            self.kits.append(key)
        if parties:
            self._left.addWidget(Text(_("For whom?"), "strong"))
            self._left.addWidget(self._party_keys(parties))
        self._left.addWidget(Text(_("Begin a kit"), "strong"))
        for one in lists:
            key = Key(one.label, "plus").sized(60).named(f"kit_list_{one.code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=one.code: self._begin(code))
            self._left.addWidget(key)
            self.lists[one.code] = key
        if not lists:
            words = _("The manager makes the lists, in the settings.")
            self._left.addWidget(Text(words, "muted").wrapped())
        self._left.addStretch(1)

    def show_kit(self, kit: Kit | None, needs: tuple[Need, ...]) -> None:
        """Show what a kit still needs and holds."""
        self.kit = kit
        wipe(self._needs)
        wipe(self._got)
        self.title.setText(f"{kit.label} · {kit.number}" if kit else _("Choose or begin a kit"))
        for need in needs:
            self._needs.addLayout(self._need_line(need))
        for one in kit.got if kit else ():
            self._got.addLayout(self._got_line(one))
        self.chooser.setVisible(kit is not None)
        for key in (self.give, self.sell):
            key.setEnabled(kit is not None and bool(kit.got))
        self.cancel.setEnabled(kit is not None)

    def press_next(self) -> None:
        """The yellow key."""
        if self.give.isEnabled():
            self.give.click()

    def _begin(self, code: str) -> None:
        party = next((one for one, key in self.parties.items() if key.isChecked()), "")
        self.begun.emit(code, party)

    def _party_keys(self, parties: tuple[Party, ...]) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, 8)
        self.parties = {}
        for code, words in (("", _("Somebody")), *((one.code, one.label) for one in parties)):
            key = Key(words).sized(48).choosable(not code).named(f"kit_party_{code or 'none'}")
            key.clicked.connect(lambda _on=False, code=code: self._choose_party(code))
            flow.addWidget(key)
            self.parties[code] = key
        return holder

    def _choose_party(self, code: str) -> None:
        for one, key in self.parties.items():
            key.setChecked(one == code)

    def _need_line(self, need: Need) -> QHBoxLayout:
        what = need.want.what
        words = _(FAMILIES[what]) if what in FAMILIES else self._categories[what].label
        done = need.left == 0
        text = Text(words, "body").eliding()
        line = row(text, Text(f"{need.got}/{need.want.n}", "strong", "green" if done else "orange"))
        line.setStretch(0, 1)
        return line

    def _got_line(self, one: Got) -> QHBoxLayout:
        words = ngettext("{n} piece", "{n} pieces", one.n)
        sub = one.short or words
        key = Key(_("Take out"), "x").sized(48).named(f"kit_out_{one.short or one.category}")
        key.spoken(f"{_('Take out')}, {one.label}")
        if one.item is not None:
            key.clicked.connect(lambda: self.taken_out.emit(one.item))
        else:
            key.clicked.connect(lambda: self.pieces.emit(one.category, -one.n))
        line = row(Text(one.label, "strong").eliding(), Text(sub, "sub"), key)
        line.setStretch(0, 1)
        return line

    def _begin_card(self) -> QScrollArea:
        return _scrolling(self._left)

    def _middle(self) -> QScrollArea:
        column = QVBoxLayout()
        column.setSpacing(12)
        self.title = Text("", "h1").eliding().named("kit_title")
        needs, got, more = Card(_("Needed")), Card(_("Gathered")), Card(_("Add pieces"))
        needs.body.addLayout(self._needs)
        got.body.addLayout(self._got)
        got.body.addWidget(Text(_("Scan a thing with a label to add it."), "muted").wrapped())
        self.chooser = KindChooser(self._categories)
        self.chooser.chosen.connect(lambda code: self.pieces.emit(code, 1))
        more.body.addWidget(self.chooser)
        column.addWidget(self.title)
        for card in (needs, got, more):
            column.addWidget(card)
        column.addStretch(1)
        return _scrolling(column)

    def _foot(self, may_sell: bool) -> QHBoxLayout:
        back = Key(_("All counts"), "arrow-left").sized(72).named("kit_back")
        self.cancel = Key(_("Give this kit up"), "trash").sized(72).named("kit_cancel")
        self.sell = Key(_("Sell at the counter"), "basket").sized(72).named("kit_sell")
        self.sell.setVisible(may_sell)
        self.give = Key(_("Give the kit"), "hand-heart", "next", "F12").typed(20, 26).sized(72)
        self.give.named("kit_give")
        for key, what in ((back, "back"), (self.cancel, "cancel"), (self.sell, "sell"),
                          (self.give, "give")):  # fmt: skip
            key.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
        return row(back, self.cancel, None, self.sell, self.give)


def _scrolling(layout: QVBoxLayout) -> QScrollArea:
    inner = Panel("canvas")
    layout.setContentsMargins(0, 0, 0, 0)
    inner.setLayout(layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    return area
