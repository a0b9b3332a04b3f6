"""The kilos of one life: what came is what left and what is here, whatever was undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.life import MADE, Flow, Leg, equation, relatives, standing

CHAIR, CLOTH, OTHER = b"chair", b"cloth", b"other"


def flow(n: int, kind: str, *legs: tuple[str, int, bytes | None], back: int | None = None) -> Flow:
    reverses = None if back is None else bytes([back])
    return Flow(bytes([n]), kind, tuple(Leg(*leg) for leg in legs), reverses)


LIFE = [
    flow(1, "received", ("in:drop_off", -12_900, None), ("stock:reception", 12_900, CHAIR)),
    flow(2, "moved", ("stock:reception", -12_900, CHAIR), ("stock:workshop", 12_900, CHAIR)),
    flow(3, "refurbished", ("stock:workshop", -900, CHAIR), ("out:recycling", 900, None)),
    flow(4, "transformed", ("stock:shop", -400, CLOTH), ("stock:workshop", 400, CHAIR)),
    flow(5, "sold", ("stock:workshop", -12_400, CHAIR), ("out:sale", 12_400, None)),
]


def test_the_equation_of_a_chair() -> None:
    told = equation(CHAIR, LIFE)
    assert told.came == (("in:drop_off", 12_900), (MADE, 400))
    assert told.went == (("out:sale", 12_400), ("out:recycling", 900))
    assert (told.came_g, told.here, told.gap, told.closed) == (13_300, 0, 0, True)


def test_what_the_scale_found_again_is_to_be_explained() -> None:
    found = flow(6, "reweighed", ("adjust:scale", 500, None), ("stock:workshop", -500, CHAIR))
    told = equation(CHAIR, [*LIFE[:2], found])
    assert (told.came_g, told.here, told.gap, told.closed) == (12_900, 12_400, -500, False)


def test_a_return_and_an_undone_gesture_leave_no_trace() -> None:
    back = flow(7, "return", ("out:sale", -12_400, None), ("stock:reception", 12_400, CHAIR))
    assert equation(CHAIR, [*LIFE, back]).went == (("out:recycling", 900),)
    undone = flow(8, "reversal", ("stock:workshop", 900, CHAIR), ("out:recycling", -900, None),
                  back=3)  # fmt: skip
    assert [one.entry for one in standing([*LIFE[:3], undone])] == [b"\x01", b"\x02"]
    assert equation(CHAIR, [*LIFE[:3], undone]).went == ()


def test_relatives_are_those_it_is_made_of_and_those_made_of_it() -> None:
    assert relatives(CHAIR, LIFE) == ((CLOTH,), ())
    assert relatives(CLOTH, LIFE) == ((), (CHAIR,))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in:drop_off", "out:sale", "adjust:scale", "out:recycling", "thing"]),
            st.integers(-9000, 9000), st.integers(-9000, 9000),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_gram_is_in_the_equation(moves: list[tuple[str, int, int]]) -> None:
    """Whatever was done: came + gap = went + here, and here is what the postings say."""
    flows = []
    for n, (place, own, other) in enumerate(moves):
        thing = OTHER if place == "thing" else None
        where = "stock:shop" if thing else place
        flows.append(
            flow(n, "any", ("stock:shop", own, CHAIR), (where, -own - other, thing),
                 ("out:disposal", other, None))
        )  # fmt: skip
    told = equation(CHAIR, flows)
    assert told.here == sum(own for _place, own, _other in moves)
    went = sum(grams for _place, grams in told.went)
    assert told.came_g + told.gap == went + told.here
