"""What the gestures of leaving goods share: the slip looked up, its lines written, refusals."""

from __future__ import annotations

from reuse_pos.db import outflow as rows
from reuse_pos.db import sorting
from reuse_pos.db.store import Reader
from reuse_pos.domain import outflow as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import INSIDE, STATE_WORDS, Item, State
from reuse_pos.domain.mass import Posting, Source, format_grams, transfer
from reuse_pos.domain.outflow import Slip, SlipLine
from reuse_pos.domain.sorting import within_tolerance
from reuse_pos.domain.wording import _
from reuse_pos.services.verb import Act

MOST_PIECES = 20_000
Gone = dict[tuple[str, str], tuple[int, int]]


def known_slip(reader: Reader, number: str) -> Slip:
    """The slip of a number; refuses, with code "slip", one that does not exist."""
    found = rows.slip(reader, number)
    if found is None:
        raise Refusal(
            _("There is no slip {number}. Nothing was changed.", number=number[:20]), "slip"
        )
    return found


def open_slip(reader: Reader, number: str) -> Slip:
    """A slip that can still be filled; refuses, with code "slip_closed", one that left."""
    found = known_slip(reader, number)
    if found.state != rules.OPEN:
        raise Refusal(
            _(
                "Slip {number} is closed: what left under it stays as it is. Nothing was changed. "
                "Open another slip.",
                number=number,
            ),
            "slip_closed",
        )
    return found


def refuse_if_left(reader: Reader, entry: Id) -> None:
    """Refuses, with code "left", to undo a mass entry that a slip took away already."""
    number = rows.left_under(reader, entry)
    if number is not None:
        raise Refusal(
            _(
                "This already left under slip {number}. Nothing was changed. Note what differs "
                "on its weighing ticket.",
                number=number,
            ),
            "left",
            slip=number,
        )


def refuse_unless_countable(pieces: int) -> None:
    """Refuses, with code "count", a number of pieces that cannot be."""
    if not 0 <= pieces <= MOST_PIECES:
        raise Refusal(_("Count from 1 to {n}. Nothing was recorded.", n=MOST_PIECES), "count")


def next_number(act: Act, kind: str) -> str:
    """The next number of a kind of slip in this month."""
    prefix = rules.number_prefix(kind, act.day)
    return f"{prefix}{rows.last_number(act.tx, prefix) + 1:04d}"


def put_slip(act: Act, slip: Slip) -> None:
    """Write the whole row of a new slip."""
    values: dict[str, Value] = {
        name: getattr(slip, name) for name in Slip.__dataclass_fields__ if name != "lines"
    }
    act.put("slip", **values)
    act.changed(Change.STOCK)


def set_slip(act: Act, number: str, **columns: Value) -> None:
    """Change columns of a slip."""
    act.set("slip", {"number": number}, **columns)
    act.changed(Change.STOCK)


def put_line(act: Act, number: str, line: SlipLine) -> SlipLine:
    """Write one line of a slip; returns it."""
    values: dict[str, Value] = {name: getattr(line, name) for name in SlipLine.__dataclass_fields__}
    act.put("slip_line", slip=number, **values)
    act.changed(Change.STOCK)
    return line


def next_line(slip: Slip) -> int:
    """The number of a slip's next line."""
    return max((line.n for line in slip.lines), default=0) + 1


def refuse_unless_here(item: Item) -> None:
    """Refuses a thing reserved for somebody ("reserved") or no longer here ("not_now")."""
    if item.state is State.RESERVED:
        raise Refusal(
            _(
                "{code} is reserved for someone. Nothing was changed. End the reservation first.",
                code=item.short,
            ),
            "reserved",
        )
    if item.state not in INSIDE:
        raise Refusal(
            _(
                "{code} is no longer here: “{state}”. Nothing was changed. Look at its card.",
                code=item.short,
                state=_(STATE_WORDS[item.state]),
            ),
            "not_now",
            state=item.state,
        )


def refuse_unless_held(reader: Reader, place: str, category: str, grams: int, label: str) -> None:
    """Refuses ("not_enough", `grams` free) a load heavier than what stands in a place and is on no
    other slip; two scales may differ a little."""
    held = sorting.loose_of(reader, f"stock:{place}", category).grams
    free = held - rows.loaded_g(reader, place, category)
    if not within_tolerance(grams, free):
        raise Refusal(
            _(
                "Only {held} of “{label}” stand in “{place}”, not {weight}. Nothing was put on "
                "the slip. Choose another place, or count this one first.",
                held=format_grams(max(free, 0)),
                label=label,
                place=_(rules.LOAD_PLACES[place]),
                weight=format_grams(grams),
            ),
            "not_enough",
            grams=max(free, 0),
        )


def leaving(
    reader: Reader, to: tuple[str, str | None], line: SlipLine, gone: Gone
) -> tuple[Posting, ...]:
    """The postings of a load that leaves to a (destination, organisation).

    `gone` holds the grams and pieces by place and category of this act so far, as the file does
    not show them yet. What two scales differ by comes from `adjust:scale`.
    """
    key = (line.answer, line.category)
    place = f"stock:{line.answer}"
    held = sorting.loose_of(reader, place, line.category)
    gone_g, gone_n = gone.get(key, (0, 0))
    held_g, held_n = max(held.grams - gone_g, 0), max(held.pieces - gone_n, 0)
    excess = max(line.grams - held_g, 0)
    taken = line.grams - excess
    pieces = line.pieces or (held_n * taken // held_g if held_g else 0)
    gone[key] = (gone_g + taken, gone_n + pieces)
    source = Source(line.source)
    out = transfer(
        place, f"out:{to[0]}", line.category, line.grams, pieces, source, destination_party=to[1],
    )  # fmt: skip
    if not excess:
        return out
    gap = transfer("adjust:scale", place, line.category, excess, 0, Source.DERIVED)
    return (*gap, *out)
