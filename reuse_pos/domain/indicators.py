"""The month in kilos: what came in, what left and where to, what stands in stock, and the weight
diverted.

Pure arithmetic over the sums of the mass ledger. Masses are whole grams, rates basis points. For
each
category: opening + in + recategorised + adjusted = out + closing, and recategorised adds up to
zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from reuse_pos.domain.category import A_TRIER, FAMILIES, Category
from reuse_pos.domain.mass import ADJUSTMENTS, DESTINATIONS, NOT_COLLECTED, ORIGINS, REUSED
from reuse_pos.domain.money import half_up

OTHER_OUT = ("return_to_donor", "lost")


class Direction(StrEnum):
    """Which side of the month's balance a figure stands on."""

    OPENING = "opening"
    IN = "in"
    RECATEGORISED = "recategorised"
    ADJUSTED = "adjusted"
    OUT = "out"
    CLOSING = "closing"


@dataclass(frozen=True)
class Flow:
    """What the ledger's roll-up says of one place outside the stock and one category in a month,
    signed as posted.

    `measured_g` are the grams that were weighed or typed, `unknown_pieces` pieces without any
    weight.
    """

    place: str
    category: str
    grams: int
    pieces: int
    measured_g: int
    unknown_pieces: int


@dataclass(frozen=True)
class Standing:
    """What stood in stock of one category when the month ended, and by how much the month changed
    it."""

    closing_g: int = 0
    closing_pieces: int = 0
    change_g: int = 0
    change_pieces: int = 0


@dataclass(frozen=True)
class Row:
    """One line of the report, as files carry it; `party` is the origin, destination or adjustment
    code.

    `in` and `out` count positive. Only movements have measured grams: standing stock mixes sources.
    """

    month: str
    store: int
    family: str
    stream: str
    category: str
    direction: str
    party: str
    grams: int
    pieces: int
    measured_grams: int


COLUMNS = tuple(Row.__dataclass_fields__)


@dataclass(frozen=True)
class SorterKey:
    """How a textile sorting operator's tonnage splits, in basis points, and the dated source that
    says so."""

    reuse_bp: int = 0
    recycling_bp: int = 0
    source: str = ""

    @property
    def holds(self) -> bool:
        """Whether it may be applied: it names its source and does not share out more than all."""
        return bool(self.source.strip()) and self.reuse_bp + self.recycling_bp <= 10_000

    def diverted_g(self, sorter_g: int) -> int:
        """The reused and recycled grams of what went to the operator; none without a dated
        source."""
        return half_up(sorter_g * (self.reuse_bp + self.recycling_bp), 10_000) if self.holds else 0


@dataclass(frozen=True)
class Rules:
    """What the shop counts as diverted: energy or not, and the sorting operator's key if it has
    one."""

    energy_is_diverted: bool = False
    sorter: SorterKey = SorterKey()

    def diverted_g(self, out: Mapping[str, int]) -> int:
        """Grams kept from waste, from grams by destination code."""
        kept = sum(out.get(code, 0) for code in (*REUSED, "recycling"))
        kept += self.sorter.diverted_g(out.get("sorter", 0))
        return kept + (out.get("energy", 0) if self.energy_is_diverted else 0)


@dataclass(frozen=True)
class Totals:
    """The month's totals; a rate is None ("—") when nothing left, or more came back than left."""

    collected_g: int
    received_g: int
    purchased_g: int
    opening_stock_entered_g: int
    reused_g: int
    sorter_g: int
    recycled_g: int
    energy_g: int
    disposed_g: int
    sent_to_stores_g: int
    other_out_g: int
    adjusted_g: int
    opening_g: int
    closing_g: int
    stock_change_g: int
    diverted_g: int
    reuse_rate_bp: int | None
    measured_share_bp: int | None
    no_weight_pieces: int

    @property
    def left_g(self) -> int:
        """What the reuse rate divides by: reused, recycled, burnt for energy and disposed of."""
        return self.reused_g + self.recycled_g + self.energy_g + self.disposed_g


@dataclass(frozen=True)
class FamilyLine:
    """One family as people read it: mixed goods are counted where sorting put them.

    entered + other = reused + sorter + recycled + energy + disposed + stock change. `other_g`
    gathers
    received, bought, opening stock and adjustments, less what went to other stores, back to donors
    or was lost.
    """

    family: str
    entered_g: int
    reused_g: int
    sorter_g: int
    recycled_g: int
    energy_g: int
    disposed_g: int
    other_g: int
    stock_change_g: int

    @property
    def rate_bp(self) -> int | None:
        """Reused over what left, sorting operator apart; None when it has no meaning."""
        return rate(
            self.reused_g, self.reused_g + self.recycled_g + self.energy_g + self.disposed_g
        )


@dataclass(frozen=True)
class Difference:
    """A category whose stock, counted thing by thing, is not what the totals say."""

    category: str
    family: str
    computed_g: int
    counted_g: int


