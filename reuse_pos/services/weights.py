"""What a piece weighs here: learned from single pieces put on the scale, and unlearned when a
weighing is undone."""

from __future__ import annotations

from reuse_pos.services.verb import Act


def learn_piece(
    act: Act, category: str, grams: int, pieces: int = 1, *, undo: bool = False
) -> None:
    """Take `pieces` weighed together (grams in all) into the category's mean, or out of it
    again."""
    row = act.tx.one("SELECT n, sum_g, sum_sq FROM learned_mean WHERE category = ?", category)
    n, sum_g, sum_sq = (row["n"], row["sum_g"], row["sum_sq"]) if row else (0, 0, 0)
    sign = -1 if undo else 1
    mean = grams // pieces
    act.put(
        "learned_mean",
        category=category,
        n=n + sign * pieces,
        sum_g=sum_g + sign * grams,
        sum_sq=sum_sq + sign * pieces * mean * mean,
    )
