"""Archives for tests: made from a till of `shop_journal`, spoilt, and read by both verifiers."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import cffi
import cryptography
from shop_journal import Till

from reuse_pos.fiscal.archive import (
    MANIFEST,
    VERIFIER,
    Contents,
    Made,
    Span,
    plain_json,
    write_archive,
)
from reuse_pos.fiscal.archive_check import ArchiveVerdict, check_archive
from reuse_pos.fiscal.head import TillHead, advance
from reuse_pos.fiscal.records import Record

Place = tuple[str, str, int]
ASSETS = Path(__file__).resolve().parents[2] / "reuse_pos" / "assets" / "fiscal"


def head_before(records: list[Record], seq: int) -> TillHead | None:
    """Where a till stood before a record; None before the first."""
    head = TillHead.start(records[0].till)
    for record in records[: seq - 1]:
        head = advance(head, record.read(), record.hash)
    return head if seq > 1 else None


def archive(path: Path, till: Till, first: int = 1, last: int | None = None) -> Made:
    """An archive of one till's records, signed by the key it has now."""
    return archive_of(path, [(till, first, last)])


def archive_of(path: Path, parts: list[tuple[Till, int, int | None]]) -> Made:
    """An archive of stretches of several tills."""
    spans, written = [], {}
    for till, first, last in parts:
        end = last or len(till.records)
        keys = tuple(one for one in till.records if one.type in ("TILL_OPEN", "KEY_ROTATE"))
        before = head_before(till.records, first)
        spans.append(Span(till.name, first, end, till.records[end - 1].hash, before, keys))
        written[till.name] = till
    contents = Contents(
        period="2026", made_at="2026-12-31T10:00:00+01:00", op="C90", software="reuse-pos 0.1.0",
        shop="Recyclerie de démonstration", spans=spans,
        records=lambda span: written[span.till].records[span.first - 1 : span.last],
        signers={name: till.key for name, till in written.items()},
    )  # fmt: skip
    return write_archive(path, contents)


def files_of(path: Path) -> dict[str, bytes]:
    """What an archive holds."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(path: Path, files: dict[str, bytes]) -> Path:
    """Make an archive of these files, as a forger would."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def with_manifest(files: dict[str, bytes], **changes: Any) -> dict[str, bytes]:
    """The same files, the manifest's hashes and sizes made to agree with them."""
    manifest = json.loads(files[MANIFEST]) | changes
    for one in manifest["files"]:
        if one["name"] in files:
            content = files[one["name"]]
            one |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["files"] = [one for one in manifest["files"] if one["name"] in files]
    return files | {MANIFEST: plain_json(manifest).encode()}


@cache
def _lonely(folder: Path) -> Path:
    """A folder from which only `cryptography` and what it needs itself can be imported."""
    only = folder / "only"
    only.mkdir(parents=True)
    site = Path(cryptography.__file__).parent.parent
    for name in ("cryptography", "cffi", "pycparser"):
        if (site / name).exists():
            (only / name).symlink_to(site / name)
    for binary in Path(cffi.__file__).parent.parent.glob("_cffi_backend*"):
        (only / binary.name).symlink_to(binary)
    for name in VERIFIER:
        (only / name).write_bytes((ASSETS / name).read_bytes())
    return only


def alone(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the archive's own verifier in a Python that has nothing but `cryptography`."""
    only = _lonely(folder)
    script = (
        f"import sys, runpy; sys.path.insert(0, {str(only)!r})\n"
        f"sys.argv = ['verify.py', *{[str(one) for one in arguments]!r}]\n"
        "import importlib.util as u\n"
        "for name in ('reuse_pos', 'sqlalchemy', 'PySide6', 'pytest'):\n"
        "    assert u.find_spec(name) is None, name\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        f"runpy.run_path({str(only / 'verify.py')!r}, run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        cwd=folder, env={"PATH": os.environ.get("PATH", "")}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def places(verdict: ArchiveVerdict) -> set[Place]:
    """Which files, tills and records the program names."""
    return {(one.file, one.till, one.seq) for one in verdict.findings}


class Readers:
    """Reads an archive with both verifiers and insists that they say the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: Path, *keys: str) -> set[Place]:
        """The places both name; fails when they differ in places, number of records or status."""
        verdict = check_archive(path, frozenset(keys))
        told = [word for key in keys for word in ("--cle", key)]
        ran = alone(self._folder, path, "--json", *told)
        assert ran.stderr == ""
        other = json.loads(ran.stdout)
        theirs = {(one["file"], one["till"], one["seq"]) for one in other["findings"]}
        apart = places(verdict) ^ theirs
        assert not apart, f"ours {verdict.findings}, its own {other['findings']}"
        assert other["records"] == verdict.n_records
        assert ran.returncode == (0 if verdict.ok else 1)
        return theirs

    def files_named(self, path: Path) -> set[str]:
        """The files both name."""
        return {file for file, _till, _seq in self.read(path)}


Spoil = Callable[[dict[str, bytes]], dict[str, bytes]]
