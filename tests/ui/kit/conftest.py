"""The kit's tests live in the plain light look and put it back after each test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reuse_pos.ui import theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The application wears the light theme at 100 %."""
    theme.install(qapp)
    yield
    theme.set("light", 100)
