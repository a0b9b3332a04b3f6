"""Solidarity: social vouchers their issuer pays back, and lower prices for those who need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.pricing import reduction_cents
from reuse_pos.domain.wording import N_, _

NUMBER_RULES = {
    "none": N_("Not asked"),
    "optional": N_("If there is one"),
    "required": N_("Always"),
}
SOLIDARITY = "SOLIDARITY"
CLAIM_WARNING_DAYS = 14
# A price agreed when the thing was held (its line has a link, too) and a gift stay as they are.
_AGREED = frozenset({"HOLD", "GIFT"})
# What a social voucher may pay: goods and the shop's own services, never money handed on.
_PAYABLE = frozenset({"goods", "service", "membership"})


@dataclass(frozen=True)
class SocialType:
    """A kind of social voucher: who pays it back (`issuer`), its rule in words, the most it pays
    (cents, None: no limit) on a ticket, the families it pays (none: all), its last ISO day ("": no
    end), the days to claim it, and whether its number is asked."""

    code: str
    label: str
    issuer: str
    rule: str = ""
    most_cents: int | None = None
    families: tuple[str, ...] = ()
    valid_until: str = ""
    claim_days: int = 60
    number_rule: str = "required"
    rank: int = 0
    archived: bool = False

    def pays(self, family: str) -> bool:
        """Whether it may pay things of a family."""
        return not self.families or family in self.families

    def claim_by(self, day: str) -> str:
        """The last ISO day to claim a voucher taken on `day`."""
        return (date.fromisoformat(day) + timedelta(days=self.claim_days)).isoformat()


@dataclass(frozen=True)
class Tariff:
    """A solidarity tariff: `basis_points` off, but a line never below `floor_cents`; whether an
    organism and a number are asked (none | optional | required)."""

    code: str
    label: str
    basis_points: int
    floor_cents: int = 0
    organism_rule: str = "none"
    number_rule: str = "none"
    rank: int = 0
    archived: bool = False

    def reduction(self, full_cents: int) -> int:
        """What it takes off a line of `full_cents`."""
        off = reduction_cents(full_cents, self.basis_points)
        return max(0, min(off, full_cents - self.floor_cents))

    def allows(self, line: Line) -> bool:
        """Whether a line's reduction is within it, and says what it asks."""
        return (
            line.discount_cents <= self.reduction(line.full_cents)
            and (self.organism_rule != "required" or bool(line.organism))
            and (self.number_rule != "required" or bool(line.organism_no))
        )


@dataclass(frozen=True)
class Card:
    """An anonymous solidarity card: its number, the tariff it gives until its last ISO day."""

    id: bytes
    number: str
    tariff: str
    organism: str
    issued_on: str
    valid_until: str
    state: str


def checked_tariff(tariff: Tariff) -> Tariff:
    """The tariff if it can be applied; refuses an empty name or figures outside their bounds."""
    if not tariff.label.strip() or not 0 < tariff.basis_points <= 10_000:
        raise Refusal(
            _("A tariff needs a name and takes between 1 % and 100 % off. Nothing was changed. "
              "Correct it."), "tariff",
        )  # fmt: skip
    if tariff.floor_cents < 0:
        raise Refusal(_("A floor is never below zero. Nothing was changed. Correct it."), "tariff")
    return tariff


def checked_type(kind: SocialType) -> SocialType:
    """The type if it can be taken and claimed; refuses what is missing or outside its bounds."""
    if not kind.label.strip() or not kind.issuer.strip():
        raise Refusal(
            _("A solidarity voucher needs a name and an issuer. Nothing was changed. Type them."),
            "type",
        )
    too_little = kind.most_cents is not None and kind.most_cents <= 0
    if too_little or not 1 <= kind.claim_days <= 999:
        raise Refusal(
            _("The most it pays is above zero, and there are 1 to 999 days to claim it. Nothing "
              "was changed. Correct it."), "type",
        )  # fmt: skip
    return kind


def check_card(card: Card, day: str) -> Card:
    """The card if it gives its tariff on an ISO day; refuses "cancelled" or "expired"."""
    if card.state != "open":
        raise Refusal(
            _("The card {number} was cancelled. It changes no price. Ask the manager.",
              number=card.number), "cancelled",
        )  # fmt: skip
    if card.valid_until < day:
        raise Refusal(
            _(
                "The card {number} ended on {day}. It changes no price. Ask for a new one.",
                number=card.number, day="/".join(reversed(card.valid_until.split("-"))),
            ),
            "expired",
        )  # fmt: skip
    return card


