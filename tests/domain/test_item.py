"""A thing's life: only the moves of the table, each one undone, and a sale from anywhere inside."""

import pytest

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import (
    _WAYS,
    INSIDE,
    MOVES,
    PLACE_OF,
    STATE_WORDS,
    UNDOABLE,
    Item,
    Move,
    State,
    after,
    path,
)
from reuse_pos.domain.mass import PLACES


def thing(state: State) -> Item:
    return Item(b"i" * 16, "2000100000017", "R-000001", "item", "EA-AS-CHAISE-BOIS", "Chaise",
                state, 4000, 1, "scale")  # fmt: skip


def test_one_pair_of_states_is_one_move() -> None:
    """Catches two moves for the same pair: the second would hide the first in the table."""
    assert len(MOVES) == sum(len(pairs) for pairs in _WAYS.values())
    assert all(before is not following for before, following in MOVES)


@pytest.mark.parametrize("pair", list(MOVES), ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_every_gesture_but_a_sale_can_be_taken_back(pair: tuple[State, State]) -> None:
    """Catches a move without its way back; a sale comes back by a return only."""
    before, following = pair
    assert ((following, before) in UNDOABLE) == (following is not State.SOLD)


@pytest.mark.parametrize("state", INSIDE)
def test_from_anywhere_inside_a_sale_is_possible(state: State) -> None:
    """Catches a state the counter cannot sell from: a skipped step must never refuse a customer."""
    steps = path(state, State.SOLD)
    assert steps[-1] is State.SOLD
    assert all(pair in MOVES for pair in zip([state, *steps], steps, strict=False))
    assert all(step in INSIDE for step in steps[:-1])
    assert len(steps) == len(set(steps)) <= 4


@pytest.mark.parametrize("state", [State.GONE, State.CONSUMED, State.TRANSFERRED])
def test_what_left_for_good_is_sold_no_more(state: State) -> None:
    """Catches a way back from the tip: a label found in a bin would sell kilos already gone."""
    assert path(state, State.SOLD) == []


def test_no_way_leads_nowhere() -> None:
    """Catches an endless search or a path of one standing still."""
    assert path(State.ON_SALE, State.ON_SALE) == []
    assert path(State.GONE, State.ON_SALE) == []


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_a_move_is_allowed_exactly_where_the_table_says(state: State, move: Move) -> None:
    """Catches a key that is offered and then refused, or the other way round."""
    one = thing(state)
    if one.can(move):
        assert MOVES[state, after(one, move)] is move
    else:
        with pytest.raises(Refusal) as refused:
            after(one, move)
        assert refused.value.code == "not_now"


def test_every_inside_state_has_a_place_and_every_state_a_word() -> None:
    """Catches kilos left in no place when a state is added."""
    assert set(PLACE_OF) == set(INSIDE)
    assert set(PLACE_OF.values()) <= PLACES
    assert set(STATE_WORDS) == set(State)
    assert thing(State.SOLD).place is None
