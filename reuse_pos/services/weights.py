"""What a piece weighs here: learned from single pieces put on the scale, and unlearned when a
weighing is undone."""

from __future__ import annotations

from reuse_pos.db.ledger import learned_weight
from reuse_pos.services.verb import Act


def learn_piece(
    act: Act, category: str, grams: int, pieces: int = 1, *, undo: bool = False
) -> None:
    """Take `pieces` weighed together (grams in all) into the category's mean, or out of it
    again."""
    known = learned_weight(act.tx, category)
    sign = -1 if undo else 1
    mean = grams // pieces
    act.put(
        "learned_mean",
        category=category,
        n=known.n + sign * pieces,
        sum_g=known.sum_g + sign * grams,
        sum_sq=known.sum_sq + sign * pieces * mean * mean,
    )
