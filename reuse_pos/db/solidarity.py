"""Reads social vouchers, what is to claim for them, solidarity tariffs and cards."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.solidarity import Card, SocialType, Tariff

_CARD = "SELECT id, number, tariff, organism, issued_on, valid_until, state FROM solidarity_card "


@dataclass(frozen=True)
class ToClaim:
    """What one type of social voucher has to claim: how many, how much (cents), the soonest last
    day ("2027-01-20")."""

    type: str
    n: int
    cents: int
    claim_by: str


@dataclass(frozen=True)
class Use:
    """A social voucher taken on a ticket."""

    number: str
    cents: int
    document: str
    day: str
    claim_by: str


@dataclass(frozen=True)
class Claim:
    """A list sent to an issuer."""

    number: str
    type: str
    day: str
    n: int
    cents: int
    op: str


def types(reader: Reader) -> dict[str, SocialType]:
    """Every type by code in the shop's order, archived ones too."""
    rows = reader.all("SELECT * FROM social_type ORDER BY rank, code")
    return {row["code"]: _type(row) for row in rows}


def tariffs(reader: Reader) -> dict[str, Tariff]:
    """Every tariff by code in the shop's order, archived ones too."""
    rows = reader.all("SELECT * FROM tariff ORDER BY rank, code")
    return {row["code"]: _tariff(row) for row in rows}


def card_by_code_hash(reader: Reader, kept: str) -> Card | None:
    """The card whose scanned digits have this hash."""
    return _card(reader.one(_CARD + "WHERE code_hash = ?", kept))


def card_by_number(reader: Reader, number: str) -> Card | None:
    """The card with the number people see."""
    return _card(reader.one(_CARD + "WHERE number = ?", number))


def card(reader: Reader, card_id: bytes) -> Card | None:
    """One card."""
    return _card(reader.one(_CARD + "WHERE id = ?", card_id))


def cards(reader: Reader, limit: int, offset: int = 0) -> list[Card]:
    """The cards, newest first."""
    rows = reader.all(_CARD + "ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset)
    return [Card(**dict(row)) for row in rows]


def organisms(reader: Reader) -> tuple[str, ...]:
    """The organisms named on cards, in order of name."""
    rows = reader.all(
        "SELECT DISTINCT organism FROM solidarity_card WHERE organism <> '' ORDER BY organism"
    )
    return tuple(row["organism"] for row in rows)


def last_card(reader: Reader, prefix: str) -> int:
    """The highest counter of the card numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(number) FROM solidarity_card WHERE number >= ? AND number < ?",
        prefix, prefix + "~",
    )  # fmt: skip
    return int(str(found)[len(prefix) :]) if found else 0


def number_used(reader: Reader, kind: str, number: str) -> bool:
    """Whether a number of a type was taken on a ticket that still stands."""
    found = reader.value(
        "SELECT 1 FROM social_use WHERE type = ? AND number = ? AND cents > 0", kind, number
    )
    return found is not None


def to_claim(reader: Reader) -> list[ToClaim]:
    """What is to claim by type, the soonest last day first."""
    rows = reader.all(
        "SELECT type, count(*) AS n, sum(cents) AS cents, min(claim_by) AS claim_by "
        "FROM social_use WHERE claim IS NULL GROUP BY type ORDER BY min(claim_by), type"
    )
    return [ToClaim(**dict(row)) for row in rows]


def open_uses(reader: Reader, kind: str) -> list[tuple[bytes, Use]]:
    """The vouchers of a type not yet claimed, oldest first, with their ids."""
    rows = reader.all(
        "SELECT id, number, cents, document, day, claim_by FROM social_use "
        "WHERE type = ? AND claim IS NULL ORDER BY id",
        kind,
    )
    return [(row["id"], _use(row)) for row in rows]


def use_on(
    reader: Reader, kind: str, number: str, document: str
) -> tuple[bytes, str | None] | None:
    """The voucher of a type and number taken on a ticket: its id and the claim it is on."""
    row = reader.one(
        "SELECT id, claim FROM social_use WHERE type = ? AND number = ? AND document = ? "
        "AND cents > 0",
        kind, number, document,
    )  # fmt: skip
    return None if row is None else (row["id"], row["claim"])


def claims(reader: Reader, limit: int) -> list[Claim]:
    """The lists sent, newest first."""
    rows = reader.all("SELECT * FROM social_claim ORDER BY day DESC, number DESC LIMIT ?", limit)
    return [Claim(**dict(row)) for row in rows]


def claim(reader: Reader, number: str) -> Claim | None:
    """One list sent."""
    row = reader.one("SELECT * FROM social_claim WHERE number = ?", number)
    return None if row is None else Claim(**dict(row))


def last_claim(reader: Reader, prefix: str) -> int:
    """The highest counter of the claim numbers that begin with `prefix`."""
    found = reader.value(
        "SELECT max(number) FROM social_claim WHERE number >= ? AND number < ?",
        prefix, prefix + "~",
    )  # fmt: skip
    return int(str(found)[len(prefix) :]) if found else 0


def uses_of_claim(reader: Reader, kind: str, number: str) -> list[Use]:
    """The vouchers on a list sent, in order of use."""
    rows = reader.all(
        "SELECT number, cents, document, day, claim_by FROM social_use "
        "WHERE type = ? AND claim = ? ORDER BY id",
        kind, number,
    )  # fmt: skip
    return [_use(row) for row in rows]


def _type(row: Row) -> SocialType:
    families = tuple(one for one in row["families"].split(",") if one)
    return SocialType(
        row["code"], row["label"], row["issuer"], row["rule"], row["most_cents"], families,
        row["valid_until"], row["claim_days"], row["number_rule"], row["rank"],
        bool(row["archived"]),
    )  # fmt: skip


def _tariff(row: Row) -> Tariff:
    return Tariff(**{**dict(row), "archived": bool(row["archived"])})


def _card(row: Row | None) -> Card | None:
    return None if row is None else Card(**dict(row))


def _use(row: Row) -> Use:
    return Use(row["number"], row["cents"], row["document"], row["day"], row["claim_by"])