@dataclass(frozen=True)
class Balance:
    """Whether the month's stock equals what was counted independently; `differences` name where
    not."""

    differences: tuple[Difference, ...] = ()
    recategorised_g: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing is left to explain."""
        return not self.differences and self.recategorised_g == 0


@dataclass(frozen=True)
class Diverted:
    """The weight diverted from waste in a month: every line and the totals they add up to.

    `balance` is None as long as nobody counted the stock independently (that takes longer).
    `month` may be a period of several ("2026-07/2026-09"): `by_month` then holds each month's
    lines, which files carry.
    """

    month: str
    store: int
    rows: tuple[Row, ...]
    totals: Totals
    rules: Rules = Rules()
    closing_is: str = "computed"
    balance: Balance | None = None
    by_month: tuple[Row, ...] = ()

    @property
    def lines(self) -> tuple[Row, ...]:
        """The lines as files carry them, month by month."""
        return self.by_month or self.rows

    @property
    def estimated_g(self) -> int:
        """Grams in and out that no scale and no typing person gave."""
        return sum(
            row.grams - row.measured_grams for row in self.rows if row.direction in _MOVEMENTS
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved in this month."""
        return not any(row.direction not in _STANDING for row in self.rows)

    def families(self) -> tuple[FamilyLine, ...]:
        """The nine families in the shop's order, then goods still to sort if there were any."""
        by_family: dict[str, list[Row]] = {family: [] for family in FAMILIES}
        for row in self.rows:
            by_family.setdefault(row.family, []).append(row)
        lines = [family_line(family, rows) for family, rows in by_family.items()]
        return tuple(
            line
            for line in lines
            if line.family in FAMILIES or line != family_line(line.family, [])
        )

    def as_json(self) -> dict[str, object]:
        """What the JSON file holds; raises `ValueError` when the balance was not looked at."""
        if self.balance is None:
            raise ValueError("the balance of this month was not counted")
        return {
            "month": self.month,
            "store": self.store,
            "rows": [asdict(row) for row in self.lines],
            "totals": asdict(self.totals),
            "diverted_includes_energy": self.rules.energy_is_diverted,
            "closing_is": self.closing_is,
            "balanced": self.balance.holds,
        }


_MOVEMENTS = (Direction.IN, Direction.OUT)
_STANDING = (Direction.OPENING, Direction.CLOSING)
_SIDES = {"in": Direction.IN, "adjust": Direction.ADJUSTED, "out": Direction.OUT}
_PARTIES = {
    Direction.IN: tuple(ORIGINS),
    Direction.ADJUSTED: ADJUSTMENTS,
    Direction.OUT: tuple(DESTINATIONS),
}


def rate(part_g: int, whole_g: int) -> int | None:
    """Basis points of `part_g` in `whole_g`, halves up; None when either is below zero or nothing
    left."""
    return half_up(part_g * 10_000, whole_g) if whole_g > 0 and part_g >= 0 else None


