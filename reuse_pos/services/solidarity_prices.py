"""Solidarity prices: the tariffs of the shop, the anonymous cards that give them, and their check
at the sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reuse_pos.db import device, reference, stock
from reuse_pos.db import printing as jobs
from reuse_pos.db import solidarity as rows
from reuse_pos.domain import solidarity as rules
from reuse_pos.domain.basket import LOT, SALE_DAYS, Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, CodeKind, Id, make_random_code, uuid7
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.solidarity import SOLIDARITY, Card, Tariff, check_card
from reuse_pos.domain.solidarity_papers import card_paper
from reuse_pos.domain.tender import SOLIDARITY_CARD, Tender
from reuse_pos.domain.vouchers import code_hash
from reuse_pos.domain.wording import _
from reuse_pos.services.counter_lines import CounterLines
from reuse_pos.services.guesses import by_code
from reuse_pos.services.office import Office, Station
from reuse_pos.services.printing import print_kept
from reuse_pos.services.tariffs import known_tariffs
from reuse_pos.services.tickets import printed_day, shop_header
from reuse_pos.services.verb import Act, verb

PAPER = "solidarity_card"


class SolidarityPrices(Station):
    """Tariffs and cards; a basket at a tariff is an ordinary basket with reductions."""

    def tariffs(self, *, archived: bool = False) -> tuple[Tariff, ...]:
        """The shop's tariffs in order; never empty unless every one was put away."""
        found = known_tariffs(self.office, self.store.read()).values()
        return tuple(one for one in found if archived or not one.archived)

    def tariff(self, code: str) -> Tariff:
        """One tariff in use; refuses one that was put away."""
        found = known_tariffs(self.office, self.store.read()).get(code)
        if found is None or found.archived:
            raise Refusal(
                _("This tariff is not used any more. Nothing was changed. Choose another."),
                "tariff",
            )
        return found

    def organisms(self) -> tuple[str, ...]:
        """The organisms named on cards so far, to choose from."""
        return rows.organisms(self.store.read())

    def apply_tariff(
        self, basket: Basket, tariff: str, organism: str = "", number: str = ""
    ) -> Basket:
        """The basket at a tariff; a reduction that is already as good stays, none adds up.

        Refuses "organism" or "number" where the tariff asks for it.
        """
        return rules.with_tariff(basket, self.tariff(tariff), organism.strip(), number.strip())

    def with_card(self, basket: Basket, card: Tender) -> Basket:
        """The basket at the tariff of a scanned card."""
        return self.apply_tariff(basket, card.tariff, card.organism, card.number)

    def apply_to_line(
        self, basket: Basket, n: int, tariff: str, organism: str = "", number: str = ""
    ) -> Basket:
        """The basket with a tariff on one line only."""
        line = basket.line(n)
        alone = rules.with_tariff(
            replace(basket, lines=(line,)), self.tariff(tariff), organism.strip(), number.strip()
        )
        lines = tuple(alone.lines[0] if one.n == n else one for one in basket.lines)
        return replace(basket, lines=lines, selected=n)

    def reapply(self, basket: Basket) -> Basket:
        """The basket after a line was added or its quantity changed: its tariff again on every
        line; unchanged without a tariff."""
        if not basket.tariff:
            return basket
        return self.apply_tariff(basket, basket.tariff, basket.organism, basket.organism_no)

    def remove_tariff(self, basket: Basket, n: int | None = None) -> Basket:
        """The basket without its tariff (or one line without): what each label or sale day takes
        off by itself comes back."""
        lines = tuple(
            self._at_own_price(line)
            if line.discount_reason == SOLIDARITY and n in (None, line.n) else line
            for line in basket.lines
        )  # fmt: skip
        if n is not None:
            return replace(basket, lines=lines)
        return replace(basket, lines=lines, tariff="", organism="", organism_no="")

    def find_card(self, raw: str) -> Tender:
        """The tariff of a scanned card; refuses what `guesses.by_code` refuses, "cancelled" or
        "expired"."""
        return card_tender(self.office, by_code(self.office, raw, rows.card_by_code_hash))

    def cards(self, limit: int = 200, offset: int = 0) -> list[Card]:
        """The cards given, newest first."""
        return rows.cards(self.store.read(), limit, offset)

    def cards_waiting(self) -> dict[str, Id]:
        """The cards whose paper did not come out yet: {number: job for `printing.retry`}."""
        return jobs.waiting_numbers(self.store.read(), PAPER)

    @verb("tariff_set", Permission.SET_UP)
    def put_tariff(self, act: Act, tariff: Tariff) -> None:
        """Add a tariff or change one; put away with `archived`. Its code never changes."""
        rules.checked_tariff(tariff)
        act.put(
            "tariff", code=tariff.code, label=tariff.label.strip()[:40],
            basis_points=tariff.basis_points, floor_cents=tariff.floor_cents,
            organism_rule=tariff.organism_rule, number_rule=tariff.number_rule, rank=tariff.rank,
            archived=int(tariff.archived),
        )  # fmt: skip
        act.changed(Change.SETTINGS, Change.PRICES)

    @verb("card_given", Permission.SET_UP)
    def issue_card(self, act: Act, tariff: str, organism: str, valid_until: str) -> str:
        """Give an anonymous card for a tariff until a day (ISO); its paper prints. Returns its
        number."""
        until = _day(valid_until)
        if until < act.day:
            raise Refusal(
                _("A card ends today at the earliest. Nothing was recorded. Choose a later day."),
                "day",
            )
        asked = self.tariff(tariff)
        if asked.organism_rule == "required" and not organism.strip():
            raise Refusal(
                _("“{tariff}” asks who sent the person. Nothing was changed. Type the organism.",
                  tariff=asked.label), "organism",
            )  # fmt: skip
        digits = make_random_code(CodeKind.VOUCHER)
        prefix = f"S{DEVICE_LETTERS[device.device(act.tx).device]}-"
        number = f"{prefix}{rows.last_card(act.tx, prefix) + 1:06d}"
        act.put(
            "solidarity_card", id=uuid7(act.at_ns), number=number, code_hash=code_hash(digits),
            tariff=asked.code, organism=organism.strip()[:60], issued_on=act.day,
            valid_until=until, state="open",
        )  # fmt: skip
        paper = card_paper(
            shop_header(self.office), number, printed_day(until), digits, self.office.training
        )
        print_kept(self.office, act, PAPER, number, paper)
        act.changed(Change.PRICES)
        return number

    @verb("card_cancelled", Permission.SET_UP)
    def cancel_card(self, act: Act, card: Id) -> None:
        """Stop a card that was lost or given by mistake."""
        found = rows.card(act.tx, card)
        if found is None or found.state != "open":
            raise Refusal(_("This card was already cancelled. Nothing was changed."), "cancelled")
        act.set("solidarity_card", {"id": card}, state="cancelled")
        jobs.drop_kept(act.tx, PAPER, found.number)
        act.changed(Change.PRICES)

    def _at_own_price(self, line: Line) -> Line:
        bare = replace(
            line, discount_cents=0, discount_reason=None, organism="", organism_no="", sale_days="",
            lowest_cents=None,
        )  # fmt: skip
        fresh = self._fresh(line)
        if fresh is None:
            return bare.reduced_by_itself()
        own = replace(
            bare, sale_days=fresh.sale_days, lowest_cents=fresh.lowest_cents,
            sale_unit_cents=fresh.sale_unit_cents,
        )  # fmt: skip
        if line.unit == "piece" and fresh.discount_reason in (None, LOT, SALE_DAYS):
            return own.reduced_by_itself()
        off = min(fresh.discount_cents * line.qty // fresh.qty, line.full_cents)
        return replace(
            own, discount_cents=off, discount_reason=fresh.discount_reason if off else None
        )

    def _fresh(self, line: Line) -> Line | None:
        """The line as it would be scanned or touched now."""
        counter, reader = CounterLines(self.office), self.store.read()
        try:
            if line.item is not None:
                item = stock.item_by_id(reader, line.item)
                return None if item is None else counter.line_of_item(item, line.unit_cents)
            key = next((k for k in reference.price_keys(reader) if k.code == line.key), None)
            if key is None:
                return None
            grams = line.qty if line.unit == "g" else None
            return counter.line_of_key(key, grams, line.unit_cents)
        except Refusal:
            return None


def card_tender(office: Office, card: Card) -> Tender:
    """What a card does for a basket today; refuses "cancelled" or "expired"."""
    check_card(card, business_day(office.clock.now()).isoformat())
    tariff = known_tariffs(office, office.store.read()).get(card.tariff)
    if tariff is None or tariff.archived:
        raise Refusal(
            _("The card {number} gives a tariff that is not used any more. It changes no price. "
              "Ask the manager.", number=card.number), "tariff",
        )  # fmt: skip
    return Tender(
        SOLIDARITY_CARD, card.number, tariff.label, expires_on=card.valid_until,
        sentence=_("Prices at “{tariff}”.", tariff=tariff.label), tariff=tariff.code,
        organism=card.organism,
    )  # fmt: skip


def check_solidarity(act: Act, office: Office, line: Line, tariff: str = "") -> bool:
    """Within a sale: whether a tariff of the shop (the basket's own, where it has one) allows a
    line's reduction by itself. Refuses a card that is over or gives another tariff."""
    known = known_tariffs(office, act.tx)
    wanted = [known[tariff]] if tariff in known else list(known.values())
    fitting = [one for one in wanted if not one.archived and one.allows(line)]
    card = rows.card_by_number(act.tx, line.organism_no) if line.organism_no else None
    if card is not None:
        check_card(card, act.day)
        fitting = [one for one in fitting if one.code == card.tariff]
    return bool(fitting)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal(
            _("“{text}” is not a day. Nothing was recorded. Choose a day.", text=text[:20]), "day"
        ) from None