def with_tariff(basket: Basket, tariff: Tariff, organism: str = "", number: str = "") -> Basket:
    """The basket at a solidarity tariff: each thing whose reduction the tariff betters gets it in
    place of its own; two reductions never add up. Refuses what the tariff asks and is missing."""
    if tariff.organism_rule == "required" and not organism.strip():
        raise Refusal(
            _("“{tariff}” asks who sent the person. Nothing was changed. Type the organism.",
              tariff=tariff.label), "organism",
        )  # fmt: skip
    if tariff.number_rule == "required" and not number.strip():
        raise Refusal(
            _("“{tariff}” asks for a number. Nothing was changed. Type the number of the paper or "
              "scan the card.", tariff=tariff.label), "number",
        )  # fmt: skip
    lines = tuple(_at_tariff(line, tariff, organism, number) for line in basket.lines)
    return replace(basket, lines=lines, tariff=tariff.code, organism=organism, organism_no=number)


def social_most(kind: SocialType, costs: Mapping[str, int], others: Iterable[Payment]) -> int:
    """The most a voucher of a type may still pay: its own limit and what its families cost (cents
    by family), less what other vouchers of the type already pay."""
    families = sum(cents for family, cents in costs.items() if kind.pays(family))
    limit = families if kind.most_cents is None else min(families, kind.most_cents)
    taken = sum(
        one.amount_cents for one in others if one.method == "SOCIAL" and one.link == kind.code
    )
    return max(0, limit - taken)


def check_social(
    types: Mapping[str, SocialType], payments: Sequence[Payment], costs: Mapping[str, int], day: str
) -> None:
    """Refuses social vouchers that are not taken on an ISO day, lack their number, come twice, or
    together pay more than what they may pay costs (`costs`: cents by family)."""
    paid: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for one in payments:
        kind = types.get(one.link)
        if kind is None or kind.archived or (kind.valid_until and kind.valid_until < day):
            raise Refusal(
                _("This solidarity voucher is not taken any more. Nothing was recorded. Take the "
                  "money another way."), "not_taken",
            )  # fmt: skip
        number = (one.ref or "").strip()
        if kind.number_rule == "required" and not number:
            raise Refusal(
                _("A number is missing. Nothing was recorded. Type the number on it."), "number"
            )
        if number and (kind.code, number) in seen:
            raise already_used(number)
        seen.add((kind.code, number))
        paid[kind.code] = paid.get(kind.code, 0) + one.amount_cents
    for kind in (types[code] for code in paid):
        if kind.most_cents is not None and paid[kind.code] > kind.most_cents:
            raise _too_much(kind.label, kind.most_cents)
    # Several types share the basket: any of them together pay at most what they may pay together.
    for size in range(1, len(paid) + 1):
        for group in combinations(paid, size):
            kinds = [types[code] for code in group]
            most = sum(c for family, c in costs.items() if any(k.pays(family) for k in kinds))
            if sum(paid[code] for code in group) > most:
                raise _too_much(" + ".join(one.label for one in kinds), most)


def payable_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines a social voucher may pay at all."""
    return [line for line in lines if line.kind in _PAYABLE]


def already_used(number: str) -> Refusal:
    """The refusal of a social voucher's number that was taken before."""
    return Refusal(
        _("The solidarity voucher no. {number} was already used. Nothing was recorded. Check the "
          "number, or take the money another way.", number=number), "used",
    )  # fmt: skip


def _at_tariff(line: Line, tariff: Tariff, organism: str, number: str) -> Line:
    off = tariff.reduction(line.full_cents)
    if line.kind != "goods" or line.link or off <= 0 or line.discount_reason in _AGREED:
        return line
    if line.discount_reason != SOLIDARITY and line.discount_cents >= off:
        return line
    return replace(
        line, discount_cents=off, discount_reason=SOLIDARITY, sale_days="", lowest_cents=None,
        organism=organism, organism_no=number,
    )  # fmt: skip


def _too_much(label: str, most: int) -> Refusal:
    return Refusal(
        _(
            "“{label}” pays at most {most} of this basket. Nothing was recorded. Take the rest "
            "another way.",
            label=label, most=format_cents(most),
        ),
        "too_much", most=most,
    )  # fmt: skip