def measured_share(measured_g: int, all_g: int) -> int | None:
    """Basis points of grams weighed or typed, never rounded up; None when nothing moved."""
    return min(max(measured_g * 10_000 // all_g, 0), 10_000) if all_g > 0 else None


def diverted_month(
    month: str,
    store: int,
    categories: Mapping[str, Category],
    flows: Iterable[Flow],
    stock: Mapping[str, Standing],
    rules: Rules,
) -> Diverted:
    """The month's lines and totals from the sums of the ledger (`stock` by category code)."""
    by_category: dict[str, list[Flow]] = {}
    unknown = 0
    for flow in flows:
        by_category.setdefault(flow.category, []).append(flow)
        unknown += abs(flow.unknown_pieces) if not flow.place.startswith("adjust:") else 0
    rows: list[Row] = []
    for code in _in_order({*by_category, *stock}, categories):
        found = categories.get(code)
        family, stream = (found.family, found.stream) if found else (A_TRIER, "")
        head = (month, store, family, stream, code)
        rows += _category_rows(head, by_category.get(code, []), stock.get(code, Standing()))
    return Diverted(month, store, tuple(rows), totals_of(rows, rules, unknown), rules)


def _in_order(codes: set[str], categories: Mapping[str, Category]) -> list[str]:
    return [code for code in categories if code in codes] + sorted(codes - set(categories))


def _category_rows(
    head: tuple[str, int, str, str, str], flows: Sequence[Flow], stock: Standing
) -> list[Row]:
    """One category's lines; what none of its movements explains came from or went to another
    category."""
    moves: dict[tuple[Direction, str], Row] = {}
    for flow in flows:
        side, _colon, party = flow.place.partition(":")
        direction = _SIDES[side]
        sign = 1 if direction is Direction.OUT else -1
        moves[direction, party] = Row(
            *head, direction.value, party,
            sign * flow.grams, sign * flow.pieces, sign * flow.measured_g,
        )  # fmt: skip
    gained_g = stock.change_g - sum(_into_stock(row, row.grams) for row in moves.values())
    gained = stock.change_pieces - sum(_into_stock(row, row.pieces) for row in moves.values())
    opening = (stock.closing_g - stock.change_g, stock.closing_pieces - stock.change_pieces)
    closing = (stock.closing_g, stock.closing_pieces)
    if not (moves or gained_g or gained or any(opening) or any(closing)):
        return []
    rows = [Row(*head, Direction.OPENING.value, "", *opening, 0)]
    rows += _sorted(moves, Direction.IN)
    if gained_g or gained:
        rows.append(Row(*head, Direction.RECATEGORISED.value, "", gained_g, gained, 0))
    rows += _sorted(moves, Direction.ADJUSTED) + _sorted(moves, Direction.OUT)
    return [*rows, Row(*head, Direction.CLOSING.value, "", *closing, 0)]


def _into_stock(row: Row, amount: int) -> int:
    return -amount if row.direction == Direction.OUT else amount


def _sorted(moves: Mapping[tuple[Direction, str], Row], direction: Direction) -> list[Row]:
    order = _PARTIES[direction]
    return [moves[direction, party] for party in order if (direction, party) in moves]


def sums(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Grams by (direction, party)."""
    grams: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.direction, row.party)
        grams[key] = grams.get(key, 0) + row.grams
    return grams


def totals_of(rows: Sequence[Row], rules: Rules, no_weight_pieces: int = 0) -> Totals:
    """The totals of some lines. Formulas: collected excludes other stores, purchases and opening
    stock;
    reuse rate = reused ÷ (reused + recycled + energy + disposed); measured share = (scale + typed)
    ÷
    all grams in and out."""
    grams = sums(rows)
    came = {party: g for (side, party), g in grams.items() if side == Direction.IN}
    out = {party: g for (side, party), g in grams.items() if side == Direction.OUT}
    reused = sum(out.get(code, 0) for code in REUSED)
    opening, closing = grams.get(("opening", ""), 0), grams.get(("closing", ""), 0)
    moved = [row for row in rows if row.direction in _MOVEMENTS]
    recycled, energy = out.get("recycling", 0), out.get("energy", 0)
    disposed = out.get("disposal", 0)
    return Totals(
        collected_g=sum(g for code, g in came.items() if code not in NOT_COLLECTED),
        received_g=came.get("other_store", 0),
        purchased_g=came.get("purchase", 0),
        opening_stock_entered_g=came.get("opening_stock", 0),
        reused_g=reused,
        sorter_g=out.get("sorter", 0),
        recycled_g=recycled,
        energy_g=energy,
        disposed_g=disposed,
        sent_to_stores_g=out.get("other_store", 0),
        other_out_g=sum(out.get(code, 0) for code in OTHER_OUT),
        adjusted_g=sum(g for (side, _party), g in grams.items() if side == Direction.ADJUSTED),
        opening_g=opening,
        closing_g=closing,
        stock_change_g=closing - opening,
        diverted_g=rules.diverted_g(out),
        reuse_rate_bp=rate(reused, reused + recycled + energy + disposed),
        measured_share_bp=measured_share(
            sum(row.measured_grams for row in moved), sum(row.grams for row in moved)
        ),
        no_weight_pieces=no_weight_pieces,
    )


def family_line(family: str, rows: Sequence[Row]) -> FamilyLine:
    """The lines of one family added up as people read them."""
    totals = totals_of(rows, Rules())
    moved_here = sums(rows).get((Direction.RECATEGORISED.value, ""), 0)
    brought = totals.received_g + totals.purchased_g + totals.opening_stock_entered_g
    return FamilyLine(
        family,
        totals.collected_g + moved_here,
        totals.reused_g,
        totals.sorter_g,
        totals.recycled_g,
        totals.energy_g,
        totals.disposed_g,
        brought + totals.adjusted_g - totals.sent_to_stores_g - totals.other_out_g,
        totals.stock_change_g,
    )


def balance_of(
    month: Diverted, counted_closing: Mapping[str, int], counted_opening: Mapping[str, int]
) -> Balance:
    """Compare the month's stock, per category, with grams counted thing by thing (both ends of the
    month)."""
    computed = (_standing(month.rows, Direction.CLOSING), _standing(month.rows, Direction.OPENING))
    families = {row.category: row.family for row in month.rows}
    differences: dict[str, Difference] = {}
    for ours, counted in zip(computed, (counted_closing, counted_opening), strict=True):
        for code in sorted({*ours, *counted}):
            here, there = ours.get(code, 0), counted.get(code, 0)
            if here != there:
                family = families.get(code, A_TRIER)
                differences.setdefault(code, Difference(code, family, here, there))
    gained = sums(month.rows).get((Direction.RECATEGORISED.value, ""), 0)
    return Balance(tuple(differences.values()), gained)


def _standing(rows: Sequence[Row], direction: Direction) -> dict[str, int]:
    return {row.category: row.grams for row in rows if row.direction == direction}
