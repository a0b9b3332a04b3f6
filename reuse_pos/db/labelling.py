"""Labels waiting for the printer and prices waiting for an answer, read from the file."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.stock import in_state, item_by_id, item_from
from reuse_pos.db.store import Reader
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.pricing import Sold

_READY = in_state(State.READY)
# What has left needs no label any more; a customer's own thing is sold, and has its workshop tag.
_WAITING = (
    "FROM label_job AS job CROSS JOIN item ON item.id = job.item WHERE job.state = 'waiting' "
    "AND (item.state NOT IN ('sold', 'gone', 'consumed', 'transferred') "
    "OR (item.state = 'sold' AND job.kind = 'tracking'))"
)


@dataclass(frozen=True)
class LabelJob:
    """One label to print: of which thing, "price" or "tracking", and how many times."""

    id: Id
    item: Id
    kind: str
    copies: int


@dataclass(frozen=True)
class QueuedLabel:
    """A label not printed yet and its thing; `state` is "waiting" or "held"."""

    job: LabelJob
    state: str
    item: Item


def queue(reader: Reader, limit: int = 500) -> list[QueuedLabel]:
    """Labels that wait for the printer, then those whose price waits for a yes, oldest first."""
    waiting = waiting_jobs(reader, limit)
    rows = reader.all(
        "SELECT job.id, job.item, job.kind, job.copies FROM item JOIN label_job AS job "
        "ON job.item = item.id AND job.state = 'held' WHERE item.price_state = 'proposed' "
        "ORDER BY job.at_ns LIMIT ?",
        limit - len(waiting),
    )
    held = [LabelJob(row["id"], row["item"], row["kind"], row["copies"]) for row in rows]
    queued = [(job, "waiting") for job in waiting] + [(job, "held") for job in held]
    found = [(job, state, item_by_id(reader, job.item)) for job, state in queued]
    return [QueuedLabel(job, state, item) for job, state, item in found if item is not None]


def sold(reader: Reader, category: str, limit: int = 400) -> list[Sold]:
    """The last labelled things of a category sold here, newest first."""
    rows = reader.all(
        "SELECT line.unit_ttc, coalesce(item.condition, '') AS condition, "
        "coalesce(item.refurbished, 0) AS refurbished FROM sale_line AS line "
        "LEFT JOIN item ON item.code = line.sku "
        "WHERE line.category = ? AND line.sku IS NOT NULL AND line.ttc > 0 "
        "ORDER BY line.seq DESC LIMIT ?",
        category,
        limit,
    )
    return [Sold(row["unit_ttc"], row["condition"], bool(row["refurbished"])) for row in rows]


def waiting_jobs(reader: Reader, limit: int = 500) -> list[LabelJob]:
    """Labels not printed yet of things still here, in the order they were asked for."""
    rows = reader.all(
        f"SELECT job.id, job.item, job.kind, job.copies {_WAITING} "
        "ORDER BY job.at_ns, job.rowid LIMIT ?",
        limit,
    )
    return [LabelJob(row["id"], row["item"], row["kind"], row["copies"]) for row in rows]


def waiting_count(reader: Reader) -> int:
    """How many labels wait."""
    return int(reader.value(f"SELECT count(*) {_WAITING}"))


def unprinted_job_of(reader: Reader, item: Id, kind: str) -> LabelJob | None:
    """The label of a thing that waits for the printer, or for its price to be accepted."""
    row = reader.one(
        "SELECT id, item, kind, copies FROM label_job "
        "WHERE item = ? AND kind = ? AND (state = 'waiting' OR state = 'held') ORDER BY rowid DESC",
        item,
        kind,
    )
    return None if row is None else LabelJob(row["id"], row["item"], row["kind"], row["copies"])


def proposed_items(reader: Reader, limit: int = 100) -> list[Item]:
    """Things before the shelf whose price waits for a yes, oldest first."""
    rows = reader.all(
        "SELECT * FROM item WHERE price_state = 'proposed' "
        "AND state IN ('received', 'ready', 'in_storage') ORDER BY id LIMIT ?",
        limit,
    )
    return [item_from(row) for row in rows]


def refused_items(reader: Reader, limit: int = 20) -> list[Item]:
    """Things in the workshop whose proposed price was answered with another one, oldest first."""
    rows = reader.all(
        f"SELECT * FROM item WHERE {_READY} AND price_state LIKE 'refused:%' "  # noqa: S608
        "ORDER BY id LIMIT ?",
        limit,
    )
    return [item_from(row) for row in rows]


def unpriced_items(reader: Reader, limit: int = 20) -> list[Item]:
    """Things ready in the workshop that nobody has priced since the work, oldest first."""
    rows = reader.all(
        f"SELECT * FROM item WHERE {_READY} AND price_state IN ('', 'approved') "  # noqa: S608
        "ORDER BY id LIMIT ?",
        limit,
    )
    return [item_from(row) for row in rows]


def grid_price(reader: Reader, category: str) -> int | None:
    """The grid price of a category in cents."""
    value = reader.value("SELECT price_cents FROM category WHERE code = ?", category)
    return None if value is None else int(value)


def dropped(reader: Reader, jobs: list[Id]) -> list[Id]:
    """Those of some labels that were taken out of the queue."""
    state = "SELECT state FROM label_job WHERE id = ?"
    return [job for job in jobs if reader.value(state, job) == "dropped"]
