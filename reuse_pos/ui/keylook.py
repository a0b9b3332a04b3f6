"""How a key looks in each state: the one table behind the style sheet and the painted keys."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.ui import tokens
from reuse_pos.ui.tokens import Palette

KINDS = ("key", "next", "pri", "tile", "quiet", "bad", "snack")
STATES = ("rest", "pressed", "checked", "focus", "disabled")


@dataclass(frozen=True)
class Look:
    """The ground, sides and bottom edge of a key: colours and thickness in pixels."""

    ground: str
    side: str
    bottom: str
    ink: str
    thick: int
    edge: int
    radius: int = tokens.RADIUS_KEY


def rest(kind: str, c: Palette) -> Look:
    """A key at rest. Raises KeyError on an unknown kind."""
    plain = Look(c.surface, c.edge, c.edge2, c.ink, c.border, tokens.EDGE)
    return {
        "key": plain,
        "tile": plain,
        "bad": replace(plain, ink=c.plum),
        "next": Look(
            c.yellow, c.yellow_edge, c.yellow_edge, c.on_yellow, c.border, tokens.EDGE_NEXT
        ),
        "pri": Look(c.blue, c.blue_edge, c.blue_edge, c.on_blue, c.border, tokens.EDGE),
        "quiet": Look("transparent", "transparent", "transparent", c.ink, c.border, tokens.EDGE),
        "snack": Look(tokens.SNACK_KEY, tokens.SNACK_KEY, tokens.SNACK_KEY_EDGE, c.yellow, 0, 3, 8),
    }[kind]


def look(kind: str, state: str, c: Palette) -> Look:
    """A key of a kind in a state, the focus ring being the last word."""
    base = rest(kind, c)
    if state == "pressed":
        grounds = {"next": c.yellow, "pri": c.blue_edge, "snack": tokens.SNACK_KEY}
        ground = grounds.get(kind, c.sunken)
        return replace(base, ground=ground, edge=tokens.EDGE_PRESSED)
    if state == "checked":
        ground = c.blue_bg2 if kind == "tile" else c.blue_bg
        thick = tokens.FOCUS if kind == "tile" else base.thick
        ink = c.ink if kind == "tile" else c.chosen_ink
        return replace(base, ground=ground, side=c.blue, bottom=c.blue, ink=ink, thick=thick)
    if state == "focus":
        # On blue and yellow a blue ring would not show.
        ring = {"next": c.ink, "pri": c.ink, "snack": tokens.SNACK_INK}.get(kind, c.blue)
        return replace(base, side=ring, bottom=ring, thick=tokens.FOCUS)
    if state == "disabled":
        ground = base.ground if kind == "quiet" else c.sunken
        side = base.side if kind == "quiet" else c.line
        return replace(base, ground=ground, side=side, bottom=side, ink=c.line2)
    return base
