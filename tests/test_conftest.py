"""The net under the tests has no hole: a warning of any of the three kinds fails its test."""

import pytest

pytest_plugins = ["pytester"]

CASES = {
    "log": "import logging\ndef test_it(): logging.getLogger('shop').warning('paper low')",
    "python": "import warnings\ndef test_it(): warnings.warn('old call')",
    "qt": "def test_it(qtbot):\n from PySide6.QtCore import qWarning\n qWarning('bad slot')",
}


@pytest.fixture(autouse=True)
def helpers(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let the copied conftest.py find the modules it imports."""
    monkeypatch.setenv("PYTHONPATH", str(request.config.rootpath / "tests"))


def run(pytester: pytest.Pytester, request: pytest.FixtureRequest, body: str) -> pytest.RunResult:
    root = request.config.rootpath
    pytester.makeconftest((root / "tests/conftest.py").read_text("utf-8"))
    pytester.makepyprojecttoml((root / "pyproject.toml").read_text("utf-8"))
    return pytester.runpytest_subprocess(pytester.makepyfile(body), "-p", "no:cacheprovider")


@pytest.mark.parametrize("kind", CASES)
def test_a_warning_fails_its_test(
    pytester: pytest.Pytester, request: pytest.FixtureRequest, kind: str
) -> None:
    outcomes = run(pytester, request, CASES[kind]).parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 1


def test_a_warning_that_is_announced_passes(
    pytester: pytest.Pytester, request: pytest.FixtureRequest
) -> None:
    marked = CASES["log"].replace("def ", "import pytest\n@pytest.mark.expects_warnings\ndef ")
    run(pytester, request, marked).assert_outcomes(passed=1)
