"""The left side: a label scanned or a name typed, who waits for what, and what the shop owes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.hold import Expiry
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.hold_views import HoldView
from reuse_pos.ui.holds.row import HoldRow
from reuse_pos.ui.widgets import EmptyState, ErrorBar, Key, Panel, Pictogram, SearchField, Text, row

ALL, COLLECT, DELIVER, EXPIRED = "all", "collect", "deliver", "expired"


def belongs(view: HoldView, group: str) -> bool:
    """Whether a hold is shown under a group."""
    if group == EXPIRED:
        return view.expiry is Expiry.EXPIRED and not view.deliver_on
    if group == DELIVER:
        return bool(view.deliver_on)
    late = view.expiry is Expiry.EXPIRED
    return group == ALL or not (view.deliver_on or late)


class HoldList(QWidget):
    """``HoldList(error, locate)``: signals ``chosen(bytes id)``, ``entered(str)``, ``typed(str)``.

    ``show_holds(views, today, owed)``; ``narrow(ids)`` shows only what a search found (None: all);
    ``choose(id)``; ``shown()`` are the holds in the list, top first.
    """

    chosen = Signal(object)
    entered = Signal(str)
    typed = Signal(str)

    def __init__(self, error: ErrorBar, locate: Callable[[str | None], Path | None]) -> None:
        super().__init__()
        self._locate = locate
        self._views: Sequence[HoldView] = ()
        self._today, self._group = "", ALL
        self._found: Collection[Id] | None = None
        self._chosen: Id | None = None
        self.field = SearchField(_("Scan the “Reserved” label or type a name"))
        self.field.submitted.connect(self.entered)
        self.field.edited.connect(self.typed)
        self.groups = {
            code: Key(title, hint="0").choosable(code == ALL).named(f"group_{code}")
            for code, title in (
                (ALL, _("All (holds)")), (COLLECT, _("To collect")), (DELIVER, _("To deliver")),
                (EXPIRED, _("Expired (holds)")),
            )
        }  # fmt: skip
        self._rows: dict[Id, HoldRow] = {}
        self.empty = EmptyState("calendar-check", "", "")
        self._owed = Text("", "muted").named("deposits_held").wrapped()
        self._build(error)

    def show_holds(self, views: Sequence[HoldView], today: str, owed_cents: int) -> None:
        """The open holds, and the deposits the shop owes."""
        self._views, self._today = views, today
        for code, key in self.groups.items():
            key.set_hint(str(sum(belongs(view, code) for view in views)))
        self._owed.setText(
            _("Deposits kept as a debt: {amount}, outside the turnover.",
              amount=format_cents(owed_cents))
        )  # fmt: skip
        self._fill()

    def narrow(self, found: Collection[Id] | None) -> None:
        """Show only these holds; None shows all of the group."""
        self._found = found
        self._fill()

    def show_group(self, code: str) -> None:
        """Show all, what is collected, delivered, or expired."""
        self._group = code
        for name, key in self.groups.items():
            key.setChecked(name == code)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Fewer words in the field, for a narrow list."""
        whole = _("Scan the “Reserved” label or type a name")
        self.field.edit.setPlaceholderText(_("Scan the label or type a name") if compact else whole)

    def choose(self, hold: Id | None) -> None:
        """Mark the hold that stands on the right."""
        self._chosen = hold
        for code, one in self._rows.items():
            one.setChecked(code == hold)
        if hold in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[hold])

    def shown(self) -> list[Id]:
        """The holds in the list, top first."""
        return list(self._rows)

    def _build(self, error: ErrorBar) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for code, key in self.groups.items():
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.show_group(code))
            keys.addWidget(key, 1)
        room = Panel("clear")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.field)
        layout.addWidget(error)
        layout.addLayout(keys)
        layout.addWidget(self._scroll, 1)
        foot = row(Pictogram("coins", "ink2", 22), spacing=10)
        foot.addWidget(self._owed, 1)
        layout.addLayout(foot)

    def _fill(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget is not self.empty:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        wanted = [view for view in self._views if belongs(view, self._group)]
        if self._found is not None:
            wanted = [view for view in wanted if view.id in self._found]
        for view in wanted:
            photo = self._locate(view.things[0].item.photo) if view.things else None
            one = HoldRow(view, self._today, photo)
            one.setChecked(view.id == self._chosen)
            one.clicked.connect(lambda _on=False, hold=view.id: self.chosen.emit(hold))
            self._rows[view.id] = one
            self._column.addWidget(one)
        self._say_empty(not wanted)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def _say_empty(self, on: bool) -> None:
        self.empty.setVisible(on)
        if not self._views:
            self.empty.say(_("No hold"), _("F8 at the till"))
        elif self._found is not None:
            self.empty.say(_("Nobody of that name"), _("Type it differently, or scan the label."))
        else:
            self.empty.say(_("Nothing here"), _("The other groups hold the rest."))
