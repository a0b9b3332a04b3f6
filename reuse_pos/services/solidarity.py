"""Social vouchers: the kinds the shop takes, those taken, and the lists sent to be paid back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reuse_pos.db import device
from reuse_pos.db import solidarity as rows
from reuse_pos.db.solidarity import Claim, Use
from reuse_pos.domain import solidarity as rules
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, uuid7
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.solidarity import SocialType
from reuse_pos.domain.solidarity_papers import ClaimLine, ClaimPaper, claim_paper
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.printing import print_doc
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.solidarity_prices import SolidarityPrices, check_solidarity
from reuse_pos.services.tickets import printed_day, shop_header
from reuse_pos.services.verb import Act, verb

FORMATS = ("pdf", "csv")
UNDONE = "undone"


@dataclass(frozen=True)
class DueClaim:
    """What a type of social voucher has to claim: `n` vouchers worth `cents`, the first to be
    claimed by `claim_by` (ISO), in `days_left` days (below zero: too late for some)."""

    type: SocialType
    n: int
    cents: int
    claim_by: str
    days_left: int

    @property
    def is_urgent(self) -> bool:
        """Whether it is time to send the list."""
        return self.days_left <= rules.CLAIM_WARNING_DAYS


class Solidarity(SolidarityPrices):
    """Social vouchers; tariffs and cards come from `SolidarityPrices`."""

    def types(self, *, archived: bool = False) -> tuple[SocialType, ...]:
        """The kinds of social voucher, in order."""
        found = rows.types(self.store.read()).values()
        return tuple(one for one in found if archived or not one.archived)

    def taken_today(self) -> tuple[SocialType, ...]:
        """The kinds the counter may take today."""
        today = self._today()
        return tuple(one for one in self.types() if not one.valid_until or one.valid_until >= today)

    def most(self, basket: Basket, code: str, others: Sequence[Payment] = ()) -> int:
        """The most a voucher of a type may pay of a basket, in cents, besides what other payments
        already pay; never above what is due."""
        kind = rows.types(self.store.read()).get(code)
        if kind is None:
            return 0
        due = basket.total_cents - sum(one.amount_cents for one in others)
        most = rules.social_most(kind, costs_by_family(self.office, basket), others)
        return max(0, min(most, due))

    def payment(self, code: str, cents: int, number: str = "") -> Payment:
        """A social voucher as a payment; refuses a number that was already used."""
        number = number.strip()
        if number and rows.number_used(self.store.read(), code, number):
            raise rules.already_used(number)
        return Payment("SOCIAL", cents, number or None, code)

    def to_claim(self) -> list[DueClaim]:
        """What is to claim, by type, the soonest last day first."""
        known = rows.types(self.store.read())
        today = business_day(self.clock.now())
        return [
            DueClaim(
                known[one.type], one.n, one.cents, one.claim_by,
                (date.fromisoformat(one.claim_by) - today).days,
            )
            for one in rows.to_claim(self.store.read())
        ]  # fmt: skip

    def urgent(self) -> list[DueClaim]:
        """What must be claimed within two weeks, or is late."""
        return [one for one in self.to_claim() if one.is_urgent]

    def ending(self) -> list[SocialType]:
        """The kinds whose last day is within two weeks."""
        today = business_day(self.clock.now())
        soon = (today + timedelta(days=rules.CLAIM_WARNING_DAYS)).isoformat()
        return [one for one in self.taken_today() if one.valid_until and one.valid_until <= soon]

    def uses_to_claim(self, code: str) -> list[Use]:
        """The vouchers of a type that would be on its next list."""
        return [use for _id, use in rows.open_uses(self.store.read(), code)]

    def claims(self, limit: int = 100) -> list[Claim]:
        """The lists sent, newest first."""
        return rows.claims(self.store.read(), limit)

    @verb("social_type_set", Permission.SET_UP)
    def put_type(self, act: Act, kind: SocialType) -> None:
        """Add a kind of social voucher or change one; put away with `archived`."""
        rules.checked_type(kind)
        act.put(
            "social_type", code=kind.code, label=kind.label.strip()[:60],
            issuer=kind.issuer.strip()[:80], rule=kind.rule.strip()[:200],
            most_cents=kind.most_cents, families=",".join(kind.families),
            valid_until=kind.valid_until, claim_days=kind.claim_days,
            number_rule=kind.number_rule, rank=kind.rank, archived=int(kind.archived),
        )  # fmt: skip
        act.changed(Change.SETTINGS)

    @verb("social_vouchers_claimed", Permission.SET_UP)
    def claim(self, act: Act, code: str) -> str:
        """Put every voucher of a type not yet claimed on a numbered list for its issuer. Returns
        its number; print it or write it to a file afterwards."""
        found = rows.open_uses(act.tx, code)
        if not found:
            raise Refusal(
                _("There is nothing to claim of this voucher. Nothing was recorded."), "nothing"
            )
        prefix = f"BS{DEVICE_LETTERS[device.device(act.tx).device]}-{act.day[:4]}-"
        number = f"{prefix}{rows.last_claim(act.tx, prefix) + 1:04d}"
        cents = sum(use.cents for _id, use in found)
        act.put(
            "social_claim", number=number, type=code, day=act.day, n=len(found), cents=cents,
            op=act.who.op,
        )  # fmt: skip
        for use_id, _use in found:
            act.set("social_use", {"id": use_id}, claim=number)
        act.changed(Change.SETTINGS)
        return number

    def claim_paper(self, number: str) -> ClaimPaper:
        """A list as its papers show it; refuses an unknown number."""
        reader = self.store.read()
        found = rows.claim(reader, number)
        if found is None:
            raise Refusal(
                _("There is no list {number}. Nothing was printed. Check the number.",
                  number=number[:20]), "none",
            )  # fmt: skip
        kind = rows.types(reader)[found.type]
        lines = tuple(
            ClaimLine(use.number, printed_day(use.day), use.document, use.cents)
            for use in rows.uses_of_claim(reader, found.type, number)
        )
        return ClaimPaper(
            shop_header(self.office), number, printed_day(found.day), kind.label, kind.issuer,
            lines, self.office.training,
        )  # fmt: skip

    def print_claim(self, who: Actor, number: str) -> None:
        """Print a list at the till; refuses, with the way out, when the printer says no."""
        refuse_unless(who, Permission.SET_UP)
        if print_doc(self.office, claim_paper(self.claim_paper(number))):
            raise Refusal(
                _("The list did not print. It is recorded. Look at the printer, or keep it as a "
                  "file."), "printer",
            )  # fmt: skip

    def write_claim(self, who: Actor, number: str, fmt: str, path: Path) -> Path:
        """Write a list as pdf or csv; refuses what the disk refuses."""
        refuse_unless(who, Permission.SET_UP)
        from reuse_pos.reports.base import write
        from reuse_pos.reports.social_claim import SocialClaim

        if fmt not in FORMATS:
            raise Refusal(_("A list is written as pdf or csv. Nothing was written."), "format")
        paper = self.claim_paper(number)
        return write(SocialClaim(paper, business_day(self.clock.now())), fmt, path)

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def costs_by_family(office: Office, basket: Basket) -> dict[str, int]:
    """What the payable lines of a basket cost, in cents by family."""
    costs: dict[str, int] = {}
    for line in rules.payable_lines(basket.lines):
        family = office.category(line.category).family if line.category else ""
        costs[family] = costs.get(family, 0) + line.total_cents
    return costs


def settle_social(sale: SaleInHand) -> None:
    """A sale's social vouchers: checked against their kind, noted to be claimed."""
    payments = [one for one in sale.paid if one.method == "SOCIAL"]
    if not payments:
        return
    act, known = sale.act, rows.types(sale.act.tx)
    rules.check_social(known, payments, costs_by_family(sale.office, sale.basket), act.day)
    for one in payments:
        number = (one.ref or "").strip()
        if number and rows.number_used(act.tx, one.link, number):
            raise rules.already_used(number)
        act.put(
            "social_use", id=uuid7(act.at_ns), type=one.link, number=number,
            cents=one.amount_cents, document=sale.doc_no, day=act.day,
            claim_by=known[one.link].claim_by(act.day), claim=None,
        )  # fmt: skip


def take_back_social(act: Act, code: str, number: str, document: str) -> None:
    """Within a verb: a social voucher of a ticket was no payment after all (payment corrected). Its
    number can be used again. Refuses one that is already on a list sent."""
    found = rows.use_on(act.tx, code, number.strip(), document)
    if found is None or found[1] is not None:
        raise Refusal(
            _("This solidarity voucher was already claimed. Nothing was changed. Ask the manager."),
            "claimed",
        )
    act.set("social_use", {"id": found[0]}, cents=0, claim=UNDONE)


__all__ = [
    "Claim", "DueClaim", "Solidarity", "Use", "check_solidarity", "settle_social",
    "take_back_social",
]  # fmt: skip
