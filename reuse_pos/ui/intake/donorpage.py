"""The giver's name, only when the giver wishes it: why it is kept, and until when."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake_donors import PURPOSES, Donor
from reuse_pos.ui.widgets import Key, Text, row

FIELD = 52


class DonorPage(QWidget):
    """``DonorPage()``: signals ``kept(Donor)``, ``erase()``, ``export()``, ``left()``.

    ``open(donor or None, today)`` asks who, or shows what is kept.
    """

    kept = Signal(object)
    erase = Signal()
    export = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose = ""
        self._today = date.min
        back = Key(_("Back"), "arrow-left").named("donor_back")
        back.clicked.connect(self.left)
        self.stack = QStackedWidget()
        self._asking, self._known = self._question(), self._answer()
        self.stack.addWidget(self._asking)
        self.stack.addWidget(self._known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(Text(_("Giver’s name"), "h1").named("donor_title"), None, back))
        layout.addWidget(self.stack, 1)

    def open(self, donor: Donor | None, today: date) -> None:
        """Show who gave, or ask."""
        self._today = today
        if donor is not None:
            self._who.setText(f"{donor.name} · {donor.contact}")
            day = "/".join(reversed(donor.delete_on.split("-")))
            self._why.setText(
                _("{purpose}. Erased by itself on {day}.",
                  purpose=_(PURPOSES[donor.purpose].words), day=day)
            )  # fmt: skip
            self.stack.setCurrentWidget(self._known)
            return
        self.name.clear()
        self.contact.clear()
        self._choose("")
        self.stack.setCurrentWidget(self._asking)

    def asks(self) -> bool:
        """Whether it asks who gave."""
        return self.stack.currentWidget() is self._asking

    def set_compact(self, compact: bool) -> None:
        """Smaller words at 1024 pixels."""
        for key in self._purposes.values():
            key.typed(14 if compact else 16, 20)

    def submit(self) -> None:
        """Keep what was typed."""
        if self.keep.isEnabled():
            self.kept.emit(Donor(self.name.text(), self.contact.text(), self._purpose))

    def _question(self) -> QWidget:
        self.name = _field(_("Name"), "donor_name")
        self.contact = _field(_("E-mail address"), "donor_contact")
        self._purposes: dict[str, Key] = {}
        keys = row(spacing=8)
        for code, purpose in PURPOSES.items():
            icon = purpose.icon if purpose.icon != "heart" else "hand-heart"
            key = Key(_(purpose.words), icon).sized(FIELD).choosable().named(f"purpose_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._choose(code))
            self._purposes[code] = key
            keys.addWidget(key, 1)
        self._until = Text("", "muted").wrapped().named("donor_until")
        self.keep = Key(_("The giver agrees: keep"), "check", "next", "F12").typed(18, 24).sized(60)
        self.keep.named("donor_keep").clicked.connect(self.submit)
        fields = row(self.name, self.contact)
        for edit in (self.name, self.contact):
            edit.textChanged.connect(lambda _text: self._show())
            edit.returnPressed.connect(self.submit)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Text(_("Never needed. What for?"), "body"))
        layout.addLayout(keys)
        layout.addLayout(fields)
        layout.addWidget(self._until)
        layout.addStretch(1)
        layout.addLayout(row(None, self.keep))
        return page

    def _answer(self) -> QWidget:
        self._who = Text("", "block").wrapped().named("donor_who")
        self._why = Text("", "body").wrapped().named("donor_why")
        give = Key(_("Write down what is kept"), "note-pencil").sized(60).named("donor_export")
        give.clicked.connect(self.export)
        erase = Key(_("Erase now"), "trash").sized(60).named("donor_erase")
        erase.clicked.connect(self.erase)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._who)
        layout.addWidget(self._why)
        layout.addWidget(
            Text(_("Kept on this computer only: on no slip, label or report."), "muted").wrapped()
        )
        layout.addStretch(1)
        layout.addLayout(row(give, erase, None))
        return page

    def _choose(self, code: str) -> None:
        self._purpose = code
        for one, key in self._purposes.items():
            key.setChecked(one == code)
        words = _("Phone number") if code == "call_back" else _("E-mail address")
        self.contact.setPlaceholderText(words)
        self.contact.setAccessibleName(words)
        self._show()

    def _show(self) -> None:
        typed = bool(self.name.text().strip() and self.contact.text().strip())
        self.keep.setEnabled(bool(self._purpose) and typed)
        purpose = PURPOSES.get(self._purpose)
        if purpose is None:
            self._until.setText(_("Kept on this computer only: on no slip, label or report."))
            return
        day = self._today + timedelta(days=purpose.days)
        self._until.setText(
            ngettext("Erased by itself after {n} day, on {day}.",
                     "Erased by itself after {n} days, on {day}.", purpose.days,
                     day=f"{day:%d/%m/%Y}")
        )  # fmt: skip


def _field(words: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setObjectName(name)
    edit.setMaxLength(80)
    edit.setMinimumHeight(FIELD)
    return edit
