"""Lists kits are gathered from: "first flat" is a bed, a table, six plates."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.kits import LONGEST, MOST_PIECES, KitList, Want
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui.kindchooser import KindChooser
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import ListPage, RowView, clear, field, labelled
from reuse_pos.ui.widgets import Card, Key, Panel, Stepper, Text, row


class KitsPage(ListPage):
    """``KitsPage(shop, person, screen)``: the lists left, what the one touched holds right."""

    def __init__(
        self, shop: Shop, person: Person, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(shop, person, screen, parent)
        self._code, self._rank = "", 0
        self.wants: list[Want] = []
        self.steppers: dict[str, Stepper] = {}
        self.new = Key(_("New list"), "plus").sized(60).named("kit_new")
        self.new.clicked.connect(lambda: self.edit(None))
        self.under.addWidget(self.new)
        self.page = self._editor()
        self.add_page(self.page)
        self.touched.connect(self._touch)

    def entered(self) -> None:
        """Read the lists again."""
        lists = self.shop.kits.lists()
        self.show_rows(map(_row, lists), self._code)
        here = next((one for one in lists if one.code == self._code), None)
        if here is not None or lists:
            self.edit(here or lists[0])
        else:
            self.say_empty(
                "package", _("No list yet"),
                _("With a list, several things are gathered and given or sold as one."),
            )  # fmt: skip
            self.new.setFocus()

    def on_next(self) -> None:
        """F12 saves the list."""
        if self.shows(self.page):
            self.save()

    def edit(self, known: KitList | None) -> None:
        """Show a list, or an empty one."""
        self._code = known.code if known else ""
        self._rank = known.rank if known else len(self.rows)
        self.light(self._code)
        self.label.setText(known.label if known else "")
        self.wants = list(known.wants) if known else []
        self.away.setVisible(known is not None)
        self._show_wants()
        self.show_page(self.page)
        if known is None:
            self.label.setFocus()

    def save(self) -> None:
        """Keep the list as it stands."""
        self._keep(archived=False)

    def add(self, what: str) -> None:
        """One more of a kind or family."""
        known = next((at for at, one in enumerate(self.wants) if one.what == what), None)
        if known is None:
            self.wants.append(Want(what, 1))
        else:
            self.wants[known] = Want(what, min(self.wants[known].n + 1, MOST_PIECES))
        self._show_wants()

    def _keep(self, *, archived: bool) -> None:
        kits, actor = self.shop.kits, self.person.actor
        taken = {one.code for one in kits.lists(archived=True)}
        n = next(n for n in range(1, len(taken) + 2) if f"L{n:02d}" not in taken)
        wanted = KitList(
            self._code or f"L{n:02d}", self.label.text(), tuple(self.wants), self._rank, archived
        )

        def done(_result: object) -> None:
            self._code = "" if archived else wanted.code
            self.entered()
            words = _("List put away") if archived else _("List saved")
            self.host.say.emit(words, None)

        self.host.run_verb(lambda: kits.put_list(actor, wanted), done, self.keep)

    def _touch(self, code: str) -> None:
        known = next((one for one in self.shop.kits.lists() if one.code == code), None)
        self.edit(known)

    def _set(self, what: str, n: int) -> None:
        self.wants = [
            Want(one.what, n) if one.what == what else one
            for one in self.wants
            if one.what != what or n > 0
        ]
        if n == 0:
            self._show_wants()

    def _show_wants(self) -> None:
        clear(self.holder)
        self.steppers = {}
        for one in self.wants:
            stepper = Stepper(one.n, 0, MOST_PIECES)
            stepper.changed.connect(lambda n, what=one.what: self._set(what, n))
            name = Text(_what(self.shop, one.what), "strong").eliding()
            line = row(name, stepper)
            line.setStretch(0, 1)
            self.holder.addLayout(line)
            self.steppers[one.what] = stepper
        self.nothing.setVisible(not self.wants)

    def _editor(self) -> Panel:
        page = Panel("canvas")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        card = Card()
        self.label = field(_("Name of the list"), "kit_label", LONGEST)
        self.holder = QVBoxLayout()
        self.holder.setSpacing(8)
        self.nothing = Text(_("Touch what the kit is made of."), "muted").wrapped()
        self.keep = Key(_("Save"), "check", "next", "F12").typed(20, 26).sized(68, 260)
        self.keep.named("kit_save").clicked.connect(self.save)
        self.away = Key(_("Put away"), "x").sized(60).named("kit_away")
        self.away.clicked.connect(lambda: self._keep(archived=True))
        card.body.addLayout(labelled(_("Name of the list"), self.label))
        card.body.addLayout(self.holder)
        card.body.addWidget(self.nothing)
        card.body.addLayout(row(self.away, None, self.keep))
        more = Card(_("Add a kind of goods"))
        self.chooser = KindChooser(self.shop.office.categories(), families=True)
        self.chooser.chosen.connect(self.add)
        more.body.addWidget(self.chooser)
        layout.addWidget(card)
        layout.addWidget(more)
        layout.addStretch(1)
        return page


def _what(shop: Shop, what: str) -> str:
    if what in FAMILIES:
        return _("Any: {family}", family=_(FAMILIES[what]))
    return shop.office.category(what).label


def _row(known: KitList) -> RowView:
    n = sum(one.n for one in known.wants)
    return RowView(known.code, known.label, ngettext("{n} piece", "{n} pieces", n), "package")
