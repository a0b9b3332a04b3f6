"""The house stays in order: each forbidden import is tried and must be caught by name.

A contract aimed at the wrong package would pass for ever; hence the injections.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reuse_pos"
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}
WORKPLACES = (
    *("signin", "counter", "intake", "sorting", "workshop", "till", "stock", "manager", "settings"),
    *("journal", "holds", "orders", "agenda", "outflow", "stocktake"),
)
SQL = ("sqlite3", "sqlalchemy", "sqlmodel", "alembic")

INJECTIONS = [
    ("layers", "domain", "reuse_pos.fiscal"),
    ("layers", "domain", "reuse_pos.services"),
    ("layers", "fiscal", "reuse_pos.db"),
    ("layers", "db", "reuse_pos.hardware"),
    ("layers", "hardware", "reuse_pos.db"),
    ("layers", "db", "reuse_pos.reports"),
    ("layers", "reports", "reuse_pos.services"),
    ("layers", "services", "reuse_pos.demo"),
    ("layers", "services", "reuse_pos.ui"),
    ("layers", "demo", "reuse_pos.bootstrap"),
    ("layers", "cli", "reuse_pos.ui"),
    ("layers", "ui", "reuse_pos.cli"),
    ("layers", "ui", "reuse_pos.bootstrap"),
    ("layers", "bootstrap", "reuse_pos.ui"),
    ("layers", "ui", "reuse_pos.__main__"),
    *(
        ("domain-stdlib", "domain", module)
        for module in (
            *("PySide6.QtCore", "sqlite3", "sqlalchemy", "sqlmodel", "alembic", "escpos.printer"),
            *("reportlab.pdfgen", "serial", "socket", "http.client", "urllib.request"),
        )
    ),
    ("domain-stdlib", "domain.payments", "sqlite3"),
    ("fiscal-alone", "fiscal", "sqlite3"),
    ("fiscal-alone", "fiscal", "socket"),
    *(
        ("qt-in-ui", source, "PySide6.QtCore")
        for source in ("domain", "services", "hardware", "reports", "demo", "cli", "bootstrap")
    ),
    *(
        ("sql-below-services", source, module)
        for source in ("services", "ui", "demo", "cli", "bootstrap", "__main__", "hardware")
        for module in SQL
    ),
    *(
        ("faces-talk-to-services", face, f"reuse_pos.{layer}")
        for face in ("ui", "cli")
        for layer in ("db", "hardware", "reports", "fiscal", "exchange", "sync")
    ),
    *(
        ("demo-lives-through-services", "demo", f"reuse_pos.{layer}")
        for layer in ("db", "hardware", "reports", "fiscal")
    ),
    *(
        ("workplaces", f"ui.{here}", f"reuse_pos.ui.{there}")
        for here, there in zip(WORKPLACES, (*WORKPLACES[1:], WORKPLACES[0]), strict=True)
    ),
    ("no-circles", "domain", "reuse_pos.services"),
]


def module_path(house: Path, dotted: str) -> Path | None:
    """The folder or file of a module below `reuse_pos`, or None where there is none."""
    path = house / "reuse_pos" / Path(*dotted.split("."))
    if (path / "__init__.py").exists():
        return path
    file = path.with_suffix(".py")
    return file if file.exists() else None


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's code, free to be spoilt."""
    copy = tmp_path_factory.mktemp("house")
    keep_code = shutil.ignore_patterns("__pycache__", "assets")
    shutil.copytree(PACKAGE, copy / "reuse_pos", ignore=keep_code)
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(house: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    names = [part for contract in contracts for part in ("--contract", contract)]
    script = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache", *names],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def spoil(house: Path) -> Iterator[list[tuple[Path, str | None]]]:
    """Files changed by a test and their text before (None: not there), put back afterwards."""
    changed: list[tuple[Path, str | None]] = []
    yield changed
    for path, text in changed:
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def test_the_house_is_in_order(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "source", "target"), INJECTIONS)
def test_a_forbidden_import_is_caught(
    house: Path,
    spoil: list[tuple[Path, str | None]],
    contract: str,
    source: str,
    target: str,
) -> None:
    place = module_path(house, source)
    if place is None:
        pytest.skip(f"reuse_pos.{source} does not exist")
    inside = target.removeprefix("reuse_pos.")
    if inside != target and module_path(house, inside) is None:
        pytest.skip(f"{target} does not exist")
    # Inside a function: a late import is as forbidden as one at the top.
    line = f"\n\ndef spoilt() -> None:\n    import {target}\n"
    file = place / "spoilt.py" if place.is_dir() else place
    before = file.read_text("utf-8") if file.exists() else None
    spoil.append((file, before))
    file.write_text((before or '"""Spoilt."""\n') + line, "utf-8")
    result = lint(house, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{CONTRACTS[contract]['name']} BROKEN" in result.stdout


def test_a_folder_nobody_placed_is_caught(
    house: Path, spoil: list[tuple[Path, str | None]]
) -> None:
    stray = house / "reuse_pos/stray.py"
    spoil.append((stray, None))
    stray.write_text('"""In no layer."""\n', "utf-8")
    result = lint(house, "layers")
    assert result.returncode == 1
    assert "stray" in result.stdout


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _source, _target in INJECTIONS} == set(CONTRACTS)


