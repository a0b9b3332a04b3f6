"""What a count adds up to, and the key that records it and prints its labels."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILY_ICON
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake_desk import Plan
from reuse_pos.ui import theme
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.keys import TwoLineKey
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.widgets import Amount, Badge, Card, Key, Line, Pictogram, Text, column, row

# The order of the tiles, left to right; families without a tile come last.
FAMILY_ORDER = (
    "meubles",
    "electro",
    "sport",
    "deco_divers",
    "textile",
    "livres_medias",
    "vaisselle",
    "jouets",
    "bricolage",
)
ROW, TIGHT_ROW, ROOMY = 42, 34, 7


class CountCard(Card):
    """``CountCard(model)``: signals ``undo()``, ``record()``. ``show_plan(plan or None)``."""

    undo = Signal()
    record = Signal()

    def __init__(self, model: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = model
        self.body.setSpacing(0)
        self._title = Text("", "h1").eliding()
        self._number = Text("", "code").named("count_number")
        self._families = QVBoxLayout()
        self._families.setSpacing(0)
        self._lines = {family: FamilyLine(family) for family in FAMILY_ORDER}
        for line in self._lines.values():
            self._families.addWidget(line)
        self._objects = Text("", "block").named("count_objects")
        self._total = Amount("", 34)
        self._total.setObjectName("count_total")
        self._source = Text("", "sub").right().wrapped().named("count_source")
        self._labels = Text("", "strong").wrapped().named("count_labels")
        self._labels_why = Text(_("1 per piece of furniture, appliance, bicycle, mirror"), "sub")
        self._labels_why.wrapped()
        self.undo_key = Key(_("Undo the last touch"), "arrow-counter-clockwise").named("count_undo")
        self.record_key = TwoLineKey(_("Record"), "printer", "next").typed(22, 28).sized(84)
        self.record_key.named("count_record")
        self.undo_key.clicked.connect(self.undo)
        self.record_key.clicked.connect(self.record)
        self._lay_out()

    def set_compact(self, compact: bool) -> None:
        """Narrower, for 1024 pixels."""
        self.setFixedWidth(300 if compact else 352)
        self.body.setContentsMargins(*((14, 12, 14, 12) if compact else (18, 14, 18, 14)))

    def show_plan(self, plan: Plan | None) -> None:
        """Show what recording would write; None before the first touch."""
        here = self._model.delivery
        title = words.pill_words(self._model.origin, here.title if here is not None else "")[0]
        title = title.lower() if title == _("Van") and theme.current().scale == 100 else title
        large = theme.current().scale > 100
        self._title.setText(title if large else _("Arrival: {title}", title=title))
        self._number.setText(here.number if here is not None else _("new"))
        self._show_families(plan)
        pieces, labels = (plan.pieces, plan.labels) if plan is not None else (0, 0)
        self._objects.setText(ngettext("{n} object", "{n} objects", pieces))
        self._total.set_text(words.kilos(plan.grams if plan is not None else 0))
        self._source.setText(_source_words(plan))
        self._labels.setText(ngettext("{n} tracking label", "{n} tracking labels", labels))
        self.undo_key.setEnabled(bool(self._model.tally.gestures))
        self.record_key.setEnabled(pieces > 0)
        self.record_key.with_sub(
            ngettext("and print {n} label", "and print {n} labels in one go", labels)
            if labels
            else _("no label to print")
        )

    def _lay_out(self) -> None:
        head = row()
        head.addWidget(self._title, 1)
        head.addWidget(self._number)
        self.body.addLayout(head)
        self.body.addSpacing(6)
        self.body.addLayout(self._families)
        self.body.addStretch(1)
        total = row(self._objects)
        total.addWidget(self._total, 1)
        self.body.addLayout(total)
        self.body.addWidget(self._source)
        self.body.addSpacing(12)
        note = Card(kind="note")
        note.body.setContentsMargins(14, 10, 14, 10)
        inside = QHBoxLayout()
        inside.setSpacing(10)
        inside.addWidget(Pictogram("tag", "blue", 28, "duotone"))
        inside.addLayout(column(self._labels, self._labels_why, spacing=0), 1)
        note.body.addLayout(inside)
        self.body.addWidget(note)
        self.body.addSpacing(10)
        self.body.addWidget(self.undo_key)
        self.body.addSpacing(10)
        self.body.addWidget(self.record_key)

    def _show_families(self, plan: Plan | None) -> None:
        totals = plan.per_family() if plan is not None else {}
        roomy = ROOMY if theme.current().scale == 100 else 0
        for family, line in self._lines.items():
            line.setVisible(family in totals)
            line.setFixedHeight(TIGHT_ROW if len(totals) > roomy else ROW)
            line.tell(*totals.get(family, (0, 0)))


class FamilyLine(QWidget):
    """A family's pieces and kilos in the count."""

    def __init__(self, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces, self._weight = Text("", "muted"), Text("", "strong")
        badge = Badge(FAMILY_ICON[family], family, 30).shaped(7, 20)
        name = Text(words.family_words(family), "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(badge, name, self._pieces, None, self._weight), 1)
        layout.addWidget(Line())

    def tell(self, n: int, grams: int) -> None:
        """Show how many and how heavy."""
        self._pieces.setText(str(n))
        self._weight.setText(words.kilos(grams))


def _source_words(plan: Plan | None) -> str:
    if plan is None or not plan.pieces:
        return ""
    sources = {line.source.value for line in plan.lines}
    if "unknown" in sources:
        return _("estimated, some weights unknown")
    if sources <= {"scale", "typed"}:
        return _("weighed")
    return _("estimated, the shop’s means")
