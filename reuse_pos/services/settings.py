"""What the manager sets: each value with the day it holds from, each change in the tills' journals.

The VAT regime may be planned ahead: it changes by itself on its first business day, for every till.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reuse_pos.db import reference
from reuse_pos.db import settings as rows
from reuse_pos.domain.category import UNSORTED_LEAF, Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.settings import BY_KEY, checked_setting
from reuse_pos.domain.vat import CODES
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.records import Jet
from reuse_pos.services.events import note
from reuse_pos.services.office import Office, Station
from reuse_pos.services.verb import Act, verb

REGIME, SENTENCE = "vat.regime", "vat.sentence"
PLANNABLE = frozenset({REGIME, SENTENCE})
# What a category may have of its own: money that is no sale and the margin scheme come from the
# line, not from its category.
OWN_CODES = ("EXO261", "N20", "R10", "R055")
# Printed in every code of the shop since its first day.
FIXED = frozenset({"store.number"})
FORMS = {
    "drawer.pulse": r"[25]:\d{1,3}:\d{1,3}",
    "label.offset": r"-?\d{1,2}:-?\d{1,2}",
    "store.siret": r"(\d{14})?",
    "till.year_starts": r"[1-9]|1[0-2]",
}


@dataclass(frozen=True)
class Planned:
    """A value that will hold from a later business day ("2027-01-01") on."""

    value: str
    valid_from: str


class Settings(Station):
    """The shop's settings, now and planned."""

    def values(self) -> dict[str, str]:
        """The present value of every setting there is."""
        return {key: self.office.setting(key) for key in BY_KEY}

    def planned(self, key: str) -> Planned | None:
        """The next change of a setting that has not begun; None when nothing will change."""
        value, today = self.office.setting(key), self._today()
        for one in _effective(rows.history(self.store.read(), key)):
            if one.valid_from > today and one.value != value:
                return Planned(one.value, one.valid_from)
        return None

    @verb("setting_set", Permission.SET_UP)
    def set(self, act: Act, key: str, value: str, valid_from: str | None = None) -> None:
        """Set one setting from a business day on (today's unless told); see `set_many`."""
        self._set_many(act, {key: value}, valid_from)

    @verb("setting_set", Permission.SET_UP)
    def set_many(self, act: Act, values: Mapping[str, str], valid_from: str | None = None) -> None:
        """Set several settings at once: all or none.

        Refuses a value that does not fit, a past day, and a later day for anything but VAT. With a
        new VAT regime the law's sentence follows, unless another is given or the shop has its own.
        """
        self._set_many(act, values, valid_from)

    @verb("plan_dropped", Permission.SET_UP)
    def drop_planned(self, act: Act, key: str) -> None:
        """Take a planned change back: what holds today will go on."""
        planned = self.planned(key)
        if planned is None:
            raise Refusal(_("No change is planned. Nothing was changed."), "none")
        self._write(act, key, self.office.setting(key), planned.valid_from)
        self._settle(act)

    @verb("category_taxed", Permission.SET_UP)
    def set_category_vat(self, act: Act, category: str, code: str | None) -> None:
        """Give a category a VAT code of its own (`OWN_CODES`), or None for the shop's regime."""
        if code is not None and code not in OWN_CODES:
            raise Refusal(
                _("A category cannot have this VAT code. Nothing was changed. Choose another."),
                "vat_code",
            )
        old = self._category(category).vat_code
        if old == code:
            return
        act.set("category", {"code": category}, vat_code=code)
        info = {"category": category, "old": old, "new": code}
        note(act, self.office, Jet.VAT_CHANGE, info, everywhere=True)
        self._settle(act)

    @verb("category_account_set", Permission.SET_UP)
    def set_category_account(self, act: Act, category: str, account: str | None) -> None:
        """Give a category its account in the books ("707", "7073"), or None for the usual one."""
        if account is not None and not re.fullmatch(r"[0-9]{3,8}", account):
            raise Refusal(
                _("An account has 3 to 8 figures. Nothing was changed. Correct it."), "account"
            )
        old = self._category(category).account
        if old == account:
            return
        act.set("category", {"code": category}, account=account)
        info = {"key": f"account.{category}", "old": old, "new": account}
        note(act, self.office, Jet.SETTING, info, everywhere=True)
        self._settle(act)

    @verb("category_used", Permission.SET_UP)
    def use_category(self, act: Act, category: str, used: bool) -> None:
        """Offer a category for what comes in, or no more; what is there of it goes its way.

        Refuses "needed" for a family's crates, mixed goods and services, which every shop needs,
        and "price_key" while a key of the till sells it.
        """
        known = self._category(category)
        if not used:
            self._refuse_to_put_away(act, known)
        if known.archived == used:
            act.set("category", {"code": category}, archived=int(not used))
            info = {"key": f"category.{category}", "old": not used, "new": used}
            note(act, self.office, Jet.SETTING, info, everywhere=True)
            act.changed(Change.INTAKE)
            self._settle(act)

    def _refuse_to_put_away(self, act: Act, known: Category) -> None:
        if known.is_service or known.code in UNSORTED_LEAF.values():
            raise Refusal(
                _("“{label}” is always needed. Nothing was changed.", label=known.label), "needed"
            )
        key = next(
            (one for one in reference.price_keys(act.tx) if one.category == known.code), None
        )
        if key is not None:
            raise Refusal(
                _(
                    "The till’s key “{key}” sells “{label}”. Nothing was changed. "
                    "Put that key away first.",
                    key=key.label,
                    label=known.label,
                ),
                "price_key",
            )

    def own_codes(self) -> list[Category]:
        """The categories that have a VAT code of their own, in the shop's order."""
        return [one for one in self.office.categories().values() if one.vat_code]

    def _set_many(self, act: Act, values: Mapping[str, str], valid_from: str | None) -> None:
        day = act.day if valid_from is None else valid_from
        for key, value in values.items():
            self._check(key, value, day, act.day)
        # Texts of the shop's own stay; only the law's words follow the regime.
        regime = values.get(REGIME)
        if regime is not None and SENTENCE not in values:
            words = self._value_on(SENTENCE, day)
            if words in {code.receipt_msg for code in CODES.values()}:
                values = {**values, SENTENCE: proposed_sentence(regime)}
        for key, value in values.items():
            self._write(act, key, value, day)
        self._settle(act)

    def _check(self, key: str, value: str, day: str, today: str) -> None:
        checked_setting(key, value)
        if key in FIXED:
            raise Refusal(_("This was fixed when the shop was made. Nothing was changed."), "fixed")
        if not re.fullmatch(FORMS.get(key, r"(?s).*"), value):
            raise Refusal(
                _(
                    "“{value}” does not fit “{title}”. Nothing was changed. Correct it.",
                    value=value[:40],
                    title=_(BY_KEY[key].title),
                ),
                "setting",
            )
        if day != _iso(day) or day < today:
            raise Refusal(
                _("A setting cannot begin on {day}. Nothing was changed. Choose a day to come.",
                  day=day), "day",
            )  # fmt: skip
        if day > today and key not in PLANNABLE:
            raise Refusal(
                _("Only VAT can be planned ahead. Nothing was changed. Set it on the day."), "day"
            )

    def _write(self, act: Act, key: str, value: str, day: str) -> None:
        old = self._value_on(key, day)
        if old == value:
            return
        if day > act.day and not rows.history(self.store.read(), key):
            # A value alone in the file holds on every day: what holds until then is written too.
            self._put(act, key, old, act.day)
        self._put(act, key, value, day)
        info = {"key": key, "old": old, "new": value, "from": day}
        note(act, self.office, Jet.SETTING, info, everywhere=True)
        if key.startswith("vat."):
            note(act, self.office, Jet.VAT_CHANGE, info, everywhere=True)
        act.changed(Change.SETTINGS)

    def _put(self, act: Act, key: str, value: str, day: str) -> None:
        act.put("setting", key=key, scope="store", value=value, valid_from=day, set_by=act.who.op)

    def _settle(self, act: Act) -> None:
        act.changed(Change.SETTINGS)
        act.after(self.office.forget)

    def _value_on(self, key: str, day: str) -> str:
        return reference.setting_values(self.store.read(), day).get(key, BY_KEY[key].default)

    def _category(self, code: str) -> Category:
        found = self.office.categories().get(code)
        if found is None:
            raise Refusal(
                _("There is no category called “{code}”. Nothing was changed.", code=code), "none"
            )
        return found

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def proposed_sentence(regime: str) -> str:
    """What the law makes a ticket say under a VAT regime; nothing where VAT itself is shown."""
    return CODES[regime].receipt_msg


def vat_sentence(office: Office, code: str, day: str) -> str:
    """What a paper of a business day says where VAT may not be shown under a code: the shop's
    words for its own regime of that day, else the law's."""
    values = reference.setting_values(office.store.read(), day)
    own = values.get(REGIME, BY_KEY[REGIME].default) == code
    if own:
        return values.get(SENTENCE, BY_KEY[SENTENCE].default) or proposed_sentence(code)
    return CODES[code].receipt_msg if code in CODES else ""


def _effective(history: list[rows.Dated]) -> list[rows.Dated]:
    """The last thing set for each day, in order of days."""
    return list({one.valid_from: one for one in history}.values())


def _iso(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""
