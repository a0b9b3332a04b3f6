"""How long to break things: a selection in every run of the tests, everything in `make faults`."""

import pytest


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether this is `make faults`, where minutes may be spent."""
    return request.config.option.markexpr == "faults"
