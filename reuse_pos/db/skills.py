"""People's own booklets: who wants one, what they did and on which days; never outside this file's
private tables."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.skills import Deed


def consent_of(reader: Reader, op: str) -> str | None:
    """Since which day the person wants a booklet; None: nothing is noted."""
    value = reader.value("SELECT given_on FROM skill_consent WHERE op = ?", op)
    return None if value is None else str(value)


def keep_consent(tx: Tx, op: str, day: str) -> None:
    """The person wants a booklet from this day on."""
    tx.upsert("skill_consent", {"op": op, "given_on": day})


def forget(tx: Tx, op: str) -> None:
    """Erase the booklet of a person and their wish to have one."""
    tx.execute("DELETE FROM skill_note WHERE op = ?", op)
    tx.execute("DELETE FROM skill_consent WHERE op = ?", op)


def note(tx: Tx, op: str, day: str, post: str, task: str) -> None:
    """Note that the person did this on that day, once a day however often it was done."""
    known = tx.value(
        "SELECT 1 FROM skill_note WHERE op = ? AND day = ? AND post = ? AND task = ?",
        op, day, post, task,
    )  # fmt: skip
    if known is None:
        tx.upsert(
            "skill_note",
            {"id": uuid7(), "op": op, "day": day, "post": post, "task": task, "minutes": None},
        )


def deeds(reader: Reader, op: str) -> list[Deed]:
    """What a person did, by place and task, the latest first: on how many days, first and last."""
    return [
        Deed(row["post"], row["task"], row["days"], row["first"], row["last"])
        for row in reader.all(
            "SELECT post, task, count(*) AS days, min(day) AS first, max(day) AS last "
            "FROM skill_note WHERE op = ? GROUP BY post, task ORDER BY last DESC, post, task",
            op,
        )
    ]
