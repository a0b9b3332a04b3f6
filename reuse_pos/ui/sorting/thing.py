"""One object: scan it or say what it is, then give it its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reuse_pos.domain.checks import (
    ASIDE,
    BLOCKED,
    DEFECTS,
    defect_words,
    defects_known,
    defects_of,
)
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import EMPTY, LOST, STABLE, ScaleView, live_weighing
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Source, Weighing, format_grams
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.ways import ITEM_WAYS, ItemWay
from reuse_pos.domain.wording import _
from reuse_pos.services.sorting import Said
from reuse_pos.ui.sorting.chooser import Chooser
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.sorting.picks import Pick, Picks
from reuse_pos.ui.sorting.thingcard import ThingCard
from reuse_pos.ui.sorting.way import WayCard
from reuse_pos.ui.widgets import EmptyState, Key, Tile

if TYPE_CHECKING:
    from reuse_pos.services.sorting import Decision
    from reuse_pos.services.verb import Done
    from reuse_pos.ui.sorting.screen import SortingScreen

WAITING, CHOOSING, ASKING, PICKING = range(4)
THINGS = 8


class ThingPage(Page):
    """First a scan, a touched picture or "New object"; then 05b; then the next one."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.title = _("Sort an object")
        self.item: Item | None = None
        self.category = ""
        self._view, self._typed = ScaleView(LOST), 0
        self._last: Decision | None = None
        self._defects, self._blocked = "", ""
        self._price: int | None = None
        self.card, self.way = ThingCard(), WayCard()
        self.picks = Picks(typing=not screen.person.plain_mode)
        known = self.shop.office.categories().values()
        self.chooser = Chooser([one for one in known if not (one.is_service or one.archived)])
        self.things = [Tile("") for _n in range(THINGS)]
        self.none = EmptyState(
            "barcode", _("No object waits with a label."), _("Touch New object to sort another.")
        )
        self.new = Key(_("New object"), "plus", "next").plain().named("thing_new")
        self.undo = Key(_("Undo the last object"), "arrow-counter-clockwise").plain()
        self.undo.named("thing_undo").clicked.connect(self.on_undo)
        self._found: list[Item] = []
        self.pages = QStackedLayout(self)
        for page in (self._start(), self.chooser, self._questions(), self.picks):
            self.pages.addWidget(page)
        self._connect()

    def entered(self) -> None:
        """A new visit begins with the question which object; a resize changes nothing."""
        self.card.brand.setVisible(not self.host.person.plain_mode)
        self.card.fit(self.narrow())
        self.way.fit(self.narrow())
        if self.pages.currentIndex() == WAITING:
            self._wait()

    def left(self) -> None:
        """The next visit starts afresh."""
        if self.pages.currentIndex() != WAITING:
            self._wait()

    def weight_seen(self, view: ScaleView) -> None:
        """The scale shows something else."""
        self._view = view
        if view.grams:
            self._typed = 0
        self._show_weight()

    def scan(self, raw: str) -> None:
        """Open the object of a label; a maker's barcode is looked up among the recalls."""
        try:
            item = self.shop.sorting.find(raw)
        except Refusal as no:
            if no.code != "foreign" or not self.host.look_for_recall(raw, self.item):
                self.host.show_refusal(no.sentence)
            return
        self.open_item(item)

    def on_scan(self, raw: str) -> None:
        """A label, at any moment: that object now."""
        self.scan(raw)

    def open_item(self, item: Item) -> None:
        """Ask about a labelled object."""
        self.item, self.category = item, item.category
        self._defects = item.known_defects
        self._blocked = self.shop.checks.blocked_by(item.id)
        self._ask(item.label)

    def on_next(self) -> None:
        """F12: the yellow key."""
        if self.pages.currentIndex() == WAITING:
            self._choose()
        elif self.way.done.isEnabled():
            self._decide()

    def on_undo(self) -> None:
        """Take back the last object, until the next one is decided."""
        last = self._last
        if last is None:
            return

        def undone(_done: Done[None]) -> None:
            self._last = None
            self._wait()
            self.tell_undone(last.after.label)

        self.write(lambda: self.shop.sorting.undo_decision(self.who, last), undone)

    def spoken(self) -> list[str]:
        """What the person may do now."""
        if self.pages.currentIndex() == ASKING:
            return [self.title, self.card.name.text(), *self.way.spoken()]
        if self.pages.currentIndex() == CHOOSING:
            return [self.title, self.chooser.heading.text()]
        if self.pages.currentIndex() == PICKING:
            return [self.title, *self.picks.spoken()]
        return [self.title, _("Scan the label of the object, or touch New object.")]

    def error_room(self) -> QRect | None:
        """Over the second question, or at the bottom."""
        if self.pages.currentIndex() != ASKING:
            return None
        card = self.way.geometry()
        return QRect(card.x() + 24, card.bottom() - 190, card.width() - 48, 72)

    def _wait(self) -> None:
        self.item, self.category, self._typed = None, "", 0
        self._defects, self._blocked = "", ""
        self._found = self.shop.sorting.objects_waiting(THINGS)
        for number, tile in enumerate(self.things):
            tile.setVisible(number < len(self._found))
            if number < len(self._found):
                item = self._found[number]
                kind = self.shop.office.category(item.category)
                tile.set_icon(kind.icon, kind.family).setText(item.label)
                tile.set_note(item.short).named(f"thing_{item.short}")
        self.none.setVisible(not self._found)
        self.undo.setVisible(self._last is not None)
        self.pages.setCurrentIndex(WAITING)
        self._code("")

    def _choose(self) -> None:
        self.chooser.begin()
        self.pages.setCurrentIndex(CHOOSING)

    def _chosen(self, category: str) -> None:
        item = self.item
        if item is None or item.category == category:
            self.category = category
            self._ask("" if item is None else item.label)
            return
        self.write(
            lambda: self.shop.sorting.change_category(self.who, item.id, category),
            lambda done: self.open_item(done.value),
        )

    def _ask(self, label: str) -> None:
        kind = self.shop.office.category(self.category)
        photo = None
        if self.item is not None and self.item.photo:
            name = self.item.photo
            photo = self.shop.office.folder.photos / name[:2] / f"{name}.jpg"
        self.card.show_thing(kind, photo, label or kind.label)
        self.card.brand.setEnabled(self.item is not None)
        price = self.item.price_cents if self.item is not None else None
        self._price = self.shop.sorting.price_for(self.category) if price is None else price
        self._ask_way()
        self._code("" if self.item is None else self.item.short)

    def _ask_way(self) -> None:
        kind = self.shop.office.category(self.category)
        rules = self.shop.checks.asked_before_sale(self.category)
        self.way.ask(
            kind, self.item, self._price, self._blocked, rules, self.who.may(Permission.WORK)
        )
        self.card.show_defects(self._defects)
        self.pages.setCurrentIndex(ASKING)
        self._show_weight()

    def _ask_rules(self) -> None:
        codes = self.shop.checks.asked_before_sale(self.category)
        entries = [Pick(code, _(BLOCKED[code].title), BLOCKED[code].icon) for code in codes]
        self.picks.ask_one(
            _("Is it one of these?"), entries, self._forbidden, _("No, none of these")
        )
        self.pages.setCurrentIndex(PICKING)

    def _forbidden(self, code: str) -> None:
        self._blocked = code
        self._ask_way()

    def _ask_aside(self) -> None:
        entries = [Pick(one.value, _(word), icon) for one, (word, icon) in ASIDE.items()]
        self.picks.ask_one(_("Why is it set aside?"), entries, self._set_aside)
        self.pages.setCurrentIndex(PICKING)

    def _set_aside(self, code: str) -> None:
        self.pages.setCurrentIndex(ASKING)
        self._write(ItemWay.ASIDE, code)

    def _ask_defects(self) -> None:
        family = self.shop.office.category(self.category).family
        entries = [Pick(code, _(DEFECTS[code][0]), DEFECTS[code][1]) for code in defects_of(family)]
        chosen, own = defects_known(self._defects)
        self.picks.ask_many(_("What are its defects?"), entries, chosen, own, self._defective)
        self.pages.setCurrentIndex(PICKING)

    def _defective(self, codes: tuple[str, ...], own: str) -> None:
        kept = [code for code in defects_known(self._defects)[0] if code not in self.picks.shown]
        try:
            self._defects = defect_words([*codes, *kept], own)
        except Refusal as no:
            self.host.show_refusal(no.sentence)
            return
        self.card.show_defects(self._defects)
        self.pages.setCurrentIndex(ASKING)

    def _check(self) -> None:
        item, category = self.item, self.category
        if item is not None:
            self.host.open_check(item)
            return
        load = self._weighing()
        if load is None:
            self.host.show_refusal(
                _("This object has no weight. Nothing was recorded. Put it on the scale.")
            )
            return

        def labelled(done: Done[Item]) -> None:
            self.print_labels(done.value.id)
            self.host.open_check(done.value)

        self.write(
            lambda: self.shop.sorting.label_found(self.who, category, load), labelled,
            self.way.check,
        )  # fmt: skip

    def _weighing(self) -> Weighing | None:
        """What is known now: typed, else on the scale, else what the label's card says."""
        if self._typed:
            return Weighing(self._typed, 0, Source.TYPED)
        if self._view.state == STABLE:
            try:
                return live_weighing(self._view)
            except Refusal:
                return None
        return None

    def _show_weight(self) -> None:
        load, known = self._weighing(), self.item.grams if self.item is not None else 0
        resting = self._view.state in (EMPTY, LOST)
        grams = load.net_g if load is not None else known if resting else 0
        self.card.show_weight(format_grams(grams, 2), not grams, self._view.state == LOST)
        self.way.weighed(grams > 0)

    def _decide(self) -> None:
        if self.way.condition is not None and self.way.way is not None:
            self._write(self.way.way)

    def _write(self, way: ItemWay, reason: str = "") -> None:
        condition, load = self.way.condition, self._weighing()
        item, category, sorting = self.item, self.category, self.shop.sorting
        said = Said(self._defects, self._blocked, reason)
        if item is not None:
            self.write(
                lambda: sorting.decide(self.who, item.id, condition, way, load, said=said),
                self._decided,
                self.way.done,
            )
        elif load is not None:
            self.write(
                lambda: sorting.decide_new(self.who, category, condition, way, load, said=said),
                self._decided,
                self.way.done,
            )
        else:
            self.host.show_refusal(
                _("This object has no weight. Nothing was recorded. Put it on the scale.")
            )

    def _decided(self, done: Done[Decision]) -> None:
        decision = self._last = done.value
        self._wait()
        way = _(ITEM_WAYS[decision.way][0])
        self.host.say.emit(
            _("{name}: {way}", name=decision.after.label, way=way.lower()), self.on_undo
        )
        if decision.label:
            self.print_labels(decision.after.id)

    def _name(self) -> None:
        if self.item is not None:
            self.host.open_names(self.item)

    def _code(self, code: str) -> None:
        self.code = code
        if self.host.stack.currentWidget() is self:
            self.host.show_title()

    def _type_weight(self, grams: int) -> None:
        self._typed = grams
        self._show_weight()

    def _touched(self, number: int) -> None:
        self.open_item(self._found[number])

    def _connect(self) -> None:
        self.new.clicked.connect(self._choose)
        self.chooser.chosen.connect(self._chosen)
        self.chooser.left.connect(self._wait)
        self.card.change_asked.connect(self._choose)
        self.card.hand_asked.connect(lambda: self.host.ask_weight(self._type_weight))
        self.way.finished.connect(self._decide)
        self.way.left.connect(self._wait)
        self.way.check_asked.connect(self._check)
        self.way.rules_asked.connect(self._ask_rules)
        self.way.aside_asked.connect(self._ask_aside)
        self.card.defects_asked.connect(self._ask_defects)
        self.card.brand_asked.connect(self._name)
        self.picks.left.connect(lambda: self.pages.setCurrentIndex(ASKING))

    def _start(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, tile in enumerate(self.things):
            tile.typed(18, 16, 48, 700).sized(140)
            tile.clicked.connect(lambda _on=False, n=number: self._touched(n))
            grid.addWidget(tile, number // 4, number % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        keys = QHBoxLayout()
        keys.setSpacing(16)
        keys.addWidget(self.undo)
        keys.addWidget(self.new, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(words(_("Scan the label of the object"), 28, 800))
        layout.addWidget(words(_("or touch its picture"), 20, 400, "ink2"))
        layout.addWidget(self.none)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(keys)
        return page

    def _questions(self) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(24)
        layout.addWidget(self.card)
        layout.addWidget(self.way, 1)
        return page
