"""One setting on screen: its name, and the way to give its value: typed, or touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import NBSP, parse_cents, plain_cents
from reuse_pos.domain.settings import Setting
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.widgets import Flow, Key, Text

# How a whole number is typed and shown, by the end of its setting's name.
UNITS = {
    "_cents": N_("€"), "_bp": N_("%"), "_g": N_("g"), "_kg": N_("kg"), "_days": N_("days"),
    ".days": N_("days"), ".months": N_("months"),
}  # fmt: skip
CHOICES = {
    "EXO261": N_("Exempt association"),
    "FB293B": N_("Small turnover, no VAT"),
    "N20": N_("VAT 20 %"),
    "KEEP": N_("Stays on it"),
    "LOST": N_("Is lost"),
    "ACOMPTE": N_("Down payment"),
    "ARRHES": N_("Earnest money"),
}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
MOST_BP = 10_000


def unit_of(key: str) -> str:
    """The unit a whole-number setting is typed in ("€", "%" …), "" when it is a plain number."""
    return next((_(word) for end, word in UNITS.items() if key.endswith(end)), "")


def shown(setting: Setting, value: str) -> str:
    """A stored value as people write it: cents as euros, basis points as percent, a day as
    31/12/2026."""
    if setting.kind == "date" and value:
        return day_shown(value)
    if setting.kind != "int" or not value.isdigit():
        return value
    if setting.key.endswith("_cents"):
        return plain_cents(int(value))
    if setting.key.endswith("_bp"):
        whole, rest = divmod(int(value), 100)
        return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
    return value


def typed(setting: Setting, text: str) -> str:
    """What a person typed as it is stored; refuses what is no amount or no percentage."""
    if setting.kind == "date":
        return day_typed(text)
    bare = text.strip().removesuffix(unit_of(setting.key)).strip()
    if setting.kind == "int" and setting.key.endswith("_cents"):
        return str(parse_cents(bare))
    if setting.kind == "int" and setting.key.endswith("_bp"):
        return str(basis_points(bare))
    return bare.replace(NBSP, "") if setting.kind == "int" else text.strip()


def day_shown(iso: str) -> str:
    """A day ("2026-12-31") as people write it, or nothing."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def day_typed(text: str) -> str:
    """A day typed like 31/12/2026 as ISO, "" for none; refuses what is no day."""
    bare = text.strip()
    if not bare:
        return ""
    found = _DAY.fullmatch(bare)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Refusal(
            _("“{text}” is not a day. Nothing was changed. Type it like 31/12/2026.", text=bare),
            "day",
        )
    return day.isoformat()


def basis_points(text: str) -> int:
    """A percentage as typed ("20", "12,5") in basis points; refuses what is none."""
    found = _PERCENT.fullmatch(text)
    share = -1 if found is None else int(found[1] + (found[2] or "").ljust(2, "0"))
    if not 0 <= share <= MOST_BP:
        raise Refusal(
            _("“{text}” is not a percentage. Nothing was changed. Type one, like 20.",
              text=text[:20]), "percent",
        )  # fmt: skip
    return share


class SettingField(QWidget):
    """``SettingField(setting, choices=None)``: signal ``changed()``; ``load(value)``,
    ``value()`` (as stored; may refuse), ``is_changed()``.

    ``choices`` {stored value: word} makes keys of a setting that would be typed.
    """

    changed = Signal()

    def __init__(
        self, setting: Setting, choices: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setting = setting
        self._before = ""
        self.edit: QLineEdit | None = None
        self.keys: dict[str, Key] = {}
        title = _(setting.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        offered = dict(choices) if choices is not None else _offered(setting)
        if offered:
            layout.addWidget(Text(title, "strong").wrapped())
            layout.addWidget(self._key_row(offered))
        else:
            unit = unit_of(setting.key)
            said = unit in title.replace("(", " ").replace(")", " ").split()
            name = f"{title} ({unit})" if unit and not said else title
            layout.addWidget(Text(name, "strong").wrapped())
            self.edit = QLineEdit()
            self.edit.setObjectName(f"set_{setting.key}")
            self.edit.setAccessibleName(name)
            self.edit.setMaxLength(500 if setting.kind == "text" else 12)
            if setting.kind == "date":
                self.edit.setPlaceholderText(_("dd/mm/yyyy"))
            self.edit.textChanged.connect(lambda _text: self.changed.emit())
            layout.addWidget(self.edit)
        layout.addStretch(1)

    def load(self, value: str) -> None:
        """Show the present value."""
        self._before = value
        if self.edit is not None:
            self.edit.setText(shown(self.setting, value))
        for one, key in self.keys.items():
            key.setChecked(one == value)

    def value(self) -> str:
        """The value as it is stored; refuses what cannot be one."""
        if self.edit is not None:
            return typed(self.setting, self.edit.text())
        return next((one for one, key in self.keys.items() if key.isChecked()), self._before)

    def is_changed(self) -> bool:
        """Whether the person changed it since it was loaded."""
        if self.edit is not None:
            return self.edit.text().strip() != shown(self.setting, self._before)
        return self.value() != self._before

    def _key_row(self, offered: Mapping[str, str]) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        for value, word in offered.items():
            key = Key(word).choosable().named(f"set_{self.setting.key}_{value}")
            key.clicked.connect(lambda _on=False, value=value: self._touch(value))
            self.keys[value] = key
            flow.addWidget(key)
        return holder

    def _touch(self, value: str) -> None:
        for one, key in self.keys.items():
            key.setChecked(one == value)
        self.changed.emit()


def _offered(setting: Setting) -> dict[str, str]:
    kind, _colon, values = setting.kind.partition(":")
    if kind == "bool":
        return {"1": _("Yes"), "0": _("No")}
    if kind == "choice":
        return {one: _(CHOICES[one]) if one in CHOICES else one for one in values.split("|")}
    return {}
