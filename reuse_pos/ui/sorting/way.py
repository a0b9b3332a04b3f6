"""The two questions about one object, and the yellow key that says what will come out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reuse_pos.domain.category import Category
from reuse_pos.domain.checks import BLOCKED
from reuse_pos.domain.item import Item
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.sorting import sell_lock
from reuse_pos.domain.ways import CONDITIONS, ITEM_WAYS, Condition, ItemWay
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import BigTile, Card, Key, Pictogram, Text


class WayCard(Card):
    """``WayCard()``: ``ask(category, item, price)`` begins; ``condition``, ``way`` are the answers.

    ``blocked`` (a rule of ``checks.BLOCKED``) leaves only the ways of what is never sold; ``rules``
    may turn up in this category. Signals ``answered()``, ``finished()``, ``left()``,
    ``check_asked()``, ``rules_asked()``, ``aside_asked()``.
    """

    answered = Signal()
    check_asked = Signal()
    rules_asked = Signal()
    aside_asked = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.condition: Condition | None = None
        self.way: ItemWay | None = None
        self._weighed = self._narrow = False
        self.conditions = {
            one: Key(_(word)).with_icon(icon, "duotone").typed(22, 44).sized(88).choosable()
            for one, (word, icon) in CONDITIONS.items()
        }
        self.ways = {
            one: BigTile(_(word), "", icon, tint).choosable()
            for one, (word, icon, tint) in ITEM_WAYS.items()
            if one is not ItemWay.ASIDE
        }
        self.note = Card(kind="warn")
        self._note_icon = Pictogram("lightning", "orange", 30, "fill")
        self._note_words = Text("", "h1", "orange").wrapped().named("way_note")
        self.check = Key(_("Check it now"), "seal-check").typed(18, 24).sized(56)
        self.which = Key(_("Not sold?"), "prohibit").typed(18, 24).sized(56)
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 200)
        self.aside = Key(_("Set aside"), "hand-palm").plain().sized(84, 250)
        self.done = Key("").plain().named("way_done")
        self._build()

    def ask(
        self, category: Category, item: Item | None, price: int | None, blocked: str = "",
        rules: tuple[str, ...] = (), may_check: bool = False,
    ) -> None:  # fmt: skip
        """Ask about another object; ``price`` in cents is what the shop asks for it."""
        self.condition, self.way = None, None
        for key in self.conditions.values():
            key.setChecked(False)
        lock = sell_lock(category, item)
        why = {"test_first": _("after the test"), "test_failed": _("test failed")}.get(lock, "")
        if not why and price is None:
            why = _("no price yet")
        for way in (ItemWay.SELL, ItemWay.REPAIR, ItemWay.PARTS):
            self.ways[way].setVisible(not blocked)
        self.ways[ItemWay.DISPOSE].setVisible(bool(blocked))
        sell = self.ways[ItemWay.SELL]
        sell.set_sub(format_cents(price) if price is not None else "").lock(why)
        repair = _("and test, in the workshop") if category.check else _("in the workshop")
        self.ways[ItemWay.REPAIR].set_sub(repair)
        self.ways[ItemWay.PARTS].set_sub(_("to repair others"))
        self.ways[ItemWay.RECYCLE].set_sub(_("never sold") if blocked else _("nothing can be done"))
        self.ways[ItemWay.DISPOSE].set_sub(_("danger for others"))
        for tile in self.ways.values():
            tile.setChecked(False)
        self._tell(category, lock, blocked, rules)
        self.check.setVisible(bool(category.check) and may_check and not blocked)
        self.which.setVisible(bool(rules) and not blocked)
        crowded = not self.check.isHidden() and not self.which.isHidden()
        self._note_icon.setVisible(not (crowded and self._narrow))
        self._show()

    def fit(self, narrow: bool) -> None:
        """Leave the words their room in a narrow window."""
        self._narrow = narrow
        self.back.sized(84, 140 if narrow else 190)
        self.aside.sized(84, 190 if narrow else 250)

    def weighed(self, known: bool) -> None:
        """Whether the object's weight is known; nothing can be finished before."""
        self._weighed = known
        self._show()

    def spoken(self) -> list[str]:
        """Both questions and their answers, the note and the key."""
        states = [key.text() for key in self.conditions.values()]
        ways = [tile.accessibleName() for tile in self.ways.values()]
        note = self._note_words.text() if not self.note.isHidden() else ""
        first, second = _("In what state?"), _("Where does the object go?")
        return [first, *states, second, *ways, note, self.done.text()]

    def _tell(self, category: Category, lock: str, blocked: str, rules: tuple[str, ...]) -> None:
        if blocked:
            self._note_icon.show_icon("prohibit", "orange")
            self._note_words.setText(_(BLOCKED[blocked].sentence))
            self.note.show()
            return
        electric = category.check.startswith("test_sheet")
        sentence = {
            "test_failed": _("This object failed its test. It cannot be sold."),
            "test_first": _("This object plugs in. It must be tested before it is sold.")
            if electric
            else _("This object must be checked before it is sold."),
        }.get(lock, "")
        if not sentence and rules:
            sentence = _("Some of these are never sold.")
        self._note_icon.show_icon("lightning" if electric else "warning", "orange")
        self._note_words.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _choose(self, condition: Condition) -> None:
        self.condition = condition
        for one, key in self.conditions.items():
            key.setChecked(one is condition)
        self._show()
        self.answered.emit()

    def _go(self, way: ItemWay) -> None:
        self.way = way
        for one, tile in self.ways.items():
            tile.setChecked(one is way)
        self._show()
        self.answered.emit()

    def _show(self) -> None:
        ready = self.condition is not None and self.way is not None and self._weighed
        label = {
            ItemWay.SELL: (_("Print the price label"), "printer"),
            ItemWay.REPAIR: (_("Print the tracking label"), "printer"),
        }
        word, icon = (
            (_("Finished"), "check")
            if self.way is None
            else label.get(self.way, (_("Finished"), "check"))
        )
        self.done.set_kind("next" if ready else "key")
        self.done.setText(word)
        self.done.with_icon(icon).plain()
        self.done.setEnabled(ready)

    def _build(self) -> None:
        self.body.setContentsMargins(24, 18, 24, 20)
        self.body.setSpacing(0)
        states, ways, keys = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (states, ways):
            row.setSpacing(14)
        for condition, key in self.conditions.items():
            key.named(f"state_{condition.value}")
            key.clicked.connect(lambda _on=False, one=condition: self._choose(one))
            states.addWidget(key, 1)
        for way, tile in self.ways.items():
            tile.named(f"way_{way.value}")
            tile.clicked.connect(lambda _on=False, one=way: self._go(one))
            ways.addWidget(tile, 1)
        note = QHBoxLayout()
        note.setSpacing(12)
        note.addWidget(self._note_icon)
        note.addWidget(self._note_words, 1)
        for key, name, signal in (
            (self.check, "way_check", self.check_asked),
            (self.which, "way_which", self.rules_asked),
        ):
            key.named(name).clicked.connect(signal)
            note.addWidget(key)
        self.note.body.setContentsMargins(16, 8, 12, 8)
        self.note.body.addLayout(note)
        self.back.clicked.connect(self.left)
        self.done.clicked.connect(self.finished)
        keys.setSpacing(16)
        keys.addWidget(self.back)
        self.aside.named("way_set_aside").clicked.connect(self.aside_asked)
        keys.addWidget(self.aside)
        keys.addWidget(self.done, 1)
        body = self.body
        body.addWidget(_question(_("In what state?")))
        body.addSpacing(12)
        body.addLayout(states)
        body.addSpacing(20)
        body.addWidget(_question(_("Where does the object go?")))
        body.addSpacing(12)
        body.addLayout(ways)
        body.addSpacing(16)
        body.addWidget(self.note)
        body.addStretch(1)
        body.addLayout(keys)


def _question(text: str) -> QWidget:
    return words(text, 28, 800)