def test_faces_are_kept_from_every_lower_layer() -> None:
    layers = CONTRACTS["layers"]["layers"]
    lower = [
        name.strip(" ()")
        for layer in layers[layers.index("services") + 1 : -1]
        for name in layer.split("|")
    ]
    there = {f"reuse_pos.{name}" for name in lower if module_path(ROOT, name)}
    for face in ("faces-talk-to-services", "demo-lives-through-services"):
        assert there <= set(CONTRACTS[face]["forbidden_modules"])


# ------------------------------------------------------------------ start-up
HEAVY = (
    *("sqlmodel", "sqlalchemy", "alembic", "pydantic", "reportlab", "escpos", "xlsxwriter"),
    *("openpyxl", "cryptography", "argon2", "serial", "barcode", "segno", "PIL", "keyring"),
)


@pytest.mark.parametrize("module", ["__main__", "bootstrap", "ui.application", "cli", "services"])
def test_starting_loads_no_heavy_library(module: str) -> None:
    """A till paints its first window in a fifth of a second; SQLModel alone takes twice that."""
    if module_path(ROOT, module) is None:
        pytest.skip(f"reuse_pos.{module} does not exist")
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, reuse_pos.{module}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)


# ------------------------------------------------------------------ files
def tracked() -> list[Path]:
    """Every file the project holds, written or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:  # an unpacked archive has no git
        skipped = {".venv", ".venv-package", "demo", "shots", "build", "dist"}
        found = [
            path.relative_to(ROOT)
            for path in ROOT.rglob("*")
            if not skipped & set(path.relative_to(ROOT).parts)
        ]
    else:
        found = [Path(name) for name in listing.stdout.split("\0") if name]
    return [path for path in sorted(found) if (ROOT / path).is_file()]


SOURCES = [path for path in tracked() if path.suffix == ".py"]


def text_of(path: Path) -> str:
    try:
        return (ROOT / path).read_text("utf-8")
    except UnicodeDecodeError:  # a picture, a font, a sound
        return ""


def test_no_source_file_is_longer_than_500_lines() -> None:
    long = {str(path): lines for path in SOURCES if (lines := text_of(path).count("\n")) > 500}
    assert not long


def test_nothing_is_left_for_later() -> None:
    # Written in halves so that this file does not find itself. A constant of that name is no note.
    later = "(TO" + "DO|FIX" + "ME)"
    words = rf"#.*\b{later}\b|\b{later}\b *[:(]|Not" + "ImplementedError|pragma: no " + "cover"
    found = [
        f"{path}:{number}"
        for path in SOURCES
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if re.search(words, line)
    ]
    assert not found


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path) for path in SOURCES if not ast.get_docstring(ast.parse(text_of(path) or "pass"))
    ]
    assert not silent


def test_nothing_points_out_of_the_project() -> None:
    # Paths of one machine, and addresses of package indexes (docs/decisions/0002).
    outside = re.compile(
        "|".join((r"\.\./sha" + "red", "(?<![a-z])/wo" + "rk/", "(?<![a-z])/tm" + "p/"))
        + "|"
        + "|".join(
            ("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.", r"crates" + r"\.io")
        )
    )
    found = [
        f"{path}:{number}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if outside.search(line)
    ]
    assert not found


@pytest.mark.parametrize("layer", ["services", "ui", "demo", "cli.py", "bootstrap.py"])
def test_no_sql_stands_above_the_database(layer: str) -> None:
    """Rows and their SQL live in db: a column renamed there must not break a service."""
    sql = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA)\b.*\b(FROM|INTO|SET|WHERE)\b", re.S)
    place = ROOT / "reuse_pos" / layer
    paths = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert paths
    found = [
        f"{path.name}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sql.match(node.value)
    ]
    assert not found
