"""One customer's payment under way: what was handed over, what is missing, what to give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, note_tiles
from reuse_pos.domain.payments import (
    LARGE_NOTE_CENTS,
    Payment,
    check_payable,
    method,
    settle,
    still_due,
)
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.payoffers import PayOffers, Pick, number_rule
from reuse_pos.ui.entry import Entry

MISSING = frozenset({"number", "link"})


@dataclass
class Paying:
    """``Paying(total_cents, offers, kinds, social_most)``: payments pile up in ``piled``;
    ``chosen`` is the method being typed. ``kinds`` is what the basket comes to by kind of line,
    ``social_most(kind, others)`` the most a social voucher may pay.

    ``choose(code)``, ``pick(link)``, ``number``, ``entry``, ``note(cents)``, ``pile()``,
    ``tender(payment, worth)``, ``remove(number)``; read ``payments``, ``rest`` (above zero:
    missing; below: change), ``ready``, ``trouble`` (a sentence or ""), ``step``: what is asked now
    ("way" | "pick" | "scan" | "amount").
    """

    total: int
    offers: PayOffers = field(default_factory=PayOffers)
    kinds: Mapping[str, int] = field(default_factory=dict)
    social_most: Callable[[str, Sequence[Payment]], int] | None = None
    piled: list[Payment] = field(default_factory=list)
    chosen: str = ""
    entry: Entry = field(default_factory=Entry)
    number: str = ""
    picked: Pick | None = None
    worth: dict[str, int] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """What the person at the till is asked now."""
        if not self.chosen:
            return "way"
        if self.chosen in ("VOUCHER", "CREDIT"):
            return "scan"
        needs_pick = self.chosen in ("SOCIAL", "TAB") and self.picked is None
        return "pick" if needs_pick else "amount"

    @property
    def numbered(self) -> str:
        """Whether the payment being typed has a number: "none" | "optional" | "required"."""
        return number_rule(method(self.chosen), self.picked) if self.step == "amount" else "none"

    @property
    def due(self) -> int:
        """Cents missing before the amount being typed."""
        return still_due(self.total, self.piled)

    @property
    def current(self) -> Payment | None:
        """The amount being typed, as a payment."""
        if self.step != "amount" or not self.entry.value:
            return None
        link = self.picked.link if self.picked else ""
        number = self.number.strip() if self.numbered != "none" else ""
        number = number or (self.picked.ref if self.picked else "")
        return Payment(self.chosen, self.entry.value, number or None, link)

    @property
    def payments(self) -> list[Payment]:
        """Everything handed over, the amount being typed last."""
        return [*self.piled, *([self.current] if self.current else [])]

    @property
    def received(self) -> int:
        """All cents handed over."""
        return sum(one.amount_cents for one in self.payments)

    @property
    def rest(self) -> int:
        """Cents still missing; below zero is the change to give."""
        return still_due(self.total, self.payments)

    @property
    def change(self) -> int:
        """Cents to give back."""
        return max(0, -self.rest) if not self.trouble else 0

    @property
    def trouble(self) -> str:
        """Why the amounts cannot be taken as they are, as a sentence; "" while all is well or only
        a number is still to be typed."""
        due = self.total
        for one in self.payments:
            try:
                method(one.method).check(due, one)
            except Refusal as refusal:
                if refusal.code not in MISSING:
                    return refusal.sentence
            due -= one.amount_cents
        if due <= 0:
            try:
                check_payable(self.kinds, self.payments)
            except Refusal as refusal:
                return refusal.sentence
        return ""

    @property
    def lacks_number(self) -> bool:
        """Whether the payment being typed waits for its number."""
        wanted = self.numbered == "required"
        return self.current is not None and wanted and not self.number.strip()

    @property
    def ready(self) -> bool:
        """Whether the sale can be finished now."""
        try:
            settle(self.total, self.payments)
        except Refusal:
            return False
        return not self.trouble and not self.lacks_number

    @property
    def large_note(self) -> bool:
        """Whether a note of 100 € or more may have been handed over."""
        cash = [one.amount_cents for one in self.payments if method(one.method).gives_change]
        return any(cents >= LARGE_NOTE_CENTS for cents in cash) and self.rest < 0

    @property
    def notes(self) -> list[int]:
        """The exact sum and the next round ones, in cents."""
        return note_tiles(self.due) if self.due > 0 else []

    def left_on(self, one: Payment) -> int | None:
        """Cents that stay on a voucher after this payment; None when it is no voucher of ours."""
        worth = self.worth.get(one.link) if one.link else None
        return None if worth is None else worth - one.amount_cents

    def most(self, code: str) -> int:
        """The most a way may still pay: what is due, less the lines it may not pay."""
        refused = method(code).refused_kinds
        barred = sum(max(0, cents) for kind, cents in self.kinds.items() if kind in refused)
        others = sum(one.amount_cents for one in self.piled if one.method != code)
        tops = [self.due, self.due - max(0, barred - others)]
        if self.picked is not None and code == self.chosen:
            tops += [self.picked.most] if self.picked.most is not None else []
            if code == "SOCIAL" and self.social_most is not None:
                tops.append(self.social_most(self.picked.link, self.piled))
        return max(0, min(tops))

    def choose(self, code: str) -> None:
        """Pay the rest this way; a method without change starts at what it may pay of it."""
        self.chosen = code
        self._start_again()
        picks = self.offers.picks(code)
        self.picked = picks[0] if len(picks) == 1 else None
        self._preset()

    def pick(self, link: str) -> None:
        """Which account, which kind of social voucher."""
        picks = self.offers.picks(self.chosen)
        self.picked = next((one for one in picks if one.link == link), None)
        self._preset()

    def note(self, cents: int) -> None:
        """The person hands over this much; cash when no way was chosen yet."""
        if not self.chosen:
            self.choose("CASH")
        self.entry.put(cents)

    def pile(self) -> None:
        """Keep the amount typed and go on with the rest."""
        if self.current is not None and not self.trouble and not self.lacks_number:
            self.piled.append(self.current)
            self._leave()

    def tender(self, one: Payment, worth: int | None = None) -> None:
        """Pile a payment known beforehand (a voucher scanned, the credit of an exchange), at most
        what is due; refuses one already here, and one when nothing is due."""
        if one.link and any(other.link == one.link for other in self.piled):
            raise Refusal(
                _("It is already in this payment. Nothing was added. Scan another."), "twice"
            )
        cents = min(one.amount_cents, self.most(one.method))
        if cents <= 0:
            raise Refusal(
                _("It can pay nothing more of this basket. Nothing was added. Give it back."),
                "nothing_due",
            )
        if worth is not None and one.link:
            self.worth[one.link] = worth
        self.piled.append(replace(one, amount_cents=cents))
        if self.chosen in ("VOUCHER", "CREDIT") or self.due <= 0:
            self._leave()
        elif self.chosen and not method(self.chosen).gives_change:
            self._preset()

    def remove(self, number: int) -> None:
        """Take a payment away: one of the pile (the one being typed starts again at the new rest),
        or the one being typed."""
        if number >= len(self.piled):
            self._leave()
            return
        del self.piled[number]
        if self.chosen:
            self._preset()

    def change_total(self, total: int, kinds: Mapping[str, int]) -> None:
        """The basket comes to something else: a gift was added or taken away."""
        self.total, self.kinds = total, kinds
        if self.chosen:
            self._preset()

    def why_not(self) -> str:
        """What is still needed before the sale can be finished, for the key that waits."""
        asked = {
            "way": _("choose a way to pay"),
            "pick": _("choose whose account") if self.chosen == "TAB" else _("choose the kind"),
            "scan": _("scan the voucher"),
        }
        if self.lacks_number:
            return _("type its number")
        if self.rest > 0 and self.step in asked:
            return asked[self.step]
        if self.rest > 0 and self.current is None:
            return _("touch what you are given")
        return _("{amount} missing", amount=format_cents(self.rest)) if self.rest > 0 else ""

    def _preset(self) -> None:
        self.entry.clear()
        if self.step == "amount" and not method(self.chosen).gives_change:
            self.entry.put(self.most(self.chosen))

    def _leave(self) -> None:
        self.chosen = ""
        self._start_again()

    def _start_again(self) -> None:
        self.picked, self.number = None, ""
        self.entry.clear()
