"""Settings: each default fits its own kind, and nothing else is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.settings import BY_KEY, SETTINGS, Setting, checked_setting


def test_a_key_is_declared_once() -> None:
    """Catches two declarations of one key: the second default would win unseen."""
    assert len(BY_KEY) == len(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.key)
def test_a_default_fits_its_kind(setting: Setting) -> None:
    """Catches a default the form itself would refuse."""
    assert checked_setting(setting.key, setting.default) == setting.default
    assert setting.title


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.key)
@given(value=st.text(max_size=12) | st.just("9" * 12) | st.just("x" * 501))
def test_what_is_kept_can_be_read_back(setting: Setting, value: str) -> None:
    """Catches "٣" or "²" taken for a whole number: reading it later would stop the program."""
    try:
        kept = checked_setting(setting.key, value)
    except Refusal:
        return
    kind, _colon, choices = setting.kind.partition(":")
    if kind in ("int", "bool"):
        assert int(kept) >= 0
    if kind == "choice":
        assert kept in choices.split("|")


def test_an_unknown_setting_is_refused() -> None:
    """Catches a misspelt key kept for ever and read by nobody."""
    with pytest.raises(Refusal) as refused:
        checked_setting("store.nam", "x")
    assert refused.value.code == "setting"


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [("survey.first_day", "2026-10-01", True), ("survey.first_day", "", True),
     ("survey.first_day", "1/10/2026", False), ("survey.first_day", "20261001", False),
     ("agenda.slots", "09:00,14:30", True), ("agenda.slots", "9h", False),
     ("agenda.slots", "09:00,", False), ("agenda.open_days", "1,7", True),
     ("agenda.open_days", "8", False), ("agenda.open_days", "", False)],
)  # fmt: skip
def test_days_and_hours_are_what_they_say(key: str, value: str, fits: bool) -> None:
    """Catches a typed word that would stop the agenda from opening."""
    if fits:
        assert checked_setting(key, value) == value
    else:
        with pytest.raises(Refusal):
            checked_setting(key, value)
