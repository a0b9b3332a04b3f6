"""A count under way: where, how far, the three piles, and what is at stake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import Category
from reuse_pos.domain.item import Item
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.stocktake import CountState, Sighting, can_come
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.stocktake import CountView
from reuse_pos.ui.stocktake import words
from reuse_pos.ui.stocktake.pile import Pile, RowView
from reuse_pos.ui.widgets import Bar, Card, HoldKey, Key, Panel, Pictogram, Text, column, row

COMPACT_UNDER = 1100


class CountPage(Panel):
    """``CountPage(categories, photo)``: ``show_view(view, may_accept)``.

    Signals: ``found(item)``, ``here(item)``, ``asked(str what)`` with pause | resume | undo |
    done | accept | list | weigh | back | cancel.
    """

    found = Signal(object)
    here = Signal(object)
    asked = Signal(str)

    def __init__(
        self, categories: dict[str, Category], photo: Callable[[Item], Path | None]
    ) -> None:
        super().__init__("canvas")
        self._categories, self._photo = categories, photo
        self.view: CountView | None = None
        self._may_accept = False
        self._make_head()
        self._make_piles()
        self._make_foot()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 14, 20, 14)
        self._layout.setSpacing(12)
        self._layout.addLayout(self._head)
        self._layout.addLayout(self._piles, 1)
        self._layout.addLayout(self._foot)

    def set_compact(self, compact: bool) -> None:
        """Narrower cards and shorter words at 1024 pixels."""
        self.place.setFixedWidth(262 if compact else 330)
        self.pause.setFixedWidth(104 if compact else 120)
        self.undo.setFixedWidth(60 if compact else 259)
        self.undo.setText("" if compact else _("Undo the last gesture"))
        self.undo.spoken(_("Undo the last gesture"))
        self.next.setFixedWidth(280 if compact else 330)
        self.bar.setFixedWidth(84 if compact else 250)
        self._tips(compact)

    def show_view(self, view: CountView, may_accept: bool) -> None:
        """Show a count as it is now."""
        self.view, self._may_accept = view, may_accept
        count, piles = view.count, view.piles
        self.where.setText(words.where(count))
        self.since.setText(words.since(view))
        self.task.setText(words.task(view))
        self.progress.setText(words.progress(view))
        self.bar.set_permille(piles.permille)
        self.share.setText(f"{piles.permille // 10}\u00a0%")
        for one in (self.bar, self.share):
            one.setVisible(bool(piles.expected))
        self.seen.show_rows([self._seen_row(one) for one in piles.seen])
        self.missing.show_rows([self._missing_row(one) for one in piles.missing])
        self._note.setVisible(any(self._key_of(one) for one in piles.unexpected))
        self._show_unknown(piles.unknown)
        self.unexpected.show_rows([self._unexpected_row(one) for one in piles.unexpected])
        self.stake.setText(words.stake(view))
        self.stake_note.setText(words.stake_note(view))
        self._show_keys()

    def _show_keys(self) -> None:
        view = self.view
        if view is None:
            return
        state = view.count.state
        counting, proposed = state is CountState.COUNTING, state is CountState.PROPOSED
        self.pause.setText(_("Pause") if counting else _("Resume"))
        self.pause.with_icon("pause" if counting else "play", "fill")
        self.undo.setEnabled(view.can_undo and state is not CountState.PAUSED)
        self.weigh.setVisible(counting)
        self.back.setVisible(not counting)
        self.drop.setVisible(not counting)
        self.list_key.setEnabled(bool(view.piles.missing))
        if proposed:
            self.next.setText(_("Accept the count"))
        else:
            self.next.setText(
                _("This shelf is done") if view.count.spot else _("This place is done")
            )
        self.next.setEnabled(counting or (proposed and self._may_accept))

    def press_next(self) -> None:
        """The yellow key: done, then (a manager's) yes."""
        if self.next.isEnabled():
            self.next.click()

    def _touch_next(self) -> None:
        proposed = self.view is not None and self.view.count.state is CountState.PROPOSED
        self.asked.emit("accept" if proposed else "done")

    def _touch_pause(self) -> None:
        counting = self.view is not None and self.view.count.state is CountState.COUNTING
        self.asked.emit("pause" if counting else "resume")

    def _make_head(self) -> None:
        self.where = Text("", "block").eliding().named("where")
        self.since = Text("", "sub").eliding().named("since")
        self.place = Card()
        self.place.body.setContentsMargins(16, 8, 12, 8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.where)
        texts.addWidget(self.since)
        line = row(Pictogram("map-pin", "blue", 34, "duotone"), spacing=12)
        line.addLayout(texts, 1)
        self.place.body.addLayout(line)
        self.task = Text("", "block").eliding().named("task")
        self.progress = Text("", "sub").eliding().named("progress")
        self.bar = Bar()
        self.share = Text("", "title").right().named("share")
        self.share.setMinimumWidth(72)
        live = Card("", "live")
        live.body.setContentsMargins(20, 8, 18, 8)
        told = column(self.task, self.progress, spacing=0)
        line = row(Pictogram("barcode", "blue", 36, "bold"), spacing=14)
        line.addLayout(told, 1)
        line.addWidget(self.bar)
        line.addWidget(self.share)
        live.body.addLayout(line)
        self.pause = Key(_("Pause"), "pause", place="above").typed(16, 24).sized(72, 120)
        self.pause.named("pause")
        self.pause.clicked.connect(self._touch_pause)
        for card in (self.place, live):
            card.setFixedHeight(72)
        self._head = row(self.place, spacing=12)
        self._head.addWidget(live, 1)
        self._head.addWidget(self.pause)

    def _make_piles(self) -> None:
        self.seen = Pile("seen", _("Seen"), _("expected and found"), "check-circle", "green")
        self.missing = Pile(
            "missing", _("Missing things"), _("expected, not seen yet"), "magnifying-glass",
            "orange",
        )  # fmt: skip
        self.unexpected = Pile(
            "unexpected", _("Unexpected"), _("seen here, noted elsewhere"), "question", "blue"
        )
        self.missing.touched.connect(self.found)
        self.unexpected.touched.connect(self.here)
        self._tip_seen, self._tip_new = Text("", "sub"), Text("", "sub")
        self.weigh = Key(_("Weigh loose goods"), "scales").typed(15, 20).sized(48).named("weigh")
        self.weigh.clicked.connect(lambda: self.asked.emit("weigh"))
        self.back = Key(_("All counts"), "arrow-left").typed(15, 20).sized(48).named("counts")
        self.back.clicked.connect(lambda: self.asked.emit("back"))
        self._speaker = Pictogram("speaker-high", "ink2", 20)
        self.seen.foot.addLayout(
            row(self._speaker, self._tip_seen, None, self.weigh, self.back, spacing=8)
        )
        self.list_key = Key(_("List with photos"), "printer").sized(48).named("photo_list")
        self.list_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list_key.clicked.connect(lambda: self.asked.emit("list"))
        self.missing.foot.addWidget(self.list_key)
        speaker = Pictogram("speaker-high", "ink2", 20)
        self.drop = HoldKey(_("Drop this count"), "trash", "key").typed(15, 20).sized(48)
        self.drop.named("drop_count")
        self.drop.held.connect(lambda: self.asked.emit("cancel"))
        self.unexpected.foot.addLayout(row(speaker, self._tip_new, None, self.drop, spacing=8))
        self._note = QWidget()
        told = Text(
            _("“It is here” puts the thing on this shelf. Nothing else changes."), "sub", "ink"
        ).wrapped()
        note = row(Pictogram("info", "blue", 22, "fill"), spacing=8)
        note.addWidget(told, 1)
        note.setContentsMargins(0, 6, 0, 0)
        self._note.setLayout(note)
        self.unknown = Text("", "sub", "plum").wrapped().named("unknown")
        self.unexpected.note.addWidget(self._note)
        self.unexpected.note.addWidget(self.unknown)
        self._piles = QHBoxLayout()
        self._piles.setSpacing(14)
        for pile in (self.seen, self.missing, self.unexpected):
            self._piles.addWidget(pile, 1)
        self._tips(False)

    def _make_foot(self) -> None:
        self.undo = Key(_("Undo the last gesture"), "arrow-counter-clockwise").sized(76)
        self.undo.named("undo")
        self.undo.clicked.connect(lambda: self.asked.emit("undo"))
        self.stake = Text("", "strong").eliding().named("stake")
        self.stake_note = Text("", "sub").eliding().named("stake_note")
        card = Card()
        card.body.setContentsMargins(18, 8, 14, 8)
        line = row(Pictogram("scales", "ink2", 28, "duotone"), spacing=12)
        line.addLayout(column(self.stake, self.stake_note, spacing=0), 1)
        card.body.addLayout(line)
        card.setFixedHeight(76)
        self.next = Key("", "check", "next", "F12").typed(22, 28).sized(76).named("done")
        self.next.clicked.connect(self._touch_next)
        self._foot = row(self.undo, spacing=12)
        self._foot.addWidget(card, 1)
        self._foot.addWidget(self.next)

    def _tips(self, compact: bool) -> None:
        self._tip_seen.setText(_("high") if compact else _("a high sound"))
        self._tip_seen.setVisible(not compact)
        self._speaker.setVisible(not compact)
        self._tip_new.setText(_("two rising sounds"))
        self._tip_new.setVisible(not compact)

    def _show_unknown(self, codes: tuple[str, ...]) -> None:
        shown = ", ".join(codes[:3]) + (" …" if len(codes) > 3 else "")
        words_ = ngettext("{n} unknown code: {codes}", "{n} unknown codes: {codes}", len(codes),
                          codes=shown)  # fmt: skip
        self.unknown.setText(words_ if codes else "")
        self.unknown.setVisible(bool(codes))

    def _row(self, item: Item, sub: str, key: str = "") -> RowView:
        kind = self._categories[item.category]
        photo = self._photo(item)
        return RowView(
            item.id, item.label, item.short, sub, kind.icon, kind.family, photo, key,
            f"{key}, {item.label}, {item.short}",
        )  # fmt: skip

    def _seen_row(self, one: Sighting) -> RowView:
        if one.item is None:
            raise LookupError("seen without its thing")
        return self._row(one.item, one.at[11:16])

    def _missing_row(self, item: Item) -> RowView:
        price = short_cents(item.price_cents) if item.price_cents is not None else ""
        return self._row(item, price, _("Found"))

    def _key_of(self, one: Sighting) -> str:
        view = self.view
        if one.item is None or view is None:
            return ""
        lost = one.item.place is None and one.item.state.value == "gone"
        return _("It is here") if can_come(one.item, view.count.place) or lost else ""

    def _unexpected_row(self, one: Sighting) -> RowView:
        if one.item is None:
            raise LookupError("unexpected without its thing")
        return self._row(one.item, words.said(one), self._key_of(one))
